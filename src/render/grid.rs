//! The official tables as they are printed: cells with the rows and columns that they cover.
//!
//! The form's data has a table as lines of text, in which a covered cell is an empty one; which cell covers it, those
//! lines do not say. Here it is said: heads that cover several rows stand in [`HEADS`], a group covers its rows, and
//! the last cell of a row covers what is left of it.

use std::borrow::Cow;

use crate::form::{Cell, OPEN_CELL, Row, Shape, Table};
use crate::report::{Report, Value};

/// A printed cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Its text.
    pub text: Cow<'static, str>,
    /// What it is.
    pub kind: Kind,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
}

/// What a printed cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A caption or a head.
    Head,
    /// The label of a group of rows.
    Group,
    /// The label of a row of the form.
    Label(usize),
    /// A number.
    Number(Cell),
    /// A number that is still to be filled in.
    Open(Cell),
}

/// A printed table: its cells row by row, each in the row where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Number of columns.
    pub width: usize,
    /// How many rows from the top are its head.
    pub head: usize,
    /// Widths of the columns of labels in thousandths of the table's; the others share the rest evenly.
    pub label_widths: &'static [u32],
    /// The rows.
    pub rows: Vec<Vec<Printed>>,
}

/// Widths of the columns of labels, by table.
const LABEL_WIDTHS: &[(&str, &[u32])] = &[("t2", &[300]), ("t3", &[75, 115, 310])];

/// The heads that stand above all rows: table, text, row, column, rows and columns that they cover.
const HEADS: &[(&str, &str, [usize; 4])] = &[
    ("t3", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", [0, 0, 3, 3]),
    ("t3", "申请人情况", [0, 3, 1, 7]),
    ("t3", "自然人", [1, 3, 2, 1]),
    ("t3", "法人或其他组织", [1, 4, 1, 5]),
    ("t3", "总计", [1, 9, 2, 1]),
    ("t3", "商业企业", [2, 4, 1, 1]),
    ("t3", "科研机构", [2, 5, 1, 1]),
    ("t3", "社会公益组织", [2, 6, 1, 1]),
    ("t3", "法律服务机构", [2, 7, 1, 1]),
    ("t3", "其他", [2, 8, 1, 1]),
    ("t4", "行政复议", [0, 0, 1, 5]),
    ("t4", "行政诉讼", [0, 5, 1, 10]),
    ("t4", "结果维持", [1, 0, 2, 1]),
    ("t4", "结果纠正", [1, 1, 2, 1]),
    ("t4", "其他结果", [1, 2, 2, 1]),
    ("t4", "尚未审结", [1, 3, 2, 1]),
    ("t4", "总计", [1, 4, 2, 1]),
    ("t4", "未经复议直接起诉", [1, 5, 1, 5]),
    ("t4", "复议后起诉", [1, 10, 1, 5]),
    ("t4", "结果维持", [2, 5, 1, 1]),
    ("t4", "结果纠正", [2, 6, 1, 1]),
    ("t4", "其他结果", [2, 7, 1, 1]),
    ("t4", "尚未审结", [2, 8, 1, 1]),
    ("t4", "总计", [2, 9, 1, 1]),
    ("t4", "结果维持", [2, 10, 1, 1]),
    ("t4", "结果纠正", [2, 11, 1, 1]),
    ("t4", "其他结果", [2, 12, 1, 1]),
    ("t4", "尚未审结", [2, 13, 1, 1]),
    ("t4", "总计", [2, 14, 1, 1]),
];

impl Grid {
    /// A table of a report; `index` is its place in the form. Linear in its cells.
    pub fn new(report: &Report, index: u8, table: &'static Table) -> Self {
        let cells = table.cells(index).count();
        let width = match table.shape {
            Shape::Rows => table.label_columns + table.width(),
            Shape::Strip => cells,
        };
        let mut rows: Vec<Vec<Printed>> = table.head.iter().map(|_| Vec::new()).collect();
        for &(_, text, [row, column, covered, columns]) in HEADS.iter().filter(|head| head.0 == table.id) {
            if let Some(line) = rows.get_mut(row) {
                let text = Cow::Borrowed(text);
                line.push(Printed { text, kind: Kind::Head, column, columns, rows: covered });
            }
        }
        let widths =
            LABEL_WIDTHS.iter().find(|(id, widths)| *id == table.id && widths.len() == table.label_columns);
        let label_widths = widths.map_or(&[][..], |(_, widths)| widths);
        let mut grid = Self { width, head: rows.len(), label_widths, rows };
        match table.shape {
            Shape::Strip => {
                let strip = table.cells(index).enumerate();
                grid.rows.push(strip.map(|(column, cell)| value(report, cell, column, 1)).collect());
            }
            Shape::Rows => {
                for (number, row) in table.rows.iter().enumerate() {
                    for line in row.head {
                        grid.rows.push(grid.head_line(line));
                    }
                    let mut line = labels(table, number, row);
                    let own = table.cells(index).filter(|cell| usize::from(cell.row) == number);
                    let last = row.columns.len().saturating_sub(1);
                    line.extend(own.enumerate().map(|(at, cell)| {
                        let column = table.label_columns + at;
                        value(report, cell, column, if at == last { width - column } else { 1 })
                    }));
                    grid.rows.push(line);
                }
            }
        }
        grid
    }

    /// A line of heads: the last covers what is left.
    fn head_line(&self, line: &'static str) -> Vec<Printed> {
        let heads: Vec<&str> = line.split('\t').take_while(|head| !head.is_empty()).collect();
        let last = heads.len().saturating_sub(1);
        let head = |(column, text): (usize, &&'static str)| Printed {
            text: Cow::Borrowed(text),
            kind: Kind::Head,
            column,
            columns: if column == last { self.width - column } else { 1 },
            rows: 1,
        };
        heads.iter().enumerate().map(head).collect()
    }
}

/// The labels before a row: its groups, beside their first rows, and its own.
fn labels(table: &'static Table, number: usize, row: &'static Row) -> Vec<Printed> {
    let of = |number: usize| table.rows.get(number).map_or(&[] as &[&str], |row| row.groups);
    let before = number.checked_sub(1).map_or(&[] as &[&str], of);
    let mut labels = Vec::new();
    for (depth, &group) in row.groups.iter().enumerate() {
        let path = row.groups.get(..=depth);
        if before.get(..=depth) == path {
            continue;
        }
        let rows = (number..table.rows.len()).take_while(|&other| of(other).get(..=depth) == path).count();
        labels.push(Printed {
            text: Cow::Borrowed(group),
            kind: Kind::Group,
            column: depth,
            columns: 1,
            rows,
        });
    }
    let column = row.groups.len();
    let columns = table.label_columns.saturating_sub(column).max(1);
    let text = Cow::Borrowed(row.label.text);
    labels.push(Printed { text, kind: Kind::Label(number), column, columns, rows: 1 });
    labels
}

fn value(report: &Report, cell: Cell, column: usize, columns: usize) -> Printed {
    let (text, kind) = match report.value(cell) {
        Value::Open => (Cow::Borrowed(OPEN_CELL), Kind::Open(cell)),
        Value::Number(number) => (Cow::Owned(number.clone()), Kind::Number(cell)),
    };
    Printed { text, kind, column, columns, rows: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Edition;

    /// Every place of every table is covered by exactly one cell, and what is printed where the form's lines have text
    /// is that text.
    #[test]
    fn the_cells_cover_each_table_once_and_say_what_the_form_says() {
        for form in [Edition::Trial.form(), Edition::Current.form()] {
            let report = Report::blank(form);
            let text = super::super::text::text(&report);
            for (index, table) in (0_u8..).zip(&form.tables) {
                let grid = Grid::new(&report, index, table);
                let mut covered = vec![0; grid.width * grid.rows.len()];
                for (row, cells) in grid.rows.iter().enumerate() {
                    for cell in cells {
                        for at in (row..row + cell.rows)
                            .flat_map(|row| (cell.column..cell.column + cell.columns).map(move |c| (row, c)))
                        {
                            covered[at.0 * grid.width + at.1] += 1;
                        }
                    }
                }
                assert!(covered.iter().all(|&times| times == 1), "{}: {covered:?}", table.name);
                let first = grid.rows.iter().flatten().next().unwrap();
                let lines: Vec<&str> = text
                    .lines()
                    .skip_while(|line| line.split('\t').next() != Some(&first.text))
                    .take(grid.rows.len())
                    .collect();
                for (line, cells) in lines.iter().zip(&grid.rows) {
                    let fields: Vec<&str> = line.split('\t').filter(|field| !field.is_empty()).collect();
                    assert_eq!(cells.iter().map(|cell| cell.text.as_ref()).collect::<Vec<_>>(), fields);
                }
            }
        }
    }
}
