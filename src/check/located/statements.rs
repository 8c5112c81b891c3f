//! What the text says about cells.

use crate::find::{has_one, places};
use crate::form::Cell;
use crate::reading::narrative::Mention;
use crate::source::Span;

use super::super::Context;
use super::super::narrative::comparisons::COMPARISONS;
use super::super::narrative::{own, terms};

/// What the text says about cells.
pub(in crate::check) struct Statement {
    /// The figure, or the words that say none.
    pub span: Span,
    /// Where the text repeats it.
    pub also: Vec<Span>,
    /// How many it says.
    pub count: i64,
    /// The cells with their signs.
    pub terms: Vec<(Cell, i64)>,
    /// Whether the tables say the same.
    pub agrees: bool,
}

/// What the text says about cells, where that is one thing: the expression that alone agrees with it, or the only
/// one there is where none does.
pub(in crate::check) fn statements(context: &Context<'_, '_>) -> Vec<Statement> {
    let mentions: Vec<&Mention> = own(context).collect();
    let value = |terms: &[(Cell, i64)]| -> Option<i64> {
        terms.iter().map(|&(cell, by)| Some(by * context.reading.value(cell)?.as_whole()?)).sum()
    };
    let mut statements = Vec::new();
    for compared in &COMPARISONS {
        let alike = mentions.iter().filter(|mention| mention.quantity == compared.quantity);
        let alike: Vec<_> = alike.filter_map(|mention| Some((mention.span, mention.count()?))).collect();
        let Some(&(first, said)) = alike.first() else { continue };
        let meanings = compared.right.iter().filter_map(|expression| terms(context, expression));
        let meanings: Vec<_> = meanings.collect();
        let also = |first: Span, count: i64| -> Vec<Span> {
            let same = alike.iter().filter(|(span, other)| *span != first && *other == count);
            same.map(|(span, _)| *span).collect()
        };
        let fits = |count: i64| meanings.iter().filter(move |terms| value(terms) == Some(count));
        let agreeing = alike.iter().find(|(_, count)| fits(*count).count() > 0);
        let statement = match (agreeing, meanings.as_slice(), compared.tolerable) {
            (Some(&(span, count)), ..) if fits(count).count() == 1 => {
                let terms = fits(count).next().cloned().unwrap_or_default();
                Some(Statement { span, also: also(span, count), count, terms, agrees: true })
            }
            (None, [terms], []) if alike.iter().all(|(_, count)| *count == said) => {
                let (also, terms) = (also(first, said), terms.clone());
                Some(Statement { span: first, also, count: said, terms, agrees: false })
            }
            _ => None,
        };
        statements.extend(statement);
    }
    statements
}

/// Whether the text explains that documents expired. 失效信息, 链接失效 on a web site is something else.
pub(in crate::check) fn mentions_expiry(context: &Context<'_, '_>) -> bool {
    const EXPIRED: &str = "失效";
    const ONLINE: [&str; 9] = ["信息", "链接", "外链", "网", "页", "栏目", "内容", "图片", "附件"];
    let text = context.source.text();
    let expired = places(text, EXPIRED).any(|at| {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + EXPIRED.len()..).unwrap_or_default();
        let behind = behind.strip_prefix('的').unwrap_or(behind);
        !ONLINE.iter().any(|word| before.ends_with(word) || behind.starts_with(word))
    });
    expired || has_one(text, &["有效期", "到期", "届满"])
}
