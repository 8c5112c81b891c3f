//! Applications by the way in which they came, where no whole stands beside them: 信函3件、网络6件 against the table.

use crate::check::narrative::{repaired, value};
use crate::check::{Context, Sink};
use crate::find::{has, has_one};
use crate::finding::Severity;
use crate::fold::{trim, trim_start};
use crate::number::total;
use crate::reading::narrative::{CHANNELS, Figure, Sentence};
use crate::reading::sections::years;
use crate::source::Span;

use super::is_nearly_all;

/// What may stand beside the name of a way.
const BESIDE: [&str; 24] = [
    "政府信息公开申请",
    "信息公开申请",
    "依申请公开",
    "申请",
    "收到",
    "接收",
    "受理",
    "提交",
    "提出",
    "递交",
    "寄送",
    "电子",
    "在线",
    "通过",
    "方式",
    "渠道",
    "途径",
    "形式",
    "其中",
    "以",
    "的",
    "为",
    "有",
    "、",
];
/// Words of a sentence whose figures are not all of the year's own, or not all there are.
const OTHERS: [&str; 16] = [
    "等",
    "主要",
    "另",
    "此外",
    "其余",
    "上年收",
    "去年",
    "同比",
    "较",
    "比20",
    "历年",
    "以来",
    "各",
    "所属",
    "全县",
    "全市",
];

/// Reports lists of ways that add up to nothing that the applications may be.
pub(super) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let narrative = &context.reading.narrative;
    let mut before: Option<&Sentence> = None;
    for sentence in &narrative.sentences {
        let above = before.replace(sentence).filter(|above| above.line == sentence.line);
        if narrative.figures(sentence).nth(1).is_none() {
            continue;
        }
        let text = context.source.slice(sentence.span);
        let whole = above.map_or(sentence.span, |above| above.span.to(sentence.span));
        if has_one(text, &CHANNELS) && has(context.source.slice(whole), "申请") && !has_one(text, &OTHERS) {
            judge(context, sink, sentence, above);
        }
    }
}

fn judge(context: &Context<'_, '_>, sink: &mut Sink<'_>, sentence: &Sentence, above: Option<&Sentence>) {
    let narrative = &context.reading.narrative;
    let figures: Vec<Figure> = narrative.figures(sentence).collect();
    let parts = ways(context, sentence, &figures);
    let [first, _, ..] = parts else { return };
    let report = context.reading.outline.year.map(|year| year.value);
    let is_of_others = years(context.source, sentence.span).any(|year| Some(year.value) != report);
    let is_listed = narrative.breakdowns.iter().any(|list| list.parts.contains(first));
    let counts: Option<Vec<i64>> =
        parts.iter().map(|part| part.value.as_whole().filter(|_| !part.approximate)).collect();
    let Some(counts) = counts.filter(|_| !is_of_others && !is_listed) else { return };
    let sum = total(counts.iter().copied());
    let Some((new, cell)) = value(context, "t3.new.total") else { return };
    let said = figures.iter().copied().chain(above.into_iter().flat_map(|above| narrative.figures(above)));
    let said = said.filter(|figure| !parts.contains(figure) && figure.unit == first.unit);
    let mut may_be: Vec<i64> = said.filter_map(|figure| figure.value.as_whole()).collect();
    for terms in [
        "t3.new.total",
        "t3.new.total + t3.carried_in.total",
        "t3.handled.total",
        "t3.handled.total + t3.carried_out.total",
    ] {
        may_be.extend(value(context, terms).map(|(value, _)| value));
        may_be.extend(repaired(context, terms));
    }
    let severity = match may_be.iter().max() {
        _ if may_be.contains(&sum) => return,
        Some(&most) if sum > most => Severity::Warning,
        _ if sum < new && is_nearly_all(parts.len(), new - sum, new) => Severity::Hint,
        _ => return,
    };
    let unit = first.unit;
    let terms = counts.iter().map(i64::to_string).collect::<Vec<_>>().join("＋");
    let message =
        format!("按途径列出的{}项是{terms}＝{sum}{unit}，表三“新收”的总计是{new}。请核对。", parts.len());
    let report = sink.at(first.span, message).severity(severity).cells([cell]);
    for part in parts {
        report.note(part.span, format!("分项：{}", context.source.slice(part.span)));
    }
    if let Some(mark) = context.reading.cell(cell) {
        report.note(mark.span, format!("表三“新收”的总计在这里：{new}。"));
    }
}

/// The first figures in a row that each count what came in by one way, and nothing else.
fn ways<'f>(context: &Context<'_, '_>, sentence: &Sentence, figures: &'f [Figure]) -> &'f [Figure] {
    const BREAKS: [char; 10] = ['，', ',', '；', ';', '：', ':', '（', '(', '）', ')'];
    let mut from = sentence.span.start;
    let mut run = 0..0;
    for (at, figure) in figures.iter().enumerate() {
        let words = context.source.slice(Span::new(from.min(figure.span.start), figure.span.start));
        from = figure.span.end;
        let own = words.rsplit(BREAKS).next().unwrap_or(words);
        let is_way = matches!(figure.unit, "件" | "宗" | "份" | "封" | "起") && is_way(own);
        let is_next = own.len() == words.trim_start_matches(BREAKS).len();
        run = match is_way {
            true if is_next && run.end == at && !run.is_empty() => run.start..at + 1,
            true if run.len() < 2 => at..at + 1,
            _ => run,
        };
    }
    let found = figures.get(run).unwrap_or_default();
    let is_alike = found.windows(2).all(|pair| matches!(pair, [a, b] if a.unit == b.unit));
    if is_alike { found } else { &[] }
}

/// Whether some words name a way, and nothing but that.
fn is_way(words: &str) -> bool {
    let (mut rest, mut names_way) = (trim(words), false);
    while !rest.is_empty() {
        let way = CHANNELS.iter().find_map(|word| rest.strip_prefix(word));
        let Some(behind) = way.or_else(|| BESIDE.iter().find_map(|word| rest.strip_prefix(word))) else {
            return false;
        };
        (rest, names_way) = (trim_start(behind), names_way || way.is_some());
    }
    names_way
}

#[cfg(test)]
mod tests {
    use crate::check_text;
    use crate::finding::Severity;

    /// The findings about parts in the sample, which has 8 applications of the year and 1 carried in.
    fn found(said: &str) -> Vec<Severity> {
        const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
        let text = SAMPLE.replacen("均在法定期限内答复。", &format!("均在法定期限内答复。{said}"), 1);
        let findings = check_text(&text).findings.into_iter();
        let found = findings.filter(|finding| finding.rule == "narrative-breakdown");
        found.map(|finding| finding.severity).collect()
    }

    #[test]
    fn ways_that_add_up_to_nothing_the_table_has_are_found() {
        for wrong in [
            "其中信函申请4件、网络申请6件。",
            "从申请方式看，当面申请2件，信函申请3件，网络申请5件。",
            "按申请途径分，通过信函提交4件，通过网络提交8件。",
            "收到信函申请4件、网络申请7件。",
        ] {
            assert_eq!(found(wrong), [Severity::Warning], "{wrong}");
        }
        assert_eq!(found("其中信函申请2件、网络申请5件。"), [Severity::Hint]);
    }

    #[test]
    fn ways_of_all_of_some_and_of_others_are_right() {
        for right in [
            "其中信函申请3件、网络申请5件。",
            "其中信函申请3件、网络申请6件。",
            "其中网络申请5件。",
            "其中信函申请1件、网络申请2件。",
            "其中信函申请4件、网络申请6件等。",
            "上年收到信函申请14件、网络申请6件。",
            "2022年信函申请14件、网络申请6件。",
            "通过邮寄答复5件、网络答复6件。",
            "回复申请人来信14件、网上留言16件。",
            "各村收到申请，当面14件、网上16件。",
            "收到申请咨询30件，其中当面咨询14件、网上咨询16件。",
            "此后收到申请11件，其中信函5件、网络6件。",
        ] {
            assert_eq!(found(right), [], "{right}");
        }
    }
}
