//! The form is closed: what it names exists, what it labels can be told apart, and its blank reads back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

use nianbao::fold::{key, similarity};
use nianbao::form::{Edition, Form, OPEN_CELL, SECTIONS, Shape};
use nianbao::number::{Entry, Ordinal};
use nianbao::reading::Reading;
use nianbao::render::text::blank;
use nianbao::source::Source;

fn forms() -> [&'static Form; 2] {
    [Edition::Trial.form(), Edition::Current.form()]
}

#[test]
fn every_relation_resolves_to_existing_cells() {
    for (form, relations) in
        [(Edition::Trial.form(), 23 + 7 + 7 + 3 + 7), (Edition::Current.form(), 25 + 7 + 7 + 3 + 2)]
    {
        assert_eq!(form.relations.len(), relations);
        assert_eq!(form.equations().len(), relations, "a relation names a cell that does not exist");
        for equation in form.equations() {
            assert!(!equation.parts.is_empty() && (equation.at_least || !equation.wholes.is_empty()));
            for cell in equation.cells() {
                assert!(form.place(cell).is_some());
            }
        }
    }
}

#[test]
fn the_balance_is_the_one_that_the_form_states() {
    let form = Edition::Current.form();
    let balance = form.equations().iter().find(|equation| equation.rule == "balance").unwrap();
    let ids = |cells: &[_]| cells.iter().map(|&cell| form.cell_id(cell)).collect::<Vec<_>>();
    assert_eq!(ids(&balance.parts), ["t3.new.natural", "t3.carried_in.natural"]);
    assert_eq!(ids(&balance.wholes), ["t3.handled.natural", "t3.carried_out.natural"]);
}

#[test]
fn cell_ids_are_unique_and_lead_back() {
    for (form, cells) in
        [(Edition::Trial.form(), 22 + 23 * 7 + 15), (Edition::Current.form(), 10 + 25 * 7 + 15)]
    {
        assert_eq!(form.cells().count(), cells);
        for cell in form.cells() {
            assert_eq!(form.cell(&form.cell_id(cell)), Some(cell));
        }
    }
}

/// What the page draws its tables from has every cell of the form once and nothing else, and relations between them.
#[test]
fn the_printed_tables_have_every_cell_once() {
    for form in forms() {
        let tables = nianbao::contract::form_tables(form);
        let cells = || tables.iter().flat_map(|table| table.rows.iter().flatten());
        let printed: Vec<&str> = cells().filter_map(|cell| cell.cell.as_deref()).collect();
        let all: Vec<String> = form.cells().map(|cell| form.cell_id(cell)).collect();
        assert_eq!(printed, all);
        for cell in cells() {
            assert_eq!(cell.kind == "number", cell.cell.is_some());
            assert!(!cell.text.is_empty());
        }
        let relations = || tables.iter().flat_map(|table| &table.relations);
        assert_eq!(relations().count(), form.equations().len());
        for table in &tables {
            for id in
                table.relations.iter().flat_map(|relation| relation.parts.iter().chain(&relation.wholes))
            {
                assert!(id.starts_with(table.id) && printed.contains(&id.as_str()), "{id}");
            }
        }
    }
}

/// Labels may share words, but not so many that a damaged copy of one is nearer to another.
#[test]
fn no_two_labels_of_a_table_can_be_confused() {
    const NEAREST: f32 = 0.8;
    for table in forms().iter().flat_map(|form| &form.tables).filter(|table| table.shape == Shape::Rows) {
        for (i, a) in table.rows.iter().enumerate() {
            for b in table.rows.iter().skip(i + 1) {
                for (x, y) in a.label.wordings().flat_map(|x| b.label.wordings().map(move |y| (x, y))) {
                    let likeness = similarity(&key(Ordinal::strip(x)), &key(Ordinal::strip(y)));
                    assert!(likeness < NEAREST, "{x} / {y}: {likeness}");
                }
            }
        }
    }
}

#[test]
fn no_two_sections_can_be_confused() {
    for (i, a) in SECTIONS.iter().enumerate() {
        for b in SECTIONS.iter().skip(i + 1) {
            for x in [a.heading].iter().chain(a.accepted).chain(a.variants) {
                for y in [b.heading].iter().chain(b.accepted).chain(b.variants) {
                    assert!(similarity(&key(x), &key(y)) < 0.75, "{x} / {y}");
                }
            }
        }
    }
}

#[test]
fn a_blank_form_renders_and_reads_back_blank() {
    for form in forms() {
        let text = blank(form);
        let source = Source::new(&text);
        let reading = Reading::new(&source);
        assert_eq!(reading.form.edition, form.edition);
        assert!(reading.outline.sections.iter().all(Option::is_some));
        for cell in form.cells() {
            let mark = reading.cell(cell).unwrap_or_else(|| panic!("{} is not read", form.cell_id(cell)));
            assert_eq!(
                (mark.entry, source.slice(mark.span)),
                (Entry::Mark, OPEN_CELL),
                "{}",
                form.cell_id(cell)
            );
        }
        for table in &reading.tables {
            assert_eq!(table.alterations, []);
            assert_eq!(table.unread, []);
        }
    }
}

/// Every cell gets a number of its own, so that a shift by one cell anywhere would show.
#[test]
fn a_filled_form_reads_back_every_number_in_its_cell() {
    for form in forms() {
        let mut text = blank(form);
        let mut number = 1000;
        while text.contains(OPEN_CELL) {
            text = text.replacen(OPEN_CELL, &number.to_string(), 1);
            number += 1;
        }
        let source = Source::new(&text);
        let reading = Reading::new(&source);
        for (cell, number) in form.cells().zip(1000..) {
            assert_eq!(reading.count(&form.cell_id(cell)), Some(number));
        }
    }
}
