//! The rules of the house, as tests: who may use whom, what every file starts with, and that the declared types of
//! the result are the ones that are sent.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nianbao::Options;
use serde_json::Value;

/// The rooms of the core, each of which may use only those before it. ARCHITECTURE.md has the same list.
const ROOMS: [&str; 24] = [
    "source", "order", "find", "fold", "words", "intake", "form", "number", "draft", "align", "report",
    "reading", "finding", "locate", "check", "guide", "confirm", "checked", "render", "repair", "correct",
    "review", "record", "contract",
];

fn source_files() -> Vec<PathBuf> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.sort();
    assert!(files.len() > 20, "the sources are gone");
    files
}

/// The room that a file belongs to: its first folder, or its own name.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn a_room_uses_only_rooms_before_it() {
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    for path in source_files() {
        let room = room(&path);
        let Some(own) = place(&room) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for used in rooms_used(&text) {
            let Some(other) = place(&used) else { continue };
            assert!(other <= own, "{} uses {used}, which comes after it", path.display());
        }
    }
}

/// The modules that a file names behind `crate::`, one or several in braces.
fn rooms_used(text: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    text.match_indices("crate::")
        .flat_map(|(at, found)| {
            let rest = &text[at + found.len()..];
            match rest.strip_prefix('{') {
                Some(list) => {
                    list[..list.find(';').unwrap()].split(',').map(|name| word(name.trim())).collect()
                }
                None => vec![word(rest)],
            }
        })
        .collect()
}

/// The modules in `src/check` that hold rules. The others there are for all of them.
fn families() -> BTreeSet<String> {
    let registry = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check.rs")).unwrap();
    let rules = registry.match_indices("::RULES),");
    let before =
        |at: usize| registry[..at].rsplit(", ").next().unwrap().split("::").next().unwrap().to_owned();
    let families: BTreeSet<String> = rules.map(|(at, _)| before(at)).collect();
    assert!(families.len() > 10 && families.contains("narrative"), "{families:?}");
    families
}

/// What a file of `src/check` that stands so deep names of the modules there, but for its tests.
fn checks_used(text: &str, depth: usize) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let up = format!("use {}", "super::".repeat(depth));
    let from_here = |line: &str| {
        let path = line.strip_prefix("use crate::check::").or_else(|| line.strip_prefix(up.as_str()))?;
        (!path.starts_with("super")).then(|| path.to_owned())
    };
    let paths = code.replace(",\n", ",").replace("{\n", "{");
    let paths = paths.lines().map(|line| line.trim_start_matches("pub(super) ").trim()).filter_map(from_here);
    let names = paths.flat_map(|path| match path.strip_prefix('{') {
        Some(list) => list.split(',').map(|name| name.trim().to_owned()).collect(),
        None => vec![path],
    });
    let first = |name: String| name.split([':', ';', '}']).next().unwrap().to_owned();
    names.map(first).filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_family_of_rules_uses_no_other_family() {
    let families = families();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
    for path in source_files().iter().filter(|path| path.starts_with(&root) && !path.ends_with("tests.rs")) {
        let inside = path.strip_prefix(&root).unwrap().with_extension("");
        let own = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        for used in checks_used(&fs::read_to_string(path).unwrap(), inside.components().count()) {
            assert!(used == own || !families.contains(&used), "{} uses {used}", path.display());
        }
    }
}

#[test]
fn a_used_family_is_seen_however_it_is_imported() {
    let text = "use crate::check::years::has;\nuse super::super::{Context, words::stage};\nuse super::own;\n#[cfg(test)]\nuse crate::check::sums;";
    assert_eq!(checks_used(text, 2), ["years", "Context", "words"]);
}

#[test]
fn the_used_rooms_are_seen_however_they_are_imported() {
    assert_eq!(
        rooms_used("use crate::{check, fold::key};\nlet a = crate::form::X;"),
        ["check", "fold", "form"]
    );
}

#[test]
fn every_file_says_first_what_it_is_for() {
    for path in source_files() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not say what it is for", path.display());
    }
}

/// The fields that `src/wasm.d.ts` declares for an interface.
fn declared(types: &str, interface: &str) -> BTreeSet<String> {
    let start = types.find(&format!("interface {interface} {{")).unwrap();
    let body = &types[start..start + types[start..].find("\n}").unwrap()];
    body.lines().skip(1).filter_map(|line| Some(line.trim().split_once(':')?.0.to_owned())).collect()
}

#[track_caller]
fn assert_fields(types: &str, interface: &str, value: &Value) {
    let sent: BTreeSet<String> = value.as_object().unwrap().keys().cloned().collect();
    assert_eq!(declared(types, interface), sent, "{interface}");
}

#[test]
fn the_declared_types_are_what_is_sent() {
    let types = include_str!("../src/wasm.d.ts");
    let draft = include_str!("drafts/wrong-sums.txt")
        .replace("六、其他需要报告的事项\n2023年，本机关未收取信息处理费。\n", "");
    let draft = draft.replacen("二、主动公开政府信息情况", "主动公开政府信息情况", 1);
    let checked = nianbao::check_text(&draft);
    let result = serde_json::to_value(nianbao::contract::check_result(&checked, &draft)).unwrap();
    assert_fields(types, "CheckResult", &result);
    assert_fields(types, "Section", &result["sections"][0]);
    assert_fields(types, "Cell", &result["cells"][0]);
    assert_fields(types, "Unchecked", &result["unchecked"][0]);
    let findings = result["findings"].as_array().unwrap();
    assert_fields(types, "Finding", &findings[0]);
    let noted = findings.iter().find(|finding| finding["notes"][0].is_object()).unwrap();
    assert_fields(types, "Note", &noted["notes"][0]);
    let fixed = findings.iter().find(|finding| finding["fixes"][0].is_object()).unwrap();
    assert_fields(types, "Fix", &fixed["fixes"][0]);
    let suspecting = findings.iter().find(|finding| finding["suspects"][0].is_object()).unwrap();
    assert_fields(types, "Suspect", &suspecting["suspects"][0]);
    assert_fields(types, "Edit", &fixed["fixes"][0]["edits"][0]);

    let line = "section-number\t【甲】\t乙";
    let list = nianbao::confirm::Confirmed::parse(line).unwrap();
    let checked = nianbao::check_with(&draft, Options { confirmed: &list, ..Options::default() });
    let result = serde_json::to_value(nianbao::contract::check_result(&checked, &draft)).unwrap();
    assert_fields(types, "Unused", &result["unused"][0]);
    let result = serde_json::to_value(nianbao::contract::confirmed_list(line)).unwrap();
    assert_fields(types, "ConfirmedList", &result);
    let result = serde_json::to_value(nianbao::contract::rules()).unwrap();
    let with_example =
        result.as_array().unwrap().iter().find(|rule| rule["examples"][0].is_object()).unwrap();
    assert_fields(types, "RuleInfo", with_example);
    assert_fields(types, "RuleExample", &with_example["examples"][0]);

    let tables = nianbao::contract::form_tables(nianbao::form::Edition::Current.form());
    let result = serde_json::to_value(tables).unwrap();
    assert_fields(types, "FormTable", &result[0]);
    assert_fields(types, "FormCell", &result[0]["rows"][0][0]);
    assert_fields(types, "FormRelation", &result[0]["relations"][0]);

    let corrected = nianbao::correct::correct(&draft);
    let result = serde_json::to_value(nianbao::contract::fix_result(&corrected)).unwrap();
    assert_fields(types, "FixResult", &result);
    assert_fields(types, "Applied", &result["applied"][0]);
    assert_fields(types, "Spot", &result["open"][0]);

    let intake = nianbao::intake::read("年报.txt", draft.as_bytes(), &|_| String::new());
    let result = serde_json::to_value(nianbao::contract::intake_result(intake)).unwrap();
    assert_fields(types, "IntakeResult", &result);
}

/// Spans count UTF-16 code units, as JavaScript does, also behind characters that take two.
#[test]
fn spans_are_javascript_offsets() {
    let draft = include_str!("drafts/clean-2021.txt").replace("柳河镇主动公开", "😀柳河镇镇主动公开");
    let checked = nianbao::check_text(&draft);
    let result = nianbao::contract::check_result(&checked, &draft);
    let units: Vec<u16> = draft.encode_utf16().collect();
    let finding = result.findings.iter().find(|finding| finding.rule == "repeated-word").unwrap();
    let [start, end] = finding.span;
    assert_eq!(String::from_utf16(&units[start as usize..end as usize]).unwrap(), "镇镇");
    let cell = result.cells.iter().find(|cell| cell.id.to_string() == "t3.new.total").unwrap();
    let [start, end] = cell.span;
    assert_eq!(String::from_utf16(&units[start as usize..end as usize]).unwrap(), "8");
}
