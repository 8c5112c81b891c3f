//! “今年”“截至目前”: words that say when without naming the year.

use crate::find::{has_one, is_left_open};
use crate::finding::{Applicability, Edit};
use crate::reading::narrative::sentence_ranges;
use crate::source::Span;
use crate::words::List;

use super::{Context, has};
use crate::check::Sink;
use crate::check::stated::{is_kind, stated_year};

/// Most places that are looked at: it is one hint a report.
const MOST_PLACES: usize = 50;

/// Characters before and behind that make another word of it: 当今年代, 项目前期.
const PART_BEFORE: [char; 9] = ['当', '项', '栏', '条', '科', '题', '数', '账', '名'];
const PART_BEHIND: [char; 4] = ['轻', '代', '均', '期'];

/// A place.
struct Place {
    span: Span,
    word: &'static str,
    /// What stands there with the year: ○年.
    with_year: &'static str,
}

/// One hint for all places; it stands at the first that has no date at all, else at the first.
pub(super) fn time(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let places = places(context, sink);
    let undated = |place: &&Place| !place.with_year.ends_with('年');
    let Some(first) = places.iter().find(undated).or(places.first()) else { return };
    let year = stated_year(context);
    let name = year.map_or_else(|| "报告年度".to_owned(), |year| format!("{}年", year.value));
    let instead = if undated(&first) {
        year.map_or_else(
            || "数据的截止日期".to_owned(),
            |year| format!("数据的截止日期，如“截至{}年12月31日”", year.value),
        )
    } else {
        format!("“{name}”")
    };
    let report =
        sink.at(first.span, format!("年度报告里“{}”所指的时间不清楚，宜写明{instead}。", first.word));
    for place in places.iter().filter(|place| place.span != first.span) {
        report.note(place.span, format!("这里也写的是“{}”。", place.word));
    }
    let edits: Option<Vec<Edit>> = year.and_then(|year| {
        let edit = |place: &Place| {
            let text = place.with_year.replace('○', &year.value.to_string());
            (!text.is_empty()).then(|| Edit::replace(place.span, text))
        };
        places.iter().map(edit).collect()
    });
    if let Some(edits) = edits {
        report.fix_all(format!("写明{name}"), Applicability::Manual, edits);
    }
}

fn places(context: &Context<'_, '_>, sink: &mut Sink<'_>) -> Vec<Place> {
    let source = context.source;
    let body = context.reading.outline.body_above_signature();
    let problems = context.reading.outline.section(crate::form::PROBLEMS);
    let mut end = 0;
    let words = context.reading.words.of(List::Years).iter().filter(|hit| {
        // 今年 within 今年以来.
        if !is_kind(hit, "相对") || hit.span.start < end {
            return false;
        }
        end = hit.span.end;
        let line = source.line_index(hit.span.start);
        body.contains(&line) && !context.reading.in_table(line)
    });
    let mut words: Vec<_> = words.take(MOST_PLACES + 1).collect();
    if words.len() > MOST_PLACES {
        sink.unchecked(format!("“今年”“目前”一类的说法太多，只核对了前{MOST_PLACES}处"));
        words.truncate(MOST_PLACES);
    }
    let words = words.into_iter().filter_map(|hit| {
        let index = source.line_index(hit.span.start);
        let line = source.line(index);
        let (before, behind) = source.beside(hit.span);
        if before.ends_with(PART_BEFORE) || behind.starts_with(PART_BEHIND) || is_left_open(before) {
            return None;
        }
        let at = hit.span.start - line.start;
        let sentence = sentence_ranges(source.slice(line)).find(|piece| piece.contains(&(at as usize)))?;
        let sentence = line.part(&sentence);
        // Up to now is no plan, whatever the sentence goes on with.
        let up_to_now = hit.entry.column(1).starts_with("截至");
        if !up_to_now && has(context, sentence, "打算") {
            return None;
        }
        // 目前 as such is a word like others: only a count needs a day.
        if hit.entry.word == "目前" {
            let in_problems = problems.is_some_and(|section| section.body.contains(&index));
            let clause = source.slice(Span::new(hit.span.end, sentence.end));
            let counts =
                has_one(clause, &["共", "已", "累计"]) && clause.contains(|c: char| c.is_ascii_digit());
            if in_problems || !counts {
                return None;
            }
        }
        let with_year = match hit.entry.column(1) {
            "○年" if before.ends_with(['自', '从']) && hit.entry.word.ends_with("以来") => "○年以来",
            other => other,
        };
        Some(Place { span: hit.span, word: hit.entry.word, with_year })
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SAMPLE, found, found_in};

    #[test]
    fn words_for_now_are_one_hint_and_plans_and_names_are_none() {
        for wrong in [
            "今年以来，柳河镇主动公开政府信息320条。",
            "本年度以来，柳河镇扎实推进信息公开。",
            "年初以来，召开会议3次。",
            "截至目前，主动公开政府信息320条。",
            "截止目前，主动公开政府信息320条。今年召开会议2次。",
            "自今年以来，柳河镇主动公开政府信息320条。",
            "今年，柳河镇主动公开政府信息320条，其中规划计划4条。",
            "目前，全镇已公开政府信息320条。",
            "截至目前，公开工作已有进展，需要在今后继续改进。",
            "今年以来，柳河镇认真落实条例，现将有关情况报告如下。",
        ] {
            assert_eq!(found_in("relative-time", wrong).len(), 1, "{wrong}");
        }
        for fine in [
            "一年来，柳河镇主动公开政府信息320条。",
            "全年主动公开政府信息320条，较上年增加20条。",
            "本年度主动公开政府信息320条。",
            "今年，柳河镇将每月核对一次栏目。",
            "下一步，按照今年的要点抓好落实。",
            "转发《今年以来政务公开情况通报》。",
            "转发《关于印发《意见》今年办法的通知》。",
            "落实“今年起全面公开”的要求。",
            "当今年代，信息公开十分重要。",
            "项目前期工作、栏目前台设置均已完成。",
            "目前，领导小组组长由镇长担任。",
            "目前存在的困难主要是人员不足。",
            "近年来公开渠道不断拓宽。",
        ] {
            assert_eq!(found_in("relative-time", fine), [], "{fine}");
        }
    }

    #[test]
    fn what_was_not_looked_at_is_said() {
        let says = |draft: &str| {
            let unchecked = crate::check_text(draft).unchecked;
            unchecked.into_iter().any(|open| open.rule == "relative-time")
        };
        let many = "目前，领导小组组长由镇长担任。\n".repeat(60);
        // Behind the report they count for nothing.
        assert!(!says(&format!("{}\n附件1：名单\n{many}", SAMPLE.trim_end())));
        let wrong = SAMPLE.replacen("（三）政府", &format!("{many}今年召开会议2次。\n（三）政府"), 1);
        assert!(says(&wrong));
    }

    #[test]
    fn the_problems_may_say_what_there_is_now() {
        let draft = SAMPLE.replacen("一是公开内容更新", "目前还存在2个方面的问题：一是公开内容更新", 1);
        assert_eq!(found("relative-time", &draft), []);
    }

    #[test]
    fn a_count_without_a_day_comes_first() {
        let findings = found_in(
            "relative-time",
            "今年召开会议2次。截止目前，主动公开政府信息320条。截至目前，发布解读3篇。",
        );
        assert!(findings[0].message.contains("“截止目前”"), "{findings:?}");
        assert_eq!(findings[0].notes.len(), 2);
        assert_eq!(findings[0].fixes[0].edits().len(), 3);
    }
}
