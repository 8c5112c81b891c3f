//! The formats that paragraphs are numbered in automatically, as they print.

/// A format of numbers (ECMA-376 17.18.59, ST_NumberFormat; [MS-OSHARED] 2.2.1.3, MSONFC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Place by place, with these ten digits.
    Digits([char; 10]),
    /// Decimal, with a zero before a single digit.
    Padded,
    /// A sign for every number; numbers beyond are decimal.
    Signs(&'static str),
    /// The ten stems against the twelve branches, 甲子 to 癸亥.
    StemsAndBranches,
    /// Letters from this one on: a … z, aa … zz, aaa.
    Letters(u8),
    /// Roman numerals.
    Roman {
        /// Whether they are capitals.
        is_upper: bool,
    },
    /// Counting with tens and hundreds.
    Counting(&'static Counting),
    /// Counting with tens up to ninety-nine, place by place beyond.
    CountingShort(&'static Counting),
    /// No number; what stands around it is printed all the same.
    Silent,
    /// A sign before the paragraph, which is no text.
    Bullet,
}

/// How numbers are counted with signs for the tens.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Counting {
    digits: [char; 10],
    /// Ten, a hundred, a thousand.
    units: [char; 3],
    myriad: char,
    leading: Leading,
}

/// When the digit one stands before a unit.
#[derive(Debug, PartialEq, Eq)]
enum Leading {
    /// Everywhere: 壹拾.
    Always,
    /// But not in ten to nineteen: 十, 一百一十.
    NotInTeens,
    /// Before no unit, and gaps have no zero either: 百一.
    Never,
}

const ASCII: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const FULL_WIDTH: [char; 10] = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];
const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];

const CHINESE: Counting = Counting {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ['十', '百', '千'],
    myriad: '万',
    leading: Leading::NotInTeens,
};
const TAIWANESE: Counting = Counting { myriad: '萬', ..CHINESE };
const JAPANESE: Counting = Counting { leading: Leading::Never, ..CHINESE };
const CHINESE_LEGAL: Counting =
    Counting { digits: LEGAL, units: ['拾', '佰', '仟'], myriad: '万', leading: Leading::Always };
const TAIWANESE_LEGAL: Counting =
    Counting {
        digits: LEGAL_TRADITIONAL, units: ['拾', '佰', '仟'], myriad: '萬', leading: Leading::Always
    };

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// The formats with their names in XML and, where binary files have them, their codes there.
const FORMATS: [(&str, Option<u8>, Format); 31] = [
    ("decimal", Some(0x00), Format::Digits(ASCII)),
    ("decimalHalfWidth", Some(0x0F), Format::Digits(ASCII)),
    ("decimalZero", Some(0x16), Format::Padded),
    ("decimalFullWidth", Some(0x0E), Format::Digits(FULL_WIDTH)),
    ("decimalFullWidth2", Some(0x13), Format::Digits(FULL_WIDTH)),
    ("chineseCounting", Some(0x25), Format::CountingShort(&CHINESE)),
    ("chineseCountingThousand", Some(0x27), Format::Counting(&CHINESE)),
    ("taiwaneseCounting", Some(0x21), Format::CountingShort(&TAIWANESE)),
    ("taiwaneseCountingThousand", Some(0x23), Format::Counting(&TAIWANESE)),
    ("taiwaneseDigital", Some(0x24), Format::Digits(HAN)),
    ("japaneseCounting", Some(0x0B), Format::Counting(&JAPANESE)),
    ("japaneseDigitalTenThousand", None, Format::Digits(HAN)),
    ("koreanDigital2", None, Format::Digits(HAN)),
    ("ideographDigital", Some(0x0A), Format::Digits(HAN)),
    ("chineseLegalSimplified", Some(0x26), Format::Counting(&CHINESE_LEGAL)),
    ("ideographLegalTraditional", Some(0x22), Format::Counting(&TAIWANESE_LEGAL)),
    ("ideographTraditional", Some(0x1E), Format::Signs(STEMS)),
    ("ideographZodiac", Some(0x1F), Format::Signs(BRANCHES)),
    ("ideographZodiacTraditional", Some(0x20), Format::StemsAndBranches),
    ("decimalEnclosedCircle", Some(0x12), Format::Signs(CIRCLED)),
    ("decimalEnclosedCircleChinese", Some(0x1C), Format::Signs(CIRCLED)),
    ("decimalEnclosedParen", Some(0x1B), Format::Signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")),
    ("decimalEnclosedFullstop", Some(0x1A), Format::Signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")),
    ("ideographEnclosedCircle", Some(0x1D), Format::Signs("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")),
    ("ideographParenthesized", None, Format::Signs("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")),
    ("upperRoman", Some(0x01), Format::Roman { is_upper: true }),
    ("lowerRoman", Some(0x02), Format::Roman { is_upper: false }),
    ("upperLetter", Some(0x03), Format::Letters(b'A')),
    ("lowerLetter", Some(0x04), Format::Letters(b'a')),
    ("none", Some(0xFF), Format::Silent),
    ("bullet", Some(0x17), Format::Bullet),
];

const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// The number of a note, raised: a figure before it does not grow a digit.
pub(super) fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| DIGITS.get(c.to_digit(10)? as usize);
    number.to_string().chars().filter_map(digit).collect()
}

impl Format {
    /// Plain decimal numbers.
    pub(super) const DECIMAL: Self = Self::Digits(ASCII);

    /// The format of a name; `None` for one that is not known.
    pub(super) fn named(name: &str) -> Option<Self> {
        FORMATS.iter().find(|(known, ..)| *known == name).map(|&(.., format)| format)
    }

    /// The format of a code of binary files; `None` for one that is not known.
    pub(super) fn coded(code: u8) -> Option<Self> {
        FORMATS.iter().find(|(_, known, _)| *known == Some(code)).map(|&(.., format)| format)
    }

    /// A number in this format. Its length is bounded.
    pub(super) fn write(self, number: u32) -> String {
        const LARGEST_ROMAN: u32 = 3999;
        /// Thirty of the same letter; Word ends there too.
        const LARGEST_LETTERS: u32 = 780;
        match self {
            Self::Digits(digits) => {
                number.to_string().chars().map(|c| nth(&digits, c.to_digit(10).unwrap_or_default())).collect()
            }
            Self::Padded => format!("{number:02}"),
            Self::Signs(signs) => {
                let sign = number.checked_sub(1).and_then(|index| signs.chars().nth(index as usize));
                sign.map_or_else(|| number.to_string(), String::from)
            }
            Self::StemsAndBranches => {
                let index = number.saturating_sub(1) as usize;
                STEMS
                    .chars()
                    .cycle()
                    .nth(index % 10)
                    .into_iter()
                    .chain(BRANCHES.chars().nth(index % 12))
                    .collect()
            }
            Self::Letters(first) if (1..=LARGEST_LETTERS).contains(&number) => {
                let letter = char::from(first + ((number - 1) % 26) as u8);
                std::iter::repeat_n(letter, (number as usize - 1) / 26 + 1).collect()
            }
            Self::Roman { is_upper } if (1..=LARGEST_ROMAN).contains(&number) => {
                let numeral = roman(number);
                if is_upper { numeral.to_ascii_uppercase() } else { numeral }
            }
            Self::Letters(_) | Self::Roman { .. } => number.to_string(),
            Self::Counting(counting) => counting.write(number),
            Self::CountingShort(counting) if number < 100 => counting.write(number),
            Self::CountingShort(_) => Self::Digits(HAN).write(number),
            Self::Silent | Self::Bullet => String::new(),
        }
    }
}

impl Counting {
    /// A number as it is counted; from a hundred million on it is decimal.
    fn write(&self, number: u32) -> String {
        const MYRIAD: u32 = 10_000;
        if number >= MYRIAD * MYRIAD {
            return number.to_string();
        }
        if number == 0 {
            return nth(&self.digits, 0).to_string();
        }
        let mut text = String::new();
        let (myriads, rest) = (number / MYRIAD, number % MYRIAD);
        if myriads > 0 {
            self.below_myriad(myriads, &mut text);
            text.push(self.myriad);
        }
        self.below_myriad(rest, &mut text);
        text
    }

    /// Adds what a number of up to four places is called, with one zero for a gap behind what is there already.
    fn below_myriad(&self, number: u32, text: &mut String) {
        let mut gap = false;
        for (place, power) in [1000, 100, 10, 1].into_iter().enumerate() {
            let digit = number / power % 10;
            if digit == 0 {
                gap = true;
                continue;
            }
            if std::mem::take(&mut gap) && !text.is_empty() && self.leading != Leading::Never {
                text.push(nth(&self.digits, 0));
            }
            let is_bare = power > 1
                && digit == 1
                && match self.leading {
                    Leading::Always => false,
                    Leading::NotInTeens => text.is_empty() && power == 10,
                    Leading::Never => true,
                };
            if !is_bare {
                text.push(nth(&self.digits, digit));
            }
            text.extend(2_usize.checked_sub(place).and_then(|unit| self.units.get(unit)));
        }
    }
}

fn nth(digits: &[char; 10], digit: u32) -> char {
    digits.get(digit as usize).copied().unwrap_or_default()
}

fn roman(mut number: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        while number >= value {
            text.push_str(numeral);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_writes_what_word_prints() {
        for (name, number, text) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("decimalFullWidth", 10, "１０"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 12, "十二"),
            ("chineseCounting", 20, "二十"),
            ("chineseCounting", 99, "九十九"),
            ("chineseCounting", 101, "一〇一"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 2021, "二千零二十一"),
            ("chineseCountingThousand", 10_010, "一万零一十"),
            ("taiwaneseCountingThousand", 30_000, "三萬"),
            ("japaneseCounting", 111, "百十一"),
            ("japaneseCounting", 101, "百一"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 11, "壹拾壹"),
            ("ideographLegalTraditional", 2, "貳"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("ideographZodiacTraditional", 13, "丙子"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "21"),
            ("decimalEnclosedParen", 1, "⑴"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 4, "iv"),
            ("upperLetter", 27, "AA"),
            ("lowerLetter", 26, "z"),
            ("none", 3, ""),
        ] {
            assert_eq!(Format::named(name).unwrap().write(number), text, "{name} {number}");
        }
        assert_eq!(Format::named("ordinalText"), None);
        assert_eq!(Format::coded(0x27), Format::named("chineseCountingThousand"));
        assert_eq!(Format::coded(0x05), None);
    }

    #[test]
    fn no_number_is_too_large_or_too_long() {
        for (name, _, format) in FORMATS {
            for number in [0, 100_000_000, u32::MAX] {
                assert!(format.write(number).chars().count() <= 30, "{name}");
            }
        }
    }
}
