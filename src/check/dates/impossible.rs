//! Years that cannot be: 2205年 and 20223年 for 2022年.

use crate::check::stated::is_slip;
use crate::check::{Context, Sink};
use crate::find::places;
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::trim_end;
use crate::locate::is_one_longer;
use crate::source::Span;

/// Reports the years of a line that only a slip can have made of `year`, the one under report, or one beside it.
pub(super) fn years(context: &Context<'_, '_>, sink: &mut Sink<'_>, line: Span, year: u16) {
    let text = context.source.slice(line);
    for at in places(text, "年") {
        let head = trim_end(text.get(..at).unwrap_or_default());
        let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (before, digits) = head.split_at(start);
        let Some(behind) = text.get(at + '年'.len_utf8()..) else { continue };
        if before.ends_with(|c: char| c.is_ascii_graphic() || "第〔．－—约近前今".contains(c)) {
            continue;
        }
        let far = || {
            let beyond = digits.len() == 4 && digits.parse::<u16>().is_ok_and(|written| written >= BEYOND);
            (beyond && begins_month(behind)).then_some(year)
        };
        let mut meant = [year, year + 1, year - 1].into_iter();
        let right = meant.find(|&right| is_meant(before, digits, behind, right)).or_else(far);
        let Some(right) = right else { continue };
        let span = line.part(&(start..head.len()));
        sink.at(span, format!("“{digits}年”不像是年份，像是“{right}年”的误写，请核对。"))
            .severity(Severity::Warning)
            .fix(format!("改为{right}年"), Applicability::Manual, Edit::replace(span, right.to_string()));
    }
}

/// The first year that no report plans for.
const BEYOND: u16 = 2101;

/// Whether digits before 年 can be nothing but a slip for a year.
fn is_meant(before: &str, digits: &str, behind: &str, right: u16) -> bool {
    let right_digits = right.to_string();
    match digits.len() {
        4 => digits.parse().is_ok_and(|written| written >= BEYOND && is_slip(written, right)),
        5 => is_one_longer(digits.as_bytes(), right_digits.as_bytes()).is_some(),
        // 203年: the age of a place as well, but not before a month.
        3 => {
            let begins = before.is_empty() || before.ends_with(['。', '自', '至', '于', '，']);
            let dated = begins_month(behind) || behind.starts_with('度');
            begins && dated && is_one_longer(right_digits.as_bytes(), digits.as_bytes()).is_some()
        }
        _ => false,
    }
}

/// Whether a text begins with a month: 12月.
fn begins_month(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - behind.len())) && behind.starts_with('月')
}

#[cfg(test)]
mod tests {
    use super::super::tests::fixed_in_text;

    #[test]
    fn a_year_that_cannot_be_is_a_slip() {
        for (wrong, right) in [
            ("截至2203年12月31日，", "截至2023年12月31日，"),
            ("2223年，开展培训2次。", "2023年，开展培训2次。"),
            ("2123 年度，", "2023 年度，"),
            ("20023年，开展培训2次。", "2023年，开展培训2次。"),
            ("203年5月，开展培训2次。", "2023年5月，开展培训2次。"),
            ("于2204年1月公布。", "于2024年1月公布。"),
            ("截至2205年12月31日，", "截至2023年12月31日，"),
        ] {
            assert_eq!(fixed_in_text(wrong).as_deref(), Some(right));
        }
        for fine in [
            "到2035年，基本建成。",
            "力争2030年前达峰，2060年前中和。",
            "有2200年历史，距今2203年，约2223年。",
            "建校203年，具有203年历史。",
            "建于公元前203年。",
            "建于公元223年，重修于1203年。",
            "20000年前的遗址。",
            "第2203年，编号A2203年。",
            "2023年，2024年1月，2022年度。",
            "自2019年5月15日起施行。",
            "有效期至2028年12月31日。",
            "2100年的气候目标。",
            "期限203年，用地50年。",
        ] {
            assert_eq!(fixed_in_text(fine), None, "{fine}");
        }
    }
}
