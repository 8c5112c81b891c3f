//! Automatic numbering: what Word prints before a paragraph and has nowhere in its text.
//!
//! A paragraph names a list (w:num) and a level. The list follows a definition (w:abstractNum), on which all lists
//! that follow it count together, unless a list starts a level anew.

use super::styles::identifier;
use super::xml::{Element, Event, Xml};
use super::{MOST_KEPT, Places};
use crate::intake::numeral::Format;

/// The levels that a list can have.
const LEVELS: usize = 9;

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: Vec<Definition>,
    lists: Vec<List>,
    /// The places of definitions and lists by their identifiers.
    definition_places: Places<u32>,
    list_places: Places<u32>,
    /// Whether there is more than was read.
    is_cut: bool,
}

/// An abstract definition.
#[derive(Debug, Default)]
struct Definition {
    levels: Levels,
    /// The numbering style that it takes its levels from.
    follows: Option<String>,
    /// The place of that style's definition.
    leads_to: Option<usize>,
    /// The number that every level stands at, where one has been printed.
    counts: [Option<u32>; LEVELS],
}

/// A list: its definition, and where it differs from it.
#[derive(Debug, Default)]
struct List {
    /// The identifier of the definition.
    definition: u32,
    starts: [Option<u32>; LEVELS],
    /// Whether a level with a start of its own has been started: that happens once.
    is_started: [bool; LEVELS],
    levels: Levels,
}

type Levels = [Option<Box<Level>>; LEVELS];

/// How a level is printed.
#[derive(Debug)]
struct Level {
    start: u32,
    /// `None` for a format that is not known.
    format: Option<Format>,
    /// What is printed, with %1 to %9 for the numbers of the levels.
    text: String,
    /// Whether nothing stands between the number and the text.
    is_tight: bool,
    /// Whether all its numbers are decimal.
    is_legal: bool,
    /// The level, from one, behind which it starts anew; none for zero.
    restart: Option<usize>,
    /// The paragraph style that is numbered on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: Some(Format::DECIMAL),
            text: String::new(),
            is_tight: false,
            is_legal: false,
            restart: None,
            style: None,
        }
    }
}

/// What stands before a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// Nothing.
    None,
    /// This, with the blank behind it if there is one.
    Text(String),
    /// A number that could not be made out.
    Unknown,
}

impl Numbering {
    /// Reads the part `numbering.xml`. `list_of` knows the list that a numbering style names. Linear, but for looking
    /// up.
    pub(super) fn read(text: &str, list_of: impl Fn(&str) -> Option<u32>) -> Self {
        let mut numbering = Self::default();
        let mut xml = Xml::new(text);
        loop {
            match xml.step() {
                Event::Open(element) => match element.name() {
                    "abstractNum" | "num"
                        if numbering.definitions.len().max(numbering.lists.len()) >= MOST_KEPT =>
                    {
                        numbering.is_cut = true;
                        xml.skip();
                    }
                    "abstractNum" => {
                        let place = numbering.definitions.len();
                        let id = element.number("abstractNumId");
                        numbering.definition_places.extend(id.map(|id| (id, place)));
                        numbering.definitions.push(definition(&mut xml));
                    }
                    "num" => {
                        let id = element.number("numId");
                        numbering.list_places.extend(id.map(|id| (id, numbering.lists.len())));
                        numbering.lists.push(list(&mut xml));
                    }
                    _ => {}
                },
                Event::Close | Event::Text(_) => {}
                Event::End => break,
            }
        }
        numbering.is_cut |= !xml.is_whole();
        numbering.follow_styles(list_of);
        numbering
    }

    /// Lets definitions that only name a numbering style lead to the definition of that style.
    fn follow_styles(&mut self, list_of: impl Fn(&str) -> Option<u32>) {
        let targets: Vec<Option<usize>> = self
            .definitions
            .iter()
            .map(|definition| {
                let list = list_of(definition.follows.as_deref()?)?;
                self.definition_of(list)
            })
            .collect();
        for (definition, target) in self.definitions.iter_mut().zip(targets) {
            definition.leads_to = target;
        }
    }

    /// The place of the definition that a list follows.
    fn definition_of(&self, list: u32) -> Option<usize> {
        let list = self.lists.get(*self.list_places.get(&list)?)?;
        let place = *self.definition_places.get(&list.definition)?;
        self.definitions.get(place)?.leads_to.or(Some(place))
    }

    /// The level of a list on which the paragraphs of a style are numbered.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<usize> {
        let definition = self.definitions.get(self.definition_of(list)?)?;
        let is_linked = |level: &Level| level.style.as_deref() == Some(style);
        definition.levels.iter().position(|level| level.as_deref().is_some_and(is_linked))
    }

    /// Counts a paragraph of a list, and says what is printed before it.
    pub(super) fn count(&mut self, list: u32, level: usize) -> Number {
        let definition = self.definition_of(list).and_then(|place| self.definitions.get_mut(place));
        let list = self.list_places.get(&list).and_then(|&place| self.lists.get_mut(place));
        let (Some(definition), Some(list)) = (definition, list) else {
            return if self.is_cut { Number::Unknown } else { Number::None };
        };
        let List { starts, is_started, levels, .. } = list;
        let get = |at: usize| {
            let own = levels.get(at).and_then(Option::as_deref);
            own.or_else(|| definition.levels.get(at)?.as_deref())
        };
        let Some(own) = get(level) else { return Number::None };
        let start = |at: usize| starts.get(at).copied().flatten();
        let first = |at: usize| start(at).unwrap_or_else(|| get(at).map_or(1, |level| level.start));

        let has_start = start(level).is_some();
        let was_started = is_started.get_mut(level).is_none_or(|started| std::mem::replace(started, true));
        let starts_anew = has_start && !was_started;
        let mut counts = definition.counts;
        for (at, count) in counts.iter_mut().enumerate() {
            if at < level {
                // A level that was passed over counts as begun: 1.1 is followed by 2.
                *count = count.or_else(|| get(at).map(|_| first(at)));
            } else if at == level {
                let next = count.filter(|_| !starts_anew).map(|count| count.saturating_add(1));
                *count = Some(next.unwrap_or_else(|| first(level)));
            } else if get(at).and_then(|deeper| deeper.restart).is_none_or(|restart| level < restart) {
                *count = None;
            }
        }
        let number = |at: usize| counts.get(at).copied().flatten().unwrap_or_else(|| first(at));
        let text = own.print(|at| {
            let format = if own.is_legal { Some(Format::DECIMAL) } else { get(at)?.format };
            format.map(|format| format.write(number(at)))
        });
        definition.counts = counts;
        text
    }
}

impl Level {
    /// What is printed, given the numbers of the levels.
    fn print(&self, number: impl Fn(usize) -> Option<String>) -> Number {
        if self.format == Some(Format::Bullet) {
            return Number::None;
        }
        let mut text = String::new();
        let mut characters = self.text.chars().peekable();
        while let Some(c) = characters.next() {
            let place = characters.peek().and_then(|c| c.to_digit(10)).filter(|&place| c == '%' && place > 0);
            let Some(place) = place else {
                text.push(c);
                continue;
            };
            characters.next();
            let Some(number) = number(place as usize - 1) else { return Number::Unknown };
            text.push_str(&number);
        }
        match text.chars().next_back() {
            None => Number::None,
            Some(last) => {
                if !self.is_tight && !is_wide_punctuation(last) && !last.is_whitespace() {
                    text.push(' ');
                }
                Number::Text(text)
            }
        }
    }
}

/// Whether a character is punctuation that brings its own white.
fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}')
        || matches!(c, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}')
        || matches!(c, '\u{FF5B}'..='\u{FF65}')
}

fn definition(xml: &mut Xml<'_>) -> Definition {
    let mut definition = Definition::default();
    let depth = xml.depth();
    while let Some(child) = xml.inside(depth) {
        match child.name() {
            "lvl" => add_level(&mut definition.levels, &child, xml),
            "numStyleLink" => definition.follows = identifier(child.value()),
            _ => {}
        }
    }
    definition
}

fn list(xml: &mut Xml<'_>) -> List {
    let mut list = List::default();
    let mut at = LEVELS;
    let depth = xml.depth();
    while let Some(child) = xml.inside(depth) {
        match child.name() {
            "abstractNumId" => list.definition = child.number("val").unwrap_or_default(),
            "lvlOverride" => at = child.number("ilvl").unwrap_or(LEVELS),
            "startOverride" => {
                if let Some(start) = list.starts.get_mut(at) {
                    *start = child.number("val");
                }
            }
            "lvl" => add_level(&mut list.levels, &child, xml),
            _ => {}
        }
    }
    list
}

fn add_level(levels: &mut Levels, element: &Element<'_>, xml: &mut Xml<'_>) {
    /// Longer than any that prints on a line.
    const LONGEST_TEXT: usize = 64;
    let mut level = Level::default();
    let depth = xml.depth();
    while let Some(child) = xml.inside(depth) {
        match child.name() {
            "start" => level.start = child.number("val").unwrap_or_default(),
            "numFmt" => level.format = Format::named(child.value().as_deref().unwrap_or_default()),
            "lvlText" => level.text = child.value().unwrap_or_default().chars().take(LONGEST_TEXT).collect(),
            "suff" => level.is_tight = child.value().as_deref() == Some("nothing"),
            "isLgl" => level.is_legal = child.is_on(),
            "lvlRestart" => level.restart = child.number("val"),
            "pStyle" => level.style = identifier(child.value()),
            _ => {}
        }
    }
    let index = element.number("ilvl").unwrap_or(LEVELS);
    if let Some(place) = levels.get_mut(index) {
        *place = Some(Box::new(level));
    }
}
