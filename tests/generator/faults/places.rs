//! Finding one's way in a correct report, and changing one place of it.

use std::ops::Range;

use nianbao::form::Cell;

use super::{Case, Spoilt};
use crate::generator::Rng;
use crate::generator::facts::value_of;

impl Case {
    pub fn text(&self) -> &str {
        &self.draft.text
    }

    /// The parts of a name, in order.
    pub fn parts<'c>(&'c self, name: &'c str) -> impl Iterator<Item = Range<usize>> + 'c {
        self.draft.parts.iter().filter(move |part| part.name == name).map(|part| part.span.clone())
    }

    /// The first part of a name.
    pub fn part(&self, name: &str) -> Option<Range<usize>> {
        self.parts(name).next()
    }

    /// Any of the parts of a name.
    pub fn any_part(&self, name: &str, rng: &mut Rng) -> Option<Range<usize>> {
        let parts: Vec<_> = self.parts(name).collect();
        (!parts.is_empty()).then(|| parts[rng.below(parts.len() as u64) as usize].clone())
    }

    /// A part of a name inside a range.
    pub fn part_in(&self, name: &str, range: &Range<usize>) -> Option<Range<usize>> {
        self.parts(name).find(|part| range.start <= part.start && part.end <= range.end)
    }

    /// Whether the prose states something.
    pub fn says(&self, name: &str) -> bool {
        self.part(name).is_some()
    }

    /// A figure of the prose with its place.
    pub fn figure(&self, name: &str) -> Option<(Range<usize>, i64)> {
        self.parts(name).find_map(|part| Some((part.clone(), value_of(&self.text()[part])?)))
    }

    /// The line that a place is on, with its end.
    pub fn line(&self, at: usize) -> Range<usize> {
        let text = self.text();
        let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
        start..end
    }

    /// The row that a number of a table stands in, its label with it: lines, where every cell is one.
    pub fn row(&self, at: usize) -> Range<usize> {
        const MOST_CELLS: usize = 10;
        let newlines = self.text()[..at].char_indices().rev().filter(|(_, c)| *c == '\n');
        newlines.take(MOST_CELLS).last().map_or(0, |(newline, _)| newline)..at
    }

    /// All lines that a range touches.
    pub fn lines(&self, range: &Range<usize>) -> Range<usize> {
        self.line(range.start).start..self.line(range.end).end
    }

    /// The heading of a section, its line.
    pub fn heading(&self, section: &str) -> Option<Range<usize>> {
        self.part(&format!("heading.{section}"))
    }

    /// A section from its heading to the next or to the signature.
    pub fn section(&self, section: &str) -> Option<Range<usize>> {
        let start = self.heading(section)?.start;
        let ends = self.draft.parts.iter().filter(|part| {
            part.span.start > start && (part.name.starts_with("heading.") || part.name == "signature")
        });
        let end = ends.map(|part| part.span.start).min().unwrap_or(self.text().len());
        Some(start..end)
    }

    /// A section without its heading.
    pub fn body(&self, section: &str) -> Option<Range<usize>> {
        let heading = self.heading(section)?;
        Some(self.line(heading.start).end..self.section(section)?.end)
    }

    /// The prose from the first heading's section on, table and all, without title and preface.
    pub fn overview(&self) -> Option<Range<usize>> {
        self.body("overview")
    }

    /// Where a cell's number stands.
    pub fn place(&self, cell: Cell) -> Option<Range<usize>> {
        self.draft.places.iter().find(|(other, _)| *other == cell).map(|(_, place)| place.clone())
    }

    /// A cell by its id, with its place and number.
    pub fn cell(&self, id: &str) -> Option<(Cell, Range<usize>, i64)> {
        let cell = self.truth.form.cell(id)?;
        Some((cell, self.place(cell)?, self.truth.get(id)))
    }

    /// Replaces a range; the replacement is the place.
    pub fn replace(&self, range: Range<usize>, with: &str) -> Spoilt {
        let text = format!("{}{with}{}", &self.text()[..range.start], &self.text()[range.end..]);
        let place = range.start..range.start + with.len();
        Spoilt { text, places: vec![place], cells: Vec::new() }
    }

    /// Puts something in.
    pub fn insert(&self, at: usize, text: &str) -> Spoilt {
        self.replace(at..at, text)
    }

    /// Takes something out.
    pub fn delete(&self, range: Range<usize>) -> Spoilt {
        self.replace(range, "")
    }

    /// Puts another number into a cell.
    pub fn enter(&self, cell: Cell, text: &str) -> Option<Spoilt> {
        let mut spoilt = self.replace(self.place(cell)?, text);
        spoilt.cells.push(cell);
        Some(spoilt)
    }

    /// Replaces words inside a range, where they occur.
    pub fn swap(&self, range: &Range<usize>, from: &str, to: &str) -> Option<Spoilt> {
        let at = range.start + self.text()[range.clone()].find(from)?;
        Some(self.replace(at..at + from.len(), to))
    }

    /// The place behind the last sentence of a part.
    pub fn behind(&self, name: &str) -> Option<usize> {
        self.part(name).map(|part| part.end)
    }
}

impl Spoilt {
    /// Another place that a finding may point at.
    pub fn or_at(mut self, place: Range<usize>) -> Self {
        self.places.push(place);
        self
    }

    /// A place of the correct report behind the slip.
    pub fn or_behind(self, case: &Case, place: &Range<usize>) -> Self {
        let (before, after) = (case.text().len(), self.text.len());
        let moved = |at: usize| at + after - before;
        let place = moved(place.start)..moved(place.end);
        self.or_at(place)
    }

    /// Anywhere on the lines around the first place.
    pub fn or_near(mut self) -> Self {
        let place = self.places[0].clone();
        let start = self.text[..place.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[place.end..].find('\n').map_or(self.text.len(), |at| place.end + at);
        self.places.push(start..end);
        self
    }
}
