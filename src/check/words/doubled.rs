//! Words typed twice, and the words that stand twice in good Chinese.

use std::sync::LazyLock;

use crate::check::cited::LEADS;
use crate::check::{Context, Sink};
use crate::find::places;
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::{is_digit, is_han};
use crate::order::sort_by_key;
use crate::source::Span;
use crate::words::{Entry, List, entries};

/// Longest word that is looked for, in characters.
const LONGEST: usize = 6;
/// Bytes at either side of words that stand twice in which a word that has both of them begins and ends.
const NEAR: u32 = 60;
/// Bytes of a Chinese character, or of a mark.
const WIDTH: usize = 3;

/// The words that are typed twice, sorted.
static TYPED_TWICE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut words: Vec<Entry> = entries(List::TypedTwice).to_vec();
    sort_by_key(&mut words, |entry| entry.word);
    words
});

fn typed_twice(word: &str) -> Option<&'static Entry> {
    let at = TYPED_TWICE.binary_search_by_key(&word, |entry| entry.word).ok()?;
    TYPED_TWICE.get(at)
}

pub(super) fn repeated(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for &(_, line) in context.reading.prose(0..context.source.lines().len()) {
        let text = context.source.slice(line);
        before_and_in_a_title(line, text, sink);
        for (word, both) in doubled(text) {
            let both = line.part(&both);
            let second = Span::new(both.end - word.len() as u32, both.end);
            let near =
                Span::new(both.start.saturating_sub(NEAR).max(line.start), (both.end + NEAR).min(line.end));
            if context.reading.words.within(List::Doublings, near).any(|hit| hit.span.contains(both)) {
                continue;
            }
            let title = format!("删去一个“{word}”");
            if is_surely_a_slip(word) {
                sink.at(both, format!("“{word}”连着写了两遍。")).fix(
                    title,
                    Applicability::Suggested,
                    Edit::delete(second),
                );
            } else {
                sink.at(both, format!("“{word}”连着写了两遍，请确认是不是多了一个。"))
                    .severity(Severity::Hint)
                    .fix(title, Applicability::Manual, Edit::delete(second));
            }
        }
    }
}

/// Reports a word that stands before the mark of a title and again behind it: 根据《根据….
fn before_and_in_a_title(line: Span, text: &str, sink: &mut Sink<'_>) {
    let mark = "《";
    for at in places(text, mark) {
        let head = text.get(..at).unwrap_or_default();
        let start = head.char_indices().nth_back(1).map_or(at, |(at, _)| at);
        let word = head.get(start..).unwrap_or_default();
        let behind = text.get(at + mark.len()..).unwrap_or_default();
        if LEADS.contains(&word) && behind.starts_with(word) {
            let second = line.part(&(at + mark.len()..at + mark.len() + word.len()));
            // 根据《根据《…》: the mark stands twice as well.
            let (mut twice, mut what) = (second, format!("书名号里的“{word}”"));
            if behind.get(word.len()..).is_some_and(|rest| rest.starts_with(mark)) {
                twice.end += mark.len() as u32;
                what = format!("重复的“{word}《”");
            }
            sink.at(line.part(&(start..at)).to(second), format!("“{word}”写了两遍。")).fix(
                format!("删去{what}"),
                Applicability::Suggested,
                Edit::delete(twice),
            );
        }
    }
}

/// Whether a doubled word is certainly a slip: a mark, a word of the list, or a long one. Of two or three characters
/// it may be meant, as in 各部门部门预算.
fn is_surely_a_slip(word: &str) -> bool {
    let length = word.chars().count();
    length != 2 && length != 3 || typed_twice(word).is_some()
}

/// Words of one to six Chinese characters, and marks, that stand twice without a gap: the word, and where both stand.
/// Linear: only behind a character that may be one of the last six the words before it are compared.
fn doubled(text: &str) -> Vec<(&str, std::ops::Range<usize>)> {
    /// A power of two; with this many, one character in twenty is taken for another.
    const KINDS: usize = 128;
    let mut found: Vec<(&str, std::ops::Range<usize>)> = Vec::new();
    // Where a character of each kind ended last, and where the Chinese characters in a row begin.
    let mut ends = [0_usize; KINDS];
    let mut run = 0;
    let mut mark = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if !is_han(c) {
            let twice = mark == Some(c);
            mark = is_mark(c).then_some(c);
            run = end;
            if twice && !longer_run(text, c, at) {
                found.extend(text.get(at..end).map(|word| (word, at - c.len_utf8()..end)));
            }
            continue;
        }
        mark = None;
        let Some(last) = ends.get_mut(c as usize % KINDS) else { continue };
        let before = std::mem::replace(last, end);
        if before <= run || end - before > LONGEST * WIDTH {
            continue;
        }
        let both = (1..=LONGEST).find_map(|length| {
            let start = end.checked_sub(2 * length * WIDTH).filter(|&start| start >= run)?;
            let word = text.get(end - length * WIDTH..end)?;
            let twice = text.get(start..)?.starts_with(word);
            let free = found.last().is_none_or(|(_, taken)| start >= taken.end);
            let slip = twice && free && is_slip(word, (text.get(..start)?, text.get(end..)?));
            slip.then_some((word, start..end))
        });
        found.extend(both);
    }
    found
}

/// Whether a mark that stands twice up to `at` stands more often: 。。。 is an ellipsis.
fn longer_run(text: &str, mark: char, at: usize) -> bool {
    let width = mark.len_utf8();
    let before = text.get(..at - width).is_some_and(|head| head.ends_with(mark));
    before || text.get(at + width..).is_some_and(|tail| tail.starts_with(mark))
}

/// Units that stand twice behind a figure by a slip only: 320条条.
const UNITS: &str = "条件篇份次项个期场";

/// Whether a word that stands twice between two texts is a slip.
fn is_slip(word: &str, (before, after): (&str, &str)) -> bool {
    let Some(first) = word.chars().next() else { return false };
    if word.len() == first.len_utf8() {
        if UNITS.contains(first) && before.ends_with(is_digit) && !after.starts_with(is_han) {
            return true;
        }
        return typed_twice(word).is_some_and(|entry| {
            let fine = entry.column(0).split_whitespace().any(|follow| after.starts_with(follow));
            !fine && (entry.column(1) != "数" || before.ends_with(is_digit))
        });
    }
    // 一项一项, 一个一个, 层层层层: distribution, not a slip.
    let alike = word.chars().all(|c| c == first);
    !(alike || first == '一')
}

/// Marks that never stand twice.
fn is_mark(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '。' | '%' | '％')
}

#[cfg(test)]
mod tests {
    fn slips(text: &str) -> Vec<String> {
        let checked = crate::check::words::tests::findings_of("repeated-word", text);
        checked.into_iter().map(|(shown, _)| shown).collect()
    }

    #[test]
    fn doubled_words_are_slips() {
        for (text, both) in [
            ("确保政府信息信息公开", "信息信息"),
            ("柳河镇镇政务公开", "镇镇"),
            ("领导小组领导小组名单", "领导小组领导小组"),
            ("及时更新。。下一步", "。。"),
            ("满意率96.8%%，", "%%"),
            ("内容、、形式", "、、"),
            ("信息信息信息公开", "信息信息"),
            ("根据《根据公开条例》要求", "根据《根据"),
            ("主动公开320条条，", "条条"),
            ("2024年年，全镇公开信息", "年年"),
            ("2024年年举办培训2期", "年年"),
        ] {
            assert_eq!(slips(text), [both], "{text}");
        }
    }

    #[test]
    fn legitimate_doublings_are_not() {
        for fine in [
            "柳河镇人民政府政府信息公开",
            "县政府政府信息公开领导小组",
            "政府政府网站",
            "一项一项落实",
            "柳河镇镇长",
            "教育局局长",
            "层层把关",
            "人人参与",
            "全镇镇村两级公开了了解渠道",
            "稳步步入正轨",
            "我们们",
            "一一核对",
            "公开公平公正",
            "规范规范性文件管理",
            "等等。。。",
            "2020年20年",
            "答复8件件件有回音，",
            "落实件件、条条要求",
            "2024年年度报告和2024年年底前",
            "近3年年均增长5%，年年有余，年年举办",
        ] {
            assert_eq!(slips(fine), [""; 0], "{fine}");
        }
    }
}
