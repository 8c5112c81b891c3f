//! What is known of a run of characters, of a paragraph and of a row of a table.

use std::cell::Cell;

use super::super::blocks::MAX_DEPTH;
use super::super::bytes::u16_at;
use super::numbering::Numbered;
use super::pages::Run;
use super::sprm::{self, Sprms};

/// What is known of a run of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Character {
    /// How it was changed under track changes.
    pub(super) change: Option<Change>,
    /// It is hidden.
    pub(super) is_hidden: bool,
    /// It is struck out.
    pub(super) is_struck: bool,
    /// Signs in it stand for the data of a form field.
    pub(super) is_data: bool,
    /// The character of a symbol font that the signs in it stand for.
    pub(super) symbol: Option<char>,
}

/// A change under track changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Taken out, even if it was put in under track changes as well.
    Deleted,
    /// Put in.
    Inserted,
}

impl Character {
    /// What the modifiers of a run say.
    pub(super) fn read(sprms: Sprms) -> Self {
        let mut character = Self::default();
        let (mut is_deleted, mut is_inserted, mut is_special) = (false, false, false);
        for sprm in sprms {
            match sprm.code {
                sprm::C_DELETED => is_deleted = sprm.is_on(),
                sprm::C_INSERTED => is_inserted = sprm.is_on(),
                sprm::C_STRUCK | sprm::C_STRUCK_TWICE => character.is_struck |= sprm.is_on(),
                sprm::C_HIDDEN => character.is_hidden = sprm.is_on(),
                sprm::C_DATA => character.is_data = sprm.is_on(),
                sprm::C_SPECIAL => is_special = sprm.is_on(),
                // A font, then the character.
                sprm::C_SYMBOL => character.symbol = char::from_u32(sprm.u32() >> 16),
                _ => {}
            }
        }
        character.change = match (is_deleted, is_inserted) {
            (true, _) => Some(Change::Deleted),
            (false, true) => Some(Change::Inserted),
            (false, false) => None,
        };
        character.symbol = character.symbol.filter(|_| is_special);
        character
    }

    /// Whether it was deleted under track changes.
    pub(super) fn is_deleted(self) -> bool {
        self.change == Some(Change::Deleted)
    }
}

/// What is known of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// How many tables it is in.
    pub(super) depth: usize,
    /// It ends a cell of a nested table.
    pub(super) ends_cell: bool,
    /// It ends a row.
    pub(super) ends_row: bool,
    /// Its place in a list, as far as it does not follow from its style.
    pub(super) numbered: Numbered,
    /// The cells of the row that it ends.
    pub(super) cells: Vec<Merge>,
}

/// How a cell is joined with others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Merge {
    /// With its neighbours: 0 for none; the first cell of several and those behind it have two different numbers.
    horizontal: u8,
    /// It continues the cell above.
    continues_above: bool,
}

/// What becomes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is a cell.
    Stays,
    /// It is the lower part of one, and empty.
    Empty,
    /// It is the right part of one, and none.
    Gone,
}

/// What becomes of the cells of a row.
///
/// Which number the first of several joined cells has, programs do not agree on ([MS-DOC] TCGRF has the opposite
/// of what Word 97 was said to do), but the first one is first, and those behind it have another number than it.
pub(super) fn fates(cells: &[Merge]) -> impl Iterator<Item = Fate> {
    let mut first = 0;
    cells.iter().map(move |cell| {
        let is_gone = first != 0 && cell.horizontal != 0 && cell.horizontal != first;
        if !is_gone {
            first = cell.horizontal;
        }
        match (is_gone, cell.continues_above) {
            (true, _) => Fate::Gone,
            (false, true) => Fate::Empty,
            (false, false) => Fate::Stays,
        }
    })
}

/// Reads the properties of paragraphs, some of which are in the data stream.
#[derive(Debug)]
pub(super) struct Paragraphs<'d> {
    /// The stream `Data`.
    data: &'d [u8],
    /// How many bytes of it may still be read. Each is read once, but a malicious file has every paragraph point at
    /// the same ones.
    budget: Cell<usize>,
}

impl<'d> Paragraphs<'d> {
    /// With the stream `Data`.
    pub(super) fn new(data: &'d [u8]) -> Self {
        /// Rows of the same table may share their modifiers.
        const TIMES: usize = 32;
        Self { data, budget: Cell::new(data.len().saturating_mul(TIMES)) }
    }

    /// What a run says of its paragraph.
    pub(super) fn read(&self, run: &Run) -> Paragraph {
        let mut paragraph = Paragraph::default();
        let mut is_in_table = false;
        for sprm in run.sprms.clone() {
            if sprm::P_ELSEWHERE.contains(&sprm.code) || sprm.code == sprm::P_TABLE_ELSEWHERE {
                let elsewhere = self.elsewhere(sprm.u32());
                elsewhere.for_each(|sprm| apply(&mut paragraph, &mut is_in_table, sprm));
            } else {
                apply(&mut paragraph, &mut is_in_table, sprm);
            }
        }
        // The depth is of Word 2000; before it there was only one.
        paragraph.depth = if is_in_table { paragraph.depth.clamp(1, MAX_DEPTH) } else { 0 };
        paragraph
    }

    /// Modifiers in the data stream ([MS-DOC] PrcData).
    fn elsewhere(&self, offset: u32) -> Sprms<'d> {
        let find = || {
            let data = self.data.get(offset as usize..)?;
            let length = usize::from(u16_at(data, 0)?);
            self.budget.set(self.budget.get().checked_sub(length)?);
            data.get(2..2 + length)
        };
        Sprms(find().unwrap_or_default())
    }
}

fn apply(paragraph: &mut Paragraph, is_in_table: &mut bool, sprm: sprm::Sprm) {
    match sprm.code {
        sprm::P_IN_TABLE => *is_in_table = sprm.is_on(),
        sprm::P_DEPTH => paragraph.depth = sprm.u32() as usize,
        sprm::P_DEPTH_CHANGE => {
            paragraph.depth = paragraph.depth.saturating_add_signed(sprm.u32().cast_signed() as isize);
        }
        sprm::P_ROW_END | sprm::P_INNER_ROW_END => paragraph.ends_row |= sprm.is_on(),
        sprm::P_INNER_CELL => paragraph.ends_cell = sprm.is_on(),
        sprm::T_DEFINITION => paragraph.cells = row(sprm.operand),
        sprm::T_MERGE | sprm::T_SPLIT | sprm::T_VERTICAL_MERGE => merge(&mut paragraph.cells, sprm),
        _ => paragraph.numbered.apply(sprm),
    }
}

/// The cells of a row ([MS-DOC] TDefTableOperand): their number, their edges, and what is special about each.
fn row(operand: &[u8]) -> Vec<Merge> {
    const CELL: usize = 20;
    let Some((&count, rest)) = operand.split_first() else { return Vec::new() };
    let cells = rest.get(2 * (usize::from(count) + 1)..).unwrap_or_default();
    let cells = cells.chunks(CELL).take(count.into()).map(|cell| {
        let flags = u16_at(cell, 0).unwrap_or_default();
        Merge { horizontal: (flags & 3) as u8, continues_above: flags >> 5 & 3 == 1 }
    });
    // Cells of which nothing special is said may be left out at the end.
    cells.chain(std::iter::repeat(Merge::default())).take(count.into()).collect()
}

/// Changes to the cells of a row ([MS-DOC] 2.6.3): a range of cells, or one cell and how it is joined.
fn merge(cells: &mut [Merge], sprm: sprm::Sprm) {
    let (first, second) = (usize::from(sprm.u8()), sprm.u16() >> 8);
    if sprm.code == sprm::T_VERTICAL_MERGE {
        if let Some(cell) = cells.get_mut(first) {
            cell.continues_above = second == 1;
        }
        return;
    }
    let last = cells.len().min(second.into());
    for (index, cell) in cells.get_mut(first..last).into_iter().flatten().enumerate() {
        cell.horizontal = match (sprm.code, index) {
            (sprm::T_SPLIT, _) => 0,
            (_, 0) => 1,
            _ => 2,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_cells_are_told_in_either_reading_of_their_numbers() {
        use Fate::{Empty, Gone, Stays};
        let fates = |numbers: &[u8]| {
            let cells: Vec<_> =
                numbers.iter().map(|&horizontal| Merge { horizontal, continues_above: false }).collect();
            super::fates(&cells).collect::<Vec<_>>()
        };
        assert_eq!(fates(&[0, 1, 2, 2, 1, 2, 0]), [Stays, Stays, Gone, Gone, Stays, Gone, Stays]);
        assert_eq!(fates(&[2, 1, 1, 0, 3, 1]), [Stays, Gone, Gone, Stays, Stays, Gone]);
        let below = Merge { horizontal: 0, continues_above: true };
        assert_eq!(super::fates(&[below, Merge::default()]).collect::<Vec<_>>(), [Empty, Stays]);
    }

    #[test]
    fn a_row_says_which_cells_continue_those_above() {
        let mut operand = vec![3, 0, 0, 1, 0, 2, 0, 3, 0];
        for flags in [0x60_u8, 0x20] {
            operand.extend([flags, 0]);
            operand.extend([0; 18]);
        }
        let below: Vec<_> = row(&operand).iter().map(|cell| cell.continues_above).collect();
        assert_eq!(below, [false, true, false]);
    }
}
