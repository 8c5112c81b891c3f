//! A table under way: its rows, and the cells that reach down into rows that are yet to come.

use crate::intake::blocks::{Block, Cell, Table};

/// A table under way.
#[derive(Debug, Default)]
pub(super) struct Grid {
    table: Table,
    row: Option<Row>,
    /// The cells of earlier rows that reach into the next one, from left to right.
    hanging: Vec<Hanging>,
    /// What stood before the cell that is open, outside of the table.
    outside: Option<Vec<Block>>,
    /// How the open cell spreads.
    spread: Spread,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Cell>,
    /// The column of the next cell.
    column: u32,
    /// How many of `hanging` stand to the left of it.
    passed: usize,
    /// The cells of this row and of earlier ones that reach into the next, from left to right.
    next: Vec<Hanging>,
    has_own: bool,
    /// Whether it is of no height, as the rows by which Office fixes the widths of columns.
    is_flat: bool,
}

/// A cell that reaches down.
#[derive(Clone, Copy, Debug)]
struct Hanging {
    column: u32,
    width: u32,
    /// Into so many more rows.
    rows: u32,
}

/// How many columns and rows a cell covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spread {
    columns: u32,
    rows: u32,
}

impl Spread {
    /// From the values of the attributes, within the bounds of the standard. No rows at all are all rows to the end
    /// of the section.
    pub(super) fn new(columns: Option<&str>, rows: Option<&str>) -> Self {
        const MOST_COLUMNS: u32 = 1000;
        const MOST_ROWS: u32 = 65534;
        let columns = columns.and_then(number).filter(|&columns| columns > 0).unwrap_or(1);
        let rows = match rows.and_then(number).unwrap_or(1) {
            0 => MOST_ROWS,
            rows => rows.min(MOST_ROWS),
        };
        Self { columns: columns.min(MOST_COLUMNS), rows }
    }
}

/// The number that an attribute begins with.
pub(super) fn number(value: &str) -> Option<u32> {
    let value = value.trim_start();
    let digits = value.strip_prefix('+').unwrap_or(value);
    let digits = digits.bytes().take_while(u8::is_ascii_digit);
    let digits = digits.map(|digit| u32::from(digit - b'0'));
    digits.fold(None, |number: Option<u32>, digit| {
        Some(number.unwrap_or_default().saturating_mul(10).saturating_add(digit))
    })
}

impl Grid {
    /// Opens a row, which must not be open. `is_flat` says that it has no height.
    pub(super) fn open_row(&mut self, is_flat: bool) {
        self.row = Some(Row { is_flat, ..Row::default() });
    }

    /// Opens a cell; what stands outside of the table waits until its end.
    pub(super) fn open_cell(&mut self, spread: Spread, outside: Vec<Block>) {
        self.spread = spread;
        self.outside = Some(outside);
    }

    /// Closes the open cell, and gives back what stands outside of the table. `budget` bounds the cells that stand
    /// for those above them: a page of a million rows below a thousand cells that reach down is no document.
    pub(super) fn close_cell(&mut self, mut cell: Cell, budget: &mut usize) -> Vec<Block> {
        cell.shrink_to_fit();
        let Spread { columns: width, rows } = self.spread;
        if let Some(row) = &mut self.row {
            row.pass(&self.hanging, Some(row.column), budget);
            if rows > 1 {
                row.next.push(Hanging { column: row.column, width, rows: rows - 1 });
            }
            row.column = row.column.saturating_add(width);
            row.has_own = true;
            row.cells.push(cell);
        }
        self.outside.take().unwrap_or_default()
    }

    /// Closes the open row.
    pub(super) fn close_row(&mut self, budget: &mut usize) {
        let Some(mut row) = self.row.take() else { return };
        let is_empty = row.cells.iter().all(Vec::is_empty);
        row.pass(&self.hanging, None, budget);
        self.hanging = row.next;
        if *budget == 0 {
            self.hanging.clear();
        }
        if row.has_own && !(row.is_flat && is_empty) {
            row.cells.shrink_to_fit();
            self.table.rows.push(row.cells);
        }
    }

    /// Begins or ends a head, body or foot: no cell reaches into it or out of it.
    pub(super) fn end_section(&mut self) {
        self.hanging.clear();
    }

    /// Ends the table.
    pub(super) fn end(mut self) -> Table {
        self.table.rows.shrink_to_fit();
        self.table
    }
}

impl Row {
    /// Puts an empty cell for every one that hangs down to the left of the next cell, or anywhere.
    fn pass(&mut self, hanging: &[Hanging], before: Option<u32>, budget: &mut usize) {
        let mut column = before.unwrap_or(u32::MAX);
        for cell in hanging.iter().skip(self.passed) {
            if cell.column > column || *budget == 0 {
                break;
            }
            self.passed += 1;
            *budget -= 1;
            self.cells.push(Cell::new());
            if cell.rows > 1 {
                self.next.push(Hanging { rows: cell.rows - 1, ..*cell });
            }
            self.column = self.column.max(cell.column.saturating_add(cell.width));
            if before.is_some() {
                column = self.column;
            }
        }
    }
}
