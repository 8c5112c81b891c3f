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

/// Words to look for.
#[derive(Debug)]
pub struct Matcher {
    /// A bit for each mark that the first two characters of a word have. Most pairs of a text meet none.
    begun: Bits,
    /// The same for words of one character.
    single: Bits,
    /// The words by their first three characters, by their only two and by their only one.
    groups: [Group; 3],
}

/// A bit for each of 65,536 marks.
type Bits = Box<[u64; 1 << 10]>;

/// Words whose marks are made of as many characters.
#[derive(Debug)]
struct Group {
    /// Sorted by their slots, longer words before shorter ones.
    candidates: Vec<Candidate>,
    /// Where the candidates of each slot begin, and behind the last slot where they end.
    slots: Vec<u16>,
}

/// A word, as it is looked for.
#[derive(Debug)]
struct Candidate {
    slot: usize,
    /// Its index among the words.
    index: usize,
    word: &'static [u8],
}

/// The characters before, mixed, and one more.
const fn mixed(before: u32, character: u32) -> u32 {
    // Knuth's multiplicative hashing; the upper bits are the good ones.
    before.wrapping_mul(0x9E37_79B1).wrapping_add(character).wrapping_mul(0x85EB_CA6B)
}

/// Whether the mark of mixed characters is among some.
#[inline]
fn is_among(bits: &Bits, mixed: u32) -> bool {
    bits.get((mixed >> 22) as usize).is_some_and(|bits| bits >> (mixed >> 16 & 63) & 1 == 1)
}

/// Puts the mark of mixed characters among some.
fn put_among(bits: &mut Bits, mixed: u32) {
    if let Some(bits) = bits.get_mut((mixed >> 22) as usize) {
        *bits |= 1 << (mixed >> 16 & 63);
    }
}

impl Group {
    /// More than there are words, so that most of a text's characters that meet one meet theirs.
    const SLOTS: usize = 1 << 12;

    /// The slot of mixed characters.
    const fn slot(mixed: u32) -> usize {
        mixed as usize >> 20
    }

    fn new(mut candidates: Vec<Candidate>) -> Self {
        sort_by_key(&mut candidates, |candidate| (candidate.slot, Reverse(candidate.word.len())));
        let mut slots = Vec::with_capacity(Self::SLOTS + 1);
        let mut from = 0;
        for slot in 0..=Self::SLOTS {
            slots.push(from as u16);
            from += candidates.iter().skip(from).take_while(|word| word.slot == slot).count();
        }
        Self { candidates, slots }
    }

    /// Calls `found` with the words of the slot of mixed characters that a text begins with.
    #[inline]
    fn compare(&self, mixed: u32, text: &[u8], mut found: impl FnMut(usize)) {
        let slot = Self::slot(mixed);
        let Some(&[from, to]) = self.slots.get(slot..slot + 2) else { return };
        for candidate in self.candidates.get(from.into()..to.into()).unwrap_or_default() {
            if begins_with(text, candidate.word) {
                found(candidate.index);
            }
        }
    }
}

impl Matcher {
    /// Words, none of them empty and less than 65,536; each is found by its index among them.
    pub fn new(words: &[&'static str]) -> Self {
        let [mut begun, mut single]: [Bits; 2] = std::array::from_fn(|_| Box::new([0; 1 << 10]));
        let mut groups: [Vec<Candidate>; 3] = Default::default();
        for (index, word) in words.iter().enumerate() {
            let word = word.as_bytes();
            let (first, length) = character(word, 0);
            let (second, next) = character(word, length);
            let (third, _) = character(word, length + next);
            let pair = mixed(first, second);
            let (group, mark) = match (second, third) {
                (0, _) => (2, mixed(first, 0)),
                (_, 0) => (1, pair),
                _ => (0, mixed(pair, third)),
            };
            put_among(if second == 0 { &mut single } else { &mut begun }, pair);
            if let Some(group) = groups.get_mut(group) {
                group.push(Candidate { slot: Group::slot(mark), index, word });
            }
        }
        Self { begun, single, groups: groups.map(Group::new) }
    }

    /// Calls `found` with every place of every word, overlapping ones too, in order: where in bytes, and the index of
    /// the word; of words that begin at one place the longest first. Linear in the text: a character is looked up with
    /// the one behind it, and few words begin with the same three.
    pub fn scan(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let [longer, pairs, singles] = &self.groups;
        let text = text.as_bytes();
        let mut at = 0;
        let (mut first, mut length) = character(text, at);
        while at < text.len() {
            let (second, next) = character(text, at + length);
            let (pair, alone) = (mixed(first, second), mixed(first, 0));
            let behind = text.get(at..).unwrap_or_default();
            if is_among(&self.begun, pair) {
                let (third, _) = character(behind, length + next);
                longer.compare(mixed(pair, third), behind, |index| found(at, index));
                pairs.compare(pair, behind, |index| found(at, index));
            }
            if is_among(&self.single, alone) {
                singles.compare(alone, behind, |index| found(at, index));
            }
            at += length;
            (first, length) = (second, next);
        }
    }
}

/// The bytes of the character at a place, the first of them lowest, and how many they are; nothing at the end of a text.
#[inline]
fn character(text: &[u8], at: usize) -> (u32, usize) {
    let behind = text.get(at..).unwrap_or_default();
    let four = match behind.first_chunk() {
        Some(four) => u32::from_le_bytes(*four),
        None => behind.iter().rev().fold(0, |bytes, &byte| bytes << 8 | u32::from(byte)),
    };
    match four as u8 {
        _ if behind.is_empty() => (0, 0),
        0..=0x7F => (four & 0x7F, 1),
        0x80..=0xDF => (four & 0xFFFF, 2),
        0xE0..=0xEF => (four & 0xFF_FFFF, 3),
        _ => (four, 4),
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
        if begins_with(text.get(at - last..)?, word) {
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

/// Whether bytes begin with others. Most that do not differ at the last one; the rest is compared eight at a time, as the
/// library's comparison in WebAssembly is not.
#[inline]
fn begins_with(text: &[u8], word: &[u8]) -> bool {
    let Some(text) = text.get(..word.len()).filter(|text| text.last() == word.last()) else { return false };
    let ((ours, rest), (theirs, other)) = (text.as_chunks::<8>(), word.as_chunks::<8>());
    let same = |(a, b): (&[u8; 8], &[u8; 8])| u64::from_le_bytes(*a) == u64::from_le_bytes(*b);
    ours.iter().zip(theirs).all(same) && rest.iter().zip(other).all(|(a, b)| a == b)
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
