//! The narrative against the tables: what each kind of statement is compared with, as data.

mod exchanged;
mod perhaps;
mod subsets;
mod suits;

use std::cell::LazyCell;

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::Cell;
use crate::number::{Number, total};
use crate::reading::narrative::{Figure, Mention, Quantity, Says};
use crate::source::Span;

use super::super::{Context, Example, Rule, Sink};
use super::comparisons::{COMPARISONS, Comparison};
use super::{digits, own, repaired, value};
use exchanged::Exchanged;
use subsets::is_of_some;

pub(in crate::check) const RULES: &[Rule] = &[
    Rule {
        id: "narrative-applications",
        severity: Severity::Error,
        summary: "正文写的申请数量与表三不一致",
        reason: "同一个数在正文和表格里应当一致，不一致会让人怀疑数据的真实性。",
        basis: Basis::Advice("正文与表三的对应关系"),
        examples: &[
            Example {
                right: "新收政府信息公开申请8件", wrong: "新收政府信息公开申请7件"
            },
            Example {
                right: "新收政府信息公开申请8件", wrong: "未收到政府信息公开申请"
            },
            Example { right: "办结9件", wrong: "办结12件" },
            Example { right: "上年结转1件", wrong: "上年结转2件" },
        ],
        check: |context, sink| compare_all(context, sink, "narrative-applications"),
    },
    Rule {
        id: "narrative-outcomes",
        severity: Severity::Error,
        summary: "正文写的办理结果与表三不一致",
        reason: "予以公开、部分公开、不予公开等各有多少件，正文和表格应当一致。",
        basis: Basis::Advice("正文与表三的对应关系"),
        examples: &[Example {
            right: "办结9件，", wrong: "办结9件，其中予以公开4件、部分公开4件，"
        }],
        check: |context, sink| compare_all(context, sink, "narrative-outcomes"),
    },
    Rule {
        id: "narrative-review",
        severity: Severity::Error,
        summary: "正文写的行政复议、行政诉讼件数与表四不一致",
        reason: "同一个数在正文和表格里应当一致，复议、诉讼的件数尤其受关注。",
        basis: Basis::Advice("正文与表四的对应关系"),
        examples: &[
            Example {
                right: "行政诉讼2件，未发生行政复议", wrong: "行政诉讼3件，未发生行政复议"
            },
            Example {
                right: "发生行政诉讼2件，未发生行政复议", wrong: "未发生行政复议、行政诉讼"
            },
        ],
        check: |context, sink| compare_all(context, sink, "narrative-review"),
    },
    Rule {
        id: "narrative-documents",
        severity: Severity::Warning,
        summary: "正文写的规章、规范性文件件数与表二不一致",
        reason: "同一个数在正文和表格里应当一致；若统计口径不同，宜写明。",
        basis: Basis::Advice("正文与表二的对应关系"),
        examples: &[Example {
            right: "其他信息50条。", wrong: "其他信息50条。制发行政规范性文件3件。"
        }],
        check: |context, sink| compare_all(context, sink, "narrative-documents"),
    },
    Rule {
        id: "narrative-decisions",
        severity: Severity::Warning,
        summary: "正文写的许可、处罚、强制件数与表二不一致",
        reason: "表二统计的是全年作出的全部处理决定，正文的同一个数应当一致。",
        basis: Basis::Advice("正文与表二的对应关系"),
        examples: &[Example {
            right: "其他信息50条。", wrong: "其他信息50条。作出行政处罚4件。"
        }],
        check: |context, sink| compare_all(context, sink, "narrative-decisions"),
    },
];

/// Compares what the rule with an id is about, a finding for each quantity at most. Of several figures for one
/// quantity, the one that agrees is the total, or they are parts that add up to it.
fn compare_all(context: &Context<'_, '_>, sink: &mut Sink<'_>, rule: &str) {
    let mentions: Vec<&Mention> = own(context).collect();
    let says_left = LazyCell::new(|| {
        let left = value(context, "t3.carried_out.total").map(|(left, _)| left);
        left.is_some()
            && mentions.iter().any(|other| other.quantity == Quantity::CarriedOut && other.count() == left)
    });
    let exchanged = LazyCell::new(|| Exchanged::new(context, &mentions));
    let mut is_exchange_said = false;
    for (index, mention) in mentions.iter().enumerate() {
        let alike = |other: &&&Mention| other.quantity == mention.quantity && other.count().is_some();
        let first = mentions.get(..index).is_some_and(|earlier| !earlier.iter().any(|other| alike(&other)));
        let Some(compared) = COMPARISONS
            .iter()
            .find(|compared| compared.quantity == mention.quantity && compared.rule == rule)
        else {
            continue;
        };
        if mention.says == Says::All {
            all_done(context, sink, mention, &says_left);
            continue;
        }
        if let Says::Every(figure) = mention.says {
            every(context, sink, mention, compared, figure);
            continue;
        }
        if !first || mention.count().is_none() {
            continue;
        }
        let right: Vec<_> = compared.right.iter().filter_map(|terms| value(context, terms)).collect();
        if right.is_empty() {
            let ids = compared.right.iter().flat_map(|terms| terms.split(' '));
            let cell = ids.flat_map(|id| super::cells(context, id)).next();
            if let Some((table, ..)) = cell.and_then(|cell| context.reading.form.place(cell)) {
                sink.unchecked(format!("{}中对应的单元格没有识读，无法与正文比较", table.name));
            }
            continue;
        }
        let counts: Vec<i64> = mentions.iter().filter(alike).filter_map(|other| other.count()).collect();
        let fits = |count: i64| right.iter().any(|&(value, _)| value == count);
        if counts.iter().any(|&count| fits(count)) || fits(total(counts.iter().copied())) {
            continue;
        }
        // 办公室办理18件，会同科室办理29件: parts of the whole, whoever they are of.
        let said = context.reading.narrative.mentions.iter();
        let parts = said.filter(|part| {
            part.sentence == mention.sentence
                && part.quantity == mention.quantity
                && part.year == mention.year
        });
        if fits(total(parts.filter_map(Mention::count))) {
            continue;
        }
        // The text is right once a table is put right: the table is what is reported.
        let right_then: Vec<i64> =
            compared.right.iter().filter_map(|terms| repaired(context, terms)).collect();
        if counts.iter().any(|count| right_then.contains(count)) {
            continue;
        }
        // Where a row of what it is about is missing, the narrower meanings that could be read tell nothing.
        let is_unread = |terms: &&str| {
            value(context, terms).is_none()
                && terms.split(' ').any(|id| !super::cells(context, id).is_empty())
        };
        if compared.right.first().is_some_and(is_unread) {
            continue;
        }
        // What is contradicted by the text itself is a finding of its own.
        if mention.says == Says::None && counts.iter().any(|&count| count > 0) {
            continue;
        }
        if let Some(exchanged) = exchanged.as_ref().filter(|exchanged| exchanged.explains(mention)) {
            if !is_exchange_said {
                exchanged.report(context, sink);
                is_exchange_said = true;
            }
            continue;
        }
        let values: Vec<i64> = right.iter().map(|&(value, _)| value).collect();
        if !is_of_some(context, mention, &mentions, &values) {
            compare(context, sink, mention, compared, &right, &mentions);
        }
    }
    if rule == "narrative-review" {
        suits::compare(context, sink, &mentions);
    }
    perhaps::ask(context, sink, rule, &mentions);
}

fn compare(
    context: &Context<'_, '_>,
    sink: &mut Sink<'_>,
    mention: &Mention,
    compared: &Comparison,
    right: &[(i64, Cell)],
    mentions: &[&Mention],
) {
    let (Some(said), Some(&(written, cell))) = (mention.count(), right.first()) else { return };
    // What the table is to say once it is put right is what the text is to say.
    let table = compared.right.first().and_then(|terms| repaired(context, terms)).unwrap_or(written);
    let tolerable =
        compared.tolerable.iter().filter_map(|terms| value(context, terms)).any(|(v, _)| v == said);
    if tolerable && (told_apart(context, mention, mentions) || divides_both(context, mention, mentions)) {
        return;
    }
    let figure = context.source.slice(mention.span);
    let name = compared.name;
    let carried = value(context, "t3.carried_in.total").map_or(0, |(value, _)| value);
    let message = match (mention.says, mention.quantity) {
        (Says::None, _) => format!("正文说“{figure}”，{name}是{table}件。请核对哪一个是对的。"),
        (_, Quantity::Received | Quantity::Accepted) if tolerable => format!(
            "正文写{figure}，表三是新收{table}件、上年结转{carried}件。宜分开写明，以免与表格的“新收”不一致。"
        ),
        _ if tolerable => {
            format!("正文写{figure}，{name}是{table}。扣除结转的件数后一致，宜写明是否包括上年结转。")
        }
        _ if table != written => {
            format!("正文写{figure}，{name}是{written}，按勾稽关系应为{table}。请一并核对。")
        }
        _ => format!(
            "正文写{figure}，{name}是{table}。请核对哪一个是对的。{}",
            coincidence(context, mention, said)
        ),
    };
    let severity = if tolerable { Severity::Hint } else { compared.severity };
    let report = sink.at(mention.span, message).severity(severity).cells([cell]);
    if let Some(place) = context.reading.cell(cell).map(|mark| mark.span) {
        let alone = context.reading.value(cell).and_then(Number::as_whole) == Some(written);
        let how = if alone { "在这里" } else { "从这一格起算得" };
        report.note(place, format!("{name}{how}：{written}。"));
    }
    if let Says::Count(_) = mention.says
        && let Some(place) = digits(context, mention.span)
    {
        if tolerable && matches!(mention.quantity, Quantity::Received | Quantity::Accepted) && carried > 0 {
            let text = format!("（其中新收{table}件、上年结转{carried}件）");
            let edit = Edit::insert(mention.span.end, text.clone());
            report.fix(format!("补写{text}"), Applicability::Manual, edit);
        }
        let edit = Edit::replace(place, table.to_string());
        let is_slip = context.located().is_slip(mention);
        let trust = if is_slip { Applicability::Suggested } else { Applicability::Manual };
        report.fix(format!("正文改为{table}"), trust, edit);
    }
}

/// 均予以公开 against the cell, which has as many at least.
fn every(
    context: &Context<'_, '_>,
    sink: &mut Sink<'_>,
    mention: &Mention,
    compared: &Comparison,
    figure: Figure,
) {
    let Some(count) = figure.value.as_whole().filter(|_| !figure.approximate) else { return };
    let Some(terms) = compared.right.first() else { return };
    let Some((table, cell)) = value(context, terms) else { return };
    if table.max(repaired(context, terms).unwrap_or(table)) >= count {
        return;
    }
    let (figure, words) = (context.source.slice(figure.span), context.source.slice(mention.span));
    let name = compared.name;
    let message = format!("正文说{figure}“{words}”，{name}是{table}件。请核对哪一个是对的。");
    let report = sink.at(mention.span, message).severity(compared.severity).cells([cell]);
    if let Some(mark) = context.reading.cell(cell) {
        report.note(mark.span, format!("{name}在这里：{table}。"));
    }
}

/// Whether the paragraph also says what is newly received or what was carried in, so that nobody takes one for the
/// other.
fn told_apart(context: &Context<'_, '_>, mention: &Mention, mentions: &[&Mention]) -> bool {
    let line = |span: Span| context.source.line_index(span.start);
    let own = line(mention.span);
    let says = |quantity: Quantity, terms: &str| {
        let counted = value(context, terms).map(|(value, _)| value);
        mentions
            .iter()
            .any(|other| other.quantity == quantity && other.count() == counted && line(other.span) == own)
    };
    says(Quantity::New, "t3.new.total") || says(Quantity::CarriedIn, "t3.carried_in.total")
}

/// Whether the sentence divides what was taken on, with what was carried in, among those who applied: 受理9件，其中自然人8件.
fn divides_both(context: &Context<'_, '_>, mention: &Mention, mentions: &[&Mention]) -> bool {
    let natural = |terms: &str| value(context, terms).map(|(value, _)| value);
    let (new, both) = (natural("t3.new.natural"), natural("t3.new.natural + t3.carried_in.natural"));
    mention.quantity == Quantity::Accepted
        && new != both
        && mentions.iter().any(|other| {
            other.quantity == Quantity::Applicant("natural")
                && other.sentence == mention.sentence
                && other.count().is_some_and(|count| Some(count) == both)
        })
}

/// Where a wrong number of an outcome comes from, if it shows: only the natural persons, or only the first row.
fn coincidence(context: &Context<'_, '_>, mention: &Mention, said: i64) -> String {
    let Quantity::Outcome(rows) = mention.quantity else { return String::new() };
    let natural: Option<i64> =
        rows.split('+').map(|row| Some(value(context, &format!("t3.{row}.natural"))?.0)).sum();
    let first = super::cells(context, &format!("t3.{rows}.total"));
    let first = first.first().and_then(|cell| context.reading.value(*cell)?.as_whole());
    if natural == Some(said) {
        "这个数与“自然人”一列相同，可能漏了法人或其他组织。".to_owned()
    } else if first == Some(said) {
        "这个数与其中第一行相同，可能漏了其余各行。".to_owned()
    } else {
        String::new()
    }
}

/// 均已办结 against what is carried out to next year, unless the text gives that number itself, or how many of all it is
/// said of: 上年结转8件均已答复.
fn all_done(
    context: &Context<'_, '_>,
    sink: &mut Sink<'_>,
    mention: &Mention,
    says_left: &LazyCell<bool, impl FnOnce() -> bool>,
) {
    let Some((left, cell)) = value(context, "t3.carried_out.total") else {
        return sink.unchecked("表三“结转下年度”没有识读，无法与正文比较");
    };
    if left == 0 || **says_left {
        return;
    }
    let totals = ["t3.new.total", "t3.new.total + t3.carried_in.total"];
    let totals: Vec<i64> =
        totals.iter().filter_map(|terms| value(context, terms)).map(|(total, _)| total).collect();
    let narrative = &context.reading.narrative;
    let sentence = narrative.sentences.get(mention.sentence);
    // 收到46件，3件结转；上年结转4件，全部办结: behind a semicolon it is said of those.
    let semicolon = sentence.and_then(|sentence| {
        let head = context.source.slice(Span::new(sentence.span.start, mention.span.start));
        Some(sentence.span.start + head.rfind(['；', ';'])? as u32)
    });
    let from = semicolon.unwrap_or(mention.clause.start).min(mention.clause.start);
    let before = Span::new(from, mention.span.start);
    let mut within = sentence.into_iter().flat_map(|sentence| narrative.figures_within(sentence, before));
    let is_of_some = within.any(|figure| {
        matches!(figure.unit, "件" | "件次")
            && figure.value.as_whole().is_some_and(|count| !totals.contains(&count))
    });
    // The text is right once the table is put right: the table is what is reported.
    if is_of_some || repaired(context, "t3.carried_out.total") == Some(0) {
        return;
    }
    let words = context.source.slice(mention.span);
    let message = format!("正文说“{words}”，表三“结转下年度”的总计是{left}件。请核对哪一个是对的。");
    let report = sink.at(mention.span, message).cells([cell]);
    if let Some(mark) = context.reading.cell(cell) {
        report.note(mark.span, format!("表三“结转下年度”的总计在这里：{left}。"));
    }
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    #[test]
    fn a_sum_with_a_row_missing_is_compared_with_nothing() {
        const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
        let start = SAMPLE.find("\t\t3.补正后申请内容仍不明确").or_else(|| SAMPLE.find("3.补正后")).unwrap();
        let line = SAMPLE.get(start..).unwrap().find('\n').map(|len| start..start + len + 1).unwrap();
        let said = SAMPLE.replacen("办结9件，", "办结9件，其中无法提供7件，", 1);
        let outcomes = |text: &str| {
            let findings = check_text(text).findings;
            findings.into_iter().filter(|finding| finding.rule == "narrative-outcomes").count()
        };
        assert_eq!(outcomes(&said), 1);
        let without = said.replacen(SAMPLE.get(line).unwrap(), "", 1);
        assert_eq!(outcomes(&without), 0);
    }

    #[test]
    fn documents_of_all_years_are_not_those_of_the_year() {
        const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
        let found = |text: &str| {
            let text = SAMPLE.replacen("（四）平台建设。", &format!("（四）平台建设。{text}"), 1);
            let findings = check_text(&text).findings;
            findings.into_iter().filter(|finding| finding.rule == "narrative-documents").count()
        };
        for right in ["截至2023年底，累计制发行政规范性文件12件。", "三年来累计制发行政规范性文件12件。"]
        {
            assert_eq!(found(right), 0, "{right}");
        }
        for wrong in
            ["全年累计制发行政规范性文件12件。", "累计制发行政规范性文件1件。", "制发行政规范性文件12件。"]
        {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
    }

    #[test]
    fn what_was_taken_on_may_be_divided_with_what_was_carried_in() {
        const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
        let found = |text: &str| {
            let from = SAMPLE.find("2023年，新收").unwrap();
            let to = from + SAMPLE.get(from..).unwrap().find('\n').unwrap();
            let text = SAMPLE.replacen(SAMPLE.get(from..to).unwrap(), text, 1);
            let findings = check_text(&text).findings;
            findings.into_iter().filter(|finding| finding.rule == "narrative-applications").count()
        };
        assert_eq!(found("2023年，本机关受理政府信息公开申请9件，其中自然人8件、企业1件。"), 0);
        assert_eq!(found("2023年，本机关受理政府信息公开申请9件，其中自然人7件、企业1件。"), 1);
    }
}
