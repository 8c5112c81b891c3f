//! Slips in what the preface and the signature state: legal basis, period, date.

use nianbao::finding::Severity::{Error, Hint, Warning};

use super::Fault;

pub const FAULTS: &[Fault] = &[
    Fault {
        name: "basis of the years before",
        rules: &["basis-outdated"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| case.swap(&case.part("basis")?, "〔2021〕30号", "〔2019〕60号"),
    },
    Fault {
        name: "law before its revision",
        rules: &["basis-outdated"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            let basis = case.part("basis")?;
            case.swap(&basis, "国务院令第711号", "国务院令第492号").or_else(|| {
                case.swap(
                    &basis,
                    "《中华人民共和国政府信息公开条例》和",
                    "《中华人民共和国政府信息公开条例》（国务院令第492号）和",
                )
            })
        },
    },
    Fault {
        name: "document number without 办",
        rules: &["document-number"],
        severities: &[Warning],
        also: &["basis-outdated"],
        spoil: |case, rng| {
            let basis = case.part("basis")?;
            case.swap(&basis, "国办公开办函", rng.pick(&["国办公开函", "国办函", "国办公办函"]))
        },
    },
    Fault {
        name: "wrong document number of the form",
        rules: &["document-number"],
        severities: &[Warning],
        also: &["basis-outdated"],
        spoil: |case, rng| {
            case.swap(&case.part("basis")?, "〔2021〕30号", rng.pick(&["〔2021〕109号", "〔2021〕3号"]))
        },
    },
    Fault {
        name: "国令 for 国务院令",
        rules: &["document-number"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| case.swap(&case.part("basis")?, "国务院令第711号", "国令第711号"),
    },
    Fault {
        name: "period begins in the year before",
        rules: &["period-mismatch"],
        severities: &[Error],
        also: &["year-mismatch"],
        spoil: |case, _| {
            let (year, before) = (case.truth.year, case.truth.year - 1);
            let period = case.part("period")?;
            Some(case.swap(&period, &format!("{year}年1月1日"), &format!("{before}年1月1日"))?.or_at(period))
        },
    },
    Fault {
        name: "period ends in another year",
        rules: &["period-mismatch"],
        severities: &[Error],
        also: &["year-mismatch"],
        spoil: |case, rng| {
            let year = case.truth.year;
            let period = case.part("period")?;
            let other = rng.pick(&[year - 1, year + 1]);
            Some(
                case.swap(&period, &format!("{year}年12月31日"), &format!("{other}年12月31日"))?
                    .or_at(period),
            )
        },
    },
    Fault {
        name: "period ends before the year does",
        rules: &["period-mismatch"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let period = case.part("period")?;
            Some(
                case.swap(&period, "12月31日", rng.pick(&["11月30日", "12月30日", "10月31日"]))?
                    .or_at(period),
            )
        },
    },
    Fault {
        name: "digits of the period swallowed",
        rules: &["digits-lost"],
        severities: &[Warning],
        also: &["period-mismatch"],
        spoil: |case, rng| {
            let year = case.truth.year;
            let period = case.part("period")?;
            let (from, to) =
                rng.pick(&[("年1月1日", "11日"), ("年12月31日", "1231日"), ("年1月1日", "1月1日")]);
            Some(case.swap(&period, &format!("{year}{from}"), &format!("{year}{to}"))?.or_at(period))
        },
    },
    Fault {
        name: "bracket of the document number swallowed",
        rules: &["digits-lost", "document-number"],
        severities: &[Warning],
        also: &["bracket-unbalanced"],
        spoil: |case, _| {
            let basis = case.part("basis")?;
            case.swap(&basis, "〔2021〕30号", "〔202130号")
                .or_else(|| case.swap(&basis, "〔2019〕60号", "〔201960号"))
        },
    },
    Fault {
        name: "signed before the year is over",
        rules: &["date-before-cutoff"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let (month, day) = (10 + rng.below(3), 1 + rng.below(28));
            Some(
                case.replace(case.part("signature.date")?, &format!("{}年{month}月{day}日", case.truth.year)),
            )
        },
    },
    Fault {
        name: "signed with the year under report",
        rules: &["date-before-cutoff", "date-year"],
        severities: &[Error],
        also: &[],
        spoil: |case, _| {
            let year = case.truth.year;
            case.swap(&case.part("signature.date")?, &(year + 1).to_string(), &year.to_string())
        },
    },
    Fault {
        name: "signed with last year's date",
        rules: &["date-year"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let year = case.truth.year;
            let other = rng.pick(&[year - 1, year + 3]);
            case.swap(&case.part("signature.date")?, &(year + 1).to_string(), &other.to_string())
        },
    },
    Fault {
        name: "signed on a day that does not exist",
        rules: &["date-invalid"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let day = rng.pick(&["1月32日", "13月5日", "2月30日", "1月0日"]);
            Some(case.replace(case.part("signature.date")?, &format!("{}年{day}", case.truth.year + 1)))
        },
    },
    Fault {
        name: "signed after the deadline",
        rules: &["deadline-missed"],
        severities: &[Hint, Warning],
        also: &[],
        spoil: |case, rng| {
            let month = if case.truth.body.is_aggregate() { 4 } else { 2 } + rng.below(3);
            let day = 3 + rng.below(25);
            Some(
                case.replace(
                    case.part("signature.date")?,
                    &format!("{}年{month}月{day}日", case.truth.year + 1),
                ),
            )
        },
    },
    Fault {
        name: "not signed and not dated",
        rules: &["date-missing"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let signature = case.part("signature")?;
            let all = case.section("other")?.start..case.text().len() - signature.len();
            Some(case.delete(signature).or_at(all))
        },
    },
];
