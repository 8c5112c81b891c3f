//! Of what the clauses of a sentence speak, if not of the whole of the body's own year.

use super::super::tokens::{Kind, Role, Subject, Token, Verb};
use super::super::{Quantity, Scope};
use super::{Reader, has, is_figure};

impl Reader<'_> {
    /// Of what a clause speaks, or the sentence since a clause before it; what is another business is spoken of from then
    /// on: 收到热线工单42件，办结42件.
    pub(super) fn scope(&mut self, clause: &[Token]) -> Option<Scope> {
        let followed_by_verb = |index: usize| {
            clause.get(index + 1).is_some_and(|next| matches!(next.kind, Kind::Word(Role::Verb(_))))
        };
        let own = clause.iter().enumerate().find_map(|(index, token)| match token.kind {
            // A government's report counts those of all its bodies: 县财政局收到3件.
            Kind::Body if self.body.government.is_some() && followed_by_verb(index) => Some(Scope::Subset),
            Kind::OtherBody if followed_by_verb(index) => Some(Scope::Subset),
            Kind::Word(Role::Scope(scope)) => Some(scope),
            // 12月新收申请5件
            Kind::Figure(figure) if figure.unit == "月" && followed_by_verb(index) => Some(Scope::Subset),
            Kind::Word(Role::Region(region)) if self.body.region != Some(region) => Some(Scope::Wider),
            Kind::Word(Role::Office(_)) if self.body.region.is_some() => Some(Scope::Subset),
            Kind::Word(Role::Government(of) | Role::Office(of)) if self.body.government != Some(of) => {
                Some(Scope::Wider)
            }
            _ => None,
        });
        if self.lasting.is_none() {
            self.lasting = own.filter(|scope| matches!(scope, Scope::Plan | Scope::Subset));
        }
        let of_applications = has(clause, Subject::Application) || has(clause, Subject::Request);
        let business = Kind::Word(Role::Scope(Scope::Business));
        if !of_applications && clause.iter().any(|token| token.kind == business) {
            self.topic.subject = None;
        }
        self.lasting.or(own)
    }

    /// Whether a figure is a part only: one that 其中 introduces, unless it counts something that the form counts; or
    /// one of reviews that the body decides and not those it is the subject of.
    pub(super) fn part(&mut self, quantity: Quantity, before: &[Token]) -> Option<Scope> {
        let whole = matches!(
            quantity,
            Quantity::Received
                | Quantity::Accepted
                | Quantity::Handled
                | Quantity::Done
                | Quantity::Disclosed
        );
        let is_case = matches!(quantity, Quantity::Review | Quantity::Litigation);
        let on_file = Kind::Word(Role::Verb(Verb::OnFile));
        let done = |token: &Token| {
            matches!(token.kind, Kind::Word(Role::Verb(Verb::Handled | Verb::Accepted | Verb::Done)))
        };
        // 应诉3件 may be of every kind, 宣布失效3件 may be counted beside those repealed, and 收到行政复议申请3件 as well be
        // what the body decides on.
        let nearest = before.iter().rev().find_map(|token| match token.kind {
            Kind::Word(Role::Verb(verb)) => Some(verb),
            _ => None,
        });
        let last_subject = before.iter().rev().find_map(|token| match token.kind {
            Kind::Word(Role::Subject(subject)) => Some(subject),
            _ => None,
        });
        let is_loose = is_case && nearest == Some(Verb::Defended)
            || quantity == Quantity::Repealed && nearest == Some(Verb::Lapsed)
            || quantity == Quantity::Review && last_subject == Some(Subject::Request);
        self.decides |= is_case && before.iter().any(|token| token.kind == on_file || done(token));
        // 行政许可120件，其中不见面办理118件
        let is_named = |subject| has(before, subject);
        let of_decisions = match quantity {
            Quantity::Permits => !is_named(Subject::Permit),
            Quantity::Penalties => !is_named(Subject::Penalty),
            Quantity::Coercion => !is_named(Subject::Coercion),
            _ => false,
        };
        let is_part = self.in_list && (whole || of_decisions)
            || is_case && self.decides
            || quantity == Quantity::Done && self.whole.refuses;
        if is_part { Some(Scope::Part) } else { is_loose.then_some(Scope::Perhaps) }
    }

    /// 行政复议25件（政府信息公开类6件）: a clause that counts those about information alone, as 其中 does.
    pub(super) fn counts_information(&mut self, clause: &[Token]) {
        let about = |token: &Token| {
            matches!(token.kind, Kind::Word(Role::Information | Role::Filler) | Kind::Figure(_))
        };
        let is_first = clause.first().is_some_and(|token| token.kind == Kind::Word(Role::Information));
        if is_first && clause.iter().all(about) && clause.iter().any(is_figure) {
            self.told = self.mentions.len().checked_sub(1);
        }
    }

    /// Reviews and law suits of which 其中 tells those about information are of every kind: 行政复议21件，其中信息公开类3件.
    pub(super) fn only_of_information(&mut self) {
        let told = self.told.take().and_then(|index| self.mentions.get_mut(index));
        let told = told.filter(|mention| {
            mention.sentence == self.sentence
                && matches!(mention.quantity, Quantity::Review | Quantity::Litigation)
        });
        if let Some(mention) = told {
            mention.scope = mention.scope.or(Some(Scope::Part));
        }
    }
}
