//! The little of CSS that decides what is text: the declarations in a `style` attribute.

/// The value of a property; the last declaration of it counts.
pub(super) fn property<'t>(style: &'t str, name: &str) -> Option<&'t str> {
    let declarations = style.rsplit(';').filter_map(|declaration| declaration.split_once(':'));
    declarations
        .map(|(known, value)| (known.trim(), value.trim()))
        .find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(value))
}

/// Whether a property has one of some values.
pub(super) fn is_one_of(style: &str, name: &str, values: &[&str]) -> bool {
    property(style, name).is_some_and(|value| {
        let value = value.split(['!', ' ']).next().unwrap_or_default();
        values.iter().any(|known| known.eq_ignore_ascii_case(value))
    })
}

/// Whether an element is not shown.
pub(super) fn is_hidden(style: &str) -> bool {
    is_one_of(style, "display", &["none"]) || is_one_of(style, "visibility", &["hidden", "collapse"])
}

/// Whether an element is hidden text of Word.
pub(super) fn is_hidden_by_word(style: &str) -> bool {
    is_one_of(style, "mso-hide", &["all"])
}

/// Whether the text of an element is struck out.
pub(super) fn is_struck(style: &str) -> bool {
    let line = property(style, "text-decoration-line").or_else(|| property(style, "text-decoration"));
    line.is_some_and(|line| line.to_ascii_lowercase().contains("line-through"))
}

/// Whether line breaks of the source are line breaks.
pub(super) fn keeps_white_space(style: &str) -> bool {
    is_one_of(style, "white-space", &["pre", "pre-wrap", "pre-line", "break-spaces"])
}

/// The `list-style-type`, which may stand in the short form among other values.
pub(super) fn list_style(style: &str) -> Option<&str> {
    property(style, "list-style-type")
        .or_else(|| property(style, "list-style").and_then(|value| value.split_ascii_whitespace().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_declaration_counts_in_any_letter_case() {
        assert_eq!(property("color:red; COLOR : blue", "color"), Some("blue"));
        assert!(is_hidden("margin:0;Display:None !important"));
        assert!(!is_hidden("display:none;display:block"));
        assert!(is_hidden_by_word("mso-hide:all"));
        assert!(!is_hidden_by_word("mso-hide:screen"));
        assert_eq!(list_style("list-style:none outside"), Some("none"));
    }
}
