//! Letters that stand for digits, as text recognition reads them and fingers type them: l62条, 1O6件, 2024年l月18日.

use crate::check::counted::unit;
use crate::check::{Context, Sink};
use crate::find::first_of;
use crate::finding::Applicability;
use crate::fold::{digit_like, is_han};
use crate::source::Span;

/// The letters that are taken for digits.
const LETTERS: [char; 4] = ['O', 'o', 'l', 'I'];

/// Figures of the prose with such a letter.
pub(super) fn letters(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let text = context.source.text();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| first_of(rest, &LETTERS)).map(|at| from + at) {
        let (Some(head), Some(rest)) = (text.get(..at), text.get(at..)) else { break };
        let head = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let tail = rest.trim_start_matches(|c| digit_like(c).is_some());
        let (start, end) = (head.len(), text.len() - tail.len());
        from = end;
        let Some(figure) = text.get(start..end).filter(|figure| stands_for_digits(head, figure, tail)) else {
            continue;
        };
        let span = Span::new(start as u32, end as u32);
        if context.reading.in_table(context.source.line_index(span.start)) {
            continue;
        }
        let digits: String = figure.chars().filter_map(digit_like).collect();
        sink.at(span, format!("“{figure}”里用字母代替了数字，应为“{digits}”。")).rewrite(
            span,
            digits,
            Applicability::Suggested,
        );
    }
}

/// Whether a run of digits and letters like them is a figure: behind a Chinese character or a mark, and before a unit.
/// One letter alone is a nought of something counted, or a one in a date.
fn stands_for_digits(head: &str, figure: &str, tail: &str) -> bool {
    let is_date = match tail.chars().next() {
        Some('年') => figure.len() == 4,
        Some('月') => figure.len() <= 2 && head.ends_with('年'),
        Some('日') => figure.len() <= 2 && head.ends_with('月'),
        _ => false,
    };
    let behind = head.chars().next_back();
    match figure {
        "O" | "o" => behind.is_some_and(is_han) && (is_date || tail.starts_with(['件', '条'])),
        "l" | "I" => is_date,
        _ => {
            let is_apart = behind.is_none_or(|c| is_han(c) || "（(，、：；。 \t\n".contains(c));
            // Online to offline.
            let is_word = figure.eq_ignore_ascii_case("O2O");
            figure.contains(|c: char| c.is_ascii_digit())
                && is_apart
                && !is_word
                && (is_date || unit(tail).is_some())
        }
    }
}
