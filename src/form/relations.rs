//! 勾稽关系: the sums that the form's cells must keep, one row of data each.
//!
//! A [`Relation`] is written with the form's own ids; [`resolve`] turns the rows into [`Equation`]s over cells.
//! The sums are hard: they follow from the form itself (表三's corner cell states the balance; a 总计 is the sum of
//! what it totals). Those of 表二 follow from what its columns count; a text can explain why one does not hold.

use super::{Cell, Form, Table};

/// One relation of the form.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// Id of the rule that reports a breach.
    pub rule: &'static str,
    /// The cells it binds.
    pub sum: Sum,
}

/// Which cells a relation binds.
#[derive(Clone, Copy, Debug)]
pub enum Sum {
    /// The last cell of a row is the sum of the others: table and row.
    Row(&'static str, &'static str),
    /// 表三: a column's 办理结果总计 is the sum of the outcomes above it.
    Outcomes(&'static str),
    /// 表三: 一 plus 二 is 三（七）plus 四, for a column.
    Balance(&'static str),
    /// 表二: some columns of a row together are at least another, or at least 0.
    Cover(&'static str, &'static [&'static str], Option<&'static str>),
}

impl Relation {
    pub(super) const fn row(row: &'static str) -> Self {
        Self { rule: "total-row", sum: Sum::Row("t3", row) }
    }

    pub(super) const fn outcomes(column: &'static str) -> Self {
        Self { rule: "total-column", sum: Sum::Outcomes(column) }
    }

    pub(super) const fn balance(column: &'static str) -> Self {
        Self { rule: "balance", sum: Sum::Balance(column) }
    }

    pub(super) const fn cover(
        rule: &'static str,
        row: &'static str,
        parts: &'static [&'static str],
        least: Option<&'static str>,
    ) -> Self {
        Self { rule, sum: Sum::Cover(row, parts, least) }
    }

    pub(super) const fn block(block: &'static str) -> Self {
        Self { rule: "total-review", sum: Sum::Row("t4", block) }
    }
}

/// The relations that both editions have, one row each.
pub(super) const SHARED: &[Relation] = &[
    Relation::row("new"),
    Relation::row("carried_in"),
    Relation::row("granted"),
    Relation::row("partial"),
    Relation::row("denied.state_secret"),
    Relation::row("denied.law"),
    Relation::row("denied.safety"),
    Relation::row("denied.third_party"),
    Relation::row("denied.internal"),
    Relation::row("denied.process"),
    Relation::row("denied.enforcement"),
    Relation::row("denied.inquiry"),
    Relation::row("unable.not_held"),
    Relation::row("unable.needs_creation"),
    Relation::row("unable.unclear"),
    Relation::row("rejected.petition"),
    Relation::row("rejected.repeated"),
    Relation::row("rejected.publication"),
    Relation::row("rejected.excessive"),
    Relation::row("rejected.reissue"),
    Relation::row("handled"),
    Relation::row("carried_out"),
    Relation::outcomes("natural"),
    Relation::outcomes("business"),
    Relation::outcomes("research"),
    Relation::outcomes("welfare"),
    Relation::outcomes("legal"),
    Relation::outcomes("other"),
    Relation::outcomes("total"),
    Relation::balance("natural"),
    Relation::balance("business"),
    Relation::balance("research"),
    Relation::balance("welfare"),
    Relation::balance("legal"),
    Relation::balance("other"),
    Relation::balance("total"),
    Relation::block("review"),
    Relation::block("direct"),
    Relation::block("after_review"),
];

/// A relation over cells: the parts add up to the wholes, or to no less.
#[derive(Clone, Debug)]
pub struct Equation {
    /// Id of the rule that reports a breach.
    pub rule: &'static str,
    /// The terms of one side.
    pub parts: Vec<Cell>,
    /// The terms of the other side: one total, or 三（七） and 四.
    pub wholes: Vec<Cell>,
    /// Whether the parts may also be more.
    pub at_least: bool,
}

impl Equation {
    /// All its cells.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.parts.iter().chain(&self.wholes).copied()
    }

    /// Whether it holds for these values; `None` where a cell has none or they are too large.
    pub fn holds(&self, value: impl Fn(Cell) -> Option<i64>) -> Option<bool> {
        let sum = |cells: &[Cell]| cells.iter().try_fold(0, |sum: i64, &cell| sum.checked_add(value(cell)?));
        let (parts, wholes) = (sum(&self.parts)?, sum(&self.wholes)?);
        Some(parts == wholes || self.at_least && parts > wholes)
    }
}

/// The rows of 表三 that are no outcome of an application.
pub(super) const NOT_OUTCOMES: [&str; 4] = ["new", "carried_in", "handled", "carried_out"];

/// The equations of a form. A relation that names a cell the form does not have yields none; a test holds that
/// there is no such relation.
pub(super) fn resolve(form: &Form) -> Vec<Equation> {
    form.relations.iter().filter_map(|relation| equation(form, relation)).collect()
}

fn equation(form: &Form, relation: &Relation) -> Option<Equation> {
    let at_least = matches!(relation.sum, Sum::Cover(..));
    let (parts, wholes) = match relation.sum {
        Sum::Row(table, row) => {
            let (index, table) = table_of(form, table)?;
            let mut parts: Vec<_> =
                table.cells(index).filter(|cell| row_id(table, *cell) == Some(row)).collect();
            let whole = parts.pop()?;
            (parts, vec![whole])
        }
        Sum::Cover(row, parts, least) => {
            let cell = |column: &&str| form.cell(&format!("t2.{row}.{column}"));
            (parts.iter().map(cell).collect::<Option<_>>()?, least.iter().map(cell).collect::<Option<_>>()?)
        }
        Sum::Outcomes(column) => {
            let cells = |wanted: fn(&str) -> bool| cells_of(form, column, wanted);
            (cells(|row| !NOT_OUTCOMES.contains(&row))?, cells(|row| row == "handled")?)
        }
        Sum::Balance(column) => {
            let cells = |wanted: fn(&str) -> bool| cells_of(form, column, wanted);
            (
                cells(|row| row == "new" || row == "carried_in")?,
                cells(|row| row == "handled" || row == "carried_out")?,
            )
        }
    };
    Some(Equation { rule: relation.rule, parts, wholes, at_least })
}

fn table_of<'f>(form: &'f Form, id: &str) -> Option<(u8, &'f Table)> {
    (0_u8..).zip(&form.tables).find(|(_, table)| table.id == id)
}

fn row_id(table: &Table, cell: Cell) -> Option<&'static str> {
    table.rows.get(usize::from(cell.row)).map(|row| row.id)
}

/// The cells of a column of 表三 in the rows that are wanted; `None` if there are none.
fn cells_of(form: &Form, column: &str, wanted: fn(&str) -> bool) -> Option<Vec<Cell>> {
    let (index, table) = table_of(form, "t3")?;
    let cells: Vec<_> = table
        .cells(index)
        .filter(|&cell| form.place(cell).is_some_and(|(_, row, col)| col.id == column && wanted(row.id)))
        .collect();
    (!cells.is_empty()).then_some(cells)
}
