//! Tables: there, filled, in their place, of the right edition, with the form's rows and wording.

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::{Edition, SECTIONS, Shape, Table, short_label};
use crate::number::Entry;
use crate::reading::narrative::Quantity;
use crate::reading::tables::{RowState, TableReading};
use crate::source::Span;

use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "table-missing",
        severity: Severity::Error,
        summary: "第二、三、四部分没有表格",
        reason: "这三个部分用表格报告，没有表格就没有数据。",
        basis: Basis::Official("国办公开办函〔2021〕30号所附格式"),
        examples: &[],
        check: missing,
    },
    Rule {
        id: "table-empty",
        severity: Severity::Error,
        summary: "整张表没有一个数字",
        reason: "没有发生的也要填0，空表不能说明情况。",
        basis: Basis::Form("年度报告格式的表格"),
        examples: &[],
        check: empty,
    },
    Rule {
        id: "table-in-attachment",
        severity: Severity::Warning,
        summary: "表格放在附件里",
        reason: "格式把表格放在正文的第二、三、四部分，读者不必另找附件。",
        basis: Basis::Advice("表格宜放在正文相应的部分"),
        examples: &[],
        check: in_attachment,
    },
    Rule {
        id: "edition-mismatch",
        severity: Severity::Error,
        summary: "用错了年度的表格",
        reason: "2019、2020年度用2019年的试行格式，2021年度起用2021年的格式，两者的项目不同。",
        basis: Basis::Official("国办公开办函〔2021〕30号；国办公开办函〔2019〕60号"),
        examples: &[],
        check: edition,
    },
    Rule {
        id: "row-missing",
        severity: Severity::Error,
        summary: "表格缺少格式规定的行",
        reason: "缺行的表格无法汇总，也无法核对合计。",
        basis: Basis::Form("年度报告格式的表格"),
        examples: &[Example { right: "行政强制\t0\t\t\n", wrong: "" }],
        check: rows,
    },
    Rule {
        id: "cell-extra",
        severity: Severity::Warning,
        summary: "一行的数字比格式的单元格多",
        reason: "多出来的数字不知道属于哪一项。",
        basis: Basis::Form("年度报告格式的表格"),
        examples: &[Example { right: "行政强制\t0\t\t\n", wrong: "行政强制\t0\t0\t\n" }],
        check: extra,
    },
    Rule {
        id: "label-altered",
        severity: Severity::Warning,
        summary: "表格里的项目名称被改动、缺字或变成乱码",
        reason: "项目名称是格式规定的，改动后读者不知道数字是哪一项。",
        basis: Basis::Form("年度报告格式的表格"),
        examples: &[
            Example { right: "本年废止件数", wrong: "本年度止件数" },
            Example { right: "三、本年度办理结果", wrong: "本年度办理结果" },
        ],
        check: labels,
    },
    Rule {
        id: "text-unread",
        severity: Severity::Hint,
        summary: "表格里有没有读入的内容",
        reason: "没有读入的内容不会进入改后报告的表格，只保留在文末，请确认是不是多余的。",
        basis: Basis::Advice("识读结果"),
        examples: &[Example {
            right: "行政强制\t0\t\t\n", wrong: "行政强制\t0\t\t\n行政强制\t0\t\t\n"
        }],
        check: unread,
    },
    Rule {
        id: "reading-ambiguous",
        severity: Severity::Warning,
        summary: "分不清数字属于哪个单元格",
        reason: "工具不猜：分不清时不填，请对照原稿补上分隔或空格子。",
        basis: Basis::Advice("识读结果"),
        examples: &[Example {
            right: "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3\n",
            wrong: "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t0\t3\n",
        }],
        check: ambiguous,
    },
    Rule {
        id: "table-all-zero",
        severity: Severity::Hint,
        summary: "整张表全是0",
        reason: "全年没有发生是可能的，但也可能是忘了填，请确认。",
        basis: Basis::Advice("提醒"),
        examples: &[],
        check: all_zero,
    },
];

/// Where a table begins, for findings about the whole of it: its first line.
fn head(context: &Context<'_, '_>, table: &TableReading) -> Span {
    let line = context.source.lines().get(table.lines.start).copied().unwrap_or_default();
    crate::reading::trimmed(context.source, line)
}

fn missing(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (_, table, reading) in context.tables() {
        let section = context.reading.outline.sections.get(table.section).and_then(Option::as_ref);
        let (Some(section), false) = (section, reading.is_present()) else { continue };
        let Some(official) = SECTIONS.get(table.section) else { continue };
        let message = format!(
            "“{}”下面没有识别出表格。如果原稿的表格是图片或附件，请贴入文字表格；没有表格的，改后报告里有空白表格可填。",
            official.line()
        );
        sink.at(section.heading.span, message).done();
    }
}

/// Whether a table has no number at all.
fn is_empty(table: &TableReading) -> bool {
    table.is_present() && !table.cells().any(|cell| matches!(cell.entry, Entry::Number { .. }))
}

fn empty(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (_, table, reading) in context.tables() {
        if is_empty(reading) && reading.unread.is_empty() {
            let rows = reading.rows.iter().all(|row| row.state != RowState::Ambiguous);
            if rows {
                sink.at(
                    head(context, reading),
                    format!("{}没有填写任何数字。没有发生的也要填0。", table.name),
                )
                .done();
            }
        }
    }
}

fn in_attachment(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let mut places =
        context.tables().filter(|(.., reading)| reading.in_attachment).map(|(_, table, reading)| {
            let section = outline.sections.get(table.section).and_then(Option::as_ref);
            let span = section
                .filter(|section| section.in_attachment)
                .map_or(head(context, reading), |s| s.heading.span);
            (table.name, span)
        });
    let Some((name, first)) = places.next() else { return };
    let rest: Vec<_> = places.collect();
    let names: Vec<_> = std::iter::once(name).chain(rest.iter().map(|(name, _)| *name)).collect();
    let message = format!("{}放在附件里，宜直接放在正文的相应部分。改后报告已移到正文。", names.join("、"));
    let mut report = sink.at(first, message);
    for (name, span) in rest {
        report = report.note(span, format!("{name}在这里。"));
    }
    report.done();
}

fn edition(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let reading = context.reading;
    let Some((_, _, table)) = context.tables().find(|(.., table)| table.is_present()) else { return };
    let Some(year) = reading.outline.year else {
        return sink.unchecked("没有识别出报告年度");
    };
    if !reading.edition_seen {
        return sink.unchecked("从表格的项目看不出是哪个年度的格式");
    }
    let (seen, Some(asked)) = (reading.form.edition, Edition::for_year(year.value)) else { return };
    if seen == asked {
        return;
    }
    let message = format!(
        "报告{}年度的情况应当用{}的格式，表格用的是{}的格式。",
        year.value,
        asked.form().document,
        seen.form().document
    );
    let severity = if asked == Edition::Current { Severity::Error } else { Severity::Hint };
    sink.at(head(context, table), message)
        .severity(severity)
        .note(year.span, format!("报告年度是{}年。", year.value))
        .done();
}

fn rows(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (index, table, reading) in context.tables() {
        if !reading.is_present() || table.shape == Shape::Strip || is_empty(reading) {
            continue;
        }
        let absent: Vec<usize> =
            (0..reading.rows.len()).filter(|&row| state(reading, row) == Some(RowState::Missing)).collect();
        let name = |row: usize| table.rows.get(row).map_or("", |row| short_label(row.label.text));
        let cells = |rows: &[usize]| {
            let rows = rows.to_vec();
            table.cells(index).filter(move |cell| rows.contains(&usize::from(cell.row))).collect::<Vec<_>>()
        };
        if absent.len() * 2 > reading.rows.len() {
            let names: Vec<_> = absent.iter().map(|&row| name(row)).collect();
            let message = format!("{}缺少{}行：{}。", table.name, absent.len(), names.join("、"));
            sink.at(head(context, reading), message).cells(cells(&absent)).done();
            continue;
        }
        for &row in &absent {
            let neighbour = (0..row).rev().chain(row + 1..reading.rows.len());
            let label = neighbour.into_iter().find_map(|other| reading.rows.get(other)?.label);
            let message = format!("{}缺少“{}”一行。没有发生的也要保留这一行并填0。", table.name, name(row));
            sink.at(label.unwrap_or(head(context, reading)), message).cells(cells(&[row])).done();
        }
    }
}

fn state(table: &TableReading, row: usize) -> Option<RowState> {
    table.rows.get(row).map(|row| row.state)
}

fn extra(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (_, table, reading) in context.tables() {
        for (row, official) in reading.rows.iter().zip(table.rows) {
            let (RowState::Read, Some(&first)) = (row.state, row.surplus.first()) else { continue };
            let zero = |&span: &Span| matches!(Entry::read(context.source.slice(span)), Entry::Number { value, .. } if value.is_zero());
            let trust =
                if row.surplus.iter().all(zero) { Applicability::Suggested } else { Applicability::Manual };
            let message = format!(
                "“{}”一行只有{}个单元格，却有{}个数字。",
                short_label(official.label.text),
                official.columns.len(),
                official.columns.len() + row.surplus.len()
            );
            sink.at(first, message)
                .fix_all(
                    "删去多出的数字",
                    trust,
                    row.surplus.iter().map(|&span| Edit::delete(span)).collect(),
                )
                .done();
        }
    }
}

fn labels(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (_, table, reading) in context.tables() {
        for alteration in &reading.alterations {
            let written = context.source.slice(alteration.span);
            let shown: String = written.chars().filter(|&c| c != '\n').take(30).collect();
            match alteration.expected {
                Some(expected) => sink
                    .at(alteration.span, format!("“{shown}”应为格式的用语“{expected}”。"))
                    .fix(
                        format!("改为“{}”", short_label(expected)),
                        Applicability::Suggested,
                        Edit::replace(alteration.span, expected),
                    )
                    .done(),
                None => sink
                    .at(
                        alteration.span,
                        format!(
                            "{}里的“{shown}”不是格式的用语，可能是识别或粘贴的乱码。改后报告用格式的原文。",
                            table.name
                        ),
                    )
                    .fix("删去", Applicability::Manual, Edit::delete(alteration.span))
                    .done(),
            }
        }
        for row in reading.unread.iter().filter(|row| row.repeats.is_none()) {
            let (Some(&first), Some(&last)) = (row.entries.first(), row.entries.last()) else { continue };
            // A strip that cannot be placed has a finding of its own.
            if table.shape == Shape::Strip {
                continue;
            }
            sink.at(
                first.to(last),
                format!("{}里这一行有数字却没有格式的项目名称，数字没有读入任何单元格。", table.name),
            )
            .fix_all(
                "删去这些数字",
                Applicability::Manual,
                row.entries.iter().map(|&e| Edit::delete(e)).collect(),
            )
            .done();
        }
    }
}

fn unread(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (_, table, reading) in context.tables() {
        for row in &reading.unread {
            let (Some(label), Some(repeats)) = (row.label, row.repeats) else { continue };
            let name = table.rows.get(repeats).map_or("", |row| short_label(row.label.text));
            sink.at(label, format!("{}的“{name}”一行出现了两次，这一次的数字没有读入。", table.name)).done();
        }
    }
}

fn ambiguous(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (_, table, reading) in context.tables() {
        let doubtful =
            reading.rows.iter().zip(table.rows).filter(|(row, _)| row.state == RowState::Ambiguous);
        for (row, official) in doubtful {
            let Some(label) = row.label else { continue };
            let (name, expected, found): (String, usize, usize) = match table.shape {
                Shape::Rows => (
                    format!("“{}”一行", short_label(official.label.text)),
                    official.columns.len(),
                    row.surplus.len(),
                ),
                Shape::Strip => (
                    table.name.to_owned(),
                    table.rows.iter().map(|row| row.columns.len()).sum(),
                    reading.unread.iter().map(|row| row.entries.len()).sum(),
                ),
            };
            let message = if found == expected {
                format!(
                    "{name}的数字分不清各属于哪个单元格，没有读入：栏目的次序与格式不同，或者旁边还有归不进去的数字。请对照原稿核对。"
                )
            } else {
                format!(
                    "{name}应有{expected}个数字，读到{found}个，分不清各属于哪个单元格，没有读入。请对照原稿补齐。"
                )
            };
            sink.at(label, message).done();
            if table.shape == Shape::Strip {
                break;
            }
        }
    }
}

fn all_zero(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let none = |quantity: Quantity| context.reading.narrative.says_none(quantity);
    let explained = |table: &Table| match table.id {
        "t3" => {
            [Quantity::Received, Quantity::New, Quantity::Accepted, Quantity::Handled].into_iter().any(none)
        }
        "t4" => none(Quantity::Review) && none(Quantity::Litigation),
        _ => false,
    };
    let zero: Vec<_> = context
        .tables()
        .filter(|(_, table, reading)| {
            let mut cells = reading.cells().peekable();
            cells.peek().is_some()
                && cells.all(|cell| matches!(cell.entry, Entry::Number { value, .. } if value.is_zero()))
                && !explained(table)
        })
        .map(|(_, table, reading)| (table.name, head(context, reading)))
        .collect();
    let Some(&(_, first)) = zero.first() else { return };
    let names: Vec<_> = zero.iter().map(|(name, _)| *name).collect();
    let mut report = sink.at(first, format!("{}各项全是0，请确认全年确实没有发生。", names.join("、")));
    for &(name, span) in zero.iter().skip(1) {
        report = report.note(span, format!("{name}也全是0。"));
    }
    report.done();
}
