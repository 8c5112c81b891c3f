//! Numbers and mailboxes that belong to a person.

mod labelled;

use super::{SURNAMES, labels};
use crate::check::{Context, Sink};
use crate::find::{beginning, ending, has_one, others, places};
use crate::finding::{Applicability, Edit, Finding, Severity};
use crate::fold::{is_digit, is_han};
use crate::form::open_spot;
use crate::reading::sections::Date;
use crate::source::Span;

pub(super) fn personal_data(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for &(_, line) in context.reading.prose(0..context.source.lines().len()) {
        let text = context.source.slice(line);
        numbers(context, line, sink);
        mailboxes(line, text, sink);
        applicants(line, text, sink);
    }
    labelled::labelled(context, sink);
}

/// Mobile and identity numbers of a line.
fn numbers(context: &Context<'_, '_>, line: Span, sink: &mut Sink<'_>) {
    let text = context.source.slice(line);
    for (span, digits) in long_numbers(text) {
        let before = text.get(..span.start as usize).unwrap_or_default();
        if is_registered(before) {
            continue;
        }
        let span = line.part(&(span.start as usize..span.end as usize));
        let (what, instead) = if is_mobile(&digits) {
            ("手机号码", "宜改留办公电话")
        } else if is_identity(&digits) || digits.len() == 18 && is_called_identity(before) {
            ("身份证号码", "应当删去")
        } else {
            continue;
        };
        let (Some(head), Some(tail)) = (digits.get(..3), digits.get(digits.len() - 4..)) else { continue };
        let hidden = "*".repeat(digits.len() - 7);
        let report = sink.at(span, format!("这里有{what}{head}{hidden}{tail}。报告向社会公开，{instead}。"));
        if is_mobile(&digits) {
            let open = open_spot("办公电话");
            let edit = match labels::of_mobile(context.source, span) {
                Some(label) => Edit::replace(label.to(span), format!("联系电话：{open}")),
                None => Edit::replace(span, open),
            };
            report.fix("改为待填的办公电话", Applicability::Manual, edit);
        }
        delete(context, report, span);
    }
}

/// Offers to delete a number with what it is called.
fn delete(context: &Context<'_, '_>, report: &mut Finding, span: Span) {
    report.fix("删去号码", Applicability::Manual, Edit::delete(labels::with_label(context.source, span)));
}

/// Whether what follows is the number of a file, a site or a licence.
fn is_registered(before: &str) -> bool {
    let near =
        before.char_indices().rev().nth(9).map_or(before, |(at, _)| before.get(at..).unwrap_or(before));
    has_one(near, &["备案", "网备", "安备", "标识码", "编号", "代码", "账号", "文号"])
}

/// Whether what follows is said to be an identity number; a mistyped one has a wrong check digit and is one still.
fn is_called_identity(before: &str) -> bool {
    const REACH: usize = 30;
    has_one(ending(before, REACH), &["身份证", "证件号"])
}

/// Mailboxes at a provider for everybody, beside the name of a person. A number for a name is somebody's own; another
/// one may be the body's.
fn mailboxes(line: Span, text: &str, sink: &mut Sink<'_>) {
    if !text.contains('@') || !names_a_person(text) {
        return;
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    for (at, _) in text.match_indices('@') {
        let (Some(head), Some(tail)) = (text.get(..at), text.get(at + 1..)) else { continue };
        let name = head.get(head.trim_end_matches(part).len()..).unwrap_or_default();
        let host = tail.get(..tail.len() - tail.trim_start_matches(part).len()).unwrap_or_default();
        let host = host.trim_end_matches('.');
        let office = has_one(name, &OFFICE_CUES);
        if name.is_empty() || office || !PROVIDERS.contains(&host) {
            continue;
        }
        let span = line.part(&(at - name.len()..at + 1 + host.len()));
        let own = name.bytes().all(|b| b.is_ascii_digit());
        if own && is_mobile(name) {
            // The number has been reported.
            continue;
        }
        let message = if own {
            "这里有个人邮箱，旁边还有联系人的姓名。报告向社会公开，宜改留单位邮箱。"
        } else {
            "这里的邮箱旁边有联系人的姓名，请确认是单位邮箱；如是个人邮箱，宜改留单位邮箱。"
        };
        sink.at(span, message).severity(if own { Severity::Warning } else { Severity::Hint }).fix(
            "改为待填的单位邮箱",
            Applicability::Manual,
            Edit::replace(span, open_spot("单位邮箱")),
        );
    }
}

/// Applicants by name and address: 申请人刘桂兰，安平镇西街15号.
fn applicants(line: Span, text: &str, sink: &mut Sink<'_>) {
    /// Bytes in which the name and the number of the house stand.
    const REACH: usize = 90;
    const PLACES: [&str; 9] = ["街", "路", "村", "组", "巷", "小区", "社区", "弄", "大道"];
    for at in places(text, "申请人") {
        let behind = text.get(at + "申请人".len()..).unwrap_or_default();
        let named = behind.trim_start_matches(['：', ':', '为']);
        let near = beginning(named, REACH);
        let name = near.split(|c: char| !is_han(c)).next().unwrap_or_default();
        let rest = near.get(name.len()..).unwrap_or_default();
        let clause = rest.strip_prefix(['，', ',', '、', '（', '(']).unwrap_or_default();
        let Some(address) = clause.split(['，', ',', '。', '；', '）', ')']).next() else { continue };
        let house = address.strip_suffix(['号', '室', '户']).unwrap_or_default();
        let length = name.chars().count();
        let is_name =
            (2..=4).contains(&length) && name.starts_with(|c| SURNAMES.contains(c)) && !name.contains('某');
        if is_name && house.ends_with(is_digit) && has_one(house, &PLACES) {
            let start = text.len() - named.len();
            let end = start + near.len() - clause.len() + address.len();
            sink.at(
                line.part(&(start..end)),
                "这里有申请人的姓名和住址。报告向社会公开，应当删去，只写办理情况。",
            );
        }
    }
}

/// Providers of mailboxes for everybody.
const PROVIDERS: [&str; 14] = [
    "163.com",
    "126.com",
    "qq.com",
    "vip.qq.com",
    "foxmail.com",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "189.cn",
    "yeah.net",
    "gmail.com",
    "hotmail.com",
    "outlook.com",
];

/// What the mailbox of an office has in its name: 政府, 办公室, 信息公开, 政务公开, 党政办.
const OFFICE_CUES: [&str; 7] = ["zf", "bgs", "xxgk", "zwgk", "dzb", "gov", "ban"];

/// Whether a line has the name of a person: 联系人：张小明.
fn names_a_person(text: &str) -> bool {
    /// Bytes behind the word in which the name ends.
    const REACH: usize = 60;
    ["联系人", "经办人", "负责人", "姓名"].iter().any(|word| {
        places(text, word).any(|at| {
            let behind = beginning(text.get(at + word.len()..).unwrap_or_default(), REACH);
            let name = behind.trim_start_matches(['：', ':', ' ', '为', '是', '姓', '名']);
            let length = name.chars().take_while(|&c| is_han(c)).count();
            behind.len() > name.len() && (2..=4).contains(&length)
        })
    })
}

/// How the digits of a mobile or identity number stand together, or in groups with a sign between.
const GROUPINGS: [&[usize]; 6] = [&[11], &[3, 4, 4], &[3, 8], &[18], &[6, 8, 4], &[6, 4, 4, 4]];

/// Runs of eleven or eighteen digits, of either width, an X at the end included, in one piece or grouped: 138 0000 0000.
fn long_numbers(text: &str) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    // Hardly any text has as many digits.
    if others(text).filter(|&(_, c)| is_digit(c)).nth(10).is_none() {
        return found;
    }
    let groups = digit_groups(text);
    let mut rest = groups.as_slice();
    while !rest.is_empty() {
        let number = GROUPINGS.iter().find_map(|grouping| {
            let own = rest.get(..grouping.len())?;
            let has_lengths = own.iter().zip(*grouping).all(|(group, &length)| group.digits.len() == length);
            let is_one = own.iter().skip(1).all(|group| group.continues);
            (has_lengths && is_one).then_some(own)
        });
        let own = number.unwrap_or_default();
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            let digits = own.iter().map(|group| group.digits.as_str()).collect();
            found.push((first.span.to(last.span), digits));
        }
        rest = rest.get(own.len().max(1)..).unwrap_or_default();
    }
    found
}

/// Digits side by side.
struct Group {
    span: Span,
    digits: String,
    /// Whether one sign stands between the digits before and these.
    continues: bool,
}

/// The groups of digits in a text. Linear.
fn digit_groups(text: &str) -> Vec<Group> {
    let is_sign = |c: char| matches!(c, ' ' | '\u{3000}' | '-' | '－' | '—' | '.' | '·' | ')' | '）');
    let mut groups: Vec<Group> = Vec::new();
    for (at, c) in text.char_indices() {
        let narrow = crate::fold::narrow(c);
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        match groups.last_mut() {
            Some(last)
                if last.span.end == span.start
                    && (narrow.is_ascii_digit() || matches!(narrow, 'X' | 'x')) =>
            {
                last.digits.push(narrow);
                last.span.end = span.end;
            }
            _ if narrow.is_ascii_digit() => {
                let between = groups.last().and_then(|last| text.get(last.span.end as usize..at));
                let mut between = between.unwrap_or_default().chars();
                let continues = between.next().is_some_and(is_sign) && between.next().is_none();
                groups.push(Group { span, digits: narrow.to_string(), continues });
            }
            _ => {}
        }
    }
    groups
}

fn is_mobile(digits: &str) -> bool {
    let second = digits.as_bytes().get(1);
    digits.len() == 11
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits.starts_with('1')
        && second.is_some_and(|b| (b'3'..=b'9').contains(b))
}

/// Eighteen digits with a date of birth and the right check digit (GB 11643-1999).
fn is_identity(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u16>().ok();
    let born = || {
        let (year, month, day) = (part(6, 10)?, part(10, 12)?, part(12, 14)?);
        Some(Date { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    };
    if digits.len() != 18 || !born().is_some_and(|born| (1900..2100).contains(&born.year) && born.exists()) {
        return false;
    }
    let values = digits.chars().take(17).map(|c| c.to_digit(10));
    let sum: Option<u32> = values.zip(WEIGHTS).map(|(digit, weight)| Some(digit? * weight)).sum();
    let check = sum.and_then(|sum| CHECKS.get(sum as usize % 11).copied());
    check.is_some() && digits.chars().last().map(|c| c.to_ascii_uppercase()) == check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_are_known_by_their_check_digit() {
        assert!(is_identity("11010519491231002X"));
        assert!(!is_identity("110105194912310021"));
        // The check digit is right, and no day is 99月99日 or 13月1日.
        assert!(!is_identity("999999999999999993") && !is_identity("110105194913010029"));
        assert!(!is_mobile("12345678901") && is_mobile("13800000000"));
    }

    #[test]
    fn a_mailbox_is_personal_beside_a_name_only() {
        let found = |text: &str| crate::check::words::tests::findings_of("personal-data", text).len();
        for text in ["联系人：张小明；邮箱：10000001@qq.com", "联系人：李红，zhanghong@163.com"]
        {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "邮箱：10000001@qq.com",
            "联系人：张小明；邮箱：zhangxm@qx.gov.cn",
            "联系人：张小明；邮箱：lhzzf@163.com",
            "联系人：办公室工作人员；邮箱：10000001@qq.com",
            "联系电话：0000-1234567；邮编：000000；监督电话：12345",
            "网站备案编号：13800000000",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }

    #[test]
    fn applicants_are_personal_with_their_address() {
        let found = |text: &str| crate::check::words::tests::findings_of("personal-data", text).len();
        assert_eq!(found("不予处理1件（申请人刘桂兰，安平镇西街15号），已答复。"), 1);
        for fine in [
            "申请人刘某某，安平镇西街15号。",
            "申请人可到办公室，安平镇西街15号，当面提交。",
            "申请人刘桂兰，不服答复。",
            "申请人王女士，网上提交申请3件。",
        ] {
            assert_eq!(found(fine), 0, "{fine}");
        }
    }

    #[test]
    fn personal_numbers_are_found_however_they_are_written() {
        let found = |text: &str| long_numbers(text).into_iter().map(|(_, digits)| digits).collect::<Vec<_>>();
        assert_eq!(found("电话138 0000 0000，"), ["13800000000"]);
        assert_eq!(found("138-0000-0000"), ["13800000000"]);
        assert_eq!(found("１３８０００００００００"), [""; 0]);
        assert_eq!(found("１３８００００００００"), ["13800000000"]);
        assert_eq!(found("0000-1234567和12 34567890"), [""; 0]);
        assert_eq!(found("分机801 13800000000"), ["13800000000"]);
        assert_eq!(found("（139）12345678、139.1234.5678"), ["13912345678", "13912345678"]);
        assert_eq!(found("110105 19491231 002X"), ["11010519491231002X"]);
        assert_eq!(found("2023 0101 1234和13800000000件"), ["13800000000"]);
    }
}
