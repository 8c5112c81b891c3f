//! A report as values: title, prose by section, a value for every cell, signature. No places in a draft: this is
//! what rendering needs and nothing else.

use crate::form::{Cell, Edition, Form, SECTIONS_LEN};

/// The marker of a day of signature that is still to be filled in.
pub const OPEN_DATE: &str = "〔请填写：日期〕";

/// The marker of a name that is still to be filled in.
pub const OPEN_ORGANISATION: &str = "〔请填写：机关全称〕";

/// What a cell of a report holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing yet: only the clerk can know.
    #[default]
    Open,
    /// A number, written as the form wants it.
    Number(String),
}

/// A section of a report.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Section {
    /// Paragraphs before the section's table, or all of them where it has none.
    pub before: Vec<String>,
    /// Paragraphs after the table.
    pub after: Vec<String>,
}

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// The form it is on.
    pub form: &'static Form,
    /// The lines of the title.
    pub title: Vec<String>,
    /// The paragraphs between title and first section.
    pub preamble: Vec<String>,
    /// The sections, in the form's order.
    pub sections: [Section; SECTIONS_LEN],
    /// Values by cell, in the form's order.
    values: Vec<Value>,
    /// Organisation and date, a line each.
    pub signature: Vec<String>,
    /// What fits no section, kept for the clerk to deal with.
    pub kept: Vec<String>,
}

impl Report {
    /// A report on a blank form.
    pub fn blank(form: &'static Form) -> Self {
        Self {
            form,
            title: Vec::new(),
            preamble: Vec::new(),
            sections: Default::default(),
            values: vec![Value::Open; form.cells().count()],
            signature: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// The blank form of a year for an organisation, all but the title still to be filled in; `None` for a year before
    /// there was a form.
    pub fn for_year(year: u16, organisation: &str) -> Option<Self> {
        let form = Edition::for_year(year)?.form();
        // A name is one line, whatever was typed.
        let name: String = organisation.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let organisation = if name.is_empty() { OPEN_ORGANISATION } else { &name };
        Some(Self {
            title: vec![format!("{organisation}{year}年政府信息公开工作年度报告")],
            signature: vec![organisation.to_owned(), OPEN_DATE.to_owned()],
            ..Self::blank(form)
        })
    }

    /// The value of a cell; [`Value::Open`] for a cell of another form.
    pub fn value(&self, cell: Cell) -> &Value {
        self.index(cell).and_then(|index| self.values.get(index)).unwrap_or(&Value::Open)
    }

    /// Sets the value of a cell of the form.
    pub fn set(&mut self, cell: Cell, value: Value) {
        if let Some(slot) = self.index(cell).and_then(|index| self.values.get_mut(index)) {
            *slot = value;
        }
    }

    fn index(&self, cell: Cell) -> Option<usize> {
        self.form.cells().position(|other| other == cell)
    }
}
