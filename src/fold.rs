//! Folded text: what is left of a piece of text when everything is gone that copying, typing habits and
//! software change without changing the meaning — full width, blanks, punctuation, letter case.
//!
//! Folding is for comparison only. Labels and headings are short, so a folded key is a plain string; whoever
//! needs the place of a match keeps the span of the unfolded piece.

use std::cmp::Ordering;

use crate::find::others;
use crate::order::sort;

/// Whether a character takes no part in any meaning: white space of every width and invisible characters.
#[inline]
pub fn is_blank(c: char) -> bool {
    match c {
        // Nearly all that a report is made of.
        '\u{3001}'..='\u{FEFE}' | '!'..='~' => false,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => true,
        _ => c.is_whitespace() || matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}'),
    }
}

/// The half-width form of a full-width character, and any other character as it is.
#[inline]
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Whether a character is a digit of either width.
pub fn is_digit(c: char) -> bool {
    narrow(c).is_ascii_digit()
}

/// The digit that a letter looks like; a digit is itself.
pub fn digit_like(c: char) -> Option<char> {
    match c {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        '0'..='9' => Some(c),
        _ => None,
    }
}

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

/// `text` without blanks and invisible characters at both ends.
pub fn trim(text: &str) -> &str {
    trim_start(trim_end(text))
}

/// `text` without blanks and invisible characters at its beginning.
#[inline]
pub fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        // A sign of ASCII, one of U+4000 to U+9FFF by the first of its three bytes, a mark of full width, as （, or 、 and
        // its like behind the ideographic space: nearly every piece of a report.
        [] | [b'!'..=b'~' | 0xE4..=0xE9, ..] | [0xEF, 0xBC, ..] | [0xE3, 0x80, 0x81..=0xBF, ..] => text,
        _ => text.trim_start_matches(is_blank),
    }
}

/// `text` without blanks and invisible characters at its end.
#[inline]
pub fn trim_end(text: &str) -> &str {
    match text.as_bytes() {
        // The last are ） and its like, and 。 and its like behind the ideographic space.
        []
        | [.., b'!'..=b'~']
        | [.., 0xE4..=0xE9, _, _]
        | [.., 0xEF, 0xBC, _]
        | [.., 0xE3, 0x80, 0x81..=0xBF] => text,
        _ => text.trim_end_matches(is_blank),
    }
}

/// The key of a label or heading: letters and digits only, half width, lower case. Linear.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    push_key(&mut key, text);
    key
}

/// Appends the [`key`] of a text. What a piece of a text adds does not depend on the rest of it: the key of its end
/// is the end of its key.
pub fn push_key(key: &mut String, text: &str) {
    // Where the characters begin that are their own key and were not appended yet.
    let mut same_from = 0;
    // The Chinese characters have no case.
    for (at, c) in others(text) {
        if matches!(c, '0'..='9' | 'a'..='z') {
            continue;
        }
        key.push_str(text.get(same_from..at).unwrap_or_default());
        same_from = at + c.len_utf8();
        let c = narrow(c);
        if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        }
    }
    key.push_str(text.get(same_from..).unwrap_or_default());
}

/// How alike two keys are, from 0 (nothing in common) to 1 (equal): the Dice coefficient of their character
/// pairs (Dice 1945), which survives a wrong, lost or doubled character and a cut end.
pub fn similarity(a: &str, b: &str) -> f32 {
    Pairs::of(a).similarity(&Pairs::of(b))
}

/// The character pairs of a key, for comparing it with many others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs(
    /// Sorted, each in one number; the two ends are pairs of their own, so that single characters count.
    Vec<u64>,
);

impl Pairs {
    /// The pairs of a key.
    pub fn of(key: &str) -> Self {
        const END: u64 = 0;
        let mut pairs = Vec::with_capacity(key.len() / '一'.len_utf8() + 2);
        let mut last = END;
        for c in key.chars().map(u64::from) {
            pairs.push(last << 32 | c);
            last = c;
        }
        if !key.is_empty() {
            pairs.push(last << 32 | END);
        }
        sort(&mut pairs);
        Self(pairs)
    }

    /// The [`similarity`] of the two keys. Linear in their length.
    pub fn similarity(&self, other: &Self) -> f32 {
        let total = self.0.len() + other.0.len();
        if total == 0 {
            return 1.0;
        }
        let (mut ours, mut theirs) = (self.0.iter(), other.0.iter());
        let (mut a, mut b) = (ours.next(), theirs.next());
        let mut common = 0_u32;
        while let (Some(x), Some(y)) = (a, b) {
            match x.cmp(y) {
                Ordering::Less => a = ours.next(),
                Ordering::Greater => b = theirs.next(),
                Ordering::Equal => {
                    common += 1;
                    (a, b) = (ours.next(), theirs.next());
                }
            }
        }
        2.0 * common as f32 / total as f32
    }

    /// Whether the similarity to another key can reach `least` at all, as far as their lengths tell.
    pub fn may_reach(&self, other: &Self, least: f32) -> bool {
        let (short, long) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        2.0 * short as f32 / (short + long) as f32 >= least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_what_copying_changes() {
        for copy in
            ["3.危及“三安全一稳定”", "３．危及\"三安全 一稳定\"", "\u{FEFF}3. 危及\u{3000}三安全一稳定"]
        {
            assert_eq!(key(copy), "3危及三安全一稳定");
        }
    }

    #[test]
    fn only_blanks_are_trimmed() {
        let signs =
            ["公", "。", "a", "９", "é", "𠮷", "〇", " ", "\u{3000}", "\u{FEFF}", "\u{AD}", "\u{2066}", ""];
        for (a, b, c) in signs
            .iter()
            .flat_map(|a| signs.iter().map(move |b| (a, b)))
            .flat_map(|(a, b)| signs.iter().map(move |c| (a, b, c)))
        {
            let text = [*a, b, c].concat();
            assert_eq!(trim(&text), text.trim_matches(is_blank));
            assert_eq!(trim_start(&text), text.trim_start_matches(is_blank));
            assert_eq!(trim_end(&text), text.trim_end_matches(is_blank));
        }
    }

    #[test]
    fn similar_labels_are_nearer_than_different_ones() {
        assert!(similarity("本年度止件数", "本年废止件数") > 0.5);
        assert!(similarity("行政许可", "行政处罚") < 0.5);
        assert!(similarity("开", "予以公开") < 0.5);
        assert!(similarity("", "总计") < 1e-6);
        assert!(similarity("总计", "总计") > 1.0 - 1e-6);
    }
}
