//! A line in three versions as one, with what differs as changes and comments where they belong.

use std::ops::Range;

use crate::render::document::{Author, Change, Inline, runs};

use super::comments::Mark;
use super::diff::{Piece, pieces};

/// Who has changed a line since it arrived: `by`, but for what the program makes of it `alone`.
#[derive(Clone, Copy)]
pub(super) struct Changed<'l> {
    pub(super) by: Author,
    pub(super) alone: Option<&'l str>,
}

/// The content of a line in three versions: as it arrived, as it was changed since, and corrected. Each mark is a comment
/// with what it is about in the second one.
pub(super) fn content(
    [original, present, new]: [&str; 3],
    changed: Changed<'_>,
    marks: &[Mark],
) -> Vec<Inline> {
    // What was changed and is changed back is as it was.
    let present = if original == new && !new.is_empty() { original } else { present };
    let mut content = Vec::new();
    let mut waiting: Vec<&Mark> = marks.iter().rev().collect();
    let mut open: Vec<&Mark> = Vec::new();
    let close = |content: &mut Vec<Inline>, open: &mut Vec<&Mark>, at: usize| {
        open.retain(|(range, id)| {
            let ends = range.end <= at;
            if ends {
                content.push(Inline::CommentEnd(*id));
            }
            !ends
        });
    };
    let first = pieces(original, present);
    let alone = changed.alone.map(|alone| pieces(original, alone)).unwrap_or_default();
    let (mut first, alone) = (edits(&first).into_iter().peekable(), edits(&alone));
    let mut second = pieces(present, new).into_iter().peekable();
    // Where the pieces at hand end, in the original and in the present version, and what they are.
    let (mut original_end, mut first_end, mut second_end) = (0, 0, 0);
    let (mut at, mut change) = (0, Change::default());
    loop {
        // What is put in the place of something belongs to the comment on that.
        while at == first_end && (original_end < original.len() || first.peek().is_some()) {
            if let Some(edit) = first.next_if(|(range, _)| range.start == original_end) {
                let is_own = alone.iter().any(|own| is_same(original, own, &edit));
                let by = if is_own { Author::Program } else { changed.by };
                let gone = Change { deleted: Some(by), ..Change::default() };
                content.extend(runs(original.get(edit.0.clone()).unwrap_or_default(), gone));
                (original_end, first_end, change.inserted) = (edit.0.end, at + edit.1.len(), Some(by));
            } else {
                let to = first.peek().map_or(original.len(), |(range, _)| range.start);
                (original_end, first_end, change.inserted) = (to, at + to - original_end, None);
            }
        }
        if at == second_end {
            while let Some(Piece::Inserted(text)) =
                second.next_if(|piece| matches!(piece, Piece::Inserted(_)))
            {
                let new = Change { inserted: Some(Author::Program), ..Change::default() };
                content.extend(runs(&text, new));
            }
            (second_end, change.deleted) = match second.next() {
                Some(Piece::Deleted(range)) => (range.end, Some(Author::Program)),
                Some(Piece::Kept(range)) => (range.end, None),
                Some(Piece::Inserted(_)) | None => (at, None),
            };
        }
        if at >= present.len() {
            break;
        }
        close(&mut content, &mut open, at);
        while let Some(mark) = waiting.pop_if(|(range, _)| range.start <= at) {
            content.push(Inline::CommentStart(mark.1));
            open.push(mark);
        }
        let starts = waiting.last().map(|(range, _)| range.start);
        let ends = open.iter().map(|(range, _)| range.end).chain([first_end, second_end]);
        let next = ends.chain(starts).filter(|&next| next > at).min().unwrap_or(present.len());
        // Whatever a mark says, no text is lost.
        let next =
            (next..present.len()).find(|&next| present.is_char_boundary(next)).unwrap_or(present.len());
        content.extend(runs(present.get(at..next).unwrap_or_default(), change));
        at = next;
    }
    while let Some(mark) = waiting.pop() {
        content.push(Inline::CommentStart(mark.1));
        open.push(mark);
    }
    close(&mut content, &mut open, usize::MAX);
    content
}

/// What is replaced in the old version: where, and by what.
type Edit<'t> = (Range<usize>, &'t str);

/// Whether two edits come to the same: which of two words that are alike is deleted makes no difference.
fn is_same(old: &str, (a, new): &Edit<'_>, (b, other): &Edit<'_>) -> bool {
    let (first, last) = if a.start <= b.start { (a, b) } else { (b, a) };
    let is_moved = || old.get(first.start..last.start) == old.get(first.end..last.end);
    new == other && a.len() == b.len() && (a == b || (new.is_empty() && is_moved()))
}

fn edits(pieces: &[Piece]) -> Vec<Edit<'_>> {
    let (mut edits, mut at): (Vec<Edit<'_>>, usize) = (Vec::new(), 0);
    for piece in pieces {
        match piece {
            Piece::Kept(range) => at = range.end,
            Piece::Deleted(range) => {
                edits.push((range.clone(), ""));
                at = range.end;
            }
            Piece::Inserted(text) => match edits.last_mut() {
                Some((range, own)) if range.end == at && own.is_empty() => *own = text,
                _ => edits.push((at..at, text)),
            },
        }
    }
    edits
}
