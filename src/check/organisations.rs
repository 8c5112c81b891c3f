//! Bodies: the author under its own name, and no other body named in its place.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];
