//! The outline of a draft: title, the six sections in whatever order and numbering, attachments, signature.
//!
//! Headings are found by their wording, not by their number: numbers are what goes wrong. A line in a table or
//! with a bracketed number, such as a sub-heading, is never a heading of a section.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::LazyLock;

use crate::fold::{key, similarity, trim};
use crate::form::{OPEN_SPOT, SECTIONS, SECTIONS_LEN};
use crate::number::{Ordinal, OrdinalStyle};
use crate::source::{Source, Span};

use super::trimmed;

/// The heading under which a corrected report keeps what fits no section.
pub const KEPT_HEADING: &str =
    "附：原稿中未能归入六个部分的内容（由年报核对工具保留，请逐项处理后删除本部分）";

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
    score: f32,
}

/// A section of the draft.
#[derive(Clone, Debug)]
pub struct SectionReading {
    /// Its heading.
    pub heading: Heading,
    /// The lines after the heading up to the next heading.
    pub body: Range<usize>,
    /// Whether it stands in an attachment.
    pub in_attachment: bool,
}

/// A numbered heading of the first level that is none of the form's.
#[derive(Clone, Copy, Debug)]
pub struct OwnHeading {
    /// Index of its line.
    pub line: usize,
    /// Where.
    pub span: Span,
    /// Its number.
    pub ordinal: Ordinal,
}

/// The year under report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub value: u16,
    /// Where the draft says so.
    pub span: Span,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month as written, so perhaps impossible.
    pub month: u8,
    /// Day as written, so perhaps impossible.
    pub day: u8,
}

/// The signature at the end.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// The line with the organisation, if there is one.
    pub organisation: Option<Span>,
    /// The date and where it stands.
    pub date: (Date, Span),
    /// First line of the signature.
    pub line: usize,
}

/// The outline of a draft.
#[derive(Debug, Default)]
pub struct Outline {
    /// The title, over one or more lines.
    pub title: Option<(Range<usize>, Span)>,
    /// The sections by index; `None` where there is no such heading.
    pub sections: [Option<SectionReading>; SECTIONS_LEN],
    /// Further headings of sections that already have one.
    pub repeated: Vec<SectionReading>,
    /// Numbered first-level headings of the author's own.
    pub own: Vec<OwnHeading>,
    /// The lines between title and first heading.
    pub preamble: Range<usize>,
    /// The lines of the attachments; empty where there are none.
    pub attachments: Range<usize>,
    /// The lines from where the sections begin all over again, as where two reports were pasted together; empty
    /// where they do not.
    pub second: Range<usize>,
    /// The lines that an earlier correction kept aside, its heading first; empty where there are none.
    pub kept: Range<usize>,
    /// The signature.
    pub signature: Option<Signature>,
    /// The year under report.
    pub year: Option<Year>,
    /// The reporting organisation as title and signature name it.
    pub organisation: Option<String>,
}

impl Outline {
    /// The section bodies and every other zone, in order of place.
    pub fn zones(&self) -> Vec<Range<usize>> {
        let mut zones = vec![self.preamble.clone()];
        zones
            .extend(self.sections.iter().flatten().chain(&self.repeated).map(|section| section.body.clone()));
        zones.push(self.attachments.clone());
        zones.retain(|zone| !zone.is_empty());
        zones.sort_by_key(|zone| (zone.start, zone.end));
        // Headings inside the attachments cut them: the rest is what comes before the first.
        let starts: Vec<_> = zones.iter().map(|zone| zone.start).collect();
        for zone in &mut zones {
            let next = starts.iter().copied().find(|&start| start > zone.start);
            zone.end = zone.end.min(next.unwrap_or(zone.end));
        }
        zones
    }

    /// The lines of the signature: up to the next heading, or the end of the body; empty where there is none.
    pub fn signature_lines(&self) -> Range<usize> {
        let end = self.attachments.start;
        let Some(start) = self.signature.map(|signature| signature.line) else { return end..end };
        let headings =
            self.sections.iter().flatten().chain(&self.repeated).map(|section| section.heading.line);
        start..headings.filter(|&line| line > start).min().unwrap_or(end).min(end).max(start)
    }

    /// Where a section with no heading of its own would start: the preamble stands in for 总体情况.
    pub fn overview_lines(&self) -> Range<usize> {
        self.sections.first().and_then(Option::as_ref).map_or(self.preamble.clone(), |s| s.body.clone())
    }
}

/// Longest line that can be a heading, in bytes.
const LONGEST_HEADING: u32 = 150;
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
const MOST_CANDIDATES: usize = 2_000;

/// Keys of every known heading with its section and wording, sorted by key.
static HEADINGS: LazyLock<Vec<(String, usize, Wording)>> = LazyLock::new(|| {
    let mut keys = Vec::new();
    for (index, section) in SECTIONS.iter().enumerate() {
        keys.push((key(section.heading), index, Wording::Official));
        keys.extend(section.accepted.iter().map(|text| (key(text), index, Wording::Accepted)));
        keys.extend(section.variants.iter().map(|text| (key(text), index, Wording::Variant)));
    }
    keys.sort();
    keys
});

/// Reads the outline. Linear in the source.
pub fn read(source: &Source<'_>) -> Outline {
    let lines = source.lines().len();
    let kept_from = (0..lines).find(|&line| line_text(source, line) == KEPT_HEADING).unwrap_or(lines);
    let title = title(source, kept_from);
    let body_from = title.as_ref().map_or(0, |(lines, _)| lines.end);

    let mut candidates: Vec<_> =
        (body_from..kept_from).filter_map(|line| heading(source, line)).take(MOST_CANDIDATES).collect();
    lists_of_contents(source, &mut candidates);
    let attachments_from = (body_from..kept_from)
        .filter(|&line| candidates.iter().any(|heading| heading.line < line))
        .find(|&line| opens_attachments(source, line))
        .unwrap_or(kept_from);
    let mut headings = choose(source, candidates, body_from..kept_from, attachments_from);
    let second_from = second_report(source, &headings).unwrap_or(kept_from);
    headings.retain(|heading| heading.line < second_from);
    let attachments_from = attachments_from.min(second_from);

    let mut outline = Outline {
        preamble: body_from..headings.first().map_or(attachments_from, |h| h.line.min(attachments_from)),
        attachments: attachments_from..second_from,
        second: second_from..kept_from,
        kept: kept_from..lines,
        ..Outline::default()
    };
    for (index, heading) in headings.iter().enumerate() {
        let next = headings.get(index + 1).map_or(second_from, |next| next.line);
        let in_attachment = heading.line >= attachments_from;
        let end = if in_attachment { next } else { next.min(attachments_from) };
        let section = SectionReading { heading: *heading, body: heading.line + 1..end, in_attachment };
        let Some(slot) = outline.sections.get_mut(heading.section) else { continue };
        match slot {
            Some(taken) if taken.heading.score >= heading.score => outline.repeated.push(section),
            Some(taken) => outline.repeated.push(std::mem::replace(taken, section)),
            None => *slot = Some(section),
        }
    }
    outline.own = own_headings(source, body_from..attachments_from, &headings);
    outline.signature = signature(source, body_from..attachments_from);
    outline.year = year(source, title.as_ref().map(|(_, span)| *span));
    outline.organisation = organisation(source, title.as_ref().map(|(_, span)| *span), outline.signature);
    outline.title = title;
    outline
}

fn line_text<'t>(source: &Source<'t>, line: usize) -> &'t str {
    source.lines().get(line).map_or("", |&span| trim(source.slice(span)))
}

/// The line as a section heading, if it can be one.
fn heading(source: &Source<'_>, line: usize) -> Option<Heading> {
    let whole = *source.lines().get(line)?;
    if whole.is_empty() || whole.len() > LONGEST_HEADING {
        return None;
    }
    // Indents, Markdown and a full stop at the end are no part of a heading.
    let around = |c: char| crate::fold::is_blank(c) || matches!(c, '#' | '*' | '。' | '：' | ':');
    let text = source.slice(whole);
    let start = text.len() - text.trim_start_matches(around).len();
    let span = whole.part(&(start..start + text.trim_matches(around).len()));
    let text = source.slice(span);
    if text.is_empty() || text.contains(['\t', '|', '。', '；']) {
        return None;
    }
    let ordinal = Ordinal::read(text);
    let style = match ordinal.map(|ordinal| ordinal.style) {
        Some(OrdinalStyle::BracketedArabic) => return None,
        Some(OrdinalStyle::BracketedChinese) => BRACKETED,
        Some(OrdinalStyle::Chinese) => 1.0,
        Some(OrdinalStyle::Part) => 0.8,
        Some(OrdinalStyle::Arabic) => 0.3,
        None => 0.0,
    };
    let wording_key = key(without_year(Ordinal::strip(text)));
    let (section, wording) = wording(&wording_key)?;
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

/// A heading without the year that it begins with.
fn without_year(text: &str) -> &str {
    let rest = text
        .trim_start_matches(|c: char| crate::fold::narrow(c).is_ascii_digit() || crate::fold::is_blank(c));
    match rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')) {
        Some(rest) if !text.starts_with('年') => rest,
        _ => text,
    }
}

/// The section that a heading names and how near it is to the form's wording.
fn wording(wording_key: &str) -> Option<(usize, Wording)> {
    let known = HEADINGS.binary_search_by(|(known, ..)| known.as_str().cmp(wording_key));
    if let Some((_, section, wording)) = known.ok().and_then(|at| HEADINGS.get(at)) {
        return Some((*section, *wording));
    }
    let characters = wording_key.chars().count();
    if !(4..=30).contains(&characters)
        || !["情况", "事项", "问题"].iter().any(|cue| wording_key.contains(cue))
    {
        return None;
    }
    HEADINGS
        .iter()
        .map(|(known, section, _)| (similarity(known, wording_key), *section))
        .max_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal))
        .filter(|&(likeness, _)| likeness >= LEAST_SIMILARITY)
        .map(|(_, section)| (section, Wording::Similar))
}

/// Takes some of the surety from candidates in a list of contents: nothing stands between them and the next, or the
/// one before.
fn lists_of_contents(source: &Source<'_>, candidates: &mut [Heading]) {
    let style = |heading: &Heading| heading.ordinal.map(|ordinal| ordinal.style);
    let adjoining: Vec<bool> = candidates
        .windows(2)
        .map(|pair| match pair {
            [a, b] => {
                let mut between = a.line + 1..b.line;
                a.section < b.section
                    && style(a) == style(b)
                    && between.all(|line| line_text(source, line).is_empty())
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
fn choose(
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
            let alone = sure.is_empty() || !bracketed(&heading);
            is_best && alone && fits(&sure, heading.section, heading.line)
        };
        if take {
            *reached |= is_best;
            chosen.push(heading);
        }
    }
    for (index, words) in CUES.iter().enumerate() {
        if chosen.iter().any(|heading| heading.section == index) {
            continue;
        }
        let found = lines.clone().find_map(|line| numbered(source, line, index, words));
        if let Some(heading) = found.filter(|heading| fits(&chosen, index, heading.line)) {
            let at = chosen.partition_point(|other| other.line < heading.line);
            chosen.insert(at, heading);
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

/// A line with a section's number and one of its words, as its heading.
fn numbered(source: &Source<'_>, line: usize, section: usize, words: &[&str]) -> Option<Heading> {
    const LONGEST: u32 = 75;
    let span = trimmed(source, *source.lines().get(line)?);
    let text = source.slice(span);
    let ordinal = Ordinal::read(text).filter(|ordinal| ordinal.style == OrdinalStyle::Chinese)?;
    let named = words.iter().any(|word| text.contains(word));
    let heading = ordinal.value as usize == section + 1
        && named
        && span.len() <= LONGEST
        && !text.contains(['\t', '|', '，', '。', '；']);
    heading.then_some(Heading {
        section,
        line,
        span,
        ordinal: Some(ordinal),
        wording: Wording::Similar,
        score: 0.0,
    })
}

/// The line from which sections that were already there come again, at least three of them and no new one.
fn second_report(source: &Source<'_>, headings: &[Heading]) -> Option<usize> {
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
        text.len() <= 150 && text.contains("公开") && TITLE_ENDS.iter().any(|end| text.ends_with(end))
    });
    Some(title.unwrap_or(line))
}

/// Whether a line is the first of the attachments.
fn opens_attachments(source: &Source<'_>, line: usize) -> bool {
    let text = line_text(source, line);
    let Some(rest) = ["附件", "附表"].iter().find_map(|word| text.strip_prefix(word)) else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五".contains(c));
    // A line that only links a file is none.
    let files = [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd"];
    if files.iter().any(|ending| text.to_lowercase().ends_with(ending)) {
        return false;
    }
    text.len() <= LONGEST_HEADING as usize && (rest.is_empty() || rest.starts_with(['：', ':', ' ', '　']))
}

/// First-level headings of the author's own.
fn own_headings(source: &Source<'_>, lines: Range<usize>, headings: &[Heading]) -> Vec<OwnHeading> {
    lines
        .filter(|&line| headings.binary_search_by_key(&line, |heading| heading.line).is_err())
        .filter_map(|line| {
            let span = trimmed(source, *source.lines().get(line)?);
            let text = source.slice(span);
            let ordinal = Ordinal::read(text).filter(|ordinal| ordinal.style == OrdinalStyle::Chinese)?;
            let alone = span.len() <= LONGEST_HEADING && !text.contains('\t');
            // A paragraph that begins with a number is no heading: it has a full stop inside.
            let sentences = trim(text).trim_end_matches('。').contains('。');
            let own_words = key(Ordinal::strip(text));
            // A line of a list of contents is none of the author's own.
            let own = !own_words.is_empty() && wording(&own_words).is_none();
            (alone && own && !sentences).then_some(OwnHeading { line, span, ordinal })
        })
        .collect()
}

/// Words that a title ends with.
const TITLE_ENDS: [&str; 4] = ["年度报告", "工作报告", "年报", "报告"];

/// The title: one line or two at the head of the draft, up to the one that ends in 报告.
fn title(source: &Source<'_>, end: usize) -> Option<(Range<usize>, Span)> {
    let mut first: Option<(usize, Span)> = None;
    for (seen, line) in (0..end).filter(|&line| !line_text(source, line).is_empty()).take(12).enumerate() {
        let span = trimmed(source, *source.lines().get(line)?);
        let text = source.slice(span);
        if span.len() > 180 || text.contains(['。', '\t']) || heading(source, line).is_some() {
            return None;
        }
        let squeezed = key(text);
        let has_year = squeezed.contains(|c: char| c.is_ascii_digit()) && squeezed.contains('年');
        if TITLE_ENDS.iter().any(|end| squeezed.ends_with(end)) && squeezed.contains("公开") {
            // The organisation may stand on the line before.
            let start = match first {
                Some((previous, name)) if is_name(source.slice(name)) && previous + 2 >= line => {
                    (previous, name)
                }
                _ => (line, span),
            };
            return (has_year || seen < 3).then_some((start.0..line + 1, start.1.to(span)));
        }
        first = Some((line, span));
    }
    None
}

/// Words that the names of organisations end with.
const NAME_ENDS: [&str; 18] = [
    "人民政府",
    "政府",
    "办公室",
    "办公厅",
    "办事处",
    "街道",
    "委员会",
    "局",
    "厅",
    "委",
    "办",
    "镇",
    "乡",
    "中心",
    "大队",
    "支队",
    "院",
    "部",
];

/// Whether a line is nothing but the name of an organisation.
fn is_name(text: &str) -> bool {
    let text = trim(text);
    text.len() <= 90
        && !text.contains(['，', '。', '：', ':', '；', '、'])
        && NAME_ENDS.iter().any(|end| text.ends_with(end))
}

/// The year under report: from the title, else from the period that the data cover, else the year that most
/// statements name.
fn year(source: &Source<'_>, title: Option<Span>) -> Option<Year> {
    let of = |span: Span| years(source, span).next();
    if let Some(year) = title.and_then(of) {
        return Some(year);
    }
    let text = source.text();
    for cue in ["统计期限", "统计时限", "数据截止", "截止日期为", "统计期自"] {
        if let Some(at) = text.find(cue) {
            let end =
                text.get(at..).and_then(|rest| rest.find(['。', '\n'])).map_or(text.len(), |len| at + len);
            if let Some(year) = of(Span::new(at as u32, end as u32)) {
                return Some(year);
            }
        }
    }
    let mut counts: Vec<(Year, usize)> = Vec::new();
    for year in years(source, Span::new(0, text.len() as u32)) {
        match counts.iter_mut().find(|(known, _)| known.value == year.value) {
            Some((_, count)) => *count += 1,
            None => counts.push((year, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max()?;
    let mut best = counts.iter().filter(|&&(_, count)| count == most);
    match (best.next(), best.next()) {
        (Some(&(year, _)), None) => Some(year),
        _ => None,
    }
}

/// The years that a span names, as four digits before 年.
pub fn years<'s>(source: &'s Source<'_>, span: Span) -> impl Iterator<Item = Year> + 's {
    let text = source.slice(span);
    text.match_indices('年').filter_map(move |(at, _)| {
        let before = text.get(..at)?.trim_end_matches(crate::fold::is_blank);
        let digits: Vec<_> = before.char_indices().rev().take(5).collect();
        let value = digits
            .iter()
            .take(4)
            .rev()
            .map(|&(_, c)| crate::fold::narrow(c).to_digit(10))
            .try_fold(0_u16, |sum, digit| Some(sum * 10 + digit? as u16))?;
        let longer = digits.get(4).is_some_and(|&(_, c)| crate::fold::narrow(c).is_ascii_digit());
        let start = digits.get(3)?.0;
        (!longer && (1990..=2099).contains(&value))
            .then_some(Year { value, span: span.part(&(start..before.len())) })
    })
}

/// The signature: the last date among the last lines of the body, and the name before it or on its line.
fn signature(source: &Source<'_>, lines: Range<usize>) -> Option<Signature> {
    const LAST: usize = 5;
    let filled = |line: &usize| !line_text(source, *line).is_empty();
    let span = |line: usize| source.lines().get(line).map(|&span| trimmed(source, span));
    let date_line = lines
        .clone()
        .rev()
        .filter(filled)
        .take(LAST)
        .find(|&line| span(line).is_some_and(|span| dated(source.slice(span)).is_some()))?;
    let whole = span(date_line)?;
    let (name, date) = dated(source.slice(whole))?;
    let place = whole.part(&(name.len()..whole.len() as usize));
    let own = whole.part(&(0..crate::fold::trim(name).len()));
    if !own.is_empty() {
        return Some(Signature {
            organisation: Some(own),
            date: (date, trimmed(source, place)),
            line: date_line,
        });
    }
    let before = (lines.start..date_line).rev().find(filled);
    let name =
        before.and_then(|line| Some((line, span(line)?))).filter(|(_, name)| is_name(source.slice(*name)));
    let line = name.map_or(date_line, |(line, _)| line);
    Some(Signature { organisation: name.map(|(_, name)| name), date: (date, place), line })
}

/// A line that ends with a date and has nothing before it but the name of an organisation.
fn dated(text: &str) -> Option<(&str, Date)> {
    if let Some(date) = date(text) {
        return Some(("", date));
    }
    let at = text.rfind(crate::fold::is_blank)?;
    let blank = text.get(at..)?.chars().next()?.len_utf8();
    let (name, rest) = text.split_at_checked(at + blank)?;
    is_name(name).then_some((name, date(rest)?))
}

/// Reads a text that is nothing but a date: 2022年1月16日, 2022-01-16, 二〇二二年一月十六日, with or without blanks
/// and brackets.
pub fn date(text: &str) -> Option<Date> {
    let text: String = text
        .trim_matches(['（', '）', '(', ')'])
        .chars()
        .filter(|&c| !crate::fold::is_blank(c))
        .map(crate::fold::narrow)
        .collect();
    let text = text.strip_suffix("印发").unwrap_or(&text);
    let number = |text: &str| -> Option<i64> {
        let digits = text.bytes().all(|b| b.is_ascii_digit()) && text.len() <= 4;
        if digits { text.parse().ok() } else { crate::number::chinese_value(text) }
    };
    let parts: Vec<&str> = match text.strip_suffix('日') {
        Some(text) => text.split(['年', '月']).collect(),
        None => text.split(['-', '.', '/']).collect(),
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let year = u16::try_from(number(year)?).ok().filter(|year| (1990..=2099).contains(year))?;
    Some(Date { year, month: u8::try_from(number(month)?).ok()?, day: u8::try_from(number(day)?).ok()? })
}

/// The organisation: what the title says before or around the year, or the signature where that is the longer
/// form of the same name.
fn organisation(source: &Source<'_>, title: Option<Span>, signature: Option<Signature>) -> Option<String> {
    let signed: Option<String> =
        signature.and_then(|s| s.organisation).map(|span| squeeze(source.slice(span)));
    let titled = title.and_then(|span| {
        let title = squeeze(source.slice(span));
        let end = ["政府信息公开", "政务公开", "信息公开", "政务信息公开"]
            .iter()
            .filter_map(|word| title.rfind(word))
            .min()
            .unwrap_or(title.len());
        let name: String = title.get(..end)?.to_owned();
        let name = name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        let name = name.replace("年度", "").replace('年', "");
        let name = match name.split_once('】') {
            Some((_, behind)) => behind,
            None => name.trim_start_matches(|c: char| !c.is_alphabetic()),
        };
        let name = name.strip_prefix("关于").unwrap_or(name).to_owned();
        (!name.is_empty() && !name.contains(OPEN_SPOT)).then_some(name)
    });
    match (titled, signed) {
        (Some(titled), Some(signed)) if signed.contains(&titled) => Some(signed),
        (Some(titled), _) => Some(titled),
        (None, signed) => signed,
    }
}

/// `text` without blanks, digits half width.
fn squeeze(text: &str) -> String {
    text.chars().filter(|&c| !crate::fold::is_blank(c)).map(crate::fold::narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Vec<(&'static str, Wording)> {
        let source = Source::new(text);
        let outline = read(&source);
        let mut found: Vec<_> = outline.sections.iter().flatten().collect();
        found.sort_by_key(|section| section.heading.line);
        found.iter().map(|section| (SECTIONS[section.heading.section].id, section.heading.wording)).collect()
    }

    #[test]
    fn headings_are_found_in_any_order_and_with_any_number() {
        let text = "甲镇2023年政府信息公开工作年度报告\n二、总体情况\n正文。\n6、 其他需要报告的事项\n无。\n五．存在的问题及改进情况\n";
        assert_eq!(
            outline(text),
            [("overview", Wording::Official), ("other", Wording::Official), ("problems", Wording::Variant)]
        );
    }

    #[test]
    fn a_sub_heading_or_a_table_row_is_no_heading() {
        let text = "一、总体情况\n（一）主动公开政府信息情况\n2.依申请公开情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t0\n";
        assert_eq!(outline(text).len(), 3);
    }

    #[test]
    fn blemishes_do_not_hide_a_heading() {
        for heading in
            ["一、总体情况。", "\t一、总体情况\t", "**一、总体情况**", "一、2023年政府信息公开工作总体情况"]
        {
            let text =
                format!("甲镇2023年政府信息公开工作年度报告\n{heading}\n正文。\n二、主动公开政府信息情况\n");
            let found: Vec<_> = outline(&text).into_iter().map(|(id, _)| id).collect();
            assert_eq!(found, ["overview", "disclosure"], "{heading}");
        }
    }

    #[test]
    fn a_list_of_contents_is_no_report_and_sub_headings_end_no_section() {
        let list = "一、总体情况\n二、主动公开政府信息情况\n六、其他需要报告的事项\n";
        let text = format!(
            "甲镇2023年政府信息公开工作年度报告\n{list}\n一、总体情况\n1.主动公开政府信息情况\n正文。\n二、主动公开政府信息情况\n表。\n六、其他需要报告的事项\n无。\n"
        );
        let source = Source::new(&text);
        let outline = read(&source);
        let bodies: Vec<_> = outline.sections.iter().flatten().map(|section| section.body.clone()).collect();
        assert_eq!(bodies, [6..8, 9..10, 11..13]);
        assert_eq!(outline.repeated.len(), 0);
    }

    #[test]
    fn a_second_report_behind_the_first_is_set_apart() {
        let one = "甲镇2023年政府信息公开工作年度报告\n一、总体情况\n正文。\n二、主动公开政府信息情况\n表。\n六、其他需要报告的事项\n无。\n";
        let text = one.repeat(2);
        let source = Source::new(&text);
        let outline = read(&source);
        assert_eq!(outline.second, 7..15);
        assert_eq!(outline.repeated.len(), 0);
    }

    #[test]
    fn an_own_heading_with_the_number_and_a_word_of_a_section_is_its_heading() {
        let text = "甲镇2023年政府信息公开工作年度报告\n一、总体情况\n正文。\n五、存在不足及下步工作打算\n正文。\n六、其他事项\n无。\n";
        let found: Vec<_> = outline(text).into_iter().map(|(id, _)| id).collect();
        assert_eq!(found, ["overview", "problems", "other"]);
    }

    #[test]
    fn a_sentence_that_lists_the_headings_is_none() {
        let text = "甲镇2023年政府信息公开工作年度报告\n本报告由一、总体情况，二、主动公开政府信息情况，三、其他需要报告的事项组成。\n一、总体情况\n";
        assert_eq!(outline(text), [("overview", Wording::Official)]);
    }

    #[test]
    fn the_title_gives_year_and_organisation() {
        for (text, name, year) in [
            ("甲县乙镇人民政府 2023 年政府信息公开工作 年度报告", "甲县乙镇人民政府", 2023),
            ("甲县乙镇人民政府\n2021年政府信息公开工作年度报告\n正文", "甲县乙镇人民政府", 2021),
            ("2022年甲市乙局政府信息公开工作年度报告\n", "甲市乙局", 2022),
            (
                "2021年甲镇政府信息公开工作年度报告\n正文。\n甲镇人民政府\n2022年1月16日\n",
                "甲镇人民政府",
                2021,
            ),
        ] {
            let source = Source::new(text);
            let outline = read(&source);
            assert_eq!(outline.organisation.as_deref(), Some(name), "{text}");
            assert_eq!(outline.year.map(|year| year.value), Some(year), "{text}");
        }
    }

    #[test]
    fn dates_stand_alone() {
        assert_eq!(date("2022年1月16日"), Some(Date { year: 2022, month: 1, day: 16 }));
        assert_eq!(date("（2022 年 01 月 6 日）"), Some(Date { year: 2022, month: 1, day: 6 }));
        assert_eq!(date("2022-01-16"), Some(Date { year: 2022, month: 1, day: 16 }));
        assert_eq!(date("二〇二二年一月十六日"), Some(Date { year: 2022, month: 1, day: 16 }));
        assert_eq!(date("截至2022年1月16日"), None);
        assert_eq!(date("0000-123-4567"), None);
    }
}
