//! Sentences that stand twice, and text without any fact of the author's own.

use crate::check::{Context, Sink};
use crate::find::{has_any, has_one, places};
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::trim;
use crate::form::{OVERVIEW, PROBLEMS};
use crate::number::Ordinal;
use crate::order::{sort, sort_by_key};
use crate::reading::author::Author;
use crate::source::Span;
use crate::words::{Entry, Hit, List};

/// Shortest sentence that is looked at, in bytes: about eighteen characters.
const SHORTEST: usize = 54;

/// A sentence that stands in the text twice.
struct Pair {
    /// Their numbers among the sentences.
    numbers: (usize, usize),
    first: Span,
    second: Span,
}

pub(super) fn repeated(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut pairs: Vec<Pair> = Vec::new();
    for pair in twice(context) {
        match pairs.last_mut() {
            // A paragraph that stands twice is one finding.
            Some(last) if pair.numbers.0 == last.numbers.0 + 1 && pair.numbers.1 == last.numbers.1 + 1 => {
                last.numbers = pair.numbers;
                last.first = last.first.to(pair.first);
                last.second = last.second.to(pair.second);
            }
            _ => pairs.push(pair),
        }
    }
    let (facts, slips): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().partition(|pair| may_stand_twice(context, pair));
    for pair in &slips {
        report(context, pair, &[], sink);
    }
    if let Some((first, others)) = facts.split_first() {
        report(context, first, others, sink);
    }
}

/// Reports a pair, or facts that stand in two sections as one hint.
fn report(context: &Context<'_, '_>, pair: &Pair, others: &[Pair], sink: &mut Sink<'_>) {
    let text = context.source.slice(pair.second);
    let shown: String = text.chars().take(16).collect();
    let report = sink
        .at(pair.second, format!("“{shown}…”与前面的一句完全相同，请删去一处或改写。"))
        .note(pair.first, "第一次出现在这里。");
    if may_stand_twice(context, pair) {
        report.severity(Severity::Hint);
    }
    let paragraph = whole_paragraph(context, pair);
    report.notes(others.iter().map(|other| other.second), "这一句前面也有。").fix(
        if paragraph.is_some() { "删去后一段" } else { "删去后一处" },
        Applicability::Manual,
        Edit::delete(paragraph.unwrap_or_else(|| with_stop(context, pair.second))),
    );
}

/// The second paragraph with its line end where the whole of it is the first one again, but perhaps for its number: its
/// heading goes with it.
fn whole_paragraph(context: &Context<'_, '_>, pair: &Pair) -> Option<Span> {
    let source = context.source;
    let text = |place: Span| Ordinal::strip(trim(source.slice(source.line_at(place.start))));
    let (first, second) = (source.line_index(pair.first.start), source.line_index(pair.second.start));
    let end = || source.lines().get(second + 1).map_or(source.line(second).end, |next| next.start);
    let is_copy = first != second && text(pair.first) == text(pair.second);
    is_copy.then(|| Span::new(source.line(second).start, end()))
}

/// The sentences that stand in the text twice, in order of their second place.
fn twice(context: &Context<'_, '_>) -> Vec<Pair> {
    let outline = &context.reading.outline;
    let name = outline.organisation.as_deref().unwrap_or_default();
    let all = context.reading.narrative.sentences.iter().map(|sentence| sentence.span);
    let mut long: Vec<(&str, usize, Span)> = all
        .enumerate()
        .filter_map(|(number, span)| {
            let text = context.source.slice(span);
            // A name, a list of contents and a line of a table are no sentences.
            let sentence = text.len() >= SHORTEST
                && text.len() - places(text, name).count() * name.len() > SHORTEST / 2
                && !has_any(text, &['\t', '|'])
                && has_any(text, &['，', '、', '；', ',']);
            sentence.then_some((text, number, span))
        })
        .collect();
    sort(&mut long);
    let mut pairs: Vec<Pair> = Vec::new();
    for group in long.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, first, place), others @ ..] = group {
            pairs.extend(others.iter().map(|&(_, number, span)| Pair {
                numbers: (*first, number),
                first: *place,
                second: span,
            }));
        }
    }
    sort_by_key(&mut pairs, |pair| pair.numbers.1);
    pairs
}

/// Whether a pair is a fact that may have to be stated in two sections: not in the one on problems, which states no
/// figures of its own.
fn may_stand_twice(context: &Context<'_, '_>, pair: &Pair) -> bool {
    let sections = [section_of(context, pair.first), section_of(context, pair.second)];
    let [first, second] = sections;
    first != second && !sections.contains(&Some(PROBLEMS)) && is_fact(context.source.slice(pair.second))
}

/// Number of the section that a place lies in.
fn section_of(context: &Context<'_, '_>, place: Span) -> Option<usize> {
    let line = context.source.line_index(place.start);
    let sections = context.reading.outline.sections.iter();
    sections.flatten().find(|section| section.body.contains(&line)).map(|section| section.heading.section)
}

/// Whether a sentence states a figure, or that there was nothing to count.
fn is_fact(sentence: &str) -> bool {
    sentence.contains(|c: char| c.is_ascii_digit()) || has_one(sentence, &["未", "没有", "无"])
}

/// A sentence with the stop behind it.
fn with_stop(context: &Context<'_, '_>, sentence: Span) -> Span {
    let behind = context.source.text().get(sentence.end as usize..).and_then(|rest| rest.chars().next());
    let stop = behind.filter(|c| matches!(c, '。' | '！' | '？')).map_or(0, char::len_utf8);
    Span::new(sentence.start, sentence.end + stop as u32)
}

pub(super) fn boilerplate(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    /// How much of a paragraph, and of the whole section, shows that nothing of one's own is in it.
    const PARAGRAPH: u32 = 120;
    const SECTION: usize = 600;
    let outline = &context.reading.outline;
    let author = context.reading.author.as_ref();
    let mut last = None;
    for hit in context.reading.words.of(List::Template).iter().filter(|hit| is_of_others(hit)) {
        let line = context.source.line_index(hit.span.start);
        let span = context.source.line(line);
        let text = context.source.slice(span);
        let body = outline.body();
        if last.replace(line) == Some(line)
            || span.len() < PARAGRAPH
            || !body.contains(&line)
            || context.reading.in_table(line)
            || has_own_fact(text, author)
        {
            continue;
        }
        let others: Vec<&Entry> = context
            .reading
            .words
            .within(List::Template, span)
            .filter(|hit| is_of_others(hit))
            .map(|hit| hit.entry)
            .collect();
        let far = others.iter().any(|entry| entry.column(0) == "他地");
        if let [first, .., second] = others.as_slice()
            && (far || is_praise(text) && [first, second].iter().all(|entry| !entry.word.starts_with('各')))
        {
            let (first, second) = (first.word, second.word);
            sink.at(hit.span, format!("这一段写的是“{first}”“{second}”的情况，没有本单位的名称、年份和数字，像是照抄的通用文字，请改写本单位的情况。"))
                .note(crate::reading::trimmed(context.source, span), "整段都是。");
        }
    }
    let Some(section) = outline.section(OVERVIEW) else { return };
    let prose: Vec<Span> =
        context.reading.prose(section.body.clone()).iter().map(|&(_, span)| span).collect();
    let length: usize = prose.iter().map(|span| span.len() as usize).sum();
    let own = || prose.iter().any(|&span| has_own_fact(context.source.slice(span), author));
    if length >= SECTION && !own() {
        sink.at(
            section.heading.span,
            "“总体情况”里没有本单位的名称、年份和数字，像是照抄的通用文字，请写本单位当年的情况。",
        );
    }
}

/// Whether a word speaks of other places or of bodies without a name.
fn is_of_others(hit: &Hit) -> bool {
    matches!(hit.entry.column(0), "他地" | "他部门")
}

/// Whether a long text has no word for what is wanting: a government may say of its departments, without naming them,
/// what they still lack.
fn is_praise(text: &str) -> bool {
    const LONG: usize = 240;
    const WANTING: [&str; 18] = [
        "不够",
        "不足",
        "不高",
        "不强",
        "不到位",
        "不及时",
        "不全",
        "不规范",
        "有待",
        "问题",
        "滞后",
        "薄弱",
        "差距",
        "短板",
        "缺",
        "较少",
        "偏少",
        "下一步",
    ];
    text.len() >= LONG && !has_one(text, &WANTING)
}

/// Whether a text has something of the author: a number, its name, or a word for itself.
fn has_own_fact(text: &str, author: Option<&Author>) -> bool {
    const SELF: [&str; 16] = [
        "我",
        "本",
        "全镇",
        "全乡",
        "全县",
        "全市",
        "全区",
        "全局",
        "全街道",
        "县",
        "镇",
        "乡",
        "局",
        "厅",
        "中心",
        "街道",
    ];
    let number = |c: char| crate::fold::is_digit(c) || matches!(c, '〇' | '○');
    text.contains(number)
        || has_one(text, &SELF)
        || author.is_some_and(|author| text.contains(author.name.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, found_in};
    use crate::finding::Severity;

    const LONG: &str = "按月核对栏目内容，发现问题立即改正，并把核对的结果通报有关部门。";

    #[test]
    fn a_sentence_that_stands_twice_is_found() {
        let found = findings_of("repeated-sentence", &format!("{LONG}\n{LONG}"));
        assert!(matches!(found.as_slice(), [(_, Severity::Warning)]), "{found:?}");
        let other = "每季度组织业务学习，请有经验的同事讲解条例和办理申请的程序。";
        let paragraph = findings_of("repeated-sentence", &format!("{LONG}{other}\n{LONG}{other}"));
        assert_eq!(paragraph.len(), 1, "a paragraph is one finding");
        let fact = SAMPLE.replacen(
            "四、政府信息公开行政复议、行政诉讼情况\n",
            "四、政府信息公开行政复议、行政诉讼情况\n2023年，新收政府信息公开申请8件，上年结转1件，办结9件，均在法定期限内答复。\n",
            1,
        ).replace("（二）依申请公开。2023年", "（二）依申请公开。\n2023年");
        assert!(matches!(found_in("repeated-sentence", &fact).as_slice(), [(_, Severity::Hint)]));
        let astray = SAMPLE.replacen(
            "六、其他需要报告的事项",
            "每季度组织一次业务学习，2023年共有经办人员20人参加。\n六、其他需要报告的事项",
            1,
        );
        let astray =
            astray.replacen("\n\n二、", "\n每季度组织一次业务学习，2023年共有经办人员20人参加。\n\n二、", 1);
        let found = found_in("repeated-sentence", &astray);
        assert!(matches!(found.as_slice(), [(_, Severity::Warning)]), "{found:?}");
    }

    #[test]
    fn short_sentences_and_names_may_stand_twice() {
        for text in [
            "按月核对栏目内容。\n按月核对栏目内容。",
            "青溪县柳河镇人民政府政府信息公开工作领导小组办公室\n青溪县柳河镇人民政府政府信息公开工作领导小组办公室",
        ] {
            assert_eq!(findings_of("repeated-sentence", text), [], "{text}");
        }
    }

    #[test]
    fn text_about_others_only_is_boilerplate() {
        let text = "多数部门能在法定时限内答复公众的申请，部分地区还开发了专门的申请系统，方便公众提交申请和查询办理的进度，受到公众的欢迎。";
        assert_eq!(findings_of("boilerplate", text).len(), 1);
        let praise = "有关方面高度重视信息公开，多数单位能够按时公开信息，部分单位还探索了新的做法，公开的内容更加丰富，公开的形式更加多样，公开的程序更加规范，取得了良好的社会效果，受到公众的欢迎。";
        assert_eq!(findings_of("boilerplate", praise).len(), 1);
        for fine in [
            praise.replace("部分单位还探索了新的做法", "部分单位的做法还不够规范"),
            praise.replace("部分单位", "各单位"),
            praise.replace("部分单位", "我镇"),
            text.replace("部分地区", "柳河镇"),
            text.replace("受到", "2023年受到"),
            text.replace("部分地区", "少数单位"),
            "学习先进地区经验，部分地区的做法值得借鉴。".to_owned(),
        ] {
            assert_eq!(findings_of("boilerplate", &fine), [], "{fine}");
        }
    }

    #[test]
    fn an_overview_without_any_fact_is_boilerplate() {
        let from = SAMPLE.find("（一）主动公开").unwrap();
        let to = SAMPLE.find("\n\n二、").unwrap();
        let mut draft = SAMPLE.to_owned();
        draft.replace_range(from..to, &"认真做好主动公开和依申请公开工作，加强政府信息管理和平台建设，强化监督保障，严格工作考核，开展社会评议，落实责任追究。\n".repeat(4));
        assert_eq!(found_in("boilerplate", &draft).len(), 1);
        assert_eq!(found_in("boilerplate", &draft.replacen("认真", "我镇认真", 1)), []);
    }
}
