//! What other software left behind: codes of Word and of web pages, page numbers, list marks.

mod markdown;

use super::letters::letters;
use super::placeholders::begins_a_clause;
use crate::check::{Context, Sink};
use crate::draft::is_page_number;
use crate::find::has_any;
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::{is_blank, is_digit, trim, trim_start};
use crate::number::{Ordinal, OrdinalStyle};
use crate::source::{Source, Span};
use crate::words::{Hit, List};

pub(super) fn artefacts(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let title = context.reading.outline.title.as_ref().map_or(0, |(_, span)| span.start);
    let mut found: Vec<(Span, &Hit)> = Vec::new();
    for hit in context.reading.words.of(List::Artefacts) {
        // Page furniture above the title is no part of the report; marks of Word are, wherever they stand.
        let furniture = hit.entry.column(0).starts_with("网页");
        let taken = found.last().is_some_and(|(span, _)| hit.span.start < span.end);
        if taken || furniture && (hit.span.start < title || is_quoted(context.source, hit.span)) {
            continue;
        }
        let Some(span) = whole(context.source, hit) else { continue };
        match found.last_mut() {
            // &nbsp;&nbsp; is one remnant.
            Some((before, same)) if same.entry == hit.entry && before.end == span.start => {
                before.end = span.end;
            }
            _ => found.push((span, hit)),
        }
    }
    for (span, hit) in found {
        let shown: String = context.source.slice(span).trim().chars().take(30).collect();
        let what = hit.entry.column(0);
        match hit.entry.column(4) {
            "" => {
                sink.at(span, format!("残留了{what}“{shown}”，应删去。")).leave_out(span, Applicability::Safe)
            }
            "？" => sink
                .at(span, format!("残留了{what}“{shown}”，请对照原稿改回。"))
                .leave_out(span, Applicability::Manual),
            instead => sink.at(span, format!("残留了{what}“{shown}”，应改为“{instead}”。")).fix(
                format!("改为“{instead}”"),
                Applicability::Safe,
                Edit::replace(span, instead.repeat(span.len() as usize / hit.entry.word.len())),
            ),
        };
    }
    page_numbers(context, sink);
    bullets(context, sink);
    markdown::marks(context, sink);
    letters(context, sink);
}

/// Whether a quotation mark stands right before: “我要纠错” is the name of a column, not a button.
fn is_quoted(source: &Source<'_>, span: Span) -> bool {
    source.text().get(..span.start as usize).is_some_and(|head| head.ends_with(['“', '"', '《', '「']))
}

/// The whole remnant that a word gives away; `None` where what must follow is not there.
fn whole(source: &Source<'_>, hit: &Hit) -> Option<Span> {
    let line = source.line_at(hit.span.start);
    let (head, rest) = source.beside(hit.span);
    let mut rest = following(rest, hit.entry.column(2))?;
    let behind = hit.entry.column(3);
    if let Some(end) = rest.trim_start_matches(' ').strip_prefix(behind).filter(|_| behind.len() > 1) {
        rest = end;
    } else if let Some(end) = rest.strip_prefix(|c| behind.contains(c)) {
        rest = end;
    }
    let before = hit.entry.column(1);
    let fits = match before {
        "^" => head.trim().is_empty() || begins_a_clause(head, rest),
        "#" => head.ends_with('#'),
        "¬" => !head.ends_with(|c: char| c.is_ascii_graphic()),
        _ => true,
    };
    if !fits {
        return None;
    }
    let opened = head.trim_end_matches(' ').strip_suffix(|c| before.contains(c));
    let start = opened.map_or(hit.span.start, |head| line.start + head.len() as u32);
    Some(Span::new(start, line.end - rest.len() as u32))
}

/// What is left of `rest` behind the characters of `asked`, blanks between them ignored: ＃ stands for digits
/// or none, ␣ for at least one blank, ％ for codes of bytes (%9F), ¬ for no letter or digit, … for anything
/// up to the character behind it, or to the end. `None` where they are not there.
fn following<'t>(mut rest: &'t str, asked: &str) -> Option<&'t str> {
    /// Longest remnant, in characters: a bracket that is closed further off closes something else.
    const LONGEST: usize = 240;
    /// Longest rest of a line, in bytes: a longer one is the report.
    const LONGEST_TAIL: usize = 90;
    let mut asked = asked.chars();
    while let Some(c) = asked.next() {
        rest = match c {
            '＃' => rest.trim_start_matches(' ').trim_start_matches(|c: char| c.is_ascii_digit()),
            '␣' => rest.strip_prefix(is_blank)?,
            '％' => {
                let mut behind = byte_code(rest)?;
                while let Some(next) = byte_code(behind) {
                    behind = next;
                }
                behind
            }
            '¬' => Some(rest).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))?,
            '…' => match asked.next() {
                Some(end) => {
                    let (at, _) = rest.char_indices().take(LONGEST).find(|&(_, c)| c == end)?;
                    rest.get(at + end.len_utf8()..)?
                }
                None if rest.len() <= LONGEST_TAIL => "",
                None => return None,
            },
            _ => trim_start(rest).strip_prefix(c)?,
        };
    }
    Some(rest)
}

/// What is left of a text behind the code of a byte: %9F.
fn byte_code(text: &str) -> Option<&str> {
    let is_hex = |c: char| c.is_ascii_hexdigit();
    text.strip_prefix('%')?.strip_prefix(is_hex)?.strip_prefix(is_hex)
}

/// Page numbers on lines of their own.
fn page_numbers(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let lines = context.source.lines();
    for (line, &span) in lines.iter().enumerate() {
        // Most lines of a table are short too, but begin otherwise.
        let first = context.source.slice(span).trim_ascii_start().bytes().next();
        if !first.is_some_and(|b| matches!(b, b'1'..=b'9' | b'-') || !b.is_ascii()) {
            continue;
        }
        let span = crate::reading::trimmed(context.source, span);
        let text = context.source.slice(span);
        let is_number = is_bare_number(text) || is_page_of_pages(text);
        if is_page_number(text) || is_number && stands_in_prose(context, line) {
            sink.at(span, format!("残留了页码“{text}”，应删去。")).leave_out(span, Applicability::Safe);
        }
    }
}

/// Whether a line is a small number and nothing else.
fn is_bare_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

/// Whether a line is the number of a page and how many there are: 2 / 5.
fn is_page_of_pages(text: &str) -> bool {
    const LONGEST: usize = 20;
    if text.len() > LONGEST || !text.starts_with(is_digit) {
        return false;
    }
    let numbers = text.split_once(['/', '／']).map(|(page, pages)| (trim(page), trim(pages)));
    numbers.is_some_and(|(page, pages)| {
        let is_up_to =
            |number: &str, most: u8| number.parse().is_ok_and(|value: u8| (1..=most).contains(&value));
        pages.parse().is_ok_and(|most| is_bare_number(page) && is_bare_number(pages) && is_up_to(page, most))
    })
}

/// Whether a line stands between paragraphs: a number elsewhere may be a cell that was not read.
fn stands_in_prose(context: &Context<'_, '_>, line: usize) -> bool {
    const LEAST: u32 = 45;
    let outline = &context.reading.outline;
    let body = outline.body();
    let paragraph = |line: usize| {
        let span = context.source.line(line);
        let plain = !has_any(context.source.slice(span), &['\t', '|']);
        span.len() >= LEAST && plain && !context.reading.in_table(line)
    };
    let filled = |line: &usize| !context.source.slice(context.source.line(*line)).trim().is_empty();
    body.contains(&line)
        && !context.reading.in_table(line)
        && (body.start..line).rev().find(filled).is_some_and(paragraph)
        && (line + 1..body.end).find(filled).is_some_and(paragraph)
}

/// List marks before a numbered paragraph: one hint for all.
fn bullets(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    const MARKS: [&str; 7] = ["- ", "• ", "* ", "● ", "■ ", "◆ ", "\u{F0B7}"];
    let marks: Vec<Span> = context
        .source
        .lines()
        .iter()
        .filter_map(|&line| {
            let text = context.source.slice(line);
            if text.starts_with(|c: char| c.is_alphanumeric() || c == '\t') {
                return None;
            }
            let rest = MARKS.iter().find_map(|mark| text.strip_prefix(mark))?;
            let numbered = Ordinal::read(rest).is_some_and(|ordinal| ordinal.style != OrdinalStyle::Chinese);
            numbered.then(|| line.part(&(0..text.len() - rest.len())))
        })
        .collect();
    let Some((&first, others)) = marks.split_first() else { return };
    let edits = marks.iter().map(|&mark| Edit::delete(mark)).collect();
    sink.at(first, format!("段首残留了列表符号，共{}处，应删去。", marks.len()))
        .severity(Severity::Hint)
        .notes(others.iter().copied(), "这里也有。")
        .fix_all("删去列表符号", Applicability::Safe, edits);
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{findings_of, first_fix};
    use crate::finding::Severity;

    #[test]
    fn codes_and_wrong_encodings_are_found_whole() {
        for (text, whole) in [
            ("公开信息#N/A条。", "#N/A"),
            ("公开信息#DIV/0!条。", "#DIV/0!"),
            ("公开信息。\\r\\n答复申请。", "\\r\\n"),
            ("公开信息%E5%9F%B9。", "%E5%9F%B9"),
            ("公开信息javascript:void(0);。", "javascript:void(0);"),
            ("公开信息 TOC \\o \"1-3\" \\h \\z \\u", "TOC \\o \"1-3\" \\h \\z \\u"),
            ("公开信息EMBED Excel.Sheet.12。", "EMBED Excel.Sheet.12"),
            ("公开信息[WPS1]。", "[WPS1]"),
            ("公开信息[图片]。", "[图片]"),
            ("公开信息ï¼Œ答复申请。", "ï¼Œ"),
            ("公开信息&amp;答复。", "&amp;"),
            ("点击查看原文", "点击查看原文"),
        ] {
            let found = findings_of("leftover-artifact", text);
            assert_eq!(found, [(whole.to_owned(), Severity::Error)], "{text}");
        }
        assert_eq!(first_fix("leftover-artifact", "公开信息ï¼Œ答复申请。"), "公开信息，答复申请。");
    }

    #[test]
    fn what_only_looks_like_a_code_stays() {
        for text in [
            "文件在D:\\new和C:\\temp中。",
            "网址为https://www.qx.gov.cn/s?q=%E5%9F%B9%E8%AE%AD。",
            "占比99%，A1类企业，单元格A1，N/A。",
            "群众可点击查看原文，设置“点击查看原文”按钮。",
            "实现屯屯通，淇县公开信息。",
            "第2/5页",
        ] {
            assert_eq!(findings_of("leftover-artifact", text), [], "{text}");
        }
    }

    #[test]
    fn a_page_of_pages_stands_between_paragraphs() {
        let paragraph = "围绕群众关心的事项，及时公开有关的政府信息。";
        let found =
            |line: &str| findings_of("leftover-artifact", &format!("{paragraph}\n{line}\n{paragraph}"));
        assert_eq!(found("2 / 5"), [("2 / 5".to_owned(), Severity::Error)]);
        for line in ["7 / 5", "2/", "2/5/3", "2024/5"] {
            assert_eq!(found(line), [], "{line}");
        }
    }

    #[test]
    fn marks_of_markdown_are_one_hint() {
        let text = "### 主动公开\n**公开方面。**公开**20**条。";
        assert_eq!(findings_of("leftover-artifact", text), [("### ".to_owned(), Severity::Hint)]);
        for fine in ["申请人张**、李**要求公开。", "#号键，3**4", "公开** 信息 **"] {
            assert_eq!(findings_of("leftover-artifact", fine), [], "{fine}");
        }
    }
}
