//! Plain text: a paragraph a line, a table row a line with its cells separated by tabs. Reading it back gives the
//! same report.

use crate::form::{Form, OPEN_SPOT, SECTIONS, Shape, Table};
use crate::reading::sections::KEPT_HEADING;
use crate::report::{Report, Value};

/// The marker of an open cell.
pub const OPEN_CELL: &str = "〔请填写〕";

/// The report as text. Linear in the report.
pub fn text(report: &Report) -> String {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(report.title.iter().cloned());
    block(&mut lines, &report.preamble);
    for (section, official) in report.sections.iter().zip(&SECTIONS) {
        lines.push(String::new());
        lines.push(official.line());
        lines.extend(section.before.iter().cloned());
        let table = official.table.and_then(|table| Some((table, report.form.tables.get(table)?)));
        if let Some((index, table)) = table {
            lines.extend(table_lines(report, index as u8, table));
        }
        lines.extend(section.after.iter().cloned());
        let nothing = section.before.is_empty() && section.after.is_empty();
        if nothing && table.is_none() {
            lines.push(format!("{OPEN_SPOT}：{}〕", official.asks));
        }
    }
    block(&mut lines, &report.signature);
    if !report.kept.is_empty() {
        lines.push(String::new());
        lines.push(KEPT_HEADING.to_owned());
        lines.extend(report.kept.iter().cloned());
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// The blank form with nothing filled in.
pub fn blank(form: &'static Form) -> String {
    text(&Report::blank(form))
}

fn block(lines: &mut Vec<String>, paragraphs: &[String]) {
    if !paragraphs.is_empty() {
        lines.push(String::new());
        lines.extend(paragraphs.iter().cloned());
    }
}

fn table_lines(report: &Report, index: u8, table: &Table) -> Vec<String> {
    let value = |cell| match report.value(cell) {
        Value::Open => OPEN_CELL.to_owned(),
        Value::Number(number) => number.clone(),
    };
    let mut lines: Vec<String> = table.head.iter().map(|&line| line.to_owned()).collect();
    if table.shape == Shape::Strip {
        lines.push(table.cells(index).map(value).collect::<Vec<_>>().join("\t"));
        return lines;
    }
    let mut groups: &[&str] = &[];
    for (number, row) in table.rows.iter().enumerate() {
        lines.extend(row.head.iter().map(|&line| line.to_owned()));
        let mut fields: Vec<String> = Vec::with_capacity(table.label_columns + table.width());
        for (depth, group) in row.groups.iter().enumerate() {
            // A group is named beside its first row.
            let named = groups.get(..=depth) == row.groups.get(..=depth);
            fields.push(if named { String::new() } else { (*group).to_owned() });
        }
        groups = row.groups;
        fields.push(row.label.text.to_owned());
        fields.resize(table.label_columns.max(fields.len()), String::new());
        let cells = table.cells(index).filter(|cell| usize::from(cell.row) == number);
        fields.extend(cells.map(value));
        fields.resize(table.label_columns + table.width(), String::new());
        lines.push(fields.join("\t"));
    }
    lines
}
