//! Comments: what each finding says, and where in the review copy.

use std::ops::Range;

use crate::finding::{Finding, Fix};
use crate::form::{Cell, SECTIONS};
use crate::order::sort_by_key;
use crate::reading::tables::{RowReading, TableReading};
use crate::render::document::Comment;
use crate::render::grid::Kind;
use crate::repair::{Applied, Settled};
use crate::source::Span;

use super::diff::Key;
use super::{Draft, DraftPiece};

/// A comment on a line: what it is about, in the line's text; and its id.
pub(super) type Mark = (Range<usize>, usize);

/// Where a comment stands that is on no line of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Cell(Cell),
    Label(usize, usize),
    Table(usize),
    /// The heading of a section that the draft does not have.
    Heading(usize),
}

impl Place {
    /// The lower, the nearer to what a finding is about.
    fn rank(self) -> u8 {
        match self {
            Self::Cell(_) => 0,
            Self::Label(..) => 1,
            Self::Table(_) | Self::Heading(_) => 2,
        }
    }
}

/// The comments of a review copy.
#[derive(Default)]
pub(super) struct Comments {
    /// What they say, by id.
    pub(super) texts: Vec<Comment>,
    /// By the piece of the draft that they are on.
    lines: Vec<Vec<Mark>>,
    places: Vec<(Place, usize)>,
}

impl Comments {
    /// A comment for each finding.
    pub(super) fn new(draft: &Draft<'_>, findings: &[Finding], applied: &[Applied]) -> Self {
        let mut comments = Self { lines: vec![Vec::new(); draft.pieces.len()], ..Self::default() };
        let settled = Settled::new(applied);
        let begin = |(index, piece): (usize, &DraftPiece)| Some((piece.lines.first()?.1.start, index));
        let begins: Vec<(u32, usize)> = draft.pieces.iter().enumerate().filter_map(begin).collect();
        for (id, finding) in findings.iter().enumerate() {
            comments.texts.push(text(finding, &settled));
            if let Some(section) = missing_section(draft, finding) {
                comments.places.push((Place::Heading(section), id));
                continue;
            }
            let line = draft.source.line_index(finding.span.start);
            let tables = draft.reading.tables.iter().enumerate();
            let owners = tables.filter(|(_, table)| table.owns_line(line));
            // Of two tables whose rows stand among each other the one that has the cell.
            let places = owners.map(|(index, table)| in_table(draft, index, table, finding));
            match places.min_by_key(|place| place.rank()) {
                Some(place) => comments.places.push((place, id)),
                None => comments.on_line(draft, &begins, finding, id),
            }
        }
        for marks in &mut comments.lines {
            sort_by_key(marks, |(range, _)| range.start);
        }
        comments
    }

    /// A comment on a line; one on a blank line stands at the piece before it. `begins` has where each piece begins.
    fn on_line(&mut self, draft: &Draft<'_>, begins: &[(u32, usize)], finding: &Finding, id: usize) {
        let at = finding.span.start;
        let before = begins.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let Some((index, piece)) =
            begins.get(before).and_then(|(_, index)| Some((*index, draft.pieces.get(*index)?)))
        else {
            // A draft of nothing but a table.
            if let Some(Key::Table(_, table)) = draft.pieces.first().map(|piece| &piece.key) {
                self.places.push((Place::Table(*table), id));
            }
            return;
        };
        let own = piece.lines.iter().rev().find(|(_, line)| line.start <= at && at <= line.end);
        let range = match own {
            Some((start, line)) => {
                let end = finding.span.end.clamp(at, line.end);
                start + (at - line.start) as usize..start + (end - line.start) as usize
            }
            None => 0..piece.text.len(),
        };
        if let Some(marks) = self.lines.get_mut(index) {
            marks.push((range, id));
        }
    }

    /// Those on a line of the draft, in order of where they begin.
    pub(super) fn of_line(&self, piece: usize) -> &[Mark] {
        self.lines.get(piece).map_or(&[], Vec::as_slice)
    }

    /// Those at a cell of a table.
    pub(super) fn of_cell(&self, table: usize, kind: Kind) -> Vec<usize> {
        let place = match kind {
            Kind::Number(cell) | Kind::Open(cell) => Place::Cell(cell),
            Kind::Label(row) => Place::Label(table, row),
            Kind::Group | Kind::Head => return Vec::new(),
        };
        self.at(place)
    }

    /// Those on a table as a whole.
    pub(super) fn of_table(&self, table: usize) -> Vec<usize> {
        self.at(Place::Table(table))
    }

    /// Those at the heading of a section that the draft does not have.
    pub(super) fn of_heading(&self, section: usize) -> Vec<usize> {
        self.at(Place::Heading(section))
    }

    fn at(&self, wanted: Place) -> Vec<usize> {
        self.places.iter().filter(|(place, _)| *place == wanted).map(|(_, id)| *id).collect()
    }
}

/// The section that a finding's fix puts in, where the draft does not have it.
fn missing_section(draft: &Draft<'_>, finding: &Finding) -> Option<usize> {
    if finding.rule != "section-missing" {
        return None;
    }
    let edits = || finding.fixes.iter().flat_map(Fix::edits);
    let section = SECTIONS.iter().position(|section| {
        let line = section.line();
        edits().any(|edit| edit.text.lines().any(|inserted| inserted == line))
    })?;
    let is_there = draft.pieces.iter().any(|piece| piece.key == Key::Heading(section));
    (!is_there).then_some(section)
}

/// Where in a table a finding belongs: the cell that it points at, else the row.
fn in_table(draft: &Draft<'_>, index: usize, table: &TableReading, finding: &Finding) -> Place {
    let span = finding.span;
    let meets = |own: Span| own.start <= span.end && span.start <= own.end;
    let own = draft.reading.form.cells().filter(|cell| usize::from(cell.table) == index);
    // A blank cell touches its neighbours.
    let cells: Vec<Cell> =
        own.filter(|&cell| draft.reading.cell(cell).is_some_and(|mark| meets(mark.span))).collect();
    let exact = cells.iter().find(|&&cell| draft.reading.cell(cell).is_some_and(|mark| mark.span == span));
    if let Some(&cell) = exact.or_else(|| cells.first()) {
        return Place::Cell(cell);
    }
    let has_labels = draft.reading.form.tables.get(index).is_some_and(|table| table.label_columns > 0);
    if !has_labels {
        return Place::Table(index);
    }
    // The row that it touches, or the last one that begins before it.
    let begin = |row: &RowReading| row.label.map(|label| label.start);
    let touched = table.rows.iter().position(|row| row.label.is_some_and(meets));
    let before = || {
        let rows = table.rows.iter().enumerate().filter_map(|(row, own)| Some((begin(own)?, row)));
        rows.filter(|(start, _)| *start <= span.start).max().map(|(_, row)| row)
    };
    touched.or_else(before).map_or(Place::Table(index), |row| Place::Label(index, row))
}

/// What a finding says: what is wrong, why it matters and on whose authority, and what was or should be done.
fn text(finding: &Finding, settled: &Settled<'_>) -> Comment {
    let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
    let action = match settled.fix(finding) {
        Some(fix) => format!("处理：已按修订标出，{}；请接受或者拒绝这处修订。", fix.title),
        None if titles.is_empty() => "建议：请核实后修改；如果没有问题，请确认。".to_owned(),
        None => format!("建议：{}。", titles.join("；或者")),
    };
    vec![
        format!("【{}】{}", finding.severity.label(), finding.message),
        format!("理由：{}", finding.reason),
        format!("依据：{}", finding.basis),
        action,
    ]
}
