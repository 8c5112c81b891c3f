//! The heads of columns: whether they stand in the form's order. Where they do not, the numbers below are not in the
//! order of the form's cells either, and which is which is for the author to say.

use crate::draft::{RowKind, words};
use crate::find::others;
use crate::fold::{is_blank, key};
use crate::form::{Column, Row};
use crate::number::Entry;

use super::Reader;

impl Reader<'_, '_> {
    /// Whether the draft has the heads of some columns in another order. Damaged heads are passed over.
    pub(super) fn has_other_order(&self, row: usize) -> bool {
        let columns = self.table.rows.get(row).map_or(&[][..], |row| row.columns);
        let runs = || self.head_runs(self.lexicon.heads(row));
        columns.len() > 1 && runs().iter().any(|(run, in_row)| is_other_order(columns, run, *in_row))
    }

    /// Which rows have columns whose heads the draft has in another order.
    pub(super) fn rows_in_other_order(&self) -> Vec<bool> {
        let mut known: Option<(&[Column], bool)> = None;
        let is_other = |(index, row): (usize, &Row)| match known {
            // Neighbouring rows mostly have the same columns.
            Some((columns, is_other)) if std::ptr::eq(columns, row.columns) => is_other,
            _ => known.insert((row.columns, self.has_other_order(index))).1,
        };
        self.table.rows.iter().enumerate().map(is_other).collect()
    }

    /// Whether the blocks of a strip stand in another order than the form's.
    pub(super) fn has_other_blocks(&self) -> bool {
        // The form prints 行政复议, then 行政诉讼 with its two blocks.
        let labels = self.table.rows.iter().map(|row| row.label.text).chain(["行政诉讼"]);
        let mut places: Vec<(String, Option<usize>)> = labels.map(|label| (key(label), None)).collect();
        for place in 0..self.draft.fields.len() {
            let Some(label) = self.labels.key(place) else { continue };
            if let Some((_, first)) = places.iter_mut().find(|(known, _)| known == label) {
                first.get_or_insert(place);
            }
        }
        let [(_, review), blocks @ .., (_, lawsuits)] = places.as_slice() else { return false };
        let blocks = blocks.iter().map(|&(_, place)| place);
        !std::iter::once(*review).chain(blocks).flatten().is_sorted()
            || lawsuits.zip(*review).is_some_and(|(lawsuits, review)| lawsuits < review)
    }

    /// The heads among the texts that stand together, as indices of `heads`, and whether they stand in one row: in one
    /// row of cells, or with nothing between them but other texts.
    fn head_runs(&self, heads: &[String]) -> Vec<(Vec<usize>, bool)> {
        let longest = heads.iter().map(String::len).max().unwrap_or(0) * 4;
        let index_of = |label: &str| heads.iter().position(|head| head == label);
        let mut runs = Vec::new();
        let mut lines = Vec::new();
        for row in &self.draft.rows {
            let mut run = Vec::new();
            let is_row = row.kind == RowKind::Bound;
            let mut ends = is_row;
            for (place, field) in row.fields.clone().zip(self.draft.row(row)) {
                match field.entry {
                    Entry::Empty => {}
                    Entry::Number { .. } | Entry::Mark => ends = true,
                    Entry::Text => {
                        let text = self.source.slice(field.span);
                        // Most fields are too long for a head, or numbers.
                        let label = self.labels.key(place).filter(|_| text.len() <= longest);
                        match label.and_then(index_of) {
                            Some(index) => run.push(index),
                            None if others(text).any(|(_, c)| is_blank(c)) => {
                                let words = words(text).filter(|(_, word)| word.len() <= longest);
                                run.extend(words.filter_map(|(_, word)| index_of(&key(word))));
                            }
                            None => {}
                        }
                    }
                }
            }
            // Hardly any row has one.
            if ends && !lines.is_empty() {
                runs.push((std::mem::take(&mut lines), false));
            }
            if !is_row {
                lines.append(&mut run);
            } else if !run.is_empty() {
                runs.push((run, true));
            }
        }
        runs.push((lines, false));
        runs
    }
}

/// Whether heads that stand together are in another order than the columns. They may stand there more than once, from
/// the first one on. 其他 is no evidence, since a row is called so too; 总计 may stand above its neighbours and so
/// before them, but in one row with them it is not first.
fn is_other_order(columns: &[Column], run: &[usize], in_row: bool) -> bool {
    let is = |index: usize, id: &str| columns.get(index).is_some_and(|column| column.id == id);
    if in_row && run.first().is_some_and(|&first| is(first, "total")) && run.contains(&0) {
        return true;
    }
    // Between two totals, or from the first column on, they must ascend.
    let mut last: Option<usize> = None;
    for &index in run.iter().filter(|&&index| !is(index, "other")) {
        if is(index, "total") {
            last = None;
            continue;
        }
        if index > 0 && last.is_some_and(|last| last > index) {
            return true;
        }
        last = Some(index);
    }
    // The last column first and the first behind it is no second row of heads.
    matches!(run, [first, 0, ..] if *first > 0 && !is(*first, "total")) && run.len() <= columns.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Edition;

    #[test]
    fn heads_in_another_order_are_told_from_lost_and_repeated_ones() {
        let form = Edition::Current.form();
        let [documents, applicants, results] = form.tables.each_ref().map(|table| table.rows[0].columns);
        assert!(!is_other_order(documents, &[0, 1, 2], true));
        assert!(is_other_order(documents, &[2, 0, 1], true) && is_other_order(documents, &[0, 2, 1], true));
        // 自然人, 总计 above the five kinds of organisations.
        assert!(!is_other_order(applicants, &[0, 6, 1, 2, 3, 4, 5], true));
        assert!(is_other_order(applicants, &[6, 0, 1, 2, 3, 4, 5], true));
        // Three times the results, with 结果维持 lost.
        assert!(!is_other_order(results, &[0, 1, 2, 3, 4, 1, 2, 3, 4, 0, 1, 2, 3, 4], true));
        assert!(is_other_order(results, &[4, 0, 1, 2, 3, 4, 0, 1, 2, 3], true));
    }
}
