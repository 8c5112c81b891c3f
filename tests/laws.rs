//! The laws that hold for every text: nothing panics, every span is a piece of the text, nothing is lost, a
//! correction is stable. Drafts are the corpus, damaged at random, and arbitrary text.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

mod support;

use nianbao::correct::correct;
use proptest::prelude::*;
use support::laws::assert_laws;

const CLEAN: &str = include_str!("drafts/clean-2021.txt");

/// One thing that goes wrong in copying and typing, at a place given as a fraction of the draft.
#[derive(Clone, Debug)]
enum Damage {
    DropLine(prop::sample::Index),
    DoubleLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    Insert(prop::sample::Index, &'static str),
    DropCharacter(prop::sample::Index),
    CellsBelowOneAnother,
    Pipes,
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let pieces = prop::sample::select(vec![
        "\t",
        "\n",
        "0",
        "7",
        "，",
        "一、",
        "（二）",
        "附件1：\n",
        "××",
        "〔请填写：甲〕",
        "信息信息",
        "|",
        "9 件",
        "13800000000",
        "总计",
        "\u{FEFF}",
        "规章\t1\t2\n",
        "\r\n",
        "二、主动公开政府信息情况\n",
        "2022年12月1日\n",
        "附：",
        "共公开9条，其中甲5条，乙3条。",
        "其他需要报告的事项\n",
        "- （一）",
        "\u{3000}",
    ]);
    prop_oneof![
        3 => at().prop_map(Damage::DropLine),
        2 => at().prop_map(Damage::DoubleLine),
        2 => (at(), at()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
        6 => (at(), pieces).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        3 => at().prop_map(Damage::DropCharacter),
        1 => Just(Damage::CellsBelowOneAnother),
        1 => Just(Damage::Pipes),
    ]
}

fn apply(text: &str, damage: &Damage) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let boundary = |at: &prop::sample::Index| {
        let boundaries: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        *at.get(&boundaries)
    };
    match damage {
        Damage::DropLine(at) => {
            let drop = at.index(lines.len());
            lines
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != drop)
                .map(|(_, l)| *l)
                .collect::<Vec<_>>()
                .join("\n")
        }
        Damage::DoubleLine(at) => {
            let mut lines = lines.clone();
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
            lines.join("\n")
        }
        Damage::SwapLines(a, b) => {
            let mut lines = lines.clone();
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            lines.join("\n")
        }
        Damage::Insert(at, piece) => {
            let at = boundary(at);
            format!("{}{piece}{}", &text[..at], &text[at..])
        }
        Damage::DropCharacter(at) => {
            let at = boundary(at);
            text[..at].chars().chain(text[at..].chars().skip(1)).collect()
        }
        Damage::CellsBelowOneAnother => lines
            .iter()
            .map(|line| {
                if line.contains('\t') {
                    format!("\t{}\n", line.replace('\t', "\n\t"))
                } else {
                    (*line).to_owned()
                }
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Damage::Pipes => lines
            .iter()
            .map(|line| {
                if line.contains('\t') {
                    format!("|{}|", line.replace('\t', "|"))
                } else {
                    (*line).to_owned()
                }
            })
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

proptest! {
    #![proptest_config(support::config())]

    #[test]
    fn a_damaged_draft_obeys_the_laws(damages in prop::collection::vec(damage(), 0..6)) {
        let draft = damages.iter().fold(CLEAN.to_owned(), |text, damage| apply(&text, damage));
        assert_laws(&draft);
    }

    #[test]
    fn any_text_obeys_the_laws(text in "\\PC{0,60}|[一二三、总体情况公开0-9\t\n|年月日（）]{0,120}") {
        assert_laws(&text);
    }
}

#[test]
fn bad_input_is_answered_and_never_lost() {
    for text in [
        "",
        "\n\n",
        "\u{FEFF}",
        "\0\u{1}\u{2}",
        "\u{FFFD}\u{FFFD}",
        "今天天气很好。",
        "\t\t\t\n\t\t",
        "|||||",
        "〔请填写",
    ] {
        let checked = nianbao::check_text(text);
        assert!(checked.notice.is_some(), "{text:?} is no report and nobody says so");
        assert_eq!(checked.verdict().id(), "undecided");
        assert_laws(text);
    }
}

#[test]
fn a_report_from_before_the_form_is_not_judged_by_it() {
    let draft = CLEAN.replace("2023", "2017").replace("2024", "2018");
    let checked = nianbao::check_text(&draft);
    assert!(checked.notice.unwrap().contains("2017"));
    assert_eq!(checked.findings, []);
}

#[test]
fn a_huge_text_is_refused_with_a_message() {
    let huge = "公开".repeat(nianbao::MAX_TEXT / 6 + 1);
    let checked = nianbao::check_text(&huge);
    assert!(checked.notice.unwrap().contains("上限"));
}

/// Found by the fuzzers: what the form asks for in 六 names 2021年度, which became the year of a report without one.
#[test]
fn what_the_form_asks_for_names_no_year() {
    let (start, end) = (CLEAN.find("六、").unwrap(), CLEAN.rfind("\n\n").unwrap());
    let draft = CLEAN.replacen(&CLEAN[start..end], "", 1).replace("2023年", "").replace("2024年", "");
    assert_eq!(nianbao::check_text(&draft).year, None);
    let corrected = correct(&draft).text;
    assert!(corrected.contains("2021年度起要写明"), "{corrected}");
    assert!(corrected.starts_with(draft.lines().next().unwrap()), "{corrected}");
    assert_eq!(nianbao::check_text(&corrected).year, None);
    assert_laws(&draft);
}

/// Found by the fuzzers: the wording behind a figure was known, and the figure taken for its number.
#[test]
fn a_figure_before_a_known_head_is_not_lost() {
    assert_laws(
        "柳河镇2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\t2 0本年处理决定数量\n\
         行政许可\t12\n第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0\n",
    );
}

/// Found by the fuzzers: the law alone missed the marks for nothing in a row that is kept.
#[test]
fn marks_for_nothing_are_not_kept_with_a_row_that_is() {
    let heads = "四、政府信息公开行政复议、行政诉讼情况\n行政复议 |  |  |  |  | 行政诉讼 |  |  |  |  |  |  |  |  | \n\
                 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  | \n";
    assert_laws(&format!(
        "柳河镇2023年政府信息公开工作年度报告\n{heads} 无 |无 | 无 | 无 | 无 | 4 | 4 | 甲\n{heads} 无 |无 乙 | 无 | 8 | 无 | 无 | 无 24年镇政府信息 | 无\n"
    ));
}

/// Found by the fuzzers: a number of any length between dashes in a table was taken for that of a page.
#[test]
fn a_page_number_has_few_digits() {
    let draft = |number| {
        format!(
            "柳河镇2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n\t\t\t申请人情况\n{number}\n\
             \t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
        )
    };
    assert_laws(&draft("- 9223372036854775807 -"));
    assert!(correct(&draft("- 2023 -")).text.contains("2023 -\n"));
    assert!(!correct(&draft("- 203 -")).text.contains("203 -\n"));
}

/// Found by the fuzzers: a head with a figure before it was put right, and the figure went with it.
#[test]
fn putting_a_head_right_takes_no_figure() {
    let draft = "柳河镇2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n\
                 行政复议\t\t\t\t减少\t5行政诉讼\t\t\t\t\t\t\t\t\t\n\
                 结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\n";
    assert_laws(&format!("{draft}{draft}"));
    assert!(correct(draft).text.contains("表四未识读：行政复议 减少 5行政诉讼\n"));
}

/// Found by the fuzzers: the counter of a web page, in columns before the title, is deleted once it stands at the end.
#[test]
fn what_a_later_round_deletes_is_on_the_list_of_changes() {
    assert_laws(
        "行政诉讼告\n发布日期：2024-01-20\t浏览次数：123\t字号：大 中 小\n柳河镇2023年政府信息公开工作年度报告\n\n\
         本报告由柳河镇人民政府编制，所列数据的统计期限自2023年1月1日起至2023年12月31日止。\t\t行政复议\t\n",
    );
}

/// Found by the fuzzers: heads and a figure that an extractor ran together in one cell were taken for the label of the
/// row that their last words name, and the figure was gone without a word.
#[test]
fn a_figure_among_heads_that_ran_together_is_not_lost() {
    let cell_lines = "|\n申请人情况\n|\n|\n科研机构\n|\n|\n社会公益组织\n|\n法律服务机构\n|\n其他\n|扫一扫在手机上打开当前页\n自然人\n|\n\
                      9223其372036854775807法人3.5或其他组织\n商业企业\n|\n总计\n|\n";
    assert_laws(&format!(
        "柳河镇2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n{cell_lines}"
    ));
}

/// Found by the fuzzers: the last character of a broken head stands below the table once its head was put right, and is
/// read as a piece of the form's wording.
#[test]
fn a_piece_of_a_head_is_the_forms_own_wherever_it_stands() {
    let heads = "\t行政诉讼\n\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议甲直接起诉\t复议后";
    let report =
        format!("柳河镇2023年政府信息公开工作年度报告\n四、政府信息公开行政复议行政诉讼情况\n{heads}");
    assert_laws(&format!("{report}\n诉\n{report}诉\n"));
}

/// Found by the fuzzers: a line that two tables take for theirs had its head put into the words of the one and of the
/// other, round after round.
#[test]
fn a_line_of_two_tables_is_put_right_for_neither() {
    let rows: String = [
        "三、本年度办理结果\t（一）予以公开\t",
        "\t（四）无法提供\t1.本机关不掌握相关政府信息",
        "\t（六）其他处理\t1.申诶政府信息公开甪审结\t总计\t结果维持\t结果纠正\t尚未审结\t总计",
        "4613公开结果维持\t其他结果\t尚未审结\t未经复议直接起诉\t复议后起诉",
        "\t\t3.其他",
        "\t（七）总计\t",
    ]
    .map(|row| format!("{row}\t0\t0\t0\t0\t0\t0\t0\n"))
    .concat();
    assert_laws(&format!("柳河镇2023年政府信息公开工作年度报告\n{rows}"));
    assert_laws(&format!(
        "柳河镇2023年政府信息公开工作年度报告\n{}",
        rows.replace("总计\t0\t0\t0\t0\t0\t0\t0", "总计")
    ));
}

/// Found by the fuzzers: the last number of a row was taken for a part of the ordinal of the next group, which had run
/// into its line.
#[test]
fn a_number_before_the_ordinal_of_the_next_group_is_not_lost() {
    for run_in in ["7（五）不予处理", "7 （五）不予处理", "7五）不予处理"] {
        let rows = format!(
            "（四）无法提供  1.本机关不掌握相关政府信息  162  208  83  118  290  261  1122\n\
             3.补正后申请内容仍不明确  39  23  132  51  278  239  {run_in}  1.信访举报投诉类申请  160  213  276  23  201  86  959\n\
             2.重复申请  130  144  16  240  92  119  741\n"
        );
        let report =
            format!("柳河镇2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n{rows}");
        assert_laws(&report);
        let corrected = nianbao::correct::correct(&report);
        assert!(corrected.text.lines().any(|line| line.starts_with("表三未识读：7")), "{}", corrected.text);
    }
}

/// A row that ran into the one above behind a single blank is read, and the number before its label kept.
#[test]
fn a_row_behind_a_number_and_a_blank_is_read() {
    let row = "3.补正后申请内容仍不明确 39 23 132 51 278 7 2.重复申请 130 144 16 240 92 119 741";
    let report = format!("柳河镇2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n{row}\n");
    assert_laws(&report);
    let corrected = nianbao::correct::correct(&report).text;
    for kept in ["2.重复申请\t130\t144\t16\t240\t92\t119\t741", "278 7 2.重复申请"] {
        assert!(corrected.contains(kept), "{corrected}");
    }
}
