//! A table of the form as lines of text: a row a line, its cells separated by tabs.

use super::{Cell, Shape, Table};

/// The marker of an open cell.
pub const OPEN_CELL: &str = "〔请填写〕";

impl Table {
    /// The lines of this table, which stands at index `table` of its form, with what `value` gives for each cell.
    pub fn lines(&self, table: u8, value: &dyn Fn(Cell) -> String) -> Vec<String> {
        let mut lines: Vec<String> = self.head.iter().map(|&line| line.to_owned()).collect();
        if self.shape == Shape::Strip {
            lines.push(self.cells(table).map(value).collect::<Vec<_>>().join("\t"));
            return lines;
        }
        let mut groups: &[&str] = &[];
        for (number, row) in self.rows.iter().enumerate() {
            lines.extend(row.head.iter().map(|&line| line.to_owned()));
            let mut fields: Vec<String> = Vec::with_capacity(self.label_columns + self.width());
            for (depth, group) in row.groups.iter().enumerate() {
                // A group is named beside its first row.
                let named = groups.get(..=depth) == row.groups.get(..=depth);
                fields.push(if named { String::new() } else { (*group).to_owned() });
            }
            groups = row.groups;
            fields.push(row.label.text.to_owned());
            fields.resize(self.label_columns.max(fields.len()), String::new());
            let cells = self.cells(table).filter(|cell| usize::from(cell.row) == number);
            fields.extend(cells.map(value));
            fields.resize(self.label_columns + self.width(), String::new());
            lines.push(fields.join("\t"));
        }
        lines
    }

    /// The lines of this table with every cell open.
    pub fn open_lines(&self, table: u8) -> Vec<String> {
        self.lines(table, &|_| OPEN_CELL.to_owned())
    }
}
