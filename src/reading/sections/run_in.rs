//! Headings that run into their text: 六、其他需要报告的事项：无。

use crate::find::has_any;
use crate::fold::{is_blank, key, trim_start};
use crate::form::{SECTIONS, SECTIONS_LEN};
use crate::number::{Ordinal, OrdinalStyle};
use crate::source::{Source, Span};

use super::headings::{Heading, heading};

/// The source of a draft in which a heading is a line of its own even where its text goes on behind it. Linear.
pub fn open(text: &str) -> Source<'_> {
    let mut source = Source::new(text);
    let mut found: [Option<(usize, u32)>; SECTIONS_LEN] = [None; SECTIONS_LEN];
    for (index, &line) in source.lines().iter().enumerate() {
        let Some((section, len)) = run_in(source.slice(line)) else { continue };
        if let Some(place @ None) = found.get_mut(section) {
            *place = Some((index, line.start + len as u32));
        }
    }
    if found.iter().any(Option::is_some) {
        // A heading on a line of its own is the better one.
        let mut folded = String::new();
        for own in (0..source.lines().len()).filter_map(|line| heading(&source, line, &mut folded)) {
            if let Some(place) = found.get_mut(own.section) {
                *place = place.filter(|&(line, _)| line == own.line);
            }
        }
    }
    found.into_iter().flatten().for_each(|(_, at)| source.end_line_at(at));
    source
}

impl Heading {
    /// What stands between the heading and its text, where that goes on behind it: marks and blanks, if anything.
    pub fn before_run_in(&self, source: &Source<'_>) -> Option<Span> {
        let between = Span::new(self.span.end, source.lines().get(self.line + 1)?.start);
        (!has_any(source.slice(between), &['\n', '\r'])).then_some(between)
    }
}

/// The section whose heading a line begins with, and how many bytes come before the text behind it.
fn run_in(line: &str) -> Option<(usize, usize)> {
    // Most lines begin with another byte than these characters or the blanks before them.
    if !line.as_bytes().first().is_some_and(|byte| matches!(byte, b' ' | 0xE3..=0xE5)) || line.contains('\t')
    {
        return None;
    }
    let text = trim_start(line);
    let mark = text.strip_prefix(['一', '二', '三', '四', '五', '六'])?;
    if !mark.starts_with(['、', '．', '.', '，', ',', '：', ':', ' ', '　']) {
        return None;
    }
    let ordinal = Ordinal::read(text).filter(|ordinal| ordinal.style == OrdinalStyle::Chinese)?;
    let words = trim_start(text.get(ordinal.len..)?);
    let known = |section: usize| {
        let form = SECTIONS.get(section)?;
        let wordings =
            std::iter::once(form.heading).chain(form.accepted.iter().chain(form.variants).copied());
        wordings.filter(|wording| words.starts_with(wording)).map(str::len).max().map(|len| (len, section))
    };
    let (len, section) = (0..SECTIONS_LEN).filter_map(known).max()?;
    let tail = words.get(len..)?;
    let behind_blanks = trim_start(tail);
    let behind_marks =
        behind_blanks.trim_start_matches(|c: char| is_blank(c) || matches!(c, '。' | '：' | ':'));
    let is_text = if behind_marks.len() < behind_blanks.len() {
        behind_marks.contains(|c: char| c.is_alphabetic())
    } else if behind_blanks.len() < tail.len() {
        behind_marks.ends_with('。') || ["无", "没有", "暂无"].contains(&key(behind_marks).as_str())
    } else {
        false
    };
    let first = Ordinal::read(behind_marks).map(|ordinal| ordinal.style);
    // Another number of the first level is the next line of a list of contents.
    let goes_on =
        is_text && first != Some(OrdinalStyle::Chinese) || first == Some(OrdinalStyle::BracketedChinese);
    (goes_on && !line.contains('|')).then_some((section, line.len() - behind_marks.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_runs_into_its_text_is_a_line_of_its_own() {
        for (line, heading) in [
            ("六、其他需要报告的事项：无。", "六、其他需要报告的事项："),
            ("六、其他需要报告的事项 无", "六、其他需要报告的事项 "),
            ("　　一、总体情况（一）主动公开。2023年公开20条。", "　　一、总体情况"),
            ("五、存在的主要问题及改进情况。一是更新不够及时。", "五、存在的主要问题及改进情况。"),
        ] {
            let text = format!("甲镇2023年政府信息公开工作年度报告\n{line}\n结尾。");
            let source = open(&text);
            let lines: Vec<&str> = source.lines().iter().map(|&line| source.slice(line)).collect();
            assert_eq!(lines.get(1), Some(&heading), "{line}");
            assert_eq!(lines.len(), 4, "{line}");
            let whole =
                [source.whole_line(source.lines()[1].start), source.whole_line(source.lines()[2].start)];
            assert_eq!(whole.map(|whole| source.slice(whole)), [line, line]);
        }
    }

    #[test]
    fn a_list_of_contents_a_heading_alone_and_a_sentence_stay_as_they_are() {
        for text in [
            "六、其他需要报告的事项",
            "六、其他需要报告的事项：",
            "一、总体情况……1",
            "一、总体情况 1",
            "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况",
            "一、总体情况。二、主动公开政府信息情况。",
            "一、总体情况良好，全年公开20条。",
            "一、总体情况\t20",
            "一、总体情况：甲\n一、总体情况\n正文。",
        ] {
            assert_eq!(open(text).lines().len(), text.lines().count(), "{text}");
        }
    }
}
