//! Breakdowns: a whole and the parts that a sentence lists for it.

mod behind;

use crate::find::{self, ends_with_one, first_of, has, has_one};
use crate::fold::trim_start;
use crate::number::Number;
use crate::source::{Source, Span};

use super::Narrative;
use super::figures::Figure;

/// What can stand between a part of a sentence and the next.
const CLAUSE_ENDS: [char; 12] = ['，', ',', '；', ';', '：', ':', '（', '）', '(', ')', '。', '、'];

/// A whole and the parts that a sentence lists for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// The whole.
    pub whole: Figure,
    /// Its parts, in order.
    pub parts: Vec<Figure>,
    /// Percentages among the parts, as written.
    pub percentages: Vec<(Number, Span)>,
    /// Whether the list claims to be complete.
    pub closure: Closure,
    /// The sentence.
    pub sentence: Span,
}

/// Whether a list of parts claims to be complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closure {
    /// It says so: 包括, 分别为, 具体为, a colon.
    Closed,
    /// The three classes of the yearly website report (概况类, 政务动态, 信息公开目录), which make up the whole by
    /// that report's convention.
    WebsiteClasses,
    /// 其中 names parts, perhaps all.
    Unsaid,
    /// It says that it is not: 等, 主要.
    Open,
    /// The whole stands behind its parts: 30条、50条，共计80条.
    Behind,
}

/// Ways in which an application comes in.
pub const CHANNELS: [&str; 16] = [
    "网络", "网上", "网站", "平台", "信函", "来信", "邮件", "邮箱", "邮寄", "邮政", "快递", "当面", "现场",
    "窗口", "传真", "书面",
];

/// Words that open a list of parts, with what they say about its completeness.
const LIST_OPENERS: [(&str, Closure); 9] = [
    ("分别为", Closure::Closed),
    ("分别是", Closure::Closed),
    ("具体为", Closure::Closed),
    ("具体包括", Closure::Closed),
    ("包括", Closure::Closed),
    ("信息中，", Closure::Unsaid),
    ("其中包括", Closure::Unsaid),
    ("其中", Closure::Unsaid),
    ("：", Closure::Closed),
];

/// The classes of the yearly website report.
const WEBSITE_CLASSES: [&str; 3] = ["概况类", "政务动态", "信息公开目录"];

/// Words of a clause whose figure is neither whole nor part: it compares, is an average or an aim, or belongs to another
/// year.
const ASIDES: [&str; 20] = [
    "增加",
    "减少",
    "增长",
    "下降",
    "上升",
    "同比",
    "较",
    "比上年",
    "比去年",
    "比20",
    "上年",
    "去年",
    "年为",
    "含",
    "平均",
    "人均",
    "日均",
    "月均",
    "目标",
    "任务",
];

/// Words that begin something else than the list.
const LIST_STOPS: [&str; 17] = [
    "另",
    "此外",
    "同时",
    "办结",
    "答复",
    "结转",
    "废止",
    "印发",
    "转办",
    "还",
    "并",
    "处理结果",
    "截至",
    "现行有效",
    "形式包括",
    "形式有",
    "方式包括",
];

/// The breakdowns that a sentence gives: for each unit a whole, a word that opens a list, and its parts. A
/// sentence that begins with the list goes on from the one before it in the paragraph.
pub(super) fn breakdowns(source: &Source<'_>, narrative: &Narrative, index: usize) -> Vec<Breakdown> {
    let Some(sentence) = narrative.sentences.get(index) else { return Vec::new() };
    // Most sentences have not as many figures.
    if narrative.figures(sentence).nth(1).is_none() {
        return Vec::new();
    }
    let text = source.slice(sentence.span);
    if let Some(list) = behind::breakdown(source, narrative, sentence) {
        return vec![list];
    }
    let found =
        LIST_OPENERS.iter().filter_map(|&(word, closure)| Some((word, find::place(text, word)?, closure)));
    let Some((opener, at, said)) = found.min_by_key(|&(word, at, _)| (at, std::cmp::Reverse(word.len())))
    else {
        return Vec::new();
    };
    let list = List {
        source,
        sentence: sentence.span,
        at,
        opener,
        tail: sentence.span.part(&(at + opener.len()..text.len())),
        said,
    };
    let counts = narrative.figures(sentence).filter(|figure| !is_of_counting(source, sentence.span, figure));
    let (head, figures): (Vec<Figure>, Vec<Figure>) =
        counts.partition(|figure| figure.span.start < list.tail.start);
    let before = index.checked_sub(1).and_then(|before| narrative.sentences.get(before));
    let (wholes, around) = match before.filter(|before| at == 0 && before.line == sentence.line) {
        // Of several figures it is not certain which one the next sentence goes on about.
        Some(before) => (only_of_their_unit(&narrative.figures(before).collect::<Vec<_>>()), before.span),
        None => (head, sentence.span),
    };
    // 2021年、2022年分别为530条、575条 are no parts of anything, and 因其中2件 only says why.
    if text.get(..at).is_some_and(|head| head.ends_with(['年', '因', '但'])) {
        return Vec::new();
    }
    let mut units: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    // 收取2件共400元，其中甲申请12件200元: the fee is what the list is of.
    let of_fee = has(text, "处理费");
    let wholes_of = wholes.iter().rev().filter(|figure| !of_fee || figure.unit == "元");
    for whole in wholes_of.filter(|figure| !is_aside(source, around, figure)) {
        if !matches!(whole.unit, "" | "%" | "年" | "月") && !units.contains(&whole.unit) {
            units.push(whole.unit);
            found.extend(list.breakdown(*whole, &figures));
        }
    }
    // 公开612条，平均每月51条，其中: the list is of what it adds up to, or of two that belong together.
    found.retain(|list| !is_of_another(list, &wholes));
    found
}

/// Whether a figure, as both in 同一条信息计1条, tells how something was counted.
fn is_of_counting(source: &Source<'_>, sentence: Span, figure: &Figure) -> bool {
    let before = source.slice(Span::new(sentence.start, figure.span.start));
    figure.value.as_whole() == Some(1)
        && ends_with_one(before, &["同", "计", "计为", "计作", "记为", "算", "算作", "按"])
        && !ends_with_one(before, &["合计", "共计", "总计", "累计", "小计", "统计"])
}

/// The figures that no other has the unit of.
fn only_of_their_unit(figures: &[Figure]) -> Vec<Figure> {
    let is_only =
        |figure: &&Figure| figures.iter().filter(|other| other.unit == figure.unit).nth(1).is_none();
    figures.iter().filter(is_only).copied().collect()
}

/// Whether the parts of a list add up to another figure before it than the nearest, or to two of them; or a single part
/// is of a larger one, or a part is the whole again and the others what was done with it.
fn is_of_another(list: &Breakdown, wholes: &[Figure]) -> bool {
    /// More figures than a sentence has before its list.
    const MOST: usize = 20;
    let figures = wholes.iter().rev().filter(|figure| figure.unit == list.whole.unit);
    let values: Vec<i64> = figures.filter_map(|figure| figure.value.as_whole()).take(MOST).collect();
    let (Some(whole), Some(parts)) = (
        list.whole.value.as_whole(),
        list.parts.iter().map(|part| part.value.as_whole()).collect::<Option<Vec<i64>>>(),
    ) else {
        return false;
    };
    let sum = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(*part));
    let pairs =
        || values.iter().enumerate().flat_map(|(at, a)| values.iter().skip(at + 1).map(move |b| (a, b)));
    sum != whole
        && (values.contains(&sum)
            || pairs().any(|(a, b)| a.saturating_add(*b) == sum)
            || parts.len() == 1 && values.iter().any(|value| *value > sum)
            || list.closure == Closure::Unsaid && sum > whole && parts.contains(&whole))
}

/// A list of parts in a sentence.
struct List<'s, 't> {
    source: &'s Source<'t>,
    sentence: Span,
    /// Where the word that opens it begins, in bytes of the sentence.
    at: usize,
    /// The word.
    opener: &'static str,
    /// What stands behind that word.
    tail: Span,
    /// What that word says about its completeness.
    said: Closure,
}

impl List<'_, '_> {
    /// The parts in the unit of a whole, if they can be judged.
    fn breakdown(&self, whole: Figure, figures: &[Figure]) -> Option<Breakdown> {
        let &Self { source, sentence, tail, .. } = self;
        let head = source.slice(sentence).get(..self.at)?;
        let first = figures.iter().position(|figure| figure.unit == whole.unit)?;
        // A list in brackets ends with them; where the first part is set off from the second by a comma, a semicolon
        // ends the list; and words that begin something else end it.
        let in_brackets = head.rfind(['（', '(']) > head.rfind(['）', ')']);
        let behind = source.slice(tail);
        let place = |at: usize| tail.start + at as u32;
        let bracket = first_of(behind, &['）', ')']).filter(|_| in_brackets).map(place);
        let stop = LIST_STOPS.iter().filter_map(|word| find::place(behind, word)).min().map(place);
        // Another 其中 has a whole of its own before it.
        let again = find::place(behind, "其中").map(place);
        let again = again.and_then(|again| figures.iter().rev().find(|figure| figure.span.end <= again));
        let ends = [
            bracket,
            stop,
            self.other_year(figures, first),
            again.map(|whole| whole.span.start),
            list_end(source, sentence, figures, first, whole.unit),
        ];
        let end = ends.into_iter().flatten().min().unwrap_or(tail.end);
        let is_part = |figure: &&Figure| {
            figure.unit == whole.unit && (in_brackets || !is_aside(source, sentence, figure))
        };
        let mut parts: Vec<_> =
            figures.iter().filter(|figure| figure.span.end <= end).filter(is_part).copied().collect();
        // What follows the classes of the website report is of other outlets: 信息公开目录98条，微信公众号56条.
        let of_website = |end: u32| {
            let listed = source.slice(Span::new(tail.start, end));
            WEBSITE_CLASSES.iter().all(|class| listed.contains(class))
        };
        let last = parts.last().map_or(0, |part| part.span.end);
        let are_classes = parts.get(2).is_some_and(|third| of_website(third.span.end));
        if are_classes && !makes_up(whole, parts.iter(), last) {
            parts.truncate(WEBSITE_CLASSES.len());
        }
        // 清理24件：继续有效20件、宣布失效3件、废止1件: what makes up the whole is the list, wherever it seems to end; and so it
        // is with a part in another unit.
        let any = figures.iter().filter(|figure| !matches!(figure.unit, "" | "%" | "年" | "月"));
        let any = any.filter(|figure| in_brackets || !is_aside(source, sentence, figure));
        let last = parts.last().map_or(0, |part| part.span.end);
        let is_whole = makes_up(whole, parts.iter(), last);
        let own = figures.iter().filter(is_part);
        if !is_whole && (makes_up(whole, own, last) || makes_up(whole, any, last)) {
            return None;
        }
        // One part says nothing of the whole, unless it is more than that.
        if parts.is_empty() || parts.len() == 1 && parts.iter().all(|part| part.value <= whole.value) {
            return None;
        }
        let listed = source.slice(Span::new(tail.start, end));
        let percentages = figures
            .iter()
            .filter(|figure| figure.span.end <= end && figure.unit == "%")
            .map(|figure| (figure.value, figure.span))
            .collect();
        // 居前三位的分别是18件、15件、9件, 解读126条，包括图解12条、视频6条: some of many.
        let clause = last_clause(head);
        let are_first = clause.contains('前') && has_one(clause, &["居前", "位的", "名的", "前列"]);
        let sum = parts.iter().filter_map(|part| part.value.as_whole()).fold(0_i64, i64::saturating_add);
        let are_few = self.opener == "包括"
            && whole.value.as_whole().is_some_and(|whole| sum.saturating_mul(4) < whole.saturating_mul(3));
        let open =
            listed.contains('等') || has(listed, "主要") || head.ends_with("主要") || are_first || are_few;
        let closure = if open {
            Closure::Open
        } else if of_website(end) {
            Closure::WebsiteClasses
        } else {
            self.said
        };
        Some(Breakdown { whole, parts, percentages, closure, sentence })
    }

    /// Where the list ends because a clause is about another year, as for comparison: 其中重点领域36条；2023年公开98条.
    /// Where the first part has a year, the parts are of years.
    fn other_year(&self, figures: &[Figure], first: usize) -> Option<u32> {
        let clause_of = |figure: &Figure| {
            last_clause(
                self.source.slice(Span::new(self.tail.start.min(figure.span.start), figure.span.start)),
            )
        };
        let (listed, rest) = figures.get(first..)?.split_first()?;
        let unit = listed.unit;
        let has_year = |clause: &str| trim_start(clause).starts_with("20") && clause.contains('年');
        if clause_of(listed).contains('年') {
            return None;
        }
        let mut others = rest.iter().filter(|figure| figure.unit == unit);
        others.find(|figure| has_year(clause_of(figure))).map(|figure| figure.span.start)
    }
}

/// Whether the first of some figures, up to a place or beyond it, are exactly a whole.
fn makes_up<'f>(whole: Figure, parts: impl Iterator<Item = &'f Figure>, least: u32) -> bool {
    let mut sum = Some(0_i64);
    let mut sums = parts.map(|part| {
        sum = sum.zip(part.value.as_whole()).and_then(|(sum, part)| sum.checked_add(part));
        (sum, part.span.end)
    });
    sums.any(|(sum, end)| end >= least && sum.is_some() && sum == whole.value.as_whole())
}

/// What stands behind the last mark of a text.
fn last_clause(text: &str) -> &str {
    text.rsplit(CLAUSE_ENDS).next().unwrap_or(text)
}

/// Whether a figure stands in brackets, or in a clause that compares.
fn is_aside(source: &Source<'_>, sentence: Span, figure: &Figure) -> bool {
    /// Characters before the figure in which a bracket may have been opened.
    const AROUND: usize = 500;
    let before = source.slice(Span::new(sentence.start, figure.span.start));
    let from = before.char_indices().rev().take(AROUND).last().map_or(0, |(at, _)| at);
    let before = before.get(from..).unwrap_or_default();
    let bracketed = before.rfind(['（', '(']) > before.rfind(['）', ')']);
    bracketed || has_one(last_clause(before), &ASIDES)
}

/// Where the list that starts at figure `first` ends, if before the end of the sentence.
fn list_end(
    source: &Source<'_>,
    sentence: Span,
    figures: &[Figure],
    first: usize,
    unit: &str,
) -> Option<u32> {
    let next = figures.iter().skip(first + 1).find(|figure| figure.unit == unit)?;
    let start = figures.get(first)?.span.end;
    let semicolon = ['；', ';'];
    if source.slice(Span::new(start, next.span.start)).contains(semicolon) {
        return None;
    }
    let behind = source.slice(Span::new(start, sentence.end.max(start)));
    behind.find(semicolon).map(|at| start + at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(source: &Source<'_>) -> Breakdown {
        let narrative = crate::reading::Reading::new(source).narrative;
        narrative.breakdowns.into_iter().next().unwrap()
    }

    #[test]
    fn a_list_ends_where_its_separator_changes() {
        let text = "共发布信息3694条，其中概况类信息45条，政务动态信息1438条，信息公开目录信息2032条；公众号发布632条";
        let source = Source::new(text);
        let breakdown = only(&source);
        let parts: Vec<_> = breakdown.parts.iter().map(|part| part.value.to_string()).collect();
        assert_eq!(parts, ["45", "1438", "2032"]);
        assert_eq!(breakdown.closure, Closure::WebsiteClasses);
    }

    #[test]
    fn what_follows_a_list_or_stands_beside_it_is_no_part() {
        for (text, whole, parts) in [
            (
                "主动公开320条，同比增加20条，其中政策70条，动态200条，其他50条",
                "320",
                &["70", "200", "50"][..],
            ),
            ("公开320条，其中政策70条，动态250条，另通过公众号发布500条", "320", &["70", "250"]),
            ("公开320条（其中政策70条、动态250条），公众号推送150条", "320", &["70", "250"]),
            ("公开320条（同一条信息计为1条），其中网站222条，新媒体99条", "320", &["222", "99"]),
            ("办理申请9件（含上年结转1件），其中网上6件，当面3件", "9", &["6", "3"]),
        ] {
            let source = Source::new(text);
            let breakdown = only(&source);
            let values: Vec<_> = breakdown.parts.iter().map(|part| part.value.to_string()).collect();
            assert_eq!(
                (breakdown.whole.value.to_string().as_str(), values),
                (whole, parts.iter().map(|p| (*p).to_owned()).collect()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_list_ends_with_its_sentence() {
        let text = "公开320条，其中政策70条，动态250条。印发文件等；公开情况良好";
        let source = Source::new(text);
        assert_eq!(only(&source).closure, Closure::Unsaid);
    }

    #[test]
    fn percentages_are_no_parts() {
        let text = "共公开各类信息50条，其中动态类30条，占60%；公告类10条；其他9条";
        let source = Source::new(text);
        let breakdown = only(&source);
        assert_eq!(breakdown.parts.len(), 3);
        assert_eq!(breakdown.percentages.len(), 1);
    }
}
