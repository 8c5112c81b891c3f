//! The five real reports: what is read from them. They stay outside the project: set `NIANBAO_SEEDS`, or put them
//! at `../shared/seeds`; without them there is nothing to test here, and the test says so.

use std::path::PathBuf;

use nianbao::form::Form;
use nianbao::number::Entry;
use nianbao::reading::Reading;
use nianbao::source::Source;

/// The text of the seed whose file name begins with `number`; `None` where the seeds are not at hand.
fn seed(number: &str) -> Option<String> {
    let folder = std::env::var_os("NIANBAO_SEEDS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds")), PathBuf::from);
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("no seeds at {}: skipped", folder.display());
        return None;
    };
    let path = files
        .filter_map(Result::ok)
        .map(|file| file.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))?;
    Some(std::fs::read_to_string(path).unwrap())
}

/// The cells of a seed that are not zero, as `id=value`; a blank cell as `id=`.
fn cells(number: &str) -> Option<(String, Vec<String>)> {
    let text = seed(number)?;
    let source = Source::new(&text);
    let reading = Reading::new(&source);
    let form: &Form = reading.form;
    let mut odd = Vec::new();
    for cell in form.cells() {
        let id = form.cell_id(cell);
        match reading.cell(cell) {
            None => odd.push(format!("{id}:absent")),
            Some(mark) => match mark.entry {
                Entry::Number { value, .. } => {
                    assert_eq!(Entry::read(source.slice(mark.span)), mark.entry, "{id}: span");
                    if !value.is_zero() {
                        odd.push(format!("{id}={value}"));
                    }
                }
                _ => odd.push(format!("{id}={}", source.slice(mark.span))),
            },
        }
    }
    for (table, form_table) in reading.tables.iter().zip(&form.tables) {
        for (row, form_row) in table.rows.iter().zip(form_table.rows) {
            if !row.surplus.is_empty() {
                odd.push(format!("{}.{}+{}", form_table.id, form_row.id, row.surplus.len()));
            }
        }
    }
    Some((form.edition.id().to_owned(), odd))
}

#[test]
fn every_cell_is_read_right() {
    let zero: [&str; 0] = [];
    for (number, edition, expected) in [
        ("000", "2021", &zero[..]),
        (
            "001",
            "2019",
            &[
                "t2.normative.made=1",
                "t2.normative.published=1",
                "t2.normative.published_total=1",
                "t2.fees+1",
                "t2.procurement+1",
            ],
        ),
        ("002", "2021", &zero),
        ("003", "2021", &zero),
        (
            "004",
            "2021",
            &[
                "t2.normative.issued=3",
                "t2.normative.repealed=3",
                "t2.normative.in_force=",
                "t3.new.natural=7",
                "t3.new.total=7",
                "t3.carried_in.natural=1",
                "t3.carried_in.total=1",
                "t3.granted.natural=3",
                "t3.granted.total=3",
                "t3.partial.natural=5",
                "t3.partial.total=5",
                "t3.handled.natural=8",
                "t3.handled.total=8",
                "t3.carried_out.natural=",
                "t3.carried_out.business=",
                "t4.direct.upheld=1",
                "t4.direct.other=1",
                "t4.direct.total=2",
            ],
        ),
    ] {
        let Some((found_edition, odd)) = cells(number) else { return };
        assert_eq!(found_edition, edition, "seed {number}");
        assert_eq!(odd, expected, "seed {number}");
    }
}
