//! The system that a draft's tables, and what the text says about them, amount to.

use std::cell::LazyCell;

use crate::form::{Cell, Equation, Quantity, Row, Shape};
use crate::locate::{
    Change, Constraint, Grid, Limits, Part, Repair, Searched, Slip, System, Together, Variable, Verdict,
    locate,
};
use crate::number::{Entry, Number};
use crate::reading::Reading;
use crate::reading::tables::CellReading;
use crate::source::Span;

use super::super::Context;
use super::super::statements::{mentions_expiry, statements};
use super::{CellSlip, Remedy};

/// The weight of a cell whose reading is in doubt.
const DOUBTFUL: u32 = 7;
/// The weight of a statement of the text that agrees with the tables: what it adds to that of the cell.
const REPEATED: u32 = 6;

/// A figure of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Cell(Cell),
    /// A statement of the text.
    Statement(Span),
}

/// The system of a draft.
#[derive(Debug, Default)]
pub(super) struct Model {
    places: Vec<Place>,
    /// The variable of each cell that has one, by the cell's key.
    variable_of: Vec<(u32, usize)>,
    /// Statements of the text with where it repeats them.
    also: Vec<(Span, Span)>,
    variables: Vec<Variable>,
    /// The same without weak evidence: nothing in doubt, and nothing the righter for being repeated.
    plain: Vec<Variable>,
    constraints: Vec<Constraint>,
    /// The form's equation that each constraint is, by index; `None` for a statement of the text, whose own figure
    /// is the last term.
    pub(super) equations: Vec<Option<usize>>,
    grids: Vec<Grid>,
    /// Whether anything does not hold, or is blank.
    pub(super) is_open: bool,
}

impl Model {
    pub(super) fn new(context: &Context<'_, '_>) -> Self {
        let reading = context.reading;
        let statements = statements(context);
        let is_read = |cell: Cell| reading.value(cell).and_then(Number::as_whole).is_some();
        let expires = LazyCell::new(|| mentions_expiry(context));
        let bound: Vec<(usize, &Equation)> = reading
            .form
            .equations()
            .iter()
            .enumerate()
            .filter(|(_, equation)| equation.cells().all(|cell| is_read(cell) || reading.is_blank(cell)))
            .filter(|(_, equation)| {
                equation.rule != "in-force-too-small" || holds(reading, equation) || !*expires
            })
            .collect();
        let is_open = statements.iter().any(|statement| !statement.agrees)
            || bound.iter().any(|(_, equation)| !holds(reading, equation));
        let mut model = Self { is_open, ..Self::default() };
        if !is_open {
            return model;
        }
        for (index, equation) in bound {
            // What may be more and has a blank says nothing.
            if equation.at_least && equation.cells().any(|cell| !is_read(cell)) {
                continue;
            }
            let parts = equation.parts.iter().map(|&cell| (cell, 1));
            let terms = parts.chain(equation.wholes.iter().map(|&cell| (cell, -1)));
            let terms = terms.map(|(cell, by)| (model.cell(context, cell), by)).collect();
            model.constraints.push(Constraint { terms, constant: 0, at_least: equation.at_least });
            model.equations.push(Some(index));
        }
        for statement in statements {
            if !statement.terms.iter().all(|&(cell, _)| is_read(cell)) {
                continue;
            }
            let weight = if statement.agrees { REPEATED } else { Variable::WEIGHT };
            let written = Variable { weight: Some(weight), ..Variable::count(statement.count) };
            let mut terms: Vec<(usize, i64)> =
                statement.terms.iter().map(|&(cell, by)| (model.cell(context, cell), by)).collect();
            terms.push((model.places.len(), -1));
            model.places.push(Place::Statement(statement.span));
            model.also.extend(statement.also.iter().map(|&also| (statement.span, also)));
            model.variables.push(written);
            model.plain.push(if statement.agrees { Variable::blank() } else { written });
            model.constraints.push(Constraint { terms, constant: 0, at_least: false });
            model.equations.push(None);
        }
        model.place_grids(reading);
        model
    }

    /// What is known of each part that does not hold or has blanks. What only doubt in the reading or repetition in
    /// the text speaks for comes first, but not alone.
    pub(super) fn parts(&self) -> Vec<Part> {
        /// A part that hangs together otherwise without weak evidence.
        const UNKNOWN: Verdict = Verdict::GaveUp(Searched { weight: 0, sets: 0 });
        let system = |variables| System { variables, constraints: &self.constraints, grids: &self.grids };
        let plain = locate(&system(self.plain.as_slice()), Limits::default());
        if self.plain == self.variables || self.is_beyond_evidence(&plain) {
            return plain;
        }
        let parts = locate(&system(self.variables.as_slice()), Limits::default());
        let same = |part: &Part| plain.iter().find(|other| other.constraints == part.constraints);
        parts
            .into_iter()
            .map(|part| {
                let plain = same(&part).map_or(&UNKNOWN, |other| &other.verdict);
                Part { verdict: self.weigh(part.verdict, plain), ..part }
            })
            .collect()
    }

    /// Whether weak evidence would change nothing about what was found without: nothing of the one broken part is in doubt,
    /// and no repair touches what the text repeats, so that each agrees with it and none of the others weighs less.
    fn is_beyond_evidence(&self, plain: &[Part]) -> bool {
        let mut broken = plain.iter().filter(|part| !matches!(part.verdict, Verdict::Consistent(_)));
        let Some(part) = broken.next() else { return true };
        let repairs = match &part.verdict {
            Verdict::Unique { repair, others: 0 } => std::slice::from_ref(repair),
            Verdict::Ambiguous { repairs, more: false } => repairs.as_slice(),
            _ => return false,
        };
        let is_repeated = |variable: usize| {
            self.statements().any(|constraint| {
                let own = constraint.terms.last().and_then(|&(own, _)| self.plain.get(own));
                own.is_some_and(|own| own.value.is_none())
                    && constraint.terms.iter().any(|&(cell, _)| cell == variable)
            })
        };
        let is_doubtful = |variable: usize| {
            let (known, plain) = (self.variables.get(variable), self.plain.get(variable));
            self.cell_of(variable).is_some() && known != plain
        };
        let terms = part.constraints.iter().filter_map(|&index| self.constraints.get(index));
        broken.next().is_none()
            && !terms.flat_map(|constraint| &constraint.terms).any(|&(variable, _)| is_doubtful(variable))
            && !repairs.iter().flat_map(|repair| &repair.changes).any(|change| is_repeated(change.variable))
    }

    /// A verdict after weak evidence beside the one without.
    fn weigh(&self, verdict: Verdict, plain: &Verdict) -> Verdict {
        let (mut repairs, mut more) = match verdict {
            Verdict::Unique { repair, others } => match plain {
                Verdict::Unique { repair: plain, .. } if self.cells(plain) == self.cells(&repair) => {
                    return Verdict::Unique { repair, others };
                }
                _ => (vec![repair], false),
            },
            Verdict::Ambiguous { repairs, more } => (repairs, more),
            Verdict::Consistent(_) | Verdict::GaveUp(_) => return verdict,
        };
        let others = match plain {
            Verdict::Unique { repair, .. } => std::slice::from_ref(repair),
            Verdict::Ambiguous { repairs, more: and_more } => {
                more |= and_more;
                repairs.as_slice()
            }
            Verdict::Consistent(_) | Verdict::GaveUp(_) => {
                more = true;
                &[]
            }
        };
        for other in others {
            if !repairs.iter().any(|repair| self.cells(repair) == self.cells(other)) {
                repairs.push(self.completed(other.clone()));
            }
        }
        Verdict::Ambiguous { repairs, more }
    }

    /// The cells that a repair changes, with what they are to be.
    fn cells(&self, repair: &Repair) -> Vec<(Cell, Option<i64>)> {
        let cell = |change: &Change| Some((self.cell_of(change.variable)?, change.to));
        repair.changes.iter().filter_map(cell).collect()
    }

    /// A repair with what the text must say after it.
    fn completed(&self, mut repair: Repair) -> Repair {
        let changed = repair.changes.clone();
        let to = |variable: usize| match changed.iter().find(|change| change.variable == variable) {
            Some(change) => change.to,
            None => self.variables.get(variable)?.value,
        };
        for constraint in self.statements() {
            let Some((&(statement, _), cells)) = constraint.terms.split_last() else { continue };
            let says = cells.iter().map(|&(cell, by)| Some(by * to(cell)?)).sum::<Option<i64>>();
            if says.is_some() && says != to(statement) {
                repair.changes.push(Change { variable: statement, to: says, slip: None, moved: false });
            }
        }
        repair
    }

    fn variable(&self, cell: Cell) -> Option<usize> {
        let at = self.variable_of.binary_search_by_key(&cell.key(), |&(known, _)| known).ok()?;
        self.variable_of.get(at).map(|&(_, variable)| variable)
    }

    /// The variable of a cell, which is made when first asked for.
    fn cell(&mut self, context: &Context<'_, '_>, cell: Cell) -> usize {
        if let Some(known) = self.variable(cell) {
            return known;
        }
        let reading = context.reading;
        let value = reading.value(cell);
        let weight = match value {
            Some(value) if context.known.contains(&(cell, value)) => None,
            _ if is_doubtful(reading, cell) => Some(DOUBTFUL),
            _ => Some(Variable::WEIGHT),
        };
        let may_be_negative =
            reading.form.place(cell).is_some_and(|(.., column)| column.quantity == Quantity::Change);
        let at = self.variable_of.partition_point(|&(known, _)| known < cell.key());
        self.variable_of.insert(at, (cell.key(), self.places.len()));
        self.places.push(Place::Cell(cell));
        let variable = Variable {
            value: value.and_then(Number::as_whole),
            least: (!may_be_negative).then_some(0),
            weight,
        };
        self.variables.push(variable);
        self.plain.push(Variable { weight: weight.map(|_| Variable::WEIGHT), ..variable });
        self.places.len() - 1
    }

    /// The figures where they stand: 表三 row by row, 表四 in its one row.
    fn place_grids(&mut self, reading: &Reading) {
        for (index, table) in (0_u8..).zip(&reading.form.tables) {
            let group = |row: &Row| table.rows.iter().position(|first| first.group() == row.group());
            let variables = |row: u8| -> Option<Vec<usize>> {
                let cells = table.cells(index).filter(|cell| cell.row == row);
                cells.map(|cell| self.variable(cell)).collect()
            };
            let mut rows: Vec<(Vec<usize>, usize)> = (0_u8..)
                .zip(table.rows)
                .filter_map(|(row, official)| Some((variables(row)?, group(official)?)))
                .collect();
            if table.shape == Shape::Strip {
                rows = vec![(rows.into_iter().flat_map(|(row, _)| row).collect(), 0)];
            }
            rows.retain(|(row, _)| row.len() > 2);
            let (rows, groups) = rows.into_iter().unzip();
            self.grids.push(Grid { rows, groups });
        }
    }

    /// Whether an equation of the form does not hold, as far as it has numbers.
    pub(super) fn is_broken(&self, equation: usize) -> bool {
        let index = self.equations.iter().position(|known| *known == Some(equation));
        let constraint = index.and_then(|index| self.constraints.get(index));
        constraint.is_some_and(|constraint| !constraint.holds(&self.variables))
    }

    /// The cell that a variable is.
    pub(super) fn cell_of(&self, variable: usize) -> Option<Cell> {
        match self.places.get(variable)? {
            Place::Cell(cell) => Some(*cell),
            Place::Statement(_) => None,
        }
    }

    /// The statement of the text that a variable is.
    pub(super) fn statement_of(&self, variable: usize) -> Option<Span> {
        match self.places.get(variable)? {
            Place::Statement(span) => Some(*span),
            Place::Cell(_) => None,
        }
    }

    /// What the text says, each with its own figure as the last term.
    fn statements(&self) -> impl Iterator<Item = &Constraint> {
        let constraints = self.constraints.iter().zip(&self.equations);
        constraints.filter(|(_, equation)| equation.is_none()).map(|(constraint, _)| constraint)
    }

    /// Whether a change is that of a statement which repeats a cell that changes.
    pub(super) fn repeats(&self, statement: &Change, cell: &Change) -> bool {
        self.statement_of(statement.variable).is_some()
            && statement.variable != cell.variable
            && self.statements().any(|constraint| {
                let has = |variable: usize| constraint.terms.iter().any(|term| term.0 == variable);
                has(statement.variable) && has(cell.variable)
            })
    }

    pub(super) fn remedy(&self, changes: &[Change], together: Option<Together>) -> Remedy {
        let is_moved = |change: &Change| together.is_some() && change.moved;
        let (moved, alone): (Vec<&Change>, Vec<&Change>) =
            changes.iter().partition(|change| is_moved(change));
        let mut remedy = Remedy { together, ..Remedy::default() };
        for change in moved.into_iter().chain(alone) {
            match (self.places.get(change.variable), change.to) {
                (Some(&Place::Cell(cell)), to) => {
                    remedy.cells.push((cell, to));
                    remedy.moved += usize::from(is_moved(change));
                    remedy.slip = change.slip.map(|slip| CellSlip { slip, copied: self.copied(slip) });
                }
                (Some(&Place::Statement(span)), Some(to)) => {
                    let also = self.also.iter().filter(|(first, _)| *first == span).map(|(_, also)| *also);
                    remedy.statements.extend(std::iter::once(span).chain(also).map(|span| (span, to)));
                }
                _ => {}
            }
        }
        if remedy.cells.len() > 1 {
            remedy.slip = None;
        }
        remedy.witnesses = self.witnesses(changes);
        remedy
    }

    /// The statements that contradict cells which change, and do not change themselves.
    fn witnesses(&self, changes: &[Change]) -> Vec<Span> {
        let is_changed = |variable: usize| changes.iter().any(|change| change.variable == variable);
        let contradicting = self.statements().filter(|constraint| !constraint.holds(&self.variables));
        let witness = |constraint: &Constraint| {
            let (&(statement, _), cells) = constraint.terms.split_last()?;
            let speaks = !is_changed(statement) && cells.iter().any(|&(cell, _)| is_changed(cell));
            self.statement_of(statement).filter(|_| speaks)
        };
        contradicting.filter_map(witness).collect()
    }

    fn copied(&self, slip: Slip) -> Option<Cell> {
        match slip {
            Slip::Copied(from) => self.cell_of(from),
            _ => None,
        }
    }
}

/// Whether an equation holds as it is written; one with a blank does not.
fn holds(reading: &Reading, equation: &Equation) -> bool {
    equation.holds(|cell| reading.value(cell)?.as_whole()).unwrap_or(equation.at_least)
}

/// Whether a cell was not written as the form wants it, or stands in a row that was hard to read.
fn is_doubtful(reading: &Reading, cell: Cell) -> bool {
    let Some(table) = reading.tables.get(usize::from(cell.table)) else { return false };
    let Some(row) = table.rows.get(usize::from(cell.row)) else { return false };
    let is_plain = |mark: &CellReading| !matches!(mark.entry, Entry::Number { plain: false, .. });
    let is_altered = row
        .label
        .is_some_and(|label| table.alterations.iter().any(|alteration| label.contains(alteration.span)));
    !row.surplus.is_empty() || is_altered || !reading.cell(cell).is_none_or(is_plain)
}
