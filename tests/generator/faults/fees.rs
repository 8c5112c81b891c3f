//! Slips in what section six says about the fee for the processing of applications.

use nianbao::finding::Severity::{Error, Hint, Warning};

use super::Fault;

pub const FAULTS: &[Fault] = &[
    Fault {
        name: "section six silent on the fee",
        rules: &["fee-statement-missing"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            (case.truth.year >= 2021).then_some(())?;
            let text = rng.pick(&["无。\n\n", "无其他需要报告的事项。\n\n"]);
            Some(case.replace(case.body("other")?, text).or_at(case.heading("other")?))
        },
    },
    Fault {
        name: "fee not charged and charged",
        rules: &["fee-conflict"],
        severities: &[Error],
        also: &["narrative-fee"],
        spoil: |case, _| {
            let fee = case.part("fee").filter(|fee| case.text()[fee.clone()].contains("收取"))?;
            (case.truth.fee.notices == 0).then_some(())?;
            Some(case.insert(fee.end, "全年共收取信息处理费120元。").or_at(fee))
        },
    },
    Fault {
        name: "fee without an application",
        rules: &["fee-conflict"],
        severities: &[Error, Warning],
        also: &["narrative-fee"],
        spoil: |case, _| {
            case.says("applications.none").then_some(())?;
            let year = case.truth.year;
            Some(case.replace(case.part("fee")?, &format!("{year}年，收取信息处理费120元。")))
        },
    },
    Fault {
        name: "fees do not add up",
        rules: &["fee-sum"],
        severities: &[Error],
        also: &["narrative-breakdown"],
        spoil: |case, _| {
            let paid = case.truth.fee.paid;
            (paid >= 20).then_some(())?;
            let (year, own) = (case.truth.year, &case.truth.body.own);
            let text = format!(
                "{year}年，{own}收取信息处理费{paid}元，其中自然人缴纳{}元，企业缴纳{}元。",
                paid - 10,
                30
            );
            Some(case.replace(case.part("fee")?, &text))
        },
    },
    Fault {
        name: "fee no multiple of ten",
        rules: &["fee-step"],
        severities: &[Hint],
        also: &["narrative-fee", "narrative-conflict"],
        spoil: |case, _| {
            (case.truth.fee.paid > 0).then_some(())?;
            let (place, value) = case.figure("paid")?;
            Some(case.replace(place, &(value - 5).to_string()).or_near())
        },
    },
];
