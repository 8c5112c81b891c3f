//! Dates: the day of signature.

use crate::finding::{Applicability, Edit, Severity};
use crate::form::OPEN_SPOT;
use crate::reading::sections::Date;

use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "date-before-cutoff",
    severity: Severity::Error,
    summary: "落款日期早于数据的截止日期",
    reason: "数据统计到12月31日，在此之前不可能定稿。",
    basis: "统计期限为报告年度1月1日至12月31日；条例第四十九条（每年1月31日前）",
    examples: &[Example { right: "2024年1月15日", wrong: "2023年12月15日" }],
    check: before_cutoff,
}];

fn before_cutoff(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let Some(signature) = outline.signature else { return };
    let (date, span) = signature.date;
    let Some(year) = outline.year else { return sink.unchecked("没有识别出报告年度") };
    let cutoff = Date { year: year.value, month: 12, day: 31 };
    // An older year altogether is last year's date left in, not an early signature.
    if date.year != year.value || date >= cutoff {
        return;
    }
    let message = format!(
        "落款日期是{}年{}月{}日，数据统计到{}年12月31日，定稿应在{}年1月1日以后、1月31日以前。",
        date.year,
        date.month,
        date.day,
        cutoff.year,
        cutoff.year + 1
    );
    let open = format!("{OPEN_SPOT}：{}年1月的实际日期〕", cutoff.year + 1);
    sink.at(span, message)
        .note(year.span, format!("报告年度是{}年。", year.value))
        .fix("留出位置填写实际日期", Applicability::Manual, Edit::replace(span, open))
        .done();
}
