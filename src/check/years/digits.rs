//! Figures that ran together: 202311日, 20221月1日, 〔202130号. Copying from web pages loses the characters between.

use crate::find::others;
use crate::finding::{Applicability, Edit};
use crate::fold::{is_han, trim};
use crate::form::OPEN_SPOT;
use crate::number::Ordinal;
use crate::reading::sections::Date;
use crate::source::Span;

use crate::check::Context;
use crate::check::Sink;
use crate::check::stated::stated_year;

/// Most places that one finding lists.
const MOST_PLACES: usize = 50;

/// A place where characters were lost.
struct Lost {
    span: Span,
    /// What belongs there.
    text: String,
    /// Whether that can only have been so; else it has an open spot.
    is_certain: bool,
}

/// One finding for all of them: they have one cause.
pub(super) fn lost(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let year = stated_year(context).map(|year| year.value);
    let lines = context.reading.outline.body_above_signature();
    let last_lines = lines.end.saturating_sub(LAST_LINES);
    let mut places: Vec<Lost> = Vec::new();
    for &(line, span) in context.reading.prose(lines) {
        let text = context.source.slice(span);
        let at_end = line >= last_lines;
        places.extend(find(text, span, year, at_end).take(MOST_PLACES + 1 - places.len()));
        if places.len() > MOST_PLACES {
            sink.unchecked(format!("丢了字的地方太多，只列出了前{MOST_PLACES}处"));
            places.truncate(MOST_PLACES);
            break;
        }
    }
    let Some(first) = places.first() else { return };
    let what = if first.is_certain {
        format!("应当是“{}”，请对照原稿。", first.text)
    } else {
        "请对照原稿补上。".to_owned()
    };
    let message = format!("“{}”像是粘贴时丢了字，{what}", context.source.slice(first.span));
    let report = sink.at(first.span, message);
    report.notes(places.iter().skip(1).map(|place| place.span), "这里也像是丢了字。");
    let sure = places.iter().all(|place| place.is_certain);
    let trust = if sure { Applicability::Suggested } else { Applicability::Manual };
    let edits = places.into_iter().map(|place| Edit::replace(place.span, place.text)).collect();
    report.fix_all("补上丢了的字", trust, edits);
}

/// A line of nothing but digits among so many last ones is the date of signature.
const LAST_LINES: usize = 5;

/// The places on a line that has a text. Linear in the line.
fn find(text: &str, line: Span, year: Option<u16>, at_end: bool) -> impl Iterator<Item = Lost> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + others(text.get(at..)?).find(|(_, c)| c.is_ascii_digit())?.0;
        let len = bytes.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = start + len;
        Some((start, at))
    })
    .filter_map(move |(start, end)| {
        let (before, run, behind) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
        let (head, rest) = run.split_at_checked(4)?;
        let value: u16 = head.parse().ok().filter(|year| (1990..=2099).contains(year))?;
        if before.ends_with(|c: char| c.is_ascii_alphabetic() || ".-_/第".contains(c)) {
            return None;
        }
        let lost = |before: usize, behind: usize, (text, is_certain)| {
            Some(Lost { span: line.part(&(start - before..end + behind)), text, is_certain })
        };
        if rest.is_empty() {
            return (Some(value) == year && opens(before) && goes_on(behind))
                .then(|| lost(0, 0, (format!("{value}年"), true)))?;
        }
        if behind.starts_with('日') && !behind.starts_with("日均") && (2..=4).contains(&rest.len()) {
            return lost(0, '日'.len_utf8(), written(value, rest));
        }
        if behind.starts_with('月') && rest.len() <= 2 {
            let month: u8 = rest.parse().ok().filter(|month| (1..=12).contains(month))?;
            return lost(0, '月'.len_utf8(), (format!("{value}年{month}月"), true));
        }
        if behind.starts_with('号') && rest.len() <= 3 && !rest.starts_with('0') {
            let bracket = ['〔', '[', '［', '（', '(', '【'].iter().find(|&&c| before.ends_with(c));
            let own = before.ends_with(['函', '发', '办', '字', '规']);
            let open = bracket.map_or(0, |c| c.len_utf8());
            return (bracket.is_some() || own)
                .then(|| lost(open, '号'.len_utf8(), (format!("〔{value}〕{rest}号"), true)))?;
        }
        let alone = before.is_empty() && behind.is_empty() && (2..=3).contains(&rest.len());
        let signed = at_end && alone && year.is_some_and(|year| value == year || value == year + 1);
        signed.then(|| lost(0, 0, written(value, rest)))?
    })
}

/// The day that digits behind a year mean, and whether they can only mean that.
fn written(year: u16, digits: &str) -> (String, bool) {
    match day_of(year, digits) {
        Some((month, day)) => (format!("{year}年{month}月{day}日"), true),
        None => (format!("{year}年{OPEN_SPOT}：月、日〕"), false),
    }
}

/// The month and the day that digits can only mean: 11 is 1月1日, 1231 is 12月31日, 121 may be two days.
fn day_of(year: u16, digits: &str) -> Option<(u8, u8)> {
    let split = |at: usize| {
        let (month, day) = digits.split_at_checked(at)?;
        let shaped = |part: &str| (1..=2).contains(&part.len()) && !(part.len() == 1 && part == "0");
        let date = Date { year, month: month.parse().ok()?, day: day.parse().ok()? };
        (shaped(month) && shaped(day) && date.exists()).then_some((date.month, date.day))
    };
    match (split(1), split(2)) {
        (Some(day), None) | (None, Some(day)) => Some(day),
        _ => None,
    }
}

/// Whether a sentence begins behind a text.
fn opens(before: &str) -> bool {
    let head = Ordinal::strip(before);
    trim(head).is_empty() || before.ends_with(['。', '！', '；'])
}

/// Whether a text goes on as behind the year of which 年 was lost: in Chinese, but not with a unit.
fn goes_on(behind: &str) -> bool {
    const UNITS: &str =
        "年至到和与及或号版届级学条件个次份篇万元余多来人户家项期宗起例本亿千百分名位部场字页天小月日";
    behind.starts_with(|c: char| is_han(c) && !UNITS.contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SAMPLE, fixed, found, found_in};
    use super::*;

    fn places(text: &str) -> Vec<String> {
        find(text, Span::at(0), Some(2023), false).map(|lost| lost.text).collect()
    }

    #[test]
    fn what_was_lost_is_told_where_there_is_one_way() {
        for (text, right) in [
            ("期限自202311日至20231231日止", &["2023年1月1日", "2023年12月31日"][..]),
            ("自20221月1日起至202212月31日", &["2022年1月", "2022年12月"]),
            ("于202419日下午召开", &["2024年1月9日"]),
            ("于2024121日下午召开", &["2024年〔请填写：月、日〕"]),
            ("国办公开办函〔202130号", &["〔2021〕30号"]),
            ("国办公开办函202130号", &["〔2021〕30号"]),
            ("2023依托政府网站", &["2023年"]),
            ("（一）2023我镇公开", &["2023年"]),
        ] {
            assert_eq!(places(text), right, "{text}");
        }
        for fine in [
            "2023年1月1日至12月31日",
            "2023 年 1 月",
            "电话 20231231",
            "第202301号令",
            "工单20230105012号",
            "共2023条",
            "2023条信息",
            "2023-2025年",
            "2022依托",
            "20231日均访问",
            "content_202311日",
            "〔2021〕30号",
            "邮编202311",
        ] {
            assert_eq!(places(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn all_places_are_one_finding_whose_fix_restores_them() {
        let draft = SAMPLE
            .replacen("自2023年1月1日起至2023年12月31日止", "自202311日起至20231231日止", 1)
            .replacen("维护县政府门户", "按国办公开办函〔202130号维护县政府门户", 1);
        let findings = found("digits-lost", &draft);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.notes.len(), 2);
        let repaired = fixed(&draft, finding);
        assert_eq!(found("digits-lost", &repaired), []);
        assert!(repaired.contains("自2023年1月1日起至2023年12月31日止"));
        assert!(repaired.contains("国办公开办函〔2021〕30号"));
    }

    #[test]
    fn a_signature_of_digits_only_is_left_to_a_person() {
        let draft = SAMPLE.replacen("\n2024年1月15日", "\n2024121", 1);
        assert_eq!(found("digits-lost", &draft)[0].fixes[0].applicability, Applicability::Manual);
        assert_eq!(found("date-missing", &draft), []);
        assert_eq!(found_in("digits-lost", "2023年，柳河镇主动公开政府信息320条。"), []);
    }
}
