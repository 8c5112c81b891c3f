//! The first level of reading a table: which item is which row of the form.

use std::sync::LazyLock;

use crate::align::{Costs, align};
use crate::find::Matcher;
use crate::fold::{Pairs, key};
use crate::number::{Entry, Ordinal};

use super::lexicon::RowLabel;
use super::wrapped::last_column;
use super::{Item, Reader};

/// Least likeness at which a damaged label still names its row.
const LEAST_LIKENESS: f32 = 0.55;
/// Least likeness of a label that has another number as well: more likely it is another row.
const LEAST_RENUMBERED: f32 = 0.75;
/// Cost of a label that is only a part of its row's, or has it as a part.
const PART_OF_LABEL: f32 = 0.45;
/// A pair whose margin is smaller might as well be another.
const LEAST_MARGIN: f32 = 0.1;

/// Words of rows that no edition of the form has, and that drafts have all the same: they are never a damaged row.
const FOREIGN: [&str; 12] = [
    "工作秘密",
    "内部管理信息",
    "信息不存在",
    "无法联系",
    "行政检查",
    "行政征收",
    "行政确认",
    "行政奖励",
    "行政给付",
    "行政裁决",
    "公开数",
    "其他主动公开文件",
];

impl Reader<'_, '_> {
    /// For each row of the form the item that it is, and whether that is sure.
    pub(super) fn match_rows(&self, items: &[Item]) -> Vec<Option<(usize, bool)>> {
        let candidates: Vec<Vec<(usize, f32)>> = items.iter().map(|item| self.candidates(item)).collect();
        let costs = RowCosts { candidates: &candidates, items };
        let mut matched: Vec<Option<(usize, bool)>> = vec![None; self.table.rows.len()];
        for pair in align(self.table.rows.len(), items.len(), &costs) {
            let rival_agrees = || {
                // Another copy of the row that says the same does no harm.
                let same_row = |(index, item): (usize, &Item)| {
                    index == pair.found
                        || item.row != Some(pair.expected)
                        || items.get(pair.found).is_some_and(|own| self.same_entries(own, item))
                };
                items.iter().enumerate().all(same_row)
            };
            let sure = pair.margin >= LEAST_MARGIN || rival_agrees();
            if let Some(slot) = matched.get_mut(pair.expected) {
                *slot = Some((pair.found, sure));
            }
        }
        self.fill_gaps(items, &mut matched);
        // Rows out of order: a label that names a row exactly and is the only one to do so.
        for row in 0..matched.len() {
            if matched.get(row).is_some_and(Option::is_some) {
                continue;
            }
            let taken: Vec<usize> = matched.iter().flatten().map(|&(item, _)| item).collect();
            let mut free = items.iter().enumerate().filter(|(index, item)| {
                item.row == Some(row) && self.filled(item) > 0 && !taken.contains(index)
            });
            if let (Some((found, _)), None) = (free.next(), free.next())
                && let Some(slot) = matched.get_mut(row)
            {
                *slot = Some((found, true));
            }
        }
        matched
    }

    /// Gives rows without an item the ones that stand in their place: between the same neighbours are as many items
    /// as rows, each with as many entries as its row has cells and a label that is a ruin of its label.
    fn fill_gaps(&self, items: &[Item], matched: &mut [Option<(usize, bool)>]) {
        let mut row = 0;
        while row < matched.len() {
            let end = (row..matched.len()).find(|&row| matched.get(row).is_some_and(Option::is_some));
            let end = end.unwrap_or(matched.len());
            if end == row {
                row += 1;
                continue;
            }
            let item_of =
                |row: usize| matched.get(row).and_then(|found| found.as_ref()).map(|&(item, _)| item);
            let before = row.checked_sub(1).and_then(item_of);
            let behind = item_of(end);
            let valued = |&item: &usize| items.get(item).is_some_and(|item| self.filled(item) > 0);
            let between = before.map_or(0, |item| item + 1)..behind.unwrap_or(items.len());
            let mut found: Vec<usize> = between.filter(valued).collect();
            let wanted = end - row;
            // Above the first and below the last row may be numbers that are none of the table's.
            if before.is_none() && found.len() > wanted {
                found.drain(..found.len() - wanted);
            } else if behind.is_none() {
                found.truncate(wanted);
            }
            let known = before.is_some() || behind.is_some();
            let fits =
                |(row, item): (usize, &usize)| items.get(*item).is_some_and(|item| self.is_ruin(item, row));
            if known && found.len() == wanted && (row..end).zip(&found).all(fits) {
                for (slot, item) in matched.iter_mut().skip(row).zip(found) {
                    *slot = Some((item, true));
                }
            }
            row = end + 1;
        }
    }

    /// Whether an item may be a row in whose place it stands.
    fn is_ruin(&self, item: &Item, index: usize) -> bool {
        /// Least likeness of a label without its own number before it, and with it.
        const LEAST: f32 = 0.3;
        const LEAST_NUMBERED: f32 = 0.15;
        let (Some(label), Some(row)) = (item.label, self.table.rows.get(index)) else { return false };
        let Some(official) = self.lexicon.rows().get(index) else { return false };
        let text = item.wording.as_deref().unwrap_or_else(|| self.text(label));
        if self.filled(item) != row.columns.len() || self.lexicon.meaning(text).is_some() || is_foreign(text)
        {
            return false;
        }
        let numbers = Ordinal::read(text).zip(official.ordinal);
        let same_number = numbers.is_some_and(|(a, b)| (a.style, a.value) == (b.style, b.value));
        let least = if same_number { LEAST_NUMBERED } else { LEAST };
        official.likeness(&Pairs::of(&key(Ordinal::strip(text)))) >= least
    }

    /// Takes the certainty from rows beside numbers that are none of any row, in columns of blanks: these are halves
    /// of numbers that the columns were too narrow for, and the row has the other halves. A row that is whole but for
    /// its label is none of these, nor is the rest of the row before.
    pub(super) fn doubt_broken_cells(&self, items: &[Item], matched: &mut [Option<(usize, bool)>]) {
        let taken: Vec<usize> = matched.iter().flatten().map(|&(item, _)| item).collect();
        let width = self.table.width();
        let is_stray = |index: &usize| {
            let Some(item) = items.get(*index).filter(|item| item.row.is_none()) else { return false };
            let filled = self.filled(item);
            let before = index.checked_sub(1).and_then(|before| items.get(before));
            let is_rest = before.is_some_and(|before| self.filled(before) + filled == width);
            let is_wrapped = before.is_some_and(|before| self.is_wrapped(before, item));
            let is_row = filled == width && item.label.is_some() && !is_wrapped;
            !is_rest && !is_row && item.values.iter().any(|&value| self.has_columns(value))
        };
        let strays = (0..items.len()).filter(|index| !taken.contains(index)).filter(is_stray);
        let mut doubtful = Vec::new();
        for stray in strays {
            doubtful.extend(taken.iter().filter(|&&item| item < stray).max());
            doubtful.extend(taken.iter().filter(|&&item| item > stray).min());
        }
        for (item, sure) in matched.iter_mut().flatten() {
            *sure &= !doubtful.contains(&&*item);
        }
    }

    /// Whether the labels of two items are the two lines of one label: then so are their numbers.
    fn is_wrapped(&self, item: &Item, next: &Item) -> bool {
        let (Some(label), Some(rest)) = (item.label, next.label) else { return false };
        let whole = [label, rest].map(|label| last_column(self.text(label))).concat();
        item.row.is_none() && self.lexicon.meaning(&whole).is_some_and(|meaning| meaning.row.is_some())
    }

    fn same_entries(&self, a: &Item, b: &Item) -> bool {
        let entries = |item: &Item| -> Vec<Entry> {
            let fields = item.values.iter().filter_map(|&value| self.field(value));
            fields.map(|field| field.entry).filter(|entry| *entry != Entry::Empty).collect()
        };
        entries(a) == entries(b)
    }

    /// The rows that an item may be, with the cost of taking it for each.
    fn candidates(&self, item: &Item) -> Vec<(usize, f32)> {
        let Some(label) = item.label else { return Vec::new() };
        let text = item.wording.as_deref().unwrap_or_else(|| self.text(label));
        let filled = self.filled(item);
        let shape = |row: usize| {
            let expected = self.table.rows.get(row).map_or(0, |row| row.columns.len());
            if item.values.is_empty() { 0.3 } else { 0.05 * filled.abs_diff(expected).min(4) as f32 }
        };
        if let Some(row) = item.row {
            return vec![(row, shape(row))];
        }
        if item.values.is_empty() || self.lexicon.meaning(text).is_some() || is_foreign(text) {
            return Vec::new();
        }
        let wanted = key(Ordinal::strip(text));
        let wanted_pairs = Pairs::of(&wanted);
        let ordinal = Ordinal::read(text).map(|ordinal| ordinal.value);
        let mut rows = Vec::new();
        for (index, row) in self.lexicon.rows().iter().enumerate() {
            let likeness = row.likeness(&wanted_pairs);
            let expected = row.ordinal.map(|ordinal| ordinal.value);
            let is_renumbered = ordinal.is_some() && ordinal != expected;
            let renumbered = if is_renumbered { 0.05 } else { 0.0 };
            let least = if is_renumbered && expected.is_some() { LEAST_RENUMBERED } else { LEAST_LIKENESS };
            if likeness >= least {
                rows.push((index, 1.0 - likeness + renumbered + shape(index)));
            }
        }
        if rows.is_empty() {
            // A label cut short, or with words around it: it names the only row that contains it or that it
            // contains.
            let part = |row: &RowLabel| {
                let (short, long) =
                    if row.key.len() < wanted.len() { (&row.key, &wanted) } else { (&wanted, &row.key) };
                short.chars().count() >= 2 && long.contains(short.as_str())
            };
            let mut parts = self.lexicon.rows().iter().enumerate().filter(|(_, row)| part(row));
            if let (Some((index, _)), None) = (parts.next(), parts.next()) {
                rows.push((index, PART_OF_LABEL + shape(index)));
            }
        }
        rows
    }
}

/// Whether a label is one of the rows that people add to the form.
fn is_foreign(label: &str) -> bool {
    static WORDS: LazyLock<Matcher> = LazyLock::new(|| Matcher::new(&FOREIGN));
    let mut foreign = false;
    WORDS.scan(label, |_, _| foreign = true);
    foreign
}

/// Costs of aligning the form's rows with items.
struct RowCosts<'s> {
    candidates: &'s [Vec<(usize, f32)>],
    items: &'s [Item],
}

impl RowCosts<'_> {
    /// A row of the form that the draft does not have.
    const MISSING: f32 = 0.6;
    /// A label with entries that is no row of the form. Together with a missing row it is dearer than the most
    /// damaged label that is still accepted, so that damage is preferred to loss.
    const EXTRA: f32 = 0.3;
}

impl Costs for RowCosts<'_> {
    fn pair(&self, i: usize, j: usize) -> Option<f32> {
        self.candidates.get(j)?.iter().find(|(row, _)| *row == i).map(|&(_, cost)| cost)
    }

    fn missing(&self, _: usize) -> f32 {
        Self::MISSING
    }

    fn extra(&self, j: usize) -> f32 {
        // Heads and group labels have no entries and belong to no row.
        if self.items.get(j).is_some_and(|item| !item.values.is_empty()) { Self::EXTRA } else { 0.0 }
    }
}
