//! What reading needs and finds, from one part of the text to the next ([MS-DOC] 2.4.1).

use std::ops::Range;

use super::super::blocks::Block;
use super::super::{MAX_TEXT, Refusal};
use super::numbering::Lists;
use super::pages::Pages;
use super::pieces::Pieces;
use super::properties::Paragraphs;
use super::story::Story;
use super::styles::Styles;

/// What is needed to read a story.
#[derive(Debug)]
pub(super) struct Document<'d> {
    /// The stream `WordDocument`.
    pub(super) stream: &'d [u8],
    /// Where the text is in it.
    pub(super) pieces: Pieces<'d>,
    /// Properties of characters.
    pub(super) characters: Pages<'d>,
    /// Properties of paragraphs.
    pub(super) paragraphs: Pages<'d>,
    /// What their modifiers mean.
    pub(super) properties: Paragraphs<'d>,
    /// Numbering by style.
    pub(super) styles: Styles,
}

/// What else was found than text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Characters that are none.
    pub(super) damaged: usize,
    /// Pictures in the line.
    pub(super) pictures: usize,
    /// Drawn objects of any kind.
    pub(super) drawings: usize,
    /// Insertions and deletions.
    pub(super) changes: usize,
    /// Runs of hidden text.
    pub(super) hidden: usize,
    /// Runs of text that is struck out.
    pub(super) struck: usize,
    /// Paragraphs whose number cannot be told.
    pub(super) unnumbered: usize,
    /// Places of references to notes, in ascending order.
    pub(super) notes: Vec<u32>,
    /// Text is missing.
    pub(super) is_cut: bool,
}

/// Reads stories.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    /// The document.
    pub(super) document: Document<'d>,
    /// Its lists, as far as they have counted.
    pub(super) lists: Lists<'d>,
    /// What was found so far.
    pub(super) found: Found,
    /// How many characters may still come: pieces of a malicious file show the same ones again and again.
    characters_left: usize,
    /// How many marks of paragraphs, cells, rows and notes may still come.
    marks_left: usize,
    /// How many bytes of text may still come.
    text_left: usize,
}

impl<'d> Reader<'d> {
    /// A reader of a document.
    pub(super) fn new(document: Document<'d>, lists: Lists<'d>) -> Self {
        /// Every mark has 18 bytes or more to it, most of them on a page of formatting; a file may lack those.
        const WITHOUT_PAGES: usize = 10_000;
        let size = document.stream.len();
        Self {
            document,
            lists,
            found: Found::default(),
            characters_left: size,
            marks_left: size / 16 + WITHOUT_PAGES,
            text_left: MAX_TEXT,
        }
    }

    /// The blocks of a part of the text; in a note, its own number is left out.
    ///
    /// # Errors
    /// Where there is far more than such a file can hold. Linear.
    pub(super) fn story(&mut self, range: Range<u32>, is_note: bool) -> Result<Vec<Block>, Refusal> {
        let pieces = self.document.pieces;
        self.found.is_cut |= range.end > pieces.end();
        let mut story = Story::new(self, is_note);
        for piece in pieces.within(range) {
            story.piece(piece)?;
        }
        story.finish()
    }

    /// Takes a number of characters, or as many as there may still be.
    pub(super) fn take_characters(&mut self, count: usize) -> usize {
        let taken = count.min(self.characters_left);
        self.found.is_cut |= taken < count;
        self.characters_left -= taken;
        taken
    }

    /// Takes a mark and the text in front of it.
    ///
    /// # Errors
    /// Where there are more than such a file can hold, or more than a text may have.
    pub(super) fn take_mark(&mut self, text: &str) -> Result<(), Refusal> {
        self.marks_left = self.marks_left.checked_sub(1).ok_or(Refusal::Bomb)?;
        self.text_left = self.text_left.checked_sub(text.len()).ok_or(Refusal::TooLarge)?;
        Ok(())
    }
}
