//! A printed document: paragraphs and tables as a person sees them, before they are a web page or a Word file.

use crate::fold::trim;
use crate::form::OPEN_SPOT;

use super::look::{Style, Twips};

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Comments in its margin; a paragraph says by their index what each is about.
    pub comments: Vec<Comment>,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A comment: its paragraphs.
pub type Comment = Vec<String>;

/// Who changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The program.
    Program,
    /// The person who works on the draft.
    Editor,
}

/// What a person may still accept or refuse about something, and whose proposal it is: that it comes, that it goes, or
/// that what came goes again. By default it is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Who puts it in; who refuses all changes does not have it.
    pub inserted: Option<Author>,
    /// Who takes it out; who accepts all changes does not have it.
    pub deleted: Option<Author>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub style: Style,
    /// How far its lines end from the right edge, in hundredths of a character.
    pub right: u32,
    /// What is proposed about the paragraph as such.
    pub change: Change,
    /// What stands in it.
    pub content: Vec<Inline>,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Run(Run),
    /// Where the text begins that a comment is about.
    CommentStart(usize),
    /// Where it ends.
    CommentEnd(usize),
}

/// Text of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text; line feeds are line breaks.
    pub text: String,
    /// What is proposed about it.
    pub change: Change,
    /// Whether it must catch the eye: what is still to be filled in.
    pub is_open: bool,
    /// Whether it is a heading within the paragraph.
    pub is_heading: bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Widths of its columns in thousandths of its own.
    pub columns: Vec<u32>,
    /// How many rows from the top are its head.
    pub head: usize,
    /// Whether it must stand on one page.
    pub is_whole: bool,
    /// The least height of a row.
    pub row_height: Twips,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What is proposed about the row as such.
    pub change: Change,
    /// The cells that begin in it, from left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// What stands in it.
    pub paragraph: Paragraph,
}

impl Change {
    /// The elements of it, outermost first, in Word files as in web pages.
    pub(super) fn elements(self) -> impl DoubleEndedIterator<Item = (&'static str, Author)> {
        [("ins", self.inserted), ("del", self.deleted)]
            .into_iter()
            .filter_map(|(name, author)| Some((name, author?)))
    }
}

impl Paragraph {
    /// Its runs, to be changed.
    pub fn runs_mut(&mut self) -> impl Iterator<Item = &mut Run> {
        self.content.iter_mut().filter_map(|inline| match inline {
            Inline::Run(run) => Some(run),
            Inline::CommentStart(_) | Inline::CommentEnd(_) => None,
        })
    }

    /// How far its lines end from the right edge.
    pub fn right_indent(&self) -> Twips {
        self.right * self.style.look().character() / 100
    }

    /// A paragraph with its open spots marked.
    pub fn new(style: Style, text: &str) -> Self {
        Self { style, right: 0, change: Change::default(), content: runs(text, Change::default()) }
    }

    /// A paragraph of a cell or signature, where tabs and line breaks are blanks: they would part cells where it is read back.
    pub fn of_cell(style: Style, text: &str) -> Self {
        Self::new(style, &text.replace(['\t', '\n', '\r'], " "))
    }

    /// Its text when every proposal has been accepted.
    pub fn text(&self) -> String {
        let accepted = self.content.iter().filter_map(|inline| match inline {
            Inline::Run(run) if run.change.deleted.is_none() => Some(run.text.as_str()),
            _ => None,
        });
        accepted.collect()
    }
}

impl Cell {
    /// A cell of one row and column.
    pub fn single(column: usize, style: Style, text: &str) -> Self {
        Self { column, columns: 1, rows: 1, paragraph: Paragraph::of_cell(style, text) }
    }
}

impl Document {
    /// Whether a line of the signature follows a block: no signature stands alone on a page.
    pub fn is_signed(&self, block: usize) -> bool {
        let next = self.blocks.get(block + 1);
        matches!(next, Some(Block::Paragraph(next)) if matches!(next.style, Style::Signature | Style::Date))
    }

    /// What a reader of the document with every proposal accepted finds in it, in order: each paragraph and each cell
    /// that is not empty. Tabs and line breaks part two of them.
    pub fn fields(&self) -> Vec<String> {
        let mut fields = Vec::new();
        let mut push = |paragraph: &Paragraph| push_fields(&mut fields, &paragraph.text());
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => push(paragraph),
                Block::Table(table) => {
                    let rows = table.rows.iter().filter(|row| row.change.deleted.is_none());
                    rows.flat_map(|row| &row.cells).for_each(|cell| push(&cell.paragraph));
                }
            }
        }
        fields
    }
}

/// The fields of a text: see [`Document::fields`]. Runs of blanks count as one, for they are kept by no-break ones in
/// web pages, and what cannot be printed does not count.
pub fn fields(text: &str) -> Vec<String> {
    let mut fields = Vec::new();
    push_fields(&mut fields, text);
    fields
}

fn push_fields(fields: &mut Vec<String>, text: &str) {
    for field in text.split(['\t', '\n', '\r']) {
        let mut squeezed = String::with_capacity(field.len());
        for c in field.chars().filter(|&c| is_printable(c)) {
            match c {
                ' ' | '\u{a0}' | '\u{3000}' if squeezed.is_empty() || squeezed.ends_with(' ') => {}
                '\u{a0}' => squeezed.push(' '),
                c => squeezed.push(c),
            }
        }
        let trimmed = trim(&squeezed);
        if !trimmed.is_empty() {
            fields.push(trimmed.to_owned());
        }
    }
}

/// Whether a character has a place in a document: neither a web page nor a Word file may hold control characters or
/// the two code points that are no characters.
pub fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Adds a text as it stands in a page or in XML. What cannot be printed goes; of a run of blanks, which may part
/// cells, all but the first become `blank`.
pub fn push_escaped(out: &mut String, text: &str, blank: &str) {
    let mut last = ' ';
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            ' ' if last == ' ' => out.push_str(blank),
            c if is_printable(c) => out.push(c),
            _ => {}
        }
        last = c;
    }
}

/// The runs of a text, its open spots apart.
pub fn runs(text: &str, change: Change) -> Vec<Inline> {
    let mut runs = Vec::new();
    let mut push = |text: &str, is_open| {
        if !text.is_empty() {
            runs.push(Inline::Run(Run { text: text.to_owned(), change, is_open, is_heading: false }));
        }
    };
    let mut rest = text;
    while let Some(start) = rest.find(OPEN_SPOT) {
        let (before, spot) = rest.split_at(start);
        let end = spot.find('〕').map_or(spot.len(), |at| at + '〕'.len_utf8());
        let (spot, behind) = spot.split_at(end);
        push(before, false);
        push(spot, true);
        rest = behind;
    }
    push(rest, false);
    runs
}
