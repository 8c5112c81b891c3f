//! Drafts and the other bodies that are found in them.

use super::super::tests::{assert_found, fixed, found, report};

const TOWN: &str = "青溪县柳河镇人民政府";
const SUBDISTRICT: &str = "青溪区东门街道办事处";
const BUREAU: &str = "青溪县教育体育局";
const OFFICE: &str = "青溪区人民政府办公室";
const GOVERNMENT: &str = "青溪县人民政府";

#[test]
fn another_body_as_the_subject_is_found() {
    assert_found(&[
        (TOWN, "2023年，永安镇主动公开政府信息20条。", &["organisation-mismatch 永安镇"]),
        (TOWN, "2023年永安镇主动公开政府信息20条。", &["organisation-mismatch 永安镇"]),
        (TOWN, "2023 年度永安镇共公开政府信息20条。", &["organisation-mismatch 永安镇"]),
        (TOWN, "（一）永安镇人民政府高度重视政务公开。", &["organisation-mismatch 永安镇人民政府"]),
        (TOWN, "一是永安镇将按月核对栏目。", &["organisation-mismatch 永安镇"]),
        (TOWN, "下一步，永安乡将按月核对栏目。", &["organisation-mismatch 永安乡"]),
        (TOWN, "永安镇党委、政府高度重视此项工作。", &["organisation-mismatch 永安镇党委、政府"]),
        (TOWN, "今年以来，永安镇政府信息公开工作稳步推进。", &["organisation-mismatch 永安镇"]),
        (TOWN, "现将永安镇2023年政府信息公开工作报告如下。", &["organisation-mismatch 永安镇"]),
        (TOWN, "东平县柳河镇主动公开政府信息20条。", &["organisation-mismatch 东平县柳河镇"]),
        (TOWN, "东平县永安镇认真贯彻上级要求。", &["organisation-mismatch 东平县永安镇"]),
        (
            TOWN,
            "永安镇未收到政府信息公开申请。永安镇没有收取费用。",
            &["organisation-mismatch 永安镇 永安镇"],
        ),
        (
            TOWN,
            "永安镇将落实，石桥镇将落实。",
            &["organisation-mismatch 永安镇", "organisation-mismatch 石桥镇"],
        ),
        (TOWN, "青溪县民政局主动公开政府信息20条。", &["organisation-mismatch 青溪县民政局"]),
        (TOWN, "西关街道主动公开政府信息20条。", &["organisation-mismatch 西关街道"]),
        (SUBDISTRICT, "西关街道主动公开政府信息20条。", &["organisation-mismatch 西关街道"]),
        (
            SUBDISTRICT,
            "西关街道党工委、办事处高度重视此项工作。",
            &["organisation-mismatch 西关街道党工委、办事处"],
        ),
        (BUREAU, "东平县教育局认真贯彻上级要求。", &["organisation-mismatch 东平县教育局"]),
        (BUREAU, "2023年，东平县教育体育局主动公开信息20条。", &["organisation-mismatch 东平县教育体育局"]),
        (BUREAU, "东平县民政局将按月核对栏目。", &["organisation-mismatch 东平县民政局"]),
        (BUREAU, "青溪县民政局未收到政府信息公开申请。", &["organisation-mismatch 青溪县民政局"]),
        (
            BUREAU,
            "东平县教育局将落实，永安县教育局将落实，东平县教育局将总结。",
            &["organisation-mismatch 东平县教育局 东平县教育局", "organisation-mismatch 永安县教育局"],
        ),
        (OFFICE, "东平区人民政府办公室认真贯彻上级要求。", &["organisation-mismatch 东平区人民政府办公室"]),
        (OFFICE, "东平区主动公开政府信息20条。", &["organisation-mismatch 东平区"]),
        (GOVERNMENT, "东平县人民政府认真贯彻上级要求。", &["organisation-mismatch 东平县人民政府"]),
        (GOVERNMENT, "2023年，东平县共公开政府信息20条。", &["organisation-mismatch 东平县"]),
        ("东平市人民政府", "2023年，丙水市主动公开政府信息20条。", &["organisation-mismatch 丙水市"]),
        ("甲北省人民政府", "2023年，乙南省主动公开政府信息20条。", &["organisation-mismatch 乙南省"]),
        (
            OFFICE,
            "东平县人民政府办公室全年新收政府信息公开申请20件。",
            &["organisation-mismatch 东平县人民政府办公室"],
        ),
        (
            "青溪区教育局",
            "2023年，东平县教育局新收政府信息公开申请20件。",
            &["organisation-mismatch 东平县教育局"],
        ),
        (
            "东平市教育局",
            "2023年，青溪县民政局新收政府信息公开申请20件。",
            &["organisation-mismatch 青溪县民政局"],
        ),
        (
            "青溪县融媒体中心",
            "2023年，东平县民政局主动公开政府信息20条。",
            &["organisation-mismatch 东平县民政局"],
        ),
    ]);
}

#[test]
fn the_author_and_its_short_forms_are_no_other_body() {
    for (author, text) in [
        (TOWN, "2023年，柳河镇主动公开政府信息20条。"),
        (TOWN, "青溪县柳河镇人民政府认真贯彻上级要求。"),
        (TOWN, "丙水市青溪县柳河镇认真贯彻上级要求。"),
        (TOWN, "镇政府认真贯彻上级要求，镇党委政府高度重视此项工作。"),
        (TOWN, "柳河镇党委、政府高度重视此项工作。"),
        ("柳河镇", "青溪县柳河镇人民政府将按月核对。"),
        ("青溪县柳河街道办事处", "柳河镇将按月核对。"),
        (SUBDISTRICT, "东门街道党工委、办事处高度重视此项工作。"),
        (SUBDISTRICT, "东门办事处将按月核对。"),
        (BUREAU, "县教体局将按月核对，青溪县教体局主动公开信息20条。"),
        (BUREAU, "青溪县教育局主动公开信息20条。"),
        ("丙水市民营经济促进局", "市民促局将按月核对。"),
        ("青溪县市场监督管理局", "青溪县市监局主动公开信息20条。"),
        ("青溪县自然资源局", "青溪县国土资源局主动公开信息20条。"),
        ("县教育局", "青溪县教育局主动公开信息20条。"),
        (OFFICE, "区政府办将按月核对，青溪区主动公开信息20条。"),
        (OFFICE, "青溪区人民政府认真贯彻上级要求。"),
        (GOVERNMENT, "青溪县人民政府办公室认真贯彻上级要求，县政府办将按月核对。"),
    ] {
        assert_found(&[(author, text, &[])]);
    }
}

#[test]
fn bodies_above_below_and_beside_the_author_are_no_mistake() {
    for text in [
        "在县政府办的指导下开展工作。",
        "青溪县人民政府办公室认真贯彻上级要求。",
        "县政府办将开展培训，市政务公开办将开展检查。",
        "省政府、国务院办公厅将开展检查。",
        "青溪县人民政府将统一公开。",
        "通过青溪县人民政府网站主动公开信息20条。",
        "在东平县永安镇政府网站公开信息。",
        "永安镇政府网站公开信息20条。",
        "报送青溪县档案局、青溪县图书馆。",
        "转青溪县公安局办理。",
        "青溪县公安局办理治安案件20件。",
        "青溪县公安局石桥派出所主动公开信息20条。",
        "青溪县政务服务数据管理局主动公开信息20条。",
        "县民政局主动公开信息20条。",
        "柳河镇石桥村、新村社区主动公开村务。",
        "各镇（街道）主动公开信息20条。",
        "各村、各乡镇将按月核对。",
        "全镇上下高度重视此项工作。",
        "永安镇、石桥镇主动公开信息。",
        "与永安镇联合开展宣传。",
        "会同永安镇认真落实河长制。",
        "联合永安镇积极推进此项工作。",
        "赴永安镇学习先进做法。",
        "组织干部到永安镇参观，学习永安镇认真落实的做法。",
        "永安镇的做法值得借鉴。",
        "永安镇召开现场会，我镇派员参加。",
        "永安镇被评为先进。",
        "永安镇人口3万人。",
        "邻近的永安镇主动公开信息。",
        "原永安镇主动公开信息20条已并入。",
        "公布《永安镇将建园区》一文。",
        "“永安镇主动公开”栏目已更名。",
        "兄弟乡镇主动公开的做法值得借鉴，先进镇将介绍经验。",
        "其他乡镇将参照执行，城镇将参照执行。",
        "特色小镇将参照执行，中心镇将参照执行。",
        "领导小组将按月核对，党委将按月核对。",
        "张永安将按月核对。",
        "东平县将开展检查。",
        "永安镇卫生院主动公开信息。",
        "根据永安镇认真落实的情况。",
        "定期召开全镇政务公开培训会。",
        "定期召开街道政务公开工作会议。",
        "压实镇政务公开工作责任。",
        "2023年，完善镇政务公开制度。",
        "2023年，举办乡镇政务公开培训2次。",
        "推进示范镇政务公开工作。",
        "打造样板街道政务公开专区。",
        "更新镇主动公开政府信息目录。",
        "指导村镇主动公开信息。",
        "要求镇按照目录公开。",
        "督促石桥镇按照目录公开。",
        "推动永安镇将目录公开。",
    ] {
        assert_found(&[(TOWN, text, &[])]);
    }
    for (author, text) in [
        (BUREAU, "柳河镇主动公开学校信息20条。"),
        (BUREAU, "青溪县公安局认真贯彻上级要求。"),
        (BUREAU, "东平市教育局认真贯彻上级要求。"),
        (BUREAU, "丙水市教育局将开展检查。"),
        (BUREAU, "所属事业单位、下属学校主动公开信息。"),
        (BUREAU, "青溪县人民政府认真贯彻上级要求。"),
        (OFFICE, "东平市人民政府办公室将开展检查。"),
        (OFFICE, "区教育局、区民政局主动公开信息。"),
        (OFFICE, "柳河镇主动公开信息20条。"),
        (OFFICE, "定期召开全区政务公开培训会，具体负责对全区政务公开工作的组织。"),
        (OFFICE, "力促全区政务公开系统提高水平，推动新区政务公开工作有序开展。"),
        (GOVERNMENT, "柳河镇主动公开信息20条，青溪县民政局主动公开信息20条。"),
        (GOVERNMENT, "东平市主动公开信息。"),
        ("东平市人民政府", "青溪县主动公开信息20条，永安区主动公开信息20条。"),
        ("丙水市青溪县人民政府", "丙水市人民政府认真贯彻上级要求。"),
        ("东平市人民政府", "丙水市主动公开政府信息20条。"),
        ("东平市人民政府", "2023年，青溪县主动公开政府信息20条。"),
        ("东平市教育局", "2023年，青溪县教育局新收政府信息公开申请20件。"),
        ("青溪县人民政府", "2023年，经开区主动公开政府信息20条。"),
        ("丙水市东平市人民政府", "2023年，丙水市主动公开政府信息20条。"),
        ("青溪县融媒体中心", "青溪县民政局主动公开信息20条。"),
        ("青溪县融媒体中心", "我局支持，县教育局主动公开信息20条。"),
        ("青溪县融媒体中心", "永安镇主动公开信息20条。"),
        ("青溪开发区管理委员会", "东平县教育局主动公开信息20条。"),
    ] {
        assert_found(&[(author, text, &[])]);
    }
}

#[test]
fn the_preface_names_the_author() {
    let title = "青溪县柳河镇人民政府2023年政府信息公开工作年度报告";
    for (preface, expected) in [
        ("本报告由青溪县永安镇人民政府编制。", &["organisation-mismatch 青溪县永安镇人民政府"][..]),
        ("如有疑问，请与永安镇人民政府联系（地址：青溪县）。", &["organisation-mismatch 永安镇人民政府"]),
        ("要求，由永安镇人民政府编制。", &["organisation-mismatch 永安镇人民政府"]),
        ("如有疑问请与永安镇人民政府联系。", &["organisation-mismatch 永安镇人民政府"]),
        (
            "如有疑问，请联系永安镇人民政府（联系电话：0000-1234567）。",
            &["organisation-mismatch 永安镇人民政府"],
        ),
        ("如有疑问，请联系柳河镇人民政府（联系电话：0000-1234567）。", &[]),
        ("如有疑问，请联系青溪县人民政府政务服务中心。", &[]),
        ("请与永安镇党政办公室联系。", &["organisation-mismatch 永安镇"]),
        ("编制单位：青溪县教育局", &["organisation-mismatch 青溪县教育局"]),
        ("请与东平县教育局办公室联系。", &["organisation-mismatch 东平县教育局"]),
        ("本报告由青溪县柳河镇人民政府编制。", &[]),
        ("请与柳河镇人民政府政府信息公开领导小组办公室联系。", &[]),
        ("请与本机关联系（地址：东平县永安镇中街1号；邮编：000000）。", &[]),
        ("请与县政务公开办联系。", &[]),
        ("请与青溪县大数据局联系。", &[]),
        ("报告可在永安镇网站下载。", &[]),
        ("本报告由“总体情况”等六个部分组成。", &[]),
    ] {
        let draft = report(title, preface, "正文。", "青溪县柳河镇人民政府");
        assert_eq!(found(&draft), expected, "{preface}");
    }
}

#[test]
fn the_signature_is_the_authors() {
    for (author, signature, expected) in [
        (TOWN, "永安镇人民政府", &["organisation-mismatch 永安镇人民政府"][..]),
        (TOWN, "东平县柳河镇人民政府", &["organisation-mismatch 东平县柳河镇人民政府"]),
        (TOWN, "青溪县教育局", &["organisation-mismatch 青溪县教育局"]),
        (BUREAU, "东平县教育体育局", &["organisation-mismatch 东平县教育体育局"]),
        (BUREAU, "青溪县民政局", &["organisation-mismatch 青溪县民政局"]),
        (BUREAU, "柳河镇人民政府", &["organisation-mismatch 柳河镇人民政府"]),
        (GOVERNMENT, "东平县人民政府", &["organisation-mismatch 东平县人民政府"]),
        ("青溪县柳河镇", "柳河镇人民政府", &[]),
        ("柳河镇", "青溪县柳河镇人民政府", &[]),
        (TOWN, "中共柳河镇委员会 柳河镇人民政府", &[]),
        (TOWN, "青溪县人民政府办公室", &[]),
        (TOWN, "柳河镇党政办公室", &[]),
        (BUREAU, "县教体局", &[]),
        (GOVERNMENT, "青溪县人民政府办公室", &[]),
        (GOVERNMENT, "青溪县政务服务局", &[]),
        ("东平市青溪区人民政府", "青溪区人民政府办公室", &[]),
    ] {
        let title = format!("{author}2023年政府信息公开工作年度报告");
        assert_eq!(found(&report(&title, "", "正文。", signature)), expected, "{author} {signature}");
    }
}

#[test]
fn a_fix_puts_the_author_in_the_same_form_and_leaves_nothing_to_report() {
    for (author, text, right) in [
        (TOWN, "2023年，永安镇主动公开信息20条。", "2023年，柳河镇主动公开信息20条。"),
        (TOWN, "永安镇人民政府将按月核对。", "柳河镇人民政府将按月核对。"),
        (TOWN, "永安镇党委、政府将按月核对。", "柳河镇党委、政府将按月核对。"),
        (TOWN, "东平县永安镇将按月核对。", "青溪县柳河镇将按月核对。"),
        (SUBDISTRICT, "永安镇人民政府将按月核对。", "青溪区东门街道办事处将按月核对。"),
        (BUREAU, "东平县教育局将按月核对。", "青溪县教育体育局将按月核对。"),
        (OFFICE, "东平区政府办将按月核对。", "青溪区政府办将按月核对。"),
        (TOWN, "促进了中心各项工作。", "促进了我镇各项工作。"),
        ("柳河乡", "镇党委、镇政府将按月核对。", "乡党委、乡政府将按月核对。"),
        (TOWN, "局党组将按月核对。", "镇党委将按月核对。"),
        (TOWN, "我局部署，我局落实。", "我镇部署，我镇落实。"),
        (SUBDISTRICT, "本镇没有收费。", "本街道没有收费。"),
        ("柳河镇", "全乡推行。", "全镇推行。"),
        ("青溪区民政局", "我县推行。", "我区推行。"),
        (BUREAU, "我镇推行。", "我局推行。"),
    ] {
        let title = format!("{author}2023年政府信息公开工作年度报告");
        let draft = report(&title, "", text, author);
        let fixed = fixed(&draft);
        assert_eq!(fixed, report(&title, "", right, author), "{author}: {text}");
        assert_eq!(found(&fixed), [""; 0], "{author}: {right}");
    }
}
