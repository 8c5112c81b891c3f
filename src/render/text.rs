//! Plain text: a paragraph a line, a table row a line with its cells separated by tabs. Reading it back gives the
//! same report.

use crate::form::{Form, OPEN_CELL, SECTIONS, open_spot};
use crate::reading::sections::KEPT_HEADING;
use crate::report::{Report, Value};

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
            let value = |cell| match report.value(cell) {
                Value::Open => OPEN_CELL.to_owned(),
                Value::Number(number) => number.clone(),
            };
            lines.extend(table.lines(index as u8, &value));
        }
        lines.extend(section.after.iter().cloned());
        let nothing = section.before.is_empty() && section.after.is_empty();
        if nothing && table.is_none() {
            lines.push(open_spot(official.asks));
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
