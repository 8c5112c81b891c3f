//! Bodies: the author under its own name, and no other body named in its place. A report that was written over last
//! year's, or over another body's, gives itself away by what it calls itself.
//!
//! Superior, subordinate and neighbouring bodies are named in every report. A name is only reported where the
//! sentence is about the author: its subject right before words for the author's own work, the body that compiled
//! the report or answers for it, the signature.

mod itself;
mod names;
mod stray;

use crate::find::{ending, ends_with_one, has_any, split};
use crate::finding::Basis;
use crate::fold::{is_digit, trim_end};
use crate::reading::author::Author;
use crate::reading::names::{Kind, Name, is_zone};
use crate::source::Span;
use crate::words::{Hit, List};

use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "organisation-mismatch",
        severity: crate::finding::Severity::Warning,
        summary: "把别的机关或地方写成了编制机关",
        reason: "报告由谁编制就写谁的工作，出现别的机关名称，多半是套用旧稿或别处的文稿没有改完。",
        basis: Basis::Advice("机关名称前后一致"),
        examples: &[
            Example { right: "2023年，柳河镇主动公开", wrong: "2023年，永安镇主动公开" },
            Example {
                right: "本报告由青溪县柳河镇人民政府编制", wrong: "本报告由东平县永安镇人民政府编制"
            },
            Example {
                right: "青溪县柳河镇人民政府\n2024年", wrong: "青溪县永安镇人民政府\n2024年"
            },
            Example {
                right: "规范政府信息制作、审查和归档。", wrong: "及时修订分中心政务公开目录。"
            },
        ],
        check: mismatch,
    },
    Rule {
        id: "self-reference",
        severity: crate::finding::Severity::Warning,
        summary: "自称与编制机关的种类不符",
        reason: "镇的报告写“我局”、局的报告写“我镇”，多半是套用了别的机关的文稿。",
        basis: Basis::Advice("机关名称前后一致"),
        examples: &[
            Example { right: "下一步，柳河镇将", wrong: "下一步，我局将" },
            Example { right: "的本镇专栏", wrong: "的本街道专栏" },
        ],
        check: itself::check,
    },
];

fn mismatch(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(body) = Body::of(context).filter(|body| !body.zone) else { return };
    names::check(&body, sink);
    stray::check(&body, sink);
}

/// Whether other bodies are named in the author's place.
fn names_others(body: &Body<'_, '_>) -> bool {
    crate::check::finds(body.context, "organisation-mismatch")
}

/// What follows a body that acts.
const PREDICATES: [&str; 5] = ["公开谓语", "收费谓语", "纳入谓语", "公开事项", "谓语"];

/// The author, and the text in which it speaks.
#[derive(Clone, Copy)]
struct Body<'s, 't> {
    context: &'s Context<'s, 't>,
    author: &'s Author,
    parts: Name<'s>,
    /// Whether it is the committee of a zone, a government and a department in one.
    zone: bool,
    /// Whether the report tells that bodies changed their names or kinds: an old name may be the author's.
    renamed: bool,
}

impl<'s, 't> Body<'s, 't> {
    /// `None` where nothing tells what the author is, or where it is of no kind that this family knows.
    fn of(context: &'s Context<'s, 't>) -> Option<Self> {
        // XX县XX局 is nobody to be held against.
        let is_named = |author: &&Author| !has_any(&author.name, &['X', 'x', 'Ｘ', '×', '某', '*', '○']);
        let author = context.reading.author.as_ref().filter(is_named)?;
        let parts = author.parts();
        let zone = is_zone_committee(&author.name);
        // 国有资产监督管理委员会 is neither.
        let known = (author.kind != Kind::Other || is_unit(&author.name))
            && !author.name.ends_with("管理委员会")
            && !parts.stem().is_empty();
        let body = Self { context, author, parts, zone, renamed: false };
        (zone || known).then(|| Self { renamed: body.hits(&["沿革"]).next().is_some(), ..body })
    }

    /// Whether it is a township, a town or a subdistrict.
    fn is_town(&self) -> bool {
        is_town(self.author.kind)
    }

    /// Its words of some classes that stand in prose, each with its class and the line.
    fn hits(&self, classes: &'static [&'static str]) -> impl Iterator<Item = (&'s Hit, &'static str, Span)> {
        let (source, reading) = (self.context.source, self.context.reading);
        let lines = reading.outline.body_above_signature();
        reading.words.of(List::Bodies).iter().filter_map(move |hit| {
            let class = hit.entry.column(0);
            if !classes.contains(&class) {
                return None;
            }
            let line = source.line_index(hit.span.start);
            let span = source.line(line);
            let prose = lines.contains(&line) && !reading.in_table(line);
            prose.then_some((hit, class, span))
        })
    }

    /// Whether a place on a line is inside quotation marks or the title of a document. Constant in the length of the
    /// line: marks far away are not looked for. Straight marks count here, and quotations within quotations, but not the
    /// end of a sentence, which `is_left_open` looks for: a name in doubt is taken for quoted.
    fn is_quoted(&self, span: Span, line: Span) -> bool {
        const REACH: usize = 600;
        let before = ending(self.context.source.slice(Span::new(line.start, span.start)), REACH);
        let (mut open, mut straight) = (0_u32, false);
        for c in before.chars() {
            match c {
                '“' | '《' | '「' | '〈' => open += 1,
                '”' | '》' | '」' | '〉' => open = open.saturating_sub(1),
                '"' => straight = !straight,
                _ => {}
            }
        }
        open > 0 || straight
    }

    /// Whether a word of one of some classes lies within a span.
    fn has_class(&self, span: Span, classes: &[&str]) -> bool {
        let mut words = self.context.reading.words.within(List::Bodies, span);
        words.any(|hit| classes.contains(&hit.entry.column(0)))
    }

    /// Whether what stands at a place is the subject of a sentence about disclosure: 政府信息公开工作稳步推进, but not
    /// 政务公开工作会议.
    fn speaks_of_disclosure(&self, at: u32) -> bool {
        let hits = self.context.reading.words.of(List::Bodies);
        let from = hits.partition_point(|hit| hit.span.start < at);
        let mut subjects = hits.iter().skip(from).take_while(|hit| hit.span.start == at);
        subjects.any(|hit| {
            hit.entry.column(0) == "公开事项" && self.class_at(hit.span.end, &["公开接续"]).is_some()
        })
    }

    /// Whether the words behind a subject give an account of disclosure in the year, with a number:
    /// 公开政府信息20条, 未收取费用, or words of some other classes behind the channel: 通过门户网站发布信息20条.
    fn gives_account(&self, at: u32, line: Span, classes: &[&str]) -> bool {
        const REACH: usize = 60;
        if self.class_at(at, &["公开谓语", "收费谓语"]).is_some() {
            return true;
        }
        let text = self.context.source.slice(Span::new(at, line.end));
        let reach = text.char_indices().nth(REACH).map_or(text.len(), |(at, _)| at);
        let near = text.get(..reach).unwrap_or_default();
        let clause = split(near, &['，', ',', '。', '；', '：']).next().unwrap_or_default();
        clause.starts_with("通过")
            && clause.contains(is_digit)
            && self.has_class(Span::new(at, at + clause.len() as u32), classes)
    }

    /// Whether a word of some classes begins at a place, and which class.
    fn class_at(&self, at: u32, classes: &[&str]) -> Option<&'static str> {
        let hits = self.context.reading.words.of(List::Bodies);
        let from = hits.partition_point(|hit| hit.span.start < at);
        let here = hits.iter().skip(from).take_while(|hit| hit.span.start == at);
        // Of several classes the first that was asked for.
        here.map(|hit| hit.entry.column(0))
            .filter_map(|class| Some((classes.iter().position(|asked| *asked == class)?, class)))
            .min()
            .map(|(_, class)| class)
    }
}

/// Whether a name is that of a centre, an office or another unit under a government.
fn is_unit(name: &str) -> bool {
    name.ends_with(['心', '处', '院', '所', '馆', '站', '队'])
}

/// Whether a name is that of the committee of a zone or a new area.
fn is_zone_committee(name: &str) -> bool {
    let place = ["管理委员会", "管委会"].iter().find_map(|end| name.strip_suffix(end));
    place.is_some_and(|place| place.ends_with('区'))
}

/// Whether a kind of body is a township, a town or a subdistrict.
const fn is_town(kind: Kind) -> bool {
    matches!(kind, Kind::Township | Kind::Subdistrict)
}

/// Whether a year ends where `before`, the line up to there, ends: 2023年，.
fn is_dated(before: &str) -> bool {
    let text = trim_end(trim_end(before).trim_end_matches(['，', ',']));
    let text = text.strip_suffix('度').unwrap_or(text);
    text.strip_suffix('年').is_some_and(|head| trim_end(head).ends_with(is_digit))
}

/// Whether a place is a district of a city, and no zone, new area or autonomous region.
fn is_plain_district(place: &str) -> bool {
    const WIDER: [&str; 2] = ["自治区", "地区"];
    place.ends_with('区') && place.chars().count() > 1 && !is_part(place) && !ends_with_one(place, &WIDER)
}

/// Whether a place is a part of a district or a county: a zone, a park, a quarter. Not whatever ends with 山区 or 林区,
/// as many districts do.
fn is_part(place: &str) -> bool {
    const PARTS: [&str; 17] = [
        "经开区",
        "新区",
        "片区",
        "小区",
        "校区",
        "库区",
        "街区",
        "牧区",
        "灌区",
        "景区",
        "园区",
        "保护区",
        "试验区",
        "示范区",
        "度假区",
        "合作区",
        "管理区",
    ];
    is_zone(place) || ends_with_one(place, &PARTS)
}

/// Whether a clause begins where `before`, the line up to there, ends: at the start of the line, behind its number,
/// or behind punctuation between clauses.
fn begins_clause(before: &str) -> bool {
    let text = trim_end(before);
    let numbered = crate::number::Ordinal::read(before).is_some_and(|ordinal| ordinal.len == before.len());
    text.is_empty() || numbered || text.ends_with(['，', ',', '。', '；', ';', '：', ':', '！', '？'])
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::check_text;
    use crate::finding::Finding;

    /// A report with a title, a preface and a first section.
    pub(crate) fn report(title: &str, preface: &str, text: &str, signature: &str) -> String {
        format!(
            "{title}\n\n{preface}\n\n一、总体情况\n{text}\n六、其他需要报告的事项\n无。\n\n{signature}\n2024年1月15日\n"
        )
    }

    /// The findings of this family.
    fn findings(draft: &str) -> Vec<Finding> {
        let mut findings = check_text(draft).findings;
        findings.retain(|finding| RULES.iter().any(|rule| rule.id == finding.rule));
        findings
    }

    /// What this family reports of a draft: rule and marked text, each further place behind it.
    pub(crate) fn found(draft: &str) -> Vec<String> {
        let words = |finding: &Finding| {
            let places = std::iter::once(finding.span).chain(finding.notes.iter().map(|note| note.span));
            let text = |span: Span| draft.get(span.start as usize..span.end as usize).unwrap();
            places.map(text).collect::<Vec<_>>().join(" ")
        };
        findings(draft).iter().map(|finding| format!("{} {}", finding.rule, words(finding))).collect()
    }

    /// A draft with the first fix of its only finding.
    pub(crate) fn fixed(draft: &str) -> String {
        let [finding] = findings(draft).try_into().unwrap();
        let mut draft = draft.to_owned();
        for edit in finding.fixes[0].edits().iter().rev() {
            draft.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        draft
    }

    /// Checks drafts that differ in the title and one sentence of the first section.
    #[track_caller]
    pub(crate) fn assert_found(cases: &[(&str, &str, &[&str])]) {
        for (author, text, expected) in cases {
            let title = format!("{author}2023年政府信息公开工作年度报告");
            assert_eq!(found(&report(&title, "", text, author)), *expected, "{author}: {text}");
        }
    }
}
