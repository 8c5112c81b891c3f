//! HTML as it comes from each source, in, and the text out: one trap a test.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

use nianbao::intake::{Format, Intake, Notice, Refusal, read, read_html};
use proptest::prelude::*;

#[track_caller]
fn intake(html: &str) -> Intake {
    let intake = read_html(html).unwrap();
    assert_eq!(intake.format, Format::Html);
    intake
}

#[track_caller]
fn assert_text(html: &str, text: &str) {
    assert_eq!(intake(html).text, text, "{html}");
}

#[track_caller]
fn assert_notices(html: &str, notices: &[Notice]) {
    assert_eq!(intake(html).notices, notices, "{html}");
}

/// The values of all cells by their ids.
fn cells(text: &str) -> Vec<(String, Option<String>)> {
    let checked = nianbao::check_text(text);
    let form = checked.edition.unwrap().form();
    let cell = |mark: &nianbao::checked::CellMark| {
        (form.cell_id(mark.cell), mark.value.map(|value| value.to_string()))
    };
    checked.cells.iter().map(cell).collect()
}

// The official tables.

#[test]
fn the_official_tables_read_as_they_do_from_text() {
    let page = include_str!("intake/official-tables.html");
    let draft = include_str!("drafts/clean-2021.txt");
    let intake = intake(page);
    assert_eq!(intake.tables, 3);
    assert_eq!(intake.notices, []);
    let expected = cells(draft);
    assert!(expected.len() > 190);
    assert_eq!(cells(&intake.text), expected, "{}", intake.text);
    let rules = |text: &str| {
        nianbao::check_text(text).findings.iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(&intake.text), rules(draft));
}

#[test]
fn a_page_in_gb18030_reads_as_one_in_utf8() {
    let page = include_str!("intake/official-tables.html").replace("charset=\"utf-8\"", "charset=gb2312");
    let bytes = encoding_rs::GB18030.encode(&page).0;
    let gb18030 = |bytes: &[u8]| encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned();
    let from_gb = read("年报.htm", &bytes, &gb18030).unwrap();
    assert_eq!(from_gb, intake(&page));
    assert_eq!(read("年报.doc", &bytes, &gb18030).unwrap(), from_gb);
    // A page may say one thing and be another.
    assert_eq!(read("年报.htm", page.as_bytes(), &gb18030).unwrap(), from_gb);
}

// Tables.

#[test]
fn a_wide_cell_is_one_cell_and_a_tall_one_leaves_one_empty_cell_a_row() {
    assert_text(
        "<table><tr><td rowspan=3 colspan=3>角</td><td colspan=7>申请人情况</td></tr>
         <tr><td rowspan=2>自然人</td><td colspan=5>组织</td><td rowspan=2>总计</td></tr>
         <tr><td>企业</td><td>机构</td><td>公益</td><td>法律</td><td>其他</td></tr></table>",
        "角\t申请人情况\n\t自然人\t组织\t总计\n\t\t企业\t机构\t公益\t法律\t其他\t\n\n",
    );
}

#[test]
fn a_tall_cell_ends_with_its_section() {
    assert_text(
        "<table><thead><tr><th rowspan=9>甲<th>乙</thead><tbody><tr><td>1<td>2<tr><td rowspan=0>3<td>4<tr><td>5\
         <tbody><tr><td>6<td>7</table>",
        "甲\t乙\n1\t2\n3\t4\n\t5\t\n6\t7\n\n",
    );
    assert_text("<table><tr><td rowspan=2>甲<td>乙<tbody><tr><td>1<td>2</table>", "甲\t乙\n1\t2\n\n");
}

#[test]
fn absurd_spans_are_no_more_than_the_rows_that_follow() {
    let wide = "<td rowspan=1000000 colspan=99999999999>甲".repeat(500);
    let page = format!("<table><tr>{wide}{}</table>", "<tr><td>1".repeat(20_000));
    let text = intake(&page).text;
    assert!(text.len() < page.len() * 2);
    assert_eq!(text.matches('1').count(), 20_000);
    assert_text("<table><tr><td rowspan=-1 colspan=abc>甲<td>乙</table>", "甲\t乙\n\n");
}

#[test]
fn end_tags_of_a_table_may_be_missing_or_too_many() {
    assert_text("<table><tr><td>甲<td>乙<tr><td>1<p>2<td>3</table>后", "甲\t乙\n1 2\t3\n\n后\n");
    assert_text("<table><td>甲<td>乙<tr><td>1</td></td></tr></tr><td>2</table></table>", "甲\t乙\n1\n2\n\n");
    assert_text("<div><table><tr><td>甲</div><td>乙</table>", "甲\t乙\n\n");
    assert_text("<tr><td>甲<td>乙", "甲\t乙\n\n");
}

#[test]
fn text_between_the_cells_stands_before_the_table() {
    assert_text(
        "<table><caption>表一</caption>单位：件<tr><td>甲<td>乙</table>",
        "表一\n单位：件\n甲\t乙\n\n",
    );
}

#[test]
fn a_table_that_places_the_page_is_no_table() {
    let page = "<table><tr><td>左<td><table><tr><td>规章<td>&nbsp;<td>0</table></td></tr></table>";
    assert_eq!(intake(page).tables, 1);
    assert_text(page, "左\n规章\t\t0\n\n");
}

#[test]
fn cells_keep_their_lines_in_one() {
    assert_text(
        "<table><tr><td>自<br>然<br>人<td><p>12</p><p>3</p><td>规\n章</table>",
        "自然人\t12 3\t规章\n\n",
    );
}

#[test]
fn depth_and_number_cost_nothing() {
    for (open, close) in
        [("<div>", "</div>"), ("<table>", "</table>"), ("<table><tr><td>", ""), ("<b>", "</i>")]
    {
        let page = format!("{}一、总体情况5件{}", open.repeat(200_000), close.repeat(200_000));
        assert!(intake(&page).text.contains("一、总体情况5件"), "{open}");
    }
}

#[test]
fn what_is_hidden_in_the_depth_is_hidden() {
    let deep = |inner: &str| format!("{}{inner}{}<p>后</p>", "<div>".repeat(9000), "</div>".repeat(9000));
    assert_text(&deep("<p>一</p><span hidden>二</span>三"), "一\n三\n后\n");
    let tables = format!("{}1<td>2{}后", "<table><tr><td>".repeat(100), "</table>".repeat(100));
    assert_eq!(intake(&tables).text.split_whitespace().collect::<String>(), "12后");
}

// White space.

#[test]
fn lines_of_the_source_are_no_lines_of_the_text() {
    assert_text(
        "<p>柳河镇\n  政府信息</p>\n<p>共 8\n件</p> <p>annual\nreport</p>",
        "柳河镇政府信息\n共 8件\nannual report\n",
    );
    assert_text("<p><span>一、</span>\n<span>总体</span>情况<br/>正文</p>", "一、总体情况\n正文\n");
    assert_text("<pre>规章\t0\n许可\t1</pre>", "规章\t0\n许可\t1\n");
    assert_text("<div style='white-space: pre-wrap'>一\n二</div>", "一\n二\n");
}

#[test]
fn blocks_end_a_paragraph() {
    assert_text(
        "一<h1>二</h1>三<div>四</div>五<hr>六<ul><li>七<li>八</ul>九<dl><dt>十<dd>百</dl><address>千</address>万",
        "一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n百\n千\n万\n",
    );
    assert_text("<p>一<p>二</p></p>三<my-tag>四</my-tag>", "一\n二\n三四\n");
}

// Lists.

#[test]
fn items_have_their_numbers() {
    assert_text("<ol><li>甲</li><li><p>乙</p></li></ol>", "1. 甲\n2. 乙\n");
    assert_text("<ol start=3 type=a><li>甲<li value=9>乙<li>丙</ol>", "c. 甲\ni. 乙\nj. 丙\n");
    assert_text(
        "<ol style='list-style-type:cjk-ideographic'><li>总体情况<ol><li>甲</ol><li>其他</ol>",
        "一、总体情况\n1. 甲\n二、其他\n",
    );
    assert_text("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", "甲\n乙\n");
}

// What is left out.

#[test]
fn what_a_browser_does_not_show_is_no_text() {
    assert_text(
        "<html><head><title>题</title><style>p{}</style><script>if (a<b) '</p>'</script></head><body>正\
         <span style='display: none'>隐<b>隐</b></span><p hidden>隐<p>文<noscript>隐</noscript>\
         <select><option>2023<option>2024</select><svg><title/><text>9</text></svg><o:p>&nbsp;</o:p>\
         <o:settings>1</o:settings><ruby>字<rt>zi</ruby><template><p>隐</template><xml><w:view>2</w:view></xml>",
        "正\n文\u{A0}字\n",
    );
}

#[test]
fn deletions_go_and_are_counted_with_insertions() {
    let page = "<p>共<del>5</del><ins>8</ins>件。</p>";
    assert_text(page, "共8件。\n");
    assert_notices(page, &[Notice::Changes(2)]);
}

#[test]
fn pictures_are_counted_and_icons_are_not() {
    assert_notices(
        "<p>表<img src=a.png><img width=16 src=b.png><img width='80%' height=300>",
        &[Notice::Pictures(2)],
    );
    assert_eq!(read_html("<p><img src=a.png></p>").map(|intake| intake.text), Err(Refusal::Empty));
    let read = read("a.html", b"<html><p><img src=a.png></p>", &|_| String::new());
    assert_eq!(read, Err(Refusal::OnlyPictures));
}

#[test]
fn hidden_text_of_word_is_counted() {
    let page = "<p>正<span style='display:none;mso-hide:all'>藏</span>文</p>";
    assert_text(page, "正文\n");
    assert_notices("<p>正<span style='mso-hide:all'>藏</span>文</p>", &[Notice::Hidden(1)]);
}

#[test]
fn text_that_is_struck_out_is_left_out_and_counted() {
    let page = "<p>收到<s>12</s><span style='text-decoration: underline line-through'>3</span>8件</p>\
        <table><tr><td>规章<td><strike>1</strike>2</table>";
    assert_text(page, "收到8件\n规章\t2\n\n");
    assert_notices(page, &[Notice::Struck(3)]);
    assert_notices("<p style='text-decoration:underline'>收到8件</p>", &[]);
}

// Furniture.

#[test]
fn menus_go_and_prose_stays() {
    let page = "<nav>首页 <a href=/>政务</a></nav><ul><li><a href=1>一</a><li><a href=2>二</a><li><a href=3>三</a></ul>\
                <div><a href=1>上</a> | <a href=2>中</a> | <a href=3>下</a></div>\
                <h1>年度报告</h1><p>见<a href=1>甲</a>、<a href=2>乙</a>和<a href=3>丙</a>。</p>\
                <p><a href=4>附件</a></p><footer>主办：柳河镇</footer>";
    assert_text(page, "年度报告\n见甲、乙和丙。\n附件\n");
    assert_notices(page, &[Notice::Furniture(4)]);
}

#[test]
fn a_menu_of_menus_is_one() {
    let list = "<ul><li><a href=1>一</a><li><a href=2>二</a><li><a href=3>三</a></ul>";
    assert_notices(&format!("<div>{list}{list}<p></p></div><p>正文</p>"), &[Notice::Furniture(1)]);
    let page = format!("<header><h1>青溪县</h1>{list}</header><p>正文</p>");
    assert_text(&page, "青溪县\n正文\n");
}

#[test]
fn a_table_with_numbers_and_a_link_in_every_row_stays() {
    let row = "<tr><td><a href=1>行政许可</a><td>12</tr>";
    assert_text(
        &format!("<div><table>{}</table></div>", row.repeat(3)),
        &format!("{}\n", "行政许可\t12\n".repeat(3)),
    );
}

#[test]
fn sentences_in_links_stay() {
    let link = "<a href=1>本年收到申请8件。</a>";
    assert_text(&format!("<p>{}</p>", link.repeat(3)), &format!("{}\n", "本年收到申请8件。".repeat(3)));
}

#[test]
fn a_page_of_nothing_but_furniture_is_kept() {
    let page = "<footer>柳河镇年报</footer>";
    assert_text(page, "柳河镇年报\n");
    assert_notices(page, &[]);
}

#[test]
fn furniture_that_never_ends_is_the_page() {
    assert_text("<aside>一、总体情况<p>收到申请5件", "一、总体情况\n收到申请5件\n");
    assert_text("<article><p>正文</p><footer>署名</footer></article>", "正文\n署名\n");
}

// Oddities.

#[test]
fn signs_that_open_no_tag_are_text() {
    assert_text(
        "收到申请<5件，A&B，x < y，1</2，&#151;&nbsp&copy2023",
        "收到申请<5件，A&B，x < y，1</2，—\u{A0}©2023\n",
    );
    assert_text("前<!-- 从不结束 > 后5件", "前 后5件\n");
    assert_text("<title>从不结束<p>正文5件", "从不结束\n正文5件\n");
    assert_text("共5件<", "共5件<\n");
    assert_text("共5件<b", "共5件<b\n");
    assert_text("共5件<b class='x", "共5件\n");
    assert_text("一<!--a--!>二<!-->三<!--->四<?php x ?>五<!-- --- -->六</>七</ >八", "一二三四五六七八\n");
}

// The clipboards.

#[test]
fn word() {
    let page = "<html xmlns:v=\"urn:schemas-microsoft-com:vml\"\r\nxmlns:o=\"urn:schemas-microsoft-com:office:office\">\r\n\
        <head>\r\n<meta name=Generator content=\"Microsoft Word 15\">\r\n<!--[if gte mso 9]><xml>\r\n <o:Words>12</o:Words>\r\n</xml><![endif]-->\r\n\
        <style>\r\n<!--\r\n /* Font Definitions */\r\n p.MsoNormal {mso-style-unhide:no;}\r\n-->\r\n</style>\r\n</head>\r\n\
        <body lang=ZH-CN style='tab-interval:21.0pt'>\r\n<!--StartFragment-->\r\n\r\n\
        <p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span\r\n\
        lang=EN-US style='font-size:16.0pt'><span style='mso-list:Ignore'>一、<span style='font:7.0pt \"Times New Roman\"'>&nbsp;\r\n\
        </span></span></span><![endif]><span style='font-family:黑体'>总体情况<span lang=EN-US><o:p></o:p></span></span></p>\r\n\r\n\
        <p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋'>本年度共收到政府信息公\r\n\
        开申请</span><span lang=EN-US>8</span>件，<del cite=\"mailto:a\"><span lang=EN-US>9</span></del><ins cite=\"mailto:a\">均</ins>已办\r\n结。</p>\r\n\
        <p class=MsoListParagraph><![if !supportLists]><span style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span>&nbsp;&nbsp;</span></span></span><![endif]>要点</p>\r\n\
        <table class=MsoTableGrid border=1>\r\n <tr style='mso-yfti-irow:0'>\r\n  <td width=139 rowspan=2><p class=MsoNormal align=center>规\r\n章</p></td>\r\n\
        <td><p class=MsoNormal><span lang=EN-US>0<o:p></o:p></span></p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr>\r\n\
        <tr><td colspan=2><p>1</p></td></tr>\r\n <![if !supportMisalignedColumns]>\r\n <tr height=0>\r\n  <td width=49 style='border:none'></td>\r\n  <td></td>\r\n  <td></td>\r\n </tr>\r\n <![endif]>\r\n</table>\r\n\
        <!--EndFragment-->\r\n</body>\r\n\r\n</html>\r\n";
    assert_text(
        page,
        "一、总体情况\n本年度共收到政府信息公开申请8件，均已办结。\n要点\n规章\t0\t\n\t1\t\n\n",
    );
    assert_notices(page, &[Notice::Changes(2)]);
}

#[test]
fn word_with_comments() {
    let page = "<p>收到<a style='mso-comment-reference:x_1'>8</a><span class=MsoCommentReference><span\
        style='mso-special-character:comment'>&nbsp;</span></span>件。</p><div style='mso-element:comment-list'>\
        <div style='mso-element:comment'><p>核对</p></div><div style='mso-element:comment'><p>再核</p></div></div>";
    assert_text(page, "收到8\u{A0}件。\n");
    assert_notices(page, &[Notice::Comments(2)]);
}

#[test]
fn wps() {
    let page = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000900\r\nStartFragment:0000000141\r\nEndFragment:0000000860\r\n\
        <html>\r\n<body>\r\n<!--StartFragment--><p class=\"MsoNormal\" style=\"text-align:center;\"><b><span style=\"mso-spacerun:'yes';font-family:宋体;\">\
        <font face=\"宋体\">2023年政府信息公开工作年度报告</font></span></b></p>\
        <table class=\"MsoNormalTable\"><tr style=\"height:20pt;\"><td width=\"98\" valign=\"center\" colspan=\"2\">\
        <p class=\"MsoNormal\"><span><font face=\"宋体\">行政许可</font></span></p></td><td><p class=\"MsoNormal\"><span>12</span></p></td></tr>\
        </table><!--EndFragment--></body>\r\n</html>";
    assert_text(page, "2023年政府信息公开工作年度报告\n行政许可\t12\n\n");
}

#[test]
fn chromium() {
    let page = "<html>\n<body>\n<!--StartFragment--><meta charset='utf-8'><p style=\"color: rgb(0, 0, 0); white-space: normal;\">\
        一、总体情况</p><br class=\"Apple-interchange-newline\"><table><tbody><tr><td style=\"box-sizing: border-box;\">规章</td>\
        <td>&nbsp;</td><td>0</td></tr></tbody></table><!--EndFragment-->\n</body>\n</html>";
    assert_text(page, "一、总体情况\n规章\t\t0\n\n");
}

#[test]
fn excel() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style>td {mso-ignore:padding;}</style></head>\n\
        <body link=\"#0563C1\">\n<table border=0 cellpadding=0 width=128 style='border-collapse:collapse'>\n\
        <!--StartFragment-->\n <col width=64 span=2 style='width:48pt'>\n <tr height=18 style='height:13.8pt'>\n\
        <td rowspan=2 height=36 class=xl65>不予\n  公开</td>\n  <td align=right>3</td>\n </tr>\n <tr>\n  <td>0</td>\n </tr>\n\
        <!--EndFragment-->\n</table>\n</body>\n</html>";
    assert_text(page, "不予公开\t3\n\t0\t\n\n");
}

#[test]
fn what_stands_around_the_copied_piece_goes() {
    assert_text(
        "<p>外</p><table><tr><!--StartFragment--><td>内<td>1<!--EndFragment--></table><p>外</p>",
        "内\t1\n\n",
    );
    assert_text("<p>一<!--StartFragment-->二</p>", "一二\n");
}

#[test]
fn libreoffice() {
    let page = "<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>\n\t<title></title>\n\
        </head>\n<body lang=\"zh-CN\" dir=\"ltr\"><h1 class=\"western\">\n<font face=\"Noto Serif CJK SC\"><font size=\"6\"><span lang=\"zh-CN\">柳河镇</span></font></font></h1>\n\
        <ol>\n\t<li><p style=\"margin-bottom: 0in\"><font><span>甲</span></font></p>\n\t<li><p>乙</p>\n</ol>\n\
        <table width=\"61\">\n\t<col width=\"18\"/>\n\n\t<col width=\"12\"/>\n\n\t<tr>\n\t\t<td rowspan=\"2\"><p>\n\t\t\t<font>规章</font></p>\n\t\t</td>\n\
        \t\t<td><p>\n\t\t\t1</p>\n\t\t</td>\n\t</tr>\n\t<tr>\n\t\t<td><p><br/>\n\n\t\t\t</p>\n\t\t</td>\n\t</tr>\n</table>\n</body>\n</html>";
    assert_text(page, "柳河镇\n1. 甲\n2. 乙\n规章\t1\n\t\t\n\n");
}

#[test]
fn a_page_of_a_government_site() {
    let links = |names: &[&str]| {
        let link = |name: &&str| format!("<li><a href=\"/{name}\">{name}</a></li>");
        names.iter().map(link).collect::<Vec<_>>().concat()
    };
    let page = format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>年报_青溪县人民政府</title><script>var a = '<p>';</script></head><body>\
         <div class=\"top\"><a href=\"/\"><img src=logo.png width=400></a><ul>{}</ul></div>\
         <table width=\"1000\"><tr><td width=200 valign=top><table><tr><td><a href=1>机构</a></td></tr><tr><td><a href=2>法规</a></td></tr>\
         <tr><td><a href=3>年报</a></td></tr></table></td><td><h2>柳河镇2023年政府信息公开工作年度报告</h2>\
         <div class=info><span>发布日期：2024-01-15</span> <span>来源：柳河镇</span> <button>打印</button></div>\
         <div id=zoom><p>&emsp;&emsp;一、总体情况</p><p>　　公开信息320条。</p><table border=1><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr></table></div>\
         </td></tr></table><div class=\"foot\"><a href=a>关于</a>&nbsp;|&nbsp;<a href=b>地图</a>&nbsp;|&nbsp;<a href=c>联系</a></div></body></html>",
        links(&["首页", "政务公开", "办事服务", "互动交流"])
    );
    assert_text(
        &page,
        "柳河镇2023年政府信息公开工作年度报告\n发布日期：2024-01-15 来源：柳河镇\n一、总体情况\n公开信息320条。\n规章\t0\t0\t0\n\n",
    );
    assert_notices(&page, &[Notice::Furniture(4)]);
}

// What holds for every page.

/// Pieces of pages that show all that is in them.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td rowspan=2>",
        "<td colspan=0 rowspan=0>",
        "<td rowspan=99999 colspan=3>",
        "<th>",
        "<tbody>",
        "</tbody>",
        "<thead>",
        "<caption>",
        "</caption>",
        "<ul>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<li>",
        "</li>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<span>",
        "</span>",
        "<b>",
        "</b>",
        "<a name=x>",
        "</a>",
        "<br>",
        "<br/>",
        "<hr>",
        "<pre>",
        "</pre>",
        "<h1>",
        "</h1>",
        "<font face='宋体'>",
        "<o:p>",
        "</o:p>",
        "<span style='mso-list:Ignore'>",
        "<ins>",
        "</ins>",
        "<article>",
        "</article>",
        "<section>",
        "<!-- x -->",
        "<![if !supportLists]>",
        "<![endif]>",
        "<form>",
        "</form>",
        "<x:y z>",
        "</x:y>",
        "<ruby>",
        "</ruby>",
        "</",
        "<",
        "&",
        "&nbsp;",
        "&amp",
        "&#20;",
        "\n",
        " ",
        "年",
        "一、",
        "　",
        "5",
        "23",
        "件",
        "。",
        "\0",
        "</html>",
        "<body>",
        "<img>",
        "</body>",
        "<input value=甲>",
    ])
}

/// Pieces that may leave out what is in them.
fn hiding() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<nav>",
        "</nav>",
        "<footer>",
        "</footer>",
        "<del>",
        "</del>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<select>",
        "<option>",
        "</select>",
        "<div hidden>",
        "<tr hidden>",
        "<td style=display:none>",
        "<div role=menu>",
        "<aside>",
        "</aside>",
        "<svg>",
        "</svg>",
        "<!--",
        "-->",
        "<a href=x>",
        "<a href='",
        "<p title=\"",
        "<rt>",
        "<!--StartFragment-->",
        "<!--EndFragment-->",
        "<o:x>",
        "<xml>",
        "<textarea>",
        "<template>",
        "<object>",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn every_number_of_a_page_is_in_its_text(pieces in prop::collection::vec(piece(), 0..60)) {
        let page = pieces.concat();
        // The digits outside of tags.
        let mut shown = page.clone();
        for tag in ["<td rowspan=2>", "<td colspan=0 rowspan=0>", "<td rowspan=99999 colspan=3>", "<h1>", "</h1>", "&#20;"] {
            shown = shown.replace(tag, " ");
        }
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        let text = read_html(&page).map_or(String::new(), |intake| intake.text);
        let mut found: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        // The numbers of items come to them, and text moves before its table.
        for digit in digits.chars() {
            let at = found.iter().position(|&other| other == digit);
            prop_assert!(at.is_some(), "{page:?}\n{text}");
            found.remove(at.unwrap());
        }
    }

    #[test]
    fn no_page_is_too_odd(pieces in prop::collection::vec(prop_oneof![piece(), hiding()], 0..80)) {
        let _ = read_html(&pieces.concat());
    }

    #[test]
    fn no_text_is_too_odd(page in ".*") {
        let _ = read_html(&page);
    }
}
