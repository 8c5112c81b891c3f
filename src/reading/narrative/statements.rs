//! The grammar: what the figures and the negations of a sentence say.

mod denials;
mod perhaps;
mod quantities;
mod scopes;

use crate::source::Span;

use super::figures::Figure;
use super::tokens::{Kind, Role, Subject, Token, Verb};
use super::{Body, Mention, Quantity, Says, Scope};
use denials::Denial;
use quantities::is_amount;

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
        charged: false,
        whole: Whole {
            is_limited: tokens.iter().any(limits),
            is_plain: perhaps::is_plain(tokens),
            refuses: tokens.iter().any(|token| matches!(token.kind, Kind::Word(Role::Refused))),
        },
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
            Kind::Break(mark @ ('，' | ',' | '；' | ';' | '：' | ':' | '。')) => {
                reader.clause(&clause, known);
                reader.in_list &= !(matches!(mark, '；' | ';') && reader.has_told_all());
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
    /// Whether it counts those that were not taken on beside those that were answered.
    refuses: bool,
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
    /// Whether the clause before charged a fee without an amount: 收取信息处理费2件，共计400元.
    charged: bool,
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
        let other = clause.iter().find(|token| matches!(token.kind, Kind::Word(Role::Cause)));
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
                        let part = self.part(quantity, before);
                        let scope = part.filter(|part| *part != Scope::Perhaps).or(scope).or(part);
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
                    } else if self.charged && is_amount(&figure) && before.iter().all(is_filler) {
                        self.say(Quantity::Fee, Says::Count(figure), figure.span, span, scope);
                    } else if let Some(quantity) = self.perhaps(&figure, before) {
                        let scope = scope.or(Some(Scope::Perhaps));
                        self.say(quantity, Says::Count(figure), figure.span, span, scope);
                    }
                }
                _ => {}
            }
        }
        self.charged = scope.is_none() && charges(clause);
    }

    /// Whether the parts told last are all of the whole before them: 办理20件，其中新收18件、上年结转2件.
    fn has_told_all(&self) -> bool {
        let [.., whole, new, carried] = self.mentions.as_slice() else { return false };
        let sum = || Some(new.count()? + carried.count()?);
        self.in_list
            && matches!((new.quantity, carried.quantity), (Quantity::New, Quantity::CarriedIn))
            && whole.sentence == self.sentence
            && whole.count().is_some_and(|count| sum() == Some(count))
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
}

fn is_figure(token: &Token) -> bool {
    matches!(token.kind, Kind::Figure(_))
}

fn is_filler(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(Role::Filler))
}

/// Whether a clause says that fees were charged, and not how much.
fn charges(clause: &[Token]) -> bool {
    let mut words = clause.iter().rev().filter_map(|token| match token.kind {
        Kind::Word(role) => Some(role),
        _ => None,
    });
    words.any(|role| role == Role::Subject(Subject::Fee))
        && words.next() == Some(Role::Verb(Verb::Charged))
        && !clause.iter().any(|token| match token.kind {
            Kind::Figure(figure) => is_amount(&figure),
            kind => matches!(kind, Kind::Word(Role::Negation(_))),
        })
}

fn has(tokens: &[Token], subject: Subject) -> bool {
    tokens.iter().any(|token| matches!(token.kind, Kind::Word(Role::Subject(other)) if other == subject))
}
