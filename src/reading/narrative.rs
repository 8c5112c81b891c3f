//! The narrative: figures in sentences, and what they are said to count.
//!
//! A small grammar over tokens. A sentence is cut into clauses; a figure is a number with its unit; walking back from
//! it over words that change nothing, the first verb, outcome or result says what it counts, and the subject is the one
//! on the way, right behind the figure, or spoken of before. A word that the list does not have ends the walk: a figure
//! of which it is not certain what it counts counts nothing here. Other years, channels, regions and businesses are
//! read as such, so that nobody takes them for the body's own total.

mod breakdown;
mod figures;
mod statements;
mod tokens;

use std::ops::Range;

use crate::number::Number;
use crate::order::sort_by_key;
use crate::source::{Source, Span};
use crate::words::Words;

use super::sections::Outline;
use super::trimmed;
pub use breakdown::{Breakdown, CHANNELS, Closure};
pub use figures::Figure;
use tokens::Kind;
pub use tokens::{Scope, Token};

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Applications newly received this year.
    New,
    /// Applications received, perhaps with those carried in.
    Received,
    /// Applications accepted (受理).
    Accepted,
    /// Applications dealt with: 收办, 办理, 处理.
    Handled,
    /// Applications carried in from last year.
    CarriedIn,
    /// Applications answered.
    Done,
    /// Applications carried out to next year.
    CarriedOut,
    /// Applications carried over, in or out: 无结转.
    Carried,
    /// Applications of one kind of applicant: `natural` or `legal`.
    Applicant(&'static str),
    /// Applications answered in one way: rows of 表三 or their groups, separated by `+`.
    Outcome(&'static str),
    /// Administrative reviews (复议).
    Review,
    /// Law suits (诉讼).
    Litigation,
    /// Reviews that ended in one way: a column of 表四.
    ReviewResult(&'static str),
    /// Law suits that ended in one way: a column of 表四.
    LitigationResult(&'static str),
    /// Normative documents issued.
    Issued,
    /// Normative documents repealed.
    Repealed,
    /// Normative documents in force.
    InForce,
    /// Regulations (规章) issued.
    Regulations,
    /// Decisions on permits.
    Permits,
    /// Decisions on penalties.
    Penalties,
    /// Decisions on coercive measures.
    Coercion,
    /// Administrative charges (行政事业性收费), in yuan or in ten thousands of them.
    Charges,
    /// The fee for information processing.
    Fee,
    /// Pieces of government information that were disclosed.
    Disclosed,
    /// Pieces of information of any kind that were published.
    Published,
}

/// What is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// So many.
    Count(Figure),
    /// None.
    None,
    /// All of them.
    All,
    /// So many, and that it is every one of what the figure before counts: 申请5件，均予以公开.
    Every(Figure),
}

/// One statement of the narrative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is about.
    pub quantity: Quantity,
    /// What it says.
    pub says: Says,
    /// The number with its unit, or the words that say none or all.
    pub span: Span,
    /// The clause that says it.
    pub clause: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// What it speaks of, if not of the whole of the body's own year.
    pub scope: Option<Scope>,
    /// The year that the sentence names before it.
    pub year: Option<u16>,
}

impl Mention {
    /// The whole number that it states, 0 where it says none; `None` for an approximate one, for “all” and for “every”.
    pub fn count(&self) -> Option<i64> {
        match self.says {
            Says::Count(figure) if !figure.approximate => figure.value.as_whole(),
            Says::None => Some(0),
            _ => None,
        }
    }

    /// The number that it states, 0 where it says none.
    pub fn number(&self) -> Option<Number> {
        match self.says {
            Says::Count(figure) => Some(figure.value),
            Says::None => Some(Number::ZERO),
            Says::All | Says::Every(_) => None,
        }
    }
}

/// A sentence of the prose.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where, without the mark at its end.
    pub span: Span,
    /// Index of its line.
    pub line: usize,
    tokens: Range<usize>,
}

/// The narrative of a draft.
#[derive(Debug, Default)]
pub struct Narrative {
    /// The sentences, in order of place.
    pub sentences: Vec<Sentence>,
    /// What they say, in order of place.
    pub mentions: Vec<Mention>,
    /// The wholes and parts that they list.
    pub breakdowns: Vec<Breakdown>,
    tokens: Vec<Token>,
}

impl Narrative {
    /// Reads the prose. Linear in its length.
    pub fn new(source: &Source<'_>, outline: &Outline, prose: &[(usize, Span)], words: &Words) -> Self {
        let mut narrative = Self::default();
        let body = Body {
            year: outline.year.map(|year| year.value),
            region: outline.organisation.as_deref().and_then(region),
            government: outline.organisation.as_deref().and_then(government),
        };
        let own = outline.organisation.as_deref().unwrap_or_default();
        let mut topic = statements::Topic::default();
        for (line, span) in sentences(source, outline, prose) {
            let from = narrative.tokens.len();
            tokens::tokens(source, words, (span, own), &mut narrative.tokens);
            let index = narrative.sentences.len();
            let tokens = narrative.tokens.get(from..).unwrap_or_default();
            topic.enter(line);
            statements::read(tokens, index, body, &mut topic, &mut narrative.mentions);
            let tokens = from..narrative.tokens.len();
            narrative.sentences.push(Sentence { span, line, tokens });
        }
        sort_by_key(&mut narrative.mentions, |mention| mention.span);
        let sentences = 0..narrative.sentences.len();
        narrative.breakdowns =
            sentences.flat_map(|index| breakdown::breakdowns(source, &narrative, index)).collect();
        narrative
    }

    /// The figures of a sentence, in order.
    pub fn figures(&self, sentence: &Sentence) -> impl Iterator<Item = Figure> + '_ {
        self.tokens(sentence).iter().filter_map(|token| match token.kind {
            Kind::Figure(figure) => Some(figure),
            _ => None,
        })
    }

    /// Those of them that lie within a span. Logarithmic in the sentence, linear in the span.
    pub fn figures_within(&self, sentence: &Sentence, span: Span) -> impl Iterator<Item = Figure> + '_ {
        let tokens = self.tokens(sentence);
        let from = tokens.partition_point(|token| token.span.start < span.start);
        let within = tokens.iter().skip(from).take_while(move |token| token.span.end <= span.end);
        within.filter_map(|token| match token.kind {
            Kind::Figure(figure) => Some(figure),
            _ => None,
        })
    }

    /// Whether it says that there was none of something, this year, on the whole.
    pub fn says_none(&self, quantity: Quantity) -> bool {
        self.mentions.iter().any(|mention| {
            mention.quantity == quantity
                && mention.scope.is_none()
                && mention.number().is_some_and(Number::is_zero)
        })
    }

    fn tokens(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or_default()
    }
}

/// What a statement is read against.
#[derive(Clone, Copy, Debug)]
struct Body {
    /// The year under report.
    year: Option<u16>,
    /// The last character of the region whose government reports.
    region: Option<char>,
    /// The last character of the region whose government, or the office of it, reports.
    government: Option<char>,
}

/// The kind of region whose government a name is: 县 for 青溪县人民政府.
fn region(name: &str) -> Option<char> {
    let place = name.strip_suffix("人民政府").or_else(|| name.strip_suffix("政府"))?;
    place.chars().last().filter(|c| !matches!(c, '镇' | '乡'))
}

/// The kind of region of whose government a name is, or the office: 县 for 青溪县人民政府办公室.
fn government(name: &str) -> Option<char> {
    region(["办公室", "办公厅"].iter().find_map(|office| name.strip_suffix(office)).unwrap_or(name))
}

/// The sentences of the prose with the index of their line, in order.
fn sentences<'r>(
    source: &'r Source<'_>,
    outline: &'r Outline,
    prose: &'r [(usize, Span)],
) -> impl Iterator<Item = (usize, Span)> + 'r {
    let headings = outline.heading_lines();
    let body = outline.body();
    prose
        .iter()
        .filter(move |(line, _)| body.contains(line) && headings.binary_search(line).is_err())
        .filter(|(line, _)| outline.contents.binary_search(line).is_err())
        .flat_map(move |&(line, span)| {
            sentence_ranges(source.slice(span)).map(move |range| (line, trimmed(source, span.part(&range))))
        })
        .filter(|(_, sentence)| !sentence.is_empty())
}

/// The sentences of a line, as byte ranges without the marks at their ends.
pub fn sentence_ranges(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    const ENDS: [char; 3] = ['。', '！', '？'];
    let mut start = 0;
    line.split_inclusive(ENDS).map(move |piece| {
        let begin = start;
        start += piece.len();
        begin..begin + piece.trim_end_matches(ENDS).len()
    })
}

#[cfg(test)]
mod tests;
