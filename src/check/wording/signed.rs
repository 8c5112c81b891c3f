//! A report that is signed twice, as where text was added below a signature and signed again.

use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit};
use crate::fold::key;
use crate::reading::sections::day;
use crate::source::Span;

/// The name that the report is signed with, on a line of its own above the signature, with its day if it has one.
pub(super) fn twice(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (source, outline) = (context.source, &context.reading.outline);
    let (Some(name), Some(line)) = (outline.signed_by(), outline.signature_line()) else { return };
    let last = outline.heading_lines().into_iter().rfind(|&heading| heading < line);
    let Some(from) = last.map(|heading| heading + 1) else { return };
    let prose = context.reading.prose(from..line);
    let signed = key(source.slice(name));
    let Some(at) = prose.iter().position(|&(_, span)| key(source.slice(span)) == signed) else { return };
    let Some(&(_, first)) = prose.get(at) else { return };
    let below = prose.get(at + 1).map(|&(_, span)| span).filter(|span| day(source.slice(*span)).is_some());
    // With the end of its line, so that no empty line stays.
    let whole = source.whole_line(first.start).to(source.whole_line(below.unwrap_or(first).start));
    let behind = source.slice(Span::new(whole.end, source.text().len() as u32));
    let line_end = ["\r\n", "\n", "\r"].iter().find(|line_end| behind.starts_with(**line_end));
    let gap = Span::new(whole.start, whole.end + line_end.map_or(0, |line_end| line_end.len() as u32));
    sink.at(first, format!("末尾已经落款“{}”，这里又写了一遍，请删去多余的一处。", source.slice(name)))
        .note(name, "末尾的落款在这里。")
        .fix("删去前面这一处", Applicability::Manual, Edit::delete(gap));
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_above_the_signature_is_a_second_one_and_goes() {
        const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
        const SIGNED: &str = "\n青溪县柳河镇人民政府\n2024年1月15日\n";
        assert!(SAMPLE.ends_with(SIGNED));
        let with = |above: &str| SAMPLE.replacen(SIGNED, &format!("{above}{SIGNED}"), 1);
        let found = |text: &str| {
            let findings = crate::check_text(text).findings.into_iter();
            findings.filter(|finding| finding.rule == "repeated-sentence").collect::<Vec<_>>()
        };
        for above in ["青溪县柳河镇人民政府\n", "青溪县柳河镇人民政府\n2024年1月15日\n"]
        {
            let text = with(above);
            let twice = found(&text);
            assert_eq!(twice.len(), 1, "{above}");
            assert_eq!(crate::check::years::tests::fixed(&text, &twice[0]).trim_end(), SAMPLE.trim_end());
        }
        let undated = with("青溪县柳河镇人民政府\n以上为全部事项。\n").replacen("\n2024年1月15日\n", "\n", 1);
        assert_eq!(found(&undated).len(), 1);
        for right in [
            "",
            "青溪县柳河镇党政办公室\n",
            "联系单位：青溪县柳河镇人民政府\n",
            "由青溪县柳河镇人民政府负责。\n",
        ] {
            assert_eq!(found(&with(right)).len(), 0, "{right}");
        }
    }
}
