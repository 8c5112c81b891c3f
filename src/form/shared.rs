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

/// The rows of 表三 before （六）其他处理.
pub(super) const APPLICATIONS_FIRST: &[Row] = &[
    Row {
        id: "new",
        label: Label::plain("一、本年新收政府信息公开申请数量"),
        groups: &[],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "carried_in",
        label: Label::plain("二、上年结转政府信息公开申请数量"),
        groups: &[],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "granted",
        label: Label::plain("（一）予以公开"),
        groups: &["三、本年度办理结果"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "partial",
        label: Label {
            text: "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            aliases: &["部分公开", "部分公开（区分处理）"],
        },
        groups: &["三、本年度办理结果"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "denied.state_secret",
        label: Label::plain("1.属于国家秘密"),
        groups: &["三、本年度办理结果", "（三）不予公开"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "denied.law",
        label: Label {
            text: "2.其他法律行政法规禁止公开", aliases: &["其他法律、行政法规禁止公开"]
        },
        groups: &["三、本年度办理结果", "（三）不予公开"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "denied.safety",
        label: Label::plain("3.危及“三安全一稳定”"),
        groups: &["三、本年度办理结果", "（三）不予公开"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "denied.third_party",
        label: Label::plain("4.保护第三方合法权益"),
        groups: &["三、本年度办理结果", "（三）不予公开"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "denied.internal",
        label: Label::plain("5.属于三类内部事务信息"),
        groups: &["三、本年度办理结果", "（三）不予公开"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "denied.process",
        label: Label::plain("6.属于四类过程性信息"),
        groups: &["三、本年度办理结果", "（三）不予公开"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "denied.enforcement",
        label: Label::plain("7.属于行政执法案卷"),
        groups: &["三、本年度办理结果", "（三）不予公开"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "denied.inquiry",
        label: Label::plain("8.属于行政查询事项"),
        groups: &["三、本年度办理结果", "（三）不予公开"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "unable.not_held",
        label: Label::plain("1.本机关不掌握相关政府信息"),
        groups: &["三、本年度办理结果", "（四）无法提供"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "unable.needs_creation",
        label: Label::plain("2.没有现成信息需要另行制作"),
        groups: &["三、本年度办理结果", "（四）无法提供"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "unable.unclear",
        label: Label::plain("3.补正后申请内容仍不明确"),
        groups: &["三、本年度办理结果", "（四）无法提供"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "rejected.petition",
        label: Label::plain("1.信访举报投诉类申请"),
        groups: &["三、本年度办理结果", "（五）不予处理"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "rejected.repeated",
        label: Label::plain("2.重复申请"),
        groups: &["三、本年度办理结果", "（五）不予处理"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "rejected.publication",
        label: Label::plain("3.要求提供公开出版物"),
        groups: &["三、本年度办理结果", "（五）不予处理"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "rejected.excessive",
        label: Label::plain("4.无正当理由大量反复申请"),
        groups: &["三、本年度办理结果", "（五）不予处理"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "rejected.reissue",
        label: Label::plain("5.要求行政机关确认或重新出具已获取信息"),
        groups: &["三、本年度办理结果", "（五）不予处理"],
        head: &[],
        columns: APPLICANTS,
    },
];

/// The rows of 表三 behind （六）其他处理.
pub(super) const APPLICATIONS_LAST: &[Row] = &[
    Row {
        id: "handled",
        label: Label {
            text: "（七）总计", aliases: &["办理结果总计", "办理结果合计", "合计"]
        },
        groups: &["三、本年度办理结果"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "carried_out",
        label: Label {
            text: "四、结转下年度继续办理", aliases: &["结转下一年度继续办理"]
        },
        groups: &[],
        head: &[],
        columns: APPLICANTS,
    },
];

/// The parts one behind the other, at compile time. `N` is their length together.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time: out of bounds is a compile error")]
pub(super) const fn joined<T: Copy, const N: usize>(parts: &[&[T]]) -> [T; N] {
    let mut all = [parts[0][0]; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut index = 0;
        while index < parts[part].len() {
            all[at] = parts[part][index];
            (index, at) = (index + 1, at + 1);
        }
        part += 1;
    }
    assert!(at == N, "the parts are not as long as they are said to be");
    all
}
