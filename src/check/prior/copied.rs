//! How much of a section stands in last year's report already.

use crate::check::{Context, Sink};
use crate::fold::key;
use crate::form::{OVERVIEW, PROBLEMS, SECTIONS, Section};
use crate::order::sort;
use crate::reading::Reading;
use crate::source::Source;

use super::comparable;

/// The sections that tell of the year.
const TOLD: [usize; 2] = [OVERVIEW, PROBLEMS];
/// Characters in a row that two texts hardly have in common by chance.
const RUN: usize = 12;
/// A shorter section has nothing but what must be said.
const SHORTEST: usize = 80;
/// More of a section than is compared.
const LONGEST: usize = 20_000;
/// From this share on, in per cent, a section is copied: domain.md, X-COPY.
const MOST: usize = 85;

pub(super) fn copied(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((prior, year)) = comparable(context, sink) else { return };
    for index in TOLD {
        let Some(section) = context.reading.outline.section(index) else {
            continue;
        };
        let now = letters(context.source, context.reading, index, year + 1);
        let before = letters(&prior.source, &prior.reading, index, year);
        let share = share(&now, &before);
        if now.len() < SHORTEST || share < MOST {
            continue;
        }
        let name = SECTIONS.get(index).map_or_else(String::new, Section::line);
        let message = format!(
            "“{name}”有{share}％的文字与{year}年度报告相同。请按本年的情况写；上年就有的问题，写明改进到什么程度。"
        );
        sink.at(section.heading.span, message);
    }
}

/// The letters and digits of a section, its own year put as one sign: a year that was changed changes nothing.
fn letters(source: &Source<'_>, reading: &Reading, index: usize, year: u16) -> Vec<char> {
    let Some(section) = reading.outline.section(index) else {
        return Vec::new();
    };
    let lines = reading.prose(section.body.clone());
    let text = lines.iter().fold(String::new(), |text, &(_, span)| text + &key(source.slice(span)));
    text.replace(&year.to_string(), "年").chars().take(LONGEST).collect()
}

/// How much of a text stands in another in runs of at least [`RUN`] characters, in per cent. `O(n log n)`.
fn share(text: &[char], other: &[char]) -> usize {
    let mut known: Vec<&[char]> = other.windows(RUN).collect();
    sort(&mut known);
    let (mut covered, mut end) = (0, 0);
    for (at, run) in text.windows(RUN).enumerate() {
        if known.binary_search(&run).is_ok() {
            covered += at + RUN - end.max(at);
            end = at + RUN;
        }
    }
    covered * 100 / text.len().max(1)
}
