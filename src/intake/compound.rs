//! The compound file, in which the old Office formats keep their streams: a file system in a file ([MS-CFB]).
//!
//! Only reading, and only the streams at its root: an embedded document has streams of the same names further down.
//! Whatever the tables of a damaged file say, a chain ends with the file, so that all work is linear in its size.

use std::borrow::Cow;

use super::bytes::{u16_at, u32_at};

/// How every compound file begins ([MS-CFB] 2.2).
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Bytes of a sector of the mini stream, which holds the short streams.
const MINI_SECTOR: usize = 64;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;
/// The largest number of a sector; greater ones end a chain or mark a sector.
const MAX_SECTOR: u32 = 0xFFFF_FFFA;
/// What stands for no entry of the directory.
const NO_ENTRY: u32 = 0xFFFF_FFFF;

/// A compound file.
#[derive(Debug)]
pub(super) struct Compound<'f> {
    sectors: Sectors<'f>,
    /// For every sector the one behind it in its chain ([MS-CFB] 2.3).
    fat: Vec<u32>,
    /// The same for the sectors of the mini stream ([MS-CFB] 2.4).
    mini_fat: Vec<u32>,
    /// The stream of the short streams ([MS-CFB] 2.6.2).
    mini: Cow<'f, [u8]>,
    /// Streams shorter than this are in the mini stream.
    cutoff: usize,
    /// The streams at the root.
    streams: Vec<Entry>,
}

/// What is in a stream.
#[derive(Debug)]
pub(super) struct Stream<'f> {
    /// Its bytes, as far as they are there.
    pub(super) bytes: Cow<'f, [u8]>,
    /// Whether bytes at its end are missing.
    pub(super) is_cut: bool,
}

/// An entry of the directory ([MS-CFB] 2.6.1).
#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'f> Compound<'f> {
    /// Opens a compound file; none where there is no header or no directory. Linear.
    pub(super) fn open(file: &'f [u8]) -> Option<Self> {
        if !file.starts_with(SIGNATURE) {
            return None;
        }
        let size = match u16_at(file, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let sectors = Sectors { bytes: file.get(size..)?, size };
        let fat = sectors.fat(file);
        let directory = sectors.chain(u32_at(file, 48)?, &fat, usize::MAX).bytes;
        let is_v3 = size == 512;
        let (root, streams) = root_streams(&directory, is_v3)?;
        let mini = sectors.chain(root.start, &fat, root.size).bytes;
        let mini_fat = numbers(&sectors.chain(u32_at(file, 60)?, &fat, usize::MAX).bytes);
        Some(Self { sectors, mini_fat, mini, cutoff: u32_at(file, 56)? as usize, streams, fat })
    }

    /// Whether a stream of this name, or a storage, is at the root.
    pub(super) fn has(&self, name: &str) -> bool {
        self.streams.iter().any(|entry| entry.name == name)
    }

    /// The stream of this name at the root. Linear in its size.
    pub(super) fn stream(&self, name: &str) -> Option<Stream<'_>> {
        let entry = self.streams.iter().find(|entry| entry.name == name)?;
        Some(if entry.size < self.cutoff {
            let mini = Sectors { bytes: &self.mini, size: MINI_SECTOR };
            mini.chain(entry.start, &self.mini_fat, entry.size)
        } else {
            self.sectors.chain(entry.start, &self.fat, entry.size)
        })
    }
}

/// Bytes in sectors of one size.
#[derive(Clone, Copy, Debug)]
struct Sectors<'f> {
    bytes: &'f [u8],
    size: usize,
}

impl<'f> Sectors<'f> {
    /// A sector; the last one of a file may be short.
    fn get(self, sector: u32) -> Option<&'f [u8]> {
        let start = (sector as usize).checked_mul(self.size)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        rest.get(..self.size).or(Some(rest))
    }

    /// The table of what follows what, from the sectors that the header and its continuation list
    /// ([MS-CFB] 2.2, 2.5).
    fn fat(self, header: &[u8]) -> Vec<u32> {
        const IN_HEADER: usize = 109;
        let count = self.bytes.len().div_ceil(self.size);
        let mut listed: Vec<u32> = numbers(header.get(76..76 + IN_HEADER * 4).unwrap_or_default());
        let mut next = u32_at(header, 68);
        // A continuation may name itself as the next one; no table needs more sectors than there are.
        while let Some(sector) = next.and_then(|next| self.get(next))
            && listed.len() <= count
        {
            let mut numbers = numbers(sector);
            next = numbers.pop();
            listed.extend(numbers);
        }
        let mut fat = Vec::new();
        for sector in listed.into_iter().filter(|&sector| sector <= MAX_SECTOR) {
            if fat.len() >= count {
                break;
            }
            // A sector that is not there keeps its place, so that those behind it are at theirs.
            match self.get(sector) {
                Some(bytes) => fat.extend(numbers(bytes)),
                None => fat.resize(fat.len() + self.size / 4, u32::MAX),
            }
        }
        fat
    }

    /// The bytes of a chain, at most `size`; borrowed where they are in one piece.
    fn chain(self, start: u32, fat: &[u32], size: usize) -> Stream<'f> {
        let mut sectors = Vec::new();
        let mut next = Some(start);
        while let Some(sector) = next.filter(|&sector| sector <= MAX_SECTOR)
            && sectors.len() < size.div_ceil(self.size).min(fat.len())
        {
            sectors.push(sector);
            next = fat.get(sector as usize).copied();
        }
        let first = (start as usize).saturating_mul(self.size);
        let bytes = if sectors.iter().zip(start..).all(|(&sector, expected)| sector == expected) {
            let rest = self.bytes.get(first..).unwrap_or_default();
            let length = size.min(sectors.len() * self.size).min(rest.len());
            Cow::Borrowed(rest.get(..length).unwrap_or_default())
        } else {
            let mut bytes = Vec::with_capacity(sectors.len() * self.size);
            sectors
                .iter()
                .map_while(|&sector| self.get(sector))
                .for_each(|part| bytes.extend_from_slice(part));
            bytes.truncate(size);
            Cow::Owned(bytes)
        };
        Stream { is_cut: bytes.len() < size, bytes }
    }
}

/// The root of a directory, and what is right below it: the tree of its children by their siblings
/// ([MS-CFB] 2.6.4).
fn root_streams(directory: &[u8], is_v3: bool) -> Option<(Entry, Vec<Entry>)> {
    let (entries, _) = directory.as_chunks::<ENTRY>();
    let root = entries.first()?;
    let mut streams = Vec::new();
    let mut seen = vec![false; entries.len()];
    let mut open = vec![u32_at(root, 76)?];
    while let Some(id) = open.pop() {
        let (Some(entry), Some(seen)) = (entries.get(id as usize), seen.get_mut(id as usize)) else {
            continue;
        };
        if id == NO_ENTRY || std::mem::replace(seen, true) {
            continue;
        }
        streams.extend(read_entry(entry, is_v3));
        open.extend([u32_at(entry, 68), u32_at(entry, 72)].into_iter().flatten());
    }
    Some((read_entry(root, is_v3)?, streams))
}

/// An entry of the directory; the upper half of a size means nothing in version 3.
fn read_entry(entry: &[u8], is_v3: bool) -> Option<Entry> {
    let length = usize::from(u16_at(entry, 64)?).saturating_sub(2).min(62);
    let (name, _) = entry.get(..length)?.as_chunks::<2>();
    let name = char::decode_utf16(name.iter().map(|&unit| u16::from_le_bytes(unit)));
    let name = name.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let (low, high) = (u32_at(entry, 120)?, u32_at(entry, 124)?);
    let size = if is_v3 || high == 0 { low as usize } else { usize::MAX };
    Some(Entry { name, start: u32_at(entry, 116)?, size })
}

/// Bytes as numbers of four bytes each.
fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|&number| u32::from_le_bytes(number)).collect()
}

#[cfg(test)]
#[path = "../../tests/support/compound.rs"]
mod support;

#[cfg(test)]
mod tests {
    use super::support::{Layout, PLAIN, compound};
    use super::*;

    /// Where the numbers of sectors begin in the file that a test has built: its last whole sector.
    fn fat_at(file: &[u8]) -> usize {
        file.len() - 512
    }

    #[test]
    fn short_and_long_streams_are_read_in_both_versions() {
        let long: Vec<u8> = (0..20_000_u32).map(|n| n as u8).collect();
        let streams: [(&str, &[u8]); 4] =
            [("短", b"abc"), ("Long", &long), ("Empty", b""), ("Mini", &long[..700])];
        for sector in [512, 4096] {
            for is_scattered in [false, true] {
                let file = compound(&streams, Layout { sector, is_scattered });
                let file = Compound::open(&file).unwrap();
                for (name, bytes) in streams {
                    let stream = file.stream(name).unwrap();
                    assert_eq!(
                        (&stream.bytes[..], stream.is_cut),
                        (bytes, false),
                        "{name} {sector} {is_scattered}"
                    );
                }
                assert!(file.has("Empty") && !file.has("empty") && file.stream("Root Entry").is_none());
            }
        }
    }

    #[test]
    fn a_stream_in_one_piece_is_not_copied() {
        let file = compound(&[("Long", &[7; 9000])], PLAIN);
        let file = Compound::open(&file).unwrap();
        assert!(matches!(file.stream("Long").unwrap().bytes, Cow::Borrowed(_)));
    }

    #[test]
    fn a_chain_in_a_circle_or_out_of_the_file_ends() {
        let plain = compound(&[("Long", &[7; 9000])], PLAIN);
        for (target, length) in [(0_u32, 9000), (5000, 512), (0xFFFF_FFFE, 512)] {
            let mut file = plain.clone();
            let at = fat_at(&file);
            file[at..at + 4].copy_from_slice(&target.to_le_bytes());
            let file = Compound::open(&file).unwrap();
            let stream = file.stream("Long").unwrap();
            assert_eq!((stream.bytes.len(), stream.is_cut), (length, length < 9000), "{target}");
        }
    }

    #[test]
    fn siblings_in_a_circle_are_read_once() {
        let mut file = compound(&[("A", b"1"), ("B", b"2")], PLAIN);
        let at = file.windows(4).position(|window| window == b"B\0\0\0").unwrap();
        file[at + 68..at + 72].copy_from_slice(&1_u32.to_le_bytes());
        assert_eq!(Compound::open(&file).unwrap().streams.len(), 2);
    }

    #[test]
    fn what_is_no_compound_file_is_none() {
        assert!(Compound::open(SIGNATURE).is_none());
        assert!(Compound::open(&[0; 4096]).is_none());
        assert!(Compound::open(&[SIGNATURE, &[0xFF; 4096]].concat()).is_none());
    }
}
