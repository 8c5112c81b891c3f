//! Topics that have had their day in the year under report.

use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit};
use crate::source::Span;
use crate::words::{Hit, List};

use super::{end_of, is_guarded, is_named, is_own_text};

/// Words of a sentence that looks back.
const LOOKING_BACK: [&str; 9] = ["回顾", "历史", "总结", "评估", "收官", "历年", "往年", "档案", "退出"];

pub(super) fn stale(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(year) = context.reading.outline.year else { return };
    let stale: Vec<&Hit> = context
        .reading
        .words
        .of(List::Stale)
        .iter()
        .filter(|hit| {
            hit.entry.column(0).parse().is_ok_and(|first: u16| year.value >= first)
                && is_own_text(context, hit.span)
                && !is_guarded(context.source, hit.span, hit.entry.column(2), hit.entry.column(3))
                && !is_history(context, hit.span)
        })
        .collect();
    let Some((first, others)) = stale.split_first() else { return };
    let report =
        sink.at(first.span, format!("{}年的报告还写“{}”，{}。", year.value, first.entry.word, advice(first)));
    for other in others {
        report.note(other.span, format!("“{}”也已过时，{}。", other.entry.word, advice(other)));
    }
    for hit in stale.iter().filter(|hit| !hit.entry.column(1).is_empty()) {
        let instead = hit.entry.column(1);
        let title = format!("“{}”改为“{instead}”", hit.entry.word);
        report.fix(title, Applicability::Manual, Edit::replace(hit.span, instead));
    }
}

fn advice(hit: &Hit) -> String {
    match hit.entry.column(1) {
        "" => "请确认是不是本年度的情况".to_owned(),
        instead => format!("现在的提法是“{instead}”，请确认"),
    }
}

/// Whether a place is about the past: in the title of a document, or in a sentence that looks back.
fn is_history(context: &Context<'_, '_>, place: Span) -> bool {
    /// Longest rest of a sentence, in characters.
    const LONGEST: usize = 300;
    let (head, tail) = context.source.beside(place);
    let head = end_of(head);
    let from = head.rfind('。').map_or(0, |at| at + '。'.len_utf8());
    let rest = tail.char_indices().take(LONGEST).take_while(|&(_, c)| c != '。').last();
    let to = rest.map_or(0, |(at, c)| at + c.len_utf8());
    let sentence = [head.get(from..).unwrap_or_default(), tail.get(..to).unwrap_or_default()];
    let title = is_named(context.source, place) && !head.ends_with('“');
    title || LOOKING_BACK.iter().any(|word| sentence.iter().any(|part| part.contains(word)))
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, found_in};

    #[test]
    fn topics_out_of_date_are_one_hint() {
        let found = findings_of("stale-topic", "公开民政、五保、脱贫攻坚、粮食直补等信息。");
        assert_eq!(found.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["五保"]);
        assert_eq!(findings_of("stale-topic", "公开“十三五”规划重点项目。").len(), 1);
    }

    #[test]
    fn history_and_names_are_not() {
        for text in [
            "巩固拓展脱贫攻坚成果同乡村振兴有效衔接。",
            "“十三五”期间公开信息200条，“十四五”规划20条。",
            "印发《脱贫攻坚工作总结》，回顾脱贫攻坚历程。",
            "五保村设立公开栏。",
            "公开动物疫情防控信息20条。",
            "公开新冠肺炎疫情防控信息20条。",
        ] {
            assert_eq!(findings_of("stale-topic", text), [], "{text}");
        }
        let earlier = SAMPLE.replace("2023年", "2021年").replacen("政策文件70条", "脱贫攻坚70条", 1);
        assert_eq!(found_in("stale-topic", &earlier), []);
    }
}
