//! The narrative against the tables, and against itself. Where a sentence admits two meanings the milder one
//! stands.

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::{APPLICATIONS, Edition, OPEN_SPOT, OTHER, OVERVIEW};
use crate::number::Number;
use crate::reading::narrative::{Breakdown, Claim, Closure, Mention, breakdown, sentences};
use crate::reading::sections::years;
use crate::source::Span;

use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "narrative-applications",
        severity: Severity::Error,
        summary: "正文写的申请数量与表三不一致",
        reason: "同一个数在正文和表格里应当一致。",
        basis: Basis::Advice("正文与表三的对应关系"),
        examples: &[
            Example {
                right: "新收政府信息公开申请8件", wrong: "新收政府信息公开申请7件"
            },
            Example {
                right: "新收政府信息公开申请8件", wrong: "未收到政府信息公开申请"
            },
            Example { right: "办结9件", wrong: "办结12件" },
        ],
        check: applications,
    },
    Rule {
        id: "narrative-breakdown",
        severity: Severity::Error,
        summary: "正文列出的各部分加起来不等于总数",
        reason: "总数和分项对不上，其中必有一个写错了。",
        basis: Basis::Advice("正文中总数与分项的关系"),
        examples: &[Example { right: "其他信息50条", wrong: "其他信息60条" }],
        check: breakdowns,
    },
    Rule {
        id: "fee-statement-missing",
        severity: Severity::Warning,
        summary: "第六部分没有写信息处理费的收取情况",
        reason: "2021年度起，年度报告要说明收取信息处理费的情况，没有收取也要写明。",
        basis: Basis::Official("《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"),
        examples: &[Example { right: "2023年，本机关未收取信息处理费。", wrong: "无。" }],
        check: fee,
    },
];

/// The totals of 表三 that the narrative speaks about.
struct Totals {
    new: i64,
    carried_in: i64,
    handled: i64,
    carried_out: i64,
}

fn applications(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mentions: Vec<&Mention> = context
        .reading
        .mentions
        .iter()
        .filter(|mention| {
            !matches!(mention.claim, Claim::NoReview | Claim::NoLitigation) && of_this_year(context, mention)
        })
        .collect();
    if mentions.is_empty() {
        return;
    }
    let count = |row: &str| context.reading.count(&format!("t3.{row}.total"));
    let (Some(new), Some(carried_in), Some(handled), Some(carried_out)) =
        (count("new"), count("carried_in"), count("handled"), count("carried_out"))
    else {
        return sink.unchecked("表三的新收、上年结转、总计或结转下年度没有识读，无法与正文比较");
    };
    let totals = Totals { new, carried_in, handled, carried_out };
    let said = |mention: &Mention| mention.value.and_then(Number::as_whole);
    let received = mentions.iter().any(|mention| {
        matches!(mention.claim, Claim::New | Claim::Received) && said(mention).is_some_and(|count| count > 0)
    });
    for (index, mention) in mentions.iter().enumerate() {
        // Of several figures for one thing, the one that agrees is the total, or they are parts that add up to it.
        let alike = mentions.iter().filter(|other| other.claim == mention.claim);
        let (mut agrees, mut sum) = (false, 0);
        for count in alike.filter_map(|other| said(other)) {
            agrees |= totals.right(mention.claim).contains(&count);
            sum += count;
        }
        let added_up = totals.right(mention.claim).contains(&sum) && mention.value.is_some();
        let first = mentions.iter().position(|other| other.claim == mention.claim) == Some(index);
        let contradicted = mention.claim == Claim::NoneReceived && received;
        if first && !agrees && !added_up && !contradicted {
            compare(context, sink, mention, &totals);
        }
    }
}

impl Totals {
    /// What a claim's number should be; the first is the cell that it is about.
    fn right(&self, claim: Claim) -> Vec<i64> {
        let &Self { new, carried_in, handled, carried_out } = self;
        match claim {
            Claim::New | Claim::NoneReceived | Claim::Received | Claim::Accepted => vec![new],
            Claim::Handled => vec![handled, new + carried_in, handled + carried_out, new],
            Claim::CarriedIn => vec![carried_in],
            Claim::Done => vec![handled],
            Claim::CarriedOut | Claim::AllDone => vec![carried_out],
            Claim::NoReview | Claim::NoLitigation => Vec::new(),
        }
    }

    /// Numbers that a claim may have in another meaning, worth saying better.
    fn tolerable(&self, claim: Claim) -> Vec<i64> {
        let &Self { new, carried_in, handled, carried_out } = self;
        match claim {
            Claim::Received => vec![new + carried_in],
            Claim::Accepted => vec![new + carried_in, handled],
            Claim::Done => vec![handled - carried_in, new - carried_out],
            _ => Vec::new(),
        }
    }
}

/// Public id and name of the row of 表三 that a claim is about.
fn row_of(claim: Claim) -> Option<(&'static str, &'static str)> {
    match claim {
        Claim::New | Claim::NoneReceived | Claim::Received | Claim::Accepted => Some(("new", "新收")),
        Claim::Handled | Claim::Done => Some(("handled", "办理结果总计")),
        Claim::CarriedIn => Some(("carried_in", "上年结转")),
        Claim::CarriedOut | Claim::AllDone => Some(("carried_out", "结转下年度")),
        Claim::NoReview | Claim::NoLitigation => None,
    }
}

/// Whether a clause is about the year under report: it names that year or none.
fn of_this_year(context: &Context<'_, '_>, mention: &Mention) -> bool {
    let Some(year) = context.reading.outline.year else { return true };
    years(context.source, mention.clause).all(|named| named.value == year.value)
}

fn compare(context: &Context<'_, '_>, sink: &mut Sink<'_>, mention: &Mention, totals: &Totals) {
    let &Totals { new, carried_in, carried_out, .. } = totals;
    let said = match (mention.value.and_then(Number::as_whole), mention.approximate) {
        (Some(said), false) => said,
        (None, false) => 0,
        _ => return,
    };
    let (right, tolerable) = (totals.right(mention.claim), totals.tolerable(mention.claim));
    let (Some((id, name)), Some(&table)) = (row_of(mention.claim), right.first()) else { return };
    // A paragraph that also says what is newly received says what the table says.
    let told_apart = tolerable.contains(&said)
        && context.reading.mentions.iter().any(|other| {
            let near =
                context.source.line_index(other.span.start) == context.source.line_index(mention.span.start);
            near && other.claim == Claim::New && other.value.and_then(Number::as_whole) == Some(new)
        });
    if right.contains(&said) || told_apart {
        return;
    }
    let figure = context.source.slice(mention.span);
    let message = match mention.claim {
        Claim::NoneReceived => format!("正文说没有收到申请，表三“新收”的总计是{new}件。"),
        Claim::AllDone => format!("正文说已全部办结，表三“结转下年度”的总计是{carried_out}件。"),
        Claim::Received | Claim::Accepted if tolerable.contains(&said) => format!(
            "正文写{figure}，表三是新收{new}件、上年结转{carried_in}件，合计{said}件。宜分开写明，以免与表格的“新收”不一致。"
        ),
        _ if tolerable.contains(&said) => format!(
            "正文写{figure}，表三“{name}”的总计是{table}。扣除结转的件数后一致，宜写明是否包括上年结转。"
        ),
        _ => format!("正文写{figure}，表三“{name}”的总计是{table}。请核对哪一个是对的。"),
    };
    let severity = if tolerable.contains(&said) { Severity::Hint } else { Severity::Error };
    let mut report = sink.at(mention.span, message).severity(severity);
    let cell = context.reading.form.cell(&format!("t3.{id}.total"));
    if let Some((cell, place)) = cell.and_then(|cell| Some((cell, context.reading.cell(cell)?.span))) {
        report = report.note(place, format!("表三“{name}”的总计在这里：{table}。")).cells([cell]);
    }
    if mention.value.is_some() {
        let digits = figure.find(|c: char| !crate::fold::narrow(c).is_ascii_digit()).filter(|&len| len > 0);
        if let Some(len) = digits {
            if tolerable.contains(&said) && matches!(mention.claim, Claim::Received | Claim::Accepted) {
                let text = format!("（其中新收{new}件、上年结转{carried_in}件）");
                report = report.fix(
                    format!("补写{text}"),
                    Applicability::Manual,
                    Edit::insert(mention.span.end, text.clone()),
                );
            }
            let edit = Edit::replace(mention.span.part(&(0..len)), table.to_string());
            report = report.fix(format!("正文改为{table}"), Applicability::Manual, edit);
        }
    }
    report.done();
}

fn breakdowns(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let found: Vec<Breakdown> = sentences(context.source, &context.reading.outline, &context.reading.tables)
        .filter_map(|sentence| breakdown(context.source, sentence))
        .collect();
    for list in found {
        judge(context, sink, &list);
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
    let digits = |span: Span| {
        let text = context.source.slice(span);
        let len = text.find(|c: char| !crate::fold::narrow(c).is_ascii_digit()).unwrap_or(text.len());
        (len > 0).then(|| span.part(&(0..len)))
    };
    let mut report = sink.at(list.whole.span, message).severity(severity);
    for part in &list.parts {
        report = report.note(part.span, format!("分项：{}", context.source.slice(part.span)));
    }
    if let Some(span) = digits(list.whole.span) {
        report = report.fix(
            format!("把总数改为{sum}{unit}"),
            Applicability::Manual,
            Edit::replace(span, sum.to_string()),
        );
    }
    for (part, value) in list.parts.iter().zip(parts).take(4) {
        let right = value + lacking;
        if let (Some(span), true) = (digits(part.span), right >= 0) {
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

/// Whether a paragraph says something about the fee for information processing: not about fees in general.
fn speaks_of_fee(text: &str) -> bool {
    let text: String = text.chars().filter(|&c| !crate::fold::is_blank(c)).collect();
    let about = ["申请", "信息公开", "政府信息", "信息处理"].iter().any(|word| text.contains(word));
    let charged = ["收费", "费用", "收取"].iter().any(|word| text.contains(word));
    text.contains("处理费")
        || about && charged && !text.contains("行政事业性收费") && !text.contains("涉企收费")
}

fn fee(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let Some(year) = outline.year else { return sink.unchecked("没有识别出报告年度") };
    if Edition::for_year(year.value) != Some(Edition::Current) {
        return;
    }
    let Some(section) = outline.sections.get(OTHER).and_then(Option::as_ref) else {
        return sink.unchecked("没有第六部分");
    };
    let said_in = |index: usize| {
        outline.sections.get(index).and_then(Option::as_ref).is_some_and(|section| {
            context.reading.prose(context.source, section.body.clone()).any(|(_, span)| {
                let text = context.source.slice(span);
                // An open spot that asks for it is what `placeholder` reports.
                speaks_of_fee(text)
            })
        })
    };
    if said_in(OTHER) {
        return;
    }
    let elsewhere = said_in(OVERVIEW) || said_in(APPLICATIONS);
    let message = if elsewhere {
        "第六部分没有写信息处理费的收取情况；前面已经提到，宜在第六部分写明。"
    } else {
        "第六部分没有写信息处理费的收取情况。没有收取也要写明。"
    };
    let severity = if elsewhere { Severity::Hint } else { Severity::Warning };
    let signature = outline.signature_lines();
    let prose = context.reading.prose(context.source, section.body.clone());
    let last = prose.filter(|(line, _)| !signature.contains(line)).last();
    let end = last.map_or(section.heading.span.end, |(_, span)| span.end);
    let sentence = format!("\n{}年，本机关未收取信息处理费。", year.value);
    let open = format!("\n{OPEN_SPOT}：本年度收取信息处理费的件数和金额〕");
    sink.at(section.heading.span, message)
        .severity(severity)
        .fix("没有收取：写明未收取", Applicability::Manual, Edit::insert(end, sentence))
        .fix("收取了：留出位置填写", Applicability::Manual, Edit::insert(end, open))
        .done();
}
