//! The universal laws, checked on whatever draft they are given, by tests and by the fuzzers.

use nianbao::confirm::{Confirmed, confirmations};
use nianbao::finding::{Applicability, Edit, Finding, Severity};
use nianbao::fold::{key, similarity};
use nianbao::form::{Form, Shape};
use nianbao::number::{Entry, Ordinal, leading_number};
use nianbao::reading::Reading;
use nianbao::reading::narrative::Says;
use nianbao::reading::tables::TableReading;
use nianbao::repair::{apply, repair};
use nianbao::source::{Source, Span};
use nianbao::{Checked, Options, check_text, check_with, correct};

/// Checks every law that holds for any text at all.
#[track_caller]
pub fn assert_laws(text: &str) {
    assert_checking_laws(text);
    assert_repair_converges(text);
    assert_correction_keeps_everything(text);
}

/// The laws of what a check says: it is the same each time, it points at pieces of the text, it can be confirmed, and
/// every number has its place.
#[track_caller]
pub fn assert_checking_laws(text: &str) {
    let checked = check_text(text);
    assert_eq!(checked, check_text(text), "same text, same result");
    let on_boundary = |at: u32| text.is_char_boundary(at as usize);
    let good = |span: Span| span.start <= span.end && on_boundary(span.start) && on_boundary(span.end);
    for finding in &checked.findings {
        assert!(good(finding.span), "{finding:?}");
        assert!(finding.notes.iter().all(|note| good(note.span)), "{finding:?}");
        assert!(!finding.message.is_empty() && !finding.basis.to_string().is_empty());
        for fix in &finding.fixes {
            assert!(fix.edits().iter().all(|edit| good(edit.span)), "{finding:?}");
        }
        assert_shows_no_number_whole(text, finding);
    }
    for cell in &checked.cells {
        assert!(good(cell.span), "{cell:?}");
    }
    assert_all_but_errors_can_be_confirmed(text, &checked);
    assert_every_number_ends_in_one_place(text);
}

/// Every fix gives a text that can be checked, and where all trusted ones are made none is left to be made.
#[track_caller]
pub fn assert_repair_converges(text: &str) {
    for finding in check_text(text).findings {
        for fix in &finding.fixes {
            let edits: Vec<&Edit> = fix.edits().iter().collect();
            check_text(&apply(text, &edits));
        }
    }
    for trust in [Applicability::Safe, Applicability::Suggested] {
        let repaired = repair(text, trust);
        let again = repair(&repaired.text, trust);
        assert!(again.applied.is_empty(), "there is more to repair: {:?}\n{}", again.applied, repaired.text);
        assert_eq!(again.text, repaired.text, "nothing was done and the text is another one");
    }
}

/// Every finding but an error has a line that silences it, which survives being printed and read.
#[track_caller]
fn assert_all_but_errors_can_be_confirmed(text: &str, checked: &Checked) {
    let findings: Vec<&Finding> = checked.findings.iter().collect();
    let lines = confirmations(&Source::new(text), &findings).into_iter().flatten();
    let list = lines.fold(String::new(), |list, line| format!("{list}{line}\n"));
    let confirmed = Confirmed::parse(&list).unwrap();
    assert_eq!(Confirmed::parse(&confirmed.to_string()).unwrap().to_string(), confirmed.to_string());
    let after = check_with(text, Options { confirmed: &confirmed, ..Options::default() });
    assert!(after.findings.iter().all(|finding| finding.severity == Severity::Error), "{list}");
    assert_eq!(after.findings.len() + after.confirmed.len(), findings.len());
    assert_eq!((after.unused.len(), after.verdict()), (0, checked.verdict()));
}

/// A message must not repeat the personal number that it complains about.
#[track_caller]
fn assert_shows_no_number_whole(text: &str, finding: &Finding) {
    if finding.rule == "personal-data" {
        let number = &text[finding.span.start as usize..finding.span.end as usize];
        assert!(!finding.message.contains(number), "{finding:?}");
        let fixes = finding.fixes.iter().flat_map(nianbao::finding::Fix::edits);
        assert!(fixes.into_iter().all(|edit| !edit.text.contains(number)));
    }
}

/// Every number of a draft ends in one place: on a table's lines in one cell, or on record as unread, as surplus or
/// as altered wording, or it is the number of a label or of a page; elsewhere in a mention of the narrative, or in
/// none. No number is in two places.
#[track_caller]
fn assert_every_number_ends_in_one_place(text: &str) {
    let source = Source::new(text);
    let reading = Reading::new(&source);
    let mut cells: Vec<Span> = Vec::new();
    for (table, official) in reading.tables.iter().zip(&reading.form.tables) {
        let mut places: Vec<Span> = table.cells().map(|cell| cell.span).collect();
        places.extend(table.rows.iter().flat_map(|row| row.surplus.iter().copied()));
        places.extend(table.unread.iter().flat_map(|row| &row.entries));
        places.retain(|span| !span.is_empty());
        places.sort();
        assert!(places.windows(2).all(|pair| pair[0].end <= pair[1].start), "read twice: {places:?}");
        let wording: Vec<Span> = table.alterations.iter().map(|alteration| alteration.span).collect();
        let labels: Vec<Span> = table.unread.iter().filter_map(|row| row.label).collect();
        // The ordinal of a label, however it is written; a strip has its cells where others have their label.
        let rows = table.rows.iter().filter(|_| official.shape == Shape::Rows);
        let ordinals: Vec<Span> = rows.filter_map(|row| row.label).collect();
        for line in table.lines.clone().filter(|&line| table.owns_line(line)) {
            let span = source.lines()[line];
            // A column of serial numbers counts nothing.
            let serial = numbers(text, span).first().copied().filter(|_| has_serials(&source, table));
            for number in numbers(text, span).into_iter().filter(|number| Some(*number) != serial) {
                // Of digits that ran together each may be a cell.
                let digits = || {
                    let run = source.slice(number);
                    run.char_indices().map(move |(at, c)| number.part(&(at..at + c.len_utf8())))
                };
                let is_in =
                    |places: &[Span]| digits().all(|digit| places.iter().any(|place| place.contains(digit)));
                let is_ordinal = number.len() <= 2 && is_in(&ordinals);
                let is_placed = is_in(&places) || is_in(&wording) || is_in(&labels) || is_ordinal;
                assert!(
                    is_placed || is_of_wording(text, span, number),
                    "lost {number:?}: {:?}",
                    source.slice(span)
                );
            }
        }
        cells.extend(places);
    }
    for mention in &reading.narrative.mentions {
        let is_apart = |cell: &Span| cell.end <= mention.span.start || mention.span.end <= cell.start;
        assert!(
            !matches!(mention.says, Says::Count(_)) || cells.iter().all(is_apart),
            "in a cell and a mention: {mention:?}"
        );
    }
}

/// Whether lines of a table begin with 1, 2 and 3, each alone.
fn has_serials(source: &Source<'_>, table: &TableReading) -> bool {
    let firsts: Vec<&str> = table
        .lines
        .clone()
        .filter_map(|line| {
            source.slice(source.lines()[line]).split(['\t', '|']).find(|cell| !cell.trim().is_empty())
        })
        .map(str::trim)
        .collect();
    ["1", "2", "3"].iter().all(|number| firsts.contains(number))
}

/// The runs of digits on a line.
fn numbers(text: &str, line: Span) -> Vec<Span> {
    let is_digit = |c: char| nianbao::fold::narrow(c).is_ascii_digit();
    let line_text = &text[line.start as usize..line.end as usize];
    let mut numbers: Vec<Span> = Vec::new();
    for (at, c) in line_text.char_indices().filter(|&(_, c)| is_digit(c)) {
        let digit = line.part(&(at..at + c.len_utf8()));
        match numbers.last_mut().filter(|last| last.end == digit.start) {
            Some(last) => last.end = digit.end,
            None => numbers.push(digit),
        }
    }
    numbers
}

/// Whether a number is the ordinal of a piece of a line, a part of the form's own wording, or the number of a page.
fn is_of_wording(text: &str, line: Span, number: Span) -> bool {
    let line_text = &text[line.start as usize..line.end as usize];
    let at = (number.start - line.start) as usize;
    let bare: String = line_text.chars().filter(|&c| !nianbao::fold::is_blank(c)).collect();
    let is_page = bare.starts_with(['-', '—', '–', '第']) && bare.chars().count() < 13;
    // 1. before a label, also where a group stands before it, and 保留4位小数.
    let behind = line_text[at..].trim_start_matches(|c| nianbao::fold::narrow(c).is_ascii_digit());
    let is_ordinal = number.len() <= 6
        && (behind.starts_with(['.', '．', '、', '）', ')'])
            || behind.trim_start().starts_with(|c: char| c >= '一'));
    is_page || is_ordinal
}

/// A line without the longer pieces of text that the list of changes quotes.
fn without_listed(line: &str, corrected: &correct::Corrected) -> String {
    let titles = corrected.applied.iter().map(|applied| &applied.title);
    let quoted = titles.flat_map(|title| title.split(['“', '”']).skip(1).step_by(2));
    let pieces = quoted.filter(|piece| piece.chars().count() > 2);
    pieces.fold(line.to_owned(), |line, piece| line.replace(piece, ""))
}

/// Correcting keeps every line of prose and every figure, and correcting again changes nothing.
#[track_caller]
pub fn assert_correction_keeps_everything(text: &str) {
    let corrected = correct::correct(text);
    let again = correct::correct(&corrected.text);
    let mut changed =
        corrected.text.lines().zip(again.text.lines()).filter(|(before, after)| before != after);
    let same = corrected.text == again.text;
    assert!(same, "correcting a corrected report changes it: {:?}\n{}", changed.next(), corrected.text);
    if !corrected.is_report {
        assert!(
            corrected.text == text && corrected.applied.is_empty(),
            "what is no report is returned as it is"
        );
        return;
    }
    // What trusted fixes change is theirs; everything else must be there.
    let repaired = repair(text, Applicability::Suggested).text;
    let source = Source::new(&repaired);
    let reading = Reading::new(&source);
    let headings: Vec<usize> = reading
        .outline
        .sections
        .iter()
        .flatten()
        .map(|section| section.heading.line)
        .chain([reading.outline.kept.start])
        .collect();
    // The number of a heading of the author's own may be put right once it is in its place.
    let unnumbered = |line| Ordinal::strip(nianbao::fold::trim(line));
    let mut lines: Vec<&str> = corrected.text.lines().map(unnumbered).collect();
    for (line, &span) in source.lines().iter().enumerate() {
        let prose = unnumbered(source.slice(span));
        if prose.is_empty() || reading.in_table(line) || headings.contains(&line) {
            continue;
        }
        // What is kept at the end says which table it is of, and its blanks are plain ones.
        let plain = prose.split_whitespace().collect::<Vec<_>>().join(" ");
        // Of a row in cells, those that say something.
        let says = |cell: &&str| !matches!(Entry::read(cell), Entry::Empty | Entry::Mark);
        let cells = prose.split(['\t', '|']).filter(says).flat_map(str::split_whitespace);
        let cells = cells.collect::<Vec<_>>().join(" ");
        // Its own number stands behind that.
        let unread =
            |kept: &str| kept.split_once("未识读：").map(|(_, rest)| Ordinal::strip(rest).to_owned());
        let is_kept = |kept: &&str| {
            *kept == prose || unread(kept).is_some_and(|rest| [&plain, &cells].contains(&&rest))
        };
        // Once the text is in its place, another trusted fix may mend a line.
        let is_mended = |kept: &&str| similarity(&key(kept), &key(prose)) >= 0.85;
        match lines.iter().position(is_kept).or_else(|| lines.iter().position(is_mended)) {
            Some(at) => drop(lines.swap_remove(at)),
            // Rows and heads torn from their table are printed with the form's own, and what is none of these is kept
            // alone; figures are looked for below. The heads of a line stand between blanks too.
            None if prose.split(['\t', '|']).all(|cell| {
                let alone = cell.split_whitespace().collect::<Vec<_>>().join(" ");
                let is_kept_alone = |piece: &str| {
                    lines.iter().any(|kept| unread(kept).as_deref() == Some(Ordinal::strip(piece)))
                };
                let is_known = |piece: &str| is_wording(reading.form, piece) || is_kept_alone(piece);
                is_wording(reading.form, cell)
                    || is_kept_alone(&alone)
                    || cell.split_whitespace().all(is_known)
            }) => {}
            // A later round may find what it deletes; the list of changes names it.
            None if lines.contains(&nianbao::fold::trim(&without_listed(prose, &corrected))) => {}
            None => panic!("lost: {prose:?}\nin {}", corrected.text),
        }
    }
    let before = figures(&repaired);
    let mut after = figures(&corrected.text);
    // Digits that ran together stand in cells of their own now.
    let rejoined = corrected.text.replace('\t', "");
    for figure in before {
        // Ordinals of labels are the form's own; every other figure must be left.
        if let Some(at) = after.iter().position(|other| *other == figure) {
            after.swap_remove(at);
        } else {
            let digits = figure.chars().filter(char::is_ascii_digit).count();
            // A later round may find a figure wrong that the first could not place; the list of changes names it.
            let is_listed = || corrected.applied.iter().any(|applied| applied.title.contains(&figure));
            assert!(
                digits <= 2 || rejoined.contains(&figure) || is_listed(),
                "lost the figure {figure} in {}",
                corrected.text
            );
        }
    }
}

/// Whether a cell is empty, a number, or wording that the form itself prints, if damaged.
fn is_wording(form: &Form, cell: &str) -> bool {
    let wanted = key(Ordinal::strip(cell));
    let labels = form
        .tables
        .iter()
        .flat_map(|table| table.rows.iter().map(|row| row.label).chain(table.decoration.iter().copied()));
    wanted.is_empty()
        || matches!(Entry::read(cell), Entry::Number { .. } | Entry::Mark)
        || labels
            .flat_map(|label| label.wordings().collect::<Vec<_>>())
            .map(|wording| key(Ordinal::strip(wording)))
            // A narrow column breaks the wording over several lines, and a piece of it may be a single character.
            .any(|wording| wording.ends_with(&wanted) || similarity(&wording, &wanted) >= 0.5)
}

/// All numbers, however they are written.
fn figures(text: &str) -> Vec<String> {
    let is_digit = |c: char| nianbao::fold::narrow(c).is_ascii_digit();
    let mut figures = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_digit) {
        rest = &rest[at..];
        let run = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        match leading_number(rest) {
            Some((number, behind)) => {
                figures.push(number.to_string());
                rest = behind;
            }
            None => rest = &rest[run..],
        }
    }
    figures
}
