//! A whole that stands behind its parts: 政策文件30条、动态信息50条，共计80条.

use crate::find::{begins_with_one, has_any, has_one};
use crate::fold::trim_start;
use crate::source::{Source, Span};

use super::super::figures::Figure;
use super::super::{Narrative, Sentence};
use super::{Breakdown, CHANNELS, Closure, is_aside, last_clause};

/// What a clause begins with that adds up what stands before it.
const SUMS: [&str; 9] =
    ["共计", "合计", "总计", "两个平台共", "三个平台共", "两个渠道共", "三个渠道共", "两者共", "以上共"];
/// The same behind parts that are ways in which applications came in.
const RECEIVED: [&str; 4] = ["共收到", "共受理", "共接收", "总共收到"];
/// Words of a sentence whose list is of something else, or not complete.
const OTHERS: [&str; 7] = ["其中", "包括", "主要", "等", "另", "还", "含"];
/// More parts than a sentence lists before their sum.
const MOST: usize = 10;

/// The parts and their sum, if a sentence is such a list and no run of the parts adds up to it.
pub(super) fn breakdown(
    source: &Source<'_>,
    narrative: &Narrative,
    sentence: &Sentence,
) -> Option<Breakdown> {
    let text = source.slice(sentence.span);
    if !(has_one(text, &SUMS) || has_one(text, &RECEIVED)) || has_one(text, &OTHERS) {
        return None;
    }
    let figures: Vec<Figure> = narrative.figures(sentence).collect();
    let before = |figure: &Figure| source.slice(Span::new(sentence.span.start, figure.span.start));
    let adds_up = |figure: &&Figure| {
        let clause = trim_start(last_clause(before(figure)));
        begins_with_one(clause, &SUMS) || begins_with_one(clause, &RECEIVED)
    };
    let at = figures.iter().position(|figure| adds_up(&figure))?;
    let whole = *figures.get(at)?;
    // A semicolon parts what is added up from what is not.
    let from = before(&whole).rfind(['；', ';']).map_or(0, |at| at as u32) + sentence.span.start;
    let parts = figures.get(..at)?.iter().filter(|part| part.span.start >= from && part.unit == whole.unit);
    let parts: Vec<Figure> = parts.filter(|part| !is_aside(source, sentence.span, part)).copied().collect();
    let is_sum_of_ways = begins_with_one(trim_start(last_clause(before(&whole))), &RECEIVED);
    if is_sum_of_ways && !parts.iter().all(|part| has_one(last_clause(before(part)), &CHANNELS)) {
        return None;
    }
    let values: Option<Vec<i64>> = parts.iter().map(|part| part.value.as_whole()).collect();
    let (values, total) = (values?, whole.value.as_whole()?);
    let mut sums = values.iter().rev().scan(0_i64, |sum, value| {
        *sum = sum.saturating_add(*value);
        Some(*sum)
    });
    let is_sum = sums.any(|sum| sum == total) || values.iter().any(|value| *value >= total);
    let is_list = (2..=MOST).contains(&parts.len()) && !has_any(whole.unit, &['%', '年', '月', '元']);
    (is_list && !is_sum && !whole.unit.is_empty()).then_some(Breakdown {
        whole,
        parts,
        percentages: Vec::new(),
        closure: Closure::Behind,
        sentence: sentence.span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Reading;

    fn parts(text: &str) -> usize {
        let text = format!("甲镇2023年政府信息公开工作年度报告\n一、总体情况\n{text}\n");
        let lists = Reading::new(&Source::new(&text)).narrative.breakdowns;
        lists.iter().filter(|list| list.closure == Closure::Behind).map(|list| list.parts.len()).sum()
    }

    #[test]
    fn a_sum_behind_its_parts_is_a_whole() {
        assert_eq!(parts("公开政策文件30条、动态信息50条，共计90条。"), 2);
        assert_eq!(parts("公众号发布信息312条，微博发布信息208条，两个平台共发布530条。"), 2);
        assert_eq!(parts("通过信函收到申请3件，通过网络收到申请6件，共收到申请8件。"), 2);
        assert_eq!(parts("培训2期；通过网站发布560条，通过公众号发布430条，合计980条。"), 2);
    }

    #[test]
    fn what_is_right_or_uncertain_is_none() {
        for text in [
            "公开政策文件30条、动态信息50条，共计80条。",
            "公开信息200条，网站发布130条，公众号发布70条，合计200条。",
            "公开政策文件30条、动态信息50条等，共计90条。",
            "公开信息90条，其中政策文件30条、动态信息50条，共计80条。",
            "办结申请3件，答复咨询6件，共收到申请8件。",
            "举办培训2期、座谈会3次，共计120人次。",
            "较上年增加30条、较前年增加50条，共计90条。",
            "公开政策文件30条、动态信息50条，全年共公开90条。",
        ] {
            assert_eq!(parts(text), 0, "{text}");
        }
    }
}
