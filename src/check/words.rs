//! Wording: what is left of other software, of the template and of other people, and words typed twice. The word
//! lists stand first; a clerk could proof-read them.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::{Applicability, Edit, Severity};
use crate::form::OPEN_SPOT;
use crate::number::{Ordinal, OrdinalStyle};
use crate::reading::sections::KEPT_HEADING;
use crate::source::Span;

use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "leftover-artifact",
        severity: Severity::Error,
        summary: "残留了Word、网页或文字识别留下的字符",
        reason: "这些字符不是报告的内容，是复制时带进来的。",
        basis: "文稿清洁（本条不是格式要求）",
        examples: &[
            Example {
                right: "（一）主动公开。", wrong: "[bookmark: _GoBack]（一）主动公开。"
            },
            Example {
                right: "（一）主动公开。", wrong: "错误!未找到引用源。（一）主动公开。"
            },
        ],
        check: artifacts,
    },
    Rule {
        id: "placeholder",
        severity: Severity::Error,
        summary: "残留了模板的占位文字或填写说明",
        reason: "××、“（或本部门）”一类文字说明这里还没有按本单位的情况写定。",
        basis: "文稿清洁（本条不是格式要求）",
        examples: &[
            Example { right: "柳河镇主动公开", wrong: "××镇主动公开" },
            Example {
                right: "柳河镇主动公开", wrong: "本行政区域（或本部门）主动公开"
            },
        ],
        check: placeholders,
    },
    Rule {
        id: "personal-data",
        severity: Severity::Warning,
        summary: "公开了手机号码或身份证号码",
        reason: "年度报告向全社会公开，宜留办公电话，不宜留个人号码。",
        basis: "《中华人民共和国个人信息保护法》；本条为建议",
        examples: &[Example { right: "电话：0000-1234567", wrong: "电话：13800000000" }],
        check: personal_data,
    },
    Rule {
        id: "repeated-word",
        severity: Severity::Error,
        summary: "同一个词连着写了两遍",
        reason: "多半是改稿或粘贴时重复了。",
        basis: "文字校对（本条不是格式要求）",
        examples: &[
            Example { right: "规范政府信息制作", wrong: "规范政府信息信息制作" },
            Example { right: "柳河镇主动公开", wrong: "柳河镇镇主动公开" },
        ],
        check: repeated,
    },
];

/// A remnant of other software: a word that gives it away, what it is, and the pattern of the whole remnant, which
/// is compiled only when the word occurs.
struct Remnant {
    word: &'static str,
    what: &'static str,
    pattern: LazyLock<Option<Regex>>,
}

impl Remnant {
    const fn new(word: &'static str, what: &'static str, pattern: fn() -> Option<Regex>) -> Self {
        Self { word, what, pattern: LazyLock::new(pattern) }
    }
}

/// Remnants of Word, of web pages and of text recognition.
static REMNANTS: [Remnant; 11] = [
    Remnant::new("[bookmark", "Word的书签", || Regex::new(r"\[bookmark:[^\]\n]{0,80}\]").ok()),
    Remnant::new("HYPERLINK", "Word的超链接代码", || {
        Regex::new(r#"\{?[ ]*HYPERLINK[ ]+"?[^}"\n]{0,200}"?[ ]*\}?"#).ok()
    }),
    Remnant::new("未找到引用源", "Word失效的引用", || {
        Regex::new(r"错误[!！][ ]*未找到引用源[。.]?").ok()
    }),
    Remnant::new("未定义书签", "Word失效的书签", || {
        Regex::new(r"错误[!！][ ]*未定义书签[。.]?").ok()
    }),
    Remnant::new("eference source", "Word失效的引用", || {
        Regex::new(r"Error![ ]*Reference source not found\.?").ok()
    }),
    Remnant::new("&nbsp;", "网页的代码", || Regex::new("(&nbsp;)+").ok()),
    Remnant::new("<br", "网页的代码", || Regex::new("<br[ ]*/?>").ok()),
    Remnant::new("扫一扫", "网页的提示", || Regex::new("扫一扫在手机(上)?打开当前页(面)?").ok()),
    Remnant::new("字号", "网页的字号按钮", || {
        Regex::new(r"[【\[]?[ ]*字号[：:][ ]*大[ ]*中[ ]*小[ ]*[】\]]?").ok()
    }),
    Remnant::new("打印", "网页的按钮", || Regex::new("【?打印(本页)?】?[ 　]+【?关闭(窗口)?】?").ok()),
    Remnant::new("浏览次数", "网页的计数", || Regex::new("浏览次数[：:][ ]*[0-9]*").ok()),
];

/// Wording of templates that is left where an author forgot to decide, and of their instructions.
const TEMPLATE_WORDS: [&str; 11] = [
    "本行政区域（或本部门）",
    "（或本部门）",
    "(或本部门)",
    "（或本单位）",
    "(或本单位)",
    "（或本机关）",
    "（单位名称）",
    "（填写单位名称）",
    "该部分以表格形式报告",
    "表格如下：（略）",
    "此处填写",
];

/// Single characters that are not doubled but for what may follow a legitimate pair: 柳河镇镇长, 全县县直单位,
/// 公开了了解渠道.
const SINGLES: [(char, &[&str]); 11] = [
    ('镇', &["长", "政府", "村", "级", "直", "属", "域", "区", "党", "机关"]),
    ('乡', &["长", "政府", "村", "镇", "级", "直", "属", "域", "党", "机关"]),
    ('县', &["长", "政府", "级", "直", "乡", "域", "城", "委", "属", "区", "市", "域"]),
    ('局', &["长", "属", "机关", "党", "办", "直"]),
    ('府', &[]),
    ('的', &["的", "确"]),
    ('了', &["解", "结", "然"]),
    ('在', &["建", "职", "岗", "线", "册", "编", "校", "押"]),
    ('与', &["会", "其"]),
    ('及', &["时", "其", "格"]),
    ('将', &["要", "来", "于"]),
];

/// Words that people type twice and that hardly ever stand twice on purpose. Other doubled words, such as
/// 各部门部门预算, are for the author to look at.
const TYPED_TWICE: [&str; 26] = [
    "信息", "工作", "情况", "公开", "政府", "管理", "开展", "加强", "进行", "根据", "按照", "关于", "以及",
    "通过", "推进", "落实", "完善", "建立", "积极", "及时", "我镇", "我局", "我乡", "我县", "年度", "报告",
];

/// Words that stand twice in good Chinese, with what comes before the pair or after it then; an empty string
/// means anything.
const DOUBLINGS: [(&str, &str, &str); 12] = [
    // 青石镇人民政府政府信息公开领导小组
    ("政府", "人民", ""),
    ("政府", "镇", "信息"),
    ("政府", "乡", "信息"),
    ("政府", "县", "信息"),
    ("政府", "区", "信息"),
    ("政府", "市", "信息"),
    ("政府", "省", "信息"),
    ("政府", "", "网站"),
    ("政府", "", "门户"),
    ("公开", "", "栏"),
    ("公开", "", "指南"),
    ("公开", "", "目录"),
];

fn artifacts(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let text = context.source.text();
    let title = context.reading.outline.title.as_ref().map_or(0, |(_, span)| span.start);
    for remnant in &REMNANTS {
        // Page furniture above the title is no part of the report; marks of Word are, wherever they stand.
        let from = if remnant.what.starts_with("Word") { 0 } else { title };
        let mut done = from;
        for (at, _) in text.match_indices(remnant.word) {
            let (at, Some(pattern)) = (at as u32, remnant.pattern.as_ref()) else { continue };
            let line = context.source.lines().get(context.source.line_index(at)).copied().unwrap_or_default();
            // A line with the word twice is searched once.
            if at < done {
                continue;
            }
            done = line.end;
            for found in pattern.find_iter(context.source.slice(line)) {
                let span = line.part(&found.range());
                let shown: String = found.as_str().trim().chars().take(30).collect();
                sink.at(span, format!("残留了{}“{shown}”，应删去。", remnant.what))
                    .fix("删去", Applicability::Safe, Edit::delete(span))
                    .done();
            }
        }
    }
    page_numbers(context, sink);
    bullets(context, sink);
}

/// Page numbers between dashes on a line of their own: - 3 -, — 3 —.
fn page_numbers(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    const LONGEST: u32 = 24;
    let dash = ['-', '—', '－'];
    for &line in context.source.lines().iter().filter(|line| (3..=LONGEST).contains(&line.len())) {
        let span = crate::reading::trimmed(context.source, line);
        let inner = context.source.slice(span).strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash));
        let digits = inner.map(|inner| inner.trim_matches(dash).trim()).unwrap_or_default();
        if (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            sink.at(span, format!("残留了页码“{}”，应删去。", context.source.slice(span)))
                .fix("删去", Applicability::Safe, Edit::delete(span))
                .done();
        }
    }
}

/// List marks of Markdown before a numbered paragraph: one hint for all.
fn bullets(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let marks: Vec<Span> = context
        .source
        .lines()
        .iter()
        .filter_map(|&line| {
            let text = context.source.slice(line);
            let rest = text
                .strip_prefix("- ")
                .or_else(|| text.strip_prefix("• "))
                .or_else(|| text.strip_prefix("* "))?;
            let numbered = Ordinal::read(rest).is_some_and(|ordinal| ordinal.style != OrdinalStyle::Chinese);
            numbered.then(|| line.part(&(0..text.len() - rest.len())))
        })
        .collect();
    let Some(&first) = marks.first() else { return };
    let mut report =
        sink.at(first, format!("段首残留了列表符号，共{}处，应删去。", marks.len())).severity(Severity::Hint);
    for &mark in marks.iter().skip(1) {
        report = report.note(mark, "这里也有。");
    }
    report
        .fix_all("删去列表符号", Applicability::Safe, marks.iter().map(|&m| Edit::delete(m)).collect())
        .done();
}

fn placeholders(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let text = context.source.text();
    let name = context.reading.outline.organisation.as_deref();
    let mut taken = 0;
    for (at, word) in occurrences(text, &TEMPLATE_WORDS) {
        if at < taken {
            continue;
        }
        taken = at + word.len();
        let span = Span::new(at as u32, taken as u32);
        let mut report = sink.at(span, format!("“{word}”是模板的占位文字，请按本单位的情况写定。"));
        if word == "本行政区域（或本部门）" {
            for choice in name.into_iter().chain(["本行政区域", "本部门"]) {
                let title = format!("改为“{choice}”");
                report = report.fix(title, Applicability::Manual, Edit::replace(span, choice));
            }
        } else {
            report = report.fix("删去", Applicability::Manual, Edit::delete(span));
        }
        report.done();
    }
    for span in crosses(text) {
        let shown = context.source.slice(span);
        sink.at(span, format!("“{shown}”是占位符号，请填写实际内容。")).done();
    }
    for (at, _) in text.match_indices(OPEN_SPOT) {
        let line = context.source.line_index(at as u32);
        if context.reading.in_table(line) {
            continue;
        }
        let len = open_spot_len(text.get(at..).unwrap_or_default());
        let span = Span::new(at as u32, (at + len) as u32);
        sink.at(span, "这里还没有填写。")
            .fix("不用填写，删去这处标记", Applicability::Manual, Edit::delete(span))
            .done();
    }
    let heading = context.source.lines().get(context.reading.outline.kept.start).copied();
    if let Some(heading) = heading.filter(|&line| context.source.slice(line).trim() == KEPT_HEADING) {
        sink.at(heading, "这一部分是原稿中没有归入六个部分的内容，请逐项移入正文或删去，再删去这个标题。")
            .done();
    }
}

/// Length of the open spot that `text` begins with: to its closing bracket, or where that is far off its first
/// words.
fn open_spot_len(text: &str) -> usize {
    const LONGEST: usize = 100;
    let closing = text.char_indices().take(LONGEST).take_while(|&(_, c)| c != '\n').find(|&(_, c)| c == '〕');
    closing.map_or(OPEN_SPOT.len(), |(at, c)| at + c.len_utf8())
}

/// Every place of any of the words, in order.
fn occurrences(text: &str, words: &[&'static str]) -> Vec<(usize, &'static str)> {
    let mut found: Vec<_> =
        words.iter().flat_map(|&word| text.match_indices(word).map(move |(at, _)| (at, word))).collect();
    found.sort_by_key(|&(at, word)| (at, std::cmp::Reverse(word.len())));
    found
}

/// Runs of two or more crosses or underscores that stand for something: ××, XX, ____.
fn crosses(text: &str) -> Vec<Span> {
    let kind = |c: char| match c {
        'X' | 'x' | 'Ｘ' | '×' | '✕' | '╳' => Some('x'),
        '_' | '＿' => Some('_'),
        _ => None,
    };
    let mut runs = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, c)) = chars.next() {
        let Some(run) = kind(c) else {
            before = c;
            continue;
        };
        let (mut end, mut count) = (start + c.len_utf8(), 1);
        while let Some((at, next)) = chars.next_if(|&(_, next)| kind(next) == Some(run)) {
            (end, count) = (at + next.len_utf8(), count + 1);
        }
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        // Part of an address, a mail or a word in Latin letters.
        let latin = before.is_ascii_graphic() || after.is_ascii_graphic();
        // A case number keeps its crosses: （2023）浙0102行初××号.
        let near_before = text.get(..start).map(|head| head.chars().rev().take(10).any(|c| c == '）'));
        let near_behind = text.get(end..).map(|tail| tail.chars().take(8).any(|c| c == '号'));
        let case = near_before == Some(true) && near_behind == Some(true);
        if count >= 2 && !latin && !case && (run == 'x' || count >= 3) {
            runs.push(Span::new(start as u32, end as u32));
        }
        before = c;
    }
    runs
}

fn personal_data(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (span, digits) in long_numbers(context.source.text()) {
        let (what, instead) = if is_mobile(&digits) {
            ("手机号码", "宜改留办公电话")
        } else if is_identity(&digits) {
            ("身份证号码", "应当删去")
        } else {
            continue;
        };
        let (Some(head), Some(tail)) = (digits.get(..3), digits.get(digits.len() - 4..)) else { continue };
        let hidden = "*".repeat(digits.len() - 7);
        let report = sink.at(span, format!("这里有{what}{head}{hidden}{tail}。报告向社会公开，{instead}。"));
        let report = if is_mobile(&digits) {
            report.fix(
                "改为待填的办公电话",
                Applicability::Manual,
                Edit::replace(span, format!("{OPEN_SPOT}：办公电话〕")),
            )
        } else {
            report
        };
        report.fix("删去号码", Applicability::Manual, Edit::delete(span)).done();
    }
}

/// Runs of eleven or eighteen digits, of either width, an X at the end included; a mobile number may be written in
/// groups, 138 0000 0000.
fn long_numbers(text: &str) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    let mut digits = String::new();
    let (mut start, mut end, mut groups) = (0, 0, vec![0_usize]);
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let narrow = crate::fold::narrow(c);
        if narrow.is_ascii_digit() || !digits.is_empty() && end == at && matches!(narrow, 'X' | 'x') {
            if digits.is_empty() {
                start = at;
            }
            digits.push(narrow);
            end = at + c.len_utf8();
            if let Some(group) = groups.last_mut() {
                *group += 1;
            }
        } else if !digits.is_empty()
            && matches!(c, ' ' | '-')
            && end == at
            && matches!(groups.as_slice(), [3] | [3, 4])
        {
            end = at + 1;
            groups.push(0);
        } else {
            let grouped = groups.len() > 1 && groups != [3, 4, 4];
            if matches!(digits.len(), 11 | 18) && !grouped {
                found.push((Span::new(start as u32, end as u32), std::mem::take(&mut digits)));
            }
            digits.clear();
            groups = vec![0];
        }
    }
    found
}

fn is_mobile(digits: &str) -> bool {
    let second = digits.as_bytes().get(1);
    digits.len() == 11
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits.starts_with('1')
        && second.is_some_and(|b| (b'3'..=b'9').contains(b))
}

/// Eighteen digits with a date of birth and the right check digit (GB 11643-1999).
fn is_identity(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    if digits.len() != 18 {
        return false;
    }
    let values = digits.chars().take(17).map(|c| c.to_digit(10));
    let sum: Option<u32> = values.zip(WEIGHTS).map(|(digit, weight)| Some(digit? * weight)).sum();
    let check = sum.and_then(|sum| CHECKS.get(sum as usize % 11).copied());
    check.is_some() && digits.chars().last().map(|c| c.to_ascii_uppercase()) == check
}

fn repeated(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for line in 0..context.source.lines().len() {
        if context.reading.in_table(line) {
            continue;
        }
        let Some(&span) = context.source.lines().get(line) else { continue };
        for (first, second) in doubled(context.source.slice(span)) {
            let word = context.source.slice(span.part(&first)).to_owned();
            let both = span.part(&(first.start..second.end));
            let title = format!("删去一个“{word}”");
            if is_typed_twice(&word) {
                sink.at(both, format!("“{word}”连着写了两遍。"))
                    .fix(title, Applicability::Suggested, Edit::delete(span.part(&second)))
                    .done();
            } else {
                sink.at(both, format!("“{word}”连着写了两遍，请确认是不是多了一个。"))
                    .severity(Severity::Hint)
                    .fix(title, Applicability::Manual, Edit::delete(span.part(&second)))
                    .done();
            }
        }
    }
}

/// Whether a doubled word is certainly a slip: a single character of the list, a word of the list, or a long one.
fn is_typed_twice(word: &str) -> bool {
    let length = word.chars().count();
    length != 2 && length != 3 || TYPED_TWICE.contains(&word)
}

type Piece = std::ops::Range<usize>;

/// Words of one to six Chinese characters that stand twice without a gap, as byte ranges. Linear.
fn doubled(text: &str) -> Vec<(Piece, Piece)> {
    const LONGEST: usize = 6;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or(text.len(), |&(at, _)| at);
    let char_at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let length = (1..=LONGEST).find(|&length| {
            (0..length)
                .all(|k| char_at(i + k).is_some_and(is_han) && char_at(i + k) == char_at(i + length + k))
                && is_slip(
                    text.get(at(i)..at(i + length)).unwrap_or_default(),
                    text.get(..at(i)).unwrap_or_default(),
                    text.get(at(i + 2 * length)..).unwrap_or_default(),
                )
        });
        match length {
            Some(length) => {
                found.push((at(i)..at(i + length), at(i + length)..at(i + 2 * length)));
                i += 2 * length;
            }
            None => i += 1,
        }
    }
    found
}

/// Whether a word that stands twice, between `before` and `after`, is a slip.
fn is_slip(word: &str, before: &str, after: &str) -> bool {
    let mut chars = word.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    if second.is_none() {
        let single = SINGLES.iter().find(|(c, _)| *c == first);
        return single.is_some_and(|(_, follows)| !follows.iter().any(|follow| after.starts_with(follow)));
    }
    // 一项一项, 一个一个, 层层层层: distribution, not a slip.
    let alike = word.chars().all(|c| c == first);
    let legitimate = DOUBLINGS.iter().any(|&(known, preceding, following)| {
        word == known && before.ends_with(preceding) && after.starts_with(following)
    });
    !(alike || first == '一' || legitimate)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<&str> {
        doubled(text).into_iter().map(|(first, _)| text.get(first).unwrap()).collect()
    }

    #[test]
    fn doubled_words_are_slips_and_legitimate_doublings_are_not() {
        assert_eq!(slips("确保政府信息信息公开"), ["信息"]);
        assert_eq!(slips("陡水镇镇政务公开"), ["镇"]);
        assert_eq!(slips("领导小组领导小组名单"), ["领导小组"]);
        for fine in
            ["青石镇人民政府政府信息公开", "一项一项落实", "青石镇镇长", "教育局局长", "层层把关", "人人参与"]
        {
            assert_eq!(slips(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn every_pattern_compiles() {
        for remnant in &REMNANTS {
            assert!(remnant.pattern.is_some(), "{}", remnant.word);
        }
    }

    #[test]
    fn identity_numbers_are_known_by_their_check_digit() {
        assert!(is_identity("11010519491231002X"));
        assert!(!is_identity("110105194912310021"));
        assert!(!is_mobile("12345678901") && is_mobile("13800000000"));
    }

    #[test]
    fn personal_numbers_are_found_however_they_are_written() {
        let found = |text: &str| long_numbers(text).into_iter().map(|(_, digits)| digits).collect::<Vec<_>>();
        assert_eq!(found("电话138 0000 0000，"), ["13800000000"]);
        assert_eq!(found("138-0000-0000"), ["13800000000"]);
        assert_eq!(found("１３８０００００００００"), [""; 0]);
        assert_eq!(found("１３８００００００００"), ["13800000000"]);
        assert_eq!(found("0000-1234567和12 34567890"), [""; 0]);
    }

    #[test]
    fn crosses_stand_for_something_unless_they_are_part_of_a_word() {
        let found = |text: &str| crosses(text).len();
        assert_eq!(found("××镇"), 1);
        assert_eq!(found("公开____条"), 1);
        assert_eq!(found("（2023）××行初12号"), 0);
        assert_eq!(found("3×4"), 0);
        assert_eq!(found("boxx"), 0);
        assert_eq!(found("xx@qx.gov.cn 和 www.qx.gov.cn/xx/index.html"), 0);
        assert_eq!(found("（2023）浙0102行初××号"), 0);
    }
}
