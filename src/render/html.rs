//! A web page of its own: the report as an office prints it (GB/T 9704-2012), with the official tables and nothing
//! loaded from anywhere. Word processors open it as well: what they do not take from a style sheet, such as borders
//! and the type in cells, is said by attributes and paragraphs.

use std::fmt::Write as _;

use crate::form::{OPEN_SPOT, SECTIONS};
use crate::reading::sections::KEPT_HEADING;
use crate::report::Report;

use super::grid::{Grid, Kind};

/// Page and type of 党政机关公文格式: A4 with margins of 37, 26, 35 and 28 mm; title 二号小标宋, headings 三号黑体,
/// text 三号仿宋 of 28 points a line, each with what stands in for it where a font is missing. Tables are smaller, so
/// that 表三 stays on one page.
const STYLE: &str = "\
@page{size:A4;margin:37mm 26mm 35mm 28mm}
body{max-width:156mm;margin:0 auto;font:16pt/28pt FangSong_GB2312,仿宋_GB2312,FangSong,仿宋,STFangsong,serif;color:#000;background:#fff}
h1{margin:0 0 28pt;font:normal 22pt/32pt FZXiaoBiaoSong-B05S,方正小标宋简体,STZhongsong,华文中宋,SimSun,宋体,serif;text-align:center}
h2{margin:0;font:normal 16pt/28pt SimHei,黑体,STHeiti,sans-serif;text-indent:2em;break-after:avoid}
p{margin:0;text-align:justify;text-indent:2em}
p.sign{text-align:right;text-indent:0}
table{width:100%;margin:6pt 0;border-collapse:collapse;break-inside:avoid}
th,td{padding:1.5pt 3pt;border:.75pt solid #000;font-weight:normal;vertical-align:middle}
th p,td p{font-size:9pt;line-height:12pt;text-align:center;text-indent:0}
td p.label{text-align:left}
mark{background:#ff0}
";

const TABLE: &str = "<table border=\"1\" cellspacing=\"0\" cellpadding=\"2\" width=\"100%\">\n";

/// The report as a web page. Linear in the report.
pub fn html(report: &Report) -> String {
    let title = report.title.concat();
    let mut page = String::from("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = write!(page, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n", escaped(&title));
    let lines: Vec<String> = report.title.iter().map(|line| escaped(line)).collect();
    if !lines.is_empty() {
        let _ = writeln!(page, "<h1>{}</h1>", lines.join("<br>"));
    }
    paragraphs(&mut page, &report.preamble);
    for (section, official) in report.sections.iter().zip(&SECTIONS) {
        let _ = writeln!(page, "<h2>{}</h2>", official.line());
        paragraphs(&mut page, &section.before);
        let table = official.table.and_then(|table| Some((table, report.form.tables.get(table)?)));
        if let Some((index, official)) = table {
            table_rows(&mut page, &Grid::new(report, index as u8, official));
        }
        paragraphs(&mut page, &section.after);
        if section.before.is_empty() && section.after.is_empty() && table.is_none() {
            paragraphs(&mut page, &[format!("{OPEN_SPOT}：{}〕", official.asks)]);
        }
    }
    for line in &report.signature {
        let _ = writeln!(page, "<p class=\"sign\">{}</p>", marked(line));
    }
    if !report.kept.is_empty() {
        paragraphs(&mut page, &[KEPT_HEADING.to_owned()]);
        paragraphs(&mut page, &report.kept);
    }
    page + "</body>\n</html>\n"
}

/// Paragraphs; lines of cells among them, such as those of a second report that is kept, are a table.
fn paragraphs(page: &mut String, paragraphs: &[String]) {
    for lines in paragraphs.chunk_by(|a, b| a.contains('\t') && b.contains('\t')) {
        match lines {
            [paragraph] if !paragraph.contains('\t') => {
                let _ = writeln!(page, "<p>{}</p>", marked(paragraph));
            }
            lines => {
                page.push_str(TABLE);
                for line in lines {
                    let cells = line.split('\t').map(|cell| format!("<td><p>{}</p></td>", marked(cell)));
                    let _ = writeln!(page, "<tr>{}</tr>", cells.collect::<String>());
                }
                page.push_str("</table>\n");
            }
        }
    }
}

fn table_rows(page: &mut String, grid: &Grid) {
    page.push_str(TABLE);
    for (number, row) in grid.rows.iter().enumerate() {
        page.push_str("<tr>");
        for cell in row {
            let tag = if number < grid.head { "th" } else { "td" };
            let class = if cell.kind == Kind::Label { " class=\"label\"" } else { "" };
            let _ = write!(page, "<{tag}");
            for (name, covered) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if covered > 1 {
                    let _ = write!(page, " {name}=\"{covered}\"");
                }
            }
            let _ = write!(page, "><p{class}>{}</p></{tag}>", marked(&cell.text));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
}

/// A text with its open spots marked.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(OPEN_SPOT) {
        let (before, spot) = rest.split_at(start);
        let end = spot.find('〕').map_or(spot.len(), |at| at + '〕'.len_utf8());
        let (spot, behind) = spot.split_at(end);
        let _ = write!(out, "{}<mark>{}</mark>", escaped(before), escaped(spot));
        rest = behind;
    }
    out + &escaped(rest)
}

/// A text as it stands in a page. Runs of blanks are kept, for they may part cells; control characters, which no page
/// may have, go.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            ' ' if out.ends_with(' ') || out.ends_with("&nbsp;") => out.push_str("&nbsp;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
