//! Statements that are about a part of what the table counts, as their sentence tells.

use crate::check::Context;
use crate::check::narrative::{APPLICATIONS, value};
use crate::find::{first_of, has, has_one};
use crate::number::total;
use crate::reading::narrative::{Mention, Quantity, Sentence};
use crate::source::Span;

/// Whether a statement, which agrees with no value of the table that it may mean, is about a part that its sentence has
/// named.
pub(super) fn is_of_some(
    context: &Context<'_, '_>,
    mention: &Mention,
    mentions: &[&Mention],
    right: &[i64],
) -> bool {
    let Some(sentence) = context.reading.narrative.sentences.get(mention.sentence) else { return false };
    let text = context.source.slice(sentence.span);
    let names = |value: Option<i64>| {
        let mut figures = context.reading.narrative.figures(sentence);
        value.is_some() && figures.any(|figure| figure.value.as_whole() == value)
    };
    let received = value(context, "t3.new.total").map(|(total, _)| total);
    let is_received = matches!(mention.quantity, Quantity::Received | Quantity::New | Quantity::Accepted);
    if is_received && is_part_in_brackets(context, mention, sentence) {
        return true;
    }
    match mention.quantity {
        // 主动公开1210件，依申请公开10件，不予公开288件: how documents are marked.
        Quantity::Outcome(_) if has(text, "主动公开") && has(text, "依申请公开") => {
            !mentions.iter().any(|other| {
                other.sentence == mention.sentence
                    && !matches!(other.quantity, Quantity::Outcome(_) | Quantity::Disclosed)
            })
        }
        // Of what was looked through, some stays in force as it is, and some is revised: less than what is in force.
        Quantity::InForce
            if has(text, "清理")
                && !has(text, "现行有效")
                && right.iter().any(|&right| mention.count().is_none_or(|count| count < right)) =>
        {
            true
        }
        // 办公室制发18件，部门制发24件，合计42件; 市政府制发5件，市直部门制发7件
        Quantity::Issued | Quantity::Repealed | Quantity::InForce => {
            is_of_years(context, mention, right)
                || has(text, "直部门")
                || has(text, "合计") && right.iter().any(|&value| names(Some(value)))
        }
        // 收到52件，其中6件不属于政府信息公开申请，实际新收46件; 县政府办公室转来3件，直接收到7件，共10件
        Quantity::Received | Quantity::New
            if names(received)
                && (has(text, "不属于") || has_one(text, &["共", "合计"]) && mention.count() < received) =>
        {
            true
        }
        // 收到46件，受理43件
        Quantity::Accepted => mentions.iter().any(|other| {
            other.sentence == mention.sentence
                && matches!(other.quantity, Quantity::New | Quantity::Received)
                && other.count() == received
                && other.count() > mention.count()
        }),
        _ => adds_up_otherwise(context, mention, mentions, sentence),
    }
}

/// Whether what stands in brackets adds up to the figure before them: 办结10件（上年收到的1件，本年收到的9件）.
fn is_part_in_brackets(context: &Context<'_, '_>, mention: &Mention, sentence: &Sentence) -> bool {
    let slice = |start, end| context.source.slice(Span::new(start, end));
    let head = slice(sentence.span.start, mention.span.start);
    let Some(open) = head.rfind(['（', '(']).filter(|&open| Some(open) > head.rfind(['）', ')'])) else {
        return false;
    };
    let open = sentence.span.start + open as u32;
    let len = first_of(slice(open, sentence.span.end), &['）', ')']);
    let close = len.map_or(sentence.span.end, |len| open + len as u32);
    let within = |from, to| context.reading.narrative.figures_within(sentence, Span::new(from, to));
    let whole = within(sentence.span.start, open).last();
    let parts = within(open, close).filter(|part| whole.is_some_and(|whole| whole.unit == part.unit));
    let parts: Vec<i64> = parts.filter_map(|part| part.value.as_whole()).collect();
    parts.len() > 1 && whole.and_then(|whole| whole.value.as_whole()) == Some(total(parts.into_iter()))
}

/// Whether more documents were issued than the table has for the year because all years are counted: 截至2023年底，累计
/// 制发12件.
fn is_of_years(context: &Context<'_, '_>, mention: &Mention, right: &[i64]) -> bool {
    let clause = context.source.slice(mention.clause);
    let is_of_year = has_one(clause, &["全年", "年内", "年度", "本年", "今年", "当年"]);
    mention.quantity == Quantity::Issued
        && has(clause, "累计")
        && !is_of_year
        && mention.count() > right.iter().max().copied()
}

/// Whether a statement and those beside it add up to a figure before them that is no total of the form: 征地类40件，予以公开
/// 15件、无法提供25件; 办结110件，其中新收的102件、结转的8件.
fn adds_up_otherwise(
    context: &Context<'_, '_>,
    mention: &Mention,
    mentions: &[&Mention],
    sentence: &Sentence,
) -> bool {
    // Rows of a group are parts of the group, and groups are parts of the whole.
    let group = match mention.quantity {
        Quantity::Outcome(rows) => rows.split_once('.').map(|(group, _)| group),
        _ => None,
    };
    let own = |quantity: Quantity| match (mention.quantity, quantity) {
        (Quantity::Outcome(_), Quantity::Outcome(rows)) => rows.contains('.') == group.is_some(),
        (Quantity::New | Quantity::CarriedIn, Quantity::New | Quantity::CarriedIn)
        | (Quantity::ReviewResult(_), Quantity::ReviewResult(_)) => true,
        _ => false,
    };
    let of_group = group.map(|group| format!("t3.{group}.total"));
    let totals: &[&str] = match (mention.quantity, &of_group) {
        (Quantity::Outcome(_), Some(of_group)) => &[of_group],
        (Quantity::Outcome(_), None) => &APPLICATIONS,
        (Quantity::New | Quantity::CarriedIn, _) => &["t3.new.total + t3.carried_in.total"],
        (Quantity::ReviewResult(_), _) => &["t4.review.total"],
        _ => return false,
    };
    // A semicolon parts what is said of one from what is said of the next.
    let semicolon: [char; 2] = ['；', ';'];
    let slice = |start, end| context.source.slice(Span::new(start, end));
    let head = slice(sentence.span.start, mention.span.start);
    let from = sentence.span.start + head.rfind(semicolon).unwrap_or_default() as u32;
    let to = first_of(slice(mention.span.end, sentence.span.end), &semicolon)
        .map_or(sentence.span.end, |len| mention.span.end + len as u32);
    let part = Span::new(from, to);
    let beside = mentions.iter().filter(|other| other.sentence == mention.sentence);
    let alike: Vec<_> = beside.filter(|other| own(other.quantity) && part.contains(other.span)).collect();
    let Some(first) = alike.first().map(|other| other.span.start) else { return false };
    let sum = total(alike.iter().filter_map(|other| other.count()));
    let mut before = context.reading.narrative.figures_within(sentence, Span::new(from, first));
    alike.len() > 1
        && before.any(|figure| figure.value.as_whole() == Some(sum))
        && !totals.iter().any(|terms| value(context, terms).is_some_and(|(total, _)| total == sum))
}

#[cfg(test)]
mod tests {
    use crate::check_text;
    use crate::finding::Severity;

    #[test]
    fn what_is_told_in_parts_is_right() {
        const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
        const SAID: &str = "2023年，新收政府信息公开申请8件，上年结转1件，办结9件，均在法定期限内答复。";
        for (said, text) in [
            (SAID, "县政府办公室转来申请3件，直接收到申请5件，共8件，均已登记。"),
            (SAID, "2023年办结申请9件（2022年收到的1件，2023年收到的8件）。"),
            (SAID, "全年收到依申请公开8件，跨年度办理1件，合计9件；已答复9件。"),
            (SAID, "收到申请8件，上年结转1件，办结9件。主动公开1210条，依申请公开10件，不予公开288件。"),
            ("其他信息50条。", "其他信息50条。清理县级文件24件：继续实施20件、宣布失效3件、废止1件。"),
            ("其他信息50条。", "其他信息50条。公开档案67条，其中目录4期、资讯38条、公告7条、动态18条。"),
            ("其他信息50条。", "其他信息50条。公开文件8件，因其中2件2月才印发，年底共公开132件。"),
            ("其他信息50条。", "其他信息50条。行政许可事项28项，全年办件12件，其中不见面办理10件。"),
            ("其他信息50条。", "其他信息50条。行政复议案件（非信息公开类）3件，均维持。"),
        ] {
            let findings = check_text(&SAMPLE.replacen(said, text, 1)).findings;
            let wrong: Vec<_> = findings.iter().filter(|f| f.severity != Severity::Hint).collect();
            assert!(wrong.is_empty(), "{text}: {wrong:?}");
        }
    }
}
