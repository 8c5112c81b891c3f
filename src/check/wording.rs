//! Wording: terms, stale topics, names without introduction, sentences that say nothing or come twice.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
