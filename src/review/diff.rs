//! What changed between two versions: which lines of one are which of the other, and what differs within a line.
//!
//! Pieces that stand once in each version are anchors (patience diff, Bram Cohen); what is between two of them is
//! aligned by likeness. A library (`similar` 3.2) made the core 217 KB larger for the same; `align` is there already.

use std::ops::Range;

use crate::align::{Costs, Pair, align};
use crate::fold::{Pairs, key};
use crate::form::Edition;
use crate::order::sort_by_key;

/// What a piece of a version is, for telling it in the other version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// The title.
    Title,
    /// The heading of a section, by its index.
    Heading(usize),
    /// A table of an edition of the form, by its index.
    Table(Edition, usize),
    /// Any other line: its text.
    Text(String),
}

/// A step through two versions, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same piece in both.
    Both(usize, usize),
    /// Only in the old version.
    Old(usize),
    /// Only in the new version.
    New(usize),
}

/// The way through two versions. Pieces with the same key are the same; between them lines that are alike are.
/// O(n log n) in the number of pieces, and quadratic in what is short between two anchors.
pub(super) fn steps(old: &[Key], new: &[Key]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    let (mut at_old, mut at_new) = (0, 0);
    for (to_old, to_new) in anchors(old, new) {
        replaced(old, new, at_old..to_old, at_new..to_new, &mut steps);
        steps.push(Step::Both(to_old, to_new));
        (at_old, at_new) = (to_old + 1, to_new + 1);
    }
    replaced(old, new, at_old..old.len(), at_new..new.len(), &mut steps);
    steps
}

/// The way through three versions from the ways through the first two and the last two: where each piece is in each of
/// them.
pub(super) fn through(first: Vec<Step>, second: Vec<Step>) -> Vec<[Option<usize>; 3]> {
    let mut way = Vec::with_capacity(first.len().max(second.len()));
    let mut second = second.into_iter();
    for step in first {
        let old = match step {
            Step::Old(old) => {
                way.push([Some(old), None, None]);
                continue;
            }
            Step::Both(old, _) => Some(old),
            Step::New(_) => None,
        };
        for step in second.by_ref() {
            match step {
                Step::New(new) => {
                    way.push([None, None, Some(new)]);
                    continue;
                }
                Step::Both(middle, new) => way.push([old, Some(middle), Some(new)]),
                Step::Old(middle) => way.push([old, Some(middle), None]),
            }
            break;
        }
    }
    way.extend(second.filter_map(|step| match step {
        Step::New(new) => Some([None, None, Some(new)]),
        Step::Both(..) | Step::Old(_) => None,
    }));
    way
}

/// The pieces that stand once in each version, as many of them as are in the same order in both.
fn anchors(old: &[Key], new: &[Key]) -> Vec<(usize, usize)> {
    let mut all: Vec<(&Key, bool, usize)> = Vec::with_capacity(old.len() + new.len());
    all.extend(old.iter().enumerate().map(|(index, key)| (key, false, index)));
    all.extend(new.iter().enumerate().map(|(index, key)| (key, true, index)));
    sort_by_key(&mut all, |&(key, is_new, _)| (key, is_new));
    let once = all.chunk_by(|a, b| a.0 == b.0).filter_map(|same| match same {
        [(_, false, old), (_, true, new)] => Some((*old, *new)),
        _ => None,
    });
    let mut once: Vec<(usize, usize)> = once.collect();
    sort_by_key(&mut once, |&(_, new)| new);
    // The longest run that rises, by patience: a pile for each length, on top the pair with which it ends lowest.
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(once.len());
    let place = |pair: usize| once.get(pair).map_or(0, |(old, _)| *old);
    for (index, &(old, _)) in once.iter().enumerate() {
        let pile = piles.partition_point(|&top| place(top) < old);
        before.push(pile.checked_sub(1).and_then(|below| piles.get(below).copied()));
        match piles.get_mut(pile) {
            Some(top) => *top = index,
            None => piles.push(index),
        }
    }
    let last = piles.last().copied();
    let back = std::iter::successors(last, |&index| before.get(index).copied().flatten());
    let mut anchors: Vec<(usize, usize)> = back.filter_map(|index| once.get(index).copied()).collect();
    anchors.reverse();
    anchors
}

/// A stretch without anchors: lines that are alike are paired in order, the others go or come.
fn replaced(old: &[Key], new: &[Key], olds: Range<usize>, news: Range<usize>, steps: &mut Vec<Step>) {
    /// Most pairs that are compared: a report has some hundred lines, of which few change.
    const MOST_PAIRS: usize = 1 << 14;
    let mut matched = Vec::new();
    if !olds.is_empty() && !news.is_empty() && olds.len() * news.len() <= MOST_PAIRS {
        let lines = |keys: &[Key], range: &Range<usize>| -> Vec<Line> {
            keys.get(range.clone()).unwrap_or_default().iter().cloned().map(Line::new).collect()
        };
        let likeness = Likeness { old: lines(old, &olds), new: lines(new, &news) };
        matched = align(news.len(), olds.len(), &likeness);
    }
    // Too many to compare, but as many as before: corrections have been made in their places.
    let in_place = matched.is_empty() && olds.len() == news.len() && olds.len() * news.len() > MOST_PAIRS;
    if in_place {
        let text = |keys: &[Key], index: usize| matches!(keys.get(index), Some(Key::Text(_)));
        steps.extend(olds.zip(news).flat_map(|(at_old, at_new)| {
            let is_same = old.get(at_old) == new.get(at_new) || (text(old, at_old) && text(new, at_new));
            let both = is_same.then_some(Step::Both(at_old, at_new));
            let other = (!is_same).then_some([Step::Old(at_old), Step::New(at_new)]);
            both.into_iter().chain(other.into_iter().flatten())
        }));
        return;
    }
    let (mut at_old, mut at_new) = (olds.start, news.start);
    for Pair { expected, found, .. } in matched {
        let (to_old, to_new) = (olds.start + found, news.start + expected);
        steps.extend((at_old..to_old).map(Step::Old));
        steps.extend((at_new..to_new).map(Step::New));
        steps.push(Step::Both(to_old, to_new));
        (at_old, at_new) = (to_old + 1, to_new + 1);
    }
    steps.extend((at_old..olds.end).map(Step::Old));
    steps.extend((at_new..news.end).map(Step::New));
}

/// A piece, and what tells how like another it is.
struct Line {
    key: Key,
    pairs: Option<Pairs>,
}

impl Line {
    fn new(piece: Key) -> Self {
        let pairs = match &piece {
            Key::Text(text) => Some(Pairs::of(&key(text))),
            _ => None,
        };
        Self { key: piece, pairs }
    }
}

struct Likeness {
    old: Vec<Line>,
    new: Vec<Line>,
}

impl Costs for Likeness {
    fn pair(&self, i: usize, j: usize) -> Option<f32> {
        /// Least likeness of two versions of a line.
        const LEAST: f32 = 0.5;
        let (new, old) = (self.new.get(i)?, self.old.get(j)?);
        if new.key == old.key {
            return Some(0.0);
        }
        let likeness = new.pairs.as_ref()?.similarity(old.pairs.as_ref()?);
        (likeness >= LEAST).then_some(1.0 - likeness)
    }

    fn missing(&self, _: usize) -> f32 {
        0.5
    }

    fn extra(&self, _: usize) -> f32 {
        0.5
    }
}

/// A stretch of a line in two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The same in both: where it is in the old one.
    Kept(Range<usize>),
    /// Only in the old one: where.
    Deleted(Range<usize>),
    /// Only in the new one: its text.
    Inserted(String),
}

/// What differs between two versions of a line. A number is kept or changed as a whole. Linear where they are the same,
/// quadratic in the stretch that differs.
pub(super) fn pieces(old: &str, new: &str) -> Vec<Piece> {
    /// Most pairs of tokens that are compared; a longer stretch that differs is replaced as a whole.
    const MOST_PAIRS: usize = 1 << 18;
    let (olds, news) = (tokens(old), tokens(new));
    let same = olds.iter().zip(&news).take_while(|(old, new)| old == new).count();
    let rest = olds.len().min(news.len()) - same;
    let tail =
        olds.iter().rev().zip(news.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let tokens = Tokens {
        old: olds.get(same..olds.len() - tail).unwrap_or_default(),
        new: news.get(same..news.len() - tail).unwrap_or_default(),
    };
    let mut written = Written::default();
    written.kept(length(olds.get(..same)));
    let mut matched = Vec::new();
    if tokens.old.len() * tokens.new.len() <= MOST_PAIRS {
        matched = align(tokens.new.len(), tokens.old.len(), &tokens);
    }
    // Where little is left of a stretch nobody follows it token by token.
    if matched.len() * 2 < tokens.old.len().min(tokens.new.len()) {
        matched.clear();
    }
    let (mut at_old, mut at_new) = (0, 0);
    for Pair { expected, found, .. } in matched {
        written.replaced(tokens.old.get(at_old..found), tokens.new.get(at_new..expected));
        written.kept(length(tokens.old.get(found..=found)));
        (at_old, at_new) = (found + 1, expected + 1);
    }
    written.replaced(tokens.old.get(at_old..), tokens.new.get(at_new..));
    written.kept(length(olds.get(olds.len() - tail..)));
    written.pieces
}

fn length(tokens: Option<&[&str]>) -> usize {
    tokens.unwrap_or_default().iter().map(|token| token.len()).sum()
}

/// The stretch of two lines that differs.
struct Tokens<'t> {
    old: &'t [&'t str],
    new: &'t [&'t str],
}

impl Costs for Tokens<'_> {
    fn pair(&self, i: usize, j: usize) -> Option<f32> {
        (self.new.get(i)? == self.old.get(j)?).then_some(0.0)
    }

    fn missing(&self, _: usize) -> f32 {
        1.0
    }

    fn extra(&self, _: usize) -> f32 {
        1.0
    }
}

/// The pieces of a line so far, and where in the old version the next one begins.
#[derive(Default)]
struct Written {
    pieces: Vec<Piece>,
    at: usize,
}

impl Written {
    fn kept(&mut self, length: usize) {
        let (start, end) = (self.at, self.at + length);
        self.at = end;
        match self.pieces.last_mut() {
            _ if length == 0 => {}
            Some(Piece::Kept(last)) => last.end = end,
            _ => self.pieces.push(Piece::Kept(start..end)),
        }
    }

    fn replaced(&mut self, old: Option<&[&str]>, new: Option<&[&str]>) {
        let start = self.at;
        self.at += length(old);
        if self.at > start {
            self.pieces.push(Piece::Deleted(start..self.at));
        }
        let new = new.unwrap_or_default().concat();
        if !new.is_empty() {
            self.pieces.push(Piece::Inserted(new));
        }
    }
}

/// Characters, but numbers and Latin words whole.
fn tokens(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%');
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length =
            if is_word(first) { rest.find(|c| !is_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, behind) = rest.split_at(length);
        tokens.push(token);
        rest = behind;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_changes_as_a_whole() {
        let wanted = [
            Piece::Kept(0..12),
            Piece::Deleted(12..14),
            Piece::Inserted("21".to_owned()),
            Piece::Kept(14..17),
        ];
        assert_eq!(pieces("全年收到12件", "全年收到21件"), wanted);
        assert_eq!(pieces("", ""), []);
        assert_eq!(pieces("", "0"), [Piece::Inserted("0".to_owned())]);
        assert_eq!(pieces("一致", "一致"), [Piece::Kept(0..6)]);
        let wanted = [
            Piece::Kept(0..3),
            Piece::Deleted(3..6),
            Piece::Kept(6..9),
            Piece::Inserted("戊".to_owned()),
            Piece::Kept(9..12),
        ];
        assert_eq!(pieces("甲乙丙丁", "甲丙戊丁"), wanted);
    }

    #[test]
    fn lines_that_are_alike_are_versions_of_each_other() {
        const TABLE: Key = Key::Table(Edition::Current, 2);
        let text = |text: &str| Key::Text(text.to_owned());
        let old = [text("本镇收到申请3件。"), Key::Heading(3), text("甲乙丙丁"), TABLE];
        let new = [Key::Title, text("本镇收到申请4件。"), Key::Heading(3), TABLE, text("落款")];
        let wanted =
            [Step::New(0), Step::Both(0, 1), Step::Both(1, 2), Step::Old(2), Step::Both(3, 3), Step::New(4)];
        assert_eq!(steps(&old, &new), wanted);
    }

    #[test]
    fn what_stands_several_times_is_told_by_its_neighbours() {
        let text = |text: &str| Key::Text(text.to_owned());
        let old = [text("甲"), text("同"), text("乙"), text("同")];
        let new = [text("甲"), text("同"), text("同")];
        assert_eq!(steps(&old, &new), [Step::Both(0, 0), Step::Both(1, 1), Step::Old(2), Step::Both(3, 2)]);
        // Of two that changed places one stays.
        let (old, new) = ([text("甲"), text("乙")], [text("乙"), text("甲")]);
        assert_eq!(steps(&old, &new).iter().filter(|step| matches!(step, Step::Both(..))).count(), 1);
    }

    #[test]
    fn two_ways_make_one_through_three_versions() {
        let first = vec![Step::Old(0), Step::Both(1, 0), Step::New(1), Step::Both(2, 2)];
        let second = vec![Step::New(0), Step::Both(0, 1), Step::Old(1), Step::Old(2), Step::New(2)];
        let wanted = [
            [Some(0), None, None],
            [None, None, Some(0)],
            [Some(1), Some(0), Some(1)],
            [None, Some(1), None],
            [Some(2), Some(2), None],
            [None, None, Some(2)],
        ];
        assert_eq!(through(first, second), wanted);
    }
}
