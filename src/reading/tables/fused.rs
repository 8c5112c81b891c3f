//! Cells that ran together: 规章000, or 3行政强制 where two rows did. They are split only where there is one way to do
//! it — a digit for each cell of the row, a row of one cell, or a number before the label of another row.

use std::borrow::Cow;
use std::ops::Range;

use crate::draft::{Draft, Field, Row, RowKind};
use crate::find::others;
use crate::fold::{is_blank, is_digit, is_han, narrow, trim_end};
use crate::form::{Shape, Table};
use crate::number::Entry;
use crate::source::{Source, Span};

use super::lexicon::Lexicon;
use super::{LONGEST_LABEL, is_label};

/// The draft with the lines of fused cells split into label and cells. Where it cannot be told which digit is which
/// cell's, all of them are one entry, so that they are on record. Linear.
pub(super) fn split<'d>(
    source: &Source<'_>,
    draft: &'d Draft,
    table: &Table,
    lexicon: &Lexicon,
) -> Cow<'d, Draft> {
    let splitter = Splitter { source, table, lexicon };
    let pieces: Vec<Option<Vec<Field>>> =
        draft.rows.iter().map(|row| splitter.pieces(row, draft.row(row))).collect();
    if pieces.iter().all(Option::is_none) {
        return Cow::Borrowed(draft);
    }
    let mut split = Draft::default();
    for (row, pieces) in draft.rows.iter().zip(pieces) {
        let first = split.fields.len();
        let kind = if pieces.is_some() { RowKind::Bound } else { row.kind };
        match pieces {
            Some(pieces) => split.fields.extend(pieces),
            None => split.fields.extend_from_slice(draft.row(row)),
        }
        split.rows.push(Row { kind, fields: first..split.fields.len() });
    }
    Cow::Owned(split)
}

struct Splitter<'s, 't> {
    source: &'s Source<'t>,
    table: &'s Table,
    lexicon: &'s Lexicon,
}

impl Splitter<'_, '_> {
    /// The cells of a row that is one fused field, or in which two rows ran together; `None` for any other.
    fn pieces(&self, row: &Row, fields: &[Field]) -> Option<Vec<Field>> {
        let [field] = fields else { return self.joined(row, fields) };
        if row.kind == RowKind::Loose || field.span.len() > LONGEST_LABEL {
            return None;
        }
        if let Some(cells) = self.listed(field) {
            return Some(cells);
        }
        let text = self.source.slice(field.span);
        let label = text.trim_end_matches(|c| is_digit(c) || narrow(c) == '.');
        let digits = field.span.part(&(label.len()..text.len()));
        if label.is_empty() {
            let width: usize = self.table.rows.iter().map(|row| row.columns.len()).sum();
            return (self.table.shape == Shape::Strip && text.chars().all(is_digit))
                .then(|| self.one_each(digits, width))?;
        }
        if !is_label(field) || digits.is_empty() {
            return None;
        }
        let row = self.lexicon.row_of(label)?;
        let width = self.table.rows.get(row)?.columns.len();
        let label = Field { span: field.span.part(&(0..label.len())), entry: Entry::Text };
        let whole = || vec![Field { span: digits, entry: Entry::read(self.source.slice(digits)) }];
        let cells = if width == 1 { None } else { self.one_each(digits, width) }.unwrap_or_else(whole);
        Some([vec![label], cells].concat())
    }

    /// The cells of an entry of a list: 行政许可：12件, 行政许可 12 件, 规章：3、1、12.
    fn listed(&self, field: &Field) -> Option<Vec<Field>> {
        let text = self.source.slice(field.span);
        let is_known = |label: &str| match self.table.shape {
            Shape::Rows => self.lexicon.row_of(label).is_some(),
            Shape::Strip => self.lexicon.meaning(label).is_some_and(|meaning| meaning.decoration.is_some()),
        };
        // Most fields are labels or numbers alone.
        if !is_label(field) || !others(text).any(|(_, c)| is_digit(c)) {
            return None;
        }
        let entry = |range: Range<usize>| {
            let span = field.span.part(&range);
            Field { span, entry: Entry::read(self.source.slice(span)) }
        };
        let is_number = |field: &Field| matches!(field.entry, Entry::Number { .. });
        let named = |end: usize| Field { span: field.span.part(&(0..end)), entry: Entry::Text };
        if let Some((label, list)) = text.split_once(['：', ':']).filter(|(label, _)| is_known(label)) {
            let from = text.len() - list.len();
            let mut at = from;
            let pieces = list.split(|c| is_blank(c) || matches!(c, '、' | '；' | '，')).map(|piece| {
                let start = at;
                let end = start + piece.len();
                at = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                entry(start..end)
            });
            let pieces: Vec<Field> = pieces.filter(|piece| piece.entry != Entry::Empty).collect();
            let is_row = pieces.len() == self.width_of(label);
            // 1，250 is one number.
            let is_whole = is_number(&entry(from..text.len()));
            if !is_whole && is_row && pieces.iter().all(is_number) {
                return Some([vec![named(label.len())], pieces].concat());
            }
        }
        let number = text.trim_end_matches(|c| !is_digit(c)).len();
        let before = text.get(..number)?.trim_end_matches(|c| is_digit(c) || matches!(narrow(c), '.' | ','));
        let label = before.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '—' | '='));
        let value = entry(before.len()..text.len());
        let is_apart = label.len() < before.len() || number < text.len();
        // A digit for each cell may be what is left of a row.
        let is_row = self.width_of(label) > 1 && number == text.len();
        (is_apart && !is_row && is_number(&value) && is_known(label)).then(|| vec![named(label.len()), value])
    }

    /// The label of a row and the first of its numbers, where the others follow: 规章：3 and 1, 12.
    fn first_listed(&self, field: &Field) -> Option<Vec<Field>> {
        let text = self.source.slice(field.span);
        let (label, number) = text.split_once(['：', ':']).filter(|_| is_label(field))?;
        let span = field.span.part(&(text.len() - number.len()..text.len()));
        let value = Field { span, entry: Entry::read(number) };
        let is_number = matches!(value.entry, Entry::Number { .. });
        let label_span = field.span.part(&(0..label.len()));
        let is_row = is_number && self.lexicon.row_of(label).is_some();
        is_row.then(|| vec![Field { span: label_span, entry: Entry::Text }, value])
    }

    /// How many cells the row has that a label names; one, where it names none.
    fn width_of(&self, label: &str) -> usize {
        let row = self.lexicon.row_of(label).and_then(|row| self.table.rows.get(row));
        row.map_or(1, |row| row.columns.len())
    }

    /// The cells of a row in which a number and the label of the next row are one field: 行政处罚 3行政强制 0.
    fn joined(&self, row: &Row, fields: &[Field]) -> Option<Vec<Field>> {
        if row.kind == RowKind::Loose {
            return None;
        }
        let mut cells: Option<Vec<Field>> = None;
        for (index, field) in fields.iter().enumerate() {
            let as_they_are = fields.get(..index).unwrap_or_default();
            let parts = self.parts(cells.as_deref().unwrap_or(as_they_are).last(), field);
            let parts = parts.map(|parts| parts.to_vec()).or_else(|| self.first_listed(field));
            match (parts, &mut cells) {
                (Some(parts), _) => {
                    let parts = parts.into_iter().filter(|part| !part.span.is_empty());
                    cells.get_or_insert_with(|| as_they_are.to_vec()).extend(parts);
                }
                (None, Some(cells)) => cells.push(*field),
                (None, None) => {}
            }
        }
        cells
    }

    /// The parts of a field that ends a row and begins another: the label of the first, unless it is a field of its
    /// own or a number of the same row is, a number, and the label of the second.
    fn parts(&self, before: Option<&Field>, field: &Field) -> Option<[Field; 3]> {
        let text = self.source.slice(field.span);
        if !is_label(field) || field.span.len() > LONGEST_LABEL {
            return None;
        }
        let mut ends = text.char_indices().filter(|&(_, c)| is_digit(c)).map(|(at, c)| at + c.len_utf8());
        ends.find_map(|end| {
            let (head, label) = text.split_at_checked(end)?;
            // 3.重复申请 is a label with its number.
            if !label.starts_with(is_han) || self.lexicon.row_of(label).is_none() {
                return None;
            }
            let first = head.trim_end_matches(is_digit);
            let of_a_row = if first.is_empty() {
                let is_row = self.lexicon.row_of(text).is_some();
                before.filter(|_| !is_row).is_some_and(|before| {
                    matches!(before.entry, Entry::Number { .. })
                        || self.lexicon.row_of(self.source.slice(before.span)).is_some()
                })
            } else {
                self.lexicon.row_of(first).is_some()
            };
            let part = |range: Range<usize>| {
                let span = field.span.part(&range);
                Field { span, entry: Entry::read(self.source.slice(span)) }
            };
            let label_of = |range: Range<usize>| Field { span: field.span.part(&range), entry: Entry::Text };
            of_a_row.then(|| {
                [label_of(0..trim_end(first).len()), part(first.len()..end), label_of(end..text.len())]
            })
        })
    }

    /// A field for each digit, if there are `width` of them.
    fn one_each(&self, digits: Span, width: usize) -> Option<Vec<Field>> {
        let text = self.source.slice(digits);
        let fields: Vec<Field> = text
            .char_indices()
            .map(|(at, c)| at..at + c.len_utf8())
            .map(|place| Field {
                span: digits.part(&place),
                entry: Entry::read(text.get(place).unwrap_or_default()),
            })
            .filter(|field| matches!(field.entry, Entry::Number { .. }))
            .collect();
        (fields.len() == width && text.chars().count() == width).then_some(fields)
    }
}
