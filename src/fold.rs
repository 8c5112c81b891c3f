//! Folded text: what is left of a piece of text when everything is gone that copying, typing habits and
//! software change without changing the meaning — full width, blanks, punctuation, letter case.
//!
//! Folding is for comparison only. Labels and headings are short, so a folded key is a plain string; whoever
//! needs the place of a match keeps the span of the unfolded piece.

/// Whether a character takes no part in any meaning: white space of every width and invisible characters.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{202A}'..='\u{202E}')
}

/// The half-width form of a full-width character, and any other character as it is.
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// `text` without blanks and invisible characters at both ends.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The key of a label or heading: letters and digits only, half width, lower case. Linear.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().map(narrow) {
        match c {
            // Nearly all that labels are made of; it has no case.
            '\u{4E00}'..='\u{9FFF}' => key.push(c),
            _ if c.is_ascii() => key.extend(c.is_ascii_alphanumeric().then_some(c.to_ascii_lowercase())),
            _ if c.is_alphanumeric() => key.extend(c.to_lowercase()),
            _ => {}
        }
    }
    key
}

/// How alike two keys are, from 0 (nothing in common) to 1 (equal): the Dice coefficient of their character
/// pairs (Dice 1945), which survives a wrong, lost or doubled character and a cut end. Quadratic in the length
/// of the keys, which are labels.
pub fn similarity(a: &str, b: &str) -> f32 {
    if a == b {
        return 1.0;
    }
    let (a, b) = (pairs(a), pairs(b));
    let mut free = vec![true; b.len()];
    let mut common = 0_u32;
    for pair in &a {
        if let Some((_, slot)) = b.iter().zip(&mut free).find(|(other, slot)| **slot && *other == pair) {
            *slot = false;
            common += 1;
        }
    }
    let total = a.len() + b.len();
    if total == 0 { 0.0 } else { 2.0 * common as f32 / total as f32 }
}

/// The character pairs of a key, with its two ends as pairs of their own, so that single characters count.
fn pairs(key: &str) -> Vec<(char, char)> {
    const END: char = '\0';
    let from = std::iter::once(END).chain(key.chars());
    let to = key.chars().chain(std::iter::once(END));
    if key.is_empty() { Vec::new() } else { from.zip(to).collect() }
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
    fn similar_labels_are_nearer_than_different_ones() {
        assert!(similarity("本年度止件数", "本年废止件数") > 0.5);
        assert!(similarity("行政许可", "行政处罚") < 0.5);
        assert!(similarity("开", "予以公开") < 0.5);
        assert!(similarity("", "总计") < 1e-6);
        assert!(similarity("总计", "总计") > 1.0 - 1e-6);
    }
}
