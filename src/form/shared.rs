//! Wording and cells that both editions share: 表三's applicant columns and common rows, 表四.

use super::{Column, Label, Quantity, Row, Shape, Table};

/// A column of counts.
const fn count(id: &'static str, label: &'static str) -> Column {
    Column { id, label, quantity: Quantity::Count }
}

/// 申请人情况: the columns of 表三.
pub(super) const APPLICANTS: &[Column] = &[
    count("natural", "自然人"),
    count("business", "商业企业"),
    count("research", "科研机构"),
    count("welfare", "社会公益组织"),
    count("legal", "法律服务机构"),
    count("other", "其他"),
    count("total", "总计"),
];

/// The lines above the rows of 表三.
pub(super) const APPLICATIONS_HEAD: &[&str] = &[
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t",
    "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计",
    "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t",
];

/// The cells of a block of 表四.
const RESULTS: &[Column] = &[
    count("upheld", "结果维持"),
    count("corrected", "结果纠正"),
    count("other", "其他结果"),
    count("pending", "尚未审结"),
    count("total", "总计"),
];

/// A block of 表四.
const fn block(id: &'static str, label: &'static str) -> Row {
    Row { id, label: Label::plain(label), groups: &[], head: &[], columns: RESULTS }
}

/// 表四, the same in both editions.
pub(super) const REVIEW: Table = Table {
    id: "t4",
    name: "表四",
    section: 3,
    shape: Shape::Strip,
    rows: &[
        block("review", "行政复议"),
        block("direct", "未经复议直接起诉"),
        block("after_review", "复议后起诉"),
    ],
    head: &[
        "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t",
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t",
        "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
    ],
    label_columns: 0,
    decoration: &[
        Label::plain("行政复议"),
        Label::plain("行政诉讼"),
        Label::plain("未经复议直接起诉"),
        Label::plain("复议后起诉"),
        Label { text: "结果维持", aliases: &["维持"] },
        Label { text: "结果纠正", aliases: &["纠正"] },
        Label::plain("其他结果"),
        Label { text: "尚未审结", aliases: &["未审结"] },
        Label { text: "总计", aliases: &["合计"] },
    ],
};
