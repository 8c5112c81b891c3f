//! What a draft states about its year: the year under report and the period of its data, 统计期限自某年1月1日起至某年12月31日止.

use crate::find::has_one;
use crate::fold::{is_blank, is_digit, trim_start};
use crate::locate::Slip;
use crate::number::chinese_digit;
use crate::reading::sections::{Date, Year, date, years};
use crate::source::Span;
use crate::words::{Hit, List};

use super::Context;

/// The year under report where title or period state it. Where it was only counted it is too uncertain to hold
/// anything against it.
pub(super) fn stated_year(context: &Context<'_, '_>) -> Option<Year> {
    let outline = &context.reading.outline;
    let year = outline.year?;
    let titled = outline.title.as_ref().is_some_and(|(_, title)| title.contains(year.span));
    let in_period = || period(context).is_some_and(|period| period.span.contains(year.span));
    (titled || in_period()).then_some(year)
}

/// The last day that the report says its data cover, where that day is in a year.
pub(super) fn stated_cutoff(context: &Context<'_, '_>, year: u16) -> Option<Date> {
    let period = period(context)?;
    period.to.map(|day| day.date).filter(|date| date.year == year)
}

/// The year that period and signature agree on where the title names another: then the title was left from last year.
pub(super) fn against_title(context: &Context<'_, '_>) -> Option<u16> {
    let outline = &context.reading.outline;
    let (year, (_, title)) = (outline.year?, outline.title.as_ref()?);
    let cutoff = period(context)?.to?.date.year;
    let signed = outline.signature?.date.0.year;
    (title.contains(year.span) && cutoff != year.value && signed == cutoff + 1).then_some(cutoff)
}

/// A day of the period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    /// The day; its year is that of the day before where none is written.
    pub(super) date: Date,
    pub(super) span: Span,
    pub(super) has_year: bool,
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
    pub(super) years: Vec<Year>,
    /// The words before it in its sentence and itself.
    pub(super) sentence: Span,
}

/// The first statement of the body about the period that names a year or a day.
pub(super) fn period(context: &Context<'_, '_>) -> Option<Period> {
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
    let is_of_day =
        |c: char| is_blank(c) || matches!(c, '年' | '月' | '十') || chinese_digit(c).is_some() || is_digit(c);
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

/// Whether one slip of a hand makes a year of another: a digit typed wrong, or two of them in the wrong order.
pub(super) fn is_slip(written: u16, year: u16) -> bool {
    let slip = Slip::between(written.into(), year.into(), &[]);
    matches!(slip, Some(Slip::Digit | Slip::Swapped))
}

/// Whether a word of the list [`List::Years`] is of a kind.
pub(super) fn is_kind(hit: &Hit, kind: &str) -> bool {
    hit.entry.column(0).split(' ').any(|own| own == kind)
}
