//! What says how far a draft has come: （征求意见稿） in the title or beside it.

use crate::find::beginning;
use crate::fold::{is_blank, is_digit};
use crate::source::Span;
use crate::words::{Hit, List};

use super::Context;

/// Brackets around a stage.
const BRACKETS: [(char, char); 6] =
    [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('［', '］'), ('〔', '〕')];

/// Most bytes behind a stage in its brackets.
const LONGEST: usize = 40;

/// The stages at the head of a report that lie within a span.
pub(super) fn stages(context: &Context<'_, '_>, within: Span) -> impl Iterator<Item = Span> {
    let hits = context.reading.words.within(List::Template, within);
    hits.filter(|hit| hit.entry.column(0) == "稿").filter_map(move |hit| place(context, hit))
}

/// Where a stage stands with its brackets: in the title, at the end of a line that ends like one, or on a line of its
/// own. The name of a document that was published for comment is none.
fn place(context: &Context<'_, '_>, hit: &Hit) -> Option<Span> {
    let outline = &context.reading.outline;
    let line = context.source.line_at(hit.span.start);
    let (before, behind) = context.source.beside(hit.span);
    // （第二稿）
    let before = before.strip_suffix('第').unwrap_or(before);
    let brackets = BRACKETS.iter().find_map(|&(open, close)| {
        let head = before.strip_suffix(open)?;
        let remark = beginning(behind, LONGEST).split_once(close)?.0;
        Some((head, behind.get(remark.len() + close.len_utf8()..)?)).filter(|_| is_remark(remark))
    });
    let (head, tail) = brackets.unwrap_or((before, behind));
    let titled = outline.title.as_ref().is_some_and(|(_, title)| title.contains(hit.span));
    let is_last = tail.trim_matches(is_blank).is_empty();
    let ends_title = head.trim_end_matches(is_blank).ends_with("报告");
    let is_alone = head.trim_matches(is_blank).is_empty();
    let fits = titled && brackets.is_some() || is_last && (ends_title || is_alone);
    fits.then(|| line.part(&(head.len()..line.len() as usize - tail.len())))
}

/// Whether what stands behind a stage in its brackets says no more than when or how often: （第二稿 1月10日改）.
fn is_remark(text: &str) -> bool {
    text.chars().all(|c| is_blank(c) || is_digit(c) || "年月日号，.-/第次版改修".contains(c))
}
