//! Days in the text that no calendar has, and those that were left open.

use std::ops::Range;

use crate::check::stated::stated_year;
use crate::check::{Context, Sink};
use crate::find::places;
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::{is_blank, is_digit, trim_end};
use crate::form::open_spot;
use crate::number::{chinese_value, is_in_ordinal};
use crate::reading::sections::{Date, weekday};
use crate::source::Span;

use super::impossible;

pub(super) fn invalid(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    // Looking for it may mean looking through the text.
    let stated = stated_year(context);
    for &(_, line) in context.reading.prose(outline.body()) {
        if let Some(year) = stated {
            impossible::years(context, sink, line, year.value);
        }
        let text = context.source.slice(line);
        let marks = ["日", "号"].into_iter().flat_map(|mark| places(text, mark).map(move |at| (at, mark)));
        for (at, day) in marks {
            if let Some(start) = left_open(text, at).filter(|_| day == "日") {
                let span = line.part(&(start..at + day.len()));
                let open = open_spot("日期");
                sink.at(span, format!("“{}”没有填完整，请写明日期。", context.source.slice(span))).fix(
                    "留出位置填写日期",
                    Applicability::Manual,
                    Edit::replace(span, open),
                );
                continue;
            }
            let Some((month, number, start)) = day_before(text, at) else { continue };
            let year = year_before(text, start);
            let leap = 2024;
            let date = Date { year: year.map_or(leap, |(year, _)| year), month, day: number };
            if !date.exists() {
                let start = year.map_or(start, |(_, start)| start);
                let span = line.part(&(start..at + day.len()));
                let said = context.source.slice(span);
                let open = open_spot("正确的日期");
                sink.at(span, format!("“{said}”这一天不存在，请核对原始材料后改正。")).fix(
                    "留出位置填写正确的日期",
                    Applicability::Manual,
                    Edit::replace(span, open),
                );
                continue;
            }
            if let Some((_, start)) = year {
                weekday_of(context, sink, line, date, start..at + day.len());
            }
        }
    }
}

/// A weekday behind a day that is another: 2024年1月15日（星期二）.
fn weekday_of(context: &Context<'_, '_>, sink: &mut Sink<'_>, line: Span, date: Date, place: Range<usize>) {
    const DAYS: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];
    let text = context.source.slice(line);
    let Some((written, len)) = text.get(place.end..).and_then(weekday) else { return };
    let right = date.weekday();
    let Some(name) = DAYS.get(usize::from(right)).filter(|_| written != right) else { return };
    let said = context.source.slice(line.part(&place));
    let span = line.part(&(place.start..place.end + len));
    sink.at(span, format!("{said}是星期{name}，与写的星期不一致，请核对哪一个是对的。"))
        .severity(Severity::Warning);
}

/// Month and day before 日, and where the month begins: 2月30日.
fn day_before(text: &str, at: usize) -> Option<(u8, u8, usize)> {
    let (day, start) = figure_before(text, at)?;
    let head = trim_end(text.get(..start)?).strip_suffix('月')?;
    let (month, start) = figure_before(text, head.len())?;
    Some((u8::try_from(month).ok()?, u8::try_from(day).ok()?, start))
}

/// Where the date that ends with 日 at a place begins, if its month or day was left out: 2024年 月 日.
pub(super) fn left_open(text: &str, at: usize) -> Option<usize> {
    /// The number before a place without its marks, what is before it, and whether its place was left.
    fn number(text: &str) -> (&str, &str, bool) {
        let head = text.trim_end_matches(|c: char| is_blank(c) || matches!(c, '_' | '（' | '）' | '(' | ')'));
        let before = head.trim_end_matches(|c: char| is_digit(c) || is_in_ordinal(c));
        (head.get(before.len()..).unwrap_or_default(), before, head.len() < text.len())
    }
    let (day, before, is_day_left) = number(text.get(..at)?);
    let of_month = before.strip_suffix('月')?;
    let (month, before, is_month_left) = number(of_month);
    let of_year = before.strip_suffix('年');
    let (year, start) = of_year.map_or(("", before), |of_year| {
        let (year, before, is_left) = number(of_year);
        (year, if is_left && year.is_empty() { of_year } else { before })
    });
    let is_left = match (month.is_empty(), day.is_empty()) {
        (false, false) => false,
        (false, true) => is_day_left,
        (true, false) => is_month_left && of_year.is_some(),
        (true, true) => is_month_left && is_day_left || !year.is_empty(),
    };
    is_left.then_some(start.len())
}

/// The year before a month, and where it begins.
fn year_before(text: &str, at: usize) -> Option<(u16, usize)> {
    let head = trim_end(text.get(..at)?).strip_suffix('年')?;
    figure_before(text, head.len()).filter(|(year, _)| (1900..=2100).contains(year))
}

/// The figure that ends at a place, and where it begins.
fn figure_before(text: &str, end: usize) -> Option<(u16, usize)> {
    let head = trim_end(text.get(..end)?);
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if start < head.len() {
        return Some((head.get(start..)?.parse().ok()?, start));
    }
    let start = head.trim_end_matches(is_in_ordinal).len();
    Some((chinese_value(head.get(start..)?)?.try_into().ok()?, start))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use crate::check::years::tests::SAMPLE;
    use crate::finding::Severity;

    #[test]
    fn days_in_the_text_must_exist() {
        let with =
            |text: &str| SAMPLE.replacen("（三）政府信息管理。", &format!("（三）政府信息管理。{text}"), 1);
        for wrong in ["2023年2月29日召开会议。", "6月31日前公开。", "2023 年 13 月 1 日", "11月31号培训。"]
        {
            assert_eq!(found(&with(wrong)), [("date-invalid", Severity::Error)], "{wrong}");
        }
        for fine in [
            "2月29日召开会议。",
            "2024年2月29日公开。",
            "4月28日至30日培训，每日更新，工作日办结，5个工作日内答复。",
            "生日、节日、10日内答复，12月31日止。",
            "5·31日",
            "共100日",
            "11月30号培训，第32号令，12月31号止，青政发12号。",
        ] {
            assert_eq!(found(&with(fine)), [], "{fine}");
        }
    }

    #[test]
    fn a_weekday_is_that_of_its_day() {
        let with = |text: &str| SAMPLE.replacen("如有疑问，", &format!("{text}如有疑问，"), 1);
        for wrong in ["2023年5月4日（星期五）培训。", "2023年5月4日周三培训。"] {
            assert_eq!(found(&with(wrong)), [("date-invalid", Severity::Warning)], "{wrong}");
        }
        for fine in ["2023年5月4日（星期四）培训。", "2023年5月4日 周四培训。", "5月4日（星期五）培训。"]
        {
            assert_eq!(found(&with(fine)), [], "{fine}");
        }
    }

    #[test]
    fn a_date_is_looked_at_behind_any_number_of_others() {
        let days = "每日更新账号1号，2023年5月4日培训。".repeat(100);
        let draft = SAMPLE.replacen("如有疑问，", &format!("{days}2023年2月30日培训。如有疑问，"), 1);
        assert_eq!(found(&draft), [("date-invalid", Severity::Error)]);
    }
}
