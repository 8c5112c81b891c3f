//! Dates: the day of signature, the day of publication, and days that no calendar has.

mod days;
mod impossible;

use crate::find::begins_with_one;
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::fold::{is_blank, is_digit};
use crate::form::{OPEN_SPOT, open_spot};
use crate::reading::names::Kind;
use crate::reading::sections::{Date, date};
use crate::reading::trimmed;
use crate::source::Span;

use super::stated::{against_title, stated_cutoff, stated_year};
use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "date-before-cutoff",
        severity: Severity::Error,
        summary: "落款日期早于数据的截止日期",
        reason: "数据统计到12月31日，在此之前不可能定稿。",
        basis: Basis::Advice("由统计期限推算"),
        examples: &[Example { right: "2024年1月15日", wrong: "2023年12月15日" }],
        check: before_cutoff,
    },
    Rule {
        id: "date-year",
        severity: Severity::Error,
        summary: "落款的年份不是报告年度的下一年",
        reason: "上一年度的报告在第二年年初公布，年份不对多半是沿用了往年的落款。",
        basis: Basis::Advice("由报告年度推算"),
        examples: &[
            Example { right: "2024年1月15日", wrong: "2022年1月15日" },
            Example { right: "2024年1月15日", wrong: "2023年1月15日" },
        ],
        check: year,
    },
    Rule {
        id: "date-invalid",
        severity: Severity::Error,
        summary: "日历上没有的日期、不可能的年份、与星期不符和没有填完整的日期",
        reason: "写错的日期会让人怀疑报告没有校对。",
        basis: Basis::Advice("日历"),
        examples: &[
            Example { right: "2024年1月15日", wrong: "2024年2月30日" },
            Example { right: "如有疑问，", wrong: "2023年11月31日已开展培训。如有疑问，" },
            Example { right: "2024年1月15日", wrong: "2024年  月  日" },
            Example { right: "2024年1月15日", wrong: "2024年1月15日（星期二）" },
            Example { right: "如有疑问，", wrong: "2203年5月已开展培训。如有疑问，" },
        ],
        check: days::invalid,
    },
    Rule {
        id: "date-missing",
        severity: Severity::Hint,
        summary: "没有落款日期",
        reason: "落款日期说明报告何时定稿，也能看出是否按期公布。",
        basis: Basis::Advice("公文的通行写法"),
        examples: &[Example {
            right: "青溪县柳河镇人民政府\n2024年1月15日", wrong: "青溪县柳河镇人民政府"
        }],
        check: missing,
    },
    Rule {
        id: "deadline-missed",
        severity: Severity::Hint,
        summary: "日期晚于公布报告的期限",
        reason: "部门的年度报告应在每年1月31日前公布，一级人民政府的应在3月31日前公布。",
        basis: Basis::Official("《中华人民共和国政府信息公开条例》第四十九条"),
        examples: &[Example { right: "2024年1月15日", wrong: "2024年2月20日" }],
        check: deadline,
    },
];

/// Months in which a report is signed: one of the year under report itself is last year's date left in.
const SIGNING_MONTHS: u8 = 3;

/// Whether a date is one of last year's report: signed early in the year that is now under report.
const fn is_of_last_report(date: Date, year: u16) -> bool {
    date.year == year && date.month <= SIGNING_MONTHS
}

fn before_cutoff(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let Some(signature) = outline.signature else { return };
    let (date, span) = signature.date;
    let Some(year) = outline.year else { return sink.unchecked("没有识别出报告年度") };
    let cutoff = stated_cutoff(context, year.value).unwrap_or(Date { year: year.value, month: 12, day: 31 });
    // An older year altogether is last year's date left in, not an early signature.
    let left_in = is_of_last_report(date, year.value) && stated_year(context).is_some();
    if date.year != year.value || date >= cutoff || !date.exists() || left_in {
        return;
    }
    let message = format!(
        "落款日期是{}，数据统计到{}，定稿应在{}年1月1日以后、1月31日以前。",
        written(date),
        written(cutoff),
        cutoff.year + 1
    );
    let open = open_spot(&format!("{}年1月的实际日期", cutoff.year + 1));
    sink.at(span, message).note(year.span, format!("报告年度是{}年。", year.value)).fix(
        "留出位置填写实际日期",
        Applicability::Manual,
        Edit::replace(span, open),
    );
}

fn year(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(year), Some(signature)) = (stated_year(context), context.reading.outline.signature) else {
        return;
    };
    if against_title(context).is_some() {
        return;
    }
    let (date, span) = signature.date;
    let (y, next) = (year.value, year.value + 1);
    let last_report = is_of_last_report(date, y) && date.exists();
    if !last_report && (date.year == y || date.year == next) {
        return;
    }
    let cause = if date.year < next {
        "像是沿用了往年的落款"
    } else {
        "请核对报告年度和落款日期"
    };
    let message = format!("落款日期是{}，而{y}年度的报告应在{next}年定稿，{cause}。", written(date));
    let right = Date { year: next, ..date };
    let open = open_spot(&format!("{next}年的实际日期"));
    let report = sink.at(span, message).note(year.span, format!("报告年度是{y}年。"));
    let report = if right.exists() {
        let edit = Edit::replace(span, written(right));
        report.fix(format!("改为{}", written(right)), Applicability::Manual, edit)
    } else {
        report
    };
    report.fix("留出位置填写实际日期", Applicability::Manual, Edit::replace(span, open));
}

fn written(date: Date) -> String {
    format!("{}年{}月{}日", date.year, date.month, date.day)
}

/// Lines at the end among which a date is looked for.
const LAST_LINES: usize = 5;

fn missing(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    if outline.signature.is_some() || published(context).is_some() {
        return;
    }
    let source = context.source;
    let end = outline.attachments.start;
    let filled = (0..end).rev().filter_map(|line| {
        let span = trimmed(source, *source.lines().get(line)?);
        (!span.is_empty()).then_some((line, span))
    });
    let last: Vec<(usize, Span)> = filled.take(LAST_LINES).collect();
    // An open spot, or a date that lost its characters, stands where the date belongs.
    let is_date = |span: Span| {
        let text = source.slice(span);
        let is_left_open = || days::left_open(text, text.strip_suffix('日')?.len());
        is_left_open().is_some()
            || text.contains(OPEN_SPOT) && text.contains('日')
            || begins_with_one(text, &CUES) && text.contains(is_digit)
            || text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 16 && !text.contains('\t')
    };
    let Some(&(_, place)) = last.first() else { return };
    if last.iter().any(|&(line, span)| !context.reading.in_table(line) && is_date(span)) {
        return;
    }
    let text = source.slice(place);
    let author = context.reading.author.as_ref().map(|author| author.name.as_str());
    let signed = author.is_some_and(|name| text.ends_with(name)) || Kind::of(text) != Kind::Other;
    let name = author.filter(|_| !signed).map_or(String::new(), |name| format!("\n{name}"));
    // A name that text was written below moves down with its day: nobody signs twice.
    let above = last.iter().skip(1).map(|&(_, span)| span);
    let above = above.filter(|&span| !signed && Some(source.slice(span)) == author).take(1);
    let edits = above.map(|span| Edit::delete(source.whole_line(span.start)));
    let shown = text.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    sink.at(
        place.part(&(shown..text.len())),
        "报告末尾没有落款日期。如果网页上另有公布日期可以不加，否则请在末尾写明机关名称和日期。",
    )
    .fix_all(
        "在末尾留出落款日期的位置",
        Applicability::Manual,
        edits.chain([Edit::insert(place.end, format!("{name}\n{OPEN_SPOT}：落款日期〕"))]).collect(),
    );
}

/// What web pages set before the day on which they show a text.
const CUES: [&str; 4] = ["发布日期", "发布时间", "公开日期", "公布日期"];

/// The day of publication that a web page prints above the title.
fn published(context: &Context<'_, '_>) -> Option<(Date, Span)> {
    let title = context.reading.outline.title.as_ref().map(|(lines, _)| lines.start)?;
    context.source.lines().iter().take(title).find_map(|&line| {
        let text = context.source.slice(line);
        let (at, cue) = CUES.iter().find_map(|cue| text.find(cue).map(|at| (at, cue)))?;
        let start = at + cue.len();
        let rest = text.get(start..)?;
        let skipped = rest.len() - rest.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
        let rest = rest.get(skipped..)?;
        let is_of_date = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日');
        let len = rest.find(|c: char| !is_of_date(c)).unwrap_or(rest.len());
        let place = start + skipped..start + skipped + len;
        Some((date(text.get(place.clone())?)?, line.part(&place)))
    })
}

fn deadline(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(year) = stated_year(context) else { return };
    let outline = &context.reading.outline;
    let next = year.value + 1;
    let author = context.reading.author.as_ref();
    let kind = author.map_or(Kind::Other, |author| author.kind);
    // The office signs the report of the whole government.
    let titled = outline.title.as_ref().is_some_and(|(_, span)| {
        let title = context.source.slice(*span).split_once("人民政府");
        title.is_some_and(|(_, rest)| rest.trim_start_matches(is_blank).starts_with(is_digit))
    });
    let whole = kind == Kind::Government || titled && kind == Kind::Office;
    let last =
        if whole { Date { year: next, month: 3, day: 31 } } else { Date { year: next, month: 1, day: 31 } };
    let is_late = |&(date, _): &(Date, Span)| date.year == next && date > last && date.exists();
    let town = matches!(kind, Kind::Township | Kind::Subdistrict);
    let known = published(context).filter(is_late);
    let signed = || outline.signature.map(|signature| signature.date).filter(is_late);
    let Some((date, span)) = known.or_else(signed) else { return };
    let which = if known.is_some() { "公布日期" } else { "落款日期" };
    let rule = match (whole, town) {
        (true, _) => "一级人民政府的年度报告应在3月31日前公布",
        (_, true) => "条例要求部门在1月31日前公布，乡镇和街道通常由上级参照这个期限要求",
        _ => "部门的年度报告应在1月31日前公布",
    };
    let advice =
        if known.is_some() { "请核对实际公布的时间" } else { "请确认是否已经按期公布" };
    let certain = known.is_some() && !town && (whole || kind != Kind::Other);
    sink.at(span, format!("{which}是{}，{rule}，{advice}。", written(date))).severity(if certain {
        Severity::Warning
    } else {
        Severity::Hint
    });
}

#[cfg(test)]
mod tests {
    use super::super::years::tests::{SAMPLE, fixed};
    use super::*;
    use crate::check_text;
    use crate::finding::Finding;
    use crate::source::Source;

    const DATES: [&str; 5] =
        ["date-before-cutoff", "date-year", "date-invalid", "date-missing", "deadline-missed"];

    fn findings(draft: &str) -> Vec<Finding> {
        let found = check_text(draft).findings.into_iter();
        found.filter(|finding| DATES.contains(&finding.rule)).collect()
    }

    pub(super) fn found(draft: &str) -> Vec<(&'static str, Severity)> {
        findings(draft).iter().map(|finding| (finding.rule, finding.severity)).collect()
    }

    /// A sentence of the text with the first fix of what is found in it.
    pub(super) fn fixed_in_text(sentence: &str) -> Option<String> {
        let draft = SAMPLE.replacen("如有疑问，", &format!("{sentence}如有疑问，"), 1);
        let finding = findings(&draft).into_iter().next()?;
        let fixed = fixed(&draft, &finding);
        assert_eq!(findings(&fixed), [], "{sentence}");
        let (head, tail) = draft.split_once(sentence)?;
        Some(fixed.strip_prefix(head)?.strip_suffix(tail)?.to_owned())
    }

    fn signed(day: &str) -> String {
        SAMPLE.replacen("2024年1月15日", day, 1)
    }

    /// The sample by another body.
    fn by(name: &str, day: &str) -> String {
        signed(day).replace("青溪县柳河镇人民政府", name)
    }

    #[test]
    fn each_day_of_signature_has_at_most_one_fault() {
        for (day, rule) in [
            ("2023年12月10日", Some(("date-before-cutoff", Severity::Error))),
            ("2023年1月15日", Some(("date-year", Severity::Error))),
            ("2022年1月15日", Some(("date-year", Severity::Error))),
            ("2025年1月15日", Some(("date-year", Severity::Error))),
            ("2024年2月30日", Some(("date-invalid", Severity::Error))),
            ("2024年13月1日", Some(("date-invalid", Severity::Error))),
            ("二〇二四年二月三十日", Some(("date-invalid", Severity::Error))),
            ("二○二四年三月三十二日", Some(("date-invalid", Severity::Error))),
            ("2024年 月 日", Some(("date-invalid", Severity::Error))),
            ("2024年1月　日", Some(("date-invalid", Severity::Error))),
            ("2024年__月__日", Some(("date-invalid", Severity::Error))),
            ("2024 年（ ）月（ ）日", Some(("date-invalid", Severity::Error))),
            ("二〇二四年 月 日", Some(("date-invalid", Severity::Error))),
            ("2024年月日", Some(("date-invalid", Severity::Error))),
            ("年 月 日", Some(("date-invalid", Severity::Error))),
            ("2024年2月20日", Some(("deadline-missed", Severity::Hint))),
            ("2023年12月31日", None),
            ("2024年1月1日", None),
            ("2024年1月31日", None),
            ("2024-01-15", None),
            ("二〇二四年一月十五日", None),
            ("二O二四年一月十五日", None),
            ("2024年1月15日（星期一）", None),
            ("2024年1月15日。", None),
            ("落款日期：2024年1月15日", None),
            ("2023年12月10日（星期日）", Some(("date-before-cutoff", Severity::Error))),
        ] {
            assert_eq!(found(&signed(day)), Vec::from_iter(rule), "{day}");
        }
    }

    #[test]
    fn a_date_that_was_left_open_is_marked_whole() {
        for (text, open) in [
            ("截至2023年 月31日，", Some("2023年 月31日")),
            ("于 月 日召开会议。", Some(" 月 日")),
            ("1月 日至2月5日，", Some("1月 日")),
            ("按每月 日常工作、出生年月日办理。", None),
        ] {
            let draft = SAMPLE.replacen("如有疑问，", &format!("{text}如有疑问，"), 1);
            let marked: Vec<_> = findings(&draft).iter().map(|finding| finding.span).collect();
            let marked: Vec<&str> = marked.iter().map(|&span| Source::new(&draft).slice(span)).collect();
            assert_eq!(marked, Vec::from_iter(open), "{text}");
        }
        let sealed =
            signed("2023年1月16日（星期一）").replacen("人民政府\n2023", "人民政府（盖章）\n2023", 1);
        let right = sealed.replacen("2023年1月16日", "2024年1月16日", 1);
        assert_eq!(fixed(&sealed, &findings(&sealed)[0]), right);
        let draft = signed("2024年 月 日");
        assert_eq!(fixed(&draft, &findings(&draft)[0]), signed("〔请填写：日期〕"));
    }

    #[test]
    fn an_earlier_cut_off_that_is_stated_is_believed() {
        let draft = signed("2023年12月10日").replacen("至2023年12月31日止", "至2023年11月30日止", 1);
        assert_eq!(found(&draft), []);
    }

    #[test]
    fn a_whole_government_has_until_the_end_of_march() {
        for (name, day, late) in [
            ("青溪县人民政府", "2024年3月27日", false),
            ("青溪县人民政府", "2024年4月2日", true),
            ("青溪市", "2024年2月28日", false),
            ("青溪县教育局", "2024年2月1日", true),
            ("青溪县人民政府办公室", "2024年2月1日", true),
        ] {
            let late = late.then_some(("deadline-missed", Severity::Hint));
            assert_eq!(found(&by(name, day)), Vec::from_iter(late), "{name} {day}");
        }
    }

    #[test]
    fn only_a_known_day_of_publication_is_a_warning() {
        let page = |name: &str, date: &str| format!("{date}\t浏览次数：12\n{}", by(name, "2024年1月15日"));
        let late = [("deadline-missed", Severity::Warning)];
        assert_eq!(found(&page("青溪县教育局", "发布日期：2024-02-18 10:05")), late);
        assert_eq!(found(&page("青溪县教育局", "发布时间：2024年02月18日")), late);
        assert_eq!(
            found(&page("青溪县柳河镇人民政府", "发布日期：2024-02-18")),
            [("deadline-missed", Severity::Hint)]
        );
        assert_eq!(found(&page("青溪县教育局", "发布日期：2024-01-18")), []);
    }

    #[test]
    fn a_missing_date_is_one_hint_unless_the_page_has_one() {
        let missing = [("date-missing", Severity::Hint)];
        let unsigned = SAMPLE.replacen("2024年1月15日\n", "", 1);
        assert_eq!(found(&unsigned), missing);
        assert_eq!(found(&unsigned.replacen("\n青溪县柳河镇人民政府\n", "", 1)), missing);
        assert_eq!(found(&format!("发布日期：2024-01-18\n{unsigned}")), []);
        assert_eq!(found(&format!("{unsigned}\n附件：统计表\n2024年1月15日\n")), missing);
        let finding = findings(&unsigned).remove(0);
        let open = fixed(&unsigned, &finding);
        assert!(open.ends_with("青溪县柳河镇人民政府\n〔请填写：落款日期〕\n"));
        assert_eq!(found(&open), []);
        // Text below the name: the name goes below it.
        let below = unsigned.trim_end().to_owned() + "\n2023年，未收取其他费用。\n";
        let open = fixed(&below, &findings(&below)[0]);
        assert!(open.ends_with("费用。\n青溪县柳河镇人民政府\n〔请填写：落款日期〕\n"), "{open}");
        assert_eq!(open.matches("\n青溪县柳河镇人民政府\n").count(), 1);
    }

    #[test]
    fn where_the_year_was_only_counted_nothing_is_held_against_it() {
        let draft = "一、总体情况\n2023年公开信息3条。2023年培训1次。\n六、其他需要报告的事项\n无。\n柳河镇人民政府\n2026年1月5日\n";
        assert_eq!(found(draft), []);
    }
}
