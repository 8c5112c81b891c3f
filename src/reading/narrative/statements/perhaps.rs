//! Figures that perhaps count what the form counts: worth a question, never a reproach.

use super::super::Quantity;
use super::super::figures::Figure;
use super::super::tokens::{Kind, Role, Subject, Token, Verb};
use super::Reader;
use super::quantities::{DECISION_UNITS, is_decision};

/// Whether a sentence has nothing but decisions, answers to applications and their figures: 予以公开6件，不予公开2件;
/// 行政许可50件、行政处罚20件. Answers of one kind alone may be anything's.
pub(super) fn is_plain(tokens: &[Token]) -> bool {
    let is_own = |token: &Token| match token.kind {
        Kind::Word(Role::Filler) | Kind::Year(_) | Kind::Break(_) => true,
        // 行政执法案卷12件 may be files, not why an application was refused.
        Kind::Word(Role::Outcome(rows)) => !rows.contains('.'),
        Kind::Word(Role::Subject(subject)) => is_decision(subject),
        Kind::Word(Role::Verb(verb)) => is_decided(verb),
        Kind::Figure(figure) => DECISION_UNITS.contains(&figure.unit),
        _ => false,
    };
    let mut outcomes = tokens.iter().filter_map(|token| match token.kind {
        Kind::Word(Role::Outcome(rows)) => Some(rows),
        _ => None,
    });
    let is_one = outcomes.next().is_some_and(|first| outcomes.all(|other| other == first));
    !is_one && tokens.iter().all(is_own)
}

const fn is_decided(verb: Verb) -> bool {
    matches!(verb, Verb::Done | Verb::Handled | Verb::Decided)
}

/// What decisions on a subject count.
pub(super) const fn decisions(subject: Subject) -> Option<Quantity> {
    match subject {
        Subject::Permit => Some(Quantity::Permits),
        Subject::Penalty => Some(Quantity::Penalties),
        Subject::Coercion => Some(Quantity::Coercion),
        _ => None,
    }
}

impl Reader<'_> {
    /// What a figure perhaps counts of which that is not certain: decisions that were closed, or of which nothing is said
    /// but how many, and answers to nobody.
    pub(super) fn perhaps(&self, figure: &Figure, before: &[Token]) -> Option<Quantity> {
        if self.in_list || self.cause.is_some() || !DECISION_UNITS.contains(&figure.unit) {
            return None;
        }
        // 公示办理行政处罚5件 counts what was shown.
        let is_shown = |token: &Token| {
            matches!(token.kind, Kind::Word(Role::Verb(Verb::Published | Verb::Shown | Verb::Own)))
        };
        if before.iter().any(is_shown) {
            return None;
        }
        let mut earlier = before.iter().rev();
        let counted = earlier.find(|token| token.kind != Kind::Word(Role::Filler))?;
        match counted.kind {
            Kind::Word(Role::Outcome(rows)) if self.whole.is_plain && self.topic.subject.is_none() => {
                Some(Quantity::Outcome(rows))
            }
            Kind::Word(Role::Subject(subject)) if is_decision(subject) => {
                let own = |token: &&Token| {
                    !matches!(
                        token.kind,
                        Kind::Word(Role::Filler | Role::Subject(_)) | Kind::Break('、') | Kind::Figure(_)
                    )
                };
                let is_closed = matches!(
                    earlier.find(own),
                    Some(Token { kind: Kind::Word(Role::Verb(verb)), .. }) if is_decided(*verb)
                );
                decisions(subject).filter(|_| is_closed || self.whole.is_plain)
            }
            _ => None,
        }
    }
}
