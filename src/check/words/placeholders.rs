//! What a template left open: its choices, its instructions, crosses and underscores that stand for something.

mod marks;
mod notes;
mod stages;

use super::labels;
use crate::check::asked::asked_without;
use crate::check::{Context, Sink};
use crate::find::places;
use crate::finding::{Applicability, Edit, Finding, Severity};
use crate::fold::{is_blank, is_digit};
use crate::form::{OPEN_SPOT, open_spot};
use crate::reading::sections::KEPT_HEADING;
use crate::source::Span;
use crate::words::{Hit, List};
pub(super) use marks::are_stars_names;
use marks::marks;
pub(super) use notes::begins_a_clause;

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
        sink.at(span, format!("“{shown}”是占位符号，请填写实际内容。"));
    }
    notes::notes(context, hits, sink);
    stages::check(context, sink);
    let title = context.reading.outline.title.as_ref().map(|&(_, span)| span);
    attachment(context, sink);
    let nobody = title.and_then(|span| {
        context.source.slice(span).find('某').map(|at| span.part(&(at..at + '某'.len_utf8())))
    });
    if let Some(span) = nobody.filter(|span| span.start >= taken) {
        sink.at(span, "标题里的“某”是占位文字，请写机关的全称。");
    }
    open_spots(context, sink);
    labels::empty(context, sink);
    let heading = context.source.lines().get(context.reading.outline.kept.start).copied();
    if let Some(heading) = heading.filter(|&line| context.source.slice(line).trim() == KEPT_HEADING) {
        sink.at(heading, "这一部分是原稿中没有归入六个部分的内容，请逐项移入正文或删去，再删去这个标题。");
    }
}

/// 附件： on a line of its own above the title says that the report was cut out of another document.
fn attachment(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((title, _)) = &context.reading.outline.title else { return };
    for &(_, span) in context.reading.prose(0..title.start) {
        let rest = context.source.slice(span).strip_prefix("附件").unwrap_or_default();
        let number = rest.strip_suffix(['：', ':']).unwrap_or("…");
        if number.trim_matches(is_blank).chars().all(is_digit) {
            let shown = context.source.slice(span);
            sink.at(
                span,
                format!("标题上面还有“{shown}”，像是从别的文件里摘出来时带下的，单独公布时应删去。"),
            )
            .severity(Severity::Hint)
            .leave_out(span, Applicability::Manual);
        }
    }
}

/// Reports wording or an instruction of a template.
fn wording(context: &Context<'_, '_>, hit: &Hit, sink: &mut Sink<'_>) {
    let (word, span) = (hit.entry.word, hit.span);
    if hit.entry.column(0) == "说明" {
        let span = notes::instruction(context, hit);
        let shown = context.source.slice(span);
        let report = sink.at(span, format!("“{shown}”是模板的填写说明，应删去。"));
        take_away(context, span, shown.split_once("填写").map_or("", |(_, asked)| asked), report);
        return;
    }
    let report = sink.at(span, format!("“{word}”是模板的占位文字，请按本单位的情况写定。"));
    let choices = ["本行政区域（或本部门）", "本行政区域(或本部门)"];
    if choices.contains(&word) {
        let name = context.reading.outline.organisation.as_deref();
        for choice in name.into_iter().chain(["本行政区域", "本部门"]) {
            let title = format!("改为“{choice}”");
            report.fix(title, Applicability::Manual, Edit::replace(span, choice));
        }
    } else {
        report.leave_out(span, Applicability::Manual);
    }
}

/// Offers to take away what does not belong in the report. Where it says what is to be filled in, or stands for all that
/// a paragraph or a section has to say, a spot is left open instead.
fn take_away(context: &Context<'_, '_>, span: Span, asked: &str, report: &mut Finding) {
    let asked = asked.trim_matches(|c: char| !c.is_alphanumeric());
    let asked = Some(asked).filter(|asked| !asked.is_empty()).map(str::to_owned);
    let open = asked.or_else(|| asked_without(context, span));
    match open {
        Some(asked) => {
            report.fix("留出位置填写", Applicability::Manual, Edit::replace(span, open_spot(&asked)))
        }
        None => report.leave_out(span, Applicability::Manual),
    };
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
        let whole = labels::with_label(context.source, span);
        let title = if whole == span {
            "不用填写，删去这处标记"
        } else {
            "不用填写，连同前面的名称一起删去"
        };
        report.fix(title, Applicability::Manual, Edit::delete(whole));
    }
}

/// Length of the open spot that `text` begins with: to its closing bracket, or where that is far off its first
/// words.
fn open_spot_len(text: &str) -> usize {
    const LONGEST: usize = 100;
    let closing = text.char_indices().take(LONGEST).take_while(|&(_, c)| c != '\n').find(|&(_, c)| c == '〕');
    closing.map_or(OPEN_SPOT.len(), |(at, c)| at + c.len_utf8())
}
