//! Word documents (Office Open XML, transitional and strict), as they look when changes are accepted and nothing
//! hidden is shown.
//!
//! The parts are read in one pass each, without recursion: [`body`] makes blocks of the document and of its notes,
//! [`numbering`] and [`styles`] know what stands before a paragraph, [`package`] knows where the parts are.

mod body;
mod numbering;
mod package;
mod place;
mod styles;
mod xml;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

use self::body::Body;
use self::numbering::Numbering;
use self::package::{Package, Part};
use self::styles::Styles;
use super::blocks::{self, Block};
use super::numeral::superscript;
use super::{Format, Intake, Notice, Refusal, counted};
use crate::fold::is_blank;

/// The most styles, lists, definitions of lists and relationships, of each, that are kept: more than any document has.
const MOST_KEPT: usize = 20_000;

/// Numbers by identifiers. Hashed alike in every run, as browsers do anyway, so that a run can be repeated step by step.
type Places<K> = HashMap<K, usize, BuildHasherDefault<DefaultHasher>>;

/// Reads a Word document.
///
/// # Errors
/// A [`Refusal`] where it is another archive, broken, protected, or too large. Linear in what it unfolds to.
pub(super) fn read(bytes: &[u8]) -> Result<Intake, Refusal> {
    const DAMAGED: Refusal = Refusal::Damaged("Word 文档");
    let package = Package::open(bytes)?;
    let styles = package.related("styles")?.map(|part| Styles::read(&part.text)).unwrap_or_default();
    let list_of = |style: &str| styles.get(style)?.list;
    let numbering = package.related("numbering")?;
    let mut numbering = numbering.map(|part| Numbering::read(&part.text, list_of)).unwrap_or_default();

    let Part { text, mut damaged, is_whole } = package.document()?.ok_or(DAMAGED)?;
    let mut body = Body::read(&text, &styles, &mut numbering)?;
    drop(text);
    let mut is_cut = !(is_whole && body.is_whole);

    let mut counts = body.counts;
    let mut footnotes = 0;
    if !body.references.is_empty() {
        let mut notes = Vec::new();
        for kind in ["footnotes", "endnotes"] {
            let Some(part) = package.related(kind)? else { continue };
            let part_body = Body::read(&part.text, &styles, &mut numbering)?;
            damaged += part.damaged;
            is_cut |= !(part.is_whole && part_body.is_whole);
            counts = counts.and(part_body.counts);
            notes.extend(part_body.notes);
        }
        let places: Places<_> = notes.iter().map(|(id, _)| *id).zip(0..).collect();
        for (number, reference) in (1..).zip(&body.references) {
            let Some((_, note)) = places.get(reference).and_then(|&place: &usize| notes.get(place)) else {
                continue;
            };
            let text = blocks::write(note).0;
            body.blocks.push(Block::Paragraph(format!("{} {}", superscript(number), text.trim())));
            footnotes += 1;
        }
    }
    let (text, tables) = blocks::write(&body.blocks);
    if is_cut && text.chars().all(is_blank) {
        return Err(DAMAGED);
    }
    let mut notices = counted([
        (damaged, Notice::Damaged),
        (counts.pictures, Notice::Pictures),
        (counts.changes, Notice::Changes),
        (counts.comments, Notice::Comments),
        (footnotes, Notice::Footnotes),
        (counts.hidden, Notice::Hidden),
        (counts.struck, Notice::Struck),
        (counts.unnumbered, Notice::Unnumbered),
    ]);
    notices.extend(is_cut.then_some(Notice::CutShort));
    Ok(Intake { text, format: Format::Docx, tables, notices })
}
