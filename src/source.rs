//! The one text that everything points into, and the ways to name a place in it.
//!
//! A [`Source`] borrows the text exactly as the editor shows it and never changes it. Places are byte
//! [`Span`]s inside the core; lines and columns are for people, UTF-16 offsets for JavaScript, and both are
//! computed only at the edge.

use std::ops::Range;

/// A half-open range of bytes of a [`Source`], always on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte; equal to `start` for a place between two characters.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The place before the byte at `at`.
    pub const fn at(at: u32) -> Self {
        Self { start: at, end: at }
    }

    /// The part of this span that a range of its own text covers.
    pub const fn part(self, range: &Range<usize>) -> Self {
        Self { start: self.start + range.start as u32, end: self.start + range.end as u32 }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Number of bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span is a place between two characters.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Line and column of a place, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// The text under check.
#[derive(Clone, Debug)]
pub struct Source<'t> {
    text: &'t str,
    /// Spans of the lines without their line breaks; never empty, in order.
    lines: Vec<Span>,
}

impl<'t> Source<'t> {
    /// The longest text that spans can address, in bytes.
    pub const MAX_LEN: usize = u32::MAX as usize - 1;

    /// Takes the text as it is. Line breaks are LF, CR LF or CR. Linear in the text.
    ///
    /// A text longer than [`Source::MAX_LEN`] is cut there, on a character boundary: the edges refuse such a
    /// text before it comes here.
    pub fn new(text: &'t str) -> Self {
        let mut end = text.len().min(Self::MAX_LEN);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end).unwrap_or_default();
        let mut lines = Vec::with_capacity(text.len() / 32 + 1);
        let mut start = 0;
        let mut read = |from: u32, bytes: &[u8]| {
            for (at, &byte) in (from..).zip(bytes) {
                // A byte within a character is neither; an LF behind a CR ends no line of its own.
                if byte == b'\r' || byte == b'\n' {
                    let is_second = byte == b'\n'
                        && start == at
                        && text.as_bytes().get(..at as usize).is_some_and(|before| before.ends_with(b"\r"));
                    if !is_second {
                        lines.push(Span::new(start, at));
                    }
                    start = at + 1;
                }
            }
        };
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        for (from, word) in (0..).step_by(8).zip(words) {
            // As the ends of lines are, and hardly anything else.
            if below(u64::from_le_bytes(*word), 14) != 0 {
                read(from, word);
            }
        }
        read(words.len() as u32 * 8, rest);
        lines.push(Span::new(start, end as u32));
        Self { text, lines }
    }

    /// The whole text.
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The lines in order, without their line breaks; a text always has at least one.
    pub fn lines(&self) -> &[Span] {
        &self.lines
    }

    /// Ends a line at a place within it, although no line break stands there: what follows is a line of its own.
    /// Linear in the number of lines.
    pub fn end_line_at(&mut self, at: u32) {
        let index = self.line_index(at);
        if let Some(line) = self.lines.get_mut(index).filter(|line| line.start < at && at < line.end) {
            let rest = Span::new(at, std::mem::replace(&mut line.end, at));
            self.lines.insert(index + 1, rest);
        }
    }

    /// The text of a span; empty for a span that is not of this text.
    pub fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Index of the line that holds a place. Logarithmic in the number of lines.
    pub fn line_index(&self, at: u32) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    /// A line by its index; an empty one behind the last.
    pub fn line(&self, index: usize) -> Span {
        self.lines.get(index).copied().unwrap_or_else(|| Span::at(self.text.len() as u32))
    }

    /// The line that holds a place. Logarithmic in the number of lines.
    pub fn line_at(&self, at: u32) -> Span {
        self.line(self.line_index(at))
    }

    /// What stands before and behind a place, on the line where it begins. Logarithmic in the number of lines.
    pub fn beside(&self, place: Span) -> (&'t str, &'t str) {
        let line = self.line_at(place.start);
        (self.slice(Span::new(line.start, place.start)), self.slice(Span::new(place.end, line.end)))
    }

    /// The line that holds a place as the text has it, from one line break to the next.
    pub fn whole_line(&self, at: u32) -> Span {
        let index = self.line_index(at);
        let span = self.lines.get(index).copied().unwrap_or_default();
        let (mut start, mut end) = (span.start, span.end);
        for before in self.lines.get(..index).unwrap_or_default().iter().rev() {
            if before.end != start {
                break;
            }
            start = before.start;
        }
        for behind in self.lines.get(index + 1..).unwrap_or_default() {
            if behind.start != end {
                break;
            }
            end = behind.end;
        }
        Span::new(start, end)
    }

    /// Line and column of a place. Linear in the length of its line.
    pub fn line_column(&self, at: u32) -> LineColumn {
        let line = self.line_index(at);
        let start = self.lines.get(line).map_or(0, |line| line.start);
        let column = self.slice(Span::new(start, at.max(start))).chars().count() as u32 + 1;
        LineColumn { line: line as u32 + 1, column }
    }
}

/// Converts byte offsets of one text to UTF-16 and character offsets, in time bounded by [`Utf16Index::STRIDE`].
#[derive(Debug)]
pub struct Utf16Index<'t> {
    text: &'t str,
    /// Byte, UTF-16 and character offset of the first character boundary at or behind every multiple of `STRIDE`.
    marks: Vec<(u32, u32, u32)>,
}

impl<'t> Utf16Index<'t> {
    /// Bytes between two marks, about.
    pub const STRIDE: usize = 64;

    /// Indexes a text. Linear.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STRIDE + 1);
        let (mut at, mut unit, mut character) = (0, 0, 0);
        for multiple in (0..text.len().max(1)).step_by(Self::STRIDE) {
            let mut next = multiple;
            while !text.is_char_boundary(next) {
                next += 1;
            }
            let (units, characters) = lengths(text.get(at..next).unwrap_or_default());
            (at, unit, character) = (next, unit + units, character + characters);
            marks.push((at as u32, unit, character));
        }
        Self { text, marks }
    }

    /// The UTF-16 offset of a byte offset.
    pub fn utf16(&self, byte: u32) -> u32 {
        let (between, unit, _) = self.near(byte);
        unit + lengths(between).0
    }

    /// The character offset of a byte offset.
    pub fn character(&self, byte: u32) -> u32 {
        let (between, _, character) = self.near(byte);
        character + lengths(between).1
    }

    /// The text from the last mark to a byte offset, and the mark's UTF-16 and character offset.
    #[inline]
    fn near(&self, byte: u32) -> (&str, u32, u32) {
        let mark = (byte as usize / Self::STRIDE).min(self.marks.len().saturating_sub(1));
        let before = |mark: &&(u32, u32, u32)| mark.0 <= byte;
        let nearest = self.marks.get(mark).filter(before).or_else(|| self.marks.get(mark.checked_sub(1)?));
        let (at, unit, character) = nearest.copied().unwrap_or_default();
        (self.text.get(at as usize..byte as usize).unwrap_or_default(), unit, character)
    }

    /// A span in UTF-16 offsets.
    pub fn span(&self, span: Span) -> [u32; 2] {
        let start = self.utf16(span.start);
        let is_short = span.len() as usize <= Self::STRIDE;
        let within = self.text.get(span.start as usize..span.end as usize).filter(|_| is_short);
        [start, within.map_or_else(|| self.utf16(span.end), |within| start + utf16_len(within))]
    }
}

/// The highest bit of each of eight bytes that is less than `most`; above the lowest such byte others may be marked too, as
/// taking from each borrows there first (Mycroft 1987).
pub(crate) const fn below(bytes: u64, most: u8) -> u64 {
    bytes.wrapping_sub(LOWEST * most as u64) & !bytes & LOWEST << 7
}

/// How many UTF-16 code units a text has. Linear.
pub fn utf16_len(text: &str) -> u32 {
    lengths(text).0
}

/// The lowest bit of each of eight bytes.
pub(crate) const LOWEST: u64 = 0x0101_0101_0101_0101;

/// How many UTF-16 code units and characters a text has, told from its bytes alone, eight of them at a time.
fn lengths(text: &str) -> (u32, u32) {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let (mut inner, mut of_four) = (0, 0);
    let mut count = |bytes: u64| {
        // Bytes within a character are 10xxxxxx; the first of four is 11110xxx, and two units are for it.
        inner += (bytes >> 7 & !(bytes >> 6) & LOWEST).count_ones();
        of_four += (bytes >> 7 & bytes >> 6 & bytes >> 5 & bytes >> 4 & LOWEST).count_ones();
    };
    for &word in words {
        count(u64::from_le_bytes(word));
    }
    count(rest.iter().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte)));
    let characters = text.len() as u32 - inner;
    (characters + of_four, characters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_every_kind_of_line_break() {
        let source = Source::new("一\n二\r\n三\r四");
        let lines: Vec<_> = source.lines().iter().map(|&line| source.slice(line)).collect();
        assert_eq!(lines, ["一", "二", "三", "四"]);
    }

    #[test]
    fn lines_end_wherever_among_eight_bytes_their_ends_stand() {
        for before in 0..20 {
            for end in ["\n", "\r", "\r\n"] {
                let first = "\t年".repeat(before) + &"a".repeat(before);
                let text = format!("{first}{end}{end}b\t");
                let source = Source::new(&text);
                let lines: Vec<_> = source.lines().iter().map(|&line| source.slice(line)).collect();
                assert_eq!(lines, [first.as_str(), "", "b\t"]);
            }
        }
    }

    #[test]
    fn an_empty_text_has_one_empty_line() {
        assert_eq!(Source::new("").lines(), [Span::at(0)]);
        assert_eq!(Source::new("一\n").lines(), [Span::new(0, 3), Span::at(4)]);
    }

    #[test]
    fn columns_count_characters_and_offsets_count_code_units() {
        let text = "年报\n😀数5";
        let at = text.find('5').unwrap() as u32;
        assert_eq!(Source::new(text).line_column(at), LineColumn { line: 2, column: 3 });
        assert_eq!(Utf16Index::new(text).utf16(at), 6);
    }

    #[test]
    fn utf16_offsets_agree_with_a_plain_count_far_from_a_mark() {
        let text = "年😀a".repeat(400);
        let index = Utf16Index::new(&text);
        for (byte, _) in text.char_indices() {
            let before = text.get(..byte).unwrap();
            assert_eq!(index.utf16(byte as u32) as usize, before.encode_utf16().count());
            assert_eq!(index.character(byte as u32) as usize, before.chars().count());
            for length in [0, 3, 15, 63, 64, 65, 400] {
                let span = Span::new(byte as u32, text.len().min(byte + length) as u32);
                assert_eq!(index.span(span), [index.utf16(span.start), index.utf16(span.end)]);
            }
        }
    }
}
