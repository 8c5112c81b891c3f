//! The period of the data: 统计期限自某年1月1日起至某年12月31日止.

use crate::find::has_one;
use crate::finding::{Applicability, Edit};
use crate::fold::{is_blank, trim_start};
use crate::number::chinese_digit;
use crate::order::sort;
use crate::reading::sections::{Date, Year, date, years};
use crate::source::Span;
use crate::words::List;

use super::{Context, against_title, is_confirmed, is_kind, stated_year};
use crate::check::Sink;

/// A day of the period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    /// The day; its year is that of the day before where none is written.
    pub(super) date: Date,
    span: Span,
    has_year: bool,
}

/// What the report says about the period of its data.
#[derive(Debug)]
pub(super) struct Period {
    /// From behind the cue to where the statement ends.
    pub(super) span: Span,
    /// The first day.
    pub(super) from: Option<Day>,
    /// The last day.
    pub(super) to: Option<Day>,
    years: Vec<Year>,
    /// The words before it in its sentence and itself.
    sentence: Span,
}

/// The first statement of the body about the period that names a year or a day.
pub(super) fn stated(context: &Context<'_, '_>) -> Option<Period> {
    let body = context.reading.outline.body_above_signature();
    let cues = context.reading.words.of(List::Years).iter().filter(|hit| {
        let line = context.source.line_index(hit.span.start);
        (is_kind(hit, "期限") || is_kind(hit, "截止"))
            && body.contains(&line)
            && !context.reading.in_table(line)
    });
    cues.take(MOST_CUES).find_map(|cue| statement(context, cue.span, is_kind(cue, "截止")))
}

/// Most places that are looked at for the period: a report says it once.
const MOST_CUES: usize = 20;

fn statement(context: &Context<'_, '_>, cue: Span, of_data: bool) -> Option<Period> {
    const ENDS: [char; 4] = ['。', '；', ';', '！'];
    let source = context.source;
    let line = source.line_at(cue.start);
    let before = source.slice(Span::new(line.start, cue.start));
    let sentence = before.rfind(ENDS).map_or(line.start, |at| line.start + at as u32);
    let rest = Span::new(cue.end, line.end);
    let text = source.slice(rest);
    let mut end = text.find(ENDS).unwrap_or(text.len());
    // Behind a comma something else begins, but for “，至2023年12月31日”.
    for (at, comma) in text.match_indices(['，', ',']).take_while(|&(at, _)| at < end) {
        let behind = text.get(at + comma.len()..).unwrap_or_default();
        if at > 0 && !behind.starts_with(['至', '到', '截', '终']) {
            end = at;
            break;
        }
    }
    let span = rest.part(&(0..end));
    let words = source.slice(Span::new(sentence, cue.start));
    let words = words.rsplit(['，', ',']).next().unwrap_or_default();
    let of_report = has_one(words, &["数据", "统计", "报告"]);
    if of_data && !of_report {
        return None;
    }
    let years: Vec<Year> = years(source, span).collect();
    let days = days(context, span, &years);
    if years.is_empty() && days.is_empty() {
        return None;
    }
    let is_first = |day: &Day| day.date.month == 1 && day.date.day == 1;
    let is_last = |day: &Day| day.date.month == 12 && day.date.day == 31;
    // One day somewhere in the year is some other time of counting, unless it is said of the report.
    if days.len() == 1 && !of_report && !days.iter().any(|day| is_first(day) || is_last(day)) {
        return None;
    }
    let (from, to) = match days.as_slice() {
        [from, to, ..] => (Some(*from), Some(*to)),
        [one] if is_first(one) => (Some(*one), None),
        [one] => (None, Some(*one)),
        [] => (None, None),
    };
    Some(Period { span, from, to, years, sentence: Span::new(sentence, span.end) })
}

/// The days that a statement names, with 年月日 or as 2023-01-01.
fn days(context: &Context<'_, '_>, span: Span, years: &[Year]) -> Vec<Day> {
    let text = context.source.slice(span);
    let is_of_day = |c: char| {
        is_blank(c) || matches!(c, '年' | '月' | '十') || chinese_digit(c).is_some() || {
            crate::fold::is_digit(c)
        }
    };
    let written = text.match_indices('日').filter_map(|(at, sign)| {
        let before = text.get(..at)?;
        let start = before.trim_end_matches(is_of_day).len();
        let piece = before.get(start..)?;
        let start = start + piece.len() - trim_start(piece).len();
        let place = span.part(&(start..at + sign.len()));
        if piece.contains('年') {
            return Some(Day { date: date(text.get(start..at + sign.len())?)?, span: place, has_year: true });
        }
        let year = years.iter().rev().find(|year| year.span.end <= place.start)?;
        let date = date(&format!("{}年{}日", year.value, piece.trim()))?;
        Some(Day { date, span: place, has_year: false })
    });
    let written: Vec<Day> = written.take(2).collect();
    if !written.is_empty() {
        return written;
    }
    let mut start = 0;
    text.split_inclusive(['至', '到', '自', '从', '为', '起', '止', '～', '~', '—', '（', '）', '：', ' '])
        .filter_map(|piece| {
            let begin = start;
            start += piece.len();
            let piece = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
            Some(Day { date: date(piece)?, span: span.part(&(begin..begin + piece.len())), has_year: true })
        })
        .take(2)
        .collect()
}

/// Words of bodies whose first year is not a whole one.
const FOUNDED: [&str; 6] = ["成立", "挂牌", "组建", "机构改革", "划转", "新设"];

/// The period is not 1 January to 31 December of the year under report.
pub(super) fn mismatch(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(year), Some(period)) = (stated_year(context), stated(context)) else { return };
    if against_title(context).is_some() {
        return;
    }
    let y = year.value;
    let founded = || {
        let sentence = context.source.slice(period.sentence);
        has_one(sentence, &FOUNDED)
    };
    let first = period.from.filter(|from| !(from.date.year == y && founded())).map(|day| (day, 1, 1));
    let last = period.to.map(|day| (day, 12, 31));
    let mut edits: Vec<Edit> = Vec::new();
    for (day, month, number) in first.into_iter().chain(last) {
        let Date { year: written, month: own_month, day: own_day } = day.date;
        let right = (own_month, own_day) == (month, number) && (written == y || !day.has_year);
        if !right {
            let year = if day.has_year { format!("{y}年") } else { String::new() };
            edits.push(Edit::replace(day.span, format!("{year}{month}月{number}日")));
        }
    }
    // Years of no day of their own: 2022年1月至12月31日, 2022年度.
    let reach = period.to.or(period.from).map_or(period.span.end, |day| day.span.end);
    for other in period.years.iter().filter(|other| other.value != y && other.span.end <= reach) {
        if !edits.iter().any(|edit| edit.span.contains(other.span)) {
            edits.push(Edit::replace(other.span, y.to_string()));
        }
    }
    sort(&mut edits);
    let (Some(start), Some(end)) = (edits.first(), edits.last()) else { return };
    let place = start.span.to(end.span);
    let said = context.source.slice(period.span).trim_matches(|c: char| is_blank(c) || "：:".contains(c));
    let message = format!("报告年度是{y}年，统计期限应为{y}年1月1日至{y}年12月31日，这里写的是“{said}”。");
    // Which of two contradicting years is right is for a person, unless the rest of the draft tells.
    let from_here = period.span.contains(year.span);
    let sure = !from_here && is_confirmed(context, y, period.span);
    let trust = if sure { Applicability::Suggested } else { Applicability::Manual };
    let report = sink.at(place, message);
    let report = if from_here { report } else { report.note(year.span, format!("报告年度是{y}年。")) };
    report.fix_all(format!("改为{y}年1月1日至12月31日"), trust, edits);
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SAMPLE, fixed, found};
    use crate::finding::Applicability;

    const RIGHT: &str = "所列数据的统计期限自2023年1月1日起至2023年12月31日止";

    fn draft(statement: &str) -> String {
        assert!(SAMPLE.contains(RIGHT));
        SAMPLE.replacen(RIGHT, statement, 1)
    }

    #[test]
    fn a_whole_year_in_any_wording_is_right() {
        for fine in [
            "所列数据的统计期限为2023年1月1日至12月31日",
            "统计期限从2023年1月1日起到12月31日止",
            "使用数据统计时限为2023年1月1日—2023年12月31日",
            "统计时间为 2023 年 1 月 1 日至 2023 年 12 月 31 日",
            "所列数据截止日期为2023年12月31日，电子版于2024年1月20日在网站公布",
            "数据截止2023年12月31日",
            "统计期限为2023年度",
            "统计期限为2023年1月至12月",
            "统计期限为2023-01-01至2023-12-31",
            "统计期限为二〇二三年一月一日至二〇二三年十二月三十一日",
            "统计期限自2023年1月1日起，至2023年12月31日止",
            "统计期限自2023年3月25日（本局挂牌成立之日）起至2023年12月31日止",
            "意见征集的截止日期为2023年6月30日，各项工作如期完成",
            "统计期限见附件",
            "意见征集结束，统计时间为2023年6月30日",
        ] {
            assert_eq!(found("period-mismatch", &draft(fine)), [], "{fine}");
        }
    }

    #[test]
    fn another_period_is_an_error_and_is_put_right() {
        for (wrong, right) in [
            (
                "所列数据的统计期限自2023年1月1日起至2024年12月31日止",
                "所列数据的统计期限自2023年1月1日起至2023年12月31日止",
            ),
            ("统计期限自2022年1月1日至2022年12月31日止", "统计期限自2023年1月1日至2023年12月31日止"),
            ("统计期限为2022年1月1日至12月31日", "统计期限为2023年1月1日至12月31日"),
            ("统计期限为2022年1月至12月31日", "统计期限为2023年1月至12月31日"),
            ("统计期限为2023年1月1日至12月30日", "统计期限为2023年1月1日至12月31日"),
            ("所列数据截止日期为2022年12月31日", "所列数据截止日期为2023年12月31日"),
            ("统计期限为2022年度", "统计期限为2023年度"),
            ("统计期限为2022-01-01至2022-12-31", "统计期限为2023年1月1日至2023年12月31日"),
        ] {
            let wrong = draft(wrong);
            let findings = found("period-mismatch", &wrong);
            let [finding] = findings.as_slice() else { panic!("{wrong}: {findings:?}") };
            assert_eq!(finding.fixes[0].applicability, Applicability::Suggested, "{wrong}");
            let repaired = fixed(&wrong, finding);
            assert_eq!(repaired, draft(right));
            assert_eq!(found("period-mismatch", &repaired), []);
        }
    }

    #[test]
    fn where_only_the_title_has_the_year_a_person_chooses() {
        let draft = "柳河镇2023年政府信息公开工作年度报告\n统计期限为2022年1月1日至2022年12月31日。\n一、总体情况\n正文。\n";
        let findings = found("period-mismatch", draft);
        assert_eq!(findings[0].fixes[0].applicability, Applicability::Manual);
        let untitled = "柳河镇政府信息公开工作年度报告\n统计期限为2022年1月1日至2023年12月31日。\n一、总体情况\n正文。\n";
        let findings = found("period-mismatch", untitled);
        assert_eq!(findings[0].fixes[0].applicability, Applicability::Manual);
    }
}
