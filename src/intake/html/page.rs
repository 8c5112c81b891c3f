//! A page under way: its open elements, and the blocks that have been read.
//!
//! It follows the tree construction of the HTML standard as far as text depends on it: which tags end which
//! elements, and how the parts of a table complete themselves. Nothing here calls itself: a page may nest as deep
//! as it likes.

mod effects;

use super::elements::{Element, KEYS, Kind};
use super::flow::{Flow, Ink, White};
use super::grid::Grid;
use super::list::List;
use super::tokens::{Tag, Token};
use crate::intake::blocks::Block;
use effects::{Effect, Reason, is_hidden, is_large, is_menu, reason};

/// The most elements that are open at once; deeper ones are text of those around them. Browsers stop at 512.
const MAX_OPEN: usize = 4096;

/// What was in a page.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Pictures larger than an icon, and embedded objects.
    pub(super) pictures: u32,
    /// Insertions and deletions.
    pub(super) changes: u32,
    /// Comments of Word.
    pub(super) comments: u32,
    /// Runs of hidden text of Word.
    pub(super) hidden: u32,
    /// Texts that are struck out.
    pub(super) struck: u32,
    /// Menus and other furniture that was left out.
    pub(super) furniture: u32,
}

/// A page under way.
#[derive(Debug)]
pub(super) struct Page {
    flow: Flow,
    /// What has been read where the page stands: outside of all tables, or in the open cell.
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// The innermost open element of a key, as an index of `open`.
    innermost: [Option<u32>; KEYS],
    /// How many elements beyond [`MAX_OPEN`] are open.
    beyond: usize,
    /// The open tables; those that are followed have a grid.
    scopes: Vec<Scope>,
    grids: Vec<Grid>,
    lists: Vec<List>,
    /// The open element that is left out with all that is in it.
    skipped: Option<Skipped>,
    /// How many links had text.
    links: u32,
    /// How many open elements have each effect.
    open_links: u32,
    open_kept: u32,
    open_numbers: u32,
    open_articles: u32,
    counts: Counts,
    /// How many more cells may stand for those above them.
    budget: usize,
    keeps_furniture: bool,
    /// Whether the page stands outside of what was copied.
    is_outside: bool,
}

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Open {
    key: u8,
    kind: Kind,
    effect: Effect,
    /// Whether it goes if nothing but links is in it.
    is_menu: bool,
    /// Whether its end tag has been read, though it stands around blocks that are open.
    is_dead: bool,
    /// The next open element of its key, outwards.
    outer: Option<u32>,
    /// The innermost open element that is no part of a line, from here outwards.
    block: Option<u32>,
    start: Mark,
}

/// Where an element began.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    blocks: u32,
    text: u32,
    ink: Ink,
    links: u32,
    furniture: u32,
    pictures: u32,
}

/// An open table and its open parts, as indices of the open elements.
#[derive(Clone, Copy, Debug, Default)]
struct Scope {
    table: usize,
    section: Option<usize>,
    row: Option<usize>,
    cell: Option<usize>,
}

/// What is left out.
#[derive(Clone, Copy, Debug)]
struct Skipped {
    /// The open element.
    at: usize,
    has_text: bool,
    reason: Reason,
}

impl Page {
    /// An empty page. `budget` is how many cells may stand for those above them. `has_copy` says that only what
    /// stands between the marks of a clipboard counts.
    pub(super) fn new(budget: usize, has_copy: bool, keeps_furniture: bool) -> Self {
        Self {
            flow: Flow::default(),
            blocks: Vec::new(),
            open: Vec::new(),
            innermost: [None; KEYS],
            beyond: 0,
            scopes: Vec::new(),
            grids: Vec::new(),
            lists: Vec::new(),
            skipped: None,
            links: 0,
            open_links: 0,
            open_kept: 0,
            open_numbers: 0,
            open_articles: 0,
            counts: Counts::default(),
            budget,
            keeps_furniture,
            is_outside: has_copy,
        }
    }

    /// Takes the next token.
    pub(super) fn token(&mut self, token: Token) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Open(tag) => self.start(&tag),
            Token::Close(name) => self.end(name),
            Token::Comment(text) => match text.trim() {
                super::START => self.is_outside = false,
                super::END => {
                    self.end_paragraph();
                    self.is_outside = true;
                }
                _ => {}
            },
        }
    }

    /// Ends the page: its blocks, and what else was in it. Furniture that never ended stays: it is the text.
    pub(super) fn finish(mut self) -> (Vec<Block>, Counts) {
        for open in &mut self.open {
            open.is_menu = false;
            if open.effect == Effect::Furniture {
                open.effect = Effect::None;
            }
        }
        self.close_to(0);
        self.end_paragraph();
        (self.blocks, self.counts)
    }

    fn text(&mut self, text: &str) {
        if self.is_outside {
            return;
        }
        if let Some(skipped) = &mut self.skipped {
            skipped.has_text |= text.contains(|c: char| !c.is_ascii_whitespace());
            return;
        }
        let white = if self.open_numbers > 0 {
            White::Dropped
        } else if self.open_kept > 0 {
            White::Kept
        } else {
            White::Collapsed
        };
        self.flow.push(text, white, self.open_links > 0);
    }

    fn end_paragraph(&mut self) {
        if let Some(text) = self.flow.end() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    fn start(&mut self, tag: &Tag) {
        let element = Element::named(tag.name);
        match element.kind {
            Kind::Page | Kind::Void => return,
            Kind::Break => {
                if self.is_read() {
                    self.flow.line_break();
                }
                return;
            }
            Kind::Picture | Kind::EmbeddedVoid => {
                let is_shown = self.is_read() && !is_hidden(tag);
                self.counts.pictures += u32::from(is_shown && is_large(tag));
                return;
            }
            _ => {}
        }
        self.close_implied(element.kind);
        if element.kind == Kind::Rule {
            if self.skipped.is_none() {
                self.end_paragraph();
            }
            return;
        }
        // An empty element of XML: a browser would take all that follows for its content.
        if tag.is_closed && element.kind == Kind::Skipped {
            return;
        }
        self.push(element, Some(tag));
    }

    /// Whether the page stands where text counts.
    const fn is_read(&self) -> bool {
        self.skipped.is_none() && !self.is_outside
    }

    /// Ends what the start of an element ends without an end tag, and opens the parts of a table that it needs.
    fn close_implied(&mut self, kind: Kind) {
        let barrier = self.barrier();
        match kind {
            Kind::Cell | Kind::Row | Kind::Section | Kind::Caption => {
                if self.scopes.is_empty() {
                    self.push(Element::TABLE, None);
                }
                let Some(scope) = self.scopes.last().copied() else { return };
                let section = scope.section.unwrap_or(scope.table);
                match (kind, scope.row) {
                    (Kind::Cell, Some(row)) => self.close_to(row + 1),
                    (Kind::Cell, None) => {
                        self.close_to(section + 1);
                        self.push(Element::ROW, None);
                    }
                    (Kind::Row, _) => self.close_to(section + 1),
                    _ => self.close_to(scope.table + 1),
                }
                return;
            }
            Kind::Item => {
                let list = self.innermost_of(Element::LIST).map_or(0, |list| list + 1);
                self.close_innermost(Element::ITEM, list.max(barrier));
            }
            Kind::Term => self.close_innermost(Element::TERM, barrier),
            Kind::Annotation => self.close_innermost(Element::ANNOTATION, barrier),
            _ => {}
        }
        if !kind.is_in_line() {
            self.close_innermost(Element::PARAGRAPH, barrier);
        }
        if kind == Kind::Link {
            // A link in a link is the next link.
            if let Some(at) = self.innermost_of(Element::LINK).filter(|&at| at >= barrier) {
                self.end_in_line(at);
            }
        }
    }

    /// From where on, inwards, the start of an element may end others: it does not reach out of its cell, nor out of
    /// an object that is left out.
    fn barrier(&self) -> usize {
        let cell = self.scopes.last().map_or(0, |scope| scope.cell.unwrap_or(scope.table) + 1);
        let skipped = self.skipped.and_then(|skipped| Some((skipped.at, self.open.get(skipped.at)?.kind)));
        match skipped {
            Some((at, Kind::Skipped | Kind::Control | Kind::Embedded)) => cell.max(at),
            _ => cell,
        }
    }

    fn innermost_of(&self, element: Element) -> Option<usize> {
        self.innermost.get(usize::from(element.key)).copied().flatten().map(|at| at as usize)
    }

    /// Closes the innermost open element of a key, if it stands at `barrier` or further in.
    fn close_innermost(&mut self, element: Element, barrier: usize) {
        if let Some(at) = self.innermost_of(element).filter(|&at| at >= barrier) {
            self.close_to(at);
        }
    }

    /// Opens an element. Elements that complete a table have no tag.
    fn push(&mut self, element: Element, tag: Option<&Tag>) {
        let reason = tag.filter(|_| self.skipped.is_none()).and_then(|tag| reason(element.kind, tag));
        if element.kind == Kind::Embedded && self.is_read() {
            self.counts.pictures += 1;
        }
        let effect = match (reason, self.skipped) {
            (Some(_), _) => Effect::Skip,
            (None, Some(_)) => Effect::None,
            (None, None) => self.effect(element.kind, tag),
        };
        let is_block = !element.kind.is_in_line() || effect == Effect::Furniture;
        if is_block && self.skipped.is_none() {
            self.end_paragraph();
        }
        let at = self.open.len();
        // One more may be left out, so that nothing unseen is read however deep it stands.
        if at >= MAX_OPEN && (reason.is_none() || at > MAX_OPEN) {
            self.beyond += 1;
            return;
        }
        if let Some(reason) = reason {
            self.skipped = Some(Skipped { at, has_text: false, reason });
        }
        let start = self.mark();
        self.begin(effect, element.kind, tag);
        let scope = self.scopes.last_mut();
        match (element.kind, scope) {
            (Kind::Table, _) => self.scopes.push(Scope { table: at, ..Scope::default() }),
            (Kind::Section, Some(scope)) => scope.section = Some(at),
            (Kind::Row, Some(scope)) => scope.row = Some(at),
            (Kind::Cell, Some(scope)) => scope.cell = Some(at),
            _ => {}
        }
        let is_menu = tag.is_some_and(is_menu);
        let outer_block = self.open.last().and_then(|outer| outer.block);
        let outer = match self.innermost.get_mut(usize::from(element.key)) {
            Some(innermost) => innermost.replace(at as u32),
            None => None,
        };
        self.open.push(Open {
            key: element.key,
            kind: element.kind,
            effect,
            is_menu,
            is_dead: false,
            outer,
            block: if is_block { Some(at as u32) } else { outer_block },
            start,
        });
    }

    fn mark(&self) -> Mark {
        Mark {
            blocks: self.blocks.len() as u32,
            text: self.flow.len() as u32,
            ink: self.flow.ink,
            links: self.links,
            furniture: self.counts.furniture,
            pictures: self.counts.pictures,
        }
    }

    fn end(&mut self, name: &str) {
        let element = Element::named(name);
        match element.kind {
            Kind::Page | Kind::Void | Kind::Rule | Kind::Picture | Kind::EmbeddedVoid => return,
            Kind::Break => {
                if self.is_read() {
                    self.flow.line_break();
                }
                return;
            }
            _ => {}
        }
        let scope = self.scopes.last().copied();
        let barrier = scope.map_or(0, |scope| scope.cell.unwrap_or(scope.table) + 1);
        let at = match element.kind {
            Kind::Table => scope.map(|scope| scope.table),
            Kind::Section => scope.and_then(|scope| scope.section),
            Kind::Row => scope.and_then(|scope| scope.row),
            Kind::Cell => scope.and_then(|scope| scope.cell),
            Kind::Item => {
                let list = self.innermost_of(Element::LIST).map_or(0, |list| list + 1);
                self.innermost_of(element).filter(|&at| at >= barrier.max(list))
            }
            _ => self.innermost_of(element).filter(|&at| at >= barrier),
        };
        let is_deepest = at.is_some_and(|at| at >= MAX_OPEN);
        if self.beyond > 0 && !is_deepest {
            self.beyond -= 1;
        } else if let Some(at) = at {
            if element.kind.is_in_line() {
                self.end_in_line(at);
            } else {
                self.close_to(at);
            }
            return;
        }
        if !element.kind.is_in_line() && self.skipped.is_none() {
            self.end_paragraph();
        }
    }

    /// Ends an element that is part of a line. Blocks that are open in it stay open.
    fn end_in_line(&mut self, at: usize) {
        let block = self.open.last().and_then(|open| open.block);
        if block.is_none_or(|block| (block as usize) <= at) {
            self.close_to(at);
            return;
        }
        let Some(open) = self.open.get_mut(at) else { return };
        let ended = *open;
        open.is_dead = true;
        open.effect = Effect::None;
        self.forget(ended);
        self.finish_effect(ended, at);
    }

    /// Its end tag ends an element further out now.
    fn forget(&mut self, open: Open) {
        if let Some(innermost) = self.innermost.get_mut(usize::from(open.key)) {
            *innermost = open.outer;
        }
    }

    /// Closes elements until so many are open.
    fn close_to(&mut self, len: usize) {
        while self.open.len() > len {
            let Some(open) = self.open.pop() else { return };
            let at = self.open.len();
            if open.block == Some(at as u32) && self.skipped.is_none() {
                self.end_paragraph();
            }
            if !open.is_dead {
                self.forget(open);
            }
            let scope = self.scopes.last_mut();
            match (open.kind, scope) {
                (Kind::Table, _) => {
                    self.scopes.pop();
                }
                (Kind::Section, Some(scope)) => scope.section = None,
                (Kind::Row, Some(scope)) => scope.row = None,
                (Kind::Cell, Some(scope)) => scope.cell = None,
                _ => {}
            }
            if open.kind == Kind::Table {
                self.finish_effect(open, at);
                self.leave_out(&open);
            } else {
                self.leave_out(&open);
                self.finish_effect(open, at);
            }
        }
    }
}
