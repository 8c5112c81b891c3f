//! Dates: the day of signature.

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::OPEN_SPOT;
use crate::reading::sections::Date;

use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "date-before-cutoff",
    severity: Severity::Error,
    summary: "落款日期早于数据的截止日期",
    reason: "数据统计到12月31日，在此之前不可能定稿。",
    basis: Basis::Official("《中华人民共和国政府信息公开条例》第四十九条（每年1月31日前公布上一年度的报告）"),
    examples: &[Example { right: "2024年1月15日", wrong: "2023年12月15日" }],
    check: before_cutoff,
}];

fn before_cutoff(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let Some(signature) = outline.signature else { return };
    let (date, span) = signature.date;
    let Some(year) = outline.year else { return sink.unchecked("没有识别出报告年度") };
    let cutoff = stated_cutoff(context, year.value).unwrap_or(Date { year: year.value, month: 12, day: 31 });
    // An older year altogether is last year's date left in, not an early signature.
    if date.year != year.value || date >= cutoff {
        return;
    }
    let message = format!(
        "落款日期是{}年{}月{}日，数据统计到{}年{}月{}日，定稿应在{}年1月1日以后、1月31日以前。",
        date.year,
        date.month,
        date.day,
        cutoff.year,
        cutoff.month,
        cutoff.day,
        cutoff.year + 1
    );
    let open = format!("{OPEN_SPOT}：{}年1月的实际日期〕", cutoff.year + 1);
    sink.at(span, message)
        .note(year.span, format!("报告年度是{}年。", year.value))
        .fix("留出位置填写实际日期", Applicability::Manual, Edit::replace(span, open))
        .done();
}

/// The last day of the period that the report says its data cover, if that day is in the report year.
fn stated_cutoff(context: &Context<'_, '_>, year: u16) -> Option<Date> {
    const CUES: [&str; 5] = ["统计期限", "统计时限", "统计时间", "截止日期", "数据统计期"];
    let text = context.source.text();
    let at = CUES.iter().filter_map(|cue| text.find(cue)).min()?;
    let line = context.source.lines().get(context.source.line_index(at as u32))?;
    let sentence = text.get(at..line.end as usize)?;
    let sentence = sentence.get(..sentence.find('。').unwrap_or(sentence.len()))?;
    let end = sentence.rfind('日')?;
    // The last date may leave out the year.
    let head = sentence.get(..end)?;
    let from = head.rfind(['至', '到', '为', '自']).map_or(0, |at| at + '至'.len_utf8());
    let written = head.get(from..)?;
    let written =
        if written.contains('年') { format!("{written}日") } else { format!("{year}年{written}日") };
    crate::reading::sections::date(&written).filter(|date| date.year == year)
}
