//! The outline of a draft: title, the six sections in whatever order and numbering, attachments, signature.
//!
//! Headings are found by their wording, not by their number: numbers are what goes wrong. A line in a table or
//! with a bracketed number, such as a sub-heading, is never a heading of a section.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::LazyLock;

use crate::fold::{key, similarity, trim};
use crate::form::{OPEN_SPOT, SECTIONS, SECTIONS_LEN};
use crate::number::{Ordinal, OrdinalStyle, leading_number};
use crate::source::{Source, Span};

use super::trimmed;

/// The heading under which a corrected report keeps what fits no section.
pub const KEPT_HEADING: &str =
    "附：原稿中未能归入六个部分的内容（由年报校核工具保留，请逐项处理后删除本部分）";

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
const SURE: f32 = 3.2;

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

    let candidates: Vec<_> = (body_from..kept_from).filter_map(|line| heading(source, line)).collect();
    let attachments_from = (body_from..kept_from)
        .filter(|&line| candidates.iter().any(|heading| heading.line < line))
        .find(|&line| opens_attachments(source, line))
        .unwrap_or(kept_from);
    let headings = choose(candidates, attachments_from);

    let mut outline = Outline {
        preamble: body_from..headings.first().map_or(attachments_from, |h| h.line.min(attachments_from)),
        attachments: attachments_from..kept_from,
        kept: kept_from..lines,
        ..Outline::default()
    };
    for (index, heading) in headings.iter().enumerate() {
        let next = headings.get(index + 1).map_or(kept_from, |next| next.line);
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
    let text = source.slice(whole);
    if text.contains(['\t', '|', '。', '；']) {
        return None;
    }
    let marks = text.len() - text.trim_start_matches(|c: char| crate::fold::is_blank(c) || c == '#').len();
    let span = trimmed(source, Span::new(whole.start + marks as u32, whole.end));
    let text = source.slice(span);
    let ordinal = Ordinal::read(text);
    let style = match ordinal.map(|ordinal| ordinal.style) {
        Some(OrdinalStyle::BracketedChinese | OrdinalStyle::BracketedArabic) => return None,
        Some(OrdinalStyle::Chinese) => 1.0,
        Some(OrdinalStyle::Part) => 0.8,
        Some(OrdinalStyle::Arabic) => 0.3,
        None => 0.0,
    };
    let wording_key = key(Ordinal::strip(text));
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

/// The headings among the candidates, in order of place: the sure ones, and of the others those that stand where
/// the form has them and whose section has no sure one.
fn choose(candidates: Vec<Heading>, attachments_from: usize) -> Vec<Heading> {
    let sure: Vec<_> = candidates.iter().filter(|heading| heading.score >= SURE).copied().collect();
    let mut chosen: Vec<Heading> = Vec::new();
    for mut heading in candidates {
        if heading.line >= attachments_from {
            heading.score -= 0.2;
        }
        let fits = sure.iter().all(|other| {
            other.section != heading.section
                && (other.section < heading.section) == (other.line < heading.line)
        });
        if heading.score >= SURE - 0.2 || fits && chosen.iter().all(|other| other.section != heading.section)
        {
            chosen.push(heading);
        }
    }
    chosen
}

/// Whether a line is the first of the attachments.
fn opens_attachments(source: &Source<'_>, line: usize) -> bool {
    let text = line_text(source, line);
    let Some(rest) = ["附件", "附表"].iter().find_map(|word| text.strip_prefix(word)) else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五".contains(c));
    text.len() <= LONGEST_HEADING as usize && (rest.is_empty() || rest.starts_with(['：', ':', ' ', '　']))
}

/// First-level headings of the author's own.
fn own_headings(source: &Source<'_>, lines: Range<usize>, headings: &[Heading]) -> Vec<OwnHeading> {
    lines
        .filter(|&line| headings.iter().all(|heading| heading.line != line))
        .filter_map(|line| {
            let span = trimmed(source, *source.lines().get(line)?);
            let text = source.slice(span);
            let ordinal = Ordinal::read(text).filter(|ordinal| ordinal.style == OrdinalStyle::Chinese)?;
            let alone = span.len() <= LONGEST_HEADING && !text.contains('\t');
            // A paragraph that begins with a number is no heading: it has a full stop inside.
            let sentences = trim(text).trim_end_matches('。').contains('。');
            let worded = !key(Ordinal::strip(text)).is_empty();
            (alone && worded && !sentences).then_some(OwnHeading { line, span, ordinal })
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

/// The signature: the date that ends the body, and the name before it.
fn signature(source: &Source<'_>, lines: Range<usize>) -> Option<Signature> {
    let mut last = lines.rev().filter(|&line| !line_text(source, line).is_empty());
    let date_line = last.next()?;
    let span = trimmed(source, *source.lines().get(date_line)?);
    let date = (date(source.slice(span))?, span);
    let before = last.next().map(|line| (line, source.lines().get(line).map(|&span| trimmed(source, span))));
    match before {
        Some((line, Some(name))) if is_name(source.slice(name)) => {
            Some(Signature { organisation: Some(name), date, line })
        }
        _ => Some(Signature { organisation: None, date, line: date_line }),
    }
}

/// Reads a line that is nothing but a date: 2022年1月16日, possibly in brackets or with blanks.
pub fn date(text: &str) -> Option<Date> {
    let text: String = text
        .trim_matches(['（', '）', '(', ')'])
        .chars()
        .filter(|&c| !crate::fold::is_blank(c))
        .map(crate::fold::narrow)
        .collect();
    let (year, rest) = leading_number(&text)?;
    let (month, rest) = leading_number(rest.strip_prefix('年')?)?;
    let (day, rest) = leading_number(rest.strip_prefix('月')?)?;
    (rest == "日").then_some(Date {
        year: u16::try_from(year.as_whole()?).ok()?,
        month: u8::try_from(month.as_whole()?).ok()?,
        day: u8::try_from(day.as_whole()?).ok()?,
    })
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
        assert_eq!(date("截至2022年1月16日"), None);
    }
}
