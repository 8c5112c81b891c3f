//! Changes that are said beside what changed: 220条，比2022年的190条增加30条，增长15.8%.

use std::cell::LazyCell;

use crate::check::statements::statements;
use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit};
use crate::fold::{is_digit, trim, trim_start};
use crate::number::total;
use crate::order::sort;
use crate::reading::narrative::Figure;
use crate::source::Span;

use super::digits;
use super::percentages::{Base, Of};

/// What a change is said with, and whether it is one to more. What ends with another word stands before it.
const WORDS: [(&str, bool); 15] = [
    ("增加", true),
    ("增长", true),
    ("上升", true),
    ("增多", true),
    ("多出", true),
    ("提高", true),
    ("净增", true),
    ("多", true),
    ("减少", false),
    ("下降", false),
    ("降低", false),
    ("回落", false),
    ("净减", false),
    ("少", false),
    ("减", false),
];

/// Commas and brackets between the figures of one comparison.
const MARKS: [char; 6] = ['，', ',', '（', '(', '）', ')'];

/// Most figures before a change that it may be a change of.
const MOST_FIGURES: usize = 20;

/// A change as it is said.
struct Change {
    by: i64,
    is_more: bool,
    /// Where the word stands that says which way.
    word: Span,
    /// What it may have changed to: the nearest figure, any other before it, and what the last of them come to.
    now: Figure,
    others: Vec<i64>,
    /// What it changed from, where that is said.
    base: Option<Figure>,
}

impl Change {
    /// The change that a figure is, with the figures before it.
    fn of(context: &Context<'_, '_>, before: &[Figure], figure: &Figure) -> Option<Self> {
        let last = before.last()?;
        let gap = Span::new(last.span.end, figure.span.start);
        let text = context.source.slice(gap);
        let (head, word, is_more) = said(text)?;
        let word = gap.part(&(head.len()..head.len() + word.len()));
        let earlier = before.get(..before.len() - 1)?;
        let base = earlier.last().filter(|now| {
            let between = Span::new(now.span.end, last.span.start);
            is_behind_base(head) && is_compared(context.source.slice(between), true)
        });
        let (base, now, earlier) = match base {
            Some(now) => (Some(*last), now, earlier.get(..earlier.len() - 1)?),
            None => is_compared(head, false).then_some((None, last, earlier))?,
        };
        let is_alike = |other: &Figure| other.unit == figure.unit && !other.approximate;
        if figure.approximate || !is_alike(now) || base.is_some_and(|base| !is_alike(&base)) {
            return None;
        }
        let alike = earlier.iter().rev().take(MOST_FIGURES).filter(|other| other.unit == figure.unit);
        let mut others: Vec<i64> = alike.filter_map(|other| other.value.as_whole()).collect();
        let values = [now.value.as_whole()?].into_iter().chain(others.iter().copied());
        let sums: Vec<i64> = (2..=others.len() + 1).map(|count| total(values.clone().take(count))).collect();
        others.extend(sums);
        Some(Self { by: figure.value.as_whole()?, is_more, word, now: *now, others, base })
    }

    /// What it may have changed to.
    fn after(&self) -> impl Iterator<Item = i64> {
        self.now.value.as_whole().into_iter().chain(self.others.iter().copied())
    }

    /// Whether it is the difference of what is said; where not all of that is, it may be.
    fn holds(&self) -> bool {
        let base = self.base.and_then(|base| base.value.as_whole());
        base.is_none_or(|from| self.after().any(|after| self.from(after) == from))
    }

    /// What was there before it.
    fn from(&self, after: i64) -> i64 {
        after.saturating_add(if self.is_more { -self.by } else { self.by })
    }
}

/// A gap before a figure: what stands before the word of a change, the word, and whether it says more.
fn said(gap: &str) -> Option<(&str, &'static str, bool)> {
    let gap = gap.strip_suffix('了').unwrap_or(gap);
    let head = |&(word, is_more): &(&'static str, bool)| Some((gap.strip_suffix(word)?, word, is_more));
    WORDS.iter().find_map(head)
}

/// Whether nothing but marks and 相比 stands between what it changed from and the word.
fn is_behind_base(text: &str) -> bool {
    let text = text.trim_matches(MARKS);
    ["相比", "同比", "共"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim_matches(MARKS)
        .is_empty()
}

/// Whether what stands behind a figure compares it with an earlier year, whose figure is next or is not said.
fn is_compared(text: &str, has_base: bool) -> bool {
    const TIMES: [&str; 8] = ["上年度", "上一年度", "上一年", "上年", "去年", "前一年", "往年", "年初"];
    let text = trim_start(text.trim_start_matches(MARKS));
    let bare = |text: &str| trim(text).trim_matches(MARKS).is_empty();
    if let Some(rest) = text.strip_prefix("同比").filter(|_| !has_base) {
        return bare(rest);
    }
    let leads = ["相比于", "相较于", "相比", "相较", "同比", "比", "较", "与"];
    let Some(text) = leads.iter().find_map(|lead| text.strip_prefix(lead)).map(trim_start) else {
        return false;
    };
    let year =
        trim_start(text.trim_start_matches(is_digit)).strip_prefix('年').filter(|_| text.starts_with("20"));
    let Some(text) = year.or_else(|| TIMES.iter().find_map(|time| text.strip_prefix(time))) else {
        return false;
    };
    let mut text = text.strip_prefix('度').unwrap_or(text);
    for word in ["全年", "同期", "的", "相比"] {
        text = text.strip_prefix(word).unwrap_or(text);
    }
    bare(text)
}

/// Differences that are said together with what they are the difference of.
pub(super) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    // What a table has otherwise is reported there; looked up once and only where a difference is wrong.
    let otherwise = LazyCell::new(|| {
        let said = statements(context).into_iter().filter(|said| !said.agrees);
        let mut places: Vec<Span> = said.map(|said| said.span).collect();
        sort(&mut places);
        places
    });
    let narrative = &context.reading.narrative;
    for sentence in &narrative.sentences {
        if narrative.figures(sentence).nth(2).is_none() {
            continue;
        }
        let mut before: Vec<Figure> = Vec::new();
        for figure in narrative.figures(sentence) {
            let change = Change::of(context, &before, &figure);
            if let Some(change) =
                change.filter(|change| !change.holds() && otherwise.binary_search(&change.now.span).is_err())
            {
                report(context, sink, &change, &figure);
            }
            before.push(figure);
        }
    }
}

fn report(context: &Context<'_, '_>, sink: &mut Sink<'_>, change: &Change, figure: &Figure) {
    let Some((base, from)) = change.base.and_then(|base| Some((base, base.value.as_whole()?))) else {
        return;
    };
    let Some(now) = change.now.value.as_whole() else { return };
    let (right, is_more) = ((now - from).abs(), now >= from);
    let written = context.source.slice(figure.span);
    let (now_text, base_text) = (context.source.slice(change.now.span), context.source.slice(base.span));
    let way = |is_more: bool| if is_more { "增加" } else { "减少" };
    let (word, unit) = (context.source.slice(change.word), figure.unit);
    let message = format!(
        "{now_text}比{base_text}{}{right}{unit}，正文写的是{word}{written}。请核对这三个数。",
        way(is_more)
    );
    let report = sink.at(change.word.to(figure.span), message);
    report
        .note(change.now.span, format!("按这里的{now_text}计算。"))
        .note(base.span, format!("按这里的{base_text}计算。"));
    let Some(place) = digits(context, figure.span) else { return };
    if is_more == change.is_more {
        report.fix(
            format!("改为{word}{right}{unit}"),
            Applicability::Manual,
            Edit::replace(place, right.to_string()),
        );
        let from = change.from(now);
        if let Some(place) = digits(context, base.span).filter(|_| from >= 0) {
            let title = format!("把{base_text}改为{from}{unit}");
            report.fix(title, Applicability::Manual, Edit::replace(place, from.to_string()));
        }
    } else {
        let mut edits = vec![Edit::replace(change.word, way(is_more))];
        edits.extend((change.by != right).then(|| Edit::replace(place, right.to_string())));
        report.fix_all(format!("改为{}{right}{unit}", way(is_more)), Applicability::Manual, edits);
    }
}

/// What a percentage behind a change is computed from: 比上年增加2件，增长25%.
pub(super) fn base(context: &Context<'_, '_>, before: &[Figure], percent: &Figure) -> Option<Base> {
    const LEADS: [&str; 10] =
        ["增长", "增幅", "上升", "涨幅", "升幅", "增加", "下降", "降幅", "减少", "减幅"];
    let (figure, before) = before.split_last()?;
    let lead = context.source.slice(Span::new(figure.span.end, percent.span.start));
    let lead = lead.trim_start_matches(MARKS);
    let lead = ["同比", "即"].iter().find_map(|word| lead.strip_prefix(word)).unwrap_or(lead);
    let rest = LEADS.iter().find_map(|word| lead.strip_prefix(word))?;
    if !(rest.is_empty() || ["了", "为", "达", "达到", "率为"].contains(&rest)) {
        return None;
    }
    let change = Change::of(context, before, figure)?;
    let part = change.now;
    let Some(base) = change.base else {
        let wholes = change.after().map(|after| (change.from(after), figure.span)).collect();
        return Some(Base { part, wholes, of: Of::Said(change.by, change.is_more) });
    };
    // Where the difference is wrong, that is reported.
    let from = base
        .value
        .as_whole()
        .filter(|from| part.value.as_whole().map(|now| change.from(now)) == Some(*from))?;
    Some(Base { part, wholes: vec![(from, base.span)], of: Of::Change })
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    fn found(text: &str) -> Vec<String> {
        const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
        let text = SAMPLE.replacen("其他信息50条。", &format!("其他信息50条。{text}"), 1);
        let findings = check_text(&text).findings.into_iter();
        let of = |rule: &str| ["narrative-change", "narrative-percent"].contains(&rule);
        findings.filter(|finding| of(finding.rule)).map(|finding| finding.message).collect()
    }

    #[test]
    fn a_difference_is_that_of_its_figures() {
        for (wrong, message) in [
            (
                "推送图解220条，比2022年的190条增加40条。",
                "220条比190条增加30条，正文写的是增加40条。请核对这三个数。",
            ),
            (
                "推送图解220条，较上年的190条减少30条。",
                "220条比190条增加30条，正文写的是减少30条。请核对这三个数。",
            ),
            (
                "推送图解220条，比上年（190条）多20条。",
                "220条比190条增加30条，正文写的是多20条。请核对这三个数。",
            ),
            (
                "推送图解180条，与2022年的190条相比，减少了20条。",
                "180条比190条减少10条，正文写的是减少20条。请核对这三个数。",
            ),
            (
                "推送图解180条，较2022年同期190条下降20条。",
                "180条比190条减少10条，正文写的是下降20条。请核对这三个数。",
            ),
            (
                "推送图解２２０条，比2022年的１９０条增加４０条。",
                "２２０条比１９０条增加30条，正文写的是增加４０条。请核对这三个数。",
            ),
        ] {
            assert_eq!(found(wrong), [message], "{wrong}");
        }
        for right in [
            "推送图解220条，比2022年的190条增加30条，增长15.8%。",
            "推送图解70条、视频150条，比2022年的190条增加30条。",
            "推送图解220条，其中转发50条，比2022年的190条增加30条。",
            "推送图解220条，比2022年的190余条增加40条。",
            "推送图解由2022年的190条增加到220条。",
            "2022年推送图解190条，2023年220条，增加30条。",
            "推送图解220条，比2022年的190条增加视频40条。",
            "推送图解220条，比上年增加40条。",
        ] {
            assert_eq!(found(right).len(), 0, "{right}");
        }
    }

    #[test]
    fn a_percentage_behind_a_difference_is_of_what_was_there_before() {
        for (wrong, message) in [
            (
                "推送图解220条，比2022年的190条增加30条，增长25.8%。",
                "220条相比190条的变化算得15.8%，正文写的是25.8%。请核对件数和百分比。",
            ),
            (
                "推送图解10条，较上年增加2条，同比增长20%。",
                "增加2条后是10条，变化算得25%，正文写的是20%。请核对件数和百分比。",
            ),
            (
                "推送图解90条，同比减少10条，降幅11.1%。",
                "减少10条后是90条，变化算得10.0%，正文写的是11.1%。请核对件数和百分比。",
            ),
        ] {
            assert_eq!(found(wrong), [message], "{wrong}");
        }
        for right in [
            "推送图解10条，较上年增加2条，同比增长25%。",
            "推送图解936条，同比减少42条，减少4.3%。",
            "推送图解6条、视频4条，较上年增加2条，增长25%。",
            "推送图解10条，较上年增加2条，占全部的20%。",
            "推送图解10条，较上年增加2条，阅读量增长20%。",
            "推送图解10条，比上年增加10条，增长100%。",
            "推送图解70条、视频150条，比2022年的190条增加30条，增长15.8%。",
        ] {
            assert_eq!(found(right).len(), 0, "{right}");
        }
    }
}
