//! The legal basis that a report cites: documents in force, and their numbers. The documents are in
//! `words/laws.txt`.

use crate::find::{has_one, piece, place, places};
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::fold::{is_blank, is_han, narrow};
use crate::source::Span;
use crate::words::{Entry, List, entries};

use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "basis-outdated",
        severity: Severity::Warning,
        summary: "引用了已被替代的格式文件或修订前的条例",
        reason: "2021年度起的报告按新格式编制，条例也已于2019年修订，依据写旧了会被认为没有按现行规定编制。",
        basis: Basis::Official(
            "国办公开办函〔2021〕30号；《中华人民共和国政府信息公开条例》（国务院令第711号，2019年5月15日起施行）",
        ),
        examples: &[
            Example {
                right: "如有疑问，", wrong: "格式依据国办公开办函〔2019〕60号。如有疑问，"
            },
            Example {
                right: "如有疑问，",
                wrong: "依据《政府信息公开工作年度报告格式（试行）》编制。如有疑问，",
            },
            Example {
                right: "如有疑问，",
                wrong: "依据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。如有疑问，",
            },
        ],
        check: outdated,
    },
    Rule {
        id: "document-number",
        severity: Severity::Warning,
        summary: "文号写错",
        reason: "文号写错，读者就找不到所依据的文件。",
        basis: Basis::Advice("与文件的正式文号核对"),
        examples: &[
            Example {
                right: "如有疑问，", wrong: "格式依据国办公开函〔2021〕30号。如有疑问，"
            },
            Example {
                right: "2023年，本机关未收取信息处理费",
                wrong: "按照国办公开办函〔2021〕109号，2023年，本机关未收取信息处理费",
            },
        ],
        check: mistyped,
    },
];

/// The first year whose report follows the present form.
const PRESENT_FORM: u16 = 2021;
/// The year in which the revised regulation came into force.
const REVISED_LAW: u16 = 2019;

/// A citation of a document of the list.
struct Citation {
    /// Its number, without what stands before it.
    span: Span,
    /// The sentence that it stands in.
    sentence: Span,
    entry: &'static Entry,
}

impl Citation {
    fn case(&self) -> &'static str {
        self.entry.column(0)
    }

    fn right(&self) -> &'static str {
        self.entry.column(1)
    }
}

/// Words of a sentence that tells what a document was, not that the report follows it.
const HISTORY: [&str; 12] =
    ["废止", "失效", "停止执行", "不再执行", "替代", "取代", "代替", "修订", "修改", "转发", "梳理", "清理"];

fn outdated(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(year) = context.reading.outline.year.map(|year| year.value) else { return };
    let tells = |sentence: Span| has_one(context.source.slice(sentence), &HISTORY);
    let citations = citations(context, sink);
    let beside_right = |citation: &Citation| {
        citations.iter().any(|other| {
            other.sentence == citation.sentence
                && other.case() == "有效"
                && other.entry.word == citation.right()
        })
    };
    let is_old = |citation: &&Citation| match citation.case() {
        "旧格式" => year >= PRESENT_FORM,
        "旧条例" => year >= REVISED_LAW,
        _ => false,
    };
    let old: Vec<&Citation> = citations
        .iter()
        .filter(is_old)
        .filter(|citation| !tells(citation.sentence) && !beside_right(citation))
        .collect();
    for citation in &old {
        let (word, right) = (citation.entry.word, citation.right());
        let message = if citation.case() == "旧格式" {
            format!(
                "{word}是2019、2020年度用的试行格式，{year}年度的报告应依据{right}印发的《中华人民共和国政府信息公开工作年度报告格式》。"
            )
        } else {
            format!("{word}是修订前的条例，现行条例由{right}公布，2019年5月15日起施行。")
        };
        let number = Edit::replace(citation.span, right);
        let report = sink.at(citation.span, message);
        let (names, trust) = match citation.case() {
            "旧格式" => superseded_names(context, citation),
            _ => (Vec::new(), Applicability::Suggested),
        };
        let title = if names.is_empty() { "" } else { "，名称也改为现行的" };
        let edits = names.into_iter().chain([number]).collect();
        report.fix_all(format!("改为{right}{title}"), trust, edits);
    }
    if year < PRESENT_FORM || old.iter().any(|citation| citation.case() == "旧格式") {
        return;
    }
    trial_form(context, sink, &tells);
}

/// What the names of the superseded form in the sentence of its number are to be, and how far all of it is trusted: the
/// number of the present form behind the name of the old one is wrong.
fn superseded_names(context: &Context<'_, '_>, citation: &Citation) -> (Vec<Edit>, Applicability) {
    /// By which name the form was sent out, and by which the present one is.
    const NOTICE: &str = "关于政府信息公开工作年度报告有关事项的通知";
    const PRESENT: &str = "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知";
    let source = context.source;
    let Citation { span, sentence, .. } = *citation;
    let text = source.slice(sentence);
    let trials = context.reading.words.within(List::Laws, sentence);
    let mut edits: Vec<Edit> = trials
        .filter(|hit| hit.entry.column(0) == "试行")
        .map(|hit| Edit::delete(hit.span.part(&("年度报告格式".len()..hit.entry.word.len()))))
        .collect();
    let notice = place(text, NOTICE);
    edits.extend(notice.map(|at| Edit::replace(sentence.part(&(at..at + NOTICE.len())), PRESENT)));
    let before = source.slice(Span::new(sentence.start, span.start));
    let is_trial = notice.is_none() && !edits.is_empty();
    // Whatever else it is called stands beside the number or says what it is about.
    let is_named =
        before.ends_with(['（', '(', '》']) || has_one(text, &["年度报告", "年报"]) && text.contains('《');
    let trust = if is_named && !is_trial { Applicability::Manual } else { Applicability::Suggested };
    (edits, trust)
}

/// 格式（试行） without its number, once.
fn trial_form(context: &Context<'_, '_>, sink: &mut Sink<'_>, tells: &dyn Fn(Span) -> bool) {
    let source = context.source;
    let body = context.reading.outline.body();
    let found = context
        .reading
        .words
        .of(List::Laws)
        .iter()
        .filter(|hit| hit.entry.column(0) == "试行" && body.contains(&source.line_index(hit.span.start)));
    for (count, hit) in found.enumerate() {
        if count >= MOST {
            return sink.unchecked(format!("引用的格式太多，只核对了前{MOST}处"));
        }
        let line = source.line_at(hit.span.start);
        if tells(line.part(&piece(source.slice(line), (hit.span.start - line.start) as usize, &['。']))) {
            continue;
        }
        let trial = hit.span.part(&("年度报告格式".len()..hit.entry.word.len()));
        sink.at(trial, "“格式（试行）”是2019、2020年度用的，现行的格式由国办公开办函〔2021〕30号印发，名称里没有“试行”。")
            .fix("删去“（试行）”", Applicability::Suggested, Edit::delete(trial));
        return;
    }
}

fn mistyped(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let year = context.reading.outline.year.map_or(PRESENT_FORM, |year| year.value);
    for citation in citations(context, sink).iter().filter(|citation| citation.case() == "错号") {
        let Some((right, document)) = meant(context, citation) else { continue };
        let said = context.source.slice(citation.span);
        let message = format!("“{said}”像是写错的文号，{document}的文号是{right}。");
        // The number of the form before the present one is no remedy for a year of the present one.
        let form =
            entries(List::Laws).iter().find(|entry| entry.word == right && entry.column(0) == "旧格式");
        let (message, right, trust) = match form.filter(|_| year >= PRESENT_FORM) {
            Some(form) => {
                let present = form.column(1);
                let advice = format!("{message}{year}年度的报告应依据{present}。");
                (advice, present, Applicability::Manual)
            }
            None => (message, right, Applicability::Suggested),
        };
        sink.at(citation.span, message).fix(
            format!("改为{right}"),
            trust,
            Edit::replace(citation.span, right),
        );
    }
}

/// The right number with what the document is, where the sentence is about it: other documents have numbers as much
/// alike.
fn meant(context: &Context<'_, '_>, citation: &Citation) -> Option<(&'static str, &'static str)> {
    const COLUMNS: [[usize; 3]; 2] = [[1, 2, 3], [4, 5, 6]];
    let sentence = context.source.slice(citation.sentence);
    COLUMNS.into_iter().find_map(|columns| {
        let [right, document, words] = columns.map(|column| citation.entry.column(column));
        let mut words = words.split(' ').filter(|word| !word.is_empty()).peekable();
        let is_about = words.peek().is_none() || words.any(|word| sentence.contains(word));
        (!right.is_empty() && is_about).then_some((right, document))
    })
}

/// Most citations that are looked at.
const MOST: usize = 50;

/// The citations of the list's documents, in order of place.
fn citations(context: &Context<'_, '_>, sink: &mut Sink<'_>) -> Vec<Citation> {
    let mut found = Vec::new();
    for &(_, line) in context.reading.prose(context.reading.outline.body()) {
        let text = context.source.slice(line);
        for at in places(text, "号") {
            let places = number_before(text, at);
            let number: String = places.iter().map(|&(_, c)| c).collect();
            // The longest of the list: a short one may be the end of another.
            let known = entries(List::Laws)
                .iter()
                .filter(|entry| number.ends_with(entry.word))
                .max_by_key(|entry| entry.word.len());
            let Some(entry) = known else { continue };
            if found.len() >= MOST {
                sink.unchecked(format!("引用的文号太多，只核对了前{MOST}处"));
                return found;
            }
            let first = places.len().checked_sub(entry.word.chars().count());
            let Some(&(start, _)) = first.and_then(|first| places.get(first)) else { continue };
            let sentence = line.part(&piece(text, at, &['。']));
            found.push(Citation { span: line.part(&(start..at + "号".len())), sentence, entry });
        }
    }
    found
}

/// The number that ends before 号 in its normal form, each character with its place: 国办公开办函〔2021〕30号,
/// 国务院令第711号, and some of what stands before it; empty where there is none. Constant: a number is short.
fn number_before(text: &str, at: usize) -> Vec<(usize, char)> {
    const ISSUER: usize = 10;
    const DIGITS: usize = 4;
    let head = text.get(..at).unwrap_or_default();
    let mut rest = head.char_indices().rev().filter(|&(_, c)| !is_blank(c)).peekable();
    let digit = |&(_, c): &(usize, char)| narrow(c).is_ascii_digit();
    let mut number = vec![(at, '号')];
    while number.len() <= DIGITS + 1
        && let Some((place, c)) = rest.next_if(digit)
    {
        number.push((place, narrow(c)));
    }
    if !(2..=DIGITS + 1).contains(&number.len()) {
        return Vec::new();
    }
    if let Some((place, _)) = rest.next_if(|&(_, c)| matches!(c, '〕' | ']' | '］' | '）' | ')' | '】')) {
        number.push((place, '〕'));
        for _ in 0..DIGITS {
            number.extend(rest.next_if(digit).map(|(place, c)| (place, narrow(c))));
        }
        let opening = rest.next_if(|&(_, c)| matches!(c, '〔' | '[' | '［' | '（' | '(' | '【'));
        number.extend(opening.map(|(place, _)| (place, '〔')));
    } else {
        let place = rest.next_if(|&(_, c)| c == '第').map(|(place, _)| place);
        let place = place.or_else(|| number.last().map(|&(place, _)| place)).unwrap_or(at);
        number.push((place, '第'));
    }
    for _ in 0..ISSUER {
        number.extend(rest.next_if(|&(_, c)| is_han(c)));
    }
    number.reverse();
    number
}

#[cfg(test)]
mod tests {
    use super::super::years;
    use super::super::years::tests::SAMPLE;
    use super::*;
    use crate::check_text;
    use crate::finding::Finding;

    fn draft(citation: &str) -> String {
        SAMPLE.replacen("如有疑问，", &format!("{citation}。如有疑问，"), 1)
    }

    fn findings(draft: &str) -> Vec<Finding> {
        let legal = ["basis-outdated", "document-number"];
        check_text(draft).findings.into_iter().filter(|finding| legal.contains(&finding.rule)).collect()
    }

    /// Rule, severity and what the fix makes of the citation.
    fn found(citation: &str) -> Vec<(&'static str, Severity, String)> {
        let draft = draft(citation);
        let fixed = |finding: &Finding| {
            let fixed = years::tests::fixed(&draft, finding);
            assert_eq!(findings(&fixed), [], "{citation}");
            let start = fixed.find("年12月31日止。").unwrap() + "年12月31日止。".len();
            fixed.get(start..fixed.find("。如有疑问，").unwrap()).unwrap().to_owned()
        };
        findings(&draft).iter().map(|finding| (finding.rule, finding.severity, fixed(finding))).collect()
    }

    #[test]
    fn what_is_superseded_is_reported_with_what_is_in_force() {
        let present = "依据国办公开办函〔2021〕30号编制";
        for old in [
            "依据国办公开办函〔2019〕60号编制",
            "依据国办公开办函[2019]60号编制",
            "依据国办公开办函（2019）60 号编制",
        ] {
            assert_eq!(found(old), [("basis-outdated", Severity::Warning, present.to_owned())], "{old}");
        }
        let law = found("依据《中华人民共和国政府信息公开条例》（国务院令第492号）");
        let right = "依据《中华人民共和国政府信息公开条例》（国务院令第711号）".to_owned();
        assert_eq!(law, [("basis-outdated", Severity::Warning, right)]);
        let named = draft("依据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）");
        assert_eq!(findings(&named)[0].fixes[0].applicability, Applicability::Manual);
        for (old, present) in [
            (
                "依据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
                "依据《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）",
            ),
            (
                "依据国办公开办函〔2019〕60号《政府信息公开工作年度报告格式（试行）》编制",
                "依据国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》编制",
            ),
            (
                "按照《关于印发〈年度报告格式（试行）〉的通知》（以下简称通知，国办公开办函〔2019〕60号）",
                "按照《关于印发〈年度报告格式〉的通知》（以下简称通知，国办公开办函〔2021〕30号）",
            ),
        ] {
            assert_eq!(found(old), [("basis-outdated", Severity::Warning, present.to_owned())], "{old}");
        }
        let other = draft("依据国办公开办函〔2019〕60号《关于做好年度报告工作的通知》");
        assert_eq!(findings(&other)[0].fixes[0].applicability, Applicability::Manual);
        assert_eq!(
            found("依据《政府信息公开工作年度报告格式（试行）》编制"),
            [("basis-outdated", Severity::Warning, "依据《政府信息公开工作年度报告格式》编制".to_owned())]
        );
    }

    #[test]
    fn a_slip_is_reported_with_the_right_number() {
        let form = "按年度报告格式（国办公开办函〔2021〕30号）编制";
        for wrong in [
            "按年度报告格式（国办公开函〔2021〕30号）编制",
            "按年度报告格式（国办函〔2021〕30号）编制",
            "按年度报告格式（国办公开办〔2021〕30号）编制",
            "按年度报告格式（国办公开办函〔2022〕30号）编制",
        ] {
            assert_eq!(found(wrong), [("document-number", Severity::Warning, form.to_owned())], "{wrong}");
        }
        for (wrong, severity, right) in [
            (
                "依据国办函〔2021〕109号收取信息处理费",
                Severity::Warning,
                "依据国办函〔2020〕109号收取信息处理费",
            ),
            (
                "依据国办公开办函〔2021〕109号收取信息处理费",
                Severity::Warning,
                "依据国办函〔2020〕109号收取信息处理费",
            ),
            (
                "依据政府信息公开条例（国务院令第771号）",
                Severity::Warning,
                "依据政府信息公开条例（国务院令第711号）",
            ),
            (
                "依据政府信息公开条例（国令第711号）",
                Severity::Warning,
                "依据政府信息公开条例（国务院令第711号）",
            ),
            (
                "按年度报告格式（国办公开办函〔2021〕109号）编制",
                Severity::Warning,
                "按年度报告格式（国办公开办函〔2021〕30号）编制",
            ),
            ("依据国办公开函〔2019〕60号编制", Severity::Warning, "依据国办公开办函〔2021〕30号编制"),
        ] {
            assert_eq!(found(wrong), [("document-number", severity, right.to_owned())], "{wrong}");
        }
    }

    #[test]
    fn right_numbers_other_documents_and_history_are_silent() {
        for fine in [
            "依据国办公开办函〔2021〕30号编制",
            "依据国办公开办函 [2021] 30 号编制",
            "依据国办函〔2020〕109号收取信息处理费",
            "依据国务院令第711号编制",
            "依据国务院令711号编制",
            "依据国务院第711号令编制",
            "落实国办函〔2021〕30号，推进业务协同",
            "落实国办发〔2021〕30号，推进业务协同",
            "落实国办函〔2021〕109号，推进业务协同",
            "落实国办公开办函〔2021〕109号，推进业务协同",
            "落实国办函〔2019〕60号，推进业务协同",
            "落实国办发〔2019〕60号，推进业务协同",
            "落实青政办发〔2019〕60号",
            "落实国务院令第712号（政府投资条例）",
            "国办公开办函〔2019〕60号的试行格式已被国办公开办函〔2021〕30号替代",
            "国办公开办函〔2019〕60号已停止执行",
            "国务院令第492号公布、国务院令第711号修订的条例",
            "落实《政务公开标准化规范化工作方案（试行）》",
            "地址为中街60号，编号第30号",
        ] {
            assert_eq!(found(fine), [], "{fine}");
        }
        let trial = include_str!("../../tests/drafts/clean-2019.txt");
        let cites = trial.replacen("如有疑问，", "格式依据国办公开办函〔2019〕60号。如有疑问，", 1);
        assert_eq!(findings(&cites), [], "the form of its year");
        let slip = trial.replacen("如有疑问，", "格式依据国办公开函〔2019〕60号。如有疑问，", 1);
        let found = findings(&slip);
        assert_eq!(found[0].rule, "document-number");
        assert_eq!(findings(&years::tests::fixed(&slip, &found[0])), [], "the form of its year");
    }
}
