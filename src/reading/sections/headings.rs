//! Which lines are headings of sections: by their wording, style, number and place, never by one of them alone.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::LazyLock;

use crate::find::{ends_with_one, has, has_any, has_one};
use crate::fold::{Pairs, is_blank, is_digit, key, narrow, push_key, trim_start};
use crate::form::{OVERVIEW, SECTIONS, SECTIONS_LEN};
use crate::number::{NUMERALS, Ordinal, OrdinalStyle};
use crate::order::sort_by;
use crate::reading::names::is_name;
use crate::reading::trimmed;
use crate::source::{Source, Span};

use super::line_text;
use super::title::TITLE_ENDS;

/// How near a heading is to the form's wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wording {
    /// Similar to a known wording only.
    Similar,
    /// A known equivalent.
    Variant,
    /// A long form of the statute, as good as the official one.
    Accepted,
    /// The form's own.
    Official,
}

/// A section heading that was found.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    /// Index of the section.
    pub section: usize,
    /// Index of its line.
    pub line: usize,
    /// The heading without blanks around it and without Markdown marks.
    pub span: Span,
    /// Its number, as written.
    pub ordinal: Option<Ordinal>,
    /// How near it is to the form's wording.
    pub wording: Wording,
    /// How surely it is a heading of the section; more is surer.
    pub(super) score: f32,
}

/// Shortest line that can be a heading, in bytes: 概述.
const SHORTEST_HEADING: u32 = 6;
/// Longest line that can be a heading, in bytes.
pub(super) const LONGEST_HEADING: u32 = 150;
/// Least likeness to a known heading.
const LEAST_SIMILARITY: f32 = 0.75;
/// A heading with at least this score is one wherever it stands; a weaker one must stand in the form's order.
const SURE: f32 = 3.0;
/// A second heading of a section with at least this score is taken for one: the form's words and its number.
const REPEAT: f32 = 4.5;
/// Style score of （一）, which is for sub-headings and only counts where a draft has nothing else.
const BRACKETED: f32 = -1.0;
/// What a line in a list of contents is less sure.
const LISTED: f32 = 0.3;
/// What a heading in an attachment is less sure than the same in the body.
const IN_ATTACHMENT: f32 = 0.2;
/// Most heading candidates that are considered: some hundred reports' worth.
pub(super) const MOST_CANDIDATES: usize = 2_000;

/// A known heading.
struct Known {
    key: String,
    pairs: Pairs,
    section: usize,
    wording: Wording,
}

/// Every known heading, sorted by key.
static HEADINGS: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let mut known = Vec::new();
    for (section, official) in SECTIONS.iter().enumerate() {
        let mut add = |text: &str, wording: Wording| {
            let key = key(text);
            known.push(Known { pairs: Pairs::of(&key), key, section, wording });
        };
        add(official.heading, Wording::Official);
        official.accepted.iter().for_each(|text| add(text, Wording::Accepted));
        official.variants.iter().for_each(|text| add(text, Wording::Variant));
    }
    sort_by(&mut known, &|a, b| (&a.key, a.section, a.wording).cmp(&(&b.key, b.section, b.wording)));
    known
});

/// The line as a section heading, if it can be one. `folded` is memory for its key.
pub(super) fn heading(source: &Source<'_>, line: usize, folded: &mut String) -> Option<Heading> {
    let whole = *source.lines().get(line)?;
    if !(SHORTEST_HEADING..=LONGEST_HEADING).contains(&whole.len()) {
        return None;
    }
    // Indents, Markdown and a full stop at the end are no part of a heading.
    let around = |c: char| is_blank(c) || matches!(c, '#' | '*' | '。' | '：' | ':');
    let text = source.slice(whole);
    let start = text.len() - text.trim_start_matches(around).len();
    let span = whole.part(&(start..start + text.trim_matches(around).len()));
    let text = source.slice(span);
    if text.is_empty() || has_any(text, &['\t', '|', '。', '；']) {
        return None;
    }
    let ordinal = Ordinal::read(text).or_else(|| without_mark(text, folded));
    let style = match ordinal.map(|ordinal| ordinal.style) {
        Some(OrdinalStyle::BracketedArabic) => return None,
        Some(OrdinalStyle::BracketedChinese) => BRACKETED,
        Some(OrdinalStyle::Chinese) => 1.0,
        Some(OrdinalStyle::Part) => 0.8,
        Some(OrdinalStyle::Arabic) => 0.3,
        None => 0.0,
    };
    let without_ordinal = ordinal.and_then(|ordinal| text.get(ordinal.len..)).unwrap_or(text);
    folded.clear();
    push_key(folded, without_year(without_ordinal));
    let (section, wording) = wording(folded)?;
    let base = match wording {
        Wording::Official => 4.0,
        Wording::Accepted => 3.9,
        Wording::Variant => 2.5,
        Wording::Similar => 2.0,
    };
    let agrees = ordinal.is_some_and(|ordinal| ordinal.value as usize == section + 1);
    let score = base + style + if agrees { 0.5 } else { 0.0 };
    Some(Heading { section, line, span, ordinal, wording, score })
}

/// The number that a heading begins with where the mark behind it was left out: 一 总体情况. Only before words that are
/// known for a heading, for 一次性 begins with one as well. `folded` is memory for their key.
fn without_mark(text: &str, folded: &mut String) -> Option<Ordinal> {
    let first = text.chars().next()?;
    let (style, value) = match narrow(first).to_digit(10) {
        Some(digit) => (OrdinalStyle::Arabic, digit),
        None => (OrdinalStyle::Chinese, NUMERALS.iter().position(|&numeral| numeral == first)? as u32 + 1),
    };
    let words = trim_start(text.get(first.len_utf8()..)?);
    // 2023年总体情况 begins with a year.
    if words.starts_with(is_digit) {
        return None;
    }
    folded.clear();
    push_key(folded, words);
    let is_known = HEADINGS.binary_search_by(|known| known.key.as_str().cmp(folded)).is_ok();
    is_known.then_some(Ordinal { style, value, len: text.len() - words.len() })
}

/// A heading without the year that it begins with.
fn without_year(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| is_digit(c) || is_blank(c));
    match rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')) {
        Some(rest) if !text.starts_with('年') => rest,
        _ => text,
    }
}

/// The section that a heading names and how near it is to the form's wording.
pub(super) fn wording(wording_key: &str) -> Option<(usize, Wording)> {
    let known = HEADINGS.binary_search_by(|known| known.key.as_str().cmp(wording_key));
    if let Some(known) = known.ok().and_then(|at| HEADINGS.get(at)) {
        return Some((known.section, known.wording));
    }
    let characters = wording_key.chars().count();
    if !(4..=30).contains(&characters) || !has_one(wording_key, &["情况", "事项", "问题"]) {
        return None;
    }
    let pairs = Pairs::of(wording_key);
    HEADINGS
        .iter()
        // Most lines are no headings.
        .filter(|known| known.pairs.may_reach(&pairs, LEAST_SIMILARITY))
        .map(|known| (known.pairs.similarity(&pairs), known.section))
        .max_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal))
        .filter(|&(likeness, _)| likeness >= LEAST_SIMILARITY)
        .map(|(_, section)| (section, Wording::Similar))
}

/// The lines of a list of contents with the numbers of pages, in order: 一、总体情况……1. Linear.
pub(super) fn contents(source: &Source<'_>, lines: Range<usize>) -> Vec<usize> {
    /// Fewest entries, and fewest of them that are the form's headings.
    const FEWEST: usize = 3;
    const FEWEST_KNOWN: usize = 2;
    let mut contents = Vec::new();
    let (mut run, mut known) = (Vec::new(), 0);
    for line in lines.clone().chain([lines.end]) {
        let text = if line < lines.end { line_text(source, line) } else { "。" };
        if text.is_empty() {
            continue;
        }
        if let Some(is_known) = contents_entry(text) {
            run.push(line);
            known += usize::from(is_known);
            continue;
        }
        if run.len() >= FEWEST && known >= FEWEST_KNOWN {
            contents.append(&mut run);
        }
        run.clear();
        known = 0;
    }
    contents
}

/// Whether a line is a heading with the number of its page, and if so, whether it is one of the form's.
fn contents_entry(text: &str) -> Option<bool> {
    const MOST_DIGITS: usize = 3;
    const FEWEST_DOTS: usize = 3;
    let page = text.trim_end_matches(|c| is_blank(c) || matches!(c, ')' | '）' | '页' | '-' | '—'));
    let before = page.trim_end_matches(is_digit);
    if !(1..=MOST_DIGITS).contains(&page.get(before.len()..)?.chars().count()) || before.is_empty() {
        return None;
    }
    let is_dot =
        |c: char| matches!(c, '…' | '⋯' | '‥' | '.' | '．' | '·' | '•' | '_' | '-' | '—' | '－' | '─');
    let is_between = |c: char| is_blank(c) || is_dot(c) || matches!(c, '(' | '（' | '第');
    let heading = before.trim_end_matches(is_between);
    let between = before.get(heading.len()..)?;
    let has_dots =
        between.contains('\t') || between.contains('…') || between.matches(is_dot).count() >= FEWEST_DOTS;
    let known = wording(&key(without_year(Ordinal::strip(heading))));
    let is_known = known.is_some_and(|(_, wording)| wording >= Wording::Accepted);
    (is_known || has_dots).then_some(is_known)
}

/// Lowers the score of candidates in a list of contents: with the next of them, or the one before, they have their
/// style and nothing but empty lines and the numbers of pages between them.
pub(super) fn lists_of_contents(source: &Source<'_>, candidates: &mut [Heading]) {
    let is_page = |text: &str| text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let style = |heading: &Heading| heading.ordinal.map(|ordinal| ordinal.style);
    let adjoining: Vec<bool> = candidates
        .windows(2)
        .map(|pair| match pair {
            [a, b] => {
                let mut between = a.line + 1..b.line;
                a.section < b.section
                    && style(a) == style(b)
                    && between.all(|line| is_page(line_text(source, line)))
            }
            _ => false,
        })
        .collect();
    for (index, heading) in candidates.iter_mut().enumerate() {
        let next = adjoining.get(index).copied().unwrap_or(false);
        let before = index.checked_sub(1).and_then(|before| adjoining.get(before)).copied().unwrap_or(false);
        if next || before {
            heading.score -= LISTED;
        }
    }
}

/// The headings among the candidates, in order of place: the sure ones, unless a better one of the same section
/// comes later, and of the others those that stand where the form has them and whose section has no sure one.
/// Last, for a section without any, an own heading that has its number, its place and one of its words.
pub(super) fn choose(
    source: &Source<'_>,
    mut candidates: Vec<Heading>,
    lines: Range<usize>,
    attachments_from: usize,
) -> Vec<Heading> {
    for heading in candidates.iter_mut().filter(|heading| heading.line >= attachments_from) {
        heading.score -= IN_ATTACHMENT;
    }
    let mut best = [0.0_f32; SECTIONS_LEN];
    for heading in &candidates {
        if let Some(best) = best.get_mut(heading.section) {
            *best = best.max(heading.score);
        }
    }
    let bracketed = |heading: &Heading| {
        heading.ordinal.is_some_and(|ordinal| ordinal.style == OrdinalStyle::BracketedChinese)
    };
    let sure: Vec<Heading> =
        candidates.iter().filter(|heading| heading.score >= SURE && !bracketed(heading)).copied().collect();
    let mut chosen: Vec<Heading> = Vec::new();
    let mut reached = [false; SECTIONS_LEN];
    for heading in candidates {
        let best = best.get(heading.section).copied().unwrap_or_default();
        let Some(reached) = reached.get_mut(heading.section) else { continue };
        let is_best = heading.score >= best && !*reached;
        let take = if heading.score >= SURE && !bracketed(&heading) {
            // A weaker one before the best, as in a list of contents, is no heading; one behind it is a repeat if
            // it has the form's number and words.
            is_best || *reached && heading.score >= REPEAT
        } else {
            // （五） before the form's own words for section five is a slip, not a sub-heading.
            let named = heading.wording >= Wording::Accepted
                && heading.ordinal.is_some_and(|ordinal| ordinal.value as usize == heading.section + 1);
            let alone = sure.is_empty() || !bracketed(&heading) || named;
            is_best && alone && fits(&sure, heading.section, heading.line)
        };
        if take {
            *reached |= is_best;
            chosen.push(heading);
        }
    }
    if reached.contains(&false) {
        // A line is the heading of one section.
        let is_chosen = |line: &usize| chosen.binary_search_by_key(line, |heading| heading.line).is_ok();
        let free = lines.filter(|line| !is_chosen(line));
        let numbered: Vec<Numbered> = free.filter_map(|line| numbered(source, line)).collect();
        for ((index, words), _) in CUES.iter().enumerate().zip(reached).filter(|(_, reached)| !reached) {
            let found = numbered.iter().find_map(|line| line.heading(source, index, words));
            if let Some(heading) = found.filter(|heading| fits(&chosen, index, heading.line)) {
                let at = chosen.partition_point(|other| other.line < heading.line);
                chosen.insert(at, heading);
            }
        }
    }
    chosen
}

/// Whether a heading of `section` at `line` stands where the form has it among the others.
fn fits(others: &[Heading], section: usize, line: usize) -> bool {
    others.iter().all(|other| other.section != section && (other.section < section) == (other.line < line))
}

/// Words that an own heading of a section has at least one of.
const CUES: [&[&str]; SECTIONS_LEN] =
    [&["总体", "概况"], &["主动公开"], &["申请"], &["复议", "诉讼"], &["问题", "不足", "改进"], &["其他"]];

/// Whether an own heading says that what was done follows, and no more: 工作开展情况, 信息公开工作概述.
fn is_account(text: &str) -> bool {
    const ACCOUNTS: [&str; 8] =
        ["工作概述", "工作情况", "开展情况", "工作总结", "整体情况", "主要情况", "工作综述", "综述"];
    const FILLERS: [&str; 8] = ["政府", "政务", "信息", "公开", "年度", "主要", "整体", "工作"];
    let words = key(without_year(Ordinal::strip(text)));
    let Some(mut rest) = ACCOUNTS.iter().find_map(|account| words.strip_suffix(account)) else {
        return false;
    };
    while let Some(shorter) = FILLERS.iter().find_map(|filler| rest.strip_suffix(filler)) {
        rest = shorter;
    }
    rest.is_empty()
}

/// A line that begins with a number as a section does.
struct Numbered {
    line: usize,
    span: Span,
    ordinal: Ordinal,
}

/// A line with a number, if it can be an own heading.
fn numbered(source: &Source<'_>, line: usize) -> Option<Numbered> {
    const LONGEST: u32 = 75;
    let span = trimmed(source, *source.lines().get(line)?);
    let text = source.slice(span);
    let ordinal = Ordinal::read(text).filter(|ordinal| ordinal.style == OrdinalStyle::Chinese)?;
    let may_be = span.len() <= LONGEST && !has_any(text, &['\t', '|', '，', '。', '；']);
    may_be.then_some(Numbered { line, span, ordinal })
}

impl Numbered {
    /// The line as the heading of a section, if it has its number and one of its words.
    fn heading(&self, source: &Source<'_>, section: usize, words: &[&str]) -> Option<Heading> {
        let &Self { line, span, ordinal } = self;
        let text = source.slice(span);
        let is_named = has_one(text, words) || section == OVERVIEW && is_account(text);
        let is_section = ordinal.value as usize == section + 1 && is_named;
        is_section.then_some(Heading {
            section,
            line,
            span,
            ordinal: Some(ordinal),
            wording: Wording::Similar,
            score: 0.0,
        })
    }
}

/// The line from which sections that were already there come again, at least three of them and no new one.
pub(super) fn second_report(source: &Source<'_>, headings: &[Heading]) -> Option<usize> {
    const LEAST: usize = 3;
    let mut seen = [false; SECTIONS_LEN];
    let first = headings.iter().position(|heading| {
        seen.get_mut(heading.section).is_some_and(|seen| std::mem::replace(seen, true))
    })?;
    let mut again = [false; SECTIONS_LEN];
    for heading in headings.get(first..)? {
        *again.get_mut(heading.section)? = true;
    }
    let all_known = again.iter().zip(&seen).all(|(again, seen)| !again || *seen);
    if !all_known || again.iter().filter(|again| **again).count() < LEAST {
        return None;
    }
    let line = headings.get(first)?.line;
    // Its title, if it has one, stands above.
    let before = headings.get(first - 1).map_or(0, |heading| heading.line + 1);
    let title = (before..line).find(|&line| {
        let text = key(line_text(source, line));
        text.len() <= 150 && has(&text, "公开") && ends_with_one(&text, &TITLE_ENDS)
    });
    // 青溪县柳河镇人民政府 / 2023年政府信息公开工作年度报告
    let name = title.filter(|&title| line_text(source, title).starts_with(is_digit)).and_then(|title| {
        let above = title.checked_sub(1).filter(|&above| above >= before)?;
        is_name(line_text(source, above)).then_some(above)
    });
    Some(name.or(title).unwrap_or(line))
}
