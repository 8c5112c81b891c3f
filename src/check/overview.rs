//! What the sections are to say: the aspects of 总体情况, problems and measures, nothing off the topic.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
