//! What elements do to the text in them, and which of them are left out.

use super::{Open, Page};
use crate::intake::blocks::{Block, MAX_DEPTH};
use crate::intake::html::elements::Kind;
use crate::intake::html::grid::{Grid, Spread, number};
use crate::intake::html::list::List;
use crate::intake::html::style;
use crate::intake::html::tokens::Tag;

/// So many links and nothing else are a menu.
const FEWEST_LINKS: u32 = 3;
/// Elements that go where nothing but links is in them.
const MENUS: [&str; 7] = ["div", "dl", "ol", "p", "table", "td", "ul"];
/// Values of `role` for what is around the text of a page.
const ROLES: [&str; 5] = ["banner", "contentinfo", "menu", "navigation", "search"];

/// What an open element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    None,
    /// It is left out from the start.
    Skip,
    /// It is left out in the end.
    Furniture,
    /// It leads to another page.
    Link,
    /// Its white space stays.
    Kept,
    /// The number of an item, written out by Word.
    Number,
    /// Its items may be numbered.
    List,
    /// A footer in it is part of it.
    Article,
    /// A table or a part of it.
    Grid,
}

/// Why an element is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is not shown.
    Unseen,
    /// It is there for those who use the page.
    Control,
    /// It was deleted.
    Deleted,
    /// Word hides it.
    Hidden,
    /// It is struck out.
    Struck,
    /// It is a comment of Word.
    Comment,
}

impl Page {
    /// What an element that is not left out does to the text in it.
    pub(super) fn effect(&self, kind: Kind, tag: Option<&Tag>) -> Effect {
        let is_of_grid = |at: Option<usize>| {
            at.and_then(|at| self.open.get(at)).is_some_and(|open| open.effect == Effect::Grid)
        };
        let scope = self.scopes.last().copied();
        let attribute = |name: &str| tag.and_then(|tag| tag.attribute(name));
        let is_around = attribute("role")
            .is_some_and(|role| ROLES.iter().any(|known| role.trim().eq_ignore_ascii_case(known)));
        let css = attribute("style").unwrap_or_default();
        match kind {
            Kind::Table if self.grids.len() < MAX_DEPTH => Effect::Grid,
            Kind::Section | Kind::Row if is_of_grid(scope.map(|scope| scope.table)) => Effect::Grid,
            Kind::Cell if is_of_grid(scope.and_then(|scope| scope.row)) => Effect::Grid,
            Kind::Furniture => Effect::Furniture,
            Kind::Footer if self.open_articles == 0 => Effect::Furniture,
            Kind::Block | Kind::List if is_around => Effect::Furniture,
            Kind::Article => Effect::Article,
            Kind::List => Effect::List,
            Kind::Link if attribute("href").is_some() => Effect::Link,
            Kind::Preformatted => Effect::Kept,
            Kind::Inline if style::is_one_of(css, "mso-list", &["ignore"]) => Effect::Number,
            Kind::Inline | Kind::Block | Kind::Paragraph if style::keeps_white_space(css) => Effect::Kept,
            _ => Effect::None,
        }
    }

    /// Begins what an element does.
    pub(super) fn begin(&mut self, effect: Effect, kind: Kind, tag: Option<&Tag>) {
        let attribute = |name: &str| tag.and_then(|tag| tag.attribute(name));
        match effect {
            Effect::None | Effect::Skip | Effect::Furniture => {}
            Effect::Link => self.open_links += 1,
            Effect::Kept => self.open_kept += 1,
            Effect::Number => self.open_numbers += 1,
            Effect::Article => self.open_articles += 1,
            Effect::List => {
                let is_numbered = tag.is_some_and(|tag| tag.name.eq_ignore_ascii_case("ol"));
                self.lists.push(if is_numbered {
                    let css = attribute("style").and_then(style::list_style);
                    List::numbered(attribute("start"), attribute("type"), css)
                } else {
                    List::UNMARKED
                });
            }
            Effect::Grid if kind == Kind::Table => self.grids.push(Grid::default()),
            Effect::Grid => {
                let Some(grid) = self.grids.last_mut() else { return };
                match kind {
                    Kind::Section => grid.end_section(),
                    Kind::Row => grid.open_row(attribute("height").and_then(number) == Some(0)),
                    Kind::Cell => {
                        let spread = Spread::new(attribute("colspan"), attribute("rowspan"));
                        grid.open_cell(spread, std::mem::take(&mut self.blocks));
                    }
                    _ => {}
                }
            }
        }
        if self.is_read() {
            match kind {
                Kind::Inserted => self.counts.changes += 1,
                Kind::Table => self.flow.marker.clear(),
                Kind::Item => {
                    let css = attribute("style").and_then(style::list_style);
                    self.flow.marker = self.lists.last_mut().map_or_else(String::new, |list| {
                        list.item(attribute("value"), attribute("type"), css)
                    });
                }
                _ => {}
            }
        }
    }

    /// Finishes what an element did; it was the open element `at`.
    pub(super) fn finish_effect(&mut self, open: Open, at: usize) {
        match open.effect {
            Effect::None | Effect::Furniture => {}
            Effect::Skip => self.finish_skip(at),
            Effect::Link => {
                self.open_links -= 1;
                self.links += u32::from(self.flow.ink.linked > open.start.ink.linked);
            }
            Effect::Kept => self.open_kept -= 1,
            Effect::Number => {
                self.open_numbers -= 1;
                let start = open.start.text as usize;
                if is_bullet(self.flow.since(start)) {
                    self.flow.truncate(start);
                }
            }
            Effect::Article => self.open_articles -= 1,
            Effect::List => {
                self.lists.pop();
            }
            Effect::Grid => self.finish_grid(open.kind),
        }
        if open.kind == Kind::Item && self.skipped.is_none() {
            self.flow.marker.clear();
        }
    }

    fn finish_skip(&mut self, at: usize) {
        let Some(skipped) = self.skipped.take_if(|skipped| skipped.at == at) else { return };
        let count = match skipped.reason {
            Reason::Unseen => return,
            Reason::Control => &mut self.counts.furniture,
            Reason::Deleted => &mut self.counts.changes,
            Reason::Hidden => &mut self.counts.hidden,
            Reason::Struck => &mut self.counts.struck,
            Reason::Comment => &mut self.counts.comments,
        };
        *count += u32::from(skipped.has_text && !self.is_outside);
    }

    fn finish_grid(&mut self, kind: Kind) {
        if kind == Kind::Table {
            let table = self.grids.pop().unwrap_or_default().end();
            // A frame without anything in it is no table, such as what stands around a selection.
            if !table.rows.iter().flatten().all(Vec::is_empty) {
                self.blocks.push(Block::Table(table));
            }
            return;
        }
        let Some(grid) = self.grids.last_mut() else { return };
        match kind {
            Kind::Section => grid.end_section(),
            Kind::Row => grid.close_row(&mut self.budget),
            Kind::Cell => {
                let cell = std::mem::take(&mut self.blocks);
                self.blocks = grid.close_cell(cell, &mut self.budget);
            }
            _ => {}
        }
    }

    /// Takes back what was read in an element that only leads to other pages.
    pub(super) fn leave_out(&mut self, open: &Open) {
        if self.keeps_furniture || self.skipped.is_some() {
            return;
        }
        let ink = self.flow.ink;
        let is_menu = open.is_menu
            && self.links - open.start.links >= FEWEST_LINKS
            && ink.plain == open.start.ink.plain;
        if is_menu || open.effect == Effect::Furniture {
            self.blocks.truncate(open.start.blocks as usize);
            self.counts.pictures = open.start.pictures;
            self.counts.furniture = open.start.furniture + u32::from(ink != open.start.ink);
            self.flow.ink.plain = open.start.ink.plain;
        }
    }
}

/// Why an element is left out, if it is.
pub(super) fn reason(kind: Kind, tag: &Tag) -> Option<Reason> {
    match kind {
        Kind::Skipped | Kind::Embedded | Kind::Annotation => return Some(Reason::Unseen),
        Kind::Control => return Some(Reason::Control),
        Kind::Deleted => return Some(Reason::Deleted),
        Kind::Struck => return Some(Reason::Struck),
        _ => {}
    }
    if is_hidden(tag) {
        return Some(Reason::Unseen);
    }
    let css = tag.attribute("style")?;
    if style::is_hidden_by_word(css) {
        Some(Reason::Hidden)
    } else if style::is_struck(css) {
        Some(Reason::Struck)
    } else if style::is_one_of(css, "mso-element", &["comment"]) {
        Some(Reason::Comment)
    } else if style::is_one_of(css, "mso-special-character", &["comment"]) {
        Some(Reason::Unseen)
    } else {
        None
    }
}

/// Whether an element is not shown.
pub(super) fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("hidden").is_some() || tag.attribute("style").is_some_and(style::is_hidden)
}

/// Whether an element goes where nothing but links is in it.
pub(super) fn is_menu(tag: &Tag) -> bool {
    MENUS.iter().any(|menu| menu.eq_ignore_ascii_case(tag.name))
}

/// Whether a picture may hold more than an icon.
pub(super) fn is_large(tag: &Tag) -> bool {
    const LARGEST_ICON: u32 = 50;
    let is_small = |name: &str| {
        let value = tag.attribute(name).filter(|value| !value.contains('%'));
        value.and_then(number).is_some_and(|size| size <= LARGEST_ICON)
    };
    !is_small("width") && !is_small("height")
}

/// Whether the number of an item is none: a single sign, or a letter in a font of signs.
fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => !c.is_numeric() && !crate::fold::is_han(c),
        _ => false,
    }
}
