//! Automatic numbering: the lists of a document, and the number that each paragraph gets ([MS-DOC] 2.4.6).

use super::super::bytes::{u16_at, u32_at};
use super::fib::{Fib, Place};
use super::sprm::{self, Sprm};
use crate::intake::numeral::Format;

/// Levels of a list.
const LEVELS: usize = 9;
/// Format of a level that shows a sign and no number.
const BULLET: u8 = 0x17;
/// Format of a level that has no number, but may have a text.
const NO_NUMBER: u8 = 0xFF;

/// The place of a paragraph in a list; what is not said follows from its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The override of a list, from 1; 0 for none.
    list: Option<u16>,
    /// The level in it.
    level: Option<u8>,
}

impl Numbered {
    /// Takes in a modifier, where it is about numbering.
    pub(super) fn apply(&mut self, sprm: Sprm) {
        match sprm.code {
            sprm::P_LIST => self.list = Some(sprm.u16()),
            sprm::P_LIST_LEVEL => self.level = Some(sprm.u8()),
            _ => {}
        }
    }

    /// With what is said by `base` where this says nothing.
    pub(super) fn or(self, base: Self) -> Self {
        Self { list: self.list.or(base.list), level: self.level.or(base.level) }
    }
}

/// The number of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// It has none.
    None,
    /// What stands in front of its text.
    Text(String),
    /// It has one that cannot be told.
    Unknown,
}

/// The lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists<'t> {
    lists: Vec<List<'t>>,
    overrides: Vec<Override<'t>>,
}

#[derive(Debug)]
struct List<'t> {
    id: u32,
    levels: Vec<Level<'t>>,
    /// The last number on each level, since it last began anew.
    counts: [Option<u32>; LEVELS],
}

/// How paragraphs use a list ([MS-DOC] LFO).
#[derive(Debug)]
struct Override<'t> {
    /// Which list.
    list: Option<usize>,
    /// Levels that differ from those of the list.
    levels: [Option<Level<'t>>; LEVELS],
    /// Numbers that levels begin with here.
    starts: [Option<u32>; LEVELS],
    /// Levels that have begun.
    has_begun: [bool; LEVELS],
}

/// A level of a list ([MS-DOC] LVLF).
#[derive(Clone, Copy, Debug)]
struct Level<'t> {
    start: u32,
    format: u8,
    /// All numbers in its text are decimal.
    is_legal: bool,
    /// It begins anew behind a paragraph on a level above this one.
    restart: usize,
    /// Something parts the number from the text.
    is_apart: bool,
    /// What stands in front of a paragraph, in UTF-16; small numbers in it stand for the number of that level.
    text: &'t [u8],
}

impl<'t> Lists<'t> {
    /// Reads the lists from the table stream. Linear.
    pub(super) fn read(fib: &Fib, table: &'t [u8]) -> Self {
        let lists = read_lists(fib, table).unwrap_or_default();
        let overrides = read_overrides(fib.part(table, Place::ListOverrides), &lists).unwrap_or_default();
        Self { lists, overrides }
    }

    /// Counts a paragraph.
    pub(super) fn number(&mut self, numbered: Numbered) -> Number {
        // [MS-DOC] 2.6.2, sprmPIlfo: 2047 is numbering as of Word 6, and the largest ones mean that there was a list.
        let index = match numbered.list {
            None | Some(0 | 0xF801..) => return Number::None,
            Some(list) => usize::from(list - 1),
        };
        self.count(index, usize::from(numbered.level.unwrap_or_default())).unwrap_or(Number::Unknown)
    }

    fn count(&mut self, index: usize, level: usize) -> Option<Number> {
        let used = self.overrides.get_mut(index)?;
        let list = self.lists.get_mut(used.list?)?;
        let own = used.levels;
        let levels: [Option<Level>; LEVELS] =
            std::array::from_fn(|at| own.get(at).copied().flatten().or_else(|| list.levels.get(at).copied()));
        let start = |at: usize| used.starts.get(at).copied().flatten();
        let current = (*levels.get(level)?)?;
        let is_new = !std::mem::replace(used.has_begun.get_mut(level)?, true);
        let count = list.counts.get_mut(level)?;
        *count = match (*count, start(level)) {
            (_, Some(start)) if is_new => Some(start),
            (Some(before), _) => Some(before.saturating_add(1)),
            (None, start) => Some(start.unwrap_or(current.start)),
        };
        let deeper = levels.iter().zip(&mut list.counts).skip(level + 1);
        deeper
            .filter(|(deep, _)| deep.is_some_and(|deep| level < deep.restart))
            .for_each(|(_, count)| *count = None);
        if current.format == BULLET {
            return Some(Number::None);
        }
        let mut text = String::new();
        for part in
            char::decode_utf16(current.text.as_chunks::<2>().0.iter().map(|&unit| u16::from_le_bytes(unit)))
        {
            let part = part.ok()?;
            let at = part as usize;
            let Some(shown) = levels.get(at) else {
                text.push(part);
                continue;
            };
            let shown = (*shown)?;
            let value = list.counts.get(at).copied().flatten().or_else(|| start(at)).unwrap_or(shown.start);
            match shown.format {
                BULLET | NO_NUMBER => {}
                _ if current.is_legal => text.push_str(&value.to_string()),
                format => text.push_str(&Format::coded(format)?.write(value)),
            }
        }
        // 1. 5 must not become 1.5; behind 一、 nothing is needed.
        if current.is_apart && text.chars().next_back().is_some_and(|c| c.is_ascii_graphic()) {
            text.push(' ');
        }
        Some(if text.is_empty() { Number::None } else { Number::Text(text) })
    }
}

/// The lists ([MS-DOC] PlfLst), and behind them, where their length does not tell, their levels.
fn read_lists<'t>(fib: &Fib, table: &'t [u8]) -> Option<Vec<List<'t>>> {
    const LIST: usize = 28;
    let (at, length) = fib.place(Place::Lists)?;
    let part = fib.part(table, Place::Lists);
    let mut rest = table.get(at.checked_add(length)?..)?;
    let count = usize::from(u16_at(part, 0)?);
    let mut lists = Vec::new();
    for list in part.get(2..)?.chunks_exact(LIST).take(count) {
        let is_simple = list.get(26)? & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            let Some((level, behind)) = read_level(rest, levels.len()) else { break };
            levels.push(level);
            rest = behind;
        }
        lists.push(List { id: u32_at(list, 0)?, levels, counts: [None; LEVELS] });
    }
    Some(lists)
}

/// A level, and what is behind it ([MS-DOC] LVL).
fn read_level(bytes: &[u8], index: usize) -> Option<(Level<'_>, &[u8])> {
    /// No number that a person would set is longer; only garbage is.
    const LONGEST: usize = 64;
    const FIXED: usize = 28;
    let byte = |at: usize| bytes.get(at).copied();
    let flags = byte(5)?;
    let at = FIXED + usize::from(byte(24)?) + usize::from(byte(25)?);
    let length = 2 * usize::from(u16_at(bytes, at)?);
    let text = bytes.get(at + 2..at + 2 + length)?;
    let level = Level {
        start: u32_at(bytes, 0)?,
        format: byte(4)?,
        is_legal: flags & 4 != 0,
        restart: if flags & 8 == 0 { index } else { byte(26)?.into() },
        is_apart: byte(15)? != 2,
        text: text.get(..2 * LONGEST).unwrap_or(text),
    };
    Some((level, bytes.get(at + 2 + length..)?))
}

/// The uses of lists ([MS-DOC] PlfLfo), each with what it changes behind them all ([MS-DOC] LFOData).
fn read_overrides<'t>(part: &'t [u8], lists: &[List]) -> Option<Vec<Override<'t>>> {
    const OVERRIDE: usize = 16;
    /// The largest number of an override that a paragraph can name.
    const MOST: usize = 0x7FE;
    let count = (u32_at(part, 0)? as usize).min(MOST);
    let records = part.get(4..)?.chunks_exact(OVERRIDE).take(count);
    let mut overrides = Vec::with_capacity(count.min(records.len()));
    let mut changes = part.get(4 + count * OVERRIDE..).unwrap_or_default();
    for record in records {
        let id = u32_at(record, 0)?;
        let list = lists.iter().position(|list| list.id == id);
        let mut used =
            Override { list, levels: [None; LEVELS], starts: [None; LEVELS], has_begun: [false; LEVELS] };
        changes = changes.get(4..).unwrap_or_default();
        for _ in 0..*record.get(12)? {
            let Some(behind) = read_change(&mut used, changes) else { break };
            changes = behind;
        }
        overrides.push(used);
    }
    Some(overrides)
}

/// A change of a level ([MS-DOC] LFOLVL); what is behind it.
fn read_change<'t>(used: &mut Override<'t>, bytes: &'t [u8]) -> Option<&'t [u8]> {
    let (start, flags) = (u32_at(bytes, 0)?, u32_at(bytes, 4)?);
    let index = (flags & 0xF) as usize;
    let mut rest = bytes.get(8..)?;
    let has_start = flags & 0x10 != 0;
    if flags & 0x20 != 0 {
        let (level, behind) = read_level(rest, index)?;
        *used.levels.get_mut(index)? = Some(level);
        rest = behind;
        if has_start {
            *used.starts.get_mut(index)? = Some(level.start);
        }
    } else if has_start {
        *used.starts.get_mut(index)? = Some(start);
    }
    Some(rest)
}
