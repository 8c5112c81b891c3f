//! Drawings, text boxes, and content in several versions.

use super::{Reader, Role};
use crate::intake::blocks::{Block, MAX_DEPTH};
use crate::intake::docx::place::Unread;
use crate::intake::docx::xml::Element;

impl Reader<'_> {
    /// The first version is the one that is shown; Word writes the others for older programs.
    pub(super) fn open_alternative(&mut self) -> Option<Role> {
        let was_taken = match self.roles.last_mut() {
            Some(Role::Alternatives { is_taken }) => std::mem::replace(is_taken, true),
            _ => false,
        };
        if was_taken { self.skip() } else { Some(Role::Transparent) }
    }

    /// Begins a text box.
    pub(super) fn open_text_box(&mut self) -> Role {
        if self.boxes < MAX_DEPTH {
            self.boxes += 1;
            return self.enter(Role::TextBox);
        }
        self.length += self.place.end_paragraph("");
        Role::FlatTextBox { drawings: std::mem::take(&mut self.place.drawings) }
    }

    /// Ends a text box: it stands behind the paragraph that it is anchored in.
    pub(super) fn close_text_box(&mut self) {
        let text_box = self.leave();
        self.boxes -= 1;
        if self.place.paragraph.unread == Some(Unread::Hidden) {
            self.counts.hidden += usize::from(!text_box.blocks.is_empty());
        } else {
            self.place.paragraph.anchored.extend(text_box.blocks);
        }
    }

    /// Begins a drawing. An embedded object is one that cannot be read.
    pub(super) fn open_drawing(&mut self, element: &Element<'_>) -> Role {
        self.place.drawings += 1;
        self.place.has_picture |= element.name() == "object";
        Role::Drawing
    }

    /// Takes what matters of a drawing besides its text boxes.
    pub(super) fn inside_drawing(&mut self, element: &Element<'_>) {
        match element.name() {
            "blip" | "pic" | "imagedata" | "chart" | "relIds" | "contentPart" | "OLEObject" => {
                self.place.has_picture = true;
            }
            // Text as a picture (WordArt).
            "textpath" => {
                let text = element.attribute("string").unwrap_or_default();
                if self.is_shown() && !text.is_empty() {
                    self.length += text.len() + size_of::<Block>();
                    self.place.paragraph.anchored.push(Block::Paragraph(text.into_owned()));
                }
            }
            _ => {}
        }
    }

    /// Ends a drawing, and counts it if there was a picture in it.
    pub(super) fn close_drawing(&mut self) {
        self.place.drawings = self.place.drawings.saturating_sub(1);
        if self.place.drawings == 0 {
            self.counts.pictures += usize::from(std::mem::take(&mut self.place.has_picture));
        }
    }
}
