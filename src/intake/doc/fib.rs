//! The file information block at the beginning of a Word file: where everything is ([MS-DOC] 2.5).

use super::super::Refusal;
use super::super::bytes::{u16_at, u32_at};
use super::DAMAGED;

/// Offset of the counts of characters ([MS-DOC] 2.5.4).
const COUNTS: usize = 0x40;
/// Offset of the places in the table stream ([MS-DOC] 2.5.6).
const PLACES: usize = 0x9A;

/// A structure in the table stream, by the number of its entry in FibRgFcLcb97 ([MS-DOC] 2.5.6).
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// The styles.
    Styles = 1,
    /// References to footnotes.
    FootnoteReferences = 2,
    /// Beginnings of the footnotes in their story.
    FootnoteTexts = 3,
    /// References to comments.
    CommentReferences = 4,
    /// Pages of character properties.
    CharacterPages = 12,
    /// Pages of paragraph properties.
    ParagraphPages = 13,
    /// The pieces of the text.
    Pieces = 33,
    /// References to endnotes.
    EndnoteReferences = 46,
    /// Beginnings of the endnotes in their story.
    EndnoteTexts = 47,
    /// Drawn objects.
    Drawings = 50,
    /// The lists of automatic numbering.
    Lists = 73,
    /// How paragraphs use the lists.
    ListOverrides = 74,
}

/// The parts of the text, in their order, with the number of characters in each ([MS-DOC] 2.4.1).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stories {
    /// What people call the text.
    pub(super) main: u32,
    /// Footnotes.
    pub(super) footnotes: u32,
    /// Headers and footers.
    headers: u32,
    /// Comments.
    comments: u32,
    /// Endnotes.
    pub(super) endnotes: u32,
    /// Text boxes.
    pub(super) boxes: u32,
}

impl Stories {
    /// Where the footnotes begin.
    pub(super) fn footnotes_at(&self) -> u32 {
        self.main
    }

    /// Where the endnotes begin.
    pub(super) fn endnotes_at(&self) -> u32 {
        [self.footnotes, self.headers, self.comments].into_iter().fold(self.main, u32::saturating_add)
    }

    /// Where the text boxes begin.
    pub(super) fn boxes_at(&self) -> u32 {
        self.endnotes_at().saturating_add(self.endnotes)
    }
}

/// The file information block.
#[derive(Debug)]
pub(super) struct Fib<'d> {
    bytes: &'d [u8],
    /// The name of the table stream that counts.
    pub(super) table: &'static str,
    /// The lengths of the stories.
    pub(super) stories: Stories,
}

impl<'d> Fib<'d> {
    /// Reads the block at the beginning of the stream `WordDocument`.
    ///
    /// # Errors
    /// Where the file is protected with a password, older than Word 97, or no Word file.
    pub(super) fn read(bytes: &'d [u8]) -> Result<Self, Refusal> {
        /// What Word 97 and all later ones begin with.
        const WORD_97: u16 = 0xA5EC;
        /// The same of Word 6 and 95.
        const WORD_95: u16 = 0xA5DC;
        /// Versions below are drafts of Word 97 and what came before it; Word 97 itself has 193.
        const OLDEST: u16 = 106;
        const OLD: Refusal = Refusal::Unsupported(" Word 95 以前的文件");
        let (magic, version) = u16_at(bytes, 0).zip(u16_at(bytes, 2)).ok_or(DAMAGED)?;
        let flags = u16_at(bytes, 0x0A).ok_or(DAMAGED)?;
        match magic {
            WORD_97 if version >= OLDEST => {}
            WORD_97 | WORD_95 => return Err(OLD),
            _ => return Err(DAMAGED),
        }
        if flags & 0x0100 != 0 {
            return Err(Refusal::Encrypted);
        }
        let count = |index: usize| u32_at(bytes, COUNTS + 4 * index).ok_or(DAMAGED);
        let stories = Stories {
            main: count(3)?,
            footnotes: count(4)?,
            headers: count(5)?,
            comments: count(7)?,
            endnotes: count(8)?,
            boxes: count(9)?,
        };
        let table = if flags & 0x0200 == 0 { "0Table" } else { "1Table" };
        Ok(Self { bytes, table, stories })
    }

    /// Offset and length of a structure in the table stream.
    pub(super) fn place(&self, place: Place) -> Option<(usize, usize)> {
        let at = PLACES + 8 * place as usize;
        let (offset, length) = (u32_at(self.bytes, at)?, u32_at(self.bytes, at + 4)?);
        (length > 0).then_some((offset as usize, length as usize))
    }

    /// A structure in the table stream; nothing where there is none, or not all of it.
    pub(super) fn part<'t>(&self, table: &'t [u8], place: Place) -> &'t [u8] {
        let part = self.place(place).and_then(|(at, length)| table.get(at..at.checked_add(length)?));
        part.unwrap_or_default()
    }
}
