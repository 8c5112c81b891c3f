//! The narrative against itself, and what the tables say and it does not.

use crate::find::{ends_with_one, has, has_any, has_one};
use crate::finding::{Basis, Severity};
use crate::number::total;
use crate::order::sort;
use crate::reading::narrative::{Mention, Quantity, Says};
use crate::source::Span;

use super::super::{Context, Example, Rule, Sink};
use super::comparisons::{COMPARISONS, Comparison};
use super::{own, value};

pub(in crate::check) const RULES: &[Rule] = &[
    Rule {
        id: "narrative-conflict",
        severity: Severity::Warning,
        summary: "正文前后的说法互相矛盾",
        reason: "同一个数写了两个值，或者前说没有、后说有，其中必有一处写错了。",
        basis: Basis::Advice("正文前后一致"),
        examples: &[
            Example {
                right: "（四）平台建设。", wrong: "（四）平台建设。全年主动公开政府信息350条。"
            },
            Example {
                right: "（三）政府信息管理。", wrong: "（三）政府信息管理。新收政府信息公开申请9件。"
            },
        ],
        check: conflicts,
    },
    Rule {
        id: "narrative-silent",
        severity: Severity::Hint,
        summary: "表格里有数，正文没有提到",
        reason: "申请、行政复议、行政诉讼的情况，正文宜有一句说明，便于读者对照表格。",
        basis: Basis::Advice("正文与表格互相对应"),
        examples: &[Example {
            right: "2023年，因政府信息公开发生行政诉讼2件，未发生行政复议。\n",
            wrong: "",
        }],
        check: silent,
    },
];

/// What a quantity is called.
fn name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::New | Quantity::Received | Quantity::Accepted => "收到的申请",
        Quantity::Handled => "办理的申请",
        Quantity::CarriedIn => "上年结转的申请",
        Quantity::Done => "办结的申请",
        Quantity::CarriedOut => "结转下年度的申请",
        Quantity::Review => "行政复议",
        Quantity::Litigation => "行政诉讼",
        Quantity::Issued => "制发的规范性文件",
        Quantity::Repealed => "废止的规范性文件",
        Quantity::InForce => "现行有效的规范性文件",
        Quantity::Disclosed => "主动公开的政府信息",
        _ => "",
    }
}

fn conflicts(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mentions: Vec<&Mention> = own(context).filter(|mention| mention.count().is_some()).collect();
    for (index, mention) in mentions.iter().enumerate() {
        let earlier = mentions.get(..index).unwrap_or_default();
        let first = !earlier.iter().any(|other| other.quantity == mention.quantity);
        if first && !name(mention.quantity).is_empty() {
            let alike: Vec<&Mention> = mentions
                .iter()
                .copied()
                .filter(|other| other.quantity == mention.quantity && is_total(context, other))
                .collect();
            twice(context, sink, &alike);
        }
    }
    all_of_none(context, sink, &mentions);
    flow(context, sink, &mentions);
}

/// Whether a statement about what was published is about all of it: it says so, or begins its sentence.
fn is_total(context: &Context<'_, '_>, mention: &Mention) -> bool {
    if mention.quantity != Quantity::Disclosed {
        return true;
    }
    let clause = context.source.slice(mention.clause);
    if has_one(clause, &["领域", "方面", "围绕"]) {
        return false;
    }
    if has_one(clause, &["共", "累计", "全年", "总"]) {
        return true;
    }
    if !has(clause, "主动公开") {
        return false;
    }
    let Some(sentence) = context.reading.narrative.sentences.get(mention.sentence) else { return false };
    let before = context.source.slice(Span::new(sentence.span.start, mention.clause.start));
    let before = before.trim_end_matches(['，', ',']);
    // 截至12月31日，主动公开…: a date narrows nothing.
    let time = ends_with_one(before, &["年", "日", "目前", "以来"]);
    before.is_empty() || time && !has_any(before, &['，', ',', '、'])
}

/// Two figures for one quantity, neither of which is a part of a list that makes up the other.
fn twice(context: &Context<'_, '_>, sink: &mut Sink<'_>, alike: &[&Mention]) {
    let mut values: Vec<i64> = alike.iter().filter_map(|mention| mention.count()).collect();
    sort(&mut values);
    values.dedup();
    let &[low, high] = values.as_slice() else { return };
    let Some(first) = alike.first() else { return };
    // Parts that add up to the whole, wherever it stands.
    let counts = || alike.iter().filter_map(|mention| mention.count());
    let parts = total(counts().filter(|&count| count == low));
    if parts == high && low > 0 {
        return;
    }
    // 当年办结43件，连同上年结转的4件，共办结47件
    let carried = value(context, "t3.carried_in.total").map_or(0, |(carried, _)| carried);
    if first.quantity == Quantity::Done && carried > 0 && low + carried == high {
        return;
    }
    // The table knows which of the two is right.
    let compared = COMPARISONS.iter().find(|compared| compared.quantity == first.quantity);
    let sum = total(counts());
    let is_sum = |compared: &Comparison| {
        compared.right.iter().any(|terms| value(context, terms).is_some_and(|(right, _)| right == sum))
    };
    // 办公室制发18件，部门制发24件: what the table adds up.
    if low > 0 && compared.is_some_and(is_sum) {
        return;
    }
    // What of documents the text means is not certain enough to know.
    let certain = compared.filter(|compared| compared.severity == Severity::Error);
    let table = certain.and_then(|compared| value(context, compared.right.first()?));
    // Received may mean with those carried in.
    let all = value(context, "t3.new.total + t3.carried_in.total")
        .filter(|_| matches!(first.quantity, Quantity::Received | Quantity::Accepted | Quantity::Handled))
        .map(|(value, _)| value);
    let wrong = alike.iter().rev().find(|mention| {
        let count = mention.count();
        table.is_none_or(|(right, _)| count != Some(right)) && (all.is_none() || count != all)
    });
    let Some(wrong) = wrong else { return };
    let Some(other) = alike.iter().find(|mention| mention.count() != wrong.count()) else { return };
    // Where neither agrees with the table, that is what is reported.
    if table.is_some_and(|(right, _)| other.count() != Some(right) && (all.is_none() || other.count() != all))
    {
        return;
    }
    // 没有发生行政诉讼: what stands there is no figure.
    let said = |mention: &Mention| match mention.says {
        Says::None => "没有".to_owned(),
        _ => format!("“{}”", context.source.slice(mention.span)),
    };
    let (here, there) = (said(wrong), said(other));
    let message = format!(
        "{}这里是{here}，另一处是{there}。如果统计口径不同，请写明；否则请改为一致。",
        name(wrong.quantity)
    );
    sink.at(wrong.span, message).note(other.span, format!("另一处写的是{there}。"));
}

/// 收到0件，均已办结; 未收到申请 and then an application.
fn all_of_none(context: &Context<'_, '_>, sink: &mut Sink<'_>, counted: &[&Mention]) {
    let received = |mention: &&&Mention| {
        matches!(mention.quantity, Quantity::New | Quantity::Received | Quantity::Accepted)
    };
    let Some(none) = counted.iter().filter(received).find(|mention| mention.count() == Some(0)) else {
        return;
    };
    let words = context.source.slice(none.span);
    let some = counted.iter().filter(received).find(|mention| mention.count().is_some_and(|count| count > 0));
    if let Some(some) = some.filter(|_| none.says == Says::None) {
        let there = context.source.slice(some.span);
        sink.at(none.span, format!("这里说“{words}”，另一处又写收到{there}，前后矛盾，请核对。"))
            .note(some.span, format!("这里写的是{there}。"));
        return;
    }
    let carried = counted.iter().any(|mention| {
        matches!(mention.quantity, Quantity::CarriedIn | Quantity::Done | Quantity::Handled)
            && mention.count().is_some_and(|count| count > 0)
    });
    let mut said = context.reading.narrative.mentions.iter();
    let all = said.find(|mention| mention.says == Says::All && mention.sentence == none.sentence);
    if let Some(all) = all.filter(|_| !carried && some.is_none()) {
        let done = context.source.slice(all.span);
        sink.at(all.span, format!("前面写“{words}”，没有申请就无所谓“{done}”，请删去。"))
            .note(none.span, "没有收到申请。");
    }
}

/// 收到＋上年结转＝办结＋结转下年, where the narrative states all four and the table, which would say so, was not read.
fn flow(context: &Context<'_, '_>, sink: &mut Sink<'_>, mentions: &[&Mention]) {
    if value(context, "t3.handled.total").is_some() {
        return;
    }
    let stated = |wanted: &[Quantity]| {
        mentions
            .iter()
            .find(|mention| wanted.contains(&mention.quantity))
            .and_then(|m| Some((*m, m.count()?)))
    };
    let received = stated(&[Quantity::New, Quantity::Received, Quantity::Accepted]);
    let (Some((first, new)), Some((_, carried_in)), Some((_, done)), Some((_, carried_out))) = (
        received,
        stated(&[Quantity::CarriedIn]),
        stated(&[Quantity::Done]),
        stated(&[Quantity::CarriedOut]),
    ) else {
        return;
    };
    // Withdrawn applications are neither; those received may include those carried in.
    let withdrawn = ["撤回", "撤销", "不再处理"]
        .iter()
        .any(|word| context.source.slice(sentence_span(context, first)).contains(word));
    let answered = done + carried_out;
    if withdrawn || new + carried_in == answered || new == answered {
        return;
    }
    let message = format!(
        "收到{new}件、上年结转{carried_in}件，合计{}件；办结{done}件、结转下年度{carried_out}件，合计{answered}件，两边不等，请核对。",
        new + carried_in
    );
    sink.at(first.span, message);
}

fn sentence_span(context: &Context<'_, '_>, mention: &Mention) -> Span {
    context.reading.narrative.sentences.get(mention.sentence).map_or(mention.clause, |sentence| sentence.span)
}

/// One hint a report: what the tables count and the narrative never mentions.
fn silent(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mentions = &context.reading.narrative.mentions;
    let mentioned = |wanted: fn(Quantity) -> bool| mentions.iter().any(|mention| wanted(mention.quantity));
    let review = mentioned(|q| matches!(q, Quantity::Review | Quantity::ReviewResult(_)));
    let litigation = mentioned(|q| matches!(q, Quantity::Litigation | Quantity::LitigationResult(_)));
    let applications = mentioned(|q| {
        matches!(
            q,
            Quantity::New
                | Quantity::Received
                | Quantity::Accepted
                | Quantity::Handled
                | Quantity::Done
                | Quantity::Applicant(_)
                | Quantity::Outcome(_)
        )
    });
    let mut found = Vec::new();
    for (said, what, words, terms) in [
        (applications, "新收政府信息公开申请", &["申请", "新收", "收到"][..], &["t3.new.total"][..]),
        (review, "行政复议", OF_REVIEWS, &["t4.review.total"]),
        (litigation, "行政诉讼", OF_SUITS, &["t4.direct.total", "t4.after_review.total"]),
    ] {
        let counted = terms.iter().filter_map(|terms| value(context, terms));
        let sum = total(counted.clone().map(|(value, _)| value));
        let place = counted
            .clone()
            .find(|(value, _)| *value > 0)
            .and_then(|(_, cell)| Some(context.reading.cell(cell)?.span));
        if let Some(place) = place.filter(|_| !said && !tells(context, words, sum)) {
            found.push((place, format!("表格里有{what}{sum}件，正文没有提到，宜写明。")));
        }
    }
    // Where one of the two is said not to have happened, the reader asks for the other.
    let none = |wanted: Quantity| {
        mentions.iter().find(|mention| mention.quantity == wanted && mention.says == Says::None)
    };
    for (said, other, what, its) in [
        (review, none(Quantity::Litigation), "行政复议", OF_REVIEWS),
        (litigation, none(Quantity::Review), "行政诉讼", OF_SUITS),
    ] {
        // 有1件正在复议中，暂无诉讼 has it in other words.
        let is_said = |mention: &Mention| {
            let sentence = sentence_span(context, mention);
            let around =
                [Span::new(sentence.start, mention.span.start), Span::new(mention.span.end, sentence.end)];
            around.iter().any(|&part| has_one(context.source.slice(part), its))
        };
        if let Some(mention) = other.filter(|mention| !said && found.is_empty() && !is_said(mention)) {
            let words = context.source.slice(mention.span);
            found.push((mention.span, format!("提到了“{words}”，没有提到{what}，宜一并写明。")));
        }
    }
    let Some(((first, message), others)) = found.split_first() else { return };
    let report = sink.at(*first, message.clone());
    for (span, message) in others {
        report.note(*span, message.clone());
    }
}

/// Words for reviews and for law suits, as anybody may put it.
const OF_REVIEWS: &[&str] = &["复议"];
const OF_SUITS: &[&str] = &["诉讼", "应诉", "涉诉", "起诉", "被诉", "败诉", "胜诉"];
/// What applications, reviews and law suits are counted in; nothing where it was left out: 收到3，办结3.
const SUIT_UNITS: [&str; 5] = ["件", "起", "宗", "例", ""];

/// Whether a sentence has one of the words and the number, in whatever other words.
fn tells(context: &Context<'_, '_>, words: &[&str], number: i64) -> bool {
    let narrative = &context.reading.narrative;
    narrative.sentences.iter().any(|sentence| {
        let mut figures = narrative.figures(sentence);
        figures.any(|figure| figure.value.as_whole() == Some(number) && SUIT_UNITS.contains(&figure.unit))
            && has_one(context.source.slice(sentence.span), words)
    })
}
