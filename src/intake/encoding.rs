//! The text of a file's bytes, in one of the encodings that Chinese offices use.

use super::{Gb18030, Refusal};

/// An encoding of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// With or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, and its parts GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// Its name in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
        }
    }

    /// What people call a text file in it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Utf8 => "文本（UTF-8 编码）",
            Self::Utf16Le | Self::Utf16Be => "文本（UTF-16 编码）",
            Self::Gb18030 => "文本（GB18030 编码）",
        }
    }
}

/// The text without its mark, its encoding, and how many characters are damaged.
///
/// A mark decides. Without one, Chinese in UTF-16 read the wrong way round is signs of all the world's scripts, and
/// Chinese in GB18030 is hardly ever valid UTF-8, so the first encoding in which nearly all is text is the one.
///
/// # Errors
/// [`Refusal::Unknown`] where the bytes are text in none of them. Linear.
pub(super) fn decode(bytes: &[u8], gb18030: &Gb18030) -> Result<(String, Encoding, usize), Refusal> {
    /// Of a hundred characters beyond ASCII, so many may be damaged in what still counts as text.
    const MOST_DAMAGED: usize = 20;
    let found = |text: String, encoding| {
        let damaged = text.chars().filter(|&c| is_damaged(c)).count();
        (text, encoding, damaged)
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Ok(found(utf16(rest, u16::from_le_bytes), Encoding::Utf16Le));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Ok(found(utf16(rest, u16::from_be_bytes), Encoding::Utf16Be));
    }
    if bytes.contains(&0) {
        let both = [
            found(utf16(bytes, u16::from_le_bytes), Encoding::Utf16Le),
            found(utf16(bytes, u16::from_be_bytes), Encoding::Utf16Be),
        ];
        return both.into_iter().find(|(text, ..)| is_plausible(text)).ok_or(Refusal::Unknown);
    }
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF");
    let (text, encoding, damaged) =
        found(String::from_utf8_lossy(marked.unwrap_or(bytes)).into_owned(), Encoding::Utf8);
    let is_text = |text: &str, damaged: usize| {
        let beyond_ascii = text.chars().filter(|c| !c.is_ascii()).count();
        damaged * 100 <= beyond_ascii * MOST_DAMAGED
    };
    if marked.is_some() || is_text(&text, damaged) {
        return Ok((text, encoding, damaged));
    }
    let (text, encoding, damaged) = found(gb18030(bytes), Encoding::Gb18030);
    if is_text(&text, damaged) { Ok((text, encoding, damaged)) } else { Err(Refusal::Unknown) }
}

/// Characters that a decoder puts for what it cannot read, and control characters, which no text has.
fn is_damaged(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\0'..='\u{8}' | '\u{E}'..='\u{1F}')
}

/// Whether a text is made of what Chinese text is made of: ASCII, punctuation, Han, full-width forms.
fn is_plausible(text: &str) -> bool {
    let (mut good, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        good += usize::from(matches!(
            c,
            '\t' | '\n' | '\r' | ' '..='~' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}'
                | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}'
        ));
    }
    good * 10 > all * 9
}

/// UTF-16 to text; half a code unit at the end is damage.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text: String = char::decode_utf16(pairs.iter().map(|&pair| unit(pair)))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<(String, Encoding, usize), Refusal> {
        decode(bytes, &|bytes| encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned())
    }

    const TEXT: &str = "柳河镇２０２３年政府信息公开工作年度报告\n一、总体情况 12\n";

    #[track_caller]
    fn assert_read(bytes: &[u8], encoding: Encoding) {
        assert_eq!(decoded(bytes), Ok((TEXT.to_owned(), encoding, 0)));
    }

    #[test]
    fn every_encoding_is_told_with_and_without_a_mark() {
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let gb = encoding_rs::GB18030.encode(TEXT).0;
        assert_read(TEXT.as_bytes(), Encoding::Utf8);
        assert_read(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), Encoding::Utf8);
        assert_read(&le, Encoding::Utf16Le);
        assert_read(&[b"\xFF\xFE", le.as_slice()].concat(), Encoding::Utf16Le);
        assert_read(&be, Encoding::Utf16Be);
        assert_read(&[b"\xFE\xFF", be.as_slice()].concat(), Encoding::Utf16Be);
        assert_read(&gb, Encoding::Gb18030);
    }

    #[test]
    fn a_few_broken_bytes_are_damage_and_not_another_encoding() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.remove(1);
        let (_, encoding, damaged) = decoded(&bytes).unwrap();
        assert_eq!(encoding, Encoding::Utf8);
        assert!(damaged > 0);
    }

    #[test]
    fn bytes_that_are_no_text_are_none() {
        let noise: Vec<u8> = (0..4096_u32).map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
        assert_eq!(decoded(&noise), Err(Refusal::Unknown));
        let noise: Vec<u8> = noise.into_iter().filter(|&byte| byte != 0).collect();
        assert_eq!(decoded(&noise), Err(Refusal::Unknown));
    }
}
