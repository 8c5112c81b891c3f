//! The check record (校核记录): what was found in a draft, what was done about it, and places for the names of those who
//! confirm it, as the three rounds of review and proof-reading (三审三校) ask for. Names and days are left blank: they are
//! for the people who sign.

use std::cmp::Ordering;

use crate::checked::{Checked, Options, check_with};
use crate::confirm::Confirmed;
use crate::correct::correct_except;
use crate::finding::{Finding, Severity};
use crate::form::{Cell as FormCell, SECTIONS};
use crate::order::{sort, sort_by_key};
use crate::render::document::{Block, Cell, Document, Paragraph, Row, Table};
use crate::render::look::{ROW_HEIGHT, Style, Twips};
use crate::repair::Settled;
use crate::source::Source;

/// The columns of the findings: head and width in thousandths.
const COLUMNS: [(&str, u32); 7] = [
    ("序号", 50),
    ("位置", 125),
    ("问题", 305),
    ("依据", 180),
    ("处理情况", 140),
    ("确认人", 100),
    ("日期", 100),
];
/// The rounds that sign.
const ROUNDS: [&str; 6] = ["初审", "复审", "终审", "一校", "二校", "三校"];
/// The columns of their signatures.
const SIGNATURES: [(&str, u32); 4] = [("环节", 150), ("意见", 450), ("签名", 200), ("日期", 200)];
/// The least height of a row in which somebody signs.
const SIGNED_HEIGHT: Twips = 560;

/// A finding on record: where it is, what it says, and what was done about it.
type Entry<'f> = (String, &'f Finding, String);

/// The record of a draft. `original` is the draft before anybody put it right, where it is still known: what it had is
/// recorded too. `prior` is last year's report, if the draft was checked beside it. O(n log n) in the findings, and linear in the texts but for correcting.
///
/// # Errors
/// Where there is no report that could be recorded, what a person must know instead.
pub fn record(
    text: &str,
    confirmed: &Confirmed,
    original: Option<&str>,
    prior: Option<&str>,
) -> Result<Document, String> {
    let check = |text| check_with(text, Options { confirmed, prior, ..Options::default() });
    let checked = check(text);
    if let Some(notice) = checked.notice {
        return Err(notice);
    }
    let places = Places::new(text, &checked);
    let before = original.filter(|original| *original != text);
    let before = before.map(|original| (original, check(original)));
    let mut entries = before.as_ref().map_or(Vec::new(), |(original, before)| {
        earlier(&Places::new(original, before), before, &places, &checked)
    });
    let corrected = correct_except(text, confirmed);
    let after = check(&corrected.text);
    let left: Vec<&Finding> = after.findings.iter().collect();
    let standing: Vec<&Finding> = checked.findings.iter().collect();
    let fates = fates((&places.source, &standing), (&Source::new(&corrected.text), &left));
    let settled = Settled::new(&corrected.applied);
    let mut own: Vec<Entry<'_>> = Vec::with_capacity(standing.len() + checked.confirmed.len());
    for (finding, fate) in standing.into_iter().zip(fates) {
        own.push((places.of(finding, ""), finding, done(finding, &settled, fate == Fate::Gone)));
    }
    for finding in &checked.confirmed {
        own.push((places.of(finding, ""), finding, "已核对，确认无误".to_owned()));
    }
    sort_by_key(&mut own, |(_, finding, _)| finding.span);
    entries.append(&mut own);
    Ok(document(&checked, &entries, corrected.open.len()))
}

/// What an earlier version had and the later one has no more.
fn earlier<'f>(
    places: &Places<'f>,
    before: &'f Checked,
    later: &Places<'f>,
    now: &'f Checked,
) -> Vec<Entry<'f>> {
    let all = |checked: &'f Checked| -> Vec<&'f Finding> {
        checked.findings.iter().chain(&checked.confirmed).collect()
    };
    let findings = all(before);
    let fates = fates((&places.source, &findings), (&later.source, &all(now)));
    let mut lines: Vec<&str> = later.source.text().lines().collect();
    sort(&mut lines);
    let mut entries = Vec::new();
    for (finding, fate) in findings.into_iter().zip(fates) {
        let is_unchecked = || now.unchecked.iter().any(|unchecked| unchecked.rule == finding.rule);
        let stands = || lines.binary_search(&line_of(&places.source, finding)).is_ok();
        let done = match fate {
            Fate::Stands => continue,
            _ if is_unchecked() => "现在未能核对，请人工核对",
            Fate::Gone if stands() => "别处修改后不再提示",
            Fate::Gone => "已修改，不再提示",
            Fate::Unclear => "修改后提示有变化，请对照",
        };
        entries.push((places.of(finding, "原稿"), finding, done.to_owned()));
    }
    sort_by_key(&mut entries, |(_, finding, _)| finding.span);
    entries
}

/// What the corrected report does about the structure of a draft, by rule: nothing else is put right without a fix, and
/// what is silent may only have been moved to the end.
const STRUCTURE: [(&str, &str); 7] = [
    ("title-form", "改后报告已补上标题"),
    ("section-missing", "改后报告已补上标题，内容待填"),
    ("section-order", "改后报告已按格式排列"),
    ("table-missing", "改后报告已补上空白表格，待填"),
    ("table-in-attachment", "改后报告已移到正文"),
    ("row-missing", "改后报告已补上这一行，待填"),
    ("cell-blank", "改后报告已按勾稽关系填入"),
];

/// What was done about a finding of the draft in the corrected report.
fn done(finding: &Finding, settled: &Settled<'_>, is_gone: bool) -> String {
    if let Some(fix) = settled.fix(finding) {
        return format!("改后报告已改：{}", fix.title);
    }
    let structure = STRUCTURE.iter().find(|(rule, _)| is_gone && settled.has(rule) && *rule == finding.rule);
    structure.map_or("待处理", |(_, done)| done).to_owned()
}

/// What became of a finding in a later version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It is still found.
    Stands,
    /// It is found no more.
    Gone,
    /// It is not found as it was, but others of its rule are new: it may be one of them.
    Unclear,
}

/// What tells a finding from another although the text around it has changed: the rule, the cells that it is about or
/// else the words, and the line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'t> {
    alike: (&'static str, &'t [FormCell], &'t str),
    line: &'t str,
    index: usize,
}

/// The keys of findings, in order.
fn keys<'t>(source: &Source<'t>, findings: &[&'t Finding]) -> Vec<Key<'t>> {
    let key = |(index, finding): (usize, &&'t Finding)| {
        let own = if finding.cells.is_empty() { source.slice(finding.span) } else { "" };
        Key { alike: (finding.rule, &finding.cells, own), line: line_of(source, finding), index }
    };
    let mut keys: Vec<Key<'t>> = findings.iter().enumerate().map(key).collect();
    sort(&mut keys);
    keys
}

/// What became of the findings of an earlier version in a later one. Of findings that are alike those stand whose lines
/// do, so that it is the other ones that are gone. O(n log n).
fn fates<'t>(earlier: (&Source<'t>, &[&'t Finding]), later: (&Source<'t>, &[&'t Finding])) -> Vec<Fate> {
    let (before, after) = (keys(earlier.0, earlier.1), keys(later.0, later.1));
    let mut fates = vec![Fate::Gone; before.len()];
    let mut is_taken = vec![false; after.len()];
    // First those whose lines are the same, then those that are only alike.
    for needs_line in [true, false] {
        let order = |a: &Key<'_>, b: &Key<'_>| {
            let line = if needs_line { a.line.cmp(b.line) } else { Ordering::Equal };
            a.alike.cmp(&b.alike).then(line)
        };
        let mut others = after.iter().zip(&mut is_taken).filter(|(_, taken)| !**taken).peekable();
        for own in &before {
            let Some(fate) = fates.get_mut(own.index).filter(|fate| **fate == Fate::Gone) else { continue };
            while others.next_if(|(other, _)| order(other, own).is_lt()).is_some() {}
            if let Some((_, taken)) = others.next_if(|(other, _)| order(other, own).is_eq()) {
                (*fate, *taken) = (Fate::Stands, true);
            }
        }
    }
    let new = after.iter().zip(&is_taken).filter(|(_, taken)| !**taken);
    let mut new: Vec<&str> = new.map(|(key, _)| key.alike.0).collect();
    new.dedup();
    for (fate, finding) in fates.iter_mut().zip(earlier.1) {
        if *fate == Fate::Gone && new.contains(&finding.rule) {
            *fate = Fate::Unclear;
        }
    }
    fates
}

/// The line on which a finding begins.
fn line_of<'t>(source: &Source<'t>, finding: &Finding) -> &'t str {
    source.slice(source.line_at(finding.span.start))
}

/// Says where in a draft something is.
struct Places<'t> {
    source: Source<'t>,
    /// Where each section begins, and its ordinal.
    sections: Vec<(u32, &'static str)>,
}

impl<'t> Places<'t> {
    fn new(text: &'t str, checked: &Checked) -> Self {
        let ordinal =
            |id: &str| SECTIONS.iter().find(|section| section.id == id).map_or("", |section| section.ordinal);
        let sections = checked.sections.iter().map(|section| (section.span.start, ordinal(section.id)));
        Self { source: Source::new(text), sections: sections.collect() }
    }

    /// Version, section, and how the line begins: so that it is found on paper and in any file.
    fn of(&self, finding: &Finding, version: &str) -> String {
        /// Too few for a telephone number.
        const BEGINNING: usize = 10;
        let at = finding.span.start;
        let section = self.sections.iter().rev().find(|(start, _)| *start <= at);
        let section = section.map_or(String::new(), |(_, ordinal)| format!("第{ordinal}部分"));
        // Read no further than that: a line may be as long as the draft, and every finding may stand on it.
        let line = line_of(&self.source, finding).trim();
        let mut is_blank = false;
        let (mut beginning, mut length) = (String::new(), 0);
        for c in line.chars() {
            let was_blank = std::mem::replace(&mut is_blank, c.is_whitespace());
            if is_blank && was_blank {
                continue;
            }
            length += 1;
            if length > BEGINNING {
                beginning.push('…');
                break;
            }
            beginning.push(if is_blank { ' ' } else { c });
        }
        if !beginning.is_empty() {
            beginning = format!("“{beginning}”");
        }
        format!("{version}{section}{beginning}")
    }
}

fn document(checked: &Checked, rows: &[Entry<'_>], open: usize) -> Document {
    let title = "政府信息公开工作年度报告校核记录";
    let mut blocks = vec![Block::Paragraph(Paragraph::new(Style::Title, title))];
    let mut text = |line: String| blocks.push(Block::Paragraph(Paragraph::new(Style::Text, &line)));
    text(format!("机关：{}", checked.organisation.as_deref().unwrap_or("（未识别）")));
    text(format!("年度：{}", checked.year.map_or("（未识别）".to_owned(), |year| format!("{year}年"))));
    let count = |severity| rows.iter().filter(|(_, finding, _)| finding.severity == severity).count();
    text(format!(
        "问题：{}条，其中{}{}条、{}{}条、{}{}条。改后报告中还有{open}处待填。",
        rows.len(),
        Severity::Error.label(),
        count(Severity::Error),
        Severity::Warning.label(),
        count(Severity::Warning),
        Severity::Hint.label(),
        count(Severity::Hint),
    ));
    text(format!(
        "核对程序：年报核对（nianbao）{}。程序只提示问题，由以下人员确认。",
        env!("CARGO_PKG_VERSION")
    ));
    let mut entries: Vec<[String; COLUMNS.len()]> = Vec::new();
    for (place, finding, done) in rows {
        let what = format!("【{}】{}", finding.severity.label(), finding.message);
        let number = (entries.len() + 1).to_string();
        let blank = String::new;
        entries.push([
            number,
            place.clone(),
            what,
            finding.basis.to_string(),
            done.clone(),
            blank(),
            blank(),
        ]);
    }
    let mut causes: Vec<&str> = checked.unchecked.iter().map(|unchecked| unchecked.why.as_str()).collect();
    sort(&mut causes);
    causes.dedup();
    for why in causes {
        let number = (entries.len() + 1).to_string();
        let blank = String::new;
        let what = format!("【未能核对】{why}");
        entries.push([number, blank(), what, blank(), "请人工核对".to_owned(), blank(), blank()]);
    }
    if entries.is_empty() {
        text("没有发现问题。".to_owned());
    } else {
        blocks.push(Block::Table(table(&COLUMNS, &entries, ROW_HEIGHT)));
    }
    // A heading stays with what follows it, and they all sign on one page.
    blocks.push(Block::Paragraph(Paragraph::new(Style::Subheading, "审核和校对：")));
    let rounds = ROUNDS.map(|round| [round, "", "", ""].map(str::to_owned));
    blocks.push(Block::Table(Table { is_whole: true, ..table(&SIGNATURES, &rounds, SIGNED_HEIGHT) }));
    Document { title: title.to_owned(), blocks, comments: Vec::new() }
}

/// A table with a head.
fn table<const N: usize>(columns: &[(&str, u32); N], rows: &[[String; N]], row_height: Twips) -> Table {
    let row = |cells: Vec<Cell>| Row { cells, ..Row::default() };
    let head = columns.iter().enumerate().map(|(column, (head, _))| Cell::single(column, Style::Cell, head));
    let cells = |texts: &[String; N]| {
        let style = |column| if column == 0 { Style::Cell } else { Style::Label };
        let cells = texts.iter().enumerate();
        row(cells.map(|(column, text)| Cell::single(column, style(column), text)).collect())
    };
    let mut all = vec![row(head.collect())];
    all.extend(rows.iter().map(cells));
    let columns = columns.iter().map(|(_, width)| *width).collect();
    Table { columns, head: 1, is_whole: false, row_height, rows: all }
}
