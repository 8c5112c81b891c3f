//! The legal basis that a report cites: documents in force, and their numbers.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
