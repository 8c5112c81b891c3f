//! Labels that are wrapped over several lines, as in the columns of a PDF: the numbers stand beside one of the
//! lines, and the rest of the label above and below it.

use std::ops::Range;

use crate::draft::{Field, RowKind};
use crate::fold::{Pairs, key, narrow};
use crate::number::{Entry, Ordinal};

use super::{Item, Reader, is_label};

/// Most lines above or below that belong to a label, and most where these lines are nothing else.
const MOST_LINES: usize = 3;
const MOST_IN_ONE: usize = 7;
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
        let is_beside_numbers = |item: &&Item| self.filled(item) > 0;
        let labels: Vec<usize> =
            items.iter().filter(is_beside_numbers).filter_map(|item| item.label).collect();
        for item in items.iter_mut() {
            let (Some(&first), Some(&last)) = (item.values.first(), item.values.last()) else { continue };
            let is_known = |label: usize| self.meaning(label).is_some();
            if item.row.is_some() || item.label.is_some_and(is_known) {
                continue;
            }
            let row_of = |field: usize| self.draft.rows.partition_point(|row| row.fields.end <= field);
            let own = item.label.filter(|&label| row_of(label) == row_of(first));
            let start = self.draft.rows.get(row_of(first)).map_or(0, |row| row.fields.start);
            let column = own.filter(|_| self.filled(item) > 0).and_then(|own| own.checked_sub(start));
            let fragment = |row| {
                let is_free = |field: &usize| item.label == Some(*field) || !labels.contains(field);
                let fragment = self.fragment(row).or_else(|| self.fragment_in_cells(row, column?));
                fragment.filter(is_free)
            };
            // A whole label may be the beginning of a longer one: （二）部分公开 and what is in its brackets.
            let mut is_whole = false;
            let above = (0..row_of(first)).rev().map_while(|row| {
                let found = fragment(row).filter(|_| !is_whole)?;
                is_whole = is_known(found);
                Some(found)
            });
            let above = above.take(MOST_IN_ONE);
            let is_rest = |field: &usize| !is_known(*field);
            let below = (row_of(last) + 1..).map_while(fragment).take_while(is_rest).take(MOST_IN_ONE);
            let (mut parts, below): (Vec<usize>, Vec<usize>) = (above.collect(), below.collect());
            parts.reverse();
            let start = parts.len();
            parts.extend(own.into_iter().chain(below));
            // In a cell a line, the label is right above.
            let is_above = own.is_none() && start > 0 && parts.get(start - 1).copied() == item.label;
            let beside = start - usize::from(is_above)..start + usize::from(own.is_some());
            let in_one = self.label_in_one(&parts, beside);
            parts.truncate(start + usize::from(own.is_some()) + MOST_LINES);
            parts.drain(..start.saturating_sub(MOST_LINES));
            // A row of cells may as well be blank.
            let is_line = |row: usize| self.draft.rows.get(row).is_some_and(|row| row.kind == RowKind::Line);
            parts.retain(|&part| own == Some(part) || !is_known(part) && is_line(row_of(part)));
            if let Some((row, parts)) = in_one.or_else(|| self.exact_label(&parts)) {
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
        // Lines of cells with nothing but a part of a label are no rows.
        let parts: Vec<usize> = items.iter().flat_map(|item| item.parts.iter().copied()).collect();
        for item in items.iter_mut().filter(|item| item.parts.is_empty() && self.filled(item) == 0) {
            if item.label.is_some_and(|label| parts.contains(&label)) {
                item.values.clear();
            }
        }
    }

    /// The only row that lines around those beside the numbers make, one behind the other, and these lines.
    fn label_in_one(&self, lines: &[usize], beside: Range<usize>) -> Option<(usize, Vec<usize>)> {
        let mut found: Option<(usize, Vec<usize>)> = None;
        for start in 0..=beside.start {
            let mut wording = String::new();
            for (end, &line) in (1..).zip(lines).skip(start) {
                wording.push_str(self.text(line));
                let row = self.lexicon.meaning(&wording).and_then(|meaning| meaning.row);
                let Some(row) = row.filter(|_| end >= beside.end) else { continue };
                if found.as_ref().is_some_and(|(other, _)| *other != row) {
                    return None;
                }
                if found.as_ref().is_none_or(|(_, parts)| parts.len() < end - start) {
                    found = Some((row, lines.get(start..end).unwrap_or_default().to_vec()));
                }
            }
        }
        found
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

    /// The field in a column of a row of cells that may be a part of a label: there is no number beside it.
    fn fragment_in_cells(&self, row: usize, column: usize) -> Option<usize> {
        let row = self.draft.rows.get(row).filter(|row| row.kind == RowKind::Bound)?;
        let is_text = |field: &Field| matches!(field.entry, Entry::Text | Entry::Empty);
        let field = self.draft.row(row).get(column)?;
        let index = row.fields.start + column;
        (is_label(field) && self.draft.row(row).iter().all(is_text)).then_some(index)
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
