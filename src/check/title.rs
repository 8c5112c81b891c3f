//! The title: body, year and the name of the report, once each.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
