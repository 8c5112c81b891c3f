//! Numbers of list items that are not written as official documents write them: one hint a report.

use crate::check::{Context, Sink};
use crate::finding::Edit;
use crate::fold::narrow;
use crate::number::{Ordinal, OrdinalStyle};
use crate::source::Span;

use super::together;

pub(super) fn style(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let mut headings: Vec<(usize, Span)> = outline
        .sections
        .iter()
        .flatten()
        .chain(&outline.repeated)
        .map(|section| (section.heading.line, section.heading.span))
        .collect();
    headings.sort_unstable();
    let title = outline.title.as_ref().map_or(0, |(lines, _)| lines.end);
    let mut edits: Vec<Edit> = Vec::new();
    for (line, span) in context.reading.prose(title..outline.attachments.start) {
        match headings.binary_search_by_key(&line, |&(line, _)| line) {
            Ok(at) => {
                let end = headings.get(at).map_or(span.end, |(_, span)| span.end);
                edits.extend(full_stop(context, Span::new(end, span.end.max(end))));
            }
            Err(_) => edits.extend(item(context.source.slice(span), span)),
        }
    }
    // Own headings are headings, and no items, where some of them end without a stop.
    let stopped = |span: Span| context.source.slice(span).ends_with('。');
    if outline.own.iter().any(|own| !stopped(own.span)) {
        let ends = outline.own.iter().map(|own| own.span).filter(|&span| stopped(span));
        edits.extend(ends.map(|span| Edit::delete(Span::new(span.end - '。'.len_utf8() as u32, span.end))));
    }
    edits.sort();
    let mut ways: Vec<&str> = Vec::new();
    for edit in &edits {
        let way = match (edit.text.as_str(), context.source.slice(edit.span)) {
            (".", _) => "“1、”宜写作“1.”",
            (_, "。") => "标题末尾不用句号",
            _ => "带括号的序号后面不加标点",
        };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let message = format!("有{}处序号或标题的写法不规范：{}。", edits.len(), ways.join("；"));
    together(context, sink, edits, 0, message, "改为规范的写法");
}

/// The full stop behind a heading.
fn full_stop(context: &Context<'_, '_>, behind: Span) -> Option<Edit> {
    let at = context.source.slice(behind).find('。')?;
    Some(Edit::delete(behind.part(&(at..at + '。'.len_utf8()))))
}

/// The mark behind the number that a paragraph begins with, if another or none belongs there.
fn item(text: &str, span: Span) -> Option<Edit> {
    let ordinal = Ordinal::read(text)?;
    let behind = text.get(ordinal.len..)?;
    match ordinal.style {
        OrdinalStyle::Arabic => {
            let number = text.get(..ordinal.len)?;
            // 1、2月份: two months.
            let at =
                number.find('、').filter(|_| !behind.starts_with(|c: char| narrow(c).is_ascii_digit()))?;
            Some(Edit::replace(span.part(&(at..ordinal.len)), "."))
        }
        OrdinalStyle::BracketedChinese | OrdinalStyle::BracketedArabic => {
            let mark = behind.chars().next().filter(|c| matches!(c, '、' | '．' | '.'))?;
            Some(Edit::delete(span.part(&(ordinal.len..ordinal.len + mark.len_utf8()))))
        }
        OrdinalStyle::Chinese | OrdinalStyle::Part => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, first_fix, found_in};
    use crate::finding::Severity;

    #[test]
    fn numbers_written_another_way_are_one_hint() {
        for (text, fixed) in [
            ("1、加强学习。\n2、 按月核对。", "1.加强学习。\n2.按月核对。"),
            ("（1）、加强学习。\n①、按月核对。", "（1）加强学习。\n①按月核对。"),
        ] {
            let draft = |text: &str| SAMPLE.replacen("\n\n二、", &format!("\n{text}\n\n二、"), 1);
            let found = found_in("list-style", &draft(text));
            assert!(matches!(found.as_slice(), [(_, Severity::Hint)]), "{text}: {found:?}");
            assert_eq!(first_fix("list-style", &draft(text)), draft(fixed));
        }
        let heading = SAMPLE.replacen("二、主动公开政府信息情况", "二、主动公开政府信息情况。", 1);
        assert_eq!(found_in("list-style", &heading).len(), 1);
    }

    #[test]
    fn numbers_of_every_usual_style_are_not() {
        for text in [
            "1.加强学习。\n2．按月核对。",
            "（1）加强学习。\n(2) 按月核对。\n③其他。",
            "1)加强学习。",
            "1、2月份公开信息20条。",
            "一是加强学习：1、按月核对；2、按季通报。",
        ] {
            assert_eq!(findings_of("list-style", text), [], "{text}");
        }
        let arabic = SAMPLE.replacen("三、收到", "3、 收到", 1);
        assert_eq!(found_in("list-style", &arabic), []);
    }
}
