//! Negations: what a sentence says that there was none of.

use crate::number::Number;
use crate::source::Span;

use super::super::tokens::{Kind, Role, Subject, Token, Verb};
use super::super::{Quantity, Says, Scope};
use super::perhaps::decisions;
use super::{Reader, is_figure};

/// A negation in a clause.
pub(super) struct Denial<'t> {
    pub(super) token: &'t Token,
    /// Whether it is one of verbs only.
    pub(super) of_verbs: bool,
    pub(super) clause: Span,
    pub(super) scope: Option<Scope>,
}

impl Reader<'_> {
    /// What a negation denies: everything that it reaches over words that change nothing.
    pub(super) fn negation(&mut self, denial: &Denial<'_>, before: &[Token], behind: &[Token]) {
        let is_negation = |token: &Token| matches!(token.kind, Kind::Word(Role::Negation(_)));
        // 零申请、零复议、零诉讼: one behind the other.
        let begins = matches!(before.last(), Some(Token { kind: Kind::Break('、'), .. }));
        let goes_on = behind.windows(2).position(
            |pair| matches!(pair, [mark, next] if mark.kind == Kind::Break('、') && is_negation(next)),
        );
        let behind = behind.get(..goes_on.unwrap_or(behind.len())).unwrap_or_default();
        // Two negations in a clause say something else.
        if !begins && before.iter().any(is_negation) {
            return;
        }
        // 上年度无结转: words before it that the list does not have may say which way.
        let is_open = matches!(before.last(), Some(Token { kind: Kind::Gap | Kind::Body, .. }));
        let carried = self.carried(denial, behind);
        if let Some(carried) = carried.filter(|carried| !is_open || *carried != Quantity::Carried) {
            return self.deny(denial, carried, denial.clause);
        }
        let mut verb = None;
        let mut denied: Vec<(Subject, Span)> = Vec::new();
        for token in behind {
            match token.kind {
                Kind::Word(Role::Filler | Role::Information) | Kind::Break('、') | Kind::Year(_) => {}
                // 未收到一件申请
                Kind::Figure(figure) if figure.value == Number::whole(1) => {}
                Kind::Word(Role::Verb(
                    Verb::CarriedIn | Verb::CarriedOut | Verb::Carried | Verb::OnFile | Verb::Done,
                )) => return,
                Kind::Word(Role::Verb(found)) => verb = verb.or(Some(found)),
                Kind::Word(Role::Subject(subject)) => denied.push((subject, token.span)),
                _ => return self.narrowed(denial, token, &denied),
            }
        }
        let place = |wanted| denied.iter().find(|(subject, _)| *subject == wanted).map(|&(_, place)| place);
        let (review, litigation) = (place(Subject::Review), place(Subject::Litigation));
        for (quantity, place) in [(Quantity::Review, review), (Quantity::Litigation, litigation)] {
            if let Some(place) = place {
                self.deny(denial, quantity, place);
            }
        }
        if review.or(litigation).is_some() {
            return;
        }
        let information = |subject: &Subject| matches!(subject, Subject::Disclosure | Subject::Piece);
        let last = denied.iter().rev().find(|(subject, _)| !information(subject)).or(denied.last());
        // 行政许可申请 is none for information.
        let others = |(subject, _): &(Subject, Span)| {
            !information(subject) && !matches!(subject, Subject::Application | Subject::Request)
        };
        if last.is_some_and(|(subject, _)| *subject == Subject::Request) && denied.iter().any(others) {
            return;
        }
        let Some(&(subject, place)) = last else {
            if verb == Some(Verb::Charged)
                && matches!(self.topic.subject, None | Some(Subject::Application | Subject::Fee))
            {
                self.deny(denial, Quantity::Fee, denial.token.span);
            }
            return;
        };
        let quantity = match (subject, verb) {
            (Subject::Fee, _)
            | (
                Subject::Application | Subject::Request | Subject::Disclosure | Subject::Piece,
                Some(Verb::Charged),
            ) => Quantity::Fee,
            (Subject::Application | Subject::Request, None) if denial.of_verbs => return,
            (
                Subject::Application | Subject::Request,
                None | Some(Verb::New | Verb::Received | Verb::Accepted | Verb::Handled),
            ) => Quantity::Received,
            (Subject::Normative, Some(Verb::Issued)) => Quantity::Issued,
            (Subject::Normative, Some(Verb::Repealed)) => Quantity::Repealed,
            (Subject::Regulation, Some(Verb::Issued)) => Quantity::Regulations,
            (Subject::Permit, Some(Verb::Decided)) => Quantity::Permits,
            (Subject::Penalty, Some(Verb::Decided)) => Quantity::Penalties,
            (Subject::Coercion, Some(Verb::Decided)) => Quantity::Coercion,
            // 没有发生行政处罚: perhaps none of those that the form counts.
            (_, None | Some(Verb::Handled)) if !denial.of_verbs || verb.is_none() => {
                let Some(quantity) = decisions(subject) else { return };
                let scope = denial.scope.or(Some(Scope::Perhaps));
                let denial = Denial { scope, ..*denial };
                return self.deny(&denial, quantity, denial.token.span.to(place));
            }
            _ => return,
        };
        self.deny(denial, quantity, denial.token.span.to(place));
    }

    /// What a negation says was not carried over: 无上年结转, 没有结转下年度办理的申请. Nothing where it is not certain.
    fn carried(&self, denial: &Denial<'_>, behind: &[Token]) -> Option<Quantity> {
        let mut found = None;
        let mut is_applications = self.topic.subject == Some(Subject::Application);
        for token in behind {
            match token.kind {
                Kind::Word(Role::Verb(Verb::CarriedIn)) if found.is_none() => {
                    found = Some(Quantity::CarriedIn);
                }
                Kind::Word(Role::Verb(Verb::CarriedOut)) if found.is_none() => {
                    found = Some(Quantity::CarriedOut);
                }
                Kind::Word(Role::Verb(Verb::Carried)) if found.is_none() => found = Some(Quantity::Carried),
                // 无结转2024年办理的
                Kind::Year(year)
                    if found == Some(Quantity::Carried)
                        && Some(year) == self.body.year.map(|year| year + 1) =>
                {
                    found = Some(Quantity::CarriedOut);
                }
                Kind::Word(Role::Subject(Subject::Application | Subject::Request)) => is_applications = true,
                Kind::Word(Role::Filler | Role::Information | Role::Verb(Verb::Handled)) => {}
                _ => return None,
            }
        }
        found.filter(|_| is_applications && !denial.of_verbs)
    }

    fn deny(&mut self, denial: &Denial<'_>, quantity: Quantity, span: Span) {
        self.say(quantity, Says::None, span, denial.clause, denial.scope);
    }

    /// A negation that something narrows denies nothing as a whole; but a fee that was not charged was not.
    fn narrowed(&mut self, denial: &Denial<'_>, stop: &Token, denied: &[(Subject, Span)]) {
        let fee = denied.iter().find(|(subject, _)| *subject == Subject::Fee);
        if let Some(&(_, place)) = fee.filter(|_| !is_figure(stop)) {
            self.deny(denial, Quantity::Fee, denial.token.span.to(place));
        }
    }
}
