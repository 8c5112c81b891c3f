//! Signs that stand for something: crosses, stars, circles, braces, and what a program writes for nothing.

use crate::find::{has, has_one, places};
use crate::fold::{is_digit, is_han};
use crate::source::Span;
use crate::words::Hit;

/// Marks that stand for something: runs of crosses (××, XX), underscores (____) or stars before a name
/// (＊＊局), one sign before a unit (公开×条, 培训N期), braces ({单位名称}). A date is one mark: X月X日.
pub(super) fn marks(text: &str, hits: &[Hit]) -> Vec<Span> {
    let mut runs: Vec<Run> = Vec::new();
    // In brackets 待定 is a note, without them a sign: 3次（待定）, 公开待定条.
    let is_sign = |hit: &&Hit| hit.entry.column(0) == "符号" || hit.entry.word == "待定";
    for hit in hits.iter().filter(is_sign) {
        let kind = match hit.entry.word {
            "_" | "＿" => Kind::Line,
            "{" => Kind::Brace,
            "*" | "＊" => Kind::Star,
            "○" | "◯" | "□" => Kind::Circle,
            "X" | "x" | "×" | "Ｘ" | "✕" | "╳" => Kind::Cross,
            _ => Kind::Word,
        };
        match runs.last_mut() {
            Some(run) if run.kind == kind && run.span.end == hit.span.start => {
                (run.span.end, run.count) = (hit.span.end, run.count + 1);
            }
            _ => runs.push(Run { kind, span: hit.span, count: 1 }),
        }
    }
    let mut found: Vec<Span> = Vec::new();
    // Where the line of the last star ends, and whether its stars stand for names.
    let mut line = (0, true);
    for run in &runs {
        if run.kind == Kind::Star && run.span.start >= line.0 {
            let rest = text.get(run.span.start as usize..).and_then(|rest| rest.lines().next());
            let rest = rest.unwrap_or_default();
            line = (run.span.start + rest.len() as u32, are_stars_names(rest));
        }
        let Some(span) = run.mark(text).filter(|_| run.kind != Kind::Star || line.1) else { continue };
        let between = |last: &Span| text.get(last.end as usize..span.start as usize).unwrap_or_default();
        match found.last_mut() {
            Some(last) if matches!(between(last), "年" | "月") => {
                let day = if behind(text, span).starts_with('日') { '日'.len_utf8() } else { 0 };
                last.end = span.end + day as u32;
            }
            // XX县XX局 is one name.
            Some(last) if matches!(between(last), "省" | "市" | "州" | "县" | "区" | "镇" | "乡") => {
                last.end = span.end;
            }
            _ => found.push(span),
        }
    }
    found
}

/// What a sign is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Cross,
    Line,
    Brace,
    Star,
    /// A circle or a box, which may be a nought, a list mark or a box to tick as well.
    Circle,
    /// Letters, question marks, empty brackets, null: nothing but before a unit.
    Word,
}

/// Signs of a kind side by side.
struct Run {
    kind: Kind,
    span: Span,
    count: usize,
}

impl Run {
    /// Where it stands for something, if it does.
    fn mark(&self, text: &str) -> Option<Span> {
        let span = self.span;
        let fits = match self.kind {
            Kind::Cross => crosses_stand_for_something(text, span, self.count),
            Kind::Line => self.count >= 3 && !is_latin(text, span),
            Kind::Brace => return braces(text, span),
            Kind::Star => {
                let name = self.count >= 2 && begins_with_body(behind(text, span));
                name && !is_latin(text, span) || is_counted(text, span, true)
            }
            Kind::Circle => {
                let is_behind_word = around(text, span).0.is_some_and(is_han);
                let name = self.count >= 2 && begins_with_body(behind(text, span));
                name || is_behind_word && is_counted(text, span, true)
            }
            Kind::Word => is_counted(text, span, true) || self.is_doubt(text),
        };
        fits.then_some(span)
    }
}

impl Run {
    /// Whether it is somebody's question about what stands before it: 错链？？？
    fn is_doubt(&self, text: &str) -> bool {
        let mut signs =
            text.get(self.span.start as usize..self.span.end as usize).unwrap_or_default().chars();
        let (before, after) = around(text, self.span);
        self.count > 1
            && signs.all(|c| matches!(c, '?' | '？'))
            && before.is_some_and(|c| is_han(c) || is_digit(c))
            && after.is_none_or(|c| !matches!(c, '”' | '》' | '」') && !c.is_ascii_alphabetic())
    }
}

/// The characters right before and right behind a span.
fn around(text: &str, span: Span) -> (Option<char>, Option<char>) {
    let before = text.get(..span.start as usize).and_then(|head| head.chars().next_back());
    (before, behind(text, span).chars().next())
}

/// What stands behind a span.
fn behind(text: &str, span: Span) -> &str {
    text.get(span.end as usize..).unwrap_or_default()
}

/// Whether a span is part of an address, a mail or a word in Latin letters.
fn is_latin(text: &str, span: Span) -> bool {
    let (before, after) = around(text, span);
    [before, after].into_iter().flatten().any(|c| c.is_ascii_graphic())
}

fn crosses_stand_for_something(text: &str, span: Span, count: usize) -> bool {
    /// How many characters before it say that it is a person.
    const PERSON: usize = 12;
    let head = text.get(..span.start as usize).unwrap_or_default();
    let tail = behind(text, span);
    // A case number keeps its crosses: （2023）浙0102行初××号.
    let case = head.chars().rev().take(10).any(|c| c == '）') && tail.chars().take(8).any(|c| c == '号');
    // So does the name of a person: 申请人张××.
    let near =
        head.char_indices().rev().nth(PERSON - 1).map_or(head, |(at, _)| head.get(at..).unwrap_or(head));
    let sentence = near.rsplit('。').next().unwrap_or(near);
    let person = has_one(sentence, &["申请人", "当事人", "原告", "居民", "市民", "村民"]);
    if is_latin(text, span) || case || person || is_party(head, tail) {
        return false;
    }
    let wide = text.get(span.start as usize..span.end as usize).is_some_and(|mark| !mark.is_ascii());
    count >= 2 || wide && tail.starts_with(['镇', '乡', '县', '局']) || is_counted(text, span, false)
}

/// Whether crosses stand for a party to a case, which is not named: 公开《XX诉青溪县政府信息公开案》.
fn is_party(head: &str, tail: &str) -> bool {
    const LONGEST: usize = 40;
    /// What makes another word of 诉: 投诉, 被诉, 诉讼.
    const BEFORE: [char; 11] = ['投', '申', '起', '胜', '败', '应', '控', '上', '被', '反', '公'];
    const BEHIND: [char; 4] = ['讼', '求', '说', '苦'];
    let end = tail.char_indices().take(LONGEST).find(|&(_, c)| "，。；》\n".contains(c));
    let Some(clause) = end.and_then(|(end, _)| tail.get(..end)) else { return false };
    let is_sued = head.strip_suffix('诉').is_some_and(|head| !head.ends_with(BEFORE));
    let takes_to_court = || {
        let mut parts = clause.split('诉');
        let mut before = parts.next().unwrap_or_default();
        parts.any(|behind| {
            !std::mem::replace(&mut before, behind).ends_with(BEFORE) && !behind.starts_with(BEHIND)
        })
    };
    has(clause, "案") && (is_sued || takes_to_court())
}

/// Units that things and days are counted in, each with what makes another word of it.
const UNITS: [(&str, &str); 29] = [
    ("期", "限 间 货 望 待 刊 末 中 初 满"),
    ("次", "数 方 要 序 日 年 月 生"),
    ("条", "例 款 码 约 形 目 线"),
    ("件", "数"),
    ("人次", "数"),
    ("人", "民 大 员 才 数 均 口 社 力 事 工 们 格 物 士 家 行 为 生 文 次 体 权 防 居 教 机 社"),
    ("个", "人 别 体 性 案 股"),
    ("场", "所 地 景 合 馆 次 面 镇 部"),
    ("篇", "章 幅 目"),
    ("份", "额"),
    ("项", "目"),
    ("批", "准 复 评 示 次 发 量 文 注"),
    ("部", "门 分 署 位 长 委 队 级 属"),
    ("册", ""),
    ("起", "草 诉 来 点 步 到"),
    ("宗", "旨 教"),
    ("家", "长 庭 园 属 具"),
    ("名", "称 单 录 义 额 师 词"),
    ("户", "籍 外 口 主"),
    ("万元", ""),
    ("万人", ""),
    ("万条", ""),
    ("万次", ""),
    ("万件", ""),
    ("元", "件 素 旦 器 宵 首 /"),
    ("年", "级 代 龄 轻 间 内"),
    ("月", "报 刊 度 球 色"),
    ("日", "报 志 常 期 照 程 前 后 本"),
    ("个工作日", ""),
];

/// What stands between a number with its unit and the end: 培训X期，举办X期培训.
const COUNTED: &str = "申请 信息 政府信息 规范性文件 行政规范性文件 建议 提案 培训 会议 活动 宣传 检查";

/// Whether a sign stands where a number does: before a unit, and behind no numeral, no letter and no 人 (人×次);
/// where `strictly` only before the end of a clause or before what is counted.
fn is_counted(text: &str, span: Span, strictly: bool) -> bool {
    let (before, _) = around(text, span);
    let tail = behind(text, span);
    let is_none = |c: char| "一二三四五六七八九十百千零〇○人近每“《".contains(c);
    if is_latin(text, span) || before.is_some_and(is_none) {
        return false;
    }
    UNITS.iter().any(|(unit, others)| {
        tail.strip_prefix(unit).is_some_and(|rest| {
            let ends = || !rest.starts_with(is_han) || COUNTED.split(' ').any(|word| rest.starts_with(word));
            let other = || others.split(' ').any(|other| !other.is_empty() && rest.starts_with(other));
            if strictly { ends() } else { !other() }
        })
    })
}

/// Whether a text begins with the last word of the name of a body or a place, and not with somebody's office.
fn begins_with_body(text: &str) -> bool {
    const BODIES: [&str; 10] = ["镇", "乡", "县", "局", "市", "区", "委", "科", "股", "街道"];
    let behind = BODIES.iter().find_map(|body| text.strip_prefix(body));
    behind.is_some_and(|rest| !rest.starts_with(['长', '员', '民']))
}

/// Whether every pair of stars of a line stands for a name or a number, so that none makes a word bold.
pub(in crate::check::words) fn are_stars_names(line: &str) -> bool {
    places(line, "**").all(|at| {
        let rest = line.get(at..).unwrap_or_default().trim_start_matches('*');
        begins_with_body(rest) || UNITS.iter().any(|(unit, _)| rest.starts_with(unit))
    })
}

/// Braces with a few words between them.
fn braces(text: &str, span: Span) -> Option<Span> {
    const LONGEST: usize = 30;
    let inner = text.get(span.end as usize..)?;
    let closing = inner.char_indices().take(LONGEST).take_while(|&(_, c)| c != '\n').find(|&(_, c)| c == '}');
    let len = closing?.0;
    let code = inner.get(..len)?.trim_start().starts_with(|c: char| c.is_ascii_uppercase());
    (!code).then_some(Span::new(span.start, span.end + len as u32 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::words::{List, Words};

    #[test]
    fn a_sign_before_a_unit_stands_for_a_number() {
        let shown = |text: &str| {
            let spans = marks(text, Words::find(text).of(List::Template));
            let shown = spans.iter().map(|span| Source::new(text).slice(*span).to_owned());
            shown.collect::<Vec<_>>()
        };
        for (text, signs) in [
            ("举办培训X期，", "X"),
            ("举办培训×期。", "×"),
            ("公开X条信息，", "X"),
            ("检查n次，", "n"),
            ("举办N期培训", "N"),
            ("举办培训○○期。", "○○"),
            ("举办培训□期。", "□"),
            ("举办培训*期。", "*"),
            ("举办培训??期。", "??"),
            ("举办培训【 】期。", "【 】"),
            ("举办培训待定期。", "待定"),
            ("培训null人次，", "null"),
            ("X月X日举办", "X月X日"),
            ("＊＊局全年", "＊＊"),
            ("○○镇全年", "○○"),
        ] {
            assert_eq!(shown(text), [signs], "{text}");
        }
        for text in [
            "二○二四年一月",
            "二○○八年",
            "一○条",
            "拍X光片，X项目，X个人，X部门",
            "□个人 □单位",
            "公开方式□网站□公众号□个人申请",
            "○个人申请",
            "按人×次计算，3人×2次，费用×元/件，单价×件数",
            "有没有问题？期待",
            "怎么办？人民群众",
            "近N年，多N次方",
            "*年度工作要点",
            "栏目有待定期更新",
            "**公开方面。**公开12条",
            "申请人张**，138****0000",
            "王＊＊局长",
            "国办函【】号",
            "推行“1+N”个制度",
            "VIN件",
        ] {
            assert_eq!(shown(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn marks_stand_for_something_unless_they_are_part_of_a_word() {
        let found = |text: &str| marks(text, Words::find(text).of(List::Template)).len();
        for text in [
            "××镇",
            "公开____条",
            "主动公开×条",
            "{单位名称}主动公开",
            "XX县",
            "于×月公开",
            "XX镇投诉案件办结，",
            "XX镇行政应诉案2件。",
            "XX镇被诉案件2件。",
            "XX镇公布投诉电话，",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "（2023）××行初12号",
            "3×4",
            "宽3×长4米",
            "boxx",
            "xx@qx.gov.cn 和 www.qx.gov.cn/xx/index.html",
            "（2023）浙0102行初××号",
            "申请人张××要求公开",
            "公开《XX诉青溪县政府信息公开案》。",
            "XX公司诉柳河镇政府信息公开一案已审结，",
            "学习张某诉XX政府信息公开案例。",
            "申请人李某某、张××要求公开",
            "公开__条",
            "{HYPERLINK \"http://www.example.cn\"}",
            "{",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
