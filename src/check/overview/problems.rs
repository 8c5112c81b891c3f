//! 存在的主要问题及改进情况: problems and measures, one to one.

use crate::check::{Context, Sink};
use crate::find::{beginning, begins_with_one, ends_with_one, has, has_any, has_one, place, places, split};
use crate::finding::Severity;
use crate::fold::{is_digit, trim};
use crate::form::{OPEN_SPOT, PROBLEMS, SECTIONS};
use crate::number::{NUMERALS, Ordinal};
use crate::order::sort_by_key;
use crate::source::Span;
use crate::words::List;

use super::section;

/// Words that a clause about something to be done begins with.
const DOING: [&str; 34] = [
    "加强",
    "完善",
    "提高",
    "提升",
    "强化",
    "健全",
    "加大",
    "加快",
    "规范",
    "建立",
    "推进",
    "推动",
    "深化",
    "优化",
    "拓宽",
    "拓展",
    "落实",
    "进一步",
    "持续",
    "继续",
    "不断",
    "积极",
    "定期",
    "及时",
    "组织",
    "开展",
    "充实",
    "做好",
    "做实",
    "严格",
    "压实",
    "创新",
    "丰富",
    "细化",
];
/// Words before 改进 and the like that make it a wish for it and no measure.
const WANTED: [&str; 6] = ["有待", "亟待", "需要", "需", "加以", "进一步"];

pub(super) fn measures(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    const SHORTEST: u32 = 30;
    let (Some(section), Some(official)) = (section(context, PROBLEMS), SECTIONS.get(PROBLEMS)) else {
        return;
    };
    let outline = &context.reading.outline;
    let signature = outline.signature_lines();
    // Where the heading stands twice, what is below the other is of the section as well.
    let again = outline.repeated.iter().filter(|other| other.heading.section == PROBLEMS);
    let mut bodies: Vec<_> = again.map(|other| other.body.clone()).chain([section.body.clone()]).collect();
    sort_by_key(&mut bodies, |lines| lines.start);
    let prose: Vec<Span> = bodies
        .into_iter()
        .flat_map(|lines| context.reading.prose(lines))
        .filter(|(line, _)| !signature.contains(line))
        .map(|&(_, span)| span)
        .filter(|&span| !context.source.slice(span).starts_with(OPEN_SPOT))
        .collect();
    if prose.iter().map(|span| span.len()).sum::<u32>() < SHORTEST {
        return;
    }
    let shows = |kind: &str| {
        prose.iter().any(|&span| {
            let mut hits = context.reading.words.within(List::Aspects, span);
            hits.any(|hit| hit.entry.column(0) == kind && !is_no_measure(context, span, hit.span))
        })
    };
    let any = |says: fn(&str) -> bool| prose.iter().any(|&span| says(context.source.slice(span)));
    let has_problems = shows("问题");
    let has_measures = shows("措施") || any(says_what_to_do);
    let message = if !has_measures && any(claims_none) {
        "写的是没有问题。这一部分要写明存在的主要问题，并逐条写出改进措施，不能写没有。"
    } else if has_problems && !has_measures && !any(says_what_was_done) {
        "只写了存在的问题，没有写改进措施，请逐条写出改进措施。"
    } else if !has_problems && has_measures && !any(may_complain) {
        "只写了改进措施，没有写存在的主要问题，请写明。"
    } else {
        return compare(context, sink, &prose);
    };
    sink.at(section.heading.span, format!("“{}”{message}", official.line()));
}

/// Whether a word for a measure is none here: 有待改进, 针对性不强.
fn is_no_measure(context: &Context<'_, '_>, line: Span, word: Span) -> bool {
    let before = context.source.slice(Span::new(line.start, word.start));
    let behind = context.source.slice(Span::new(word.end, line.end));
    match context.source.slice(word) {
        "改进" => ends_with_one(before, &WANTED),
        "针对" => behind.starts_with('性'),
        _ => false,
    }
}

/// Whether a paragraph may name a problem in words that no list has: it says that something is not so, too little,
/// or wanting.
fn may_complain(text: &str) -> bool {
    const WORDS: [&str; 6] = ["存在", "仍有", "空间", "制约", "有限", "简单"];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '欠' | '缺' | '少' | '弱' | '低' | '差' | '难' | '未' | '待' | '仍' | '需' | '慢' => {
                return true;
            }
            '不' if chars.peek() != Some(&'断') => return true,
            _ => {}
        }
    }
    has_one(text, &WORDS)
}

/// Whether a paragraph names something to be done.
fn says_what_to_do(text: &str) -> bool {
    text.contains('将')
        || split(text, &['，', ',', '。', '；', ';', '：', ':']).any(|clause| {
            let clause = Ordinal::strip(trim(clause));
            let clause = clause
                .split_once('是')
                .filter(|(ordinal, _)| is_numeral(ordinal))
                .map_or(clause, |(_, rest)| rest);
            begins_with_one(clause, &DOING)
        })
}

/// Whether a paragraph says that there are no problems: 不存在问题, 没有存在的问题.
fn claims_none(text: &str) -> bool {
    const NEGATIONS: [&str; 8] = ["不存在", "没有", "无", "未发现", "没有发现", "暂无", "未出现", "没有出现"];
    const KINDS: [&str; 8] = ["存在的", "存在", "明显的", "明显", "突出的", "突出", "主要", "任何"];
    split(text, &['，', ',', '。', '；', ';', '！']).any(|clause| {
        let Some(mut head) = trim(clause).strip_suffix("问题") else { return false };
        while let Some(rest) = KINDS.iter().find_map(|kind| head.strip_suffix(kind)) {
            head = rest;
        }
        ends_with_one(head, &NEGATIONS) || head.ends_with('不') && clause.contains("不存在")
    })
}

/// Whether a paragraph tells of a measure that was taken: 已修订答复模板, 安排人员参加培训1次. What was done too seldom
/// or not at all is none.
fn says_what_was_done(text: &str) -> bool {
    const DONE: [&str; 32] = [
        "修订", "制作", "安排", "制定", "印发", "出台", "增加", "增设", "增配", "补充", "配备", "明确",
        "邀请", "聘请", "编制", "编印", "举办", "新增", "更新", "调整", "指定", "落实", "建立", "完善",
        "开展", "组织", "整改", "规范", "优化", "改版", "公开", "培训",
    ];
    /// Bytes behind such a word in which it is counted.
    const NEAR: usize = 90;
    const TOO_LITTLE: [char; 10] = ['仅', '只', '不', '未', '没', '少', '缺', '才', '难', '无'];
    split(text, &['，', ',', '。', '；', ';', '：', ':', '、']).any(|clause| {
        if has_any(clause, &TOO_LITTLE) {
            return false;
        }
        DONE.iter().any(|done| {
            places(clause, done).any(|at| {
                let (before, behind) = (clause.get(..at), clause.get(at + done.len()..));
                let (Some(before), Some(behind)) = (before, behind) else { return false };
                // 已公开的信息更新较慢 says nothing of what was done about it.
                let already = before.ends_with('已') && !behind.starts_with('的');
                let begins =
                    before.is_empty() || ends_with_one(before, &["年", "局", "镇", "校", "院", "委", "办"]);
                already || begins && beginning(behind, NEAR).contains(is_digit)
            })
        })
    })
}

fn is_numeral(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| NUMERALS.contains(&c)) && chars.next().is_none()
}

/// How many items a text counts: 一是, 二是, and so on from 一.
fn counted(text: &str) -> usize {
    let mut next = NUMERALS.iter().peekable();
    for at in places(text, "是") {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        next.next_if(|&&numeral| before == Some(numeral));
    }
    NUMERALS.len() - next.len()
}

/// Problems and measures that are both counted come in the same number; and one sentence is no list of problems.
fn compare(context: &Context<'_, '_>, sink: &mut Sink<'_>, prose: &[Span]) {
    const MANY: usize = 3;
    let text: Vec<&str> = prose.iter().map(|&span| context.source.slice(span)).collect();
    let text = text.join("\n");
    let cut = ["下一步", "下步", "下阶段", "接下来", "今后", "改进", "整改", "打算", "将"]
        .into_iter()
        .filter_map(|cue| place(&text, cue))
        .min();
    let Some((problems, measures)) = cut.and_then(|at| text.split_at_checked(at)) else { return };
    let (problem_count, measure_count) = (counted(problems), counted(measures));
    let Some(section) = section(context, PROBLEMS) else { return };
    let message = if problem_count > measure_count && measure_count > 0 {
        format!("列出了{problem_count}个问题，改进措施只有{measure_count}条，宜逐条对应。")
    } else if problem_count == 0 && measure_count >= MANY && one_problem(context, prose) {
        format!("问题只概括写了一句，改进措施有{measure_count}条，宜逐条写明问题，与措施对应。")
    } else {
        return;
    };
    sink.at(section.heading.span, message).severity(Severity::Hint);
}

/// Whether only one clause before the counted measures names a problem.
fn one_problem(context: &Context<'_, '_>, prose: &[Span]) -> bool {
    let first_counted = |span: &&Span| !context.source.slice(**span).contains("一是");
    let mut clauses = 0;
    for &span in prose.iter().take_while(first_counted) {
        let hits = context.reading.words.within(List::Aspects, span);
        let mut hits = hits.filter(|hit| hit.entry.column(0) == "问题").peekable();
        let mut start = span.start;
        for clause in context.source.slice(span).split_inclusive(['，', ',', '。', '；', ';']) {
            let end = start + clause.len() as u32;
            let mut named = false;
            while hits.next_if(|hit| hit.span.start < end).is_some() {
                named = true;
            }
            let refers_back = has(clause, "针对") || has(clause, "以上") || has(clause, "上述");
            clauses += usize::from(named && !refers_back);
            start = end;
        }
    }
    clauses == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_text;

    /// Severity and message for a fifth section.
    fn found(problems: &str) -> Vec<(Severity, String)> {
        let text = format!(
            "青溪县教育局2023年政府信息公开工作年度报告\n一、总体情况\n公开信息32条。\n五、存在的主要问题及改进情况\n{problems}\n六、其他需要报告的事项\n无。\n"
        );
        let findings =
            check_text(&text).findings.into_iter().filter(|finding| finding.rule == "measures-missing");
        findings.map(|finding| (finding.severity, finding.message)).collect()
    }

    #[test]
    fn problems_and_measures_go_together() {
        for text in [
            "一是更新不够及时，二是业务不够熟悉。下一步，按月核对栏目，每季度组织学习。",
            "存在更新不够及时的问题，我局将按月核对。",
            "（一）存在的主要问题\n更新不够及时。\n（二）改进情况\n按月核对栏目。",
            "1.更新不及时。2.人员不足。\n1.完善制度，按月核对。2.组织业务学习。",
            "坚持问题导向，加强业务学习，按月核对栏目更新情况。",
            "与群众的期待相比仍有提升空间，下一步按月核对栏目。",
            "解读的渠道有限，形式不多样。下一步制作图解。",
            "更新不够及时。针对这一情况，每月由专人核对栏目。",
            "存在的问题是答复书说理偏简。2023年，已修订答复模板4份，安排人员参加县里培训1次。",
            "一是答复书说理偏简；二是解读形式单一。2023年我局修订答复模板4份，制作图解3份。",
            "财务、采购信息偏少，兼职人员业务不熟悉。2023年，学校已补充公开采购结果21条，安排兼职人员参加县里培训1次。",
            "主要问题是价格公示更新不及时，已安排医保物价科每季度核对一次。",
            "一是公开内容陈旧，二是答复周期偏长，三是人员精力分散。已于年底完成整改。",
            "无。",
            "〔请填写：存在的主要问题和对应的改进措施〕",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for (text, lacking) in [
            ("一是更新不够及时，二是业务不够熟悉，有待改进。", "没有写改进措施"),
            ("政策解读的形式单一，公开的时效性有待加强。", "没有写改进措施"),
            ("公开的针对性不强，与群众的期待还有差距。", "没有写改进措施"),
            ("已公开的信息更新不够及时，全年只举办培训1次，形式单一。", "没有写改进措施"),
            ("本年度政府信息公开工作不存在问题。", "不能写没有"),
            ("2023年，我局政府信息公开工作总体平稳，没有存在的问题。", "不能写没有"),
            ("一是按月核对栏目，二是每季度组织一次业务学习，下一步坚持。", "没有写存在的主要问题"),
        ] {
            let found = found(text);
            assert!(
                matches!(found.as_slice(), [(Severity::Warning, message)] if message.contains(lacking)),
                "{text} {found:?}"
            );
        }
    }

    #[test]
    fn below_a_heading_that_stands_twice_is_one_section() {
        let twice = "一是更新不够及时，二是业务不够熟悉。\n五、存在的主要问题及改进情况\n下一步，按月核对栏目，每季度组织学习。";
        assert_eq!(found(twice), []);
        let lacking =
            "一是更新不够及时，二是业务不够熟悉。\n五、存在的主要问题及改进情况\n三是形式单一，有待改进。";
        assert_eq!(found(lacking).len(), 1);
    }

    #[test]
    fn counted_problems_have_as_many_measures() {
        for (text, said) in [
            ("一是更新不及时。二是形式单一。三是人员不足。下一步：一是按月核对栏目。", "3个问题"),
            (
                "公开内容的及时性还存在一定差距。针对以上不足，将采取以下措施：\n一是提高认识。\n二是健全制度。\n三是组织学习。",
                "概括写了一句",
            ),
        ] {
            let found = found(text);
            assert!(
                matches!(found.as_slice(), [(Severity::Hint, message)] if message.contains(said)),
                "{text} {found:?}"
            );
        }
        for text in [
            "一是更新不及时。二是形式单一。下一步：一是按月核对栏目。二是制作图解。",
            "一是更新不及时。二是形式单一。下一步，按月核对栏目，制作图解。",
            "一是更新不及时。二是形式单一。下一步：一是核对。二是图解。三是学习。",
            "内容、形式不够规范，与日常管理脱节，政策解读不到位。下一步：一是核对。二是图解。三是学习。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
