//! Chinese numerals: 三, 一百零五, 一万二, 二〇二三.

use super::Number;

/// The Chinese numeral that `text` begins with (三, 十二, 一百零五, 一万二千, 二〇二三), and the rest.
pub fn leading_chinese(text: &str) -> Option<(Number, &str)> {
    let (numeral, rest) = text.split_at_checked(chinese_run(text))?;
    Some((Number::whole(chinese_value(numeral)?), rest))
}

/// The bytes that a text begins with that can be of a Chinese numeral, whether they are one or not.
pub fn chinese_run(text: &str) -> usize {
    let is_part =
        |c: char| chinese_digit(c).is_some() || chinese_power(c).is_some() || matches!(c, '万' | '亿');
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// The value of a whole Chinese numeral: digits one by one as in a year, or with 十百千, 万 and 亿, of which the last may be
/// left out (一百二 is 120, 一万二 is 12,000). `None` for two digits that are some number between (三五件, 七八件).
pub fn chinese_value(numeral: &str) -> Option<i64> {
    /// As many as a year has.
    const YEAR: usize = 4;
    // Nearly all that are asked for.
    if let Some(digit) = one_digit(numeral).filter(|&digit| digit > 0) {
        return Some(digit);
    }
    let digits = || numeral.chars().map(chinese_digit);
    if numeral.chars().count() > 1 && digits().all(|digit| digit.is_some()) {
        if numeral.chars().count() < YEAR && digits().all(|digit| digit != Some(0)) {
            return None;
        }
        return numeral.chars().try_fold(0_i64, |sum, c| {
            Some(sum * 10 + chinese_digit(c)?).filter(|&value| value < Number::LIMIT)
        });
    }
    let mut total = 0_i64;
    let mut rest = numeral;
    for (multiplier, unit) in [('亿', 100_000_000), ('万', 10_000)] {
        if let Some((head, tail)) = rest.split_once(multiplier) {
            total += chinese_below_ten_thousand(head).filter(|&head| head > 0)? * unit;
            rest = tail;
            if rest.is_empty() {
                return Some(total);
            }
            if let Some(digit) = one_digit(rest) {
                return Some(total + digit * unit / 10);
            }
        }
    }
    Some(total + chinese_below_ten_thousand(rest)?)
}

/// The value of a text that is one Chinese digit.
fn one_digit(text: &str) -> Option<i64> {
    let mut chars = text.chars();
    chars.next().and_then(chinese_digit).filter(|_| chars.next().is_none())
}

/// The value of a Chinese numeral of at most 十, 百 and 千.
fn chinese_below_ten_thousand(numeral: &str) -> Option<i64> {
    let (mut total, mut digit) = (0_i64, None);
    let mut last = i64::MAX;
    if numeral.is_empty() {
        return None;
    }
    // What the last digit counts where nothing behind it says so.
    let mut unit = 1;
    for c in numeral.chars() {
        match (chinese_digit(c), chinese_power(c)) {
            (Some(0), _) if digit.is_none() => unit = 1,
            (Some(value), _) if digit.is_none() => digit = Some(value),
            (None, Some(power)) if power < last => {
                total += digit.take().unwrap_or(1) * power;
                (last, unit) = (power, power / 10);
            }
            _ => return None,
        }
    }
    Some(total + digit.unwrap_or(0) * unit)
}

/// The value of a Chinese digit.
pub const fn chinese_digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

pub(super) const fn chinese_power(c: char) -> Option<i64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}
