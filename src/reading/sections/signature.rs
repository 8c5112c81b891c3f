//! The signature at the end of a report: an organisation and a day.

use std::ops::Range;

use crate::find::split;
use crate::fold::{is_blank, is_digit, narrow, trim, trim_start};
use crate::number::Ordinal;
use crate::reading::names::is_name;
use crate::reading::trimmed;
use crate::source::{Source, Span};

use super::line_text;

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

impl Date {
    /// Whether the calendar has it.
    pub const fn exists(self) -> bool {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        1 <= self.day && self.day <= days
    }
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

/// The signature: the last date among the last lines of the body, and the name before it or on its line.
pub(super) fn signature(source: &Source<'_>, lines: Range<usize>) -> Option<Signature> {
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
    let own = whole.part(&(0..trim(name).len()));
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

/// The last of some lines that are filled, if it is nothing but a name: what a report is signed with whose day was left
/// out.
pub(super) fn undated(source: &Source<'_>, mut lines: Range<usize>) -> Option<(usize, Span)> {
    let line = lines.rfind(|&line| !line_text(source, line).is_empty())?;
    let span = trimmed(source, *source.lines().get(line)?);
    let text = source.slice(span);
    let is_text = |c: char| matches!(c, '\t' | '|' | '“' | '（' | '(') || is_digit(c);
    (is_name(text) && !text.contains(is_text) && Ordinal::read(text).is_none()).then_some((line, span))
}

/// A line that ends with a date and has nothing before it but the name of an organisation.
fn dated(text: &str) -> Option<(&str, Date)> {
    if let Some(date) = date(text) {
        return Some(("", date));
    }
    let at = text.rfind(is_blank)?;
    let blank = text.get(at..)?.chars().next()?.len_utf8();
    let (name, rest) = text.split_at_checked(at + blank)?;
    is_name(name).then_some((name, date(rest)?))
}

/// Reads a text that is nothing but a date: 2022年1月16日, 2022-01-16, 二〇二二年一月十六日, with or without blanks
/// and brackets.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim_matches(['（', '）', '(', ')']);
    // Nearly all lines begin with something else than a year.
    let begins_year =
        |c: char| crate::number::chinese_digit(narrow(c)).is_some() || narrow(c).is_ascii_digit();
    if !trim_start(text).starts_with(|c| begins_year(c) || c == '千') {
        return None;
    }
    let text: String = text.chars().filter(|&c| !is_blank(c)).map(narrow).collect();
    let text = text.strip_suffix("印发").unwrap_or(&text).replace("元月", "1月");
    let number = |text: &str| -> Option<i64> {
        let digits = text.bytes().all(|b| b.is_ascii_digit()) && text.len() <= 4;
        if digits { text.parse().ok() } else { crate::number::chinese_value(text) }
    };
    let parts: Vec<&str> = match text.strip_suffix('日') {
        Some(text) => split(text, &['年', '月']).collect(),
        None => split(&text, &['-', '.', '/']).collect(),
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let year = u16::try_from(number(year)?).ok().filter(|year| (1990..=2099).contains(year))?;
    Some(Date { year, month: u8::try_from(number(month)?).ok()?, day: u8::try_from(number(day)?).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_at_the_end_is_a_signature_without_a_day() {
        let signed = |end: &str| {
            let text = format!("甲镇2023年政府信息公开工作年度报告\n六、其他需要报告的事项\n无。\n{end}");
            let source = Source::new(&text);
            let outline = super::super::read(&source);
            outline.undated.map(|(_, span)| source.slice(span).to_owned())
        };
        assert_eq!(signed("\n甲镇人民政府\n\n").as_deref(), Some("甲镇人民政府"));
        for end in [
            "甲镇人民政府\n2024年1月5日",
            "联系单位：甲镇人民政府",
            "由甲镇负责，请联系办公室",
            "1\t2\t甲镇",
            "3.甲镇办公室",
            "",
        ] {
            assert_eq!(signed(end), None, "{end}");
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
