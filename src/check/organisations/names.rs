//! Other bodies by name where the author should stand: 永安镇 in the report of 柳河镇.

use crate::find::{has, has_one, split};
use crate::finding::{Applicability, Edit};
use crate::fold::{is_han, trim_end, trim_start};
use crate::reading::author::{Kind, Name};
use crate::source::Span;

use super::{Body, PREDICATES, Sink, begins_clause, is_town};

/// How a sentence speaks of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// As the one that does the author's work: 永安镇高度重视…
    Acts,
    /// As the one whose disclosure it is: 永安镇主动公开政府信息…, 现将永安镇政府信息公开工作…
    Discloses,
    /// As the one that compiled the report or answers for it.
    Answers,
    /// As the one that signs.
    Signs,
}

/// A body that is named in one of these ways.
struct Mention<'t> {
    span: Span,
    name: Name<'t>,
    kind: Kind,
    manner: Manner,
    /// Whether it is said to have disclosed or received so much in the year: nobody reports that of another body.
    reports: bool,
}

/// What may stand between the beginning of a clause and the name.
const BEFORE_SUBJECT: [&str; 26] = [
    "年度",
    "年来",
    "年",
    "本年度",
    "今年以来",
    "一年来",
    "近年来",
    "今年",
    "下一步",
    "下步",
    "今后",
    "截至目前",
    "目前",
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "六是",
    "首先",
    "其次",
    "最后",
    "同时",
    "此外",
    "另外",
    "现",
];

/// What stands before a report of the body's disclosure.
const BEFORE_REPORT: [&str; 4] = ["现将", "现就", "现公布", "现发布"];

/// What stands before the body that compiled the report or answers for it.
const BEFORE_ANSWERING: [&str; 6] = ["请直接与", "请与", "请和", "可与", "请联系", "由"];

/// Labels before such a body.
const LABELS: [&str; 5] = ["编制单位", "编制机关", "联系单位", "公开机关", "公开单位"];

/// Letters that names of places and bodies hardly have, but words around them do.
const NOT_IN_NAMES: &str =
    "的地得与及或在对了为各该本我们每由被将把其等是向到至并以使让给按赴往据因如除含此这那某两几全原村";

/// Bureaus that look after disclosure for all bodies of a place.
const CENTRAL_WORK: [&str; 5] = ["政务", "数据", "信息", "审批", "公开"];

/// Most mentions that are looked at: a text with more is of many bodies.
const MOST: usize = 100;

pub(super) fn check(body: &Body<'_, '_>, sink: &mut Sink<'_>) {
    let mut mentions: Vec<Mention<'_>> = body
        .hits(&["结尾"])
        .filter_map(|(hit, _, line)| mention(body, hit.span, line).filter(|m| !body.is_quoted(m.span, line)))
        .collect();
    let signature = body.context.reading.outline.signature.and_then(|signature| signature.organisation);
    mentions.extend(signature.map(|span| {
        let text = body.context.source.slice(span);
        let kind = Kind::of(text);
        Mention { span, name: Name::of(text, kind), kind, manner: Manner::Signs, reports: false }
    }));
    mentions.retain(|mention| is_another(body, mention));
    mentions.truncate(MOST);
    while let Some(first) = mentions.first() {
        let name = first.name;
        let (same, others): (Vec<_>, _) =
            mentions.into_iter().partition(|mention| is_same(&name, &mention.name));
        report(body, sink, &same);
        mentions = others;
    }
}

/// Whether two names are of one body, with or without the place.
fn is_same(one: &Name<'_>, other: &Name<'_>) -> bool {
    one.own == other.own && (one.seat == other.seat || one.seat.is_empty() || other.seat.is_empty())
}

/// The body whose name ends with the word at `unit`, if the sentence speaks of it as of the author.
fn mention<'t>(body: &Body<'_, 't>, unit: Span, line: Span) -> Option<Mention<'t>> {
    const LONGEST: usize = 30;
    let source = body.context.source;
    let before = source.slice(Span::new(line.start, unit.start));
    let run = before.char_indices().rev().take(LONGEST).take_while(|&(_, c)| is_han(c)).last()?.0;
    let opening = before.get(..run)?;
    // 2023年永安镇…
    let dated = trim_end(opening).ends_with(crate::fold::is_digit);
    let labelled =
        opening.strip_suffix(['：', ':']).is_some_and(|label| LABELS.iter().any(|l| label.ends_with(l)));
    let in_bracket = opening.ends_with(['（', '(']);
    let (mut start, mut answers) = (run, labelled);
    if dated && !before.get(run..)?.starts_with('年') {
        return None;
    }
    if !dated && !begins_clause(opening) && !in_bracket {
        return None;
    }
    let words = before.get(run..)?;
    let leads = BEFORE_ANSWERING.iter().filter_map(|lead| Some(words.rfind(lead)? + lead.len()));
    let mut reports = false;
    match leads.max() {
        Some(lead) => (start, answers) = (run + lead, true),
        None => {
            if let Some(lead) = BEFORE_REPORT.iter().find(|lead| words.starts_with(**lead)) {
                (start, reports) = (run + lead.len(), true);
            }
            while let Some(lead) = BEFORE_SUBJECT
                .iter()
                .find(|lead| before.get(start..).is_some_and(|rest| rest.starts_with(**lead)))
            {
                start += lead.len();
            }
        }
    }
    let behind = source.slice(Span::new(unit.end, line.end));
    let tail = tail(source.slice(unit), behind);
    let span = Span::new(line.start + start as u32, unit.end + tail as u32);
    let (core, tail_text) = (source.slice(Span::new(span.start, unit.end)), behind.get(..tail)?);
    let kind = match source.slice(unit) {
        "县" | "区" | "市" | "省" if tail_text.contains('办') => Kind::Office,
        "县" | "区" | "市" | "省" => Kind::Government,
        _ => Kind::of(core),
    };
    let mut of_the_year = dated || opening.trim_end_matches(['，', ',']).ends_with('年');
    let mut counts = false;
    let manner = if answers {
        answers_for_report(behind.get(tail..)?, labelled || has(words, "请联系"))
            .then_some(Manner::Answers)?
    } else if in_bracket {
        return None;
    } else {
        let behind = source.slice(Span::new(span.end, line.end));
        let at = predicate(behind);
        of_the_year |= at > 0 && behind.get(..at).is_some_and(|between| between.contains('年'));
        let at = span.end + at as u32;
        let class = body.class_at(at, &PREDICATES)?;
        counts = class == "公开谓语";
        match class {
            "谓语" | "收费谓语" => Manner::Acts,
            "公开事项" if !reports && !body.speaks_of_disclosure(at) => return None,
            _ => Manner::Discloses,
        }
    };
    if !is_plausible(core) || body.has_class(Span::new(span.start, unit.end), &["不入名", "谓语"]) {
        return None;
    }
    let name = Name { tail: tail_text, ..Name::of(core, kind) };
    Some(Mention { span, name, kind, manner, reports: counts && of_the_year })
}

/// Length of what follows the unit of a name and still belongs to it: 人民政府, 党委、政府, 办事处.
fn tail(unit: &str, behind: &str) -> usize {
    const OF_TOWNS: [&str; 6] = ["人民政府", "党委、政府", "党委政府", "党委和政府", "党委", "政府"];
    const OF_SUBDISTRICTS: [&str; 5] =
        ["党工委、办事处", "党工委办事处", "党工委和办事处", "党工委", "办事处"];
    const OF_PLACES: [&str; 6] = ["人民政府办公室", "人民政府办", "政府办公室", "政府办", "人民政府", "政府"];
    let tails: &[&str] = match unit {
        "镇" | "乡" => &OF_TOWNS,
        "街道" => &OF_SUBDISTRICTS,
        "县" | "区" | "市" | "省" => &OF_PLACES,
        _ => &[],
    };
    // 永安镇政府信息公开工作: the 政府 is that of 政府信息.
    let of_information = behind.starts_with("政府信息") || behind.starts_with("政府网");
    tails.iter().find(|tail| behind.starts_with(**tail) && !of_information).map_or(0, |tail| tail.len())
}

/// Length of what may stand between the name and its predicate: a year, 全年, blanks.
fn predicate(behind: &str) -> usize {
    let rest = trim_start(behind);
    if let Some(rest) = rest.strip_prefix("全年") {
        return behind.len() - rest.len();
    }
    let digits = rest.trim_start_matches(crate::fold::is_digit);
    if digits.len() == rest.len() {
        return behind.len() - rest.len();
    }
    let year = trim_start(digits).strip_prefix('年');
    let rest = year.map_or(rest, |rest| rest.strip_prefix('度').unwrap_or(rest));
    behind.len() - trim_start(rest).len()
}

/// Whether the words behind a name say that it compiled the report or answers for it.
fn answers_for_report(behind: &str, labelled: bool) -> bool {
    const REACH: usize = 24;
    let reach = behind.char_indices().nth(REACH).map_or(behind.len(), |(at, _)| at);
    let near = behind.get(..reach).unwrap_or_default();
    let clause = split(near, &['（', '(', '，', ',', '。', '；']).next().unwrap_or_default();
    labelled || ["编制", "负责解释"].iter().any(|word| clause.starts_with(word)) || clause.ends_with("联系")
}

/// Whether a text can be the name of one body.
fn is_plausible(name: &str) -> bool {
    const LONGEST: usize = 24;
    name.chars().count() <= LONGEST && !name.contains(|c| NOT_IN_NAMES.contains(c))
}

/// Whether a mention is of another body than the author, and one that cannot be meant beside it.
fn is_another(body: &Body<'_, '_>, mention: &Mention<'_>) -> bool {
    // Groups and stages of places: 城镇, 中心镇.
    const COMMON: [&str; 4] = ["中心", "特色小", "建制", "城"];
    let (name, own, manner) = (&mention.name, &body.parts, mention.manner);
    let letters = name.stem().chars().count();
    if letters < 2 || COMMON.contains(&name.stem()) {
        return false;
    }
    let direct = matches!(manner, Manner::Answers | Manner::Signs);
    if manner == Manner::Signs && signs_unlike(body, mention) {
        return true;
    }
    match (is_town(body.author.kind), mention.kind) {
        (true, Kind::Township | Kind::Subdistrict) => is_other_town(own, name),
        (true, Kind::Department) => {
            let named = manner == Manner::Signs || name.seat.chars().count() > 2;
            named && manner != Manner::Acts && !is_central(name) && !alike(own.own, name.own)
        }
        (false, kind) => match (body.author.kind, kind) {
            (Kind::Department, Kind::Department) => {
                if seats_differ(own.seat, name.seat) {
                    // The bureau of a city may stand above that of another.
                    direct || !name.seat.ends_with('市') || manner == Manner::Discloses
                } else {
                    let same = own.seat.is_empty()
                        || name.seat.is_empty()
                        || own.seat.ends_with(name.seat)
                        || name.seat.ends_with(own.seat);
                    let certain = direct || (manner == Manner::Discloses && name.seat.chars().count() > 2);
                    same && certain && !is_central(name) && !alike(own.own, name.own)
                        || mention.reports && is_elsewhere(own, name)
                }
            }
            (Kind::Other, Kind::Department) => mention.reports && is_elsewhere(own, name),
            (Kind::Department, Kind::Township | Kind::Subdistrict) => {
                direct && !body.author.name.contains(name.stem())
            }
            (Kind::Office | Kind::Government, Kind::Office | Kind::Government) => {
                let certain = direct || !name.tail.is_empty() || manner == Manner::Discloses;
                let level = matches!(name.unit, "县" | "区") || (direct && name.unit == "市");
                let differ = seats_differ(own.own, name.own);
                let beside = mention.reports
                    && (differ || own.unit == "区" && name.unit == "县" && name.own.chars().count() > 2);
                (certain && level && differ || beside) && !own.area.contains(name.own)
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether a signature has the name of the author with another word in it, which in the text may be a former name: 柳河乡 for
/// 柳河镇, 青溪县水利局 for 青溪市水利局, 水务局 for 水利局. A shorter form of the name is none.
fn signs_unlike(body: &Body<'_, '_>, mention: &Mention<'_>) -> bool {
    let (name, own) = (&mention.name, &body.parts);
    match (body.author.kind, mention.kind) {
        (ours, theirs) if is_town(ours) && is_town(theirs) => {
            own.stem() == name.stem() && !name.unit.is_empty() && own.unit != name.unit
        }
        (Kind::Department, Kind::Department) => {
            let of_place = |place: &str| place.trim_end_matches(['县', '区', '市']).to_owned();
            let other_level = own.seat != name.seat
                && own.seat.chars().count() > 2
                && of_place(own.seat) == of_place(name.seat);
            let other_work = own.own.chars().count() == name.own.chars().count() && own.own != name.own;
            other_level || other_work && own.seat == name.seat
        }
        _ => false,
    }
}

/// Whether another town is named: not by a longer or shorter form, nor as what it was before it became a town or a
/// subdistrict. One of the same name in another county is another.
fn is_other_town(own: &Name<'_>, name: &Name<'_>) -> bool {
    let (ours, theirs) = (own.stem(), name.stem());
    let same = ours.ends_with(theirs) || theirs.contains(ours);
    !same || (ours == theirs && seats_differ(own.seat, name.seat))
}

/// Whether two places of one level are two places. A place without a name, 县, is whichever is meant.
fn seats_differ(ours: &str, theirs: &str) -> bool {
    let named = |place: &str| place.chars().count() > 2;
    let level = |place: &str| place.chars().last();
    named(theirs)
        && ours.chars().count() > 1
        && level(ours) == level(theirs)
        && !ours.ends_with(theirs)
        && !theirs.ends_with(ours)
}

/// Whether a bureau that is said to have disclosed so much in the year is one of another place: neither of two counties
/// and districts is above the other, and a bureau of other work is neither above nor below.
fn is_elsewhere(own: &Name<'_>, name: &Name<'_>) -> bool {
    let named =
        name.seat.chars().count() > 2 && !own.seat.ends_with(name.seat) && !name.seat.ends_with(own.seat);
    let level = own.seat.ends_with('区') && name.seat.ends_with('县');
    named && (level || !is_central(name) && !alike(own.own, name.own))
}

/// Whether a bureau looks after disclosure for the whole place.
fn is_central(name: &Name<'_>) -> bool {
    has_one(name.own, &CENTRAL_WORK)
}

/// Whether one name can stand for the other: a short form (教体局 for 教育体育局), or a name before or after a
/// reform, which keeps half of the letters.
fn alike(ours: &str, theirs: &str) -> bool {
    let within = |short: &str, long: &str| {
        let mut letters = long.chars();
        short.chars().all(|c| letters.any(|other| other == c))
    };
    let shared = theirs.chars().filter(|c| ours.contains(*c)).count().saturating_sub(1);
    within(theirs, ours) || within(ours, theirs) || shared * 2 >= theirs.chars().count().saturating_sub(1)
}

/// The author's name in the form in which the other was given.
fn right(body: &Body<'_, '_>, mention: &Mention<'_>) -> String {
    let (own, name) = (&body.parts, &mention.name);
    if own.unit != name.unit || mention.manner == Manner::Signs {
        return body.author.name.clone();
    }
    let area = match (name.area.is_empty(), name.area == name.seat) {
        (true, _) => "",
        (false, true) => own.seat,
        (false, false) => own.area,
    };
    format!("{area}{}{}", own.own, name.tail)
}

fn report(body: &Body<'_, '_>, sink: &mut Sink<'_>, mentions: &[Mention<'_>]) {
    let Some(first) = mentions.first() else { return };
    let source = body.context.source;
    let (author, named) = (&body.author.name, source.slice(first.span));
    let message = match first.manner {
        Manner::Signs => format!(
            "标题的编制机关是“{author}”，落款却是“{named}”。请核对哪一个是编制机关，把标题和落款写成一致。"
        ),
        Manner::Answers => {
            format!("编制机关是“{author}”，这里的编制或联系单位却是“{named}”。请核对，并一并核对地址和电话。")
        }
        Manner::Acts | Manner::Discloses => format!(
            "编制机关是“{author}”，这里写的却是“{named}”的工作，像是套用了别处的文稿。请改正，并核对这一段的内容和数据是不是本机关的。"
        ),
    };
    let mut report = sink.at(first.span, message);
    for other in mentions.iter().skip(1) {
        report = report.note(other.span, format!("这里也写的是“{}”。", source.slice(other.span)));
    }
    let edits = mentions.iter().map(|mention| Edit::replace(mention.span, right(body, mention))).collect();
    report.fix_all(format!("改为“{}”", right(body, first)), Applicability::Manual, edits).done();
}

#[cfg(test)]
mod tests;
