//! The title of a report, below what stands above it on a web page.

pub(crate) mod parts;

use std::ops::Range;

use crate::find::{begins_with_one, ends_with_one, has, has_any};
use crate::fold::{key, trim_end};
use crate::reading::names::is_name;
use crate::source::{Source, Span};

use super::headings::heading;
use super::{date, line_text, trimmed, year_digit};
use parts::{without_stage, without_stop};

/// What the path to a page begins with where it is shown above the title, and what divides its steps.
const PATH_HEADS: [&str; 7] =
    ["当前位置", "您的位置", "您现在的位置", "您当前的位置", "信息分类", "主题分类", "所属栏目"];
const PATH_SIGNS: [char; 5] = ['>', '＞', '»', '›', '→'];

/// Whether a line says where on a website the report stands.
fn is_path(text: &str) -> bool {
    text.contains(PATH_SIGNS) || begins_with_one(text, &PATH_HEADS)
}

/// Words that a title ends with.
pub(super) const TITLE_ENDS: [&str; 7] =
    ["年度报告", "工作报告", "年报", "报告", "年度报", "年度报告书", "年度报告表"];

/// Most lines above the last line of a title.
const MOST_ABOVE_TITLE: usize = 24;

/// The title: one line or two at the head of the draft, up to the one that ends in 报告.
pub(super) fn title(source: &Source<'_>, end: usize) -> Option<(Range<usize>, Span)> {
    let mut first: Option<(usize, Span)> = None;
    // The name of a column may stand above the title, but no title without a year behind one with it.
    let mut without_year = None;
    let mut folded = String::new();
    for (seen, line) in
        (0..end).filter(|&line| !line_text(source, line).is_empty()).take(MOST_ABOVE_TITLE).enumerate()
    {
        let span = trimmed(source, *source.lines().get(line)?);
        let text = source.slice(span);
        if heading(source, line, &mut folded).is_some() {
            break;
        }
        // Above the title of a saved page stand its date, its counter and its buttons.
        let bare = without_stop(text);
        let is_stopped = bare.len() < text.len();
        let is_sentence = has_any(bare, &['。'])
            || is_stopped && (has_any(bare, &['，', '：', ',', ':', '《']) || is_preface(bare));
        if span.len() > 180 || is_sentence || has_any(text, &['\t']) || is_path(text) {
            first = None;
            continue;
        }
        let (span, text) = (span.part(&(0..without_day(text).len())), without_day(text));
        // （征求意见稿） on a line of its own parts no name from its title.
        if first.is_some() && without_stage(text).is_empty() {
            continue;
        }
        let squeezed = key(without_stop(text));
        let is_dated = |text: &str| text.contains(|c: char| c.is_ascii_digit()) && text.contains('年');
        let has_year = is_dated(&squeezed);
        // 青溪县水利局2024年政府信息公开 / 工作年度报告: one title on two lines.
        if let Some((above, name)) = first.filter(|(above, _)| above + 1 == line && !has_year) {
            let head = key(source.slice(name));
            let whole = [head.as_str(), &squeezed].concat();
            // The day on which a page was published may stand above its title.
            if is_dated(&head)
                && !head.contains('月')
                && !ends_with_one(&head, &TITLE_ENDS)
                && ends_with_one(&whole, &TITLE_ENDS)
                && has(&whole, "公开")
            {
                return Some((above..line + 1, name.to(span)));
            }
        }
        if ends_with_one(&squeezed, &TITLE_ENDS) && has(&squeezed, "公开") {
            // The organisation may stand on the line before.
            let start = match first {
                Some((previous, name))
                    if is_name(&without_stage(source.slice(name))) && previous + 2 >= line =>
                {
                    (previous, name)
                }
                _ => (line, span),
            };
            let found = (start.0..line + 1, start.1.to(span));
            if has_year {
                return Some(found);
            }
            // …年度报告 / （2024年度）
            if let Some(below) = source.lines().get(line + 1).map(|&below| trimmed(source, below))
                && is_year_alone(source.slice(below))
            {
                return Some((found.0.start..line + 2, found.1.to(below)));
            }
            without_year = without_year.or(Some(found).filter(|_| seen < 3));
        }
        first = Some((line, span));
    }
    without_year
}

/// A title without the day in brackets behind it: …年度报告（2024年1月15日）.
fn without_day(text: &str) -> &str {
    let day = text.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '(']));
    day.filter(|(_, day)| date(day).is_some()).map_or(text, |(title, _)| trim_end(title))
}

/// Whether a sentence ends with what it is about: 依据条例第五十条编制本报告.
fn is_preface(text: &str) -> bool {
    ends_with_one(text, &["本报告", "本年度报告", "编制报告"])
}

/// Whether a line is a year and nothing else: （2024年度）.
fn is_year_alone(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let year = bare.strip_suffix("年度").or_else(|| bare.strip_suffix('年'));
    year.is_some_and(|year| year.chars().count() == 4 && year.chars().all(|c| year_digit(c).is_some()))
}
