//! What a template left open: its choices, its instructions, crosses and underscores that stand for something.

use crate::check::{Context, Sink};
use crate::find::{has_one, places};
use crate::finding::{Applicability, Edit};
use crate::form::OPEN_SPOT;
use crate::reading::sections::KEPT_HEADING;
use crate::source::Span;
use crate::words::{Hit, List};

pub(super) fn placeholders(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let hits = context.reading.words.of(List::Template);
    let mut taken = 0;
    for hit in hits.iter().filter(|hit| matches!(hit.entry.column(0), "占位" | "说明")) {
        if hit.span.start >= taken && !is_about_somebody(context, hit.span) {
            taken = hit.span.end;
            wording(context, hit, sink);
        }
    }
    for span in marks(context.source.text(), hits) {
        let shown = context.source.slice(span);
        sink.at(span, format!("“{shown}”是占位符号，请填写实际内容。")).done();
    }
    let title = context.reading.outline.title.as_ref().map(|&(_, span)| span);
    let nobody = title.and_then(|span| {
        context.source.slice(span).find('某').map(|at| span.part(&(at..at + '某'.len_utf8())))
    });
    if let Some(span) = nobody.filter(|span| span.start >= taken) {
        sink.at(span, "标题里的“某”是占位文字，请写机关的全称。").done();
    }
    open_spots(context, sink);
    let heading = context.source.lines().get(context.reading.outline.kept.start).copied();
    if let Some(heading) = heading.filter(|&line| context.source.slice(line).trim() == KEPT_HEADING) {
        sink.at(heading, "这一部分是原稿中没有归入六个部分的内容，请逐项移入正文或删去，再删去这个标题。")
            .done();
    }
}

/// Reports wording or an instruction of a template.
fn wording(context: &Context<'_, '_>, hit: &Hit, sink: &mut Sink<'_>) {
    let (word, span) = (hit.entry.word, hit.span);
    if hit.entry.column(0) == "说明" {
        sink.at(span, format!("“{word}”是模板的填写说明，应删去。"))
            .fix("删去", Applicability::Manual, Edit::delete(span))
            .done();
        return;
    }
    let mut report = sink.at(span, format!("“{word}”是模板的占位文字，请按本单位的情况写定。"));
    let choices = ["本行政区域（或本部门）", "本行政区域(或本部门)"];
    if choices.contains(&word) {
        let name = context.reading.outline.organisation.as_deref();
        for choice in name.into_iter().chain(["本行政区域", "本部门"]) {
            let title = format!("改为“{choice}”");
            report = report.fix(title, Applicability::Manual, Edit::replace(span, choice));
        }
    } else {
        report = report.fix("删去", Applicability::Manual, Edit::delete(span));
    }
    report.done();
}

/// Whether 某县人民政府 is a party to a case that must not be named, rather than the author.
fn is_about_somebody(context: &Context<'_, '_>, span: Span) -> bool {
    let before = context.source.text().get(..span.start as usize).unwrap_or_default();
    context.source.slice(span).starts_with('某') && before.ends_with(['诉', '与', '向', '对', '告', '和'])
}

/// Spots that a corrected report leaves open.
fn open_spots(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let text = context.source.text();
    for at in places(text, OPEN_SPOT) {
        let line = context.source.line_index(at as u32);
        if context.reading.in_table(line) {
            continue;
        }
        let len = open_spot_len(text.get(at..).unwrap_or_default());
        let span = Span::new(at as u32, (at + len) as u32);
        let report = sink.at(span, "这里还没有填写。");
        // The one thing that most have to say here.
        let year = context.reading.outline.year.filter(|_| context.source.slice(span).contains("信息处理费"));
        let report = match year {
            Some(year) => report.fix(
                "没有收取：写明未收取",
                Applicability::Manual,
                Edit::replace(span, format!("{}年，本机关未收取信息处理费。", year.value)),
            ),
            None => report,
        };
        report.fix("不用填写，删去这处标记", Applicability::Manual, Edit::delete(span)).done();
    }
}

/// Length of the open spot that `text` begins with: to its closing bracket, or where that is far off its first
/// words.
fn open_spot_len(text: &str) -> usize {
    const LONGEST: usize = 100;
    let closing = text.char_indices().take(LONGEST).take_while(|&(_, c)| c != '\n').find(|&(_, c)| c == '〕');
    closing.map_or(OPEN_SPOT.len(), |(at, c)| at + c.len_utf8())
}

/// Marks that stand for something: runs of crosses (××, XX) or underscores (____), one cross before a unit
/// (公开×条), braces ({单位名称}).
fn marks(text: &str, hits: &[Hit]) -> Vec<Span> {
    let mut runs: Vec<(char, Span, usize)> = Vec::new();
    for hit in hits.iter().filter(|hit| hit.entry.column(0) == "符号") {
        let kind = match hit.entry.word {
            "_" | "＿" => '_',
            "{" => '{',
            _ => 'x',
        };
        match runs.last_mut() {
            Some((last, span, count)) if *last == kind && span.end == hit.span.start => {
                (span.end, *count) = (hit.span.end, *count + 1);
            }
            _ => runs.push((kind, hit.span, 1)),
        }
    }
    let mark = |(kind, span, count): (char, Span, usize)| match kind {
        'x' => crosses_stand_for_something(text, span, count).then_some(span),
        '_' => (count >= 3 && !is_latin(text, span)).then_some(span),
        _ => braces(text, span),
    };
    runs.into_iter().filter_map(mark).collect()
}

/// The characters right before and right behind a span.
fn around(text: &str, span: Span) -> (Option<char>, Option<char>) {
    let before = text.get(..span.start as usize).and_then(|head| head.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|tail| tail.chars().next());
    (before, after)
}

/// Whether a span is part of an address, a mail or a word in Latin letters.
fn is_latin(text: &str, span: Span) -> bool {
    let (before, after) = around(text, span);
    [before, after].into_iter().flatten().any(|c| c.is_ascii_graphic())
}

fn crosses_stand_for_something(text: &str, span: Span, count: usize) -> bool {
    /// How many characters before it say that it is a person.
    const PERSON: usize = 12;
    let head = text.get(..span.start as usize).unwrap_or_default();
    let tail = text.get(span.end as usize..).unwrap_or_default();
    // A case number keeps its crosses: （2023）浙0102行初××号.
    let case = head.chars().rev().take(10).any(|c| c == '）') && tail.chars().take(8).any(|c| c == '号');
    // So does the name of a person: 申请人张××.
    let near =
        head.char_indices().rev().nth(PERSON - 1).map_or(head, |(at, _)| head.get(at..).unwrap_or(head));
    let sentence = near.rsplit('。').next().unwrap_or(near);
    let person = has_one(sentence, &["申请人", "当事人", "原告", "居民", "市民", "村民"]);
    if is_latin(text, span) || case || person {
        return false;
    }
    let one = || {
        let wide = text.get(span.start as usize..span.end as usize).is_some_and(|mark| !mark.is_ascii());
        wide && tail.starts_with(['条', '件', '年', '月', '日', '镇', '乡', '县', '局'])
    };
    count >= 2 || one()
}

/// Braces with a few words between them.
fn braces(text: &str, span: Span) -> Option<Span> {
    const LONGEST: usize = 30;
    let inner = text.get(span.end as usize..)?;
    let closing = inner.char_indices().take(LONGEST).take_while(|&(_, c)| c != '\n').find(|&(_, c)| c == '}');
    let len = closing?.0;
    let code = inner.get(..len)?.trim_start().starts_with(|c: char| c.is_ascii_uppercase());
    (!code).then_some(Span::new(span.start, span.end + len as u32 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn marks_stand_for_something_unless_they_are_part_of_a_word() {
        let found = |text: &str| marks(text, Words::find(text).of(List::Template)).len();
        for text in ["××镇", "公开____条", "主动公开×条", "{单位名称}主动公开", "XX县", "于×月公开"]
        {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "（2023）××行初12号",
            "3×4",
            "宽3×长4米",
            "boxx",
            "xx@qx.gov.cn 和 www.qx.gov.cn/xx/index.html",
            "（2023）浙0102行初××号",
            "申请人张××要求公开",
            "申请人李某某、张××要求公开",
            "公开__条",
            "{HYPERLINK \"http://www.example.cn\"}",
            "{",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
