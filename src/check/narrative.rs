//! The narrative against the tables, and against itself. Where a sentence admits two meanings the milder one stands.

mod comparisons;
pub(super) mod conflicts;
pub(super) mod fees;
pub(super) mod figures;
pub(super) mod lists;
pub(super) mod tables;

use crate::form::Cell;
use crate::number::Number;
use crate::reading::narrative::{Mention, Quantity};
use crate::source::Span;

use super::Context;

/// The statements about the whole of the body's own year under report.
fn own<'c>(context: &'c Context<'_, '_>) -> impl Iterator<Item = &'c Mention> + use<'c> {
    let report = context.reading.outline.year.map(|year| year.value);
    context.reading.narrative.mentions.iter().filter(move |mention| {
        let other_year = match (mention.year, report) {
            (Some(named), Some(report)) => match mention.quantity {
                Quantity::CarriedIn => named != report && named + 1 != report,
                Quantity::CarriedOut => named != report && named != report + 1,
                _ => named != report,
            },
            _ => false,
        };
        mention.scope.is_none() && !other_year
    })
}

/// The value of an expression over cells, such as `t3.new.total + t3.carried_in.total`, with its first cell. A group
/// of rows (`t3.denied.total`) is their sum. `None` where this form has no such cell or it was not read.
fn value(context: &Context<'_, '_>, expression: &str) -> Option<(i64, Cell)> {
    let (mut sum, mut first, mut sign) = (0, None, 1);
    for word in expression.split(' ') {
        match word {
            "+" => sign = 1,
            "-" => sign = -1,
            id => {
                let cells = cells(context, id);
                first = first.or(cells.first().copied());
                for cell in &cells {
                    sum += sign * context.reading.value(*cell).and_then(Number::as_whole)?;
                }
                if cells.is_empty() {
                    return None;
                }
            }
        }
    }
    Some((sum, first?))
}

/// Whether an expression has the value `said` once one of its cells is what a broken relation asks for: then the
/// narrative is right, and the broken relation is what is reported.
fn mended(context: &Context<'_, '_>, expression: &str, said: i64) -> bool {
    let Some((now, _)) = value(context, expression) else { return false };
    let sum = |cells: &[Cell]| {
        cells.iter().map(|cell| context.reading.value(*cell).and_then(Number::as_whole)).sum::<Option<i64>>()
    };
    expression.split(' ').flat_map(|id| cells(context, id)).any(|cell| {
        let equations = context.reading.form.equations();
        let bound = equations.iter().filter(|equation| equation.cells().any(|other| other == cell));
        let sums = bound.filter_map(|bound| Some((bound, sum(&bound.parts)?, sum(&bound.wholes)?)));
        sums.into_iter().any(|(bound, parts, wholes)| {
            let change = if bound.wholes.contains(&cell) { parts - wholes } else { wholes - parts };
            change != 0 && now + change == said
        })
    })
}

/// The cell with an id, or the cells of a column in all rows of a group.
fn cells(context: &Context<'_, '_>, id: &str) -> Vec<Cell> {
    let form = context.reading.form;
    if let Some(cell) = form.cell(id) {
        return vec![cell];
    }
    let Some((table, (group, column))) =
        id.split_once('.').and_then(|(table, rest)| Some((table, rest.rsplit_once('.')?)))
    else {
        return Vec::new();
    };
    let in_group = |cell: &Cell| {
        form.place(*cell).is_some_and(|(t, row, c)| {
            let rest = row.id.strip_prefix(group);
            t.id == table && c.id == column && rest.is_some_and(|rest| rest.starts_with('.'))
        })
    };
    form.cells().filter(in_group).collect()
}

/// The digits that a figure begins with, for a fix that replaces them.
fn digits(context: &Context<'_, '_>, span: Span) -> Option<Span> {
    let text = context.source.slice(span);
    let len = text.find(|c: char| !crate::fold::is_digit(c)).unwrap_or(text.len());
    (len > 0).then(|| span.part(&(0..len)))
}
