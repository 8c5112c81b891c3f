//! The narrative against the tables, and against itself. Where a sentence admits two meanings the milder one stands.

pub(super) mod conflicts;
pub(super) mod fees;
pub(super) mod figures;
pub(super) mod lists;
pub(super) mod tables;

use super::counted::digits;
use super::statements::{APPLICATIONS, cells, comparisons, of_year, own, repaired, value};
