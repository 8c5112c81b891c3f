//! The tables of the form as they are printed, for a page that draws them.

use serde::Serialize;

use crate::form::{self, Equation, Form, SECTIONS};
use crate::render::grid::{Grid, Kind, Printed};
use crate::report::Report;

/// A table of the form, as it is printed.
#[derive(Debug, Serialize)]
pub struct FormTable {
    /// Its id.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The heading that it stands under.
    pub title: String,
    /// Widths of the columns of labels in thousandths of the table's; the others share the rest evenly.
    pub labels: &'static [u32],
    /// Its cells, each in the row where it begins.
    pub rows: Vec<Vec<FormCell>>,
    /// What its numbers must keep to.
    pub relations: Vec<FormRelation>,
}

/// A printed cell of the form.
#[derive(Debug, Serialize)]
pub struct FormCell {
    /// What is printed there; of a number, what it is called.
    pub text: String,
    /// `head`, `group`, `label` or `number`.
    pub kind: &'static str,
    /// Id of the cell that a number is of.
    pub cell: Option<String>,
    /// How many rows it covers.
    pub rowspan: u32,
    /// How many columns it covers.
    pub colspan: u32,
}

/// A relation of the form: what parts and wholes add up to is the same.
#[derive(Debug, Serialize)]
pub struct FormRelation {
    /// Id of the rule that reports a breach.
    pub rule: &'static str,
    /// Ids of the terms of one side.
    pub parts: Vec<String>,
    /// Ids of the terms of the other side.
    pub wholes: Vec<String>,
    /// Whether the parts may also be more.
    pub at_least: bool,
}

/// The tables of a form.
pub fn form_tables(form: &'static Form) -> Vec<FormTable> {
    let blank = Report::blank(form);
    (0_u8..)
        .zip(&form.tables)
        .map(|(index, table)| {
            let grid = Grid::new(&blank, index, table);
            let cell = |printed: &Printed| {
                let (kind, cell) = match printed.kind {
                    Kind::Head => ("head", None),
                    Kind::Group => ("group", None),
                    Kind::Label(_) => ("label", None),
                    Kind::Number(cell) | Kind::Open(cell) => ("number", Some(cell)),
                };
                FormCell {
                    text: cell.map_or_else(|| printed.text.to_string(), |cell| form.cell_name(cell)),
                    kind,
                    cell: cell.map(|cell| form.cell_id(cell)),
                    rowspan: printed.rows as u32,
                    colspan: printed.columns as u32,
                }
            };
            let own = |equation: &&Equation| equation.cells().next().is_some_and(|cell| cell.table == index);
            let ids = |cells: &[form::Cell]| cells.iter().map(|&cell| form.cell_id(cell)).collect();
            let relation = |equation: &Equation| FormRelation {
                rule: equation.rule,
                parts: ids(&equation.parts),
                wholes: ids(&equation.wholes),
                at_least: equation.at_least,
            };
            FormTable {
                id: table.id,
                name: table.name,
                title: SECTIONS.get(table.section).map_or_else(String::new, form::Section::line),
                labels: grid.label_widths,
                rows: grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
                relations: form.equations().iter().filter(own).map(relation).collect(),
            }
        })
        .collect()
}
