//! Lists of parts: they add up to their whole, and percentages are what they say.

mod changes;
mod channels;
mod percentages;
mod rates;

use std::cell::LazyCell;

use crate::find::{has, has_any, has_one};
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::locate::{Constraint, Grid, Limits, Slip, System, Variable, Verdict, locate};
use crate::number::{Number, is_rounding, rounded, total};
use crate::reading::narrative::{Breakdown, CHANNELS, Closure, Figure};
use crate::source::Span;

use super::super::statements::statements;
use super::super::{Context, Example, Rule, Sink};
use super::digits;
use percentages::number_of;

pub(in crate::check) const RULES: &[Rule] = &[
    Rule {
        id: "narrative-breakdown",
        severity: Severity::Error,
        summary: "正文列出的各部分加起来不等于总数",
        reason: "总数和分项对不上，其中必有一个写错了。",
        basis: Basis::Advice("正文中总数与分项的关系"),
        examples: &[Example { right: "其他信息50条", wrong: "其他信息60条" }],
        check: |context, sink| {
            breakdowns(context, sink, false);
            channels::check(context, sink);
        },
    },
    Rule {
        id: "fee-sum",
        severity: Severity::Error,
        summary: "信息处理费的分项加起来不等于总额",
        reason: "收取的金额要公开，总额和分项对不上，其中必有一个写错了。",
        basis: Basis::Advice("正文中总数与分项的关系"),
        examples: &[Example {
            right: "2023年，本机关未收取信息处理费。",
            wrong: "2023年，收取信息处理费500元，其中甲站100元，乙站300元。",
        }],
        check: |context, sink| breakdowns(context, sink, true),
    },
    Rule {
        id: "narrative-percent",
        severity: Severity::Warning,
        summary: "百分比与正文中的件数、条数算出来的不一致",
        reason: "百分比由部分除以总数得出，读者一算便知对不对。",
        basis: Basis::Advice("正文中百分比与件数的关系"),
        examples: &[Example { right: "工作动态200条", wrong: "工作动态200条，占72.5%" }],
        check: percentages::percentages,
    },
    Rule {
        id: "narrative-change",
        severity: Severity::Warning,
        summary: "正文写的增减数与同一句里的两个数算出来的不一致",
        reason: "本年的数、上年的数和增减数写在一起，读者一减便知对不对。",
        basis: Basis::Advice("正文中增减数与前后两年的数的关系"),
        examples: &[Example {
            right: "新收政府信息公开申请8件，",
            wrong: "新收政府信息公开申请8件，比2022年的5件增加4件，",
        }],
        check: changes::check,
    },
];

/// The fee for information processing is a rule of its own; its lists are told by their unit.
fn breakdowns(context: &Context<'_, '_>, sink: &mut Sink<'_>, fee: bool) {
    // What the tables have as well, looked up once and only where a list is wrong.
    let in_tables = LazyCell::new(|| {
        statements(context)
            .into_iter()
            .filter(|said| said.agrees)
            .map(|said| said.span)
            .collect::<Vec<Span>>()
    });
    for list in &context.reading.narrative.breakdowns {
        if (list.whole.unit == "元") == fee {
            judge(context, sink, list, &|whole| in_tables.contains(&whole));
        }
    }
}

/// How much smaller than the whole, in hundredths, an unsaid list may be and still be taken for complete.
const PROBABLY_COMPLETE: i64 = 10;

fn judge(context: &Context<'_, '_>, sink: &mut Sink<'_>, list: &Breakdown, in_tables: &dyn Fn(Span) -> bool) {
    let vague = list.whole.approximate || list.parts.iter().any(|part| part.approximate);
    let parts: Option<Vec<i64>> = list.parts.iter().map(|part| part.value.as_whole()).collect();
    let (Some(parts), Some(whole), false) = (parts, list.whole.value.as_whole(), vague) else { return };
    let sum = total(parts.iter().copied());
    // How applications were answered may include those carried in: that is for the table to say.
    let sentence = context.source.slice(list.sentence);
    if has(sentence, "申请") && has_one(sentence, &["予以公开", "部分公开", "不予", "无法提供"])
    {
        return;
    }
    let complete = sum == whole || ends_early(context, list, &parts, whole);
    let lacking = whole.saturating_sub(sum);
    let severity = match list.closure {
        _ if complete => return,
        // Other classes than these make up most of what some websites publish.
        Closure::WebsiteClasses if !is_nearly_all(parts.len(), lacking, whole) => return,
        Closure::WebsiteClasses | Closure::Behind => Severity::Warning,
        // What two outlets published is counted by both.
        _ if lacking < 0 && parts.iter().all(|part| *part <= whole) && are_all(context, list, &OUTLETS) => {
            Severity::Hint
        }
        _ if lacking < 0 => Severity::Error,
        Closure::Closed => Severity::Error,
        // Money that was collected is listed to the last yuan.
        Closure::Unsaid if list.whole.unit == "元" => Severity::Error,
        Closure::Unsaid
            if parts.len() > 2 && lacking.saturating_mul(100) <= whole.saturating_mul(PROBABLY_COMPLETE) =>
        {
            Severity::Warning
        }
        Closure::Unsaid if are_all_times(context, list) => Severity::Warning,
        Closure::Unsaid
            if is_nearly_all(parts.len(), lacking, whole) && are_all(context, list, &CHANNELS) =>
        {
            Severity::Hint
        }
        Closure::Unsaid | Closure::Open => return,
    };
    let unit = list.whole.unit;
    let terms = parts.iter().map(i64::to_string).collect::<Vec<_>>().join("＋");
    let mut message = format!(
        "总数是{whole}{unit}，列出的{}项是{terms}＝{sum}{unit}，相差{}{unit}。",
        parts.len(),
        lacking.abs()
    );
    if severity == Severity::Hint {
        message += match lacking {
            ..0 => "如果有的信息由几个渠道公开，宜写明有重复。",
            _ => "如果还有其他途径的，宜一并写明。",
        };
    }
    let evidence = percentage_evidence(list, &parts, whole, sum);
    if let Some(evidence) = &evidence {
        let (base, percent) = (if evidence.of_whole { whole } else { sum }, evidence.percent);
        message = format!("{message}所写的{percent}%是按{base}{unit}算的。");
    }
    let (remedies, is_known) = remedies(list, &parts, whole, evidence.as_ref(), in_tables(list.whole.span));
    let report = sink.at(list.whole.span, message).severity(severity);
    for part in &list.parts {
        report.note(part.span, format!("分项：{}", context.source.slice(part.span)));
    }
    for (figure, to) in remedies {
        let Some(span) = digits(context, figure.span) else { continue };
        let mut edits = vec![Edit::replace(span, to.to_string())];
        let mut title = match list.parts.iter().position(|part| *part == figure) {
            Some(at) => format!("把第{}项的{}{unit}改为{to}{unit}", at + 1, figure.value),
            None => format!("把总数改为{to}{unit}"),
        };
        // The percentage goes with the whole that it is of.
        if let Some((percent, place)) =
            evidence.as_ref().filter(|_| figure == list.whole).and_then(|e| e.at(to))
            && let Some(place) = number_of(context, place)
        {
            title = format!("{title}，百分比改为{percent}%");
            edits.push(Edit::replace(place, percent));
        }
        let trust = if is_known { Applicability::Suggested } else { Applicability::Manual };
        report.fix_all(title, trust, edits);
        if is_known {
            break;
        }
    }
}

/// Whether the parts of a list are most of its whole, so that a reader adds them up.
pub(super) const fn is_nearly_all(parts: usize, lacking: i64, whole: i64) -> bool {
    parts > 1 && lacking.saturating_mul(4) <= whole
}

/// Where one piece of information may be published several times.
const OUTLETS: [&str; 11] =
    ["网站", "微信", "公众号", "微博", "新媒体", "客户端", "抖音", "视频号", "公开栏", "公示栏", "宣传栏"];

/// Whether one of some words stands with each part of a list: 网络申请7件、信函申请4件. There are few ways to apply, and who
/// names two of them names them all.
fn are_all(context: &Context<'_, '_>, list: &Breakdown, words: &[&str]) -> bool {
    before_parts(context, list).all(|before| has_one(before, words))
}

/// What stands before each part of a list, up to the part before it or to the whole.
fn before_parts<'t>(context: &Context<'_, 't>, list: &Breakdown) -> impl Iterator<Item = &'t str> {
    let mut from = list.whole.span.end;
    list.parts.iter().map(move |part| {
        let before = std::mem::replace(&mut from, part.span.end);
        context.source.slice(Span::new(before.min(part.span.start), part.span.start))
    })
}

/// Whether the parts of a list are those of the two halves of the year, or of its four quarters: there are no others.
fn are_all_times(context: &Context<'_, '_>, list: &Breakdown) -> bool {
    const HALVES: [&str; 2] = ["上半年", "下半年"];
    const QUARTERS: [&str; 4] = ["一季度", "二季度", "三季度", "四季度"];
    let times: &[&str] = if list.parts.len() == HALVES.len() { &HALVES } else { &QUARTERS };
    times.len() == list.parts.len()
        && before_parts(context, list).zip(times).all(|(before, time)| before.ends_with(time))
}

/// Most remedies that are offered.
const MOST_REMEDIES: usize = 5;

/// The figures of a list one of which must be another, with what it must be, likeliest first; and whether the first
/// stands out. A whole that the tables have as well, and the figures that a percentage fits, are trusted more.
fn remedies(
    list: &Breakdown,
    parts: &[i64],
    whole: i64,
    evidence: Option<&Evidence>,
    in_tables: bool,
) -> (Vec<(Figure, i64)>, bool) {
    const TRUSTED: u32 = Variable::WEIGHT + 6;
    /// A list of more parts is no sentence that somebody weighs.
    const MOST_PARTS: usize = 50;
    if parts.len() > MOST_PARTS {
        return (vec![(list.whole, total(parts.iter().copied()))], false);
    }
    let weight = |is_trusted: bool| if is_trusted { TRUSTED } else { Variable::WEIGHT };
    let figures: Vec<Figure> = std::iter::once(list.whole).chain(list.parts.iter().copied()).collect();
    let of_whole = evidence.is_some_and(|evidence| evidence.of_whole);
    let values = std::iter::once(&whole).chain(parts).enumerate();
    let variables: Vec<Variable> = values
        .map(|(at, &value)| {
            let is_trusted = match at {
                0 => in_tables || of_whole,
                part => evidence.is_some_and(|evidence| !evidence.of_whole || evidence.part == part - 1),
            };
            // Nobody lists what there is none of.
            let least = Some(i64::from(at > 0 && value > 0));
            Variable { weight: Some(weight(is_trusted)), least, ..Variable::count(value) }
        })
        .collect();
    let constraints = [Constraint::sum(1..variables.len(), [0])];
    let grids = [Grid { rows: vec![(0..variables.len()).collect()], ..Grid::default() }];
    let system = System { variables: &variables, constraints: &constraints, grids: &grids };
    let (repairs, is_known) =
        match locate(&system, Limits::default()).into_iter().next().map(|part| part.verdict) {
            Some(Verdict::Unique { repair, .. }) => {
                let is_slip = repair.changes.iter().all(|change| change.slip.is_some_and(Slip::is_telling));
                (vec![repair], is_slip && list.closure != Closure::Unsaid)
            }
            Some(Verdict::Ambiguous { repairs, .. }) => (repairs, false),
            _ => (Vec::new(), false),
        };
    let single = repairs.iter().filter_map(|repair| match repair.changes.as_slice() {
        [change] => Some((*figures.get(change.variable)?, change.to?)),
        _ => None,
    });
    let mut remedies: Vec<(Figure, i64)> = single.take(MOST_REMEDIES - 1).collect();
    // What evidence speaks against is still for a person to weigh.
    let sum = total(parts.iter().copied());
    if !remedies.iter().any(|(figure, _)| *figure == list.whole) {
        remedies.push((list.whole, sum));
    }
    for (part, value) in list.parts.iter().zip(parts) {
        let to = (value + whole).saturating_sub(sum);
        if to >= i64::from(value > &0)
            && remedies.len() < MOST_REMEDIES
            && !remedies.iter().any(|(figure, _)| figure == part)
        {
            remedies.push((*part, to));
        }
    }
    (remedies, is_known)
}

/// Whether the first parts are already the whole and what follows is something else: set off by a stronger mark than those
/// parts are from one another (126条，其中85条、21条、20条，微信96条), or in a sentence about applications, which goes on to
/// say how they were answered.
fn ends_early(context: &Context<'_, '_>, list: &Breakdown, parts: &[i64], whole: i64) -> bool {
    let gap = |index: usize| {
        let (before, behind) = (list.parts.get(index), list.parts.get(index + 1));
        before.zip(behind).map_or("", |(a, b)| context.source.slice(Span::new(a.span.end, b.span.start)))
    };
    // 其中政策70条，动态250条，微信30条
    let is_outlet = |index: usize| has_one(gap(index), &OUTLETS);
    let strength = |index: usize| {
        let gap = gap(index);
        let marks: [&[char]; 3] = [&['；', ';'], &['，', ','], &['、']];
        marks.iter().position(|marks| has_any(gap, marks)).map_or(0, |weaker| marks.len() - weaker)
    };
    let goes_on = context.source.slice(list.sentence).contains("申请");
    let (mut so_far, mut strongest) = (0_i64, 0);
    parts.iter().enumerate().any(|(index, part)| {
        so_far = so_far.saturating_add(*part);
        let is_parted = strength(index) > strongest && index > 0;
        strongest = strongest.max(strength(index));
        index > 0 && so_far == whole && (is_parted || goes_on || is_outlet(index))
    })
}

/// A percentage that tells a right whole from a wrong one.
struct Evidence {
    percent: Number,
    place: Span,
    /// Whether it is a share of the whole as it is written, rather than of the sum of the parts.
    of_whole: bool,
    /// The part that it is of, by index.
    part: usize,
    value: i64,
}

impl Evidence {
    /// What it would be of another whole, in as many decimals, with its place; `None` where that changes nothing.
    fn at(&self, whole: i64) -> Option<(String, Span)> {
        let share = self.value as f64 * 100.0 / whole as f64;
        let percent = rounded(share, self.percent.decimals());
        (self.of_whole && whole > 0 && percent != self.percent.to_string()).then_some((percent, self.place))
    }
}

/// A percentage of the list that fits a part against the whole or against the sum, but not both.
fn percentage_evidence(list: &Breakdown, parts: &[i64], whole: i64, sum: i64) -> Option<Evidence> {
    let fits = |percent: Number, base: i64| {
        let near = |part: &i64| is_rounding(*part as f64 * 100.0 / base as f64, percent);
        // Whole per cents fit too many figures.
        parts.iter().position(near).filter(|_| base > 0 && percent.has_decimals())
    };
    list.percentages.iter().find_map(|&(percent, place)| {
        let (of_whole, part) = match (fits(percent, whole), fits(percent, sum)) {
            (Some(part), None) => (true, part),
            (None, Some(part)) => (false, part),
            _ => return None,
        };
        Some(Evidence { percent, place, of_whole, part, value: *parts.get(part)? })
    })
}

#[cfg(test)]
mod tests;
