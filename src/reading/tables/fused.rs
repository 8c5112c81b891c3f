//! Cells that ran together: 规章000. They are split only where there is one way to do it — a digit for each cell of
//! the row, or a row of one cell.

use std::borrow::Cow;

use crate::draft::{Draft, Field, Row, RowKind};
use crate::fold::narrow;
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
    /// The cells of a row that is one fused field; `None` for any other.
    fn pieces(&self, row: &Row, fields: &[Field]) -> Option<Vec<Field>> {
        let [field] = fields else { return None };
        if row.kind == RowKind::Loose || field.span.len() > LONGEST_LABEL {
            return None;
        }
        let text = self.source.slice(field.span);
        let is_digit = |c: char| narrow(c).is_ascii_digit();
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
