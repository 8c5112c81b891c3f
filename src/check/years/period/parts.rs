//! Totals that end before the year does: 2024年1至11月，主动公开214条, where the draft has none of the whole year.

use crate::find::{ending, has_one};
use crate::finding::Severity;
use crate::fold::trim_start;
use crate::reading::narrative::{Mention, Quantity};
use crate::reading::sections::years;
use crate::source::Span;

use super::FOUNDED;
use crate::check::{Context, Sink};

/// What a total of the year counts.
const TOTALS: [Quantity; 5] =
    [Quantity::Disclosed, Quantity::New, Quantity::Received, Quantity::Handled, Quantity::Done];

/// Most totals that are looked at, and how many bytes before them: a report has a few in sentences of a few lines.
const MOST: usize = 100;
const FAR: usize = 600;

pub(super) fn counted(context: &Context<'_, '_>, year: u16, sink: &mut Sink<'_>) {
    let source = context.source;
    let narrative = &context.reading.narrative;
    for mention in narrative.mentions.iter().filter(|mention| is_total(mention)).take(MOST) {
        let Some(sentence) = narrative.sentences.get(mention.sentence) else { continue };
        let head = Span::new(sentence.span.start, mention.span.start.max(sentence.span.start));
        let head = Span::new(head.end - ending(source.slice(head), FAR).len() as u32, head.end);
        // 截至目前 of another clause may be nearer; only the last day counts.
        let part = years(source, head).filter(|named| named.value == year).last().and_then(|named| {
            let before = source.slice(Span::new(head.start, named.span.start));
            let behind = source.slice(Span::new(named.span.end, head.end));
            let (len, up_to) = part_of_year(before, behind)?;
            let start = named.span.start - up_to as u32;
            Some(Span::new(start, named.span.end + len as u32))
        });
        let is_told_whole = || {
            let alike =
                |other: &&Mention| other.quantity == mention.quantity && other.sentence != mention.sentence;
            narrative.mentions.iter().filter(alike).any(|other| other.count().is_some())
        };
        let Some(part) = part else { continue };
        if is_told_whole() || has_one(source.slice(head), &FOUNDED) {
            continue;
        }
        let (shown, total) = (source.slice(part), source.slice(mention.span));
        let message = format!(
            "“{shown}”没有到年底，后面的{total}像是没有统计完全年。报告应写{year}年1月1日至12月31日的数，请核对。"
        );
        sink.at(part, message).severity(Severity::Warning).note(mention.span, "这个数。");
        // The same stretch of time counts once.
        return;
    }
}

fn is_total(mention: &Mention) -> bool {
    TOTALS.contains(&mention.quantity) && mention.count().is_some_and(|count| count > 0)
}

/// The length of what stands behind a year, from 年 on, where the year is left before it ends, and of what stands before it
/// for that: 年1至11月, 截至 and 年11月30日.
fn part_of_year(before: &str, behind: &str) -> Option<(usize, usize)> {
    let rest = trim_start(behind).strip_prefix('年')?;
    let (first, rest) = number(trim_start(rest))?;
    let up_to = ["截至", "截止", "截至到", "截止到"].iter().find(|word| before.ends_with(*word));
    if let Some(up_to) = up_to {
        let rest = trim_start(rest).strip_prefix('月')?;
        let rest = number(trim_start(rest)).map_or(rest, |(_, rest)| trim_start(rest));
        let rest = rest.strip_prefix(['日', '底', '末', '份']).unwrap_or(rest);
        return (2..=11).contains(&first).then_some((behind.len() - rest.len(), up_to.len()));
    }
    let rest = trim_start(rest);
    let rest = trim_start(rest.strip_prefix('月').unwrap_or(rest));
    let (last, rest) =
        number(rest.strip_prefix(['至', '到', '-', '－', '—', '–', '~', '～']).map(trim_start)?)?;
    let rest = trim_start(rest).strip_prefix('月')?;
    (first == 1 && (2..=11).contains(&last)).then_some((behind.len() - rest.len(), 0))
}

/// The one or two digits that a text begins with, and the rest.
fn number(text: &str) -> Option<(u8, &str)> {
    let len = text.find(|c: char| !c.is_ascii_digit()).filter(|len| (1..=2).contains(len))?;
    let (digits, rest) = text.split_at_checked(len)?;
    Some((digits.parse().ok()?, rest))
}
