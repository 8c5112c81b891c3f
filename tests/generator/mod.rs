//! A generator of reports: what is true, and a draft of it in any layout, number style and state of damage.
//!
//! The same seed gives the same report. It knows the official form from the crate's own data, and nothing about
//! how a draft is read.

#![allow(
    dead_code,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::match_same_arms,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs,
    reason = "shared by tests and benchmarks, each of which uses a part"
)]

pub mod accuracy;
pub mod bodies;
pub mod damage;
pub mod facts;
pub mod faults;
pub mod layout;
pub mod marks;
pub mod numerals;
pub mod problems;
pub mod prose;
pub mod sentences;
pub mod slips;
pub mod template;
pub mod truth;

use std::ops::Range;

use nianbao::form::{Cell, SECTIONS};

use damage::Damage;
use layout::{Layout, Line};
use marks::{Part, close, mark, open, strip};
use numerals::{Numerals, Zero};
use prose::prose;
pub use truth::Truth;

/// A source of choices that the same seed always makes alike (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// Whether something happens that happens so many times in a thousand.
    pub fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

/// How large the figures of a report are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Nothing but zeros, as in most townships.
    Zeros,
    /// A few single figures among zeros.
    Small,
    /// Two and three digits, hardly a zero.
    Medium,
    /// A province: thousands and ten thousands.
    Large,
}

impl Size {
    pub const ALL: [Self; 4] = [Self::Zeros, Self::Small, Self::Medium, Self::Large];

    fn count(self, rng: &mut Rng) -> i64 {
        (match self {
            Self::Zeros => 0,
            Self::Small => {
                if rng.chance(300) {
                    rng.below(10)
                } else {
                    0
                }
            }
            Self::Medium => rng.below(300),
            Self::Large => rng.below(30_000),
        }) as i64
    }
}

/// The unit of [`Truth::cells`]: money has four decimals.
pub const UNIT: i64 = 10_000;

/// How a draft is written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub layout: Layout,
    pub numerals: Numerals,
    pub zero: Zero,
}

/// A draft with the truth beside it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub style: Style,
    pub size: Size,
    pub text: String,
    /// The web page that it was, for [`Layout::Html`].
    pub html: String,
    /// Every cell of the form with what a reader must find: a number in ten-thousandths, or nothing. Cells whose
    /// lines were damaged beyond telling are not in it.
    pub cells: Vec<(Cell, Option<i64>)>,
    /// Where the parts of the prose stand; of an undamaged draft that is no web page.
    pub parts: Vec<Part>,
    /// Where the numbers of the cells stand, likewise, if every zero is written.
    pub places: Vec<(Cell, Range<usize>)>,
}

/// Writes a report.
pub fn draft(truth: &Truth, style: Style, damage: Damage, rng: &mut Rng) -> Draft {
    let written = prose(truth, rng);
    let plain = |text: &String| Line::plain(text.clone());
    let mut lines: Vec<Line> = written.title.iter().map(plain).collect();
    if !written.preface.is_empty() {
        lines.push(Line::blank());
        lines.extend(written.preface.iter().map(plain));
    }
    for ((section, heading), prose) in SECTIONS.iter().zip(&written.headings).zip(&written.sections) {
        lines.push(Line::blank());
        lines.push(Line::plain(mark(&format!("heading.{}", section.id), heading)));
        if let Some(table) = section.table {
            let mut table_lines = layout::table(truth, table, style, rng);
            if damage == Damage::None {
                bracket(&mut table_lines, &format!("table.{}", section.id));
            }
            lines.extend(table_lines);
        }
        lines.extend(prose.iter().map(plain));
    }
    if !written.signature.is_empty() {
        lines.push(Line::blank());
        lines.extend(written.signature.iter().map(plain));
    }
    let lost = damage::apply(&mut lines, damage, rng);
    let html = if style.layout == Layout::Html { page(&lines) } else { String::new() };
    let (text, parts, numbers) = match style.layout {
        Layout::Html => (nianbao::intake::read_html(&html).unwrap().text, Vec::new(), Vec::new()),
        _ => strip(&lines.iter().map(|line| format!("{}\n", line.text)).collect::<String>()),
    };
    // All cells of a strip stand in one row.
    let row_of = |cell: &Cell| (cell.table, if cell.table == 2 { 0 } else { cell.row });
    let cells = truth.cells.iter().filter(|(cell, _)| !lost.contains(&row_of(cell)));
    let read = |&(cell, value): &(Cell, i64)| (cell, style.zero.is_number(value).then_some(value));
    let is_whole = damage == Damage::None && numbers.len() == truth.cells.len();
    let places = truth.cells.iter().map(|(cell, _)| *cell).zip(numbers).filter(|_| is_whole).collect();
    let cells = cells.map(read).collect();
    Draft { style, size: truth.size, text, html, cells, parts, places }
}

/// Marks a table from its first line to its last.
fn bracket(lines: &mut [Line], name: &str) {
    if let Some(first) = lines.first_mut() {
        first.text.insert_str(0, &open(name));
    }
    if let Some(last) = lines.last_mut() {
        last.text.push(close());
    }
}

/// The lines of a draft as a web page.
fn page(lines: &[Line]) -> String {
    let mut page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n".to_owned();
    for line in lines {
        let text = marks::plain(&line.text);
        let is_markup = text.starts_with('<');
        page += &if is_markup { format!("{text}\n") } else { format!("<p>{text}</p>\n") };
    }
    page + "</body></html>"
}
