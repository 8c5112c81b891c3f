//! Paragraphs, runs and notes: what is text, what is hidden, and what stands before it.

use super::{NoteId, Reader, Role};
use crate::find::begins_with_one;
use crate::fold::is_blank;
use crate::intake::docx::numbering::Number;
use crate::intake::docx::place::Unread;
use crate::intake::docx::styles::{Properties, identifier};
use crate::intake::docx::xml::Element;
use crate::intake::numeral::superscript;

impl Reader<'_> {
    /// Begins a paragraph, in the default style until it says otherwise.
    pub(super) fn open_paragraph(&mut self) -> Role {
        self.apply(None, &Properties::default());
        Role::Paragraph
    }

    /// Gives the paragraph what it says itself and what its style says.
    fn apply(&mut self, style: Option<&str>, own: &Properties) {
        let inherited = self.styles.paragraph(style);
        let paragraph = &mut self.place.paragraph;
        let of_style = |get: fn(&Properties) -> Option<u32>| inherited.and_then(get);
        paragraph.list = own.list.or_else(|| of_style(|style| style.list)).filter(|&list| list != 0);
        let linked = || {
            let numbered_by = inherited?.numbered_by.as_deref();
            let mut names = [style, numbered_by].into_iter().flatten();
            names.find_map(|name| self.numbering.level_of_style(paragraph.list?, name))
        };
        let level = own.level.or_else(|| inherited?.level).or_else(linked);
        paragraph.level = level.unwrap_or_default();
        paragraph.is_hidden = inherited.and_then(|style| style.is_hidden).unwrap_or_default();
        paragraph.end_run();
        self.was_unread = None;
        paragraph.is_joined = false;
    }

    /// Reads what a paragraph says about itself.
    pub(super) fn paragraph_properties(&mut self) -> Option<Role> {
        let mut own = Properties::default();
        let mut style = None;
        let mut is_joined = false;
        let depth = self.xml.depth();
        let mut is_mark = false;
        while let Some(child) = self.xml.inside(depth) {
            match child.name() {
                "pStyle" => style = identifier(child.value()),
                "numId" => own.list = child.number("val"),
                "ilvl" => own.level = child.number("val"),
                // What follows is said about the mark at the end of the paragraph.
                "rPr" => is_mark = true,
                "ins" | "moveTo" if is_mark => self.counts.changes += 1,
                "del" | "moveFrom" if is_mark => {
                    self.counts.changes += 1;
                    is_joined = true;
                }
                "vanish" => is_joined |= child.is_on(),
                "pPrChange" | "rPrChange" | "sectPr" => self.xml.skip(),
                _ => {}
            }
        }
        self.apply(style.as_deref(), &own);
        self.place.paragraph.is_joined = is_joined;
        None
    }

    /// Reads what a run says about itself.
    pub(super) fn run_properties(&mut self) -> Option<Role> {
        if self.roles.last() != Some(&Role::Run) {
            return self.skip();
        }
        let (mut own, mut of_style) = (None, None);
        let mut is_struck = false;
        let depth = self.xml.depth();
        while let Some(child) = self.xml.inside(depth) {
            match child.name() {
                "rStyle" => {
                    of_style = child.value().and_then(|style| self.styles.get(&style)?.is_hidden);
                }
                "vanish" => own = Some(child.is_on()),
                "strike" | "dstrike" => is_struck |= child.is_on(),
                "rPrChange" => self.xml.skip(),
                _ => {}
            }
        }
        let paragraph = &mut self.place.paragraph;
        let is_hidden = own.or(of_style).unwrap_or(paragraph.is_hidden);
        paragraph.unread = match (is_hidden, is_struck) {
            (true, _) => Some(Unread::Hidden),
            (false, true) => Some(Unread::Struck),
            (false, false) => None,
        };
        None
    }

    /// Ends a paragraph, and counts it where it is numbered.
    pub(super) fn close_paragraph(&mut self) {
        self.place.fields.end_paragraph();
        let paragraph = &self.place.paragraph;
        if paragraph.is_joined {
            return;
        }
        let number = paragraph.list.map_or(Number::None, |list| self.numbering.count(list, paragraph.level));
        let number = match number {
            Number::None => String::new(),
            Number::Text(text) => text,
            Number::Unknown => {
                self.counts.unnumbered += usize::from(!paragraph.text.chars().all(is_blank));
                String::new()
            }
        };
        self.length += self.place.end_paragraph(&number);
    }

    /// Takes text of the XML, of which only that of runs is text of the document.
    pub(super) fn characters(&mut self, text: &str) {
        match self.roles.last() {
            Some(Role::Text { .. }) => {}
            Some(Role::Instruction) => return self.place.fields.instruct(text),
            _ => return,
        }
        if text.contains(['\n', '\r']) {
            // Lines of the XML are none of the document.
            self.write(&text.replace("\r\n", " ").replace(['\n', '\r'], " "));
        } else {
            self.write(text);
        }
    }

    /// Whether what is read now shows.
    pub(super) fn is_shown(&self) -> bool {
        self.place.paragraph.unread != Some(Unread::Hidden) && !self.place.fields.is_instruction()
    }

    /// Adds text to the paragraph, where it shows.
    pub(super) fn write(&mut self, text: &str) {
        if self.place.fields.is_instruction() {
            return;
        }
        let unread = self.place.paragraph.unread;
        if let Some(why) = unread {
            if !text.chars().all(is_blank) {
                let went_on = self.was_unread.replace(why) == unread;
                let count = match why {
                    Unread::Hidden => &mut self.counts.hidden,
                    Unread::Struck => &mut self.counts.struck,
                };
                *count += usize::from(!went_on);
            }
        } else {
            self.was_unread = None;
            self.place.paragraph.text.push_str(text);
        }
    }

    /// Takes the blanks of XML from both ends of the text since `start`.
    pub(super) fn trim(&mut self, start: usize) {
        let text = &mut self.place.paragraph.text;
        let Some(added) = text.get(start..) else { return };
        let kept = added.trim_matches([' ', '\t', '\n', '\r']);
        if kept.len() < added.len() {
            let kept = kept.to_owned();
            text.truncate(start);
            text.push_str(&kept);
        }
    }

    /// Puts the number of a note where it is referred to.
    pub(super) fn refer(&mut self, element: &Element<'_>) {
        // A note in a note has no place to go to.
        if !self.is_shown() || self.is_in_note {
            return;
        }
        if let Some(id) = note_id(element) {
            // A note is printed once, however often it is referred to.
            let next = self.references.len() + 1;
            let number = *self.note_numbers.entry(id).or_insert(next);
            if number == next {
                self.references.push(id);
            }
            self.write(&superscript(number));
        }
    }

    /// Begins a note; the lines between text and notes are none.
    pub(super) fn open_note(&mut self, element: &Element<'_>) -> Option<Role> {
        let is_furniture = element.attribute("type").is_some_and(|kind| kind != "normal");
        match note_id(element) {
            Some(id) if !is_furniture => {
                self.is_in_note = true;
                Some(self.enter(Role::Note(id)))
            }
            _ => self.skip(),
        }
    }
}

fn note_id(element: &Element<'_>) -> Option<NoteId> {
    let is_endnote = element.name().starts_with("endnote");
    Some(element.number::<u32>("id")?.saturating_mul(2).saturating_add(is_endnote.into()))
}

/// The character of a w:sym or w16se:symEx. Of the signs that only a font of pictures knows, boxes have characters of their own.
pub(super) fn symbol(element: &Element<'_>) -> Option<char> {
    const PICTURES: [&str; 2] = ["Wingdings", "Webdings"];
    const BOXES: [(u32, char); 9] = [
        (0xF06F, '□'),
        (0xF071, '□'),
        (0xF072, '□'),
        (0xF0A3, '□'),
        (0xF0A8, '□'),
        (0xF052, '☑'),
        (0xF0FE, '☑'),
        (0xF053, '☒'),
        (0xF0FD, '☒'),
    ];
    let code = u32::from_str_radix(&element.attribute("char")?, 16).ok()?;
    let font = element.attribute("font").unwrap_or_default();
    if begins_with_one(&font, &PICTURES) {
        return BOXES.iter().find(|(known, _)| *known == code || known - 0xF000 == code).map(|&(_, c)| c);
    }
    match code {
        // The signs of other fonts of symbols; figures and punctuation are where ASCII has them.
        0xF021..=0xF07E => char::from_u32(code - 0xF000).filter(|c| !c.is_ascii_alphabetic()),
        0xE000..=0xF8FF => None,
        _ => char::from_u32(code),
    }
}
