//! XML as the parts of a document use it: elements and attributes by their local names, and text.
//!
//! Prefixes and namespaces do not matter, so that transitional and strict documents read alike. Only the predefined
//! entities and character references stand for anything; document types are passed over.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event as Token};

/// A walk through an XML text.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    has_root: bool,
    end: Option<End>,
}

/// How a text came to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Whole,
    BrokenOff,
}

/// A step of the walk.
pub(super) enum Event<'x> {
    /// An element begins; an empty one is closed by the next step.
    Open(Element<'x>),
    /// The innermost element ends.
    Close,
    /// Text, or a piece of it.
    Text(Cow<'x, str>),
    /// There is no more, or nothing more that could be read.
    End,
}

/// The start of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let attribute = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        if !attribute.value.contains('&') {
            return Some(attribute.value);
        }
        let mut pieces = attribute.value.split('&');
        let mut value = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            match piece.split_once(';') {
                Some((name, rest)) => value.extend([&*resolve(&BytesRef::new(name)), rest]),
                None => value.extend(["&", piece]),
            }
        }
        Some(Cow::Owned(value))
    }

    /// The attribute `val`, in which most properties have their value.
    pub(super) fn value(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    /// An attribute as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a property that is on or off is on: it is, unless it says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !self.value().is_some_and(|value| matches!(&*value, "0" | "false" | "off"))
    }
}

impl<'x> Xml<'x> {
    /// Begins at the start of a text.
    pub(super) fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, has_root: false, end: None }
    }

    /// How many elements are open.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    /// Whether the text came to its end with nothing missing.
    pub(super) fn is_whole(&self) -> bool {
        self.end == Some(End::Whole)
    }

    /// The next step.
    pub(super) fn step(&mut self) -> Event<'x> {
        while self.end.is_none() {
            match self.reader.read_event() {
                Ok(Token::Start(start)) => {
                    self.depth += 1;
                    self.has_root = true;
                    return Event::Open(Element(start));
                }
                Ok(Token::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Event::Close;
                }
                Ok(Token::Text(text)) => return Event::Text(text.into_inner()),
                Ok(Token::CData(text)) => return Event::Text(text.into_inner()),
                Ok(Token::GeneralRef(reference)) => return Event::Text(resolve(&reference)),
                Ok(Token::Eof) => {
                    self.end =
                        Some(if self.depth == 0 && self.has_root { End::Whole } else { End::BrokenOff });
                }
                Err(_) => self.end = Some(End::BrokenOff),
                // With empty elements expanded there are none; the rest says nothing about the text.
                Ok(
                    Token::Empty(_) | Token::Comment(_) | Token::Decl(_) | Token::PI(_) | Token::DocType(_),
                ) => {}
            }
        }
        Event::End
    }

    /// The next element that begins inside the one that was opened at a depth, however deep; `None` behind its end.
    pub(super) fn inside(&mut self, depth: usize) -> Option<Element<'x>> {
        loop {
            match self.step() {
                Event::Open(element) => return Some(element),
                Event::Close if self.depth < depth => return None,
                Event::Close | Event::Text(_) => {}
                Event::End => return None,
            }
        }
    }

    /// Goes behind the end of the element that has just begun.
    pub(super) fn skip(&mut self) {
        let depth = self.depth;
        while self.inside(depth).is_some() {}
    }
}

/// What a reference stands for; one that nobody knows stands for itself.
fn resolve<'x>(reference: &BytesRef<'x>) -> Cow<'x, str> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    resolve_predefined_entity(reference)
        .map_or_else(|| Cow::Owned(format!("&{};", &**reference)), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> (String, bool) {
        let mut walk = Xml::new(xml);
        let mut text = String::new();
        loop {
            match walk.step() {
                Event::Text(piece) => text.push_str(&piece),
                Event::End => return (text, walk.is_whole()),
                Event::Open(_) | Event::Close => {}
            }
        }
    }

    #[test]
    fn known_references_are_resolved_and_others_stay() {
        let (text, is_whole) = text("<t>&lt;&#x67F3;&#27827;&bomb; &amp;镇 & 县<![CDATA[<年>]]></t>");
        assert_eq!((text.as_str(), is_whole), ("<柳河&bomb; &镇 & 县<年>", true));
    }

    #[test]
    fn a_text_that_breaks_off_says_so() {
        for xml in ["<t>年报", "<t>年报</", "<t>年报</s>", "<t>年报</t><"] {
            assert_eq!(text(xml), ("年报".to_owned(), false), "{xml}");
        }
    }

    #[test]
    fn the_inside_of_an_element_ends_with_it() {
        let mut xml = Xml::new("<a><b><c/></b><d/></a><e/>");
        let Event::Open(_) = xml.step() else { panic!() };
        let mut names = Vec::new();
        while let Some(element) = xml.inside(1) {
            names.push(element.name().to_owned());
        }
        assert_eq!(names, ["b", "c", "d"]);
    }

    #[test]
    fn attributes_go_by_their_local_names() {
        let mut xml = Xml::new(r#"<a x:val="&lt;%1&gt;" on="1" n=" 7 "/>"#);
        let Event::Open(element) = xml.step() else { panic!() };
        assert_eq!(element.value().as_deref(), Some("<%1>"));
        assert_eq!(element.number("n"), Some(7));
        assert_eq!(element.number::<u32>("absent"), None);
        assert!(element.is_on());
    }
}
