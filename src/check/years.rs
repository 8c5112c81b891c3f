//! Years: the year under report in every statement about it, its period, and no “this year”.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
