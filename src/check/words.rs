//! Words that do not belong: what is left of other software, of the template and of other people, and words typed
//! twice. Their lists are data files in `words/`.

mod artefacts;
mod doubled;
mod labels;
mod letters;
mod personal;
mod placeholders;

use crate::finding::{Basis, Severity};

use super::{Example, Rule};
use artefacts::artefacts;
use doubled::repeated;
use personal::personal_data;
use placeholders::placeholders;

/// The commonest surnames, without those that make a word with 老 or 小.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁\
                        魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "leftover-artifact",
        severity: Severity::Error,
        summary: "残留了Word、Excel、网页、Markdown或文字识别留下的字符",
        reason: "这些字符不是报告的内容，是复制时带进来的。",
        basis: Basis::Advice("文稿清洁"),
        examples: &[
            Example {
                right: "（一）主动公开。", wrong: "[bookmark: _GoBack]（一）主动公开。"
            },
            Example {
                right: "（一）主动公开。", wrong: "错误!未找到引用源。（一）主动公开。"
            },
            Example {
                right: "定期检查栏目更新。\n", wrong: "定期检查栏目更新。\n打印  关闭\n"
            },
            Example { right: "工作动态200条", wrong: "工作动态2OO条" },
        ],
        check: artefacts,
    },
    Rule {
        id: "placeholder",
        severity: Severity::Error,
        summary: "残留了模板的占位文字、填写说明或内部的批注",
        reason: "××、“（或本部门）”一类文字说明这里还没有按本单位的情况写定。",
        basis: Basis::Advice("文稿清洁"),
        examples: &[
            Example { right: "柳河镇主动公开", wrong: "××镇主动公开" },
            Example {
                right: "柳河镇主动公开", wrong: "本行政区域（或本部门）主动公开"
            },
            Example { right: "柳河镇主动公开", wrong: "{单位名称}主动公开" },
            Example {
                right: "第二十条第（一）项", wrong: "该部分以表格形式报告。\n第二十条第（一）项"
            },
        ],
        check: placeholders,
    },
    Rule {
        id: "personal-data",
        severity: Severity::Warning,
        summary: "公开了手机号码、身份证号码、银行卡号或个人的账号、邮箱",
        reason: "年度报告向全社会公开，宜留办公电话和单位邮箱，不宜留个人的号码和邮箱。",
        basis: Basis::Advice("保护个人信息，参照《中华人民共和国个人信息保护法》"),
        examples: &[
            Example { right: "电话：0000-1234567", wrong: "电话：13800000000" },
            Example {
                right: "电话：0000-1234567", wrong: "联系人：张小明；邮箱：10000001@qq.com"
            },
        ],
        check: personal_data,
    },
    Rule {
        id: "repeated-word",
        severity: Severity::Error,
        summary: "同一个词连着写了两遍",
        reason: "多半是改稿或粘贴时重复了。",
        basis: Basis::Advice("文字校对"),
        examples: &[
            Example { right: "规范政府信息制作", wrong: "规范政府信息信息制作" },
            Example { right: "柳河镇主动公开", wrong: "柳河镇镇主动公开" },
            Example { right: "定期检查栏目更新。", wrong: "定期检查栏目更新。。" },
        ],
        check: repeated,
    },
];

#[cfg(test)]
pub(super) mod tests {
    use crate::check::{Context, check};
    use crate::finding::Severity;
    use crate::reading::Reading;
    use crate::source::Source;

    /// The sample report.
    pub(in crate::check) const SAMPLE: &str = include_str!("../../tests/drafts/clean-2021.txt");

    /// What a rule marks in a draft, and how severely.
    pub(in crate::check) fn found_in(rule: &str, draft: &str) -> Vec<(String, Severity)> {
        let source = Source::new(draft);
        let reading = Reading::new(&source);
        let (findings, _) = check(&Context::new(&source, &reading), &|_, _| {});
        let found = findings.into_iter().filter(|finding| finding.rule == rule);
        found.map(|finding| (source.slice(finding.span).to_owned(), finding.severity)).collect()
    }

    /// A draft after the first fix of a rule's first finding.
    pub(in crate::check) fn first_fix(rule: &str, draft: &str) -> String {
        let source = Source::new(draft);
        let reading = Reading::new(&source);
        let (findings, _) = check(&Context::new(&source, &reading), &|_, _| {});
        let finding = findings.iter().find(|finding| finding.rule == rule);
        let mut fixed = draft.to_owned();
        for edit in finding.and_then(|finding| finding.fixes.first()).unwrap().edits().iter().rev() {
            fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        fixed
    }

    /// What a rule marks in the sample with `text` as a paragraph more at the end of its first section.
    pub(in crate::check) fn findings_of(rule: &str, text: &str) -> Vec<(String, Severity)> {
        found_in(rule, &SAMPLE.replacen("\n\n二、", &format!("\n{text}\n\n二、"), 1))
    }

    #[test]
    fn remnants_of_other_software_are_found_whole() {
        for (text, whole) in [
            ("[bookmark: _GoBack]主动公开情况较好。", "[bookmark: _GoBack]"),
            ("详见_GoBack正文。", "_GoBack"),
            ("详见{HYPERLINK \"http://www.example.cn\"}网站。", "{HYPERLINK \"http://www.example.cn\"}"),
            ("详见{ HYPERLINK http://www.example.cn }网站。", "{ HYPERLINK http://www.example.cn }"),
            ("详见HYPERLINK \"http://www.example.cn\"网站。", "HYPERLINK \"http://www.example.cn\""),
            ("见错误！未找到引用源。", "错误！未找到引用源。"),
            ("Error! Reference source not found.", "Error! Reference source not found."),
            ("甲&nbsp;&nbsp;乙。", "&nbsp;&nbsp;"),
            ("甲<br />乙。", "<br />"),
            ("<span style=\"color:red\">甲", "<span style=\"color:red\">"),
            ("扫一扫在手机打开当前页面", "扫一扫在手机打开当前页面"),
            ("【字号： 大 中 小】", "【字号： 大 中 小】"),
            ("【打印】 【关闭】", "【打印】 【关闭】"),
            ("浏览次数：123", "浏览次数：123"),
            ("- 3 -", "- 3 -"),
            ("第 3 页 共 10 页", "第 3 页 共 10 页"),
            ("信息公�开", "�"),
        ] {
            let found = findings_of("leftover-artifact", text);
            assert_eq!(found, [(whole.to_owned(), Severity::Error)], "{text}");
        }
    }

    #[test]
    fn letters_for_digits_are_found_with_the_figure() {
        for (text, wrong, right) in [
            ("公开信息l62条。", "l62", "162"),
            ("共制作文件1O6件，", "1O6", "106"),
            ("召开会议1o次。", "1o", "10"),
            ("办结率为1OO%。", "1OO", "100"),
            ("收到申请O件。", "O", "0"),
            ("2O24年1月8日", "2O24", "2024"),
            ("2024年l月8日", "l", "1"),
            ("2024年1月I8日", "I8", "18"),
        ] {
            assert_eq!(
                findings_of("leftover-artifact", text),
                [(wrong.to_owned(), Severity::Error)],
                "{text}"
            );
            assert_eq!(first_fix("leftover-artifact", text), text.replacen(wrong, right, 1));
        }
    }

    #[test]
    fn letters_that_belong_there_stay() {
        for text in [
            "开展O2O个性化服务，推出O2O项目。",
            "O型血献血8人。",
            "地址为http://a.cn/1O2条",
            "代码为A1O条",
            "Windows 1O年",
            "IPv6改造完成，I级响应1次，II期工程。",
            "大气O3浓度下降。",
        ] {
            assert_eq!(findings_of("leftover-artifact", text), [], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_remnant_stays() {
        for text in [
            "柳河镇设立打印复印服务点，规范字号和字体。",
            "设置“返回顶部”按钮和“责任编辑：”栏。",
            "第3页的内容已更新，浏览次数逐年上升。",
            "分享到微信群的信息20条。",
            "12",
            "- 甲 -",
            "2023",
        ] {
            assert_eq!(findings_of("leftover-artifact", text), [], "{text}");
        }
    }

    #[test]
    fn a_lone_number_between_paragraphs_is_a_page_number() {
        let paragraph = "柳河镇加强学习，按月核对栏目更新情况，及时公开群众关心的事项。";
        let found = findings_of("leftover-artifact", &format!("{paragraph}\n2\n{paragraph}"));
        assert_eq!(found, [("2".to_owned(), Severity::Error)]);
    }

    #[test]
    fn what_a_template_left_open_is_found() {
        for (text, word) in [
            ("某某镇主动公开信息。", "某某镇"),
            ("（或本单位）按时公开。", "（或本单位）"),
            ("某镇人民政府按时公开。", "某镇人民政府"),
            ("该部分以表格形式报告。", "该部分以表格形式报告"),
        ] {
            assert_eq!(findings_of("placeholder", text), [(word.to_owned(), Severity::Error)]);
        }
        for text in [
            "申请人诉某县人民政府一案已审结，某些方面还要改进。",
            "申请人李某某要求公开的信息已公开。",
            "某单位未按期答复的，由本机关督促。",
        ] {
            assert_eq!(findings_of("placeholder", text), [], "{text}");
        }
    }
}
