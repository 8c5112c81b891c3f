//! Word documents in, text out: one test for every way in which a document is not the text that it shows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

#[path = "support/zip.rs"]
mod zip;

use nianbao::intake::{self, Intake, Notice, Refusal};
use proptest::prelude::*;
use zip::{Header, Zip, crc32};

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn read(bytes: &[u8]) -> Result<Intake, Refusal> {
    intake::read("年报.docx", bytes, &|_| String::new())
}

/// A part with its root element.
fn part(root: &str, inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} xmlns:w="{TRANSITIONAL}">{inside}</w:{root}>"#
    )
}

fn document(body: &str) -> String {
    part("document", &format!("<w:body>{body}<w:sectPr/></w:body>"))
}

/// A document with other parts under their usual names.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let zip = Zip::default().deflated("word/document.xml", document(body).as_bytes());
    let add = |zip: Zip, (root, inside): &(&str, &str)| {
        zip.deflated(&format!("word/{root}.xml"), part(root, inside).as_bytes())
    };
    parts.iter().fold(zip, add).finish()
}

#[track_caller]
fn assert_reads(body: &str, text: &str, notices: &[Notice]) {
    assert_reads_with(body, &[], text, notices);
}

#[track_caller]
fn assert_reads_with(body: &str, parts: &[(&str, &str)], text: &str, notices: &[Notice]) {
    let intake = read(&docx(body, parts)).unwrap();
    assert_eq!((intake.text.as_str(), intake.notices.as_slice()), (text, notices));
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

fn tr(cells: &[(&str, &str)]) -> String {
    let cells: String = cells.iter().map(|(properties, text)| tc(properties, text)).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn tbl(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

#[test]
fn runs_make_paragraphs() {
    let body = r#"<w:p><w:r><w:tab/><w:t>柳河镇</w:t></w:r><w:r><w:t xml:space="preserve"> 2024 </w:t><w:t>
        年</w:t></w:r><w:r><w:br/><w:t>第二行</w:t><w:cr/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/>
        <w:t>C &amp; &#68;&unknown;</w:t><w:br w:type="page"/><w:t>下页</w:t></w:r></w:p>"#;
    assert_reads(body, "柳河镇 2024 年\n第二行\nA-BC & D&unknown;\n下页\n", &[]);
}

#[test]
fn signs_of_fonts_of_symbols_are_boxes_or_counted() {
    let sym = |font: &str, char: &str| format!(r#"<w:sym w:font="{font}" w:char="{char}"/>"#);
    let run = [
        sym("Wingdings", "F0A8"),
        "<w:t>是</w:t>".to_owned(),
        sym("Wingdings 2", "F052"),
        "<w:t>否</w:t>".to_owned(),
        sym("Wingdings", "F04A"),
        sym("Symbol", "F035"),
        sym("宋体", "25CB"),
    ];
    assert_reads(&format!("<w:p><w:r>{}</w:r></w:p>", run.concat()), "□是☑否5○\n", &[Notice::Pictures(1)]);
}

#[test]
fn symbols_that_word_writes_in_two_versions_are_their_characters() {
    let symbol = |char: &str, fallback: &str| {
        format!(
            r#"<mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="{char}"/>
            </mc:Choice><mc:Fallback><w:t>{fallback}</w:t></mc:Fallback></mc:AlternateContent>"#
        )
    };
    let run = format!("<w:t>已办结</w:t>{}<w:t>满意</w:t>{}", symbol("2611", "☑"), symbol("1F600", "😀"));
    assert_reads(&format!("<w:p><w:r>{run}</w:r></w:p>"), "已办结☑满意😀\n", &[]);
}

#[test]
fn a_row_is_a_line_and_a_spanning_cell_is_one_cell() {
    let rows = [
        tr(&[(r#"<w:gridSpan w:val="4"/>"#, "第二十条第（五）项")]),
        tr(&[("", "信息内容"), (r#"<w:gridSpan w:val="3"/>"#, "本年处理决定数量")]),
        tr(&[("", "行政许可"), (r#"<w:gridSpan w:val="3"/>"#, "12")]),
    ];
    let intake = read(&docx(&format!("{}{}{}", p("表前"), tbl(&rows), p("表后")), &[])).unwrap();
    assert_eq!(intake.text, "表前\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t12\n\n表后\n");
    assert_eq!(intake.tables, 1);
}

#[test]
fn a_vertical_merge_without_value_continues_and_its_text_does_not_show() {
    let rows = [
        tr(&[(r#"<w:vMerge w:val="restart"/>"#, "（三）不予公开"), ("", "1.属于国家秘密"), ("", "0")]),
        tr(&[("<w:vMerge/>", "看不见"), ("", "2.其他"), ("", "3")]),
        tr(&[(r#"<w:vMerge w:val="continue"/>"#, ""), ("", "3.危及"), ("", "4")]),
    ];
    assert_reads(&tbl(&rows), "（三）不予公开\t1.属于国家秘密\t0\n\t2.其他\t3\n\t3.危及\t4\n\n", &[]);
}

#[test]
fn a_merge_that_continues_nothing_shows_its_text() {
    let rows = [tr(&[("<w:vMerge/>", "规章"), ("", "5")]), tr(&[("<w:vMerge/>", "总计"), ("", "6")])];
    assert_reads(&tbl(&rows), "规章\t5\n总计\t6\n\n", &[]);
}

#[test]
fn columns_left_out_before_and_behind_a_row_are_empty_cells() {
    let rows = [
        tr(&[("", "甲"), ("", "乙"), ("", "丙")]),
        format!(
            r#"<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>{}</w:tr>"#,
            tc("", "7")
        ),
        format!(r#"<w:tr><w:trPr><w:gridBefore w:val="4000000000"/></w:trPr>{}</w:tr>"#, tc("", "8")),
    ];
    let text = format!("甲\t乙\t丙\n\t7\t\n{}8\n\n", "\t".repeat(63));
    assert_reads(&tbl(&rows), &text, &[]);
}

#[test]
fn a_row_leaves_columns_out_once_however_often_it_says_so() {
    let before = r#"<w:gridBefore w:val="63"/>"#.repeat(400_000);
    let row = format!(
        r#"<w:tr><w:trPr>{before}<w:gridBefore w:val="2"/></w:trPr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}</w:tr>"#,
        tc("", "8")
    );
    assert_reads(&tbl(&[tr(&[("", "规章"), ("", "0")]), row]), "规章\t0\n\t8\t\n\n", &[]);
}

#[test]
fn rows_and_cells_without_text_are_bounded() {
    for (open, element, close) in [("<tbl>", "<tr/>", ""), ("<tbl><tr>", "<tc/>", "</tr>")] {
        let body = format!("{open}{}{close}</tbl>", element.repeat(2_000_000));
        assert_eq!(read(&docx(&body, &[])), Err(Refusal::TooLarge));
    }
}

#[test]
fn a_cell_merged_with_the_one_to_its_left_is_no_cell() {
    let rows = [tr(&[(r#"<w:hMerge w:val="restart"/>"#, "申请人情况"), ("<w:hMerge/>", ""), ("", "总计")])];
    assert_reads(&tbl(&rows), "申请人情况\t总计\n\n", &[]);
}

#[test]
fn wrappers_around_rows_cells_paragraphs_and_runs_change_nothing() {
    let sdt = |inside: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )
    };
    let row = format!("<w:tr>{}{}</w:tr>", tc("", "规章"), sdt(&tc("", "0")));
    let runs = "<w:p><w:hyperlink><w:r><w:t>青溪县</w:t></w:r></w:hyperlink><w:smartTag><w:smartTagPr/><w:r><w:t>柳河镇\
        </w:t></w:r></w:smartTag><w:customXml><w:r><w:t>年报</w:t></w:r></w:customXml><w:fldSimple><w:r><w:t>2024</w:t>\
        </w:r></w:fldSimple><w:unknown><w:r><w:t>年</w:t></w:r></w:unknown></w:p>";
    let body = format!("{}{}", sdt(runs), tbl(&[sdt(&row)]));
    assert_reads(&body, "青溪县柳河镇年报2024年\n规章\t0\n\n", &[]);
}

#[test]
fn a_nested_table_is_read_where_it_stands() {
    let inner = tbl(&[tr(&[("", "规章"), ("", "0")])]);
    let outer = format!("<w:tbl><w:tr>{}<w:tc>{}{inner}</w:tc></w:tr></w:tbl>", tc("", "左"), p("右"));
    assert_reads(&outer, "左\n右\n规章\t0\n\n", &[]);
}

#[test]
fn nesting_beyond_reason_is_flattened() {
    let depth = 100_000;
    let tables = "<w:tbl><w:tr><w:tc>".repeat(depth) + &p("深处") + &"</w:tc></w:tr></w:tbl>".repeat(depth);
    assert_reads(&tables, "深处\n", &[]);
    let boxes = "<w:p><w:r><w:pict><w:txbxContent>".repeat(depth)
        + &p("深处")
        + &"</w:txbxContent></w:pict></w:r></w:p>".repeat(depth);
    assert_reads(&boxes, "深处\n", &[]);
    let unknown = "<w:x>".repeat(depth) + &p("深处") + &"</w:x>".repeat(depth);
    assert_reads(&unknown, "深处\n", &[]);
}

#[test]
fn of_a_field_only_the_result_is_text() {
    let sign = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = format!(
        "<w:p>{}<w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:instrText>DATE</w:instrText></w:r>{}<w:r><w:t>不是</w:t>\
         </w:r>{}{}<w:r><w:t>2024年</w:t></w:r>{}<w:r><w:t>末</w:t></w:r></w:p><w:p>{}<w:r><w:t>没有完的域</w:t></w:r></w:p>{}",
        sign("begin"),
        sign("begin"),
        sign("separate"),
        sign("end"),
        sign("separate"),
        sign("end"),
        sign("begin"),
        p("下一段")
    );
    assert_reads(&body, "2024年末\n下一段\n", &[]);
}

/// A complex field: what its beginning holds, its instruction, and what follows that.
fn field(begin: &str, instruction: &str, rest: &str) -> String {
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve">{instruction}
        </w:instrText></w:r>{rest}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    )
}

#[test]
fn a_field_that_shows_what_is_nowhere_in_the_file_is_counted() {
    const SEPARATE: &str = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let around =
        |field: &str| format!("<w:p><w:r><w:t>收到</w:t></w:r>{field}<w:r><w:t>件</w:t></w:r></w:p>");
    let drawn = [
        r" EQ \o\ac(○,1)",
        r"eq\o(1)",
        r" SYMBOL 163 \f Wingdings",
        " MACROBUTTON 点击",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
    ];
    let numbers = [" AUTONUM ", "AUTONUMLGL", " AUTONUMOUT", r" LISTNUM \l 1"];
    let all = drawn.iter().map(|name| (name, Notice::Pictures(1)));
    for (name, notice) in all.chain(numbers.iter().map(|name| (name, Notice::Unnumbered(1)))) {
        assert_reads(&around(&field("", name, "")), "收到件\n", &[notice]);
        assert_reads(&around(&field("", name, SEPARATE)), "收到件\n", &[notice]);
        let result = format!("{SEPARATE}<w:r><w:t>12</w:t></w:r>");
        assert_reads(&around(&field("", name, &result)), "收到12件\n", &[]);
        assert_reads(&around(&format!(r#"<w:fldSimple w:instr="{name}"/>"#)), "收到件\n", &[notice]);
        let simple = format!(r#"<w:fldSimple w:instr="{name}"><w:r><w:t>12</w:t></w:r></w:fldSimple>"#);
        assert_reads(&around(&simple), "收到12件\n", &[]);
        // What another field only works with shows nowhere.
        assert_reads(&around(&field("", "IF", &field("", name, ""))), "收到件\n", &[]);
    }
    assert_reads(&around(&field("", " TC 目录 ", "")), "收到件\n", &[]);
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/></w:r>";
    assert_reads(&around(hidden), "收到件\n", &[]);
}

#[test]
fn a_list_to_choose_from_shows_the_entry_that_is_chosen() {
    let entries = r#"<w:listEntry w:val="零"/><w:listEntry w:val="12"/>"#;
    let paragraph = |chosen: &str| {
        let list = format!("<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>");
        format!("<w:p>{}<w:r><w:t>件</w:t></w:r></w:p>", field(&list, " FORMDROPDOWN ", ""))
    };
    assert_reads(&paragraph(r#"<w:result w:val="1"/><w:default w:val="0"/>"#), "12件\n", &[]);
    assert_reads(&paragraph(r#"<w:default w:val="1"/>"#), "12件\n", &[]);
    assert_reads(&paragraph(""), "零件\n", &[]);
    assert_reads(&paragraph(r#"<w:result w:val="7"/>"#), "件\n", &[Notice::Pictures(1)]);
}

#[test]
fn changes_are_read_as_accepted() {
    let body = format!(
        "<w:p><w:r><w:t>受理</w:t></w:r><w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:del><w:r><w:delText>11</w:delText></w:r>\
         </w:del><w:r><w:t>件</w:t></w:r></w:p>\
         <w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>{}{}",
        p("后半"),
        tbl(&[
            tr(&[("", "规章"), ("<w:cellDel/>", "9"), ("", "0")]),
            format!("<w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr>", tc("", "删去的行"), tc("", "1")),
        ])
    );
    assert_reads(&body, "受理12件\n新处\n前半后半\n规章\t\t0\n\n", &[Notice::Changes(7)]);
}

#[test]
fn earlier_properties_are_not_those_that_hold() {
    let body = "<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>\
        </w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>公开</w:t></w:r>\
        </w:p>";
    assert_reads(&format!("{body}{}", p("信息")), "公开\n信息\n", &[]);
}

#[test]
fn hidden_text_is_left_out_and_counted() {
    let body = r#"<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不</w:t></w:r><w:r><w:rPr>
        <w:vanish/></w:rPr><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>的</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="z"/></w:pPr><w:r><w:t>窗体顶端</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr>
        <w:t>又见</w:t></w:r></w:p>"#;
    let styles = r#"<w:style w:type="paragraph" w:styleId="z"><w:rPr><w:vanish/></w:rPr></w:style>"#;
    assert_reads_with(body, &[("styles", styles)], "看得见的\n又见\n", &[Notice::Hidden(2)]);
}

#[test]
fn text_that_is_struck_out_is_left_out_and_counted() {
    let run =
        |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = [
        run("", "收到"),
        run("<w:strike/>", "1"),
        run(r#"<w:dstrike w:val="1"/><w:b/>"#, "2"),
        run(r#"<w:strike w:val="0"/>"#, "8"),
        "<w:r><w:t>件</w:t></w:r>".to_owned(),
        run("<w:strike/>", "条"),
        run("<w:vanish/><w:strike/>", "项"),
    ];
    let body = format!("<w:p>{}</w:p>", body.concat());
    assert_reads(&body, "收到8件\n", &[Notice::Hidden(1), Notice::Struck(2)]);
}

#[test]
fn a_text_box_stands_behind_its_paragraph_once() {
    let content =
        format!("<w:txbxContent>{}{}</w:txbxContent>", p("框里"), tbl(&[tr(&[("", "规章"), ("", "0")])]));
    let body = format!(
        "<w:p><w:r><w:t>锚前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{content}</wps:txbx>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>锚后</w:t></w:r></w:p>{}\
         <w:p><mc:AlternateContent><mc:Fallback><w:r><w:t>只有旧版</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
        p("下一段")
    );
    assert_reads(&body, "锚前锚后\n框里\n规章\t0\n\n下一段\n只有旧版\n", &[]);
}

#[test]
fn a_text_box_in_a_cell_stays_in_the_cell() {
    let cell = format!(
        "<w:tc><w:p><w:r><w:t>总计</w:t><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p></w:tc>",
        p("（件）")
    );
    assert_reads(&format!("<w:tbl><w:tr>{cell}{}</w:tr></w:tbl>", tc("", "5")), "总计（件）\t5\n\n", &[]);
}

#[test]
fn notes_are_put_behind_the_text_in_their_order() {
    let body = format!(
        r#"<w:p><w:r><w:t>共12</w:t></w:r><w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:t>件，青溪县</w:t></w:r><w:r>
        <w:footnoteReference w:id="2"/></w:r></w:p>{}"#,
        p("末段")
    );
    let footnotes = format!(
        r#"<w:footnote w:type="separator" w:id="-1">{}</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
        <w:r><w:t xml:space="preserve"> 含柳河镇</w:t></w:r></w:p></w:footnote><w:footnote w:id="3">{}</w:footnote>"#,
        p("线"),
        p("没有提到")
    );
    let endnotes = format!(r#"<w:endnote w:id="1">{}{}</w:endnote>"#, p("含结转"), p("一件"));
    assert_reads_with(
        &body,
        &[("footnotes", &footnotes), ("endnotes", &endnotes)],
        "共12¹件，青溪县²\n末段\n¹ 含结转\n一件\n² 含柳河镇\n",
        &[Notice::Footnotes(2)],
    );
}

#[test]
fn a_note_is_printed_once_however_often_it_is_referred_to() {
    let refer = |id: u32| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let note = |id: u32, text: &str| format!(r#"<w:footnote w:id="{id}">{}</w:footnote>"#, p(text));
    let body =
        format!("<w:p><w:r><w:t>公开</w:t></w:r>{}{}{}{}</w:p>", refer(5), refer(4), refer(5), refer(4));
    let footnotes = note(4, "不含转办") + &note(5, "含柳河镇");
    let text = "公开¹²¹²\n¹ 含柳河镇\n² 不含转办\n";
    assert_reads_with(&body, &[("footnotes", &footnotes)], text, &[Notice::Footnotes(2)]);

    let long = "报".repeat(33_000);
    let body = format!("<w:p>{}</w:p>", refer(1).repeat(20_000));
    let intake = read(&docx(&body, &[("footnotes", &note(1, &long))])).unwrap();
    assert_eq!(intake.text, format!("{}\n¹ {long}\n", "¹".repeat(20_000)));
}

#[test]
fn comments_and_pictures_are_counted() {
    let body = r#"<w:p><w:commentRangeStart/><w:r><w:t>表格见图</w:t></w:r><w:commentRangeEnd/><w:r><w:commentReference
        w:id="0"/></w:r><w:r><w:drawing><a:graphic><pic:pic><a:blip/></pic:pic></a:graphic></w:drawing></w:r><w:r><w:pict>
        <v:imagedata/></w:pict></w:r><w:r><w:object/></w:r><w:r><w:drawing><wps:txbx/></w:drawing></w:r></w:p>"#;
    assert_reads(body, "表格见图\n", &[Notice::Pictures(3), Notice::Comments(1)]);
    let scan = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>";
    assert_eq!(read(&docx(scan, &[])), Err(Refusal::OnlyPictures));
    assert_eq!(read(&docx("<w:p/>", &[])), Err(Refusal::Empty));
}

/// A level of a list.
fn lvl(level: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn definition(id: u32, levels: &[String]) -> String {
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{}</w:abstractNum>"#, levels.concat())
}

fn num(id: u32, definition: u32, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>"#)
}

/// A paragraph of a list.
fn item(list: u32, level: usize, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

#[test]
fn paragraphs_have_the_numbers_that_word_prints() {
    let levels = [
        lvl(0, "chineseCountingThousand", "%1、", ""),
        lvl(1, "chineseCounting", "（%2）", ""),
        lvl(2, "decimal", "%3.", ""),
        lvl(3, "decimal", "%1.%4", "<w:isLgl/>"),
        lvl(4, "bullet", "\u{F0B7}", ""),
        lvl(5, "decimalEnclosedCircle", "%6", r#"<w:suff w:val="nothing"/>"#),
    ];
    let numbering = definition(7, &levels) + &num(1, 7, "");
    let body = [
        item(1, 0, "总体情况"),
        item(1, 1, "主动公开"),
        item(1, 1, "依申请公开"),
        item(1, 0, "公开情况"),
        item(1, 1, "规章"),
        item(1, 2, "数量"),
        item(1, 2, ""),
        item(1, 2, "金额"),
        item(1, 3, "合计"),
        item(1, 4, "圆点"),
        item(1, 5, "其他"),
        item(0, 0, "没有序号"),
        item(99, 0, "没有列表"),
    ];
    assert_reads_with(
        &body.concat(),
        &[("numbering", &numbering)],
        "一、总体情况\n（一）主动公开\n（二）依申请公开\n二、公开情况\n（一）规章\n1. 数量\n3. 金额\n2.1 合计\n圆点\n①其他\n\
         没有序号\n没有列表\n",
        &[],
    );
}

#[test]
fn lists_of_one_definition_count_together_unless_one_starts_anew() {
    let anew = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#;
    let other = format!(r#"<w:lvlOverride w:ilvl="0">{}</w:lvlOverride>"#, lvl(0, "upperRoman", "%1）", ""));
    let numbering = definition(0, &[lvl(0, "decimal", "%1）", "")])
        + &num(1, 0, "")
        + &num(2, 0, "")
        + &num(3, 0, anew)
        + &num(4, 0, &other);
    let body: String = [1, 2, 3, 3, 1, 4].map(|list| item(list, 0, "件")).concat();
    let text = "1）件\n2）件\n5）件\n6）件\n7）件\nVIII）件\n";
    assert_reads_with(&body, &[("numbering", &numbering)], text, &[]);
}

#[test]
fn deeper_levels_start_anew_as_they_say() {
    let levels = [
        lvl(0, "decimal", "%1", ""),
        lvl(1, "decimal", "%1.%2", ""),
        lvl(2, "lowerLetter", "%3", r#"<w:lvlRestart w:val="1"/>"#),
        lvl(3, "lowerLetter", "%4", r#"<w:lvlRestart w:val="0"/>"#),
    ];
    let numbering = definition(0, &levels) + &num(1, 0, "");
    let body: String = [1, 2, 3, 1, 2, 3, 0, 2, 3].map(|level| item(1, level, "级")).concat();
    let text = "1.1 级\na 级\na 级\n1.2 级\nb 级\nb 级\n2 级\na 级\nc 级\n";
    assert_reads_with(&body, &[("numbering", &numbering)], text, &[]);
}

#[test]
fn styles_number_their_paragraphs() {
    let levels = [
        lvl(0, "chineseCounting", "%1、", r#"<w:pStyle w:val="h1"/>"#),
        lvl(1, "chineseCounting", "（%2）", r#"<w:pStyle w:val="h2"/>"#),
    ];
    let numbering = definition(0, &levels) + &num(1, 0, "");
    let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"/>
        <w:style w:type="paragraph" w:styleId="h1"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/></w:style>
        <w:style w:type="paragraph" w:styleId="h3"><w:basedOn w:val="h1"/></w:style>
        <w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>
        <w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>"#;
    let heading = |style: &str, more: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let body = [
        heading("h1", "", "总体情况"),
        heading("h2", "", "主动公开"),
        heading("h3", "", "公开情况"),
        heading("h1", r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#, "附注"),
        heading("x", "", "循环"),
        p("正文"),
    ];
    let text = "一、总体情况\n（一）主动公开\n二、公开情况\n附注\n循环\n正文\n";
    assert_reads_with(&body.concat(), &[("styles", styles), ("numbering", &numbering)], text, &[]);
    // The default style numbers paragraphs that name none, or one that there is not.
    let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let body = p("正文") + &heading("absent", "", "又一段");
    assert_reads_with(&body, &[("styles", styles), ("numbering", &numbering)], "一、正文\n二、又一段\n", &[]);
}

#[test]
fn identifiers_of_styles_that_no_office_writes_are_none() {
    for (length, text) in [(255, "一、总体情况\n二、主动公开\n"), (256, "总体情况\n主动公开\n")]
    {
        let id = "L".repeat(length);
        let styles = format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="h"><w:basedOn w:val="{id}"/></w:style>"#
        );
        let level = format!(r#"<w:pStyle w:val="{id}"/>"#);
        let numbering = definition(0, &[lvl(0, "chineseCounting", "%1、", &level)]) + &num(1, 0, "");
        let heading = |style: &str, text: &str| {
            format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
        };
        let body = heading(&id, "总体情况") + &heading("h", "主动公开");
        assert_reads_with(&body, &[("styles", &styles), ("numbering", &numbering)], text, &[]);
    }
}

#[test]
fn lists_beyond_reason_are_not_kept_and_missed() {
    let lists: String = (1..=20_001).map(|id| num(id, 0, "")).collect();
    let numbering = definition(0, &[lvl(0, "chineseCounting", "%1、", "")]) + &lists;
    let body = item(20_000, 0, "总体情况") + &item(20_001, 0, "主动公开");
    let parts = [("numbering", numbering.as_str())];
    assert_reads_with(&body, &parts, "一、总体情况\n主动公开\n", &[Notice::Unnumbered(1)]);
}

#[test]
fn styles_beyond_reason_are_not_kept() {
    let style = |id: usize| format!(r#"<w:style w:styleId="s{id}"><w:rPr><w:vanish/></w:rPr></w:style>"#);
    let styles: String = (1..=20_001).map(style).collect();
    let run =
        |id: usize| format!(r#"<w:r><w:rPr><w:rStyle w:val="s{id}"/></w:rPr><w:t>柳河镇{id}</w:t></w:r>"#);
    let body = format!("<w:p>{}{}</w:p>", run(20_000), run(20_001));
    assert_reads_with(&body, &[("styles", &styles)], "柳河镇20001\n", &[Notice::Hidden(1)]);
}

#[test]
fn a_list_follows_its_numbering_style() {
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum>"#
        .to_owned()
        + &definition(
            1,
            &[r#"<w:styleLink w:val="s"/>"#.to_owned(), lvl(0, "ideographTraditional", "%1、", "")],
        )
        + &num(1, 0, "")
        + &num(2, 1, "");
    let styles = r#"<w:style w:type="numbering" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"#;
    let body = item(1, 0, "件") + &item(2, 0, "件");
    assert_reads_with(&body, &[("styles", styles), ("numbering", &numbering)], "甲、件\n乙、件\n", &[]);
}

#[test]
fn numbers_of_an_unknown_format_are_missed() {
    let numbering = definition(0, &[lvl(0, "ordinalText", "%1.", "")]) + &num(1, 0, "");
    let body = item(1, 0, "甲") + &item(1, 0, "") + &item(1, 0, "乙");
    assert_reads_with(&body, &[("numbering", &numbering)], "甲\n乙\n", &[Notice::Unnumbered(2)]);
}

#[test]
fn a_deleted_or_hidden_paragraph_takes_no_number() {
    let numbering = definition(0, &[lvl(0, "chineseCounting", "%1、", "")]) + &num(1, 0, "");
    let gone = |mark: &str, content: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:{mark}/></w:rPr></w:pPr>{content}</w:p>"#
        )
    };
    let body = item(1, 0, "甲")
        + &gone("del", "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>")
        + &gone("vanish", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>丁</w:t></w:r>")
        + &item(1, 0, "乙");
    let notices = [Notice::Changes(2), Notice::Hidden(1)];
    assert_reads_with(&body, &[("numbering", &numbering)], "一、甲\n二、乙\n", &notices);
}

#[test]
fn headers_and_other_parts_are_not_read() {
    assert_reads_with(&p("正文"), &[("header1", &p("页眉")), ("comments", &p("批注"))], "正文\n", &[]);
}

#[test]
fn prefixes_folders_and_strict_names_do_not_matter() {
    let rels = |target: &str, kind: &str| {
        format!(
            r#"<Relationships><Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let document = r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main">
        <body><p><pPr><numPr><numId q:val="1"/></numPr></pPr><r><t>总体情况</t></r></p></body></document>"#;
    let numbering = part("numbering", &(definition(0, &[lvl(0, "decimal", "%1、", "")]) + &num(1, 0, "")));
    let zip = Zip::default()
        .stored("_rels/.rels", rels("/main\\doc.xml", "officeDocument").as_bytes())
        .stored("main\\doc.xml", document.as_bytes())
        .stored("main/_rels/doc.xml.rels", rels("../lists/n.xml", "numbering").as_bytes())
        .stored("LISTS/N.xml", numbering.as_bytes());
    assert_eq!(read(&zip.finish()).unwrap().text, "1、总体情况\n");
}

#[test]
fn parts_in_utf_16_are_read() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(document(&p("柳河镇")).encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read(&Zip::default().stored("word/document.xml", &bytes).finish()).unwrap().text, "柳河镇\n");
}

#[test]
fn other_archives_are_refused_by_name() {
    let of = |entries: &[(&str, &str)]| {
        let zip = entries.iter().fold(Zip::default(), |zip, (name, text)| zip.stored(name, text.as_bytes()));
        read(&zip.finish()).unwrap_err()
    };
    let rels = r#"<Relationships><Relationship Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    for (entries, name) in [
        (vec![("_rels/.rels", rels), ("xl/workbook.xml", "<workbook/>")], " Excel 文件"),
        (vec![("ppt/presentation.xml", "<p/>")], " PPT 文件"),
        (vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<o/>")], " ODT 文件"),
        (vec![("OFD.xml", "<OFD/>")], " OFD 文件"),
        (vec![("年报.docx", "PK"), ("附件.doc", "")], "压缩包"),
    ] {
        assert_eq!(of(&entries), Refusal::Unsupported(name));
    }
}

#[test]
fn an_encrypted_entry_is_refused() {
    let header = Header { flags: 1, method: 8, checksum: 0, unfolded: 9 };
    let zip = Zip::default().entry("word/document.xml", &header, b"whatever");
    assert_eq!(read(&zip.finish()), Err(Refusal::Encrypted));
}

#[test]
fn a_bomb_is_refused_whether_it_says_so_or_not() {
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 65 << 20], 6);
    for unfolded in [65 << 20, 100] {
        let header = Header { flags: 0, method: 8, checksum: 0, unfolded };
        let zip = Zip::default().entry("word/document.xml", &header, &zeros);
        assert_eq!(read(&zip.finish()), Err(Refusal::Bomb));
    }
}

#[test]
fn parts_that_are_a_bomb_only_together_are_refused() {
    let blanks = |size: usize| " ".repeat(size << 20);
    let one = blanks(50);
    assert_eq!(read(&docx(&p("年报"), &[("styles", &one)])).unwrap().text, "年报\n");
    assert_eq!(read(&docx(&p("年报"), &[("styles", &one), ("numbering", &one)])), Err(Refusal::Bomb));
    // What is not read does not count.
    assert_eq!(read(&docx(&p("年报"), &[("styles", &one), ("theme", &one)])).unwrap().text, "年报\n");
    let stored = Zip::default()
        .stored("word/styles.xml", one.as_bytes())
        .deflated("word/numbering.xml", one.as_bytes())
        .stored("word/document.xml", document(&p("年报")).as_bytes());
    assert_eq!(read(&stored.finish()), Err(Refusal::Bomb));
}

#[test]
fn entities_do_not_unfold() {
    let xml = r#"<!DOCTYPE d [<!ENTITY a "&b;&b;"><!ENTITY b "柳河镇">]><w:document><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"#;
    let zip = Zip::default().stored("word/document.xml", xml.as_bytes());
    assert_eq!(read(&zip.finish()).unwrap().text, "&a;\n");
}

#[test]
fn text_that_grows_beyond_reason_is_refused() {
    let numbering = definition(0, &[lvl(0, "decimal", &"长".repeat(64), "")]) + &num(1, 0, "");
    let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let body = "<p><r><t>a</t></r></p>".repeat(400_000);
    assert_eq!(read(&docx(&body, &[("styles", styles), ("numbering", &numbering)])), Err(Refusal::TooLarge));
}

#[test]
fn what_was_read_of_a_document_that_breaks_off_is_kept() {
    let xml = document(&(p("前面") + &tbl(&[tr(&[("", "规章"), ("", "0")])]) + &p("后面")));
    let cut = &xml[..xml.find("后面").unwrap() + "后".len()];
    let intake = read(&Zip::default().stored("word/document.xml", cut.as_bytes()).finish()).unwrap();
    assert_eq!(intake.text, "前面\n规章\t0\n\n后\n");
    assert_eq!(intake.notices, [Notice::CutShort]);
    let cut = &xml[..xml.find("前面").unwrap()];
    let zip = Zip::default().stored("word/document.xml", cut.as_bytes());
    assert_eq!(read(&zip.finish()), Err(Refusal::Damaged("Word 文档")));
}

#[test]
fn a_deflated_stream_that_breaks_off_gives_what_it_held() {
    let body: String = (0..2000).map(|number| p(&format!("第{number}段"))).collect();
    let xml = document(&body);
    let folded = miniz_oxide::deflate::compress_to_vec(xml.as_bytes(), 6);
    let header = Header {
        flags: 0,
        method: 8,
        checksum: crc32(xml.as_bytes()),
        unfolded: u32::try_from(xml.len()).unwrap(),
    };
    let zip = Zip::default().entry("word/document.xml", &header, &folded[..folded.len() / 2]);
    let intake = read(&zip.finish()).unwrap();
    assert!(intake.text.starts_with("第0段\n第1段\n"));
    assert_eq!(intake.notices, [Notice::CutShort]);
}

#[test]
fn a_document_that_is_not_what_its_checksum_says_is_not_trusted() {
    let xml = document(&p("12件"));
    let header = Header { flags: 0, method: 0, checksum: 1, unfolded: u32::try_from(xml.len()).unwrap() };
    let zip = Zip::default().entry("word/document.xml", &header, xml.as_bytes());
    assert_eq!(read(&zip.finish()).unwrap().notices, [Notice::CutShort]);
}

#[test]
fn entries_that_share_their_bytes_are_damage() {
    let mut bytes = docx(&p("柳河镇"), &[("styles", ""), ("numbering", "")]);
    let entry = |bytes: &[u8], name: &str| {
        let name = name.as_bytes();
        bytes.windows(name.len()).rposition(|window| window == name).unwrap()
    };
    let (first, second) = (entry(&bytes, "word/document.xml"), entry(&bytes, "word/styles.xml"));
    bytes.copy_within(first - 4..first, second - 4);
    assert_eq!(read(&bytes), Err(Refusal::Damaged("Word 文档")));
}

#[test]
fn a_comment_behind_the_archive_does_not_matter() {
    let mut bytes = docx(&p("柳河镇"), &[]);
    let comment = b"PK\x05\x06 is what a comment may hold as well, even if nobody does it";
    let length = bytes.len();
    bytes[length - 2..].copy_from_slice(&u16::try_from(comment.len()).unwrap().to_le_bytes());
    bytes.extend(comment);
    assert_eq!(read(&bytes).unwrap().text, "柳河镇\n");
}

/// A document with something of everything.
fn everything() -> Vec<u8> {
    let numbering = definition(0, &[lvl(0, "chineseCounting", "%1、", "")]) + &num(1, 0, "");
    let body = item(1, 0, "总体情况")
        + &tbl(&[
            tr(&[(r#"<w:vMerge w:val="restart"/>"#, "规章"), ("", "0")]),
            tr(&[("<w:vMerge/>", ""), ("", "1")]),
        ])
        + "<w:p><w:ins><w:r><w:t>公开</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:ins><w:r><w:pict><w:txbxContent>"
        + &p("框")
        + "</w:txbxContent></w:pict></w:r></w:p>";
    let footnotes = format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p("注"));
    docx(&body, &[("numbering", &numbering), ("footnotes", &footnotes)])
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let bytes = everything();
    assert_eq!(read(&bytes).unwrap().text, "一、总体情况\n规章\t0\n\t1\t\n\n公开¹\n框\n¹ 注\n");
    for length in 4..bytes.len() {
        assert_eq!(read(&bytes[..length]), Err(Refusal::Damaged("Word 文档")), "{length}");
    }
}

#[test]
fn a_part_cut_anywhere_breaks_nothing() {
    let xml = document(&(tbl(&[tr(&[("<w:vMerge/>", "规章"), ("", "0")])]) + &p("正文")));
    for length in 0..xml.len() {
        let zip = Zip::default().stored("word/document.xml", &xml.as_bytes()[..length]);
        match read(&zip.finish()) {
            Ok(intake) => assert_eq!(intake.notices.last(), Some(&Notice::CutShort), "{length}"),
            Err(refusal) => assert_eq!(refusal, Refusal::Damaged("Word 文档"), "{length}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn flipped_bits_break_nothing(flips in prop::collection::vec((any::<prop::sample::Index>(), 0..8_u32), 1..6)) {
        let mut bytes = everything();
        for (at, bit) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        let _ = read(&bytes);
    }

    /// The same inside of the XML, where the checksum would stop it.
    #[test]
    fn mangled_xml_breaks_nothing(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8)) {
        let mut xml: Vec<char> =
            document(&(item(1, 3, "甲") + &tbl(&[tr(&[("<w:vMerge/>", "规章"), ("", "0")])]) + &p("正文"))).chars().collect();
        for (from, to) in flips {
            let (from, to) = (from.index(xml.len()), to.index(xml.len()));
            xml.swap(from, to);
        }
        let xml: String = xml.into_iter().collect();
        let _ = read(&Zip::default().stored("word/document.xml", xml.as_bytes()).finish());
    }

    /// Elements in any order and nesting.
    #[test]
    fn elements_in_the_wrong_places_break_nothing(tags in prop::collection::vec((0..27_usize, any::<bool>()), 0..60)) {
        const NAMES: [&str; 27] = [
            "p", "r", "t", "pPr", "rPr", "tbl", "tr", "tc", "trPr", "tcPr", "vMerge", "txbxContent", "drawing", "pict",
            "AlternateContent", "Choice", "Fallback", "footnote", "fldChar", "ins", "del", "sdt", "blip", "gridBefore",
            "instrText", "fldSimple", "footnoteReference",
        ];
        let mut open = Vec::new();
        let mut xml = String::from("<w:document>");
        for (name, opens) in tags {
            if opens {
                let sign = ["begin", "separate", "end"][open.len() % 3];
                xml += &format!(r#"<w:{} w:val="2" w:id="1" w:fldCharType="{sign}" w:instr="EQ">文"#, NAMES[name]);
                open.push(NAMES[name]);
            } else if let Some(name) = open.pop() {
                xml += &format!("</w:{name}>");
            }
        }
        let _ = read(&Zip::default().stored("word/document.xml", xml.as_bytes()).finish());
    }
}
