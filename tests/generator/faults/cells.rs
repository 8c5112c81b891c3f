//! Slips in single cells: nothing entered, no number, a number that breaks a sum or cannot be.

use nianbao::finding::Severity::{Error, Hint, Warning};
use nianbao::form::Edition;

use super::tables::any_cell;
use super::{Case, Fault, Spoilt};
use crate::generator::bodies::{Body, Kind};
use crate::generator::damage::Damage;
use crate::generator::layout::Layout;
use crate::generator::{Rng, Truth, draft};

/// Sums that one wrong cell can break: one family.
const SUMS: &[&str] = &["total-row", "total-column", "balance", "total-review"];

pub const FAULTS: &[Fault] = &[
    Fault {
        name: "cell left blank",
        rules: &["cell-blank"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            keeps_blanks(case).then_some(())?;
            let (cell, _) = any_cell(case, rng, |_, _| true)?;
            Some(case.enter(cell, "")?.or_near())
        },
    },
    Fault {
        name: "slash or dash in a cell",
        rules: &["cell-blank"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let (cell, _) = any_cell(case, rng, |_, value| value == 0)?;
            Some(case.enter(cell, rng.pick(&["/", "-", "—"]))?.or_near())
        },
    },
    Fault {
        name: "letter in a cell",
        rules: &["cell-not-number"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            // Where every cell is a line, what is no number is no cell for sure.
            (case.draft.style.layout != Layout::Cells).then_some(())?;
            let (cell, _) = any_cell(case, rng, |cell, value| value == 0 && cell.table < 2)?;
            case.enter(cell, rng.pick(&["o", "O"]))
        },
    },
    Fault {
        name: "words in a cell",
        rules: &["cell-not-number"],
        severities: &[Error],
        also: &["cell-blank"],
        spoil: |case, rng| {
            // Where every cell is a line, what is no number is no cell for sure.
            (case.draft.style.layout != Layout::Cells).then_some(())?;
            let (cell, _) = any_cell(case, rng, |cell, value| value == 0 && cell.table == 1)?;
            case.enter(cell, rng.pick(&["约5", "若干"]))
        },
    },
    Fault {
        name: "unit in a cell",
        rules: &["cell-not-number"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let (cell, value) = any_cell(case, rng, |cell, value| value > 0 && cell.table == 1)?;
            case.enter(cell, &format!("{value}件"))
        },
    },
    Fault {
        name: "negative count",
        rules: &["cell-not-count"],
        severities: &[Error],
        also: SUMS,
        spoil: |case, rng| {
            let (cell, value) = any_cell(case, rng, |cell, _| cell.table == 1 && cell.column < 6)?;
            case.enter(cell, &format!("-{}", value.max(1)))
        },
    },
    Fault {
        name: "fraction of a count",
        rules: &["cell-not-count"],
        severities: &[Error],
        also: SUMS,
        spoil: |case, rng| {
            let (cell, value) = any_cell(case, rng, |cell, _| cell.table == 1 && cell.column < 6)?;
            case.enter(cell, &format!("{value}.5"))
        },
    },
    Fault {
        name: "count written with decimals",
        rules: &["cell-not-count"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            let (cell, value) = any_cell(case, rng, |cell, value| cell.table == 1 && value > 0)?;
            case.enter(cell, &format!("{value}.0"))
        },
    },
    Fault {
        name: "total of a row wrong",
        rules: SUMS,
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            // Totals that the prose speaks of contradict it as well: that is another kind.
            let rows = case.truth.form.tables[1].rows;
            let said = |row: u8| {
                let row = rows[usize::from(row)].id;
                ["new", "carried_in", "handled", "carried_out"].contains(&row)
                    || case.says(row.split('.').next().unwrap_or(row))
            };
            let (cell, value) =
                any_cell(case, rng, |cell, _| cell.table == 1 && cell.column == 6 && !said(cell.row))?;
            case.enter(cell, &other_number(value, rng).to_string())
        },
    },
    Fault {
        name: "applicant's cell wrong",
        rules: SUMS,
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let (cell, value) =
                any_cell(case, rng, |cell, _| cell.table == 1 && (1..6).contains(&cell.column))?;
            case.enter(cell, &other_number(value, rng).to_string())
        },
    },
    Fault {
        name: "total of the outcomes wrong",
        rules: SUMS,
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let column = rng.pick(&["natural", "business", "other"]);
            let (cell, _, value) = case.cell(&format!("t3.handled.{column}"))?;
            case.enter(cell, &other_number(value, rng).to_string())
        },
    },
    Fault {
        name: "carried out does not balance",
        rules: SUMS,
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let column = rng.pick(&["natural", "business", "other"]);
            let (cell, _, value) = case.cell(&format!("t3.carried_out.{column}"))?;
            case.enter(cell, &other_number(value, rng).to_string())
        },
    },
    Fault {
        name: "total of table four wrong",
        rules: SUMS,
        severities: &[Error],
        also: &["narrative-review"],
        spoil: |case, rng| {
            let (cell, value) = any_cell(case, rng, |cell, _| cell.table == 2 && cell.column == 4)?;
            case.enter(cell, &other_number(value, rng).to_string())
        },
    },
    Fault {
        name: "cell of table four wrong",
        rules: SUMS,
        severities: &[Error],
        also: &["narrative-review"],
        spoil: |case, rng| {
            let (cell, value) = any_cell(case, rng, |cell, _| cell.table == 2 && cell.column < 4)?;
            case.enter(cell, &other_number(value, rng).to_string())
        },
    },
    Fault {
        name: "digits of a cell transposed",
        rules: SUMS,
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let turned = |value: i64| {
                let mut digits: Vec<char> = value.to_string().chars().collect();
                digits.swap(0, 1);
                digits.into_iter().collect::<String>()
            };
            let (cell, value) = any_cell(case, rng, |cell, value| {
                cell.table == 1 && cell.column < 6 && value > 10 && value % 100 / 10 != 0 && {
                    let text = turned(value);
                    text != value.to_string() && !text.starts_with('0')
                }
            })?;
            case.enter(cell, &turned(value))
        },
    },
    Fault {
        name: "yuan entered as ten thousand yuan",
        rules: &["fee-unit"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            // A whole city or province may really take as much, and the name of a city does not tell which it is.
            let body = &case.truth.body;
            let is_whole = body.kind == Kind::Upper
                || matches!(body.kind, Kind::County | Kind::Office) && body.region.ends_with('市');
            (!is_whole && !case.says("fees")).then_some(())?;
            let (cell, ..) = case.cell("t2.fees.amount")?;
            case.enter(cell, "1250000")
        },
    },
    Fault {
        name: "regulations of a body that makes none",
        rules: &["regulations-unexpected"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            let is_below = matches!(case.truth.body.kind, Kind::Town | Kind::Street | Kind::Bureau)
                && !case.truth.body.name.contains('省');
            is_below.then_some(())?;
            let last = case
                .cell("t2.regulations.in_force")
                .or_else(|| case.cell("t2.regulations.published_total"))?;
            let first = case.cell("t2.regulations.issued").or_else(|| case.cell("t2.regulations.made"))?;
            let with_last = case.enter(last.0, "2")?;
            let text = format!("{}2{}", &with_last.text[..first.1.start], &with_last.text[first.1.end..]);
            let place = first.1.start..last.1.end;
            Some(Spoilt { text, places: vec![place], cells: vec![first.0, last.0] }.or_near())
        },
    },
    Fault {
        name: "police without a decision",
        rules: &["decisions-zero"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            // Few reports are by such a body: this one is now.
            let body = (0..99).map(|_| Body::of(Kind::Bureau, rng)).find(Body::surely_acts)?;
            let Truth { form, year, size, .. } = case.truth;
            let truth = Truth::of(form.edition, year, size, body, rng);
            let case = &Case { draft: draft(&truth, case.draft.style, Damage::None, rng), truth };
            (!case.says("permits") && !case.says("penalties")).then_some(())?;
            let (permits, penalties) =
                (case.cell("t2.permits.decisions")?, case.cell("t2.penalties.decisions")?);
            let text = case.text();
            let text = format!(
                "{}0{}0{}",
                &text[..permits.1.start],
                &text[permits.1.end..penalties.1.start],
                &text[penalties.1.end..]
            );
            let place = case.heading("disclosure")?.start..permits.1.start + 1;
            Some(Spoilt { text, places: vec![place], cells: vec![permits.0, penalties.0] })
        },
    },
    Fault {
        name: "fewer documents in force than issued",
        rules: &["in-force-too-small"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            (case.truth.form.edition == Edition::Current && !case.says("in force")).then_some(())?;
            let (issued, repealed) =
                (case.truth.get("t2.normative.issued"), case.truth.get("t2.normative.repealed"));
            let most = issued - repealed;
            (most > 0).then_some(())?;
            let (cell, ..) = case.cell("t2.normative.in_force")?;
            Some(case.enter(cell, &rng.below(most as u64).to_string())?.or_near())
        },
    },
];

/// Whether a blank cell leaves a trace in the layout.
fn keeps_blanks(case: &Case) -> bool {
    matches!(case.draft.style.layout, Layout::Tabs | Layout::Pipes | Layout::TabbedCells)
}

/// Another number, as people mistype one.
pub fn other_number(value: i64, rng: &mut Rng) -> i64 {
    match rng.below(4) {
        0 => value + 1,
        1 if value > 0 => value - 1,
        2 => value * 10 + 10,
        _ => value + 2 + rng.below(9) as i64,
    }
}
