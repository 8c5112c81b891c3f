//! The title: body, year and the name of the report, once each.

mod judge;

use crate::find::ends_with_one;
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::reading::sections::title::parts::{may_be_title, official};
use crate::source::Span;

use super::{Context, Example, Rule, Sink};
use judge::Fault;
pub(super) use judge::{Judgement, judge};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "title-form",
        severity: Severity::Hint,
        summary: "标题与通行的写法不同",
        reason: "标题依次写机关全称、年份和“政府信息公开工作年度报告”，便于汇总和查找。",
        basis: Basis::Advice("年度报告标题的通行写法"),
        examples: &[
            Example {
                right: "青溪县柳河镇人民政府2023年政府信息公开工作年度报告",
                wrong: "2023 年柳河镇政府信息公开工作年度报告",
            },
            Example { right: "2023年政府信息公开工作", wrong: "2023年度政府信息公开" },
        ],
        check: |context, sink| report(context, sink, Fault::Form),
    },
    Rule {
        id: "title-name",
        severity: Severity::Warning,
        summary: "标题没有用“政府信息公开工作年度报告”的名称，或者缺了字",
        reason: "条例规定的名称是“政府信息公开工作年度报告”，写成别的名称会被当成另一种材料。",
        basis: Basis::Official("《中华人民共和国政府信息公开条例》第四十九条、第五十条"),
        examples: &[
            Example {
                right: "政府信息公开工作年度报告", wrong: "政府信息公开工作报告"
            },
            Example {
                right: "政府信息公开工作年度报告", wrong: "政务公开工作年度报告"
            },
        ],
        check: |context, sink| report(context, sink, Fault::Name),
    },
    Rule {
        id: "title-repeated",
        severity: Severity::Error,
        summary: "标题里年份或机关名称写了两次",
        reason: "标题里年份和机关名称各写一次，写两次多半是套用旧稿时留下的。",
        basis: Basis::Advice("文字校对"),
        examples: &[
            Example { right: "青溪县柳河镇", wrong: "2023年青溪县柳河镇" },
            Example { right: "2023年政府信息公开", wrong: "2023年柳河镇政府信息公开" },
        ],
        check: |context, sink| report(context, sink, Fault::Repeated),
    },
];

/// What the names of bodies end with that report by the example of administrative ones.
const OTHER_BODIES: [&str; 9] = ["学校", "中学", "小学", "大学", "学院", "幼儿园", "医院", "公司", "集团"];

fn report(context: &Context<'_, '_>, sink: &mut Sink<'_>, fault: Fault) {
    if fault == Fault::Form && place(context).is_none() {
        return missing(context, sink);
    }
    let Some(judgement) = context.title().filter(|judgement| judgement.fault == fault) else { return };
    let trust = if judgement.right.len() == 1 { Applicability::Suggested } else { Applicability::Manual };
    let advice = match judgement.right.as_slice() {
        [one] => format!("宜写成“{}”。", one.replace('\n', "")),
        _ => "标题依次写机关全称、年份和“政府信息公开工作年度报告”。".to_owned(),
    };
    let what = match fault {
        Fault::Form => "标题与通行的写法不同",
        Fault::Name => "标题的名称不对",
        Fault::Repeated => "标题写重了",
    };
    let message = format!("{what}：{}。{advice}", judgement.reasons.join("；"));
    let finding = sink.at(judgement.span, message);
    // The regulation that names the report binds administrative bodies.
    let author = context.reading.author.as_ref().map_or("", |author| author.name.as_str());
    if fault == Fault::Name && ends_with_one(author, &OTHER_BODIES) {
        finding.severity(Severity::Hint);
    }
    if fault == Fault::Form && judgement.is_year_wrong {
        finding.severity(Severity::Warning);
    }
    for right in &judgement.right {
        let title = format!("改为“{}”", right.replace('\n', ""));
        finding.fix(title, trust, Edit::replace(judgement.span, right.as_str()));
    }
}

/// The title, and over how many lines it goes: what reading took for it, or else a line at the head that ends like a
/// report's name. `None` where there is neither.
fn place(context: &Context<'_, '_>) -> Option<(Span, usize)> {
    const MOST_LINES: usize = 12;
    let outline = &context.reading.outline;
    if let Some((lines, span)) = &outline.title {
        return Some((*span, lines.len()));
    }
    let mut head = context.reading.prose(outline.preamble.clone()).iter().copied().take(MOST_LINES);
    head.find(|&(_, span)| may_be_title(context.source.slice(span))).map(|(_, span)| (span, 1))
}

/// The first line has no title above it. Not where the text explains a report instead of being one.
fn missing(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let lines = 0..context.source.lines().len();
    let Some((_, first)) = context.reading.prose(lines).first().copied() else { return };
    let head = context.reading.prose(outline.preamble.clone()).iter().copied().take(3);
    if head.into_iter().any(|(_, span)| context.source.slice(span).contains("解读")) {
        return;
    }
    let report = sink.at(
        Span::at(first.start),
        "没有识别出标题。标题依次写机关全称、年份和“政府信息公开工作年度报告”；原稿有标题的，可能是粘贴时丢失了。",
    );
    if let (Some(body), Some(year)) = (&outline.organisation, outline.year) {
        let right = official(body, year.value);
        let edit = Edit::insert(first.start, format!("{right}\n"));
        report.fix(format!("加上“{right}”"), Applicability::Manual, edit);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::years::tests::SAMPLE;
    use crate::check_text;

    /// Rule, and title after its first fix.
    fn found(title: &str, signed: &str) -> Vec<(&'static str, String)> {
        let text = format!(
            "{title}\n\n一、总体情况\n数据统计期限自2023年1月1日至2023年12月31日。\n\n{signed}\n2024年1月15日\n"
        );
        let findings = check_text(&text).findings;
        findings
            .into_iter()
            .filter(|finding| finding.rule.starts_with("title-"))
            .map(|finding| {
                let fix = finding.fixes.first().and_then(|fix| fix.edits().first());
                (finding.rule, fix.map(|edit| edit.text.clone()).unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn a_sentence_about_the_report_is_no_title() {
        for preface in [
            "依据《中华人民共和国政府信息公开条例》编制本报告。",
            "根据政府信息公开条例的要求，编制2023年度报告。",
        ] {
            let draft = SAMPLE.replacen("青溪县柳河镇人民政府2023年政府信息公开工作年度报告", preface, 1);
            let findings = check_text(&draft).findings;
            let title = findings.iter().find(|finding| finding.rule.starts_with("title-"));
            assert!(title.is_some_and(|finding| finding.message.contains("没有识别出标题")), "{preface}");
        }
    }

    #[test]
    fn a_usual_title_is_nothing_to_report() {
        for (title, signed) in [
            ("青溪县教育局2023年政府信息公开工作年度报告", "青溪县教育局"),
            ("青溪县教育局 2023 年政府信息公开工作 年度报告", "青溪县教育局"),
            ("青溪县教育局\n２０２３年政府信息公开工作年度报告", "青溪县教育局"),
            ("青溪县教育局2023年政府信息公开工作年度报告", "县教育局"),
            ("青溪县教育局2023年政府信息公开工作年度报告", ""),
            ("青溪县教育局2023年政府信息公开工作年度报告（2024年1月15日）", ""),
            ("青溪县柳河镇2023年政府信息公开工作年度报告", ""),
            ("青溪县政务公开办公室2023年政府信息公开工作年度报告", ""),
            ("青溪县融媒体中心2023年政府信息公开工作年度报告", ""),
            ("青溪县人民政府2023年政府信息公开工作年度报告", "青溪县人民政府办公室"),
        ] {
            assert_eq!(found(title, signed), [], "{title}");
        }
        assert_eq!(found("《青溪县2023年政府信息公开工作年度报告》解读", ""), []);
    }

    #[test]
    fn every_other_way_to_write_it_is_put_right() {
        const LONG: &str = "青溪县柳河镇人民政府2023年政府信息公开工作年度报告";
        const BUREAU: &str = "青溪县教育局2023年政府信息公开工作年度报告";
        for (title, signed, rule, right) in [
            ("2023 年柳河镇政府信息公开工作年度报告", "青溪县柳河镇人民政府", "title-form", LONG),
            ("柳河镇2023年政府信息公开工作年度报告", "青溪县柳河镇人民政府", "title-form", LONG),
            ("2023年柳河镇人民政府信息公开工作年度报告", "青溪县柳河镇人民政府", "title-form", LONG),
            ("2023年度青溪县教育局政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局2023年度政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局2023年度政府信息公开年度报告", "", "title-form", BUREAU),
            ("青溪县教育局2023年政府信息公开工作的年度报告", "", "title-form", BUREAU),
            ("青溪县教育局2023年政府信息公开工作年报", "", "title-form", BUREAU),
            ("青溪县教育局关于2023年政府信息公开工作的年度报告", "", "title-form", BUREAU),
            ("关于青溪县教育局2023年政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局2023年政府信息公开工作年度报告。", "", "title-form", BUREAU),
            ("青溪县教育局2023年政府信息公开工作年度报告：", "", "title-form", BUREAU),
            ("青溪县教育局政府信息公开工作2023年度报告", "", "title-form", BUREAU),
            ("青溪县教育局政府信息公开工作年度报告（2023年）", "", "title-form", BUREAU),
            ("青溪县教育局政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局2023政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局20203年政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局203年度政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局2203年政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局二〇二三年度政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("【图文】青溪县教育局2023年政府信息公开工作年度报告", "", "title-form", BUREAU),
            ("青溪县教育局2023年政府信息公开工作年度报告（图片版）", "", "title-form", BUREAU),
            ("青溪县教育局2023年政府信息公开和政务公开工作年度报告", "", "title-form", BUREAU),
            ("2023年政府信息公开工作年度报告", "青溪县教育局", "title-form", BUREAU),
            ("2023年政府信息公开工作年度报告", "", "title-form", ""),
            // With the year behind it, it would be 22023年.
            ("青溪县教育局2政府信息公开工作年度报告", "", "title-form", ""),
            ("青溪县教育局2023年度政府信息公开工作报告", "", "title-name", BUREAU),
            ("青溪县教育局2023年政府信息公开工作总结", "", "title-name", BUREAU),
            ("青溪县教育局2023年政府信息公开工作年度报", "", "title-name", BUREAU),
            ("青溪县教育局2023年度政务公开工作年度报告", "", "title-name", BUREAU),
            ("2023年度信息公开年度报告", "青溪县教育局", "title-name", BUREAU),
            ("青溪县教育局2023年政府息公开工作年度报告", "", "title-name", BUREAU),
            ("青溪县教育局2023年府信息公开工作年度报告", "", "title-name", BUREAU),
            ("2023青溪县教育局2023年度政府信息公开工作年度报告", "", "title-repeated", BUREAU),
            (
                "2022青溪县教育局2023年政府信息公开工作年度报告",
                "",
                "title-repeated",
                "青溪县教育局2022年政府信息公开工作年度报告",
            ),
            ("青溪县教育局2023年青溪县教育局政府信息公开工作年度报告", "", "title-repeated", BUREAU),
            ("青溪县教育局青溪县教育局2023年政府信息公开工作年度报告", "", "title-repeated", BUREAU),
            (
                "青溪县教育局 青溪县教育局2023年政府信息公开工作年度报告",
                "青溪县教育局",
                "title-repeated",
                BUREAU,
            ),
        ] {
            assert_eq!(found(title, signed), [(rule, right.to_owned())], "{title}");
            if !right.is_empty() {
                let again = found(right, signed);
                assert_eq!(again, [], "{title}: what it is changed to");
            }
        }
    }

    #[test]
    fn a_title_on_two_lines_stays_on_two_lines() {
        let right = "青溪县教育局\n2023年政府信息公开工作年度报告".to_owned();
        let title = "青溪县教育局\n2023年度政府信息公开工作报告";
        assert_eq!(found(title, ""), [("title-name", right.clone())]);
        let twice = "青溪县教育局青溪县教育局\n2023年政府信息公开工作年度报告";
        assert_eq!(found(twice, ""), [("title-repeated", right)]);
    }

    #[test]
    fn a_name_that_lost_its_end_is_known_by_the_signature_or_the_text() {
        let title = "青溪市机关事务管理2023年政府信息公开工作年度报告";
        let right = "青溪市机关事务管理局2023年政府信息公开工作年度报告".to_owned();
        assert_eq!(found(title, "青溪市机关事务管理局"), [("title-name", right)]);
        assert_eq!(found(title, ""), []);
        let title = "青溪市农业农村2023年政府信息公开工作年度报告";
        let right = "青溪市农业农村局2023年政府信息公开工作年度报告".to_owned();
        assert_eq!(found(title, "青溪市农业农村局"), [("title-name", right)]);
    }

    #[test]
    fn a_report_without_title_is_told_what_belongs_there() {
        assert_eq!(
            found("", "青溪县教育局"),
            [("title-form", "青溪县教育局2023年政府信息公开工作年度报告\n".to_owned())]
        );
    }
}
