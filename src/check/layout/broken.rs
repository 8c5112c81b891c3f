//! Paragraphs that a line break or a page break has cut within a word or a sentence.

use std::sync::LazyLock;

use crate::check::joined::Joined;
use crate::check::{Context, Sink};
use crate::draft::is_page_number;
use crate::find::{beginning, begins_with_one, has, has_any, places};
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::is_han;
use crate::number::Ordinal;
use crate::order::{sort, sort_by_key};
use crate::reading::trimmed;
use crate::source::{Source, Span};
use crate::words::listed::listed;

use super::around;

/// A place where a paragraph is cut.
#[derive(Clone, Copy, Debug)]
struct Cut {
    /// The line before it, without blanks around.
    before: Span,
    /// The line behind it, without blanks around.
    behind: Span,
}

impl Cut {
    /// What stands between: line ends, blanks, a page number.
    const fn gap(self) -> Span {
        Span::new(self.before.end, self.behind.start)
    }
}

/// Most places that are looked at: a text with more is made of something else than paragraphs.
const MOST: usize = 60;

/// Where line ends cut a paragraph.
#[derive(Debug)]
pub(in crate::check) struct Cuts {
    /// Those at one width, where the text was copied from pages: nearly all are so, or many of these are sure.
    layout: Vec<Cut>,
    /// The others, which are sure each for itself.
    single: Vec<Cut>,
}

impl Cuts {
    /// Looks for them. O(n log n) in the lines, linear in the text.
    pub(in crate::check) fn new(context: &Context<'_, '_>) -> Self {
        /// How many cuts of similar width make a layout.
        const LAYOUT: usize = 4;
        /// How many of those there are for one that is sure, at most.
        const SURE: usize = 4;
        let (cuts, open) = cuts_and_open(context);
        let width = |cut: &Cut| width(context.source, cut.before);
        let page = commonest_width(open.iter().map(width).collect());
        let is_wrapped = |cut: &Cut| is_as_wide(width(cut), page);
        let (wrapped, mut single): (Vec<Cut>, Vec<Cut>) = cuts.into_iter().partition(is_wrapped);
        let all = open.len();
        let mut layout: Vec<Cut> = open.into_iter().filter(is_wrapped).collect();
        let are_most = !wrapped.is_empty() && layout.len() * 10 >= all * 7;
        if layout.len() < LAYOUT || !are_most && wrapped.len() * SURE < layout.len().min(MOST) {
            layout.clear();
            single.extend(wrapped);
            sort_by_key(&mut single, |cut| cut.before);
        }
        Self { layout, single }
    }

    /// The text without the gaps, where it was copied from pages. A text with single cuts is not read once more for them:
    /// that is half as long again, and putting them right is one click.
    pub(in crate::check) fn joined(&self, source: &Source<'_>) -> Option<Joined> {
        if self.layout.is_empty() {
            return None;
        }
        let mut gaps: Vec<Span> = self.layout.iter().chain(&self.single).map(|cut| cut.gap()).collect();
        sort(&mut gaps);
        Some(Joined::new(source, gaps.into_iter()))
    }

    /// The line before a single cut, for a place on the line behind it.
    pub(in crate::check) fn before(&self, place: Span) -> Option<Span> {
        self.single.iter().find(|cut| cut.behind.contains(place)).map(|cut| cut.before)
    }
}

/// Common words of two characters, sorted.
static COMMON: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut words: Vec<_> = listed!("../../words/common.txt").lines().collect();
    sort(&mut words);
    words
});

pub(super) fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

pub(super) fn broken(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let text = context.source.text();
    let Cuts { layout, single } = context.cuts();
    if let Some(&first) = layout.first() {
        let count = layout.len();
        sink.at(
            around(text, first.gap(), 4, 4),
            format!("有{count}行在差不多的宽度处换行，像是从PDF复制的，宜把同一段的各行连起来。"),
        )
        .severity(Severity::Hint)
        .fix_all(
            "把断开的行连起来",
            Applicability::Suggested,
            layout.iter().map(|cut| Edit::delete(cut.gap())).collect(),
        );
    }
    for cut in single {
        let span = around(text, cut.gap(), 4, 4);
        let shown = |span: Span| context.source.slice(span);
        let (head, tail) =
            (shown(Span::new(span.start, cut.before.end)), shown(Span::new(cut.behind.start, span.end)));
        sink.at(span, format!("这一段在“{head}”和“{tail}”之间被换行断开了，应连成一段。")).fix(
            format!("连起来：“{head}{tail}”"),
            Applicability::Suggested,
            Edit::delete(cut.gap()),
        );
    }
}

/// The places where a paragraph is surely cut, and all where a line ends without an end and another follows.
fn cuts_and_open(context: &Context<'_, '_>) -> (Vec<Cut>, Vec<Cut>) {
    /// As much of a text as a report may be long: enough to know its words from.
    const ENOUGH: usize = 64 * 1024;
    let source = context.source;
    let outline = &context.reading.outline;
    let mut headings = outline.heading_lines();
    headings.extend(outline.own.iter().map(|own| own.line));
    sort(&mut headings);
    let title = outline.title.as_ref().map_or(0, |(lines, _)| lines.end);
    let end = outline.signature_lines().start.min(outline.attachments.start);
    let (mut cuts, mut open) = (Vec::new(), Vec::new());
    let known = beginning(source.text(), ENOUGH);
    let mut before: Option<Span> = None;
    for line in title..end {
        let span = trimmed(source, source.line(line));
        let text = source.slice(span);
        if text.is_empty() || is_page_number(text) {
            continue;
        }
        let paragraph = !context.reading.in_table(line)
            && headings.binary_search(&line).is_err()
            && !has_any(text, &['\t', '|'])
            && !text.starts_with('〔');
        let Some(cut) = before.filter(|_| paragraph).map(|before| Cut { before, behind: span }) else {
            before = paragraph.then_some(span);
            continue;
        };
        before = Some(span);
        let head = source.slice(cut.before);
        if ends(head) || begins_anew(text) || !head.ends_with(['，', '、']) && seems_to_begin(text) {
            continue;
        }
        open.push(cut);
        if open.len() <= MOST && is_cut(known, head, text) {
            cuts.push(cut);
        }
    }
    (cuts, open)
}

/// Whether a line is at its end.
fn ends(line: &str) -> bool {
    line.ends_with([
        '。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':', '”', '’', '"', '）', ')', '】', '〕',
        '》',
    ])
}

/// Whether a line is the beginning of something: a numbered item, or a field such as 电话：.
fn begins_anew(line: &str) -> bool {
    const NUMBERS: [&str; 20] = [
        "一是",
        "二是",
        "三是",
        "四是",
        "五是",
        "六是",
        "七是",
        "八是",
        "一方面",
        "另一方面",
        "首先",
        "其次",
        "再次",
        "最后",
        "第一",
        "第二",
        "第三",
        "第四",
        "附件",
        "附：",
    ];
    let field = line.chars().take(6).any(|c| matches!(c, '：' | ':'));
    let mark = line.starts_with(['-', '•', '●', '■', '◆', '*', '#', '〔']);
    field || mark || Ordinal::read(line).is_some() || begins_with_one(line, &NUMBERS)
}

/// Whether a line has the first words of a paragraph.
fn seems_to_begin(line: &str) -> bool {
    const OPENERS: [&str; 13] = [
        "下一步",
        "今后",
        "同时",
        "此外",
        "另外",
        "我镇",
        "我局",
        "我乡",
        "我县",
        "我市",
        "我区",
        "本报告",
        "特此",
    ];
    begins_with_one(line, &OPENERS)
}

/// Whether a line that does not end surely goes on in the next.
fn is_cut(text: &str, head: &str, tail: &str) -> bool {
    let mut last = head.chars().rev();
    let (Some(a), z) = (last.next(), last.next()) else { return false };
    let mut next = tail.chars();
    let (Some(b), c) = (next.next(), next.next()) else { return false };
    // A comma ends nothing, and nothing begins with one.
    let sentence = |line: &str| has_any(line, &['，', '。', '；', '、', ',']);
    if matches!(a, '，' | '、' | '（' | '《' | '“' | '「')
        || matches!(b, '，' | '。' | '、' | '；' | '）' | '》' | '”' | '」')
    {
        // A list of short lines is set so.
        const SHORT: usize = 8;
        return head.chars().count() >= SHORT && (sentence(head) || sentence(tail));
    }
    if a.is_ascii_digit() {
        let unit = matches!(
            b,
            '年' | '月'
                | '日'
                | '条'
                | '件'
                | '个'
                | '项'
                | '次'
                | '人'
                | '余'
                | '篇'
                | '份'
                | '期'
                | '场'
                | '%'
        );
        return unit && (sentence(head) || sentence(tail));
    }
    if !is_han(a) || !is_han(b) || !(sentence(head) || sentence(tail)) {
        return false;
    }
    if opens_more(head) && closes_more(tail) {
        return true;
    }
    let times = places(text, &String::from_iter([a, b])).count();
    within_a_word(text, z, (a, b), c, times) || times > 0 && sentence(head) && goes_on(text, head, tail)
}

/// Whether a bracket of the line is still open at its end.
fn opens_more(line: &str) -> bool {
    [('（', '）'), ('《', '》'), ('“', '”')].iter().any(|&(open, close)| {
        line.rfind(open).is_some_and(|at| line.rfind(close).is_none_or(|closed| closed < at))
    })
}

/// Whether a bracket is closed in the line before one of its kind is opened.
fn closes_more(line: &str) -> bool {
    [('（', '）'), ('《', '》'), ('“', '”')].iter().any(|&(open, close)| {
        line.find(close).is_some_and(|at| line.find(open).is_none_or(|opened| opened > at))
    })
}

/// Whether the characters on both sides of the cut are one word: a common one, or one of this text, and not the end of
/// one word and the beginning of another. The text has the two side by side so many times.
fn within_a_word(text: &str, z: Option<char>, (a, b): (char, char), c: Option<char>, times: usize) -> bool {
    /// How often the text has a word of its own.
    const LEAST: usize = 2;
    let word = |first: char, second: char| String::from_iter([first, second]);
    let across = word(a, b);
    let ends_one = z.filter(|&z| is_han(z)).map(|z| word(z, a));
    let begins_one = c.filter(|&c| is_han(c)).map(|c| word(b, c));
    let is_word = |word: &Option<String>| word.as_deref().is_some_and(is_common);
    if is_word(&ends_one) || is_word(&begins_one) {
        return false;
    }
    if is_common(&across) {
        return true;
    }
    // How surely two characters stand together: how often they do, of how often the rarer one stands anywhere.
    let together = |pair: &str| {
        let alone = |c: char| places(text, c.encode_utf8(&mut [0; 4])).count();
        let rarer = pair.chars().map(alone).min().unwrap_or_default();
        places(text, pair).count() as f32 / rarer.max(1) as f32
    };
    if times < LEAST {
        return false;
    }
    let here = together(&across);
    here >= 0.5
        && ends_one.is_none_or(|pair| together(&pair) < here)
        && begins_one.is_none_or(|pair| together(&pair) < here)
}

/// Whether the text has the last three and the first three characters in one piece elsewhere: 政府信息｜公开工作.
fn goes_on(text: &str, head: &str, tail: &str) -> bool {
    const EACH: usize = 3;
    let from = head.char_indices().rev().nth(EACH - 1).and_then(|(at, _)| head.get(at..));
    let to = tail.char_indices().nth(EACH).and_then(|(at, _)| tail.get(..at));
    let Some(piece) = from.zip(to).map(|(from, to)| from.to_owned() + to) else { return false };
    piece.chars().all(is_han) && has(text, &piece)
}

/// The width that most of the lines have about that may be as wide as a page: of the widest of them.
fn commonest_width(mut widths: Vec<usize>) -> usize {
    /// A page is wider than this; cells are not.
    const NARROW: usize = 30;
    widths.retain(|&width| width > NARROW);
    sort(&mut widths);
    let mut first = 0;
    let (mut most, mut page) = (0, 0);
    for (index, &width) in widths.iter().enumerate() {
        while widths.get(first).is_some_and(|&narrow| !is_as_wide(narrow, width)) {
            first += 1;
        }
        if index - first >= most {
            (most, page) = (index - first, width);
        }
    }
    page
}

/// The width of a line as it is printed, in digits: a Chinese character is as wide as two.
fn width(source: &Source<'_>, line: Span) -> usize {
    source.slice(line).chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether a line is about as wide as the page: what is not broken, such as a date, leaves a part of it empty.
fn is_as_wide(width: usize, page: usize) -> bool {
    width <= page && page - width <= 8
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, found_in};
    use crate::finding::Severity;

    #[test]
    fn a_paragraph_cut_within_a_word_is_found() {
        for text in [
            "全镇加强学习和培训，规范依法办理申请公开政\n\n府信息的水平。",
            "全镇加强学习和培训，规范办理程序，推动政府信息公开工作走深走实，把政务公开工\n作做好。",
            "全镇加强学习和培训，\n及时公开信息。",
            "全镇公开信息20\n条，均按时更新。",
            "全镇落实《中华人民共和国政府信息\n公开条例》要求，按时更新。",
            "全镇加强学习和培训，规范办理申请公开政\n- 3 -\n府信息的水平。",
            "（六）学习培训。柳河镇共组织学习培\n训4次。",
        ] {
            let found = findings_of("broken-paragraph", text);
            assert!(matches!(found.as_slice(), [(_, Severity::Warning)]), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_ends_on_purpose_is_not() {
        for text in [
            "全镇加强学习和培训\n下一步，柳河镇将按月核对。",
            "（一）加强领导\n明确责任，按月核对。",
            "做好以下工作，\n一是加强学习；\n二是按月核对。",
            "柳河镇推进政府信息公开\n政府信息公开工作纳入年度考核，按月核对。",
            "全年推进信息公开\n展示窗口按月更新，群众满意。",
            "联系电话：0000-1234567\n传真：0000-1234567，邮编：000000",
            "全镇加强学习。\n政府信息公开工作纳入年度考核。",
            "主要做法有：\n加强学习，按月核对。",
            "加强领导，落实责任\n强化措施，按月核对",
            "公开范围包括：\n政策文件、\n工作动态、\n其他信息。",
            "联系地址：青溪县柳河镇中街1号，\n电话：0000-1234567，\n邮编：000000。",
        ] {
            assert_eq!(findings_of("broken-paragraph", text), [], "{text}");
        }
    }

    #[test]
    fn lines_of_one_width_are_a_layout_and_one_hint() {
        let wrapped = SAMPLE.replace(
            "（三）政府信息管理。规范政府信息制作、审查和归档。",
            "（三）政府信息管理。柳河镇规范政府信\n息制作、审查、发布和归档，明确各办公\n室的责任，按月核对栏目内容，发现问题\n立即改正，并把核对的结果向全镇各个部\n门通报，督促有关人员认真学习条例的规\n定。",
        );
        let found = found_in("broken-paragraph", &wrapped);
        assert!(matches!(found.as_slice(), [(_, Severity::Hint)]), "{found:?}");
    }
}
