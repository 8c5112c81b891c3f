//! The outline of a draft, and what lines it has of each kind.

use std::ops::Range;

use crate::form::SECTIONS_LEN;
use crate::order::{sort, sort_by_key};
use crate::source::Span;

use super::signature::Signature;
use super::{OwnHeading, SectionReading, Year};

/// The outline of a draft.
#[derive(Debug, Default)]
pub struct Outline {
    /// The title, over one or more lines.
    pub title: Option<(Range<usize>, Span)>,
    /// The sections by index; `None` where there is no such heading.
    pub sections: [Option<SectionReading>; SECTIONS_LEN],
    /// Further headings of sections that already have one; without a body of their own where they stand above the rest of
    /// a table.
    pub repeated: Vec<SectionReading>,
    /// Numbered first-level headings of the author's own.
    pub own: Vec<OwnHeading>,
    /// The lines between title and first heading.
    pub preamble: Range<usize>,
    /// Those of them that are a list of contents with the numbers of pages.
    pub contents: Vec<usize>,
    /// The lines of the attachments; empty where there are none.
    pub attachments: Range<usize>,
    /// The lines from where the sections begin all over again, as where two reports were pasted together; empty
    /// where they do not.
    pub second: Range<usize>,
    /// The lines that an earlier correction kept aside, its heading first; empty where there are none.
    pub kept: Range<usize>,
    /// The signature.
    pub signature: Option<Signature>,
    /// The name of a body below the text that no day goes with, by line: a signature whose day was left out.
    pub undated: Option<(usize, Span)>,
    /// The year under report.
    pub year: Option<Year>,
    /// The reporting organisation as title and signature name it.
    pub organisation: Option<String>,
}

impl Outline {
    /// The section bodies and every other zone, in order of place.
    pub fn zones(&self) -> Vec<Range<usize>> {
        let mut zones = vec![self.preamble.clone()];
        zones
            .extend(self.sections.iter().flatten().chain(&self.repeated).map(|section| section.body.clone()));
        zones.push(self.attachments.clone());
        zones.retain(|zone| !zone.is_empty());
        sort_by_key(&mut zones, |zone| (zone.start, zone.end));
        // Headings inside the attachments cut them: the rest is what comes before the first.
        let starts: Vec<_> = zones.iter().map(|zone| zone.start).collect();
        for zone in &mut zones {
            let next = starts.iter().copied().find(|&start| start > zone.start);
            zone.end = zone.end.min(next.unwrap_or(zone.end));
        }
        zones
    }

    /// A section by its index, if the draft has it.
    pub fn section(&self, index: usize) -> Option<&SectionReading> {
        self.sections.get(index)?.as_ref()
    }

    /// The lines below the title and above the attachments.
    pub fn body(&self) -> Range<usize> {
        let start = self.title.as_ref().map_or(0, |(lines, _)| lines.end);
        start..self.attachments.start.max(start)
    }

    /// The first line of the signature, be it without a day.
    pub fn signature_line(&self) -> Option<usize> {
        self.signature.map(|signature| signature.line).or(self.undated.map(|(line, _)| line))
    }

    /// The name that the report is signed with, be it without a day.
    pub fn signed_by(&self) -> Option<Span> {
        match self.signature {
            Some(signature) => signature.organisation,
            None => self.undated.map(|(_, name)| name),
        }
    }

    /// The lines of the body above the signature.
    pub fn body_above_signature(&self) -> Range<usize> {
        let body = self.body();
        let end = self.signature_line().unwrap_or(body.end);
        body.start..end.clamp(body.start, body.end)
    }

    /// The lines of the headings of sections, sorted.
    pub fn heading_lines(&self) -> Vec<usize> {
        let all = self.sections.iter().flatten().chain(&self.repeated);
        let mut lines: Vec<usize> = all.map(|section| section.heading.line).collect();
        sort(&mut lines);
        lines
    }

    /// The lines of the signature: up to the next heading, or the end of the body; empty where there is none.
    pub fn signature_lines(&self) -> Range<usize> {
        let end = self.attachments.start;
        let Some(start) = self.signature_line() else { return end..end };
        let next = self.heading_lines().into_iter().find(|&line| line > start);
        start..next.unwrap_or(end).min(end).max(start)
    }

    /// Where a section with no heading of its own would start: the preamble stands in for 总体情况.
    pub fn overview_lines(&self) -> Range<usize> {
        self.section(0).map_or(self.preamble.clone(), |section| section.body.clone())
    }
}
