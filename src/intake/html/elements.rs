//! The elements of HTML and what a reader of text has to know about each.

/// What an element is to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph: the start of any other block ends it.
    Paragraph,
    /// An item of a list: the next item ends it.
    Item,
    /// A term or its description: the next one ends it.
    Term,
    /// A list, whose items may be numbered.
    List,
    /// A table.
    Table,
    /// The title of a table.
    Caption,
    /// A head, body or foot of a table.
    Section,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// The pronunciation above a character.
    Annotation,
    /// A link, if it leads anywhere.
    Link,
    /// Whatever stands on lines of its own.
    Block,
    /// A block whose line breaks count.
    Preformatted,
    /// Navigation and the like.
    Furniture,
    /// The end of a page, or of an article in it.
    Footer,
    /// Where a footer belongs to the text.
    Article,
    /// An insertion under track changes.
    Inserted,
    /// A deletion under track changes.
    Deleted,
    /// Text that is struck out.
    Struck,
    /// Something to press or to choose from.
    Control,
    /// An object of another program.
    Embedded,
    /// What a browser does not show, or not as text.
    Skipped,
    /// The page itself and its two halves, whose tags are often missing or doubled.
    Page,
    /// A line break.
    Break,
    /// A rule across the page.
    Rule,
    /// A picture.
    Picture,
    /// An embedded object without an end tag.
    EmbeddedVoid,
    /// Any other element without an end tag.
    Void,
    /// Part of a line.
    Inline,
}

/// The elements by name, in the order of their names. All others are part of a line.
const ELEMENTS: [(&str, Kind); 119] = [
    ("a", Kind::Link),
    ("abbr", Kind::Inline),
    ("address", Kind::Block),
    ("applet", Kind::Embedded),
    ("area", Kind::Void),
    ("article", Kind::Article),
    ("aside", Kind::Furniture),
    ("audio", Kind::Skipped),
    ("b", Kind::Inline),
    ("base", Kind::Void),
    ("basefont", Kind::Void),
    ("bdi", Kind::Inline),
    ("bdo", Kind::Inline),
    ("bgsound", Kind::Void),
    ("big", Kind::Inline),
    ("blockquote", Kind::Block),
    ("body", Kind::Page),
    ("br", Kind::Break),
    ("button", Kind::Control),
    ("canvas", Kind::Skipped),
    ("caption", Kind::Caption),
    ("center", Kind::Block),
    ("cite", Kind::Inline),
    ("code", Kind::Inline),
    ("col", Kind::Void),
    ("colgroup", Kind::Inline),
    ("datalist", Kind::Control),
    ("dd", Kind::Term),
    ("del", Kind::Deleted),
    ("details", Kind::Block),
    ("dialog", Kind::Block),
    ("dir", Kind::List),
    ("div", Kind::Block),
    ("dl", Kind::Block),
    ("dt", Kind::Term),
    ("em", Kind::Inline),
    ("embed", Kind::EmbeddedVoid),
    ("fieldset", Kind::Block),
    ("figcaption", Kind::Block),
    ("figure", Kind::Block),
    ("font", Kind::Inline),
    ("footer", Kind::Footer),
    ("form", Kind::Block),
    ("frame", Kind::Void),
    ("frameset", Kind::Block),
    ("h1", Kind::Block),
    ("h2", Kind::Block),
    ("h3", Kind::Block),
    ("h4", Kind::Block),
    ("h5", Kind::Block),
    ("h6", Kind::Block),
    ("head", Kind::Page),
    ("header", Kind::Block),
    ("hgroup", Kind::Block),
    ("hr", Kind::Rule),
    ("html", Kind::Page),
    ("i", Kind::Inline),
    ("img", Kind::Picture),
    ("input", Kind::Void),
    ("ins", Kind::Inserted),
    ("kbd", Kind::Inline),
    ("keygen", Kind::Void),
    ("label", Kind::Inline),
    ("legend", Kind::Block),
    ("li", Kind::Item),
    ("link", Kind::Void),
    ("listing", Kind::Preformatted),
    ("main", Kind::Article),
    ("map", Kind::Inline),
    ("mark", Kind::Inline),
    ("marquee", Kind::Block),
    ("math", Kind::Skipped),
    ("menu", Kind::List),
    ("meta", Kind::Void),
    ("nav", Kind::Furniture),
    ("nobr", Kind::Inline),
    ("o:p", Kind::Inline),
    ("object", Kind::Embedded),
    ("ol", Kind::List),
    ("optgroup", Kind::Control),
    ("option", Kind::Control),
    ("p", Kind::Paragraph),
    ("param", Kind::Void),
    ("pre", Kind::Preformatted),
    ("q", Kind::Inline),
    ("rp", Kind::Annotation),
    ("rt", Kind::Annotation),
    ("rtc", Kind::Annotation),
    ("ruby", Kind::Inline),
    ("s", Kind::Struck),
    ("section", Kind::Block),
    ("select", Kind::Control),
    ("small", Kind::Inline),
    ("source", Kind::Void),
    ("span", Kind::Inline),
    ("strike", Kind::Struck),
    ("strong", Kind::Inline),
    ("sub", Kind::Inline),
    ("summary", Kind::Block),
    ("sup", Kind::Inline),
    ("svg", Kind::Skipped),
    ("table", Kind::Table),
    ("tbody", Kind::Section),
    ("td", Kind::Cell),
    ("template", Kind::Skipped),
    ("tfoot", Kind::Section),
    ("th", Kind::Cell),
    ("thead", Kind::Section),
    ("time", Kind::Inline),
    ("tr", Kind::Row),
    ("track", Kind::Void),
    ("tt", Kind::Inline),
    ("u", Kind::Inline),
    ("ul", Kind::List),
    ("var", Kind::Inline),
    ("video", Kind::Skipped),
    ("wbr", Kind::Void),
    ("xml", Kind::Skipped),
    ("xmp", Kind::Preformatted),
];

/// An element that is known by its name, or any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// What it is to the text.
    pub(super) kind: Kind,
    /// What its end tag has to match; elements that one end tag may end have the same.
    pub(super) key: u8,
}

/// How many keys there are.
pub(super) const KEYS: usize = ELEMENTS.len() + Kind::Block as usize + 2;

impl Kind {
    /// Whether an element of this kind is part of a line.
    pub(super) const fn is_in_line(self) -> bool {
        matches!(
            self,
            Self::Link
                | Self::Inserted
                | Self::Deleted
                | Self::Struck
                | Self::Control
                | Self::Embedded
                | Self::Skipped
                | Self::Annotation
                | Self::Inline
        )
    }
}

impl Element {
    /// The paragraph, which other blocks end.
    pub(super) const PARAGRAPH: Self = Self::of(Kind::Paragraph);
    /// The item of a list.
    pub(super) const ITEM: Self = Self::of(Kind::Item);
    /// The term of a list, or its description.
    pub(super) const TERM: Self = Self::of(Kind::Term);
    /// A list.
    pub(super) const LIST: Self = Self::of(Kind::List);
    /// A table.
    pub(super) const TABLE: Self = Self::of(Kind::Table);
    /// A row.
    pub(super) const ROW: Self = Self::of(Kind::Row);
    /// The pronunciation above a character.
    pub(super) const ANNOTATION: Self = Self::of(Kind::Annotation);

    /// A link.
    pub(super) const LINK: Self = Self::of(Kind::Link);

    const fn of(kind: Kind) -> Self {
        Self { kind, key: kind as u8 }
    }

    /// The element of a name, in any letter case.
    pub(super) fn named(name: &str) -> Self {
        /// Longer than any known name.
        const LONGEST: usize = 12;
        let mut lower = [0; LONGEST];
        let lower = match lower.get_mut(..name.len()) {
            Some(lower) => {
                lower.copy_from_slice(name.as_bytes());
                lower.make_ascii_lowercase();
                &*lower
            }
            None => &[],
        };
        match ELEMENTS.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)) {
            Ok(index) => {
                let kind = ELEMENTS.get(index).map_or(Kind::Inline, |&(_, kind)| kind);
                // The kinds before `Block` are what they are by any name.
                let own = (kind as u8) < Kind::Block as u8;
                Self { kind, key: if own { kind as u8 } else { Kind::Block as u8 + index as u8 } }
            }
            // The islands of Office hold settings; its paragraph marks are in the list.
            Err(_) if name.get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("o:")) => {
                Self { kind: Kind::Skipped, key: KEYS as u8 - 2 }
            }
            Err(_) => Self { kind: Kind::Inline, key: KEYS as u8 - 1 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_are_in_order_and_every_key_has_its_place() {
        assert!(ELEMENTS.is_sorted_by_key(|&(name, _)| name));
        assert!(u8::try_from(KEYS).is_ok());
        for (name, kind) in ELEMENTS {
            let element = Element::named(&name.to_ascii_uppercase());
            assert_eq!(element.kind, kind, "{name}");
            assert!(usize::from(element.key) < KEYS - 2);
        }
        assert_eq!(Element::named("o:shapedefaults").kind, Kind::Skipped);
        assert_eq!(Element::named("a-name-that-is-longer-than-any").kind, Kind::Inline);
    }

    #[test]
    fn one_end_tag_ends_what_is_of_the_same_kind() {
        assert_eq!(Element::named("td"), Element::named("TH"));
        assert_eq!(Element::named("ul"), Element::LIST);
        assert_ne!(Element::named("div"), Element::named("section"));
    }
}
