//! Lists of parts: they add up to their whole, and percentages are what they say.

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::number::Number;
use crate::reading::narrative::{Breakdown, Closure, Figure, Quantity, Sentence};
use crate::source::Span;

use super::super::{Context, Example, Rule, Sink};
use super::{digits, value};

pub(in crate::check) const RULES: &[Rule] = &[
    Rule {
        id: "narrative-breakdown",
        severity: Severity::Error,
        summary: "正文列出的各部分加起来不等于总数",
        reason: "总数和分项对不上，其中必有一个写错了。",
        basis: Basis::Advice("正文中总数与分项的关系"),
        examples: &[Example { right: "其他信息50条", wrong: "其他信息60条" }],
        check: |context, sink| breakdowns(context, sink, false),
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
        check: percentages,
    },
];

/// The fee for information processing is a rule of its own; its lists are told by their unit.
fn breakdowns(context: &Context<'_, '_>, sink: &mut Sink<'_>, fee: bool) {
    for list in &context.reading.narrative.breakdowns {
        if (list.whole.unit == "元") == fee {
            judge(context, sink, list);
        }
    }
}

/// How much smaller than the whole, in hundredths, an unsaid list may be and still be taken for complete.
const PROBABLY_COMPLETE: i64 = 10;

fn judge(context: &Context<'_, '_>, sink: &mut Sink<'_>, list: &Breakdown) {
    let vague = list.whole.approximate || list.parts.iter().any(|part| part.approximate);
    let parts: Option<Vec<i64>> = list.parts.iter().map(|part| part.value.as_whole()).collect();
    let (Some(parts), Some(whole), false) = (parts, list.whole.value.as_whole(), vague) else { return };
    let sum: i64 = parts.iter().sum();
    // How applications were answered may include those carried in: that is for the table to say.
    let answers = ["予以公开", "部分公开", "不予", "无法提供"];
    let sentence = context.source.slice(list.sentence);
    if sentence.contains("申请") && answers.iter().any(|answer| sentence.contains(answer)) {
        return;
    }
    let complete = sum == whole || ends_early(context, list, &parts, whole);
    let lacking = whole.saturating_sub(sum);
    let severity = match list.closure {
        _ if complete => return,
        Closure::WebsiteClasses => Severity::Warning,
        _ if lacking < 0 => Severity::Error,
        Closure::Closed => Severity::Error,
        // Money that was collected is listed to the last yuan.
        Closure::Unsaid if list.whole.unit == "元" => Severity::Error,
        Closure::Unsaid
            if parts.len() > 2 && lacking.saturating_mul(100) <= whole.saturating_mul(PROBABLY_COMPLETE) =>
        {
            Severity::Warning
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
    if let Some((percent, of_whole)) = percentage_evidence(list, &parts, whole, sum) {
        let base = if of_whole { whole } else { sum };
        message = format!("{message}所写的{percent}%是按{base}{unit}算的。");
    }
    let mut report = sink.at(list.whole.span, message).severity(severity);
    for part in &list.parts {
        report = report.note(part.span, format!("分项：{}", context.source.slice(part.span)));
    }
    if let Some(span) = digits(context, list.whole.span) {
        report = report.fix(
            format!("把总数改为{sum}{unit}"),
            Applicability::Manual,
            Edit::replace(span, sum.to_string()),
        );
    }
    for (part, value) in list.parts.iter().zip(parts).take(4) {
        let right = value + lacking;
        if let (Some(span), true) = (digits(context, part.span), right >= 0) {
            let title = format!("把分项{value}{unit}改为{right}{unit}");
            report = report.fix(title, Applicability::Manual, Edit::replace(span, right.to_string()));
        }
    }
    report.done();
}

/// Whether the first parts are already the whole and what follows is something else: set off by a semicolon that the
/// parts are not, or in a sentence about applications, which goes on to say how they were answered.
fn ends_early(context: &Context<'_, '_>, list: &Breakdown, parts: &[i64], whole: i64) -> bool {
    let gap = |index: usize| {
        let (before, behind) = (list.parts.get(index), list.parts.get(index + 1));
        before.zip(behind).map_or("", |(a, b)| context.source.slice(Span::new(a.span.end, b.span.start)))
    };
    let parted = |index: usize| gap(index).contains(['；', ';']);
    let mut so_far = 0;
    parts.iter().enumerate().any(|(index, part)| {
        so_far += part;
        let set_off = parted(index) && !(0..index).any(parted);
        let goes_on = context.source.slice(list.sentence).contains("申请");
        index > 0 && so_far == whole && (set_off || goes_on)
    })
}

/// A percentage of the list that fits a part against the whole or against the sum, but not both.
fn percentage_evidence(list: &Breakdown, parts: &[i64], whole: i64, sum: i64) -> Option<(Number, bool)> {
    let fits = |percent: Number, base: i64| {
        let value = percent.as_f64();
        base > 0 && parts.iter().any(|&part| (part as f64 * 100.0 / base as f64 - value).abs() < 0.006)
    };
    list.percentages.iter().find_map(|&(percent, _)| match (fits(percent, whole), fits(percent, sum)) {
        (true, false) => Some((percent, true)),
        (false, true) => Some((percent, false)),
        _ => None,
    })
}

/// Percentages of a part in its whole (工作动态820条，占96.02%), and of a change whose base is printed
/// (31件，比2022年（40件）下降22.5%).
fn percentages(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let narrative = &context.reading.narrative;
    for sentence in &narrative.sentences {
        let figures: Vec<Figure> = narrative.figures(sentence).collect();
        for (at, percent) in figures.iter().enumerate().filter(|(_, figure)| figure.unit == "%") {
            let before = figures.get(..at).unwrap_or_default();
            let found =
                share(context, sentence, before, percent).or_else(|| change(context, before, percent));
            if let Some(base) = found {
                compare(context, sink, percent, &base);
            }
        }
    }
}

/// What a percentage is computed from.
struct Base {
    part: Figure,
    /// The wholes that it may be of, with their places: the mildest verdict stands.
    wholes: Vec<(i64, Span)>,
    /// Whether it is the change from the whole to the part.
    change: bool,
}

/// The part right before 占 and the wholes before it in the same unit.
fn share(
    context: &Context<'_, '_>,
    sentence: &Sentence,
    before: &[Figure],
    percent: &Figure,
) -> Option<Base> {
    let part = *before.iter().rev().find(|figure| figure.unit != "%")?;
    let between = context.source.slice(Span::new(part.span.end, percent.span.start));
    let behind = context.source.slice(Span::new(percent.span.end, sentence.span.end));
    let names_other = ["占全", "占同", "占去年", "占上年", "超"].iter().any(|word| between.contains(word));
    if !between.contains('占')
        || between.contains(['；', ';', '。'])
        || names_other
        || behind.starts_with('以')
    {
        return None;
    }
    // Between the part and 占 there is nothing else, at most a comma.
    let gap = between.split('占').next().unwrap_or_default();
    if gap.chars().any(|c| !crate::fold::is_blank(c) && !matches!(c, '，' | ',' | '、' | '（' | '(')) {
        return None;
    }
    // Parts with a percentage of their own are no wholes.
    let is_part = |figure: &Figure| {
        let behind = context.source.slice(Span::new(figure.span.end, sentence.span.end));
        behind
            .trim_start_matches(|c| crate::fold::is_blank(c) || matches!(c, '，' | ',' | '（' | '('))
            .starts_with('占')
    };
    let mut wholes: Vec<(i64, Span)> = before
        .iter()
        .filter(|figure| figure.unit == part.unit && !figure.approximate && !is_part(figure))
        .filter_map(|figure| Some((figure.value.as_whole()?, figure.span)))
        .collect();
    wholes.extend(applications(context, &part));
    (!part.approximate && !wholes.is_empty()).then_some(Base { part, wholes, change: false })
}

/// What a part of the applications may be a part of, if the figure is one: it need not be said in the same sentence.
fn applications(context: &Context<'_, '_>, part: &Figure) -> Vec<(i64, Span)> {
    let mentions = &context.reading.narrative.mentions;
    let is_part = mentions.iter().any(|mention| {
        mention.span == part.span && matches!(mention.quantity, Quantity::Outcome(_) | Quantity::Applicant(_))
    });
    if !is_part {
        return Vec::new();
    }
    let tables = ["t3.handled.total", "t3.new.total", "t3.new.total + t3.carried_in.total"]
        .iter()
        .filter_map(|terms| value(context, terms))
        .filter_map(|(value, cell)| Some((value, context.reading.cell(cell)?.span)));
    let said = mentions.iter().filter(|mention| {
        matches!(
            mention.quantity,
            Quantity::New | Quantity::Received | Quantity::Accepted | Quantity::Handled | Quantity::Done
        )
    });
    tables.chain(said.filter_map(|mention| Some((mention.count()?, mention.span)))).collect()
}

/// A change whose base stands in brackets behind 比 or 较 and a year.
fn change(context: &Context<'_, '_>, before: &[Figure], percent: &Figure) -> Option<Base> {
    let [.., part, whole] = before else { return None };
    let between = context.source.slice(Span::new(part.span.end, whole.span.start));
    let behind = context.source.slice(Span::new(whole.span.end, percent.span.start));
    let compared = (between.contains('比') || between.contains('较')) && between.ends_with(['（', '(']);
    let changed = ["增长", "增加", "上升", "下降", "减少", "回落"].iter().any(|word| {
        behind.trim_start_matches(['）', ')']).trim_start_matches(crate::fold::is_blank).starts_with(word)
    });
    let exact = part.unit == whole.unit && !part.approximate && !whole.approximate;
    let base = whole.value.as_whole().filter(|_| compared && changed && exact)?;
    Some(Base { part: *part, wholes: vec![(base, whole.span)], change: true })
}

fn compare(context: &Context<'_, '_>, sink: &mut Sink<'_>, percent: &Figure, base: &Base) {
    let Some(part) = base.part.value.as_whole() else { return };
    let wholes = &base.wholes;
    let computed = |whole: i64| {
        let share = if base.change { (part - whole).abs() } else { part };
        share as f64 * 100.0 / whole as f64
    };
    let sum: i64 = wholes.iter().skip(1).map(|(whole, _)| whole).sum::<i64>() + part;
    let fits = |whole: i64| whole > 0 && is_rounding(computed(whole), percent.value);
    let Some(&(whole, place)) = wholes.first().filter(|(whole, _)| *whole > 0) else { return };
    if percent.approximate || wholes.iter().any(|&(whole, _)| fits(whole)) || fits(sum) {
        return;
    }
    let written = context.source.slice(percent.span);
    let right = format!("{:.*}", usize::from(percent.value.decimals()), computed(whole));
    let (of, as_) = if base.change { ("相比", "变化") } else { ("占", "比例") };
    let part_text = context.source.slice(base.part.span);
    let whole_text = context.source.slice(place);
    let message =
        format!("{part_text}{of}{whole_text}的{as_}算得{right}%，正文写的是{written}。请核对件数和百分比。");
    let mut report = sink.at(percent.span, message).note(place, format!("按这里的{whole_text}计算。"));
    if let Some(span) = number_of(context, percent.span) {
        let title = format!("百分比改为{right}%");
        report = report.fix(title, Applicability::Manual, Edit::replace(span, right));
    }
    report.done();
}

/// Whether a percentage is a computed one rounded, or cut off, to its decimals.
fn is_rounding(computed: f64, printed: Number) -> bool {
    let unit = 10_f64.powi(-i32::from(printed.decimals()));
    let difference = computed - printed.as_f64();
    // Half a unit above for rounding up; nearly a whole unit below for cutting off.
    (-unit / 2.0 - 1e-9..unit + 1e-9).contains(&difference)
}

/// The number without its sign.
fn number_of(context: &Context<'_, '_>, span: Span) -> Option<Span> {
    let text = context.source.slice(span);
    let len = text.find(['%', '％'])?;
    Some(span.part(&(0..crate::fold::trim(text.get(..len)?).len())))
}
