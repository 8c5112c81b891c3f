//! Numbers that belong to a person.

use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit};
use crate::form::OPEN_SPOT;
use crate::source::Span;

pub(super) fn personal_data(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (span, digits) in long_numbers(context.source.text()) {
        let (what, instead) = if is_mobile(&digits) {
            ("手机号码", "宜改留办公电话")
        } else if is_identity(&digits) {
            ("身份证号码", "应当删去")
        } else {
            continue;
        };
        let (Some(head), Some(tail)) = (digits.get(..3), digits.get(digits.len() - 4..)) else { continue };
        let hidden = "*".repeat(digits.len() - 7);
        let report = sink.at(span, format!("这里有{what}{head}{hidden}{tail}。报告向社会公开，{instead}。"));
        let report = if is_mobile(&digits) {
            report.fix(
                "改为待填的办公电话",
                Applicability::Manual,
                Edit::replace(span, format!("{OPEN_SPOT}：办公电话〕")),
            )
        } else {
            report
        };
        report.fix("删去号码", Applicability::Manual, Edit::delete(span)).done();
    }
}

/// Runs of eleven or eighteen digits, of either width, an X at the end included; a mobile number may be written in
/// groups, 138 0000 0000.
fn long_numbers(text: &str) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    let mut digits = String::new();
    let (mut start, mut end, mut groups) = (0, 0, vec![0_usize]);
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let narrow = crate::fold::narrow(c);
        if narrow.is_ascii_digit() || !digits.is_empty() && end == at && matches!(narrow, 'X' | 'x') {
            if digits.is_empty() {
                start = at;
            }
            digits.push(narrow);
            end = at + c.len_utf8();
            if let Some(group) = groups.last_mut() {
                *group += 1;
            }
        } else if !digits.is_empty()
            && matches!(c, ' ' | '-')
            && end == at
            && matches!(groups.as_slice(), [3] | [3, 4])
        {
            end = at + 1;
            groups.push(0);
        } else if !digits.is_empty() {
            let grouped = groups.len() > 1 && groups != [3, 4, 4];
            if matches!(digits.len(), 11 | 18) && !grouped {
                found.push((Span::new(start as u32, end as u32), std::mem::take(&mut digits)));
            }
            digits.clear();
            groups = vec![0];
        }
    }
    found
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
    if digits.len() != 18 {
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
        assert!(!is_mobile("12345678901") && is_mobile("13800000000"));
    }

    #[test]
    fn personal_numbers_are_found_however_they_are_written() {
        let found = |text: &str| long_numbers(text).into_iter().map(|(_, digits)| digits).collect::<Vec<_>>();
        assert_eq!(found("电话138 0000 0000，"), ["13800000000"]);
        assert_eq!(found("138-0000-0000"), ["13800000000"]);
        assert_eq!(found("１３８０００００００００"), [""; 0]);
        assert_eq!(found("１３８００００００００"), ["13800000000"]);
        assert_eq!(found("0000-1234567和12 34567890"), [""; 0]);
    }
}
