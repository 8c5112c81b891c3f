//! Brackets, quotation marks and book title marks that are not pairs.
//!
//! Each kind is followed for itself: marks of two kinds that cross have their partners all the same. What is opened in
//! one paragraph may be closed in one of the next, as where a list stands in brackets.

mod partner;

use crate::check::cited::is_typed_again;
use crate::check::{Context, Sink};
use crate::find::{beginning, has_any, others};
use crate::finding::{Applicability, Edit};
use crate::fold::is_han;
use crate::number::is_in_ordinal;
use crate::order::sort_by_key;
use crate::source::Span;

use super::{around, text_lines};
use partner::{Place, Terms, partner_place, term_end};

/// The kinds of marks: what opens, what closes.
const KINDS: [(char, char); 8] = [
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〔', '〕'),
];
const ROUND: usize = 0;
const TITLE: usize = 1;
const QUOTES: usize = 3;
const SQUARE: usize = 7;

/// One mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    kind: usize,
    opens: bool,
    span: Span,
    /// Its number among the paragraphs.
    paragraph: usize,
}

/// What is wrong with a mark.
enum Flaw {
    /// Its partner has another width.
    Width(Mark, Mark),
    /// It has no partner.
    Alone(Mark),
}

pub(super) fn unbalanced(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    /// How many paragraphs a pair may span.
    const REACH: usize = 8;
    let mut open: [Vec<Mark>; KINDS.len()] = Default::default();
    let mut flaws: Vec<Flaw> = Vec::new();
    for (paragraph, &(_, line)) in context.reading.prose(text_lines(context)).iter().enumerate() {
        let text = context.source.slice(line);
        for (at, c) in others(text) {
            let Some((kind, opens)) = mark(c) else { continue };
            let span = line.part(&(at..at + c.len_utf8()));
            let this = Mark { kind, opens, span, paragraph };
            let Some(open) = open.get_mut(kind) else { continue };
            if opens {
                open.push(this);
                continue;
            }
            let here = open.last().is_some_and(|other| other.paragraph == paragraph);
            // 1) and 一） are list numbers.
            if kind == ROUND && !here && is_list_number(text.get(..at).unwrap_or_default()) {
                continue;
            }
            match open.pop() {
                Some(other) if other.paragraph == paragraph && other.span.len() != span.len() => {
                    flaws.push(Flaw::Width(other, this));
                }
                Some(_) => {}
                None => flaws.push(Flaw::Alone(this)),
            }
        }
        for open in &mut open {
            let kept = open.partition_point(|mark| mark.paragraph + REACH <= paragraph);
            flaws.extend(open.drain(..kept).map(Flaw::Alone));
        }
    }
    flaws.extend(open.into_iter().flatten().map(Flaw::Alone));
    let place = |flaw: &Flaw| match flaw {
        Flaw::Width(mark, _) | Flaw::Alone(mark) => mark.span.start,
    };
    sort_by_key(&mut flaws, place);
    report(context, &flaws, sink);
}

/// How far a partner is looked for, in bytes.
const FAR: usize = 1_200;

/// Kind and direction of a mark.
fn mark(c: char) -> Option<(usize, bool)> {
    match c {
        '(' => Some((ROUND, true)),
        ')' => Some((ROUND, false)),
        _ if c.is_ascii() => None,
        _ => KINDS.iter().enumerate().find_map(|(kind, &(open, close))| {
            if c == open { Some((kind, true)) } else { (c == close).then_some((kind, false)) }
        }),
    }
}

/// Whether what stands before a closing bracket is the number of a list item: 1) or 一）.
fn is_list_number(head: &str) -> bool {
    const LONGEST: usize = 3;
    let number = |c: char| c.is_ascii_alphanumeric() || is_in_ordinal(c);
    let length = head.chars().rev().take(LONGEST + 1).take_while(|&c| number(c)).count();
    let before = head.chars().rev().nth(length);
    let begins =
        before.is_none_or(|c| matches!(c, '。' | '；' | ';' | '，' | '：' | ':' | '、' | ' ' | '　'));
    (1..=LONGEST).contains(&length) && begins
}

fn report(context: &Context<'_, '_>, flaws: &[Flaw], sink: &mut Sink<'_>) {
    let terms = Terms::new(context.source.text());
    let mut rest = flaws;
    while let Some((flaw, behind)) = rest.split_first() {
        rest = behind;
        match (flaw, behind.first()) {
            (Flaw::Width(open, close), _) => mixed_width(context, *open, *close, sink),
            (Flaw::Alone(a), Some(Flaw::Alone(b))) if is_pair(context, *a, *b) => {
                if !a.opens && b.opens {
                    exchanged(context, *a, *b, sink);
                } else {
                    wrong_partner(context, *a, *b, sink);
                }
                rest = behind.get(1..).unwrap_or_default();
            }
            (Flaw::Alone(mark), _) => alone(context, *mark, &terms, sink),
        }
    }
}

/// Whether two lone marks are meant for each other: one of another kind, or two marks of quotation, the same one twice
/// or each in the other's place.
fn is_pair(context: &Context<'_, '_>, a: Mark, b: Mark) -> bool {
    const NEAR: u32 = 180;
    let near = a.paragraph == b.paragraph && b.span.start - a.span.end <= NEAR;
    let between = context.source.slice(Span::new(a.span.end, b.span.start));
    let quotes = a.kind == QUOTES && b.kind == QUOTES;
    let twice = quotes && a.opens == b.opens;
    // 甲”和“乙 has lost the outer ones.
    let is_content = !has_any(between, &['，', '、', '；', '：'])
        && between.chars().filter(|&c| is_han(c)).nth(1).is_some();
    near && !between.contains('。') && (twice || a.opens && !b.opens || quotes && is_content)
}

/// The character that a mark should be.
fn character(kind: usize, opens: bool) -> char {
    let (open, close) = KINDS.get(kind).copied().unwrap_or_default();
    if opens { open } else { close }
}

fn mixed_width(context: &Context<'_, '_>, open: Mark, close: Mark, sink: &mut Sink<'_>) {
    let narrow = if open.span.len() == 1 { open } else { close };
    let span = open.span.to(close.span);
    let shown = short(context, span);
    sink.at(span, format!("“{shown}”的括号一边是全角，一边是半角，宜都用全角。")).fix(
        format!("改为全角“{}”", character(narrow.kind, narrow.opens)),
        Applicability::Safe,
        Edit::replace(narrow.span, character(narrow.kind, narrow.opens)),
    );
}

/// Marks of quotation the wrong way round: ”甲“.
fn exchanged(context: &Context<'_, '_>, a: Mark, b: Mark, sink: &mut Sink<'_>) {
    let shown = short(context, Span::new(a.span.end, b.span.start));
    let edit = |mark: Mark| Edit::replace(mark.span, character(mark.kind, !mark.opens));
    sink.at(a.span.to(b.span), format!("“{shown}”前后的引号用反了。")).fix_all(
        "前后引号对调",
        Applicability::Suggested,
        vec![edit(a), edit(b)],
    );
}

fn wrong_partner(context: &Context<'_, '_>, a: Mark, b: Mark, sink: &mut Sink<'_>) {
    // “甲“ wants a closing mark at its end, ”甲” an opening one at its beginning; otherwise the first mark decides.
    let (wrong, right) = if a.opens { (b, character(a.kind, false)) } else { (a, character(a.kind, true)) };
    let span = a.span.to(b.span);
    let shown = short(context, span);
    let written = context.source.slice(wrong.span);
    sink.at(span, format!("“{shown}”前后的标点不成对，“{written}”应为“{right}”。")).rewrite(
        wrong.span,
        right,
        Applicability::Suggested,
    );
}

fn alone(context: &Context<'_, '_>, mark: Mark, terms: &Terms<'_>, sink: &mut Sink<'_>) {
    let text = context.source.text();
    let index = context.source.line_index(mark.span.start);
    let line = context.source.line(index);
    let rest = beginning(context.source.slice(Span::new(mark.span.end, line.end.max(mark.span.end))), FAR);
    // A document number that lost its digits is reported as that, and a title typed twice; a quotation of several
    // paragraphs is opened in each.
    let digits = mark.kind == SQUARE && rest.starts_with(|c: char| c.is_ascii_digit());
    let head = context.source.slice(Span::new(line.start, mark.span.start.max(line.start)));
    let again = mark.kind == TITLE && mark.opens && is_typed_again(head, rest);
    if digits || again || mark.kind == QUOTES && mark.opens && goes_on(context, index) {
        return;
    }
    let written = context.source.slice(mark.span);
    let missing = character(mark.kind, !mark.opens);
    let span = around(text, mark.span, if mark.opens { 0 } else { 6 }, if mark.opens { 6 } else { 0 });
    let what = if mark.opens { "后面" } else { "前面" };
    let report = sink.at(
        span,
        format!("“{}”里的“{written}”{what}没有与它成对的“{missing}”。", context.source.slice(span)),
    );
    let place = partner_place(context.source.slice(line), mark, line);
    let report = match place {
        Some(Place::Straight(quote)) => report.fix(
            format!("把直引号改为“{missing}”"),
            Applicability::Suggested,
            Edit::replace(quote, missing),
        ),
        Some(Place::Insert(at)) => {
            report.fix(format!("补上“{missing}”"), Applicability::Suggested, Edit::insert(at, missing))
        }
        None => match term_end(terms, rest).filter(|_| mark.kind == QUOTES && mark.opens) {
            Some(end) => report.fix(
                format!("在“{}”后面补上“{missing}”", beginning(rest, end)),
                Applicability::Manual,
                Edit::insert(mark.span.end + end as u32, missing),
            ),
            None => report,
        },
    };
    report.fix(format!("删去“{written}”"), Applicability::Manual, Edit::delete(mark.span));
}

/// Whether the paragraph behind a line begins with an opening quotation mark.
fn goes_on(context: &Context<'_, '_>, line: usize) -> bool {
    let behind = context.reading.prose(line + 1..context.source.lines().len()).first();
    behind.is_some_and(|&(_, span)| context.source.slice(span).starts_with('“'))
}

/// The text of a span, its middle left out where it is long.
fn short(context: &Context<'_, '_>, span: Span) -> String {
    const EACH: usize = 8;
    let text = context.source.slice(span);
    // One that is long is not counted to its end: marks stand within marks.
    if text.chars().nth(EACH * 2 + 1).is_none() {
        return text.to_owned();
    }
    let tail = text.char_indices().rev().nth(EACH - 1).and_then(|(at, _)| text.get(at..));
    text.chars().take(EACH).chain(['…']).chain(tail.unwrap_or_default().chars()).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, first_fix, found_in};
    use crate::finding::Severity;

    #[test]
    fn marks_without_a_partner_are_found() {
        for (text, marked) in [
            ("（六)学习培训。", "（六)"),
            ("(六）学习培训。", "(六）"),
            ("（六学习培训。", "（六学习培训。"),
            ("落实《条例要求。", "《条例要求。"),
            ("落实条例》要求。", "落实条例》"),
            ("按照“公开为常态的原则更新。", "“公开为常态的"),
            ("按照“公开为常态“的原则更新。", "“公开为常态“"),
            ("按照”公开为常态”的原则更新。", "”公开为常态”"),
            ("按照”公开为常态“的原则更新。", "”公开为常态“"),
            ("落实《条例）要求。", "《条例）"),
            ("按照“公开为常态\"的原则更新。", "“公开为常态\""),
            ("全镇公开信息20条（含转载5条。", "（含转载5条。"),
        ] {
            assert_eq!(
                findings_of("bracket-unbalanced", text),
                [(marked.to_owned(), Severity::Warning)],
                "{text}"
            );
        }
    }

    #[test]
    fn the_inner_marks_of_two_quotations_are_not_exchanged() {
        for text in ["按照公开”和“透明的原则更新。", "按照公开”“透明的原则更新。"]
        {
            assert_eq!(findings_of("bracket-unbalanced", text).len(), 2, "{text}");
        }
    }

    #[test]
    fn pairs_in_every_manner_are_not() {
        for text in [
            "1)加强学习；2)按月核对；a)其他。",
            "一）加强学习。",
            "(1)加强学习；（2）按月核对。",
            "落实“五公开”和\"三审三校\"制度，公开率达100%。",
            "按照\"公开为常态\"的原则更新。",
            "印发《关于转发〈政府信息公开条例〉的通知》。",
            "印发《关于转发《政府信息公开条例》的通知》。",
            "（包括：\n1.政策文件；\n2.工作动态）。",
            "“第一段引文。\n“第二段引文。”",
            "落实“政府信息（公开”平台）建设。",
            "根据国办公开办函〔202130号制作。",
            "按照“‘互联网+’政务”的要求办理。",
        ] {
            assert_eq!(findings_of("bracket-unbalanced", text), [], "{text}");
        }
    }

    #[test]
    fn a_fix_settles_its_finding() {
        for (text, fixed) in [
            ("（六)学习培训。", "（六）学习培训。"),
            ("（六学习培训。", "（六）学习培训。"),
            ("落实《中华人民共和国政府信息公开条例规定。", "落实《中华人民共和国政府信息公开条例》规定。"),
            ("落实中华人民共和国政府信息公开条例》。", "落实《中华人民共和国政府信息公开条例》。"),
            ("按照“公开为常态“的原则。", "按照“公开为常态”的原则。"),
            ("按照”公开为常态“的原则。", "按照“公开为常态”的原则。"),
            ("按照”公开为常态”的原则。", "按照“公开为常态”的原则。"),
            ("按照“公开为常态\"的原则。", "按照“公开为常态”的原则。"),
            ("先讲“三审三校”，再落实“三审三校制度。", "先讲“三审三校”，再落实“三审三校”制度。"),
            ("落实“一网通办要求，压实责任。", "落实“一网通办要求”，压实责任。"),
            ("按照“公开为常态的原则。", "按照公开为常态的原则。"),
            ("（地址：柳河镇中街1号；电话：0000-1234567。", "（地址：柳河镇中街1号；电话：0000-1234567）。"),
        ] {
            let draft = |text: &str| SAMPLE.replacen("\n\n二、", &format!("\n{text}\n\n二、"), 1);
            assert_eq!(first_fix("bracket-unbalanced", &draft(text)), draft(fixed), "{text}");
            assert_eq!(found_in("bracket-unbalanced", &draft(fixed)), [], "{text}");
        }
    }
}
