//! What the text says about cells: which statements count for the body and year, what the form has to compare them with,
//! and where they say one thing about it.

pub(super) mod comparisons;

use crate::find::{has_one, places};
use crate::form::Cell;
use crate::reading::narrative::{Mention, Quantity};
use crate::source::Span;

use super::Context;
use comparisons::COMPARISONS;

/// What may be meant by all applications: those answered, those received, or these with those carried in.
pub(super) const APPLICATIONS: [&str; 3] =
    ["t3.handled.total", "t3.new.total", "t3.new.total + t3.carried_in.total"];

/// The statements about the whole of the body's own year under report.
pub(super) fn own<'c>(context: &'c Context<'_, '_>) -> impl Iterator<Item = &'c Mention> + use<'c> {
    of_year(context).filter(|mention| mention.scope.is_none())
}

/// The statements about the body's own year under report, or a part of it.
pub(super) fn of_year<'c>(context: &'c Context<'_, '_>) -> impl Iterator<Item = &'c Mention> + use<'c> {
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
pub(super) fn value(context: &Context<'_, '_>, expression: &str) -> Option<(i64, Cell)> {
    let terms = terms(context, expression)?;
    let value = |&(cell, sign): &(Cell, i64)| Some(sign * context.reading.value(cell)?.as_whole()?);
    Some((terms.iter().map(value).sum::<Option<i64>>()?, terms.first()?.0))
}

/// The same with the cells that a repair of the tables changes as it would have them.
pub(super) fn repaired(context: &Context<'_, '_>, expression: &str) -> Option<i64> {
    let value = |&(cell, sign): &(Cell, i64)| Some(sign * context.located().value(context, cell)?);
    terms(context, expression)?.iter().map(value).sum()
}

/// The cells of an expression with their signs; `None` where this form has no such cell.
fn terms(context: &Context<'_, '_>, expression: &str) -> Option<Vec<(Cell, i64)>> {
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
pub(super) fn cells(context: &Context<'_, '_>, id: &str) -> Vec<Cell> {
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

/// What the text says about cells.
pub(super) struct Statement {
    /// The figure, or the words that say none.
    pub span: Span,
    /// Where the text repeats it.
    pub also: Vec<Span>,
    /// How many it says.
    pub count: i64,
    /// The cells with their signs.
    pub terms: Vec<(Cell, i64)>,
    /// Whether the tables say the same.
    pub agrees: bool,
}

/// What the text says about cells, where that is one thing: the expression that alone agrees with it, or the only
/// one there is where none does.
pub(super) fn statements(context: &Context<'_, '_>) -> Vec<Statement> {
    let mentions: Vec<&Mention> = own(context).collect();
    let value = |terms: &[(Cell, i64)]| -> Option<i64> {
        terms.iter().map(|&(cell, by)| Some(by * context.reading.value(cell)?.as_whole()?)).sum()
    };
    let mut statements = Vec::new();
    for compared in &COMPARISONS {
        let alike = mentions.iter().filter(|mention| mention.quantity == compared.quantity);
        let alike: Vec<_> = alike.filter_map(|mention| Some((mention.span, mention.count()?))).collect();
        let Some(&(first, said)) = alike.first() else { continue };
        let meanings = compared.right.iter().filter_map(|expression| terms(context, expression));
        let meanings: Vec<_> = meanings.collect();
        let also = |first: Span, count: i64| -> Vec<Span> {
            let same = alike.iter().filter(|(span, other)| *span != first && *other == count);
            same.map(|(span, _)| *span).collect()
        };
        let fits = |count: i64| meanings.iter().filter(move |terms| value(terms) == Some(count));
        let agreeing = alike.iter().find(|(_, count)| fits(*count).count() > 0);
        let statement = match (agreeing, meanings.as_slice(), compared.tolerable) {
            (Some(&(span, count)), ..) if fits(count).count() == 1 => {
                let terms = fits(count).next().cloned().unwrap_or_default();
                Some(Statement { span, also: also(span, count), count, terms, agrees: true })
            }
            (None, [terms], []) if alike.iter().all(|(_, count)| *count == said) => {
                let (also, terms) = (also(first, said), terms.clone());
                Some(Statement { span: first, also, count: said, terms, agrees: false })
            }
            _ => None,
        };
        statements.extend(statement);
    }
    statements
}

/// Whether the text explains that documents expired. 失效信息, 链接失效 on a web site is something else.
pub(super) fn mentions_expiry(context: &Context<'_, '_>) -> bool {
    const EXPIRED: &str = "失效";
    const ONLINE: [&str; 9] = ["信息", "链接", "外链", "网", "页", "栏目", "内容", "图片", "附件"];
    let text = context.source.text();
    let expired = places(text, EXPIRED).any(|at| {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + EXPIRED.len()..).unwrap_or_default();
        let behind = behind.strip_prefix('的').unwrap_or(behind);
        !ONLINE.iter().any(|word| before.ends_with(word) || behind.starts_with(word))
    });
    expired || has_one(text, &["有效期", "到期", "届满"])
}
