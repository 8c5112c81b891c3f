//! The tokens of a sentence: words of the list with what they do, figures, years, breaks, and what is none of these.

mod periods;

use std::sync::LazyLock;

use crate::find::ends_with_one;
use crate::fold::{is_blank, is_han};
use crate::number::{Number, is_in_ordinal};
use crate::source::{Source, Span};
use crate::words::{Entry, List, Words, entries};

use super::figures::{Figure, Read, figure_at};
use periods::{ends_with_year_to, ends_within_year, months_at, takes};

/// What something counted is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Application,
    /// An application, of whatever kind the words before it say: 申请.
    Request,
    Review,
    Litigation,
    Normative,
    Regulation,
    Permit,
    Penalty,
    Coercion,
    Charge,
    Fee,
    Disclosure,
    /// A piece of information of whatever kind: 信息.
    Piece,
}

/// What was done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    New,
    Received,
    Accepted,
    Handled,
    Done,
    CarriedIn,
    CarriedOut,
    /// Carried over, from or to the year beside it.
    Carried,
    Issued,
    Repealed,
    /// Lost its force, which may be counted as repealed or beside it: 宣布失效.
    Lapsed,
    InForce,
    Decided,
    Published,
    /// 主动公开: published of the body's own accord.
    Own,
    /// Published, with its subject in the word: 政府信息公开发布.
    Disclosed,
    /// Shown to the public: another count than that of what was decided.
    Shown,
    /// What a body that decides reviews or cases does with them.
    OnFile,
    /// Stood in court, perhaps for what the form counts: 应诉.
    Defended,
    Charged,
}

/// Of what a clause speaks that is not the whole of the body's own year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A whole region or system.
    Wider,
    /// One channel of several.
    Channel,
    /// A part of the applications.
    Part,
    /// A part of them, as is the rest of the sentence: of a month, of one applicant, of one of several bodies.
    Subset,
    /// Another business: letters, calls, proposals.
    Business,
    /// A part of the year, or several years.
    Time,
    /// A comparison.
    Compare,
    /// What is planned.
    Plan,
    /// Perhaps what the form counts, perhaps not: cases that were closed, or figures to which nothing says of what.
    Perhaps,
}

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Subject(Subject),
    Verb(Verb),
    /// How applications were answered: rows of 表三, separated by `+`.
    Outcome(&'static str),
    /// Who applied: `natural` or `legal`.
    Applicant(&'static str),
    /// How a review or a case ended: a column of 表四.
    Result(&'static str),
    /// That every one before was answered in one way: 均予以公开.
    EveryOutcome(&'static str),
    /// That every review or case before ended in one way: 均维持; or that none is left, where it is `closed`.
    EveryResult(&'static str),
    /// A negation, and whether it is one of verbs only (未).
    Negation(bool),
    /// Every application was answered; or only of those that were due, where it says 按期.
    AllDone(bool),
    /// Not all of them are meant.
    Limit,
    /// Applications that were not taken on, which the form counts among those handled and the text may not.
    Refused,
    /// Opens a list of parts.
    List,
    Scope(Scope),
    /// A whole region: 全市, 全县. It is the body's own where that is the region's government.
    Region(char),
    /// A government or its office: 县政府. It is the body's own where that is the author.
    Government(char),
    /// The office of a government: 县政府办公室. It is one body of several where the author is the government.
    Office(char),
    /// Why something happened that has nothing to do with information: 因征地.
    Cause,
    /// A word that a figure is not about, such as 申请人.
    Aside,
    /// Says that something is about information, and changes nothing else.
    Information,
    /// Changes nothing.
    Filler,
}

impl Role {
    fn of(entry: &'static Entry) -> Self {
        let what = entry.column(1);
        match entry.column(0) {
            "subject" => Self::Subject(match what {
                "application" => Subject::Application,
                "request" => Subject::Request,
                "review" => Subject::Review,
                "litigation" => Subject::Litigation,
                "normative" => Subject::Normative,
                "regulation" => Subject::Regulation,
                "permit" => Subject::Permit,
                "penalty" => Subject::Penalty,
                "coercion" => Subject::Coercion,
                "charge" => Subject::Charge,
                "fee" => Subject::Fee,
                "disclosure" => Subject::Disclosure,
                _ => Subject::Piece,
            }),
            "verb" => Self::Verb(match what {
                "new" => Verb::New,
                "received" => Verb::Received,
                "accepted" => Verb::Accepted,
                "handled" => Verb::Handled,
                "done" => Verb::Done,
                "carried-in" => Verb::CarriedIn,
                "carried-out" => Verb::CarriedOut,
                "carried" => Verb::Carried,
                "issued" => Verb::Issued,
                "repealed" => Verb::Repealed,
                "lapsed" => Verb::Lapsed,
                "in-force" => Verb::InForce,
                "decided" => Verb::Decided,
                "published" => Verb::Published,
                "disclosed-own" => Verb::Own,
                "disclosed" => Verb::Disclosed,
                "shown" => Verb::Shown,
                "on-file" => Verb::OnFile,
                "defended" => Verb::Defended,
                _ => Verb::Charged,
            }),
            "outcome" => Self::Outcome(what),
            "applicant" => Self::Applicant(what),
            "result" => Self::Result(what),
            "every-outcome" => Self::EveryOutcome(what),
            "every-result" => Self::EveryResult(what),
            "negation" => Self::Negation(what == "verb"),
            "all-done" => Self::AllDone(what == "timely"),
            "limit" => Self::Limit,
            "refused" => Self::Refused,
            "list" => Self::List,
            "region" => Self::Region(entry.word.chars().last().unwrap_or_default()),
            "government" => Self::Government(what.chars().next().unwrap_or_default()),
            "office" => Self::Office(what.chars().next().unwrap_or_default()),
            "cause" => Self::Cause,
            "information" => Self::Information,
            "scope" => match what {
                "wider" => Self::Scope(Scope::Wider),
                "channel" => Self::Scope(Scope::Channel),
                "part" => Self::Scope(Scope::Part),
                "subset" => Self::Scope(Scope::Subset),
                "business" => Self::Scope(Scope::Business),
                "time" => Self::Scope(Scope::Time),
                "compare" => Self::Scope(Scope::Compare),
                "plan" => Self::Scope(Scope::Plan),
                _ => Self::Aside,
            },
            _ => Self::Filler,
        }
    }
}

/// What each word of the list does; `None` for words that are as good as none.
static ROLES: LazyLock<Vec<Option<Role>>> = LazyLock::new(|| {
    let role = |entry: &'static Entry| (entry.column(0) != "gap").then(|| Role::of(entry));
    entries(List::Narrative).iter().map(role).collect()
});

/// A token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Where.
    pub(super) span: Span,
    /// What.
    pub(super) kind: Kind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Word(Role),
    Figure(Figure),
    /// A year, as 2023年.
    Year(u16),
    /// Punctuation.
    Break(char),
    /// Words that the list does not have.
    Gap,
    /// The same, at the end of which stands what names of bodies end with.
    Body,
    /// The same, the name of a body that is a part of none of the author's: 市房屋征收中心.
    OtherBody,
}

/// Characters that part clauses.
const BREAKS: [char; 13] = ['，', ',', '；', ';', '：', ':', '（', '）', '(', ')', '、', '。', '“'];

/// Characters that change nothing where they stand alone between two tokens.
const WEAK: [char; 29] = [
    '的', '了', '为', '共', '数', '件', '有', '是', '达', '均', '已', '各', '类', '及', '和', '或', '与',
    '到', '过', '也', '约', '近', '等', '”', '"', '个', '向', '非', '超',
];

/// What the names of bodies end with that a government answers for.
const BODIES: [&str; 6] = ["局", "委员会", "街道", "镇", "乡", "办事处"];

/// What stands before a name and is no part of it.
const NOT_IN_NAMES: [char; 8] = ['由', '在', '向', '经', '与', '本', '我', '各'];

/// What the names of bodies end with that belong to others.
const OTHER_BODIES: [&str; 9] = ["中心", "站", "分局", "大队", "支队", "公司", "医院", "学校", "管理处"];

/// Adds the tokens of a sentence in a report of the body `own`. Linear in the sentence.
pub(super) fn tokens(
    source: &Source<'_>,
    words: &Words,
    (sentence, own): (Span, &str),
    tokens: &mut Vec<Token>,
) {
    let text = source.slice(sentence);
    let mut hits = words.within(List::Narrative, sentence).peekable();
    let mut at = 0;
    let mut gap: Option<usize> = None;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let place = sentence.start + at as u32;
        while hits.next_if(|hit| hit.span.start < place).is_some() {}
        let word = hits.peek().filter(|hit| hit.span.start == place);
        let (kind, end) = if let Some(hit) = word {
            let end = (hit.span.end - sentence.start) as usize;
            let role = ROLES.get(hit.entry.index).copied().flatten();
            (role.filter(|_| hit.entry.word != "将" || !takes(text, end)).map(Kind::Word), end)
        } else if is_han(c) && !is_in_ordinal(c) {
            (None, at + c.len_utf8())
        } else if let Some(len) = months_at(text, at) {
            (Some(Kind::Word(Role::Scope(Scope::Subset))), at + len)
        } else if BREAKS.contains(&c) {
            (Some(Kind::Break(c)), at + c.len_utf8())
        } else {
            match figure_at(text, at, sentence) {
                Read::Figure(figure) => {
                    let end = (figure.span.end - sentence.start) as usize;
                    let year = figure.value.as_whole().filter(|_| figure.unit == "年");
                    match year.and_then(|year| u16::try_from(year).ok()).filter(|year| *year >= 1000) {
                        // 比2022年 is a comparison.
                        Some(_) if text.get(..at).is_some_and(|head| head.ends_with(['比', '较'])) => {
                            (Some(Kind::Word(Role::Scope(Scope::Compare))), end)
                        }
                        // 2019—2024年: several years.
                        Some(_) if text.get(..at).is_some_and(ends_with_year_to) => {
                            (Some(Kind::Word(Role::Scope(Scope::Subset))), end)
                        }
                        Some(year) => (Some(Kind::Year(year)), end),
                        // 5个工作日内: those that took no longer.
                        None if figure.unit == "个工作日" => {
                            (Some(Kind::Word(Role::Scope(Scope::Part))), end)
                        }
                        // 三年来累计
                        None if figure.unit == "年"
                            && figure.value > Number::whole(1)
                            && text.get(end..).is_some_and(|rest| rest.starts_with(['来', '间'])) =>
                        {
                            (Some(Kind::Word(Role::Scope(Scope::Subset))), end)
                        }
                        None if figure.unit == "月" && ends_within_year(text, at..end, figure) => {
                            (Some(Kind::Word(Role::Scope(Scope::Subset))), end)
                        }
                        None => (Some(Kind::Figure(figure)), end),
                    }
                }
                Read::Digits(len) => (None, at + len.max(c.len_utf8())),
                Read::None => (None, at + c.len_utf8()),
            }
        };
        match kind {
            Some(kind) => {
                close(&mut gap, at, text, (sentence, own), tokens);
                tokens.push(Token { span: sentence.part(&(at..end)), kind });
            }
            None => {
                gap.get_or_insert(at);
            }
        }
        at = end;
    }
    close(&mut gap, text.len(), text, (sentence, own), tokens);
}

/// Ends a run of words that the list does not have, unless they change nothing.
fn close(
    gap: &mut Option<usize>,
    end: usize,
    text: &str,
    (sentence, own): (Span, &str),
    tokens: &mut Vec<Token>,
) {
    /// Bytes of the shortest name that is not 本中心 or 县医院, which may be the author.
    const SHORTEST: usize = 15;
    let Some(mut start) = gap.take() else { return };
    let weak = |c: char| is_blank(c) || WEAK.contains(&c);
    let Some(words) = text.get(start..end).filter(|words| !words.chars().all(weak)) else { return };
    let is_body = ends_with_one(words, &BODIES);
    let ends_other = OTHER_BODIES.iter().any(|end| words.ends_with(end) && !own.ends_with(end));
    let mut is_other = ends_other && words.len() >= SHORTEST;
    if ends_other && !is_other && !words.starts_with(NOT_IN_NAMES) {
        // 市房屋征收中心: a word of the list within a name is a part of the name.
        let (mut known, mut from) = (tokens.len(), start);
        while let Some(last) = known.checked_sub(1).and_then(|last| tokens.get(last))
            && last.span.end == sentence.start + from as u32
            && last.span.start >= sentence.start
            && is_in_name(last.kind)
        {
            (known, from) = (known - 1, (last.span.start - sentence.start) as usize);
        }
        is_other = end - from >= SHORTEST;
        if is_other {
            tokens.truncate(known);
            start = from;
        }
    }
    let kind = match (is_body, is_other) {
        (true, _) => Kind::Body,
        (_, true) => Kind::OtherBody,
        _ => Kind::Gap,
    };
    tokens.push(Token { span: sentence.part(&(start..end)), kind });
}

/// Whether what a word of the list stands for may as well be a part of a name: 征收, 行政处罚, 信息.
fn is_in_name(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Gap
            | Kind::Word(Role::Subject(_) | Role::Information | Role::Verb(Verb::Charged | Verb::Decided))
    )
}
