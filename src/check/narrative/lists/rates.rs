//! Rates that a sentence says with what they are of: 收到20条，回复18条，回复率100%.

use crate::check::Context;
use crate::check::narrative::value;
use crate::find::{ends_with_one, has_one};
use crate::reading::narrative::{Figure, Quantity, Sentence};
use crate::source::Span;

use super::percentages::{Base, Of};

/// What was done with what a rate is of, a group each: 答复6件，办结率100%.
const DONE: [&[&str]; 4] = [&["办结", "办复", "答复", "回复", "回应"], &["公开"], &["整改"], &["完成"]];
/// What may stand before that, in the rate and where it is counted.
const TIMELY: [&str; 6] = ["按时", "按期", "及时", "如期", "限时", "准时"];
/// What the whole is said with.
const WHOLES: [&str; 9] = ["新收", "收到", "受理", "承办", "接收", "接到", "办理", "应", "共有"];
/// Words of a sentence that takes some away from the whole, or says that not all were due.
const OTHERS: [&str; 19] = [
    "转办", "转交", "转送", "转由", "退", "撤", "其余", "其中", "剩", "正在", "未", "尚", "除", "到期",
    "不予", "无效", "重复", "平均", "分别",
];

/// The part and the whole of a rate, where the sentence says these two and nothing else.
pub(super) fn rate(
    context: &Context<'_, '_>,
    sentence: &Sentence,
    before: &[Figure],
    percent: &Figure,
) -> Option<Base> {
    let slice = |start, end| context.source.slice(Span::new(start, end));
    let head = slice(sentence.span.start, percent.span.start);
    let clause = last_clause(head);
    let bare = ["均达到", "达到", "均为", "均达", "为", "达", "是"]
        .iter()
        .find_map(|word| clause.strip_suffix(word))
        .unwrap_or(clause)
        .strip_suffix('率')?;
    let words = DONE.iter().find(|words| ends_with_one(bare, words))?;
    let timely = words.iter().find_map(|word| bare.strip_suffix(word))?;
    let counted: Vec<&Figure> = before.iter().filter(|figure| !matches!(figure.unit, "年" | "月")).collect();
    let of = |figure: &Figure| last_clause(slice(sentence.span.start, figure.span.start));
    // 新收8件，上年结转1件，办结9件
    let (whole, carried, part) = match *counted.as_slice() {
        [whole, part] => (whole, None, part),
        [whole, carried, part] if of(carried).contains("结转") => (whole, Some(carried), part),
        _ => return None,
    };
    let is_due = timely.is_empty() || TIMELY.contains(&timely) && of(part).contains(timely);
    // 公开率 is of what has to be disclosed.
    let wholes: &[&str] = if words.contains(&"公开") { &["应"] } else { &WHOLES };
    let is_told = has_one(of(part), words) && has_one(of(whole), wholes) && !has_one(head, &OTHERS);
    let is_exact = counted.iter().all(|figure| figure.unit == whole.unit && !figure.approximate);
    let in_all = whole.value.as_whole()? + carried.map_or(Some(0), |carried| carried.value.as_whole())?;
    let place = carried.map_or(whole.span, |carried| whole.span.to(carried.span));
    let is_part = part.value.as_whole()? <= in_all && in_all > 0;
    if !(is_due && is_told && is_exact && is_part) || head.contains(['；', ';']) {
        return None;
    }
    // What contradicts a table is reported there.
    let is_other = |figure: &Figure, wanted: Quantity, terms: &str| {
        let mentions = &context.reading.narrative.mentions;
        let said = mentions.iter().find(|said| said.span == figure.span && said.quantity == wanted);
        said.is_some_and(|said| value(context, terms).is_none_or(|(value, _)| said.count() != Some(value)))
    };
    let is_wrong = is_other(part, Quantity::Done, "t3.handled.total")
        || is_other(whole, Quantity::Received, "t3.new.total");
    (!is_wrong).then_some(Base { part: *part, wholes: vec![(in_all, place)], of: Of::Share })
}

/// What stands behind the last mark of a text.
fn last_clause(text: &str) -> &str {
    text.rsplit(['，', ',', '；', ';', '：', ':', '（', '(', '、']).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    fn found(text: &str) -> usize {
        const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
        let text = SAMPLE.replacen("其他信息50条。", &format!("其他信息50条。{text}"), 1);
        check_text(&text).findings.iter().filter(|finding| finding.rule == "narrative-percent").count()
    }

    #[test]
    fn a_rate_is_what_its_figures_make_it() {
        for wrong in [
            "收到群众留言20条，回复18条，回复率100%。",
            "收到群众留言20条，已回复18条，回复率为95%。",
            "承办人大建议8件，办复7件，办复率达到100%。",
            "承办人大建议8件，按时办复8件，按时办复率95%。",
            "应公开事项50项，已公开48项，公开率100%。",
            "受理工单300件，办结298件，办结率98.3%。",
            "新收政府信息公开申请8件，上年结转1件，办结9件，办结率95%。",
        ] {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
    }

    #[test]
    fn a_rate_of_anything_else_is_compared_with_nothing() {
        for right in [
            "收到群众留言20条，回复18条，回复率90%。",
            "收到群众留言20条，回复18条，按期回复率100%。",
            "收到群众留言20条，应回复18条，回复18条，回复率100%。",
            "收到群众留言20条，转办2条，回复18条，回复率100%。",
            "收到群众留言20条，其中有效18条，回复率100%。",
            "受理工单300件，办结298件，其余正在办理，办结率100%。",
            "受理工单300件，办结298件，办结率99%以上。",
            "受理工单300件，办结298件，群众满意率100%。",
            "受理工单300件，办结298件，办结率99.3%，满意率100%。",
            "制发公文86件，主动公开60件，公开率100%。",
            "应公开事项50项，已公开48项，公开率96%。",
            "收到留言20条；办理建议8件，办复8件，办复率100%。",
        ] {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
