//! The wording of a table of the form, for looking up what a piece of a draft is in it.

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::fold::{key, similarity};
use crate::form::{Edition, Form, Label, Shape, Table};
use crate::number::Ordinal;

/// What a piece of text is in a table of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The row that it labels.
    pub(super) row: Option<usize>,
    /// The decoration that it is.
    pub(super) decoration: Option<&'static str>,
}

/// The wording of a table by key, sorted; ordinals are stripped, because they are what copies lose.
pub(super) struct Lexicon(Vec<(String, Meaning)>);

impl Lexicon {
    fn new(table: &'static Table) -> Self {
        let mut known: Vec<(String, Meaning)> = Vec::new();
        let mut add = |label: &Label, meaning: Meaning| {
            for wording in label.wordings() {
                let wording = key(Ordinal::strip(wording));
                match known.iter_mut().find(|(other, _)| *other == wording) {
                    Some((_, other)) => {
                        other.row = other.row.or(meaning.row);
                        other.decoration = other.decoration.or(meaning.decoration);
                    }
                    None => known.push((wording, meaning)),
                }
            }
        };
        for (index, row) in table.rows.iter().enumerate() {
            if table.shape == Shape::Rows {
                add(&row.label, Meaning { row: Some(index), decoration: None });
            }
        }
        for label in table.decoration {
            add(label, Meaning { row: None, decoration: Some(label.text) });
        }
        known.sort_by(|a, b| a.0.cmp(&b.0));
        Self(known)
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

    pub(super) fn meaning(&self, text: &str) -> Option<Meaning> {
        let wanted = key(Ordinal::strip(text));
        let at = self.0.binary_search_by(|(known, _)| known.as_str().cmp(&wanted)).ok()?;
        self.0.get(at).map(|(_, meaning)| *meaning)
    }

    /// The row that the last words of `text` name, where separators were lost: 三、本年度办理结果 （一）予以公开.
    pub(super) fn row_at_end(&self, text: &str) -> Option<usize> {
        let blanks = text.match_indices(char::is_whitespace);
        blanks.filter_map(|(at, blank)| text.get(at + blank.len()..)).find_map(|tail| self.meaning(tail)?.row)
    }

    /// Whether every word of `text` is wording of the table, as where a line of heads lost its separators.
    pub(super) fn knows_every_word(&self, text: &str) -> bool {
        let mut words = text.split_whitespace().peekable();
        words.peek().is_some() && words.all(|word| self.meaning(word).is_some())
    }

    /// The known wording most like `text`, and how alike they are.
    pub(super) fn nearest(&self, text: &str) -> Option<(Meaning, f32)> {
        let wanted = key(Ordinal::strip(text));
        let likeness = self.0.iter().map(|(known, meaning)| (*meaning, similarity(known, &wanted)));
        likeness.max_by(|a, b| a.1.partial_cmp(&b.1).unwrap_or(Ordering::Equal))
    }
}
