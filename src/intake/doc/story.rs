//! A part of the text, character by character: signs, fields and marks to blocks ([MS-DOC] 2.4.1, 2.4.3, PlcFld).

use super::super::Refusal;
use super::super::blocks::Block;
use super::super::field::Unseen;
use super::super::numeral::superscript;
use super::numbering::Number;
use super::pieces::{Piece, western};
use super::properties::{Change, Character, Paragraph};
use super::reader::Reader;
use super::tables::Tables;

/// A picture in the line, or the data of a form field.
const PICTURE: u16 = 0x01;
/// A reference to a footnote or endnote; in front of the note itself, its number.
const NOTE: u16 = 0x02;
/// The end of a cell, or of a row of an outer table.
const CELL: u16 = 0x07;
/// A drawn object that floats.
const DRAWING: u16 = 0x08;
const TAB: u16 = 0x09;
const LINE: u16 = 0x0B;
/// A page break in a paragraph, or the end of a section and of its last paragraph.
const PAGE: u16 = 0x0C;
const PARAGRAPH: u16 = 0x0D;
const COLUMN: u16 = 0x0E;
const FIELD_BEGIN: u16 = 0x13;
const FIELD_RESULT: u16 = 0x14;
const FIELD_END: u16 = 0x15;
const HYPHEN: u16 = 0x1E;
/// The character that symbols stand as.
const SYMBOL: u16 = 0x28;

/// A part of the text that is being read.
#[derive(Debug)]
pub(super) struct Story<'r, 'd> {
    reader: &'r mut Reader<'d>,
    /// Whether it is a note, which begins with the sign of its own number.
    is_note: bool,
    tables: Tables,
    /// The paragraph so far.
    text: String,
    /// The first half of a character beyond the basic plane.
    high: Option<u16>,
    /// The fields that are open, and of each whether its result has begun.
    fields: Vec<bool>,
    /// How many of them have not come to their result: what they do is no text.
    instructions: usize,
    /// How the last instruction begins.
    instruction: String,
    /// The run of characters, and the offsets in the stream that it is for.
    run: (u32, u32, Character),
    /// How the last character was changed, if it was.
    change: Option<Change>,
    /// Whether text that was left out last was hidden, and whether it was struck out.
    was_unread: [bool; 2],
    was_cell: bool,
}

/// Where a character is.
#[derive(Clone, Copy, Debug)]
struct At {
    /// In the text.
    place: u32,
    /// In the stream.
    offset: u32,
    /// Its bytes there.
    width: u32,
}

impl<'r, 'd> Story<'r, 'd> {
    /// A part of the text that is about to be read.
    pub(super) fn new(reader: &'r mut Reader<'d>, is_note: bool) -> Self {
        Self {
            reader,
            is_note,
            tables: Tables::default(),
            text: String::new(),
            high: None,
            fields: Vec::new(),
            instructions: 0,
            instruction: String::new(),
            run: (0, 0, Character::default()),
            change: None,
            was_unread: [false; 2],
            was_cell: false,
        }
    }

    /// Reads a piece. Linear, with a logarithmic search a run.
    ///
    /// # Errors
    /// Where there is more than such a file can hold.
    pub(super) fn piece(&mut self, piece: Piece) -> Result<(), Refusal> {
        let count = self.reader.take_characters((piece.end - piece.start) as usize);
        let width = piece.width as usize;
        let rest = self.reader.document.stream.get(piece.offset as usize..).unwrap_or_default();
        let bytes = rest.get(..count * width).unwrap_or(rest);
        self.reader.found.is_cut |= bytes.len() < count * width;
        let places = (piece.start..).zip((piece.offset..).step_by(width));
        for (unit, (place, offset)) in bytes.chunks_exact(width).zip(places) {
            let unit = match *unit {
                [low, high] => u16::from_le_bytes([low, high]),
                [byte] => western(byte),
                _ => continue,
            };
            self.unit(unit, At { place, offset, width: piece.width })?;
        }
        Ok(())
    }

    /// The blocks.
    ///
    /// # Errors
    /// Where there is more than such a file can hold.
    pub(super) fn finish(mut self) -> Result<Vec<Block>, Refusal> {
        self.end_character();
        // A field without an end has swallowed what is behind it.
        self.reader.found.is_cut |= self.instructions > 0;
        self.reader.take_mark(&self.text)?;
        let depth = usize::from(self.tables.width() > 0);
        self.tables.paragraph(depth, self.text);
        Ok(self.tables.finish())
    }

    fn unit(&mut self, unit: u16, at: At) -> Result<(), Refusal> {
        let character = self.character(at.offset);
        if (0xDC00..0xE000).contains(&unit) && self.high.is_some() {
            self.join(unit);
            return Ok(());
        }
        self.end_character();
        let was_cell = std::mem::replace(&mut self.was_cell, unit == CELL);
        match unit {
            FIELD_BEGIN | FIELD_RESULT | FIELD_END => {
                self.field(unit);
                return Ok(());
            }
            // No instruction goes on behind a cell: its field has lost its end.
            CELL if self.instructions > 0 => {
                self.fields.clear();
                self.instructions = 0;
                self.reader.found.is_cut = true;
            }
            _ if self.instructions > 0 => {
                const LONGEST_NAME: usize = 16;
                if self.instruction.len() < LONGEST_NAME {
                    self.instruction.extend(char::from_u32(unit.into()));
                }
                return Ok(());
            }
            _ => {}
        }
        self.note_changes(unit, character);
        match unit {
            CELL | PARAGRAPH => self.mark(unit, at, character, was_cell),
            PAGE if self.ends_paragraph(at) => self.mark(unit, at, character, was_cell),
            _ if character.is_deleted() || character.is_hidden || character.is_struck => Ok(()),
            _ => self.sign(unit, at, character),
        }
    }

    /// The beginning of a field, of its result, or its end ([MS-DOC] PlcFld).
    fn field(&mut self, unit: u16) {
        if unit == FIELD_BEGIN {
            self.fields.push(false);
            self.instructions += 1;
            self.instruction.clear();
            return;
        }
        let has_result = self.fields.pop();
        if has_result == Some(false) {
            self.instructions -= 1;
        }
        if unit == FIELD_RESULT && has_result.is_some() {
            self.fields.push(true);
        } else if has_result == Some(false) && self.instructions == 0 {
            match self.instruction.split_whitespace().next().and_then(Unseen::named) {
                Some(Unseen::Number) => self.reader.found.unnumbered += 1,
                Some(Unseen::Picture | Unseen::Choice) => self.reader.found.pictures += 1,
                None => {}
            }
        }
    }

    /// The properties of the character at an offset.
    fn character(&mut self, offset: u32) -> Character {
        let (start, end, character) = self.run;
        if (start..end).contains(&offset) {
            return character;
        }
        let run = self.reader.document.characters.run(offset);
        self.run = run.map_or((offset, offset.saturating_add(1), Character::default()), |run| {
            (run.start, run.end, Character::read(run.sprms))
        });
        self.run.2
    }

    /// Counts insertions, deletions and hidden text, each where it begins.
    fn note_changes(&mut self, unit: u16, character: Character) {
        let change = character.change;
        let was = std::mem::replace(&mut self.change, change);
        self.reader.found.changes += usize::from(change.is_some() && change != was);
        // A mark that is left out is none of it, but does not part it either.
        let is_text = unit >= 0x20;
        let is_there = !character.is_deleted();
        let hidden = is_there && character.is_hidden;
        let struck = is_there && character.is_struck && !hidden;
        let found = &mut self.reader.found;
        let counts = [(hidden, &mut found.hidden), (struck, &mut found.struck)];
        for ((is_unread, count), was_unread) in counts.into_iter().zip(&mut self.was_unread) {
            *count += usize::from(is_unread && is_text && !*was_unread);
            *was_unread = is_unread && (is_text || *was_unread);
        }
    }

    /// A character that is text, or a sign in it.
    fn sign(&mut self, unit: u16, at: At, character: Character) -> Result<(), Refusal> {
        match unit {
            PICTURE => self.reader.found.pictures += usize::from(!character.is_data),
            DRAWING => self.reader.found.drawings += 1,
            NOTE if !self.is_note => {
                self.reader.take_mark("")?;
                let found = &mut self.reader.found;
                found.notes.push(at.place);
                self.text.push_str(&superscript(found.notes.len()));
            }
            TAB => self.text.push('\t'),
            LINE | PAGE | COLUMN => self.text.push('\n'),
            HYPHEN => self.text.push('-'),
            SYMBOL if character.symbol.is_some() => self.text.extend(character.symbol),
            // The others are signs for what is no text.
            0..0x20 => {}
            0xD800..0xDC00 => self.high = Some(unit),
            _ => self.push(char::from_u32(unit.into())),
        }
        Ok(())
    }

    /// The second half of a character.
    fn join(&mut self, low: u16) {
        let halves = [self.high.take(), Some(low)].into_iter().flatten();
        let character = char::decode_utf16(halves).next().and_then(Result::ok);
        self.push(character);
    }

    /// Ends a character of which half is missing.
    fn end_character(&mut self) {
        if self.high.take().is_some() {
            self.push(None);
        }
    }

    fn push(&mut self, character: Option<char>) {
        self.reader.found.damaged += usize::from(character.is_none());
        self.text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    /// Whether a paragraph ends with the character.
    fn ends_paragraph(&self, at: At) -> bool {
        self.reader.document.paragraphs.run(at.offset).is_none_or(|run| run.end <= at.offset + at.width)
    }

    /// The end of a paragraph, a cell or a row.
    fn mark(&mut self, unit: u16, at: At, character: Character, was_cell: bool) -> Result<(), Refusal> {
        let run = self.reader.document.paragraphs.run(at.offset);
        let mut paragraph =
            run.as_ref().map(|run| self.reader.document.properties.read(run)).unwrap_or_default();
        // The table around this mark, where the pages of formatting are lost: told from the text.
        if unit == CELL && paragraph.depth == 0 {
            paragraph.depth = 1;
            let width = self.tables.width();
            let above = self.tables.width_above();
            paragraph.ends_row = was_cell && width > 0 && above.is_none_or(|above| width >= above);
        } else if run.is_none() {
            paragraph.depth = usize::from(self.tables.width() > 0);
        }
        paragraph.ends_cell |= unit == CELL;
        // A paragraph whose mark is deleted goes on in the next one.
        if character.is_deleted() && !paragraph.ends_cell && !paragraph.ends_row {
            return Ok(());
        }
        if !paragraph.ends_row && !(self.text.is_empty() && (character.is_hidden || character.is_deleted())) {
            let style = self.reader.document.styles.numbered(run.as_ref().map_or(0, |run| run.style));
            match self.reader.lists.number(paragraph.numbered.or(style)) {
                Number::Text(number) => self.text.insert_str(0, &number),
                Number::Unknown => self.reader.found.unnumbered += 1,
                Number::None => {}
            }
        }
        let text = std::mem::take(&mut self.text);
        self.reader.take_mark(&text)?;
        let Paragraph { depth, ends_cell, ends_row, cells, .. } = paragraph;
        if ends_row {
            self.tables.paragraph(depth, text);
            self.tables.end_row(depth, &cells, character.is_deleted());
        } else if ends_cell && depth > 0 {
            self.tables.end_cell(depth, text);
        } else {
            self.tables.paragraph(depth, text);
        }
        Ok(())
    }
}
