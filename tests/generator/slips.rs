//! Slips of the keyboard in tables three and four: in single cells, of rows and of columns.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use nianbao::form::{Cell, Equation, Form};

use super::{Draft, Rng, Truth, UNIT};

/// Cells with the numbers that are written in them instead.
pub type Changes = Vec<(Cell, i64)>;

/// A kind of slip.
#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    /// Makes the slip at a cell, or in its row or column; `None` where it does not apply.
    pub slip: fn(&Figures, Cell, &mut Rng) -> Option<Changes>,
}

/// Slips that make one cell wrong.
pub const SINGLE: [Kind; 5] = [
    Kind { name: "two digits swapped", slip: |figures, cell, rng| figures.typed(cell, rng, swapped) },
    Kind { name: "one digit wrong", slip: |figures, cell, rng| figures.typed(cell, rng, miskeyed) },
    Kind {
        name: "digit dropped or doubled",
        slip: |figures, cell, rng| figures.typed(cell, rng, dropped_or_doubled),
    },
    Kind { name: "decimal or unit slip", slip: |figures, cell, rng| figures.typed(cell, rng, scaled) },
    Kind {
        name: "copy of a neighbour",
        slip: |figures, cell, rng| {
            let beside = [(0, -1), (0, 1), (-1, 0), (1, 0)];
            let from = figures.differing(cell, &beside, rng)?;
            Some(vec![(cell, figures.get(from))])
        },
    },
];

/// A figure in the next cell, whose figure takes its place.
pub const EXCHANGED: Kind = Kind {
    name: "shifted into the next cell",
    slip: |figures, cell, rng| {
        let other = figures.differing(cell, &[(0, 1), (1, 0)], rng)?;
        Some(vec![(cell, figures.get(other)), (other, figures.get(cell))])
    },
};

/// Slips that move a row or a column of table three.
pub const GROUPS: [Kind; 4] = [
    Kind {
        name: "row one cell to the left",
        slip: |figures, cell, _| figures.shifted(&figures.line(|other| other.row == cell.row)),
    },
    Kind {
        name: "row one cell to the right",
        slip: |figures, cell, _| {
            let mut row = figures.line(|other| other.row == cell.row);
            row.reverse();
            figures.shifted(&row)
        },
    },
    Kind {
        name: "two rows exchanged",
        slip: |figures, cell, rng| {
            let last = figures.form.tables[1].rows.len() as u8 - 1;
            let other = rng.pick(&[0, 1, last - 1, last]);
            let row = |row| figures.line(|cell| cell.row == row);
            let pairs = row(cell.row).into_iter().zip(row(other));
            figures.moved(pairs.flat_map(|(a, b)| [(a, figures.get(b)), (b, figures.get(a))]))
        },
    },
    Kind {
        name: "column one row up",
        slip: |figures, cell, _| figures.shifted(&figures.line(|other| other.column == cell.column)),
    },
];

/// The cells that relations bind, with their numbers.
#[derive(Clone, Debug)]
pub struct Figures {
    form: &'static Form,
    values: BTreeMap<Cell, i64>,
}

impl Figures {
    /// The true ones of a report.
    pub fn of(truth: &Truth) -> Self {
        let bound: BTreeSet<Cell> = truth
            .form
            .equations()
            .iter()
            .filter(|equation| !equation.at_least)
            .flat_map(Equation::cells)
            .collect();
        let cells = truth.cells.iter().filter(|(cell, _)| bound.contains(cell));
        Self { form: truth.form, values: cells.map(|&(cell, value)| (cell, value / UNIT)).collect() }
    }

    /// The same with a slip.
    pub fn with(&self, changes: &[(Cell, i64)]) -> Self {
        let mut all = self.clone();
        all.values.extend(changes.iter().copied());
        all
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.values.keys().copied()
    }

    /// The number of a cell.
    pub fn get(&self, cell: Cell) -> i64 {
        self.values[&cell]
    }

    /// The relations that do not hold, with what their parts are more than their wholes.
    pub fn broken(&self) -> Vec<(&'static Equation, i64)> {
        let sum = |cells: &[Cell]| cells.iter().map(|&cell| self.get(cell)).sum::<i64>();
        let off = |equation: &'static Equation| (equation, sum(&equation.parts) - sum(&equation.wholes));
        self.form
            .equations()
            .iter()
            .filter(|equation| !equation.at_least)
            .map(off)
            .filter(|&(_, off)| off != 0)
            .collect()
    }

    /// What anybody would say of one wrong cell: it is where the one wrong row and the one wrong column of
    /// table three cross, and off by as much as the row.
    pub fn crossing(&self) -> Option<(Cell, i64)> {
        let broken = self.broken().into_iter().filter(|(equation, _)| equation.rule != "total-review");
        let (rows, columns): (Vec<_>, Vec<_>) =
            broken.partition(|(equation, _)| equation.rule == "total-row");
        let columns: BTreeSet<u8> = columns.iter().map(|(equation, _)| equation.wholes[0].column).collect();
        let (&[(row, off)], 1) = (&rows[..], columns.len()) else { return None };
        let total = row.wholes[0];
        let cell = Cell { column: *columns.first()?, ..total };
        Some((cell, self.get(cell) + if cell == total { off } else { -off }))
    }

    /// So many cells, each with a slip of its own.
    pub fn several(&self, count: usize, rng: &mut Rng) -> Changes {
        let cells: Vec<Cell> = self.cells().collect();
        let mut changes = Changes::new();
        while changes.len() < count {
            let (cell, kind) = (rng.pick(&cells), rng.pick(&SINGLE));
            if changes.iter().all(|(other, _)| *other != cell) {
                changes.extend((kind.slip)(self, cell, rng).unwrap_or_default());
            }
        }
        changes
    }

    /// One of the ways of mistyping a cell.
    fn typed(&self, cell: Cell, rng: &mut Rng, ways: fn(i64) -> Vec<i64>) -> Option<Changes> {
        let value = self.get(cell);
        let ways: Vec<i64> = ways(value).into_iter().filter(|&other| other != value).collect();
        (!ways.is_empty()).then(|| vec![(cell, rng.pick(&ways))])
    }

    /// A cell so many rows and columns away that has another number.
    fn differing(&self, cell: Cell, steps: &[(i8, i8)], rng: &mut Rng) -> Option<Cell> {
        let cells = steps.iter().filter_map(|&(down, right)| self.step(cell, down, right));
        let cells: Vec<Cell> = cells.filter(|&other| self.get(other) != self.get(cell)).collect();
        (!cells.is_empty()).then(|| rng.pick(&cells))
    }

    /// The cell so many rows and columns away. All cells of table four stand in one row.
    fn step(&self, cell: Cell, down: i8, right: i8) -> Option<Cell> {
        let width = self.form.tables[2].width() as u8;
        let (row, column) = if cell.table == 2 {
            let at = (cell.row * width + cell.column).checked_add_signed(right).filter(|_| down == 0)?;
            (at / width, at % width)
        } else {
            (cell.row.checked_add_signed(down)?, cell.column.checked_add_signed(right)?)
        };
        let other = Cell { row, column, ..cell };
        self.values.contains_key(&other).then_some(other)
    }

    /// Cells of table three.
    fn line(&self, wanted: impl Fn(Cell) -> bool) -> Vec<Cell> {
        self.cells().filter(|&cell| cell.table == 1 && wanted(cell)).collect()
    }

    /// Every cell of a line takes the next one's figure: the first is lost, the last has nothing.
    fn shifted(&self, line: &[Cell]) -> Option<Changes> {
        let next = line.iter().skip(1).map(|&cell| self.get(cell)).chain([0]);
        self.moved(line.iter().copied().zip(next))
    }

    /// What differs, if that is more than one cell.
    fn moved(&self, changes: impl Iterator<Item = (Cell, i64)>) -> Option<Changes> {
        let changes: Changes = changes.filter(|&(cell, value)| value != self.get(cell)).collect();
        (changes.len() > 1).then_some(changes)
    }
}

/// Two digits side by side have changed places.
pub fn swapped(value: i64) -> Vec<i64> {
    retyped(value, |digits, at| {
        let mut digits = digits.to_vec();
        digits.get(at + 1)?;
        digits.swap(at, at + 1);
        Some(vec![digits])
    })
}

fn miskeyed(value: i64) -> Vec<i64> {
    retyped(value, |digits, at| {
        let with = |digit: u8| [&digits[..at], &[digit], &digits[at + 1..]].concat();
        Some((b'0'..=b'9').map(with).collect())
    })
}

fn dropped_or_doubled(value: i64) -> Vec<i64> {
    retyped(value, |digits, at| {
        let dropped = [&digits[..at], &digits[at + 1..]].concat();
        Some(vec![dropped, [&digits[..=at], &digits[at..]].concat()])
    })
}

fn scaled(value: i64) -> Vec<i64> {
    let by = [10, 100, 10_000];
    let less = by.into_iter().filter(|by| value % by == 0).map(|by| value / by);
    by.into_iter().map(|by| value * by).chain(less).collect()
}

/// The numbers that come of changes at every digit; nobody writes a 0 in front.
fn retyped(value: i64, change: impl Fn(&[u8], usize) -> Option<Vec<Vec<u8>>>) -> Vec<i64> {
    let digits = value.to_string().into_bytes();
    let all = (0..digits.len()).filter_map(|at| change(&digits, at)).flatten();
    all.filter_map(|digits| {
        let text = String::from_utf8(digits).ok()?;
        let number: i64 = text.parse().ok()?;
        (number.to_string() == text).then_some(number)
    })
    .collect()
}

/// A report with slips.
#[derive(Clone, Debug)]
pub struct Slipped {
    pub text: String,
    /// The cells whose number is wrong now.
    pub wrong: Vec<Cell>,
    /// Where the numbers of the cells stand now.
    pub places: Vec<(Cell, Range<usize>)>,
}

/// Writes other numbers into an undamaged draft.
pub fn slipped(draft: &Draft, changes: &[(Cell, i64)]) -> Slipped {
    let mut slipped = Slipped { text: String::new(), wrong: Vec::new(), places: Vec::new() };
    let mut from = 0;
    for (cell, place) in &draft.places {
        slipped.text += &draft.text[from..place.start];
        let start = slipped.text.len();
        match changes.iter().find(|(other, _)| other == cell) {
            Some((_, value)) => {
                slipped.text += &value.to_string();
                slipped.wrong.push(*cell);
            }
            None => slipped.text += &draft.text[place.clone()],
        }
        slipped.places.push((*cell, start..slipped.text.len()));
        from = place.end;
    }
    slipped.text += &draft.text[from..];
    slipped
}
