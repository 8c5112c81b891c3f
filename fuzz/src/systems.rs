//! Systems of figures and relations out of bytes.

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use nianbao::locate::{Constraint, Grid, Limits, Variable};

/// A system with limits of the search.
#[derive(Clone, Debug)]
pub struct Case {
    pub variables: Vec<Variable>,
    pub constraints: Vec<Constraint>,
    pub grids: Vec<Grid>,
    pub limits: Limits,
    /// Whether it is of the kind that brute force can judge.
    pub is_small: bool,
}

impl<'a> Arbitrary<'a> for Case {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
        let is_small = bytes.arbitrary()?;
        if is_small { small(bytes) } else { any(bytes) }
    }
}

/// Up to eight counts with sums as a form has them.
fn small(bytes: &mut Unstructured<'_>) -> Result<Case> {
    let figures = bytes.int_in_range(2..=8)?;
    let mut variables = Vec::new();
    for _ in 0..figures {
        let weight = Some(*bytes.choose(&[10, 7, 16])?);
        variables.push(match bytes.int_in_range(0..=23_i64)? {
            value @ 0..=20 => Variable { weight, ..Variable::count(value) },
            21 => Variable { weight: None, ..Variable::count(bytes.int_in_range(0..=20)?) },
            _ => Variable::blank(),
        });
    }
    let mut constraints = Vec::new();
    for _ in 0..bytes.int_in_range(1..=4)? {
        let (mut parts, mut wholes) = (Vec::new(), Vec::new());
        for figure in 0..figures {
            match bytes.int_in_range(0..=3_u8)? {
                0 => parts.push(figure),
                1 => wholes.push(figure),
                _ => {}
            }
        }
        if !parts.is_empty() && !wholes.is_empty() {
            constraints.push(Constraint { at_least: bytes.arbitrary()?, ..Constraint::sum(parts, wholes) });
        }
    }
    Ok(Case { variables, constraints, grids: Vec::new(), limits: Limits::default(), is_small: true })
}

/// Anything, also what no form has: large numbers, relations of nothing, figures twice in one, grids that overlap.
fn any(bytes: &mut Unstructured<'_>) -> Result<Case> {
    let figures = bytes.int_in_range(0..=24_usize)?;
    let mut variables = Vec::new();
    for _ in 0..figures {
        let value = number(bytes)?;
        let least = if bytes.ratio(7, 8)? { Some(0) } else { number(bytes)? };
        let weight = match bytes.int_in_range(0..=7_u8)? {
            0 => None,
            1 => Some(bytes.arbitrary()?),
            other => Some(u32::from(other) * 4),
        };
        variables.push(Variable { value, least, weight });
    }
    let mut constraints = Vec::new();
    for _ in 0..bytes.int_in_range(0..=12_usize)? {
        let mut terms = Vec::new();
        for _ in 0..bytes.int_in_range(0..=8_usize)? {
            // One past the last is a figure that is not there.
            let variable = bytes.int_in_range(0..=figures)?;
            let coefficient = match bytes.int_in_range(0..=7_u8)? {
                0..=2 => 1,
                3..=5 => -1,
                6 => i64::from(bytes.arbitrary::<i8>()?),
                _ => bytes.arbitrary()?,
            };
            terms.push((variable, coefficient));
        }
        let constant = if bytes.ratio(3, 4)? { 0 } else { number(bytes)?.unwrap_or(1) };
        constraints.push(Constraint { terms, constant, at_least: bytes.arbitrary()? });
    }
    let mut grids = Vec::new();
    for _ in 0..bytes.int_in_range(0..=2_u8)? {
        let (rows, columns) = (bytes.int_in_range(1..=4_usize)?, bytes.int_in_range(1..=4_usize)?);
        let start = bytes.int_in_range(0..=figures)?;
        let groups = (0..rows).map(|_| bytes.int_in_range(0..=2)).collect::<Result<_, _>>()?;
        let rows = (0..rows).map(|row| (0..columns).map(|column| start + row * columns + column).collect());
        grids.push(Grid { rows: rows.collect(), groups });
    }
    let limits = Limits {
        weight: bytes.int_in_range(0..=120)?,
        sets: bytes.int_in_range(0..=300)?,
        repairs: bytes.int_in_range(0..=8)?,
    };
    Ok(Case { variables, constraints, grids, limits, is_small: false })
}

fn number(bytes: &mut Unstructured<'_>) -> Result<Option<i64>> {
    Ok(match bytes.int_in_range(0..=7_u8)? {
        0 => None,
        1 => Some(bytes.arbitrary()?),
        2 => Some(i64::from(bytes.arbitrary::<i16>()?)),
        _ => Some(i64::from(bytes.arbitrary::<u8>()?)),
    })
}
