//! Which lines a table takes up, and what on them is neither a row nor wording of the form.

use crate::draft::{self, Field, RowKind};
use crate::find::{has, has_any};
use crate::fold::{is_digit, key, similarity};
use crate::form::{SECTIONS, Shape};
use crate::number::{Entry, Ordinal, OrdinalStyle, chinese_digit};
use crate::order::sort_by_key;
use crate::source::Span;

use super::{Alteration, Item, LEAST_SUGGESTION, Reader, RowState, TableReading, UnreadRow, is_label};

/// What the notes to a table are about, as people copy them from the blanks of their own organisation.
const NOTES: [&str; 17] = [
    "单位",
    "计量单位",
    "单位名称",
    "填报单位",
    "填表单位",
    "制表单位",
    "报送单位",
    "编制单位",
    "填报日期",
    "填报时间",
    "填表日期",
    "制表日期",
    "统计截止日期",
    "统计期限",
    "统计时间",
    "填报人",
    "填表人",
];

/// What stands before the numbers of a strip, which needs no label there.
const BEFORE_STRIP: [&str; 3] = ["件数", "数量", "数量件"];

impl Reader<'_, '_> {
    /// Claims the lines from the first to the last anchor for the table, with the rows of cells and heads right
    /// above, but not the prose between.
    pub(super) fn claim(&self, reading: &mut TableReading, items: &[Item], anchors: &[usize]) {
        let (Some(&first), Some(&last)) = (anchors.iter().min(), anchors.iter().max()) else { return };
        let row_of = |field: usize| self.draft.rows.partition_point(|row| row.fields.end <= field);
        let mut top = row_of(first);
        let mut past_heads = self.table.shape == Shape::Strip;
        while let Some(above) = top.checked_sub(1).and_then(|above| self.draft.rows.get(above)) {
            let fields = self.draft.row(above);
            // A damaged head among heads is one of them.
            let above_that = top.checked_sub(2).and_then(|above| self.draft.rows.get(above));
            let head = self.has_head(fields)
                || above_that.is_some_and(|row| self.has_head(self.draft.row(row)))
                    && fields
                        .iter()
                        .any(|field| is_label(field) && self.is_like_wording(field.span, LEAST_SUGGESTION));
            let cells = above.kind != RowKind::Line;
            // A note above all heads is of no table.
            let note = self.is_note(fields);
            let inside = note && above_that.is_some_and(|row| self.has_head(self.draft.row(row)));
            // Heads have no numbers: a row that has is of another table, or below the heads one that was not
            // recognised.
            let numbers = fields.iter().any(|field| matches!(field.entry, Entry::Number { .. }));
            if !(head || cells || inside)
                || note && !inside
                || numbers && (past_heads || self.is_foreign(fields))
                || fields.iter().any(|field| self.is_prose(field))
            {
                break;
            }
            past_heads |= !numbers;
            top -= 1;
        }
        let top = self.draft.rows.get(top).map_or(first, |row| row.fields.start);
        let bottom = items
            .iter()
            .filter(|item| item.label.is_some_and(|label| label <= last))
            .filter_map(|item| item.values.last().copied())
            .chain([last])
            .max()
            .unwrap_or(last);
        // Rows right below that are the form's as well: the draft has them twice.
        let mut row = row_of(bottom);
        while let Some(below) = self.draft.rows.get(row + 1) {
            let labels =
                self.draft.row(below).iter().filter_map(|f| self.lexicon.meaning(self.source.slice(f.span)));
            if below.kind == RowKind::Line || !labels.into_iter().any(|meaning| meaning.row.is_some()) {
                break;
            }
            row += 1;
        }
        // A blank last field stands at the end of its line.
        let end = self.draft.rows.get(row).map_or(bottom, |row| row.fields.end - 1);
        let end_line = self.field(end).map_or(0, |field| self.source.line_index(field.span.end));
        reading.lines = self.line(top)..end_line + 1;
        reading.prose = self
            .draft
            .rows
            .iter()
            .filter(|row| {
                let fields = self.draft.row(row);
                row.kind == RowKind::Line && fields.iter().any(|field| self.is_prose(field))
                    || self.is_note(fields)
            })
            .map(|row| self.line(row.fields.start))
            .filter(|line| reading.lines.contains(line))
            .collect();
    }

    /// Whether a row is a note to the whole table: who fills it in, until when, in what. Of money it may be the rest of a
    /// head, or say that the amounts are in another unit.
    fn is_note(&self, fields: &[Field]) -> bool {
        let mut filled = fields.iter().filter(|field| field.entry != Entry::Empty).peekable();
        filled.peek().is_some()
            && filled.all(|field| {
                let text = self.source.slice(field.span);
                let subject = text.split_once(['：', ':']).map(|(subject, _)| key(subject));
                subject.is_some_and(|subject| NOTES.contains(&subject.as_str())) && !text.contains('元')
            })
    }

    /// Whether a row has wording of the table and nothing else in a field.
    fn has_head(&self, fields: &[Field]) -> bool {
        /// Heads between the blanks that put them over their columns, in bytes.
        const LONGEST: u32 = 900;
        let may_be = |field: &Field| field.entry == Entry::Text && field.span.len() <= LONGEST;
        fields.iter().any(|field| may_be(field) && self.lexicon.knows_all_of(self.source.slice(field.span)))
    }

    /// Whether a text is at least so much alike wording of the table.
    pub(super) fn is_like_wording(&self, span: Span, least: f32) -> bool {
        self.lexicon.nearest(self.source.slice(span)).is_some_and(|(_, likeness)| likeness >= least)
    }

    /// Whether a row is of another table: it has a label of one, or none at all.
    fn is_foreign(&self, fields: &[Field]) -> bool {
        let mut labels = fields.iter().filter(|field| is_label(field)).peekable();
        labels.peek().is_none()
            || labels.any(|field| {
                let text = self.source.slice(field.span);
                self.others
                    .iter()
                    .any(|other| other.meaning(text).is_some_and(|meaning| meaning.row.is_some()))
            })
    }

    /// Puts the numbers of items that are no row of the form on record.
    pub(super) fn leave(&self, reading: &mut TableReading, items: &[Item], taken: &[usize]) {
        for (index, item) in items.iter().enumerate() {
            if taken.contains(&index) {
                continue;
            }
            let entries = self.entries(item);
            let inside = item.values.iter().any(|&value| reading.owns_line(self.line(value)));
            if inside && !entries.is_empty() {
                let label = item.label.and_then(|label| self.field(label)).map(|field| field.span);
                reading.unread.push(UnreadRow { label, repeats: item.row, entries });
            }
        }
    }

    /// Marks a table whose numbers stand on lines of their own and are not read, while rows lack theirs.
    pub(super) fn mark_scattered(&self, reading: &mut TableReading, items: &[Item], taken: &[usize]) {
        const FEWEST_ROWS: usize = 3;
        let lacking: Vec<usize> = reading.rows_not_read().collect();
        if lacking.len() < FEWEST_ROWS {
            return;
        }
        let width = self.table.width();
        let over = |(index, item): (usize, &Item)| {
            let is_taken = taken.contains(&index);
            // One that the draft has twice is on record as that.
            let is_loose = item.width.is_none() && (is_taken || item.row.is_none());
            let is_inside = item.values.iter().any(|&value| reading.owns_line(self.line(value)));
            // A row has no more than its own.
            let own = if is_taken { width } else { 0 };
            if is_loose && is_inside { self.entries(item).len().saturating_sub(own) } else { 0 }
        };
        let over = items.iter().enumerate().map(over);
        if over.sum::<usize>() < width {
            return;
        }
        reading.is_scattered = true;
        for index in lacking {
            if let Some(row) = reading.rows.get_mut(index).filter(|row| row.state == RowState::Read) {
                row.state = RowState::Ambiguous;
            }
        }
    }

    /// Finds the wording on the table's lines that is not the form's.
    pub(super) fn find_alterations(
        &self,
        reading: &mut TableReading,
        items: &[Item],
        matched: &[Option<(usize, bool)>],
    ) {
        let mut is_value = vec![false; self.draft.fields.len()];
        for &value in items.iter().flat_map(|item| &item.values) {
            if let Some(slot) = is_value.get_mut(value) {
                *slot = true;
            }
        }
        // A label that is wrapped and right is on no record; of a damaged one only its first line is.
        let mut is_part = vec![false; self.draft.fields.len()];
        for item in items {
            for part in item.parts.iter().filter(|&&part| item.row.is_some() || item.label != Some(part)) {
                if let Some(slot) = is_part.get_mut(*part) {
                    *slot = true;
                }
            }
        }
        self.mark_broken_labels(reading, &mut is_part);
        self.mark_labels_in_columns(reading, &mut is_part);
        let mut unknown = Vec::new();
        let labels: Vec<(usize, usize)> = matched
            .iter()
            .enumerate()
            .filter_map(|(row, found)| Some((items.get(found.as_ref()?.0)?.label?, row)))
            .collect();
        let is_other = is_value.iter().zip(&is_part).map(|(value, part)| *value || *part);
        for (index, (field, is_other)) in self.draft.fields.iter().zip(is_other).enumerate() {
            if field.entry != Entry::Text || is_other || !reading.owns_line(self.line(index)) {
                continue;
            }
            let text = self.source.slice(field.span);
            let row = labels.iter().find(|(label, _)| *label == index).map(|&(_, row)| row);
            let official = row.and_then(|row| self.table.rows.get(row)).map(|row| row.label.text);
            match self.meaning(index) {
                Some(meaning) => {
                    let expected = official.or(meaning.decoration);
                    if let Some(expected) = expected.filter(|expected| lost_ordinal(expected, text)) {
                        reading.alterations.push(Alteration { span: field.span, expected: Some(expected) });
                    }
                }
                // 1）属于国家秘密 has another mark behind its number.
                None if official.is_some_and(|official| has_other_mark(official, text)) => {}
                // A figure among them is none of the wording.
                None if self.lexicon.lost_separators(text) && !has_figure(text) => {}
                None if official.is_some() => {
                    reading.alterations.push(Alteration { span: field.span, expected: official });
                }
                None if self.is_head_of_strip(items, index) || is_unit(text) => {}
                None if self.is_continued(text) => {}
                None => self.unknown_parts(&mut unknown, field.span),
            }
        }
        let unknown = unknown.into_iter().filter(|&span| !self.is_wrapped_piece(span));
        // The label of a row that was not read is its own: putting another in its place would be a guess.
        let is_of_row = |span: Span| reading.unread.iter().any(|row| row.label == Some(span));
        let unknown: Vec<Alteration> =
            unknown
                .map(|span| {
                    if is_of_row(span) { Alteration { span, expected: None } } else { self.alteration(span) }
                })
                .collect();
        reading.alterations.extend(unknown);
        sort_by_key(&mut reading.alterations, |alteration| alteration.span);
    }

    /// Whether a field is what people put before the numbers of a strip.
    fn is_head_of_strip(&self, items: &[Item], field: usize) -> bool {
        let is_known = || self.labels.key(field).is_some_and(|label| BEFORE_STRIP.contains(&label));
        let is_before = |item: &Item| item.label == Some(field) && !item.values.is_empty();
        self.table.shape == Shape::Strip && is_known() && items.iter().any(is_before)
    }

    /// Whether a text only says that the table goes on from the page before: 续表, 表三（续）, or its heading once more.
    fn is_continued(&self, text: &str) -> bool {
        if !has_any(text, &['续', '况']) {
            return false;
        }
        let text = key(Ordinal::strip(text));
        let is_heading =
            |text: &str| SECTIONS.get(self.table.section).is_some_and(|section| text == key(section.heading));
        let rest = text.strip_prefix('续').or_else(|| text.strip_suffix('续'));
        let Some(named) = rest else { return is_heading(&text) };
        let named = named.trim_start_matches(['上', '前', '接']);
        let is_number = |c: char| is_digit(c) || chinese_digit(c).is_some();
        let number = named.strip_prefix('表').unwrap_or(named).trim_end_matches(is_number);
        number.is_empty() || number == "表" || is_heading(named)
    }

    /// An unknown piece of wording with what it most likely was.
    fn alteration(&self, span: Span) -> Alteration {
        let text = self.source.slice(span);
        let nearest = self.lexicon.nearest(text).filter(|(_, likeness)| *likeness >= LEAST_SUGGESTION);
        let expected = nearest.and_then(|(meaning, _)| {
            let row = meaning.row.and_then(|row| self.table.rows.get(row));
            meaning.decoration.or(row.map(|row| row.label.text))
        });
        Alteration { span, expected: expected.or_else(|| self.group_numbered_as(text)) }
    }

    /// The label of a group that has the number of a text, and is somewhat like it: （四）无法提供 for （四）无法公开.
    fn group_numbered_as(&self, text: &str) -> Option<&'static str> {
        const LEAST: f32 = 0.3;
        let number = |text| Ordinal::read(text).map(|ordinal| (ordinal.style, ordinal.value));
        let wanted = number(text)?;
        let mut groups = self.table.decoration.iter().map(|label| label.text);
        let group = groups.find(|group| number(group) == Some(wanted))?;
        let [written, official] = [text, group].map(|label| key(Ordinal::strip(label)));
        (similarity(&written, &official) >= LEAST).then_some(group)
    }

    /// Collects the parts of an unknown text that are no wording of the form: heads run together by an extractor
    /// are fine, each for itself.
    fn unknown_parts(&self, unknown: &mut Vec<Span>, span: Span) {
        let text = self.source.slice(span);
        let mut parts: Vec<Span> =
            draft::words(text).map(|(at, word)| span.part(&(at..at + word.len()))).collect();
        let is_known = |part: &Span| self.lexicon.meaning(self.source.slice(*part)).is_some();
        if !parts.iter().any(is_known) && !has(text, "  ") {
            parts = vec![span];
        }
        unknown.extend(parts.into_iter().filter(|part| !is_known(part)));
    }
}

/// Whether `text` has a number that is no ordinal: of more digits, beginning with 0, a word of its own, or before the rest
/// of a label whose ordinal it is not: 7）不予处理.
fn has_figure(text: &str) -> bool {
    let is_first = text.starts_with(is_digit) && Ordinal::read(text).is_none();
    let mut runs = text.split(|c| !is_digit(c));
    is_first
        || runs.any(|digits| digits.chars().nth(2).is_some() || digits.starts_with(['0', '０']))
        || draft::words(text).any(|(_, word)| word.chars().all(is_digit))
}

/// Whether `text` is the official wording with a bracket behind its number: 1）重复申请.
fn has_other_mark(official: &str, text: &str) -> bool {
    let number = Ordinal::read(official).filter(|ordinal| ordinal.style == OrdinalStyle::Arabic);
    text.split_once(['）', ')']).is_some_and(|(before, rest)| {
        let is_number = number.is_some_and(|number| before.parse() == Ok(number.value));
        is_number && key(rest) == key(Ordinal::strip(official))
    })
}

/// Whether `text` lacks the first-level number that the official wording has.
fn lost_ordinal(official: &str, text: &str) -> bool {
    Ordinal::read(official).is_some_and(|ordinal| ordinal.style == OrdinalStyle::Chinese)
        && Ordinal::read(text).is_none()
}

/// Whether a text only says what the table counts in, as the form does: 单位：万元. In 元 it would be another amount.
fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 4] = ["单位万元", "单位件", "单位件万元", "单位万元件"];
    UNITS.contains(&key(text).as_str())
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    #[test]
    fn what_a_table_counts_in_is_no_wording_of_its_own() {
        const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
        let found = |unit: &str| {
            let text = SAMPLE.replacen("第二十条第（八）项", &format!("\t\t{unit}\n第二十条第（八）项"), 1);
            let findings = check_text(&text).findings.into_iter();
            findings.map(|finding| finding.rule).collect::<Vec<_>>()
        };
        for right in ["单位：万元", "（单位：万元）", "单位：件"] {
            assert_eq!(found(right), [""; 0], "{right}");
        }
        assert!(!found("单位：元").is_empty());
    }

    #[test]
    fn what_says_that_a_table_goes_on_is_no_wording_of_its_own() {
        const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
        let found = |line: &str| {
            let text = SAMPLE.replacen("\t（五）不予处理", &format!("{line}\n\t（五）不予处理"), 1);
            let findings = check_text(&text).findings.into_iter();
            findings.map(|finding| finding.rule).collect::<Vec<_>>()
        };
        for right in
            ["续表", "（续表）", "续上表", "表三（续）", "续表3", "三、收到和处理政府信息公开申请情况（续）"]
        {
            assert_eq!(found(right), [""; 0], "{right}");
        }
        for other in ["后续情况", "表三续填"] {
            assert_eq!(found(other), ["label-altered"], "{other}");
        }
        assert_eq!(found("三、收到和处理政府信息公开申请情况"), ["section-number"]);
    }
}
