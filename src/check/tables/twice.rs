//! Rows that the draft has twice.

use crate::finding::{Applicability, Edit};
use crate::fold::trim;
use crate::form::short_label;
use crate::reading::tables::{RowState, UnreadRow};
use crate::source::{Source, Span};

use super::super::{Context, Sink};
use super::state;

pub(super) fn unread(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (_, table, reading) in context.tables() {
        for row in &reading.unread {
            let (Some(label), Some(repeats)) = (row.label, row.repeats) else { continue };
            let name = table.rows.get(repeats).map_or("", |row| short_label(row.label.text));
            let message = format!("{}的“{name}”一行出现了两次，这一次的数字没有读入。", table.name);
            let finding = sink.at(label, message);
            let first = reading.rows.get(repeats).and_then(|row| row.label);
            // Where a row is missing, the label of this one may be wrong.
            let is_whole = (0..reading.rows.len()).all(|row| state(reading, row) != Some(RowState::Missing));
            if let Some(line) =
                first.filter(|_| is_whole).and_then(|first| repeated(context.source, first, row))
            {
                finding.fix("删去重复的这一行", Applicability::Suggested, Edit::delete(line));
            }
        }
    }
}

/// The line of a row that the draft has twice, with the line break before it, where all of it stands on the line of the
/// first one as well.
fn repeated(source: &Source<'_>, first: Span, row: &UnreadRow) -> Option<Span> {
    let label = row.label?;
    let whole = source.whole_line(label.start);
    let parts = |label: Span| {
        let line = source.line_at(label.start);
        let [before, behind] = [Span::new(line.start, label.start), Span::new(label.start, line.end)];
        (trim(source.slice(before)), trim(source.slice(behind)))
    };
    let (own, other) = (parts(label), parts(first));
    let is_alone = !own.0.contains(char::is_alphanumeric) || own.0 == other.0;
    let is_inside = |span: &Span| span.start >= label.end && span.end <= whole.end;
    let has_all = !row.entries.is_empty() && row.entries.iter().all(is_inside);
    let is_same = source.line_at(label.start) == whole && own.1 == other.1;
    let above = source.line_at(whole.start.saturating_sub(1)).end.min(whole.start);
    (is_alone && has_all && is_same).then_some(Span::new(above, whole.end))
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    const CLEAN: &str = include_str!("../../../tests/drafts/clean-2021.txt");

    /// What is offered for a row that stands twice.
    #[track_caller]
    fn offered(text: &str) -> Vec<String> {
        let findings = check_text(text).findings;
        let found = findings.into_iter().find(|finding| finding.rule == "text-unread").expect(text);
        found.fixes.into_iter().map(|fix| fix.title).collect()
    }

    #[test]
    fn a_row_that_stands_twice_with_the_same_numbers_is_deleted_once() {
        let open = "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3\n";
        for (from, to, fixes) in [
            ("行政许可\t12\t\t\n", "行政许可\t12\t\t\n行政许可\t12\n", 1),
            ("行政许可\t12\t\t\n", "行政许可\t12\t\t\n行政许可\t13\t\t\n", 0),
            ("行政许可\t12\t\t\n", "行政许可\n12\n行政许可\n12\n", 0),
            (open, &format!("{open}\t{open}"), 1),
            (open, &format!("{open}三、本年度办理结果\t{open}"), 1),
            (open, &format!("{open}合计3\t{open}"), 0),
        ] {
            assert!(CLEAN.contains(from), "{from}");
            assert_eq!(offered(&CLEAN.replacen(from, to, 1)), vec!["删去重复的这一行"; fixes], "{to}");
        }
    }

    #[test]
    fn no_row_is_deleted_where_it_may_be_another_with_a_wrong_label() {
        let rows = "2.重复申请\t0\t0\t0\t0\t0\t0\t0\n\t\t3.要求提供公开出版物\t";
        let wrong = "2.重复申请\t0\t0\t0\t0\t0\t0\t0\n\t\t2.重复申请\t";
        assert!(CLEAN.contains(rows));
        assert_eq!(offered(&CLEAN.replacen(rows, wrong, 1)), [""; 0]);
    }
}
