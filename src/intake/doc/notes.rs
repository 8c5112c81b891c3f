//! Footnotes and endnotes: paragraphs behind the text, each with the number that its reference has
//! ([MS-DOC] PlcffndRef, PlcffndTxt, PlcfendRef, PlcfendTxt).

use super::super::Refusal;
use super::super::blocks::Block;
use super::super::bytes::u32_at;
use super::super::numeral::superscript;
use super::fib::{Fib, Place};
use super::reader::Reader;

/// The notes behind the text, and how many there are. The text must have been read: its references give the numbers.
///
/// # Errors
/// Where there is more than such a file can hold. Linear.
pub(super) fn notes(reader: &mut Reader, fib: &Fib, table: &[u8]) -> Result<(Vec<Block>, usize), Refusal> {
    let stories = fib.stories;
    let kinds = [
        (Place::FootnoteReferences, Place::FootnoteTexts, stories.footnotes_at(), stories.footnotes),
        (Place::EndnoteReferences, Place::EndnoteTexts, stories.endnotes_at(), stories.endnotes),
    ];
    let mut blocks = Vec::new();
    let mut count = 0;
    for (references, texts, begin, length) in kinds {
        let references = fib.part(table, references);
        let texts = fib.part(table, texts);
        let end = begin.saturating_add(length);
        let mut start = begin;
        let last = references_in(references);
        // Behind the last one there is an empty paragraph, or what the tables of a damaged file do not tell apart.
        for index in 0..=last {
            let next = u32_at(texts, 4 * (index + 1)).filter(|_| index < last);
            let next = next.map_or(end, |next| begin.saturating_add(next)).clamp(start, end);
            let note = reader.story(start..next, true)?;
            start = next;
            if note.is_empty() {
                continue;
            }
            count += 1;
            let number =
                u32_at(references, 4 * index).and_then(|at| reader.found.notes.binary_search(&at).ok());
            blocks.extend(numbered(note, number));
        }
    }
    Ok((blocks, count))
}

/// How many references a table of them has: a place for each and one more, and two bytes about each.
fn references_in(table: &[u8]) -> usize {
    table.len().saturating_sub(4) / 6
}

/// A note with its number, from 0, in front.
fn numbered(mut note: Vec<Block>, number: Option<usize>) -> Vec<Block> {
    let Some(number) = number.map(|index| superscript(index + 1)) else { return note };
    if let Some(Block::Paragraph(text)) = note.first_mut() {
        *text = format!("{number} {}", text.trim_start());
    } else {
        note.insert(0, Block::Paragraph(number));
    }
    note
}
