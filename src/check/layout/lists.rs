//! Numbers of list items that are not written as official documents write them: one hint a report.

use crate::check::{Context, Sink};
use crate::find::{beginning, ends_with_one, has_any, place, places};
use crate::finding::Edit;
use crate::fold::{is_digit, is_han};
use crate::number::{Ordinal, OrdinalStyle};
use crate::order::sort;
use crate::source::Span;

use super::together;

pub(super) fn style(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let mut headings: Vec<(usize, Span)> = outline
        .sections
        .iter()
        .flatten()
        .chain(&outline.repeated)
        .filter(|section| section.heading.before_run_in(context.source).is_none())
        .map(|section| (section.heading.line, section.heading.span))
        .collect();
    sort(&mut headings);
    let mut edits: Vec<Edit> = Vec::new();
    for &(line, span) in context.reading.prose(outline.body()) {
        match headings.binary_search_by_key(&line, |&(line, _)| line) {
            Ok(at) => {
                let end = headings.get(at).map_or(span.end, |(_, span)| span.end);
                edits.extend(full_stop(context, Span::new(end, span.end.max(end))));
            }
            Err(_) => {
                let text = context.source.slice(span);
                edits.extend(item(text, span));
                edits.extend(lead(text, span));
                edits.extend(circled(text, span));
                edits.extend(inner_titles(text, span));
            }
        }
    }
    // Own headings are headings, and no items, where some of them end without a stop.
    let stopped = |span: Span| context.source.slice(span).ends_with('。');
    if outline.own.iter().any(|own| !stopped(own.span)) {
        let ends = outline.own.iter().map(|own| own.span).filter(|&span| stopped(span));
        edits.extend(ends.map(|span| Edit::delete(Span::new(span.end - '。'.len_utf8() as u32, span.end))));
    }
    sort(&mut edits);
    let mut ways: Vec<&str> = Vec::new();
    for edit in &edits {
        let way = match (edit.text.as_str(), context.source.slice(edit.span)) {
            (".", _) => "“1、”宜写作“1.”",
            ("：", _) => "“如下”引出下文，后面宜加冒号",
            ("。" | "；", "") => "用①②列出的各项，末尾的标点宜一致",
            (name, _) if name.starts_with('〈') => "书名号里的法规、规章名称宜加“〈〉”",
            (_, "。") => "标题末尾不用句号",
            _ => "带括号的序号后面不加标点",
        };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let message = format!("有{}处序号、标题或标点的写法不规范：{}。", edits.len(), ways.join("；"));
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
            let at = number.find('、').filter(|_| !behind.starts_with(is_digit))?;
            Some(Edit::replace(span.part(&(at..ordinal.len)), "."))
        }
        OrdinalStyle::BracketedChinese | OrdinalStyle::BracketedArabic => {
            let mark = behind.chars().next().filter(|c| matches!(c, '、' | '．' | '.'))?;
            Some(Edit::delete(span.part(&(ordinal.len..ordinal.len + mark.len_utf8()))))
        }
        OrdinalStyle::Chinese | OrdinalStyle::Part => None,
    }
}

/// The colon that a paragraph wants whose last word, 如下, leads on.
fn lead(text: &str, span: Span) -> Option<Edit> {
    const LEADS: [&str; 5] = ["报告如下", "情况如下", "汇报如下", "总结如下", "措施如下"];
    let sentence = has_any(text, &['，', ',', '。']);
    let leads = ends_with_one(text, &LEADS);
    (sentence && leads).then(|| Edit::insert(span.end, "："))
}

/// Whether a character is a number in a circle.
const fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳')
}

/// The mark that one of the items ①…②… of a paragraph lacks and that all others end with.
fn circled(text: &str, span: Span) -> Option<Edit> {
    const LEAST: usize = 4;
    let mut places = text.char_indices().filter(|&(_, c)| is_circled(c)).map(|(at, _)| at);
    let first = places.next()?;
    let (mut from, mut ends) = (first, Vec::new());
    for at in places {
        let item = text.get(from..at)?.trim_end();
        ends.push((from + item.len(), item.chars().next_back()?));
        from = at;
    }
    let mark = ends.iter().map(|&(_, end)| end).find(|end| matches!(end, '。' | '；'))?;
    let mut without = ends.iter().filter(|&&(_, end)| end != mark);
    let (&(at, end), None) = (without.next()?, without.next()) else { return None };
    let bare = is_han(end) || matches!(end, '）' | '》' | '”');
    (bare && ends.len() >= LEAST).then(|| Edit::insert(span.start + at as u32, mark))
}

/// The name of a law or a rule that stands without marks of its own in the title of the document that issued it:
/// 《…关于印发…办法的通知》. Of plans and key points the official titles have no marks either.
fn inner_titles(text: &str, span: Span) -> Option<Edit> {
    const ISSUED: &str = "关于印发";
    const NAMES: [&str; 5] = ["条例", "办法", "规定", "细则", "规则"];
    /// Longest name with what stands behind it, in bytes.
    const LONGEST: usize = 300;
    // Whether the last mark before a place opens a title, and how far the text has been looked at for it.
    let (mut inside, mut from) = (false, 0);
    places(text, ISSUED).find_map(|at| {
        let between = text.get(from..at)?;
        if let Some(mark) = between.rfind(['《', '》']) {
            inside = between.get(mark..)?.starts_with('《');
        }
        from = at;
        let start = at + ISSUED.len();
        let rest = beginning(text.get(start..)?, LONGEST);
        let name = rest.get(..place(rest, "》")?)?.strip_suffix("的通知")?;
        let bare = !has_any(name, &['〈', '《', '“', '\n', '<', '（']) && ends_with_one(name, &NAMES);
        (inside && bare)
            .then(|| Edit::replace(span.part(&(start..start + name.len())), format!("〈{name}〉")))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, first_fix, found_in};
    use crate::finding::Severity;

    #[test]
    fn numbers_written_another_way_are_one_hint() {
        for (text, fixed) in [
            ("1、加强学习。\n2、 按月核对。", "1.加强学习。\n2.按月核对。"),
            ("现将有关情况报告如下，总结如下\n加强学习。", "现将有关情况报告如下，总结如下：\n加强学习。"),
            (
                "公开：①甲事项。②乙事项。③丙事项④丁事项。⑤戊事项。",
                "公开：①甲事项。②乙事项。③丙事项。④丁事项。⑤戊事项。",
            ),
            (
                "落实《县政府关于印发信息处理费管理办法的通知》要求。",
                "落实《县政府关于印发〈信息处理费管理办法〉的通知》要求。",
            ),
            ("《关于印发公文处理办法的通知》已经公开。", "《关于印发〈公文处理办法〉的通知》已经公开。"),
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
            "现将有关情况报告如下。\n加强学习。",
            "公开：①甲事项，②乙事项，③丙事项④丁事项，⑤戊事项。",
            "公开：①甲事项②乙事项③丙事项④丁事项⑤戊事项。",
            "落实《县政府关于印发2023年政务公开工作要点的通知》和《关于印发〈某某办法〉的通知》要求。",
            "县政府关于印发信息处理费管理办法的通知。",
            "一是加强学习：1、按月核对；2、按季通报。",
        ] {
            assert_eq!(findings_of("list-style", text), [], "{text}");
        }
        let arabic = SAMPLE.replacen("三、收到", "3、 收到", 1);
        assert_eq!(found_in("list-style", &arabic), []);
    }
}
