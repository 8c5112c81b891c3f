//! What copying, scanning and editing do to a draft.

use std::collections::BTreeSet;

use super::Rng;
use super::layout::Line;
use super::numerals::GUARDS;

/// What happened to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    None,
    /// So many in a thousand of the Chinese characters are wrong, lost or doubled.
    Characters(u64),
    /// So many in a thousand of the lines of the tables are lost, doubled or split.
    Lines(u64),
    /// Page numbers, blank lines and repeated heads in the tables.
    PageBreaks,
}

impl Damage {
    pub fn name(self) -> String {
        match self {
            Self::None => "undamaged".to_owned(),
            Self::Characters(rate) => format!("{} % of the characters", rate / 10),
            Self::Lines(rate) => format!("{} % of the lines", rate / 10),
            Self::PageBreaks => "page breaks".to_owned(),
        }
    }
}

/// Damages the lines of a draft; the rows of the form that lines were taken from or doubled in.
pub fn apply(lines: &mut Vec<Line>, damage: Damage, rng: &mut Rng) -> BTreeSet<(u8, u8)> {
    match damage {
        Damage::None => BTreeSet::new(),
        Damage::Characters(rate) => {
            for line in lines.iter_mut() {
                line.text = blemished(&line.text, rate, rng);
            }
            BTreeSet::new()
        }
        Damage::Lines(rate) => damage_lines(lines, rate, rng),
        Damage::PageBreaks => {
            break_pages(lines, rng);
            BTreeSet::new()
        }
    }
}

/// Characters that scanning takes for one another, in pairs.
const LOOK_ALIKES: &str =
    "己已未末土士日曰人入大太木本干千申由田甲目且自白天夫王玉贝见午牛今令刀力九丸公分政攻信倍息恩请清";

fn blemished(text: &str, rate: u64, rng: &mut Rng) -> String {
    let mut out = String::new();
    let mut guarded = false;
    for c in text.chars() {
        if GUARDS.contains(&c) {
            guarded = c == GUARDS[0];
        }
        let is_han = matches!(c, '\u{4E00}'..='\u{9FFF}') && nianbao::number::chinese_digit(c).is_none();
        if guarded || !is_han || !rng.chance(rate) {
            out.push(c);
            continue;
        }
        let alike = LOOK_ALIKES.chars().position(|other| other == c).map(|at| at ^ 1);
        match (alike.and_then(|at| LOOK_ALIKES.chars().nth(at)), rng.below(10)) {
            (Some(alike), 0..7) => out.push(alike),
            (None, 0..7) => out.push(char::from_u32(0x4E00 + rng.below(0x4000) as u32).unwrap()),
            (_, 7..9) => {}
            _ => out.extend([c, c]),
        }
    }
    out
}

fn damage_lines(lines: &mut Vec<Line>, rate: u64, rng: &mut Rng) -> BTreeSet<(u8, u8)> {
    let mut lost = BTreeSet::new();
    let mut out: Vec<Line> = Vec::new();
    // A heading is needed to know where a table is at all; headings and prose are left whole.
    for line in lines.drain(..) {
        let Some(row) = line.row.filter(|_| rng.chance(rate)) else {
            out.push(line);
            continue;
        };
        lost.insert(row);
        match rng.below(3) {
            0 => {}
            1 => out.extend([line.clone(), line]),
            _ => {
                let middle = line.text.chars().count() / 2;
                let (a, b): (String, String) =
                    (line.text.chars().take(middle).collect(), line.text.chars().skip(middle).collect());
                out.push(Line { text: a, ..line.clone() });
                out.push(Line { text: b, ..line });
            }
        }
    }
    *lines = out;
    lost
}

fn break_pages(lines: &mut Vec<Line>, rng: &mut Rng) {
    const LINES_A_PAGE: usize = 18;
    let mut out: Vec<Line> = Vec::new();
    let mut page = 1;
    for (index, line) in lines.drain(..).enumerate() {
        let starts_row = line.row.is_some() && out.last().is_some_and(|last| last.row != line.row);
        if starts_row && index / LINES_A_PAGE >= page {
            page = index / LINES_A_PAGE + 1;
            out.push(Line::blank());
            let number = rng.pick(&["— # —", "- # -", "第#页", "第 # 页 共 12 页", ""]);
            out.push(Line::plain(number.replace('#', &page.to_string())));
            out.push(Line::blank());
        }
        out.push(line);
    }
    *lines = out;
}
