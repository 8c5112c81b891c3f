//! Paragraphs that line ends have cut, in one piece: what a rule says about a sentence it says about all of it.
//!
//! The text in the editor stays as it is. The joined text is for the rules alone, and what they find goes back to where
//! it stands in the draft.

use crate::finding::Finding;
use crate::source::{Source, Span};

/// A draft's text without the gaps where paragraphs are cut.
#[derive(Debug)]
pub(super) struct Joined {
    /// The text.
    pub text: String,
    /// For each gap in order: its place in this text, and the bytes left out up to and with it.
    gaps: Vec<(u32, u32)>,
}

impl Joined {
    /// The text of a draft without gaps that are in order of place and disjoint. Linear in the text.
    pub(super) fn new(source: &Source<'_>, gaps: impl Iterator<Item = Span>) -> Self {
        let mut joined = Self { text: String::with_capacity(source.text().len()), gaps: Vec::new() };
        let (mut at, mut left_out) = (0, 0);
        for gap in gaps {
            joined.text.push_str(source.slice(Span::new(at, gap.start)));
            left_out += gap.len();
            joined.gaps.push((joined.text.len() as u32, left_out));
            at = gap.end;
        }
        joined.text.push_str(source.slice(Span::new(at, source.text().len() as u32)));
        joined
    }

    /// The place in the draft that the gaps before it lead to.
    fn behind(&self, at: u32, gaps: usize) -> u32 {
        at + gaps.checked_sub(1).and_then(|last| self.gaps.get(last)).map_or(0, |&(_, left_out)| left_out)
    }

    /// A span of this text in the draft: with the gaps that lie within it, and without those at its ends.
    fn span(&self, span: Span) -> Span {
        let end = self.behind(span.end, self.gaps.partition_point(|&(gap, _)| gap < span.end));
        if span.is_empty() {
            return Span::at(end);
        }
        Span::new(self.behind(span.start, self.gaps.partition_point(|&(gap, _)| gap <= span.start)), end)
    }

    /// Moves a finding to where it stands in the draft.
    pub(super) fn put_back(&self, finding: &mut Finding) {
        finding.span = self.span(finding.span);
        for note in &mut finding.notes {
            note.span = self.span(note.span);
        }
        for fix in &mut finding.fixes {
            fix.move_by(|span| self.span(span));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_goes_back_with_the_gaps_within_it_alone() {
        let text = "甲乙\n丙\r\n \r\n丁";
        let gaps = [Span::new(6, 7), Span::new(10, 15)];
        let joined = Joined::new(&Source::new(text), gaps.into_iter());
        assert_eq!(joined.text, "甲乙丙丁");
        let back = |start, end| {
            text.get(
                joined.span(Span::new(start, end)).start as usize
                    ..joined.span(Span::new(start, end)).end as usize,
            )
            .unwrap()
        };
        assert_eq!(back(0, 6), "甲乙");
        assert_eq!(back(6, 9), "丙");
        assert_eq!(back(3, 9), "乙\n丙");
        assert_eq!(back(0, 12), text);
        // What is put in goes to the end of what is before it.
        assert_eq!(joined.span(Span::at(6)), Span::at(6));
        assert_eq!(joined.span(Span::at(12)), Span::at(18));
    }
}
