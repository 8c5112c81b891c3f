//! The outline of a draft: title, the six sections in whatever order and numbering, attachments, signature.
//!
//! Headings are found by their wording, not by their number: numbers are what goes wrong. A line in a table or
//! with a bracketed number, such as a sub-heading, is never a heading of a section.

mod headings;
mod outline;
mod run_in;
mod signature;
pub(crate) mod title;

use std::ops::Range;

use crate::find::{ends_with_one, first_of, has, has_any};
use crate::fold::{key, trim, trim_end};
use crate::form::{APPLICATIONS, OPEN_SPOT};
use crate::number::{Ordinal, OrdinalStyle, chinese_digit};
use crate::source::{Source, Span};

use super::names::is_name;
use super::trimmed;
pub use headings::{Heading, Wording};
use headings::{
    LONGEST_HEADING, MOST_CANDIDATES, choose, contents, heading, lists_of_contents, second_report, wording,
};
pub use outline::Outline;
pub use run_in::open;
pub use signature::{Date, Signature, date, day, weekday};
use signature::{signature, undated};
use title::parts::{Title, squeezed};
use title::title;

/// The heading under which a corrected report keeps what fits no section.
pub const KEPT_HEADING: &str =
    "附：原稿中未能归入六个部分的内容（由年报核对工具保留，请逐项处理后删除本部分）";

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

/// Reads the outline. Linear in the source.
pub fn read(source: &Source<'_>) -> Outline {
    let lines = source.lines().len();
    let is_kept =
        |line: &Span| line.len() as usize >= KEPT_HEADING.len() && trim(source.slice(*line)) == KEPT_HEADING;
    let kept_from = source.lines().iter().position(is_kept).unwrap_or(lines);
    let title = title(source, kept_from);
    let body_from = title.as_ref().map_or(0, |(lines, _)| lines.end);

    let mut folded = String::new();
    let candidates = (body_from..kept_from).filter_map(|line| heading(source, line, &mut folded));
    let mut candidates: Vec<_> = candidates.take(MOST_CANDIDATES).collect();
    lists_of_contents(source, &mut candidates);
    let opening = (body_from..kept_from)
        .filter(|&line| candidates.first().is_some_and(|first| first.line < line))
        .find(|&line| opens_attachments(source, line) && !names_attachments(source, line..kept_from));
    // What stands below the signature may only name them.
    let signed_to = opening.unwrap_or(kept_from);
    let is_list =
        |line: &usize| are_names(source, *line..kept_from) && signature(source, body_from..*line).is_some();
    let attachments_from = opening.filter(|line| !is_list(line)).unwrap_or(kept_from);
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
        let mut section = SectionReading { heading: *heading, body: heading.line + 1..end, in_attachment };
        let Some(slot) = outline.sections.get_mut(heading.section) else { continue };
        match slot {
            Some(first) if goes_on(source, first, &section) => {
                first.body.end = end;
                section.body = end..end;
                outline.repeated.push(section);
            }
            Some(taken) if taken.heading.score >= heading.score => outline.repeated.push(section),
            Some(taken) => outline.repeated.push(std::mem::replace(taken, section)),
            None => *slot = Some(section),
        }
    }
    outline.contents = contents(source, outline.preamble.clone());
    outline.own = own_headings(source, body_from..attachments_from, &headings);
    outline.own.retain(|own| outline.contents.binary_search(&own.line).is_err());
    outline.signature = signature(source, body_from..attachments_from.min(signed_to));
    let last_heading = headings.last().map_or(attachments_from, |heading| heading.line + 1);
    outline.undated = undated(source, last_heading..attachments_from).filter(|_| outline.signature.is_none());
    outline.year = year(source, title.as_ref().map(|(_, span)| *span));
    outline.organisation = organisation(source, title.as_ref().map(|(_, span)| *span), outline.signature);
    outline.title = title;
    outline
}

/// Whether a heading stands once more above the rest of the table of applications, as on the next page: the last row
/// stands behind it, the first before it.
fn goes_on(source: &Source<'_>, first: &SectionReading, again: &SectionReading) -> bool {
    let has_row = |lines: &Range<usize>, row: &str| {
        let mut lines = source.lines().get(lines.clone()).into_iter().flatten();
        lines.any(|line| has(source.slice(*line), row))
    };
    let (new, carried_out) = ("本年新收", "结转下年度");
    again.heading.section == APPLICATIONS
        && first.body.end == again.heading.line
        && has_row(&first.body, new)
        && !has_row(&first.body, carried_out)
        && has_row(&again.body, carried_out)
        && !has_row(&again.body, new)
}

fn line_text<'t>(source: &Source<'t>, line: usize) -> &'t str {
    trim(source.slice(source.line(line)))
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
    let lower = text.to_ascii_lowercase();
    if ends_with_one(&lower, &files) {
        return false;
    }
    text.len() <= LONGEST_HEADING as usize && (rest.is_empty() || rest.starts_with(['：', ':', ' ', '　']))
}

/// Whether the first of some lines only names the attachments, above the signature: 附件：公开清单.
fn names_attachments(source: &Source<'_>, lines: Range<usize>) -> bool {
    /// Most lines that name attachments, with those of the signature.
    const MOST: usize = 8;
    let mut filled = lines.map(|line| line_text(source, line)).filter(|text| !text.is_empty()).take(MOST);
    let mut before = "";
    filled.any(|text| is_name(std::mem::replace(&mut before, text)) && day(text).is_some())
}

/// Whether some lines, the first of the attachments and those behind it, are nothing but their names: 附件：1.公开清单,
/// 2.工作要点.
fn are_names(source: &Source<'_>, lines: Range<usize>) -> bool {
    /// Most lines that name attachments.
    const MOST: usize = 8;
    let mut filled = lines.map(|line| line_text(source, line)).filter(|text| !text.is_empty());
    let Some((_, first)) = filled.next().and_then(|first| first.split_once(['：', ':'])) else {
        return false;
    };
    let is_name = |text: &str| {
        let is_item = text.starts_with("附")
            || Ordinal::read(text).is_some_and(|ordinal| ordinal.style == OrdinalStyle::Arabic);
        is_item && text.len() <= LONGEST_HEADING as usize && !has_any(text, &['\t', '|', '，', '。', '；'])
    };
    let mut rest = filled.by_ref().take(MOST);
    !trim(first).is_empty() && rest.all(is_name) && filled.next().is_none()
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
            let end = text
                .get(at..)
                .and_then(|rest| first_of(rest, &['。', '\n']))
                .map_or(text.len(), |len| at + len);
            if let Some(year) = of(Span::new(at as u32, end as u32)) {
                return Some(year);
            }
        }
    }
    let mut counts: Vec<(Year, usize)> = Vec::new();
    for year in outside_open_spots(text).flat_map(|span| years(source, span)) {
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

/// The stretches of a text between its open spots: what those ask for is not what the author says.
fn outside_open_spots(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split(OPEN_SPOT).enumerate().map(move |(index, piece)| {
        let asked = piece.find('〕').filter(|_| index > 0).map_or(0, |end| end + '〕'.len_utf8());
        let span = Span::new((at + asked) as u32, (at + piece.len()) as u32);
        at += piece.len() + OPEN_SPOT.len();
        span
    })
}

/// The value of a digit of a year: 2023, ２０２３ or 二〇二三.
fn year_digit(c: char) -> Option<u16> {
    let chinese = || chinese_digit(c).map(|digit| digit as u32);
    crate::fold::narrow(c).to_digit(10).or_else(chinese).map(|digit| digit as u16)
}

/// The years that a span names, as four digits before 年.
pub fn years<'s>(source: &'s Source<'_>, span: Span) -> impl Iterator<Item = Year> + 's {
    let text = source.slice(span);
    text.match_indices('年').filter_map(move |(at, _)| {
        let before = trim_end(text.get(..at)?);
        let digits: Vec<_> = before.char_indices().rev().take(5).collect();
        let value =
            digits.iter().take(4).rev().try_fold(0_u16, |sum, &(_, c)| Some(sum * 10 + year_digit(c)?))?;
        let longer = digits.get(4).is_some_and(|&(_, c)| year_digit(c).is_some());
        let start = digits.get(3)?.0;
        (!longer && (1990..=2099).contains(&value))
            .then_some(Year { value, span: span.part(&(start..before.len())) })
    })
}

/// The organisation: what the title says before or around the year, or the signature where that is the longer
/// form of the same name.
fn organisation(source: &Source<'_>, title: Option<Span>, signature: Option<Signature>) -> Option<String> {
    let signed: Option<String> =
        signature.and_then(|s| s.organisation).map(|span| squeezed(source.slice(span)));
    let titled = title.and_then(|span| Title::parse(source.slice(span))).map(|title| title.body);
    let titled = titled.filter(|name| !name.is_empty() && !name.contains(OPEN_SPOT));
    match (titled, signed) {
        (Some(titled), Some(signed)) if signed.contains(&titled) => Some(signed),
        (Some(titled), _) => Some(titled),
        (None, signed) => signed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::SECTIONS;

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
            ("甲县乙镇人民政府政府信息公开工作年度报告\n（2021年度）\n正文", "甲县乙镇人民政府", 2021),
            ("2022年甲市乙局政府信息公开工作年度报告\n", "甲市乙局", 2022),
            ("万年县柳河镇人民政府2023年政府信息公开工作年度报告\n", "万年县柳河镇人民政府", 2023),
            ("甲市青年路街道办事处2023年政府信息公开工作年度报告\n", "甲市青年路街道办事处", 2023),
            ("甲市第12中学2023年政府信息公开工作年度报告\n", "甲市第12中学", 2023),
            ("甲县政务公开中心2023年政府信息公开工作年度报告\n", "甲县政务公开中心", 2023),
            ("甲县乙镇人民政府二〇二三年政府信息公开工作年度报告\n", "甲县乙镇人民政府", 2023),
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
}
