//! The numbers of list items, which a page does not write out.

use crate::intake::numeral::Format;

/// A list under way.
#[derive(Debug)]
pub(super) struct List {
    format: Format,
    next: i32,
}

impl List {
    /// A list without numbers.
    pub(super) const UNMARKED: Self = Self { format: Format::Bullet, next: 1 };

    /// A numbered list: the value of its `start`, its `type` and its `list-style-type`.
    pub(super) fn numbered(start: Option<&str>, kind: Option<&str>, css: Option<&str>) -> Self {
        let format = css.and_then(of_css).or_else(|| kind.and_then(of_type));
        Self { format: format.unwrap_or(Format::DECIMAL), next: start.and_then(integer).unwrap_or(1) }
    }

    /// The marker of the next item, which may have a number and a style of its own. Empty if it has none.
    pub(super) fn item(&mut self, value: Option<&str>, kind: Option<&str>, css: Option<&str>) -> String {
        if self.format == Format::Bullet {
            return String::new();
        }
        let number = value.and_then(integer).unwrap_or(self.next);
        self.next = number.saturating_add(1);
        let format = css.and_then(of_css).or_else(|| kind.and_then(of_type));
        marker(format.unwrap_or(self.format), number)
    }
}

fn integer(value: &str) -> Option<i32> {
    let value = value.trim();
    value.parse().ok()
}

/// The format of a `type`.
fn of_type(kind: &str) -> Option<Format> {
    match kind.trim() {
        "1" => Some(Format::DECIMAL),
        "a" => Format::named("lowerLetter"),
        "A" => Format::named("upperLetter"),
        "i" => Format::named("lowerRoman"),
        "I" => Format::named("upperRoman"),
        _ => None,
    }
}

/// The format of a `list-style-type`.
fn of_css(name: &str) -> Option<Format> {
    /// The styles that documents use, with the names of the formats; a list of any other style keeps its own.
    const STYLES: [(&str, &str); 17] = [
        ("none", "bullet"),
        ("disc", "bullet"),
        ("circle", "bullet"),
        ("square", "bullet"),
        ("decimal", "decimal"),
        ("decimal-leading-zero", "decimalZero"),
        ("lower-alpha", "lowerLetter"),
        ("lower-latin", "lowerLetter"),
        ("upper-alpha", "upperLetter"),
        ("upper-latin", "upperLetter"),
        ("lower-roman", "lowerRoman"),
        ("upper-roman", "upperRoman"),
        ("cjk-ideographic", "chineseCountingThousand"),
        ("simp-chinese-informal", "chineseCountingThousand"),
        ("trad-chinese-informal", "chineseCountingThousand"),
        ("japanese-informal", "japaneseCounting"),
        ("chinese-informal", "chineseCountingThousand"),
    ];
    let name = name.trim();
    let (_, format) = STYLES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Format::named(format)
}

/// The number of an item with its punctuation.
fn marker(format: Format, number: i32) -> String {
    match (u32::try_from(number), format) {
        (_, Format::Bullet) => String::new(),
        (Ok(number), Format::Counting(_)) => format!("{}、", format.write(number)),
        (Ok(number), _) => format!("{}. ", format.write(number)),
        (Err(_), _) => format!("{number}. "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(css: &str, number: i32) -> String {
        List::numbered(Some(&number.to_string()), None, Some(css)).item(None, None, None)
    }

    #[test]
    fn items_are_numbered_in_the_style_of_their_list() {
        assert_eq!(marker("decimal", 12), "12. ");
        assert_eq!(marker("lower-alpha", 3), "c. ");
        assert_eq!(marker("UPPER-ROMAN", 1994), "MCMXCIV. ");
        assert_eq!(marker("cjk-ideographic", 1), "一、");
        assert_eq!(marker("cjk-ideographic", 10), "十、");
        assert_eq!(marker("cjk-ideographic", 16), "十六、");
        assert_eq!(marker("cjk-ideographic", 20), "二十、");
        assert_eq!(marker("cjk-ideographic", 120), "一百二十、");
        assert_eq!(marker("lower-alpha", 0), "0. ");
        assert_eq!(marker("none", 1), "");
    }

    #[test]
    fn an_item_may_have_a_number_of_its_own_and_the_next_go_on_from_it() {
        let mut list = List::numbered(Some("3"), Some("I"), None);
        assert_eq!(list.item(None, None, None), "III. ");
        assert_eq!(list.item(Some("7"), Some("1"), None), "7. ");
        assert_eq!(list.item(None, None, None), "VIII. ");
        assert_eq!(list.item(Some("2147483647"), None, None), "2147483647. ");
        assert_eq!(list.item(None, None, None), "2147483647. ");
    }
}
