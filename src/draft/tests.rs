//! How lines become rows of fields.

use super::*;

/// Rows as `kind:cell/cell`, one a line.
fn rows(text: &str) -> String {
    let source = Source::new(text);
    let draft = lex(&source, 0..source.lines().len());
    let mut out = String::new();
    for row in &draft.rows {
        let fields: Vec<_> =
            draft.row(row).iter().map(|field| source.slice(field.span).replace('\n', "~")).collect();
        out += &format!("{:?}:{}\n", row.kind, fields.join("/"));
    }
    out
}

#[test]
fn tab_rows_keep_their_empty_cells() {
    assert_eq!(rows("规章\t0\t\t 3 \n\t一\t0\n"), "Bound:规章/0//3\nBound:/一/0\n");
}

#[test]
fn cells_below_one_another_are_a_row_until_a_blank_line() {
    assert_eq!(
        rows("\t规章\n\t0\n\t\n\t3\n\n\t行政许可\n\t0\n\n正文"),
        "Bound:规章/0//3\nBound:行政许可/0\nLine:正文\n"
    );
}

#[test]
fn a_label_broken_over_lines_is_one_cell() {
    assert_eq!(rows("\t商业\n企业\n\t0\n"), "Bound:商业~企业/0\n");
    assert_eq!(
        rows("\t\n\n\n三、\n本年度办理结果\n\t（一）予以公开\n\t0\n"),
        "Bound:三、~本年度办理结果/（一）予以公开/0\n"
    );
}

#[test]
fn a_paragraph_after_a_table_is_no_part_of_its_last_cell() {
    assert_eq!(rows("\t总计\n\t0\n四、情况\n正文"), "Bound:总计/0\nLine:四、情况\nLine:正文\n");
}

#[test]
fn numbers_set_off_by_blanks_are_cells() {
    assert_eq!(rows("1. 属于国家秘密 0 0 7\n0 1 2"), "Bound:1. 属于国家秘密/0/0/7\nBound:0/1/2\n");
    assert_eq!(rows("共公开 5 条\n12"), "Line:共公开 5 条\nLine:12\n");
}

#[test]
fn the_number_of_a_page_is_no_row_and_a_row_of_marks_is_no_page() {
    assert_eq!(rows("规章\t0\n— 3 —\n-4-\n第 3 页 共 12 页\n第5页\n"), "Bound:规章/0\n");
    assert_eq!(rows("-  -  4  -  -"), "Bound:-/-/4/-/-\n");
}

#[test]
fn pipes_of_all_four_kinds() {
    assert_eq!(rows("| 规章 | 0 | | 3 |\n|---|---|\n"), "Bound:规章/0//3\n");
    assert_eq!(rows("规章 | 0 | 0 | 3\n"), "Bound:规章/0/0/3\n");
    assert_eq!(rows("规章 |\n0 |\n|\n3 |\n"), "Loose:规章/0//3\n");
    assert_eq!(rows("规章\n|\n0\n|\n3\n"), "Line:规章\nLine:0\nLine:3\n");
    assert_eq!(rows("规|章\t0\t1|2\n"), "Bound:规/章/0/1/2\n");
}
#[test]
fn drawn_lines_are_pipes_and_what_is_drawn_between_rows_is_nothing() {
    assert_eq!(
        rows("┌──┬─┬─┐\n│规章│0│  │\n├──┼─┼─┤\n┃行政许可┆12┆ ┃\n│    ├─┼─┤\n│    │3│4│\n└──┴─┴─┘\n"),
        "Bound:规章/0/\nBound:行政许可/12/\nBound:/3/4\n"
    );
    assert_eq!(rows("｜规章｜0｜\n｜行政许可｜1,250｜"), "Bound:规章/0\nBound:行政许可/1,250\n");
    assert_eq!(rows("2023年──2024年\n──────"), "Line:2023年──2024年\nLine:──────\n");
}

#[test]
fn cells_between_commas_are_told_from_sentences_and_thousands() {
    assert_eq!(
        rows(
            "信息内容,制发,废止\n规章,0,\n\"许可（含\n备案，等）\",\"1,250\",3\n强制,0,无\n共2件，其中1件。"
        ),
        "Bound:信息内容/制发/废止\nBound:规章/0/\nBound:许可（含~备案，等）/1,250/3\nBound:强制/0/无\nLine:共2件，其中1件。\n"
    );
    assert_eq!(
        rows("部分公开（只计这一，其他不计），0，1\n规章，2，3\n许可：1，2\n").matches("Bound").count(),
        3
    );
    for lines in [
        "1,234\n5,678\n9,012",
        "许可 1,250\n处罚 2,250\n强制 3,250",
        "19,\n067\n20,\n21,",
        "一是公开8件，其中2件\n二是3，4\n三是5，6",
    ] {
        assert!(!rows(lines).contains('/') || lines.contains(' '), "{lines}");
    }
}
