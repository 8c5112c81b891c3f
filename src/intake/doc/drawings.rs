//! Drawn objects that float over the text: which of them are pictures ([MS-DOC] OfficeArtContent,
//! [MS-ODRAW] OfficeArtFSP).

use std::ops::RangeInclusive;

use super::super::bytes::{u16_at, u32_at};

/// Bytes in front of every record.
const HEADER: usize = 8;

/// How many pictures and embedded objects are among the drawn objects of the text, and not of its headers; none where
/// that cannot be told. Text boxes, lines and arrows are no pictures. Linear.
pub(super) fn pictures(content: &[u8]) -> Option<usize> {
    const OF_TEXT: u8 = 0;
    let mut rest = content.get(record_length(content)?..)?;
    let mut count = 0;
    while let Some((&owner, drawing)) = rest.split_first() {
        let length = record_length(drawing)?;
        if owner == OF_TEXT {
            count += pictures_in(drawing.get(..length)?);
        }
        rest = drawing.get(length..)?;
    }
    Some(count)
}

fn record_length(record: &[u8]) -> Option<usize> {
    HEADER.checked_add(u32_at(record, 4)? as usize)
}

/// The pictures among records: groups are gone into, all else is passed over.
fn pictures_in(mut records: &[u8]) -> usize {
    /// A record that says what a shape is; which one, is in the upper bits of its first number.
    const SHAPE: u16 = 0xF00A;
    /// Picture frames, and the kinds of WordArt: letters that are drawn ([MS-ODRAW] MSOSPT).
    const PICTURES: [RangeInclusive<u16>; 3] = [75..=75, 24..=31, 136..=175];
    const DELETED: u32 = 0x08;
    const EMBEDDED_OBJECT: u32 = 0x10;
    let mut count = 0;
    while let (Some(kind), Some(code)) = (u16_at(records, 0), u16_at(records, 2)) {
        if code == SHAPE {
            let flags = u32_at(records, HEADER + 4).unwrap_or_default();
            let is_picture =
                PICTURES.iter().any(|kinds| kinds.contains(&(kind >> 4))) || flags & EMBEDDED_OBJECT != 0;
            count += usize::from(is_picture && flags & DELETED == 0);
        }
        let is_group = kind & 0xF == 0xF;
        let length = if is_group { Some(HEADER) } else { record_length(records) };
        records = length.and_then(|length| records.get(length..)).unwrap_or_default();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record: its version and instance, its code, what is in it.
    fn record(kind: u16, code: u16, content: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &code.to_le_bytes(), &(content.len() as u32).to_le_bytes(), content]
            .concat()
    }

    fn shape(kind: u16, flags: u8) -> Vec<u8> {
        let shape = record(kind << 4 | 2, 0xF00A, &[1, 4, 0, 0, flags, 0x0A, 0, 0]);
        record(0xF, 0xF004, &[shape, record(3, 0xF00B, &[0; 6])].concat())
    }

    #[test]
    fn pictures_are_told_from_text_boxes_and_lines() {
        let shapes =
            [shape(75, 0), shape(202, 0), shape(20, 0), shape(136, 0), shape(75, 8), shape(201, 0x10)];
        let group = record(0xF, 0xF003, &shapes.concat());
        let of_headers = [&[1][..], &record(0xF, 0xF002, &shape(75, 0))].concat();
        let of_text = [&[0][..], &record(0xF, 0xF002, &group)].concat();
        let content = [record(0xF, 0xF000, &[9; 20]), of_headers, of_text].concat();
        assert_eq!(pictures(&content), Some(3));
        assert_eq!(pictures(&content[..content.len() - 1]), None);
        assert_eq!(pictures(&[]), None);
    }
}
