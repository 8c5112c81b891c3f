//! Binary Word files, of Word 97 to 2003 and of WPS: the text with its tables ([MS-DOC]).
//!
//! A compound file whose stream `WordDocument` has the text in pieces and, page by page, the formatting that says what
//! is a table, what is deleted and what is numbered; the tables that lead there are in a second stream. Structures are
//! cited by their names in [MS-DOC]: the numbers of its sections change from one revision to the next.

mod drawings;
mod fib;
mod notes;
mod numbering;
mod pages;
mod pieces;
mod properties;
mod reader;
mod sprm;
mod story;
mod styles;
mod tables;

use super::blocks::write;
use super::compound::{Compound, Stream};
use super::{Format, Intake, Notice, Refusal, counted};
use crate::fold::is_blank;
use fib::{Fib, Place};
use numbering::Lists;
use pages::{Kind, Pages};
use pieces::Pieces;
use properties::Paragraphs;
use reader::{Document, Reader};
use styles::Styles;

/// The file is one of Word, but broken.
const DAMAGED: Refusal = Refusal::Damaged("Word 文档");

/// Reads a compound file.
///
/// # Errors
/// Where it is none of Word, is protected with a password, or too damaged. Linear in its size, but for a logarithmic
/// search a run of formatting.
pub(super) fn read(bytes: &[u8]) -> Result<Intake, Refusal> {
    let file = Compound::open(bytes).ok_or(DAMAGED)?;
    let main = file.stream("WordDocument").ok_or_else(|| foreign(&file))?;
    let fib = Fib::read(&main.bytes)?;
    let table = file.stream(fib.table).ok_or(DAMAGED)?;
    let data = file.stream("Data");
    let mut intake = text(&fib, &main.bytes, &table.bytes, data.as_ref().map_or(&[], |data| &data.bytes))?;
    let is_cut =
        [Some(&main), Some(&table), data.as_ref()].into_iter().flatten().any(|stream: &Stream| stream.is_cut);
    if is_cut && !intake.notices.contains(&Notice::CutShort) {
        intake.notices.push(Notice::CutShort);
    }
    let is_lost = intake.notices.contains(&Notice::CutShort) && intake.text.chars().all(is_blank);
    if is_lost { Err(DAMAGED) } else { Ok(intake) }
}

/// What a compound file is that is none of Word.
fn foreign(file: &Compound) -> Refusal {
    const KNOWN: [(&str, Refusal); 7] = [
        ("EncryptedPackage", Refusal::Encrypted),
        ("Workbook", Refusal::Unsupported(" Excel 文件")),
        ("Book", Refusal::Unsupported(" Excel 文件")),
        ("PowerPoint Document", Refusal::Unsupported(" PPT 文件")),
        ("MatOST", Refusal::Unsupported(" Works 文件")),
        ("MN0", Refusal::Unsupported(" Works 文件")),
        ("CONTENTS", Refusal::Unsupported(" Works 文件")),
    ];
    let known = KNOWN.into_iter().find(|(name, _)| file.has(name));
    known.map_or(Refusal::Unsupported("这种旧格式的文件"), |(_, refusal)| refusal)
}

/// The text and what else there is, from the three streams.
fn text(fib: &Fib, main: &[u8], table: &[u8], data: &[u8]) -> Result<Intake, Refusal> {
    let document = Document {
        stream: main,
        pieces: Pieces::read(fib.part(table, Place::Pieces)).ok_or(DAMAGED)?,
        characters: Pages::new(Kind::Characters, main, fib.part(table, Place::CharacterPages)),
        paragraphs: Pages::new(Kind::Paragraphs, main, fib.part(table, Place::ParagraphPages)),
        properties: Paragraphs::new(data),
        styles: Styles::read(fib.part(table, Place::Styles)),
    };
    let mut reader = Reader::new(document, Lists::read(fib, table));
    let stories = fib.stories;
    let mut blocks = reader.story(0..stories.main, false)?;
    blocks.extend(reader.story(stories.boxes_at()..stories.boxes_at().saturating_add(stories.boxes), false)?);
    let (notes, note_count) = notes::notes(&mut reader, fib, table)?;
    blocks.extend(notes);
    let (text, tables) = write(&blocks);
    let found = reader.found;
    // Without a list of the drawn objects any of them may be a picture.
    let drawn = drawings::pictures(fib.part(table, Place::Drawings)).unwrap_or(found.drawings);
    let mut notices = counted([
        (found.damaged, Notice::Damaged),
        (found.pictures + drawn, Notice::Pictures),
        (found.changes, Notice::Changes),
        (comments(fib.part(table, Place::CommentReferences)), Notice::Comments),
        (note_count, Notice::Footnotes),
        (found.hidden, Notice::Hidden),
        (found.struck, Notice::Struck),
        (found.unnumbered, Notice::Unnumbered),
    ]);
    notices.extend(found.is_cut.then_some(Notice::CutShort));
    Ok(Intake { text, format: Format::Doc, tables, notices })
}

/// How many comments a table of them has: a place for each and one more, and 30 bytes about each
/// ([MS-DOC] PlcfandRef).
fn comments(table: &[u8]) -> usize {
    table.len().saturating_sub(4) / 34
}
