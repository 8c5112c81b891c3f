//! Labels that are wrapped over several lines, as in the columns of a PDF: the numbers stand beside one of the
//! lines, and the rest of the label above and below it.

use crate::draft::RowKind;
use crate::fold::{Pairs, key, narrow};
use crate::number::{Entry, Ordinal};

use super::{Item, Reader, is_label};

/// Most lines above or below that belong to a label.
const MOST_LINES: usize = 3;
/// Least likeness of a damaged label that is wrapped, and how much it must gain by its other lines.
const LEAST_LIKENESS: f32 = 0.7;
const LEAST_GAIN: f32 = 0.1;

/// Most items of a table whose labels are looked at; a longer one is no table of the form.
const MOST_ITEMS: usize = 400;

impl Reader<'_, '_> {
    /// Gives items their whole label, where the lines around make one of it: exactly, or much better than without.
    pub(super) fn unwrap_labels(&self, items: &mut [Item]) {
        if items.len() > MOST_ITEMS {
            return;
        }
        let is_beside_numbers = |item: &&Item| !item.values.is_empty();
        let labels: Vec<usize> =
            items.iter().filter(is_beside_numbers).filter_map(|item| item.label).collect();
        for item in items {
            let (Some(&first), Some(&last)) = (item.values.first(), item.values.last()) else { continue };
            let is_known = |label: usize| self.meaning(label).is_some();
            if item.row.is_some() || item.label.is_some_and(is_known) {
                continue;
            }
            let row_of = |field: usize| self.draft.rows.partition_point(|row| row.fields.end <= field);
            let fragment = |row| {
                let is_free = |field: &usize| item.label == Some(*field) || !labels.contains(field);
                self.fragment(row).filter(is_free)
            };
            let own = item.label.filter(|&label| row_of(label) == row_of(first));
            let above = (0..row_of(first)).rev().map_while(fragment).take(MOST_LINES);
            let below = (row_of(last) + 1..).map_while(fragment).take(MOST_LINES);
            let (mut parts, below): (Vec<usize>, Vec<usize>) = (above.collect(), below.collect());
            parts.reverse();
            parts.extend(own.into_iter().chain(below));
            if let Some((row, parts)) = self.exact_label(&parts) {
                item.row = Some(row);
                // Beside the numbers may stand a part of a group label only.
                item.label = item.label.filter(|label| parts.contains(label)).or(parts.first().copied());
                item.parts = parts;
            } else if let Some((wording, parts)) =
                item.label.and_then(|label| self.likely_label(&parts, label))
            {
                item.wording = Some(wording);
                item.parts = parts;
            }
        }
    }

    /// The only row that some of the lines of a label make, and these lines; the others are parts of group labels,
    /// which stand before the label, set off by blanks, or on lines of their own.
    fn exact_label(&self, lines: &[usize]) -> Option<(usize, Vec<usize>)> {
        let mut found: Option<(usize, Vec<usize>)> = None;
        for chosen in 1_u32..1 << lines.len() {
            let is_chosen = |(bit, _): &(usize, &usize)| chosen >> bit & 1 == 1;
            let parts: Vec<usize> =
                lines.iter().enumerate().filter(is_chosen).map(|(_, &line)| line).collect();
            let wording: String = parts.iter().map(|&part| last_column(self.text(part))).collect();
            let Some(row) = self.lexicon.meaning(&wording).and_then(|meaning| meaning.row) else { continue };
            match &mut found {
                Some((other, _)) if *other != row => return None,
                Some((_, fewer)) if fewer.len() >= parts.len() => {}
                _ => found = Some((row, parts)),
            }
        }
        found
    }

    /// The wording that a label and the lines around make, where it is much more like a row's than the label alone.
    fn likely_label(&self, lines: &[usize], label: usize) -> Option<(String, Vec<usize>)> {
        let own = lines.iter().position(|&line| line == label)?;
        let mut best: Option<(f32, String, Vec<usize>)> = None;
        for start in 0..=own {
            for end in own + 1..=lines.len() {
                let parts = lines.get(start..end).unwrap_or_default();
                let whole: String = parts.iter().map(|&part| self.text(part)).collect();
                let without_groups: String = parts.iter().map(|&part| last_column(self.text(part))).collect();
                for wording in [whole, without_groups] {
                    let likeness = self.likeness(&wording);
                    if best.as_ref().is_none_or(|(other, ..)| likeness > *other) {
                        best = Some((likeness, wording, parts.to_vec()));
                    }
                }
            }
        }
        let least = LEAST_LIKENESS.max(self.likeness(self.text(label)) + LEAST_GAIN);
        best.filter(|(likeness, ..)| *likeness >= least).map(|(_, wording, parts)| (wording, parts))
    }

    /// The field of a plain line that may be a part of a label.
    fn fragment(&self, row: usize) -> Option<usize> {
        let row = self.draft.rows.get(row).filter(|row| row.kind == RowKind::Line)?;
        let field = self.field(row.fields.start)?;
        let text = self.source.slice(field.span);
        // The only digits of a label are its number.
        let is_digit = |c: char| narrow(c).is_ascii_digit();
        let has_figure = text.split("  ").any(|column| Ordinal::strip(column).contains(is_digit));
        let may_be = field.entry == Entry::Text
            && !has_figure
            && is_label(field)
            && !self.is_prose(field)
            && !self.lexicon.knows_all_of(text);
        may_be.then_some(row.fields.start)
    }

    /// How alike a text is to the row label that it is most like.
    fn likeness(&self, text: &str) -> f32 {
        let wanted = Pairs::of(&key(Ordinal::strip(text)));
        self.lexicon.rows().iter().map(|row| row.likeness(&wanted)).fold(0.0, f32::max)
    }
}

/// What stands behind the last two blanks of a line.
pub(super) fn last_column(line: &str) -> &str {
    line.rfind("  ").and_then(|at| line.get(at..)).unwrap_or(line)
}
