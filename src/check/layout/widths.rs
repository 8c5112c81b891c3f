//! Punctuation of half width in Chinese, and blanks where none belong: one hint a report each.

use crate::check::counted::unit;
use crate::check::{Context, Sink};
use crate::find::{beginning, ending, first_of, has_any, others, split};
use crate::finding::Edit;
use crate::fold::is_han;
use crate::number::{Ordinal, OrdinalStyle, is_in_ordinal};
use crate::order::sort;
use crate::source::Span;
use crate::words::List;

use super::broken::is_common;
use super::{text_lines, together};

pub(super) fn half_width(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut edits: Vec<Edit> = Vec::new();
    for &(_, line) in context.reading.prose(text_lines(context)) {
        half_width_marks(line, context.source.slice(line), &mut edits);
    }
    // What other software left is reported as that.
    let left = context.reading.words.of(List::Artefacts);
    edits.retain(|edit| {
        let before = left.partition_point(|hit| hit.span.start <= edit.span.start).checked_sub(1);
        !before.and_then(|at| left.get(at)).is_some_and(|hit| hit.span.contains(edit.span))
    });
    sort(&mut edits);
    let mut kinds: Vec<char> = Vec::new();
    for edit in &edits {
        let mark = context.source.slice(edit.span).chars().next();
        kinds.extend(mark.filter(|mark| !kinds.contains(mark)));
    }
    let kinds: Vec<String> = kinds.iter().map(char::to_string).collect();
    let message = format!("全文有{}处半角标点（{}），中文里宜用全角。", edits.len(), kinds.join(" "));
    together(context, sink, edits, 0, message, "改为全角标点");
}

/// The marks of a line that should be of full width, and what they should be.
fn half_width_marks(line: Span, text: &str, edits: &mut Vec<Edit>) {
    if !others(text).any(|(_, c)| matches!(c, ',' | ';' | ':' | '?' | '!' | '(' | ')' | '"' | '.')) {
        return;
    }
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    let mut brackets: Vec<Option<usize>> = Vec::new();
    let mut quotes: Vec<usize> = Vec::new();
    // Where a Chinese character stood last: brackets stand within brackets.
    let mut last_han = None;
    let place = |at: usize| line.part(&(at..at + 1));
    while let Some((at, c)) = chars.next() {
        if is_han(c) {
            (before, last_han) = (c, Some(at));
            continue;
        }
        let mut ahead = chars.clone().map(|(_, c)| c);
        let after = ahead.next().unwrap_or('\n');
        let wide = match c {
            ',' => Some("，"),
            ';' => Some("；"),
            ':' => Some("："),
            '?' => Some("？"),
            '!' => Some("！"),
            '.' if after == '\n' && is_chinese(before) => Some("。"),
            _ => None,
        };
        // A blank behind it goes too.
        let blank = after == ' ' && ahead.next().is_some_and(is_chinese);
        if let Some(wide) = wide.filter(|_| is_chinese(before) || is_chinese(after) || blank) {
            edits.push(Edit::replace(line.part(&(at..at + 1 + usize::from(blank))), wide));
        }
        match c {
            '(' => brackets.push(Some(at)),
            '（' => brackets.push(None),
            '）' => drop(brackets.pop()),
            ')' => {
                if let Some(open) = brackets.pop().flatten().filter(|&open| last_han > Some(open)) {
                    edits.push(Edit::replace(place(open), "（"));
                    edits.push(Edit::replace(place(at), "）"));
                }
            }
            '"' => quotes.push(at),
            _ => {}
        }
        before = c;
    }
    // An odd one leaves open which is which.
    for pair in quotes.chunks_exact(2).filter(|_| quotes.len().is_multiple_of(2)) {
        if let &[open, close] = pair
            && text.get(open..close).is_some_and(|inside| inside.contains(is_han))
        {
            edits.push(Edit::replace(place(open), "“"));
            edits.push(Edit::replace(place(close), "”"));
        }
    }
}

/// Whether a character belongs to Chinese text: a Chinese character or a mark of full width.
fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '）' | '》' | '”' | '（' | '《' | '“' | '】' | '〕')
}

pub(super) fn stray_space(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let signature = outline.signature_lines();
    let title = outline.title.as_ref().map_or(0..0, |(lines, _)| lines.clone());
    let body = title.start..outline.attachments.start;
    let mut edits: Vec<Edit> = Vec::new();
    for &(number, line) in context.reading.prose(body) {
        let text = context.source.slice(line);
        let sentence = || has_any(text, &['，', '。', '；', ',', '、']);
        if !signature.contains(&number)
            && has_any(text, &[' ', '\u{A0}'])
            && (title.contains(&number) || sentence() || is_item(text))
        {
            // A heading of one's own has no punctuation: only what surely is one word is joined there.
            let all = title.contains(&number) || sentence();
            edits.extend(
                blanks(text, title.contains(&number))
                    .filter(|&(at, len)| all || is_within_a_word(text, at, len))
                    .map(|(at, len)| Edit::delete(line.part(&(at..at + len)))),
            );
        }
    }
    let shown: Vec<String> = edits
        .iter()
        .take(3)
        .map(|edit| {
            let span = super::around(context.source.text(), edit.span, 4, 2);
            format!("“{}”", context.source.slice(span))
        })
        .collect();
    let message = format!("全文有{}处多余的空格，如{}，宜删去。", edits.len(), shown.join("、"));
    together(context, sink, edits, 1, message, "删去多余的空格");
}

/// Whether a line is a numbered item.
fn is_item(text: &str) -> bool {
    let styles = [OrdinalStyle::Arabic, OrdinalStyle::BracketedChinese, OrdinalStyle::BracketedArabic];
    Ordinal::read(text).is_some_and(|ordinal| styles.contains(&ordinal.style))
}

/// Whether the blank at a place cuts a common word in two.
fn is_within_a_word(text: &str, at: usize, len: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let after = text.get(at + len..).and_then(|tail| tail.chars().next());
    before.zip(after).is_some_and(|(before, after)| is_common(&String::from_iter([before, after])))
}

/// The single blanks of a line within Chinese, with their lengths: between two characters, or between one and a
/// number. Blanks that set fields, names or letters apart stay.
fn blanks(text: &str, title: bool) -> impl Iterator<Item = (usize, usize)> {
    text.char_indices().filter(|&(_, c)| matches!(c, ' ' | '\u{A0}')).filter_map(move |(at, c)| {
        let (head, tail) = (text.get(..at)?, text.get(at + c.len_utf8()..)?);
        let (before, after) = (head.chars().next_back()?, tail.chars().next()?);
        let digit = crate::fold::is_digit;
        let fits = match (is_han(before), is_han(after)) {
            (true, true) => {
                // 公开信息 条， and 2024年 月 日: the blank is the place of a number.
                (!is_field(tail) && !is_place_of_number(head, tail)
                    || is_within_a_word(text, at, c.len_utf8()))
                    && !stands_apart(head, tail)
            }
            // 柳河镇人民政府 2023年…年度报告 is a title of two lines in one.
            (true, false) => digit(after) && !(title && tail.chars().take(4).all(digit)) && !is_field(tail),
            (false, true) => digit(before) && !is_number(head) && !is_field(tail),
            (false, false) => false,
        };
        (fits && !is_in_name(head, tail, is_within_a_word(text, at, c.len_utf8())))
            .then_some((at, c.len_utf8()))
    })
}

/// Whether a blank stands in a name that may be written with it: with letters in it (“Hi 12345 热线”, 《ISO 9001 质量管理体系》),
/// or a motto of two halves (“政务公开 你我同行”), where no word is cut in two.
fn is_in_name(head: &str, tail: &str, is_cut: bool) -> bool {
    /// Longest name on either side, in bytes.
    const LONGEST: usize = 60;
    const MARKS: [char; 4] = ['“', '”', '《', '》'];
    let before = ending(head, LONGEST);
    let Some(open) = before.rfind(MARKS) else { return false };
    let behind = beginning(tail, LONGEST);
    let Some(close) = first_of(behind, &MARKS) else { return false };
    let (Some(opened), Some(closed)) = (before.get(open..), behind.get(..close)) else { return false };
    let is_name = opened.starts_with(['“', '《'])
        && behind.get(close..).is_some_and(|end| end.starts_with(['”', '》']));
    let is_motto =
        || opened.starts_with('“') && !is_cut && opened.ends_with(is_han) && closed.starts_with(is_han);
    let is_foreign = || [opened, closed].iter().any(|part| part.contains(|c: char| c.is_ascii_alphabetic()));
    is_name && (is_motto() || is_foreign())
}

/// Whether a blank stands where a number was left out.
fn is_place_of_number(head: &str, tail: &str) -> bool {
    unit(tail).is_some()
        || head.ends_with('第') && !tail.starts_with(is_in_ordinal)
        || head.ends_with('年') && tail.starts_with('月')
        || head.ends_with('月') && tail.starts_with('日')
}

/// Whether the number at the end of `head` is all of it: 3 总体情况, the number of an item.
fn is_number(head: &str) -> bool {
    head.len() <= 2 && head.bytes().all(|b| b.is_ascii_digit())
}

/// What stands between a blank and the next blank or mark.
fn word_behind(tail: &str) -> &str {
    split(tail, &[' ', '\u{A0}', '\u{3000}', '，', '。', '；', '、', ',', ';']).next().unwrap_or_default()
}

/// Whether a blank stands between two fields of a line: 地址：… 电话：….
fn is_field(tail: &str) -> bool {
    /// Longest label, in characters: 依申请公开电话; but not 作还存在以下问题：….
    const LABEL: usize = 7;
    let label = word_behind(tail).split_once(['：', ':']);
    label.is_some_and(|(label, _)| label.chars().count() <= LABEL)
}

/// Whether a blank stands between single letters: 大 中 小.
fn stands_apart(head: &str, tail: &str) -> bool {
    let blank = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{3000}');
    let letter = |mut word: std::str::Chars<'_>| word.next().is_some_and(is_han) && word.next().is_none();
    let (last, word) = (head.rsplit(blank).next().unwrap_or_default(), word_behind(tail));
    letter(last.chars()) && head.len() > last.len()
        || letter(word.chars()) && tail.get(word.len()..).is_some_and(|rest| rest.starts_with(blank))
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, first_fix, found_in};
    use crate::finding::Severity;

    fn draft(text: &str) -> String {
        SAMPLE.replacen("\n\n二、", &format!("\n{text}\n\n二、"), 1)
    }

    #[test]
    fn punctuation_of_half_width_is_one_hint_with_one_fix() {
        for (text, fixed) in [
            ("取得成效,但仍有不足;下一步改进.", "取得成效，但仍有不足；下一步改进。"),
            ("现将情况报告如下: 一是更新。", "现将情况报告如下：一是更新。"),
            ("(六)学习培训。", "（六）学习培训。"),
            ("落实\"三审三校\"制度。", "落实“三审三校”制度。"),
            ("公开20条,办率100%,按月核对。", "公开20条，办率100%，按月核对。"),
        ] {
            let text = draft(text);
            let found = found_in("half-width", &text);
            assert!(matches!(found.as_slice(), [(_, Severity::Hint)]), "{text}: {found:?}");
            assert_eq!(first_fix("half-width", &text), draft(fixed));
        }
    }

    #[test]
    fn half_width_that_is_right_stays() {
        for text in [
            "公开1,250条，比例1:3，时间8:30。",
            "网址http://www.example.cn/a?b=c;d，邮箱a.b@example.cn。",
            "1)加强学习；(2)按月核对。",
            "国办发(2021)30号。",
            "（六)学习培训。",
            "采用OCR, PDF (A4)格式。",
            "比例为52.5%。",
            "落实\"三审三校制度。",
        ] {
            assert_eq!(findings_of("half-width", text), [], "{text}");
        }
    }

    #[test]
    fn blanks_within_words_and_before_numbers_are_one_hint() {
        for (text, fixed) in [
            ("夯实工作 责任，提高水 平。", "夯实工作责任，提高水平。"),
            ("政府信息公开工 作还存在以下问题：一是更新慢。", "政府信息公开工作还存在以下问题：一是更新慢。"),
            ("2023年，将做好以下工 作：一是按月核对。", "2023年，将做好以下工作：一是按月核对。"),
            ("（六）下一步工 作打算", "（六）下一步工作打算"),
            ("2023 年公开信息 27 条，抽调 2 名干部。", "2023年公开信息27条，抽调2名干部。"),
            ("召开第 二次会议，", "召开第二次会议，"),
            (
                "开设“政务公 开日”栏目，制定《政务公开 考核办法》，",
                "开设“政务公开日”栏目，制定《政务公开考核办法》，",
            ),
            ("使用“OA”平台，印发《2023 年要点》，", "使用“OA”平台，印发《2023年要点》，"),
        ] {
            let text = draft(text);
            let found = found_in("stray-space", &text);
            assert!(matches!(found.as_slice(), [(_, Severity::Hint)]), "{text}: {found:?}");
            assert_eq!(first_fix("stray-space", &text), draft(fixed));
        }
        let title = SAMPLE.replacen("工作年度报告", "工作 年度报告", 1);
        assert_eq!(found_in("stray-space", &title).len(), 1);
    }

    #[test]
    fn blanks_that_set_apart_stay() {
        for text in [
            "（六） 学习培训。",
            "6. 学习培训，按月核对。",
            "地址：柳河镇中街1号 电话：0000-1234567 邮编：000000，欢迎联系。",
            "按字号大 中 小显示，",
            "甲镇 乙镇 丙镇",
            "（六）甲镇 乙镇",
            "（六）学习培训 工作责任",
            "加强学习。 按月核对，",
            "使用 OA 系统，",
            "开展“政务公开 你我同行”活动，依托“柳河发布 柳河融媒”两个账号，",
            "开设“Hi 12345 热线”栏目，推广《ISO 9001 质量管理体系》，",
            "召开第 次会议，于2023年 月 日结束，",
        ] {
            assert_eq!(findings_of("stray-space", text), [], "{text}");
        }
        let title = SAMPLE.replacen("人民政府2023年", "人民政府 2023年", 1);
        assert_eq!(found_in("stray-space", &title), []);
        let signed = SAMPLE.replacen("政府\n2024年", "政府 2024年", 1);
        assert_eq!(found_in("stray-space", &signed), []);
    }
}
