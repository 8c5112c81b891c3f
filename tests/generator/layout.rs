//! The ways in which copying lays out a table.

use std::collections::BTreeSet;

use nianbao::form::{Cell, Shape};

use super::{Rng, Style, Truth, numerals};

/// A layout, by the number that `variants.md` gives it where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// L1: a row a line, tabs between cells, merged cells as empty ones.
    Tabs,
    /// L1 as Word pastes it: merged cells are one cell, rows begin and end with stray tabs.
    Ragged,
    /// Rows of numbers set off by several blanks.
    Blanks,
    /// L2: a cell a line behind a tab, a blank line between rows.
    TabbedCells,
    /// L2 with heads written downwards.
    TabbedVertical,
    /// L3: a cell a line, a blank line between cells.
    SpacedCells,
    /// L4: a cell a line.
    Cells,
    /// L5: pipes around and between cells.
    Pipes,
    /// L6: pipes between cells only.
    BarePipes,
    /// L7: a cell a line with a pipe behind it; an empty cell is a pipe.
    PipedCells,
    /// L8: a cell a line, with a line of a pipe between.
    LonePipes,
    /// L9: a Markdown table with a caption.
    Markdown,
    /// L10: nothing between cells.
    Fused,
    /// L11: columns of a PDF, long labels on several lines with the numbers on one of them.
    Columns,
    /// L12: a table of a web page, with rowspan and colspan.
    Html,
    /// L13: as tabs, 表四 in two tables of five and ten.
    FiveAndTen,
    /// L13: as pipes, 表四 as fifteen numbers under heads that ran together.
    FlatStrip,
}

impl Layout {
    pub const ALL: [Self; 17] = [
        Self::Tabs,
        Self::Ragged,
        Self::Blanks,
        Self::TabbedCells,
        Self::TabbedVertical,
        Self::SpacedCells,
        Self::Cells,
        Self::Pipes,
        Self::BarePipes,
        Self::PipedCells,
        Self::LonePipes,
        Self::Markdown,
        Self::Fused,
        Self::Columns,
        Self::Html,
        Self::FiveAndTen,
        Self::FlatStrip,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Tabs => "L1 tabs",
            Self::Ragged => "L1 tabs, ragged",
            Self::Blanks => "blanks for tabs",
            Self::TabbedCells => "L2 tab and cell a line",
            Self::TabbedVertical => "L2 with vertical heads",
            Self::SpacedCells => "L3 cell a line, spaced",
            Self::Cells => "L4 cell a line",
            Self::Pipes => "L5 pipes",
            Self::BarePipes => "L6 pipes between",
            Self::PipedCells => "L7 cell and pipe a line",
            Self::LonePipes => "L8 lone pipes",
            Self::Markdown => "L9 Markdown",
            Self::Fused => "L10 fused",
            Self::Columns => "L11 PDF columns",
            Self::Html => "L12 HTML",
            Self::FiveAndTen => "L13 table four 5 + 10",
            Self::FlatStrip => "L13 table four flat",
        }
    }

    /// Whether every cell can be told from its neighbours.
    pub const fn keeps_cells_apart(self) -> bool {
        !matches!(self, Self::Fused)
    }

    /// Whether a blank cell leaves a trace, and a blank within a number does no harm.
    pub const fn keeps_blank_cells(self) -> bool {
        !matches!(
            self,
            Self::Ragged
                | Self::Blanks
                | Self::SpacedCells
                | Self::Cells
                | Self::LonePipes
                | Self::Fused
                | Self::Columns
        )
    }
}

/// A line of a draft with what it holds.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    /// The row of the form that it is a part of.
    pub row: Option<(u8, u8)>,
}

impl Line {
    pub fn plain(text: String) -> Self {
        Self { text, row: None }
    }

    pub fn blank() -> Self {
        Self::plain(String::new())
    }
}

/// A cell of the printed table.
#[derive(Clone, Debug)]
struct Printed {
    text: String,
    /// Whether it only continues a merged cell.
    continues: bool,
    is_number: bool,
}

/// A row of the printed table.
#[derive(Clone, Debug)]
struct PrintedRow {
    cells: Vec<Printed>,
    row: Option<(u8, u8)>,
}

/// A table of a report, laid out.
pub fn table(truth: &Truth, index: usize, style: Style, rng: &mut Rng) -> Vec<Line> {
    let mut rows = printed(truth, index, style, rng);
    let strip = truth.form.tables[index].shape == Shape::Strip;
    match style.layout {
        Layout::Tabs => tabs(&rows),
        Layout::Ragged => ragged(&rows, rng),
        Layout::Blanks => blanks(&rows),
        Layout::TabbedCells => tabbed(&rows, false),
        Layout::TabbedVertical => tabbed(&rows, true),
        Layout::SpacedCells => cells(&rows, &[""]),
        Layout::Cells => cells(&rows, &[]),
        Layout::LonePipes => cells(&rows, &["|"]),
        Layout::Pipes => piped(&rows, "| ", " | ", " |"),
        Layout::BarePipes => piped(&rows, "", " | ", ""),
        Layout::PipedCells => {
            each(&rows, |cell| if cell.text.is_empty() { "|".to_owned() } else { format!("{} |", cell.text) })
        }
        Layout::Markdown => {
            let mut lines = vec![Line::plain(format!("## {}", truth.form.tables[index].name))];
            lines.extend(piped(&rows, "| ", " | ", " |"));
            lines.insert(2, Line::plain("|---|---|---|---|".to_owned()));
            lines
        }
        Layout::Fused => rows.iter().map(|row| join(row, "", |cell| !cell.text.is_empty())).collect(),
        Layout::Columns => columns(&rows, rng),
        Layout::Html => html(&rows),
        Layout::FiveAndTen if strip => five_and_ten(&rows),
        Layout::FiveAndTen => tabs(&rows),
        Layout::FlatStrip if strip => {
            rows.drain(..2);
            let mut lines = vec![Line::plain("行政复议行政诉讼".to_owned())];
            lines.extend(piped(&rows[rows.len() - 1..], "| ", " | ", " |"));
            lines
        }
        Layout::FlatStrip => piped(&rows, "| ", " | ", " |"),
    }
}

fn printed(truth: &Truth, index: usize, style: Style, rng: &mut Rng) -> Vec<PrintedRow> {
    let table = &truth.form.tables[index];
    let head = |line: &str| PrintedRow {
        cells: line
            .split('\t')
            .map(|text| Printed { text: text.to_owned(), continues: text.is_empty(), is_number: false })
            .collect(),
        row: None,
    };
    let mut value = |cell: Cell| {
        let (_, value) = *truth.cells.iter().find(|(other, _)| *other == cell).unwrap();
        let quantity = truth.form.place(cell).unwrap().2.quantity;
        let text = numerals::write(value, quantity, style.numerals, style.zero, rng);
        Printed { text, continues: false, is_number: true }
    };
    let mut rows: Vec<PrintedRow> = table.head.iter().map(|line| head(line)).collect();
    if table.shape == Shape::Strip {
        let cells = table.cells(index as u8).map(&mut value).collect();
        rows.push(PrintedRow { cells, row: Some((index as u8, 0)) });
        return rows;
    }
    let mut groups: &[&str] = &[];
    for (number, row) in table.rows.iter().enumerate() {
        rows.extend(row.head.iter().map(|line| head(line)));
        let blank = || Printed { text: String::new(), continues: true, is_number: false };
        let label = |text: &str| Printed { text: text.to_owned(), continues: false, is_number: false };
        let mut cells: Vec<Printed> = Vec::new();
        for (depth, group) in row.groups.iter().enumerate() {
            let named = groups.get(..=depth) == row.groups.get(..=depth);
            cells.push(if named { blank() } else { label(group) });
        }
        groups = row.groups;
        cells.push(label(row.label.text));
        cells.resize_with(table.label_columns.max(cells.len()), blank);
        cells.extend(table.cells(index as u8).filter(|cell| usize::from(cell.row) == number).map(&mut value));
        cells.resize_with(table.label_columns + table.width(), blank);
        rows.push(PrintedRow { cells, row: Some((index as u8, number as u8)) });
    }
    rows
}

fn join(row: &PrintedRow, separator: &str, keep: impl Fn(&Printed) -> bool) -> Line {
    let texts: Vec<&str> =
        row.cells.iter().filter(|cell| keep(cell)).map(|cell| cell.text.as_str()).collect();
    Line { text: texts.join(separator), row: row.row }
}

fn tabs(rows: &[PrintedRow]) -> Vec<Line> {
    rows.iter().map(|row| join(row, "\t", |_| true)).collect()
}

/// What continues the cell above stays an empty cell, what continues the cell before it does not; rows begin and
/// end with stray tabs.
fn ragged(rows: &[PrintedRow], rng: &mut Rng) -> Vec<Line> {
    let line = |row: &PrintedRow| {
        let mut past_label = false;
        let mut texts = Vec::new();
        for cell in &row.cells {
            if !(cell.continues && past_label) {
                texts.push(cell.text.as_str());
            }
            past_label |= !cell.continues;
        }
        let before = "\t".repeat(rng.below(2) as usize);
        let behind = "\t".repeat(rng.below(3) as usize);
        Line { text: before + &texts.join("\t") + &behind, row: row.row }
    };
    rows.iter().map(line).collect()
}

fn blanks(rows: &[PrintedRow]) -> Vec<Line> {
    rows.iter().map(|row| join(row, "  ", |cell| !cell.text.is_empty())).collect()
}

fn piped(rows: &[PrintedRow], before: &str, between: &str, behind: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = rows.iter().map(|row| join(row, between, |_| true)).collect();
    for line in &mut lines {
        line.text = format!("{before}{}{behind}", line.text);
    }
    lines
}

/// A line for each cell that is there.
fn each(rows: &[PrintedRow], write: impl Fn(&Printed) -> String) -> Vec<Line> {
    let one = |row: &PrintedRow| {
        let cells = row.cells.iter().filter(|cell| !cell.continues);
        let lines = cells.map(|cell| Line { text: write(cell), row: row.row });
        lines.collect::<Vec<_>>()
    };
    rows.iter().flat_map(one).collect()
}

fn cells(rows: &[PrintedRow], between: &[&str]) -> Vec<Line> {
    let mut lines = Vec::new();
    for line in each(rows, |cell| cell.text.clone()) {
        if line.text.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.extend(between.iter().map(|&text| Line::plain(text.to_owned())));
        }
        lines.push(line);
    }
    lines
}

fn tabbed(rows: &[PrintedRow], vertical: bool) -> Vec<Line> {
    const LONGEST_VERTICAL: usize = 4;
    let mut lines = Vec::new();
    for row in rows {
        for cell in &row.cells {
            let is_head = row.row.is_none() && cell.text.chars().count() <= LONGEST_VERTICAL;
            let line = |text: String| Line { text, row: row.row };
            if vertical && is_head && !cell.text.is_empty() {
                let mut characters = cell.text.chars();
                lines.push(line(format!("\t{}", characters.next().unwrap())));
                lines.extend(characters.map(|c| line(c.to_string())));
            } else {
                lines.push(line(format!("\t{}", cell.text)));
            }
        }
        lines.push(Line::blank());
    }
    lines
}

/// Columns of blanks; a label longer than its column is wrapped, with the numbers beside its middle line.
fn columns(rows: &[PrintedRow], rng: &mut Rng) -> Vec<Line> {
    const WIDTH: usize = 16;
    let mut lines = Vec::new();
    for row in rows {
        let label: String = row
            .cells
            .iter()
            .filter(|cell| !cell.is_number && !cell.text.is_empty())
            .map(|cell| cell.text.as_str())
            .collect::<Vec<_>>()
            .join("  ");
        let numbers: String = row
            .cells
            .iter()
            .filter(|cell| cell.is_number)
            .map(|cell| format!("  {:>8}", cell.text))
            .collect();
        if row.row.is_none() {
            lines.push(Line { text: format!("    {label}"), row: None });
            continue;
        }
        let characters: Vec<char> = label.chars().collect();
        if characters.is_empty() {
            lines.push(Line { text: numbers, row: row.row });
            continue;
        }
        let pieces: Vec<String> = characters.chunks(WIDTH).map(|piece| piece.iter().collect()).collect();
        let beside = if rng.chance(500) { (pieces.len() - 1) / 2 } else { pieces.len() / 2 };
        for (index, piece) in pieces.iter().enumerate() {
            let numbers = if index == beside { numbers.as_str() } else { "" };
            lines.push(Line { text: format!("  {piece}{numbers}"), row: row.row });
        }
    }
    lines
}

/// Rows of a web page, a line each. Empty cells at the beginning of a row continue those above, other empty cells
/// that continue belong to the cell before them.
fn html(rows: &[PrintedRow]) -> Vec<Line> {
    let covered = |row: &PrintedRow| row.cells.iter().take_while(|cell| cell.continues).count();
    let mut lines = vec![Line::plain("<table border=1>".to_owned())];
    for (index, row) in rows.iter().enumerate() {
        let mut text = "<tr>".to_owned();
        let first = covered(row);
        for (column, cell) in row.cells.iter().enumerate().skip(first).filter(|(_, cell)| !cell.continues) {
            let across = 1 + row.cells[column + 1..].iter().take_while(|cell| cell.continues).count();
            let down = 1 + rows[index + 1..].iter().take_while(|row| covered(row) > column).count();
            let span = |name: &str, count: usize| {
                if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() }
            };
            let spans = span("colspan", across) + &span("rowspan", down);
            text += &format!(
                "<td{spans}><p>{}</p></td>",
                if cell.text.is_empty() { "&nbsp;" } else { &cell.text }
            );
        }
        lines.push(Line { text: text + "</tr>", row: row.row });
    }
    lines.push(Line::plain("</table>".to_owned()));
    lines
}

fn five_and_ten(rows: &[PrintedRow]) -> Vec<Line> {
    let (heads, numbers) = rows.split_at(rows.len() - 1);
    let part = |row: &PrintedRow, range: std::ops::Range<usize>| {
        let cells = row.cells.get(range).unwrap_or_default().to_vec();
        join(&PrintedRow { cells, row: row.row }, "\t", |_| true)
    };
    let mut lines = Vec::new();
    for range in [0..5, 5..15] {
        lines.extend(
            heads.iter().map(|row| part(row, range.clone())).filter(|line| !line.text.trim().is_empty()),
        );
        lines.push(part(&numbers[0], range));
        lines.push(Line::blank());
    }
    lines
}

/// The rows of the form that lines of these indices belong to.
pub fn rows_of(lines: &[Line], indices: impl IntoIterator<Item = usize>) -> BTreeSet<(u8, u8)> {
    indices.into_iter().filter_map(|index| lines[index].row).collect()
}
