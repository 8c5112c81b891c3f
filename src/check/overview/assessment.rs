//! 工作考核、社会评议和责任追究: a people's government states their results, not only that it has such systems.

use crate::check::{Context, Sink};
use crate::find::{has, has_one};
use crate::finding::{Applicability, Edit};
use crate::form::open_spot;
use crate::source::Span;
use crate::words::{Hit, List};

use super::{overview, overview_place};

pub(super) fn missing(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if !context.reading.author.as_ref().is_some_and(|author| author.kind.is_government()) {
        return;
    }
    let prose = overview(context);
    let (Some(&first), Some(&last)) = (prose.first(), prose.last()) else { return };
    let end = context.reading.outline.attachments.start;
    let end = context.source.line(end).start;
    let hits = context.reading.words.of(List::Aspects).iter().take_while(|hit| hit.span.end <= end);
    if hits.clone().any(|hit| states_result(context, hit)) {
        return;
    }
    let message =
        "没有写明工作考核、社会评议和责任追究的结果。条例要求各级人民政府写明，没有发生责任追究的也要写明。";
    // It belongs behind what is said about supervision.
    let is_supervision = |span: &&Span| {
        context.reading.words.within(List::Aspects, **span).any(|hit| hit.entry.column(0) == "监督保障")
    };
    let place = prose.iter().rev().find(is_supervision).unwrap_or(&last);
    let sentence = "全年没有发生责任追究的情形。";
    let stop = if context.source.slice(*place).ends_with(['。', '；', '！']) { "" } else { "。" };
    let open = format!("{}。", open_spot("工作考核和社会评议的结果"));
    sink.at(overview_place(context, first), message)
        .fix(
            "没有发生责任追究：写明这一点",
            Applicability::Manual,
            Edit::insert(place.end, format!("{stop}{sentence}")),
        )
        .fix(
            "三项都写：留出位置填写考核和评议的结果",
            Applicability::Manual,
            Edit::insert(place.end, format!("{stop}{open}{sentence}")),
        );
}

/// Whether the words around a hit say how an assessment turned out.
fn states_result(context: &Context<'_, '_>, hit: &Hit) -> bool {
    const NONE: [&str; 17] = [
        "未发生",
        "未出现",
        "未有",
        "未受",
        "未被",
        "未因",
        "未对",
        "未产生",
        "未涉及",
        "没有",
        "不存在",
        "无",
        "零",
        "0起",
        "0人",
        "0次",
        "0件",
    ];
    const MARKS: [&str; 16] = [
        "优秀", "良好", "合格", "优良", "优等", "先进", "排名", "名列", "位列", "位居", "名次", "等次",
        "得分", "满分", "表彰", "达标",
    ];
    const OPINIONS: [&str; 5] = ["满意", "好评", "未收到", "没有收到", "无投诉"];
    let which = hit.entry.column(1);
    if which.is_empty() || context.reading.in_table(context.source.line_index(hit.span.start)) {
        return false;
    }
    let clause = || around(context, hit.span, &['，', ',', '。', '；', ';']);
    let sentence = || around(context, hit.span, &['。', '；', ';']);
    match which {
        "责任追究" => {
            let clause = clause();
            has_one(clause, &NONE) || clause.ends_with('0') || has(clause, "为0")
        }
        "工作考核" => has_one(sentence(), &MARKS),
        _ => {
            let sentence = sentence();
            has_one(sentence, &MARKS) || has_one(sentence, &OPINIONS)
        }
    }
}

/// The text around a place up to separators or the ends of its line, and not far.
fn around<'t>(context: &Context<'_, 't>, span: Span, separators: &[char]) -> &'t str {
    const FAR: usize = 60;
    let (before, behind) = context.source.beside(span);
    let inside = |&(_, c): &(usize, char)| !separators.contains(&c);
    let start = before.char_indices().rev().take(FAR).take_while(inside).last();
    let start = start.map_or(span.start, |(at, _)| span.start - (before.len() - at) as u32);
    let end = behind.char_indices().take(FAR).take_while(inside).last();
    let end = end.map_or(span.end, |(at, c)| span.end + (at + c.len_utf8()) as u32);
    context.source.slice(Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use crate::check_text;
    use crate::source::Span;

    /// Whether it is reported for a body whose overview ends with `said`; after the fix it never is.
    fn is_missing(body: &str, said: &str) -> bool {
        let draft = format!(
            "{body}2023年政府信息公开工作年度报告\n一、总体情况\n（一）主动公开。公开信息32条。\n（五）监督保障。{said}\n二、主动公开政府信息情况\n"
        );
        let edits = |text: &str| {
            let finding =
                check_text(text).findings.into_iter().find(|finding| finding.rule == "assessment-missing")?;
            Some(finding.fixes.first()?.edits().to_vec())
        };
        let Some(fix) = edits(&draft) else { return false };
        let fixed = Span::at(fix.first().unwrap().span.start);
        let (head, tail) = draft.split_at(fixed.start as usize);
        assert_eq!(edits(&format!("{head}{}{tail}", fix.first().unwrap().text)), None, "after the fix");
        true
    }

    #[test]
    fn a_government_that_states_no_result_is_asked_for_it() {
        for said in [
            "强化监督检查。",
            "落实“工作考核、社会评议、责任追究”等要求，定期考核、评议，确保各项工作按时完成。",
            "考评结果纳入岗位目标责任制",
            "对未按时公开的，严肃追究责任。",
        ] {
            assert!(is_missing("青溪县柳河镇人民政府", said), "{said}");
            assert!(is_missing("青溪县人民政府", said), "{said}");
        }
    }

    #[test]
    fn any_stated_result_is_enough() {
        for said in [
            "全年未发生责任追究情况。",
            "没有因政府信息公开工作被追究责任的情形。",
            "责任追究0起。",
            "责任追究结果：无。",
            "在全县政务公开工作考核中被评为优秀等次。",
            "开展社会评议，群众满意度为98%。",
        ] {
            assert!(!is_missing("青溪县柳河镇人民政府", said), "{said}");
        }
    }

    #[test]
    fn departments_offices_and_subdistricts_are_not_asked() {
        for body in ["青溪县教育局", "青溪县人民政府办公室", "东门街道办事处"] {
            assert!(!is_missing(body, "强化监督检查。"), "{body}");
        }
    }
}
