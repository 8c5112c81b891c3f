//! Confirmations: what a clerk has looked at and found right stays quiet, by a list that people can read and edit.
//!
//! A confirmation is bound to the rule, to the text that it was given for and to what was said about it. It comes
//! back when one of them changes, stays when anything else in the draft does, and silences no other place. An error
//! cannot be confirmed.

use std::fmt;

use crate::check;
use crate::find::has_any;
use crate::finding::{Finding, Severity};
use crate::fold::{is_blank, is_digit, is_han};
use crate::form::{Cell, Form};
use crate::number::{Entry, Number};
use crate::order::{sort, sort_by_key};
use crate::reading::Reading;
use crate::source::{Source, Span};

/// How every printed list begins.
pub const TITLE: &str = "# 年报核对：已确认无误的问题";

/// What stands for the rule where a number is confirmed.
const CELL: &str = "cell";

const HEADER: &str = "\
# 每行一条，三栏之间用制表符（Tab）隔开：规则、原文（【】里是问题所在的文字）、核对时的说明。
# 三栏都与核对结果相符的，不再提示，只计数；原文或者说明变了，会重新提示。各处的空白不比较。
# 第一栏是 cell 的，确认的是表格里的一个数字：推断哪一格有误时，不再怀疑它。
# 删去一行，就是撤销一条确认。“必须改”的问题不能确认。以 # 开头的行是注释，可以自由增删。
";

/// What one confirmation is given for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confirmation {
    /// Id of the rule.
    pub rule: String,
    /// The sentence or row with the finding's own text in 【】, behind it the other texts that the finding is about.
    pub text: String,
    /// What was said. Its figures count where it is about cells; elsewhere they may count what changes with every
    /// other line, such as the characters of a section, and are left out.
    pub message: String,
}

impl Confirmation {
    /// Characters of the sentence that count before and behind the finding's own text.
    const AROUND: usize = 200;
    /// Characters that count of the finding's own text, and of each other text that it is about.
    const OWN: usize = 1_000;
    /// Most other texts that count.
    const NOTES: usize = 8;

    /// What a confirmation of a finding would be given for, as if it were the only one of its kind.
    fn of(source: &Source<'_>, finding: &Finding) -> Self {
        let (sentence, before, own, behind) = surroundings(source, finding.span);
        let unmarked = |text: &str| {
            let shown = shown(text);
            if has_any(&shown, &['【', '】']) {
                shown.replace('【', "〖").replace('】', "〗")
            } else {
                shown
            }
        };
        let own = number(unmarked(own));
        let mut text = [unmarked(before).as_str(), "【", &own, "】", &unmarked(behind)].concat();
        let elsewhere = finding.notes.iter().filter(|note| !sentence.contains(note.span));
        for note in elsewhere.take(Self::NOTES) {
            text.push('＋');
            text += &unmarked(head(source.slice(note.span), Self::OWN));
        }
        // Blanks last: which of them separate depends on what stands beside them.
        let message = match finding.cells.as_slice() {
            [] => shown(&without_figures(&finding.message)),
            _ => shown(&finding.message),
        };
        Self { rule: finding.rule.to_owned(), text, message }
    }

    /// What says that somebody has looked at the number of a cell and found it right: no error is looked for there.
    pub fn of_cell(form: &Form, cell: Cell, written: &str) -> Self {
        let text = format!("{}【{}】", form.cell_name(cell), shown(written));
        Self { rule: CELL.to_owned(), text, message: form.cell_id(cell) }
    }

    /// The cell that it is given for, with the number, where it is given for one.
    fn cell(&self, form: &Form) -> Option<(Cell, Number)> {
        let (_, written) = self.text.split_once('【')?;
        let Entry::Number { value, .. } = Entry::read(written.split('】').next()?) else { return None };
        Some((form.cell(&self.message).filter(|_| self.rule == CELL)?, value))
    }

    /// Reads a line of a list.
    fn read(line: &str) -> Result<Self, &'static str> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [rule, text, message] = columns.as_slice() else {
            return Err("应当有三栏，用制表符（Tab）隔开：规则、原文、核对时的说明");
        };
        let (rule, text, message) = (shown(rule), shown(text), shown(message));
        if rule.is_empty() || !rule.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return Err("第一栏应当是规则的代号，例如 wrong-term");
        }
        if !text.split_once('【').is_some_and(|(_, rest)| rest.contains('】')) {
            return Err("第二栏的原文应当用【】标出问题所在的文字");
        }
        Ok(Self { rule, text, message })
    }
}

impl fmt::Display for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        [&self.rule, "\t", &self.text, "\t", &self.message].iter().try_for_each(|part| f.write_str(part))
    }
}

/// The confirmation of each finding, in their order; `None` for an error. Findings that are alike in everything at
/// several places are told apart by their number, and by how many they are: a new one brings all of them back.
pub fn confirmations(source: &Source<'_>, findings: &[&Finding]) -> Vec<Option<Confirmation>> {
    let of =
        |finding: &&Finding| (finding.severity != Severity::Error).then(|| Confirmation::of(source, finding));
    let mut all: Vec<_> = findings.iter().map(of).collect();
    let places = findings.iter().zip(&all);
    let mut places: Vec<(&Confirmation, Span)> =
        places.filter_map(|(finding, confirmation)| Some((confirmation.as_ref()?, finding.span))).collect();
    sort(&mut places);
    places.dedup();
    let number_among_alike = |(finding, confirmation): (&&Finding, &Option<Confirmation>)| {
        let confirmation = confirmation.as_ref()?;
        let from = places.partition_point(|&(other, _)| other < confirmation);
        let to = places.partition_point(|&(other, _)| other <= confirmation);
        let alike = places.get(from..to).filter(|alike| alike.len() > 1)?;
        Some((alike.partition_point(|(_, span)| *span <= finding.span), alike.len()))
    };
    let any_alike = places.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other));
    let numbers: Vec<_> = findings.iter().zip(&all).filter(|_| any_alike).map(number_among_alike).collect();
    for (confirmation, number) in all.iter_mut().zip(numbers) {
        if let (Some(confirmation), Some((number, of))) = (confirmation, number) {
            confirmation.text += &format!("（第{number}处，共{of}处）");
        }
    }
    all
}

/// A list of confirmations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// Each once, in their order, with its line in the list.
    entries: Vec<(Confirmation, u32)>,
}

/// The list that confirms nothing.
pub static NOTHING: Confirmed = Confirmed { entries: Vec::new() };

/// A line that is no confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, from 1.
    pub line: u32,
    /// What is wrong with it.
    pub why: &'static str,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}行：{}。", self.line, self.why)
    }
}

/// A confirmation that silenced nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Its line in the list, from 1.
    pub line: u32,
    /// What it was given for.
    pub confirmation: Confirmation,
    /// Why, for a person.
    pub why: &'static str,
}

/// Findings after a list of confirmations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Those that nobody has confirmed.
    pub open: Vec<Finding>,
    /// Those that stay quiet.
    pub confirmed: Vec<Finding>,
    /// Entries of the list that matched nothing, in its order.
    pub unused: Vec<Unused>,
}

impl Confirmed {
    /// Reads a list. Blank lines and those that begin with # say nothing.
    ///
    /// # Errors
    /// Every line that is no confirmation.
    pub fn parse(list: &str) -> Result<Self, Vec<BadLine>> {
        let (mut entries, mut bad) = (Vec::new(), Vec::new());
        for (line, text) in (1..).zip(list.trim_start_matches('\u{FEFF}').lines()) {
            if text.starts_with('#') || text.chars().all(is_blank) {
                continue;
            }
            match Confirmation::read(text) {
                Ok(confirmation) => entries.push((confirmation, line)),
                Err(why) => bad.push(BadLine { line, why }),
            }
        }
        if !bad.is_empty() {
            return Err(bad);
        }
        sort(&mut entries);
        entries.dedup_by(|(next, _), (first, _)| next == first);
        Ok(Self { entries })
    }

    /// The confirmations, in an order that depends on nothing but them.
    pub fn iter(&self) -> impl Iterator<Item = &Confirmation> {
        self.entries.iter().map(|(entry, _)| entry)
    }

    fn contains(&self, confirmation: &Confirmation) -> bool {
        self.entries.binary_search_by(|(entry, _)| entry.cmp(confirmation)).is_ok()
    }

    /// The cells whose numbers have been confirmed and stand in the draft as they were.
    pub fn cells(&self, reading: &Reading) -> Vec<(Cell, Number)> {
        let cells = self.iter().filter_map(|entry| entry.cell(reading.form));
        cells.filter(|&(cell, value)| reading.value(cell) == Some(value)).collect()
    }

    /// Tells the findings that have been confirmed from the others.
    pub fn split(&self, source: &Source<'_>, reading: &Reading, findings: Vec<Finding>) -> Split {
        if self.entries.is_empty() {
            return Split { open: findings, ..Split::default() };
        }
        let keys = confirmations(source, &findings.iter().collect::<Vec<_>>());
        let mut split = Split::default();
        for (finding, key) in findings.into_iter().zip(&keys) {
            let is_confirmed = key.as_ref().is_some_and(|key| self.contains(key));
            let side = if is_confirmed { &mut split.confirmed } else { &mut split.open };
            side.push(finding);
        }
        let mut used: Vec<&Confirmation> = keys.iter().flatten().collect();
        sort(&mut used);
        let cells = self.cells(reading);
        let is_used = |entry: &Confirmation| {
            used.binary_search(&entry).is_ok()
                || entry.cell(reading.form).is_some_and(|cell| cells.contains(&cell))
        };
        let unused: Vec<_> = self.entries.iter().filter(|(entry, _)| !is_used(entry)).collect();
        if !unused.is_empty() {
            let errors = split.open.iter().filter(|finding| finding.severity == Severity::Error);
            let errors: Vec<_> = errors.map(|error| Confirmation::of(source, error)).collect();
            let mut errors: Vec<_> = errors.iter().map(|error| (&error.rule, &error.text)).collect();
            sort(&mut errors);
            split.unused = unused
                .into_iter()
                .map(|(confirmation, line)| {
                    let is_error = errors.binary_search(&(&confirmation.rule, &confirmation.text)).is_ok();
                    Unused {
                        line: *line,
                        confirmation: confirmation.clone(),
                        why: why_unused(confirmation, is_error),
                    }
                })
                .collect();
            sort_by_key(&mut split.unused, |unused| unused.line);
        }
        split
    }
}

/// The whole list as a file, with what a person must know to read and edit it.
impl fmt::Display for Confirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{TITLE}\n{HEADER}")?;
        self.iter().try_for_each(|confirmation| writeln!(f, "{confirmation}"))
    }
}

fn why_unused(confirmation: &Confirmation, is_error: bool) -> &'static str {
    if is_error {
        "现在是必须改的问题，不能确认"
    } else if confirmation.rule == CELL {
        "单元格的数字已经变了，或者没有识读"
    } else if check::rules().any(|rule| rule.id == confirmation.rule) {
        "原文或者说明已经变了，或者已经没有这个问题"
    } else {
        "没有这条规则"
    }
}

/// The sentence around a place, as far as it counts: the whole, what is before the place, the place, what is behind.
fn surroundings<'t>(source: &Source<'t>, span: Span) -> (Span, &'t str, &'t str, &'t str) {
    const ENDS: [char; 3] = ['。', '！', '？'];
    // Reading sets a heading off from the text behind it; what is confirmed is known by the text as it is.
    let line = |at: u32| source.whole_line(at);
    let own = head(source.slice(span), Confirmation::OWN);
    let before = source.slice(Span::new(line(span.start).start, span.start));
    let start = before
        .char_indices()
        .rev()
        .take(Confirmation::AROUND)
        .take_while(|(_, c)| !ENDS.contains(c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let before = before.get(start..).unwrap_or_default();
    let behind = source.slice(Span::new(span.end, line(span.end).end));
    let behind = if own.ends_with(ENDS) { "" } else { beginning(behind, Confirmation::AROUND, &ENDS) };
    let sentence = Span::new(span.start - before.len() as u32, span.end + behind.len() as u32);
    (sentence, before, own, behind)
}

/// The first characters of a text.
fn head(text: &str, characters: usize) -> &str {
    beginning(text, characters, &[])
}

/// The first characters of a text, up to the first of some that end it.
fn beginning<'t>(text: &'t str, characters: usize, ends: &[char]) -> &'t str {
    let end = text.char_indices().enumerate().find_map(|(seen, (at, c))| {
        if seen == characters { Some(at) } else { ends.contains(&c).then(|| at + c.len_utf8()) }
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// A text as it stands in a list: no blanks but between figures or Latin words, where they separate, and no long
/// number whole, for it may be a person's.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Where what was not copied yet begins.
    let mut from = 0;
    let (mut gap, mut digits, mut is_long) = (false, 0, false);
    for (at, c) in text.char_indices() {
        // Nearly every character: none that anything is asked of.
        if is_han(c) {
            (gap, digits) = (false, 0);
        } else if is_blank(c) || c.is_control() {
            out.push_str(text.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
            gap = true;
        } else {
            if std::mem::take(&mut gap) && c.is_ascii() && out.ends_with(|last: char| last.is_ascii()) {
                out.push(' ');
                digits = 0;
            }
            digits = if is_digit(c) { digits + 1 } else { 0 };
            is_long |= digits == LONG_NUMBER;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    if is_long { masked(&out) } else { out }
}

/// A text with the middle of every run of digits hidden that is long enough for a telephone or identity number.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let (before, behind) = rest.split_at(start);
        let (run, after) = behind.split_at(behind.find(|c| !is_digit(c)).unwrap_or(behind.len()));
        out.push_str(before);
        let length = run.chars().count();
        let middle = if length < LONG_NUMBER { 0..0 } else { 3..length - 4 };
        out.extend((0..).zip(run.chars()).map(|(at, digit)| if middle.contains(&at) { '*' } else { digit }));
        rest = after;
    }
    out + rest
}

/// Digits of the shortest number that may be a person's.
const LONG_NUMBER: usize = 11;

/// A text with … in the place of every figure.
fn without_figures(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Chinese characters are looked up in no table: nearly all that a message is made of.
        if is_han(c) || !c.is_numeric() {
            out.push(c);
        } else if !out.ends_with('…') {
            out.push('…');
        }
    }
    out
}

/// The finding's own text; where it is nothing but a number, the groups in which it is written are put together.
fn number(own: String) -> String {
    if !own.starts_with(|c| is_digit(c) || c == '-') {
        return own;
    }
    let digits: String = own.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_number = digits.chars().count() >= LONG_NUMBER && !digits.contains(|c| !is_digit(c));
    if is_number { masked(&digits) } else { own }
}
