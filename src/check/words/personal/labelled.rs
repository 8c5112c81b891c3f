//! Numbers that what stands before them says to be somebody's: mobile numbers in Chinese digits, accounts
//! for chatting, cards of banks.

use std::ops::Range;

use crate::check::{Context, Sink};
use crate::find::{beginning, ending, ends_with_one, has};
use crate::finding::Severity;
use crate::fold::is_blank;
use crate::source::Span;
use crate::words::{Hit, List};

use super::{delete, is_mobile, names_a_person};

pub(super) fn labelled(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    // The line that was last asked about, and whether it names a person.
    let mut known = (Span::at(u32::MAX), false);
    for hit in context.reading.words.of(List::Template).iter().filter(|hit| hit.entry.column(0) == "号码") {
        let text = context.source.text();
        let (Some(head), Some(rest)) =
            (text.get(..hit.span.start as usize), text.get(hit.span.end as usize..))
        else {
            continue;
        };
        // The body's own: 政务微信, 公众号“青溪发布”（微信号：…）.
        let is_own = ends_with_one(head, &["政务", "官方", "单位", "企业"]);
        if is_own || has(ending(head, REACH), "公众号") {
            continue;
        }
        let Some((at, (what, surely))) = read(hit, beginning(rest, REACH)) else { continue };
        let line = context.source.line_index(hit.span.start);
        if context.reading.in_table(line) {
            continue;
        }
        let line = context.source.line(line);
        let end = hit.span.end;
        let span = Span::new(end + at.start as u32, end + at.end as u32);
        if !surely && known.0 != line {
            known = (line, names_a_person(context.source.slice(line)));
        }
        let is_somebodys = surely || known.1;
        let message = match (what, is_somebodys) {
            (CARD, _) => format!("这里有{what}。报告向社会公开，应当删去。"),
            (_, true) => format!("这里有{what}。报告向社会公开，宜改留办公电话或单位邮箱。"),
            _ => format!("这里有{what}，请确认是单位的；如是个人的，宜改留办公电话或单位邮箱。"),
        };
        let severity = if is_somebodys { Severity::Warning } else { Severity::Hint };
        delete(context, sink.at(span, message).severity(severity), span);
    }
}

/// What a number that pays is called.
const CARD: &str = "银行卡号";

/// How many bytes behind a label its number ends.
const REACH: usize = 60;

/// The number behind a label, and what it is and whether it surely is somebody's.
fn read(hit: &Hit, rest: &str) -> Option<(Range<usize>, (&'static str, bool))> {
    let rest = rest.lines().next()?;
    let tail = rest.strip_prefix("号码").or_else(|| rest.strip_prefix('号')).unwrap_or(rest);
    let tail = tail.trim_start_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '为' | '是'));
    let start = rest.len() - tail.len();
    let (len, found) = match hit.entry.word {
        "手机" | "电话" => mobile(tail),
        "QQ" => chat_number(tail),
        "微信" => chat_name(tail),
        _ => card(tail),
    }?;
    Some((start..start + len, found))
}

/// A mobile number in Chinese digits, or one that has a digit too few or too many.
fn mobile(text: &str) -> Option<(usize, (&'static str, bool))> {
    let digits: String = text.chars().map_while(digit).collect();
    let end = text.char_indices().nth(digits.len()).map_or(text.len(), |(at, _)| at);
    let rest = text.get(end..)?;
    if rest.starts_with(['-', '—', '－', '转', '/']) || rest.starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        return None;
    }
    if is_mobile(&digits) && text.starts_with('一') {
        return Some((end, ("手机号码", true)));
    }
    let cut: String = digits.chars().chain("0".chars()).take(11).collect();
    let is_near = matches!(digits.len(), 10 | 12) && is_mobile(&cut);
    is_near.then_some((end, ("像是多写或者少写了一位的手机号码", true)))
}

/// The digit that a character is, of either width or Chinese.
fn digit(c: char) -> Option<char> {
    let narrow = crate::fold::narrow(c);
    if narrow.is_ascii_digit() {
        return Some(narrow);
    }
    let value = match c {
        '〇' | '○' => 0,
        _ => "零一二三四五六七八九".chars().position(|known| known == c)?,
    };
    char::from_digit(value as u32, 10)
}

/// A number for chatting: 5 to 11 digits.
fn chat_number(text: &str) -> Option<(usize, (&'static str, bool))> {
    let len = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ends = !text.get(len..)?.starts_with(|c: char| c.is_ascii_graphic());
    ((5..=11).contains(&len) && ends && !text.starts_with('0')).then_some((len, ("QQ号", false)))
}

/// A name for chatting that has letters and digits: abc1980; one of letters may be the body's.
fn chat_name(text: &str) -> Option<(usize, (&'static str, bool))> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let len = text.len() - text.trim_start_matches(is_part).len();
    let name = text.get(..len)?;
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let fits = (6..=20).contains(&len) && digits >= 2 && name.starts_with(|c: char| c.is_ascii_alphabetic());
    fits.then_some((len, ("微信号", false)))
}

/// The number of a card of a bank: 16 to 19 digits that begin with 62, the last of which is right (Luhn).
fn card(text: &str) -> Option<(usize, (&'static str, bool))> {
    let is_part = |c: char| c.is_ascii_digit() || c == ' ';
    let len = text.get(..text.len() - text.trim_start_matches(is_part).len())?.trim_end().len();
    let digits: Vec<u32> = text.get(..len)?.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, &digit)| if at % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    let fits = (16..=19).contains(&digits.len()) && digits.starts_with(&[6, 2]) && sum.is_multiple_of(10);
    fits.then_some((len, (CARD, true)))
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::findings_of;
    use crate::finding::Severity;

    #[test]
    fn numbers_behind_what_says_whose_they_are_are_found() {
        for (text, shown, severity) in [
            ("联系电话：一三八一二三四五六七八。", "一三八一二三四五六七八", Severity::Warning),
            ("手机号码：1381234567。", "1381234567", Severity::Warning),
            ("电话138123456789，", "138123456789", Severity::Warning),
            ("账号6228480402564890018。", "6228480402564890018", Severity::Warning),
            ("QQ：12345678。", "12345678", Severity::Hint),
            ("微信：abc1980。", "abc1980", Severity::Hint),
            ("联系人：张小明，微信号：abc1980。", "abc1980", Severity::Warning),
        ] {
            assert_eq!(findings_of("personal-data", text), [(shown.to_owned(), severity)], "{text}");
        }
    }

    #[test]
    fn numbers_of_the_body_stay() {
        for text in [
            "联系电话：0000-1234567；监督电话：12345。",
            "电话：01012345678，电话：4001234567。",
            "电话一百二十次，手机一万三千部。",
            "微信公众号：qxzw2020，政务微信：qxzw2020，微信：qingxi。",
            "公众号“青溪发布”（微信号：qxfb2020）",
            "QQ群：12345678，QQ：100条，微信2个。",
            "账号12个，收款账号：3200123456789012345。",
        ] {
            assert_eq!(findings_of("personal-data", text), [], "{text}");
        }
    }
}
