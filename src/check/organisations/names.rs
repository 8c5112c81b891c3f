//! Other bodies by name where the author should stand: 永安镇 in the report of 柳河镇.

mod accounts;
mod another;
mod columns;
mod misspelt;
mod possessed;

use crate::find::{begins_with_one, ends_with_one, has, split};
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::{is_han, trim_end, trim_start};
use crate::reading::names::{Kind, Name};
use crate::reading::sections::title::parts::squeezed;
use crate::source::Span;
use crate::words::List;

use super::{Body, PREDICATES, Sink, begins_clause, is_dated};
use another::{alike, is_another, is_bare, is_central};

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
    /// Whether it is the subject of a whole sentence about disclosure, or about what it will do for it.
    leads: bool,
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

/// What stands behind the body that compiled the report.
const COMPILES: [&str; 2] = ["编制本报告", "编制本年度报告"];

/// What a body says of its own disclosure and of nobody else's: its care for it, and its plans.
const LEADING: [&str; 12] = [
    "高度重视政府信息公开",
    "高度重视政务公开",
    "将继续完善",
    "将继续健全",
    "将继续深化政",
    "将继续规范政",
    "将继续推进政",
    "将继续加强政",
    "将进一步完善",
    "将进一步健全",
    "将进一步规范政",
    "将进一步加强政",
];

/// Letters that names of places and bodies hardly have, but words around them do.
const NOT_IN_NAMES: &str =
    "的地得与及或在对了为各该本我们每由被将把其等是向到至并以使让给按赴往据因如除含此这那某两几全原村";

/// Most mentions that are looked at: a text with more is of many bodies.
const MOST: usize = 100;

pub(super) fn check(body: &Body<'_, '_>, sink: &mut Sink<'_>) {
    columns::check(body, sink);
    accounts::check(body, sink);
    office(body, sink);
    let mut mentions: Vec<Mention<'_>> = body
        .hits(&["结尾"])
        .filter_map(|(hit, _, line)| {
            let mention =
                mention(body, hit.span, line).or_else(|| possessed::mention(body, hit.span, line))?;
            (!body.is_quoted(mention.span, line)).then_some(mention)
        })
        .collect();
    let signature = body.context.reading.outline.signed_by();
    mentions.extend(signature.map(|span| {
        let text = body.context.source.slice(span);
        let kind = Kind::of(text);
        Mention {
            span,
            name: Name::of(text, kind),
            kind,
            manner: Manner::Signs,
            reports: false,
            leads: false,
        }
    }));
    // Who names several bureaus of the same place speaks of all of them.
    let bare = mentions.iter().filter(|mention| is_bare(mention)).map(|mention| mention.name.own);
    let mut bare = bare.filter(|own| !alike(body.parts.own, own));
    let first = bare.next();
    let several = bare.any(|own| Some(own) != first);
    mentions.retain(|mention| is_another(body, mention) && !(several && is_bare(mention)));
    if mentions.len() > MOST {
        sink.unchecked(format!("写到的机关太多，只核对了前{MOST}处"));
        mentions.truncate(MOST);
    }
    misspelt::check(body, &mentions, sink);
    while let Some(first) = mentions.first() {
        let name = first.name;
        let (same, others): (Vec<_>, _) =
            mentions.into_iter().partition(|mention| is_same(&name, &mention.name));
        report(body, sink, &same);
        mentions = others;
    }
}

/// Asks which of the two compiled the report where the title names the office of the government that signs. That a
/// government's report is signed by its office is usual.
fn office(body: &Body<'_, '_>, sink: &mut Sink<'_>) {
    let Some(span) = body.context.reading.outline.signature.and_then(|signature| signature.organisation)
    else {
        return;
    };
    let (author, signed) = (&body.author.name, squeezed(body.context.source.slice(span)));
    let end = author.strip_prefix(&signed).filter(|_| signed.ends_with("政府"));
    if end.is_some_and(|end| matches!(end, "办公室" | "办")) {
        let message = format!(
            "标题的编制机关是“{author}”，落款是“{signed}”。请确认哪一个是编制机关，把标题和落款写成一致。"
        );
        sink.at(span, message).severity(Severity::Hint).fix(
            format!("落款改为“{author}”"),
            Applicability::Manual,
            Edit::replace(span, author.as_str()),
        );
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
    let labelled = opening.strip_suffix(['：', ':']).is_some_and(|label| ends_with_one(label, &LABELS));
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
    answers |= begins_with_one(behind.get(tail..)?, &COMPILES);
    let kind = match source.slice(unit) {
        "县" | "区" | "市" | "省" if tail_text.contains('办') => Kind::Office,
        "县" | "区" | "市" | "省" => Kind::Government,
        _ => Kind::of(core),
    };
    let mut of_the_year = dated || opening.trim_end_matches(['，', ',']).ends_with('年');
    let (mut counts, mut leads) = (false, false);
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
        let words = source.slice(Span::new(at, line.end));
        // Who looks after disclosure for all bodies reports theirs.
        let through = class != "公开谓语"
            && of_the_year
            && !is_central(&body.parts)
            && body.gives_account(at, line, &["公开谓语"]);
        counts = class == "公开谓语" || through;
        let arranges = class == "纳入谓语" && kind != Kind::Department;
        leads = opens_sentence(opening, dated)
            && (of_the_year && counts || begins_with_one(words, &LEADING) || arranges);
        match class {
            _ if through => Manner::Discloses,
            "谓语" | "收费谓语" | "纳入谓语" => Manner::Acts,
            "公开事项" if !reports && !body.speaks_of_disclosure(at) => return None,
            _ => Manner::Discloses,
        }
    };
    // 监督管理局 ends a name, and 监督 and 管理 before a name are none of it.
    let work = body.context.reading.words.within(List::Bodies, Span::new(span.start, unit.end));
    let work = work.filter(|hit| hit.span.end == unit.end).find(|hit| hit.entry.column(0) == "局名");
    let head = Span::new(span.start, work.map_or(unit.end, |hit| hit.span.start));
    if !is_plausible(core, source.slice(head)) || body.has_class(head, &["不入名", "谓语"]) {
        return None;
    }
    let name = Name { tail: tail_text, ..Name::of(core, kind) };
    Some(Mention { span, name, kind, manner, reports: counts && of_the_year, leads })
}

/// Whether a sentence begins where `opening`, the line up to there, ends, perhaps with a time before it.
fn opens_sentence(opening: &str, dated: bool) -> bool {
    let text = trim_end(opening);
    let timed = text.trim_end_matches(['，', ',']);
    dated
        || is_dated(text)
        || ends_with_one(timed, &["下一步", "下步", "今后", "以来"])
        || (begins_clause(text) && !text.ends_with(['，', ',', '；', ';', '：', ':']))
}

/// Length of what follows the unit of a name and still belongs to it: 人民政府, 党委、政府, 办事处. Running text
/// names party committees too; no title does.
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
    labelled || begins_with_one(clause, &["编制", "负责解释"]) || clause.ends_with("联系")
}

/// Whether a text can be the name of one body, with a head that is any text.
fn is_plausible(name: &str, head: &str) -> bool {
    const LONGEST: usize = 24;
    name.chars().count() <= LONGEST && !head.contains(|c| NOT_IN_NAMES.contains(c))
}

/// The author's name in the form in which the other was given.
fn right(body: &Body<'_, '_>, mention: &Mention<'_>) -> String {
    let (own, name) = (&body.parts, &mention.name);
    // 柳河镇 for 永安乡, but 东门街道办事处 for 永安镇人民政府.
    let towns = |unit: &str| matches!(unit, "镇" | "乡") || (unit == "街道" && name.tail.is_empty());
    let alike = own.unit == name.unit || (towns(own.unit) && towns(name.unit));
    if !alike || mention.manner == Manner::Signs {
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
    let report = sink.at(first.span, message);
    for other in mentions.iter().skip(1) {
        report.note(other.span, format!("这里也写的是“{}”。", source.slice(other.span)));
    }
    let edits = mentions.iter().map(|mention| Edit::replace(mention.span, right(body, mention))).collect();
    report.fix_all(format!("改为“{}”", right(body, first)), Applicability::Manual, edits);
}

#[cfg(test)]
mod tests;
