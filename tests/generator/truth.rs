//! What is true of a report: the numbers of its tables, as they can really be.

use nianbao::form::{Cell, Edition, Form, Quantity};

use super::bodies::{Body, Kind};
use super::{Rng, Size, UNIT};

/// What was charged for the processing of applications, in 元.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fee {
    /// How many notices were sent.
    pub notices: i64,
    /// What they asked for.
    pub billed: i64,
    /// What was paid.
    pub paid: i64,
}

/// What is true of a report.
#[derive(Clone, Debug)]
pub struct Truth {
    pub form: &'static Form,
    pub year: u16,
    pub size: Size,
    pub body: Body,
    pub fee: Fee,
    /// Every cell in printed order with its number, in ten-thousandths.
    pub cells: Vec<(Cell, i64)>,
}

impl Truth {
    /// A report in which everything balances.
    pub fn new(edition: Edition, size: Size, rng: &mut Rng) -> Self {
        let year = match edition {
            Edition::Trial => 2019 + rng.below(2) as u16,
            Edition::Current => 2021 + rng.below(5) as u16,
        };
        let body = Body::pick(size, rng);
        Self::of(edition, year, size, body, rng)
    }

    /// A report of a body on a year.
    pub fn of(edition: Edition, year: u16, size: Size, body: Body, rng: &mut Rng) -> Self {
        let form = edition.form();
        let cells = form.cells().map(|cell| (cell, 0)).collect();
        let mut truth = Self { form, year, size, body, fee: Fee::default(), cells };
        truth.fill_disclosure(size, rng);
        truth.fill_applications(size, rng);
        truth.fill_review(size, rng);
        truth.fill_fee(rng);
        truth
    }

    /// The number of a cell; 0 where the edition has no such cell.
    pub fn get(&self, id: &str) -> i64 {
        self.raw(id) / UNIT
    }

    /// The number of a cell in ten-thousandths.
    pub fn raw(&self, id: &str) -> i64 {
        let cell = self.form.cell(id);
        self.cells.iter().find(|(other, _)| Some(*other) == cell).map_or(0, |&(_, value)| value)
    }

    /// The sum of a column of 表三 over the rows whose ids begin alike.
    pub fn sum(&self, rows: &str, column: &str) -> i64 {
        let table = &self.form.tables[1];
        let ids = table.rows.iter().map(|row| row.id).filter(|id| id.starts_with(rows));
        ids.map(|id| self.get(&format!("t3.{id}.{column}"))).sum()
    }

    fn set(&mut self, cell: Cell, value: i64) {
        self.cells.iter_mut().find(|(other, _)| *other == cell).unwrap().1 = value;
    }

    fn put(&mut self, id: &str, count: i64) {
        if let Some(cell) = self.form.cell(id) {
            self.set(cell, count * UNIT);
        }
    }

    fn fill_disclosure(&mut self, size: Size, rng: &mut Rng) {
        for index in 0..self.cells.len() {
            let (cell, _) = self.cells[index];
            if cell.table != 0 {
                continue;
            }
            let count = size.count(rng);
            self.cells[index].1 = match self.form.place(cell).unwrap().2.quantity {
                Quantity::Money if rng.chance(500) => count * UNIT + rng.below(UNIT as u64) as i64,
                _ => count * UNIT,
            };
        }
        self.keep_documents_possible(rng);
        if self.body.surely_acts() {
            for id in ["t2.permits.decisions", "t2.penalties.decisions"] {
                self.put(id, self.get(id).max(1 + rng.below(400) as i64));
            }
        }
        for row in ["permits", "other_services", "penalties", "coercion", "fees"] {
            let change = size.count(rng);
            let before = self.get(&format!("t2.{row}.items_last_year"));
            let change = if rng.chance(300) { -change.min(before) } else { change };
            self.put(&format!("t2.{row}.change"), change);
        }
    }

    /// Documents in force are at least those of this year that were not repealed, and only some bodies make
    /// regulations.
    fn keep_documents_possible(&mut self, rng: &mut Rng) {
        for row in ["regulations", "normative"] {
            let id = |column: &str| format!("t2.{row}.{column}");
            if row == "regulations" && self.body.kind != Kind::Upper {
                for column in ["issued", "repealed", "in_force", "made", "published", "published_total"] {
                    self.put(&id(column), 0);
                }
                continue;
            }
            let (issued, repealed) = (self.get(&id("issued")), self.get(&id("repealed")));
            // Now and then a document of this year is repealed within it.
            let least = if rng.chance(50) { (issued - repealed).max(0) } else { issued };
            self.put(&id("in_force"), self.get(&id("in_force")).max(least));
            let total = self.get(&id("published_total")).max(self.get(&id("published")));
            self.put(&id("published_total"), total);
        }
    }

    fn fill_applications(&mut self, size: Size, rng: &mut Rng) {
        let table = &self.form.tables[1];
        let (handled, last) = (table.rows.len() as u8 - 2, table.rows.len() as u8 - 1);
        let total = table.width() as u8 - 1;
        let mut sums = vec![0; table.rows.len()];
        for column in 0..total {
            let mut all = 0;
            let mut put = |truth: &mut Self, row: u8, value: i64| {
                truth.set(Cell { table: 1, row, column }, value * UNIT);
                sums[usize::from(row)] += value;
            };
            for row in 2..handled {
                let value = size.count(rng);
                all += value;
                put(self, row, value);
            }
            put(self, handled, all);
            let carried_out = size.count(rng);
            put(self, last, carried_out);
            let carried_in = size.count(rng).min(all + carried_out);
            put(self, 1, carried_in);
            put(self, 0, all + carried_out - carried_in);
        }
        for (row, sum) in (0..).zip(sums) {
            self.set(Cell { table: 1, row, column: total }, sum * UNIT);
        }
    }

    fn fill_review(&mut self, size: Size, rng: &mut Rng) {
        for row in 0..3 {
            let mut sum = 0;
            for column in 0..4 {
                let value = size.count(rng);
                sum += value;
                self.set(Cell { table: 2, row, column }, value * UNIT);
            }
            self.set(Cell { table: 2, row, column: 4 }, sum * UNIT);
        }
    }

    /// Who did not pay had a notice; what was paid is in steps of ten, and part of 行政事业性收费.
    fn fill_fee(&mut self, rng: &mut Rng) {
        let unpaid = self.get("t3.other.fee_unpaid.total");
        let due = self.get("t3.new.total") + self.get("t3.carried_in.total");
        if self.year < 2021 || due == 0 {
            return;
        }
        let payers = if rng.chance(300) { 1 + rng.below(due.min(6) as u64) as i64 } else { 0 };
        let amount = |cases: i64, rng: &mut Rng| cases * 10 * (1 + rng.below(20) as i64);
        let paid = amount(payers, rng);
        self.fee = Fee { notices: unpaid + payers, billed: paid + amount(unpaid, rng), paid };
        // A cell of money counts in ten-thousandths of 万元: 元.
        let cell = self.form.cell("t2.fees.amount").filter(|_| self.raw("t2.fees.amount") < paid);
        if let Some(cell) = cell {
            self.set(cell, paid);
        }
    }
}
