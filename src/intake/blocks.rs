//! Paragraphs and tables, and the text that is made of them.
//!
//! A row of a table is a line, with a tab between two cells. A cell that covers several columns is one cell, as it
//! is where Word copies a table as text; a cell that continues the one above it is an empty cell.

use crate::fold::{is_blank, narrow, trim};

/// The deepest nesting of tables that is followed; deeper ones belong to no document that a person made.
pub(super) const MAX_DEPTH: usize = 32;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph; line feeds in it are line breaks.
    Paragraph(String),
    /// A table.
    Table(Table),
}

/// A table: its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The rows, each with its cells from left to right. What continues a cell of the row above is an empty cell.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell: what stands in it.
pub(super) type Cell = Vec<Block>;

/// The text of blocks, and how many tables are in it. Linear.
pub(super) fn write(blocks: &[Block]) -> (String, usize) {
    let mut writer = Writer::default();
    writer.blocks(blocks);
    (writer.text, writer.tables)
}

#[derive(Default)]
struct Writer {
    text: String,
    tables: usize,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(text),
                Block::Table(table) => self.table(table),
            }
        }
    }

    /// The lines of a paragraph, without their indentation. Empty ones are left out.
    fn paragraph(&mut self, text: &str) {
        for line in text.split('\n').map(trim).filter(|line| !line.is_empty()) {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn table(&mut self, table: &Table) {
        let is_grid = table.rows.iter().any(|row| row.len() > 1 && !is_layout(row));
        self.tables += usize::from(is_grid);
        for row in &table.rows {
            if row.len() < 2 || is_layout(row) {
                for cell in row {
                    self.blocks(cell);
                }
            } else {
                self.row(row);
            }
        }
        // A blank line, so that what follows is no part of the last cell.
        if is_grid {
            self.text.push('\n');
        }
    }

    fn row(&mut self, row: &[Cell]) {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                self.text.push('\t');
            }
            let start = self.text.len();
            for block in cell {
                if let Block::Paragraph(text) = block {
                    text.split('\n').map(trim).for_each(|line| self.join(start, line));
                }
            }
        }
        // An empty cell and another would look like a cell alone behind its tab, which is another layout.
        if row.len() == 2 && row.first().is_some_and(is_empty) {
            self.text.push('\t');
        }
        self.text.push('\n');
    }

    /// Adds a line to the cell that begins at `start`. Chinese goes on without a blank, as in 自／然／人; two numbers
    /// must not become one.
    fn join(&mut self, start: usize, line: &str) {
        let last = self.text.get(start..).and_then(|cell| cell.chars().next_back());
        let apart = |c: char| narrow(c).is_ascii_alphanumeric();
        if last.is_some_and(apart) && line.chars().next().is_some_and(apart) {
            self.text.push(' ');
        }
        self.text.extend(line.chars().map(|c| if c == '\t' { ' ' } else { c }));
    }
}

/// Whether a row only places things on the page: a cell holds another table, or more prose than any cell of a form.
fn is_layout(row: &[Cell]) -> bool {
    const LONGEST_CELL: usize = 200;
    let length = |cell: &Cell| {
        let lengths = cell.iter().map(|block| match block {
            Block::Paragraph(text) => text.chars().take(LONGEST_CELL + 1).count(),
            Block::Table(_) => LONGEST_CELL + 1,
        });
        lengths.sum::<usize>()
    };
    row.iter().any(|cell| length(cell) > LONGEST_CELL)
}

fn is_empty(cell: &Cell) -> bool {
    cell.iter().all(|block| matches!(block, Block::Paragraph(text) if text.chars().all(is_blank)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        text.split('/').map(|line| Block::Paragraph(line.to_owned())).collect()
    }

    fn table(rows: &[&[&str]]) -> Block {
        let row = |row: &&[&str]| row.iter().map(|text| cell(text)).collect();
        Block::Table(Table { rows: rows.iter().map(row).collect() })
    }

    fn text(blocks: &[Block]) -> String {
        write(blocks).0
    }

    #[test]
    fn a_row_is_a_line_and_a_tab_parts_two_cells() {
        let blocks =
            [Block::Paragraph("　　一、总体情况\n\n正文".to_owned()), table(&[&["规章", "0", "", "3"]])];
        assert_eq!(write(&blocks), ("一、总体情况\n正文\n规章\t0\t\t3\n\n".to_owned(), 1));
    }

    #[test]
    fn the_lines_of_a_cell_are_one_cell_and_two_numbers_stay_two() {
        assert_eq!(text(&[table(&[&["自/然/人", "12/3", "1\t2"]])]), "自然人\t12 3\t1 2\n\n");
    }

    #[test]
    fn a_table_that_only_places_things_is_no_table() {
        let page = Table { rows: vec![vec![cell("目录"), vec![table(&[&["规章", "0"]])]]] };
        assert_eq!(write(&[Block::Table(page)]), ("目录\n规章\t0\n\n".to_owned(), 1));
        assert_eq!(write(&[table(&[&["只有一格/两段"]])]), ("只有一格\n两段\n".to_owned(), 0));
    }

    #[test]
    fn an_empty_cell_and_another_do_not_look_like_one_cell_a_line() {
        assert_eq!(text(&[table(&[&["", "5"]])]), "\t5\t\n\n");
    }
}
