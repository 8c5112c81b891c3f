//! Lists that say before them how many items they have: 存在三点不足：一是…二是….
//!
//! An item may be numbered in another way than those before it, or not at all, and a list may stand within a list: where
//! anything speaks for that, nothing is said.

use crate::check::{Context, Sink};
use crate::find::{begins_with_one, ending, ends_with_one, has_any, has_one, is_left_open, places};
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::{is_digit, is_han, trim_end};
use crate::number::{NUMERALS, number_behind};
use crate::source::Span;

use super::Item;

/// What stands between the number and what is counted, longer words before those that they begin with.
const COUNTERS: [&str; 8] = ["个方面", "大方面", "方面", "点", "项", "条", "个", "大"];

/// What is counted; the announcement ends with it. 三项制度 have names of their own, and may be what the list is about.
const COUNTED: [&str; 24] = [
    "问题",
    "不足",
    "短板",
    "弱项",
    "差距",
    "困难",
    "原因",
    "措施",
    "举措",
    "工作",
    "做法",
    "建议",
    "意见",
    "打算",
    "环节",
    "入手",
    "着手",
    "发力",
    "改进",
    "努力",
    "推进",
    "方面",
    "薄弱点",
    "之处",
];

/// What the announcement may end with behind that.
const LEADS_ON: [&str; 3] = ["如下", "展开", "开展"];

/// What stands at the beginning of an item without a number.
const MORE: [&str; 10] = ["此外", "另外", "最后", "同时", "还有", "再次", "再者", "其次", "并且", "第"];

/// What a list announces.
struct Announced {
    count: usize,
    numeral: Span,
    /// From the number to the end of what is counted.
    span: Span,
}

/// Reports the first list of some paragraphs that has fewer or more items than the words before it say.
pub(super) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>, items: &[Item]) {
    for (index, first) in items.iter().enumerate().filter(|(_, item)| item.value == 1) {
        let Some(announced) = announced(context, first) else { continue };
        let behind = items.get(index..).unwrap_or_default();
        let count = behind.iter().zip(1..).take_while(|&(item, value)| item.value == value).count();
        let (own, rest) = behind.split_at(count);
        if count < 2 || count == announced.count || goes_on(context, own, rest, announced.count) {
            continue;
        }
        let said = context.source.slice(announced.span);
        let message = format!("前面说的是“{said}”，后面列出了{count}项，请核对是数目写错还是漏了内容。");
        let report = sink.at(announced.span, message).severity(Severity::Warning);
        for item in own {
            report.note(item.numeral, format!("第{}项在这里。", item.value));
        }
        let written = context.source.slice(announced.numeral);
        let right = match (count, NUMERALS.get(count - 1)) {
            _ if written.starts_with(|c: char| c.is_ascii_digit()) => count.to_string(),
            (2, _) => "两".to_owned(),
            (_, Some(numeral)) => numeral.to_string(),
            _ => return,
        };
        let title = format!("把“{written}”改为“{right}”");
        report.fix(title, Applicability::Manual, Edit::replace(announced.numeral, right));
        return;
    }
}

/// What the words right before the first item of a list say about how many it has: on its line, or as the end of the
/// paragraph above.
fn announced(context: &Context<'_, '_>, first: &Item) -> Option<Announced> {
    /// Bytes before the list in which that is said.
    const REACH: usize = 120;
    const LONGEST: usize = 8;
    let (source, reading) = (context.source, context.reading);
    let index = source.line_index(first.numeral.start);
    let line = source.line(index);
    let head = source.slice(Span::new(line.start, first.numeral.start));
    let is_alone = trim_end(head).is_empty();
    let (start, head) = if is_alone {
        let &(_, above) = reading.prose(0..index).last()?;
        (above.start, source.slice(above))
    } else {
        (line.start, head)
    };
    let before_list = trim_end(head);
    let text = trim_end(before_list.strip_suffix(['：', ':', '。'])?);
    let clause = ending(text, REACH);
    let from = text.len() - clause.len();
    let is_stopped = before_list.ends_with('。');
    let bare = LEADS_ON.iter().find_map(|end| clause.strip_suffix(end)).unwrap_or(clause);
    COUNTERS.iter().find_map(|counter| {
        let (at, (number, count)) = places(bare, counter)
            .filter_map(|at| Some((at, number_behind(bare.get(..at)?)?)))
            .last()
            .filter(|&(_, (_, count))| (2..=NUMERALS.len()).contains(&count))?;
        let behind = bare.get(at + counter.len()..)?;
        let is_short = behind.chars().all(is_han) && behind.chars().count() <= LONGEST;
        // 三个方面：, 三点：; but of 三项 something must be said.
        let is_counted = ends_with_one(behind, &COUNTED)
            || behind.is_empty() && (counter.ends_with("方面") || *counter == "点");
        let before = bare.get(..number)?;
        // 存在三点不足。一是…: a sentence of its own counts what follows only where it does nothing else.
        let is_leading = !is_stopped || leads_on(before, behind);
        // 第三个问题, 十余个, 12.3; and what another text says.
        let is_number =
            !before.ends_with(['第', '.', '．', '近', '约', '前', '后', '余', '每']) && !is_left_open(before);
        let place = |from_byte: usize, to: usize| {
            Span::new(start + (from + from_byte) as u32, start + (from + to) as u32)
        };
        (is_short && is_counted && is_number && is_leading).then(|| Announced {
            count,
            numeral: place(number, at),
            span: place(number, bare.len()),
        })
    })
}

/// Whether a sentence with these words before its number and behind what is counted only says that there are so many:
/// 主要存在三点不足, 下一步做好以下四项工作. 解决了三个问题 says what became of them.
fn leads_on(before: &str, behind: &str) -> bool {
    const LEADS: [&str; 12] =
        ["存在", "存在着", "还有", "仍有", "有", "以下", "如下", "采取", "做好", "表现在", "体现在", "从"];
    const OTHERS: [&str; 12] =
        ["上年", "去年", "往年", "年提出", "整改", "解决", "完成", "反馈", "指出", "通报", "梳理", "发现"];
    let sentence = before.rsplit('。').next().unwrap_or(before);
    let sentence = sentence.trim_end_matches(|c: char| "的了着及".contains(c));
    let sentence = sentence.strip_suffix("主要").unwrap_or(sentence);
    ends_with_one(sentence, &LEADS) && !has_one(sentence, &OTHERS) && !has_one(behind, &OTHERS)
}

/// Whether a list may have more items than `own`: one that a list within it stands before, one that is numbered in
/// another way, or one without a number.
fn goes_on(context: &Context<'_, '_>, own: &[Item], rest: &[Item], announced: usize) -> bool {
    /// Items of lists within this one that are looked at.
    const WITHIN: usize = 20;
    /// Paragraphs behind the last item in which it may go on.
    const PARAGRAPHS: usize = 3;
    let source = context.source;
    let count = own.len();
    if rest.iter().take(WITHIN).any(|item| item.value == count + 1) {
        return true;
    }
    if announced < count {
        return false;
    }
    let (Some(last), Some(&next)) = (own.last(), NUMERALS.get(count)) else { return true };
    let index = source.line_index(last.numeral.start);
    let line = source.line(index);
    let end = rest.first().map_or(line.end, |item| item.numeral.start).clamp(last.numeral.end, line.end);
    let text = source.slice(Span::new(last.numeral.end, end.max(last.numeral.end)));
    let digit = char::from_digit(count as u32 + 1, 10).unwrap_or(next);
    let numbered = |text: &str| has_any(text, &[next, digit]);
    let begins = |text: &str| begins_with_one(text, &MORE);
    let mut clauses = places(text, "；").chain(places(text, "。")).chain(places(text, "，"));
    let unnumbered = clauses.any(|at| text.get(at + '；'.len_utf8()..).is_some_and(begins));
    let below = context.reading.prose(index + 1..source.lines().len());
    let in_another_way = below.iter().take(PARAGRAPHS).any(|&(_, span)| {
        let opening = source.slice(span);
        let number = opening.trim_start_matches(['（', '(', '第']).strip_prefix([next, digit]);
        number.is_some_and(|rest| !rest.starts_with(is_digit)) || begins(opening)
    });
    numbered(text) || unnumbered || in_another_way
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, first_fix, found_in};

    const PLACE: &str = "一是公开内容更新不够及时，二是经办人员业务不够熟悉。";

    fn draft(text: &str) -> String {
        assert!(SAMPLE.contains(PLACE));
        SAMPLE.replacen(PLACE, text, 1)
    }

    #[test]
    fn a_list_has_as_many_items_as_it_announces() {
        for (text, said, right) in [
            ("存在三点不足：一是更新不够及时；二是业务不够熟悉。", "三点不足", "两点不足"),
            ("还存在3个方面的问题：一是更新不够及时；二是业务不够熟悉。", "3个方面的问题", "2个方面的问题"),
            ("存在三方面问题：\n一是更新不够及时。\n二是业务不够熟悉。", "三方面问题", "两方面问题"),
            ("采取以下四项措施：一是更新；二是培训；三是检查。", "四项措施", "三项措施"),
            ("主要问题有两个方面：一是更新慢；二是不熟悉；三是公开少。", "两个方面", "三个方面"),
            ("存在四个主要问题如下：一是更新慢；二是不熟悉；三是公开少。", "四个主要问题", "三个主要问题"),
            ("主要存在三点不足。一是更新不够及时；二是业务不够熟悉。", "三点不足", "两点不足"),
            ("存在以下三个问题。\n一是更新不够及时。\n二是业务不够熟悉。", "三个问题", "两个问题"),
            ("主要有两方面问题。一是更新慢。二是不熟悉。三是公开少。", "两方面问题", "三方面问题"),
            ("下一步从三个方面入手：一是更新；二是培训。", "三个方面入手", "两个方面入手"),
        ] {
            let wrong = draft(text);
            let found: Vec<_> = found_in("list-style", &wrong).into_iter().map(|(said, _)| said).collect();
            assert_eq!(found, [said], "{text}");
            assert_eq!(first_fix("list-style", &wrong), draft(&text.replacen(said, right, 1)));
        }
    }

    #[test]
    fn a_list_that_agrees_or_goes_on_in_another_way_is_right() {
        for text in [
            "存在两点不足：一是更新不够及时；二是业务不够熟悉。",
            "存在2个方面的问题：一是更新不够及时；二是业务不够熟悉。",
            "存在三点不足：一是更新慢；二是不熟悉；三是公开少。",
            "存在三点不足：一是更新慢；二是不熟悉；三、公开少。",
            "存在三点不足：一是更新慢；二是不熟悉；三要加强公开。",
            "存在三点不足：一是更新慢；二是不熟悉；此外，公开少。",
            "存在三点不足：一是更新慢；二是不熟悉。同时，公开少。",
            "存在三点不足：一是更新慢。\n二是不熟悉。\n（三）公开少。",
            "存在三点不足：一是更新慢。\n二是不熟悉。\n3.公开少。",
            "存在三点不足：一是更新慢。\n二是不熟悉。\n此外，公开少。",
            "存在三点不足：一是更新：一是学习，二是审核；二是不熟悉；三是公开少。",
            "存在三点不足：一是更新慢；二是不熟悉：一是不学，二是不问；三是公开少。",
            "存在三点不足：1.更新慢；2.不熟悉；3.公开少。",
            "存在三点不足：更新慢，不熟悉，公开少。",
            "对照第三个问题：一是更新慢；二是不熟悉。",
            "落实“三项制度”：一是更新；二是培训。",
            "落实三项制度：一是更新；二是培训。",
            "按照“存在三点不足：一是更新；二是培训”的要求整改。",
            "收到建议三条，问题如下：一是更新慢；二是不熟悉。",
            "召开会议三次研究工作：一是更新；二是培训。",
            "近三个方面：一是更新；二是培训。",
            "上年存在三点不足。一是更新慢；二是不熟悉。",
            "已解决了三个问题。一是更新慢；二是不熟悉。",
            "梳理出以下三个问题。一是更新慢；二是不熟悉。",
            "按照通知要求抓好三项工作。一是更新；二是培训。",
            "存在三点不足。一是更新慢；二是不熟悉；三是公开少。",
            "存在三点不足。更新慢，不熟悉，公开少。改进如下：一是更新；二是培训。",
            "存在两点不足：一是更新慢；二是不熟悉。改进如下：一是更新；二是培训；三是检查。",
        ] {
            assert_eq!(found_in("list-style", &draft(text)), [], "{text}");
        }
    }
}
