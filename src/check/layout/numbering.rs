//! Lists in running text and sub-headings whose numbers repeat or skip one: 一是…二是…二是…, （一）（二）（二）; and lists that
//! have other numbers of items than they announce.

mod announced;

use crate::check::{Context, Sink};
use crate::find::{has_any, has_one, places};
use crate::finding::{Applicability, Edit, Severity};
use crate::form::SECTIONS;
use crate::number::{NUMERALS, Ordinal, OrdinalStyle};
use crate::source::Span;

/// A number of a list.
#[derive(Clone, Copy)]
struct Item {
    value: usize,
    /// Its numeral.
    numeral: Span,
}

pub(super) fn numbers(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let sections = context.reading.outline.sections.iter().zip(&SECTIONS);
    let own = sections.filter_map(|(section, form)| Some((section.as_ref()?, form.table.is_some())));
    for (section, has_table) in own.filter(|(section, _)| !section.in_attachment) {
        let (mut headings, mut list) = (Vec::new(), Vec::new());
        for &(_, span) in context.reading.prose(section.body.clone()) {
            let text = context.source.slice(span);
            // Rows of a table that was not read are no sub-headings.
            headings.extend(heading(text, span).filter(|_| !has_table));
            let from = list.len();
            list.extend(items(text, span));
            // A list goes on in the next paragraph where that begins with its number.
            if list.get(from).is_none_or(|item| item.numeral.start != span.start) {
                let next = list.split_off(from);
                report(context, sink, &list, "是");
                list = next;
            }
        }
        report(context, sink, &list, "是");
        report(context, sink, &headings, "）");
    }
}

/// The number of the sub-heading that a paragraph begins with.
fn heading(text: &str, span: Span) -> Option<Item> {
    let ordinal = Ordinal::read(text).filter(|ordinal| ordinal.style == OrdinalStyle::BracketedChinese)?;
    let at = text.find(NUMERALS)?;
    let value = ordinal.value as usize;
    let numeral = NUMERALS.get(value.checked_sub(1)?)?;
    Some(Item { value, numeral: span.part(&(at..at + numeral.len_utf8())) })
}

/// The numbers 一是, 二是 of a paragraph that begin a clause.
fn items(text: &str, span: Span) -> impl Iterator<Item = Item> {
    places(text, "是").filter_map(move |at| {
        let head = text.get(..at)?;
        let value = NUMERALS.iter().position(|&numeral| head.ends_with(numeral))? + 1;
        let before = head.strip_suffix(NUMERALS)?;
        let begins =
            before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric() && !"“《".contains(c));
        begins.then(|| Item { value, numeral: span.part(&(before.len()..at)) })
    })
}

/// The first number of some that repeats or skips one. Lists stand within lists: a number that goes on one of them is
/// right, and what neither goes on nor is one off is no list that is understood.
fn fault(items: &[Item]) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        // The first of a list goes on none, and all that are open need not be asked.
        let goes_on = |last: &usize| last + 1 == item.value;
        if let Some(depth) = (item.value > 1).then(|| open.iter().rposition(goes_on)).flatten() {
            open.truncate(depth);
        } else if let Some(&last) = open.last().filter(|_| item.value > 1) {
            return (item.value == last || item.value == last + 2).then_some(index);
        }
        open.push(item.value);
    }
    None
}

fn report(context: &Context<'_, '_>, sink: &mut Sink<'_>, items: &[Item], mark: &str) {
    let Some(index) = fault(items) else {
        if mark == "是" {
            announced::check(context, sink, items);
        }
        return;
    };
    let Some([before, item]) = index.checked_sub(1).and_then(|last| items.get(last..=index)) else { return };
    let repeats = item.value == before.value;
    // A list within this one stands between them.
    if !repeats && item.value != before.value + 2 {
        return;
    }
    // A paragraph that stands twice is what `repeated-sentence` reports.
    let line = |item: &Item| context.source.line_index(item.numeral.start);
    let text = |line: usize| context.source.lines().get(line).map(|&line| context.source.slice(line));
    let (one, other) = (line(before), line(item));
    if repeats && one != other && text(one) == text(other) {
        return;
    }
    let right = if repeats { item.value + 1 } else { item.value - 1 };
    let between = context.source.slice(Span::new(before.numeral.end, item.numeral.start));
    let Some(&missing) = right.checked_sub(1).and_then(|right| NUMERALS.get(right)) else { return };
    // 二要, 二、: the one between is written another way.
    let is_there = match mark {
        "是" => has_any(between, &[missing]),
        _ => has_one(between, &[&format!("（{missing}"), &format!("({missing}"), &format!("{missing}、")]),
    };
    if !repeats && is_there {
        return;
    }
    let written =
        |numeral: &str| if mark == "是" { format!("{numeral}是") } else { format!("（{numeral}）") };
    let (here, lost) = (written(context.source.slice(item.numeral)), written(&missing.to_string()));
    let message = if repeats {
        format!("序号“{here}”连着用了两次，后一处像是应为“{lost}”，请核对。")
    } else {
        format!("“{here}”前面没有“{lost}”，请核对是漏了内容还是序号写错。")
    };
    // Those behind it move by one as long as they go on.
    let mut edits = Vec::new();
    for (step, next) in items.iter().skip(index).enumerate() {
        let moved = (right + step).checked_sub(1).and_then(|right| NUMERALS.get(right));
        let Some(numeral) = moved.filter(|_| next.value == item.value + step) else { break };
        edits.push(Edit::replace(next.numeral, numeral.to_string()));
    }
    sink.at(item.numeral, message)
        .severity(Severity::Warning)
        .note(before.numeral, "前一个序号在这里。")
        .fix_all("依次编号", Applicability::Manual, edits);
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, first_fix, found_in};

    #[test]
    fn a_number_that_repeats_or_skips_is_found_once_a_list() {
        for (text, fixed) in [
            ("一是加强学习；二是加强审核；二是加强公开。", "一是加强学习；二是加强审核；三是加强公开。"),
            ("一是学习。二是审核。二是公开。三是通报。", "一是学习。二是审核。三是公开。四是通报。"),
            ("一是学习。二是审核。二是公开。四是通报。", "一是学习。二是审核。三是公开。四是通报。"),
            ("一是学习，三是审核，四是公开。", "一是学习，二是审核，三是公开。"),
            ("一是学习。\n二是审核。\n二是公开。", "一是学习。\n二是审核。\n三是公开。"),
            ("（六）制度建设。\n（六）队伍建设。", "（六）制度建设。\n（七）队伍建设。"),
        ] {
            let draft = |text: &str| SAMPLE.replacen("\n\n二、", &format!("\n{text}\n\n二、"), 1);
            assert_eq!(found_in("list-style", &draft(text)).len(), 1, "{text}");
            assert_eq!(first_fix("list-style", &draft(text)), draft(fixed));
            assert_eq!(found_in("list-style", &draft(fixed)), []);
        }
    }

    #[test]
    fn lists_within_lists_and_lists_that_begin_again_are_right() {
        for text in [
            "一是加强学习；二是加强审核；三是加强公开。",
            "一是加强学习：一是学条例，二是学制度；二是加强审核。",
            "一是学习。二是审核：一是初审，二是复审，三是终审。三是公开。",
            "一是学习。二是审核：一是初审，二是复审。三是公开。",
            "问题如下：一是学习不够，二是审核不严。措施如下：一是加强学习，二是加强审核。",
            "一是学习不够，二是审核不严。\n一是加强学习，二是加强审核。",
            "问题：一是学习不够；二是审核不严。\n二是这样改进。",
            "一是学习，二要审核，三是公开。",
            "一是学习，同时在第二季度审核，三是公开。",
            "二是加强审核，三是加强公开。",
            "唯一是公开，二是审核，其二是学习。",
            "一是一，二是二，统一是要求。",
            "（六）制度建设。\n（一）学习制度。\n（二）审核制度。\n（七）队伍建设。",
            "（六）制度建设。（七）队伍建设。\n（八）其他。",
            "（六）制度建设。\n1.学习。\n1.审核。",
        ] {
            let right = text.replace("\n二是这样改进", "\n三是这样改进");
            assert_eq!(findings_of("list-style", &right), [], "{right}");
        }
    }
}
