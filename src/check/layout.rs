//! The look of the text: broken paragraphs, brackets, width of punctuation, blanks, list numbers.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
