//! The period of the data is the year under report.

mod parts;

use crate::check::stated::{against_title, period, stated_year};
use crate::check::{Context, Sink};
use crate::find::has_one;
use crate::finding::{Applicability, Edit};
use crate::fold::is_blank;
use crate::order::sort;
use crate::reading::sections::Date;
use crate::source::Span;

use super::is_confirmed;

/// Words of bodies whose first year is not a whole one.
const FOUNDED: [&str; 6] = ["成立", "挂牌", "组建", "机构改革", "划转", "新设"];

/// The period is not 1 January to 31 December of the year under report.
pub(super) fn mismatch(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(year) = stated_year(context).filter(|_| against_title(context).is_none()) else { return };
    parts::counted(context, year.value, sink);
    let Some(period) = period(context) else { return };
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
    // What the button says is what it makes.
    let (mut instead, mut at) = (String::new(), period.span.start);
    for edit in &edits {
        instead.push_str(context.source.slice(Span::new(at, edit.span.start.max(at))));
        instead.push_str(&edit.text);
        at = edit.span.end;
    }
    instead.push_str(context.source.slice(Span::new(at, period.span.end.max(at))));
    let instead = instead.trim_start_matches(|c: char| !c.is_ascii_digit());
    let instead = instead.trim_end_matches(|c: char| is_blank(c) || c == '止');
    report.fix_all(format!("改为{instead}"), trust, edits);
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
    fn counts_of_a_part_of_the_year_are_asked_about() {
        let changed = |right: &str, wrong: &str| {
            assert!(SAMPLE.contains(right));
            found("period-mismatch", &SAMPLE.replacen(right, wrong, 1))
        };
        for (right, wrong, shown) in [
            ("2023年，柳河镇主动公开", "2023年1至11月，柳河镇主动公开", "2023年1至11月"),
            ("2023年，柳河镇主动公开", "2023年1月—10月，柳河镇主动公开", "2023年1月—10月"),
            ("办结9件，", "截至2023年11月30日，办结9件，", "截至2023年11月30日"),
            ("2023年，新收", "截至2023年9月底，新收", "截至2023年9月底"),
        ] {
            let findings = changed(right, wrong);
            let [finding] = findings.as_slice() else { panic!("{wrong}: {findings:?}") };
            assert!(finding.message.contains(&format!("“{shown}”")), "{wrong}: {}", finding.message);
        }
        for (right, fine) in [
            ("2023年，柳河镇主动公开", "2023年1至12月，柳河镇主动公开"),
            ("2023年，柳河镇主动公开", "截至2023年12月31日，柳河镇主动公开"),
            ("（三）政府信息管理。", "（三）政府信息管理。截至2023年6月30日，整改栏目12个。"),
            ("（三）政府信息管理。", "（三）政府信息管理。2023年1至6月，主动公开政府信息120条。"),
            ("（三）政府信息管理。", "（三）政府信息管理。2023年11月，举办培训3次，公开图解4件。"),
        ] {
            assert_eq!(changed(right, fine), [], "{fine}");
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
