//! Fixed phrases with one slip of the keyboard in them.

use std::sync::LazyLock;

use super::{Entry, List, Words, entries};
use crate::order::{sort, sort_by_key};
use crate::source::Span;

/// What went wrong with a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A character stands twice.
    Doubled(char),
    /// A character is not there.
    Lost(char),
    /// Two neighbours have changed places.
    Swapped,
    /// This character stands for one that sounds or looks alike.
    Typed(char),
}

/// A misspelt phrase in a text.
#[derive(Clone, Copy, Debug)]
pub struct Misspelt {
    /// Where.
    pub span: Span,
    /// What it must be.
    pub right: &'static str,
    /// What went wrong.
    pub slip: Slip,
}

/// A slip in a phrase.
struct Pattern {
    phrase: &'static Entry,
    /// Index of the character that it happens to.
    at: usize,
    slip: Slip,
}

/// Every slip in every phrase.
struct Patterns {
    all: Vec<Pattern>,
    /// What each is found by: two characters side by side that the phrase has not. In good text next to none of them are
    /// met, so that little has to be compared.
    pairs: Vec<&'static str>,
}

/// Fewest characters of a phrase of which one may be lost: of a shorter one another word is left.
const FEWEST_TO_LOSE: usize = 6;
/// Fewest characters of a phrase in which two may change places or one may be mistyped.
const FEWEST_TO_MISTYPE: usize = 4;

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let mut all = Vec::new();
    let confusable = confusable();
    for phrase in entries(List::Phrases) {
        let length = phrase.word.chars().count();
        for (at, c) in phrase.word.chars().enumerate() {
            let mut add = |slip| all.push(Pattern { phrase, at, slip });
            // The first and the last one may be those of other words: 市市场监管局, 公开开展.
            if at > 0 && at + 1 < length {
                add(Slip::Doubled(c));
                if length >= FEWEST_TO_LOSE {
                    add(Slip::Lost(c));
                }
            }
            if length < FEWEST_TO_MISTYPE {
                continue;
            }
            if phrase.word.chars().nth(at + 1).is_some_and(|next| next != c) {
                add(Slip::Swapped);
            }
            let from = confusable.partition_point(|&(right, _)| right < c);
            let others = confusable.iter().skip(from).take_while(|&&(right, _)| right == c);
            others.for_each(|&(_, other)| add(Slip::Typed(other)));
        }
    }
    let mut pairs = String::new();
    for pattern in &all {
        let wrong = pattern.wrong();
        pairs.extend(wrong.chars().skip(pattern.pair()).take(2));
    }
    // Kept as long as the program runs, like the lists.
    let mut rest: &'static str = pairs.leak();
    let mut found_by = Vec::with_capacity(all.len());
    while let Some((end, last)) = rest.char_indices().nth(1) {
        let (pair, behind) = rest.split_at_checked(end + last.len_utf8()).unwrap_or_default();
        found_by.push(pair);
        rest = behind;
    }
    Patterns { all, pairs: found_by }
});

/// What the slips are found by, two characters each.
pub(super) fn pairs() -> &'static [&'static str] {
    &PATTERNS.pairs
}

/// Every character with each that is typed for it, in order.
fn confusable() -> Vec<(char, char)> {
    let mut pairs = Vec::new();
    for group in entries(List::Confusable) {
        for right in group.word.chars() {
            pairs.extend(group.word.chars().filter(|&other| other != right).map(|other| (right, other)));
        }
    }
    sort(&mut pairs);
    pairs
}

impl Pattern {
    /// The phrase with the slip in it.
    fn wrong(&self) -> String {
        let word = self.phrase.word;
        let mut wrong = String::with_capacity(word.len() + 3);
        let mut held = None;
        for (at, c) in word.chars().enumerate() {
            match self.slip {
                _ if at != self.at => wrong.push(c),
                Slip::Doubled(_) => wrong.extend([c, c]),
                Slip::Lost(_) => {}
                Slip::Swapped => held = Some(c),
                Slip::Typed(other) => wrong.push(other),
            }
            if at > self.at {
                wrong.extend(held.take());
            }
        }
        wrong
    }

    /// What stands in the phrase before the two characters that the slip is found by.
    fn head(&self) -> &'static str {
        let word = self.phrase.word;
        let end = word.char_indices().nth(self.pair()).map_or(word.len(), |(end, _)| end);
        word.get(..end).unwrap_or_default()
    }

    /// Where in the phrase with the slip the two characters stand that it is found by, in characters.
    const fn pair(&self) -> usize {
        match self.slip {
            Slip::Doubled(_) | Slip::Swapped => self.at,
            Slip::Lost(_) | Slip::Typed(_) => self.at.saturating_sub(1),
        }
    }
}

/// The misspelt phrases of a text with these words, in order of place, none of which overlap. Linear.
pub fn misspelt(text: &str, words: &Words) -> Vec<Misspelt> {
    let mut found: Vec<Misspelt> = Vec::new();
    for &(at, index) in &words.pairs {
        let Some(pattern) = PATTERNS.all.get(index) else { continue };
        let head = pattern.head();
        let Some(start) = at.checked_sub(head.len()).filter(|&start| text.get(start..at) == Some(head))
        else {
            continue;
        };
        let wrong = pattern.wrong();
        let stands = |word: &str, at: usize| text.get(at..).is_some_and(|behind| behind.starts_with(word));
        // 可以申请公开 is no slip of 依申请公开.
        let is_right = |right: &str| {
            let from = right.find(&wrong).and_then(|before| start.checked_sub(before));
            from.is_some_and(|from| stands(right, from))
        };
        if stands(&wrong, start) && !pattern.phrase.column(0).split_whitespace().any(is_right) {
            let span = Span::new(start as u32, (start + wrong.len()) as u32);
            found.push(Misspelt { span, right: pattern.phrase.word, slip: pattern.slip });
        }
    }
    sort_by_key(&mut found, |slip| (slip.span.start, u32::MAX - slip.span.end));
    let mut end = 0;
    found.retain(|slip| {
        let is_free = slip.span.start >= end;
        end = if is_free { slip.span.end } else { end };
        is_free
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn found(text: &str) -> Vec<(&str, &str)> {
        let source = Source::new(text);
        misspelt(text, &Words::find(text)).iter().map(|slip| (source.slice(slip.span), slip.right)).collect()
    }

    #[test]
    fn slips_of_the_keyboard_are_found() {
        assert_eq!(
            found("以申请公开方面，主动工开信息"),
            [("以申请公开", "依申请公开"), ("主动工开", "主动公开")]
        );
        assert_eq!(found("政务务公开专区"), [("政务务公开", "政务公开")]);
        assert_eq!(found("政府息信公开"), [("政府息信公开", "政府信息公开")]);
        assert_eq!(found("政府信公开"), [("政府信公开", "政府信息公开")]);
    }

    #[test]
    fn what_only_looks_like_a_slip_is_left() {
        assert_eq!(found("申请人可以申请公开的信息，县民政信息公开栏，市市场监管局公开开展"), []);
        assert_eq!(found("建立政府信息公开台账，登记信息公开台帐"), []);
    }

    #[test]
    fn no_slip_of_a_phrase_is_in_another() {
        let phrases: String = entries(List::Phrases).iter().flat_map(|entry| [entry.word, " "]).collect();
        let wrong = PATTERNS.all.iter().filter(|pattern| phrases.contains(&pattern.wrong()));
        let wrong: Vec<_> = wrong.map(|pattern| (pattern.phrase.word, pattern.wrong())).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
