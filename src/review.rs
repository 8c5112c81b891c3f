//! The review copy of a draft: the official document with every correction as a change that a person accepts or
//! refuses, and a comment at every finding.
//!
//! Whoever accepts all changes has the corrected report, whoever refuses all has the draft's own words and numbers, in
//! the tables of the form.

mod comments;
mod diff;

use crate::checked::{Options, check_with};
use crate::confirm::Confirmed;
use crate::correct;
use crate::fold;
use crate::form::{Cell, Table as OfficialTable};
use crate::reading::{Reading, trimmed};
use crate::render::document::{Block, Change, Document, Inline, Paragraph, Table, runs};
use crate::render::grid::{Grid, Kind, Printed};
use crate::render::look::Style;
use crate::render::official;
use crate::report::{Report, Value};
use crate::source::{Source, Span};
use comments::{Comments, Mark};
use diff::{Key, Piece, Step, pieces, steps};

/// The review copy of a draft, checked beside last year's report if there is one; what has been confirmed stays as it is
/// and is not commented. Takes little longer than correcting.
///
/// # Errors
/// Where there is no report to review, what a person must know instead.
pub fn review(text: &str, confirmed: &Confirmed, prior: Option<&str>) -> Result<Document, String> {
    let checked = check_with(text, Options { confirmed, prior, ..Options::default() });
    if let Some(notice) = checked.notice {
        return Err(notice);
    }
    let corrected = correct::correct_except(text, confirmed);
    let report = correct::report(&corrected.text);
    let source = Source::new(text);
    let reading = Reading::new(&source);
    let draft = Draft::new(&source, &reading);
    let comments = Comments::new(&draft, &checked.findings, &corrected.applied);
    let (pieces, title) = targets(&report);
    let copy = ReviewCopy { draft: &draft, report: &report, comments: &comments };
    let old: Vec<Key> = draft.pieces.iter().map(|piece| piece.key.clone()).collect();
    let new: Vec<Key> = pieces.iter().map(|(key, _)| key.clone()).collect();
    let mut blocks = Vec::with_capacity(old.len());
    for step in steps(&old, &new) {
        blocks.extend(match step {
            Step::Both(old, new) => copy.both(old, pieces.get(new)),
            Step::Old(old) => copy.deleted(old),
            Step::New(new) => copy.inserted(pieces.get(new)),
        });
    }
    Ok(Document { title, blocks, comments: comments.texts })
}

/// A piece of the draft.
struct DraftPiece {
    key: Key,
    /// Its text; that of a table stands in its cells.
    text: String,
    /// Its lines, each with where it begins in the text.
    lines: Vec<(usize, Span)>,
}

impl DraftPiece {
    fn table(index: usize) -> Self {
        Self { key: Key::Table(index), text: String::new(), lines: Vec::new() }
    }
}

/// The draft as pieces: its lines, with each table as one.
struct Draft<'a> {
    source: &'a Source<'a>,
    reading: &'a Reading,
    pieces: Vec<DraftPiece>,
}

impl<'a> Draft<'a> {
    fn new(source: &'a Source<'a>, reading: &'a Reading) -> Self {
        let outline = &reading.outline;
        let mut pieces: Vec<DraftPiece> = Vec::new();
        let mut seen = [false; 3];
        let title = outline.title.as_ref().map_or(0..0, |(lines, _)| lines.clone());
        let headings: Vec<(usize, usize)> =
            outline.sections.iter().flatten().map(|own| (own.heading.line, own.heading.section)).collect();
        for (line, &span) in source.lines().iter().enumerate() {
            if let Some(table) = reading.tables.iter().position(|table| table.owns_line(line)) {
                if let Some(seen) = seen.get_mut(table).filter(|seen| !**seen) {
                    *seen = true;
                    pieces.push(DraftPiece::table(table));
                }
                continue;
            }
            let span = trimmed(source, span);
            if span.is_empty() {
                continue;
            }
            let text = source.slice(span);
            if let Some(last) =
                pieces.last_mut().filter(|last| last.key == Key::Title && title.contains(&line))
            {
                last.text.push('\n');
                last.lines.push((last.text.len(), span));
                last.text.push_str(text);
                continue;
            }
            let section = headings.iter().find(|(own, _)| *own == line).map(|(_, section)| *section);
            let key = match section {
                _ if title.contains(&line) => Key::Title,
                Some(section) => Key::Heading(section),
                None => Key::Text(text.to_owned()),
            };
            pieces.push(DraftPiece { key, text: text.to_owned(), lines: vec![(0, span)] });
        }
        // Rows of one table may stand among those of another, which has their lines then.
        for (table, reading) in reading.tables.iter().enumerate() {
            if reading.is_present() && !seen.get(table).is_some_and(|seen| *seen) {
                pieces.push(DraftPiece::table(table));
            }
        }
        Self { source, reading, pieces }
    }

    /// What stands in a cell.
    fn cell(&self, cell: Cell) -> &str {
        self.reading.cell(cell).map_or("", |mark| self.source.slice(mark.span))
    }

    /// The label of a row, where it is worded otherwise than on the form but still as the label of that row.
    fn label(&self, table: usize, row: usize, official: &str) -> Option<&str> {
        const LEAST_LIKENESS: f32 = 0.5;
        let span = self.reading.tables.get(table)?.rows.get(row)?.label?;
        let label = self.source.slice(span);
        let (own, wanted) = (fold::key(label), fold::key(official));
        let is_version = own != wanted && fold::similarity(&own, &wanted) >= LEAST_LIKENESS;
        (is_version && !label.contains(['\t', '\n'])).then_some(label)
    }
}

/// What a piece of the corrected report is.
enum Target {
    Paragraph(Paragraph),
    Table(usize, &'static OfficialTable),
}

/// The corrected report as pieces, and its title.
fn targets(report: &Report) -> (Vec<(Key, Target)>, String) {
    let document = official::document(report);
    let mut targets = Vec::with_capacity(document.blocks.len());
    let (mut sections, mut tables) = (0, report.form.tables.iter().enumerate());
    for block in document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.style == Style::Title => {
                // As the draft has it, not as it best fits its lines.
                let title = Paragraph::new(Style::Title, &report.title.join("\n"));
                targets.push((Key::Title, Target::Paragraph(title)));
            }
            Block::Paragraph(paragraph) if paragraph.style == Style::Heading => {
                targets.push((Key::Heading(sections), Target::Paragraph(paragraph)));
                sections += 1;
            }
            Block::Paragraph(paragraph) => {
                targets.push((Key::Text(paragraph.text()), Target::Paragraph(paragraph)));
            }
            Block::Table(table) if table.is_whole => {
                if let Some((index, table)) = tables.next() {
                    targets.push((Key::Table(index), Target::Table(index, table)));
                }
            }
            // Lines of cells that are kept stand in the draft as lines.
            Block::Table(table) => targets.extend(table.rows.iter().map(|row| {
                let fields: Vec<String> = row.cells.iter().map(|cell| cell.paragraph.text()).collect();
                let line = fields.join("\t").trim_end_matches('\t').to_owned();
                let paragraph = Paragraph::new(Style::Text, &line);
                (Key::Text(line), Target::Paragraph(paragraph))
            })),
        }
    }
    (targets, document.title)
}

/// Draft and corrected report, being put into one.
struct ReviewCopy<'a> {
    draft: &'a Draft<'a>,
    report: &'a Report,
    comments: &'a Comments,
}

impl ReviewCopy<'_> {
    fn both(&self, old: usize, new: Option<&(Key, Target)>) -> Option<Block> {
        match &new?.1 {
            Target::Paragraph(new) => {
                let text = &self.draft.pieces.get(old)?.text;
                let content = content(text, &new.text(), self.comments.of_line(old));
                Some(Block::Paragraph(Paragraph { content, ..new.clone() }))
            }
            Target::Table(index, table) => {
                let grid = Grid::new(self.report, *index as u8, table);
                Some(Block::Table(self.table(*index, &grid, Change::None)))
            }
        }
    }

    fn deleted(&self, old: usize) -> Option<Block> {
        let piece = self.draft.pieces.get(old)?;
        if let Key::Table(index) = piece.key {
            let form = self.report.form;
            let mut report = Report::blank(form);
            for cell in form.cells() {
                report.set(cell, Value::Number(self.draft.cell(cell).to_owned()));
            }
            let grid = Grid::new(&report, index as u8, form.tables.get(index)?);
            return Some(Block::Table(self.table(index, &grid, Change::Deleted)));
        }
        let style = if matches!(piece.key, Key::Heading(_)) { Style::Heading } else { Style::Text };
        let content = content(&piece.text, "", self.comments.of_line(old));
        Some(Block::Paragraph(Paragraph { style, right: 0, change: Change::Deleted, content }))
    }

    fn inserted(&self, target: Option<&(Key, Target)>) -> Option<Block> {
        match &target?.1 {
            Target::Paragraph(new) => {
                let mut paragraph = Paragraph { change: Change::Inserted, ..new.clone() };
                propose(&mut paragraph, Change::Inserted);
                if let Some((Key::Heading(section), _)) = target {
                    mark(&mut paragraph, &self.comments.of_heading(*section));
                }
                Some(Block::Paragraph(paragraph))
            }
            Target::Table(index, table) => {
                let grid = Grid::new(self.report, *index as u8, table);
                Some(Block::Table(self.table(*index, &grid, Change::Inserted)))
            }
        }
    }

    /// A table with what changes in its cells, or that comes or goes as a whole.
    fn table(&self, index: usize, grid: &Grid, change: Change) -> Table {
        let mut first = true;
        let mut table = official::official_table(grid, |printed| {
            let mut marks = Vec::new();
            // A table that moved stands in two places: the comments are where it stays.
            if change != Change::Deleted {
                marks = self.comments.of_cell(index, printed.kind);
                if std::mem::take(&mut first) {
                    marks.extend(self.comments.of_table(index));
                }
            }
            self.cell(index, printed, change, &marks)
        });
        for row in &mut table.rows {
            row.change = change;
        }
        table
    }

    fn cell(&self, table: usize, printed: &Printed, change: Change, marks: &[usize]) -> Paragraph {
        let old = match printed.kind {
            Kind::Number(cell) | Kind::Open(cell) => self.draft.cell(cell),
            Kind::Label(row) => self.draft.label(table, row, &printed.text).unwrap_or(&printed.text),
            Kind::Group | Kind::Head => &printed.text,
        };
        let mut paragraph = official::printed(printed);
        if change == Change::None {
            paragraph.content = content(old, &printed.text, &[]);
        } else {
            // Paragraphs of cells come and go with their rows.
            propose(&mut paragraph, change);
        }
        mark(&mut paragraph, marks);
        paragraph
    }
}

/// Proposes all that stands in a paragraph.
fn propose(paragraph: &mut Paragraph, change: Change) {
    paragraph.runs_mut().for_each(|run| run.change = change);
}

/// Puts comments on a whole paragraph.
fn mark(paragraph: &mut Paragraph, comments: &[usize]) {
    for &id in comments {
        paragraph.content.insert(0, Inline::CommentStart(id));
        paragraph.content.push(Inline::CommentEnd(id));
    }
}

/// The content of a line in two versions. Each mark is a comment with what it is about in the old one.
fn content(old: &str, new: &str, marks: &[Mark]) -> Vec<Inline> {
    let mut content = Vec::new();
    let mut waiting: Vec<&Mark> = marks.iter().rev().collect();
    let mut open: Vec<&Mark> = Vec::new();
    let close = |content: &mut Vec<Inline>, open: &mut Vec<&Mark>, at: usize| {
        open.retain(|(range, id)| {
            let ends = range.end <= at;
            if ends {
                content.push(Inline::CommentEnd(*id));
            }
            !ends
        });
    };
    for piece in pieces(old, new) {
        let (range, change) = match piece {
            Piece::Kept(range) => (range, Change::None),
            Piece::Deleted(range) => (range, Change::Deleted),
            // What is put in the place of something belongs to the comment on that.
            Piece::Inserted(text) => {
                content.extend(runs(&text, Change::Inserted));
                continue;
            }
        };
        let mut at = range.start;
        while at < range.end {
            close(&mut content, &mut open, at);
            while let Some(mark) = waiting.pop_if(|(range, _)| range.start <= at) {
                content.push(Inline::CommentStart(mark.1));
                open.push(mark);
            }
            let starts = waiting.last().map(|(range, _)| range.start);
            let ends = open.iter().map(|(range, _)| range.end);
            let next = ends.chain(starts).filter(|&next| next > at).min().unwrap_or(range.end).min(range.end);
            // Whatever a mark says, no text is lost.
            let next = (next..range.end).find(|&next| old.is_char_boundary(next)).unwrap_or(range.end);
            content.extend(runs(old.get(at..next).unwrap_or_default(), change));
            at = next;
        }
    }
    while let Some(mark) = waiting.pop() {
        content.push(Inline::CommentStart(mark.1));
        open.push(mark);
    }
    close(&mut content, &mut open, usize::MAX);
    content
}
