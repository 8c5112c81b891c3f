//! The flow of text within a paragraph: white space and line breaks as a browser shows them.

use super::entities;
use crate::fold::is_blank;

/// The paragraph under way.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    gap: Gap,
    /// What has been written in all, for comparison.
    pub(super) ink: Ink,
    /// Stands in front of the next text: the number of an item.
    pub(super) marker: String,
}

/// Letters and digits written so far: what a page is about, and what only leads to other pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    /// Those in links.
    pub(super) linked: u32,
    /// All others.
    pub(super) plain: u32,
}

/// White space that has been read and not written yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

/// How white space is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum White {
    /// A run of it is one space.
    Collapsed,
    /// It stays.
    Kept,
    /// It pads the number of an item, and goes.
    Dropped,
}

impl Flow {
    /// Writes text, with its character references. Linear.
    pub(super) fn push(&mut self, text: &str, white: White, is_linked: bool) {
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            let (before, reference) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.characters(before, white, is_linked);
            let after = reference.get(1..).unwrap_or_default();
            match entities::decode(after) {
                Some((c, after)) => {
                    self.character(c, white, is_linked);
                    rest = after;
                }
                None => {
                    self.character('&', white, is_linked);
                    rest = after;
                }
            }
        }
        self.characters(rest, white, is_linked);
    }

    fn characters(&mut self, text: &str, white: White, is_linked: bool) {
        text.chars().for_each(|c| self.character(c, white, is_linked));
    }

    fn character(&mut self, c: char, white: White, is_linked: bool) {
        match (c, white) {
            ('\0', _) | ('\r', White::Kept) => {}
            (c, White::Dropped) if is_blank(c) => {}
            ('\n' | '\r', White::Collapsed) => self.gap = Gap::Line,
            (' ' | '\t' | '\x0C', White::Collapsed) => {
                self.gap = if self.gap == Gap::Line { Gap::Line } else { Gap::Space };
            }
            ('\n', White::Kept) => self.line_break(),
            _ => self.visible(c, is_linked),
        }
    }

    fn visible(&mut self, c: char, is_linked: bool) {
        if !self.marker.is_empty() {
            self.text.push_str(&self.marker);
            self.marker.clear();
        }
        if self.gap != Gap::None {
            let last = self.text.chars().next_back();
            // Word breaks the lines of its source within Chinese, where a browser shows a space that nobody typed.
            let is_space = last.is_some_and(|last| {
                last != '\n' && (self.gap == Gap::Space || !(is_wide(last) || is_wide(c)))
            });
            self.text.extend(is_space.then_some(' '));
            self.gap = Gap::None;
        }
        // A sentence in a link is prose.
        let is_letter = matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric();
        if is_linked && !matches!(c, '。' | '；') {
            self.ink.linked += u32::from(is_letter);
        } else {
            self.ink.plain += u32::from(is_linked || is_letter);
        }
        self.text.push(c);
    }

    /// A line break within the paragraph.
    pub(super) fn line_break(&mut self) {
        self.gap = Gap::None;
        self.text.push('\n');
    }

    /// How much of the paragraph has been written.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// What has been written since.
    pub(super) fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    /// Takes back what has been written since.
    pub(super) fn truncate(&mut self, len: usize) {
        if self.text.is_char_boundary(len) {
            self.text.truncate(len);
        }
    }

    /// Ends the paragraph: its text, or nothing where it is blank.
    pub(super) fn end(&mut self) -> Option<String> {
        self.gap = Gap::None;
        let text = (!self.text.chars().all(is_blank)).then(|| self.text.as_str().to_owned());
        self.text.clear();
        text
    }
}

/// Whether a character is as wide as a Chinese one, so that lines break beside it without a space.
const fn is_wide(c: char) -> bool {
    matches!(c,
        '‐'..='…' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '①'..='⓿')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_flow(html: &str, text: &str) {
        let mut flow = Flow::default();
        flow.push(html, White::Collapsed, false);
        assert_eq!(flow.end().unwrap_or_default(), text, "{html:?}");
    }

    #[test]
    fn a_run_of_white_space_is_one_space() {
        assert_flow(" \n 2024 \t\n annual  report ", "2024 annual report");
        assert_flow("依申请 公开", "依申请 公开");
    }

    #[test]
    fn a_line_of_the_source_ends_without_a_space_beside_chinese() {
        assert_flow("政府\r\n  信息公开\n12\n件（共\nA）", "政府信息公开12件（共A）");
        assert_flow("是“\n2024”\n年", "是“2024”年");
    }

    #[test]
    fn other_blanks_stay() {
        assert_flow(
            "&nbsp;&nbsp;收到\u{3000}申请&#12288;1&ensp;件",
            "\u{A0}\u{A0}收到\u{3000}申请\u{3000}1\u{2002}件",
        );
        assert_flow("a\u{A0}\nb", "a\u{A0} b");
    }

    #[test]
    fn a_sign_that_is_no_reference_stays() {
        assert_flow("A&B &foo; &", "A&B &foo; &");
    }
}
