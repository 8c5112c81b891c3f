//! The corrected report: the draft's own content, repaired where that is certain, on the official form.
//!
//! Nothing of the draft is lost: prose goes to its section unchanged, figures to their cells, and what fits
//! nowhere to the end under a heading that says so. What only the clerk can know stays open and marked. A figure is
//! changed where the relations leave no other choice, and the list of changes says so; any other sum that does not
//! come out is reported, not hidden.

use std::ops::Range;

use crate::check::{Context, finds};
use crate::checked::check_text;
use crate::confirm::Confirmed;
use crate::find::has_any;
use crate::finding::Applicability;
use crate::form::{OPEN_SPOT, OTHER, Quantity, SECTIONS, short_label};
use crate::number::Entry;
use crate::order::sort_by_key;
use crate::reading::sections::{self, SectionReading};
use crate::reading::tables::{Alteration, RowState, TableReading};
use crate::reading::{Reading, trimmed};
use crate::render;
use crate::repair::{Applied, repair_except};
use crate::report::{OPEN_DATE, OPEN_ORGANISATION, Report, Section, Value};
use crate::source::{Source, Span};

/// The corrected report and what was done for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The whole text; the draft itself where there was no report to correct.
    pub text: String,
    /// Whether the draft was a report, so that there is one to be rendered.
    pub is_report: bool,
    /// What a person must know before anything else.
    pub notice: Option<String>,
    /// What was changed.
    pub applied: Vec<Applied>,
    /// Spots of the text that only the clerk can fill in.
    pub open: Vec<Span>,
    /// Paragraphs of the text that fit no section.
    pub kept: Vec<Span>,
}

/// Most rounds: what one round puts in its place, such as a row that was missing, the next can fill in.
const MOST_ROUNDS: usize = 5;

/// Corrects a draft. Correcting a corrected report changes nothing. Linear in the draft, times the rounds.
pub fn correct(text: &str) -> Corrected {
    correct_except(text, &Confirmed::default())
}

/// The same, but what has been confirmed stays as it is, apart from what the official form prints.
pub fn correct_except(text: &str, confirmed: &Confirmed) -> Corrected {
    let checked = check_text(text);
    if checked.notice.is_some() {
        return Corrected { text: text.to_owned(), notice: checked.notice, ..Corrected::default() };
    }
    let mut corrected = Corrected { text: text.to_owned(), is_report: true, ..Corrected::default() };
    for _ in 0..MOST_ROUNDS {
        let mut repaired = repair_except(&corrected.text, Applicability::Suggested, confirmed);
        let (report, done) = assembled(&repaired.text, confirmed);
        let text = render::text::text(&report);
        let stable = text == corrected.text;
        corrected.kept = kept_lines(&text, report.kept.len());
        corrected.text = text;
        corrected.applied.append(&mut repaired.applied);
        corrected.applied.extend(done);
        if stable {
            break;
        }
    }
    corrected.notice = checked.findings.iter().any(|finding| finding.rule == "edition-mismatch").then(|| {
        "表格用的是另一个年度的格式，两种格式的项目不同，改后报告没有换算，请按应用的格式重新填写表格。"
            .to_owned()
    });
    corrected.open = open_spots(&corrected.text);
    corrected
}

/// The report that a corrected text is, to be rendered in another form.
pub fn report(corrected: &str) -> Report {
    assembled(corrected, &Confirmed::default()).0
}

/// The report that a text amounts to, and the changes of structure that it takes.
fn assembled(text: &str, confirmed: &Confirmed) -> (Report, Vec<Applied>) {
    let source = sections::open(text);
    let reading = Reading::new(&source);
    let known = confirmed.cells(&reading);
    assemble(&Context::new(&source, &reading).knowing(&known))
}

/// The report that a reading amounts to, and the changes of structure that it takes.
fn assemble(context: &Context<'_, '_>) -> (Report, Vec<Applied>) {
    let (source, reading) = (context.source, context.reading);
    let mut report = Report::blank(reading.form);
    let mut done = Vec::new();
    let outline = &reading.outline;
    let line = |line: usize| source.slice(trimmed(source, source.line(line)));
    let lines = |range: Range<usize>| {
        range.map(line).filter(|text| !text.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };

    let body_start = match &outline.title {
        Some((title, _)) => {
            report.kept = lines(0..title.start);
            report.title = lines(title.clone());
            title.end
        }
        None => {
            let year =
                outline.year.map_or(format!("{OPEN_SPOT}：年度〕"), |year| format!("{}年", year.value));
            let name = outline.organisation.clone().unwrap_or(OPEN_ORGANISATION.to_owned());
            report.title = vec![format!("{name}{year}政府信息公开工作年度报告")];
            done.push(Applied { rule: "title-form", title: "补上了标题。".to_owned() });
            0
        }
    };
    let signature = outline.signature_lines();
    let prose = |range: Range<usize>| -> Vec<(usize, String)> {
        let lines = reading.prose(range).iter().copied().filter(|(line, _)| !signature.contains(line));
        lines.map(|(line, span)| (line, source.slice(span).to_owned())).collect()
    };
    report.preamble = prose(outline.preamble.start.max(body_start)..outline.preamble.end)
        .into_iter()
        .map(|(_, t)| t)
        .collect();

    for (index, official) in SECTIONS.iter().enumerate() {
        let own = outline.section(index);
        let repeats = outline.repeated.iter().filter(|section| section.heading.section == index);
        let Some(section) = report.sections.get_mut(index) else { continue };
        if own.is_none() {
            done.push(Applied {
                rule: "section-missing", title: format!("补上了“{}”。", official.line())
            });
        }
        let table_line =
            official.table.and_then(|table| reading.tables.get(table)).map_or(0, |table| table.lines.start);
        for part in own.into_iter().chain(repeats) {
            fill(section, prose(part.body.clone()), official.table.is_some().then_some(table_line));
            if own.is_some_and(|own| own.heading.line != part.heading.line) {
                report.kept.push(line(part.heading.line).to_owned());
            }
        }
    }
    report.signature = lines(signature.clone());
    if report.signature.is_empty() {
        report.signature = undated(&mut report.sections, outline.organisation.as_deref());
    }

    report.kept.extend(lines(attachment_preface(outline.attachments.clone(), &outline.sections)));
    report.kept.extend(lines(outline.second.clone()));
    report.kept.extend(lines(outline.kept.clone()).into_iter().skip(1));
    fill_cells(source, reading, &mut report);
    for &(cell, value) in context.located().filled() {
        report.set(cell, Value::Number(value.to_string()));
        let title = format!("{}按勾稽关系填入{value}。", reading.form.cell_name(cell));
        done.push(Applied { rule: "cell-blank", title });
    }
    moved(reading, &mut done);

    let other = report.sections.get_mut(OTHER).zip(SECTIONS.get(OTHER));
    if let Some((section, official)) = other.filter(|_| finds(context, "fee-statement-missing")) {
        let marked = section.before.iter().any(|text| text.starts_with(OPEN_SPOT));
        if !marked && !section.before.is_empty() {
            section.before.push(format!("{OPEN_SPOT}：{}〕", official.asks));
        }
    }
    (report, done)
}

/// The signature of a form whose day is still to be filled in: it is no date, so it was read as text.
fn undated(sections: &mut [Section], organisation: Option<&str>) -> Vec<String> {
    let Some(Section { before, .. }) = sections.last_mut() else { return Vec::new() };
    let [.., name, day] = before.as_slice() else { return Vec::new() };
    let is_signed = day == OPEN_DATE && organisation.is_some_and(|organisation| organisation == name);
    if is_signed { before.split_off(before.len() - 2) } else { Vec::new() }
}

/// Adds paragraphs to a section, those before line `table` before its table.
fn fill(section: &mut Section, prose: Vec<(usize, String)>, table: Option<usize>) {
    for (line, text) in prose {
        match table {
            Some(table) if line >= table => section.after.push(text),
            _ => section.before.push(text),
        }
    }
}

/// The lines of the attachments before the first section that stands there.
fn attachment_preface(attachments: Range<usize>, sections: &[Option<SectionReading>]) -> Range<usize> {
    let inside = sections.iter().flatten().filter(|section| section.in_attachment);
    let first = inside.map(|section| section.heading.line).min().unwrap_or(attachments.end);
    attachments.start..first
}

/// Puts every cell's number in its place, and what is no number of a cell among what is kept.
fn fill_cells(source: &Source<'_>, reading: &Reading, report: &mut Report) {
    for cell in reading.form.cells() {
        let Some(mark) = reading.cell(cell) else { continue };
        let written = source.slice(mark.span);
        let is_money =
            reading.form.place(cell).is_some_and(|(.., column)| column.quantity == Quantity::Money);
        let table = reading.tables.get(usize::from(cell.table)).filter(|_| is_money);
        let heads = table.map_or(&[][..], |table| &table.alterations);
        match mark.entry {
            // The form's head would make ten thousand times as much of it.
            Entry::Number { value, plain: true }
                if !value.is_zero() && heads.iter().any(|head| head.is_in_yuan(source)) =>
            {
                report.kept.push(format!("{}原稿写的是：{written}元", reading.form.cell_name(cell)));
            }
            Entry::Number { plain: true, .. } => report.set(cell, Value::Number(written.to_owned())),
            // Money with its unit behind it would be another amount without it.
            Entry::Number { .. } if has_any(written, &['元', '万', '亿']) => {
                report.set(cell, Value::Number(written.to_owned()));
            }
            Entry::Number { value, .. } => report.set(cell, Value::Number(value.to_string())),
            Entry::Text => {
                report.kept.push(format!(
                    "{}原稿写的是：{}",
                    reading.form.cell_name(cell),
                    one_line(written)
                ));
            }
            Entry::Empty | Entry::Mark => {}
        }
    }
    for (table, official) in reading.tables.iter().zip(&reading.form.tables) {
        for (row, official_row) in table.rows.iter().zip(official.rows) {
            if !row.surplus.is_empty() {
                let name = short_label(official_row.label.text);
                report.kept.push(format!(
                    "{}“{name}”一行未识读：{}",
                    official.name,
                    entries(source, &row.surplus)
                ));
            }
        }
        for spans in unread_by_line(source, table) {
            report.kept.push(format!("{}未识读：{}", official.name, entries(source, &spans)));
        }
    }
}

/// What is on a table's lines but no wording or number of the form, a line each.
fn unread_by_line(source: &Source<'_>, table: &TableReading) -> Vec<Vec<Span>> {
    let foreign = |alteration: &&Alteration| match alteration.expected {
        None => source.slice(alteration.span).chars().any(char::is_alphanumeric),
        // A number inside a label that is put right would go with the label.
        Some(_) => alteration.loses_figure(source),
    };
    let labels = table.alterations.iter().filter(foreign).map(|alteration| alteration.span);
    let rows = table.unread.iter().flat_map(|row| row.label.into_iter().chain(row.entries.iter().copied()));
    let mut spans: Vec<Span> = labels.chain(rows).collect();
    // A label that goes with its groups may be altered itself.
    sort_by_key(&mut spans, |span| (span.start, u32::MAX - span.end));
    spans.dedup_by(|inner, outer| inner.end <= outer.end);
    let line = |span: &Span| source.line_index(span.start);
    spans.chunk_by(|a, b| line(a) == line(b)).map(<[Span]>::to_vec).collect()
}

fn entries(source: &Source<'_>, spans: &[Span]) -> String {
    spans.iter().map(|&span| one_line(source.slice(span))).collect::<Vec<_>>().join(" ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The changes that putting everything in its place takes.
fn moved(reading: &Reading, done: &mut Vec<Applied>) {
    for (table, official) in reading.tables.iter().zip(&reading.form.tables) {
        if !table.is_present() {
            let title = format!("补上了空白的{}。", official.name);
            done.push(Applied { rule: "table-missing", title });
        } else if table.in_attachment {
            let title = format!("把{}从附件移到了正文。", official.name);
            done.push(Applied { rule: "table-in-attachment", title });
        }
        let missing = table.rows.iter().filter(|row| row.state == RowState::Missing).count();
        if table.is_present() && missing > 0 {
            let title = format!("给{}补上了缺少的{missing}行。", official.name);
            done.push(Applied { rule: "row-missing", title });
        }
    }
    let mut lines: Vec<_> = reading.outline.sections.iter().flatten().collect();
    sort_by_key(&mut lines, |section| section.heading.line);
    if lines.windows(2).any(|pair| matches!(pair, [a, b] if a.heading.section > b.heading.section)) {
        done.push(Applied {
            rule: "section-order", title: "按格式的次序排列了各部分。".to_owned()
        });
    }
}

/// The open spots of a corrected report, each within its line.
fn open_spots(text: &str) -> Vec<Span> {
    let source = Source::new(text);
    let mut spots = Vec::new();
    for &line in source.lines() {
        let (text, mut at) = (source.slice(line), 0);
        let spot = |from: usize| {
            let begin = from + text.get(from..)?.find(OPEN_SPOT)?;
            let end = begin + text.get(begin..)?.find('〕')? + '〕'.len_utf8();
            Some(begin..end)
        };
        while let Some(range) = spot(at) {
            at = range.end;
            spots.push(line.part(&range));
        }
    }
    spots
}

/// The last `count` lines of a corrected report, which are what it keeps.
fn kept_lines(text: &str, count: usize) -> Vec<Span> {
    let source = Source::new(text);
    let lines = source.lines();
    // The text ends with a line break, so its last line is empty.
    let end = lines.len().saturating_sub(1);
    lines.get(end.saturating_sub(count)..end).unwrap_or_default().to_vec()
}
