//! Which cells are wrong where relations do not hold: the system of a draft's tables and of what the text says
//! about them, handed to [`locate`](crate::locate), and what comes back in terms of cells.
//!
//! What is doubtful in the reading is suspected first, and what the text repeats is trusted more, but neither decides
//! alone; what the text says against a table does. A cell that somebody has confirmed is not suspected at all. A
//! relation with a cell that was not read binds nothing.

mod model;

use crate::form::{Cell, Equation, Quantity};
use crate::locate::{Change, Part, Repair, Slip, Together, Verdict};
use crate::number::Number;
use crate::order::sort_by_key;
use crate::reading::narrative::Mention;
use crate::source::Span;

use super::Context;
use model::Model;

/// The most wrong figures at once of which each is likely what happened, where no slip has moved any
/// (benches/README.md).
const MOST_SURE: usize = 3;
/// The most slips at once of one remedy among several.
const MOST_WEIGHED: usize = 2;

/// One cause of relations that do not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cause {
    /// The relation that it is reported for, by index of the form's equations.
    pub lead: usize,
    /// All relations that it breaks, likewise.
    pub breaks: Vec<usize>,
    /// What may be wrong, likeliest first: one, if that is known.
    pub remedies: Vec<Remedy>,
    /// Whether there are more than these.
    pub more: bool,
    /// How many others would do as well but look like no slip, where one is known.
    pub others: usize,
    /// Whether it is one of few: where much is wrong, the least that could be is not always what is.
    pub is_sure: bool,
}

impl Cause {
    /// The one cell that is wrong, where it is known with what it must be.
    fn single(&self) -> Option<Cell> {
        let [remedy] = self.remedies.as_slice() else { return None };
        let [(cell, Some(_))] = *remedy.cells.as_slice() else { return None };
        (!self.more).then_some(cell)
    }

    /// Whether it is a count below 0, and nothing else: that is wrong for itself, and reported so.
    pub fn is_below_zero(&self, context: &Context<'_, '_>) -> bool {
        self.single().is_some_and(|cell| {
            let place = context.reading.form.place(cell);
            place.is_some_and(|(.., column)| column.quantity != Quantity::Change)
                && context.reading.value(cell).is_some_and(Number::is_negative)
        })
    }
}

/// Figures to change together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Remedy {
    /// The cells with what they must be, unless that is open; those that went wrong together first.
    pub cells: Vec<(Cell, Option<i64>)>,
    /// How many went wrong together.
    pub moved: usize,
    /// Statements that repeat a wrong cell, with what they must say.
    pub statements: Vec<(Span, i64)>,
    /// Statements that contradict a cell as it is and agree with it then.
    pub witnesses: Vec<Span>,
    /// How a single cell went wrong.
    pub slip: Option<CellSlip>,
    /// How the cells went wrong together.
    pub together: Option<Together>,
}

impl Remedy {
    /// How many slips it takes.
    fn slips(&self) -> usize {
        self.cells.len() - self.moved + usize::from(self.together.is_some())
    }
}

/// A slip of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellSlip {
    pub slip: Slip,
    /// The cell that was typed again.
    pub copied: Option<Cell>,
}

/// What is known of a relation that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing is wrong with it, or only blanks are.
    Open,
    /// It is explained by a cause.
    Explained,
    /// The search gave up.
    GaveUp,
}

/// Which cells the relations that do not hold point at.
#[derive(Clone, Debug, Default)]
pub struct Located {
    /// Causes, in the form's order.
    causes: Vec<Cause>,
    /// What each cell of a likeliest repair is to be.
    repaired: Vec<(Cell, i64)>,
    /// Blanks that the relations decide.
    filled: Vec<(Cell, Number)>,
    /// Statements of the text that are wrong themselves, and look like a slip.
    slips: Vec<Span>,
    /// Relations, by index of the form's equations, in parts on which the search gave up or that have a cause.
    standing: Vec<(usize, Standing)>,
}

impl Located {
    /// Builds the system of a draft and solves it. Linear where everything holds.
    pub(super) fn new(context: &Context<'_, '_>) -> Self {
        let model = Model::new(context);
        if !model.is_open {
            return Self::default();
        }
        let mut located = Self::default();
        for part in model.parts() {
            located.add(&model, &part, context.reading.form.equations());
        }
        sort_by_key(&mut located.causes, |cause| cause.lead);
        located
    }

    /// The blanks that the relations decide, with their values.
    pub fn filled(&self) -> &[(Cell, Number)] {
        &self.filled
    }

    /// The value of a blank that the relations decide.
    pub(super) fn blank(&self, cell: Cell) -> Option<Number> {
        self.filled.iter().find(|(filled, _)| *filled == cell).map(|&(_, value)| value)
    }

    /// What a cell is to be: its own number where nothing else is known.
    pub(super) fn value(&self, context: &Context<'_, '_>, cell: Cell) -> Option<i64> {
        let repaired = self.repaired.iter().find(|(repaired, _)| *repaired == cell);
        match repaired {
            Some(&(_, value)) => Some(value),
            None => context.reading.value(cell)?.as_whole(),
        }
    }

    /// Whether a blank that the relations leave open may mean that nothing happened: it counts what happened in the year,
    /// and the relations hold when it and the other blanks are 0.
    pub(super) fn may_be_zero(&self, context: &Context<'_, '_>, cell: Cell) -> bool {
        /// Columns that count what there is, not what happened.
        const STOCKS: [&str; 3] = ["in_force", "published_total", "items_last_year"];
        let reading = context.reading;
        if reading.form.place(cell).is_some_and(|(.., column)| STOCKS.contains(&column.id)) {
            return false;
        }
        let value = |cell: Cell| {
            if reading.is_blank(cell) {
                self.blank(cell).map_or(Some(0), Number::as_whole)
            } else {
                self.value(context, cell)
            }
        };
        let mut bound =
            reading.form.equations().iter().filter(|equation| equation.cells().any(|other| other == cell));
        bound.all(|equation| equation.holds(value) != Some(false))
    }

    /// Whether a statement of the text contradicts tables that agree with each other, and looks like a slip.
    pub(super) fn is_slip(&self, mention: &Mention) -> bool {
        self.slips.contains(&mention.span)
    }

    /// The causes that lead with a relation.
    pub(super) fn causes(&self, equation: usize) -> impl Iterator<Item = &Cause> {
        self.causes.iter().filter(move |cause| cause.lead == equation)
    }

    /// The cause that is nothing but a cell below 0.
    pub(super) fn cause_below_zero(&self, context: &Context<'_, '_>, cell: Cell) -> Option<&Cause> {
        let is_it = |cause: &&Cause| cause.single() == Some(cell) && cause.is_below_zero(context);
        self.causes.iter().find(is_it)
    }

    /// What is known of a relation.
    pub(super) fn standing(&self, equation: usize) -> Standing {
        let known = self.standing.iter().find(|(index, _)| *index == equation);
        known.map_or(Standing::Open, |&(_, standing)| standing)
    }

    fn add(&mut self, model: &Model, part: &Part, equations: &[Equation]) {
        let own: Vec<usize> =
            part.constraints.iter().filter_map(|&index| *model.equations.get(index)?).collect();
        let standing = match &part.verdict {
            Verdict::Consistent(filled) => {
                self.fill(model, filled);
                return;
            }
            Verdict::Unique { repair, others } => {
                self.fill(model, &repair.filled);
                self.explain(model, &own, equations, std::slice::from_ref(repair), (*others, false));
                Standing::Explained
            }
            Verdict::Ambiguous { repairs, more } => {
                let mut fills = repairs.iter().map(|repair| repair.filled.clone());
                let mut common = fills.next().unwrap_or_default();
                fills.for_each(|fill| common.retain(|filled| fill.contains(filled)));
                self.fill(model, &common);
                self.explain(model, &own, equations, repairs, (0, *more));
                Standing::Explained
            }
            Verdict::GaveUp(_) => Standing::GaveUp,
        };
        self.standing.extend(own.into_iter().map(|index| (index, standing)));
    }

    fn fill(&mut self, model: &Model, filled: &[(usize, i64)]) {
        let cell = |&(variable, value): &(usize, i64)| Some((model.cell_of(variable)?, Number::whole(value)));
        self.filled.extend(filled.iter().filter_map(cell));
    }

    /// The causes that a part's repairs amount to: what they have in common, cell by cell, and the choice that is
    /// left.
    fn explain(
        &mut self,
        model: &Model,
        own: &[usize],
        equations: &[Equation],
        repairs: &[Repair],
        (others, mut more): (usize, bool),
    ) {
        let Some(first) = repairs.first() else { return };
        let from = self.causes.len();
        if repairs.len() == 1 {
            let slips = first.changes.iter().filter(|change| change.slip.is_some_and(Slip::is_telling));
            self.slips.extend(slips.filter_map(|change| model.statement_of(change.variable)));
        }
        let is_cell = |change: &&Change| model.cell_of(change.variable).is_some();
        let alone = first.changes.iter().filter(is_cell).filter(|change| !change.moved).count();
        let is_sure = if first.together.is_some() { alone == 0 } else { alone <= MOST_SURE };
        let broken = |cells: &[(Cell, Option<i64>)]| -> Vec<usize> {
            let touches = |index: &&usize| {
                equations.get(**index).is_some_and(|equation| {
                    model.is_broken(**index) && equation.cells().any(|cell| cells.iter().any(|c| c.0 == cell))
                })
            };
            own.iter().filter(touches).copied().collect()
        };
        let mut explained: Vec<usize> = Vec::new();
        let mut single = |remedy: Remedy, causes: &mut Vec<Cause>| {
            let breaks = broken(&remedy.cells);
            let Some(lead) = remedy.cells.first().and_then(|(cell, _)| lead(&breaks, equations, *cell))
            else {
                return;
            };
            explained.extend(&breaks);
            causes.push(Cause { lead, breaks, remedies: vec![remedy], more: false, others, is_sure });
        };
        let common = common(repairs);
        let moved: Vec<Change> = common.iter().filter(|change| change.moved).copied().collect();
        if !moved.is_empty() {
            single(model.remedy(&moved, first.together), &mut self.causes);
        }
        for change in common.iter().filter(|change| !change.moved) {
            let mut changes = vec![*change];
            changes.extend(common.iter().filter(|other| model.repeats(other, change)));
            single(model.remedy(&changes, None), &mut self.causes);
        }
        let mut remedies: Vec<Remedy> = repairs
            .iter()
            .map(|repair| {
                let rest = repair.changes.iter().filter(|change| !common.contains(change));
                let rest: Vec<Change> = rest.copied().collect();
                model.remedy(&rest, repair.together.filter(|_| rest.iter().any(|change| change.moved)))
            })
            .filter(|remedy| !remedy.cells.is_empty())
            .collect();
        // Fewer figures are more likely wrong than more, unless one slip has moved them.
        sort_by_key(&mut remedies, |remedy| if remedy.together.is_some() { 1 } else { remedy.cells.len() });
        let cells: Vec<_> = remedies.iter().flat_map(|remedy| remedy.cells.clone()).collect();
        // Nobody can weigh whole sets of figures against each other.
        if let [_, _, ..] = remedies.as_slice() {
            let all = remedies.len();
            remedies.retain(|remedy| remedy.slips() <= MOST_WEIGHED);
            more |= remedies.len() < all;
        }
        let mut breaks = broken(&cells);
        breaks.retain(|index| !explained.contains(index));
        if remedies.is_empty() {
            self.standing.extend(breaks.iter().map(|&index| (index, Standing::GaveUp)));
        } else if let Some(&lead) = breaks.first() {
            self.causes.push(Cause { lead, breaks, remedies, more, others: 0, is_sure });
        }
        let likeliest = self.causes.get(from..).unwrap_or_default().iter().filter_map(|c| c.remedies.first());
        let cells = likeliest.flat_map(|remedy| &remedy.cells);
        self.repaired.extend(cells.filter_map(|&(cell, to)| Some((cell, to?))));
    }
}

/// The changes that all repairs have in common. A move is common as a whole or not at all, and a value that is open
/// explains nothing by itself.
fn common(repairs: &[Repair]) -> Vec<Change> {
    let moved = |repair: &Repair| -> Vec<Change> {
        repair.changes.iter().filter(|change| change.moved).copied().collect()
    };
    let Some(first) = repairs.first() else { return Vec::new() };
    let moved_alike = repairs.iter().all(|repair| moved(repair) == moved(first))
        && moved(first).iter().all(|change| change.to.is_some());
    let is_common = |change: &&Change| {
        change.to.is_some()
            && (!change.moved || moved_alike)
            && repairs.iter().all(|repair| repair.changes.contains(change))
    };
    first.changes.iter().filter(is_common).copied().collect()
}

/// The relation that a wrong cell is reported for: the one whose total it is, else the one that a person would add
/// up first.
fn lead(breaks: &[usize], equations: &[Equation], cell: Cell) -> Option<usize> {
    const AS_TOTAL: [&str; 3] = ["total-row", "total-column", "balance"];
    const AS_PART: [&str; 3] = ["balance", "total-row", "total-column"];
    let rank = |&index: &usize| {
        let equation = equations.get(index)?;
        let is_total = equation.wholes.contains(&cell);
        let order = if is_total { AS_TOTAL } else { AS_PART };
        let rank = order.iter().position(|rule| *rule == equation.rule).unwrap_or(order.len());
        // The balance says nothing of how its two totals came about.
        Some((!is_total || equation.wholes.len() > 1, rank, index))
    };
    breaks.iter().filter_map(rank).min().map(|(.., index)| index)
}
