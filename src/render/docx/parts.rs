//! The parts of a Word file besides its text: they depend on nothing but the looks of `look`.

use std::fmt::Write as _;

use super::super::document::{Document, push_escaped};
use super::super::look::{Align, FANG_SONG, FONTS, Font, LINE, LOOKS, Look, NARROWER, SONG};
use super::AUTHOR;

pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of the text and of what belongs to it.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relationships between parts.
pub(super) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts that the text refers to: what kind each is, and its name in the folder `word`.
const PARTS: [(&str, &str); 6] = [
    ("styles", "styles.xml"),
    ("settings", "settings.xml"),
    ("fontTable", "fontTable.xml"),
    ("footer", "footer1.xml"),
    ("footer", "footer2.xml"),
    ("comments", "comments.xml"),
];

/// Ids of the relationships to the page numbers of odd and even pages.
pub(super) const FOOTERS: [&str; 2] = ["rId4", "rId5"];

fn parts(has_comments: bool) -> impl Iterator<Item = (usize, &'static str, &'static str)> {
    let wanted = move |(kind, _): &(&str, &str)| has_comments || *kind != "comments";
    PARTS.into_iter().filter(wanted).enumerate().map(|(index, (kind, name))| (index + 1, kind, name))
}

/// What type each part has.
pub(super) fn content_types(has_comments: bool) -> String {
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD_TYPE}.document.main+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    for (_, kind, name) in parts(has_comments) {
        let _ = write!(xml, "<Override PartName=\"/word/{name}\" ContentType=\"{WORD_TYPE}.{kind}+xml\"/>");
    }
    xml + "</Types>"
}

/// Where the text is, and what the file is called.
pub(super) fn package_relationships() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONSHIPS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

/// What the text refers to.
pub(super) fn document_relationships(has_comments: bool) -> String {
    let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind, name) in parts(has_comments) {
        let _ =
            write!(xml, "<Relationship Id=\"rId{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{name}\"/>");
    }
    xml + "</Relationships>"
}

/// What the file is called and its language. No person and no time: they are nobody's business.
pub(super) fn properties(title: &str) -> String {
    let mut xml = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>"
    );
    push_escaped(&mut xml, title, " ");
    xml + "</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
}

/// The typefaces with what stands in for them.
pub(super) fn fonts() -> String {
    let mut xml = format!("{DECLARATION}<w:fonts xmlns:w=\"{WORD}\">");
    for Font { names, .. } in FONTS {
        if let Some((name, others)) = names.split_first() {
            let _ = write!(
                xml,
                "<w:font w:name=\"{name}\"><w:altName w:val=\"{}\"/><w:charset w:val=\"86\"/></w:font>",
                others.join(",")
            );
        }
    }
    xml + "</w:fonts>"
}

/// How the document is set, and whether what is typed into it is tracked.
pub(super) fn settings(tracks_changes: bool) -> String {
    let track = if tracks_changes { "<w:trackRevisions/>" } else { "" };
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{WORD}\">{track}<w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:compatSetting \
         w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

/// The number of the page as 7.5 of the standard has it: between dashes, on odd pages at the right, on even ones at
/// the left, a character from the edge.
pub(super) fn footer(side: &str) -> String {
    let run = format!("<w:rPr>{}<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>", typeface(&SONG));
    let text = |text: &str| format!("<w:r>{run}<w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:ind w:{side}Chars=\"100\" w:{side}=\"280\"/>\
         <w:jc w:val=\"{side}\"/></w:pPr>{}<w:fldSimple w:instr=\" PAGE \">{}</w:fldSimple>{}</w:p></w:ftr>",
        text("— "),
        text("1"),
        text(" —"),
    )
}

/// The typeface of a run. The hint makes quotation marks Chinese ones.
pub(super) fn typeface(font: &Font) -> String {
    let name = font.names.first().copied().unwrap_or_default();
    format!(
        "<w:rFonts w:hint=\"eastAsia\" w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:eastAsia=\"{name}\" w:cs=\"{name}\"/>"
    )
}

/// The styles.
pub(super) fn styles() -> String {
    let mut xml = format!(
        "{DECLARATION}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"32\"/>\
         <w:szCs w:val=\"32\"/><w:lang w:val=\"zh-CN\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr>\
         </w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         </w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"CommentText\"><w:name w:val=\"annotation text\"/>\
         <w:basedOn w:val=\"Normal\"/><w:rPr><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>",
        typeface(&FANG_SONG)
    );
    for look in &LOOKS {
        style(&mut xml, look);
    }
    xml + "</w:styles>"
}

fn style(xml: &mut String, look: &Look) {
    let [id, name] = look.word;
    let custom = if name.is_ascii() { "" } else { " w:customStyle=\"1\"" };
    let _ = write!(
        xml,
        "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>"
    );
    if look.outline.is_some() {
        xml.push_str("<w:keepNext/>");
    }
    // The small type of tables does not stand on the lines of the page.
    if look.line < LINE {
        xml.push_str("<w:snapToGrid w:val=\"0\"/>");
    }
    let _ = write!(
        xml,
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"exact\"/>",
        look.space[0], look.space[1], look.line
    );
    if look.indent > 0 {
        let _ = write!(
            xml,
            "<w:ind w:firstLineChars=\"{}\" w:firstLine=\"{}\"/>",
            look.indent * 100,
            look.indent * look.character()
        );
    }
    let align = match look.align {
        Align::Justify => "both",
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    };
    let _ = write!(xml, "<w:jc w:val=\"{align}\"/>");
    if let Some(level) = look.outline {
        let _ = write!(xml, "<w:outlineLvl w:val=\"{level}\"/>");
    }
    let _ = write!(xml, "</w:pPr><w:rPr>{}", typeface(look.font));
    if look.indent > 0 {
        let _ = write!(xml, "<w:spacing w:val=\"-{NARROWER}\"/>");
    }
    let _ = write!(xml, "<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/></w:rPr></w:style>", look.size);
}

/// The comments.
pub(super) fn comments(document: &Document) -> String {
    let mut xml = format!("{DECLARATION}<w:comments xmlns:w=\"{WORD}\">");
    for (id, comment) in document.comments.iter().enumerate() {
        let _ = write!(xml, "<w:comment w:id=\"{id}\" w:author=\"{AUTHOR}\" w:initials=\"nb\">");
        for paragraph in comment {
            xml.push_str(
                "<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">",
            );
            push_escaped(&mut xml, paragraph, " ");
            xml.push_str("</w:t></w:r></w:p>");
        }
        xml.push_str("</w:comment>");
    }
    xml + "</w:comments>"
}
