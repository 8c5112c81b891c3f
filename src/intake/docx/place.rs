//! Where the blocks of a document go while it is read: the open paragraph and the open table of a place.

use crate::fold::is_blank;
use crate::intake::blocks::{Block, Cell, Table};

/// A place that has paragraphs and tables of its own: the document, a cell, a text box, a note.
#[derive(Default)]
pub(super) struct Place {
    /// What is finished.
    pub(super) blocks: Vec<Block>,
    /// The open paragraph, or what is left of one.
    pub(super) paragraph: Paragraph,
    /// The open table.
    pub(super) table: Option<OpenTable>,
    /// What the place says about itself where it is a cell.
    pub(super) cell: CellProperties,
    /// The open fields.
    pub(super) fields: Fields,
    /// How many drawings are open around what is being read.
    pub(super) drawings: usize,
    /// Whether there was a picture in them.
    pub(super) has_picture: bool,
}

/// The open paragraph.
#[derive(Default)]
pub(super) struct Paragraph {
    /// Its text.
    pub(super) text: String,
    /// What stands in text boxes that are anchored in it.
    pub(super) anchored: Vec<Block>,
    /// The list that numbers it.
    pub(super) list: Option<u32>,
    /// The level in the list.
    pub(super) level: usize,
    /// Whether its text is hidden where a run does not say otherwise.
    pub(super) is_hidden: bool,
    /// Whether the text of the run is hidden.
    pub(super) is_run_hidden: bool,
    /// Whether its mark is deleted or hidden, so that the next paragraph goes on in the same line.
    pub(super) is_joined: bool,
}

/// The open complex fields: of each, whether its instruction is being read and not yet its result.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<bool>,
    instructions: usize,
}

impl Fields {
    /// Takes a sign that begins, parts or ends a field.
    pub(super) fn sign(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.open.push(true);
                self.instructions += 1;
            }
            "separate" => {
                if let Some(is_instruction) = self.open.last_mut() {
                    self.instructions -= usize::from(std::mem::take(is_instruction));
                }
            }
            "end" => self.instructions -= usize::from(self.open.pop().unwrap_or_default()),
            _ => {}
        }
    }

    /// Whether text is part of an instruction.
    pub(super) const fn is_instruction(&self) -> bool {
        self.instructions > 0
    }

    /// Ends the instructions with their paragraph: one that lost its end must not swallow the rest of the document.
    pub(super) fn end_paragraph(&mut self) {
        if self.is_instruction() {
            *self = Self::default();
        }
    }
}

/// An open table.
#[derive(Default)]
pub(super) struct OpenTable {
    rows: Vec<Vec<Cell>>,
    /// The columns of the grid in which the row above has a cell that may go on in the next, in order.
    merged: Vec<u32>,
    /// The open row.
    pub(super) row: Option<OpenRow>,
}

/// An open row.
#[derive(Default)]
pub(super) struct OpenRow {
    cells: Vec<Cell>,
    column: u32,
    merged: Vec<u32>,
    /// Columns of the grid that are left out behind the row.
    pub(super) after: u32,
    /// Whether a change deletes it.
    pub(super) is_deleted: bool,
}

/// What a cell says about itself.
#[derive(Clone, Copy, Default)]
pub(super) struct CellProperties {
    /// How many columns of the grid it covers.
    pub(super) span: u32,
    /// Whether it is merged with the cell above it.
    pub(super) down: Merge,
    /// Whether it is merged with the cell to its left.
    pub(super) across: Merge,
    /// Whether a change deletes it.
    pub(super) is_deleted: bool,
}

/// Whether a cell is merged with its neighbours.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Merge {
    /// It stands alone.
    #[default]
    No,
    /// It is the first of the merged cells.
    Restart,
    /// It continues the one before it.
    Continue,
}

impl OpenRow {
    /// The most columns that Word allows.
    const MOST: u32 = 63;

    /// Leaves out columns of the grid before the next cell.
    pub(super) fn leave_out(&mut self, columns: u32) {
        let columns = columns.min(Self::MOST);
        self.column = self.column.saturating_add(columns);
        self.cells.extend((0..columns).map(|_| Cell::new()));
    }
}

impl OpenTable {
    /// Adds a cell to the open row. The text of a cell that continues another is shown nowhere.
    pub(super) fn push(&mut self, properties: CellProperties, blocks: Cell) {
        let Some(row) = &mut self.row else { return };
        let column = row.column;
        row.column = column.saturating_add(properties.span.max(1));
        // One that continues nothing is a cell like any other.
        let continues = properties.down == Merge::Continue && self.merged.binary_search(&column).is_ok();
        if continues || properties.down == Merge::Restart {
            row.merged.push(column);
        }
        if properties.across == Merge::Continue && !row.cells.is_empty() {
            return;
        }
        row.cells.push(if continues || properties.is_deleted { Cell::new() } else { blocks });
    }

    /// Ends the open row, and says how many cells it has.
    pub(super) fn end_row(&mut self) -> usize {
        let Some(mut row) = self.row.take().filter(|row| !row.is_deleted) else { return 0 };
        row.leave_out(row.after);
        let cells = row.cells.len();
        self.merged = row.merged;
        self.rows.push(row.cells);
        cells
    }
}

impl Place {
    /// Ends the paragraph, with its number before it. Blank ones are left out; says how long it is.
    pub(super) fn end_paragraph(&mut self, number: &str) -> usize {
        let paragraph = &mut self.paragraph;
        let mut length = 0;
        if !paragraph.text.chars().all(is_blank) {
            let text = if number.is_empty() {
                paragraph.text.clone()
            } else {
                format!("{number}{}", paragraph.text.trim_start_matches(is_blank))
            };
            length = text.len();
            self.blocks.push(Block::Paragraph(text));
        }
        paragraph.text.clear();
        self.blocks.append(&mut paragraph.anchored);
        length
    }

    /// Ends the table.
    pub(super) fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.blocks.push(Block::Table(Table { rows: table.rows }));
        }
    }
}
