//! Sums: the relations of the form, each evaluated as one row of data.
//!
//! A blank cell counts as 0 where the row or column has numbers, and the message says so; a single blank that
//! the relation itself decides is the business of `cell-blank`. A cell that was not read makes the relation
//! unchecked, never satisfied.

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::{Cell, Equation, short_label};
use crate::number::Entry;
use crate::reading::tables::{RowState, TableReading};
use crate::source::Span;

use super::cells::derive;
use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "total-row",
        severity: Severity::Error,
        summary: "表三一行的总计不等于六类申请人之和",
        reason: "每一行的总计都是六类申请人的合计。",
        basis: Basis::Form(
            "表三的勾稽关系：自然人＋商业企业＋科研机构＋社会公益组织＋法律服务机构＋其他＝总计",
        ),
        examples: &[Example {
            right: "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3",
            wrong: "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t4",
        }],
        check: |context, sink| sums(context, sink, "t3"),
    },
    Rule {
        id: "total-column",
        severity: Severity::Error,
        summary: "表三“（七）总计”不等于以上各项办理结果之和",
        reason: "（七）总计是（一）至（六）各项的合计。",
        basis: Basis::Form("表三的勾稽关系：（一）至（六）各项之和＝（七）总计"),
        examples: &[Example { right: "（七）总计\t\t8\t1", wrong: "（七）总计\t\t9\t1" }],
        check: |context, sink| sums(context, sink, "t3"),
    },
    Rule {
        id: "balance",
        severity: Severity::Error,
        summary: "表三收到和办理的数量不平衡",
        reason: "新收加上年结转，等于办理总计加结转下年度，这是表头写明的关系。",
        basis: Basis::Form("表三表头：第一项加第二项之和，等于第三项加第四项之和"),
        examples: &[Example {
            right: "二、上年结转政府信息公开申请数量\t\t\t1\t0",
            wrong: "二、上年结转政府信息公开申请数量\t\t\t2\t0",
        }],
        check: |context, sink| sums(context, sink, "t3"),
    },
    Rule {
        id: "total-review",
        severity: Severity::Error,
        summary: "表四的总计不等于四种结果之和",
        reason: "每组的总计是结果维持、结果纠正、其他结果、尚未审结的合计。",
        basis: Basis::Form("表四的勾稽关系：结果维持＋结果纠正＋其他结果＋尚未审结＝总计"),
        examples: &[Example { right: "1\t0\t1\t0\t2\t", wrong: "1\t0\t1\t0\t3\t" }],
        check: |context, sink| sums(context, sink, "t4"),
    },
];

/// What an equation amounts to in a draft.
enum Outcome {
    /// It holds, or a blank that it decides is left.
    Holds,
    /// Some cell was not read.
    Open,
    /// The sums of both sides, blanks as 0, and the number of blanks.
    Broken(i64, i64, usize),
}

fn sums(context: &Context<'_, '_>, sink: &mut Sink<'_>, table_id: &str) {
    let form = context.reading.form;
    let Some((_, table, reading)) = context.tables().find(|(_, table, _)| table.id == table_id) else {
        return;
    };
    if !reading.is_present() {
        return sink.unchecked(format!("{}未识别", table.name));
    }
    if !reading.cells().any(|cell| matches!(cell.entry, Entry::Number { .. })) {
        return sink.unchecked(format!("{}没有读到数字", table.name));
    }
    let blanks = form.cells().any(|cell| context.reading.is_blank(cell));
    let decided: Vec<Cell> =
        if blanks { derive(context.reading).into_iter().map(|(cell, _)| cell).collect() } else { Vec::new() };
    for equation in form.equations().iter().filter(|equation| equation.rule == sink.rule.id) {
        match outcome(context, equation, &decided) {
            Outcome::Holds => {}
            Outcome::Open => sink.unchecked(cause(table.name, reading)),
            Outcome::Broken(parts, wholes, blanks) => {
                report(context, sink, equation, (parts, wholes), blanks);
            }
        }
    }
}

/// Why some relations of a table could not be checked.
fn cause(name: &str, table: &TableReading) -> String {
    let count = |state: RowState| table.rows.iter().filter(|row| row.state == state).count();
    match (count(RowState::Missing), count(RowState::Ambiguous)) {
        (0, 0) => format!("{name}有单元格不是数字"),
        (missing, 0) => format!("{name}缺{missing}行"),
        (0, ambiguous) => format!("{name}有{ambiguous}行未识读"),
        (missing, ambiguous) => format!("{name}缺{missing}行，另有{ambiguous}行未识读"),
    }
}

fn outcome(context: &Context<'_, '_>, equation: &Equation, decided: &[Cell]) -> Outcome {
    let (mut sums, mut blanks, mut numbers) = ([0_i64; 2], [0; 2], 0);
    for ((sum, blanks), cells) in sums.iter_mut().zip(&mut blanks).zip([&equation.parts, &equation.wholes]) {
        for &cell in cells {
            match context.reading.cell(cell).map(|mark| mark.entry) {
                Some(Entry::Number { value, .. }) => {
                    let Some(total) = value.as_whole().and_then(|whole| sum.checked_add(whole)) else {
                        return Outcome::Open;
                    };
                    (*sum, numbers) = (total, numbers + 1);
                }
                Some(Entry::Text) => return Outcome::Open,
                // Blanks that the relations decide are filled in by the fix of `cell-blank`, which makes this hold.
                _ if decided.contains(&cell) => return Outcome::Holds,
                _ if context.reading.is_blank(cell) => *blanks += 1,
                _ => return Outcome::Open,
            }
        }
    }
    let [parts, wholes] = sums;
    match blanks {
        _ if parts == wholes || numbers == 0 => Outcome::Holds,
        // One blank, on the side that lacks something: it is what is lacking.
        [1, 0] if parts < wholes => Outcome::Holds,
        [0, 1] if wholes < parts => Outcome::Holds,
        [one, other] => Outcome::Broken(parts, wholes, one + other),
    }
}

fn report(
    context: &Context<'_, '_>,
    sink: &mut Sink<'_>,
    equation: &Equation,
    (parts, wholes): (i64, i64),
    blanks: usize,
) {
    let form = context.reading.form;
    let Some(&last) = equation.wholes.last() else { return };
    let Some(mark) = context.reading.cell(last) else { return };
    let row = form.place(last).map_or("", |(_, row, _)| short_label(row.label.text));
    let column = form.place(last).map_or("", |(.., column)| column.label);
    let difference = (parts - wholes).abs();
    let terms = |cells: &[Cell]| terms(context, cells);
    let mut message = match equation.rule {
        "total-column" => {
            format!("“{column}”一列：各项办理结果合计{parts}，“（七）总计”填的是{wholes}，相差{difference}。")
        }
        "balance" => format!(
            "“{column}”一列：新收加上年结转是{}＝{parts}，办理总计加结转下年度是{}＝{wholes}，相差{difference}。",
            terms(&equation.parts),
            terms(&equation.wholes)
        ),
        "total-review" => {
            format!(
                "“{row}”：四种结果{}＝{parts}，总计填的是{wholes}，相差{difference}。",
                terms(&equation.parts)
            )
        }
        _ => format!(
            "“{row}”一行：六类申请人{}＝{parts}，总计填的是{wholes}，相差{difference}。",
            terms(&equation.parts)
        ),
    };
    if blanks > 0 {
        message = format!("{message}其中{blanks}个空格按0计。");
    }
    // What the last cell would have to be; the person decides whether it is the wrong one.
    let others: i64 = equation
        .wholes
        .iter()
        .filter(|&&cell| cell != last)
        .filter_map(|&cell| context.reading.value(cell)?.as_whole())
        .sum();
    let right = parts - others;
    let name = form.cell_name(last);
    let mut finding = sink.at(mark.span, message).cells(equation.cells());
    for (cell, span, value) in nonzero(context, &equation.parts) {
        finding = finding.note(span, format!("{}：{value}", form.cell_name(cell)));
    }
    if equation.wholes.len() > 1 {
        for (cell, span, value) in nonzero(context, &equation.wholes) {
            finding = finding.note(span, format!("{}：{value}", form.cell_name(cell)));
        }
    }
    if let Some(row) = row_at_fault(context, equation, wholes - parts) {
        let name = form.place(row).map_or("", |(_, row, _)| short_label(row.label.text));
        finding = finding.hint(format!("“{name}”一行的总计也不对，相差的数一样：改正那一处，这里就平了。"));
    } else if right >= 0 {
        let edit = Edit::replace(mark.span, right.to_string());
        finding = finding.fix(format!("把{name}改为{right}"), Applicability::Manual, edit);
    }
    finding.done();
}

/// The one row total that explains why the 总计 column does not add up: its row is off by the same difference, and
/// every other row and every other column holds (the crossing of the two).
fn row_at_fault(context: &Context<'_, '_>, equation: &Equation, difference: i64) -> Option<Cell> {
    let total = *equation.wholes.last()?;
    let equations = context.reading.form.equations();
    let broken = |equation: &Equation| match outcome(context, equation, &[]) {
        Outcome::Broken(parts, wholes, _) => Some(wholes - parts),
        Outcome::Holds | Outcome::Open => None,
    };
    let others =
        equations.iter().filter(|other| other.rule == equation.rule && other.wholes != equation.wholes);
    if equation.rule != "total-column" || others.into_iter().any(|other| broken(other).is_some()) {
        return None;
    }
    let mut rows = equations.iter().filter(|other| other.rule == "total-row" && other.wholes != [total]);
    let mut rows = rows.by_ref().filter_map(|row| Some((*row.wholes.last()?, broken(row)?)));
    match (rows.next(), rows.next()) {
        (Some((cell, off)), None) if off == -difference => Some(cell),
        _ => None,
    }
}

/// The terms of a sum as it is said: 3＋5＋0.
fn terms(context: &Context<'_, '_>, cells: &[Cell]) -> String {
    let term =
        |&cell: &Cell| context.reading.value(cell).map_or_else(|| "空".to_owned(), |value| value.to_string());
    cells.iter().map(term).collect::<Vec<_>>().join("＋")
}

/// The cells that are not zero, with place and value.
fn nonzero(context: &Context<'_, '_>, cells: &[Cell]) -> Vec<(Cell, Span, String)> {
    let value = |&cell: &Cell| {
        let value = context.reading.value(cell).filter(|value| !value.is_zero())?;
        Some((cell, context.reading.cell(cell)?.span, value.to_string()))
    };
    cells.iter().filter_map(value).collect()
}
