//! The review copy of a draft: the official document with every correction as a change that a person accepts or
//! refuses, and a comment at every finding.
//!
//! Whoever accepts all changes has the corrected report, whoever refuses all has the words and numbers of the draft as it
//! arrived, in the tables of the form. What a person has changed since is among the changes, under another author.

mod comments;
mod content;
mod diff;

use crate::checked::{Options, check_with};
use crate::confirm::Confirmed;
use crate::correct;
use crate::fold;
use crate::form::{Cell, Edition};
use crate::order::sort;
use crate::reading::{Reading, trimmed};
use crate::render::document::{Author, Block, Change, Document, Inline, Paragraph, Table};
use crate::render::grid::{Grid, Kind, Printed};
use crate::render::look::Style;
use crate::render::official;
use crate::report::{Report, Value};
use crate::source::{Source, Span};
use comments::Comments;
use content::{Changed, content};
use diff::{Key, Step, steps, through};

/// The review copy of a draft, checked beside last year's report if there is one; what has been confirmed stays as it is
/// and is not commented. `original` is the draft before anybody put it right, where it is still known: the copy begins
/// with it. Takes little longer than correcting, which it does twice beside another original.
///
/// # Errors
/// Where there is no report to review, what a person must know instead.
pub fn review(
    text: &str,
    confirmed: &Confirmed,
    prior: Option<&str>,
    original: Option<&str>,
) -> Result<Document, String> {
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
    let original = original.unwrap_or(text);
    let original_source = Source::new(original);
    let original_reading = Reading::new(&original_source);
    let arrived = Draft::new(&original_source, &original_reading);
    let (targets, title) = targets(&report);
    let (old, present) = (arrived.keys(), draft.keys());
    let new: Vec<Key> = targets.iter().map(|(key, _)| key.clone()).collect();
    let alone = if original == text { None } else { Alone::new(original, confirmed, &old) };
    let way = through(steps(&old, &present), steps(&present, &new));
    let copy = ReviewCopy { arrived, draft, report: &report, targets, alone, comments };
    let blocks = way.into_iter().filter_map(|place| copy.block(place)).collect();
    Ok(Document { title, blocks, comments: copy.comments.texts })
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
    fn table(edition: Edition, index: usize) -> Self {
        Self { key: Key::Table(edition, index), text: String::new(), lines: Vec::new() }
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
        let (outline, edition) = (&reading.outline, reading.form.edition);
        let mut pieces: Vec<DraftPiece> = Vec::new();
        let mut seen = [false; 3];
        let title = outline.title.as_ref().map_or(0..0, |(lines, _)| lines.clone());
        let headings: Vec<(usize, usize)> =
            outline.sections.iter().flatten().map(|own| (own.heading.line, own.heading.section)).collect();
        for (line, &span) in source.lines().iter().enumerate() {
            if let Some(table) = reading.tables.iter().position(|table| table.owns_line(line)) {
                if let Some(seen) = seen.get_mut(table).filter(|seen| !**seen) {
                    *seen = true;
                    pieces.push(DraftPiece::table(edition, table));
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
                pieces.push(DraftPiece::table(edition, table));
            }
        }
        Self { source, reading, pieces }
    }

    fn keys(&self) -> Vec<Key> {
        self.pieces.iter().map(|piece| piece.key.clone()).collect()
    }

    /// What stands in a cell.
    fn cell(&self, cell: Cell) -> &str {
        self.reading.cell(cell).map_or("", |mark| self.source.slice(mark.span))
    }

    /// What stands in a place of a table of the form.
    fn printed<'p>(&'p self, table: usize, printed: &'p Printed) -> &'p str {
        let official = &printed.text;
        match printed.kind {
            Kind::Number(cell) | Kind::Open(cell) => self.cell(cell),
            Kind::Label(row) => self.label(table, row, official).unwrap_or(official),
            Kind::Group | Kind::Head => official,
        }
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

/// A piece of the corrected report; what stands in a table, the report says.
type Target = (Key, Option<Paragraph>);

/// The corrected report as pieces, and its title.
fn targets(report: &Report) -> (Vec<Target>, String) {
    let document = official::document(report);
    let mut targets = Vec::with_capacity(document.blocks.len());
    let (mut sections, mut tables) = (0, 0);
    for block in document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.style == Style::Title => {
                // As the draft has it, not as it best fits its lines.
                let title = Paragraph::new(Style::Title, &report.title.join("\n"));
                targets.push((Key::Title, Some(title)));
            }
            Block::Paragraph(paragraph) if paragraph.style == Style::Heading => {
                targets.push((Key::Heading(sections), Some(paragraph)));
                sections += 1;
            }
            Block::Paragraph(paragraph) => {
                targets.push((Key::Text(paragraph.text()), Some(paragraph)));
            }
            Block::Table(table) if table.is_whole => {
                targets.push((Key::Table(report.form.edition, tables), None));
                tables += 1;
            }
            // Lines of cells that are kept stand in the draft as lines.
            Block::Table(table) => targets.extend(table.rows.iter().map(|row| {
                let fields: Vec<String> = row.cells.iter().map(|cell| cell.paragraph.text()).collect();
                let line = fields.join("\t").trim_end_matches('\t').to_owned();
                let paragraph = Paragraph::new(Style::Text, &line);
                (Key::Text(line), Some(paragraph))
            })),
        }
    }
    (targets, document.title)
}

/// What the program makes of the draft as it arrived: who applies its fixes in the draft changes nothing himself.
struct Alone {
    report: Report,
    /// What each piece of the draft becomes; nothing where it goes.
    becomes: Vec<Option<String>>,
    /// The pieces of the report, in order of their keys.
    pieces: Vec<Key>,
}

impl Alone {
    fn new(original: &str, confirmed: &Confirmed, old: &[Key]) -> Option<Self> {
        let corrected = correct::correct_except(original, confirmed);
        if !corrected.is_report {
            return None;
        }
        let report = correct::report(&corrected.text);
        let (mut pieces, texts): (Vec<Key>, Vec<Option<Paragraph>>) = targets(&report).0.into_iter().unzip();
        let text =
            |new: usize| texts.get(new).and_then(Option::as_ref).map_or(String::new(), Paragraph::text);
        let becomes = steps(old, &pieces).into_iter().filter_map(|step| match step {
            Step::Both(_, new) => Some(Some(text(new))),
            Step::Old(_) => Some(None),
            Step::New(_) => None,
        });
        let becomes = becomes.collect();
        sort(&mut pieces);
        Some(Self { report, becomes, pieces })
    }

    /// Whether it is the same in a piece of another report.
    fn has(&self, key: &Key, report: &Report) -> bool {
        self.pieces.binary_search(key).is_ok()
            && match key {
                Key::Title => self.report.title == report.title,
                Key::Table(_, table) => {
                    let mut cells = report.form.cells().filter(|cell| usize::from(cell.table) == *table);
                    cells.all(|cell| self.report.value(cell) == report.value(cell))
                }
                Key::Heading(_) | Key::Text(_) => true,
            }
    }
}

/// The draft as it arrived and as it is, and the corrected report, being put into one.
struct ReviewCopy<'a> {
    arrived: Draft<'a>,
    draft: Draft<'a>,
    report: &'a Report,
    targets: Vec<Target>,
    /// Where the draft is not as it arrived.
    alone: Option<Alone>,
    comments: Comments,
}

impl ReviewCopy<'_> {
    /// A piece, by its index in each version that has it.
    fn block(&self, [original, present, new]: [Option<usize>; 3]) -> Option<Block> {
        let old = original.and_then(|piece| self.arrived.pieces.get(piece));
        let own = present.and_then(|piece| self.draft.pieces.get(piece));
        let target = new.and_then(|piece| self.targets.get(piece));
        let key = target.map(|(key, _)| key).or_else(|| Some(&old.or(own)?.key))?;
        let alone = self.alone.as_ref();
        let becomes = alone.and_then(|alone| alone.becomes.get(original?));
        let is_own = match (target, own) {
            (Some((key, _)), _) => alone.is_some_and(|alone| alone.has(key, self.report)),
            (None, None) => becomes == Some(&None),
            (None, Some(_)) => false,
        };
        let by = if is_own && (old.is_none() || target.is_none()) { Author::Program } else { Author::Editor };
        let program = Author::Program;
        let change = Change {
            inserted: old.is_none().then_some(if own.is_some() { by } else { program }),
            deleted: target.is_none().then_some(if own.is_some() { program } else { by }),
        };
        if let Key::Table(edition, index) = *key {
            if old.is_none() && target.is_none() {
                return None;
            }
            let drafts = [old.map(|_| &self.arrived), own.map(|_| &self.draft)];
            return self.table(edition, index, drafts, change, by).map(Block::Table);
        }
        let mut paragraph = match target {
            Some((_, Some(paragraph))) => paragraph.clone(),
            _ if matches!(key, Key::Heading(_)) => Paragraph::new(Style::Heading, ""),
            _ => Paragraph::new(Style::Text, ""),
        };
        paragraph.change = change;
        if old.is_some() || own.is_some() {
            let [old, own] = [old, own].map(|piece| piece.map_or("", |piece| piece.text.as_str()));
            let marks = present.map_or(&[][..], |piece| self.comments.of_line(piece));
            let changed = Changed { by, alone: becomes.and_then(Option::as_deref) };
            paragraph.content = content([old, own, &paragraph.text()], changed, marks);
        } else {
            paragraph.runs_mut().for_each(|run| run.change = change);
            if let Key::Heading(section) = key {
                mark(&mut paragraph, &self.comments.of_heading(*section));
            }
        }
        Some(Block::Paragraph(paragraph))
    }

    /// A table with what changes in its cells, or that comes or goes as a whole; `drafts` are those that have it.
    fn table(
        &self,
        edition: Edition,
        index: usize,
        drafts: [Option<&Draft<'_>>; 2],
        change: Change,
        by: Author,
    ) -> Option<Table> {
        let form = edition.form();
        let mut empty = Report::blank(form);
        form.cells().for_each(|cell| empty.set(cell, Value::Number(String::new())));
        let stays = change.deleted.is_none();
        let report = if stays { self.report } else { &empty };
        let grid = Grid::new(report, index as u8, form.tables.get(index)?);
        let mut first = true;
        let mut table = official::official_table(&grid, |printed| {
            let alone = self.alone.as_ref().filter(|_| change == Change::default());
            let alone = alone.and_then(|alone| match printed.kind {
                Kind::Number(cell) | Kind::Open(cell) => match alone.report.value(cell) {
                    Value::Number(number) => Some(number.as_str()),
                    Value::Open => None,
                },
                Kind::Label(_) | Kind::Group | Kind::Head => Some(&*printed.text),
            });
            let changed = Changed { by, alone };
            let [old, own] = drafts.map(|draft| draft.map_or("", |draft| draft.printed(index, printed)));
            let mut paragraph = official::printed(printed);
            let new = if stays { &*printed.text } else { "" };
            // Paragraphs of cells come and go with their rows.
            paragraph.content = content([old, own, new], changed, &[]);
            // A table that moved stands in two places: the comments are where it stays.
            if stays {
                mark(&mut paragraph, &self.comments.of_cell(index, printed.kind));
                if std::mem::take(&mut first) {
                    mark(&mut paragraph, &self.comments.of_table(index));
                }
            }
            paragraph
        });
        for row in &mut table.rows {
            row.change = change;
        }
        Some(table)
    }
}

/// Puts comments on a whole paragraph.
fn mark(paragraph: &mut Paragraph, comments: &[usize]) {
    for &id in comments {
        paragraph.content.insert(0, Inline::CommentStart(id));
        paragraph.content.push(Inline::CommentEnd(id));
    }
}
