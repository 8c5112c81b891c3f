//! A web page of its own: a document as an office prints it, with nothing loaded from anywhere.
//!
//! Word processors open it and take it from the clipboard as well. Most of them read attributes and styles of the
//! elements themselves and little else, so everything stands there and there is no style sheet but for the page.

use std::fmt::Write as _;

use super::document::{Block, Cell, Document, Inline, Paragraph, Row, Run, Table, push_escaped};
use super::look::{Align, Font, KAI, LOOKS, Look, MARGINS_MM, NARROWER, SONG, Style, TEXT_WIDTH, Twips};

/// A document as a web page; comments have no place on one. Linear in the document.
pub fn html(document: &Document) -> String {
    let [top, right, bottom, left] = MARGINS_MM;
    let mut page =
        String::from("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escaped(&mut page, &document.title);
    let _ = write!(page, "</title>\n<style>@page{{size:A4;margin:{top}mm {right}mm {bottom}mm {left}mm}}");
    // The number of the page as 7.5 of the standard has it, where the browser knows how (Chromium 131). LibreOffice breaks
    // paragraphs where left and right pages differ, but reads no rules for media.
    page.push_str("@media print{");
    for side in ["right", "left"] {
        let _ = write!(
            page,
            "@page:{side}{{@bottom-{side}{{content:'— ' counter(page) ' —';font:14pt {};\
             vertical-align:top;padding:7mm 14pt 0}}}}",
            family(&SONG)
        );
    }
    page.push_str(
        "}body{max-width:156mm;margin:0 auto;color:#000;background:#fff}</style>\n</head>\n<body>\n",
    );
    let writer = Writer::new();
    for (number, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => {
                writer.paragraph(&mut page, paragraph, document.is_signed(number));
                page.push('\n');
            }
            Block::Table(table) => writer.table(&mut page, table),
        }
    }
    page + "</body>\n</html>\n"
}

const AVOID_BREAK: &str = ";page-break-after:avoid";

/// Writes with the styles that it has once put in words.
struct Writer {
    /// Each style with its declarations.
    styles: Vec<(Style, String)>,
}

impl Writer {
    fn new() -> Self {
        let style = |look: &Look| {
            let align = match look.align {
                Align::Justify => "justify",
                Align::Left => "left",
                Align::Centre => "center",
                Align::Right => "right",
            };
            let mut style = format!(
                "margin:{} 0 {};font:normal {}/{} {};text-align:{align};text-indent:{}",
                points(look.space[0]),
                points(look.space[1]),
                points(look.character()),
                points(look.line),
                family(look.font),
                points(look.indent * look.character()),
            );
            if look.indent > 0 {
                let _ = write!(style, ";letter-spacing:-{}", points(NARROWER));
            }
            if look.outline.is_some() {
                style += AVOID_BREAK;
            }
            (look.style, style)
        };
        Self { styles: LOOKS.iter().map(style).collect() }
    }

    /// A paragraph; one that stays with the next is on the same page.
    fn paragraph(&self, page: &mut String, paragraph: &Paragraph, stays: bool) {
        let tag = match paragraph.style {
            Style::Title => "h1",
            Style::Heading => "h2",
            Style::Subheading => "h3",
            _ => "p",
        };
        let style = self.styles.iter().find(|(style, _)| *style == paragraph.style);
        let _ = write!(page, "<{tag} style=\"{}", style.map_or("", |(_, style)| style));
        if paragraph.right > 0 {
            let _ = write!(page, ";margin-right:{}", points(paragraph.right_indent()));
        }
        if stays {
            page.push_str(AVOID_BREAK);
        }
        page.push_str("\">");
        for inline in &paragraph.content {
            if let Inline::Run(text) = inline {
                run(page, text);
            }
        }
        let _ = write!(page, "</{tag}>");
    }

    fn table(&self, page: &mut String, table: &Table) {
        let _ = writeln!(
            page,
            "<table border=\"1\" cellspacing=\"0\" cellpadding=\"2\" width=\"100%\" \
             style=\"width:100%;margin:6pt 0;border-collapse:collapse;table-layout:fixed{}\">",
            if table.is_whole { ";page-break-inside:avoid" } else { "" }
        );
        page.push_str("<colgroup>");
        for width in &table.columns {
            // LibreOffice knows the attribute in pixels, the others prefer the style.
            let pixels = width * TEXT_WIDTH / 15 / 1_000;
            let _ = write!(page, "<col width=\"{pixels}\" style=\"width:{}.{}%\">", width / 10, width % 10);
        }
        page.push_str("</colgroup>\n");
        let (head, body) = table.rows.split_at(table.head.min(table.rows.len()));
        for (tag, cell, rows) in [("thead", "th", head), ("tbody", "td", body)] {
            if !rows.is_empty() {
                let _ = writeln!(page, "<{tag}>");
                for row in rows {
                    let height = points(table.row_height);
                    let _ = write!(page, "<tr style=\"height:{height};page-break-inside:avoid\">");
                    self.cells(page, cell, row);
                    page.push_str("</tr>\n");
                }
                let _ = writeln!(page, "</{tag}>");
            }
        }
        page.push_str("</table>\n");
    }

    fn cells(&self, page: &mut String, tag: &str, row: &Row) {
        for Cell { columns, rows, paragraph, .. } in &row.cells {
            let _ = write!(page, "<{tag}");
            for (name, &covered) in [("colspan", columns), ("rowspan", rows)] {
                if covered > 1 {
                    let _ = write!(page, " {name}=\"{covered}\"");
                }
            }
            page.push_str(" style=\"padding:1.5pt 2pt;border:1px solid #000;font-weight:normal;vertical-align:middle\">");
            self.paragraph(page, paragraph, false);
            let _ = write!(page, "</{tag}>");
        }
    }
}

fn run(page: &mut String, run: &Run) {
    for (tag, _) in run.change.elements() {
        let _ = write!(page, "<{tag}>");
    }
    if run.is_heading {
        let _ = write!(page, "<span style=\"font-family:{}\">", family(&KAI));
    }
    if run.is_open {
        page.push_str(
            "<span style=\"background:#ff0;print-color-adjust:exact;-webkit-print-color-adjust:exact\">",
        );
    }
    for (number, line) in run.text.split('\n').enumerate() {
        if number > 0 {
            page.push_str("<br>");
        }
        escaped(page, line);
    }
    if run.is_open {
        page.push_str("</span>");
    }
    if run.is_heading {
        page.push_str("</span>");
    }
    for (tag, _) in run.change.elements().rev() {
        let _ = write!(page, "</{tag}>");
    }
}

/// A length in points, without the machinery of floating numbers.
fn points(twips: Twips) -> String {
    match twips % 20 {
        0 => format!("{}pt", twips / 20),
        rest => format!("{}.{:02}pt", twips / 20, rest * 5),
    }
}

fn family(font: &Font) -> String {
    format!("{},{}", font.names.join(","), font.generic)
}

fn escaped(page: &mut String, text: &str) {
    push_escaped(page, text, "&nbsp;");
}
