//! Word lists: data files in `words/` that a clerk could proof-read, and one pass over a text that finds every word
//! of all of them, so that no rule has to search the text for itself.
//!
//! A line of a file is an entry: the word, and behind tabs what the list says about it. Lines that begin with `#`
//! say what the file is for and what its columns are.

pub(crate) mod listed;
mod misspelt;

use std::sync::LazyLock;

use crate::find::Matcher;
use crate::source::Span;
use crate::words::listed::listed;

pub use misspelt::{Misspelt, Slip, misspelt};

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
    /// Words that stand twice in good Chinese.
    Doublings,
    /// Words about time, which say what a year beside them may mean.
    Years,
    /// Words that are typed twice and never stand twice on purpose. They are looked up and not found: they stand in
    /// every sentence.
    TypedTwice,
    /// What the names of bodies end with. They are looked up and not found.
    NameEnds,
    /// Fixed phrases, in which slips of the keyboard are looked for. They are looked up and not found.
    Phrases,
    /// Characters that are typed for each other. They are looked up and not found.
    Confusable,
}

/// The lists with their files, in the order of [`List`].
const FILES: [(List, &str); 15] = [
    (List::Narrative, listed!("words/narrative.txt")),
    (List::Aspects, listed!("words/aspects.txt")),
    (List::OffTopic, listed!("words/off-topic.txt")),
    (List::Laws, listed!("words/laws.txt")),
    (List::Bodies, listed!("words/bodies.txt")),
    (List::Terms, listed!("words/terms.txt")),
    (List::Stale, listed!("words/stale.txt")),
    (List::Artefacts, listed!("words/artefacts.txt")),
    (List::Template, listed!("words/template.txt")),
    (List::Doublings, listed!("words/doublings.txt")),
    (List::Years, listed!("words/years.txt")),
    (List::TypedTwice, listed!("words/typed-twice.txt")),
    (List::NameEnds, listed!("words/name-ends.txt")),
    (List::Phrases, listed!("words/phrases.txt")),
    (List::Confusable, listed!("words/confusable.txt")),
];

/// Where the lists begin whose words are not found.
const NOT_FOUND: List = List::TypedTwice;

/// Most columns behind a word.
const MOST_COLUMNS: usize = 7;

/// A line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its list.
    pub list: List,
    /// Its index in the list.
    pub index: usize,
    /// The word.
    pub word: &'static str,
    /// What stands behind the word.
    columns: [&'static str; MOST_COLUMNS],
}

impl Entry {
    /// The column with an index, the first one behind the word being 0; empty where there is none.
    pub fn column(&self, index: usize) -> &'static str {
        self.columns.get(index).copied().unwrap_or_default()
    }
}

/// Every list.
pub fn lists() -> impl Iterator<Item = List> {
    FILES.iter().map(|&(list, _)| list)
}

/// The entries of a list, in the order of its file.
pub fn entries(list: List) -> &'static [Entry] {
    let from = ENTRIES.partition_point(|entry| entry.list < list);
    let behind = ENTRIES.get(from..).unwrap_or_default();
    behind.get(..behind.partition_point(|entry| entry.list == list)).unwrap_or_default()
}

/// Reads the file of a list.
fn read(list: List, file: &'static str) -> impl Iterator<Item = Entry> {
    file.lines().filter(|line| !line.is_empty()).enumerate().map(move |(index, line)| {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        Entry { list, index, word: next(), columns: std::array::from_fn(|_| next()) }
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

/// Every word of the lists in a text, but for those that are only looked up.
#[derive(Debug)]
pub struct Words {
    /// By list, in order of place; of words that begin at one place the longest first.
    hits: [Vec<Hit>; NOT_FOUND as usize],
    /// Where a phrase may be misspelt, in bytes, and by which slip.
    pairs: Vec<(usize, usize)>,
}

impl Words {
    /// Finds them. Linear in the text: a character is looked up once, and few words begin with the same one.
    pub fn find(text: &str) -> Self {
        let mut hits: [Vec<Hit>; NOT_FOUND as usize] = Default::default();
        let mut pairs = Vec::new();
        INDEX.matcher.scan(text, |at, index| {
            let Some(entry) = INDEX.found.get(index) else {
                pairs.push((at, index - INDEX.found.len()));
                return;
            };
            if let Some(hits) = hits.get_mut(entry.list as usize) {
                hits.push(Hit { span: Span::new(at as u32, (at + entry.word.len()) as u32), entry });
            }
        });
        Self { hits, pairs }
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

/// What finds the words of the lists.
struct Index {
    /// The entries whose words are found.
    found: &'static [Entry],
    /// Their words, and behind them what misspelt phrases are found by.
    matcher: Matcher,
}

/// The entries of all lists, list by list.
static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| FILES.iter().flat_map(|&(list, file)| read(list, file)).collect());

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let found = ENTRIES.get(..ENTRIES.partition_point(|entry| entry.list < NOT_FOUND)).unwrap_or_default();
    let mut words: Vec<&'static str> = found.iter().map(|entry| entry.word).collect();
    words.extend(misspelt::pairs());
    Index { found, matcher: Matcher::new(&words) }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_has_a_word_twice_or_a_blank_where_none_is_meant() {
        for (at, &(list, file)) in FILES.iter().enumerate() {
            assert_eq!(list as usize, at, "the order of the lists");
            assert!(
                file.lines().map(|line| line.matches('\t').count()).all(|columns| columns <= MOST_COLUMNS),
                "{list:?}"
            );
            let mut words: Vec<_> = entries(list).iter().map(|entry| entry.word).collect();
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
        for &(list, _) in FILES.iter().filter(|(list, _)| *list < NOT_FOUND) {
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
