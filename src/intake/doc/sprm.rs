//! Single property modifiers: how Word writes down what differs from the default ([MS-DOC] 2.2.5, 2.6).

use super::super::bytes::{u16_at, u32_at};

/// Deleted under track changes ([MS-DOC] 2.6.1, as all of the C family).
pub(super) const C_DELETED: u16 = 0x0800;
/// Inserted under track changes.
pub(super) const C_INSERTED: u16 = 0x0801;
/// The character stands for the data of a form field.
pub(super) const C_DATA: u16 = 0x0806;
/// Struck out, by one line and by two.
pub(super) const C_STRUCK: u16 = 0x0837;
pub(super) const C_STRUCK_TWICE: u16 = 0x2A53;
/// Hidden.
pub(super) const C_HIDDEN: u16 = 0x083C;
/// The character is not itself, but a sign for something.
pub(super) const C_SPECIAL: u16 = 0x0855;
/// The character of a symbol font that a sign stands for.
pub(super) const C_SYMBOL: u16 = 0x6A09;
/// The paragraph is in a table ([MS-DOC] 2.6.2, as all of the P family).
pub(super) const P_IN_TABLE: u16 = 0x2416;
/// The paragraph ends a row of an outer table.
pub(super) const P_ROW_END: u16 = 0x2417;
/// The paragraph ends a cell of a nested table.
pub(super) const P_INNER_CELL: u16 = 0x244B;
/// The paragraph ends a row of a nested table.
pub(super) const P_INNER_ROW_END: u16 = 0x244C;
/// Level in a list.
pub(super) const P_LIST_LEVEL: u16 = 0x260A;
/// Which list, by the number of its override.
pub(super) const P_LIST: u16 = 0x460B;
/// Depth of tables.
pub(super) const P_DEPTH: u16 = 0x6649;
/// Change of the depth of tables.
pub(super) const P_DEPTH_CHANGE: u16 = 0x664A;
/// Modifiers too long for their page, in the data stream; of Word 97, and of later ones.
pub(super) const P_ELSEWHERE: [u16; 2] = [0x6645, 0x6646];
/// Modifiers of a table, in the data stream.
pub(super) const P_TABLE_ELSEWHERE: u16 = 0x646B;
/// The cells of a row ([MS-DOC] 2.6.3, as all of the T family).
pub(super) const T_DEFINITION: u16 = 0xD608;
/// Cells of a row become one.
pub(super) const T_MERGE: u16 = 0x5624;
/// Cells of a row become separate.
pub(super) const T_SPLIT: u16 = 0x5625;
/// A cell of a row is joined with the one above, or not.
pub(super) const T_VERTICAL_MERGE: u16 = 0xD62B;
/// Tabulators, the one modifier of paragraphs with a length of its own kind.
const P_TABS: u16 = 0xC615;

/// A modifier and its operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sprm<'d> {
    /// Which property.
    pub(super) code: u16,
    /// To what; without its length, where it has one.
    pub(super) operand: &'d [u8],
}

impl Sprm<'_> {
    /// The operand of one byte as a switch: 0 and 1, or as in the style (0x80) and the opposite (0x81). Styles leave
    /// the switches that are read here off.
    pub(super) fn is_on(self) -> bool {
        matches!(self.operand, [1 | 0x81, ..])
    }

    /// The first byte of the operand.
    pub(super) fn u8(self) -> u8 {
        self.operand.first().copied().unwrap_or_default()
    }

    /// The first two bytes of the operand.
    pub(super) fn u16(self) -> u16 {
        u16_at(self.operand, 0).unwrap_or_default()
    }

    /// The first four bytes of the operand.
    pub(super) fn u32(self) -> u32 {
        u32_at(self.operand, 0).unwrap_or_default()
    }
}

/// The modifiers of a list of them, in order; it ends where the next one is not whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Sprms<'d>(pub(super) &'d [u8]);

impl<'d> Iterator for Sprms<'d> {
    type Item = Sprm<'d>;

    fn next(&mut self) -> Option<Sprm<'d>> {
        let code = u16_at(self.0, 0)?;
        let rest = self.0.get(2..)?;
        let byte = |at: usize| rest.get(at).map(|&byte| usize::from(byte));
        // The upper three bits say how long the operand is ([MS-DOC] 2.2.5.1).
        let (skipped, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == T_DEFINITION => (2, usize::from(u16_at(rest, 0)?).checked_sub(1)?),
            // [MS-DOC] PChgTabsOperand: a length of 255 means that the numbers of tabulators tell it.
            _ if code == P_TABS && byte(0) == Some(255) => {
                let deleted = byte(1)?;
                (1, 2 + 4 * deleted + 3 * byte(2 + 4 * deleted)?)
            }
            _ => (1, byte(0)?),
        };
        let operand = rest.get(skipped..skipped + length)?;
        self.0 = rest.get(skipped + length..)?;
        Some(Sprm { code, operand })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_operand_has_its_length() {
        let list = b"\x16\x24\x01\x0B\x46\x02\x00\x49\x66\x01\0\0\0\x08\xD6\x03\0\x01\x02\x2B\xD6\x02\x00\x03\x15\xC6\xFF\x01abcd\x01xyz";
        let found: Vec<_> = Sprms(list).map(|sprm| (sprm.code, sprm.operand)).collect();
        let expected: [(u16, &[u8]); 6] = [
            (P_IN_TABLE, b"\x01"),
            (P_LIST, b"\x02\0"),
            (P_DEPTH, b"\x01\0\0\0"),
            (T_DEFINITION, b"\x01\x02"),
            (T_VERTICAL_MERGE, b"\0\x03"),
            (P_TABS, b"\x01abcd\x01xyz"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_list_ends_where_a_modifier_is_not_whole() {
        assert_eq!(Sprms(b"\x16\x24\x01\x0B\x46\x02").count(), 1);
        assert_eq!(Sprms(b"\x08\xD6\0\0").count(), 0);
    }
}
