//! How the fields of a line are kept apart: by tabs and pipes, or by blanks.

use crate::draft::MARKS;
use crate::find::has_any;
use crate::fold::trim;

use super::Reader;

/// What keeps the fields of a line apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Apart {
    line: usize,
    /// Whether there are tabs or pipes of any kind.
    pub(super) by_marks: bool,
    /// Whether there is nothing but blanks, and somewhere more than one.
    by_blanks: bool,
}

impl Reader<'_, '_> {
    /// What keeps the fields of a line apart. Linear in the line, but known where it was asked last: the fields of a line
    /// are looked at one after the other.
    pub(super) fn apart(&self, line: usize) -> Apart {
        let known = self.apart.get().filter(|apart| apart.line == line);
        known.unwrap_or_else(|| {
            let span = self.source.line(line);
            let text = self.source.slice(span);
            let by_marks = has_any(text, &MARKS);
            let apart = Apart { line, by_marks, by_blanks: !by_marks && trim(text).contains("  ") };
            self.apart.set(Some(apart));
            apart
        })
    }

    /// Whether a field stands in columns of blanks.
    pub(super) fn has_columns(&self, field: usize) -> bool {
        self.apart(self.line(field)).by_blanks
    }
}
