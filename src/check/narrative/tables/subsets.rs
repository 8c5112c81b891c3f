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
    match mention.quantity {
        // Of what was looked through, some stays in force as it is, and some is revised.
        Quantity::InForce if has(text, "清理") => true,
        // 办公室制发18件，部门制发24件，合计42件; 市政府制发5件，市直部门制发7件
        Quantity::Issued | Quantity::Repealed | Quantity::InForce => {
            is_of_years(context, mention, right)
                || has(text, "直部门")
                || has(text, "合计") && right.iter().any(|&value| names(Some(value)))
        }
        // 收到52件，其中6件不属于政府信息公开申请，实际新收46件
        Quantity::Received => has(text, "不属于") && names(received),
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
