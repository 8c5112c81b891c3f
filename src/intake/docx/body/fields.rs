//! Fields: their instructions are no text, and some have no other.

use super::{Reader, Role};
use crate::intake::docx::xml::Element;
use crate::intake::field::Unseen;

impl Reader<'_> {
    /// Takes a sign that begins, parts or ends a field.
    pub(super) fn field_sign(&mut self, element: &Element<'_>) -> Option<Role> {
        let length = self.place.paragraph.text.len();
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => {
                let choice = self.choice();
                self.place.fields.begin(choice);
                return None;
            }
            Some("separate") => self.place.fields.separate(length),
            Some("end") => match self.place.fields.end(length) {
                (Some(Unseen::Choice), Some(entry)) => self.write(&entry),
                (Some(shows), _) => self.miss(shows),
                (None, _) => {}
            },
            _ => {}
        }
        self.skip()
    }

    /// Reads the beginning of a field to its end: the entry that is chosen where it is a list to choose from.
    fn choice(&mut self) -> Option<String> {
        let (mut result, mut default) = (None, None);
        let mut entries = Vec::new();
        let depth = self.xml.depth();
        while let Some(child) = self.xml.inside(depth) {
            match child.name() {
                "result" => result = child.number::<usize>("val"),
                "default" => default = child.number::<usize>("val"),
                "listEntry" => entries.push(child.value().unwrap_or_default().into_owned()),
                _ => {}
            }
        }
        let chosen = result.or(default).unwrap_or_default();
        entries.into_iter().nth(chosen)
    }

    /// Counts a field that shows what is nowhere in the file.
    pub(super) fn miss(&mut self, shows: Unseen) {
        if !self.is_shown() {
            return;
        }
        match shows {
            Unseen::Number => self.counts.unnumbered += 1,
            Unseen::Picture | Unseen::Choice => self.counts.pictures += 1,
        }
    }
}
