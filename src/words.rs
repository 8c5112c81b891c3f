//! Word lists: data files in `words/` that a clerk could proof-read, and one pass over a text that finds every word
//! of all of them, so that no rule has to search the text for itself.
//!
//! A line of a file is an entry: the word, and behind tabs what the list says about it. Lines that begin with `#`
//! say what the file is for and what its columns are.

use std::ops::Range;
use std::sync::LazyLock;

use crate::source::Span;

/// The lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// What the narrative counts and how it says so.
    Narrative,
    /// Words that show that an aspect of 总体情况 is covered.
    Aspects,
    /// What does not belong in the report.
    OffTopic,
    /// Laws and documents that are cited, right and wrong.
    Laws,
    /// Words that name bodies, and words that only look like it.
    Bodies,
    /// Wrong terms and what they should be.
    Terms,
    /// Topics that have had their day.
    Stale,
    /// Remnants of other software.
    Artefacts,
    /// Wording and instructions of templates.
    Template,
    /// Words that are typed twice and never stand twice on purpose.
    TypedTwice,
    /// Words that stand twice in good Chinese.
    Doublings,
    /// Words about time, which say what a year beside them may mean.
    Years,
}

/// The lists with their files, in the order of [`List`].
const FILES: [(List, &str); 12] = [
    (List::Narrative, include_str!("words/narrative.txt")),
    (List::Aspects, include_str!("words/aspects.txt")),
    (List::OffTopic, include_str!("words/off-topic.txt")),
    (List::Laws, include_str!("words/laws.txt")),
    (List::Bodies, include_str!("words/bodies.txt")),
    (List::Terms, include_str!("words/terms.txt")),
    (List::Stale, include_str!("words/stale.txt")),
    (List::Artefacts, include_str!("words/artefacts.txt")),
    (List::Template, include_str!("words/template.txt")),
    (List::TypedTwice, include_str!("words/typed-twice.txt")),
    (List::Doublings, include_str!("words/doublings.txt")),
    (List::Years, include_str!("words/years.txt")),
];

/// A line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its list.
    pub list: List,
    /// The word.
    pub word: &'static str,
    /// What stands behind the word, columns separated by tabs.
    rest: &'static str,
}

impl Entry {
    /// The column with an index, the first one behind the word being 0; empty where there is none.
    pub fn column(&self, index: usize) -> &'static str {
        self.rest.split('\t').nth(index).unwrap_or_default()
    }
}

/// The entries of a list, in the order of its file.
pub fn entries(list: List) -> impl Iterator<Item = Entry> {
    let file = FILES.iter().find(|(other, _)| *other == list).map_or("", |&(_, file)| file);
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(move |line| {
        let (word, rest) = line.split_once('\t').unwrap_or((line, ""));
        Entry { list, word, rest }
    })
}

/// A word of a list in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Where.
    pub span: Span,
    /// Which.
    pub entry: &'static Entry,
}

/// Every word of the lists in a text.
#[derive(Debug)]
pub struct Words {
    /// By list, in order of place; of words that begin at one place the longest first.
    hits: [Vec<Hit>; FILES.len()],
}

impl Words {
    /// Finds them. Linear in the text: a character is looked up once, and few words begin with the same one.
    pub fn find(text: &str) -> Self {
        let mut hits: [Vec<Hit>; FILES.len()] = Default::default();
        for (at, first) in text.char_indices() {
            let group = INDEX.beginning_with(first);
            if group.is_empty() {
                continue;
            }
            let behind = text.as_bytes().get(at + first.len_utf8()..).unwrap_or_default();
            for candidate in group {
                let rest = candidate.rest;
                // Most candidates differ in their second character.
                if candidate.second.is_none_or(|second| behind.first_chunk() == Some(&second))
                    && behind.starts_with(rest)
                    && let Some(hits) = hits.get_mut(candidate.entry.list as usize)
                {
                    let end = at + first.len_utf8() + rest.len();
                    hits.push(Hit { span: Span::new(at as u32, end as u32), entry: &candidate.entry });
                }
            }
        }
        Self { hits }
    }

    /// The words of a list, in order of place; of words that begin at one place the longest first.
    pub fn of(&self, list: List) -> &[Hit] {
        self.hits.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// The words of a list that lie within a span, in the same order.
    pub fn within(&self, list: List, span: Span) -> impl Iterator<Item = &Hit> {
        let hits = self.of(list);
        let from = hits.partition_point(|hit| hit.span.start < span.start);
        hits.iter()
            .skip(from)
            .take_while(move |hit| hit.span.start < span.end)
            .filter(move |hit| hit.span.end <= span.end)
    }
}

/// An entry as the index has it.
struct Candidate {
    entry: Entry,
    /// The bytes behind its first character.
    rest: &'static [u8],
    /// The first three of them: its second character, if that is a Chinese one.
    second: Option<[u8; 3]>,
}

/// The entries of all lists by their first character.
struct Index {
    /// Sorted by first character, longer words before their beginnings.
    candidates: Vec<Candidate>,
    /// For each Chinese character of the basic block the number of its group, from 1; 0 where no word begins with it.
    han: Vec<u16>,
    /// First characters outside that block, with the number of their group.
    others: Vec<(char, u16)>,
    groups: Vec<Range<usize>>,
}

/// The first character of the basic block of Chinese characters.
const FIRST_HAN: u32 = 0x4E00;
/// How many characters the block has.
const HAN: usize = 0x5200;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let first = |entry: &Entry| entry.word.chars().next().unwrap_or_default();
    let mut all: Vec<Entry> = FILES.iter().flat_map(|&(list, _)| entries(list)).collect();
    all.sort_by_key(|entry| (first(entry), std::cmp::Reverse(entry.word.len())));
    let mut index =
        Index { candidates: Vec::new(), han: vec![0; HAN], others: Vec::new(), groups: Vec::new() };
    for group in all.chunk_by(|a, b| first(a) == first(b)) {
        let from = index.candidates.len();
        index.candidates.extend(group.iter().map(|&entry| {
            let rest = entry.word.as_bytes().get(first(&entry).len_utf8()..).unwrap_or_default();
            Candidate { entry, second: rest.first_chunk().copied(), rest }
        }));
        index.groups.push(from..index.candidates.len());
        let number = index.groups.len() as u16;
        let Some(c) = group.first().map(first) else { continue };
        let slot = (c as u32).checked_sub(FIRST_HAN).and_then(|at| index.han.get_mut(at as usize));
        match slot {
            Some(slot) => *slot = number,
            None => index.others.push((c, number)),
        }
    }
    index
});

impl Index {
    fn beginning_with(&self, first: char) -> &[Candidate] {
        let han = (first as u32).checked_sub(FIRST_HAN).and_then(|at| self.han.get(at as usize));
        let group = match han {
            Some(&group) => group,
            None => self.others.iter().find(|(c, _)| *c == first).map_or(0, |&(_, group)| group),
        };
        let range = usize::from(group).checked_sub(1).and_then(|group| self.groups.get(group));
        range.and_then(|range| self.candidates.get(range.clone())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_has_a_word_twice_or_a_blank_where_none_is_meant() {
        for (at, &(list, _)) in FILES.iter().enumerate() {
            assert_eq!(list as usize, at, "the order of the lists");
            let mut words: Vec<_> = entries(list).map(|entry| entry.word).collect();
            for word in &words {
                assert!(!word.is_empty() && word.trim() == *word, "{list:?} {word:?}");
            }
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), all, "{list:?}");
        }
    }

    #[test]
    fn every_word_is_found_wherever_it_stands() {
        for &(list, _) in &FILES {
            for entry in entries(list) {
                let text = format!("甲{}乙", entry.word);
                let words = Words::find(&text);
                let found = words.of(list).iter().any(|hit| {
                    hit.entry.word == entry.word && hit.span == Span::new(3, 3 + entry.word.len() as u32)
                });
                assert!(found, "{list:?} {}", entry.word);
            }
        }
    }
}
