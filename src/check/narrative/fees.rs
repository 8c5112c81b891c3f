//! The fee for information processing, and administrative charges.

use std::borrow::Cow;

use crate::find::{has, has_one};
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::fold::is_blank;
use crate::form::{APPLICATIONS, Edition, OPEN_SPOT, OTHER, OVERVIEW};
use crate::reading::narrative::{Mention, Quantity, Says};

use super::super::{Context, Example, Rule, Sink};
use super::{own, value};

const FEE_DOCUMENT: Basis = Basis::Official("《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）");

pub(in crate::check) const RULES: &[Rule] = &[
    Rule {
        id: "fee-statement-missing",
        severity: Severity::Warning,
        summary: "第六部分没有写信息处理费的收取情况",
        reason: "2021年度起，年度报告要说明收取信息处理费的情况，没有收取也要写明。",
        basis: FEE_DOCUMENT,
        examples: &[Example { right: "2023年，本机关未收取信息处理费。", wrong: "无。" }],
        check: statement,
    },
    Rule {
        id: "fee-conflict",
        severity: Severity::Error,
        summary: "信息处理费前后说法矛盾",
        reason: "一处说没有收取，另一处又有金额，读者无从判断。",
        basis: Basis::Advice("正文前后一致"),
        examples: &[Example {
            right: "均在法定期限内答复。",
            wrong: "均在法定期限内答复，收取信息处理费300元。",
        }],
        check: conflict,
    },
    Rule {
        id: "fee-step",
        severity: Severity::Hint,
        summary: "信息处理费的金额不是10元的整数倍",
        reason: "按件、按页的收费标准都是10元的整数倍，总额不会有零头。",
        basis: FEE_DOCUMENT,
        examples: &[Example {
            right: "2023年，本机关未收取信息处理费。",
            wrong: "2023年，本机关收取信息处理费355元。",
        }],
        check: step,
    },
    Rule {
        id: "narrative-fee",
        severity: Severity::Warning,
        summary: "正文写的收费金额与表二不一致",
        reason: "信息处理费也是行政事业性收费，正文的金额应当能与表二对上。",
        basis: Basis::Advice("正文与表二的对应关系"),
        examples: &[Example {
            right: "其他信息50条。", wrong: "其他信息50条。行政事业性收费12万元。"
        }],
        check: charges,
    },
];

/// The statements about one kind of money, with its amount in hundredths of a yuan.
fn amounts<'c>(
    context: &'c Context<'_, '_>,
    quantity: Quantity,
) -> impl Iterator<Item = (&'c Mention, i64)> + use<'c> {
    own(context).filter(move |mention| mention.quantity == quantity).filter_map(|mention| {
        let Says::Count(figure) = mention.says else { return None };
        let per_unit = if figure.unit == "万元" { 1_000_000 } else { 100 };
        let amount = figure.value.times(per_unit)?;
        (!figure.approximate).then_some((mention, amount))
    })
}

fn conflict(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((mention, _)) = amounts(context, Quantity::Fee).find(|(_, amount)| *amount > 0) else { return };
    let written = context.source.slice(mention.span);
    let none = own(context).find(|other| other.quantity == Quantity::Fee && other.count() == Some(0));
    if let Some(none) = none {
        let words = context.source.slice(none.span);
        sink.at(mention.span, format!("这里写收取{written}，另一处又说“{words}”，前后矛盾，请核对。"))
            .note(none.span, "这里说没有收取。");
        return;
    }
    let received = value(context, "t3.new.total + t3.carried_in.total");
    if let Some((0, cell)) = received {
        sink.at(mention.span, format!("写了收取信息处理费{written}，但表三没有申请。请核对。"))
            .severity(Severity::Warning)
            .cells([cell]);
    }
}

fn step(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if let Some((mention, _)) = amounts(context, Quantity::Fee).find(|(_, amount)| amount % 1_000 != 0) {
        let written = context.source.slice(mention.span);
        let message = format!("收取信息处理费{written}，不是10元的整数倍，与收费标准不符，请核对。");
        sink.at(mention.span, message);
    }
}

/// What the table counts in 万元, the narrative may write in either unit. A fee is a charge: without any charge in
/// the table, or with less, it is missing there.
fn charges(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(cell) = context.reading.form.cell("t2.fees.amount") else { return };
    let charged = amounts(context, Quantity::Charges).next();
    let fee: Option<(&Mention, i64)> = amounts(context, Quantity::Fee).find(|(_, amount)| *amount > 0);
    if charged.is_none() && fee.is_none() {
        return;
    }
    let Some(table) = context.reading.value(cell) else {
        return sink.unchecked("表二“行政事业性收费”没有识读，无法与正文比较");
    };
    let Some(printed) = table.times(1_000_000) else { return };
    // The table has two or four decimals: half a unit of the last one is rounding.
    let half = |unit: i64, decimals: u8| unit / 10_i64.pow(u32::from(decimals)) / 2;
    let in_table = half(1_000_000, table.decimals());
    // An amount in the text is rounded where it has decimals of a unit that large.
    let in_text = |mention: &Mention| match mention.says {
        Says::Count(figure) if figure.unit == "万元" && figure.value.has_decimals() => {
            half(1_000_000, figure.value.decimals())
        }
        _ => 0,
    };
    let slack = |mention: &Mention| in_table.max(in_text(mention));
    let span = context.reading.cell(cell).map(|mark| mark.span);
    let mut tell = |mention: &Mention, message: String| {
        let report = sink.at(mention.span, message).cells([cell]);
        if let Some(span) = span {
            report.note(span, format!("表二“行政事业性收费”在这里：{table}万元。"));
        }
    };
    if let Some((mention, _)) = charged.filter(|(mention, amount)| (amount - printed).abs() > slack(mention))
    {
        let written = context.source.slice(mention.span);
        tell(mention, format!("正文写行政事业性收费{written}，表二是{table}万元。请核对金额和单位。"));
    } else if let Some((mention, _)) =
        fee.filter(|(mention, amount)| printed == 0 || *amount > printed + slack(mention))
    {
        let written = context.source.slice(mention.span);
        tell(
            mention,
            format!(
                "正文写收取信息处理费{written}，表二“行政事业性收费”只有{table}万元。信息处理费也是行政事业性收费，请核对表二是否漏计。"
            ),
        );
    }
}

/// Whether a paragraph says something about the fee for information processing: not about fees in general, except where
/// a section `asks` for that one and says that something was collected or not.
fn speaks_of_fee(text: &str, asks: bool) -> bool {
    /// What was given away: 政府信息公开全部免费.
    const FREE: [&str; 7] =
        ["全部免费", "均免费", "均为免费", "一律免费", "免费提供", "免费公开", "免费答复"];
    let mut text = Cow::Borrowed(text);
    if text.contains(is_blank) {
        text.to_mut().retain(|c| !is_blank(c));
    }
    let is_about = || {
        asks && (has(&text, "收取") || has_one(&text, &["无收费", "没有收费", "未收费"]))
            || has_one(&text, &["申请", "信息公开", "政府信息", "信息处理"])
    };
    let is_other = || has_one(&text, &["行政事业性收费", "涉企收费"]);
    has_one(&text, &["处理费", "收费通知"])
        || has_one(&text, &["收费", "费用", "收取"]) && is_about() && !is_other()
        || has(&text, "免费") && has_one(&text, &FREE) && is_about()
}

fn statement(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let Some(year) = outline.year else { return sink.unchecked("没有识别出报告年度") };
    if Edition::for_year(year.value) != Some(Edition::Current) {
        return;
    }
    let Some(section) = outline.section(OTHER) else {
        return sink.unchecked("没有第六部分");
    };
    let said_in = |index: usize| {
        outline.section(index).is_some_and(|section| {
            context.reading.prose(section.body.clone()).iter().any(|&(_, span)| {
                let text = context.source.slice(span);
                // An open spot that asks for it is what `placeholder` reports.
                speaks_of_fee(text, index == OTHER)
            })
        })
    };
    if said_in(OTHER) {
        return;
    }
    let elsewhere = said_in(OVERVIEW) || said_in(APPLICATIONS);
    let message = if elsewhere {
        "第六部分没有写信息处理费的收取情况；前面已经提到，宜在第六部分写明。"
    } else {
        "第六部分没有写信息处理费的收取情况。没有收取也要写明。"
    };
    let severity = if elsewhere { Severity::Hint } else { Severity::Warning };
    let signature = outline.signature_lines();
    let prose = context.reading.prose(section.body.clone());
    let last = prose.iter().rfind(|(line, _)| !signature.contains(line));
    let end = last.map_or(section.heading.span.end, |(_, span)| span.end);
    let sentence = format!("\n{}年，本机关未收取信息处理费。", year.value);
    let open = format!("\n{OPEN_SPOT}：本年度收取信息处理费的件数和金额〕");
    sink.at(section.heading.span, message)
        .severity(severity)
        .fix("没有收取：写明未收取", Applicability::Manual, Edit::insert(end, sentence))
        .fix("收取了：留出位置填写", Applicability::Manual, Edit::insert(end, open));
}

#[cfg(test)]
mod tests {
    use super::super::super::years::tests::{SAMPLE, fixed};
    use crate::check_text;

    #[test]
    fn what_is_free_says_that_nothing_was_charged() {
        let is_asked = |said: &str| {
            let draft = SAMPLE.replacen("2023年，本机关未收取信息处理费。", said, 1);
            check_text(&draft).findings.iter().any(|finding| finding.rule == "fee-statement-missing")
        };
        for said in [
            "政府信息公开全部免费。",
            "依申请公开政府信息免费提供。",
            "本年度未收取任何费用。",
            "依申请公开信息零收费。",
        ] {
            assert!(!is_asked(said), "{said}");
        }
        for silent in ["无。", "为群众免费提供文件阅览。", "开展免费培训。"] {
            assert!(is_asked(silent), "{silent}");
        }
    }

    #[test]
    fn the_sentence_goes_above_a_signature_without_a_day() {
        const SIGNED: &str = "\n青溪县柳河镇人民政府\n";
        let said = "没有其他需要报告的事项。";
        let draft =
            SAMPLE.replacen("2023年，本机关未收取信息处理费。", said, 1).replacen("2024年1月15日\n", "", 1);
        let findings = check_text(&draft).findings;
        let finding = findings.iter().find(|finding| finding.rule == "fee-statement-missing").unwrap();
        let draft = fixed(&draft, finding);
        assert!(draft.contains(&format!("{said}\n2023年，本机关未收取信息处理费。\n")), "{draft}");
        assert!(draft.trim_end().ends_with(SIGNED.trim()), "{draft}");
        let findings = check_text(&draft).findings;
        let finding = findings.iter().find(|finding| finding.rule == "date-missing").unwrap();
        let draft = fixed(&draft, finding);
        assert!(draft.ends_with("\n青溪县柳河镇人民政府\n〔请填写：落款日期〕\n"), "{draft}");
        assert_eq!(draft.matches(SIGNED).count(), 1);
    }
}
