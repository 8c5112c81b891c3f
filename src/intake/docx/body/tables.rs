//! Tables, rows and cells.

use super::{Reader, Role};
use crate::intake::blocks::MAX_DEPTH;
use crate::intake::docx::place::{Merge, OpenRow, OpenTable};
use crate::intake::docx::xml::Element;

impl Reader<'_> {
    /// Begins a table.
    pub(super) fn open_table(&mut self) -> Role {
        if self.flat > 0 || self.depth >= MAX_DEPTH || self.place.table.is_some() {
            self.flat += 1;
            return Role::FlatTable;
        }
        self.length += self.place.end_paragraph("");
        self.place.table = Some(OpenTable::default());
        self.depth += 1;
        Role::Table
    }

    /// Begins a row, where a table has one.
    pub(super) fn open_row(&mut self) -> Role {
        match &mut self.place.table {
            Some(table) if self.flat == 0 && table.row.is_none() => {
                table.row = Some(OpenRow::default());
                Role::Row
            }
            _ => Role::Transparent,
        }
    }

    /// Reads what a row says about itself.
    pub(super) fn row_properties(&mut self) -> Option<Role> {
        let is_row = self.roles.last() == Some(&Role::Row);
        let Some(row) = self.place.table.as_mut().and_then(|table| table.row.as_mut()).filter(|_| is_row)
        else {
            return self.skip();
        };
        let depth = self.xml.depth();
        while let Some(child) = self.xml.inside(depth) {
            match child.name() {
                "gridBefore" => row.before = child.number("val").unwrap_or_default(),
                "gridAfter" => row.after = child.number("val").unwrap_or_default(),
                "ins" => self.counts.changes += 1,
                "del" => {
                    self.counts.changes += 1;
                    row.is_deleted = true;
                }
                "trPrChange" => self.xml.skip(),
                _ => {}
            }
        }
        None
    }

    /// Begins a cell, where a row has one.
    pub(super) fn open_cell(&mut self) -> Role {
        let is_in_row = self.place.table.as_ref().is_some_and(|table| table.row.is_some());
        if self.flat == 0 && is_in_row { self.enter(Role::Cell) } else { Role::Transparent }
    }

    /// Reads what a cell says about itself.
    pub(super) fn cell_properties(&mut self) -> Option<Role> {
        if self.roles.last() != Some(&Role::Cell) {
            return self.skip();
        }
        let cell = &mut self.place.cell;
        let merge = |child: &Element<'_>| match child.value().as_deref() {
            Some("restart") => Merge::Restart,
            _ => Merge::Continue,
        };
        let depth = self.xml.depth();
        while let Some(child) = self.xml.inside(depth) {
            match child.name() {
                "gridSpan" => cell.span = child.number("val").unwrap_or_default(),
                "vMerge" => cell.down = merge(&child),
                "hMerge" => cell.across = merge(&child),
                "cellIns" => self.counts.changes += 1,
                "cellDel" => {
                    self.counts.changes += 1;
                    cell.is_deleted = true;
                }
                "cellMerge" => {
                    self.counts.changes += 1;
                    match child.attribute("vMerge").as_deref() {
                        Some("cont") => cell.down = Merge::Continue,
                        Some("rest") => cell.down = Merge::Restart,
                        _ => {}
                    }
                }
                "tcPrChange" => self.xml.skip(),
                _ => {}
            }
        }
        None
    }
}
