//! The wording of a table of the form, for looking up what a piece of a draft is in it.

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::fold::{Pairs, is_digit, key, trim, trim_end};
use crate::form::{Edition, Form, Label, Row, Shape, Table};
use crate::number::{Ordinal, chinese_digit};
use crate::order::sort_by;

/// What a piece of text is in a table of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The row that it labels.
    pub(super) row: Option<usize>,
    /// The decoration that it is.
    pub(super) decoration: Option<&'static str>,
    /// Whether the form numbers it.
    is_numbered: bool,
}

/// A wording of a table.
struct Wording {
    key: String,
    pairs: Pairs,
    meaning: Meaning,
}

/// The label of a row, for comparing it with damaged ones.
pub(super) struct RowLabel {
    /// The number of the official wording.
    pub(super) ordinal: Option<Ordinal>,
    /// The key of the official wording.
    pub(super) key: String,
    /// All its wordings.
    wordings: Vec<Pairs>,
}

impl RowLabel {
    fn new(row: &Row) -> Self {
        let key = |wording: &str| key(Ordinal::strip(wording));
        Self {
            ordinal: Ordinal::read(row.label.text),
            key: key(row.label.text),
            wordings: row.label.wordings().map(|wording| Pairs::of(&key(wording))).collect(),
        }
    }

    /// How alike the key of a label, without its number, and the most similar wording are.
    pub(super) fn likeness(&self, wanted: &Pairs) -> f32 {
        self.wordings.iter().map(|wording| wording.similarity(wanted)).fold(0.0, f32::max)
    }
}

/// The order of keys by their lengths, then by their last bytes, which next to no two of a table share, then as they are.
fn by_length(a: &str, b: &str) -> Ordering {
    let last = |key: &str| key.as_bytes().last_chunk().map(|eight| u64::from_le_bytes(*eight));
    a.len().cmp(&b.len()).then_with(|| last(a).cmp(&last(b))).then_with(|| a.cmp(b))
}

/// The wording of a table; ordinals are stripped, because they are what copies lose.
pub(super) struct Lexicon {
    /// Sorted by the length of the key, which most comparisons end with, then by the key.
    wordings: Vec<Wording>,
    /// The labels of the table's rows, in order.
    rows: Vec<RowLabel>,
    /// The keys of the heads of each row's columns.
    heads: Vec<Vec<String>>,
}

impl Lexicon {
    fn new(table: &'static Table) -> Self {
        let mut known: Vec<(String, Meaning)> = Vec::new();
        let mut add = |label: &Label, row: Option<usize>, decoration: Option<&'static str>| {
            let meaning = Meaning { row, decoration, is_numbered: Ordinal::read(label.text).is_some() };
            for wording in label.wordings() {
                let wording = key(Ordinal::strip(wording));
                match known.iter_mut().find(|(other, _)| *other == wording) {
                    Some((_, other)) => {
                        other.row = other.row.or(meaning.row);
                        other.decoration = other.decoration.or(meaning.decoration);
                        other.is_numbered |= meaning.is_numbered;
                    }
                    None => known.push((wording, meaning)),
                }
            }
        };
        for (index, row) in table.rows.iter().enumerate() {
            if table.shape == Shape::Rows {
                add(&row.label, Some(index), None);
            }
        }
        for label in table.decoration {
            add(label, None, Some(label.text));
        }
        sort_by(&mut known, &|a, b| by_length(&a.0, &b.0));
        let wording = |(key, meaning): (String, Meaning)| Wording { pairs: Pairs::of(&key), key, meaning };
        Self {
            wordings: known.into_iter().map(wording).collect(),
            rows: table.rows.iter().map(RowLabel::new).collect(),
            heads: table.rows.iter().map(|row| row.columns.iter().map(|c| key(c.label)).collect()).collect(),
        }
    }

    pub(super) fn of(form: &Form, table: usize) -> Option<&'static Self> {
        static TRIAL: LazyLock<Vec<Lexicon>> =
            LazyLock::new(|| Edition::Trial.form().tables.iter().map(Lexicon::new).collect());
        static CURRENT: LazyLock<Vec<Lexicon>> =
            LazyLock::new(|| Edition::Current.form().tables.iter().map(Lexicon::new).collect());
        match form.edition {
            Edition::Trial => TRIAL.get(table),
            Edition::Current => CURRENT.get(table),
        }
    }

    /// The labels of the table's rows, in order.
    pub(super) fn rows(&self) -> &[RowLabel] {
        &self.rows
    }

    /// The keys of the heads of a row's columns.
    pub(super) fn heads(&self, row: usize) -> &[String] {
        self.heads.get(row).map_or(&[], Vec::as_slice)
    }

    pub(super) fn meaning(&self, text: &str) -> Option<Meaning> {
        self.meaning_of_key(&key(Ordinal::strip(text)))
    }

    /// The meaning of the text whose key without its ordinal is `wanted`.
    pub(super) fn meaning_of_key(&self, wanted: &str) -> Option<Meaning> {
        let at = self.wordings.binary_search_by(|known| by_length(&known.key, wanted)).ok()?;
        self.wordings.get(at).map(|known| known.meaning)
    }

    /// The meaning of a head behind which its unit stands: 本年制发件数（件）.
    pub(super) fn head_with_unit(&self, text: &str) -> Option<Meaning> {
        const UNITS: [&str; 5] = ["件", "条", "个", "单位：件", "单位:件"];
        let (head, unit) = trim_end(text).strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
        let head = UNITS.contains(&trim(unit)).then(|| self.meaning(head))??;
        head.decoration.map(|_| Meaning { row: None, ..head })
    }

    /// The row that `text` names, or that its last words name where separators were lost: 三、本年度办理结果
    /// （一）予以公开.
    pub(super) fn row_of(&self, text: &str) -> Option<usize> {
        match self.meaning(text) {
            Some(meaning) => meaning.row,
            None => self.row_at_end(text),
        }
    }

    /// The row that the last words of `text` name, behind the groups that it belongs to.
    pub(super) fn row_at_end(&self, text: &str) -> Option<usize> {
        self.row_behind_blank(text).or_else(|| self.run_together(text)?.last()?.row)
    }

    /// The row that `text` names from one of its blanks on. Linear.
    fn row_behind_blank(&self, text: &str) -> Option<usize> {
        /// Longest end that may be a label, in characters without blanks: no wording has half of it.
        const LONGEST: usize = 120;
        let mut characters = text.char_indices().rev().filter(|(_, c)| !c.is_whitespace());
        let end = characters.nth(LONGEST).map_or(0, |(at, _)| at);
        let blanks = text.get(end..)?.match_indices(char::is_whitespace);
        let tails = blanks.filter_map(|(at, blank)| text.get(end + at + blank.len()..));
        let mut words = tails.filter(|tail| !tail.starts_with(char::is_whitespace));
        words.find_map(|tail| self.meaning(tail)?.row)
    }

    /// Whether `text` is groups and a row, or other wording of the table, with the separators lost.
    pub(super) fn lost_separators(&self, text: &str) -> bool {
        self.row_behind_blank(text).is_some() || self.run_together(text).is_some()
    }

    /// Whether `text` is wording of the table and nothing else, as where a line of heads lost its separators.
    pub(super) fn knows_all_of(&self, text: &str) -> bool {
        self.meaning(text).is_some() || self.run_together(text).is_some()
    }

    /// What the wordings are that `text` runs together, where it is made of nothing else; ordinals count for nothing
    /// before wordings that have one on the form. 自然人法人或其他组织总计 is three, （三）不予公开1.属于国家秘密 is two.
    pub(super) fn run_together(&self, text: &str) -> Option<Vec<Meaning>> {
        /// Longest text of this kind, in characters: all the heads of a table.
        const LONGEST: usize = 120;
        let text = key(text);
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        let known = || self.wordings.iter().filter(|known| !known.key.is_empty());
        // Nearly no text that is not known ends with a wording.
        if !known().any(|known| text.ends_with(known.key.as_str())) {
            return None;
        }
        // For each place, from the end, the wording that begins there, where the rest is made of wordings too.
        let mut next: Vec<Option<(usize, Option<Meaning>)>> = vec![None; text.len() + 1];
        for (at, c) in text.char_indices().rev() {
            let done = |to: usize| to == text.len() || next.get(to).is_some_and(Option::is_some);
            let rest = text.get(at..)?;
            let longest = known()
                .filter(|known| rest.starts_with(known.key.as_str()))
                .map(|known| (at + known.key.len(), Some(known.meaning)))
                .filter(|&(to, _)| done(to))
                .max_by_key(|&(to, _)| to);
            let behind = at + c.len_utf8();
            // An ordinal has one digit or two of one kind; more would be a number, and so is one before an unnumbered
            // head, or before an ordinal: the 7 of a row whose next row follows, 7（五）不予处理.
            let is_ordinal = is_digit(c) || chinese_digit(c).is_some();
            let is_first =
                |to: usize| matches!(next.get(to), Some(Some((_, Some(meaning)))) if meaning.is_numbered);
            let is_alike =
                |to: usize| text.get(to..).is_some_and(|rest| rest.starts_with(is_digit) == is_digit(c));
            let is_second =
                |to: usize| matches!(next.get(to), Some(Some((to, None))) if is_first(*to)) && is_alike(to);
            let ordinal = is_ordinal && (is_first(behind) || is_second(behind));
            let found = longest.or(ordinal.then_some((behind, None)));
            if let Some(slot) = next.get_mut(at) {
                *slot = found;
            }
        }
        let mut meanings = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let (to, meaning) = (*next.get(at)?)?;
            meanings.extend(meaning);
            at = to;
        }
        (!meanings.is_empty()).then_some(meanings)
    }

    /// Whether `text` is a part of a wording.
    pub(super) fn has_part(&self, text: &str) -> bool {
        let (whole, stripped) = (key(text), key(Ordinal::strip(text)));
        // Nothing but an ordinal is the beginning of a group label.
        self.wordings.iter().any(|known| known.key.contains(&stripped) || known.key.contains(&whole))
    }

    /// The known wording most like `text`, and how alike they are.
    pub(super) fn nearest(&self, text: &str) -> Option<(Meaning, f32)> {
        let wanted = Pairs::of(&key(Ordinal::strip(text)));
        let likeness = self.wordings.iter().map(|known| (known, known.pairs.similarity(&wanted)));
        let nearest = likeness.max_by(|(a, likeness), (b, other)| {
            likeness.partial_cmp(other).unwrap_or(Ordering::Equal).then_with(|| a.key.cmp(&b.key))
        });
        nearest.map(|(known, likeness)| (known.meaning, likeness))
    }
}
