//! Wording of the form that stands on several lines, none of which has it whole.

use crate::draft::{self, Field, RowKind};
use crate::number::Entry;
use crate::source::Span;

use super::{Reader, TableReading, is_label};

impl Reader<'_, '_> {
    /// Marks the labels that are whole but for a line end in their cell: the last field of a line and the first of the
    /// next, and so on, are wording together. The next is none by itself, unless the first is only a number, or no wording
    /// without it: 结果, 维持.
    pub(super) fn mark_broken_labels(&self, reading: &TableReading, is_part: &mut [bool]) {
        /// Most lines that a label is broken over, and most bytes of the whole: no wording is as long.
        const MOST: usize = 4;
        const LONGEST: usize = 300;
        let is_text = |index: usize| self.field(index).is_some_and(|field| field.entry == Entry::Text);
        let is_bare = |index| self.labels.stripped_key(index).is_some_and(str::is_empty);
        for (at, row) in self.draft.rows.iter().enumerate() {
            let Some(first) = row.fields.clone().next_back().filter(|&first| is_text(first)) else {
                continue;
            };
            if self.text(first).len() > LONGEST || !reading.owns_line(self.line(first)) {
                continue;
            }
            let mut whole = String::new();
            for next in self.draft.rows.iter().skip(at + 1).take(MOST - 1) {
                let piece = next.fields.start;
                if !is_text(piece) {
                    break;
                }
                if whole.is_empty() {
                    whole.push_str(self.text(first));
                }
                whole.push_str(self.text(piece));
                let completes = || self.meaning(first).is_none() && self.lexicon.meaning(&whole).is_some();
                if self.meaning(piece).is_some() && !is_bare(first) && !completes() {
                    break;
                }
                if whole.len() > LONGEST {
                    break;
                }
                if self.lexicon.meaning(&whole).is_some() {
                    is_part.iter_mut().take(piece + 1).skip(first).for_each(|part| *part = true);
                }
                if next.fields.len() > 1 {
                    break;
                }
            }
        }
    }

    /// Marks the labels that a narrow column broke over several rows of cells: its fields below one another are wording
    /// together, and beside one of them at most are numbers. Beside the numbers of two rows, a group is broken in the draft.
    pub(super) fn mark_labels_in_columns(&self, reading: &TableReading, is_part: &mut [bool]) {
        /// Most rows that a label is broken over.
        const MOST: usize = 7;
        let bound = |row: &&draft::Row| row.kind == RowKind::Bound;
        let is_entry = |field: &Field| matches!(field.entry, Entry::Number { .. } | Entry::Mark);
        let rows = self.draft.rows.iter();
        let numbered: Vec<bool> = rows.map(|row| self.draft.row(row).iter().any(is_entry)).collect();
        let is_numbered = |row: usize| numbered.get(row).copied().unwrap_or_default();
        let may_begin =
            |(at, row): &(usize, &draft::Row)| bound(row) && !(is_numbered(*at) && is_numbered(at + 1));
        for (at, row) in self.draft.rows.iter().enumerate().filter(may_begin) {
            for (column, first) in row.fields.clone().enumerate() {
                let piece = |row: &draft::Row| {
                    let index = row.fields.start + column;
                    let field = self.field(index).filter(|_| row.fields.contains(&index))?;
                    (is_label(field) && is_part.get(index) == Some(&false)).then_some(index)
                };
                let is_inside = reading.owns_line(self.line(first));
                let below = self.draft.rows.iter().skip(at + 1).take(MOST - 1).take_while(bound);
                let Some(first) = piece(row).filter(|_| is_inside) else { continue };
                let mut below = below.map_while(piece).peekable();
                // A whole label goes on in brackets, if at all.
                let is_unknown = |field: &usize| self.meaning(*field).is_none();
                if !below.peek().is_some_and(|next| is_unknown(&first) || is_unknown(next)) {
                    continue;
                }
                let (mut whole, mut pieces) = (self.text(first).to_owned(), vec![first]);
                let (mut known, mut has_numbers) = (0, is_numbered(at));
                for (row, next) in (at + 1..).zip(below) {
                    if has_numbers && is_numbered(row) {
                        break;
                    }
                    has_numbers |= is_numbered(row);
                    whole.push_str(self.text(next));
                    pieces.push(next);
                    known = if self.lexicon.meaning(&whole).is_some() { pieces.len() } else { known };
                }
                for piece in pieces.into_iter().take(known) {
                    if let Some(part) = is_part.get_mut(piece) {
                        *part = true;
                    }
                }
            }
        }
    }

    /// Whether an unknown text is a piece of known wording that a narrow column broke over several lines. In cells, a
    /// broken label is broken in the draft; and what is nearly whole, without another piece beside it, lost its rest.
    pub(super) fn is_wrapped_piece(&self, span: Span) -> bool {
        const NEARLY_WHOLE: f32 = 0.75;
        let in_cells = self.apart(self.source.line_index(span.start)).by_marks;
        let is_piece =
            |span: Span| draft::words(self.source.slice(span)).all(|(_, word)| self.lexicon.has_part(word));
        if in_cells || !is_piece(span) {
            return false;
        }
        let at = self.draft.rows.partition_point(|row| {
            self.draft.row(row).first().is_none_or(|field| field.span.start <= span.start)
        });
        // The row is the one before that.
        let beside = [at.checked_sub(2), Some(at)].into_iter().flatten();
        let mut beside =
            beside.filter_map(|row| self.draft.rows.get(row)).flat_map(|row| self.draft.row(row));
        let is_rest = |field: &Field| {
            let text = self.source.slice(field.span);
            field.entry == Entry::Text && !self.lexicon.knows_all_of(text) && is_piece(field.span)
        };
        beside.any(is_rest) || !self.is_like_wording(span, NEARLY_WHOLE)
    }
}
