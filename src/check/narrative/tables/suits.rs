//! How law suits were brought, with or without a review before: 行政诉讼4件，其中未经复议直接起诉3件、复议后起诉1件.

use crate::check::narrative::{digits, repaired, value};
use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit};
use crate::fold::trim;
use crate::reading::narrative::{Figure, Mention, Quantity};
use crate::source::Span;

/// One of the two blocks of 表四 on law suits.
struct Block {
    total: &'static str,
    name: &'static str,
    /// How a sentence says it.
    words: &'static [&'static str],
}

const BLOCKS: [Block; 2] = [
    Block {
        total: "t4.after_review.total",
        name: "复议后起诉",
        words: &["复议后起诉", "经复议后起诉", "行政复议后起诉", "经行政复议后起诉"],
    },
    Block {
        total: "t4.direct.total",
        name: "未经复议直接起诉",
        words: &["未经复议直接起诉", "未经行政复议直接起诉", "未经复议程序直接起诉", "直接起诉"],
    },
];
/// What may stand between these words and their figure, and before them.
const BEHIND: [&str; 5] = ["的案件", "案件", "的有", "的", "有"];
const BEFORE: [&str; 3] = ["其中", "包括", "分别为"];

/// Compares how many were brought in each way with 表四, in a sentence whose number of all of them is right.
pub(super) fn compare(context: &Context<'_, '_>, sink: &mut Sink<'_>, mentions: &[&Mention]) {
    let suits = mentions.iter().filter(|mention| mention.quantity == Quantity::Litigation);
    let mut suits = suits.filter(|mention| mention.count().is_some_and(|count| count > 0)).peekable();
    if suits.peek().is_none() {
        return;
    }
    let Some((all, _)) = value(context, "t4.direct.total + t4.after_review.total") else { return };
    let narrative = &context.reading.narrative;
    // A sentence that tells of them twice tells of parts.
    let Some(mention) = suits.next().filter(|mention| suits.peek().is_none() && mention.count() == Some(all))
    else {
        return;
    };
    let Some(sentence) = narrative.sentences.get(mention.sentence) else { return };
    let mut from = mention.span.end;
    for figure in narrative.figures_within(sentence, Span::new(from, sentence.span.end)) {
        let words = context.source.slice(Span::new(from.min(figure.span.start), figure.span.start));
        from = figure.span.end;
        judge(context, sink, words, &figure);
    }
}

fn judge(context: &Context<'_, '_>, sink: &mut Sink<'_>, words: &str, figure: &Figure) {
    let counted = figure.value.as_whole().filter(|_| !figure.approximate);
    let Some(said) = counted.filter(|_| matches!(figure.unit, "件" | "起" | "宗" | "例")) else { return };
    let Some(Block { total, name, .. }) = block(words) else { return };
    let Some((written, cell)) = value(context, total).filter(|&(written, _)| written != said) else { return };
    // The text is right once the table is put right: the table is what is reported.
    if repaired(context, total) == Some(said) {
        return;
    }
    let text = context.source.slice(figure.span);
    let message = format!("正文写{name}{text}，表四“{name}”的总计是{written}。请核对哪一个是对的。");
    let report = sink.at(figure.span, message).cells([cell]);
    if let Some(mark) = context.reading.cell(cell) {
        report.note(mark.span, format!("表四“{name}”的总计在这里：{written}。"));
    }
    if let Some(place) = digits(context, figure.span) {
        let edit = Edit::replace(place, written.to_string());
        report.fix(format!("正文改为{written}"), Applicability::Manual, edit);
    }
}

/// The block that the words before a figure name, if they say nothing else.
fn block(words: &str) -> Option<&'static Block> {
    if !words.contains("起诉") {
        return None;
    }
    let clause = words.rsplit(['，', ',', '；', ';', '、', '：', ':', '（', '(']).next()?;
    let clause = trim(clause);
    let clause = BEHIND.iter().find_map(|word| clause.strip_suffix(word)).unwrap_or(clause);
    let clause = BEFORE.iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause);
    BLOCKS.iter().find(|block| block.words.contains(&clause))
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    /// What is found where 表四 has three law suits without a review before, and one behind it.
    fn found(sentence: &str) -> Vec<String> {
        const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
        let row = "0\t0\t0\t0\t0\t1\t0\t1\t0\t2\t0\t0\t0\t0\t0";
        assert!(SAMPLE.contains(row));
        let text = SAMPLE.replacen(row, "0\t0\t0\t0\t0\t2\t0\t1\t0\t3\t1\t0\t0\t0\t1", 1);
        let text = text.replacen("行政诉讼2件", sentence, 1);
        let findings = check_text(&text).findings.into_iter();
        findings.filter(|finding| finding.rule == "narrative-review").map(|finding| finding.message).collect()
    }

    #[test]
    fn how_law_suits_were_brought_is_compared_with_the_table() {
        for wrong in [
            "行政诉讼4件，其中未经复议直接起诉2件、复议后起诉2件",
            "行政诉讼4件，其中直接起诉1件，经行政复议后起诉3件",
            "行政诉讼4件（复议后起诉的案件3件、未经复议直接起诉的案件1件）",
        ] {
            assert_eq!(found(wrong).len(), 2, "{wrong}");
        }
        assert_eq!(
            found("行政诉讼4件，其中复议后起诉2件"),
            ["正文写复议后起诉2件，表四“复议后起诉”的总计是1。请核对哪一个是对的。"]
        );
        for right in [
            "行政诉讼4件，其中未经复议直接起诉3件、复议后起诉1件",
            "行政诉讼4件，未经复议直接起诉的3件，其中结果维持2件、其他结果1件，复议后起诉1件，结果维持",
            "行政诉讼4件，其中上年复议后起诉2件",
            "行政诉讼4件，其中因不服复议决定直接起诉2件",
        ] {
            assert_eq!(found(right).len(), 0, "{right}");
        }
    }
}
