//! A story of a document — its main text, its notes — from XML to blocks.
//!
//! One loop with its own stack, so that no nesting is too deep. An element that is not known is transparent: what
//! wraps runs, paragraphs, rows or cells (w:sdt, w:hyperlink, w:smartTag, w:customXml, w:fldSimple) changes nothing.

mod drawings;
mod fields;
mod paragraphs;
mod tables;

use self::paragraphs::symbol;
use super::Places;
use super::numbering::Numbering;
use super::place::{OpenTable, Place, Unread, of_instruction};
use super::styles::Styles;
use super::xml::{Element, Event, Xml};
use crate::intake::blocks::Block;
use crate::intake::field::Unseen;
use crate::intake::{MAX_TEXT, Refusal};

/// What a story holds.
pub(super) struct Body {
    /// Its paragraphs and tables, without notes.
    pub(super) blocks: Vec<Block>,
    /// The notes that are referred to, each once, in the order of their numbers.
    pub(super) references: Vec<NoteId>,
    /// The notes that stand in it.
    pub(super) notes: Vec<(NoteId, Vec<Block>)>,
    /// What it has besides.
    pub(super) counts: Counts,
    /// Whether it came to its end.
    pub(super) is_whole: bool,
}

/// A footnote or an endnote: its identifier among its kind, doubled, and one more for endnotes.
pub(super) type NoteId = u32;

/// What is not in the text, or not as it was.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Pictures and embedded objects.
    pub(super) pictures: usize,
    /// Changes that were tracked.
    pub(super) changes: usize,
    /// Comments.
    pub(super) comments: usize,
    /// Places with hidden text.
    pub(super) hidden: usize,
    /// Places with text that is struck out.
    pub(super) struck: usize,
    /// Paragraphs whose number could not be made out.
    pub(super) unnumbered: usize,
}

impl Counts {
    /// These and others.
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            pictures: self.pictures + other.pictures,
            changes: self.changes + other.changes,
            comments: self.comments + other.comments,
            hidden: self.hidden + other.hidden,
            struck: self.struck + other.struck,
            unnumbered: self.unnumbered + other.unnumbered,
        }
    }
}

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Transparent,
    Paragraph,
    Run,
    /// Text of a run, which begins there in the paragraph; whether the blanks at its ends count.
    Text {
        start: usize,
        keeps_blanks: bool,
    },
    Table,
    /// A table that is nested too deep, or in the wrong place: its paragraphs are the text around it.
    FlatTable,
    Row,
    Cell,
    TextBox,
    /// A text box that is nested too deep: its paragraphs are the text around it. How many drawings were open.
    FlatTextBox {
        drawings: usize,
    },
    Note(NoteId),
    /// A drawing, an embedded object or a picture of the old kind; only text boxes in it have text.
    Drawing,
    /// Several versions of the same content; whether one was taken.
    Alternatives {
        is_taken: bool,
    },
    /// What a field does.
    Instruction,
    /// A field in one element, of which the result begins there in the paragraph.
    Field {
        start: usize,
        shows: Unseen,
    },
}

struct Reader<'x> {
    xml: Xml<'x>,
    styles: &'x Styles,
    numbering: &'x mut Numbering,
    /// The open elements.
    roles: Vec<Role>,
    /// The place that is being read, and those around it.
    place: Place,
    around: Vec<Place>,
    /// How many tables are open, and how many flattened ones.
    depth: usize,
    flat: usize,
    /// How many text boxes are open, without flattened ones.
    boxes: usize,
    is_in_note: bool,
    /// Why what was read last was left out, if it was, so that what follows is the same place.
    was_unread: Option<Unread>,
    length: usize,
    references: Vec<NoteId>,
    /// The numbers of the notes that were referred to.
    note_numbers: Places<NoteId>,
    notes: Vec<(NoteId, Vec<Block>)>,
    counts: Counts,
}

impl Body {
    /// Reads a part that has a story or several. Linear.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`] where it grows beyond [`MAX_TEXT`].
    pub(super) fn read<'x>(
        text: &'x str,
        styles: &'x Styles,
        numbering: &'x mut Numbering,
    ) -> Result<Self, Refusal> {
        let mut reader = Reader {
            xml: Xml::new(text),
            styles,
            numbering,
            roles: Vec::new(),
            place: Place::default(),
            around: Vec::new(),
            depth: 0,
            flat: 0,
            boxes: 0,
            is_in_note: false,
            was_unread: None,
            length: 0,
            references: Vec::new(),
            note_numbers: Places::default(),
            notes: Vec::new(),
            counts: Counts::default(),
        };
        while reader.length <= MAX_TEXT {
            match reader.xml.step() {
                Event::Open(element) => {
                    let role = reader.open(&element);
                    reader.roles.extend(role);
                }
                Event::Close => reader.close(),
                Event::Text(text) => reader.characters(&text),
                Event::End => return Ok(reader.finish()),
            }
        }
        Err(Refusal::TooLarge)
    }
}

impl Reader<'_> {
    /// Closes what is still open.
    fn finish(mut self) -> Body {
        let is_whole = self.xml.is_whole();
        while !self.roles.is_empty() {
            self.close();
        }
        self.place.end_paragraph("");
        Body {
            blocks: self.place.blocks,
            references: self.references,
            notes: self.notes,
            counts: self.counts,
            is_whole,
        }
    }

    /// What an element is; `None` where it has been read to its end already.
    fn open(&mut self, element: &Element<'_>) -> Option<Role> {
        match element.name() {
            "AlternateContent" => return Some(Role::Alternatives { is_taken: false }),
            "Choice" | "Fallback" => return self.open_alternative(),
            "drawing" | "pict" | "object" => return Some(self.open_drawing(element)),
            "txbxContent" => return Some(self.open_text_box()),
            _ if self.place.drawings > 0 => self.inside_drawing(element),
            "p" => return Some(self.open_paragraph()),
            "pPr" => return self.paragraph_properties(),
            "r" => {
                self.place.paragraph.end_run();
                return Some(Role::Run);
            }
            "rPr" => return self.run_properties(),
            "t" => {
                let keeps_blanks = element.attribute("space").as_deref() == Some("preserve");
                return Some(Role::Text { start: self.place.paragraph.text.len(), keeps_blanks });
            }
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" | "symEx" => match symbol(element) {
                Some(c) => self.write(c.encode_utf8(&mut [0; 4])),
                None => self.counts.pictures += usize::from(self.is_shown()),
            },
            "fldChar" => return self.field_sign(element),
            "instrText" => return Some(Role::Instruction),
            "fldSimple" => {
                let shows = of_instruction(&element.attribute("instr").unwrap_or_default());
                let start = self.place.paragraph.text.len();
                return Some(shows.map_or(Role::Transparent, |shows| Role::Field { start, shows }));
            }
            "ins" | "moveTo" => self.counts.changes += 1,
            "del" | "moveFrom" => {
                self.counts.changes += 1;
                return self.skip();
            }
            "tbl" => return Some(self.open_table()),
            "tr" => return Some(self.open_row()),
            "trPr" => return self.row_properties(),
            "tc" => return Some(self.open_cell()),
            "tcPr" => return self.cell_properties(),
            "footnoteReference" | "endnoteReference" => self.refer(element),
            "footnote" | "endnote" => return self.open_note(element),
            "commentReference" => self.counts.comments += 1,
            // Another document in this one.
            "altChunk" | "subDoc" => self.counts.pictures += 1,
            // What is said about the content, and the pronunciation over it.
            "tblPr" | "tblPrEx" | "tblGrid" | "sectPr" | "sdtPr" | "sdtEndPr" | "rt" => return self.skip(),
            _ => {}
        }
        Some(Role::Transparent)
    }

    fn skip(&mut self) -> Option<Role> {
        self.xml.skip();
        None
    }

    /// Closes the innermost element.
    fn close(&mut self) {
        match self.roles.pop() {
            Some(Role::Paragraph) => self.close_paragraph(),
            Some(Role::Run) => self.place.paragraph.end_run(),
            Some(Role::Text { start, keeps_blanks: false }) => self.trim(start),
            Some(Role::Table) => {
                self.place.end_table();
                self.length += size_of::<Block>();
                self.depth -= 1;
            }
            Some(Role::FlatTable) => self.flat -= 1,
            // Rows and cells cost memory, also where they have no text.
            Some(Role::Row) => {
                let left_out = self.place.table.as_mut().map_or(0, OpenTable::end_row);
                self.length += (left_out + 1) * size_of::<Block>();
            }
            Some(Role::Cell) => {
                let cell = self.leave();
                self.length += size_of::<Block>();
                if let Some(table) = &mut self.place.table {
                    table.push(cell.cell, cell.blocks);
                }
            }
            Some(Role::TextBox) => self.close_text_box(),
            Some(Role::FlatTextBox { drawings }) => {
                self.length += self.place.end_paragraph("");
                self.place.drawings = drawings;
            }
            Some(Role::Note(id)) => {
                let note = self.leave();
                self.notes.push((id, note.blocks));
                self.length += size_of::<Block>();
                self.is_in_note = false;
            }
            Some(Role::Drawing) => self.close_drawing(),
            Some(Role::Field { start, shows }) => {
                if self.place.paragraph.text.len() == start {
                    self.miss(shows);
                }
            }
            Some(Role::Transparent | Role::Text { .. } | Role::Alternatives { .. } | Role::Instruction)
            | None => {}
        }
    }

    /// Goes into a place of its own.
    fn enter(&mut self, role: Role) -> Role {
        self.around.push(std::mem::take(&mut self.place));
        role
    }

    /// Goes out of a place, into the one around it.
    fn leave(&mut self) -> Place {
        self.length += self.place.end_paragraph("");
        let around = self.around.pop().unwrap_or_default();
        std::mem::replace(&mut self.place, around)
    }
}
