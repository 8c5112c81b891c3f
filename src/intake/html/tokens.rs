//! The tokenizer: tags, comments and the text between them, as the HTML standard tells them apart.
//!
//! The tokenizers that carry the whole standard weigh some fifty kilobytes in WebAssembly, most of it the names of
//! characters that no report has, so this one is our own, and the tests hold it against html5gum. Where a browser
//! would swallow the rest of a page — a comment, a title or a tag that never ends — the page goes on instead: text
//! too much is seen, text lost is not.

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Text, with its character references.
    Text(&'t str),
    /// A start tag.
    Open(Tag<'t>),
    /// The name of an end tag.
    Close(&'t str),
    /// What stands in a comment.
    Comment(&'t str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Its name, in any letter case.
    pub(super) name: &'t str,
    /// Whether it ends in a solidus, which only elements of XML mean.
    pub(super) is_closed: bool,
    /// What stands between the name and the end of the tag.
    attributes: &'t str,
}

impl<'t> Tag<'t> {
    /// The value of an attribute, empty where it has none. The first of its name counts. Character references stay
    /// as they are: no value that is asked for has any.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut rest = Rest(self.attributes);
        std::iter::from_fn(|| rest.attribute())
            .find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(value))
    }
}

/// Elements whose content is text up to their own end tag, and no text of the page.
const RAW: [&str; 8] = ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title"];
/// Those of them that stay open where they have no end tag: what follows is a program.
const PROGRAMS: [&str; 2] = ["script", "style"];

/// The tokens of a page. Linear in all.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    rest: Rest<'t>,
    /// Whether the rest of the page is known to have no end of a comment.
    has_no_comment_end: bool,
    /// Which of the raw elements the rest of the page is known to have no end tag for.
    has_no_end: [bool; RAW.len()],
}

impl<'t> Tokens<'t> {
    /// The tokens of a page.
    pub(super) const fn new(html: &'t str) -> Self {
        Self { rest: Rest(html), has_no_comment_end: false, has_no_end: [false; RAW.len()] }
    }

    /// A tag, a comment or something like it, if the rest of the page begins with one.
    fn markup(&mut self) -> Option<Token<'t>> {
        let after = self.rest.0.strip_prefix('<')?;
        match after.bytes().next()? {
            b'a'..=b'z' | b'A'..=b'Z' => self.start_tag(after),
            b'!' => Some(self.declaration(after)),
            b'?' => {
                self.rest = Rest(after);
                Some(Token::Comment(self.rest.until('>')))
            }
            b'/' => {
                let name = after.get(1..)?;
                if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    self.end_tag(name)
                } else {
                    self.no_end_tag(name)
                }
            }
            _ => None,
        }
    }

    fn start_tag(&mut self, after: &'t str) -> Option<Token<'t>> {
        let mut rest = Rest(after);
        let name = rest.name();
        let attributes = rest.0;
        let is_closed = rest.tag_end()?;
        let length = attributes.len() - rest.0.len();
        self.rest = rest;
        let tag = Tag { name, is_closed, attributes: attributes.get(..length)? };
        if !is_closed {
            self.skip_raw(name);
        }
        Some(Token::Open(tag))
    }

    fn end_tag(&mut self, after: &'t str) -> Option<Token<'t>> {
        let mut rest = Rest(after);
        let name = rest.name();
        rest.tag_end()?;
        self.rest = rest;
        Some(Token::Close(name))
    }

    /// An end tag without a name, which a browser takes for a comment. With numbers or Chinese in it, it is text.
    fn no_end_tag(&mut self, after: &'t str) -> Option<Token<'t>> {
        const LONGEST: usize = 40;
        let length = after.bytes().take(LONGEST).position(|byte| byte == b'>')?;
        let (comment, _) = after.split_at_checked(length)?;
        if comment.bytes().any(|byte| byte.is_ascii_digit() || !byte.is_ascii()) {
            return None;
        }
        self.rest = Rest(after);
        Some(Token::Comment(self.rest.until('>')))
    }

    /// A comment, or what a browser takes for one.
    fn declaration(&mut self, after: &'t str) -> Token<'t> {
        let Some(comment) = after.strip_prefix("!--") else {
            self.rest = Rest(after);
            return Token::Comment(self.rest.until('>'));
        };
        for early in [">", "->"] {
            if let Some(rest) = comment.strip_prefix(early) {
                self.rest = Rest(rest);
                return Token::Comment("");
            }
        }
        if !self.has_no_comment_end {
            for (at, _) in comment.match_indices('>') {
                let (text, rest) = comment.split_at_checked(at).unwrap_or((comment, ""));
                if let Some(text) = text.strip_suffix("--").or_else(|| text.strip_suffix("--!")) {
                    self.rest = Rest(rest);
                    self.rest.strip('>');
                    return Token::Comment(text);
                }
            }
            self.has_no_comment_end = true;
        }
        self.rest = Rest(comment);
        Token::Comment(self.rest.until('>'))
    }

    /// Goes on behind the end tag of an element whose content is no text of the page.
    fn skip_raw(&mut self, name: &str) {
        let Some(index) = RAW.iter().position(|raw| raw.eq_ignore_ascii_case(name)) else { return };
        let Some(has_no_end) = self.has_no_end.get_mut(index) else { return };
        if !*has_no_end {
            let ends = self.rest.0.match_indices("</").map(|(at, _)| at);
            let end = ends.filter_map(|at| self.rest.0.get(at + 2..)).find(|rest| is_named(rest, name));
            if let Some(end) = end {
                let mut rest = Rest(end);
                if rest.tag_end().is_some() {
                    self.rest = rest;
                    return;
                }
            }
            *has_no_end = true;
        }
        if PROGRAMS.iter().any(|program| program.eq_ignore_ascii_case(name)) {
            self.rest = Rest("");
        }
    }
}

/// Whether a tag's text begins with a name, and the name ends there.
fn is_named(rest: &str, name: &str) -> bool {
    rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        && rest.as_bytes().get(name.len()).is_none_or(|&byte| ends_name(byte))
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if self.rest.0.is_empty() {
            return None;
        }
        if let Some(token) = self.markup() {
            return Some(token);
        }
        let text = self.rest.0;
        if is_tag_without_end(text) {
            self.rest = Rest("");
            // With attributes it is a page that was cut; without, a sign in a text.
            return (!text.contains('=')).then_some(Token::Text(text));
        }
        // A sign that opens nothing is text.
        let length = text.bytes().skip(1).position(|byte| byte == b'<').map_or(text.len(), |at| at + 1);
        let (text, rest) = text.split_at_checked(length)?;
        self.rest = Rest(rest);
        Some(Token::Text(text))
    }
}

/// Whether a text that is no tag began as one.
fn is_tag_without_end(text: &str) -> bool {
    let after = text.strip_prefix('<').map(|after| after.strip_prefix('/').unwrap_or(after));
    after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphabetic()))
}

const fn ends_name(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ' | b'/' | b'>')
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

/// What has not been read yet.
#[derive(Clone, Copy, Debug)]
struct Rest<'t>(&'t str);

impl<'t> Rest<'t> {
    /// Takes the bytes that are of a kind; the bytes that end them are ASCII.
    fn take_while(&mut self, is: impl Fn(u8) -> bool) -> &'t str {
        let length = self.0.bytes().position(|byte| !is(byte)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at_checked(length).unwrap_or((self.0, ""));
        self.0 = rest;
        taken
    }

    /// Takes what stands before the next `end`, and `end` itself.
    fn until(&mut self, end: char) -> &'t str {
        let (taken, rest) = self.0.split_once(end).unwrap_or((self.0, ""));
        self.0 = rest;
        taken
    }

    fn strip(&mut self, prefix: char) -> bool {
        let rest = self.0.strip_prefix(prefix);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn name(&mut self) -> &'t str {
        self.take_while(|byte| !ends_name(byte))
    }

    /// Goes on behind the end of a tag: whether it is one with a solidus, or nothing if the tag has no end.
    fn tag_end(&mut self) -> Option<bool> {
        while self.attribute().is_some() {}
        let is_closed = self.strip('/');
        self.strip('>').then_some(is_closed)
    }

    /// The next attribute of a tag: its name and its value, which is empty where it has none.
    fn attribute(&mut self) -> Option<(&'t str, &'t str)> {
        loop {
            self.take_while(is_space);
            if !self.0.starts_with('/') || self.0.starts_with("/>") {
                break;
            }
            self.strip('/');
        }
        if self.0.is_empty() || self.0.starts_with('>') || self.0.starts_with("/>") {
            return None;
        }
        let start = self.0;
        // An equals sign in front is part of the name.
        self.strip('=');
        self.take_while(|byte| !ends_name(byte) && byte != b'=');
        let name = start.get(..start.len() - self.0.len()).unwrap_or_default();
        let after_name = *self;
        self.take_while(is_space);
        if !self.strip('=') {
            *self = after_name;
            return Some((name, ""));
        }
        self.take_while(is_space);
        let value = if self.strip('"') {
            self.quoted('"')?
        } else if self.strip('\'') {
            self.quoted('\'')?
        } else {
            self.take_while(|byte| !is_space(byte) && byte != b'>')
        };
        Some((name, value))
    }

    /// A value up to its closing quotation mark; without one the tag has no end.
    fn quoted(&mut self, mark: char) -> Option<&'t str> {
        let Some((value, rest)) = self.0.split_once(mark) else {
            self.0 = "";
            return None;
        };
        self.0 = rest;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use html5gum::emitters::default::DefaultEmitter;
    use proptest::prelude::*;

    use super::*;

    const ATTRIBUTES: [&str; 4] = ["a", "b", "title", "x"];

    /// Tokens as text that can be compared: tags with the attributes that are asked for, text, no comments.
    fn ours(html: &str) -> String {
        let mut seen = String::new();
        for token in Tokens::new(html) {
            match token {
                Token::Text(text) => seen.push_str(text),
                Token::Open(tag) => {
                    let value = |name: &str| tag.attribute(name).map(|value| format!(" {name}={value:?}"));
                    let attributes: String = ATTRIBUTES.iter().filter_map(|name| value(name)).collect();
                    let solidus = if tag.is_closed { "/" } else { "" };
                    seen += &format!("⟨{}{attributes}{solidus}⟩", tag.name.to_ascii_lowercase());
                }
                Token::Close(name) => seen += &format!("⟨/{}⟩", name.to_ascii_lowercase()),
                Token::Comment(_) => {}
            }
        }
        seen
    }

    fn theirs(html: &str) -> String {
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        let mut seen = String::new();
        let mut raw = None;
        for Ok(token) in html5gum::Tokenizer::new_with_emitter(html, emitter) {
            match token {
                html5gum::Token::String(text) if raw.is_none() => seen += &string(&text.value),
                html5gum::Token::StartTag(tag) => {
                    let name = string(&tag.name);
                    let value = |name: &&str| {
                        let value = tag.attributes.get(name.as_bytes())?;
                        Some(format!(" {name}={:?}", string(&value.value)))
                    };
                    let attributes: String = ATTRIBUTES.iter().filter_map(value).collect();
                    let solidus = if tag.self_closing { "/" } else { "" };
                    seen += &format!("⟨{name}{attributes}{solidus}⟩");
                    raw = RAW.contains(&name.as_str()).then_some(name);
                }
                html5gum::Token::EndTag(tag) if raw.take().is_none() => {
                    seen += &format!("⟨/{}⟩", string(&tag.name));
                }
                _ => {}
            }
        }
        seen
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn tokens_are_those_of_the_standard(pieces in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<P A=1>", "<p a = '>' b=\"'\">", "<br/>", "<br / >", "<p a=x/>", "<p =a b>", "<p a b=c a=d>",
            "<p a=b\nx='年'title=\"报\">", "<p title=a>b>", "<p\ta='1'/b/>", "</p x=y>", "</P\n>", "</p/>", "</>",
            "<!-- 年 -->", "<!---->", "<!-->", "<!--->", "<!-- -- -->", "<!-- --- -->", "<!--a--!>", "<!--<p>-->", "<!DOCTYPE html>",
            "<![if !x]>", "<![endif]>", "<!x>", "<?xml a='1'?>", "<", "b", "=", "/", ">", "年", "5", " ", "\n", "-", "!",
            "<script>if (a<b) '<p>' </scriptx </script >", "<STYLE>p>a{}</Style>", "<title><b></title>", "<x:y z>", "<p年>",
            "<textarea></p></textarea\n>", "<iframe><p></iframe>",
        ]), 0..20)) {
            let html = pieces.concat() + " >";
            // An end tag without a name may be text here.
            let after_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '>');
            prop_assume!(html.split("</").skip(1).all(after_name));
            prop_assert_eq!(ours(&html), theirs(&html), "{}", html);
        }
    }

    #[test]
    fn what_never_ends_does_not_swallow_the_page() {
        assert_eq!(ours("一<!-- 二 > 三"), "一 三");
        assert_eq!(ours("<title>一<p>二"), "⟨title⟩一⟨p⟩二");
        assert_eq!(ours("<script>一"), "⟨script⟩");
        assert_eq!(ours("<script/>一"), "⟨script/⟩一");
        assert_eq!(ours("一<b 二"), "一<b 二");
        assert_eq!(ours("一<b c='二"), "一");
    }
}
