//! Tables: there, filled, in their place, of the right edition, with the form's rows and wording.

mod twice;
mod whole;

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::{Shape, short_label};
use crate::number::Entry;
use crate::reading::tables::{RowState, TableReading};
use crate::source::Span;

use super::{Context, Example, Rule, Sink};
use whole::{head, is_empty};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "table-missing",
        severity: Severity::Error,
        summary: "第二、三、四部分没有表格",
        reason: "这三个部分用表格报告，没有表格就没有数据。",
        basis: Basis::Official("国办公开办函〔2021〕30号所附格式"),
        examples: &[Example {
            right: "行政复议\t\t\t\t\t行政诉讼⋯0\t0\t0\t0\t0\n2023年", wrong: "2023年"
        }],
        check: whole::missing,
    },
    Rule {
        id: "table-empty",
        severity: Severity::Error,
        summary: "整张表没有一个数字",
        reason: "没有发生的也要填0，空表不能说明情况。",
        basis: Basis::Form("年度报告格式的表格"),
        examples: &[Example {
            right: "规章\t0\t0\t0⋯行政事业性收费\t0",
            wrong: "规章\t\t\t\n行政规范性文件\t\t\t\n行政许可\t\t\t\n行政处罚\t\t\t\n行政强制\t\t\t\n行政事业性收费\t",
        }],
        check: whole::empty,
    },
    Rule {
        id: "table-in-attachment",
        severity: Severity::Warning,
        summary: "表格放在附件里",
        reason: "格式把表格放在正文的第二、三、四部分，读者不必另找附件。",
        basis: Basis::Advice("表格宜放在正文相应的部分"),
        examples: &[Example {
            right: "四、政府信息公开行政复议、行政诉讼情况⋯2024年1月15日",
            wrong: whole::ATTACHED,
        }],
        check: whole::in_attachment,
    },
    Rule {
        id: "edition-mismatch",
        severity: Severity::Error,
        summary: "用错了年度的表格",
        reason: "2019、2020年度用2019年的试行格式，2021年度起用2021年的格式，两者的项目不同。",
        basis: Basis::Official("国办公开办函〔2021〕30号；国办公开办函〔2019〕60号"),
        examples: &[Example {
            right: "第二十条第（一）项⋯（七）总计\t\t8\t1\t0\t0\t0\t0\t9\n",
            wrong: whole::TRIAL,
        }],
        check: whole::edition,
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
        check: twice::unread,
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
        examples: &[Example {
            right: "行政规范性文件\t2⋯行政强制\t0",
            wrong: "行政规范性文件\t0\t0\t0\n行政许可\t0\t\t\n行政处罚\t0\t\t\n行政强制\t0",
        }],
        check: whole::all_zero,
    },
];

fn rows(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (index, table, reading) in context.tables() {
        let is_other = reading.is_scattered || table.shape == Shape::Strip;
        if !reading.is_present() || is_other || is_empty(reading) {
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
            sink.at(head(context, reading), message).cells(cells(&absent));
            continue;
        }
        for &row in &absent {
            let neighbour = (0..row).rev().chain(row + 1..reading.rows.len());
            let label = neighbour.into_iter().find_map(|other| reading.rows.get(other)?.label);
            let message = format!("{}缺少“{}”一行。没有发生的也要保留这一行并填0。", table.name, name(row));
            sink.at(label.unwrap_or(head(context, reading)), message).cells(cells(&[row]));
        }
    }
}

fn state(table: &TableReading, row: usize) -> Option<RowState> {
    table.rows.get(row).map(|row| row.state)
}

fn extra(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    // Where labels and numbers came apart, these may be of other rows.
    for (_, table, reading) in context.tables().filter(|(.., reading)| !reading.is_scattered) {
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
            sink.at(first, message).fix_all(
                "删去多出的数字",
                trust,
                row.surplus.iter().map(|&span| Edit::delete(span)).collect(),
            );
        }
    }
}

fn labels(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    // Where labels and numbers came apart, the labels are in pieces.
    for (_, table, reading) in context.tables().filter(|(.., reading)| !reading.is_scattered) {
        for alteration in &reading.alterations {
            let written = context.source.slice(alteration.span);
            let shown: String = written.chars().filter(|&c| c != '\n').take(30).collect();
            match alteration.expected {
                Some(expected) => {
                    // The figure that stands with a head may be one of the report.
                    let loses_figure = alteration.loses_figure(context.source);
                    // On a line that may be of two tables, each would have it in its own words, round after round.
                    let line = context.source.line_index(alteration.span.start);
                    let owners = context.reading.tables.iter().filter(|table| table.owns_line(line)).count();
                    let is_in_yuan = alteration.is_in_yuan(context.source);
                    let is_doubtful = loses_figure || owners > 1 || is_in_yuan;
                    let trust = if is_doubtful { Applicability::Manual } else { Applicability::Suggested };
                    let money = if is_in_yuan {
                        "这里的单位是元，格式的单位是万元，下面的金额要一并除以10000。"
                    } else {
                        ""
                    };
                    sink.at(alteration.span, format!("“{shown}”应为格式的用语“{expected}”。{money}")).fix(
                        format!("改为“{}”", short_label(expected)),
                        trust,
                        Edit::replace(alteration.span, expected),
                    );
                }
                None => {
                    let message = format!(
                        "{}里的“{shown}”不是格式的用语，可能是识别或粘贴的乱码。改后报告用格式的原文。",
                        table.name
                    );
                    sink.at(alteration.span, message).leave_out(alteration.span, Applicability::Manual);
                }
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
            );
        }
    }
}

fn ambiguous(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    const MOST_NAMED: usize = 3;
    /// Most rows that have a finding each: more were lost in copying, and all by one cause.
    const MOST_ROWS: usize = 8;
    for (index, table, reading) in context.tables() {
        let is_doubtful = |row: &usize| {
            reading.rows.get(*row).is_some_and(|row| row.state == RowState::Ambiguous && row.label.is_some())
        };
        let doubtful: Vec<usize> = (0..table.rows.len()).filter(is_doubtful).collect();
        if reading.is_scattered || table.shape == Shape::Rows && doubtful.len() > MOST_ROWS {
            let (rows, seems) = if reading.is_scattered {
                (reading.rows_not_read().collect(), "的项目名称和数字不在一起，像是从PDF复制的，")
            } else {
                (doubtful, "的数字和格式的单元格对不上（栏目的次序不同，或者缺了、多了数字），")
            };
            let named = rows.iter().take(MOST_NAMED).filter_map(|&row| table.rows.get(row));
            let named: Vec<_> = named.map(|row| short_label(row.label.text)).collect();
            let message = format!(
                "{}{seems}有{}行分不清哪些数字是它们的，没有读入（如{}）。请从原文件重新复制这张表，或者对照原稿填写改后报告。",
                table.name,
                rows.len(),
                named.join("、")
            );
            let cells = table.cells(index).filter(|cell| rows.contains(&usize::from(cell.row)));
            sink.at(head(context, reading), message).cells(cells);
            continue;
        }
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
            sink.at(label, message);
            if table.shape == Shape::Strip {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    const CLEAN: &str = include_str!("../../tests/drafts/clean-2021.txt");

    /// The fixes for altered labels in the sample with a piece of it replaced.
    fn label_fixes(from: &str, to: &str) -> Vec<String> {
        assert!(CLEAN.contains(from), "{from}");
        let findings = check_text(&CLEAN.replacen(from, to, 1)).findings;
        let altered = findings.into_iter().filter(|finding| finding.rule == "label-altered");
        altered.flat_map(|finding| finding.fixes).map(|fix| fix.title).collect()
    }

    #[test]
    fn a_group_that_is_half_another_is_known_by_its_number() {
        assert_eq!(label_fixes("（四）无法提供", "（四）无法公开"), ["改为“（四）无法提供”"]);
        assert_eq!(label_fixes("（四）无法提供", "(四)无法公布"), ["改为“（四）无法提供”"]);
        assert_eq!(label_fixes("（四）无法提供", "（四）内部信息"), ["删去"]);
        assert_eq!(label_fixes("（四）无法提供", "（八）无法公开"), ["删去"]);
    }

    #[test]
    fn a_number_before_the_rest_of_a_label_is_found() {
        assert_eq!(label_fixes("\n\t（五）不予处理", "\t7）不予处理"), ["改为“（五）不予处理”"]);
        assert_eq!(label_fixes("（五）不予处理", "5）不予处理"), ["改为“（五）不予处理”"]);
    }

    #[test]
    fn a_unit_behind_a_head_is_no_other_wording() {
        for unit in ["（件）", "(件)", "（单位：件）"] {
            for head in ["本年制发件数", "本年处理决定数量", "法律服务机构\t其他", "总计\n", "结果维持"]
            {
                let with_unit =
                    format!("{}{unit}{}", head.trim_end(), if head.ends_with('\n') { "\n" } else { "" });
                assert_eq!(label_fixes(head, &with_unit), [""; 0], "{with_unit}");
            }
        }
        assert_eq!(label_fixes("本年制发件数", "本年制发件数件"), ["改为“本年制发件数”"]);
        assert_eq!(label_fixes("本年制发件数", "本年制件数（件）"), ["改为“本年制发件数”"]);
        assert_eq!(label_fixes("（单位：万元）", "（元）"), ["改为“本年收费金额”"]);
    }

    #[test]
    fn a_head_that_lost_a_character_is_known_on_a_line_of_its_own_and_a_wrapped_one_is_whole() {
        const DRAFT: &str = include_str!("../../tests/drafts/layout-one-cell-a-line.txt");
        for (from, to, expected) in [
            ("现行有效件数\n", "现行有效件\n", 1),
            ("本年废止件数\n", "本年度止件数\n", 1),
            ("本年制发件数\n", "本年制件数\n", 1),
            ("现行有效件数\n", "现行有效件\n数\n", 0),
            ("本年废止件数\n", "本年废\n止件数\n", 0),
            ("社会公益组织\n", "社会公益组\n织\n", 0),
        ] {
            assert!(DRAFT.contains(from), "{from}");
            let findings = check_text(&DRAFT.replacen(from, to, 1)).findings;
            let altered = findings.iter().filter(|finding| finding.rule == "label-altered");
            assert_eq!(altered.count(), expected, "{to}");
        }
    }
}
