//! A line in three versions as one, with what differs as changes and comments where they belong.

use crate::render::document::{Author, Change, Inline, runs};

use super::comments::Mark;
use super::diff::{Piece, pieces};

/// The content of a line in three versions: as it arrived, as `by` has changed it since, and corrected. Each mark is a
/// comment with what it is about in the second one.
pub(super) fn content([original, present, new]: [&str; 3], by: Author, marks: &[Mark]) -> Vec<Inline> {
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
    let mut first = pieces(original, present).into_iter().peekable();
    let mut second = pieces(present, new).into_iter().peekable();
    // Where the pieces at hand end in the present version, and what they are.
    let (mut at, mut first_end, mut second_end, mut change) = (0, 0, 0, Change::default());
    loop {
        // What is put in the place of something belongs to the comment on that.
        if at == first_end {
            while let Some(Piece::Deleted(range)) = first.next_if(|piece| matches!(piece, Piece::Deleted(_)))
            {
                let gone = Change { deleted: Some(by), ..Change::default() };
                content.extend(runs(original.get(range).unwrap_or_default(), gone));
            }
            (first_end, change.inserted) = match first.next() {
                Some(Piece::Inserted(text)) => (at + text.len(), Some(by)),
                Some(Piece::Kept(range) | Piece::Deleted(range)) => (at + range.len(), None),
                None => (at, None),
            };
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
