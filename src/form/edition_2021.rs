//! 国办公开办函〔2021〕30号: the form for report years from 2021 on.

use super::shared::{APPLICANTS, APPLICATIONS_HEAD, REVIEW};
use super::{Column, Edition, Form, Label, Quantity, Relation, Row, Shape, Table};

/// The form.
pub(super) const FORM: Form = Form {
    edition: Edition::Current,
    document: "国办公开办函〔2021〕30号",
    tables: [
        Table {
            id: "t2",
            name: "表二",
            section: 1,
            shape: Shape::Rows,
            rows: DISCLOSURE_ROWS,
            head: &[],
            label_columns: 1,
            decoration: DISCLOSURE_DECORATION,
        },
        Table {
            id: "t3",
            name: "表三",
            section: 2,
            shape: Shape::Rows,
            rows: APPLICATIONS_ROWS,
            head: APPLICATIONS_HEAD,
            label_columns: 3,
            decoration: APPLICATIONS_DECORATION,
        },
        REVIEW,
    ],
    tokens: &["本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "行政规范性文件"],
    relations: RELATIONS,
};

const DOCUMENTS: &[Column] = &[
    Column { id: "issued", label: "本年制发件数", quantity: Quantity::Count },
    Column { id: "repealed", label: "本年废止件数", quantity: Quantity::Count },
    Column { id: "in_force", label: "现行有效件数", quantity: Quantity::Count },
];
const DECISIONS: &[Column] =
    &[Column { id: "decisions", label: "本年处理决定数量", quantity: Quantity::Count }];
const FEES: &[Column] =
    &[Column { id: "amount", label: "本年收费金额（单位：万元）", quantity: Quantity::Money }];

/// The rows of 表二.
const DISCLOSURE_ROWS: &[Row] = &[
    Row {
        id: "regulations",
        label: Label::plain("规章"),
        groups: &[],
        head: &["第二十条第（一）项\t\t\t", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"],
        columns: DOCUMENTS,
    },
    Row {
        id: "normative",
        label: Label::plain("行政规范性文件"),
        groups: &[],
        head: &[],
        columns: DOCUMENTS,
    },
    Row {
        id: "permits",
        label: Label::plain("行政许可"),
        groups: &[],
        head: &["第二十条第（五）项\t\t\t", "信息内容\t本年处理决定数量\t\t"],
        columns: DECISIONS,
    },
    Row {
        id: "penalties",
        label: Label::plain("行政处罚"),
        groups: &[],
        head: &["第二十条第（六）项\t\t\t", "信息内容\t本年处理决定数量\t\t"],
        columns: DECISIONS,
    },
    Row { id: "coercion", label: Label::plain("行政强制"), groups: &[], head: &[], columns: DECISIONS },
    Row {
        id: "fees",
        label: Label::plain("行政事业性收费"),
        groups: &[],
        head: &["第二十条第（八）项\t\t\t", "信息内容\t本年收费金额（单位：万元）\t\t"],
        columns: FEES,
    },
];

const DISCLOSURE_DECORATION: &[Label] = &[
    Label::plain("第二十条第（一）项"),
    Label::plain("第二十条第（五）项"),
    Label::plain("第二十条第（六）项"),
    Label::plain("第二十条第（八）项"),
    Label::plain("信息内容"),
    Label::plain("本年制发件数"),
    Label::plain("本年废止件数"),
    Label::plain("现行有效件数"),
    Label::plain("本年处理决定数量"),
    Label {
        text: "本年收费金额（单位：万元）",
        aliases: &["本年收费金额", "本年收费金额（单位：万元，保留4位小数）", "本年收费金额（万元）"],
    },
];

/// The rows of 表三.
const APPLICATIONS_ROWS: &[Row] = &[
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
    Row {
        id: "other.not_corrected",
        label: Label {
            text: "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            aliases: &["逾期不补正", "申请人无正当理由逾期不补正"],
        },
        groups: &["三、本年度办理结果", "（六）其他处理"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "other.fee_unpaid",
        label: Label {
            text: "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            aliases: &["逾期不缴费", "逾期未缴费", "申请人逾期未按收费通知要求缴纳费用"],
        },
        groups: &["三、本年度办理结果", "（六）其他处理"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "other.other",
        label: Label::plain("3.其他"),
        groups: &["三、本年度办理结果", "（六）其他处理"],
        head: &[],
        columns: APPLICANTS,
    },
    Row {
        id: "handled",
        label: Label { text: "（七）总计", aliases: &["办理结果总计", "办理结果合计"] },
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

const APPLICATIONS_DECORATION: &[Label] = &[
    Label {
        text: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", aliases: &[]
    },
    Label::plain("申请人情况"),
    Label::plain("自然人"),
    Label::plain("法人或其他组织"),
    Label::plain("商业企业"),
    Label::plain("科研机构"),
    Label::plain("社会公益组织"),
    Label::plain("法律服务机构"),
    Label::plain("其他"),
    Label { text: "总计", aliases: &["合计"] },
    Label::plain("三、本年度办理结果"),
    Label::plain("（三）不予公开"),
    Label::plain("（四）无法提供"),
    Label::plain("（五）不予处理"),
    Label::plain("（六）其他处理"),
];

/// The relations of 表三 and 表四.
const RELATIONS: &[Relation] = &[
    Relation::row("new"),
    Relation::row("carried_in"),
    Relation::row("granted"),
    Relation::row("partial"),
    Relation::row("denied.state_secret"),
    Relation::row("denied.law"),
    Relation::row("denied.safety"),
    Relation::row("denied.third_party"),
    Relation::row("denied.internal"),
    Relation::row("denied.process"),
    Relation::row("denied.enforcement"),
    Relation::row("denied.inquiry"),
    Relation::row("unable.not_held"),
    Relation::row("unable.needs_creation"),
    Relation::row("unable.unclear"),
    Relation::row("rejected.petition"),
    Relation::row("rejected.repeated"),
    Relation::row("rejected.publication"),
    Relation::row("rejected.excessive"),
    Relation::row("rejected.reissue"),
    Relation::row("other.not_corrected"),
    Relation::row("other.fee_unpaid"),
    Relation::row("other.other"),
    Relation::row("handled"),
    Relation::row("carried_out"),
    Relation::outcomes("natural"),
    Relation::outcomes("business"),
    Relation::outcomes("research"),
    Relation::outcomes("welfare"),
    Relation::outcomes("legal"),
    Relation::outcomes("other"),
    Relation::outcomes("total"),
    Relation::balance("natural"),
    Relation::balance("business"),
    Relation::balance("research"),
    Relation::balance("welfare"),
    Relation::balance("legal"),
    Relation::balance("other"),
    Relation::balance("total"),
    Relation::block("review"),
    Relation::block("direct"),
    Relation::block("after_review"),
];
