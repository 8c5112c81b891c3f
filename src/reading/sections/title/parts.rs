//! What a title is made of: the body, the years, the subject and the kind of document, in whatever order.

use crate::find::{ends_with_one, has, has_any};
use crate::fold::{is_blank, narrow};
use crate::reading::sections::year_digit;

/// What the report is about, as its title says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// 政府信息公开.
    Official,
    /// 政府信息公开 with something beside it, such as 和政务公开.
    Combined,
    /// Other words that end in 公开.
    Other(String),
}

/// A title in its parts.
#[derive(Debug)]
pub(crate) struct Title {
    /// The body, without the years.
    pub body: String,
    /// A name that stands in it twice.
    pub twice: Option<String>,
    /// Its years, in order.
    pub years: Vec<u16>,
    /// Digits before 年 that are no year: 20204年.
    pub mistyped_year: Option<String>,
    /// What the report is about.
    pub subject: Subject,
    /// What stands behind the subject, without the year: 工作年度报告.
    pub tail: String,
    /// Whether it calls itself a yearly report.
    pub is_yearly: bool,
    /// How else it differs from the usual.
    pub marks: Vec<Mark>,
}

/// A way to differ from the usual title that leaves its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Something stands around it: 【图文】, 《》.
    Decorated,
    /// The year stands before the body.
    YearFirst,
    /// The year stands behind the subject.
    YearLast,
    /// A year has no 年 behind it.
    BareYear,
    /// 年度 stands behind the year and in the name.
    YearlyTwice,
    /// 人民政府 and 政府信息公开 ran together.
    Contracted,
    /// 关于 stands before the year.
    About,
    /// A mark stands behind it: …年度报告。
    Stopped,
}

/// The title as it is usually written.
pub(crate) fn official(body: &str, year: u16) -> String {
    format!("{body}{year}年政府信息公开工作年度报告")
}

/// `text` without blanks, digits half width.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|&c| !is_blank(c)).map(narrow_digit).collect()
}

/// `text` without a remark in brackets on how far a draft has come: （征求意见稿）.
pub(crate) fn without_stage(text: &str) -> String {
    /// Longest remark, in bytes.
    const LONGEST: usize = 24;
    let opens = ['（', '(', '【', '[', '［', '〔'];
    let closes = ['）', ')', '】', ']', '］', '〕'];
    let stage = text.match_indices(opens).find_map(|(at, open)| {
        let inner = text.get(at + open.len()..)?;
        let (remark, rest) = inner.split_once(closes)?;
        let is_stage = remark.len() <= LONGEST && ends_with_one(remark, &["稿", "草案"]);
        is_stage.then(|| [text.get(..at).unwrap_or_default(), rest].concat())
    });
    stage.unwrap_or_else(|| text.to_owned())
}

fn narrow_digit(c: char) -> char {
    let narrow = narrow(c);
    if narrow.is_ascii_digit() { narrow } else { c }
}

/// A title without the mark that ends a sentence.
pub(crate) fn without_stop(text: &str) -> &str {
    text.trim_end_matches(['。', '．', '.', '；', ';', '：', ':', '！', '!', '，', ',', '、'])
}

/// Whether a line at the head can be the title although reading did not take it for one.
pub(crate) fn may_be_title(line: &str) -> bool {
    const LONGEST: usize = 180;
    const ENDS: [&str; 4] = ["报告", "年报", "总结", "汇报"];
    if line.len() > LONGEST || has_any(line, &['，', '。', '：', ':', '；', '\t']) {
        return false;
    }
    let text = squeezed(line);
    let (inner, _) = undecorated(&text);
    let bare = without_brackets_behind(inner);
    has(bare, "公开") && ends_with_one(bare, &ENDS)
}

/// Whether words that end in 公开 are 政府信息公开 with a character lost, and no other term.
pub(crate) fn is_damaged(subject: &str) -> bool {
    matches!(subject, "府信息公开" | "政信息公开" | "政府息公开" | "政府信公开")
}

impl Title {
    /// Takes a title apart; `None` where it does not say what it is about.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let whole = without_stage(&squeezed(written));
        let text = without_stop(&whole);
        let is_stopped = text.len() < whole.len();
        let (inner, is_decorated) = undecorated(text);
        let at = inner.rfind("公开")?;
        let (head, behind) = (inner.get(..at)?, inner.get(at + "公开".len()..)?);
        let (head, subject) = split_subject(head);
        let is_contracted = head.ends_with("人民") && subject == Subject::Official;
        let head = if is_contracted { format!("{head}政府") } else { head.to_owned() };
        let (head, mistyped_year) = without_mistyped_year(&head);
        let before = Dated::read(head);
        let after = Dated::read(behind);
        let tail = after.pieces.concat();
        let tail = tail.replace(['（', '）', '(', ')'], "");
        let is_yearly = (has(&tail, "年度") || has(&tail, "年报") || after.is_yearly)
            && (tail.ends_with("报告") || tail.ends_with("年报"));
        let (body, twice) = body_of(&before.pieces);
        let (body, is_about) = match body.strip_suffix("关于") {
            Some(name) => (name.to_owned(), true),
            None => (body, false),
        };
        let marks = [
            (is_decorated, Mark::Decorated),
            (before.starts_with_year && !body.is_empty(), Mark::YearFirst),
            (before.years.is_empty() && !after.years.is_empty(), Mark::YearLast),
            (before.lacks_word || after.lacks_word, Mark::BareYear),
            (before.is_yearly && is_yearly, Mark::YearlyTwice),
            (is_contracted, Mark::Contracted),
            (is_about, Mark::About),
            (is_stopped, Mark::Stopped),
        ];
        let marks = marks.into_iter().filter(|(applies, _)| *applies).map(|(_, mark)| mark).collect();
        let years = before.years.into_iter().chain(after.years).collect();
        Some(Self { body, twice, years, mistyped_year, subject, tail, is_yearly, marks })
    }
}

/// The text without what stands around a title, and whether there was any.
fn undecorated(text: &str) -> (&str, bool) {
    let mut inner = text;
    loop {
        let opened = [('【', '】'), ('（', '）'), ('(', ')'), ('〔', '〕'), ('[', ']')]
            .into_iter()
            .find_map(|(open, close)| inner.strip_prefix(open)?.split_once(close));
        match opened {
            Some((_, rest)) if !rest.is_empty() => inner = rest,
            _ => break,
        }
    }
    let book = inner.strip_prefix('《').and_then(|inner| inner.strip_suffix('》'));
    let inner = book.unwrap_or(inner);
    // A year in brackets at the end is a part of the title.
    let bare = without_brackets_behind(inner);
    let inner = if inner.contains(|c: char| c.is_ascii_digit())
        && inner.get(bare.len()..).is_some_and(|end| end.contains(|c: char| c.is_ascii_digit()))
    {
        inner
    } else {
        bare
    };
    let inner = inner.strip_prefix("关于").unwrap_or(inner);
    (inner, inner.len() < text.len())
}

/// The text without a bracketed remark at its end.
fn without_brackets_behind(text: &str) -> &str {
    let open = text.strip_suffix(['）', ')']).and_then(|rest| rest.rfind(['（', '(']));
    open.filter(|&at| at > 0).and_then(|at| text.get(..at)).unwrap_or(text)
}

/// What stands before the subject without digits before 年 that are no year, and these.
fn without_mistyped_year(head: &str) -> (&str, Option<String>) {
    let number = head.strip_suffix("年度").or_else(|| head.strip_suffix('年')).unwrap_or_default();
    let name = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = number.get(name.len()..).unwrap_or_default();
    if digits.len() < 2 || year(digits).is_some_and(|(_, behind)| behind.is_empty()) {
        return (head, None);
    }
    (name, head.get(name.len()..).map(str::to_owned))
}

/// What stands before 公开, cut into the rest and what the report is about.
fn split_subject(head: &str) -> (&str, Subject) {
    const WORDS: [&str; 8] = ["政务信息", "政府息", "政府信", "政信息", "府信息", "政务", "信息", "政府"];
    if let Some(rest) = head.strip_suffix("政府信息") {
        return (rest, Subject::Official);
    }
    if let Some((rest, _)) = head.split_once("政府信息公开") {
        return (rest, Subject::Combined);
    }
    if head.ends_with("人民政府") {
        return (head, Subject::Other("公开".to_owned()));
    }
    let word = WORDS.into_iter().find(|word| head.ends_with(word)).unwrap_or_default();
    (head.strip_suffix(word).unwrap_or(head), Subject::Other(format!("{word}公开")))
}

/// A piece of a title with its years.
#[derive(Debug, Default)]
struct Dated {
    /// What stands between the years.
    pieces: Vec<String>,
    years: Vec<u16>,
    starts_with_year: bool,
    lacks_word: bool,
    /// Whether 年度 stands behind a year.
    is_yearly: bool,
}

impl Dated {
    fn read(text: &str) -> Self {
        let mut dated = Self::default();
        let mut piece = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let Some((year, behind)) = year(rest).filter(|_| !piece.ends_with(|c: char| c.is_ascii_digit()))
            else {
                piece.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
                continue;
            };
            dated.starts_with_year |= dated.years.is_empty() && piece.is_empty() && !behind.is_empty();
            dated.years.push(year);
            let word = ["年度", "年"].into_iter().find(|word| behind.starts_with(word));
            dated.lacks_word |= word.is_none();
            dated.is_yearly |= word == Some("年度");
            rest = behind.strip_prefix(word.unwrap_or_default()).unwrap_or(behind);
            dated.pieces.push(std::mem::take(&mut piece));
        }
        dated.pieces.push(piece);
        dated.starts_with_year &= dated.pieces.iter().any(|piece| !piece.is_empty());
        dated
    }
}

/// The year that a text begins with: four digits, or four Chinese ones before 年.
fn year(text: &str) -> Option<(u16, &str)> {
    let mut chars = text.char_indices();
    let mut value = 0;
    for _ in 0..4 {
        value = value * 10 + year_digit(chars.next()?.1)?;
    }
    let behind = chars.as_str();
    let is_longer = behind.starts_with(|c: char| c.is_ascii_digit());
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit()) || behind.starts_with('年');
    ((1990..=2099).contains(&value) && !is_longer && is_plain).then_some((value, behind))
}

/// The body that the pieces around the years amount to, and a name that stands in two of them, or in one twice.
fn body_of(pieces: &[String]) -> (String, Option<String>) {
    if let Some((name, _)) = pieces
        .iter()
        .filter_map(|piece| piece.split_at_checked(piece.len() / 2))
        .find(|(name, again)| name == again && name.chars().count() >= SHORTEST_NAME)
    {
        return (name.to_owned(), Some(name.to_owned()));
    }
    let longest = pieces.iter().enumerate().max_by_key(|(_, name)| name.len());
    let again = longest.and_then(|(place, longest)| {
        let others = pieces.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, name)| name);
        let mut others = others.filter(|name| name.chars().count() >= SHORTEST_NAME);
        Some((longest, others.find(|name| longest.contains(name.as_str()))?))
    });
    match again {
        Some((longest, name)) => (longest.clone(), Some(name.clone())),
        None => (pieces.concat(), None),
    }
}

/// Fewest characters of a name.
const SHORTEST_NAME: usize = 3;
