//! What is reported of a cause of relations that do not hold: at the cell that is wrong, with every relation that it
//! breaks, or at the total with what may be wrong.

mod words;

use crate::finding::{Applicability, Edit};
use crate::form::{Cell, Equation};
use crate::source::Span;

use super::counted::digits;
use super::located::{Cause, Remedy};
use super::{Context, Sink};
pub(super) use words::{expiry, sentence, sum};

/// Reports a cause: at the cell that is wrong, or at the total where that cannot be told.
pub(super) fn report(context: &Context<'_, '_>, sink: &mut Sink<'_>, cause: &Cause) {
    let form = context.reading.form;
    let Some(equation) = form.equations().get(cause.lead) else { return };
    let total = if equation.at_least { equation.parts.first() } else { equation.wholes.last() };
    let (Some(first), Some(&total)) = (cause.remedies.first(), total) else { return };
    let is_known = cause.remedies.len() == 1 && !cause.more && first.cells.iter().all(|(_, to)| to.is_some());
    let place = if is_known { first.cells.first().map_or(total, |(cell, _)| *cell) } else { total };
    let Some(mark) = context.reading.cell(place) else { return };
    let message = if is_known {
        words::known(context, cause, first)
    } else {
        words::candidates(context, cause, equation)
    };
    let finding = sink.at(mark.span, message);
    let mut cells: Vec<Cell> = Vec::new();
    for (cell, _) in cause.remedies.iter().take(MOST_REMEDIES).flat_map(|remedy| &remedy.cells) {
        if !cells.contains(cell) {
            cells.push(*cell);
        }
    }
    finding.cells(cells.iter().copied()).suspects(cells);
    for &index in cause.breaks.iter().filter(|index| **index != cause.lead) {
        let Some(broken) = form.equations().get(index) else { continue };
        if let Some(mark) = broken.cells().last().and_then(|cell| context.reading.cell(cell)) {
            finding.note(mark.span, sentence(context, broken));
        }
    }
    for (cell, span, value) in nonzero(context, equation) {
        finding.note(span, format!("{}：{value}", form.cell_name(cell)));
    }
    for (span, to) in first.statements.iter().filter(|_| is_known) {
        finding.note(*span, format!("正文写的也要改为{to}。"));
    }
    let witnesses = first.witnesses.iter().filter(|_| is_known);
    finding.notes(witnesses.copied(), "正文这里写的，与改正后的数一致。");
    for remedy in cause.remedies.iter().take(MOST_REMEDIES) {
        let Some((edits, is_whole)) = edits(context, remedy) else { continue };
        let is_trusted = is_known && cause.is_sure && is_whole;
        let trust = if is_trusted { Applicability::Suggested } else { Applicability::Manual };
        finding.fix_all(words::title(context, remedy, is_whole), trust, edits);
    }
}

/// Most remedies that are offered: nobody weighs more.
const MOST_REMEDIES: usize = 5;

/// The edits of a remedy, and whether they are all of it: a figure that the text has in words stays. `None` where a
/// value is open.
fn edits(context: &Context<'_, '_>, remedy: &Remedy) -> Option<(Vec<Edit>, bool)> {
    let cell = |&(cell, to): &(Cell, Option<i64>)| {
        Some(Edit::replace(context.reading.cell(cell)?.span, to?.to_string()))
    };
    let statement = |&(span, to): &(Span, i64)| Some(Edit::replace(digits(context, span)?, to.to_string()));
    let mut edits: Vec<Edit> = remedy.cells.iter().map(cell).collect::<Option<_>>()?;
    let statements: Option<Vec<Edit>> = remedy.statements.iter().map(statement).collect();
    let is_whole = statements.is_some();
    edits.extend(statements.into_iter().flatten());
    Some((edits, is_whole))
}

/// The terms of a sum that are not zero, with place and value, and what they are compared with where that is a sum
/// as well.
pub(super) fn nonzero(context: &Context<'_, '_>, equation: &Equation) -> Vec<(Cell, Span, String)> {
    let wholes = equation.wholes.iter().filter(|_| equation.wholes.len() > 1);
    let value = |&cell: &Cell| {
        let value = context.reading.value(cell).filter(|value| !value.is_zero())?;
        Some((cell, context.reading.cell(cell)?.span, value.to_string()))
    };
    equation.parts.iter().chain(wholes).filter_map(value).collect()
}
