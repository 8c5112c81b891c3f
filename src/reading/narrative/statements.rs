//! The grammar: what the figures and the negations of a sentence say.

mod denials;
mod perhaps;
mod scopes;

use crate::source::Span;

use super::figures::Figure;
use super::tokens::{Kind, Role, Subject, Token, Verb};
use super::{Body, Mention, Quantity, Says, Scope};
use denials::Denial;

/// What was spoken of last: a paragraph about applications goes on about them.
#[derive(Debug, Default)]
pub(super) struct Topic {
    line: usize,
    subject: Option<Subject>,
}

impl Topic {
    /// Enters a line: another one than the last is another paragraph.
    pub(super) fn enter(&mut self, line: usize) {
        if self.line != line {
            *self = Self { line, subject: None };
        }
    }
}

/// What an application is counted by; nothing where the unit was left out.
const APPLICATION_UNITS: [&str; 10] = ["件", "宗", "起", "例", "封", "份", "条", "项", "个", ""];
/// What documents, decisions, reviews and law suits are counted by.
const CASE_UNITS: [&str; 9] = ["件", "宗", "起", "例", "份", "项", "个", "篇", "部"];
/// What decisions are counted by; 项 may be kinds of business.
const DECISION_UNITS: [&str; 5] = ["件", "宗", "起", "例", "份"];
/// What pieces of information are counted by.
const PIECE_UNITS: [&str; 5] = ["条", "件", "篇", "份", "条次"];
/// Money.
const MONEY_UNITS: [&str; 2] = ["元", "万元"];

/// Most tokens of a clause that is read. What is longer has lost its marks, and nothing is certain in it.
const MOST_TOKENS: usize = 200;

/// Reads a sentence and adds what it says. Linear.
pub(super) fn read(
    tokens: &[Token],
    sentence: usize,
    body: Body,
    topic: &mut Topic,
    mentions: &mut Vec<Mention>,
) {
    let mut reader = Reader {
        sentence,
        body,
        named: None,
        in_list: false,
        told: None,
        lasting: None,
        decides: false,
        cause: None,
        counted: None,
        whole: Whole { is_limited: tokens.iter().any(limits), is_plain: perhaps::is_plain(tokens) },
        topic,
        mentions,
    };
    // A clause goes on behind words in brackets; those are a clause of their own.
    let mut around: Vec<Vec<Token>> = Vec::new();
    let mut clause: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut known = 0;
    for token in tokens {
        match token.kind {
            Kind::Break('（' | '(') => {
                reader.clause(&clause, known);
                around.push(std::mem::take(&mut clause));
                known = 0;
            }
            Kind::Break('）' | ')') => {
                reader.clause(&clause, known);
                clause = around.pop().unwrap_or_default();
                known = clause.len();
            }
            Kind::Break('，' | ',' | '；' | ';' | '：' | ':' | '。') => {
                reader.clause(&clause, known);
                clause.clear();
                known = 0;
            }
            _ => clause.push(*token),
        }
    }
    reader.clause(&clause, known);
}

/// What the whole of a sentence says, known before its clauses are read.
struct Whole {
    /// Whether it says that not all are meant.
    is_limited: bool,
    /// Whether nothing in it speaks of anything but decisions and answers.
    is_plain: bool,
}

/// Whether a token says that not all are meant.
fn limits(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(Role::Limit | Role::Verb(Verb::CarriedOut)))
}

struct Reader<'r> {
    sentence: usize,
    body: Body,
    /// The year that the sentence has named last.
    named: Option<u16>,
    /// Whether 其中 has opened a list of parts.
    in_list: bool,
    /// Index of the statement whose parts 其中 is about to tell.
    told: Option<usize>,
    /// What the rest of the sentence is about too: what is planned, or a part of the applications.
    lasting: Option<Scope>,
    /// Whether the sentence speaks of what the body decides on itself.
    decides: bool,
    /// What the whole of the sentence says.
    whole: Whole,
    /// What the last figure counted and of what, until words come that the list does not have.
    counted: Option<(Quantity, Figure, Option<Scope>)>,
    /// Where the sentence has said of a review or law suit that it is about something else.
    cause: Option<Span>,
    topic: &'r mut Topic,
    mentions: &'r mut Vec<Mention>,
}

impl Reader<'_> {
    /// Reads a clause, of which the first tokens may be known already.
    fn clause(&mut self, clause: &[Token], known: usize) {
        let (Some(first), Some(last)) = (clause.first(), clause.last()) else { return };
        if clause.len() > MOST_TOKENS {
            return;
        }
        let span = first.span.to(last.span);
        let other = clause.iter().find(|token| token.kind == Kind::Word(Role::Cause));
        self.cause = self.cause.or(other.map(|token| token.span));
        let scope = self.scope(clause);
        self.counts_information(clause.get(known..).unwrap_or_default());
        for (index, token) in clause.iter().enumerate().skip(known) {
            let (before, behind) =
                (clause.get(..index).unwrap_or_default(), clause.get(index + 1..).unwrap_or_default());
            match token.kind {
                // 2022年结转的3件 are this year's.
                Kind::Year(year)
                    if scope != Some(Scope::Compare)
                        && !behind
                            .first()
                            .is_some_and(|next| next.kind == Kind::Word(Role::Verb(Verb::Carried))) =>
                {
                    self.named = Some(year);
                }
                Kind::Word(Role::List) => {
                    self.in_list = true;
                    self.told = self.mentions.len().checked_sub(1);
                }
                Kind::Word(Role::Information) => self.only_of_information(),
                Kind::Word(Role::Subject(Subject::Disclosure | Subject::Piece)) => {}
                Kind::Word(Role::Subject(Subject::Request)) => {
                    // 救助申请 and 行政许可申请 are none for information.
                    let kind = before.last().is_some_and(|token| {
                        matches!(token.kind, Kind::Gap | Kind::Body | Kind::OtherBody)
                            || matches!(token.kind, Kind::Word(Role::Subject(s)) if s != Subject::Application)
                    });
                    self.topic.subject = (!kind).then_some(Subject::Application);
                }
                Kind::Word(Role::Subject(subject)) => self.topic.subject = Some(subject),
                Kind::Word(Role::AllDone(timely)) if self.topic.subject == Some(Subject::Application) => {
                    let part = (timely || self.whole.is_limited).then_some(Scope::Part);
                    self.say(Quantity::Done, Says::All, token.span, span, part.or(scope));
                }
                Kind::Word(Role::EveryOutcome(_) | Role::EveryResult(_)) => self.every(token, span, scope),
                Kind::Gap | Kind::Body | Kind::OtherBody => self.counted = None,
                Kind::Word(Role::Negation(of_verbs)) => {
                    // 有9个乡镇未收到
                    let counted = |token: &Token| matches!(token.kind, Kind::Figure(figure) if matches!(figure.unit, "个" | "家"));
                    let some = before.iter().any(counted).then_some(Scope::Subset);
                    let denial = Denial { token, of_verbs, clause: span, scope: some.or(scope) };
                    self.negation(&denial, before, behind);
                }
                Kind::Figure(figure) => {
                    let quantity = self.quantity(&figure, before, behind);
                    (self.told, self.counted) = (None, None);
                    if let Some(quantity) = quantity {
                        let scope = self.part(quantity, before).or(scope);
                        self.counted = Some((quantity, figure, scope));
                        let both = quantity == Quantity::Litigation
                            && has(before, Subject::Review)
                            && !before.iter().any(is_figure);
                        // 行政复议和行政诉讼共6件 is neither; 均为0件 is both.
                        if both && !figure.value.is_zero() {
                            continue;
                        }
                        if both {
                            self.say(Quantity::Review, Says::Count(figure), figure.span, span, scope);
                        }
                        self.say(quantity, Says::Count(figure), figure.span, span, scope);
                    } else if let Some(quantity) = self.perhaps(&figure, before) {
                        let scope = scope.or(Some(Scope::Perhaps));
                        self.say(quantity, Says::Count(figure), figure.span, span, scope);
                    }
                }
                _ => {}
            }
        }
    }

    /// What is said of every one that the last figure counted: 申请5件，均予以公开; 行政复议3件，均维持; 均已审结.
    fn every(&mut self, token: &Token, clause: Span, scope: Option<Scope>) {
        let Some((counted, figure, of)) = self.counted else { return };
        let is_whole = matches!(
            counted,
            Quantity::New | Quantity::Received | Quantity::Accepted | Quantity::Handled | Quantity::Done
        );
        let (quantity, limited) = match (token.kind, counted) {
            (Kind::Word(Role::EveryOutcome(rows)), _) if is_whole => {
                (Quantity::Outcome(rows), self.whole.is_limited)
            }
            (Kind::Word(Role::EveryResult("closed")), Quantity::Review) => {
                return self.say(
                    Quantity::ReviewResult("pending"),
                    Says::None,
                    token.span,
                    clause,
                    of.or(scope),
                );
            }
            (Kind::Word(Role::EveryResult("closed")), Quantity::Litigation) => {
                let quantity = Quantity::LitigationResult("pending");
                return self.say(quantity, Says::None, token.span, clause, of.or(scope));
            }
            (Kind::Word(Role::EveryResult(column)), Quantity::Review) => {
                (Quantity::ReviewResult(column), false)
            }
            (Kind::Word(Role::EveryResult(column)), Quantity::Litigation) => {
                (Quantity::LitigationResult(column), false)
            }
            _ => return,
        };
        let part = limited.then_some(Scope::Part);
        self.say(quantity, Says::Every(figure), token.span, clause, part.or(of).or(scope));
    }

    fn say(&mut self, quantity: Quantity, says: Says, span: Span, clause: Span, scope: Option<Scope>) {
        let (sentence, year) = (self.sentence, self.named);
        self.mentions.push(Mention { quantity, says, span, clause, sentence, scope, year });
    }

    /// What a figure counts.
    fn quantity(&self, figure: &Figure, before: &[Token], behind: &[Token]) -> Option<Quantity> {
        let counted = |units: &[&str]| units.contains(&figure.unit);
        let next = behind.iter().position(|token| is_figure(token) || matches!(token.kind, Kind::Break(_)));
        let next = next.unwrap_or(behind.len());
        let behind = behind.get(..next).unwrap_or_default();
        // A number without a unit has nothing behind it: 收到申请12345热线转办件 is none.
        if figure.unit.is_empty() && !behind.is_empty() {
            return None;
        }
        let application = self.topic.subject == Some(Subject::Application)
            || has(behind, Subject::Application)
            || has(behind, Subject::Request);
        if application && counted(&APPLICATION_UNITS) && self.carried_out(behind) {
            return Some(Quantity::CarriedOut);
        }
        let before = if counted(&MONEY_UNITS) { before_cases(before) } else { before };
        let (mut subject, mut is_known, mut is_behind_figure) = (None, true, false);
        for (index, token) in before.iter().enumerate().rev() {
            match token.kind {
                Kind::Word(
                    Role::Filler
                    | Role::Information
                    | Role::Scope(_)
                    | Role::Region(_)
                    | Role::Government(_)
                    | Role::Office(_)
                    | Role::Aside,
                )
                | Kind::Year(_) => {}
                // 作出行政许可决定302件、行政处罚决定20件
                Kind::Break('、') if subject.is_some_and(is_decision) => {
                    let earlier = before.get(..index).unwrap_or_default();
                    let verb = earlier.iter().rev().find_map(|token| match token.kind {
                        Kind::Word(Role::Verb(verb)) => Some(verb),
                        _ => None,
                    });
                    return self.verb(verb?, subject, figure, earlier);
                }
                // 行政处罚信息12条 are pieces about penalties.
                Kind::Word(Role::Subject(found)) => {
                    subject = match subject {
                        Some(Subject::Request) if found != Subject::Application => return None,
                        None | Some(Subject::Disclosure | Subject::Piece | Subject::Request) => Some(found),
                        known => known,
                    };
                }
                Kind::Word(Role::Applicant(who)) if application => {
                    return counted(&APPLICATION_UNITS).then_some(Quantity::Applicant(who));
                }
                // 不予公开或无法提供18件 counts both, and no group of the form.
                Kind::Word(Role::Outcome(rows)) if application && joined(before, index, rows) => return None,
                // 主动公开1286条、不予公开118条: how documents are marked. 对自然人申请予以公开15件: a part.
                Kind::Word(Role::Outcome(_)) if application && is_marked_or_part(before, index) => {
                    return None;
                }
                Kind::Word(Role::Outcome(rows)) if application => {
                    return counted(&APPLICATION_UNITS).then_some(Quantity::Outcome(rows));
                }
                Kind::Word(Role::Result(column)) => {
                    return match subject.or(self.topic.subject) {
                        Some(Subject::Review) => Some(Quantity::ReviewResult(column)),
                        Some(Subject::Litigation) => Some(Quantity::LitigationResult(column)),
                        _ => None,
                    }
                    .filter(|_| counted(&CASE_UNITS));
                }
                Kind::Word(Role::Verb(verb)) => {
                    let subject = subject.or_else(|| first_subject(behind));
                    let earlier = before.get(..index).unwrap_or_default();
                    // 未受理3件 counts what was not done; 未收到0件 says that there was none.
                    let denied =
                        matches!(earlier.last(), Some(Token { kind: Kind::Word(Role::Negation(_)), .. }));
                    if denied && !figure.value.is_zero() {
                        return None;
                    }
                    return self.verb(verb, subject, figure, earlier);
                }
                token => {
                    is_behind_figure = matches!(token, Kind::Figure(_));
                    is_known =
                        matches!(token, Kind::Break(_) | Kind::Figure(_) | Kind::Word(Role::Subject(_)));
                    break;
                }
            }
        }
        // 有2件行政复议、1件行政诉讼
        let is_case = |subject: &Subject| matches!(subject, Subject::Review | Subject::Litigation);
        let case_behind = first_subject(behind).filter(is_case).filter(|_| is_known);
        // 2起行政复议和1起行政诉讼: the subject before it is what the figure before counts.
        let is_counted = is_behind_figure
            && matches!(
                (self.counted, subject),
                (Some((Quantity::Review, ..)), Some(Subject::Review))
                    | (Some((Quantity::Litigation, ..)), Some(Subject::Litigation))
            );
        let subject = case_behind.filter(|_| is_counted).or(subject).or(case_behind);
        // Reviews, law suits and fees need no verb: 行政复议2件. 因征地引起的行政诉讼 is another matter, and so may be
        // what the sentence counts behind it.
        if self.cause.is_some() {
            return None;
        }
        match subject? {
            Subject::Review if counted(&CASE_UNITS) => Some(Quantity::Review),
            Subject::Litigation if counted(&CASE_UNITS) => Some(Quantity::Litigation),
            Subject::Fee if counted(&MONEY_UNITS) => Some(Quantity::Fee),
            Subject::Charge if counted(&MONEY_UNITS) => Some(Quantity::Charges),
            _ => None,
        }
    }

    /// What a figure behind a verb and its subject counts. Without a subject of its own it is about what was spoken of.
    fn verb(&self, verb: Verb, own: Option<Subject>, figure: &Figure, earlier: &[Token]) -> Option<Quantity> {
        if verb == Verb::Disclosed {
            return PIECE_UNITS.contains(&figure.unit).then_some(Quantity::Disclosed);
        }
        let subject = match own.or(self.topic.subject)? {
            Subject::Request => Subject::Application,
            subject => subject,
        };
        let units: &[&str] = match subject {
            Subject::Application if own.is_none() && figure.unit.is_empty() => return None,
            Subject::Application => &APPLICATION_UNITS,
            Subject::Disclosure | Subject::Piece => &PIECE_UNITS,
            Subject::Permit | Subject::Penalty | Subject::Coercion => &DECISION_UNITS,
            Subject::Fee | Subject::Charge => &MONEY_UNITS,
            _ => &CASE_UNITS,
        };
        if !units.contains(&figure.unit) {
            return None;
        }
        // 公开规范性文件 and 公示行政许可 count what was published, not what was made.
        let shown = earlier
            .iter()
            .any(|token| matches!(token.kind, Kind::Word(Role::Verb(Verb::Published | Verb::Shown))));
        match (subject, verb) {
            (Subject::Application, Verb::New) => Some(Quantity::New),
            (Subject::Application, Verb::Received) => Some(Quantity::Received),
            (Subject::Application, Verb::Accepted) => Some(Quantity::Accepted),
            (Subject::Application, Verb::Handled) => Some(handled(earlier)),
            (Subject::Application, Verb::Done) => Some(Quantity::Done),
            (Subject::Application, Verb::CarriedIn) => Some(Quantity::CarriedIn),
            (Subject::Application, Verb::CarriedOut) => Some(Quantity::CarriedOut),
            (Subject::Application, Verb::Carried) => {
                let from = earlier.iter().rev().find_map(year_of).or(self.named)?;
                (Some(from) == self.body.year.map(|year| year - 1)).then_some(Quantity::CarriedIn)
            }
            (Subject::Review | Subject::Litigation, Verb::Published | Verb::Own | Verb::Shown) => None,
            (Subject::Review, _) if own.is_some() => Some(Quantity::Review),
            (Subject::Litigation, _) if own.is_some() => Some(Quantity::Litigation),
            (Subject::Normative, Verb::Issued) => Some(Quantity::Issued),
            (Subject::Normative, Verb::Repealed) => Some(Quantity::Repealed),
            (Subject::Normative, Verb::InForce) => Some(Quantity::InForce),
            (Subject::Regulation, Verb::Issued) => Some(Quantity::Regulations),
            (Subject::Permit, Verb::Decided | Verb::Handled) if !shown => Some(Quantity::Permits),
            (Subject::Penalty, Verb::Decided | Verb::Handled) if !shown => Some(Quantity::Penalties),
            (Subject::Coercion, Verb::Decided | Verb::Handled) if !shown => Some(Quantity::Coercion),
            (Subject::Charge, Verb::Charged) => Some(Quantity::Charges),
            (Subject::Fee, Verb::Charged) => Some(Quantity::Fee),
            (Subject::Disclosure, Verb::Own | Verb::Published) => Some(Quantity::Disclosed),
            (Subject::Piece, Verb::Published | Verb::Own) => Some(Quantity::Published),
            _ => None,
        }
    }

    /// Whether the words behind a figure say that it is carried out.
    fn carried_out(&self, behind: &[Token]) -> bool {
        behind.iter().enumerate().any(|(index, token)| match token.kind {
            Kind::Word(Role::Verb(Verb::CarriedOut)) => true,
            Kind::Word(Role::Verb(Verb::Carried)) => {
                let to = behind.iter().skip(index + 1).find_map(year_of);
                to.is_some() && to == self.body.year.map(|year| year + 1)
            }
            _ => false,
        })
    }
}

/// Whether the outcome at `index` stands beside 主动公开, or in a list of outcomes that begins behind who applied.
fn is_marked_or_part(before: &[Token], index: usize) -> bool {
    let earlier = before.get(..=index).unwrap_or_default();
    let is_marked = earlier.iter().any(|token| token.kind == Kind::Word(Role::Verb(Verb::Own)));
    let first = earlier.iter().position(|token| {
        matches!(token.kind, Kind::Figure(_) | Kind::Word(Role::Applicant(_) | Role::Outcome(_)))
    });
    let mut list = earlier.get(first.unwrap_or(index)..).unwrap_or_default().iter();
    let is_of_applicant =
        list.next().is_some_and(|token| matches!(token.kind, Kind::Word(Role::Applicant(_))));
    let next = list.find(|token| !matches!(token.kind, Kind::Word(Role::Filler | Role::Subject(_))));
    is_marked
        || is_of_applicant && next.is_some_and(|token| matches!(token.kind, Kind::Word(Role::Outcome(_))))
}

/// Whether the word at `index`, for some rows, goes on what another outcome before it began: 不予公开、无法提供. A row
/// of the same group says why: 本机关不掌握相关政府信息，无法提供.
fn joined(before: &[Token], index: usize, rows: &str) -> bool {
    let earlier = before.get(..index).unwrap_or_default().iter().rev();
    let mut earlier =
        earlier.skip_while(|token| matches!(token.kind, Kind::Break('、') | Kind::Word(Role::Filler)));
    matches!(earlier.next(), Some(Token { kind: Kind::Word(Role::Outcome(other)), .. }) if !other.starts_with(rows))
}

/// What stands before the cases that were charged, where money was counted with them: 收取2件、400元.
fn before_cases(before: &[Token]) -> &[Token] {
    let between = |token: &Token| matches!(token.kind, Kind::Break('、') | Kind::Word(Role::Filler));
    let end = before.iter().rposition(|token| !between(token)).map_or(0, |last| last + 1);
    match before.split_at(end).0 {
        [head @ .., Token { kind: Kind::Figure(cases), .. }]
            if CASE_UNITS.contains(&cases.unit)
                && head.iter().any(|token| token.kind == Kind::Word(Role::Verb(Verb::Charged))) =>
        {
            head
        }
        _ => before,
    }
}

fn is_decision(subject: Subject) -> bool {
    matches!(subject, Subject::Permit | Subject::Penalty | Subject::Coercion)
}

fn is_figure(token: &Token) -> bool {
    matches!(token.kind, Kind::Figure(_))
}

/// 结转下年度 … 办理 and 上年结转 … 办理 are carried over, whatever is done with them then.
fn handled(earlier: &[Token]) -> Quantity {
    let carried = earlier.iter().rev().find_map(|token| match token.kind {
        Kind::Word(Role::Verb(Verb::CarriedIn)) => Some(Quantity::CarriedIn),
        Kind::Word(Role::Verb(Verb::CarriedOut)) => Some(Quantity::CarriedOut),
        _ => None,
    });
    carried.unwrap_or(Quantity::Handled)
}

fn year_of(token: &Token) -> Option<u16> {
    match token.kind {
        Kind::Year(year) => Some(year),
        _ => None,
    }
}

fn has(tokens: &[Token], subject: Subject) -> bool {
    tokens.iter().any(|token| token.kind == Kind::Word(Role::Subject(subject)))
}

/// The subject right behind a figure: 12件政府信息公开申请.
fn first_subject(behind: &[Token]) -> Option<Subject> {
    behind.iter().find_map(|token| match token.kind {
        Kind::Word(Role::Filler | Role::Information) => None,
        Kind::Word(Role::Subject(subject)) => Some(Some(subject)),
        _ => Some(None),
    })?
}
