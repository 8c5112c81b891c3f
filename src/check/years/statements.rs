//! Statements about the work of the year: which year they name.
//!
//! Other years stand in a report for many good reasons: plans, comparisons, history, names of documents. So a
//! statement counts only where a sentence begins with the year, or says it of the author, and then reports.

mod plans;
mod reported;
mod wording;

use std::ops::Range;

use crate::find::{begins_with_one, has_one};
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::{trim_end, trim_start};
use crate::form::{OVERVIEW, PROBLEMS, open_spot};
use crate::reading::narrative::{Mention, Quantity, Says, sentence_ranges};
use crate::reading::sections::{Year, years};
use crate::source::Span;

use crate::check::stated::{against_title, is_slip, period, stated_year};
use crate::check::{Context, Sink};

use super::has;
use reported::{Reported, counts_again, reported};
use wording::{WORK, behind_year, follows, introduces, is_cut_off, is_declared, is_heading, opens};

/// Most statements with another year that are looked at.
const MOST: usize = 50;

/// How a statement with another year reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// 现将2022年政府信息公开工作情况报告如下。
    Declared,
    /// 2022年，主动公开政府信息38条 (or none at all).
    Counted,
    /// What is likely, but may be meant: no figure, an older year, a heading.
    Likely,
    /// The year under report as one to come.
    Planned,
}

/// A year that is not the one under report, said of its work; or that year, said of what is to come.
#[derive(Debug)]
struct Statement {
    year: Year,
    kind: Kind,
}

/// Where a year stands on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Open,
    /// In brackets.
    Aside,
    /// In a title or a quotation.
    Quoted,
}

/// A line of prose with the years on it.
struct Line<'c> {
    index: usize,
    span: Span,
    text: &'c str,
    years: Vec<(Year, Place)>,
}

pub(super) fn mismatch(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if context.reading.outline.year.is_none() {
        return sink.unchecked("没有识别出报告年度");
    }
    let Some(year) = stated_year(context) else { return };
    if let Some(right) = against_title(context) {
        return titled_otherwise(context, year, right, sink);
    }
    let (statements, agreeing) = statements(context, year.value, sink);
    if !is_certain(context, year, &statements, agreeing) {
        return;
    }
    for Statement { year: other, kind } in statements {
        let (written, right) = (other.value, year.value);
        let instead = if kind == Kind::Planned { right + 1 } else { right };
        let (severity, message, trust) = match kind {
            Kind::Declared => (
                Severity::Error,
                format!("报告年度是{right}年，这里写成了{written}年，请改为{right}年。"),
                if agreeing > 0 { Applicability::Suggested } else { Applicability::Manual },
            ),
            Kind::Counted => (
                Severity::Error,
                format!(
                    "报告年度是{right}年，这里却用{written}年陈述工作情况，像是沿用了别的年度的文字。请改为{right}年，并核对这句话里的数字是不是{right}年的。"
                ),
                Applicability::Manual,
            ),
            Kind::Likely => (
                Severity::Warning,
                format!(
                    "报告年度是{right}年，这里写的是{written}年。如果说的是本年度的工作，请改为{right}年，并核对内容；如果确实是{written}年的事，可以保留。"
                ),
                Applicability::Manual,
            ),
            Kind::Planned => (
                Severity::Warning,
                format!(
                    "报告的就是{right}年，这里却还在说{right}年打算怎么做，像是沿用了上年报告的打算。请改写成已经做到的情况，或者改为{instead}年的打算。"
                ),
                Applicability::Manual,
            ),
        };
        sink.at(other.span, message)
            .severity(severity)
            .note(year.span, format!("报告年度是{right}年。"))
            .fix(format!("改为{instead}年"), trust, Edit::replace(other.span, instead.to_string()));
    }
}

/// Reports a title that names another year than period and signature: it was left from last year, or all the rest was.
fn titled_otherwise(context: &Context<'_, '_>, year: Year, right: u16, sink: &mut Sink<'_>) {
    let titled = year.value;
    // Whoever writes over last year's report begins with the title.
    let is_copy = titled > right;
    let cause = if is_copy {
        "可能是标题写错，也可能整篇沿用了上年的报告，只改了标题。请先核对各项数据是哪一年度的"
    } else {
        "像是标题没有改。请核对是哪一年度的报告"
    };
    let message = format!("标题写的是{titled}年，统计期限和落款却都是{right}年度报告的，{cause}。");
    let title = Edit::replace(year.span, right.to_string());
    let report = sink.at(year.span, message);
    if !is_copy {
        report.fix(format!("标题改为{right}年"), Applicability::Manual, title);
        return;
    }
    report.fix(format!("确是{right}年度的报告：标题改为{right}年"), Applicability::Manual, title);
    let Some((_, signed)) = context.reading.outline.signature.map(|signature| signature.date) else { return };
    let open = open_spot("核对全部数据以后的实际日期");
    report.fix(
        format!("应是{titled}年度的报告：先留出落款日期，核对、更新全文以后再填"),
        Applicability::Manual,
        Edit::replace(signed, open),
    );
}

/// Whether more speaks for the year than for any other: the title above all, then period, signature and the
/// statements themselves. Where it does not, the title may be what is wrong; period and date are reported then.
fn is_certain(context: &Context<'_, '_>, year: Year, statements: &[Statement], agreeing: usize) -> bool {
    let outline = &context.reading.outline;
    let titled = outline.title.as_ref().is_some_and(|(_, title)| title.contains(year.span));
    let mut votes: Vec<(u16, u32)> = vec![(year.value, if titled { 2 } else { 1 })];
    let mut vote = |value: u16| match votes.iter_mut().find(|(voted, _)| *voted == value) {
        Some((_, count)) => *count += 1,
        None => votes.push((value, 1)),
    };
    if let Some(last) = period(context).and_then(|period| period.to).filter(|_| titled) {
        vote(last.date.year);
    }
    if let Some(signature) = outline.signature {
        vote(signature.date.0.year.saturating_sub(1));
    }
    match statements.first() {
        Some(first) if first.kind != Kind::Planned && statements.len() > agreeing => vote(first.year.value),
        _ if agreeing > 0 => vote(year.value),
        _ => {}
    }
    let own = votes.first().map_or(0, |&(_, count)| count);
    votes.iter().skip(1).all(|&(_, count)| count < own)
}

/// The statements with another year, and how many sentences begin with the year itself.
fn statements(context: &Context<'_, '_>, year: u16, sink: &mut Sink<'_>) -> (Vec<Statement>, usize) {
    let (mut found, mut agreeing, mut looked_at) = (Vec::new(), 0, 0);
    let mut heading: Option<Span> = None;
    for &(index, span) in context.reading.prose(context.reading.outline.body_above_signature()) {
        let text = context.source.slice(span);
        let mut own = years(context.source, span).peekable();
        if own.peek().is_some() && looked_at <= MOST {
            let line = Line { index, span, text, years: placed(text, span, own) };
            for &(named, _) in line.years.iter().filter(|(_, place)| *place == Place::Open) {
                if named.value == year {
                    agreeing += 1;
                    // Who names the year so often plans nothing.
                    let is_plan = agreeing <= MOST
                        && parted(&line, named)
                            .is_some_and(|(_, before, behind)| plans::looks_forward(before, behind));
                    found.extend(is_plan.then_some(Statement { year: named, kind: Kind::Planned }));
                    continue;
                }
                looked_at += 1;
                if looked_at > MOST {
                    sink.unchecked(format!("写到其他年份的地方太多，只核对了前{MOST}处"));
                    break;
                }
                let kind = judge(context, &line, named, year, heading);
                found.extend(kind.map(|kind| Statement { year: named, kind }));
            }
        }
        heading = (text.len() <= LONGEST_SUB_HEADING && !text.contains('。')).then_some(span);
    }
    (found, agreeing)
}

/// The year in which the regulation on disclosure came into force.
const FIRST_REGULATED: u16 = 2008;

/// Longest line, in bytes, that may be a sub-heading such as （二）下一步打算.
const LONGEST_SUB_HEADING: usize = 90;

/// The years of a line with where they stand. Linear; what a full stop leaves open is closed.
fn placed(text: &str, span: Span, years: impl Iterator<Item = Year>) -> Vec<(Year, Place)> {
    let mut placed = Vec::new();
    let mut characters = text.char_indices().peekable();
    let (mut quoted, mut aside) = (0_u32, 0_u32);
    for year in years {
        let at = (year.span.start - span.start) as usize;
        while let Some((_, c)) = characters.next_if(|&(place, _)| place < at) {
            match c {
                '《' | '“' | '「' | '〈' => quoted += 1,
                '》' | '”' | '」' | '〉' => quoted = quoted.saturating_sub(1),
                '（' | '(' | '〔' | '[' | '【' => aside += 1,
                '）' | ')' | '〕' | ']' | '】' => aside = aside.saturating_sub(1),
                '。' => (quoted, aside) = (0, 0),
                _ => {}
            }
        }
        let place = match (quoted, aside) {
            (0, 0) => Place::Open,
            (0, _) => Place::Aside,
            _ => Place::Quoted,
        };
        placed.push((year, place));
    }
    placed
}

/// The sentence of a year, and what stands in it before the year and behind 年.
fn parted<'c>(line: &Line<'c>, named: Year) -> Option<(Range<usize>, &'c str, &'c str)> {
    let at = (named.span.start - line.span.start) as usize;
    let range = sentence_ranges(line.text).find(|piece| piece.contains(&at))?;
    let before = line.text.get(range.start..at)?;
    Some((range.clone(), before, behind_year(line.text.get(at..range.end)?)?))
}

/// Whether a year, which is not the one under report, is said of the work under report.
fn judge(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    named: Year,
    year: u16,
    heading: Option<Span>,
) -> Option<Kind> {
    let (range, before, behind) = parted(line, named)?;
    let sentence = line.span.part(&range);
    // Two years in one sentence: a comparison, a range, a list.
    let declares =
        is_declared(before, behind) || introduces(before, behind) && is_preface(context, line.index);
    // The period that the report covers is no such year.
    let is_period = |other: &Year| declares && other.value == year && begins_period(line, *other);
    let alone = line
        .years
        .iter()
        .filter(|(other, place)| sentence.contains(other.span) && *place != Place::Quoted)
        .all(|(other, _)| other.value == named.value || is_period(other));
    if !alone || has(context, sentence, "对照") {
        return None;
    }
    if declares {
        return (!behind.contains("整改") && !has(context, sentence, "打算")).then_some(Kind::Declared);
    }
    let place = Span::new(sentence.end - behind.len() as u32, sentence.end);
    let later = named.value > year;
    let planned = later
        && (["打算", "往后"].iter().any(|kind| has(context, line.span, kind))
            || heading.is_some_and(|heading| has(context, heading, "打算")));
    if planned || later && in_problems(context, line.index) {
        return None;
    }
    if is_heading(before, behind) && !later {
        return (range == (0..line.text.len()) && !has(context, sentence, "打算")).then_some(Kind::Likely);
    }
    // Before the regulation, and after any plan of the report's own, it is a slip of the hand.
    let slip = (named.value < FIRST_REGULATED || named.value > year + 2) && is_slip(named.value, year);
    let cut_off = is_cut_off(before, behind) && (!later || slip);
    let stated = cut_off || opens(before, context) && follows(behind, context);
    // 收到8件，2023年收到6件; 工单326件，2023年办理280件，同比增长16.4%.
    let compares =
        counts_again(before, behind) || !trim_end(before).is_empty() && has(context, place, "比较");
    if !stated
        || compares
        || has_contrast_behind(context, line, sentence, year)
        || counts_otherwise(context, sentence, named.value)
    {
        return None;
    }
    let near = named.value.abs_diff(year) == 1 && !cut_off;
    let sure = near && !in_problems(context, line.index) && !goes_on_with(line, sentence, year);
    match reported(context, place) {
        Some(Reported::Counted) => {
            Some(if sure && !has(context, sentence, "旧事") { Kind::Counted } else { Kind::Likely })
        }
        Some(Reported::Done) => (near && !later || slip).then_some(Kind::Likely),
        // 2022年，我局工作仍存在以下问题, in a section that names no other year.
        None if in_problems(context, line.index) => {
            let still = behind.contains("存在") && has_one(behind, &["问题", "不足", "短板", "差距", "薄弱"]);
            let settled = has_one(behind, &["整改", "改进", "解决", "针对"]);
            (still && near && !later && !settled && !is_named_in_problems(context, year))
                .then_some(Kind::Likely)
        }
        None => {
            let work = has_one(behind, &WORK);
            let told = has(context, sentence, "往事") || has(context, sentence, "旧事");
            let others = line.years.iter().any(|(other, _)| other.value == year);
            (work && (near && !later || slip) && !told && !others).then_some(Kind::Likely)
        }
    }
}

/// Whether a line stands above the first section.
fn is_preface(context: &Context<'_, '_>, line: usize) -> bool {
    let overview = context.reading.outline.section(OVERVIEW);
    overview.is_some_and(|section| line < section.body.start)
}

/// Whether a year is that of the first or the last day of a period.
fn begins_period(line: &Line<'_>, named: Year) -> bool {
    let behind = line.text.get((named.span.start - line.span.start) as usize..).unwrap_or_default();
    let behind = trim_start(behind.trim_start_matches(crate::fold::is_digit));
    begins_with_one(behind, &["年1月1日", "年12月31日"])
}

/// Whether what follows sets the year against the one under report: one of the next two sentences compares, and names
/// the year under report or refers to it.
fn has_contrast_behind(context: &Context<'_, '_>, line: &Line<'_>, sentence: Span, year: u16) -> bool {
    let behind = sentence_ranges(line.text).map(|piece| line.span.part(&piece));
    behind.filter(|next| next.start >= sentence.end).take(2).any(|next| {
        let names = || line.years.iter().any(|(other, _)| other.value == year && next.contains(other.span));
        has(context, next, "比较") && (names() || has(context, next, "对照"))
    })
}

/// Whether a sentence counts for its year what the draft counts otherwise for the year under report: 新收46件。2023年新收58件.
fn counts_otherwise(context: &Context<'_, '_>, sentence: Span, named: u16) -> bool {
    let mentions = &context.reading.narrative.mentions;
    let (here, others): (Vec<&Mention>, Vec<&Mention>) =
        mentions.iter().partition(|mention| sentence.contains(mention.span));
    // What was published is counted in many ways.
    let counted = |mention: &&&Mention| {
        mention.year == Some(named)
            && mention.says != Says::None
            && !matches!(mention.quantity, Quantity::Disclosed | Quantity::Published)
    };
    here.iter().filter(counted).any(|mention| {
        let alike = |other: &&&Mention| other.quantity == mention.quantity && other.scope.is_none();
        let other = others.iter().filter(alike).find_map(|other| other.count());
        other.is_some() && mention.count().is_some() && other != mention.count()
    })
}

/// Whether the line goes on with the year under report.
fn goes_on_with(line: &Line<'_>, sentence: Span, year: u16) -> bool {
    line.years.iter().any(|(other, _)| other.value == year && other.span.start >= sentence.end)
}

/// Whether the section of problems names a year.
fn is_named_in_problems(context: &Context<'_, '_>, year: u16) -> bool {
    let problems = context.reading.outline.section(PROBLEMS);
    let mut prose = problems.into_iter().flat_map(|section| context.reading.prose(section.body.clone()));
    prose.any(|&(_, span)| years(context.source, span).any(|named| named.value == year))
}

fn in_problems(context: &Context<'_, '_>, line: usize) -> bool {
    let problems = context.reading.outline.section(PROBLEMS);
    problems.is_some_and(|section| section.body.contains(&line))
}

#[cfg(test)]
mod tests;
