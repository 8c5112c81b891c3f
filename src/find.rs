//! What is looked for in a text: words, all of them in one pass over it; one of a few characters; one word; what stands
//! before a place or behind it.
//!
//! A Chinese text is three bytes a character, nearly all of which are not the one that is looked for: what is below
//! looks at eight bytes at a time for one that few characters have, where the standard library decodes every character
//! and asks for it.

use crate::order::sort_by_key;
use crate::source::{LOWEST, below};
use std::cmp::Reverse;
use std::ops::Range;

/// A word, as it is looked for.
#[derive(Debug)]
struct Candidate {
    /// Its index among the words.
    index: usize,
    word: &'static [u8],
}

/// Words to look for.
#[derive(Debug)]
pub struct Matcher {
    /// Sorted by the slot of their first two characters, longer words before shorter ones.
    candidates: Vec<Candidate>,
    /// Where the candidates of each slot begin, and behind the last slot where they end.
    slots: Vec<u16>,
    /// A bit for each of the first 65,536 characters: whether a word begins with it.
    firsts: Vec<u64>,
}

impl Matcher {
    /// Several times as many as there are words, so that most pairs of characters meet an empty one.
    const SLOTS: usize = 1 << 13;

    /// The second character of a word that has one only; no text has a character of this number.
    const NONE: u32 = u32::MAX;

    /// The slot of a word by its first two characters.
    fn slot(first: char, second: u32) -> usize {
        // Knuth's multiplicative hashing; the upper bits are the good ones.
        let mixed = (first as u32).wrapping_mul(0x9E37_79B1).wrapping_add(second).wrapping_mul(0x85EB_CA6B);
        (mixed >> 19) as usize % Self::SLOTS
    }

    /// Words, none of them empty and less than 65,536; each is found by its index among them.
    pub fn new(words: &[&'static str]) -> Self {
        let mut sorted: Vec<(usize, usize, &'static str)> = Vec::with_capacity(words.len());
        sorted.extend(words.iter().enumerate().map(|(index, &word)| {
            let mut characters = word.chars();
            let first = characters.next().unwrap_or_default();
            (Self::slot(first, characters.next().map_or(Self::NONE, u32::from)), index, word)
        }));
        sort_by_key(&mut sorted, |&(slot, _, word)| (slot, Reverse(word.len())));
        let mut slots = Vec::with_capacity(Self::SLOTS + 1);
        let mut from = 0;
        for slot in 0..=Self::SLOTS {
            slots.push(from as u16);
            from += sorted.iter().skip(from).take_while(|word| word.0 == slot).count();
        }
        let candidate =
            |&(_, index, word): &(usize, usize, &'static str)| Candidate { index, word: word.as_bytes() };
        let mut firsts = vec![0; 1 << 10];
        for first in words.iter().filter_map(|word| word.chars().next()) {
            if let Some(bits) = firsts.get_mut(first as usize >> 6) {
                *bits |= 1 << (first as usize & 63);
            }
        }
        Self { candidates: sorted.iter().map(candidate).collect(), slots, firsts }
    }

    /// Whether a word may begin with a character.
    #[inline]
    fn begins(&self, first: char) -> bool {
        let c = first as usize;
        self.firsts.get(c >> 6).is_none_or(|bits| bits >> (c & 63) & 1 == 1)
    }

    /// Calls `found` with every place of every word, overlapping ones too, in order: where in bytes, and the index of
    /// the word; of words that begin at one place the longest first. Linear in the text: two characters side by side
    /// are looked up once, and few words begin with the same two.
    pub fn scan(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let mut characters = text.char_indices();
        let mut next = characters.next();
        while let Some((at, first)) = next {
            next = characters.next();
            if !self.begins(first) {
                continue;
            }
            let behind = text.as_bytes().get(at..).unwrap_or_default();
            let alone = Self::slot(first, Self::NONE);
            let pair = next.map_or(alone, |(_, second)| Self::slot(first, u32::from(second)));
            // They may share a slot by chance.
            if pair != alone {
                self.compare(pair, behind, &mut |index| found(at, index));
            }
            self.compare(alone, behind, &mut |index| found(at, index));
        }
    }

    /// Calls `found` with the words of a slot that a text begins with.
    #[inline]
    fn compare(&self, slot: usize, text: &[u8], found: &mut dyn FnMut(usize)) {
        let Some(&[from, to]) = self.slots.get(slot..slot + 2) else { return };
        if from == to {
            return;
        }
        for candidate in self.candidates.get(from.into()..to.into()).unwrap_or_default() {
            if begins_with(text, candidate.word) {
                found(candidate.index);
            }
        }
    }
}

/// The place of the first of some characters, in bytes. Linear: eight bytes at a time are looked at for those that such
/// characters begin with.
pub fn first_of(text: &str, set: &[char]) -> Option<usize> {
    /// More are looked at one after the other.
    const MOST: usize = 4;
    let mut leads = [0; MOST];
    let mut known = 0;
    for lead in set.iter().copied().map(lead) {
        if leads.get(..known)?.contains(&lead) {
            continue;
        }
        let Some(free) = leads.get_mut(known) else { return text.find(set) };
        *free = lead;
        known += 1;
    }
    let leads = leads.get(..known)?;
    let mut at = 0;
    loop {
        at = byte_from(text.as_bytes(), leads, at)?;
        if text.get(at..)?.starts_with(set) {
            return Some(at);
        }
        at += 1;
    }
}

/// The characters of a text outside U+4000 to U+9FFF, where most of a report is, and their places in bytes: marks, digits,
/// letters, blanks. The others are passed over by their first byte.
pub fn others(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let at = next;
            let byte = *text.as_bytes().get(at)?;
            next += len(byte);
            match byte {
                0xE4..=0xE9 => {}
                0..=0x7F => return Some((at, char::from(byte))),
                _ => return Some((at, text.get(at..)?.chars().next()?)),
            }
        }
    })
}

/// Whether a text has one of some characters.
pub fn has_any(text: &str, set: &[char]) -> bool {
    first_of(text, set).is_some()
}

/// Whether a text has a word.
pub fn has(text: &str, word: &str) -> bool {
    place(text, word).is_some()
}

/// The place of the first of a word, in bytes.
pub fn place(text: &str, word: &str) -> Option<usize> {
    word_from(text.as_bytes(), word.as_bytes(), 0)
}

/// The places of a word, in bytes, none of which overlaps another; of an empty word none.
pub fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = word_from(text.as_bytes(), word.as_bytes(), from).filter(|_| !word.is_empty())?;
        from = at + word.len();
        Some(at)
    })
}

/// The first place of a word at `from` or behind it: where the last byte of its first character stands, which few others
/// share, the rest is compared.
fn word_from(text: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let Some(first) = word.first() else { return Some(from) };
    let last = len(*first) - 1;
    let wanted = *word.get(last)?;
    let mut at = from + last;
    loop {
        at = byte_from(text, &[wanted], at)?;
        if text.get(at - last..)?.starts_with(word) {
            return Some(at - last);
        }
        at += 1;
    }
}

/// The first place of one of some bytes at `from` or behind it, eight bytes at a time: its difference from itself is less
/// than one.
#[inline]
fn byte_from(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let (words, rest) = bytes.get(from..)?.as_chunks::<8>();
    for (at, word) in (from..).step_by(8).zip(words) {
        let word = u64::from_le_bytes(*word);
        let found =
            wanted.iter().fold(0, |found, &wanted| found | below(word ^ (LOWEST * u64::from(wanted)), 1));
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|byte| wanted.contains(byte))?;
    Some(bytes.len() - rest.len() + at)
}

/// Whether a text has one of some words.
pub fn has_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| has(text, word))
}

/// Whether bytes begin with others. Most that do not differ at the last one. It is asked at every other character.
#[inline]
fn begins_with(text: &[u8], word: &[u8]) -> bool {
    match word.len().checked_sub(1) {
        Some(last) => text.get(last) == word.get(last) && text.starts_with(word),
        None => true,
    }
}

/// Whether a text ends with one of some words.
pub fn ends_with_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// Whether a text begins with one of some words.
pub fn begins_with_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// The pieces of a text between some characters, as [`str::split`] has them.
pub fn split<'t>(text: &'t str, set: &'t [char]) -> impl Iterator<Item = &'t str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let piece = rest?;
        let Some(at) = first_of(piece, set) else { return rest.take() };
        let behind = piece.get(at..).and_then(|rest| rest.get(len(*rest.as_bytes().first()?)..));
        rest = behind;
        piece.get(..at)
    })
}

/// The piece between some characters in which a place of a text is; a character there ends it.
pub fn piece(text: &str, at: usize, set: &[char]) -> Range<usize> {
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let first = |rest: &str| rest.chars().next().map_or(0, char::len_utf8);
    let start = before.rfind(set).map_or(0, |last| last + before.get(last..).map_or(0, first));
    start..at + first_of(behind, set).unwrap_or(behind.len())
}

/// The beginning of a text, at most so many bytes of it.
pub fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// The end of a text, at most so many bytes of it.
pub fn ending(text: &str, most: usize) -> &str {
    let start = (text.len().saturating_sub(most)..=text.len()).find(|&start| text.is_char_boundary(start));
    start.and_then(|start| text.get(start..)).unwrap_or_default()
}

/// Whether a text leaves a quotation or the title of a document open, so that what stands behind it is in one. Titles
/// stand within titles, and end with their sentence; only the end of a text is looked at.
pub fn is_left_open(text: &str) -> bool {
    const FAR: usize = 1_200;
    let (mut titles, mut quoted, mut cornered) = (0_u32, false, false);
    for (_, c) in others(ending(text, FAR)) {
        match c {
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            '。' => titles = 0,
            '“' | '”' => quoted = c == '“',
            '「' | '」' => cornered = c == '「',
            _ => {}
        }
    }
    titles > 0 || quoted || cornered
}

/// The first byte of a character.
fn lead(c: char) -> u8 {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes);
    bytes[0]
}

/// How many bytes a character has, by the first of them.
#[inline]
fn len(lead: u8) -> usize {
    match lead {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: [&str; 7] = ["公开", "公", "开公开", "不公", "b", "“b", "公开b不"];

    #[test]
    fn what_shares_a_slot_by_chance_is_found_once() {
        let alone = Matcher::slot('公', Matcher::NONE);
        let second = ('一'..='龥').find(|&second| Matcher::slot('公', u32::from(second)) == alone).unwrap();
        let text: &'static str = String::from_iter(['公', second]).leak();
        let mut found = Vec::new();
        Matcher::new(&["公", text]).scan(text, |at, index| found.push((at, index)));
        assert_eq!(found, [(0, 1), (0, 0)]);
    }

    #[test]
    fn a_title_within_a_title_leaves_the_outer_one_open() {
        for open in ["《关于印发《意见》", "《关于印发《意见", "“公开", "按《条例》落实“公开", "甲。《意见"]
        {
            assert!(is_left_open(open), "{open}");
        }
        for closed in ["《关于印发《意见》的通知》", "“公开”", "《条例要求。", "落实《意见》》", ""]
        {
            assert!(!is_left_open(closed), "{closed}");
        }
    }

    #[test]
    fn a_piece_ends_where_the_next_one_of_the_characters_stands() {
        let text = "甲。乙；丙";
        for (at, expected) in [(0, "甲"), (3, "甲"), (6, "乙"), (9, "乙"), (12, "丙"), (15, "丙")] {
            assert_eq!(text.get(piece(text, at, &['。', '；'])), Some(expected), "{at}");
        }
    }

    proptest! {
        #[test]
        fn finds_what_looking_for_each_word_finds(text in "[公开不b，“]{0,20}") {
            let mut each: Vec<(usize, usize)> = Vec::new();
            for (index, word) in WORDS.iter().enumerate() {
                let here = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with(word));
                each.extend(text.char_indices().map(|(at, _)| at).filter(here).map(|at| (at, index)));
            }
            let mut found = Vec::new();
            Matcher::new(&WORDS).scan(&text, |at, index| found.push((at, index)));
            prop_assert!(found.is_sorted_by_key(|(at, _)| *at));
            each.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, each);
        }

        #[test]
        fn characters_and_words_are_found_where_the_library_finds_them(
            text in "[公开不b，。é𠮷\u{1}]{0,20}", set in "[公开b，。é𠮷]{0,4}", word in "[公开b，é𠮷]{0,3}",
        ) {
            let set: Vec<char> = set.chars().collect();
            prop_assert_eq!(first_of(&text, &set), text.find(set.as_slice()));
            prop_assert_eq!(has_any(&text, &set), text.contains(set.as_slice()));
            let is_other = |c: char| !('\u{4000}'..='\u{9FFF}').contains(&c);
            prop_assert!(others(&text).eq(text.char_indices().filter(|&(_, c)| is_other(c))));
            prop_assert_eq!(has(&text, &word), text.contains(&word));
            prop_assert_eq!(place(&text, &word), text.find(&word));
            let all = text.match_indices(&word).filter(|(_, word)| !word.is_empty());
            prop_assert_eq!(places(&text, &word).collect::<Vec<_>>(), all.map(|(at, _)| at).collect::<Vec<_>>());
            let pieces: Vec<&str> = split(&text, &set).collect();
            prop_assert_eq!(pieces, text.split(set.as_slice()).collect::<Vec<_>>());
        }
    }
}
