//! Paragraphs, cells and rows, one behind the other and each with its depth, to nested tables.

use super::super::blocks::{Block, Cell, MAX_DEPTH, Table};
use super::properties::{Fate, Merge, fates};

/// Builds the blocks of a story.
#[derive(Debug, Default)]
pub(super) struct Tables {
    blocks: Vec<Block>,
    /// The tables that are open, from outside to inside.
    open: Vec<Open>,
}

/// A table that is not finished.
#[derive(Debug, Default)]
struct Open {
    table: Table,
    row: Vec<Cell>,
    cell: Cell,
}

impl Tables {
    /// Closes tables that are deeper than so many, and opens those that are missing.
    fn go_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(mut open) = self.open.pop() else { return };
            // A row without an end is one where the file is damaged.
            if !open.cell.is_empty() {
                open.row.push(open.cell);
            }
            if !open.row.is_empty() {
                open.table.rows.push(open.row);
            }
            self.add(Block::Table(open.table));
        }
        while self.open.len() < depth.min(MAX_DEPTH) {
            self.open.push(Open::default());
        }
    }

    fn add(&mut self, block: Block) {
        self.open.last_mut().map_or(&mut self.blocks, |open| &mut open.cell).push(block);
    }

    /// Adds a paragraph in so many tables. Nothing comes of an empty one.
    pub(super) fn paragraph(&mut self, depth: usize, text: String) {
        self.go_to(depth);
        if !text.is_empty() {
            self.add(Block::Paragraph(text));
        }
    }

    /// Ends a cell with its last paragraph.
    pub(super) fn end_cell(&mut self, depth: usize, text: String) {
        self.paragraph(depth, text);
        if let Some(open) = self.open.last_mut() {
            // Most cells hold one paragraph, for which room for four would be kept.
            open.cell.shrink_to_fit();
            open.row.push(std::mem::take(&mut open.cell));
        }
    }

    /// Ends a row. Of a row that is deleted nothing stays but what text there still is.
    pub(super) fn end_row(&mut self, depth: usize, cells: &[Merge], is_deleted: bool) {
        self.go_to(depth);
        let Some(open) = self.open.last_mut() else { return };
        let mut row = std::mem::take(&mut open.row);
        let last = std::mem::take(&mut open.cell);
        if !last.is_empty() {
            row.push(last);
        }
        let fates = fates(cells).chain(std::iter::repeat(Fate::Stays));
        let row: Vec<Cell> = row
            .into_iter()
            .zip(fates)
            .filter_map(|(cell, fate)| match fate {
                Fate::Stays => Some(cell),
                Fate::Empty => Some(Cell::new()),
                Fate::Gone => None,
            })
            .collect();
        if !(is_deleted && row.iter().all(Vec::is_empty)) {
            open.table.rows.push(row);
        }
    }

    /// How many cells the row has that is being built, at the outermost table.
    pub(super) fn width(&self) -> usize {
        self.open.first().map_or(0, |open| open.row.len())
    }

    /// How many cells the row before it has.
    pub(super) fn width_above(&self) -> Option<usize> {
        self.open.first().and_then(|open| open.table.rows.last()).map(Vec::len)
    }

    /// All that was built.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.go_to(0);
        self.blocks
    }
}
