//! Words looked for in a text, all of them in one pass over it.

use crate::order::sort_by_key;
use std::ops::Range;

/// A word, as it is looked for.
#[derive(Debug)]
struct Candidate {
    /// Its index among the words.
    index: usize,
    /// The bytes behind its first character.
    rest: &'static [u8],
    /// The first three of them: its second character, if that is a Chinese one.
    second: Option<[u8; 3]>,
}

/// The candidates with one first character.
#[derive(Debug)]
struct Group {
    candidates: Range<usize>,
    /// A bit for each second character, by [`Group::bit`]; all of them where one is not known by its second character.
    seconds: u64,
}

impl Group {
    fn bit(second: [u8; 3]) -> u64 {
        1 << (second[2] & 63)
    }
}

/// Words to look for.
#[derive(Debug)]
pub struct Matcher {
    /// Sorted by first character, longer words before their beginnings.
    candidates: Vec<Candidate>,
    groups: Vec<Group>,
    /// For each Chinese character of the basic block the number of its group, from 1; 0 where no word begins with it.
    han: Vec<u16>,
    /// The same for ASCII.
    ascii: [u16; Matcher::ASCII],
    /// First characters outside both blocks, with the number of their group.
    others: Vec<(char, u16)>,
}

impl Matcher {
    /// The first character of the basic block of Chinese characters.
    const FIRST_HAN: u32 = 0x4E00;
    /// How many characters the block has.
    const HAN: usize = 0x5200;
    const ASCII: usize = 128;

    /// Words, none of them empty; each is found by its index among them.
    pub fn new(words: &[&'static str]) -> Self {
        let first = |word: &str| word.chars().next().unwrap_or_default();
        let mut sorted: Vec<(usize, &'static str)> = words.iter().copied().enumerate().collect();
        sort_by_key(&mut sorted, |&(_, word)| (first(word), std::cmp::Reverse(word.len())));
        let mut matcher = Self {
            candidates: Vec::with_capacity(words.len()),
            groups: Vec::new(),
            han: vec![0; Self::HAN],
            ascii: [0; Self::ASCII],
            others: Vec::new(),
        };
        for group in sorted.chunk_by(|a, b| first(a.1) == first(b.1)) {
            let from = matcher.candidates.len();
            matcher.candidates.extend(group.iter().map(|&(index, word)| {
                let rest = word.as_bytes().get(first(word).len_utf8()..).unwrap_or_default();
                Candidate { index, rest, second: rest.first_chunk().copied() }
            }));
            let candidates = from..matcher.candidates.len();
            let bits = matcher.candidates.get(candidates.clone()).unwrap_or_default().iter();
            let seconds = bits
                .map(|candidate| candidate.second.map_or(u64::MAX, Group::bit))
                .fold(0, |all, bit| all | bit);
            matcher.groups.push(Group { candidates, seconds });
            let number = matcher.groups.len() as u16;
            let Some(c) = group.first().map(|(_, word)| first(word)) else { continue };
            let slot = match (c as u32).checked_sub(Self::FIRST_HAN) {
                Some(at) => matcher.han.get_mut(at as usize),
                None => matcher.ascii.get_mut(c as usize),
            };
            match slot {
                Some(slot) => *slot = number,
                None => matcher.others.push((c, number)),
            }
        }
        matcher
    }

    /// Calls `found` with every place of every word, overlapping ones too, in order: where in bytes, and the index of
    /// the word; of words that begin at one place the longest first. Linear in the text: a character is looked up
    /// once, and few words begin with the same one.
    pub fn scan(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        for (at, first) in text.char_indices() {
            let Some(group) = self.beginning_with(first) else { continue };
            let behind = text.as_bytes().get(at + first.len_utf8()..).unwrap_or_default();
            // Most candidates differ in their second character.
            let second = behind.first_chunk();
            if second.map_or(u64::MAX, |&second| Group::bit(second)) & group.seconds == 0 {
                continue;
            }
            for candidate in self.candidates.get(group.candidates.clone()).unwrap_or_default() {
                if candidate.second.as_ref().is_none_or(|known| second == Some(known))
                    && behind.starts_with(candidate.rest)
                {
                    found(at, candidate.index);
                }
            }
        }
    }

    fn beginning_with(&self, first: char) -> Option<&Group> {
        let slot = match (first as u32).checked_sub(Self::FIRST_HAN) {
            Some(at) => self.han.get(at as usize),
            None => self.ascii.get(first as usize),
        };
        let group = match slot {
            Some(&group) => group,
            None => self.others.iter().find(|(c, _)| *c == first).map_or(0, |&(_, group)| group),
        };
        self.groups.get(usize::from(group).checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: [&str; 7] = ["公开", "公", "开公开", "不公", "b", "“b", "公开b不"];

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
    }
}
