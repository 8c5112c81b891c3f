//! The official document of a report: title, sections with their tables, signature, and what is kept at the end.

use crate::form::{OPEN_SPOT, SECTIONS, open_spot};
use crate::number::{Ordinal, OrdinalStyle};
use crate::reading::names::is_name;
use crate::reading::sections::KEPT_HEADING;
use crate::report::Report;

use super::document::{Block, Cell, Document, Paragraph, Row, Table};
use super::grid::{Grid, Kind, Printed};
use super::look::{ROW_HEIGHT, Style};

/// The document of a report. Linear in the report.
pub fn document(report: &Report) -> Document {
    let mut blocks = vec![paragraph(Style::Title, &title(&report.title))];
    prose(&mut blocks, &report.preamble);
    for (section, official) in report.sections.iter().zip(&SECTIONS) {
        blocks.push(paragraph(Style::Heading, &official.line()));
        prose(&mut blocks, &section.before);
        let table = official.table.and_then(|table| Some((table, report.form.tables.get(table)?)));
        if let Some((index, official)) = table {
            blocks.push(Block::Table(official_table(&Grid::new(report, index as u8, official), printed)));
        }
        prose(&mut blocks, &section.after);
        if section.before.is_empty() && section.after.is_empty() && table.is_none() {
            blocks.push(paragraph(Style::Text, &open_spot(official.asks)));
        }
    }
    blocks.extend(signature(&report.signature));
    if !report.kept.is_empty() {
        let mut heading = Paragraph::new(Style::Text, KEPT_HEADING);
        heading.runs_mut().for_each(|run| run.is_open = true);
        blocks.push(Block::Paragraph(heading));
        prose(&mut blocks, &report.kept);
    }
    Document { title: report.title.concat(), blocks, comments: Vec::new() }
}

/// The lines of the title. One that is too long for a line is broken before the year, where its sense allows it and
/// whoever reads it puts it together again.
fn title(lines: &[String]) -> String {
    /// Width of a line in hundredths of a character of the title.
    const LINE: i64 = 2_000;
    if let [line] = lines
        && width(line) > LINE
        && let Some(at) = line.find(|c: char| c.is_ascii_digit()).filter(|&at| at > 0)
        && let Some((name, rest)) = line.split_at_checked(at)
        && is_name(name)
        && width(name) <= LINE
        && width(rest) <= LINE
    {
        return format!("{name}\n{rest}");
    }
    // A tab is no blank of a title, but some reader's end of a cell.
    lines.join("\n").replace('\t', " ")
}

/// The width of a text in hundredths of a character.
fn width(text: &str) -> i64 {
    text.chars().map(|c| if c.is_ascii() { 50 } else { 100 }).sum()
}

fn paragraph(style: Style, text: &str) -> Block {
    Block::Paragraph(Paragraph::new(style, text))
}

/// Paragraphs; lines of cells among them, such as those of a second report that is kept, are a table.
fn prose(blocks: &mut Vec<Block>, paragraphs: &[String]) {
    for lines in paragraphs.chunk_by(|a, b| a.contains('\t') && b.contains('\t')) {
        match lines {
            [line] if !line.contains('\t') => blocks.push(Block::Paragraph(text(line))),
            lines => blocks.push(Block::Table(lines_of_cells(lines))),
        }
    }
}

/// A paragraph of text. One that is nothing but a heading such as （一）主动公开 is one, and one that begins with such
/// words has them as its heading.
pub fn text(line: &str) -> Paragraph {
    /// Longest heading within a section, in characters.
    const LONGEST: usize = 24;
    let plain = Paragraph::new(Style::Text, line);
    if !Ordinal::read(line).is_some_and(|ordinal| ordinal.style == OrdinalStyle::BracketedChinese) {
        return plain;
    }
    let heading = line.split_inclusive('。').next().unwrap_or_default();
    if heading.chars().count() > LONGEST
        || heading.contains(['，', '；', '：', '\t'])
        || heading.contains(OPEN_SPOT)
    {
        return plain;
    }
    if heading.len() == line.len() {
        return Paragraph {
            style: if line.ends_with('。') { Style::Text } else { Style::Subheading },
            ..plain
        };
    }
    let mut begun = Paragraph::new(Style::Text, heading);
    begun.runs_mut().for_each(|run| run.is_heading = true);
    begun.content.extend(Paragraph::new(Style::Text, line.get(heading.len()..).unwrap_or_default()).content);
    begun
}

fn lines_of_cells(lines: &[String]) -> Table {
    let width = lines.iter().map(|line| line.split('\t').count()).max().unwrap_or_default();
    let rows = lines.iter().map(|line| {
        let cells = line.split('\t').chain(std::iter::repeat("")).take(width).enumerate();
        Row {
            cells: cells.map(|(column, text)| Cell::single(column, Style::Label, text)).collect(),
            ..Row::default()
        }
    });
    Table {
        columns: even(1_000, width),
        head: 0,
        is_whole: false,
        row_height: ROW_HEIGHT,
        rows: rows.collect(),
    }
}

/// An official table, with what a function puts into each of its cells.
pub fn official_table(grid: &Grid, mut paragraph: impl FnMut(&Printed) -> Paragraph) -> Table {
    let mut rows = Vec::with_capacity(grid.rows.len());
    for row in &grid.rows {
        let cells = row.iter().map(|printed| Cell {
            column: printed.column,
            columns: printed.columns,
            rows: printed.rows,
            paragraph: paragraph(printed),
        });
        rows.push(Row { cells: cells.collect(), ..Row::default() });
    }
    let labels: u32 = grid.label_widths.iter().sum();
    let mut columns = grid.label_widths.to_vec();
    columns.extend(even(1_000 - labels, grid.width - grid.label_widths.len()));
    Table { columns, head: grid.head, is_whole: true, row_height: ROW_HEIGHT, rows }
}

/// What stands in a cell of an official table.
pub fn printed(cell: &Printed) -> Paragraph {
    Paragraph::of_cell(style(cell.kind), &cell.text)
}

/// How a cell of an official table looks.
pub fn style(kind: Kind) -> Style {
    match kind {
        Kind::Group | Kind::Label(_) => Style::Label,
        Kind::Head | Kind::Number(_) => Style::Cell,
        Kind::Open(_) => Style::OpenCell,
    }
}

/// So many columns that share a width evenly.
fn even(width: u32, columns: usize) -> Vec<u32> {
    let count = columns.max(1) as u32;
    (0..columns as u32).map(|at| width * (at + 1) / count - width * at / count).collect()
}

/// The signature without a seal, as 7.3.5.2 of the standard has it: the name ends two characters before the edge, and
/// the day begins two characters behind where the name begins; a day that is the longer one takes the two characters.
fn signature(lines: &[String]) -> Vec<Block> {
    /// Hundredths of a character.
    const TWO: i64 = 200;
    let mut rights = vec![TWO; lines.len()];
    if let [name, date] = lines {
        let shift = width(name) - width(date) - TWO;
        rights = if shift >= 0 { vec![TWO, TWO + shift] } else { vec![TWO - shift, TWO] };
    }
    let line = |(number, (line, right)): (usize, (&String, i64))| {
        let style = if number == 0 { Style::Signature } else { Style::Date };
        Block::Paragraph(Paragraph { right: right.clamp(0, 2_000) as u32, ..Paragraph::of_cell(style, line) })
    };
    lines.iter().zip(rights).enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::Inline;

    #[test]
    fn headings_within_a_section_are_told_from_text() {
        let heads = |line: &str| {
            let paragraph = text(line);
            let head: String = paragraph
                .content
                .iter()
                .filter_map(|inline| match inline {
                    Inline::Run(run) if run.is_heading => Some(run.text.as_str()),
                    _ => None,
                })
                .collect();
            (paragraph.style, head)
        };
        assert_eq!(heads("（一）主动公开情况"), (Style::Subheading, String::new()));
        assert_eq!(heads("（二）依申请公开。全年收到3件。"), (Style::Text, "（二）依申请公开。".to_owned()));
        for line in ["全年收到3件。", "（三）全年收到申请3件，均已答复。", "（四）收费：无", "1.主动公开"]
        {
            assert_eq!(heads(line), (Style::Text, String::new()), "{line}");
        }
    }

    #[test]
    fn a_day_begins_two_characters_behind_its_name() {
        let rights = |lines: [&str; 2]| -> Vec<u32> {
            let lines = lines.map(str::to_owned);
            let right = |block: &Block| match block {
                Block::Paragraph(paragraph) => paragraph.right,
                Block::Table(_) => 0,
            };
            signature(&lines).iter().map(right).collect()
        };
        // 11 characters and 6.5: the day begins behind two of the name's and ends 2.5 before its end.
        assert_eq!(rights(["青溪县发展和改革委员会", "2024年1月5日"]), [200, 200 + 1100 - 600 - 200]);
        // The day is longer: it takes the two characters, and the name goes left.
        assert_eq!(rights(["青溪县教育局", "2024年1月25日"]), [200 + 250, 200]);
    }
}
