//! Short names of documents that nothing has introduced.

use crate::check::{Context, Sink};
use crate::find::{first_of, has, places, split};
use crate::finding::{Applicability, Edit};
use crate::source::Span;

use super::is_own_text;

/// What documents are called for short.
const SHORT: [&str; 10] = ["条例", "规范", "办法", "通知", "意见", "方案", "规定", "细则", "要点", "指引"];

/// The law of the report, without the state in its name.
const LAW: &str = "政府信息公开条例";
/// Its full name.
const FULL_LAW: &str = "《中华人民共和国政府信息公开条例》";

pub(super) fn short(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let text = context.source.text();
    let titles: Vec<(Span, &str)> = titles(text).collect();
    let unknown: Vec<&str> = SHORT
        .into_iter()
        .chain([LAW])
        .filter(|name| titles.iter().any(|(_, title)| title == name))
        .filter(|&name| !is_introduced(text, &titles, name, name != LAW))
        .collect();
    let bare: Vec<(Span, &str)> = titles
        .iter()
        .filter(|(span, title)| unknown.contains(title) && is_own_text(context, *span))
        .copied()
        .collect();
    let Some(&(first, name)) = bare.first() else { return };
    let message = match name {
        LAW => format!("条例的全称是{FULL_LAW}，宜写全称。"),
        _ => format!("《{name}》是简称，前文没有交代全称，第一次提到时宜写全称并注明“以下简称”。"),
    };
    let report = sink.at(first, message);
    for &(span, name) in bare.iter().skip(1) {
        report.note(span, format!("这里的《{name}》也是简称。"));
    }
    let laws: Vec<Edit> = bare
        .iter()
        .filter(|(_, name)| *name == LAW)
        .map(|&(span, _)| Edit::replace(span, FULL_LAW))
        .collect();
    report.fix_all(format!("改为{FULL_LAW}"), Applicability::Suggested, laws);
    if let Some(&(span, _)) = bare.iter().find(|(_, name)| *name == "条例") {
        let full = format!("{FULL_LAW}（以下简称《条例》）");
        report.rewrite(span, full, Applicability::Suggested);
    }
}

/// The titles of documents in a text, with their marks and without.
fn titles(text: &str) -> impl Iterator<Item = (Span, &str)> {
    /// Longest title, in bytes.
    const LONGEST: usize = 300;
    places(text, "《").filter_map(move |at| {
        let inside = text.get(at + '《'.len_utf8()..)?;
        let end = first_of(inside, &['》', '《', '\n']).filter(|&end| end <= LONGEST)?;
        let title = inside.get(..end)?;
        inside
            .get(end..)?
            .starts_with('》')
            .then_some((Span::new(at as u32, (at + '《'.len_utf8() + end + '》'.len_utf8()) as u32), title))
    })
}

/// Whether a text says what a short name stands for: it says 简称, or has a longer title that ends so.
fn is_introduced(text: &str, titles: &[(Span, &str)], name: &str, by_title: bool) -> bool {
    let called = titles.iter().any(|&(span, title)| {
        title == name && text.get(..span.start as usize).is_some_and(|head| head.ends_with("简称"))
    });
    let quoted = || has(text, "简称“") && text.contains(&format!("简称“{name}”"));
    let longer = || {
        // Also the end of a title with another one in it: 《关于印发《…办法》的通知》.
        let closing = format!("{name}》");
        let mut ends = text.match_indices(&closing);
        ends.any(|(at, _)| text.get(..at).is_some_and(|head| !head.ends_with('《')))
            || titles.iter().any(|&(_, title)| {
                let title = split(title, &['（', '(']).next().unwrap_or(title);
                title.len() > name.len() && title.ends_with(name)
            })
    };
    let law = || name == "条例" && text.contains(LAW);
    called || quoted() || by_title && (longer() || law())
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, first_fix, found_in};

    #[test]
    fn a_short_name_without_introduction_is_one_hint() {
        for (text, name) in [
            ("落实《条例》和《规范》要求。", "《条例》"),
            ("落实《中华人民共和国政府信息公开条例》和《规范》，按《规范》办理。", "《规范》"),
            ("落实《政府信息公开条例》要求。", "《政府信息公开条例》"),
        ] {
            let found = findings_of("short-name", text);
            assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), [name], "{text}");
        }
        let draft = |text: &str| SAMPLE.replacen("\n\n二、", &format!("\n{text}\n\n二、"), 1);
        let fixed = first_fix("short-name", &draft("落实《条例》要求。"));
        assert_eq!(fixed, draft("落实《中华人民共和国政府信息公开条例》（以下简称《条例》）要求。"));
        assert_eq!(found_in("short-name", &fixed), []);
    }

    #[test]
    fn a_name_that_was_introduced_is_not() {
        for text in [
            "落实《中华人民共和国政府信息公开条例》要求。按《条例》办理。",
            "落实中华人民共和国政府信息公开条例，按《条例》办理。",
            "落实《县级政府信息公开工作规范（试行）》，按《规范》办理。",
            "落实《中华人民共和国政府信息公开条例》（以下简称《政府信息公开条例》），按《政府信息公开条例》办理。",
            "落实《青溪县信息公开办法》，按《办法》办理。",
            "公开《指南》和《目录》。",
            "转发《关于印发《青溪县公开办法》的通知》，按《通知》办理。",
        ] {
            assert_eq!(findings_of("short-name", text), [], "{text}");
        }
    }
}
