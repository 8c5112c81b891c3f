//! One thing under two names: the group that leads the work, an attachment and its title.

use crate::check::{Context, Sink};
use crate::find::places;
use crate::finding::Applicability;
use crate::fold::{is_digit, narrow, trim_start};
use crate::source::Span;

use super::is_own_text;

pub(super) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    leading_groups(context, sink);
    attachments(context, sink);
}

/// Finds the group that leads the work under two names, of which only one can be its own.
fn leading_groups(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    const GROUP: &str = "领导小组";
    const NAMES: [&str; 2] = ["政府信息公开", "政务公开"];
    let text = context.source.text();
    let named = places(text, GROUP).filter_map(|at| {
        let head = text.get(..at)?;
        let head = head.strip_suffix("工作").unwrap_or(head);
        let name = NAMES.into_iter().find(|name| head.ends_with(name))?;
        let start = head.len() - name.len();
        // That of a superior, or one for both.
        let other = head
            .get(..start)?
            .ends_with(['县', '区', '市', '省', '州', '国', '和', '与', '及', '、', '暨', '级']);
        let span = Span::new(start as u32, (at + GROUP.len()) as u32);
        (!other && is_own_text(context, span)).then_some((name, span))
    });
    let named: Vec<(&str, Span)> = named.collect();
    let Some(&(name, first)) = named.first() else { return };
    let Some(&(_, second)) = named.iter().find(|(other, _)| *other != name) else { return };
    let (one, two) = (context.source.slice(first), context.source.slice(second));
    sink.at(second, format!("名称不统一：这里写“{two}”，前面写“{one}”，请核对后统一。"))
        .note(first, format!("这里写的是“{one}”。"))
        .rewrite(second, one, Applicability::Manual);
}

/// Finds attachments that the report lists under another name than they bear: one hint for all.
fn attachments(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let source = context.source;
    let behind = &context.reading.outline.attachments;
    if behind.is_empty() {
        return;
    }
    let named = |(line, span): (usize, Span)| attachment(source.slice(span)).map(|it| (line, span, it));
    let all: Vec<_> = context.reading.prose(0..behind.end).iter().copied().filter_map(named).collect();
    // The first line that lists each.
    let mut listed: Vec<(u8, usize, Span)> = Vec::new();
    for &(line, span, (number, name)) in all.iter().filter(|(.., (_, name))| !name.is_empty()) {
        if listed.iter().all(|&(other, ..)| other != number) {
            listed.push((number, line, Span::new(span.end - name.len() as u32, span.end)));
        }
    }
    let titled = all.iter().filter_map(|&(line, _, (number, name))| {
        // The title stands below the number.
        let below = line + 1..behind.end.min(line + 4);
        let (_, title) = context.reading.prose(below).first().copied().filter(|_| name.is_empty())?;
        let &(.., listed) = listed.iter().find(|&&(other, at, _)| other == number && at < line)?;
        (bare(source.slice(title)) != bare(source.slice(listed))).then_some((listed, title))
    });
    let titled: Vec<(Span, Span)> = titled.collect();
    let Some((&(listed, title), others)) = titled.split_first() else { return };
    let (one, two) = (source.slice(listed), source.slice(title));
    let report = sink
        .at(listed, format!("附件名称不统一：这里写“{one}”，附件的标题是“{two}”，宜写成一致。"))
        .note(title, "附件的标题在这里。");
    report.notes(others.iter().map(|&(listed, _)| listed), "这里的附件名称也与附件的标题不一致。").rewrite(
        listed,
        two,
        Applicability::Manual,
    );
}

/// The number of the attachment that a line begins with, and its name: 附件2：情况表. No report has a hundred.
fn attachment(text: &str) -> Option<(u8, &str)> {
    const MOST: usize = 2;
    let behind = trim_start(text.strip_prefix("附件")?);
    let rest = behind.trim_start_matches(is_digit);
    let digits = behind.get(..behind.len() - rest.len())?.chars().map(narrow);
    let number: String = digits.take(MOST + 1).collect();
    let number = number.parse().ok().filter(|_| number.len() <= MOST)?;
    let name = rest.strip_prefix(['：', ':', '.', '．']).or_else(|| rest.is_empty().then_some(rest))?;
    Some((number, trim_start(name)))
}

/// A name without marks and blanks, and without what was typed twice.
fn bare(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).map(narrow).collect();
    letters.dedup();
    letters
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, found_in};

    #[test]
    fn a_group_under_two_names_is_one_hint() {
        let found = findings_of("wrong-term", "成立政府信息公开领导小组。政务公开工作领导小组开会2次。");
        assert_eq!(found.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["政务公开工作领导小组"]);
        for fine in [
            "成立政府信息公开领导小组，政府信息公开工作领导小组按月核对。",
            "成立政府信息公开领导小组，县政务公开领导小组印发通知。",
            "成立政府信息公开和政务公开领导小组，政府信息公开领导小组按月核对。",
        ] {
            assert_eq!(findings_of("wrong-term", fine), [], "{fine}");
        }
    }

    #[test]
    fn an_attachment_bears_the_name_that_it_is_listed_under() {
        let draft = |listed: &str, title: &str| {
            format!("{}\n附件1：{listed}\n\n附件1：\n{title}\n甲事项\n", SAMPLE.trim_end())
        };
        let found = found_in("wrong-term", &draft("公开事项统计表", "公开事项表"));
        assert_eq!(found.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["公开事项统计表"]);
        for (listed, title) in [
            ("《公开事项表》。", "公开事项表"),
            ("公开事项 表", "公开事项表"),
            ("公公开事项表", "公开事项表"),
        ] {
            assert_eq!(found_in("wrong-term", &draft(listed, title)), [], "{listed}");
        }
        // 附件10 is not 附件1.
        let tenth = format!(
            "{}\n附件1：公开事项表\n附件10：机关名单\n\n附件10：\n机关名单\n甲机关\n",
            SAMPLE.trim_end()
        );
        assert_eq!(found_in("wrong-term", &tenth), []);
        let found = found_in("wrong-term", &tenth.replacen("\n机关名单", "\n机关一览", 1));
        assert_eq!(found.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["机关名单"]);
    }
}
