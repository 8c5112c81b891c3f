//! What is and what is not a statement about the year under report: the many good reasons for another year.

use super::super::tests::{SAMPLE, fixed, found, found_in};
use crate::finding::{Applicability, Severity};

const RULE: &str = "year-mismatch";

/// The severities of what is found in place of the sample's first sentence; the year under report is 2023.
fn severities(sentence: &str) -> Vec<Severity> {
    found_in(RULE, sentence).iter().map(|finding| finding.severity).collect()
}

#[test]
fn a_report_of_the_year_with_another_year_is_an_error() {
    for wrong in [
        "2022年，柳河镇主动公开政府信息320条。",
        "2022年度，我镇共收到政府信息公开申请8件，上年结转1件，办结9件。",
        "2022 年，我镇主动公开政府信息 320 条，较上年增加5条。",
        "2022年柳河镇主动公开政府信息320条。",
        "我镇2022年主动公开政府信息320条。",
        "柳河镇2022年共发布政府信息1,320余条。",
        "经统计，2022年全年公开政府信息320条。",
        "2022年，未收到政府信息公开申请。",
        "2022年，新收申请8件，上年结转1件。新收申请比2022年（5件）上升60%。",
        "2022年，我镇未发生行政复议和行政诉讼。",
        "2022年1月至12月，主动公开政府信息320条。",
        "2024年，柳河镇主动公开政府信息320条。",
        "现将2022年政府信息公开工作情况报告如下。",
        "根据条例规定，现公布柳河镇2022年度政府信息公开工作年度报告。",
        "2022年，按照《2021—2025年发展规划》，公开政府信息320条。",
    ] {
        assert_eq!(severities(wrong), [Severity::Error], "{wrong}");
    }
}

/// What a preface names as the year of the report, beside the period that it covers.
#[test]
fn a_preface_says_which_year_the_report_is_of() {
    let severities = |preface: &str| {
        let draft = SAMPLE.replacen("所列数据的", &format!("{preface}所列数据的"), 1);
        found(RULE, &draft).iter().map(|finding| finding.severity).collect::<Vec<_>>()
    };
    for wrong in [
        "本报告为柳河镇人民政府2022年政府信息公开工作年度报告，",
        "柳河镇编制了2022年度政府信息公开工作年度报告，",
        "按照有关要求，编制2022年政府信息公开年报。",
        "现公布2022年政府信息公开工作年度报告，",
        "现将柳河镇2022年政府信息公开工作情况报告如下，",
        "根据条例，柳河镇公布2024年度报告，",
    ] {
        assert_eq!(severities(wrong), [Severity::Error], "{wrong}");
    }
    for right in [
        "本报告为柳河镇人民政府2023年政府信息公开工作年度报告，",
        "对照2022年政府信息公开工作年度报告，编制本报告，",
        "根据2022年政府信息公开工作年度报告编制要求编制，",
        "本报告与2022年度报告相衔接，",
        "柳河镇已发布2022年政府信息公开工作年度报告，",
        "编制2022年度报告时的口径不变，",
        "本报告是2022年政府信息公开工作年度报告的补充，",
    ] {
        assert_eq!(severities(right), [], "{right}");
    }
}

#[test]
fn what_may_be_meant_is_a_warning() {
    for wrong in [
        "2022年，柳河镇认真贯彻落实条例，扎实推进政府信息公开工作。",
        "2022年，我镇组织培训3次。",
        "2003年，我镇组织培训3次。",
        "2032年，我镇组织培训3次。",
        "截至2032年12月31日，柳河镇主动公开政府信息320条。",
        "2022年，我镇制定工作制度，公开政府信息320条。",
        "2020年，柳河镇主动公开政府信息320条。",
        "截至2022年底，柳河镇主动公开政府信息320条。",
        "2022年，收到申请8件。2023年，公开政府信息320条。",
        "柳河镇信息公开情况如下。\n（六）2022年政府信息公开工作情况\n公开政府信息320条。",
    ] {
        assert_eq!(severities(wrong), [Severity::Warning], "{wrong}");
    }
}

#[test]
fn another_year_for_a_good_reason_is_none() {
    for fine in [
        // Plans.
        "2024年，柳河镇将主动公开政府信息400条以上。",
        "2024年，柳河镇计划组织培训3次。",
        "下一步打算如下。2024年，公开政府信息不少于400条。",
        "有关情况如下。\n（六）下一步打算\n2024年，每月公开政府信息30条。",
        "2024年，继续做好信息公开，组织培训4次。",
        "2024年，重点公开政府信息5项。",
        "2032年，柳河镇将组织培训3次。",
        "到2032年12月31日，培训覆盖全镇。",
        "2013年，我镇组织培训3次。",
        // Comparison.
        "主动公开政府信息320条，比2022年（300条）增加20条。",
        "2022年公开政府信息300条，2023年公开320条。",
        "2022年，公开政府信息300条；2023年，公开政府信息320条。",
        "2022年，公开政府信息300条。2023年，公开政府信息320条，增加20条。",
        "2022年，公开政府信息300条，今年公开320条。",
        "2022年，公开政府信息300条，与本年度相比少20条。",
        "与2022年相比，公开政府信息增加20条。",
        "较2022年同期增加20条。",
        "公开数量由2022年的300条增加到320条。",
        // Carried over.
        "办结9件（含2022年结转的1件）。",
        "2022年结转的1件已经办结。",
        "2022年收到的1件申请已经答复。",
        "1件结转到2024年继续办理。",
        // Documents and items of other years.
        "主动公开政府信息320条，其中：2022年信息公开年报1条，财政信息319条。",
        "公开2022年部门决算、2024年部门预算各1条。",
        "2022年部门决算公开1条。",
        "按时发布2022年政府信息公开工作年度报告1份。",
        "2022年政府信息公开工作年度报告已经公开。",
        "2022年政府信息公开工作要点落实情况已经公开5条。",
        "落实《柳河镇2022年政务公开工作要点》，公开政府信息320条。",
        "落实“2022年，公开政府信息300条”的要求。",
        "依据国办公开办函〔2021〕30号，公开政府信息320条。",
        // History.
        "自2019年以来，累计公开政府信息3000条。",
        "2019年以来，累计公开政府信息3000条。",
        "2008年5月1日起施行的条例已经修订。",
        "2020年，柳河镇开通公众号，累计发布信息5000条。",
        "2022年，柳河镇建成政务公开专区，政务公开工作迈上台阶。",
        "2022年，柳河镇被评为先进单位，政务公开工作排名第2。",
        "2022年，全市政务公开考核得分95分。",
        "2019年，条例修订施行，全镇公开渠道增多。",
        "2021年、2022年分别公开政府信息280条和300条。",
        "2020至2022年公开政府信息900条。",
        "2020-2022年，公开政府信息900条。",
        "“十四五”时期（2021—2025年）公开工作有序推进。",
        "近三年（2021年、2022年、2023年）公开政府信息900条。",
        // Other times.
        "2022年5月，柳河镇召开会议1次。",
        "2022年底，柳河镇公开政府信息300条。",
        "截至2024年1月，公开政府信息320条。",
        "电子版于2024年1月20日在网站公布。",
        "2024年1月10日公开本报告1份。",
        "针对2022年年报中的问题，已经改进3项。",
    ] {
        assert_eq!(severities(fine), [], "{fine}");
    }
}

#[test]
fn the_parts_that_speak_of_other_years_are_silent() {
    let sentence = "2022年，柳河镇主动公开政府信息300条。";
    let draft = format!("{SAMPLE}\n附件：公开统计表\n{sentence}\n");
    assert_eq!(found(RULE, &draft), [], "an attachment");
    let plan = "2024年，组织业务学习4次，公开政府信息400条。";
    let draft = SAMPLE.replacen("下一步，柳河镇", &format!("{plan}下一步，柳河镇"), 1);
    assert_eq!(found(RULE, &draft), [], "a plan among the improvements");
    let review = "2022年，柳河镇存在公开不及时的问题，政务公开工作已经改进。";
    let draft = SAMPLE.replacen("下一步，柳河镇", &format!("{review}下一步，柳河镇"), 1);
    assert_eq!(found(RULE, &draft), [], "last year's problems");
}

#[test]
fn where_more_speaks_for_the_other_year_the_year_is_uncertain() {
    // All but the title is of 2022: that is reported at the title, and not at period, date and every sentence.
    let old = SAMPLE.replace("2023年", "2022年").replace("2024年", "2023年");
    let draft = old.replacen("2022年政府信息公开工作年度报告", "2023年政府信息公开工作年度报告", 1);
    let title = draft.find("2023").unwrap() as u32;
    assert_eq!(found(RULE, &draft).iter().map(|finding| finding.span.start).collect::<Vec<_>>(), [title]);
    assert_eq!(found("period-mismatch", &draft).len() + found("date-year", &draft).len(), 0);
    // Without title and period it is only counted.
    let draft = "一、总体情况\n2023年，公开政府信息3条。2023年，公开政府信息4条。2022年，公开政府信息3条。\n";
    assert_eq!(found(RULE, draft), []);
    // The title alone is enough against one sentence.
    let draft = "柳河镇2023年政府信息公开工作年度报告\n一、总体情况\n2022年，我镇主动公开政府信息38条。\n";
    assert_eq!(found(RULE, draft).len(), 1);
}

#[test]
fn the_fix_names_the_year_and_settles_it() {
    let sentence = "现将2022年政府信息公开工作情况报告如下。";
    let right = "2023年，柳河镇主动公开政府信息320条，其中政策文件70条，工作动态200条，其他信息50条。";
    let draft = SAMPLE.replacen(right, sentence, 1);
    let findings = found(RULE, &draft);
    assert_eq!(findings[0].fixes[0].applicability, Applicability::Suggested);
    let repaired = fixed(&draft, &findings[0]);
    assert!(repaired.contains("现将2023年政府信息公开工作情况报告如下。"));
    assert_eq!(found(RULE, &repaired), []);
}

/// What reports rightly say of other years; none of it is a finding of any rule about years and dates.
#[test]
fn a_report_full_of_other_years_is_quiet() {
    let lines = [
        "公开2022年度财政决算、2023年度财政预算及2024年预算草案各1份。",
        "转发《青溪县2023年政务公开工作要点》，对照要点逐项落实。",
        "自2020年机构改革以来，累计公开政府信息2000余条。",
        "2023年上半年，公开政府信息100条；下半年公开220条。",
        "2023年3月，组织业务培训1次，2023年9月，组织知识竞赛1次。",
        "2022年12月印发的《柳河镇政府信息公开指南》于2023年5月作了修订。",
        "上年（2022年）公开政府信息300条，本年公开320条。",
        "在2022年度全县政务公开考核中，柳河镇列第3位，获得优秀等次。",
        "2021年以来，连续三年无行政复议案件。",
        "根据《青溪县国民经济和社会发展第十四个五年规划（2021—2025年）》，稳步推进。",
        "落实《2019年中华人民共和国政府信息公开条例》。",
        "截至2023年12月31日，网站专栏共有信息1200条。",
        "截至2023年底，现行有效的行政规范性文件5件。",
        "2022年收到的申请中有1件结转至2023年办理，已经办结。",
        "2022年度结转1件，2023年度新收8件。",
        "依申请公开方面，2021年收到3件、2022年收到5件、2023年收到8件。",
        "2020年11月，柳河镇设立政务公开专区1处，2023年接待群众200人次。",
        "按照青政办发〔2022〕15号、国办发〔2023〕12号文件要求，做好公开工作。",
        "本年度公开领域26个，本年度以内完成3项整改。",
        "公布了2018年以来的规范性文件目录，2018年至2022年共12件。",
        "2022年版基层政务公开标准目录已更新为2023年版，更新事项26项。",
        "柳河镇2022年政府信息公开工作年度报告于2023年1月20日公布。",
        "按期编制并发布2022年政府信息公开工作年度报告1份。",
        "2024年1月，完成2023年度报告编制。",
        "对2022年以前的历史信息进行清理，清理信息50条。",
        "相比2022年，2023年的答复时间缩短了5天。",
        "2022年我镇未收到申请，2023年收到8件。",
        "第一季度公开80条，第二季度公开90条。",
    ];
    let rules = ["year-mismatch", "period-mismatch", "digits-lost", "relative-time", "date-invalid"];
    let draft = SAMPLE.replacen("（二）依申请公开", &format!("{}\n（二）依申请公开", lines.join("\n")), 1);
    for rule in rules {
        assert_eq!(found(rule, &draft), [], "{rule}");
    }
}

#[test]
fn the_year_under_report_is_no_plan() {
    let text = "公开政府信息320条。";
    for plan in
        ["2023年，我镇将增加短视频解读。", "2023年将进一步拓宽渠道。", "按月核对栏目，力争2023年再上新台阶。"]
    {
        let findings = found_in(RULE, &format!("{text}{plan}"));
        let [finding] = findings.as_slice() else { panic!("{plan}: {findings:?}") };
        assert_eq!(finding.severity, Severity::Warning, "{plan}");
        assert_eq!(finding.fixes[0].title, "改为2024年", "{plan}");
    }
    for fine in [
        "2023年，我镇将政府信息公开工作纳入年度考核。",
        "2023年将公开事项清单编印成册。",
        "上年提出2023年将增加图解，已制作图解3份。",
        "2023年将进一步规范公开的要求落实到各站所，完成整改3项。",
        "2024年，我镇将增加短视频解读。",
        "落实“力争2023年实现全覆盖”的要求。",
        "现将2023年工作情况报告如下。",
    ] {
        assert_eq!(severities(&format!("{text}{fine}")), [], "{fine}");
    }
}

#[test]
fn a_title_of_a_later_year_may_be_all_that_was_changed() {
    let draft = SAMPLE.replacen("柳河镇人民政府2023年政府", "柳河镇人民政府2024年政府", 1);
    let findings = found(RULE, &draft);
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert!(finding.message.contains("沿用了上年的报告"), "{}", finding.message);
    assert!(finding.fixes.iter().all(|fix| fix.applicability == Applicability::Manual));
    assert_eq!(finding.fixes.len(), 2);
}
