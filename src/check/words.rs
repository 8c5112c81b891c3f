//! Wording: what is left of other software, of the template and of other people, and words typed twice. The word
//! lists stand first; a clerk could proof-read them.

mod doubled;
mod personal;

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::OPEN_SPOT;
use crate::number::{Ordinal, OrdinalStyle};
use crate::reading::sections::KEPT_HEADING;
use crate::source::Span;

use super::{Context, Example, Rule, Sink};
use doubled::repeated;
use personal::personal_data;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "leftover-artifact",
        severity: Severity::Error,
        summary: "残留了Word、网页或文字识别留下的字符",
        reason: "这些字符不是报告的内容，是复制时带进来的。",
        basis: Basis::Advice("文稿清洁"),
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
        basis: Basis::Advice("文稿清洁"),
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
        basis: Basis::Advice("保护个人信息，参照《中华人民共和国个人信息保护法》"),
        examples: &[Example { right: "电话：0000-1234567", wrong: "电话：13800000000" }],
        check: personal_data,
    },
    Rule {
        id: "repeated-word",
        severity: Severity::Error,
        summary: "同一个词连着写了两遍",
        reason: "多半是改稿或粘贴时重复了。",
        basis: Basis::Advice("文字校对"),
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
        let report = sink.at(span, "这里还没有填写。");
        // The one thing that most have to say here.
        let year = context.reading.outline.year.filter(|_| context.source.slice(span).contains("信息处理费"));
        let report = match year {
            Some(year) => report.fix(
                "没有收取：写明未收取",
                Applicability::Manual,
                Edit::replace(span, format!("{}年，本机关未收取信息处理费。", year.value)),
            ),
            None => report,
        };
        report.fix("不用填写，删去这处标记", Applicability::Manual, Edit::delete(span)).done();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for remnant in &REMNANTS {
            assert!(remnant.pattern.is_some(), "{}", remnant.word);
        }
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
