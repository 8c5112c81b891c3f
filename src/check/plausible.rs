//! Figures that balance and still cannot well be right for this body.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
