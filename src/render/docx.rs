//! A Word file (.docx, ECMA-376 transitional) that Word, WPS and LibreOffice open as what an office would have made.
//!
//! It is read back before anybody gets it: a file that does not say what the document says is refused.

mod body;
mod package;
mod parts;

use std::fmt;

use crate::intake;

use super::document::{Document, fields};
use package::Package;

/// Who comments and corrects.
const AUTHOR: &str = "nianbao";
/// Who else changes something: the file has no person's name.
const EDITOR: &str = "编写人";
/// The longest text of a Word file, in bytes of XML: more is not read back.
const MOST: usize = 48 << 20;

/// Why no Word file was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// It would be larger than any report is.
    TooLong,
    /// Reading it back gave something else: the first field that differs, as it should be and as it was read.
    Differs(String, String),
    /// Reading it back was refused.
    Unreadable(intake::Refusal),
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => {
                write!(f, "内容太多，写不成 Word 文档；年度报告一般只有几页，请检查是否混入了别的内容。")
            }
            Self::Differs(wanted, read) => {
                write!(
                    f,
                    "写出的 Word 文档与报告不一致（应为“{wanted}”，读回的是“{read}”），没有保存。请改存网页或者文本。"
                )
            }
            Self::Unreadable(refusal) => {
                write!(f, "写出的 Word 文档不能读回（{refusal}），没有保存。请改存网页或者文本。")
            }
        }
    }
}

/// A document as a Word file. Linear in the document.
///
/// # Errors
/// [`Unwritten`] where the file would not be the document.
pub fn docx(document: &Document) -> Result<Vec<u8>, Unwritten> {
    let has_comments = !document.comments.is_empty();
    let (body, tracks_changes) = body::body(document).ok_or(Unwritten::TooLong)?;
    let mut package = Package::default();
    package.add("[Content_Types].xml", &parts::content_types(has_comments));
    package.add("_rels/.rels", &parts::package_relationships());
    package.add("word/document.xml", &body);
    package.add("word/_rels/document.xml.rels", &parts::document_relationships(has_comments));
    package.add("word/styles.xml", &parts::styles());
    package.add("word/settings.xml", &parts::settings(tracks_changes));
    package.add("word/fontTable.xml", &parts::fonts());
    package.add("word/footer1.xml", &parts::footer("right"));
    package.add("word/footer2.xml", &parts::footer("left"));
    if has_comments {
        package.add("word/comments.xml", &parts::comments(document));
    }
    package.add("docProps/core.xml", &parts::properties(&document.title));
    let file = package.finish();
    verify(document, &file).map(|()| file)
}

/// Reads a file back and compares.
fn verify(document: &Document, file: &[u8]) -> Result<(), Unwritten> {
    let wanted = document.fields();
    let read = match intake::read("nianbao.docx", file, &|_| String::new()) {
        Ok(intake) => fields(&intake.text),
        Err(intake::Refusal::Empty) => Vec::new(),
        Err(refusal) => return Err(Unwritten::Unreadable(refusal)),
    };
    if wanted == read {
        return Ok(());
    }
    let at = wanted.iter().zip(&read).take_while(|(wanted, read)| wanted == read).count();
    let shown =
        |fields: &[String]| fields.get(at).map(|field| field.chars().take(40).collect()).unwrap_or_default();
    Err(Unwritten::Differs(shown(&wanted), shown(&read)))
}
