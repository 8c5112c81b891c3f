//! What people wrote for one another and not for the report: （数据待核）, （请法规科核实）, 【张科：核实】, 请各单位对照填写；
//! and what a program that writes said to the one who asked.

use crate::check::{Context, Sink};
use crate::find::{beginning, begins_with_one, ending, has, has_any, has_one, is_left_open};
use crate::finding::{Applicability, Severity};
use crate::fold::{is_blank, is_digit, is_han, trim_end};
use crate::source::Span;
use crate::words::Hit;

use super::super::SURNAMES;

/// Longest note, in characters.
const LONGEST: usize = 40;
/// Who else is asked for something in brackets than a colleague, and where.
const READERS: [&str; 10] = ["申请人", "当事人", "群众", "公众", "企业", "用户", "您", "扫", "登录", "点击"];
/// How many bytes of its line before a word and behind it count: more than a sentence has.
const FAR: usize = 900;

pub(super) fn notes(context: &Context<'_, '_>, hits: &[Hit], sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let lines = outline.title.as_ref().map_or(0, |(lines, _)| lines.start)..outline.attachments.start;
    let mut taken = 0;
    for hit in hits {
        let what = hit.entry.column(0);
        if matches!(what, "占位" | "说明") {
            // It has been reported.
            taken = taken.max(hit.span.end);
        }
        let read = match what {
            "附言" => added,
            "批语" => by_somebody,
            "某人" => to_somebody,
            "署名" => signed,
            "说明句" => instructing,
            "对话" => clause,
            "某" => nobody,
            _ => continue,
        };
        let line = context.source.line_index(hit.span.start);
        if hit.span.start < taken || !lines.contains(&line) || context.reading.in_table(line) {
            continue;
        }
        let (head, rest) = context.source.beside(hit.span);
        let (head, rest) = (ending(head, FAR), beginning(rest, FAR));
        let Some((before, behind)) = read(hit, head, rest).filter(|_| !is_left_open(head)) else { continue };
        let span = Span::new(hit.span.start - before as u32, hit.span.end + behind as u32);
        taken = span.end;
        report(context, (what, hit.entry.column(3)), span, sink);
    }
}

/// Reports a note of a kind; one that is in doubt as a hint.
fn report(context: &Context<'_, '_>, (what, doubt): (&str, &str), span: Span, sink: &mut Sink<'_>) {
    let shown = context.source.slice(span);
    if what == "某" {
        let report = sink.at(span, format!("“{shown}”是占位文字，请写机关的全称。"));
        if let Some(name) = context.reading.outline.organisation.as_deref().filter(|name| !has(name, "某")) {
            report.rewrite(span, name, Applicability::Manual);
        }
        return;
    }
    let message = match (what, doubt) {
        ("对话", _) => format!("“{shown}”是写作软件对提问人说的话，不是报告的内容，应删去。"),
        ("说明句", _) => format!("“{shown}”是模板的填写说明，应删去。"),
        (_, "") => format!("“{shown}”是起草时留给自己人的话，请办好后删去。"),
        _ => format!("“{shown}”像是起草时留给自己人的话，请确认，不是正文的就删去。"),
    };
    let severity = if doubt.is_empty() { Severity::Error } else { Severity::Hint };
    super::take_away(context, span, "", sink.at(span, message).severity(severity));
}

/// An instruction to fill something in, with what is to be filled in: 此处填写本单位的情况。, （请填写单位名称）.
pub(super) fn instruction(context: &Context<'_, '_>, hit: &Hit) -> Span {
    if !hit.entry.word.ends_with("填写") {
        return hit.span;
    }
    let (_, rest) = context.source.beside(hit.span);
    let open = hit.entry.word.chars().next().filter(|c| !is_han(*c));
    let end = match open {
        Some(open) => closed_within(rest, open).map(|at| at + open.len_utf8()),
        None => rest
            .char_indices()
            .take(LONGEST)
            .find(|&(_, c)| "。；，！".contains(c))
            .map(|(at, c)| at + c.len_utf8()),
    };
    Span::new(hit.span.start, hit.span.end + end.unwrap_or_default() as u32)
}

/// A note in brackets, behind a dash or on a line of its own.
fn added(hit: &Hit, head: &str, rest: &str) -> Option<(usize, usize)> {
    in_brackets(hit, head, rest).or_else(|| without_brackets(hit, head, rest))
}

/// A note at the end of a line behind a dash and a full stop, ——请张局审定, or one that speaks of its paragraph and is all
/// of its line: 此段请王科长补充数据.
fn without_brackets(hit: &Hit, head: &str, rest: &str) -> Option<(usize, usize)> {
    let outer = trim_end(head).trim_end_matches(['—', '－', '-', '…']);
    let is_dashed = outer.len() < trim_end(head).len() && (outer.is_empty() || begins_a_clause(outer, rest));
    let is_alone =
        trim_end(head).is_empty() && hit.entry.word.ends_with(['请', '由']) && hit.entry.word.len() > 3;
    let note = trim_end(rest);
    let said = note.trim_end_matches(['。', '！', '!', '？']);
    // 补充数据 as well as 补充.
    let said = ["数据", "数字", "内容", "材料", "一下"]
        .iter()
        .find_map(|what| said.strip_suffix(what))
        .unwrap_or(said);
    let ends = match hit.entry.column(1) {
        "…" => false,
        "" => said.is_empty() && is_dashed,
        endings => endings.split(' ').any(|ending| said.ends_with(ending)),
    };
    let is_short = note.chars().count() <= LONGEST && !has_any(said, &['。', '；', '（', '(']);
    let fits = (is_dashed || is_alone) && ends && is_short && !has_one(note, &READERS);
    fits.then_some((head.len() - outer.len(), rest.len()))
}

/// A note in brackets that begins with a word: its bytes before the word and behind it.
fn in_brackets(hit: &Hit, head: &str, rest: &str) -> Option<(usize, usize)> {
    let (endings, place) = (hit.entry.column(1), hit.entry.column(2));
    let inner = head.trim_end_matches(is_blank);
    let open = inner.chars().next_back()?;
    let outer = inner.strip_suffix(open)?;
    let len = closed_within(rest, open)?;
    let contents = rest.get(..len)?;
    let ends = match endings {
        "…" => true,
        "" => contents.trim_matches(is_blank).is_empty(),
        _ => {
            let contents =
                contents.trim_end_matches(|c| is_blank(c) || matches!(c, '。' | '！' | '!' | '？'));
            endings.split(' ').any(|ending| contents.ends_with(ending))
        }
    };
    let behind = len + open.len_utf8();
    let alone = || outer.is_empty() && rest.get(behind..).is_some_and(|rest| rest.trim().is_empty());
    let fits = ends
        && !has_one(contents, &READERS)
        && (place.is_empty()
            || has(place, "数后") && ends_with_count(outer)
            || has(place, "句首") && (alone() || begins_a_clause(outer, rest)));
    fits.then_some((head.len() - outer.len(), behind))
}

/// How far off the bracket that closes `open` is, on the line and without another one between.
fn closed_within(rest: &str, open: char) -> Option<usize> {
    let close = match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        _ => return None,
    };
    let (at, found) =
        rest.char_indices().take(LONGEST).find(|&(_, c)| c == open || c == close || c == '\n')?;
    (found == close).then_some(at)
}

/// Whether a clause begins behind a text of its line; a line is one if it has a sentence.
pub(in crate::check::words) fn begins_a_clause(head: &str, rest: &str) -> bool {
    let head = trim_end(head);
    head.ends_with(['。', '，', '；', '：', '！', '？', ',', ';']) || head.is_empty() && has(rest, "。")
}

/// Whether a text ends with a number and its unit: 2期.
fn ends_with_count(text: &str) -> bool {
    let text = trim_end(text);
    let number = text.trim_end_matches(|c| "期次条件人个场篇份项部册家名户万元年月日%％".contains(c));
    number.len() < text.len() && number.ends_with(is_digit)
}

/// A word behind somebody's name in brackets: 【张科：核实】.
fn by_somebody(hit: &Hit, head: &str, rest: &str) -> Option<(usize, usize)> {
    /// Longest name, in characters.
    const NAME: usize = 6;
    let (at, open) = head.char_indices().rev().take(NAME + 1).find(|&(_, c)| !is_han(c))?;
    let name = head.get(at + open.len_utf8()..)?;
    let len = closed_within(rest, open)?;
    let named = hit.entry.column(1).split(' ').any(|office| name.ends_with(office));
    named.then_some((head.len() - at, len + open.len_utf8()))
}

/// What a bracket says that begins with the name of a colleague, 老王 or 小李: （老王：再核一下）.
fn to_somebody(hit: &Hit, _: &str, rest: &str) -> Option<(usize, usize)> {
    const SAYS: [&str; 12] =
        ["：", ":", "，请", "，这", "，你", "，麻烦", ",请", "，帮", "写）", "写)", "补）", "改）"];
    let name = rest.chars().next().filter(|&c| SURNAMES.contains(c))?;
    let said = rest.get(name.len_utf8()..)?;
    let open = hit.entry.word.chars().next()?;
    let len = closed_within(rest, open)?;
    begins_with_one(said, &SAYS).then_some((0, len + open.len_utf8()))
}

/// Whose work a piece of the text is: （李姐写）, （王主任补）.
fn signed(_: &Hit, head: &str, rest: &str) -> Option<(usize, usize)> {
    /// Longest name before the words, in characters.
    const NAME: usize = 3;
    let (at, open) = head.char_indices().rev().take(NAME + 1).find(|&(_, c)| !is_han(c))?;
    let is_named = at + open.len_utf8() < head.len();
    let len = closed_within(rest, open)
        .filter(|&len| is_named && trim_end(rest.get(..len).unwrap_or("…")).is_empty())?;
    Some((head.len() - at, len + open.len_utf8()))
}

/// A clause that begins with a word, with the mark behind it.
fn clause(hit: &Hit, head: &str, rest: &str) -> Option<(usize, usize)> {
    /// What is said of a program that answers people, which may be called what the other one calls itself.
    const OTHERS: [&str; 6] = ["智能客服", "机器人", "数字人", "平台", "上线", "“"];
    if !(trim_end(head).is_empty() || begins_a_clause(head, rest)) {
        return None;
    }
    let sentence = || rest.split('。').next().unwrap_or_default();
    if hit.entry.column(0) == "对话" && has_one(sentence(), &OTHERS) {
        return None;
    }
    let is_mark = |c: char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ':' | '!');
    let mark = rest.char_indices().take(LONGEST).find(|&(_, c)| is_mark(c));
    Some((0, mark.map_or(0, |(at, c)| at + c.len_utf8())))
}

/// A clause that tells to fill something in, in brackets or without.
fn instructing(hit: &Hit, head: &str, rest: &str) -> Option<(usize, usize)> {
    clause(hit, head, rest).or_else(|| in_brackets(hit, head, rest))
}

/// 某局 as the author: it begins a clause and does what the author does. A case has parties without a name.
fn nobody(_: &Hit, head: &str, rest: &str) -> Option<(usize, usize)> {
    const DOES: &str = "全年 共 主动公开 政府信息公开 因政府信息公开 认真 积极 严格 坚持 高度重视 进一步 将 制发 收到 新收 \
                        通过 组织 开展 举办 20";
    const CASES: [&str; 9] = ["案", "原告", "被告", "第三人", "通报", "为例", "例如", "申请人", "媒体"];
    let does = DOES.split(' ').any(|word| rest.starts_with(word));
    if !does || !(trim_end(head).is_empty() || begins_a_clause(head, rest)) {
        return None;
    }
    let is_told = |text: Option<&str>| text.is_some_and(|text| has_one(text, &CASES));
    (!is_told(head.rsplit('。').next()) && !is_told(rest.split('。').next())).then_some((0, 0))
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::findings_of;

    fn notes(text: &str) -> Vec<String> {
        findings_of("placeholder", text).into_iter().map(|(shown, _)| shown).collect()
    }

    #[test]
    fn what_people_wrote_for_one_another_is_found_whole() {
        for (text, note) in [
            ("公开信息20条（待核）。", "（待核）"),
            ("公开信息20条（数据待核实）。", "（数据待核实）"),
            ("全年组织培训3次（待定）。", "（待定）"),
            ("全年组织培训3次（暂定）。", "（暂定）"),
            ("公开信息（待补充）条。", "（待补充）"),
            ("公开信息20条(请法规科核实)。", "(请法规科核实)"),
            ("公开信息20条【张科：核实】。", "【张科：核实】"),
            (
                "公开信息20条（老王：这个数我还没问到，先用去年的）。",
                "（老王：这个数我还没问到，先用去年的）",
            ),
            ("公开信息20条【小李，请再核一下】。", "【小李，请再核一下】"),
            ("【王科：这段重写】公开信息20条。", "【王科：这段重写】"),
            ("（办公室：先按去年的写）公开信息20条。", "（办公室：先按去年的写）"),
            ("公开信息20条（红字部分需核实）。", "（红字部分需核实）"),
            ("（以下部分请李主任修改）", "（以下部分请李主任修改）"),
            ("公开信息20条（数据待办公室提供）。", "（数据待办公室提供）"),
            ("公开信息20条（待各科室报送）。", "（待各科室报送）"),
            ("公开信息20条（待分管领导审定）。", "（待分管领导审定）"),
            ("公开信息20条（这个数对不上）。", "（这个数对不上）"),
            ("公开信息20条（先用去年的）。", "（先用去年的）"),
            ("（这段再改改，重复了）公开信息20条。", "（这段再改改，重复了）"),
            ("公开信息20条（记得更新）。", "（记得更新）"),
            ("（重写）公开信息20条。", "（重写）"),
            ("公开信息20条（待王主任确认）。", "（待王主任确认）"),
            ("公开信息20条（需与法规科核实）。", "（需与法规科核实）"),
            ("（本段由王科写）公开信息20条。", "（本段由王科写）"),
            ("公开信息20条【李科长：数据有误】。", "【李科长：数据有误】"),
            ("公开信息20条（再核实一下）。", "（再核实一下）"),
            ("（请李主任把关）公开信息20条。", "（请李主任把关）"),
            ("（此处由法规科填写）", "（此处由法规科填写）"),
            ("（此处插入图片）", "（此处插入图片）"),
            ("（注：此处数据待更新）公开信息20条。", "（注：此处数据待更新）"),
            ("公开信息20条（数据由办公室提供）。", "（数据由办公室提供）"),
            ("（如有）公开信息20条。", "（如有）"),
            ("公开信息20条（略）。", "（略）"),
            ("公开信息20条，（新增）答复申请2件。", "（新增）"),
            ("（修改为3期）举办培训2期。", "（修改为3期）"),
            ("（可根据实际情况增减）公开信息20条。", "（可根据实际情况增减）"),
            ("（本部分不少于300字）公开信息20条。", "（本部分不少于300字）"),
            ("（字数控制在200字以内）公开信息20条。", "（字数控制在200字以内）"),
            ("（三号仿宋）公开信息20条。", "（三号仿宋）"),
            ("（未完待续）", "（未完待续）"),
            ("请结合实际填写，公开信息20条。", "请结合实际填写，"),
            ("请各单位对照填写。", "请各单位对照填写。"),
            ("以下是为您生成的年度报告：公开信息20条。", "以下是为您生成的年度报告："),
            ("作为AI助手，我整理了以下内容。", "作为AI助手，"),
            ("希望以上内容对您有帮助。", "希望以上内容对您有帮助。"),
            ("某局全年公开信息20条。", "某局"),
            ("（请填写单位名称）公开信息20条。", "（请填写单位名称）"),
            ("（结合实际填写，不少于200字）", "（结合实际填写，不少于200字）"),
            ("（四）平台建设。（根据本单位实际撰写）", "（根据本单位实际撰写）"),
            ("结合本单位实际填写。", "结合本单位实际填写。"),
            ("（不少于200字）", "（不少于200字）"),
            ("满意率96.8%【待定】。", "【待定】"),
            ("没有其他事项。——请张局审定", "——请张局审定"),
            ("此段请王科长补充数据", "此段请王科长补充数据"),
            ("（数据截止12月20日，年底再更新）", "（数据截止12月20日，年底再更新）"),
            ("（李姐写）公开信息20条。", "（李姐写）"),
            ("公开信息20条（王主任补）。", "（王主任补）"),
            ("公开信息20条（小王写）。", "（小王写）"),
            ("参训63人次（去年是58）。", "（去年是58）"),
            ("公开信息错链？？？、错字20处。", "？？？"),
            ("此处填写本单位的主要做法。", "此处填写本单位的主要做法。"),
        ] {
            assert_eq!(notes(text), [note], "{text}");
        }
    }

    #[test]
    fn what_the_report_says_in_brackets_stays() {
        for text in [
            "（联系人：李明）（以下简称办法）（请见附件）（小计：12件）（小学：5所）（老人：3人）",
            "（经办人：王红，电话：0000-1234567）（王主任：负责统筹）（办公室：负责统筹）",
            "（红色部分为重点区域）（划线部分见附件）（加粗部分为新增事项）",
            "（以下内容见附件）（以下部分由县政府公布）（数据来源：县统计局）（数据截至2023年底）",
            "（待补充材料2件）（待审核3件）（待县政府批复）（待第三方反馈）",
            "（这段时间）（这里指镇政府）（这条信息）",
            "（再核实后答复）（再确认身份）（待办公室答复）（请在办公室领取）",
            "人选（待定），时间（暂定），造价（估算），信息是否准确（真实？）。",
            "信访3件（未核实）（待申请人确认）（由申请人提供）（需与第三方协商）",
            "（本部分由县政府公布）（数据有来源）（数据不公开）（注意：请勿重复提交）",
            "（要求改进的方面）（再次申请2件）（对照上年）（记录完整）（麻烦事项一次办）",
            "（老城区：3处）（小微企业：5家）（老张庄：2条）",
            "坚持公开为常态——请群众监督，由群众评判",
            "本段由县政府门户网站维护，此处请登录查看。",
            "（数据截止12月31日）（政务公开科科长写的体会）（县志办编写）",
            "“怎么办？？”一类的提问，真的吗？",
            "公开信息20条（下同），规划修编时间（待定）。",
            "申请表中的“（如有）”一栏，需提供委托书（如有）、身份证明。",
            "名单（略），不予公开（略）。",
            "公开权责事项（新增）12项、公共服务事项（删除）2项。",
            "（新增）城乡居民医疗保险参保登记",
            "设置提示（请登录网站填写），发放问卷（请扫码填写）。",
            "申请（请申请人补充）2件，约定答复时间（由县统计局提供）。",
            "信访3件（情况待核实），数据（由县政府办公室提供）。",
            "撰写体会（不少于1000字）20篇，每周更新（可根据实际情况调整）。",
            "答复2件（均为部分公开），公开图解（图片）12个。",
            "编制《答复书（示例）》。",
            "《办法》（修改为《规定》）已经公开。",
            "通知要求“请结合实际填写”。",
            "作为AI助手，“小青”全年解答咨询200次。",
            "上线智能客服作为AI助手，全年解答咨询200次。",
            "以案释法，某局因政府信息公开答复不当败诉的案例已经学习。",
            "针对某市将信息误公开的通报，开展自查。",
            "原告诉某县人民政府一案，某项、某些、某一环节，张某某。",
        ] {
            assert_eq!(notes(text), [""; 0], "{text}");
        }
    }
}
