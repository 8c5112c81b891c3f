//! What a figure counts, by its unit, the words before it and those behind it.

use super::super::Quantity;
use super::super::figures::Figure;
use super::super::tokens::{Kind, Role, Subject, Token, Verb};
use super::{Reader, has, is_figure};

/// What an application is counted by; nothing where the unit was left out.
const APPLICATION_UNITS: [&str; 10] = ["件", "宗", "起", "例", "封", "份", "条", "项", "个", ""];
/// What documents, decisions, reviews and law suits are counted by.
const CASE_UNITS: [&str; 9] = ["件", "宗", "起", "例", "份", "项", "个", "篇", "部"];
/// What reviews and law suits may be counted by as well, right behind their name.
const TIMES: &str = "次";
/// What decisions are counted by; 项 may be kinds of business.
pub(super) const DECISION_UNITS: [&str; 5] = ["件", "宗", "起", "例", "份"];
/// What pieces of information are counted by.
const PIECE_UNITS: [&str; 5] = ["条", "件", "篇", "份", "条次"];
/// Money.
const MONEY_UNITS: [&str; 2] = ["元", "万元"];

/// Whether a figure is an amount of money.
pub(super) fn is_amount(figure: &Figure) -> bool {
    MONEY_UNITS.contains(&figure.unit)
}

impl Reader<'_> {
    /// What a figure counts.
    pub(super) fn quantity(&self, figure: &Figure, before: &[Token], behind: &[Token]) -> Option<Quantity> {
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
                        // 收到行政复议申请2件, where nobody applies to the body itself.
                        Some(Subject::Request) if found == Subject::Review => {
                            let earlier = before.get(..index).unwrap_or_default();
                            let is_own = self.receives_reviews(figure, earlier);
                            return is_own.then_some(Quantity::Review);
                        }
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
        let is_beside = matches!(before.last(), Some(Token { kind: Kind::Word(Role::Subject(_)), .. }));
        without_verb(subject?, figure, is_known && is_beside)
    }

    /// Whether a figure behind 行政复议申请 may be of those that the body is the subject of: nobody applies to it for a review.
    fn receives_reviews(&self, figure: &Figure, earlier: &[Token]) -> bool {
        let is_between = |token: &&Token| matches!(token.kind, Kind::Word(Role::Filler | Role::Information));
        let word = earlier.iter().rev().find(|token| !is_between(token));
        let received = Kind::Word(Role::Verb(Verb::Received));
        self.body.government.is_none()
            && (CASE_UNITS.contains(&figure.unit) || figure.unit == TIMES)
            && word.is_some_and(|token| token.kind == received)
    }

    /// What a figure behind a verb and its subject counts. Without a subject of its own it is about what was spoken of.
    fn verb(&self, verb: Verb, own: Option<Subject>, figure: &Figure, earlier: &[Token]) -> Option<Quantity> {
        if verb == Verb::Disclosed {
            return PIECE_UNITS.contains(&figure.unit).then_some(Quantity::Disclosed);
        }
        let is_of_others = matches!(own, Some(subject) if subject == Subject::Review || is_decision(subject));
        if verb == Verb::Defended && !is_of_others {
            let is_known =
                !earlier.iter().any(|token| matches!(token.kind, Kind::Gap | Kind::Body | Kind::OtherBody));
            let is_own = is_known && self.cause.is_none() && CASE_UNITS.contains(&figure.unit);
            return is_own.then_some(Quantity::Litigation);
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
            (Subject::Normative, Verb::Repealed | Verb::Lapsed) => Some(Quantity::Repealed),
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

/// What a figure counts behind a subject that needs no verb. Reviews and law suits are counted by times right behind their
/// name: 被申请行政复议2次, but not 行政复议工作会议2次.
fn without_verb(subject: Subject, figure: &Figure, is_beside: bool) -> Option<Quantity> {
    let counted = |units: &[&str]| units.contains(&figure.unit);
    let is_case = counted(&CASE_UNITS) || figure.unit == TIMES && is_beside;
    match subject {
        Subject::Review if is_case => Some(Quantity::Review),
        Subject::Litigation if is_case => Some(Quantity::Litigation),
        Subject::Fee if counted(&MONEY_UNITS) => Some(Quantity::Fee),
        Subject::Charge if counted(&MONEY_UNITS) => Some(Quantity::Charges),
        _ => None,
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

pub(super) fn is_decision(subject: Subject) -> bool {
    matches!(subject, Subject::Permit | Subject::Penalty | Subject::Coercion)
}

/// 结转下年度 … 办理 and 上年结转 … 办理 are carried over, whatever is done with them then.
fn handled(earlier: &[Token]) -> Quantity {
    let carried = earlier.iter().rev().find_map(|token| match token.kind {
        Kind::Word(Role::Verb(Verb::CarriedIn)) => Some(Quantity::CarriedIn),
        Kind::Word(Role::Verb(Verb::CarriedOut)) => Some(Quantity::CarriedOut),
        Kind::Word(Role::Verb(Verb::Carried)) => Some(Quantity::Carried),
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

/// The subject right behind a figure: 12件政府信息公开申请.
fn first_subject(behind: &[Token]) -> Option<Subject> {
    behind.iter().find_map(|token| match token.kind {
        Kind::Word(Role::Filler | Role::Information) => None,
        Kind::Word(Role::Subject(subject)) => Some(Some(subject)),
        _ => Some(None),
    })?
}
