//! The pieces of the text: which characters are where in the stream `WordDocument` ([MS-DOC] PlcPcd, Pcd).

use std::ops::Range;

use super::super::bytes::{u16_at, u32_at};
use super::pages::last_not_after;

/// Text of one kind in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The place of its first character in the text.
    pub(super) start: u32,
    /// The place behind its last character.
    pub(super) end: u32,
    /// Offset of its first character in the stream.
    pub(super) offset: u32,
    /// Bytes of a character: one, in the code page of Western Windows, or two, in UTF-16.
    pub(super) width: u32,
}

/// The piece table ([MS-DOC] PlcPcd).
#[derive(Clone, Copy, Debug)]
pub(super) struct Pieces<'t> {
    /// A place in the text for every piece and one more, then the pieces.
    bytes: &'t [u8],
    count: usize,
}

impl<'t> Pieces<'t> {
    /// Finds the piece table in a Clx ([MS-DOC] Clx), behind whatever property modifiers there are.
    pub(super) fn read(clx: &'t [u8]) -> Option<Self> {
        let mut rest = clx;
        loop {
            match rest.first()? {
                0x01 => rest = rest.get(3 + usize::from(u16_at(rest, 1)?)..)?,
                0x02 => {
                    let length = u32_at(rest, 1)? as usize;
                    let bytes = rest.get(5..)?;
                    let bytes = bytes.get(..length).unwrap_or(bytes);
                    let count = bytes.len().saturating_sub(4) / 12;
                    return (count > 0).then_some(Self { bytes, count });
                }
                _ => return None,
            }
        }
    }

    fn get(&self, index: usize) -> Option<Piece> {
        let place = |index: usize| u32_at(self.bytes, 4 * index);
        let descriptor = 4 * (self.count + 1) + 8 * index;
        let offset = u32_at(self.bytes, descriptor + 2)?;
        let (start, end) = (place(index)?, place(index + 1)?);
        // [MS-DOC] FcCompressed: a bit says whether characters are bytes, and then the offset is twice as large.
        let is_narrow = offset & 0x4000_0000 != 0;
        let offset = offset & 0x3FFF_FFFF;
        let (offset, width) = if is_narrow { (offset / 2, 1) } else { (offset, 2) };
        Some(Piece { start, end, offset, width })
    }

    /// The pieces, or parts of them, that a range of the text is made of. Logarithmic in the number of all pieces,
    /// linear in that of those in the range.
    pub(super) fn within(self, range: Range<u32>) -> impl Iterator<Item = Piece> {
        let first = last_not_after(self.bytes, self.count, range.start).unwrap_or_default();
        let pieces = (first..self.count).map_while(move |index| self.get(index));
        let pieces = pieces.take_while(move |piece| piece.start <= piece.end && piece.start < range.end);
        pieces.filter_map(move |piece| {
            let (start, end) = (piece.start.max(range.start), piece.end.min(range.end));
            let skipped = (start - piece.start).checked_mul(piece.width)?;
            let offset = piece.offset.checked_add(skipped)?;
            (start < end).then_some(Piece { start, end, offset, ..piece })
        })
    }

    /// The place behind the last character of all.
    pub(super) fn end(&self) -> u32 {
        u32_at(self.bytes, 4 * self.count).unwrap_or_default()
    }
}

/// The character of a byte in a piece of bytes ([MS-DOC] FcCompressed; where that says nothing, Windows-1252).
pub(super) fn western(byte: u8) -> u16 {
    const FROM_80: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ];
    let special = usize::from(byte).checked_sub(0x80).and_then(|index| FROM_80.get(index));
    special.copied().unwrap_or(u16::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_its_parts_of_the_pieces() {
        let mut clx = vec![1, 1, 0, 9, 2, 28, 0, 0, 0];
        clx.extend([0_u32, 4, 10].map(u32::to_le_bytes).concat());
        for offset in [100_u32, 0x258 | 0x4000_0000] {
            clx.extend([&[0, 0][..], &offset.to_le_bytes(), &[0, 0]].concat());
        }
        let pieces = Pieces::read(&clx).unwrap();
        let found: Vec<_> = pieces.within(3..6).collect();
        let first = Piece { start: 3, end: 4, offset: 106, width: 2 };
        assert_eq!(found, [first, Piece { start: 4, end: 6, offset: 300, width: 1 }]);
        assert_eq!((pieces.within(10..20).count(), pieces.end()), (0, 10));
    }

    #[test]
    fn a_table_without_pieces_is_none() {
        for clx in [&b""[..], b"\x02\x04\0\0\0\0\0\0\0", b"\x01\xFF\xFF", b"\x03"] {
            assert!(Pieces::read(clx).is_none());
        }
    }
}
