//! Cells: every one filled in, with a plain count where the form counts.

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::fold::{digit_like, trim};
use crate::form::{Cell, OPEN_SPOT, Quantity, Table, short_label};
use crate::number::{Entry, Number};
use crate::reading::Reading;
use crate::reading::tables::{CellReading, RowState};

use super::{Context, Example, Rule, Sink, cause};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "cell-blank",
        severity: Severity::Error,
        summary: "单元格没有填数字",
        reason: "每个单元格都要有数字，没有发生的填0，空着会被当成漏填。",
        basis: Basis::Form("年度报告格式的表格；空格按勾稽关系推算"),
        examples: &[
            Example { right: "行政规范性文件\t2\t0\t5", wrong: "行政规范性文件\t2\t\t5" },
            Example { right: "行政规范性文件\t2\t0\t5", wrong: "行政规范性文件\t2\t/\t5" },
        ],
        check: blank,
    },
    Rule {
        id: "cell-not-number",
        severity: Severity::Error,
        summary: "单元格里不是数字",
        reason: "表格只填数字，单位已经在表头写明。",
        basis: Basis::Form("年度报告格式的表格"),
        examples: &[
            Example { right: "行政规范性文件\t2\t0\t5", wrong: "行政规范性文件\t2\to\t5" },
            Example {
                right: "行政规范性文件\t2\t0\t5", wrong: "行政规范性文件\t２ 件\t0\t5"
            },
        ],
        check: not_number,
    },
    Rule {
        id: "cell-not-count",
        severity: Severity::Error,
        summary: "件数是负数或小数，或者减少的比原有的多",
        reason: "件数只能是0或正整数，上一年项目数量加本年增减也是。",
        basis: Basis::Form("年度报告格式的表格"),
        examples: &[
            Example { right: "行政规范性文件\t2\t0\t5", wrong: "行政规范性文件\t2\t-1\t5" },
            Example { right: "行政规范性文件\t2\t0\t5", wrong: "行政规范性文件\t2.5\t0\t5" },
        ],
        check: not_count,
    },
];

/// The cells of a table that are present.
fn present<'r>(
    reading: &'r Reading,
    index: u8,
    table: &'r Table,
) -> impl Iterator<Item = (Cell, &'r CellReading)> {
    table.cells(index).filter_map(|cell| Some((cell, reading.cell(cell)?)))
}

/// One finding a table: blank cells, and apart from them the cells with a mark for “nothing”.
fn blank(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let form = context.reading.form;
    let located = context.located();
    for (index, table, reading) in context.tables() {
        if !reading.cells().any(|cell| matches!(cell.entry, Entry::Number { .. })) {
            continue;
        }
        // Whoever finds the remark on such a row right has its cells still blank.
        let unread = reading.rows.iter().filter(|row| row.state == RowState::Ambiguous).count();
        if unread > 0 {
            sink.unchecked(format!("{}有{unread}行未识读", table.name));
        }
        for (row, read) in (0_u8..).zip(&reading.rows) {
            let columns = table.rows.get(usize::from(row)).map_or(0, |row| row.columns.len() as u8);
            let lacking: Vec<Cell> = (0..columns)
                .map(|column| Cell { table: index, row, column })
                .filter(|&cell| context.reading.is_blank(cell) && context.reading.cell(cell).is_none())
                .collect();
            let (Some(label), Some(&first)) = (read.label, lacking.first()) else { continue };
            let name = form.place(first).map_or("", |(_, row, _)| short_label(row.label.text));
            sink.at(label, format!("“{name}”一行少了{}个数字。没有发生的填0。", lacking.len()))
                .cells(lacking);
        }
        // The marker of an open spot is a mark too, but says that nobody has looked at the cell yet.
        for (entry, is_open, severity, what) in [
            (Entry::Empty, false, Severity::Error, "空着"),
            (Entry::Mark, true, Severity::Error, "还没有填写"),
            (Entry::Mark, false, Severity::Warning, "填了符号而不是数字"),
        ] {
            let is_such = |cell: &CellReading| {
                cell.entry == entry && context.source.slice(cell.span).starts_with(OPEN_SPOT) == is_open
            };
            let cells: Vec<_> =
                present(context.reading, index, table).filter(|(_, cell)| is_such(cell)).collect();
            let Some(&(first, mark)) = cells.first() else { continue };
            let known: Vec<_> =
                cells.iter().filter_map(|(cell, _)| Some((*cell, located.blank(*cell)?))).collect();
            let mut message = match cells.len() {
                1 => format!("{}{}{what}。", table.name, form.cell_name(first)),
                count => format!("{}有{count}个单元格{what}，如{}。", table.name, form.cell_name(first)),
            };
            message.push_str(match known.len() {
                0 => "没有发生的填0，有数的请补上。",
                all if all == cells.len() => "按勾稽关系可以推算出应填的数。",
                _ => "其中一部分可以按勾稽关系推算。",
            });
            let edit = |cell: &CellReading, value: Number| Edit::replace(cell.span, value.to_string());
            let by_relation: Vec<_> =
                cells.iter().filter_map(|(cell, mark)| Some(edit(mark, located.blank(*cell)?))).collect();
            let by_zero: Vec<_> = cells
                .iter()
                .filter(|(cell, _)| located.blank(*cell).is_none() && located.may_be_zero(context, *cell))
                .map(|(_, mark)| edit(mark, Number::ZERO))
                .collect();
            let values: Vec<_> = known.iter().map(|&(_, value)| value).collect();
            let report =
                sink.at(mark.span, message).severity(severity).cells(cells.iter().map(|(cell, _)| *cell));
            for (cell, mark) in cells.iter().skip(1) {
                report.note(mark.span, format!("{}{what}。", form.cell_name(*cell)));
            }
            let verb = if entry == Entry::Empty || is_open { "填" } else { "改为" };
            let zero = match (by_zero.len(), by_relation.len()) {
                (1, 0) if cells.len() == 1 => format!("{verb}0"),
                (all, _) if all == cells.len() && entry == Entry::Empty => "空着的都填0".to_owned(),
                (all, _) if all == cells.len() && is_open => "没有填写的都填0".to_owned(),
                (all, _) if all == cells.len() => "符号都改为0".to_owned(),
                (rest, known) if rest + known == cells.len() => format!("其余{rest}个{verb}0"),
                (some, _) => format!("可以是0的{some}个{verb}0"),
            };
            report
                .fix_all(
                    format!("按勾稽关系{}", filled_in(&values, verb)),
                    Applicability::Suggested,
                    by_relation,
                )
                .fix_all(zero, Applicability::Manual, by_zero);
        }
    }
}

/// What is written into so many cells, in words.
fn filled_in(values: &[Number], verb: &str) -> String {
    /// Most values that are worth reading.
    const MOST: usize = 8;
    let verb = if verb == "填" { "填入" } else { verb };
    match values {
        [first, _, ..] if values.iter().all(|value| value == first) => format!("都{verb}{first}"),
        _ if values.len() > MOST => format!("{verb}{}个数", values.len()),
        _ => format!("{verb}{}", values.iter().map(Number::to_string).collect::<Vec<_>>().join("、")),
    }
}

fn not_number(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let form = context.reading.form;
    for (index, table, _) in context.tables() {
        let mut worded = Vec::new();
        for (cell, mark) in present(context.reading, index, table) {
            let Some((.., column)) = form.place(cell) else { continue };
            let written = context.source.slice(mark.span);
            match mark.entry {
                Entry::Text => {
                    let report = sink
                        .at(mark.span, format!("{}应填数字，现在是“{written}”。", form.cell_name(cell)))
                        .cells([cell]);
                    if let Some((value, trust)) = likely(written, column.quantity) {
                        report.fix(format!("改为{value}"), trust, Edit::replace(mark.span, value));
                    }
                }
                Entry::Number { value, plain: false }
                    if column.quantity == Quantity::Count && has_words(written) =>
                {
                    worded.push((cell, Edit::replace(mark.span, value.to_string())));
                }
                _ => {}
            }
        }
        numbers_with_words(context, table, worded, sink);
    }
}

/// One finding a table: who writes 件 behind one number writes it behind all.
fn numbers_with_words(
    context: &Context<'_, '_>,
    table: &Table,
    worded: Vec<(Cell, Edit)>,
    sink: &mut Sink<'_>,
) {
    let form = context.reading.form;
    let Some((first, edit)) = worded.first() else { return };
    let name = form.cell_name(*first);
    let says = |edit: &Edit| format!("“{}”应写成{}", context.source.slice(edit.span), edit.text);
    let (message, title) = match worded.len() {
        1 => (format!("{name}只填数字，{}。", says(edit)), format!("改为{}", edit.text)),
        count => (
            format!(
                "{}有{count}个单元格在数字以外还写了字，只填数字，如{name}，{}。",
                table.name,
                says(edit)
            ),
            format!("{count}处都只留数字"),
        ),
    };
    let report = sink.at(edit.span, message).cells(worded.iter().map(|(cell, _)| *cell));
    for (cell, edit) in worded.iter().skip(1) {
        report.note(edit.span, format!("{}：{}。", form.cell_name(*cell), says(edit)));
    }
    report.fix_all(title, Applicability::Safe, worded.into_iter().map(|(_, edit)| edit).collect());
}

/// Whether something other than digits and their punctuation is written.
fn has_words(written: &str) -> bool {
    written.chars().map(crate::fold::narrow).any(|c| !c.is_ascii() && c.is_alphabetic())
}

/// What a garbled entry most likely was.
fn likely(written: &str, quantity: Quantity) -> Option<(String, Applicability)> {
    if matches!(written, "o" | "O" | "○" | "Ｏ" | "ｏ" | "〇") {
        return Some(("0".to_owned(), Applicability::Suggested));
    }
    // 356000元 under a head in 万元.
    if let Some(amount) = written.strip_suffix('元').filter(|_| quantity == Quantity::Money) {
        let Entry::Number { value, .. } = Entry::read(amount) else { return None };
        return value.in_ten_thousands().map(|amount| (amount.to_string(), Applicability::Manual));
    }
    // ↓2 and —2 are less by two.
    if quantity == Quantity::Change
        && let Some(less) = written.strip_prefix(['↓', '—', '–'])
    {
        let number = trim(less);
        let is_whole = number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty();
        return is_whole.then(|| (format!("-{number}"), Applicability::Manual));
    }
    let narrow = || written.chars().map(crate::fold::narrow);
    // l268 is 1268, and no 268.
    let figure: Option<String> = narrow().map(digit_like).collect();
    let digits: String = narrow().filter(char::is_ascii_digit).collect();
    if let Some(figure) = figure.filter(|_| !digits.is_empty()) {
        return Some((figure, Applicability::Suggested));
    }
    // 12。6 is 12.6 where money is counted; 12，6 may be 12.6 or 126, and no count has decimals.
    if let Some((whole, mark, rest)) = parted(written) {
        let is_amount = quantity == Quantity::Money && mark != ',';
        return is_amount.then(|| (format!("{whole}.{rest}"), Applicability::Manual));
    }
    (!digits.is_empty()).then_some((digits, Applicability::Manual))
}

/// The digits before and behind the one mark of a number, and the mark, half width: 12。6, 12. 6.
fn parted(written: &str) -> Option<(String, char, String)> {
    const MARKS: [char; 7] = ['。', '.', '．', '·', '、', '，', ','];
    let (whole, behind) = written.split_once(MARKS)?;
    let mark = written.get(whole.len()..)?.chars().next().map(crate::fold::narrow)?;
    let digits = |part: &str| {
        let digits: String = trim(part).chars().map(crate::fold::narrow).collect();
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
    };
    Some((digits(whole)?, mark, digits(behind)?))
}

fn not_count(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let form = context.reading.form;
    for (index, table, _) in context.tables() {
        for (cell, mark) in present(context.reading, index, table) {
            let (Some((.., column)), Entry::Number { value, .. }) = (form.place(cell), mark.entry) else {
                continue;
            };
            let name = || form.cell_name(cell);
            let negative = value.is_negative() && column.quantity != Quantity::Change;
            match value.as_whole() {
                _ if column.quantity == Quantity::Money && !negative => {}
                // It is said with what it must be, where that is known.
                _ if negative => match context.located().cause_below_zero(context, cell) {
                    Some(cause) => cause::report(context, sink, cause),
                    None => {
                        sink.at(mark.span, format!("{}是负数（{value}），应为0或正数。", name()))
                            .cells([cell]);
                    }
                },
                None => {
                    sink.at(mark.span, format!("{}是小数（{value}），件数应为整数。", name())).cells([cell]);
                }
                Some(whole) if value.has_decimals() => {
                    sink.at(mark.span, format!("{}写成了{value}，件数写整数。", name()))
                        .severity(Severity::Hint)
                        .cells([cell])
                        .fix(
                            format!("改为{whole}"),
                            Applicability::Safe,
                            Edit::replace(mark.span, whole.to_string()),
                        );
                }
                Some(_) => {}
            }
        }
    }
    below_zero(context, sink);
}

/// Last year's items and their change, which leave none or more.
fn below_zero(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let form = context.reading.form;
    let whole = |cell: Cell| context.reading.value(cell).and_then(Number::as_whole);
    for equation in form.equations().iter().filter(|equation| equation.rule == "cell-not-count") {
        if let [before, change] = *equation.parts.as_slice()
            && let (Some(last), Some(by), Some(mark)) =
                (whole(before), whole(change), context.reading.cell(change))
            && last >= 0
            && last + by < 0
        {
            let message =
                format!("{}是{by}，而上一年项目数量是{last}，减少的比原有的还多。", form.cell_name(change));
            sink.at(mark.span, message).cells([before, change]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    #[test]
    fn what_a_mark_parts_is_not_run_together() {
        let sample = include_str!("../../tests/drafts/clean-2021.txt");
        let fix = |row: &str, written: &str| {
            let text =
                sample.replacen(row, &format!("{}{written}", row.trim_end_matches(char::is_numeric)), 1);
            let findings = check_text(&text).findings;
            let finding = findings.iter().find(|finding| finding.rule == "cell-not-number").unwrap();
            finding.fixes.first().and_then(|fix| fix.edits().first()).map(|edit| edit.text.clone())
        };
        for (written, right) in
            [("12。6", Some("12.6")), ("12·6", Some("12.6")), ("12. 6", Some("12.6")), ("12，6", None)]
        {
            assert_eq!(fix("行政事业性收费\t0", written).as_deref(), right, "{written}");
        }
        assert_eq!(fix("行政处罚\t3", "12。6"), None);
        assert_eq!(fix("行政处罚\t3", "12。").as_deref(), Some("12"));
    }

    #[test]
    fn a_change_takes_away_no_more_than_there_was() {
        let sample = include_str!("../../tests/drafts/clean-2019.txt");
        for (row, expected) in
            [("5\t-1\t12", 0), ("5\t-5\t12", 0), ("5\t-6\t12", 1), ("5\t减6\t12", 1), ("0\t+6\t12", 0)]
        {
            let text = sample.replace("行政许可\t5\t-1\t12", &format!("行政许可\t{row}"));
            let findings = check_text(&text).findings;
            let found = findings.iter().filter(|finding| finding.rule == "cell-not-count").count();
            assert_eq!(found, expected, "{row}");
        }
    }
}
