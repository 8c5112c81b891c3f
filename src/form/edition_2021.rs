//! 国办公开办函〔2021〕30号: the form for report years from 2021 on.

use super::relations::SHARED;
use super::shared::{APPLICANTS, APPLICATIONS_FIRST, APPLICATIONS_HEAD, APPLICATIONS_LAST, REVIEW, joined};
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

/// The rows of 表三: （六）其他处理 is this edition's own.
const APPLICATIONS_ROWS: &[Row] =
    &joined::<Row, 25>(&[APPLICATIONS_FIRST, OTHER_OUTCOMES, APPLICATIONS_LAST]);

/// （六）其他处理.
const OTHER_OUTCOMES: &[Row] = &[
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

/// The relations of the three tables.
const RELATIONS: &[Relation] = &joined::<Relation, 44>(&[SHARED, OTHER_TOTALS, COVERS]);

/// The totals of （六）其他处理.
const OTHER_TOTALS: &[Relation] =
    &[Relation::row("other.not_corrected"), Relation::row("other.fee_unpaid"), Relation::row("other.other")];

/// What the columns of 表二 say of each other.
const COVERS: &[Relation] = &[
    Relation::cover("in-force-too-small", "regulations", &["in_force", "repealed"], Some("issued")),
    Relation::cover("in-force-too-small", "normative", &["in_force", "repealed"], Some("issued")),
];
