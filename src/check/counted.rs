//! What counts in a text: units, and the figures before them.

use crate::fold::{is_blank, is_digit, is_han};
use crate::source::Span;

use super::Context;

/// Words that a number with its unit follows.
pub(super) const COUNTED: &str = "公开 发布 信息 收到 受理 申请 办结 答复 结转 制发 废止 文件 共 共计 合计 总计 累计 事项 新收 推送 解读 \
                       回应";
/// Units before which a blank or a line to write on has taken the place of the number, with the words before it; none for
/// a unit that means nothing else behind any word.
pub(super) const LEFT_OPEN: [(&str, &str); 7] = [
    ("条 件 篇 份", COUNTED),
    (
        "条 件 篇 份 册",
        "留言 咨询 来信 来电 投诉 举报 建议 提案 议案 问卷 资料 材料 公文 意见 采纳 简报 发放 收回 回收 编发 印发 出台 制定 上报 转发 办理 \
         审查 审核 清理 更新",
    ),
    (
        "次 场 期 批",
        "培训 培训班 会议 活动 讲座 调研 宣传 检查 督查 抽查 通报 考核 评估 访谈 发布会 解读 公开 发布 更新 召开 举办 开展 组织 参加 \
         共 共计 累计",
    ),
    (
        "个 项 起 家 例",
        "问题 专栏 栏目 事项 办理 办结 受理 收到 整改 建议 投诉 举报 公开 发布 设立 设置 开设 共 共计 累计",
    ),
    ("人 名", "粉丝 人员 群众 代表 参训 培训 共 共计 累计"),
    ("元", "费用 收费 收取 处理费 资金 经费 金额 投入 共 共计 合计 累计"),
    ("人次 件次 场次 批次 万人次 万次 万人 万条 万件 万份 万元 亿元 % ％ 个百分点", ""),
];
/// What units count, right behind them: 收到 件申请.
const NOUNS: &str = "申请 信息 政府信息 规范性文件 行政规范性文件 建议 提案";

/// The unit that a text begins with, if nothing stands behind it that makes another word of it.
pub(super) fn unit(text: &str) -> Option<&'static str> {
    let is_unit = |unit: &&str| {
        text.strip_prefix(*unit).is_some_and(|behind| {
            !behind.starts_with(is_han) || NOUNS.split(' ').any(|noun| behind.starts_with(noun))
        })
    };
    LEFT_OPEN.iter().flat_map(|(units, _)| units.split(' ')).find(is_unit)
}

/// The digits that a figure begins with, with the separators between them, for a fix that replaces them.
pub(super) fn digits(context: &Context<'_, '_>, span: Span) -> Option<Span> {
    let text = context.source.slice(span);
    let is_outside = |c: char| !is_digit(c) && !matches!(c, ',' | '，');
    let number = text.get(..text.find(is_outside).unwrap_or(text.len()))?;
    let len = number.trim_end_matches([',', '，']).len();
    (len > 0).then(|| span.part(&(0..len)))
}

/// Whether a text counts something: a number with a unit, in Arabic or Chinese digits. Years, days, articles and
/// ordinals count nothing.
pub(super) fn has_figure(text: &str) -> bool {
    const UNITS: [char; 27] = [
        '条', '件', '份', '篇', '次', '个', '项', '宗', '起', '例', '人', '场', '期', '户', '家', '部', '万',
        '余', '多', '批', '处', '名', '则', '幅', '块', '%', '％',
    ];
    const NUMERALS: [char; 13] =
        ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '两'];
    let is_digit = |c: char| is_digit(c) || NUMERALS.contains(&c);
    let (mut in_number, mut is_ordinal, mut before) = (false, false, ' ');
    for c in text.chars().filter(|&c| !is_blank(c)) {
        if is_digit(c) {
            if !in_number {
                (in_number, is_ordinal) = (true, before == '第');
            }
        } else {
            if in_number && !is_ordinal && UNITS.contains(&c) {
                return true;
            }
            in_number = false;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_count_something() {
        for text in ["公开32条", "公开３２ 条", "占96.02%", "办理三件", "召开会议两次", "1.2万余条", "0件"]
        {
            assert!(has_figure(text), "{text}");
        }
        for text in [
            "2023年",
            "12月31日",
            "（一）主动公开",
            "1.主动公开",
            "《条例》第20条",
            "第二十条第（一）项",
            "〔2021〕30号",
            "一是规范",
            "拨打12345热线",
            "三审三校",
            "",
        ] {
            assert!(!has_figure(text), "{text}");
        }
    }
}
