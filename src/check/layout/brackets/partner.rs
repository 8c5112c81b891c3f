//! Where the partner of a bracket or a mark of quotation that stands alone belongs.

use std::cell::OnceCell;

use crate::find::{beginning, begins_with_one, ending, first_of, places};
use crate::number::is_in_ordinal;
use crate::order::sort;
use crate::source::Span;

use super::{FAR, Mark, QUOTES, ROUND, TITLE, mark};

/// Where the partner of a lone mark belongs.
pub(super) enum Place {
    /// Between two characters.
    Insert(u32),
    /// Where a straight quotation mark stands.
    Straight(Span),
}

/// Where the partner of a lone mark in a line belongs, where the line leaves no doubt.
pub(super) fn partner_place(text: &str, mark: Mark, line: Span) -> Option<Place> {
    let head = text.get(..(mark.span.start - line.start) as usize)?;
    let near = ending(head, FAR);
    let rest = beginning(text.get((mark.span.end - line.start) as usize..)?, FAR);
    let insert = |at: usize| Some(Place::Insert(mark.span.end + at as u32));
    match (mark.kind, mark.opens) {
        (QUOTES, true) => {
            let at = rest.find('"')?;
            Some(Place::Straight(
                line.part(&(head.len() + '“'.len_utf8() + at..head.len() + '“'.len_utf8() + at + 1)),
            ))
        }
        (QUOTES, false) => {
            let at = mark.span.start - (near.len() - near.rfind('"')?) as u32;
            Some(Place::Straight(Span::new(at, at + 1)))
        }
        (ROUND, true) => {
            // （三加强领导: the number of an item.
            let number = rest.len() - rest.trim_start_matches(is_in_ordinal).len();
            if head.trim().is_empty() && number > 0 {
                return insert(number);
            }
            let name = rest.strip_prefix("以下简称").or_else(|| rest.strip_prefix("简称"));
            if let Some(end) = name.and_then(|_| first_of(rest, &['》', '”'])) {
                return insert(end + '》'.len_utf8());
            }
            // The address and the telephone at the end of the preface.
            let contact = begins_with_one(rest, &["地址：", "电话：", "联系电话：", "邮编："]);
            let end = rest.trim_end_matches('。').len();
            if contact && !rest.get(..end)?.contains('。') { insert(end) } else { None }
        }
        (TITLE, true) => title_end(rest).and_then(insert),
        (TITLE, false) => {
            const STATE: &str = "中华人民共和国";
            let name = near.get(near.rfind(STATE)?..).filter(|name| !name.contains('，'))?;
            Some(Place::Insert(mark.span.start - name.len() as u32))
        }
        _ => None,
    }
}

/// Longest term that is looked for elsewhere, in characters.
const LONGEST_TERM: usize = 20;

/// What a text has between marks of quotation, collected when it is first asked for.
pub(super) struct Terms<'t> {
    text: &'t str,
    sorted: OnceCell<Vec<&'t str>>,
}

impl<'t> Terms<'t> {
    /// Most that are kept: no report has as many.
    const MOST: usize = 10_000;

    /// The terms of a text.
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, sorted: OnceCell::new() }
    }

    /// The terms, those without other marks, sorted.
    fn collect(&self) -> Vec<&'t str> {
        let quoted = places(self.text, "“").filter_map(|at| {
            let rest = self.text.get(at + '“'.len_utf8()..)?;
            let mut characters = rest.char_indices().take(LONGEST_TERM + 1);
            let (end, _) =
                characters.find(|&(_, c)| mark(c).is_some() || c == '\n').filter(|&(_, c)| c == '”')?;
            rest.get(..end)
        });
        let mut terms: Vec<&str> = quoted.take(Self::MOST).collect();
        sort(&mut terms);
        terms
    }

    fn has(&self, term: &str) -> bool {
        self.sorted.get_or_init(|| self.collect()).binary_search(&term).is_ok()
    }
}

/// Where the term that `rest` begins with may end: where it does elsewhere in the text between marks of quotation, or with
/// a short clause.
pub(super) fn term_end(terms: &Terms<'_>, rest: &str) -> Option<usize> {
    const FEWEST: usize = 2;
    const LONGEST: usize = 8;
    let clause = rest.get(..first_of(rest, &['，', '。', '；', '、']).unwrap_or(rest.len()))?;
    if clause.chars().any(|c| mark(c).is_some()) {
        return None;
    }
    let ends: Vec<usize> =
        clause.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_TERM).collect();
    let is_quoted = |end: &&usize| rest.get(..**end).is_some_and(|term| terms.has(term));
    let quoted = ends.iter().skip(FEWEST - 1).rev().find(is_quoted).copied();
    quoted.or_else(|| {
        ((FEWEST..=LONGEST).contains(&ends.len()) && !clause.contains('的')).then_some(clause.len())
    })
}

/// Where the title of a document that `rest` begins with ends: behind the only word that such titles end with, if the
/// clause ends there or goes on with what is asked of it.
fn title_end(rest: &str) -> Option<usize> {
    const ENDS: [&str; 12] =
        ["条例", "办法", "通知", "意见", "规定", "方案", "细则", "要点", "规范", "制度", "指引", "决定"];
    const BEHIND: [&str; 9] = ["要求", "规定", "精神", "等", "和《", "及《", "有关", "相关", "的要求"];
    let clause = rest.get(..first_of(rest, &['，', '。', '；', '、', '《', '（']).unwrap_or(rest.len()))?;
    let mut found = ENDS.iter().flat_map(|word| clause.match_indices(word)).map(|(at, word)| at + word.len());
    let end = found.next()?;
    let behind = clause.get(end..)?;
    // The next title is behind the clause.
    let more = rest.get(end..)?;
    let fits = behind.is_empty() || begins_with_one(more, &BEHIND);
    // 规定 behind a title is what it asks, and ends one itself.
    let only = found.all(|other| other > end && behind.starts_with("规定"));
    (fits && only).then_some(end)
}
