//! Bytes of a fuzzer as files. What begins like a file of the format is one; anything else is what is in one, so that
//! a change goes into the document and not only into the checksums and tables around it.

use nianbao::intake::{self, Intake, Refusal};

use crate::bounds::{Bound, bounded};
use crate::compound::{PLAIN, compound};
use crate::zip::Zip;

/// The parts of a `.docx` that are read, one behind another with [`BETWEEN`] them.
const PARTS: [&str; 6] = ["document", "styles", "numbering", "footnotes", "endnotes", "comments"];
/// What separates the parts; no XML has it.
const BETWEEN: u8 = 0;

/// The bytes as a `.docx`.
pub fn docx(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let parts = PARTS.iter().zip(bytes.split(|&byte| byte == BETWEEN));
    parts.fold(Zip::default(), |zip, (name, part)| zip.stored(&format!("word/{name}.xml"), part)).finish()
}

/// Parts of a `.docx` as bytes of which [`docx`] makes one.
pub fn packed_parts(parts: &[&str]) -> Vec<u8> {
    parts.join("\0").into_bytes()
}

/// The bytes as a `.doc`: lengths of two streams, then the streams.
pub fn doc(bytes: &[u8]) -> Vec<u8> {
    let (&[a, b, c, d, ref streams @ ..], false) = (bytes, bytes.starts_with(b"\xD0\xCF")) else {
        return bytes.to_vec();
    };
    let main = usize::from(u16::from_le_bytes([a, b])).min(streams.len());
    let (main, rest) = streams.split_at(main);
    let (table, data) = rest.split_at(usize::from(u16::from_le_bytes([c, d])).min(rest.len()));
    let name = if main.get(0x0B).is_some_and(|flags| flags & 2 == 0) { "0Table" } else { "1Table" };
    compound(&[("WordDocument", main), (name, table), ("Data", data)], PLAIN)
}

/// Three streams as bytes of which [`doc`] makes a file.
pub fn packed_streams(main: &[u8], table: &[u8], data: &[u8]) -> Vec<u8> {
    let length = |stream: &[u8]| u16::try_from(stream.len()).expect("a short stream").to_le_bytes();
    [&length(main)[..], &length(table), main, table, data].concat()
}

/// The decoder that the command line gives.
pub fn gb18030(bytes: &[u8]) -> String {
    encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned()
}

/// Reads a file twice and holds it to the laws of reading: the same both times, within bounds, and neither a text nor a
/// refusal without words.
pub fn assert_reads(name: &str, bytes: &[u8], memory: Bound, steps: Bound) -> Option<Intake> {
    let read = || intake::read(name, bytes, &gb18030);
    let intake = bounded(bytes.len(), memory, steps, read);
    assert_eq!(intake, read(), "same file, same text");
    assert_told(intake)
}

/// The same for the HTML of a clipboard.
pub fn assert_reads_html(html: &str, memory: Bound, steps: Bound) -> Option<Intake> {
    let intake = bounded(html.len(), memory, steps, || intake::read_html(html));
    assert_eq!(intake, intake::read_html(html), "same page, same text");
    assert_told(intake)
}

fn assert_told(intake: Result<Intake, Refusal>) -> Option<Intake> {
    match intake {
        Ok(intake) => {
            assert!(!intake.text.trim().is_empty(), "a text of nothing");
            assert!(intake.notices.iter().all(|notice| !notice.to_string().is_empty()));
            Some(intake)
        }
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty());
            None
        }
    }
}
