//! How documents are cited: the words before their titles.

/// Words before the title of a document.
pub(super) const LEADS: [&str; 5] = ["根据", "按照", "依据", "依照", "遵照"];

/// Whether the mark of a title between `head` and `rest` was typed again with the word before it: 根据《根据《.
pub(super) fn is_typed_again(head: &str, rest: &str) -> bool {
    LEADS.iter().any(|lead| {
        head.ends_with(lead) && rest.strip_prefix(lead).is_some_and(|rest| rest.starts_with('《'))
    })
}
