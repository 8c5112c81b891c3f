//! What says how far a draft has come, （征求意见稿）: reported at the head of a report.

use crate::check::stages::stages;
use crate::check::{Context, Sink};
use crate::finding::Applicability;
use crate::source::Span;

pub(super) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let end = context.source.line(context.reading.outline.preamble.end).start;
    for span in stages(context, Span::new(0, end)) {
        let shown = context.source.slice(span);
        sink.at(span, format!("“{shown}”是起草过程中的标记，报告定稿公布时应删去。"))
            .leave_out(span, Applicability::Suggested);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, found_in};

    const TITLE: &str = "青溪县柳河镇人民政府2023年政府信息公开工作年度报告";

    #[test]
    fn a_stage_in_the_title_or_beside_it_is_found_and_deleted() {
        for (wrong, stage) in [
            ("青溪县柳河镇人民政府2023年政府信息公开工作年度报告（征求意见稿）", "（征求意见稿）"),
            ("（送审稿）青溪县柳河镇人民政府2023年政府信息公开工作年度报告", "（送审稿）"),
            ("青溪县柳河镇人民政府（初稿）2023年政府信息公开工作年度报告", "（初稿）"),
            ("青溪县（征求意见稿）柳河镇人民政府2023年政府信息公开工作年度报告", "（征求意见稿）"),
            ("青溪县柳河镇人民政府（送审稿）\n2023年政府信息公开工作年度报告", "（送审稿）"),
            ("青溪县柳河镇人民政府2023年【草稿】政府信息公开工作年度报告", "【草稿】"),
            ("青溪县柳河镇人民政府2023年政府信息公开工作年度报告(第二稿)", "(第二稿)"),
            ("青溪县柳河镇人民政府2023年政府信息公开工作年度报告初稿", "初稿"),
            ("青溪县柳河镇人民政府2023年政府信息公开工作年度报告\n（讨论稿）", "（讨论稿）"),
            (
                "青溪县柳河镇人民政府2023年政府信息公开工作年度报告\n（第二稿  1月10日改）",
                "（第二稿  1月10日改）",
            ),
            ("（讨论稿）\n青溪县柳河镇人民政府2023年政府信息公开工作年度报告", "（讨论稿）"),
        ] {
            let draft = SAMPLE.replacen(TITLE, wrong, 1);
            let checked = crate::check_text(&draft);
            let found: Vec<_> =
                checked.findings.iter().filter(|finding| finding.rule == "placeholder").collect();
            let [finding] = found.as_slice() else { panic!("{wrong}: {:?}", checked.findings) };
            assert_eq!(crate::source::Source::new(&draft).slice(finding.span), stage);
            assert!(
                checked.findings.iter().all(|finding| finding.rule != "title-form")
                    || wrong.ends_with("告初稿")
            );
            let fixed = crate::check::years::tests::fixed(&draft, finding);
            assert_eq!(fixed, draft.replacen(stage, "", 1));
            assert_eq!(found_in("placeholder", &fixed), []);
        }
    }

    #[test]
    fn a_stage_is_no_part_of_the_name() {
        for title in [
            "青溪县柳河镇人民政府（征求意见稿）2023年政府信息公开工作年度报告",
            "青溪县（送审稿）柳河镇人民政府2023年政府信息公开工作年度报告",
            "青溪县柳河镇人民政府[初稿]\n2023年政府信息公开工作年度报告",
            "青溪县柳河镇人民政府\n（草案）\n2023年政府信息公开工作年度报告",
        ] {
            let draft = SAMPLE.replace("\n青溪县柳河镇人民政府\n", "\n").replacen(TITLE, title, 1);
            let source = crate::source::Source::new(&draft);
            let outline = crate::reading::Reading::new(&source).outline;
            assert_eq!(outline.organisation.as_deref(), Some("青溪县柳河镇人民政府"), "{title}");
        }
    }

    #[test]
    fn stages_of_other_documents_stay() {
        for fine in [
            "本报告先后形成初稿、送审稿。",
            "公布《柳河镇规划（征求意见稿）》。",
            "本报告（征求意见稿）已公开征求意见。",
            "编制年度报告初稿后征求意见。",
        ] {
            let draft = SAMPLE.replacen("如有疑问，", &format!("{fine}如有疑问，"), 1);
            assert_eq!(found_in("placeholder", &draft), [], "{fine}");
            let draft = SAMPLE.replacen("（三）政府", &format!("{fine}\n（三）政府"), 1);
            assert_eq!(found_in("placeholder", &draft), [], "{fine}");
        }
    }
}
