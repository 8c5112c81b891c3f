//! Sums: the relations of the form, and the cells that are wrong where they do not hold.
//!
//! One finding a cause: ten sums that one wrong cell breaks are one finding at that cell, with the sums in its notes.
//! Where the cause cannot be told, the finding stands at the total and offers what may be wrong; where too much is
//! wrong for that, each sum speaks for itself. A blank that the relations leave open counts as 0 where the row or
//! column has numbers, and the message says so. A cell that was not read makes the relation unchecked, never satisfied.

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::Equation;
use crate::number::Entry;
use crate::reading::tables::{RowState, TableReading};

use super::cause::{nonzero, report, sentence, sum};
use super::located::Standing;
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

/// What an equation with blanks that nothing decides amounts to in a draft.
enum Outcome {
    /// It holds, or a blank that it decides is left.
    Holds,
    /// Some cell was not read.
    Open,
    /// It does not hold, with so many blanks taken for 0.
    Broken(usize),
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
    let located = context.located();
    for (index, equation) in form.equations().iter().enumerate() {
        if equation.rule != sink.rule.id {
            continue;
        }
        for cause in located.causes(index).filter(|cause| !cause.is_below_zero(context)) {
            report(context, sink, cause);
        }
        match outcome(context, equation) {
            Outcome::Open => sink.unchecked(unread(table.name, reading)),
            Outcome::Broken(blanks) if located.standing(index) != Standing::Explained => {
                unexplained(context, sink, equation, blanks, located.standing(index) == Standing::GaveUp);
            }
            Outcome::Holds | Outcome::Broken(_) => {}
        }
    }
}

/// Why some relations of a table could not be checked.
fn unread(name: &str, table: &TableReading) -> String {
    let count = |state: RowState| table.rows.iter().filter(|row| row.state == state).count();
    match (count(RowState::Missing), count(RowState::Ambiguous)) {
        (0, 0) => format!("{name}有单元格不是数字"),
        (missing, 0) => format!("{name}缺{missing}行"),
        (0, ambiguous) => format!("{name}有{ambiguous}行未识读"),
        (missing, ambiguous) => format!("{name}缺{missing}行，另有{ambiguous}行未识读"),
    }
}

fn outcome(context: &Context<'_, '_>, equation: &Equation) -> Outcome {
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
                _ if context.located().blank(cell).is_some() => return Outcome::Holds,
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
        [one, other] => Outcome::Broken(one + other),
    }
}

/// Reports a relation for itself, where nothing explains why it does not hold.
fn unexplained(
    context: &Context<'_, '_>,
    sink: &mut Sink<'_>,
    equation: &Equation,
    blanks: usize,
    gave_up: bool,
) {
    /// More relations that do not hold are too many to be told apart.
    const MANY: usize = 3;
    let form = context.reading.form;
    let Some(&last) = equation.wholes.last() else { return };
    let Some(mark) = context.reading.cell(last) else { return };
    let mut message = sentence(context, equation);
    if blanks > 0 {
        message = format!("{message}其中{blanks}个空格按0计。");
    }
    let is_off = |other: &Equation| matches!(outcome(context, other), Outcome::Broken(_));
    let has_one_whole = |other: &&Equation| other.wholes.len() == 1;
    // A balance is of totals: while they are off, it says nothing of what else is wrong.
    let behind_totals =
        gave_up && equation.wholes.len() > 1 && form.equations().iter().filter(has_one_whole).any(is_off);
    if gave_up {
        let advice =
            if behind_totals { "请先把各行、各列的总计改对" } else { "请逐项核对" };
        let many = form.equations().iter().filter(|other| is_off(other)).count() > MANY;
        let cause = if many { "对不上的地方太多，" } else { "" };
        message = format!("{message}{cause}没能推断错在哪一格，{advice}。");
    }
    // What the last cell would have to be; the person decides whether it is the wrong one, unless that is settled.
    let is_known = context.known.iter().any(|&(cell, _)| cell == last);
    let others = sum(context, &equation.wholes) - sum(context, &[last]);
    let right = sum(context, &equation.parts) - others;
    let finding = sink.at(mark.span, message).cells(equation.cells());
    for (cell, span, value) in nonzero(context, equation) {
        finding.note(span, format!("{}：{value}", form.cell_name(cell)));
    }
    if right >= 0 && !behind_totals && !is_known {
        let edit = Edit::replace(mark.span, right.to_string());
        finding.fix(format!("把{}改为{right}", form.cell_name(last)), Applicability::Manual, edit);
    }
}
