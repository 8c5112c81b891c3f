//! What a section and its sub-headings ask for, and what would be left of them without a part.

use crate::fold::{key, trim};
use crate::form::SECTIONS;
use crate::number::Ordinal;
use crate::source::Span;

use super::Context;

/// What is to be asked for where nothing would be left of a paragraph, or of a whole section, without a part of it.
pub(super) fn asked_without(context: &Context<'_, '_>, part: Span) -> Option<String> {
    /// Longest heading, in bytes.
    const LONGEST: usize = 120;
    let index = context.source.line_index(part.start);
    let (before, behind) = context.source.beside(part);
    let before = trim(before);
    if before.len().max(behind.len()) > LONGEST || !key(behind).is_empty() {
        return None;
    }
    if let Some((_, name)) = sub_heading(before) {
        return Some(name.to_owned());
    }
    let mut sections = context.reading.outline.sections.iter().flatten();
    let section = sections.find(|section| section.body.contains(&index))?;
    let official = SECTIONS.get(section.heading.section).filter(|official| official.table.is_none())?;
    let signature = context.reading.outline.signature_lines();
    let mut prose = context.reading.prose(section.body.clone()).iter();
    let is_all = before.is_empty() && prose.all(|(line, _)| *line == index || signature.contains(line));
    is_all.then(|| official.asks.to_owned())
}

/// The ordinal and the name of a line that is nothing but one of the usual sub-headings: （五）监督保障情况。
pub(super) fn sub_heading(text: &str) -> Option<(Ordinal, &str)> {
    let ordinal = Ordinal::read(text)?;
    let rest = text.get(ordinal.len..)?;
    let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    is_sub_heading(&key(rest)).then_some((ordinal, name))
}

/// Whether the key of a line is the name of an aspect of 总体情况, or of problems or measures.
pub(super) fn is_sub_heading(said: &str) -> bool {
    const ASPECTS: [&str; 7] =
        ["主动公开", "依申请公开", "管理", "平台建设", "公开平台建设", "监督保障", "公开监督保障"];
    let short = said.replace("政府", "").replace("信息", "");
    let mut short = short.as_str();
    while let Some(rest) = ["情况", "工作", "方面"].iter().find_map(|end| short.strip_suffix(end)) {
        short = rest;
    }
    ASKED.contains(&said) || ASPECTS.contains(&short) && said != "管理"
}

/// What sub-headings of 存在的主要问题及改进情况 ask for.
pub(super) const ASKED: [&str; 6] =
    ["存在的主要问题", "存在的问题", "存在问题", "改进情况", "改进措施", "下一步打算"];
