//! Columns of other towns on the site of the county: 县政府门户网站永安镇专栏 in the report of 柳河镇.

use crate::find::begins_with_one;
use crate::finding::Applicability;
use crate::fold::is_han;
use crate::reading::names::{Kind, Name};
use crate::source::Span;

use super::super::{Body, Sink};
use super::NOT_IN_NAMES;
use super::another::{is_changed, is_other_town};

/// What a part of a site is called.
const COLUMNS: [&str; 5] = ["专栏", "栏目", "频道", "板块", "子站"];

/// What is said of the author's own column: that it published there.
const PUBLISHES: [&str; 7] = ["公开", "主动公开", "发布", "公布", "累计", "共", "全年"];

/// What has columns.
const SITES: [&str; 4] = ["网站", "政府网", "平台", "官网"];

pub(super) fn check(body: &Body<'_, '_>, sink: &mut Sink<'_>) {
    if !body.is_town() {
        return;
    }
    for (hit, _, line) in body.hits(&["结尾"]) {
        let Some((span, name)) = column(body, hit.span, line) else { continue };
        if !(is_other_town(&body.parts, &name) || is_changed(body, &name)) || body.is_quoted(span, line) {
            continue;
        }
        let (author, named) = (&body.author.name, body.context.source.slice(span));
        let right = if name.area.is_empty() {
            body.parts.own.to_owned()
        } else {
            format!("{}{}", body.parts.seat, body.parts.own)
        };
        let message = format!(
            "编制机关是“{author}”，发布信息的却是“{named}”的栏目，像是写错了名称，或者套用了别处的文稿。请改正。"
        );
        sink.at(span, message).rewrite(span, right, Applicability::Manual);
    }
}

/// The town whose name ends with the word at `unit`, if the report says that it published in its column.
fn column<'t>(body: &Body<'_, 't>, unit: Span, line: Span) -> Option<(Span, Name<'t>)> {
    const LONGEST: usize = 30;
    const MOST_LETTERS: usize = 4;
    let source = body.context.source;
    if !matches!(source.slice(unit), "镇" | "乡" | "街道") {
        return None;
    }
    let behind = source.slice(Span::new(unit.end, line.end));
    let words = COLUMNS.iter().find_map(|column| behind.strip_prefix(column))?;
    let before = source.slice(Span::new(line.start, unit.start));
    let run = before.char_indices().rev().take(LONGEST).take_while(|&(_, c)| is_han(c)).last()?.0;
    let lead = before.get(run..)?;
    let used = begins_with_one(lead, &["在"]) || crate::find::has_one(lead, &["通过", "依托", "利用"]);
    let start = SITES.iter().filter_map(|site| Some(lead.rfind(site)? + site.len())).max()?;
    let span = Span::new(line.start + (run + start) as u32, unit.end);
    let name = Name::of(source.slice(span), Kind::Township);
    let letters = name.stem().chars().count();
    let plausible = (2..=MOST_LETTERS).contains(&letters)
        && !source.slice(span).contains(|c| NOT_IN_NAMES.contains(c))
        && !body.has_class(span, &["不入名"]);
    (used && plausible && begins_with_one(words, &PUBLISHES)).then_some((span, name))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{assert_found, fixed, found, report};

    const TOWN: &str = "青溪县柳河镇人民政府";

    #[test]
    fn the_column_of_another_town_is_found_and_put_right() {
        for (named, right) in [("柳溪镇", "柳河镇"), ("柳河乡", "柳河镇"), ("青溪县永安镇", "青溪县柳河镇")]
        {
            let title = format!("{TOWN}2023年政府信息公开工作年度报告");
            let text = |name: &str| format!("通过县政府门户网站{name}专栏公开政府信息20条。");
            let draft = report(&title, "", &text(named), TOWN);
            assert_eq!(found(&draft), [format!("organisation-mismatch {named}")]);
            assert_eq!(fixed(&draft), report(&title, "", &text(right), TOWN));
        }
    }

    #[test]
    fn a_column_that_is_the_authors_or_is_only_mentioned_is_none() {
        for text in [
            "通过县政府门户网站柳河镇专栏公开政府信息20条。",
            "通过县政府门户网站青溪县柳河镇专栏公开政府信息20条。",
            "参照县政府门户网站永安镇专栏的做法。",
            "借鉴县政府门户网站永安镇专栏设置栏目。",
            "通过县政府门户网站乡镇专栏公开政府信息20条。",
            "通过县政府门户网站各乡镇专栏公开政府信息20条。",
            "通过县政府门户网站所属乡镇专栏公开政府信息20条。",
            "通过县政府门户网站、永安镇专栏公开政府信息20条。",
            "通过“永安镇专栏”公开政府信息20条。",
            "通过县政府门户网站镇专栏公开政府信息20条。",
            "通过县政府门户网站重点乡镇专栏公开政府信息20条。",
            "通过县政府门户网站街道专栏公开政府信息20条。",
            "通过县政府门户网站美丽乡镇专栏公开政府信息20条。",
        ] {
            assert_found(&[(TOWN, text, &[])]);
        }
        let text = "通过县政府门户网站柳河乡专栏公开政府信息20条，撤乡设镇后更名。";
        assert_found(&[(TOWN, text, &[]), ("青溪县教育局", text, &[])]);
    }
}
