//! Percentages: of a part in its whole, of a change from what is printed, and never of more than all.

use crate::find::{ends_with_one, first_of, has_any, has_one};
use crate::finding::{Applicability, Edit};
use crate::fold::{is_blank, trim, trim_start};
use crate::number::{Number, is_rounding, rounded, total};
use crate::reading::narrative::{Figure, Quantity, Sentence};
use crate::source::Span;

use super::super::super::{Context, Sink};
use super::super::{APPLICATIONS, value};
use super::changes;
use super::rates::rate;

/// Most figures of a sentence among which a percentage is weighed: each is held against all before it.
const MOST_FIGURES: usize = 200;

/// Percentages of a part in its whole (工作动态820条，占96.02%), and of a change whose base is printed
/// (31件，比2022年（40件）下降22.5%).
pub(in crate::check) fn percentages(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let narrative = &context.reading.narrative;
    for sentence in &narrative.sentences {
        let figures: Vec<Figure> = narrative.figures(sentence).collect();
        if figures.len() > MOST_FIGURES {
            sink.unchecked(format!("有的句子里数字超过{MOST_FIGURES}个，其中的百分比没有核对"));
        }
        let percents = figures.iter().enumerate().take(MOST_FIGURES);
        for (at, percent) in percents.filter(|(_, figure)| figure.unit == "%") {
            let before = figures.get(..at).unwrap_or_default();
            if is_more_than_all(context, sentence, percent) {
                let written = context.source.slice(percent.span);
                sink.at(percent.span, format!("{written}超过了100%，请核对这个比例。"));
                continue;
            }
            let found = in_turn(context, sentence, &figures, at)
                .or_else(|| share(context, sentence, before, percent))
                .or_else(|| change(context, before, percent))
                .or_else(|| changes::base(context, before, percent))
                .or_else(|| rate(context, sentence, before, percent));
            if let Some(base) = found {
                compare(context, sink, percent, &base);
            }
        }
    }
}

/// What a percentage is computed from.
pub(super) struct Base {
    pub(super) part: Figure,
    /// The wholes that it may be of, with their places: the mildest verdict stands.
    pub(super) wholes: Vec<(i64, Span)>,
    pub(super) of: Of,
}

/// What a percentage is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The part in the whole.
    Share,
    /// The change from the whole to the part.
    Change,
    /// A change that is said itself, and whether it is more: the whole is what was there before it.
    Said(i64, bool),
}

/// The part right before 占 and the wholes before it in the same unit.
fn share(
    context: &Context<'_, '_>,
    sentence: &Sentence,
    before: &[Figure],
    percent: &Figure,
) -> Option<Base> {
    let part = *before.iter().rev().find(|figure| figure.unit != "%")?;
    let between = context.source.slice(Span::new(part.span.end, percent.span.start));
    let behind = context.source.slice(Span::new(percent.span.end, sentence.span.end));
    let names_other = has_one(between, &["占全", "占同", "占去年", "占上年", "超", "分别"]);
    if !between.contains('占')
        || has_any(between, &['；', ';', '。'])
        || names_other
        || behind.starts_with('以')
    {
        return None;
    }
    // Between the part and 占 there is nothing else, at most a comma.
    let gap = between.split('占').next().unwrap_or_default();
    if gap.chars().any(|c| !is_blank(c) && !matches!(c, '，' | ',' | '、' | '（' | '(')) {
        return None;
    }
    // Parts with a percentage of their own are no wholes.
    let is_part = |figure: &Figure| {
        let behind = context.source.slice(Span::new(figure.span.end, sentence.span.end));
        behind.trim_start_matches(|c| is_blank(c) || matches!(c, '，' | ',' | '（' | '(')).starts_with('占')
    };
    let mut wholes: Vec<(i64, Span)> = before
        .iter()
        .filter(|figure| figure.unit == part.unit && !figure.approximate && !is_part(figure))
        .filter_map(|figure| Some((figure.value.as_whole()?, figure.span)))
        .collect();
    wholes.extend(applications(context, &part));
    // 两项合计26件，占…: what is added up is no part of what it is added up from.
    let larger =
        wholes.iter().position(|&(whole, _)| part.value.as_whole().is_none_or(|part| part <= whole))?;
    wholes.swap(0, larger);
    (!part.approximate && !wholes.is_empty()).then_some(Base { part, wholes, of: Of::Share })
}

/// Whether a percentage says how many of all are so (满意率、办结率), and is above 100.
fn is_more_than_all(context: &Context<'_, '_>, sentence: &Sentence, percent: &Figure) -> bool {
    const RATES: [&str; 12] =
        ["满意", "公开", "办结", "答复", "回复", "回应", "知晓", "覆盖", "合格", "达标", "及时", "准时"];
    if percent.value <= Number::whole(100) {
        return false;
    }
    let before = context.source.slice(Span::new(sentence.span.start, percent.span.start));
    let before =
        ["为", "达", "达到", "是"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let rate = before.strip_suffix('率').or_else(|| before.strip_suffix('度'));
    rate.is_some_and(|rate| ends_with_one(rate, &RATES))
}

/// The part that stands as far from the end of a list as this percentage from the end of its own: 甲30条、乙50条，分别占
/// 37.5%、62.5%.
fn in_turn(context: &Context<'_, '_>, sentence: &Sentence, figures: &[Figure], at: usize) -> Option<Base> {
    const LEADS: [&str; 8] =
        ["占", "占比", "占比为", "分别占", "分别占总数的", "分别占总量的", "占比分别为", "比重分别为"];
    let is_percent = |figure: &&Figure| figure.unit == "%";
    let earlier = figures.get(..at)?.iter().rev().take_while(is_percent).count();
    let first = at - earlier;
    let count = earlier + figures.get(at..)?.iter().take_while(is_percent).count();
    let from = first.checked_sub(count).filter(|_| count > 1)?;
    let (parts, before) = (figures.get(from..first)?, figures.get(..from)?);
    let between = |a: &Figure, b: &Figure| context.source.slice(Span::new(a.span.end, b.span.start));
    // Between the percentages stand marks alone, and between the parts no other sentence.
    let is_list = figures.get(first..first + count)?.windows(2).all(|pair| {
        matches!(pair, [a, b] if between(a, b).chars().all(|c| is_blank(c) || matches!(c, '、' | '，' | '和' | '及')))
    });
    let lead = between(parts.last()?, figures.get(first)?);
    let part = *parts.get(at - first)?;
    let alike = parts.iter().all(|other| other.unit == part.unit && !other.approximate);
    if !is_list || !alike || !ends_with_one(lead, &LEADS) || lead.contains(['；', '。']) {
        return None;
    }
    let values: Option<Vec<i64>> = parts.iter().map(|part| part.value.as_whole()).collect();
    let sum = total(values?.into_iter());
    let mut wholes = vec![(sum, Span::new(parts.first()?.span.start, parts.last()?.span.end))];
    let others = before.iter().filter(|whole| whole.unit == part.unit && !whole.approximate);
    wholes.extend(others.filter_map(|whole| Some((whole.value.as_whole()?, whole.span))));
    wholes.extend(applications(context, &part));
    // A whole of the same sentence is what the reader takes the share of.
    if wholes.len() > 1 {
        wholes.swap(0, 1);
    }
    let tail = context.source.slice(Span::new(figures.get(first)?.span.end, sentence.span.end));
    (!tail.contains('比')).then_some(Base { part, wholes, of: Of::Share })
}

/// What a part of the applications may be a part of, if the figure is one: it need not be said in the same sentence.
fn applications(context: &Context<'_, '_>, part: &Figure) -> Vec<(i64, Span)> {
    let mentions = &context.reading.narrative.mentions;
    // They are in order of place.
    let from = mentions.partition_point(|mention| mention.span < part.span);
    let mut own = mentions.iter().skip(from).take_while(|mention| mention.span == part.span);
    let is_part =
        own.any(|mention| matches!(mention.quantity, Quantity::Outcome(_) | Quantity::Applicant(_)));
    if !is_part {
        return Vec::new();
    }
    let tables = APPLICATIONS
        .iter()
        .filter_map(|terms| value(context, terms))
        .filter_map(|(value, cell)| Some((value, context.reading.cell(cell)?.span)));
    let said = mentions.iter().filter(|mention| {
        matches!(
            mention.quantity,
            Quantity::New | Quantity::Received | Quantity::Accepted | Quantity::Handled | Quantity::Done
        )
    });
    tables
        .chain(said.filter_map(|mention| Some((mention.count()?, mention.span))).take(MOST_FIGURES))
        .collect()
}

/// A change whose base is printed behind 比 or 较 and a year: in brackets, or where nothing else stands between.
fn change(context: &Context<'_, '_>, before: &[Figure], percent: &Figure) -> Option<Base> {
    let [.., part, whole] = before else { return None };
    let between = context.source.slice(Span::new(part.span.end, whole.span.start));
    let behind = context.source.slice(Span::new(whole.span.end, percent.span.start));
    let bracketed = (between.contains('比') || between.contains('较')) && between.ends_with(['（', '(']);
    let begins = trim_start(between.trim_start_matches(['，', ','])).starts_with(['比', '较']);
    let compared = bracketed || begins && (between.ends_with(['的', '年']) || between.ends_with("同期"));
    let changed = ["增长", "增加", "上升", "下降", "减少", "回落"]
        .iter()
        .any(|word| trim_start(behind.trim_start_matches(['）', ')'])).starts_with(word));
    let exact = part.unit == whole.unit && !part.approximate && !whole.approximate;
    let base = whole.value.as_whole().filter(|_| compared && changed && exact)?;
    Some(Base { part: *part, wholes: vec![(base, whole.span)], of: Of::Change })
}

fn compare(context: &Context<'_, '_>, sink: &mut Sink<'_>, percent: &Figure, base: &Base) {
    let Some(part) = base.part.value.as_whole() else { return };
    let wholes = &base.wholes;
    let computed = |whole: i64| {
        let share = match base.of {
            Of::Share => part,
            Of::Change => (part - whole).abs(),
            Of::Said(by, _) => by,
        };
        share as f64 * 100.0 / whole as f64
    };
    let others = wholes.iter().skip(1).map(|&(whole, _)| whole);
    let sum = total(others.chain([part]));
    let fits = |whole: i64| whole > 0 && is_rounding(computed(whole), percent.value);
    let Some(&(whole, place)) = wholes.first().filter(|(whole, _)| *whole > 0) else { return };
    if percent.approximate || wholes.iter().any(|&(whole, _)| fits(whole)) || wholes.len() > 1 && fits(sum) {
        return;
    }
    let written = context.source.slice(percent.span);
    let right = rounded(computed(whole), percent.value.decimals());
    let part_text = context.source.slice(base.part.span);
    let whole_text = context.source.slice(place);
    let of = match base.of {
        Of::Share => format!("{part_text}占{whole_text}的比例"),
        Of::Change => format!("{part_text}相比{whole_text}的变化"),
        Of::Said(_, true) => format!("增加{whole_text}后是{part_text}，变化"),
        Of::Said(_, false) => format!("减少{whole_text}后是{part_text}，变化"),
    };
    let message = format!("{of}算得{right}%，正文写的是{written}。请核对件数和百分比。");
    let report = sink.at(percent.span, message).note(place, format!("按这里的{whole_text}计算。"));
    if let Some(span) = number_of(context, percent.span) {
        let title = format!("百分比改为{right}%");
        report.fix(title, Applicability::Manual, Edit::replace(span, right));
    }
}

/// The number without its sign.
pub(super) fn number_of(context: &Context<'_, '_>, span: Span) -> Option<Span> {
    let text = context.source.slice(span);
    let len = first_of(text, &['%', '％'])?;
    Some(span.part(&(0..trim(text.get(..len)?).len())))
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    fn found(text: &str) -> Vec<String> {
        const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
        let text = SAMPLE.replacen("其他信息50条。", &format!("其他信息50条。{text}"), 1);
        let findings = check_text(&text).findings.into_iter();
        findings
            .filter(|finding| finding.rule == "narrative-percent")
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn percentages_in_turn_belong_to_the_parts_in_turn() {
        assert_eq!(found("推送图解30条、视频50条，分别占37.5%、62.5%。").len(), 0);
        assert_eq!(found("推送图解30条、视频50条，分别占37.5%、72.5%。").len(), 1);
        assert_eq!(found("推送图解30条、视频50条，分别占62.5%、37.5%。").len(), 2);
        assert_eq!(found("推送解读100条，其中图解30条、视频50条，占比分别为30%和50%。").len(), 0);
        assert_eq!(found("推送解读100条，其中图解30条、视频50条，占比分别为30%和60%。").len(), 1);
        assert_eq!(found("图解、视频分别占37.5%、72.5%。").len(), 0);
        assert_eq!(found("三类信息分别为26条、852条和408条，占比2.0%、66.3%、31.7%。").len(), 0);
        assert_eq!(found("图解30条、视频50条，分别占全县图解、视频的20%和21%。").len(), 0);
    }

    #[test]
    fn no_rate_of_all_is_above_all() {
        assert_eq!(found("群众满意率为965%。"), ["965%超过了100%，请核对这个比例。"]);
        assert_eq!(
            found("办结率100%，任务完成率120%，解读率120%，点击量增长率150%，阅读量同比增长230%。").len(),
            0
        );
    }
}
