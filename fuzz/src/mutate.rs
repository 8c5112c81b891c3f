//! Changes a draft as copying and typing do: by lines, cells, numbers and words of the form. libFuzzer changes bytes,
//! which seldom leaves Chinese text or a table behind.

use crate::generator::Rng;
use crate::wording::WORDS;

/// What numbers are replaced by.
const NUMBERS: [&str; 14] = [
    "0",
    "1",
    "7",
    "10",
    "100",
    "-1",
    "１２",
    "1,234",
    "3.5",
    "三",
    "十二",
    "一百零五",
    "9223372036854775807",
    "2 0",
];

/// What a fuzzer of texts does to its input: mostly what people do, otherwise what libFuzzer does to bytes.
pub fn mutated(bytes: &mut [u8], size: usize, longest: usize, seed: u32) -> usize {
    match str::from_utf8(&bytes[..size]) {
        Ok(text) if !seed.is_multiple_of(4) => {
            let text = changed(text, longest, seed / 4);
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(bytes, size, longest),
    }
}

/// Changes a text in up to four ways; what is longer than `longest` bytes is cut.
fn changed(text: &str, longest: usize, seed: u32) -> String {
    let mut rng = Rng::new(u64::from(seed));
    let mut text = text.to_owned();
    for _ in 0..=rng.below(4) {
        text = changed_once(&text, &mut rng);
    }
    while text.len() > longest {
        text.pop();
    }
    text
}

fn changed_once(text: &str, rng: &mut Rng) -> String {
    match rng.below(6) {
        0 => with_word(text, rng),
        1 => with_number(text, rng),
        2 => with_character(text, rng),
        3 => with_cell(text, rng),
        _ => with_lines(text, rng),
    }
}

fn boundary(text: &str, rng: &mut Rng) -> usize {
    let mut at = rng.below(text.len() as u64 + 1) as usize;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn replaced(text: &str, from: usize, to: usize, by: &str) -> String {
    format!("{}{by}{}", &text[..from], &text[to..])
}

fn with_word(text: &str, rng: &mut Rng) -> String {
    let at = boundary(text, rng);
    replaced(text, at, at, rng.pick(&WORDS))
}

fn with_number(text: &str, rng: &mut Rng) -> String {
    let at = boundary(text, rng);
    let Some(from) = text[at..].find(|c: char| c.is_ascii_digit()).map(|more| at + more) else {
        return replaced(text, at, at, rng.pick(&NUMBERS));
    };
    let to = text[from..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |more| from + more);
    // As often a number that is in the text already: that is what relations and statements are about.
    if rng.chance(500) {
        return replaced(text, from, to, rng.pick(&NUMBERS));
    }
    let other = boundary(text, rng);
    let other = text[other..].split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    replaced(text, from, to, other.unwrap_or("5"))
}

fn with_character(text: &str, rng: &mut Rng) -> String {
    let (at, other) = (boundary(text, rng), boundary(text, rng));
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    let by = text[other..].chars().next().map_or(String::new(), String::from);
    match rng.below(3) {
        0 => replaced(text, at, at + length, ""),
        1 => replaced(text, at, at, &by),
        _ => replaced(text, at, at + length, &by),
    }
}

/// Another separator of cells, two cells exchanged, or one left out.
fn with_cell(text: &str, rng: &mut Rng) -> String {
    let at = boundary(text, rng);
    let Some(tab) = text[at..].find(['\t', '|']).map(|more| at + more) else { return with_word(text, rng) };
    let end = text[tab + 1..].find(['\t', '|', '\n']).map_or(text.len(), |more| tab + 1 + more);
    match rng.below(3) {
        0 => replaced(text, tab, tab + 1, rng.pick(&["|", "\n", "  ", "", "\t\t", "\t|\t"])),
        1 => replaced(text, tab, end, ""),
        _ => {
            let start = text[..tab].rfind(['\t', '|', '\n']).map_or(0, |before| before + 1);
            let (left, sign, right) = (&text[start..tab], &text[tab..=tab], &text[tab + 1..end]);
            replaced(text, start, end, &format!("{right}{sign}{left}"))
        }
    }
}

/// A stretch of lines left out, doubled or moved.
fn with_lines(text: &str, rng: &mut Rng) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return with_word(text, rng);
    }
    let from = rng.below(lines.len() as u64) as usize;
    let most = rng.pick(&[1, 1, 1, 3, 10, 40]);
    let to = (from + 1 + rng.below(most) as usize).min(lines.len());
    let taken: Vec<&str> = match rng.below(4) {
        0 => lines[from..to].to_vec(),
        1 => {
            lines.drain(from..to);
            return lines.concat();
        }
        _ => lines.drain(from..to).collect(),
    };
    let at = rng.below(lines.len() as u64 + 1) as usize;
    lines.splice(at..at, taken);
    lines.concat()
}
