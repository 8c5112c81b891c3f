//! What is said of relations that do not hold, and of what is wrong.

use crate::form::{Cell, Equation, Shape, short_label};
use crate::locate::{Slip, Together};
use crate::number::Number;

use super::super::Context;
use super::super::located::{Cause, CellSlip, Remedy};
use super::MOST_REMEDIES;

/// A relation that does not hold: its terms, what they come to, what is written, and by how much they differ.
pub(in crate::check) fn sentence(context: &Context<'_, '_>, equation: &Equation) -> String {
    let form = context.reading.form;
    let (parts, wholes) = (sum(context, &equation.parts), sum(context, &equation.wholes));
    let difference = (parts - wholes).abs();
    let terms = |cells: &[Cell]| terms(context, cells);
    let place = equation.cells().last().and_then(|cell| form.place(cell));
    let (row, column) =
        place.map_or(("", ""), |(_, row, column)| (short_label(row.label.text), column.label));
    match equation.rule {
        "total-column" => {
            format!("“{column}”一列：各项办理结果合计{parts}，“（七）总计”填的是{wholes}，相差{difference}。")
        }
        "balance" => format!(
            "“{column}”一列：新收加上年结转是{}＝{parts}，办理总计加结转下年度是{}＝{wholes}，相差{difference}。",
            terms(&equation.parts),
            terms(&equation.wholes)
        ),
        "total-review" => format!(
            "“{row}”：四种结果{}＝{parts}，总计填的是{wholes}，相差{difference}。",
            terms(&equation.parts)
        ),
        "in-force-too-small" => in_force(context, equation),
        _ => format!(
            "“{row}”一行：六类申请人{}＝{parts}，总计填的是{wholes}，相差{difference}。",
            terms(&equation.parts)
        ),
    }
}

/// Documents in force that are fewer than this year alone brought.
fn in_force(context: &Context<'_, '_>, equation: &Equation) -> String {
    let name = |cell: Option<&Cell>| cell.map_or(String::new(), |&cell| context.reading.form.cell_name(cell));
    let value = |cells: &[Cell]| sum(context, cells);
    let total = value(equation.parts.get(..1).unwrap_or_default());
    let issued = value(&equation.wholes);
    match equation.parts.get(1..) {
        Some(repealed @ [_]) => {
            let repealed = value(repealed);
            format!(
                "{}是{total}，而本年制发{issued}件、废止{repealed}件，现行有效至少应有{}件。",
                name(equation.parts.first()),
                issued - repealed
            )
        }
        _ => format!(
            "{}是{total}，比本年新公开的{issued}件还少。对外公开总数量包括本年新公开的。",
            name(equation.parts.first())
        ),
    }
}

/// What may explain it, where the text can: documents that were issued and expired in one year.
pub(in crate::check) fn expiry(equation: &Equation) -> &'static str {
    let counts_repealed = equation.at_least && equation.parts.len() > 1;
    if counts_repealed { "本年制发的有到期失效的，请在正文说明。" } else { "" }
}

/// What is wrong, where that is known.
pub(super) fn known(context: &Context<'_, '_>, cause: &Cause, remedy: &Remedy) -> String {
    let form = context.reading.form;
    let lead = form.equations().get(cause.lead);
    let mut message = match (Moved::of(context, remedy), remedy.cells.as_slice()) {
        (Some(moved), _) => format!("{}。", moved.sentence()),
        (None, [(cell, Some(to))]) => {
            let written = context.reading.cell(*cell).map_or("", |mark| context.source.slice(mark.span));
            // What only has to be enough is told by the text.
            let at_least = lead.is_some_and(|lead| lead.at_least);
            let basis = if at_least { "按正文" } else { "按勾稽关系" };
            format!("{}填的是{written}，{basis}应为{to}。", form.cell_name(*cell))
        }
        (None, cells) => {
            let cells: Vec<String> = cells.iter().map(|cell| change(context, cell, false)).collect();
            format!("{}。", cells.join("，"))
        }
    };
    if let Some(lead) = lead {
        message += &sentence(context, lead);
    }
    if cause.breaks.len() > 1 {
        message += &format!("受它影响对不上的关系共{}个。", cause.breaks.len());
    }
    if let Some(slip) = remedy.slip.and_then(|found| slip(context, found, remedy)) {
        message += &slip;
    }
    if !cause.is_sure {
        message += "表中有误的地方较多，这只是改动最少的一种可能，请核对。";
    }
    if cause.others > 0 {
        message += &format!("改别处（{}处）也能相等，但不像笔误，请核对。", cause.others);
    }
    message
}

/// What may be wrong, where that cannot be told.
pub(super) fn candidates(context: &Context<'_, '_>, cause: &Cause, equation: &Equation) -> String {
    let mut message = sentence(context, equation);
    let determined = |remedy: &&Remedy| remedy.cells.iter().all(|(_, to)| to.is_some());
    // In a row that has just been named the columns are enough.
    let row = equation.wholes.first().map(|whole| (whole.table, whole.row));
    let mut cells = cause.remedies.iter().flat_map(|remedy| &remedy.cells);
    let in_row = equation.wholes.len() == 1 && cells.all(|(cell, _)| Some((cell.table, cell.row)) == row);
    let shown: Vec<String> = cause
        .remedies
        .iter()
        .filter(determined)
        .take(MOST_REMEDIES)
        .map(|remedy| {
            let alone = remedy.cells.iter().skip(remedy.moved).map(|cell| change(context, cell, in_row));
            let moved = Moved::of(context, remedy).map(|moved| moved.sentence());
            let cells: Vec<String> = moved.into_iter().chain(alone).collect();
            let slip = remedy.slip.and_then(|found| slip(context, found, remedy));
            format!(
                "{}{}",
                cells.join("并且"),
                slip.map_or(String::new(), |slip| format!("（{}）", slip.trim_end_matches('。')))
            )
        })
        .collect();
    message += expiry(equation);
    if shown.is_empty() {
        return message;
    }
    let count = cause.remedies.len();
    message += &match (count > shown.len(), cause.more) {
        (false, false) if cause.remedies.iter().all(|remedy| remedy.cells.len() == 1) => {
            format!("可能有误的有{count}处，改其中一处就能相等：{}。", shown.join("；"))
        }
        (false, false) => format!("可能的改法有{count}种：{}。", shown.join("；")),
        (_, more) => {
            format!("可能的改法有{count}种{}，例如：{}。", if more { "以上" } else { "" }, shown.join("；"))
        }
    };
    message
}

fn change(context: &Context<'_, '_>, (cell, to): &(Cell, Option<i64>), in_row: bool) -> String {
    let form = context.reading.form;
    let column = form.place(*cell).filter(|_| in_row).map(|(.., column)| format!("“{}”", column.label));
    let name = column.unwrap_or_else(|| form.cell_name(*cell));
    let written = context.reading.cell(*cell).map_or("", |mark| context.source.slice(mark.span));
    match to {
        Some(to) => format!("{name}填的是{written}，应为{to}"),
        None => format!("{name}填的是{written}，应为多少不能推算"),
    }
}

/// What the button says; `is_whole` where the text is changed as well.
pub(super) fn title(context: &Context<'_, '_>, remedy: &Remedy, is_whole: bool) -> String {
    let form = context.reading.form;
    let cell =
        |&(cell, to): &(Cell, Option<i64>)| format!("{}改为{}", form.cell_name(cell), to.unwrap_or_default());
    let alone: Vec<String> = remedy.cells.iter().skip(remedy.moved).map(cell).collect();
    let title = match Moved::of(context, remedy) {
        Some(moved) if alone.is_empty() => moved.title(),
        Some(moved) => format!("{}，并把{}", moved.title(), alone.join("，")),
        None => format!("把{}", alone.join("，")),
    };
    match remedy.statements.first() {
        Some((_, to)) if is_whole => format!("{title}，正文也改为{to}"),
        _ => title,
    }
}

/// Cells that one slip has moved, in words.
struct Moved {
    together: Together,
    table: &'static str,
    rows: String,
    columns: String,
    cells: String,
}

impl Moved {
    /// Those of a remedy; `None` where each went wrong by itself.
    fn of(context: &Context<'_, '_>, remedy: &Remedy) -> Option<Self> {
        let (together, cells) = (remedy.together?, remedy.cells.get(..remedy.moved)?);
        let form = context.reading.form;
        let places = || cells.iter().filter_map(|(cell, _)| form.place(*cell));
        let quoted = |names: Vec<&str>| {
            let mut seen: Vec<&str> = Vec::new();
            for name in names {
                if !seen.contains(&name) {
                    seen.push(name);
                }
            }
            format!("“{}”", seen.join("”“"))
        };
        let names: Vec<String> = cells.iter().map(|(cell, _)| form.cell_name(*cell)).collect();
        Some(Self {
            together,
            table: places().next().map_or("", |(table, ..)| table.name),
            rows: match places().next() {
                // All of 表四 stands in one row.
                Some((table, ..)) if table.shape == Shape::Strip => table.name.to_owned(),
                _ => quoted(places().map(|(_, row, _)| short_label(row.label.text)).collect()),
            },
            columns: quoted(places().map(|(.., column)| column.label).collect()),
            cells: names.join("和"),
        })
    }

    /// What seems to have happened.
    fn sentence(&self) -> String {
        let Self { table, rows, columns, cells, .. } = self;
        match self.together {
            Together::Exchanged => format!("{cells}两个数像是填反了"),
            Together::Left => format!("{rows}一行的数像是整行左移了一格"),
            Together::Right => format!("{rows}一行的数像是整行右移了一格"),
            Together::Rows => format!("{rows}两行的数像是填反了"),
            Together::Columns => format!("{columns}两列的数像是填反了"),
            Together::Up => format!("{columns}一列的数像是整列上移了一格"),
            Together::Down => format!("{columns}一列的数像是整列下移了一格"),
            Together::AllLeft => format!("{table}各行的数像是都左移了一格"),
            Together::AllRight => format!("{table}各行的数像是都右移了一格"),
            Together::Column => format!("{columns}一列像是没有填，都是0"),
        }
    }

    /// What puts it right.
    fn title(&self) -> String {
        let Self { table, rows, columns, cells, .. } = self;
        match self.together {
            Together::Exchanged => format!("把{cells}对调"),
            Together::Left => format!("把{rows}一行右移一格"),
            Together::Right => format!("把{rows}一行左移一格"),
            Together::Rows => format!("把{rows}两行对调"),
            Together::Columns => format!("把{columns}两列对调"),
            Together::Up => format!("把{columns}一列下移一格"),
            Together::Down => format!("把{columns}一列上移一格"),
            Together::AllLeft => format!("把{table}各行都右移一格"),
            Together::AllRight => format!("把{table}各行都左移一格"),
            Together::Column => format!("{columns}一列按勾稽关系填写"),
        }
    }
}

/// How a cell went wrong, where that says more than that a digit differs.
fn slip(context: &Context<'_, '_>, found: CellSlip, remedy: &Remedy) -> Option<String> {
    let to = remedy.cells.first().and_then(|(_, to)| *to)?;
    Some(match found.slip {
        Slip::Swapped => "像是两位数字写颠倒了。".to_owned(),
        Slip::Doubled => "像是一位数字打了两遍。".to_owned(),
        Slip::Dropped => "像是漏打了一位数字。".to_owned(),
        Slip::Shifted(places) => format!("像是小数点或单位错了{places}位。"),
        Slip::Copied(_) => {
            format!("与{}相同，像是重复填了旁边的数。", context.reading.form.cell_name(found.copied?))
        }
        Slip::Added => "像是多打了一位数字。".to_owned(),
        Slip::Digit if to > 9 => "像是打错了一位数字。".to_owned(),
        Slip::Digit => return None,
    })
}

/// The terms of a sum as it is said: 3＋5＋0.
fn terms(context: &Context<'_, '_>, cells: &[Cell]) -> String {
    let term = |&cell: &Cell| match (context.reading.value(cell), context.located().blank(cell)) {
        (Some(value), _) => value.to_string(),
        (None, Some(value)) => format!("空（应为{value}）"),
        (None, None) => "空".to_owned(),
    };
    cells.iter().map(term).collect::<Vec<_>>().join("＋")
}

/// What cells come to; a blank counts as what the relations decide, or as nothing.
pub(in crate::check) fn sum(context: &Context<'_, '_>, cells: &[Cell]) -> i64 {
    let value = |&cell: &Cell| context.reading.value(cell).or_else(|| context.located().blank(cell));
    cells.iter().filter_map(value).filter_map(Number::as_whole).sum()
}
