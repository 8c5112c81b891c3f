//! Where the blocks of a document go while it is read: the open paragraph and the open table of a place.

use crate::fold::{is_blank, trim_start};
use crate::intake::blocks::{Block, Cell, Table};
use crate::intake::field::Unseen;

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

/// Why text is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is hidden.
    Hidden,
    /// It is struck out.
    Struck,
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
    /// Why the text of the run is left out, if it is.
    pub(super) unread: Option<Unread>,
    /// Whether its mark is deleted or hidden, so that the next paragraph goes on in the same line.
    pub(super) is_joined: bool,
}

impl Paragraph {
    /// Forgets what a run said about itself.
    pub(super) fn end_run(&mut self) {
        self.unread = self.is_hidden.then_some(Unread::Hidden);
    }
}

/// The open complex fields.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them have not come to their result.
    instructions: usize,
}

/// An open field.
struct Field {
    /// How its instruction begins.
    instruction: String,
    /// Where its result begins in the text of the paragraph, once it has.
    result: Option<usize>,
    /// The entry that is chosen where it is a list to choose from.
    choice: Option<String>,
}

/// What an instruction shows that is nowhere in the file.
pub(super) fn of_instruction(instruction: &str) -> Option<Unseen> {
    let is_end = |c: char| c.is_whitespace() || c == '\\';
    instruction.trim_start().split(is_end).next().and_then(Unseen::named)
}

impl Fields {
    /// Begins a field, of which an entry is chosen if it is a list to choose from.
    pub(super) fn begin(&mut self, choice: Option<String>) {
        self.open.push(Field { instruction: String::new(), result: None, choice });
        self.instructions += 1;
    }

    /// Takes a piece of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        const LONGEST_NAME: usize = 16;
        let Some(field) = self.open.last_mut().filter(|field| field.result.is_none()) else { return };
        let instruction = &mut field.instruction;
        let text = if instruction.is_empty() { text.trim_start() } else { text };
        if instruction.len() < LONGEST_NAME {
            instruction.extend(text.chars().take(LONGEST_NAME));
        }
    }

    /// Parts a field: its result follows, at that length of the paragraph.
    pub(super) fn separate(&mut self, length: usize) {
        if let Some(field) = self.open.last_mut()
            && field.result.is_none()
        {
            field.result = Some(length);
            self.instructions -= 1;
        }
    }

    /// Ends a field, at that length of the paragraph. What it shows if it has no result, and the entry chosen.
    pub(super) fn end(&mut self, length: usize) -> (Option<Unseen>, Option<String>) {
        let Some(field) = self.open.pop() else { return (None, None) };
        self.instructions -= usize::from(field.result.is_none());
        let is_empty = field.result.is_none_or(|start| start == length);
        (of_instruction(&field.instruction).filter(|_| is_empty), field.choice)
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
    /// How many cells stand for columns that are left out.
    left_out: usize,
    /// Columns of the grid that are left out before the first cell.
    pub(super) before: u32,
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

    /// Leaves out columns of the grid before the next cell, and says how many.
    fn leave_out(&mut self, columns: u32) -> usize {
        let columns = columns.min(Self::MOST);
        self.column = self.column.saturating_add(columns);
        self.cells.extend((0..columns).map(|_| Cell::new()));
        columns as usize
    }

    /// Leaves out what is left out before the first cell, if none has come yet.
    fn begin(&mut self) {
        if self.cells.is_empty() {
            self.left_out += self.leave_out(self.before);
        }
    }
}

impl OpenTable {
    /// Adds a cell to the open row. The text of a cell that continues another is shown nowhere.
    pub(super) fn push(&mut self, properties: CellProperties, blocks: Cell) {
        let Some(row) = &mut self.row else { return };
        row.begin();
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

    /// Ends the open row, and says how many cells of it stand for columns that are left out.
    pub(super) fn end_row(&mut self) -> usize {
        let Some(mut row) = self.row.take().filter(|row| !row.is_deleted) else { return 0 };
        row.begin();
        let left_out = row.left_out + row.leave_out(row.after);
        self.merged = row.merged;
        self.rows.push(row.cells);
        left_out
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
                format!("{number}{}", trim_start(&paragraph.text))
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
