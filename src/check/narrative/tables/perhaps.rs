//! Figures that perhaps count what the tables count: one hint a rule where they differ.

use crate::check::narrative::comparisons::COMPARISONS;
use crate::check::narrative::{of_year, repaired, value};
use crate::check::{Context, Sink};
use crate::find::has;
use crate::finding::Severity;
use crate::form::REVIEWS;
use crate::number::total;
use crate::reading::narrative::{Mention, Quantity, Says, Scope};

/// Asks about the figures that perhaps count what a rule compares and agree with nothing that they may mean. What the text
/// says for certain needs no guess beside it.
pub(super) fn ask(context: &Context<'_, '_>, sink: &mut Sink<'_>, rule: &str, certain: &[&Mention]) {
    let perhaps: Vec<&Mention> = of_year(context)
        .filter(|mention| mention.scope == Some(Scope::Perhaps) && mention.count().is_some())
        .filter(|mention| is_about_information(context, mention))
        .collect();
    let mut found = COMPARISONS.iter().filter(|compared| compared.rule == rule).filter_map(|compared| {
        let alike = |other: &&&Mention| other.quantity == compared.quantity;
        let first = perhaps.iter().find(alike).filter(|_| !certain.iter().any(|other| alike(&other)))?;
        let (right, cell) = value(context, compared.right.first()?)?;
        let counts = || perhaps.iter().filter(alike).filter_map(|other| other.count());
        let fits = |terms: &str| {
            let values = [value(context, terms).map(|(value, _)| value), repaired(context, terms)];
            values.into_iter().flatten().any(|value| value == total(counts()) || counts().any(|c| c == value))
        };
        (!compared.right.iter().any(|terms| fits(terms))).then_some((*first, compared, right, cell))
    });
    let Some((mention, compared, right, cell)) = found.next() else { return };
    let words = context.source.slice(mention.span);
    let said = if mention.says == Says::None { "说" } else { "写" };
    let message = format!(
        "正文{said}“{words}”，{}是{right}。如果说的是同一件事，请改为一致；如果统计口径不同，宜写明。",
        compared.name
    );
    let report = sink.at(mention.span, message).severity(Severity::Hint).cells([cell]);
    if let Some(mark) = context.reading.cell(cell) {
        report.note(mark.span, format!("{}在这里：{right}。", compared.name));
    }
    for (other, compared, right, _) in found {
        report.note(other.span, format!("这里也与表格不同，{}是{right}。", compared.name));
    }
}

/// Whether reviews and law suits may be the form's: their sentence names information, or stands in the section on them.
fn is_about_information(context: &Context<'_, '_>, mention: &Mention) -> bool {
    if !matches!(mention.quantity, Quantity::Review | Quantity::Litigation) {
        return true;
    }
    let Some(sentence) = context.reading.narrative.sentences.get(mention.sentence) else { return false };
    let section = context.reading.outline.section(REVIEWS);
    section.is_some_and(|section| section.body.contains(&sentence.line))
        || has(context.source.slice(sentence.span), "信息公开")
}

#[cfg(test)]
mod tests {
    use crate::check_text;
    use crate::finding::Severity;

    /// The hints about figures in the management paragraph of the sample, which has 12 permits, 3 penalties, and of its
    /// applications granted 3 and denied none.
    fn asked(text: &str) -> Vec<(&'static str, Severity)> {
        const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
        let text = SAMPLE.replacen("（四）平台建设。", &format!("（四）平台建设。{text}"), 1);
        let found = check_text(&text).findings.into_iter();
        let found = found.filter(|finding| finding.rule.starts_with("narrative-"));
        found.map(|finding| (finding.rule, finding.severity)).collect()
    }

    #[test]
    fn what_may_be_what_the_table_counts_is_asked_about() {
        for (text, rule) in [
            ("全年予以公开16件，不予公开12件。", "narrative-outcomes"),
            ("全年办结行政许可事项50件。", "narrative-decisions"),
            ("行政许可50件、行政处罚20件。", "narrative-decisions"),
            ("没有发生行政处罚。", "narrative-decisions"),
        ] {
            assert_eq!(asked(text), [(rule, Severity::Hint)], "{text}");
        }
    }

    #[test]
    fn what_agrees_or_counts_something_else_is_not() {
        for text in [
            "办结行政许可事项12件，行政处罚案件3件。",
            "行政许可12件、行政处罚3件。",
            "办结行政许可5件，办结行政许可7件。",
            "公示信息130条，其中行政许可50件、行政处罚20件。",
            "主动公开行政许可50件、行政处罚20件。",
            "归集双公示数据：行政许可50件、行政处罚20件。",
            "办结行政许可事项50项。",
            "审查公文86件，予以公开60件，不予公开26件。",
            "审查后予以公开60件。",
            "没有行政处罚权。",
            "没有发生行政许可信息公示超期的情形。",
            "作出行政许可12件，办结行政许可50件。",
        ] {
            assert_eq!(asked(text), [], "{text}");
        }
    }
}
