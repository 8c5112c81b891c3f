//! What the author calls itself: 我局 in the report of a town.

use crate::find::{has, has_one};
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::trim_end;
use crate::reading::names::Kind;
use crate::source::Span;
use crate::words::Hit;

use super::{Body, Context, PREDICATES, Sink, begins_clause, is_dated, is_plain_district};

/// What a word for oneself says about the author.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It is the author's own.
    Own,
    /// It is another body's.
    Other,
    /// It is another body's if the author mostly uses its own: bodies have second names, and new ones.
    OtherIfRare,
    /// It tells nothing.
    Open,
}

/// Works for which committees have been or are in charge: 发展和改革局 was 发展和改革委员会.
const COMMITTEES: [&str; 27] = [
    "发展",
    "改革",
    "经济",
    "信息",
    "工业",
    "商务",
    "卫生",
    "健康",
    "计划",
    "国资",
    "国有资产",
    "住房",
    "建设",
    "规划",
    "农业",
    "科技",
    "教育",
    "民族",
    "宗教",
    "城市管理",
    "交通",
    "文化",
    "旅游",
    "体育",
    "外事",
    "金融",
    "国防",
];

/// Characters before 本 that make another word of it, 基本局面, and before 我 and 全 likewise: 自我, 健全镇村两级制度.
const BEFORE_OWN: &str = "基根日成样版文资原课剧读标自忘敌健安完周齐保";

pub(super) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let known =
        |body: &Body<'_, '_>| body.zone || body.author.kind != Kind::Other || body.author.itself().is_some();
    let Some(body) = Body::of(context).filter(known) else { return };
    let mut own = 0_usize;
    let mut others: Vec<(&Hit, bool, Vec<Span>)> = Vec::new();
    let (mut units, mut taken) = (Vec::new(), 0);
    for (hit, class, line) in body.hits(&["自称", "自称独立", "自称主语", "不是"]) {
        if class == "不是" {
            taken = hit.span.end.max(taken);
            continue;
        }
        if hit.span.start < taken || body.is_quoted(hit.span, line) {
            continue;
        }
        let before = context.source.slice(Span::new(line.start, hit.span.start));
        let other_word = before.ends_with(|c| BEFORE_OWN.contains(c));
        let acts = || body.class_at(hit.span.end, &PREDICATES).is_some();
        let alone = class == "自称" || stands_alone(before) && (class == "自称独立" || acts());
        if other_word || !alone {
            continue;
        }
        // 我中心 is longer than a word that begins with it only in the list.
        taken = hit.span.end;
        if hit.entry.column(1) == "单位" {
            units.push(hit.span);
            continue;
        }
        let fit = fit(&body, hit.entry.column(1), hit.entry.word);
        let rare = match if fit == Fit::Open { fit_of_subject(&body, hit, before, line) } else { fit } {
            Fit::Own => {
                own += 1;
                continue;
            }
            Fit::Open => continue,
            Fit::Other => false,
            Fit::OtherIfRare => true,
        };
        match others.iter_mut().find(|(known, ..)| known.entry.word == hit.entry.word) {
            Some((.., spans)) => spans.push(hit.span),
            None => others.push((hit, rare, vec![hit.span])),
        }
    }
    others.retain(|(_, rare, spans)| !rare || spans.len() < own);
    // Where other bodies are named as well, more than the word was taken over from somebody.
    let is_open = body.zone || !others.is_empty() && super::names_others(&body);
    for (hit, _, spans) in &others {
        report(&body, sink, (hit, spans), is_open);
    }
    two_words(&body, sink, &units, own);
}

/// Reports 本单位 in a report that otherwise speaks of itself by the word of its kind.
fn two_words(body: &Body<'_, '_>, sink: &mut Sink<'_>, units: &[Span], own: usize) {
    const LEAST: usize = 2;
    let (Some((&first, others)), Some(itself)) = (units.split_first(), body.author.itself()) else { return };
    if own < LEAST || units.len() >= own {
        return;
    }
    let message = format!("全文多用“{itself}”自称，这里却用“本单位”，宜统一为“{itself}”。");
    let edits = units.iter().map(|&span| Edit::replace(span, itself)).collect();
    sink.at(first, message)
        .severity(Severity::Hint)
        .notes(others.iter().copied(), "这里也写的是“本单位”。")
        .fix_all(format!("改为“{itself}”"), Applicability::Suggested, edits);
}

/// Whether a clause begins behind `before`, perhaps with a time before it: 2023年我办…
fn stands_alone(before: &str) -> bool {
    let text = trim_end(before);
    begins_clause(before) || text.ends_with(['年', '来', '步'])
}

fn fit(body: &Body<'_, '_>, unit: &str, word: &str) -> Fit {
    let (kind, seat) = (body.author.kind, body.parts.seat);
    if body.zone {
        return Fit::Open;
    }
    match unit {
        // Who is over a centre or an institute may be meant, unless it is said more rarely.
        _ if kind == Kind::Other && body.author.name.ends_with(unit) => Fit::Own,
        "省" | "市" | "县" | "区" | "处" | "所" | "关" if kind == Kind::Other => Fit::Open,
        _ if kind == Kind::Other => {
            if word.starts_with('全') {
                Fit::Open
            } else {
                Fit::OtherIfRare
            }
        }
        _ if kind == Kind::Government && unit == body.parts.unit => Fit::Own,
        "省" | "市" | "县" | "区" | "局" if of_province(body) && !word.starts_with('全') => {
            if has(&body.author.name, unit) { Fit::Open } else { Fit::Other }
        }
        // A district is no county; but the report of a county may speak of a city, and of an autonomous region (我区).
        "县" if is_plain_district(body.parts.county()) => Fit::Other,
        "省" | "市" | "区" | "县" => Fit::Open,
        "镇" | "乡" | "街道" if unit == body.parts.unit => Fit::Own,
        // 全镇 is said of others by whoever is above them.
        "镇" | "乡" | "街道" if word.starts_with('全') && !body.is_town() => Fit::Open,
        "镇" | "乡" | "街道" => Fit::Other,
        "办" | "处" if kind == Kind::Subdistrict => Fit::Own,
        "办" if matches!(kind, Kind::Office | Kind::Government) => Fit::Own,
        "委" if body.parts.unit == "委员会" => Fit::Own,
        _ if unit == body.parts.unit => Fit::Own,
        _ if body.is_town() => Fit::Other,
        // Only provinces have them, and some of their bureaus have been some.
        "厅" if word == "我厅" && body.parts.unit == "局" && seat.ends_with(['县', '区', '市']) => {
            Fit::Other
        }
        "委" if of_province(body) || (body.parts.unit == "局" && !has_one(body.parts.own, &COMMITTEES)) => {
            Fit::Other
        }
        "关" | "所" if kind == Kind::Department => Fit::Other,
        // The police and the courts of a department have units of their own; an office may have several names.
        "处" | "分局" | "支队" | "大队" | "总队" | "关" | "所" => Fit::Open,
        _ => Fit::OtherIfRare,
    }
}

/// Whether the author is a department of a province, which is over nothing else: no county, no bureau.
fn of_province(body: &Body<'_, '_>) -> bool {
    body.parts.unit == "厅" && body.parts.seat.ends_with('省')
}

/// What a word says that tells nothing unless it is the subject of what only the author can say: a zone,
/// and what the county or the towns around the author could be called.
fn fit_of_subject(body: &Body<'_, '_>, hit: &Hit, before: &str, line: Span) -> Fit {
    let (unit, at) = (hit.entry.column(1), hit.span.end);
    let place = matches!(unit, "省" | "市" | "县" | "区");
    // A word in the author's own name may be meant: 我县 in 青溪县.
    let named = body.author.name.contains(unit) || is_titled(body, unit);
    let accounts = || is_dated(before) && body.gives_account(at, line, &["公开谓语", "发布谓语"]);
    let other = match unit {
        _ if named => false,
        "委" | "区" if body.zone => false,
        "局" | "镇" | "乡" | "街道" | "办" if body.zone && !hit.entry.word.starts_with('全') => {
            stands_alone(before) && body.class_at(at, &PREDICATES).is_some()
        }
        _ if body.zone => place && accounts(),
        "镇" | "乡" | "街道" => body.author.kind == Kind::Department && accounts(),
        _ if place && (body.is_town() || body.author.kind == Kind::Department) => {
            body.parts.seat.chars().count() > 1 && accounts()
        }
        _ => false,
    };
    if other { Fit::Other } else { Fit::Open }
}

/// Whether the title or the signature has a word: a body may have two names, 管理委员会（旅游局）.
fn is_titled(body: &Body<'_, '_>, word: &str) -> bool {
    let (source, outline) = (body.context.source, &body.context.reading.outline);
    let title = outline.title.as_ref().map_or(0..0, |(lines, _)| lines.clone());
    let signature = outline.signature.map(|signature| signature.line);
    title
        .chain(signature)
        .filter_map(|line| source.lines().get(line))
        .any(|&span| has(source.slice(span), word))
}

/// The author's word for the one found: 我局 → 我镇, 本局 → 本镇.
fn right(body: &Body<'_, '_>, word: &str) -> Option<String> {
    if body.zone {
        return Some("管委会".to_owned());
    }
    let unit = body.author.itself()?.strip_prefix('我')?;
    let place = word.ends_with(['省', '市', '区']);
    if of_province(body) || place || (!body.is_town() && word.starts_with('全') && !word.ends_with('县')) {
        return Some(format!("我{unit}"));
    }
    let county = body.parts.county();
    let unit = if word.ends_with('县') && is_plain_district(county) { "区" } else { unit };
    let first = word.chars().next().filter(|first| *first != '我');
    Some(format!("{}{unit}", first.unwrap_or('我')))
}

fn report(body: &Body<'_, '_>, sink: &mut Sink<'_>, (hit, spans): (&Hit, &[Span]), is_open: bool) {
    let (word, name) = (hit.entry.word, &body.author.name);
    let times = if spans.len() > 1 { format!("（共{}处）", spans.len()) } else { String::new() };
    let message = format!(
        "编制机关是“{name}”，这里却自称“{word}”{times}，像是套用了别的机关的文稿。请改正，并核对这一段的内容和数据是不是本机关的。"
    );
    let report = sink.at(hit.span, message);
    for &span in spans.iter().skip(1) {
        report.note(span, format!("这里也写的是“{word}”。"));
    }
    if let Some(right) = right(body, word) {
        let edits = spans.iter().map(|&span| Edit::replace(span, right.as_str())).collect();
        let trust = if is_open { Applicability::Manual } else { Applicability::Suggested };
        report.fix_all(format!("改为“{right}”"), trust, edits);
    }
}

#[cfg(test)]
mod tests;
