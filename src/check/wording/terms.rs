//! Wrong terms, and verbs with objects that do not go together.

use crate::check::{Context, Sink};
use crate::find::{has, has_one};
use crate::finding::{Applicability, Edit, Severity};
use crate::source::Span;
use crate::words::{self, Hit, List, Misspelt, Slip};

use super::{is_guarded, is_named, is_own_text, unity};

pub(super) fn wrong(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut groups: Vec<Vec<&Hit>> = Vec::new();
    let mut taken = 0;
    for hit in context.reading.words.of(List::Terms) {
        if hit.entry.column(0).is_empty() || hit.span.start < taken {
            continue;
        }
        let fine = is_guarded(context.source, hit.span, hit.entry.column(2), hit.entry.column(3))
            || hit.entry.column(4).contains("名称不计") && is_named(context.source, hit.span);
        if fine || !is_own_text(context, hit.span) {
            continue;
        }
        taken = hit.span.end;
        let same = |group: &&mut Vec<&Hit>| group.first().is_some_and(|first| kind(first) == kind(hit));
        match groups.iter_mut().find(same) {
            Some(group) => group.push(hit),
            None => groups.push(vec![hit]),
        }
    }
    for group in groups {
        report(context, &group, sink);
    }
    collocations(context, sink);
    misspelt(context, sink);
    unity::check(context, sink);
}

/// Reports fixed phrases with a slip of the keyboard in them, all that are written alike as one.
fn misspelt(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let source = context.source;
    let headings = context.reading.outline.heading_lines();
    let mut groups: Vec<Vec<Misspelt>> = Vec::new();
    for slip in words::misspelt(source.text(), &context.reading.words) {
        // Headings, tables and terms have rules of their own.
        let is_heading = headings.binary_search(&source.line_index(slip.span.start)).is_ok();
        let is_term = context.reading.words.within(List::Terms, slip.span).next().is_some();
        if is_heading || is_term || !is_own_text(context, slip.span) {
            continue;
        }
        let written = |slip: &Misspelt| source.slice(slip.span);
        let same =
            |group: &&mut Vec<Misspelt>| group.first().is_some_and(|first| written(first) == written(&slip));
        match groups.iter_mut().find(same) {
            Some(group) => group.push(slip),
            None => groups.push(vec![slip]),
        }
    }
    for group in groups {
        let Some((first, others)) = group.split_first() else { continue };
        let (written, right) = (source.slice(first.span), first.right);
        let what = match first.slip {
            Slip::Doubled(c) => format!("多写了一个“{c}”"),
            Slip::Lost(c) => format!("漏了“{c}”"),
            Slip::Swapped => "有两个字颠倒了".to_owned(),
            Slip::Typed(c) => format!("的“{c}”是别字"),
        };
        let report =
            sink.at(first.span, format!("“{written}”{what}，应为“{right}”。")).severity(Severity::Warning);
        report.notes(others.iter().map(|slip| slip.span), "这里也是。");
        let edits = group.iter().map(|slip| Edit::replace(slip.span, right));
        report.fix_all(format!("改为“{right}”"), Applicability::Suggested, edits.collect());
    }
}

/// What makes one finding of several terms: the same reason, if it is about a word, as 写了别字 is not.
fn kind(hit: &Hit) -> &'static str {
    let reason = hit.entry.column(1);
    if reason.contains('“') { reason } else { hit.entry.word }
}

/// What a term should be, by choice, with the year under report in it; none where that is not known.
fn choices(context: &Context<'_, '_>, hit: &Hit) -> Vec<String> {
    let year = context.reading.outline.year;
    hit.entry
        .column(0)
        .split_whitespace()
        .filter_map(|choice| match (has(choice, "{年}"), year) {
            (true, Some(year)) => Some(choice.replace("{年}", &year.value.to_string())),
            (true, None) => None,
            (false, _) => Some(choice.to_owned()),
        })
        .collect()
}

/// Reports a term and the others of its kind as one.
fn report(context: &Context<'_, '_>, group: &[&Hit], sink: &mut Sink<'_>) {
    let Some((first, others)) = group.split_first() else { return };
    let right = choices(context, first);
    let should = right.iter().map(|right| format!("“{right}”")).collect::<Vec<_>>().join("或");
    let should = if should.is_empty() { String::new() } else { format!("，宜改为{should}") };
    let count = if others.is_empty() { String::new() } else { format!("（共{}处）", group.len()) };
    let message = format!("“{}”{count}：{}{should}。", first.entry.word, first.entry.column(1));
    let report = sink.at(first.span, message);
    for other in others {
        report.note(other.span, format!("这里的“{}”也是。", other.entry.word));
    }
    let manual = first.entry.column(4).contains('核') || right.len() > 1;
    let trust = if manual { Applicability::Manual } else { Applicability::Suggested };
    for (index, choice) in right.iter().enumerate() {
        let edits = group.iter().filter_map(|hit| {
            let replacement = choices(context, hit).get(index)?.clone();
            Some(Edit::replace(hit.span, replacement))
        });
        report.fix_all(format!("改为“{choice}”"), trust, edits.collect());
    }
}

/// Verbs and objects that do not go together, with the verb that the object wants.
const COLLOCATIONS: [(&str, &str, &str); 8] = [
    ("规范", "水平", "提高"),
    ("加强", "水平", "提高"),
    ("加大", "水平", "提高"),
    ("强化", "水平", "提高"),
    ("提高", "力度", "加大"),
    ("提升", "力度", "加大"),
    ("增强", "力度", "加大"),
    ("完善", "力度", "加大"),
];

/// Verbs of which one in the clause has taken the object.
const TAKERS: [&str; 10] = ["提高", "提升", "加大", "达到", "增强", "促进", "推动", "、", "和", "与"];

/// Finds verbs whose object does not go with them, one hint for all: a clause that begins with the verb and ends with
/// the object, also where the paragraph is cut within it.
fn collocations(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut found: Vec<(Span, Span, &str, &str, &str)> = Vec::new();
    for hit in context.reading.words.of(List::Terms).iter().filter(|hit| hit.entry.column(0).is_empty()) {
        let (head, tail) = context.source.beside(hit.span);
        if !tail.is_empty() && !tail.starts_with(['，', '。', '；', ',', ';'])
            || !is_own_text(context, hit.span)
        {
            continue;
        }
        let clause = last_clause(head);
        let mut start = hit.span.start - clause.len() as u32;
        let mut words = clause.to_owned();
        if clause.len() == head.len()
            && let Some(before) = context.cuts().before(hit.span)
        {
            let begun = last_clause(context.source.slice(before));
            start = before.end - begun.len() as u32;
            words.insert_str(0, begun);
        }
        let fits =
            |&&(verb, object, _): &&(&str, &str, &str)| object == hit.entry.word && words.starts_with(verb);
        let Some(&(verb, object, right)) = COLLOCATIONS.iter().find(fits) else { continue };
        let between = words.get(verb.len()..).unwrap_or_default();
        // 规范化水平 has no verb.
        if !between.starts_with('化') && !has_one(between, &TAKERS) {
            let verb_span = Span::new(start, start + verb.len() as u32);
            found.push((verb_span, hit.span, verb, object, right));
        }
    }
    let Some(&(verb_span, end, verb, object, right)) = found.first() else { return };
    let report = sink
        .at(verb_span, format!("“{verb}”和“{object}”搭配不当，“{object}”前宜用“{right}”。"))
        .note(end, format!("“{verb}”的宾语是这里的“{object}”。"));
    for &(span, _, verb, object, right) in found.iter().skip(1) {
        report.note(span, format!("“{verb}…{object}”也是，宜用“{right}”。"));
    }
    report.rewrite(verb_span, right, Applicability::Manual);
}

/// What stands behind the last mark of a text.
fn last_clause(text: &str) -> &str {
    text.rsplit(['，', '。', '；', '：', ',', ';', ':', '、', '！', '？'])
        .next()
        .unwrap_or_default()
        .trim_start()
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, first_fix, found_in};
    use crate::finding::Severity;

    #[test]
    fn wrong_terms_are_hints_one_for_each_reason() {
        for (text, marked) in [
            ("截止目前，公开信息20条；截止到目前无申请。", &["截止目前"][..]),
            ("截止2023年12月31日，公开信息20条。", &["截止20"]),
            ("公开群众反应强烈、反应最强烈的事项。", &["反应强烈"]),
            ("制定《柳河镇人民政府信息政务公开工作制度》。", &["信息政务公开"]),
            ("完善政务信息公开制度，做好政务信息公开工作。", &["政务信息公开"]),
            ("建立建全制度，做好府信息公开平台建设。", &["建立建全", "府信息公开"]),
            ("涉及国家机密的不予公开。", &["国家机密"]),
            ("规范依法办理申请公开政\n\n府信息的水平。", &["规范"]),
            ("加强干部业务水平。", &["加强"]),
            ("下一步，重点做好几个方面：", &["重点做好几个方面"]),
            ("我镇将在今后的政务公开工作采取以下措施：", &["在今后的政务公开工作采取"]),
        ] {
            let found: Vec<_> = findings_of("wrong-term", text);
            let words: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
            assert_eq!(words, marked, "{text}");
            assert!(found.iter().all(|(_, severity)| *severity == Severity::Hint));
        }
    }

    #[test]
    fn right_terms_are_not() {
        for text in [
            "截止日期为2023年12月31日，截止时间为17时。",
            "统计数据截止到2023年12月31日。",
            "所列数据截止2023年12月31日。",
            "群众反映强烈的事项，反应迅速。",
            "纳入“政务信息公开平台”建设。",
            "维护县政务信息公开网和政务信息公开栏。",
            "东街街道政府信息公开工作。",
            "加强业务培训，提高工作水平。",
            "加强学习，提升规范化水平。",
            "加强学习，提升标准化、规范化水平。",
            "规范服务、提高水平。",
            "重点做好以下几个方面工作。",
            "在今后的政务公开工作中采取措施，对政务公开工作采取以下措施。",
            "发布署名文章20篇。",
            "违法违规犯错的，依法处理。",
            "市政府信息公开指南。",
        ] {
            assert_eq!(findings_of("wrong-term", text), [], "{text}");
        }
    }

    #[test]
    fn a_fix_names_the_day_that_the_year_ends() {
        let draft = |text: &str| SAMPLE.replacen("\n\n二、", &format!("\n{text}\n\n二、"), 1);
        let fixed = first_fix("wrong-term", &draft("截止目前，公开20条。截止到目前，无申请。"));
        assert_eq!(fixed, draft("截至2023年12月31日，公开20条。截至2023年12月31日，无申请。"));
        assert_eq!(found_in("wrong-term", &fixed), []);
    }
}
