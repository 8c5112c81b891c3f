//! The rules for people who ask what is checked and on whose authority: `RULES.md`, and what the page shows.
//!
//! All of it is printed from the rules themselves, so that nobody can forget to write it down.

use crate::check::{self, Example, Rule};
use crate::fold::is_blank;

/// How `RULES.md` begins.
const INTRODUCTION: &str = "\
# 核对什么、依据什么

这里列出年报核对的全部规则：核对什么、为什么、依据什么，每条规则附有例子。本页由程序按规则自动生成
（`nianbao rules`），与实际核对的内容一致；例子就是规则的测试。

- **必须改**：发布以前必须改正。
- **建议核**：多半有错，请核对。
- **请确认**：请看一眼；确认没有问题的，可以记入确认清单，不再提示。

括号里是规则的代号。情形较轻的，会按较轻的一级提示。依据是法规、文件的，写明条文或者文号；依据是格式的，
写明表格、项目或者勾稽关系；其余的写明是本工具的建议，不是格式要求。
例子里，“｜”是单元格的分界，“／”是换行，“……”是略去的文字。
";

/// The whole of `RULES.md`.
pub fn rules_page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (part, rules) in check::families() {
        page += &format!("\n## {part}\n");
        for rule in rules {
            page += &section(rule);
        }
    }
    page
}

fn section(rule: &Rule) -> String {
    let (severity, id) = (rule.severity.label(), rule.id);
    let mut section = format!("\n### {severity}：{}（`{id}`）\n\n", rule.summary);
    section += &format!("- 为什么：{}\n- 依据：{}\n", rule.reason, rule.basis);
    for example in rule.examples {
        let (wrong, right) = pair(example);
        section += &format!("- 错：{}　对：{}\n", code(&wrong), code(&right));
    }
    section
}

/// A text that Markdown must not read as its own.
fn code(text: &str) -> String {
    let fence = if text.contains('`') { "``" } else { "`" };
    format!("{fence}{text}{fence}")
}

/// What an example finds wrong and what is right, each in one short line that shows where they differ.
pub fn pair(example: &Example) -> (String, String) {
    // A line end that both have is no part of the matter.
    let end = |text: &str| text.is_empty() || text.ends_with('\n');
    let bare = |text: &'static str| {
        if end(example.wrong) && end(example.right) { text.strip_suffix('\n').unwrap_or(text) } else { text }
    };
    let (wrong, right) = (line(bare(example.wrong)), line(bare(example.right)));
    let same = |a: &[char], b: &[char]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let before = same(&wrong, &right);
    let reversed = |text: &[char]| text.iter().skip(before).rev().copied().collect::<Vec<_>>();
    let behind = same(&reversed(&wrong), &reversed(&right));
    (excerpt(&wrong, before, behind), excerpt(&right, before, behind))
}

/// Characters that are shown of what an example leaves as it is, on either side.
const CONTEXT: usize = 16;
/// Characters that are shown at either end of a longer change.
const CHANGE: usize = 30;

/// A text in one line, with signs for what cannot be seen.
fn line(text: &str) -> Vec<char> {
    let mut line = String::new();
    for c in text.chars() {
        match c {
            '\t' => line.push('｜'),
            '\n' => line.push('／'),
            '⋯' => line.push_str("……"),
            ' ' | '\u{3000}' => line.push(c),
            _ if is_blank(c) || c.is_control() => line.push('•'),
            _ => line.push(c),
        }
    }
    line.chars().collect()
}

/// The changed part of a text, of which so many characters at its ends are not changed, in some of its context.
fn excerpt(text: &[char], before: usize, behind: usize) -> String {
    const GAP: &str = "……";
    if text.is_empty() {
        return "（没有）".to_owned();
    }
    let range = before.saturating_sub(CONTEXT)..text.len() - behind.saturating_sub(CONTEXT);
    let shown = text.get(range.clone()).unwrap_or_default();
    let part = |from: usize, to: usize| shown.get(from..to).unwrap_or_default().iter().collect::<String>();
    let most = 2 * (CONTEXT + CHANGE);
    let middle = if shown.len() <= most {
        part(0, shown.len())
    } else {
        part(0, most / 2) + GAP + &part(shown.len() - most / 2, shown.len())
    };
    let start = if range.start > 0 { GAP } else { "" };
    let end = if range.end < text.len() { GAP } else { "" };
    format!("{start}{middle}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(right: &'static str, wrong: &'static str) -> (String, String) {
        pair(&Example { right, wrong })
    }

    #[test]
    fn an_example_is_shown_in_one_line_without_what_cannot_be_seen() {
        assert_eq!(shown("甲\t2\t5\n", "甲\t2\t\n"), ("甲｜2｜".into(), "甲｜2｜5".into()));
        assert_eq!(shown("甲\n", "甲\n\n"), ("甲／".into(), "甲".into()));
        assert_eq!(shown("甲。\n乙。\n", ""), ("（没有）".into(), "甲。／乙。".into()));
        assert_eq!(shown("甲乙", "甲\u{200B}乙").0, "甲•乙");
        assert_eq!(shown("一、⋯二、", "二、").1, "一、……二、");
    }

    #[test]
    fn a_long_example_is_shortened_around_its_change() {
        let same = "柳河镇主动公开政府信息的数量逐年增加，".repeat(5);
        let right = Box::leak(format!("{same}甲{same}").into_boxed_str());
        let wrong = Box::leak(format!("{same}乙{same}").into_boxed_str());
        let context: String = same.chars().skip(same.chars().count() - CONTEXT).collect();
        let behind: String = same.chars().take(CONTEXT).collect();
        let (wrong, right) = pair(&Example { right, wrong });
        assert_eq!(wrong, format!("……{context}乙{behind}……"));
        assert_eq!(right, format!("……{context}甲{behind}……"));
        let change = Box::leak("甲乙丙丁".repeat(100).into_boxed_str());
        let (wrong, right) = pair(&Example { right: "丙", wrong: change });
        assert!(wrong.chars().count() < 110 && wrong.contains("……"), "{wrong}");
        assert_eq!(right, "丙");
    }
}
