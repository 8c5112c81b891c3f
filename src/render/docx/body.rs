//! The text of a Word file: paragraphs, tables, what is proposed and what is commented.

use std::fmt::Write as _;

use super::super::document::{
    Author, Block, Cell, Change, Document, Inline, Paragraph, Row, Run, Table, push_escaped,
};
use super::super::look::{KAI, LINE, MARGINS, PAGE, Style, TEXT_WIDTH};
use super::parts::{DECLARATION, FOOTERS, RELATIONSHIPS, WORD, typeface};
use super::{AUTHOR, EDITOR, MOST};

/// The paragraph that a text ends with behind a table: so low that it has room on the page that the table fills, where
/// a line of text would make an empty page.
const END: &str = "<w:p><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/><w:rPr>\
     <w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>";

/// The text, and whether anything in it is proposed; `None` where it is longer than a Word file may be.
pub(super) fn body(document: &Document) -> Option<(String, bool)> {
    let mut writer = Writer::default();
    let _ = write!(
        writer.xml,
        "{DECLARATION}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONSHIPS}\"><w:body>"
    );
    for (number, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => writer.paragraph(paragraph, document.is_signed(number)),
            Block::Table(table) => {
                writer.table(table);
                // Two tables that touch are one to Word, and no text may end with one.
                match document.blocks.get(number + 1) {
                    Some(Block::Paragraph(_)) => {}
                    Some(Block::Table(_)) => writer.xml.push_str("<w:p/>"),
                    None => writer.xml.push_str(END),
                }
            }
        }
        if writer.xml.len() > MOST {
            return None;
        }
    }
    let [width, height] = PAGE;
    let [top, right, bottom, left] = MARGINS;
    let [odd, even] = FOOTERS;
    let _ = write!(
        writer.xml,
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"{odd}\"/><w:footerReference w:type=\"even\" \
         r:id=\"{even}\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" \
         w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"851\" w:footer=\"1418\" w:gutter=\"0\"/><w:docGrid \
         w:type=\"lines\" w:linePitch=\"{LINE}\"/></w:sectPr></w:body>\
         </w:document>"
    );
    Some((writer.xml, writer.changes > 0))
}

#[derive(Default)]
struct Writer {
    xml: String,
    /// How many changes have been written: each has an id of its own.
    changes: usize,
}

impl Writer {
    /// The elements of a change, open: `ins`, `del`.
    fn open(&mut self, change: Change, end: &str) {
        for (name, author) in change.elements() {
            self.changes += 1;
            let author = if author == Author::Program { AUTHOR } else { EDITOR };
            let _ = write!(self.xml, "<w:{name} w:id=\"{}\" w:author=\"{author}\"{end}>", self.changes);
        }
    }

    /// A paragraph; one that stays with the next is on the same page.
    fn paragraph(&mut self, paragraph: &Paragraph, stays: bool) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", paragraph.style.look().word[0]);
        if stays {
            self.xml.push_str("<w:keepNext/>");
        }
        if paragraph.right > 0 {
            let twips = paragraph.right_indent();
            let _ = write!(self.xml, "<w:ind w:rightChars=\"{}\" w:right=\"{twips}\"/>", paragraph.right);
        }
        if paragraph.change != Change::default() {
            self.xml.push_str("<w:rPr>");
            self.open(paragraph.change, "/");
            self.xml.push_str("</w:rPr>");
        }
        self.xml.push_str("</w:pPr>");
        for inline in &paragraph.content {
            match inline {
                Inline::Run(run) => self.run(run),
                Inline::CommentStart(id) => {
                    let _ = write!(self.xml, "<w:commentRangeStart w:id=\"{id}\"/>");
                }
                Inline::CommentEnd(id) => {
                    let _ = write!(
                        self.xml,
                        "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
                    );
                }
            }
        }
        self.xml.push_str("</w:p>");
    }

    fn run(&mut self, run: &Run) {
        self.open(run.change, "");
        self.xml.push_str("<w:r>");
        if run.is_open || run.is_heading {
            self.xml.push_str("<w:rPr>");
            if run.is_heading {
                self.xml.push_str(&typeface(&KAI));
            }
            if run.is_open {
                self.xml.push_str("<w:highlight w:val=\"yellow\"/>");
            }
            self.xml.push_str("</w:rPr>");
        }
        let text = if run.change.deleted.is_some() { "delText" } else { "t" };
        for part in run.text.split_inclusive(['\n', '\t']) {
            let _ = write!(self.xml, "<w:{text} xml:space=\"preserve\">");
            push_escaped(&mut self.xml, part, " ");
            let _ = write!(self.xml, "</w:{text}>");
            match part.chars().next_back() {
                Some('\n') => self.xml.push_str("<w:br/>"),
                Some('\t') => self.xml.push_str("<w:tab/>"),
                _ => {}
            }
        }
        self.xml.push_str("</w:r>");
        for (name, _) in run.change.elements().rev() {
            let _ = write!(self.xml, "</w:{name}>");
        }
    }

    fn table(&mut self, table: &Table) {
        let widths: Vec<u32> = table.columns.iter().map(|width| width * TEXT_WIDTH / 1_000).collect();
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>",
            widths.iter().sum::<u32>()
        );
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let _ =
                write!(self.xml, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
        }
        self.xml.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
             <w:left w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
        for width in &widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
        // For every column the cell that reaches down into the row: how many rows are left of it, and its width.
        let mut reaching: Vec<(usize, usize)> = vec![(0, 1); widths.len()];
        let last = table.rows.len().saturating_sub(1);
        for (number, row) in table.rows.iter().enumerate() {
            let height = table.row_height;
            let _ = write!(self.xml, "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\"/>");
            if number < table.head {
                self.xml.push_str("<w:tblHeader/>");
            }
            self.open(row.change, "/");
            self.xml.push_str("</w:trPr>");
            self.cells(row, table.is_whole && number < last, &widths, &mut reaching);
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
    }

    /// The cells of a row, with those that only continue what is above them.
    fn cells(&mut self, row: &Row, stays: bool, widths: &[u32], reaching: &mut [(usize, usize)]) {
        let mut cells = row.cells.iter().peekable();
        let mut column = 0;
        while column < widths.len() {
            let own = cells.next_if(|cell| cell.column <= column);
            let above = reaching.get(column).copied().unwrap_or_default();
            let (columns, merge) = match own {
                Some(cell) => (cell.columns.max(1), (cell.rows > 1).then_some("restart")),
                None if above.0 > 0 => (above.1, Some("continue")),
                // No cell begins or reaches here: a place of its own.
                None => (1, None),
            };
            let left = own.map_or(above.0.saturating_sub(1), |cell| cell.rows.saturating_sub(1));
            if let Some(above) = reaching.get_mut(column) {
                *above = (left, columns);
            }
            let end = (column + columns).min(widths.len());
            let width: u32 = widths.get(column..end).unwrap_or_default().iter().sum();
            let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
            if columns > 1 {
                let _ = write!(self.xml, "<w:gridSpan w:val=\"{columns}\"/>");
            }
            if let Some(merge) = merge {
                let _ = write!(self.xml, "<w:vMerge w:val=\"{merge}\"/>");
            }
            self.xml.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
            match own {
                Some(Cell { paragraph, .. }) => self.paragraph(paragraph, stays),
                None => self.paragraph(&Paragraph::new(Style::Label, ""), stays),
            }
            self.xml.push_str("</w:tc>");
            column = end.max(column + 1);
        }
    }
}
