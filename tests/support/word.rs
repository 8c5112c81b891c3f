//! Writes Word files ([MS-DOC]) with just what a test is about, which an office would not write on demand.

#![allow(clippy::cast_possible_truncation, reason = "the files are small")]

use super::compound::{PLAIN, compound};

/// Offset of the text in its stream.
const TEXT: usize = 1024;

/// A stretch of the text as it is stored.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Characters of one byte.
    Narrow(Vec<u8>),
    /// Characters of two bytes.
    Wide(String),
}

/// A Word file.
#[derive(Clone, Debug)]
pub struct Word {
    /// The text as it is read.
    pub pieces: Vec<Piece>,
    /// Modifiers of paragraphs: for so many bytes of the text these.
    pub paragraphs: Vec<(usize, Vec<u8>)>,
    /// Modifiers of characters, in the same way.
    pub characters: Vec<(usize, Vec<u8>)>,
    /// Version, then flags.
    pub version: (u16, u16),
    /// More structures in the table stream, by their number in the list of them, and what is behind each unlisted.
    pub structures: Vec<(usize, Vec<u8>, Vec<u8>)>,
    /// Characters in text, footnotes, headers, (nothing), comments, endnotes, text boxes; the first one is counted.
    pub stories: [u32; 6],
    /// The stream of long modifiers.
    pub data: Vec<u8>,
}

impl Default for Word {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            paragraphs: Vec::new(),
            characters: Vec::new(),
            version: (193, 0x0200),
            structures: Vec::new(),
            stories: [0; 6],
            data: Vec::new(),
        }
    }
}

impl Word {
    /// A file with one piece of two-byte characters.
    pub fn new(text: &str) -> Self {
        Self { pieces: vec![Piece::Wide(text.to_owned())], ..Self::default() }
    }

    /// The same with modifiers of paragraphs, for so many characters each.
    pub fn with_paragraphs(mut self, paragraphs: &[(usize, &[u8])]) -> Self {
        self.paragraphs = paragraphs.iter().map(|&(length, sprms)| (2 * length, sprms.to_vec())).collect();
        self
    }

    /// The same with modifiers of characters, for so many characters each.
    pub fn with_characters(mut self, characters: &[(usize, &[u8])]) -> Self {
        self.characters = characters.iter().map(|&(length, sprms)| (2 * length, sprms.to_vec())).collect();
        self
    }

    /// The file.
    pub fn build(&self) -> Vec<u8> {
        let (main, name, table) = self.streams();
        compound(&[("WordDocument", &main), (name, &table), ("Data", &self.data)], PLAIN)
    }

    /// The stream of the text, and that of the tables with its name.
    pub fn streams(&self) -> (Vec<u8>, &'static str, Vec<u8>) {
        let mut main = vec![0; TEXT];
        let mut place = 0_u32;
        let mut places = vec![0_u32];
        let mut descriptors = Vec::new();
        for piece in &self.pieces {
            let (bytes, count, offset) = match piece {
                Piece::Narrow(bytes) => (bytes.clone(), bytes.len(), (2 * main.len() as u32) | 0x4000_0000),
                Piece::Wide(text) => {
                    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                    (bytes.clone(), bytes.len() / 2, main.len() as u32)
                }
            };
            main.extend(bytes);
            place += count as u32;
            places.push(place);
            descriptors.extend([&[0, 0][..], &offset.to_le_bytes(), &[0, 0]].concat());
        }
        let mut structures = self.structures.clone();
        let pages = [(12, &self.characters, false), (13, &self.paragraphs, true)];
        for (number, runs, is_of_paragraphs) in pages.into_iter().filter(|(_, runs, _)| !runs.is_empty()) {
            main.resize(main.len().next_multiple_of(512), 0);
            let end = TEXT + runs.iter().map(|(length, _)| length).sum::<usize>();
            let table = [TEXT as u32, end as u32, main.len() as u32 / 512];
            structures.push((number, table.iter().flat_map(|n| n.to_le_bytes()).collect(), Vec::new()));
            main.extend(page(runs, is_of_paragraphs));
        }
        let mut clx = vec![1, 2, 0, 9, 9, 2];
        let piece_table =
            [places.iter().flat_map(|place| place.to_le_bytes()).collect(), descriptors].concat();
        clx.extend((piece_table.len() as u32).to_le_bytes());
        clx.extend(piece_table);
        structures.push((33, clx, Vec::new()));

        let mut table = vec![0; 8];
        for (number, bytes, behind) in &structures {
            put(&mut main, 0x9A + 8 * number, &(table.len() as u32).to_le_bytes());
            put(&mut main, 0x9A + 8 * number + 4, &(bytes.len() as u32).to_le_bytes());
            table.extend([&bytes[..], behind].concat());
        }
        let others: u32 = self.stories.iter().sum();
        put(&mut main, 0, &0xA5EC_u16.to_le_bytes());
        put(&mut main, 2, &self.version.0.to_le_bytes());
        put(&mut main, 0x0A, &self.version.1.to_le_bytes());
        put(&mut main, 0x4C, &(place - others).to_le_bytes());
        for (index, length) in self.stories.iter().enumerate() {
            put(&mut main, 0x50 + 4 * index, &length.to_le_bytes());
        }
        let name = if self.version.1 & 0x0200 == 0 { "0Table" } else { "1Table" };
        (main, name, table)
    }
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    bytes[at..at + value.len()].copy_from_slice(value);
}

/// A page of formatting.
fn page(runs: &[(usize, Vec<u8>)], is_of_paragraphs: bool) -> Vec<u8> {
    let mut page = vec![0; 512];
    let size = if is_of_paragraphs { 13 } else { 1 };
    let mut offset = TEXT;
    let mut end = 511;
    put(&mut page, 0, &(offset as u32).to_le_bytes());
    for (index, (length, sprms)) in runs.iter().enumerate() {
        offset += length;
        put(&mut page, 4 * (index + 1), &(offset as u32).to_le_bytes());
        let record = match (is_of_paragraphs, sprms.len() % 2) {
            (false, _) => [&[sprms.len() as u8][..], sprms].concat(),
            (true, 0) => [&[0, (sprms.len() / 2 + 1) as u8, 0, 0][..], sprms].concat(),
            (true, _) => [&[sprms.len().div_ceil(2) as u8 + 1, 0, 0][..], sprms].concat(),
        };
        end = (end - record.len()) / 2 * 2;
        put(&mut page, end, &record);
        page[4 * (runs.len() + 1) + size * index] = (end / 2) as u8;
    }
    page[511] = runs.len() as u8;
    page
}
