//! The official form in its two editions, as data that a clerk could proof-read against the printed blank.
//!
//! Sources: 国办公开办函〔2019〕60号 (report years 2019 and 2020) and 国办公开办函〔2021〕30号 (from 2021 on).
//! The form knows nothing about drafts: wording, order, cells and relations only. A [`Cell`] is a place of the
//! form; [`Form::cell_id`] gives its public id.

mod edition_2019;
mod edition_2021;
mod lines;
mod relations;
mod shared;

use std::sync::LazyLock;

pub use lines::OPEN_CELL;
pub use relations::{Equation, Relation, Sum};

/// How every open spot of a corrected report begins; it ends with 〕.
pub const OPEN_SPOT: &str = "〔请填写";

/// An open spot for what a person must write there.
pub fn open_spot(what: &str) -> String {
    [OPEN_SPOT, "：", what, "〕"].concat()
}

/// The two editions of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// 国办公开办函〔2019〕60号, for report years 2019 and 2020.
    Trial,
    /// 国办公开办函〔2021〕30号, for report years from 2021 on.
    Current,
}

impl Edition {
    /// The first year that was reported in this form at all.
    pub const FIRST_YEAR: u16 = 2019;

    /// The edition that a report year asks for; `None` before there was a form.
    pub const fn for_year(year: u16) -> Option<Self> {
        match year {
            ..Self::FIRST_YEAR => None,
            2019 | 2020 => Some(Self::Trial),
            _ => Some(Self::Current),
        }
    }

    /// The id in every output.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Trial => "2019",
            Self::Current => "2021",
        }
    }

    /// The edition's form.
    pub const fn form(self) -> &'static Form {
        match self {
            Self::Trial => &edition_2019::FORM,
            Self::Current => &edition_2021::FORM,
        }
    }
}

/// One edition of the form.
#[derive(Debug)]
pub struct Form {
    /// Which edition.
    pub edition: Edition,
    /// The document that prescribes it.
    pub document: &'static str,
    /// The three tables, in order.
    pub tables: [Table; 3],
    /// Wording that only this edition's tables have: keys as [`crate::fold::key`] makes them.
    pub tokens: &'static [&'static str],
    /// Its relations.
    pub relations: &'static [Relation],
}

/// A section of the form; both editions have the same six.
#[derive(Debug)]
pub struct Section {
    /// Public id.
    pub id: &'static str,
    /// Its numeral.
    pub ordinal: &'static str,
    /// The official heading, without the numeral.
    pub heading: &'static str,
    /// Headings that are as good: the long forms of the statute.
    pub accepted: &'static [&'static str],
    /// Headings that mean the section but are not the form's wording.
    pub variants: &'static [&'static str],
    /// Index of its table.
    pub table: Option<usize>,
    /// What the section asks for, as the text of an open spot.
    pub asks: &'static str,
}

impl Section {
    /// The heading as the form prints it.
    pub fn line(&self) -> String {
        format!("{}、{}", self.ordinal, self.heading)
    }
}

/// Number of sections.
pub const SECTIONS_LEN: usize = 6;
/// Index of 总体情况.
pub const OVERVIEW: usize = 0;
/// Index of 收到和处理政府信息公开申请情况.
pub const APPLICATIONS: usize = 2;
/// Index of the section on reviews and law suits.
pub const REVIEWS: usize = 3;
/// Index of 存在的主要问题及改进情况.
pub const PROBLEMS: usize = 4;
/// Index of 其他需要报告的事项.
pub const OTHER: usize = 5;

/// The six sections, in order.
pub const SECTIONS: [Section; SECTIONS_LEN] = [
    Section {
        id: "overview",
        ordinal: "一",
        heading: "总体情况",
        accepted: &[],
        variants: &[
            "总体工作情况",
            "概述",
            "基本情况",
            "政府信息公开工作总体情况",
            "政务公开工作总体落实情况",
        ],
        table: None,
        asks: "总体情况，包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
    },
    Section {
        id: "disclosure",
        ordinal: "二",
        heading: "主动公开政府信息情况",
        accepted: &["行政机关主动公开政府信息情况", "行政机关主动公开政府信息的情况"],
        variants: &[
            "主动公开政府信息的情况",
            "主动公开政府信息详情",
            "主动公开信息情况",
            "主动公开政务信息情况",
            "主动公开工作情况",
        ],
        table: Some(0),
        asks: "表格",
    },
    Section {
        id: "applications",
        ordinal: "三",
        heading: "收到和处理政府信息公开申请情况",
        accepted: &["行政机关收到和处理政府信息公开申请情况", "行政机关收到和处理政府信息公开申请的情况"],
        variants: &[
            "收到和处理信息公开申请情况",
            "收到和处理信息公开申请情况统计表",
            "政府信息公开申请接收与办理情况",
            "依申请公开情况",
            "政府信息公开申请情况",
        ],
        table: Some(1),
        asks: "表格",
    },
    Section {
        id: "review",
        ordinal: "四",
        heading: "政府信息公开行政复议、行政诉讼情况",
        accepted: &[
            "政府信息公开行政复议行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
        ],
        variants: &[
            "政府信息公开行政复议和行政诉讼情况",
            "政府信息公开行政复议及行政诉讼情况",
            "因政府信息公开被申请行政复议和提起行政诉讼情况",
            "行政复议和诉讼情况",
        ],
        table: Some(2),
        asks: "表格",
    },
    Section {
        id: "problems",
        ordinal: "五",
        heading: "存在的主要问题及改进情况",
        accepted: &["政府信息公开工作存在的主要问题及改进情况"],
        variants: &[
            "存在问题及改进情况",
            "存在的问题及改进情况",
            "存在的主要问题及改进措施",
            "存在的主要问题及整改措施",
            "存在主要问题和改进措施",
            "现存问题与改进举措",
            "当前存在的主要问题及下一步改进措施",
            "工作存在主要问题及改进情况",
            "政府信息公开工作存在主要问题及改进措施",
            "存在的主要问题及改进方向",
            "存在的主要问题及改进思路",
            "存在问题及下一步打算",
        ],
        table: None,
        asks: "存在的主要问题和对应的改进措施",
    },
    Section {
        id: "other",
        ordinal: "六",
        heading: "其他需要报告的事项",
        accepted: &[],
        variants: &["其他需要报告事项", "其他报告的事项", "需要报告的其他事项"],
        table: None,
        asks: "其他需要报告的事项；2021年度起要写明收取信息处理费的件数和金额，没有收取也要写明",
    },
];

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Each row has a label before its numbers.
    Rows,
    /// All numbers stand in one line under stacked column heads.
    Strip,
}

/// A table of the form.
#[derive(Debug)]
pub struct Table {
    /// Public id.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Index of the section that it belongs to.
    pub section: usize,
    /// How it is laid out.
    pub shape: Shape,
    /// Its rows; for a [`Shape::Strip`] its blocks.
    pub rows: &'static [Row],
    /// The lines above the rows, in printed order, cells separated by tabs; captions and heads that belong to
    /// a row group stand at the group's first [`Row`] instead.
    pub head: &'static [&'static str],
    /// Label columns before the first number; 0 for a [`Shape::Strip`].
    pub label_columns: usize,
    /// Wording of the table that is no row label, with accepted variants.
    pub decoration: &'static [Label],
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Public id.
    pub id: &'static str,
    /// Its label.
    pub label: Label,
    /// Labels of the groups it belongs to, outermost first.
    pub groups: &'static [&'static str],
    /// Lines printed above it: the caption and heads of the block that it opens.
    pub head: &'static [&'static str],
    /// Its cells.
    pub columns: &'static [Column],
}

impl Row {
    /// What it stands beside on the form: the reasons of one group, or the rows that balance.
    pub fn group(&self) -> &'static str {
        match self.id.split_once('.') {
            Some((group, _)) => group,
            None if relations::NOT_OUTCOMES.contains(&self.id) => "",
            None => self.id,
        }
    }
}

/// A column of a row.
#[derive(Debug)]
pub struct Column {
    /// Public id.
    pub id: &'static str,
    /// Its head.
    pub label: &'static str,
    /// What its numbers count.
    pub quantity: Quantity,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Things: whole and not negative.
    Count,
    /// A change of a count: whole, may be negative.
    Change,
    /// Money: decimals allowed.
    Money,
}

/// Wording of the form.
#[derive(Clone, Copy, Debug)]
pub struct Label {
    /// The official wording.
    pub text: &'static str,
    /// Variants seen in published reports that nobody objects to.
    pub aliases: &'static [&'static str],
}

impl Label {
    /// Wording without variants.
    pub const fn plain(text: &'static str) -> Self {
        Self { text, aliases: &[] }
    }

    /// The official wording and its variants.
    pub fn wordings(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.text).chain(self.aliases.iter().copied())
    }
}

/// A cell of a form: indices of its table, row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Index of the table.
    pub table: u8,
    /// Index of the row.
    pub row: u8,
    /// Index of the column.
    pub column: u8,
}

impl Cell {
    /// A number for the cell, in the order of cells: faster to compare.
    pub const fn key(self) -> u32 {
        u32::from_be_bytes([0, self.table, self.row, self.column])
    }
}

impl Form {
    /// All cells in printed order.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        (0_u8..).zip(&self.tables).flat_map(|(table, t)| t.cells(table))
    }

    /// Table, row and column of a cell; `None` for a cell of another form.
    pub fn place(&self, cell: Cell) -> Option<(&Table, &Row, &Column)> {
        let table = self.tables.get(usize::from(cell.table))?;
        let row = table.rows.get(usize::from(cell.row))?;
        Some((table, row, row.columns.get(usize::from(cell.column))?))
    }

    /// The public id of a cell.
    pub fn cell_id(&self, cell: Cell) -> String {
        self.cell_parts(cell).concat()
    }

    /// What the public id of a cell is made of.
    pub fn cell_parts(&self, cell: Cell) -> [&'static str; 5] {
        self.place(cell).map_or([""; 5], |(t, r, c)| [t.id, ".", r.id, ".", c.id])
    }

    /// The cell with a public id.
    pub fn cell(&self, id: &str) -> Option<Cell> {
        let (table, rest) = id.split_once('.')?;
        let (row, column) = rest.rsplit_once('.')?;
        let (table, t) = (0_u8..).zip(&self.tables).find(|(_, t)| t.id == table)?;
        let (row, r) = (0_u8..).zip(t.rows).find(|(_, r)| r.id == row)?;
        let (column, _) = (0_u8..).zip(r.columns).find(|(_, c)| c.id == column)?;
        Some(Cell { table, row, column })
    }

    /// A cell in words: row label and column head.
    pub fn cell_name(&self, cell: Cell) -> String {
        self.place(cell).map_or_else(String::new, |(_, row, column)| {
            format!("“{}”的“{}”", short_label(row.label.text), column.label)
        })
    }

    /// The relations as equations over cells, resolved once an edition.
    pub fn equations(&self) -> &'static [Equation] {
        static TRIAL: LazyLock<Vec<Equation>> = LazyLock::new(|| relations::resolve(&edition_2019::FORM));
        static CURRENT: LazyLock<Vec<Equation>> = LazyLock::new(|| relations::resolve(&edition_2021::FORM));
        match self.edition {
            Edition::Trial => &TRIAL,
            Edition::Current => &CURRENT,
        }
    }
}

impl Table {
    /// The cells of this table, which stands at index `table` of its form.
    pub fn cells(&self, table: u8) -> impl Iterator<Item = Cell> + '_ {
        (0_u8..).zip(self.rows).flat_map(move |(row, r)| {
            (0_u8..).zip(r.columns).map(move |(column, _)| Cell { table, row, column })
        })
    }

    /// The most cells that a row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.columns.len()).max().unwrap_or(0)
    }
}

/// A row label for messages: without its bracketed explanation.
pub fn short_label(label: &'static str) -> &'static str {
    match label.rfind('（') {
        Some(at) if at > 0 => label.get(..at).unwrap_or(label),
        _ => label,
    }
}
