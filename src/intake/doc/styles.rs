//! The styles, as far as they number paragraphs ([MS-DOC] STSH).

use super::super::bytes::u16_at;
use super::numbering::Numbered;
use super::sprm::Sprms;

/// The place in a list that each style gives its paragraphs, by the number of the style.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Numbered>);

/// A style as it is written down.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    numbered: Numbered,
    /// The style that it is based on.
    base: usize,
}

impl Styles {
    /// Reads the style sheet. Linear.
    pub(super) fn read(sheet: &[u8]) -> Self {
        let styles = read_sheet(sheet).unwrap_or_default();
        let resolve = |style: &Style| {
            /// No style is farther from its root; in a damaged file the roots may form a circle.
            const DEEPEST: usize = 16;
            let bases = std::iter::successors(Some(style), |style| styles.get(style.base)).take(DEEPEST);
            bases.fold(Numbered::default(), |numbered, base| numbered.or(base.numbered))
        };
        Self(styles.iter().map(resolve).collect())
    }

    /// The place in a list that a style gives its paragraphs.
    pub(super) fn numbered(&self, style: u16) -> Numbered {
        self.0.get(usize::from(style)).copied().unwrap_or_default()
    }
}

fn read_sheet(sheet: &[u8]) -> Option<Vec<Style>> {
    let header = usize::from(u16_at(sheet, 0)?);
    let (count, fixed) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
    let mut rest = sheet.get(2 + header..)?;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(rest, 0).map(usize::from) else { break };
        let Some(style) = rest.get(2..2 + length) else { break };
        styles.push(read_style(style, fixed).unwrap_or_default());
        rest = rest.get(2 + length.next_multiple_of(2)..).unwrap_or_default();
    }
    Some(styles)
}

/// A style ([MS-DOC] STD): fixed part, name, then for one of paragraphs their modifiers.
fn read_style(style: &[u8], fixed: usize) -> Option<Style> {
    const PARAGRAPHS: u16 = 1;
    let kind_and_base = u16_at(style, 2)?;
    if kind_and_base & 0xF != PARAGRAPHS {
        return None;
    }
    let name = usize::from(u16_at(style, fixed)?);
    let at = (fixed + 2 + 2 * (name + 1)).next_multiple_of(2);
    let length = usize::from(u16_at(style, at)?);
    // The number of the style stands in front of its modifiers.
    let sprms = Sprms(style.get(at + 4..at + 2 + length).unwrap_or_default());
    let mut numbered = Numbered::default();
    sprms.for_each(|sprm| numbered.apply(sprm));
    Some(Style { numbered, base: usize::from(kind_and_base >> 4) })
}

#[cfg(test)]
mod tests {
    use super::super::sprm::{P_LIST, P_LIST_LEVEL, Sprm};
    use super::*;

    /// A style with a name of one letter, the number of the one that it is based on, and its modifiers.
    fn style(base: u16, sprms: &[u8]) -> Vec<u8> {
        let mut style = vec![0, 0];
        style.extend((base << 4 | 1).to_le_bytes());
        style.extend([0; 6]);
        style.extend([1, 0, b'x', 0, 0, 0]);
        style.extend((sprms.len() as u16 + 2).to_le_bytes());
        style.extend([0, 0]);
        style.extend(sprms);
        [&(style.len() as u16).to_le_bytes()[..], &style, &vec![0; style.len() % 2]].concat()
    }

    #[test]
    fn a_style_numbers_as_the_one_that_it_is_based_on() {
        let none = vec![0, 0];
        let styles = [style(0xFFF, b""), style(0, b"\x0B\x46\x02\x00"), none, style(1, b"\x0A\x26\x01")];
        let sheet = [vec![4, 0, 4, 0, 10, 0], styles.concat()].concat();
        let styles = Styles::read(&sheet);
        let mut expected = Numbered::default();
        assert_eq!(styles.numbered(0), expected);
        expected.apply(Sprm { code: P_LIST, operand: &[2, 0] });
        assert_eq!(styles.numbered(1), expected);
        expected.apply(Sprm { code: P_LIST_LEVEL, operand: &[1] });
        assert_eq!(styles.numbered(3), expected);
        assert_eq!(styles.numbered(4), Numbered::default());
    }

    #[test]
    fn styles_based_on_each_other_are_read() {
        let sheet = [vec![4, 0, 2, 0, 10, 0], style(1, b""), style(0, b"\x0A\x26\x03")].concat();
        assert_eq!(Styles::read(&sheet).numbered(0), Styles::read(&sheet).numbered(1));
    }
}
