//! How well a draft is read: every cell against the truth.

use nianbao::check_text;
use nianbao::number::{Entry, Number};

use super::{Draft, UNIT};

/// What became of the cells of some drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Read as what they are.
    pub right: usize,
    /// Not read, and said so.
    pub unread: usize,
    /// Read as something else.
    pub wrong: usize,
}

impl Score {
    pub fn all(self) -> usize {
        self.right + self.unread + self.wrong
    }

    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.unread += other.unread;
        self.wrong += other.wrong;
    }
}

/// Reads a draft; the score, and the ids of the cells that were read wrong or not at all.
pub fn score(draft: &Draft) -> (Score, Vec<String>) {
    let checked = check_text(&draft.text);
    let mut score = Score::default();
    let mut missed = Vec::new();
    let form = checked.edition.map(nianbao::form::Edition::form);
    for &(cell, truth) in &draft.cells {
        let read = form.and_then(|_| checked.cells.iter().find(|mark| mark.cell == cell));
        let value = read.and_then(|mark| mark.value);
        let right = match (truth, value) {
            (Some(truth), Some(value)) => same(value, truth),
            // A blank cell is right as a blank cell, or as none.
            (None, None) => true,
            _ => false,
        };
        if right {
            score.right += 1;
        } else if value.is_none() {
            score.unread += 1;
            missed.push(format!("{cell:?}: not read, {truth:?}"));
        } else {
            score.wrong += 1;
            missed.push(format!("{cell:?}: WRONG, {value:?} for {truth:?}"));
        }
    }
    (score, missed)
}

fn same(value: Number, truth: i64) -> bool {
    let sign = if truth < 0 { "-" } else { "" };
    let digits = format!("{sign}{}.{:04}", truth.abs() / UNIT, truth.abs() % UNIT);
    matches!(Entry::read(&digits), Entry::Number { value: expected, .. } if value == expected)
}
