//! Tables as a whole: there, filled, in the body, of the right edition, not left at zero.

use std::ops::Range;

use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit, Severity};
use crate::form::{Edition, SECTIONS, Shape, Table};
use crate::number::Entry;
use crate::reading::narrative::Quantity;
use crate::reading::tables::{RowState, TableReading};
use crate::source::Span;

/// The end of the sample with its last table in an attachment.
pub(super) const ATTACHED: &str = "五、存在的主要问题及改进情况
一是公开内容更新不够及时，二是经办人员业务不够熟悉。
下一步，柳河镇将按月核对栏目更新情况，每季度组织一次业务学习。

六、其他需要报告的事项
2023年，本机关未收取信息处理费。

青溪县柳河镇人民政府
2024年1月15日

附件：
四、政府信息公开行政复议、行政诉讼情况
行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t
\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
0\t0\t0\t0\t0\t1\t0\t1\t0\t2\t0\t0\t0\t0\t0";

/// The first two tables of the sample on the trial form.
pub(super) const TRIAL: &str = include_str!("trial.txt");

/// Where a table begins, for findings about the whole of it: its first line.
pub(super) fn head(context: &Context<'_, '_>, table: &TableReading) -> Span {
    let line = context.source.line(table.lines.start);
    crate::reading::trimmed(context.source, line)
}

pub(super) fn missing(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (index, table, reading) in context.tables() {
        let section = context.reading.outline.section(table.section);
        let (Some(section), false) = (section, reading.is_present()) else { continue };
        let Some(official) = SECTIONS.get(table.section) else { continue };
        let strip =
            (table.shape == Shape::Strip).then(|| strip(context, section.body.clone(), table)).flatten();
        let advice = match strip {
            Some((_, count)) => format!(
                "，只有一行{count}个数字，{}应有{}个，分不清各属于哪个单元格。请对照原稿补上表头和数字",
                table.name,
                table.cells(index).count()
            ),
            None => "。如果原稿的表格是图片或附件，请贴入文字表格；没有表格的，改后报告里有空白表格可填"
                .to_owned(),
        };
        let message = format!("“{}”下面没有识别出表格{advice}。", official.line());
        let open = format!("\n{}", table.open_lines(index).join("\n"));
        let finding = sink.at(section.heading.span, message);
        finding.notes(strip.map(|(line, _)| line), "这一行数字没有读入。");
        finding.fix("放入空白表格", Applicability::Manual, Edit::insert(section.heading.span.end, open));
    }
}

/// A line of numbers and nothing else that may be the cells of a strip, though not as many, and how many it has.
fn strip(context: &Context<'_, '_>, lines: Range<usize>, table: &Table) -> Option<(Span, usize)> {
    let is_number = |part: &str| matches!(Entry::read(part), Entry::Number { .. });
    // As many as a whole block of the table and more: fewer may be anything.
    let fewest = table.width() * 2;
    let whole = table.cells(0).count();
    lines.map(|line| crate::reading::trimmed(context.source, context.source.line(line))).find_map(|line| {
        let parts = || {
            let parts = context.source.slice(line).split(|c: char| c.is_whitespace() || c == '|');
            parts.filter(|part| !part.is_empty())
        };
        let count = parts().take_while(|part| is_number(part)).count();
        (count >= fewest && count != whole && count == parts().count()).then_some((line, count))
    })
}

/// Whether a table has no number at all.
pub(super) fn is_empty(table: &TableReading) -> bool {
    table.is_present() && !table.cells().any(|cell| matches!(cell.entry, Entry::Number { .. }))
}

pub(super) fn empty(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (index, table, reading) in context.tables() {
        if is_empty(reading) && reading.unread.is_empty() {
            let rows = reading.rows.iter().all(|row| row.state != RowState::Ambiguous);
            if rows {
                nothing(context, sink, (index, table, reading));
            }
        }
    }
}

/// Reports a table without any number. Where nothing happened in the year, zeros are all that is asked for.
fn nothing(
    context: &Context<'_, '_>,
    sink: &mut Sink<'_>,
    (index, table, reading): (u8, &Table, &TableReading),
) {
    let located = context.located();
    let zeros: Vec<Edit> = table
        .cells(index)
        .filter(|&cell| context.reading.is_blank(cell) && located.may_be_zero(context, cell))
        .filter_map(|cell| Some(Edit::replace(context.reading.cell(cell)?.span, "0")))
        .collect();
    let title = if zeros.len() == table.cells(index).count() {
        "全年没有发生：都填0".to_owned()
    } else {
        format!("全年没有发生：{}格填0，现有的数另填", zeros.len())
    };
    sink.at(head(context, reading), format!("{}没有填写任何数字。没有发生的也要填0。", table.name)).fix_all(
        title,
        Applicability::Manual,
        zeros,
    );
}

pub(super) fn in_attachment(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let mut places =
        context.tables().filter(|(.., reading)| reading.in_attachment).map(|(_, table, reading)| {
            let section = outline.section(table.section);
            let span = section
                .filter(|section| section.in_attachment)
                .map_or(head(context, reading), |s| s.heading.span);
            (table.name, span)
        });
    let Some((name, first)) = places.next() else { return };
    let rest: Vec<_> = places.collect();
    let names: Vec<_> = std::iter::once(name).chain(rest.iter().map(|(name, _)| *name)).collect();
    let message = format!("{}放在附件里，宜直接放在正文的相应部分。改后报告已移到正文。", names.join("、"));
    let report = sink.at(first, message);
    for (name, span) in rest {
        report.note(span, format!("{name}在这里。"));
    }
}

pub(super) fn edition(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
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
        .note(year.span, format!("报告年度是{}年。", year.value));
}

pub(super) fn all_zero(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let none = |quantity: Quantity| context.reading.narrative.says_none(quantity);
    let none_received =
        [Quantity::Received, Quantity::New, Quantity::Accepted, Quantity::Handled].into_iter().any(none);
    let none_disputed = none(Quantity::Review) && none(Quantity::Litigation);
    let zero = |id: &str| {
        let (_, table, reading) = context.tables().find(|(_, table, _)| table.id == id)?;
        is_zero(reading).then(|| (table.name, head(context, reading)))
    };
    // 表四 at zero is what most bodies have; beside 表三 at zero it is a part of the same question.
    let applications = zero("t3").filter(|_| !none_received);
    let review = applications.and_then(|_| zero("t4")).filter(|_| !none_disputed);
    let zero: Vec<_> = [zero("t2"), applications, review].into_iter().flatten().collect();
    let Some(&(_, first)) = zero.first() else { return };
    let names: Vec<_> = zero.iter().map(|(name, _)| *name).collect();
    let report = sink.at(first, format!("{}各项全是0，请确认全年确实没有发生。", names.join("、")));
    for &(name, span) in zero.iter().skip(1) {
        report.note(span, format!("{name}也全是0。"));
    }
}

/// Whether a table has cells, and every one of them is a zero.
fn is_zero(table: &TableReading) -> bool {
    let mut cells = table.cells().peekable();
    cells.peek().is_some()
        && cells.all(|cell| matches!(cell.entry, Entry::Number { value, .. } if value.is_zero()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_text;

    const CLEAN: &str = include_str!("../../../tests/drafts/clean-2021.txt");

    /// Rule and severity of what this file's rules find.
    fn found(text: &str) -> Vec<(&'static str, Severity)> {
        const RULES: [&str; 5] =
            ["table-missing", "table-empty", "table-in-attachment", "edition-mismatch", "table-all-zero"];
        let findings = check_text(text).findings.into_iter().filter(|finding| RULES.contains(&finding.rule));
        findings.map(|finding| (finding.rule, finding.severity)).collect()
    }

    /// The sample with every figure of its tables at zero from a heading on, and with `said` about applications.
    fn zero_from(heading: &str, said: &str) -> String {
        let (mut is_zero, mut out) = (false, String::new());
        for line in CLEAN.lines() {
            is_zero |= line.starts_with(heading);
            let zeroed: Vec<&str> = line
                .split('\t')
                .map(|cell| if is_zero && cell.parse::<u32>().is_ok() { "0" } else { cell })
                .collect();
            out += &zeroed.join("\t");
            out.push('\n');
        }
        out.replace("新收政府信息公开申请8件，上年结转1件，办结9件，均在法定期限内答复", said)
    }

    #[test]
    fn zeros_are_asked_about_once_and_only_where_the_text_does_not_explain_them() {
        let hint = [("table-all-zero", Severity::Hint)];
        assert_eq!(found(&zero_from("二、主动", "认真办理申请")), hint);
        assert_eq!(found(&zero_from("三、收到", "认真办理申请")), hint);
        assert_eq!(found(&zero_from("三、收到", "未收到政府信息公开申请")), []);
        assert_eq!(found(&zero_from("三、收到", "共收到政府信息公开申请0件")), []);
        assert_eq!(found(&zero_from("四、政府", "认真办理申请")), []);
    }

    #[test]
    fn an_edition_is_of_another_year_only_where_the_year_is_known() {
        let early = CLEAN.replace("2023年", "2020年").replace("2024年", "2021年");
        assert_eq!(found(&early), [("edition-mismatch", Severity::Hint)]);
        let trial = include_str!("../../../tests/drafts/clean-2019.txt");
        assert_eq!(found(trial), []);
        assert_eq!(found(&trial.replace("2020年", "2019年")), []);
        assert_eq!(found(&trial.replace("2020年", "2022年")), [("edition-mismatch", Severity::Error)]);
        assert_eq!(found(&CLEAN.replace("行政规范性文件", "规范性文件")), []);
    }

    #[test]
    fn a_link_to_a_file_is_no_attachment() {
        for link in ["附件：青溪县柳河镇2023年年报.pdf", "附件：2023年度情况统计表"] {
            assert_eq!(found(&format!("{CLEAN}\n{link}\n")), [], "{link}");
        }
    }
}
