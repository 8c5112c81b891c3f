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
/// Chinese in GB18030 is hardly ever valid UTF-8. What is valid in neither is of the encoding in which fewer of the
/// characters are damaged or such as hardly any text has.
///
/// # Errors
/// [`Refusal::Unknown`] where the bytes are text in none of them, [`Refusal::Unsupported`] where they are text in an
/// encoding that is not read. Linear.
pub(super) fn decode(bytes: &[u8], gb18030: &Gb18030) -> Result<(String, Encoding, usize), Refusal> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Ok(found(utf16(rest, u16::from_le_bytes), Encoding::Utf16Le));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Ok(found(utf16(rest, u16::from_be_bytes), Encoding::Utf16Be));
    }
    let has_zeros = bytes.contains(&0);
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF");
    if has_zeros && marked.is_none() {
        for (unit, encoding) in [
            (u16::from_le_bytes as fn([u8; 2]) -> u16, Encoding::Utf16Le),
            (u16::from_be_bytes, Encoding::Utf16Be),
        ] {
            let text = utf16(bytes, unit);
            if is_plausible(&text) {
                return Ok(found(text, encoding));
            }
        }
    }
    let (text, encoding, damaged) =
        found(String::from_utf8_lossy(marked.unwrap_or(bytes)).into_owned(), Encoding::Utf8);
    let characters = beyond_ascii(&text);
    if damaged == 0 || marked.is_some() && (!has_zeros || is_text(damaged, characters)) {
        return Ok((text, encoding, damaged));
    }
    let utf8 = (text, encoding, damaged);
    let gb18030 = found(gb18030(bytes), Encoding::Gb18030);
    let pairs = Pairs::count(bytes);
    // UTF-8 read as GB18030 is hardly damaged, but more than half of it are characters that nobody writes.
    let strange = gb18030.2 + pairs.all - pairs.common;
    let is_gb18030 = strange * characters <= damaged * beyond_ascii(&gb18030.0);
    let (text, encoding, damaged) = if is_gb18030 && marked.is_none() { gb18030 } else { utf8 };
    if !is_text(damaged, beyond_ascii(&text)) {
        return Err(Refusal::Unknown);
    }
    if encoding == Encoding::Gb18030 && pairs.are_foreign() {
        return Err(Refusal::Unsupported("这种编码的文本"));
    }
    Ok((text, encoding, damaged))
}

/// A decoded text without marks before it and the end-of-file sign that old editors put behind it.
fn found(mut text: String, encoding: Encoding) -> (String, Encoding, usize) {
    text.truncate(text.trim_end_matches('\u{1A}').len());
    let marks = text.len() - text.trim_start_matches('\u{FEFF}').len();
    text.drain(..marks);
    let damaged = text.chars().filter(|&c| is_damaged(c)).count();
    (text, encoding, damaged)
}

fn beyond_ascii(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// Whether so many damaged characters among so many beyond ASCII still make a text.
const fn is_text(damaged: usize, beyond_ascii: usize) -> bool {
    /// Of a hundred characters beyond ASCII, so many may be damaged in what still counts as text.
    const MOST_DAMAGED: usize = 20;
    damaged * 100 <= beyond_ascii * MOST_DAMAGED
}

/// The double bytes of a text in GB18030 that are no signs.
#[derive(Clone, Copy, Debug, Default)]
struct Pairs {
    all: usize,
    /// Those of the 6763 characters of GB2312, with which nearly everything is written.
    common: usize,
}

impl Pairs {
    /// Counts them. Linear.
    fn count(mut bytes: &[u8]) -> Self {
        let mut pairs = Self::default();
        loop {
            bytes = match bytes {
                [] => return pairs,
                [0x81..=0xFE, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9', rest @ ..] => {
                    pairs.all += 1;
                    rest
                }
                // Punctuation, full-width forms, numbers in circles, lines of tables.
                [0xA1..=0xA3 | 0xA9, 0xA1..=0xFE, rest @ ..] | [0xA8 | 0xA9, 0x40..=0xA0, rest @ ..] => rest,
                [lead @ 0x81..=0xFE, trail @ 0x40..=0xFE, rest @ ..] => {
                    pairs.all += 1;
                    pairs.common += usize::from(matches!((lead, trail), (0xB0..=0xF7, 0xA1..=0xFE)));
                    rest
                }
                [_, rest @ ..] => rest,
            };
        }
    }

    /// Whether they belong to another encoding of double bytes, such as Big5.
    const fn are_foreign(self) -> bool {
        /// Fewer may be a name.
        const FEWEST: usize = 4;
        self.all >= FEWEST && self.common * 2 < self.all
    }
}

/// Characters that a decoder puts for what it cannot read, and control characters, which no text has.
fn is_damaged(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\0'..='\u{8}' | '\u{E}'..='\u{1F}')
}

/// Whether a text is made of what Chinese text is made of: ASCII, punctuation, Han, full-width forms. Two characters
/// of ASCII that are read as one are Han as well, but not nearly all of a text are such.
fn is_plausible(text: &str) -> bool {
    let (mut good, mut ascii, mut all) = (0_usize, 0_usize, 0_usize);
    let is_ascii = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    for c in text.chars() {
        all += 1;
        good += usize::from(matches!(
            c,
            '\t' | '\n' | '\r' | ' '..='~' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}'
                | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}'
        ));
        let [high, low] = (c as u32 as u16).to_be_bytes();
        ascii += usize::from(is_ascii(high) && is_ascii(low));
    }
    good * 10 > all * 9 && ascii * 4 < all * 3
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

    fn gb(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn a_zero_in_a_text_is_damage() {
        let damaged = TEXT.replace("一、", "一\0、");
        assert_eq!(decoded(damaged.as_bytes()), Ok((damaged.clone(), Encoding::Utf8, 1)));
        assert_eq!(decoded(&gb(&damaged)), Ok((damaged.clone(), Encoding::Gb18030, 1)));
        // A mark of UTF-8 rules UTF-16 out.
        let marked = [b"\xEF\xBB\xBF", damaged.as_bytes()].concat();
        assert_eq!(decoded(&marked), Ok((damaged, Encoding::Utf8, 1)));
        // ASCII read as UTF-16 is Han.
        let page = "<p>12</p>".repeat(20) + "\0" + &TEXT.repeat(3);
        assert_eq!(decoded(page.as_bytes()), Ok((page, Encoding::Utf8, 1)));
    }

    #[test]
    fn what_is_mostly_zeros_is_no_text() {
        for text in [TEXT.as_bytes(), &gb(TEXT), &[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), b""] {
            assert_eq!(decoded(&[text, &[0; 300]].concat()), Err(Refusal::Unknown));
        }
    }

    #[test]
    fn the_encoding_with_less_damage_is_the_one() {
        // A byte lost in every line, and then some bytes of another file.
        let line = "柳河镇主动公开政府信息，".as_bytes();
        let utf8 = [&line[..line.len() - 1], b"\n"].concat().repeat(8);
        let (text, encoding, damaged) = decoded(&utf8).unwrap();
        assert_eq!((encoding, damaged), (Encoding::Utf8, 8));
        assert!(text.starts_with("柳河镇主动公开政府信息\u{FFFD}\n"));
        let mixed = [TEXT.repeat(9).as_bytes(), &gb("总体情况")].concat();
        let (text, encoding, _) = decoded(&mixed).unwrap();
        assert_eq!(encoding, Encoding::Utf8);
        assert!(text.starts_with(TEXT));
        // The same the other way round.
        let mixed = [gb(TEXT).repeat(9).as_slice(), b"\xFF", "总体".as_bytes()].concat();
        let (text, encoding, _) = decoded(&mixed).unwrap();
        assert_eq!(encoding, Encoding::Gb18030);
        assert!(text.starts_with(TEXT));
    }

    #[test]
    fn marks_before_and_signs_of_the_end_behind_a_text_are_none_of_it() {
        assert_read(&[b"\x84\x31\x95\x33", gb(TEXT).as_slice()].concat(), Encoding::Gb18030);
        assert_read(&[b"\xEF\xBB\xBF\xEF\xBB\xBF", TEXT.as_bytes()].concat(), Encoding::Utf8);
        assert_read(&[TEXT.as_bytes(), b"\x1A"].concat(), Encoding::Utf8);
        assert_read(&[gb(TEXT).as_slice(), b"\x1A\x1A"].concat(), Encoding::Gb18030);
        assert_eq!(decoded(b"2023\r\n\x1A"), Ok(("2023\r\n".to_owned(), Encoding::Utf8, 0)));
    }

    #[test]
    fn text_in_an_encoding_that_is_not_read_is_refused() {
        let text =
            "柳河鎮2023年政府資訊公開工作年度報告\n一、總體情況\n本鎮共主動公開政府資訊128條，收到申請12件。";
        let big5 = encoding_rs::BIG5.encode(text).0;
        assert_eq!(decoded(&big5), Err(Refusal::Unsupported("这种编码的文本")));
        // Traditional characters alone are no reason, nor are rare ones in a name.
        let (read, encoding, damaged) = decoded(&gb(text)).unwrap();
        assert_eq!((read.as_str(), encoding, damaged), (text, Encoding::Gb18030, 0));
        assert_eq!(decoded(&gb("二〇二三年朱镕鎔")).unwrap().0, "二〇二三年朱镕鎔");
    }
}
