//! Drafts that are far longer than any report, each of one thing over and over, of the length that is asked for.

/// The report that they are made of.
pub const CLEAN: &str = include_str!("../drafts/clean-2021.txt");

/// A kind of draft.
pub struct Draft {
    /// What it is full of.
    pub name: &'static str,
    /// Where the pieces stand.
    place: Place,
    /// What is repeated.
    piece: &'static str,
}

/// Where in the report a draft is full.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the prose of the first section.
    Prose,
    /// In 表三, behind its last row.
    Rows,
    /// In 表三, behind the first row's cells, on its line.
    Columns,
    /// Nowhere: there is no report around it.
    Alone,
}

impl Draft {
    /// A draft of about so many bytes, and not more.
    pub fn of(&self, bytes: usize) -> String {
        let pieces = self.piece.repeat(bytes.saturating_sub(CLEAN.len() + 1) / self.piece.len());
        let before = |place: &str| CLEAN.find(place).unwrap_or_default();
        match self.place {
            Place::Alone => pieces,
            Place::Prose => within(before("\n二、主动公开"), &pieces),
            Place::Rows => within(before("\n四、政府信息公开行政复议"), &pieces),
            Place::Columns => {
                let row = before("一、本年新收政府信息公开申请数量");
                let end = CLEAN.get(row..).and_then(|rest| rest.find('\n')).unwrap_or_default();
                within(row + end, &pieces)
            }
        }
    }
}

/// The report with something at a place.
fn within(at: usize, pieces: &str) -> String {
    let (before, behind) = CLEAN.split_at(at);
    [before, pieces, behind].concat()
}

const fn draft(name: &'static str, place: Place, piece: &'static str) -> Draft {
    Draft { name, place, piece }
}

/// The kinds of drafts.
pub const DRAFTS: [Draft; 56] = [
    draft(
        "prose",
        Place::Prose,
        "2023年，柳河镇主动公开政府信息320条，其中政策文件70条，工作动态200条，其他信息50条。\n",
    ),
    draft("prose on one line", Place::Prose, "规范政府信息制作、审查和归档，定期检查栏目更新。"),
    draft("figures on one line", Place::Prose, "共公开9条，其中甲5条，乙3条。"),
    draft("figures in one sentence", Place::Prose, "其中甲5条，乙3件，"),
    draft("shares in one sentence", Place::Prose, "甲5条，占3%，"),
    draft("clauses never parted", Place::Prose, "公开条"),
    draft("shares", Place::Prose, "答复予以公开3件，占99%。\n"),
    draft("comparisons in one sentence", Place::Prose, "较上年（40件）下降3%，"),
    draft("applications that differ", Place::Prose, "新收申请9件，办结7件。\n"),
    draft("one line, not one stop", Place::Prose, "规范政府信息制作、"),
    draft("one report behind the other", Place::Alone, CLEAN),
    draft("headings", Place::Prose, "一、总体情况\n二、主动公开政府信息情况\n"),
    draft("subheadings", Place::Prose, "（一）主动公开。\n1.公开\n"),
    draft("rows of 表三", Place::Rows, "\t（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3\n"),
    draft("unknown rows", Place::Rows, "\t（九）某某情形\t\t3\t0\t0\t0\t0\t0\t3\n"),
    draft("a cell a line", Place::Rows, "12\n"),
    draft("a label a line", Place::Rows, "总计\n自然人\n"),
    draft("columns of a row", Place::Columns, "\t1"),
    draft("empty columns of a row", Place::Columns, "\t"),
    draft("tables in Markdown", Place::Rows, "| 总计 | 1 | 2 |\n| --- | --- | --- |\n"),
    draft("cells without a report", Place::Alone, "12\t7\n"),
    draft("columns of blanks", Place::Rows, "总计    1    2\n"),
    draft("brackets never closed", Place::Prose, "（“《〔【[(\"‘"),
    draft("brackets never closed, a line each", Place::Prose, "（甲“乙《丙\n"),
    draft(
        "quotations never closed, a line each",
        Place::Prose,
        "甲“乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥。\n",
    ),
    draft("brackets never opened", Place::Prose, "）”》〕】])\"’"),
    draft("open spots never closed", Place::Prose, "〔请填写"),
    draft("doubled words", Place::Prose, "信息信息公开公开的的"),
    draft("digits", Place::Prose, "1234567890"),
    draft("Chinese digits", Place::Prose, "三"),
    draft("Chinese noughts", Place::Prose, "〇"),
    draft("Chinese tens", Place::Prose, "十"),
    draft("telephone numbers", Place::Prose, "13800000000，"),
    draft("full-width punctuation", Place::Prose, "，。；：！？、"),
    draft("half-width punctuation", Place::Prose, "公开,情况;办理:"),
    draft("dates that are none", Place::Prose, "2023年13月32日，"),
    draft(
        "laws and documents",
        Place::Prose,
        "《中华人民共和国政府信息公开条例》（国务院令第492号）第二十条、国办发〔2019〕1号。",
    ),
    draft("organisations", Place::Prose, "青河县柳溪镇人民政府、柳河镇政府、市财政局。"),
    draft(
        "every kind of slip",
        Place::Prose,
        "2022年，我镇共公开信息信息9条，其中甲5条，乙3条,丙丙2条。。占比99.9%（见附件1；13800000000。\n",
    ),
    draft("closing title marks", Place::Prose, "条例》"),
    draft("closing quotation marks", Place::Prose, "要求”"),
    draft("opening title marks", Place::Prose, "落实《条例要求"),
    draft("bare digits and letters", Place::Prose, "a1 "),
    draft("signatures", Place::Rows, "柳河镇人民政府\n2024年1月9日\n"),
    draft("titles", Place::Alone, "青溪县柳河镇人民政府2023年政府信息公开工作年度报告\n"),
    draft("rows that wrap", Place::Rows, "\t（一）予以\n公开\t\t3\n0\t0\n"),
    draft("years on one line", Place::Prose, "甲2022年"),
    draft("pieces of labels in columns of blanks", Place::Rows, "情况  "),
    draft("numbers in columns of blanks", Place::Rows, "总计  3"),
    draft("marks for nothing behind a row", Place::Rows, "无\t"),
    draft("words in one cell", Place::Rows, "总计 公开 "),
    draft("clauses in brackets", Place::Prose, "（七）总计"),
    draft("figures never parted", Place::Prose, "公开各类信息3件"),
    draft("lists of people", Place::Prose, "名单3件"),
    draft("another field of work", Place::Prose, "跨省通办"),
    draft("blanks", Place::Prose, " \u{3000}\u{A0}\n"),
];
