//! The styles of a document, as far as they decide what is read: automatic numbering and hidden text.

use std::borrow::Cow;

use super::xml::{Event, Xml};
use super::{MOST_KEPT, Places};

/// An identifier of a style. Longer than any office writes it, it is none: it is copied and compared again and again.
pub(super) fn identifier(value: Option<Cow<'_, str>>) -> Option<String> {
    const LONGEST: usize = 255;
    value.filter(|value| value.len() <= LONGEST).map(Cow::into_owned)
}

/// The styles, and their places by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    places: Places<String>,
    all: Vec<Style>,
    /// The paragraph style of paragraphs that name none.
    default: Option<String>,
}

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    properties: Properties,
}

/// What a paragraph, a run or a style says about numbering and hiding.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    /// The list; zero for none.
    pub(super) list: Option<u32>,
    /// The level in it.
    pub(super) level: Option<usize>,
    /// The style that named the list.
    pub(super) numbered_by: Option<String>,
    /// Whether text is hidden.
    pub(super) is_hidden: Option<bool>,
}

impl Properties {
    /// Takes from `other` what is not said here.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            numbered_by: if self.list.is_some() { self.numbered_by } else { other.numbered_by.clone() },
            list: self.list.or(other.list),
            level: self.level.or(other.level),
            is_hidden: self.is_hidden.or(other.is_hidden),
        }
    }
}

impl Styles {
    /// Reads the part `styles.xml`. Linear, but for looking up.
    pub(super) fn read(text: &str) -> Self {
        let mut styles = Self::default();
        let mut xml = Xml::new(text);
        loop {
            match xml.step() {
                Event::Open(element) if element.name() == "style" => {
                    let id = identifier(element.attribute("styleId").or(Some(Cow::Borrowed(""))));
                    let Some(id) = id.filter(|_| styles.all.len() < MOST_KEPT) else {
                        xml.skip();
                        continue;
                    };
                    let is_default = element
                        .attribute("default")
                        .is_some_and(|value| matches!(&*value, "1" | "true" | "on"));
                    if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                        styles.default = Some(id.clone());
                    }
                    styles.all.push(style(&id, &mut xml));
                    styles.places.insert(id, styles.all.len() - 1);
                }
                Event::Open(_) | Event::Close | Event::Text(_) => {}
                Event::End => break,
            }
        }
        styles.inherit();
        styles
    }

    /// Gives every style what the styles say that it is based on.
    fn inherit(&mut self) {
        /// Longer chains are circles.
        const LONGEST_CHAIN: usize = 16;
        let inherited = |style: &Style| {
            let mut properties = style.properties.clone();
            let base = |style: &Style| self.style(style.based_on.as_ref()?);
            for ancestor in std::iter::successors(base(style), |style| base(style)).take(LONGEST_CHAIN) {
                properties = properties.or(&ancestor.properties);
            }
            properties
        };
        let inherited: Vec<Properties> = self.all.iter().map(inherited).collect();
        for (style, properties) in self.all.iter_mut().zip(inherited) {
            style.properties = properties;
        }
    }

    /// What a paragraph style says; the default one, where none is named or there is none of the name.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Option<&Properties> {
        id.and_then(|id| self.get(id)).or_else(|| self.get(self.default.as_deref()?))
    }

    /// What the style of an identifier says.
    pub(super) fn get(&self, id: &str) -> Option<&Properties> {
        self.style(id).map(|style| &style.properties)
    }

    fn style(&self, id: &str) -> Option<&Style> {
        self.all.get(*self.places.get(id)?)
    }
}

fn style(id: &str, xml: &mut Xml<'_>) -> Style {
    let mut style = Style::default();
    let depth = xml.depth();
    while let Some(child) = xml.inside(depth) {
        let properties = &mut style.properties;
        match child.name() {
            "basedOn" => style.based_on = identifier(child.value()),
            "numId" => {
                properties.list = child.number("val");
                properties.numbered_by = Some(id.to_owned());
            }
            "ilvl" => properties.level = child.number("val"),
            "vanish" => properties.is_hidden = Some(child.is_on()),
            // What holds for some rows of a table only, and what held before a change.
            "tblStylePr" | "pPrChange" | "rPrChange" => xml.skip(),
            _ => {}
        }
    }
    style
}
