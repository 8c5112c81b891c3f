//! What stands before a thing and says what it is: 联系电话：….

use std::ops::Range;

use crate::check::{Context, Sink};
use crate::find::{ending, ends_with_one, has_one, places};
use crate::fold::{trim_end, trim_start};
use crate::source::{Source, Span};

/// What parts a label from what stands before it.
const BREAKS: [char; 10] = ['，', ',', '。', '；', ';', '、', '（', '(', ' ', '\u{3000}'];

/// The label at the end of the text before a thing, as a range of it, its colon included.
fn label(head: &str) -> Option<Range<usize>> {
    /// Longest label, in bytes: 联系人移动电话号码.
    const LONGEST: usize = 36;
    let Some(text) = trim_end(head).strip_suffix(['：', ':']) else { return word(head) };
    let label = ending(text, LONGEST + 1).rsplit(BREAKS).next().unwrap_or_default();
    (1..=LONGEST).contains(&label.len()).then_some(text.len() - label.len()..head.len())
}

/// A label without a colon, that begins where something begins: （身份证号….
fn word(head: &str) -> Option<Range<usize>> {
    const WORDS: [&str; 10] = [
        "居民身份证号码",
        "居民身份证号",
        "身份证号码",
        "身份证号",
        "身份证",
        "联系人手机",
        "手机号码",
        "手机号",
        "手机",
        "移动电话",
    ];
    let text = trim_end(head);
    let before = WORDS.iter().find_map(|word| text.strip_suffix(word))?;
    (before.is_empty() || before.ends_with(BREAKS)).then_some(before.len()..head.len())
}

/// A thing with its label and one of the marks around them, so that nothing is left that says nothing: of
/// （电话：1，邮编：2） what stands behind the first colon goes with 电话： and the comma.
pub(super) fn with_label(source: &Source<'_>, span: Span) -> Span {
    let line = source.line_at(span.start);
    let head = source.slice(Span::new(line.start, span.start));
    let Some(label) = label(head) else { return span };
    let (before, behind) = (head.get(..label.start).unwrap_or_default(), Span::new(span.end, line.end));
    let whole = Span::new(line.start + label.start as u32, span.end);
    let first = |text: &str| text.chars().next().map_or(0, |c| c.len_utf8() as u32);
    let last = |text: &str| text.chars().next_back().map_or(0, |c| c.len_utf8() as u32);
    let behind = source.slice(behind);
    if behind.starts_with(['，', ',', '；', ';', '、']) {
        Span::new(whole.start, whole.end + first(behind))
    } else if before.ends_with(['，', ',', '；', ';', '、']) {
        Span::new(whole.start - last(before), whole.end)
    } else if before.ends_with(['（', '(']) && behind.starts_with(['）', ')']) {
        Span::new(whole.start - last(before), whole.end + first(behind))
    } else if (before.is_empty() || before.ends_with('。')) && behind.starts_with('。') {
        Span::new(whole.start, whole.end + first(behind))
    } else {
        whole
    }
}

/// The label of a mobile number, to be changed with it: 联系人手机.
pub(super) fn of_mobile(source: &Source<'_>, span: Span) -> Option<Span> {
    let line = source.line_at(span.start);
    let label = line.part(&label(source.slice(Span::new(line.start, span.start)))?);
    has_one(source.slice(label), &["手机", "移动电话"]).then_some(label)
}

/// Labels of a contact behind which nothing stands: 电话：，邮编：….
pub(super) fn empty(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    const CONTACTS: [&str; 9] =
        ["电话", "手机", "手机号", "手机号码", "邮编", "邮政编码", "传真", "邮箱", "地址"];
    for &(_, line) in context.reading.prose(0..context.source.lines().len()) {
        let text = context.source.slice(line);
        for (at, colon) in
            ["：", ":"].into_iter().flat_map(|colon| places(text, colon).map(move |at| (at, colon)))
        {
            let (Some(head), Some(rest)) = (text.get(..at + colon.len()), text.get(at + colon.len()..))
            else {
                continue;
            };
            // At the end of a line the number may stand on the next.
            if !trim_start(rest).starts_with(['，', ',', '。', '；', ';', '）', ')']) {
                continue;
            }
            let Some(label) = label(head) else { continue };
            let named = head.get(label.clone()).map_or("", |label| label.trim_end_matches(['：', ':']));
            if ends_with_one(named, &CONTACTS) {
                let span = line.part(&label);
                sink.at(span, format!("“{named}”后面没有内容，请补上，或者连同“{named}”一起删去。"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::tests::findings_of;

    #[test]
    fn a_thing_goes_with_its_label_and_one_mark() {
        for (text, left) in [
            ("（地址：中街1号，电话：✗，邮编：1）", "（地址：中街1号，邮编：1）"),
            ("（地址：中街1号，电话：✗）", "（地址：中街1号）"),
            ("如有疑问请联系我们（电话：✗）。", "如有疑问请联系我们。"),
            ("无其他事项。联系人手机：✗。", "无其他事项。"),
            ("联系人：李明 手机：✗", "联系人：李明 "),
            ("请拨打✗咨询", "请拨打咨询"),
            ("请与张三（身份证号✗）联系", "请与张三联系"),
            ("（电话：1，手机✗）", "（电话：1）"),
        ] {
            let source = Source::new(text);
            let at = text.find('✗').unwrap() as u32;
            let span = with_label(&source, Span::new(at, at + 3));
            let without = text.replacen(source.slice(span), "", 1);
            assert_eq!(without, left);
        }
    }

    #[test]
    fn a_contact_without_anything_is_found() {
        for empty in ["（地址：中街1号，电话：，邮编：123456）。", "联系人手机：。", "（联系电话: ）"]
        {
            assert_eq!(findings_of("placeholder", empty).len(), 1, "{empty}");
        }
        for right in [
            "（地址：中街1号，电话：0000-1234567）。",
            "联系电话：\n0000-1234567",
            "公布以下电话：（1）0000-1234567；（2）0000-1234568。",
            "问题如下：，",
        ] {
            assert_eq!(findings_of("placeholder", right), [], "{right}");
        }
    }
}
