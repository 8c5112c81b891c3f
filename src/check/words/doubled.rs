//! Words typed twice, and the words that stand twice in good Chinese.

use crate::check::{Context, Sink};
use crate::finding::{Applicability, Edit, Severity};

/// Single characters that are not doubled but for what may follow a legitimate pair: 柳河镇镇长, 全县县直单位,
/// 公开了了解渠道.
const SINGLES: [(char, &[&str]); 11] = [
    ('镇', &["长", "政府", "村", "级", "直", "属", "域", "区", "党", "机关"]),
    ('乡', &["长", "政府", "村", "镇", "级", "直", "属", "域", "党", "机关"]),
    ('县', &["长", "政府", "级", "直", "乡", "域", "城", "委", "属", "区", "市", "域"]),
    ('局', &["长", "属", "机关", "党", "办", "直"]),
    ('府', &[]),
    ('的', &["的", "确"]),
    ('了', &["解", "结", "然"]),
    ('在', &["建", "职", "岗", "线", "册", "编", "校", "押"]),
    ('与', &["会", "其"]),
    ('及', &["时", "其", "格"]),
    ('将', &["要", "来", "于"]),
];

/// Words that people type twice and that hardly ever stand twice on purpose. Other doubled words, such as
/// 各部门部门预算, are for the author to look at.
const TYPED_TWICE: [&str; 26] = [
    "信息", "工作", "情况", "公开", "政府", "管理", "开展", "加强", "进行", "根据", "按照", "关于", "以及",
    "通过", "推进", "落实", "完善", "建立", "积极", "及时", "我镇", "我局", "我乡", "我县", "年度", "报告",
];

/// Words that stand twice in good Chinese, with what comes before the pair or after it then; an empty string
/// means anything.
const DOUBLINGS: [(&str, &str, &str); 12] = [
    // 柳河镇人民政府政府信息公开领导小组
    ("政府", "人民", ""),
    ("政府", "镇", "信息"),
    ("政府", "乡", "信息"),
    ("政府", "县", "信息"),
    ("政府", "区", "信息"),
    ("政府", "市", "信息"),
    ("政府", "省", "信息"),
    ("政府", "", "网站"),
    ("政府", "", "门户"),
    ("公开", "", "栏"),
    ("公开", "", "指南"),
    ("公开", "", "目录"),
];

pub(super) fn repeated(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for line in 0..context.source.lines().len() {
        if context.reading.in_table(line) {
            continue;
        }
        let Some(&span) = context.source.lines().get(line) else { continue };
        for (first, second) in doubled(context.source.slice(span)) {
            let word = context.source.slice(span.part(&first)).to_owned();
            let both = span.part(&(first.start..second.end));
            let title = format!("删去一个“{word}”");
            if is_typed_twice(&word) {
                sink.at(both, format!("“{word}”连着写了两遍。"))
                    .fix(title, Applicability::Suggested, Edit::delete(span.part(&second)))
                    .done();
            } else {
                sink.at(both, format!("“{word}”连着写了两遍，请确认是不是多了一个。"))
                    .severity(Severity::Hint)
                    .fix(title, Applicability::Manual, Edit::delete(span.part(&second)))
                    .done();
            }
        }
    }
}

/// Whether a doubled word is certainly a slip: a single character of the list, a word of the list, or a long one.
fn is_typed_twice(word: &str) -> bool {
    let length = word.chars().count();
    length != 2 && length != 3 || TYPED_TWICE.contains(&word)
}

type Piece = std::ops::Range<usize>;

/// Words of one to six Chinese characters that stand twice without a gap, as byte ranges. Linear.
fn doubled(text: &str) -> Vec<(Piece, Piece)> {
    const LONGEST: usize = 6;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or(text.len(), |&(at, _)| at);
    let char_at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let length = (1..=LONGEST).find(|&length| {
            (0..length)
                .all(|k| char_at(i + k).is_some_and(is_han) && char_at(i + k) == char_at(i + length + k))
                && is_slip(
                    text.get(at(i)..at(i + length)).unwrap_or_default(),
                    text.get(..at(i)).unwrap_or_default(),
                    text.get(at(i + 2 * length)..).unwrap_or_default(),
                )
        });
        match length {
            Some(length) => {
                found.push((at(i)..at(i + length), at(i + length)..at(i + 2 * length)));
                i += 2 * length;
            }
            None => i += 1,
        }
    }
    found
}

/// Whether a word that stands twice, between `before` and `after`, is a slip.
fn is_slip(word: &str, before: &str, after: &str) -> bool {
    let mut chars = word.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    if second.is_none() {
        let single = SINGLES.iter().find(|(c, _)| *c == first);
        return single.is_some_and(|(_, follows)| !follows.iter().any(|follow| after.starts_with(follow)));
    }
    // 一项一项, 一个一个, 层层层层: distribution, not a slip.
    let alike = word.chars().all(|c| c == first);
    let legitimate = DOUBLINGS.iter().any(|&(known, preceding, following)| {
        word == known && before.ends_with(preceding) && after.starts_with(following)
    });
    !(alike || first == '一' || legitimate)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<&str> {
        doubled(text).into_iter().map(|(first, _)| text.get(first).unwrap()).collect()
    }

    #[test]
    fn doubled_words_are_slips_and_legitimate_doublings_are_not() {
        assert_eq!(slips("确保政府信息信息公开"), ["信息"]);
        assert_eq!(slips("柳河镇镇政务公开"), ["镇"]);
        assert_eq!(slips("领导小组领导小组名单"), ["领导小组"]);
        for fine in
            ["柳河镇人民政府政府信息公开", "一项一项落实", "柳河镇镇长", "教育局局长", "层层把关", "人人参与"]
        {
            assert_eq!(slips(fine), [""; 0], "{fine}");
        }
    }
}
