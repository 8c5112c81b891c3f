//! Sentences with slots.
//!
//! `{new}` is a figure or a name, and marks its place; `{basis:…}` marks a passage; `{a|b}` is one or the other;
//! `{#3-9}` is any number of a range; `{?none}` lets the sentence stand only where a condition holds, `{!none}`
//! only where it does not. What stands in a slot may itself be a choice.

use std::collections::BTreeMap;

use super::Rng;
use super::marks::mark;

/// What may stand in the slots of one report, and which conditions hold (those are empty).
pub type Slots = BTreeMap<&'static str, String>;

/// Writes a sentence; `None` where one of its slots has nothing to say or a condition does not hold.
pub fn expand(template: &str, slots: &Slots, rng: &mut Rng) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out += &rest[..at];
        let len = closing(&rest[at..]);
        out += &slot(&rest[at + 1..at + len], slots, rng)?;
        rest = &rest[at + len + 1..];
    }
    Some(out + rest)
}

/// The first sentence of a list that can stand, from a place that chance chooses.
pub fn one_of(templates: &[&str], slots: &Slots, rng: &mut Rng) -> Option<String> {
    let start = rng.below(templates.len() as u64) as usize;
    let turned = templates.iter().cycle().skip(start).take(templates.len());
    turned.into_iter().find_map(|template| expand(template, slots, rng))
}

/// So many different sentences of a list that can stand, in the order of the list.
pub fn some_of(templates: &[&str], count: usize, slots: &Slots, rng: &mut Rng) -> Vec<String> {
    let mut order: Vec<usize> = (0..templates.len()).collect();
    for index in (1..order.len()).rev() {
        order.swap(index, rng.below(index as u64 + 1) as usize);
    }
    let mut written = Vec::new();
    for index in order {
        if written.len() < count
            && let Some(sentence) = expand(templates[index], slots, rng)
        {
            written.push((index, sentence));
        }
    }
    written.sort();
    written.into_iter().map(|(_, sentence)| sentence).collect()
}

/// The place of the bracket that closes the one a text begins with; its end where there is none.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn slot(inside: &str, slots: &Slots, rng: &mut Rng) -> Option<String> {
    if let Some(condition) = inside.strip_prefix('?') {
        return slots.contains_key(condition).then(String::new);
    }
    if let Some(condition) = inside.strip_prefix('!') {
        return (!slots.contains_key(condition)).then(String::new);
    }
    if let Some(range) = inside.strip_prefix('#') {
        let (low, high) = range.split_once('-')?;
        let (low, high): (u64, u64) = (low.parse().ok()?, high.parse().ok()?);
        return Some(mark("#", &(low + rng.below(high - low + 1)).to_string()));
    }
    if let Some((name, passage)) = inside.split_once(':')
        && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'.')
    {
        return Some(mark(name, &choice(passage, slots, rng)?));
    }
    match alternatives(inside).as_slice() {
        [_, _, ..] => choice(inside, slots, rng),
        // A slot may offer a choice of its own.
        _ => Some(mark(inside, rng.pick(&slots.get(inside)?.split('|').collect::<Vec<_>>()))),
    }
}

/// One of the alternatives of a passage.
fn choice(passage: &str, slots: &Slots, rng: &mut Rng) -> Option<String> {
    one_of(&alternatives(passage), slots, rng)
}

/// The pieces of a passage between the bars that are not inside a slot.
fn alternatives(passage: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in passage.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '|' if depth == 0 => {
                pieces.push(&passage[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&passage[start..]);
    pieces
}
