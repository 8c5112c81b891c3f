//! The package: which part of the archive is the document, and which parts belong to it.

use super::MOST_KEPT;
use super::xml::{Event, Xml};
use crate::intake::zip::{Archive, Unfolded};
use crate::intake::{Refusal, encoding};

/// The parts of a document.
pub(super) struct Package<'b> {
    archive: Archive<'b>,
    document: String,
    /// The parts that belong to the document, by the last word of their relationship.
    related: Related,
}

/// The last word of every relationship, and the name of the part that it leads to.
type Related = Vec<(String, String)>;

/// The text of a part.
pub(super) struct Part {
    /// The text.
    pub(super) text: String,
    /// Characters that are damaged in it.
    pub(super) damaged: usize,
    /// Whether it is all there.
    pub(super) is_whole: bool,
}

/// Archives that are no Word documents: an entry that tells, and the name of the format.
const FOREIGN: [(&str, &str); 3] = [("xl/", " Excel 文件"), ("ppt/", " PPT 文件"), ("OFD.xml", " OFD 文件")];
/// The same for what the entry `mimetype` begins with.
const FOREIGN_TYPES: [(&str, &str); 3] = [
    ("application/vnd.oasis.opendocument.text", " ODT 文件"),
    ("application/vnd.oasis.opendocument.spreadsheet", " ODS 文件"),
    ("application/epub", " EPUB 文件"),
];

impl<'b> Package<'b> {
    /// Finds the document in an archive.
    ///
    /// # Errors
    /// [`Refusal::Unsupported`] for an archive of anything else; what the archive says where it is broken.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let archive = Archive::open(bytes)?;
        let related = relationships(&archive, "")?;
        let named = related_as(&related, "officeDocument").filter(|part| archive.has(part));
        let is_foreign = |part: &str| FOREIGN.iter().any(|(folder, _)| part.starts_with(folder));
        let document = named.unwrap_or("word/document.xml").to_owned();
        if is_foreign(&document) || !archive.has(&document) {
            return Err(Refusal::Unsupported(foreign(&archive)?));
        }
        let related = relationships(&archive, &document)?;
        Ok(Self { archive, document, related })
    }

    /// The document itself.
    ///
    /// # Errors
    /// What [`Archive::unfold`] says.
    pub(super) fn document(&self) -> Result<Option<Part>, Refusal> {
        part(&self.archive, &self.document)
    }

    /// A part that belongs to the document, by the last word of its relationship, which is also its usual name.
    ///
    /// # Errors
    /// What [`Archive::unfold`] says.
    pub(super) fn related(&self, kind: &str) -> Result<Option<Part>, Refusal> {
        let named =
            related_as(&self.related, kind).map(|name| part(&self.archive, name)).transpose()?.flatten();
        if named.is_some() {
            return Ok(named);
        }
        part(&self.archive, &format!("{}{kind}.xml", folder(&self.document)))
    }
}

/// The name of the format that an archive without a document is of.
fn foreign(archive: &Archive<'_>) -> Result<&'static str, Refusal> {
    const ARCHIVE: &str = "压缩包";
    if let Some((_, name)) = FOREIGN.iter().find(|(entry, _)| archive.has(entry)) {
        return Ok(name);
    }
    let kind = archive.unfold("mimetype")?.map(|Unfolded { bytes, .. }| bytes).unwrap_or_default();
    let known = FOREIGN_TYPES.iter().find(|(beginning, _)| kind.starts_with(beginning.as_bytes()));
    Ok(known.map_or(ARCHIVE, |(_, name)| name))
}

/// The folder of a part, with the slash behind it.
fn folder(part: &str) -> &str {
    part.rfind('/').and_then(|slash| part.get(..=slash)).unwrap_or_default()
}

/// The name of the part that the first relationship of a kind leads to.
fn related_as<'r>(related: &'r Related, kind: &str) -> Option<&'r str> {
    related.iter().find(|(known, _)| known == kind).map(|(_, part)| part.as_str())
}

/// What a part is related to.
fn relationships(archive: &Archive<'_>, of: &str) -> Result<Related, Refusal> {
    /// No name of an entry is longer.
    const LONGEST_TARGET: usize = 0xFFFF;
    let folder = folder(of);
    let own = of.strip_prefix(folder).unwrap_or_default();
    let mut related = Related::new();
    let Some(part) = part(archive, &format!("{folder}_rels/{own}.rels"))? else { return Ok(related) };
    let mut xml = Xml::new(&part.text);
    loop {
        match xml.step() {
            Event::Open(element) if element.name() == "Relationship" && related.len() < MOST_KEPT => {
                let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
                else {
                    continue;
                };
                if let Some((_, kind)) = kind.rsplit_once('/')
                    && target.len() <= LONGEST_TARGET
                {
                    related.push((kind.to_owned(), resolve(folder, &target)));
                }
            }
            Event::Open(_) | Event::Close | Event::Text(_) => {}
            Event::End => return Ok(related),
        }
    }
}

/// The name of the part that a relationship points to from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let (base, target) = match target.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, target),
    };
    let mut path: Vec<&str> = Vec::new();
    for step in base.split('/').chain(target.split(['/', '\\'])) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// The text of a part; XML is UTF-8 or UTF-16.
fn part(archive: &Archive<'_>, name: &str) -> Result<Option<Part>, Refusal> {
    let Some(Unfolded { bytes, is_whole }) = archive.unfold(name)? else { return Ok(None) };
    let (text, damaged) = match String::from_utf8(bytes) {
        Ok(text) => (text, 0),
        Err(error) => {
            let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let (text, _, damaged) =
                encoding::decode(error.as_bytes(), &lossy).map_err(|_| Refusal::Damaged("Word 文档"))?;
            (text, damaged)
        }
    };
    Ok(Some(Part { text, damaged, is_whole }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_their_folder_or_absolute() {
        assert_eq!(resolve("word/", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/", "../custom/./a.xml"), "custom/a.xml");
        assert_eq!(resolve("word/", "/word/notes.xml"), "word/notes.xml");
        assert_eq!(resolve("", "../../word\\document.xml"), "word/document.xml");
    }
}
