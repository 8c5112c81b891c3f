//! Pages of formatting: for every place in the stream `WordDocument` the properties of the characters, or of the
//! paragraph, there ([MS-DOC] PlcBteChpx, PlcBtePapx, ChpxFkp, PapxFkp).

use super::super::bytes::{u16_at, u32_at};
use super::sprm::Sprms;

/// Bytes of a page.
const PAGE: usize = 512;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Characters.
    Characters,
    /// Paragraphs.
    Paragraphs,
}

/// The pages of one kind, and the table that says which page is for which part of the stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pages<'d> {
    /// The stream `WordDocument`.
    stream: &'d [u8],
    /// An offset in it for every page and one more, then the numbers of the pages.
    table: &'d [u8],
    kind: Kind,
}

/// A stretch of the stream with the same properties.
#[derive(Clone, Debug)]
pub(super) struct Run<'d> {
    /// Offset of its first byte.
    pub(super) start: u32,
    /// Offset behind its last byte.
    pub(super) end: u32,
    /// The style of a paragraph, by its number.
    pub(super) style: u16,
    /// How it differs from its style.
    pub(super) sprms: Sprms<'d>,
}

impl<'d> Pages<'d> {
    /// Pages in a stream, by the table of them.
    pub(super) fn new(kind: Kind, stream: &'d [u8], table: &'d [u8]) -> Self {
        Self { stream, table, kind }
    }

    /// The run that the character at an offset is in; none where no page knows of it. Logarithmic.
    pub(super) fn run(&self, offset: u32) -> Option<Run<'d>> {
        let count = self.table.len().checked_sub(4)? / 8;
        let index = last_not_after(self.table, count, offset)?;
        let page = u32_at(self.table, 4 * (count + 1) + 4 * index)? & 0x3F_FFFF;
        let start = page as usize * PAGE;
        self.run_in(self.stream.get(start..start + PAGE)?, offset)
    }

    fn run_in(&self, page: &'d [u8], offset: u32) -> Option<Run<'d>> {
        // Of a paragraph, 12 bytes about its height stand behind the place of its properties.
        let size = if self.kind == Kind::Paragraphs { 13 } else { 1 };
        let count = usize::from(*page.last()?);
        let index = last_not_after(page, count, offset)?;
        let (start, end) = (u32_at(page, 4 * index)?, u32_at(page, 4 * index + 4)?);
        if offset >= end {
            return None;
        }
        let at = 2 * usize::from(*page.get(4 * (count + 1) + size * index)?);
        let bytes = match (at, page.get(at..).unwrap_or_default()) {
            (0, _) | (_, []) => &[],
            (_, [length, rest @ ..]) if self.kind == Kind::Characters => cut(rest, usize::from(*length)),
            // [MS-DOC] PapxInFkp: the length is in words, and of two ways to write it the first leaves out a byte.
            (_, [0, length, rest @ ..]) => cut(rest, 2 * usize::from(*length)),
            (_, [length, rest @ ..]) => cut(rest, (2 * usize::from(*length)).saturating_sub(1)),
        };
        let (style, sprms) = match self.kind {
            Kind::Characters => (0, bytes),
            Kind::Paragraphs => (u16_at(bytes, 0).unwrap_or_default(), bytes.get(2..).unwrap_or_default()),
        };
        Some(Run { start, end, style, sprms: Sprms(sprms) })
    }
}

fn cut(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(..length).unwrap_or(bytes)
}

/// Which of so many offsets at the beginning of `bytes`, in ascending order, is the last one not after `offset`.
/// Logarithmic.
pub(super) fn last_not_after(bytes: &[u8], count: usize, offset: u32) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        if u32_at(bytes, 4 * middle)? <= offset { low = middle + 1 } else { high = middle }
    }
    low.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_found_on_its_page() {
        let mut stream = vec![0; 2 * PAGE];
        let mut put = |at: usize, bytes: &[u8]| stream[PAGE + at..][..bytes.len()].copy_from_slice(bytes);
        put(0, &[10, 0, 0, 0, 20, 0, 0, 0, 30, 0, 0, 0, 0, 250]);
        put(500, &[3, 0x16, 0x24, 1]);
        put(511, &[2]);
        let table = [10_u32, 30, 1].map(u32::to_le_bytes).concat();
        let pages = Pages::new(Kind::Characters, &stream, &table);
        let found = |offset: u32| pages.run(offset).map(|run| (run.start, run.end, run.sprms.count()));
        assert_eq!(found(9), None);
        assert_eq!(found(10), Some((10, 20, 0)));
        assert_eq!(found(29), Some((20, 30, 1)));
        assert_eq!(found(30), None);
    }
}
