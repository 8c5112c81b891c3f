//! Phrasings of published reports, and what they say; the sentences are our own.

use super::*;

fn said(prose: &str) -> String {
    let text = format!("甲镇2023年政府信息公开工作年度报告\n一、总体情况\n{prose}\n");
    let source = Source::new(&text);
    let reading = crate::reading::Reading::new(&source);
    let said: Vec<_> = reading
        .narrative
        .mentions
        .iter()
        .map(|mention| {
            let quantity = format!("{:?}", mention.quantity).replace(['(', ')', '"'], "");
            let value = match mention.says {
                Says::Count(figure) => {
                    format!("{}{}", figure.value, if figure.approximate { "~" } else { "" })
                }
                Says::None => "-".to_owned(),
                Says::All => "*".to_owned(),
                Says::Every(figure) => format!("*{}", figure.value),
            };
            let scope = mention.scope.map(|scope| format!("@{scope:?}")).unwrap_or_default();
            let year = mention.year.filter(|year| *year != 2023).map(|year| format!("'{year}"));
            format!("{quantity}{value}{scope}{}", year.unwrap_or_default())
        })
        .collect();
    said.join(" ")
}

#[test]
fn phrasings() {
    let mut wrong = Vec::new();
    for line in
        include_str!("phrasings.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (prose, expected) = line.split_once('\t').unwrap_or((line, ""));
        let found = said(prose);
        if found != expected {
            wrong.push(format!("{prose}\n  found    {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}
