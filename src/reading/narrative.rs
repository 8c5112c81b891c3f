//! The narrative: figures in sentences, and what they are said to count.
//!
//! A small grammar over tokens: a sentence is cut into clauses; a figure is a number with its unit; a cue before
//! it in the same clause (收到, 办结, 上年结转) or right behind it (结转下年) says what it counts. A figure without a
//! cue, of another channel, of another year or of another body counts nothing here: this reading is silent rather
//! than clever.

mod breakdown;
mod figures;

use std::ops::Range;

use crate::fold::is_blank;
use crate::number::Number;
use crate::source::{Source, Span};

use super::sections::Outline;
use super::tables::TableReading;
use super::trimmed;
pub use breakdown::{Breakdown, Closure, breakdown};
pub use figures::{Figure, figures};

/// What a sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// So many applications newly received this year.
    New,
    /// So many applications received, perhaps with those carried in.
    Received,
    /// So many accepted (受理).
    Accepted,
    /// So many dealt with: 收办, 办理, 处理.
    Handled,
    /// So many carried in from last year.
    CarriedIn,
    /// So many answered.
    Done,
    /// So many carried out to next year.
    CarriedOut,
    /// No application received.
    NoneReceived,
    /// Every application answered.
    AllDone,
    /// No administrative review (复议).
    NoReview,
    /// No litigation (诉讼).
    NoLitigation,
}

/// One statement of the narrative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it says.
    pub claim: Claim,
    /// The number, where the claim has one.
    pub value: Option<Number>,
    /// The number with its unit, or the words of the claim.
    pub span: Span,
    /// The clause that says it.
    pub clause: Span,
    /// Whether the number is said to be approximate (余, 多, 近, 万).
    pub approximate: bool,
}

/// What can stand between a part of a sentence and the next.
const CLAUSE_ENDS: [char; 12] = ['，', ',', '；', ';', '：', ':', '（', '）', '(', ')', '。', '、'];

/// What an application is counted by.
const APPLICATION_UNITS: [&str; 9] = ["件", "宗", "起", "例", "封", "份", "条", "项", "个"];

/// Words before a figure and what they say it counts, longer ones before their beginnings.
const CUES: [(&str, Claim); 26] = [
    ("上年度结转", Claim::CarriedIn),
    ("上年度转结", Claim::CarriedIn),
    ("上一年度结转", Claim::CarriedIn),
    ("上一年结转", Claim::CarriedIn),
    ("上年结转", Claim::CarriedIn),
    ("结转上年度", Claim::CarriedIn),
    ("结转上年", Claim::CarriedIn),
    ("结转下年度", Claim::CarriedOut),
    ("结转下一年度", Claim::CarriedOut),
    ("结转下一年", Claim::CarriedOut),
    ("结转下年", Claim::CarriedOut),
    ("转结下年", Claim::CarriedOut),
    ("转下年度", Claim::CarriedOut),
    ("新收到", Claim::New),
    ("新收", Claim::New),
    ("收到", Claim::Received),
    ("接到", Claim::Received),
    ("接收", Claim::Received),
    ("受理", Claim::Accepted),
    ("收办", Claim::Handled),
    ("办理答复", Claim::Handled),
    ("处理", Claim::Handled),
    ("办结", Claim::Done),
    ("答复", Claim::Done),
    ("办理", Claim::Handled),
    ("回复", Claim::Done),
];

/// Words right behind a figure that say it is carried out.
const CARRIED_OUT_BEHIND: [&str; 6] = ["结转下", "转结下", "转下年", "顺延", "结转至下", "结转到下"];

/// Words of a clause whose figures are parts of the applications, or of another channel, scope or year.
const OTHER_COUNTS: [&str; 58] = [
    "自然人",
    "法人",
    "企业",
    "网络",
    "网上",
    "网站",
    "平台",
    "渠道",
    "信函",
    "当面",
    "现场",
    "来信",
    "书面",
    "邮件",
    "邮寄",
    "信箱",
    "热线",
    "来电",
    "信访",
    "留言",
    "提案",
    "建议",
    "投诉",
    "咨询",
    "举报",
    "感谢信",
    "补正",
    "延期",
    "第三方",
    "工作日内",
    "季度",
    "上半年",
    "下半年",
    "累计",
    "近三年",
    "近年",
    "近两年",
    "近五年",
    "历年",
    "牵头",
    "予以公开",
    "部分公开",
    "不予",
    "无法提供",
    "全市",
    "全县",
    "全区",
    "全省",
    "所属",
    "系统",
    "备案",
    "复议",
    "诉讼",
    "较上年",
    "比上年",
    "较去年",
    "去年",
    "同比",
];

/// Words that limit what is said to be all answered.
const NOT_ALL: [&str; 9] = ["除", "到期", "应答复", "应办", "按期", "剩余", "结转下", "转下年", "尚"];

/// Reads what the narrative says about applications, reviews and litigation, in order of place. Linear.
pub fn read(source: &Source<'_>, outline: &Outline, tables: &[TableReading; 3]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in sentences(source, outline, tables) {
        let text = source.slice(sentence);
        if text.contains("申请") {
            applications(source, sentence, &mut mentions);
        }
        if text.contains("复议") || text.contains("诉讼") {
            reviews(source, sentence, &mut mentions);
        }
    }
    mentions
}

/// The sentences of the prose, in order.
pub fn sentences<'r>(
    source: &'r Source<'_>,
    outline: &'r Outline,
    tables: &'r [TableReading; 3],
) -> impl Iterator<Item = Span> + 'r {
    let mut headings: Vec<usize> = outline
        .sections
        .iter()
        .flatten()
        .chain(&outline.repeated)
        .map(|section| section.heading.line)
        .collect();
    headings.sort_unstable();
    let heading = move |line: usize| headings.binary_search(&line).is_ok();
    let from = outline.title.as_ref().map_or(0, |(lines, _)| lines.end);
    (from..outline.attachments.start)
        .filter(move |&line| !tables.iter().any(|table| table.owns_line(line)) && !heading(line))
        .filter_map(|line| source.lines().get(line).copied())
        .flat_map(move |line| {
            let text = source.slice(line);
            pieces(text, &['。', '！', '？']).map(move |range| trimmed(source, line.part(&range)))
        })
        .filter(|sentence| !sentence.is_empty())
}

/// The pieces of a text between separators.
fn pieces<'t>(text: &'t str, separators: &'t [char]) -> impl Iterator<Item = Range<usize>> + 't {
    let mut start = 0;
    text.split_inclusive(separators).map(move |piece| {
        let begin = start;
        start += piece.len();
        begin..begin + piece.trim_end_matches(separators).len()
    })
}

fn applications(source: &Source<'_>, sentence: Span, mentions: &mut Vec<Mention>) {
    let text = source.slice(sentence);
    for range in pieces(text, &['，', ',', '；', ';', '：', ':', '（', '）', '(', ')']) {
        let clause = sentence.part(&range);
        if let Some((word, at)) = none_received(source.slice(clause)) {
            let span = clause.part(&(at..at + word.len()));
            mentions.push(Mention {
                claim: Claim::NoneReceived,
                value: None,
                span,
                clause,
                approximate: false,
            });
        }
    }
    let limited = NOT_ALL.iter().any(|word| text.contains(word));
    // What 其中 introduces are parts, but for what is carried over.
    let parts_from =
        ["其中", "包括", "分别"].iter().filter_map(|word| text.find(word)).min().unwrap_or(text.len());
    for range in pieces(text, &CLAUSE_ENDS) {
        let clause = sentence.part(&range);
        let words = source.slice(clause);
        let part = range.start >= parts_from || range.contains(&parts_from);
        if words.is_empty() || OTHER_COUNTS.iter().any(|word| words.contains(word)) {
            continue;
        }
        if let Some((word, at)) = all_done(words).filter(|_| !limited) {
            let span = clause.part(&(at..at + word.len()));
            mentions.push(Mention { claim: Claim::AllDone, value: None, span, clause, approximate: false });
        }
        for figure in figures(source, clause) {
            if !APPLICATION_UNITS.contains(&figure.unit) {
                continue;
            }
            let before = words.get(..(figure.span.start - clause.start) as usize).unwrap_or_default();
            let behind = words.get((figure.span.end - clause.start) as usize..).unwrap_or_default();
            let claim = if CARRIED_OUT_BEHIND.iter().any(|cue| behind.contains(cue)) {
                Some(Claim::CarriedOut)
            } else {
                cue(before)
            };
            let over = matches!(claim, Some(Claim::CarriedIn | Claim::CarriedOut | Claim::New));
            if let Some(claim) = claim.filter(|_| over || !part) {
                mentions.push(Mention {
                    claim,
                    value: Some(figure.value),
                    span: figure.span,
                    clause,
                    approximate: figure.approximate,
                });
            }
        }
    }
}

/// The claim of the last cue in `before`, the longest where several end together. 结转下年度办理 is carried out:
/// what is said about carrying over is not undone by 办理 or 处理 behind it.
fn cue(before: &str) -> Option<Claim> {
    let found = CUES.iter().filter_map(|&(word, claim)| Some((before.rfind(word)?, word.len(), claim)));
    let carried = |claim: Claim| matches!(claim, Claim::CarriedIn | Claim::CarriedOut);
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|&(at, len, _)| (at + len, len));
    match found.as_slice() {
        [.., (.., carry), (.., Claim::Handled)] if carried(*carry) => Some(*carry),
        [.., (.., claim)] => Some(*claim),
        [] => None,
    }
}

/// Words that say no application was received, and where: nothing but ways of saying “application” may stand
/// between the negation and 申请, and nothing that narrows it.
fn none_received(clause: &str) -> Option<(&'static str, usize)> {
    const NEGATIONS: [&str; 12] = [
        "未收到",
        "未接到",
        "没有收到",
        "没有接到",
        "未受理",
        "没有受理",
        "未接收到",
        "未接收",
        "无依申请公开",
        "无申请",
        "零申请",
        "没有",
    ];
    const BETWEEN: [&str; 25] = [
        "任何",
        "形式",
        "政府信息公开",
        "信息公开",
        "依申请公开",
        "公开",
        "政府信息",
        "公民",
        "法人",
        "其他组织",
        "个人",
        "单位",
        "向本机关",
        "向我镇",
        "向我局",
        "提出",
        "群众",
        "到",
        "过",
        "有关",
        "关于",
        "的",
        "和",
        "或者",
        "或",
    ];
    let (word, at) = NEGATIONS.iter().find_map(|&word| Some((word, clause.find(word)?)))?;
    let mut rest = clause.get(at + word.len()..)?;
    if word.ends_with("申请") || word == "无依申请公开" {
        let narrowed = ["转结", "结转", "人", "而"].iter().any(|word| rest.starts_with(word));
        return (!narrowed).then_some((word, at));
    }
    // 不存在未收到…的情形 says the opposite.
    if clause.get(..at).is_some_and(|before| before.contains("不存在")) {
        return None;
    }
    loop {
        rest = rest.trim_start_matches(|c: char| is_blank(c) || matches!(c, '、' | '及' | '与' | '了'));
        if let Some(behind) = rest.strip_prefix("申请").or_else(|| rest.strip_prefix("依申请")) {
            // 没有 alone says many things; it must be about receiving or putting forward an application.
            let narrowed = behind.starts_with("人") || behind.starts_with("转");
            let about =
                word != "没有" || clause.contains("提出") || behind.is_empty() || behind.starts_with("公开");
            return (!narrowed && about).then_some((word, at));
        }
        rest = BETWEEN.iter().find_map(|word| rest.strip_prefix(word))?;
    }
}

/// Words that say every application was answered, and where.
fn all_done(clause: &str) -> Option<(&'static str, usize)> {
    [
        "均已办结",
        "全部办结",
        "均按时办结",
        "均已全部办结",
        "全部答复",
        "均已答复",
        "办结率100%",
        "办结率为100%",
        "办结率达100%",
    ]
    .iter()
    .find_map(|&word| Some((word, clause.find(word)?)))
}

fn reviews(source: &Source<'_>, sentence: Span, mentions: &mut Vec<Mention>) {
    let text = source.slice(sentence);
    let negations = ["未发生", "未出现", "没有", "无", "未被", "均为0", "未收到", "未产生", "未引发"];
    for range in pieces(text, &['，', ',', '；', ';']) {
        let clause = sentence.part(&range);
        let words = source.slice(clause);
        let negated = negations.iter().any(|word| words.contains(word));
        for (word, claim) in [("复议", Claim::NoReview), ("诉讼", Claim::NoLitigation)] {
            if let Some(at) = words.find(word) {
                let none = figures(source, clause)
                    .any(|figure| figure.value.is_zero() && figure.span.start > clause.start + at as u32);
                if negated || none {
                    let span = clause.part(&(at..at + word.len()));
                    mentions.push(Mention { claim, value: None, span, clause, approximate: false });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(prose: &str) -> String {
        let text = format!("甲镇2023年政府信息公开工作年度报告\n一、总体情况\n{prose}\n");
        let source = Source::new(&text);
        let outline = super::super::sections::read(&source);
        let reading = super::super::Reading::new(&source);
        let said: Vec<_> = read(&source, &outline, &reading.tables)
            .iter()
            .map(|mention| {
                let value = mention.value.map(|value| value.to_string()).unwrap_or_default();
                format!("{:?}{}{value}", mention.claim, if mention.approximate { "~" } else { "" })
            })
            .collect();
        said.join(" ")
    }

    #[test]
    fn phrasings_of_received_and_handled() {
        for (prose, said) in [
            ("共收到政府信息公开申请8件，均已办结。", "Received8 AllDone"),
            ("新收到政府信息公开申请12件，办结11件。", "New12 Done11"),
            (
                "收到政府信息公开申请78件，结转上年度政府信息公开申请3件，本年度办结75件，剩余6件结转下年度办理。",
                "Received78 CarriedIn3 Done75 CarriedOut6",
            ),
            (
                "答复政府信息公开申请177件（含上年度转结申请3件，另有2件申请转结下年度继续办理）。",
                "Done177 CarriedIn3 CarriedOut2",
            ),
            ("全年未收到政府信息公开申请。", "NoneReceived"),
            ("无依申请公开事项。", "NoneReceived"),
            ("共受理三件依申请公开。", "Accepted3"),
            ("受理申请近20件。", "Accepted~20"),
            ("新收申请8件，办结8件，结转下年度继续办理1件。", "New8 Done8 CarriedOut1"),
            ("结转上年度办理1件申请。", "CarriedIn1"),
            ("全年零申请。", "NoneReceived"),
            ("没有公民、法人或者其他组织提出政府信息公开申请。", "NoneReceived"),
        ] {
            assert_eq!(mentions(prose), said, "{prose}");
        }
    }

    #[test]
    fn other_counts_are_not_applications() {
        for prose in [
            "公开信箱收到群众申请咨询30件。",
            "全市收到政府信息公开申请300件。",
            "其中自然人申请3件，网络申请5件。",
            "申请数量比上年增长20%。",
            "无申请转结下年度。",
            "未收到法律服务机构的政府信息公开申请。",
            "未收到要求收费的申请。",
            "除1件外，到期申请均已办结。",
            "近三年累计受理申请35件。",
            "通过政府网站收到申请5件，通过邮寄收到申请3件。",
        ] {
            assert_eq!(mentions(prose), "", "{prose}");
        }
    }
}
