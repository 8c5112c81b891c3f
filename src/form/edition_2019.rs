//! 国办公开办函〔2019〕60号, the trial form for report years 2019 and 2020.

use super::relations::SHARED;
use super::shared::{APPLICANTS, APPLICATIONS_FIRST, APPLICATIONS_HEAD, APPLICATIONS_LAST, REVIEW, joined};
use super::{Column, Edition, Form, Label, Quantity, Relation, Row, Shape, Table};

/// The form.
pub(super) const FORM: Form = Form {
    edition: Edition::Trial,
    document: "国办公开办函〔2019〕60号",
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
    tokens: &[
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "本年增减",
        "其他对外管理服务事项",
        "政府集中采购",
    ],
    relations: RELATIONS,
};

const DOCUMENTS: &[Column] = &[
    Column { id: "made", label: "本年新制作数量", quantity: Quantity::Count },
    Column { id: "published", label: "本年新公开数量", quantity: Quantity::Count },
    Column { id: "published_total", label: "对外公开总数量", quantity: Quantity::Count },
];
const ITEMS: Column =
    Column { id: "items_last_year", label: "上一年项目数量", quantity: Quantity::Count };
const CHANGE: Column = Column { id: "change", label: "本年增/减", quantity: Quantity::Change };
const DECISIONS: &[Column] =
    &[ITEMS, CHANGE, Column { id: "decisions", label: "处理决定数量", quantity: Quantity::Count }];
const FEES: &[Column] = &[ITEMS, CHANGE];
const PROCUREMENT: &[Column] = &[
    Column { id: "items", label: "采购项目数量", quantity: Quantity::Count },
    Column { id: "amount", label: "采购总金额", quantity: Quantity::Money },
];

/// The rows of 表二.
const DISCLOSURE_ROWS: &[Row] = &[
    Row {
        id: "regulations",
        label: Label {
            text: "规章", aliases: &["规章（设区的市、自治州人民政府应提供相关数据）"]
        },
        groups: &[],
        head: &["第二十条第（一）项\t\t\t", "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量"],
        columns: DOCUMENTS,
    },
    Row {
        id: "normative",
        label: Label { text: "规范性文件", aliases: &["行政规范性文件"] },
        groups: &[],
        head: &[],
        columns: DOCUMENTS,
    },
    Row {
        id: "permits",
        label: Label::plain("行政许可"),
        groups: &[],
        head: &["第二十条第（五）项\t\t\t", "信息内容\t上一年项目数量\t本年增/减\t处理决定数量"],
        columns: DECISIONS,
    },
    Row {
        id: "other_services",
        label: Label::plain("其他对外管理服务事项"),
        groups: &[],
        head: &[],
        columns: DECISIONS,
    },
    Row {
        id: "penalties",
        label: Label::plain("行政处罚"),
        groups: &[],
        head: &["第二十条第（六）项\t\t\t", "信息内容\t上一年项目数量\t本年增/减\t处理决定数量"],
        columns: DECISIONS,
    },
    Row { id: "coercion", label: Label::plain("行政强制"), groups: &[], head: &[], columns: DECISIONS },
    Row {
        id: "fees",
        label: Label::plain("行政事业性收费"),
        groups: &[],
        head: &["第二十条第（八）项\t\t\t", "信息内容\t上一年项目数量\t本年增/减\t"],
        columns: FEES,
    },
    Row {
        id: "procurement",
        label: Label::plain("政府集中采购"),
        groups: &[],
        head: &["第二十条第（九）项\t\t\t", "信息内容\t采购项目数量\t采购总金额\t"],
        columns: PROCUREMENT,
    },
];

const DISCLOSURE_DECORATION: &[Label] = &[
    Label::plain("第二十条第（一）项"),
    Label::plain("第二十条第（五）项"),
    Label::plain("第二十条第（六）项"),
    Label::plain("第二十条第（八）项"),
    Label::plain("第二十条第（九）项"),
    Label::plain("信息内容"),
    Label::plain("本年新制作数量"),
    Label::plain("本年新公开数量"),
    Label::plain("对外公开总数量"),
    Label::plain("上一年项目数量"),
    Label::plain("本年增/减"),
    Label::plain("处理决定数量"),
    Label::plain("采购项目数量"),
    Label::plain("采购总金额"),
];

/// The rows of 表三: （六）其他处理 is this edition's own.
const APPLICATIONS_ROWS: &[Row] =
    &joined::<Row, 23>(&[APPLICATIONS_FIRST, OTHER_OUTCOMES, APPLICATIONS_LAST]);

/// （六）其他处理.
const OTHER_OUTCOMES: &[Row] = &[Row {
    id: "other",
    label: Label::plain("（六）其他处理"),
    groups: &["三、本年度办理结果"],
    head: &[],
    columns: APPLICANTS,
}];

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
];

/// The relations of the three tables.
const RELATIONS: &[Relation] = &joined::<Relation, 47>(&[SHARED, OTHER_TOTALS, COVERS]);

/// The totals of （六）其他处理.
const OTHER_TOTALS: &[Relation] = &[Relation::row("other")];

/// What the columns of 表二 say of each other.
const COVERS: &[Relation] = &[
    Relation::cover("in-force-too-small", "regulations", &["published_total"], Some("published")),
    Relation::cover("in-force-too-small", "normative", &["published_total"], Some("published")),
    Relation::cover("cell-not-count", "permits", &["items_last_year", "change"], None),
    Relation::cover("cell-not-count", "other_services", &["items_last_year", "change"], None),
    Relation::cover("cell-not-count", "penalties", &["items_last_year", "change"], None),
    Relation::cover("cell-not-count", "coercion", &["items_last_year", "change"], None),
    Relation::cover("cell-not-count", "fees", &["items_last_year", "change"], None),
];
