//! The figures of the tables beside those of last year's report.

use crate::check::statements::mentions_expiry;
use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit, Severity};
use crate::form::{Cell, short_label};
use crate::number::Number;
use crate::reading::Reading;
use crate::source::Span;

use super::comparable;

/// The columns of 表三, the total first: it is what a reader compares.
const COLUMNS: [&str; 7] = ["total", "natural", "business", "research", "welfare", "legal", "other"];

/// A cell of the draft, and the number that last year's report has for it.
struct Pair {
    cell: Cell,
    span: Span,
    now: i64,
    before: i64,
}

fn count(reading: &Reading, cell: Cell) -> Option<i64> {
    reading.value(cell).and_then(Number::as_whole)
}

/// The cells of what a draft took over, each with the cell of the report before that has it too; the total first.
pub(super) fn carried<'r>(now: &'r Reading, before: &'r Reading) -> impl Iterator<Item = (Cell, Cell)> + 'r {
    COLUMNS.iter().filter_map(|column| {
        let own = now.form.cell(&format!("t3.carried_in.{column}"))?;
        Some((own, before.form.cell(&format!("t3.carried_out.{column}"))?))
    })
}

pub(super) fn carried_over(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((prior, year)) = comparable(context, sink) else { return };
    let (now, before) = (context.reading, &prior.reading);
    let pairs = carried(now, before).filter_map(|(cell, other)| {
        let span = now.cell(cell)?.span;
        Some(Pair { cell, span, now: count(now, cell)?, before: count(before, other)? })
    });
    let pairs: Vec<Pair> = pairs.collect();
    if pairs.is_empty() {
        sink.unchecked("没有与上年报告对照：两份报告表三的“上年结转”和“结转下年度继续办理”没有都读出来");
        return;
    }
    let total = |pair: &Pair| now.form.place(pair.cell).is_some_and(|(.., column)| column.id == "total");
    let differ: Vec<&Pair> = pairs.iter().filter(|pair| pair.now != pair.before).collect();
    let Some(first) = differ.first() else { return };
    let is_total = total(first);
    // All applicants agree: then one of the totals is no sum, and that is for the rules of sums.
    if is_total && differ.len() == 1 && pairs.len() == COLUMNS.len() {
        return;
    }
    let named = differ.iter().filter_map(|pair| {
        let (.., column) = now.form.place(pair.cell)?;
        Some(format!("{}填的是{}，上年报告是{}", column.label, pair.now, pair.before))
    });
    let mut message = format!(
        "“上年结转”与{year}年度报告的“结转下年度继续办理”不一致：{}。",
        named.collect::<Vec<_>>().join("；")
    );
    if !is_total && pairs.iter().any(total) {
        message += "总计一致，可能是申请人重新归了类。";
    }
    let edits = differ.iter().map(|pair| Edit::replace(pair.span, pair.before.to_string())).collect();
    sink.at(first.span, message)
        .severity(if is_total { Severity::Error } else { Severity::Warning })
        .cells(differ.iter().map(|pair| pair.cell))
        .fix_all(format!("按{year}年度报告填写"), Applicability::Manual, edits);
}

pub(super) fn in_force(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((prior, year)) = comparable(context, sink) else { return };
    let (now, before) = (context.reading, &prior.reading);
    for row in ["regulations", "normative"] {
        let id = |column: &str| format!("t2.{row}.{column}");
        // The trial form has no such columns.
        let cells = ["in_force", "issued", "repealed"].map(|column| now.form.cell(&id(column)));
        let [Some(cell), Some(issued), Some(repealed)] = cells else { return };
        let Some(stock) = before.form.cell(&id("in_force")).and_then(|cell| count(before, cell)) else {
            sink.unchecked(format!("没有与上年报告对照：{year}年度报告的表二没有读出“现行有效件数”"));
            continue;
        };
        let values = [cell, issued, repealed].map(|cell| count(now, cell));
        let ([Some(stated), Some(more), Some(fewer)], Some(mark)) = (values, now.cell(cell)) else {
            sink.unchecked("没有与上年报告对照：表二的件数没有都读出来");
            continue;
        };
        let expected = stock.saturating_add(more).saturating_sub(fewer);
        if stated == expected || mentions_expiry(context) {
            continue;
        }
        let report = sink.at(
            mark.span,
            format!(
                "{}填的是{stated}；{year}年度报告是{stock}，本年制发{more}、废止{fewer}，推算应为{expected}。有到期失效、机构调整等原因的不用改。",
                now.form.cell_name(cell)
            ),
        );
        if expected >= 0 {
            let edit = Edit::replace(mark.span, expected.to_string());
            report.fix(format!("改为{expected}"), Applicability::Manual, edit);
        }
        report.cells([cell, issued, repealed]);
    }
}

/// The figures that do not change by much from one year to the next unless something else changed.
const STEADY: [&str; 7] = [
    "t2.regulations.in_force",
    "t2.normative.in_force",
    "t2.permits.decisions",
    "t2.penalties.decisions",
    "t2.coercion.decisions",
    "t2.fees.amount",
    "t3.new.total",
];

pub(super) fn jumps(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    /// How many times as much is a jump.
    const TIMES: f64 = 5.0;
    /// Below this, five times as much is an ordinary year.
    const LEAST: f64 = 50.0;
    let Some((prior, year)) = comparable(context, sink) else { return };
    let (now, before) = (context.reading, &prior.reading);
    let found = STEADY.iter().filter_map(|id| {
        let cell = now.form.cell(id)?;
        let (value, earlier) = (now.value(cell)?, before.value(before.form.cell(id)?)?);
        let (less, more) = (value.as_f64().min(earlier.as_f64()), value.as_f64().max(earlier.as_f64()));
        let (_, row, column) = now.form.place(cell)?;
        let name = format!("{}的{}从{earlier}到{value}", short_label(row.label.text), column.label);
        (more >= LEAST && more >= TIMES * less).then_some((cell, now.cell(cell)?.span, name))
    });
    let found: Vec<(Cell, Span, String)> = found.collect();
    let Some((_, span, _)) = found.first() else { return };
    let names: Vec<&str> = found.iter().map(|(.., name)| name.as_str()).collect();
    let message =
        format!("与{year}年度报告相差五倍以上：{}。请确认统计口径没有变，没有填错行。", names.join("；"));
    sink.at(*span, message).cells(found.iter().map(|(cell, ..)| *cell));
}
