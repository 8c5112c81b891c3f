//! Figures that balance and still cannot well be right for this body.

use crate::find::{begins_with_one, ends_with_one, has_any, has_one};
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::{Cell, short_label};
use crate::number::{Entry, Number};
use crate::reading::author::Author;
use crate::reading::names::Kind;
use crate::reading::tables::CellReading;

use super::cause::{expiry, report, sentence};
use super::statements::mentions_expiry;
use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "fee-unit",
        severity: Severity::Hint,
        summary: "金额的单位可能不对",
        reason: "收费金额以万元为单位，按元填写会大一万倍；采购总金额的栏目没有单位，要在数字后面写明。",
        basis: Basis::Form("年度报告格式的表格（单位：万元）"),
        examples: &[Example { right: "行政事业性收费\t0", wrong: "行政事业性收费\t1250000" }],
        check: fee_unit,
    },
    Rule {
        id: "regulations-unexpected",
        severity: Severity::Warning,
        summary: "没有规章制定权的机关填了规章",
        reason: "规章由国务院部门、省级政府和设区的市、自治州的政府制定，乡镇、街道、县区和局填的多半是规范性文件。",
        basis: Basis::Advice("规章的制定权限，参照《中华人民共和国立法法》"),
        examples: &[Example { right: "规章\t0\t0\t0", wrong: "规章\t2\t0\t2" }],
        check: regulations,
    },
    Rule {
        id: "decisions-zero",
        severity: Severity::Hint,
        summary: "经常作出许可或处罚的机关填了0",
        reason: "市场监管、公安、卫生健康部门一年里没有一件处罚或许可很少见，可能是漏填。",
        basis: Basis::Advice("提醒"),
        examples: &[Example {
            right: "青溪县柳河镇人民政府2023年⋯行政处罚\t3", wrong: POLICE
        }],
        check: decisions,
    },
    Rule {
        id: "in-force-too-small",
        severity: Severity::Warning,
        summary: "现行有效（对外公开总数量）比本年的数字所允许的小",
        reason: "本年制发的文件，到年底要么有效，要么已经废止；本年新公开的也在对外公开总数量之内。",
        basis: Basis::Advice("表二各栏之间的关系"),
        examples: &[Example {
            right: "行政规范性文件\t2\t0\t5", wrong: "行政规范性文件\t5\t0\t3"
        }],
        check: in_force,
    },
];

/// The head of the sample as the report of a police bureau without a penalty.
const POLICE: &str = "青溪县公安局2023年政府信息公开工作年度报告

一、总体情况
（一）主动公开。2023年，主动公开政府信息320条，其中政策文件70条，工作动态200条，其他信息50条。
（二）依申请公开。2023年，新收政府信息公开申请8件，上年结转1件，办结9件，均在法定期限内答复。
（三）政府信息管理。规范政府信息制作、审查和归档。
（四）平台建设。维护县政府门户网站的专栏，定期检查栏目更新。
（五）监督保障。把信息公开纳入年度工作考核，开展社会评议，全年没有发生责任追究的情形。

二、主动公开政府信息情况
第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t2\t0\t5
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政许可\t12\t\t
第二十条第（六）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政处罚\t0";

/// The cell of a form with a public id, and its reading.
fn cell<'r>(context: &'r Context<'_, '_>, id: &str) -> Option<(Cell, &'r CellReading)> {
    let cell = context.reading.form.cell(id)?;
    Some((cell, context.reading.cell(cell)?))
}

fn fee_unit(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    /// A county does not collect as much.
    const TOO_MUCH: i64 = 1_000_000;
    const TEN_THOUSAND: i64 = 10_000;
    if let Some((cell, mark)) = cell(context, "t2.fees.amount")
        && let Entry::Number { value, .. } = mark.entry
        && !has_any(context.source.slice(mark.span), &['元', '万', '亿'])
        && let Some(amount) = value.as_whole().filter(|_| !is_aggregate(context.reading.author.as_ref()))
        && (amount >= TOO_MUCH || amount > 0 && amount % TEN_THOUSAND == 0)
        && let Some(right) = value.in_ten_thousands()
    {
        sink.at(
            mark.span,
            format!(
                "行政事业性收费填了{value}，单位是万元。如果是按元填的，应为{right}；确实是这么多的不用改。"
            ),
        )
        .cells([cell])
        .fix(
            format!("按元填的：改为{right}"),
            Applicability::Manual,
            Edit::replace(mark.span, right.to_string()),
        );
    }
    if let Some((cell, mark)) = cell(context, "t2.procurement.amount")
        && let Entry::Number { value, plain: true } = mark.entry
        && !value.is_zero()
    {
        let report = sink
            .at(mark.span, format!("采购总金额填了{value}，栏目里没有单位，请写明是元还是万元。"))
            .cells([cell]);
        for unit in ["元", "万元"] {
            let edit = Edit::insert(mark.span.end, unit);
            report.fix(format!("写明“{unit}”"), Applicability::Manual, edit);
        }
    }
}

/// Whether a body reports for all of a province or city, whose fees can be that high.
fn is_aggregate(author: Option<&Author>) -> bool {
    let Some(author) = author.filter(|author| matches!(author.kind, Kind::Government | Kind::Office)) else {
        return false;
    };
    let place = place_of(&author.name);
    ends_with_one(place, &["市", "省", "州", "盟", "自治区", "地区", "新区"])
}

/// The place that a government's name begins with: 青溪县 of 青溪县人民政府办公室.
fn place_of(name: &str) -> &str {
    let end = name.find("人民政府").or_else(|| name.find("政府")).unwrap_or(name.len());
    name.get(..end).unwrap_or(name)
}

/// Whether a body certainly cannot make 规章. A county-level city cannot be told from a larger one by its name.
fn makes_no_regulations(author: &Author) -> bool {
    const NATIONAL: [&str; 4] = ["国家", "中国", "国务院", "中华人民共和国"];
    match author.kind {
        Kind::Township | Kind::Subdistrict => true,
        Kind::Department => {
            // A commission of the State Council makes them, one of a county or a city does not.
            let is_local = || author.parts().seat.ends_with(['县', '区', '市']);
            (author.name.ends_with('局') || author.name.ends_with("委员会") && is_local())
                && !begins_with_one(&author.name, &NATIONAL)
        }
        Kind::Government | Kind::Office => {
            const MUNICIPALITIES: [&str; 4] = ["北京市", "上海市", "天津市", "重庆市"];
            let place = place_of(&author.name);
            let is_district = place.ends_with('区')
                && !ends_with_one(place, &["自治区", "特区", "新区", "地区"])
                && !begins_with_one(place, &MUNICIPALITIES);
            place.ends_with('县') || is_district
        }
        Kind::Other => false,
    }
}

fn regulations(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(author) = context.reading.author.as_ref().filter(|author| makes_no_regulations(author)) else {
        return;
    };
    // In the trial form only what the body made itself tells: it may have published what others made.
    let rows = [
        ["t2.regulations.issued", "t2.regulations.repealed", "t2.regulations.in_force"],
        ["t2.regulations.made", "", ""],
    ];
    let cells: Vec<(Cell, &CellReading)> = rows.iter().flatten().filter_map(|id| cell(context, id)).collect();
    let filled = |mark: &CellReading| matches!(mark.entry, Entry::Number { value, .. } if !value.is_zero());
    let Some((_, first)) = cells.iter().find(|(_, mark)| filled(mark)) else { return };
    let written: Vec<String> = cells
        .iter()
        .filter_map(|(cell, mark)| {
            let (.., column) = context.reading.form.place(*cell)?;
            Some(format!("{}{}", column.label, context.source.slice(mark.span)))
        })
        .collect();
    let message = format!(
        "“规章”一行填了{}。{}没有制定规章的权限，多半是规范性文件填错了行；没有的填0。",
        written.join("、"),
        author.name
    );
    let zeros = cells.iter().filter(|(_, mark)| filled(mark)).map(|(_, mark)| Edit::replace(mark.span, "0"));
    let zeros: Vec<Edit> = zeros.collect();
    let report = sink.at(first.span, message).cells(cells.iter().map(|(cell, _)| *cell));
    let report = match moved(context, &cells) {
        Some(edits) => report.fix_all("移到下面的规范性文件一行", Applicability::Manual, edits),
        None => report,
    };
    report.fix_all("“规章”一行填0", Applicability::Manual, zeros);
}

/// The edits that move the figures to the row below; `None` where that has figures of its own.
fn moved(context: &Context<'_, '_>, cells: &[(Cell, &CellReading)]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for (from, mark) in cells {
        let to = Cell { row: from.row + 1, ..*from };
        let target = context.reading.cell(to)?;
        if !matches!(target.entry, Entry::Number { value, .. } if value.is_zero()) {
            return None;
        }
        edits.push(Edit::replace(target.span, context.source.slice(mark.span)));
        edits.push(Edit::replace(mark.span, "0"));
    }
    // In the trial form the other columns of the row would stay behind.
    (cells.len() > 1).then_some(edits)
}

fn decisions(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(author) = &context.reading.author else { return };
    let is = |names: &[&str]| has_one(&author.name, names);
    let zero = |id: &str| {
        let found = cell(context, id)?;
        matches!(found.1.entry, Entry::Number { value, .. } if value.is_zero()).then_some(found)
    };
    let penalties = zero("t2.penalties.decisions");
    let found: Vec<(Cell, &CellReading)> = if is(&["公安局", "公安分局", "市场监督管理局", "市场监管局"])
    {
        penalties.into_iter().collect()
    } else if is(&["卫生健康局", "卫生健康委", "卫健局", "卫健委"]) {
        // Some leave the penalties to an inspectorate and the permits to a service hall, but hardly both.
        zero("t2.permits.decisions").zip(penalties).map(|(a, b)| vec![a, b]).unwrap_or_default()
    } else {
        return;
    };
    let Some((_, first)) = found.first() else { return };
    let names: Vec<&str> = found
        .iter()
        .filter_map(|(cell, _)| context.reading.form.place(*cell))
        .map(|(_, row, _)| short_label(row.label.text))
        .collect();
    let message = format!(
        "{}的“处理决定数量”是0。全年作出的决定都要计入，不论是否公开，请向业务科室确认。",
        names.join("、")
    );
    sink.at(first.span, message).cells(found.iter().map(|(cell, _)| *cell));
}

fn in_force(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let form = context.reading.form;
    let value = |cell: Cell| context.reading.value(cell).and_then(Number::as_whole);
    for (index, equation) in form.equations().iter().enumerate() {
        let counts_repealed = equation.parts.len() > 1;
        if equation.rule != sink.rule.id
            || equation.holds(value) != Some(false)
            || counts_repealed && mentions_expiry(context)
        {
            continue;
        }
        if let Some(cause) = context.located().causes(index).next() {
            if !cause.is_below_zero(context) {
                report(context, sink, cause);
            }
            continue;
        }
        let total = equation.parts.first();
        let Some((&cell, mark)) = total.and_then(|cell| Some((cell, context.reading.cell(*cell)?))) else {
            continue;
        };
        let message = format!("{}{}", sentence(context, equation), expiry(equation));
        sink.at(mark.span, message).cells([cell]);
    }
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    const SAMPLE: &str = include_str!("../../tests/drafts/clean-2021.txt");
    const TRIAL: &str = include_str!("../../tests/drafts/clean-2019.txt");

    /// How often a rule fires on a sample as the report of `body` with these rows of its first table.
    fn count(rule: &str, sample: &str, body: &str, rows: &[(&str, &str)]) -> usize {
        let mut text = sample.replace("青溪县柳河镇人民政府", body);
        for (label, figures) in rows {
            let start = text.find(&format!("\n{label}\t")).unwrap() + 1;
            let (head, tail) = text.split_at(start);
            let (_, rest) = tail.split_once('\n').unwrap();
            text = format!("{head}{label}\t{figures}\n{rest}");
        }
        let found = |text: &str| {
            let findings = check_text(text).findings;
            findings.into_iter().filter(|finding| finding.rule == rule).collect::<Vec<_>>()
        };
        let findings = found(&text);
        for fix in findings.iter().flat_map(|finding| &finding.fixes) {
            let mut fixed = text.clone();
            for edit in fix.edits().iter().rev() {
                fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
            }
            assert_eq!(found(&fixed), [], "{}", fix.title);
        }
        findings.len()
    }

    #[test]
    fn an_amount_in_yuan_is_asked_about_unless_a_city_reports() {
        for (body, amount, expected) in [
            ("青溪县财政局", "1250000", 1),
            ("青溪县财政局", "20000", 1),
            ("青溪县财政局", "1234567", 1),
            ("青溪县财政局", "0", 0),
            ("青溪县财政局", "0.0000", 0),
            ("青溪县财政局", "59.2372", 0),
            ("青溪县财政局", "12345", 0),
            ("青溪县财政局", "1亿元", 0),
            ("青溪市人民政府", "320000", 0),
            ("青溪市人民政府办公室", "20000", 0),
            ("青溪县人民政府", "20000", 1),
        ] {
            let rows = [("行政事业性收费", amount)];
            assert_eq!(count("fee-unit", SAMPLE, body, &rows), expected, "{body} {amount}");
        }
        for (figures, expected) in [("2\t52.15", 1), ("2\t25.1万元", 0), ("2\t251000元", 0), ("0\t0", 0)] {
            let rows = [("政府集中采购", figures)];
            assert_eq!(count("fee-unit", TRIAL, "青溪县财政局", &rows), expected, "{figures}");
        }
    }

    #[test]
    fn regulations_are_for_those_who_can_make_them() {
        for (body, expected) in [
            ("青溪县柳河镇人民政府", 1),
            ("青溪县柳河乡人民政府", 1),
            ("东门街道办事处", 1),
            ("青溪县教育局", 1),
            ("青溪县发展和改革委员会", 1),
            ("东平市卫生健康委员会", 1),
            ("国家发展和改革委员会", 0),
            ("甲省发展和改革委员会", 0),
            ("青溪县人民政府", 1),
            ("东平市西城区人民政府", 1),
            ("东平市人民政府", 0),
            ("东平市人民政府办公室", 0),
            ("甲省人民政府", 0),
            ("甲自治区人民政府", 0),
            ("甲自治州人民政府", 0),
            ("甲新区人民政府", 0),
            ("国家甲局", 0),
            ("甲省教育厅", 0),
            ("青溪县融媒体中心", 0),
        ] {
            let rule = "regulations-unexpected";
            assert_eq!(count(rule, SAMPLE, body, &[("规章", "2\t0\t2")]), expected, "{body}");
            assert_eq!(count(rule, SAMPLE, body, &[("规章", "0\t0\t0")]), 0, "{body}");
            assert_eq!(count(rule, TRIAL, body, &[("规章", "1\t1\t1")]), expected, "{body}");
            // It may have published what others made.
            assert_eq!(count(rule, TRIAL, body, &[("规章", "0\t1\t1")]), 0, "{body}");
        }
        let misplaced = [("规章", "2\t0\t2"), ("行政规范性文件", "0\t0\t0")];
        assert_eq!(count("regulations-unexpected", SAMPLE, "青溪县柳河镇人民政府", &misplaced), 1);
    }

    #[test]
    fn bodies_that_surely_act_are_asked_about_zeros() {
        let none = [("行政许可", "0\t\t"), ("行政处罚", "0\t\t")];
        let some = [("行政许可", "3\t\t"), ("行政处罚", "0\t\t")];
        for (body, expected) in [
            ("青溪县公安局", [1, 1]),
            ("东平市公安局青溪分局", [1, 1]),
            ("青溪县市场监督管理局", [1, 1]),
            ("青溪县卫生健康局", [1, 0]),
            ("青溪县教育局", [0, 0]),
            ("青溪县柳河镇人民政府", [0, 0]),
        ] {
            let found = [&none, &some].map(|rows| count("decisions-zero", SAMPLE, body, rows));
            assert_eq!(found, expected, "{body}");
        }
    }

    #[test]
    fn what_is_in_force_holds_what_the_year_brought() {
        let count = |sample: &str, row: &str, figures: &str| {
            count("in-force-too-small", sample, "青溪县柳河镇人民政府", &[(row, figures)])
        };
        for (figures, expected) in
            [("5\t0\t3", 1), ("5\t2\t3", 0), ("2\t0\t5", 0), ("0\t9\t1", 0), ("3\t3\t", 0), ("3\t3\t0", 0)]
        {
            assert_eq!(count(SAMPLE, "行政规范性文件", figures), expected, "{figures}");
        }
        for (figures, expected) in [("2\t9\t2", 1), ("34\t4\t47", 0), ("0\t2\t2", 0)] {
            assert_eq!(count(TRIAL, "规范性文件", figures), expected, "{figures}");
        }
        for (said, expected) in [
            ("到期失效文件2件", 0),
            ("清理文件9件，宣布失效2件", 0),
            ("下线失效信息2条", 1),
            ("修复失效的链接2个", 1),
        ] {
            let explained = SAMPLE.replace("其他信息50条", &format!("其他信息50条，{said}"));
            assert_eq!(count(&explained, "行政规范性文件", "5\t0\t3"), expected, "{said}");
        }
    }
}
