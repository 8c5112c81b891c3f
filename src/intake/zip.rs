//! Zip archives: the entries that the central directory lists, and what one of them unfolds to.
//!
//! Only what offices write is read: stored and deflated entries of one file of less than four gigabytes. Whatever
//! does not hold together is refused; nothing is trusted to be inside the file because the directory says so.

use std::cell::Cell;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::Refusal;
use super::bytes::{u16_at, u32_at};

/// What a zip archive begins with: its first entry.
pub(super) const SIGNATURE: &[u8] = b"PK\x03\x04";
/// The most that an entry may unfold to, in bytes: a report's text has some hundred thousand.
pub(super) const MAX_UNFOLDED: usize = 64 << 20;
/// The most that the entries that are read may unfold to together, in bytes.
const MAX_TOTAL: usize = 96 << 20;

const DAMAGED: Refusal = Refusal::Damaged("Word 文档");

/// The directory of an archive.
#[derive(Debug)]
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
    /// How many bytes may still be unfolded.
    left: Cell<usize>,
}

/// An entry, as the directory has it.
#[derive(Debug)]
struct Entry {
    name: String,
    is_encrypted: bool,
    method: u16,
    checksum: u32,
    folded: usize,
    unfolded: usize,
    start: usize,
}

/// What an entry unfolds to.
#[derive(Debug)]
pub(super) struct Unfolded {
    /// The bytes, as far as they could be had.
    pub(super) bytes: Vec<u8>,
    /// Whether that is all of them and the checksum agrees.
    pub(super) is_whole: bool,
}

impl<'b> Archive<'b> {
    /// Reads the directory. Linear in its length.
    ///
    /// # Errors
    /// [`Refusal::Damaged`] where there is none, or where it says what cannot be.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let entries = directory(bytes).ok_or(DAMAGED)?;
        Ok(Self { bytes, entries, left: Cell::new(MAX_TOTAL) })
    }

    /// Whether there is an entry whose name begins so.
    pub(super) fn has(&self, beginning: &str) -> bool {
        self.entries.iter().any(|entry| {
            let head = entry.name.get(..beginning.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(beginning))
        })
    }

    /// What the entry of a name holds; `None` where there is none. Names differ in more than case.
    ///
    /// # Errors
    /// [`Refusal::Bomb`], [`Refusal::Encrypted`] or [`Refusal::Damaged`]. Linear in what it unfolds to.
    pub(super) fn unfold(&self, name: &str) -> Result<Option<Unfolded>, Refusal> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        entry.map(|entry| self.unfold_entry(entry)).transpose()
    }

    fn unfold_entry(&self, entry: &Entry) -> Result<Unfolded, Refusal> {
        const STORED: u16 = 0;
        const DEFLATED: u16 = 8;
        if entry.is_encrypted {
            return Err(Refusal::Encrypted);
        }
        let left = self.left.get();
        let most = left.min(MAX_UNFOLDED);
        if entry.unfolded > most {
            return Err(Refusal::Bomb);
        }
        // Entries that share their bytes are how a small file unfolds to petabytes.
        let ends = |entry: &Entry| entry.start.saturating_add(entry.folded);
        let overlaps = |other: &Entry| other.start < ends(entry) && entry.start < ends(other);
        if self.entries.iter().filter(|other| overlaps(other)).count() > 1 {
            return Err(DAMAGED);
        }
        let folded = self.folded(entry).ok_or(DAMAGED)?;
        // Also a stored entry can be larger than its directory says.
        if entry.method == STORED && folded.len() > most {
            return Err(Refusal::Bomb);
        }
        let (bytes, is_complete) = match entry.method {
            STORED => (folded.to_vec(), true),
            DEFLATED => inflate(folded, most)?,
            _ => return Err(DAMAGED),
        };
        self.left.set(left.saturating_sub(bytes.len()));
        let is_whole = is_complete && bytes.len() == entry.unfolded && crc32(&bytes) == entry.checksum;
        Ok(Unfolded { bytes, is_whole })
    }

    /// The bytes of an entry as they stand in the archive, behind its local header.
    fn folded(&self, entry: &Entry) -> Option<&'b [u8]> {
        const LENGTH: usize = 30;
        let header = self.bytes.get(entry.start..)?.get(..LENGTH)?;
        if !header.starts_with(SIGNATURE) {
            return None;
        }
        let names = usize::from(u16_at(header, 26)?) + usize::from(u16_at(header, 28)?);
        let start = entry.start.checked_add(LENGTH + names)?;
        self.bytes.get(start..start.checked_add(entry.folded)?)
    }
}

/// Inflates to so many bytes at most, and says whether the stream came to its end.
fn inflate(folded: &[u8], most: usize) -> Result<(Vec<u8>, bool), Refusal> {
    if folded.is_empty() {
        return Ok((Vec::new(), false));
    }
    match decompress_to_vec_with_limit(folded, most) {
        Ok(bytes) => Ok((bytes, true)),
        Err(error) if error.status == TINFLStatus::HasMoreOutput => Err(Refusal::Bomb),
        Err(error) => {
            // The buffer is longer than what got into it; XML has no zeros.
            let mut bytes = error.output;
            let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
            bytes.truncate(end);
            Ok((bytes, false))
        }
    }
}

/// The entries of the central directory, which the record at the end of the file points to.
fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    let end = end_record(bytes)?;
    let count = usize::from(u16_at(end, 10)?);
    let start = u32_at(end, 16)? as usize;
    let mut rest = bytes.get(start..)?;
    let mut entries = Vec::with_capacity(count.min(rest.len() / DIRECTORY_ENTRY));
    for _ in 0..count {
        let (entry, length) = entry(rest)?;
        entries.push(entry);
        rest = rest.get(length..)?;
    }
    Some(entries)
}

const DIRECTORY_ENTRY: usize = 46;

/// The entry at the start of a piece of the directory, and its length there.
fn entry(bytes: &[u8]) -> Option<(Entry, usize)> {
    if !bytes.starts_with(b"PK\x01\x02") {
        return None;
    }
    let name_end = DIRECTORY_ENTRY + usize::from(u16_at(bytes, 28)?);
    let name = String::from_utf8_lossy(bytes.get(DIRECTORY_ENTRY..name_end)?).replace('\\', "/");
    let length = name_end + usize::from(u16_at(bytes, 30)?) + usize::from(u16_at(bytes, 32)?);
    // Sizes of zip64 are all ones here: far outside of the file, so they are refused like any other nonsense.
    let entry = Entry {
        name,
        is_encrypted: u16_at(bytes, 8)? & 1 != 0,
        method: u16_at(bytes, 10)?,
        checksum: u32_at(bytes, 16)?,
        folded: u32_at(bytes, 20)? as usize,
        unfolded: u32_at(bytes, 24)? as usize,
        start: u32_at(bytes, 42)? as usize,
    };
    Some((entry, length))
}

/// The last record that could be the end of the central directory: a comment of up to 64 KiB may follow it.
fn end_record(bytes: &[u8]) -> Option<&[u8]> {
    const LENGTH: usize = 22;
    const LONGEST_COMMENT: usize = 0xFFFF;
    let tail = bytes.get(bytes.len().saturating_sub(LENGTH + LONGEST_COMMENT)..)?;
    let is_end = |record: &[u8]| {
        record.starts_with(b"PK\x05\x06")
            && u32_at(record, 16)
                .and_then(|start| bytes.get(start as usize..))
                .is_some_and(|directory| directory.starts_with(b"PK\x01\x02"))
    };
    tail.windows(LENGTH).rev().find(|record| is_end(record))
}

/// The checksum of zip. Linear.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut index = 0;
        while index < 256 {
            let mut value = index as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 0 { value >> 1 } else { value >> 1 ^ 0xEDB8_8320 };
                bit += 1;
            }
            #[expect(clippy::indexing_slicing, reason = "computed when compiling")]
            {
                table[index] = value;
            }
            index += 1;
        }
        table
    };
    let step = |crc: u32, &byte: &u8| {
        let index = usize::from(crc as u8 ^ byte);
        crc >> 8 ^ TABLE.get(index).copied().unwrap_or_default()
    };
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn what_is_no_archive_is_damaged() {
        for bytes in [&b""[..], b"PK\x03\x04", &[0; 100], b"PK\x05\x06aaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(Archive::open(bytes).unwrap_err(), DAMAGED);
        }
    }
}
