//! The signature at the end of a report: an organisation and a day.

use std::ops::Range;

use crate::find::split;
use crate::fold::{is_blank, is_digit, narrow, trim, trim_end, trim_start};
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

    /// The weekday of a day that exists, 0 for 星期日.
    pub fn weekday(self) -> u8 {
        // Years are counted from March, so that a leap day ends one.
        let year = u32::from(self.year) - u32::from(self.month < 3);
        let months = (u32::from(self.month) + 9) % 12;
        let days = 365 * year + year / 4 - year / 100 + year / 400;
        ((days + (306 * months + 5) / 10 + u32::from(self.day) + 2) % 7) as u8
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
    let (name, date, place) = dated(source.slice(whole))?;
    let place = whole.part(&place);
    let own = whole.part(&(0..name.len()));
    if !own.is_empty() {
        return Some(Signature { organisation: Some(own), date: (date, place), line: date_line });
    }
    let before = (lines.start..date_line).rev().find(filled);
    let name = before.and_then(|line| {
        let whole = span(line)?;
        Some((line, whole.part(&(0..without_seal(source.slice(whole)).len()))))
    });
    let name = name.filter(|(_, name)| is_name(source.slice(*name)));
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

/// A line that ends with a date and has nothing before it but the name of an organisation: the name, the date and its
/// place.
fn dated(text: &str) -> Option<(&str, Date, Range<usize>)> {
    /// More bytes than a name and a day have.
    const MOST: usize = 240;
    if text.len() > MOST {
        return None;
    }
    if let Some((date, place)) = day(text) {
        return Some(("", date, place));
    }
    let bare = without_tail(text);
    let at = bare.rfind(is_blank)?;
    let blank = text.get(at..)?.chars().next()?.len_utf8();
    let (before, rest) = text.split_at_checked(at + blank)?;
    let (date, place) = day(rest)?;
    let name = without_seal(trim(before));
    is_name(name).then_some((name, date, place.start + before.len()..place.end + before.len()))
}

/// The name in a line that says where the seal goes: 青溪县教育局（盖章）.
fn without_seal(text: &str) -> &str {
    const SEALS: [&str; 6] = ["（盖章）", "(盖章)", "（公章）", "(公章)", "（章）", "(章)"];
    SEALS.iter().find_map(|seal| text.strip_suffix(seal)).map_or(text, trim_end)
}

/// A line that is nothing but a day, and where in it the day stands: a cue may be before it, a weekday, a mark or what
/// was done on it behind it.
pub fn day(text: &str) -> Option<(Date, Range<usize>)> {
    const CUES: [&str; 5] = ["日期：", "日期:", "时间：", "时间:", "公元"];
    /// Longest cue with what is before it, in bytes: 落款日期：.
    const LONGEST: usize = 24;
    /// More bytes than such a line has.
    const MOST: usize = 120;
    if text.len() > MOST {
        return None;
    }
    let ends = || CUES.iter().find_map(|cue| text.find(cue).map(|at| at + cue.len()));
    let begins = if text.starts_with(begins_year) || text.starts_with(['（', '(']) { None } else { ends() };
    let start = begins.filter(|&end| end <= LONGEST).unwrap_or(0);
    let rest = text.get(start..)?;
    let bare = without_tail(rest);
    let from = bare.len() - bare.trim_start_matches(is_around).len();
    let to = bare.trim_end_matches(is_around).len();
    Some((date(bare)?, start + from..start + to.max(from)))
}

/// A line without what may stand behind its day: （星期一）, 印发, a full stop.
fn without_tail(text: &str) -> &str {
    const DONE: [&str; 3] = ["印发", "发布", "公布"];
    let text = text.trim_end_matches(|c: char| is_blank(c) || matches!(c, '。' | '.' | '．'));
    let text = DONE.iter().find_map(|done| text.strip_suffix(done)).map_or(text, trim_end);
    let Some(at) = WEEKS.iter().find_map(|week| text.rfind(week)) else { return text };
    let head = text.get(..at).unwrap_or(text).trim_end_matches(is_around);
    let is_tail = weekday(text.get(head.len()..).unwrap_or_default())
        .is_some_and(|(_, len)| head.len() + len == text.len());
    if is_tail { head } else { text }
}

/// Whether a character may stand around a day or a weekday.
fn is_around(c: char) -> bool {
    is_blank(c) || matches!(c, '（' | '）' | '(' | ')')
}

/// What a weekday begins with.
const WEEKS: [&str; 3] = ["星期", "礼拜", "周"];

/// The weekday that a text begins with, 0 for 星期日, and its length with the brackets around it.
pub fn weekday(text: &str) -> Option<(u8, usize)> {
    const DAYS: [char; 7] = ['日', '一', '二', '三', '四', '五', '六'];
    let inner = text.trim_start_matches(is_around);
    let rest = WEEKS.iter().find_map(|week| inner.strip_prefix(week))?;
    let last = rest.chars().next()?;
    let day = DAYS.iter().position(|&day| day == last || day == '日' && last == '天')?;
    let rest = rest.get(last.len_utf8()..)?;
    let rest = if inner.len() < text.len() { rest.trim_start_matches(['）', ')']) } else { rest };
    Some((day as u8, text.len() - rest.len()))
}

/// Whether a date may begin with a character.
fn begins_year(c: char) -> bool {
    let c = narrow(c);
    c.is_ascii_digit() || c == '千' || crate::number::chinese_digit(c).is_some()
}

/// Reads a text that is nothing but a date: 2022年1月16日, 2022-01-16, 二〇二二年一月十六日, with or without blanks
/// and brackets.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim_matches(['（', '）', '(', ')']);
    // Nearly all lines begin with something else than a year.
    if !trim_start(text).starts_with(begins_year) {
        return None;
    }
    let text: String = text.chars().filter(|&c| !is_blank(c)).map(narrow).collect();
    let text = text.strip_suffix("印发").unwrap_or(&text).replace("元月", "1月");
    let number = |text: &str| -> Option<i64> {
        let digits = text.bytes().all(|b| b.is_ascii_digit()) && text.len() <= 4;
        // 二O二四年, 二0二四年
        let chinese = || crate::number::chinese_value(&text.replace(['O', 'o', '0', 'Ο', 'О'], "〇"));
        if digits { text.parse().ok() } else { chinese() }
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
        assert_eq!(date("二O二二年一月十六日"), Some(Date { year: 2022, month: 1, day: 16 }));
    }

    #[test]
    fn a_day_stands_between_a_cue_and_a_tail() {
        for (line, day_written) in [
            ("2024年1月15日（星期一）", "2024年1月15日"),
            ("2024年1月14日 星期日", "2024年1月14日"),
            ("（2024年1月15日）", "2024年1月15日"),
            ("日期：2024年1月15日。", "2024年1月15日"),
            ("2024年1月15日印发", "2024年1月15日"),
            ("二〇二四年一月十五日(周一)", "二〇二四年一月十五日"),
        ] {
            assert_eq!(day(line).and_then(|(_, place)| line.get(place)), Some(day_written), "{line}");
        }
        for line in ["2024年1月15日前", "截至2024年1月15日", "2024年1月15日周边", "时间：每年一月"]
        {
            assert!(day(line).is_none(), "{line}");
        }
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        for (year, month, day, weekday) in
            [(2024, 1, 15, 1), (2024, 2, 29, 4), (2024, 12, 31, 2), (2025, 3, 2, 0), (2000, 1, 1, 6)]
        {
            assert_eq!(Date { year, month, day }.weekday(), weekday, "{year}-{month}-{day}");
        }
    }
}
