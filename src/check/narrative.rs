//! The narrative against the tables, and against itself. Where a sentence admits two meanings the milder one stands.

pub(super) mod comparisons;
pub(super) mod conflicts;
pub(super) mod fees;
pub(super) mod figures;
pub(super) mod lists;
pub(super) mod tables;

use crate::form::Cell;
use crate::reading::narrative::{Mention, Quantity};
use crate::source::Span;

use super::Context;

/// What may be meant by all applications: those answered, those received, or these with those carried in.
const APPLICATIONS: [&str; 3] = ["t3.handled.total", "t3.new.total", "t3.new.total + t3.carried_in.total"];

/// The statements about the whole of the body's own year under report.
pub(super) fn own<'c>(context: &'c Context<'_, '_>) -> impl Iterator<Item = &'c Mention> + use<'c> {
    of_year(context).filter(|mention| mention.scope.is_none())
}

/// The statements about the body's own year under report, or a part of it.
fn of_year<'c>(context: &'c Context<'_, '_>) -> impl Iterator<Item = &'c Mention> + use<'c> {
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
        !other_year
    })
}

/// The value of an expression over cells, such as `t3.new.total + t3.carried_in.total`, with its first cell. A group
/// of rows (`t3.denied.total`) is their sum. `None` where this form has no such cell or it was not read.
fn value(context: &Context<'_, '_>, expression: &str) -> Option<(i64, Cell)> {
    let terms = terms(context, expression)?;
    let value = |&(cell, sign): &(Cell, i64)| Some(sign * context.reading.value(cell)?.as_whole()?);
    Some((terms.iter().map(value).sum::<Option<i64>>()?, terms.first()?.0))
}

/// The same with the cells that a repair of the tables changes as it would have them.
fn repaired(context: &Context<'_, '_>, expression: &str) -> Option<i64> {
    let value = |&(cell, sign): &(Cell, i64)| Some(sign * context.located().value(context, cell)?);
    terms(context, expression)?.iter().map(value).sum()
}

/// The cells of an expression with their signs; `None` where this form has no such cell.
pub(super) fn terms(context: &Context<'_, '_>, expression: &str) -> Option<Vec<(Cell, i64)>> {
    let (mut terms, mut sign) = (Vec::new(), 1);
    for word in expression.split(' ') {
        match word {
            "+" => sign = 1,
            "-" => sign = -1,
            id => {
                let cells = cells(context, id);
                if cells.is_empty() {
                    return None;
                }
                terms.extend(cells.into_iter().map(|cell| (cell, sign)));
            }
        }
    }
    Some(terms)
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

/// The digits that a figure begins with, with the separators between them, for a fix that replaces them.
pub(super) fn digits(context: &Context<'_, '_>, span: Span) -> Option<Span> {
    let text = context.source.slice(span);
    let is_outside = |c: char| !crate::fold::is_digit(c) && !matches!(c, ',' | '，');
    let number = text.get(..text.find(is_outside).unwrap_or(text.len()))?;
    let len = number.trim_end_matches([',', '，']).len();
    (len > 0).then(|| span.part(&(0..len)))
}
