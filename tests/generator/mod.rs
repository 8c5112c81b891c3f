//! A generator of reports: what is true, and a draft of it in any layout, number style and state of damage.
//!
//! The same seed gives the same report. It knows the official form from the crate's own data, and nothing about
//! how a draft is read.

#![allow(
    dead_code,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::match_same_arms,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs,
    reason = "shared by tests and benchmarks, each of which uses a part"
)]

pub mod accuracy;
pub mod damage;
pub mod layout;
pub mod numerals;

use nianbao::form::{Cell, Edition, Form, Quantity, SECTIONS};

use damage::Damage;
use layout::{Layout, Line};
use numerals::{GUARDS, Numerals, Zero};

/// A source of choices that the same seed always makes alike (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// Whether something happens that happens so many times in a thousand.
    pub fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

/// How large the figures of a report are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Nothing but zeros, as in most townships.
    Zeros,
    /// A few single figures among zeros.
    Small,
    /// Two and three digits, hardly a zero.
    Medium,
    /// A province: thousands and ten thousands.
    Large,
}

impl Size {
    pub const ALL: [Self; 4] = [Self::Zeros, Self::Small, Self::Medium, Self::Large];

    fn count(self, rng: &mut Rng) -> i64 {
        (match self {
            Self::Zeros => 0,
            Self::Small => {
                if rng.chance(300) {
                    rng.below(10)
                } else {
                    0
                }
            }
            Self::Medium => rng.below(300),
            Self::Large => rng.below(30_000),
        }) as i64
    }
}

/// What is true of a report.
#[derive(Clone, Debug)]
pub struct Truth {
    pub form: &'static Form,
    pub year: u16,
    pub size: Size,
    /// Every cell in printed order with its number, in ten-thousandths.
    pub cells: Vec<(Cell, i64)>,
}

/// The unit of [`Truth::cells`]: money has four decimals.
pub const UNIT: i64 = 10_000;

impl Truth {
    /// A report in which everything balances.
    pub fn new(edition: Edition, size: Size, rng: &mut Rng) -> Self {
        let form = edition.form();
        let year = match edition {
            Edition::Trial => 2019 + rng.below(2) as u16,
            Edition::Current => 2021 + rng.below(5) as u16,
        };
        let mut truth = Self { form, year, size, cells: form.cells().map(|cell| (cell, 0)).collect() };
        truth.fill_disclosure(size, rng);
        truth.fill_applications(size, rng);
        truth.fill_review(size, rng);
        truth
    }

    pub fn get(&self, id: &str) -> i64 {
        let cell = self.form.cell(id).unwrap();
        self.cells.iter().find(|(other, _)| *other == cell).unwrap().1 / UNIT
    }

    fn set(&mut self, cell: Cell, value: i64) {
        self.cells.iter_mut().find(|(other, _)| *other == cell).unwrap().1 = value;
    }

    fn fill_disclosure(&mut self, size: Size, rng: &mut Rng) {
        for index in 0..self.cells.len() {
            let (cell, _) = self.cells[index];
            if cell.table != 0 {
                continue;
            }
            let count = size.count(rng);
            self.cells[index].1 = match self.form.place(cell).unwrap().2.quantity {
                Quantity::Change if rng.chance(300) => -count * UNIT,
                Quantity::Money if rng.chance(500) => count * UNIT + rng.below(UNIT as u64) as i64,
                _ => count * UNIT,
            };
        }
    }

    fn fill_applications(&mut self, size: Size, rng: &mut Rng) {
        let table = &self.form.tables[1];
        let (handled, last) = (table.rows.len() as u8 - 2, table.rows.len() as u8 - 1);
        let total = table.width() as u8 - 1;
        let mut sums = vec![0; table.rows.len()];
        for column in 0..total {
            let mut all = 0;
            let mut put = |truth: &mut Self, row: u8, value: i64| {
                truth.set(Cell { table: 1, row, column }, value * UNIT);
                sums[usize::from(row)] += value;
            };
            for row in 2..handled {
                let value = size.count(rng);
                all += value;
                put(self, row, value);
            }
            put(self, handled, all);
            let carried_out = size.count(rng);
            put(self, last, carried_out);
            let carried_in = size.count(rng).min(all + carried_out);
            put(self, 1, carried_in);
            put(self, 0, all + carried_out - carried_in);
        }
        for (row, sum) in (0..).zip(sums) {
            self.set(Cell { table: 1, row, column: total }, sum * UNIT);
        }
    }

    fn fill_review(&mut self, size: Size, rng: &mut Rng) {
        for row in 0..3 {
            let mut sum = 0;
            for column in 0..4 {
                let value = size.count(rng);
                sum += value;
                self.set(Cell { table: 2, row, column }, value * UNIT);
            }
            self.set(Cell { table: 2, row, column: 4 }, sum * UNIT);
        }
    }
}

/// How a draft is written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub layout: Layout,
    pub numerals: Numerals,
    pub zero: Zero,
}

/// A draft with the truth beside it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub style: Style,
    pub size: Size,
    pub text: String,
    /// The web page that it was, for [`Layout::Html`].
    pub html: String,
    /// Every cell of the form with what a reader must find: a number in ten-thousandths, or nothing. Cells whose
    /// lines were damaged beyond telling are not in it.
    pub cells: Vec<(Cell, Option<i64>)>,
}

/// Writes a report.
pub fn draft(truth: &Truth, style: Style, damage: Damage, rng: &mut Rng) -> Draft {
    let mut lines = Vec::new();
    let town = "青溪县柳河镇人民政府";
    let year = truth.year;
    let plain = |text: String| Line::plain(text);
    lines.push(plain(format!("{town}{year}年政府信息公开工作年度报告")));
    lines.push(Line::blank());
    lines.push(plain(format!(
        "本报告由{town}编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    )));
    let new = truth.get("t3.new.total");
    let handled = truth.get("t3.handled.total");
    for section in &SECTIONS {
        lines.push(Line::blank());
        lines.push(plain(section.line()));
        if let Some(table) = section.table {
            lines.extend(layout::table(truth, table, style, rng));
        }
        lines.extend(prose(section.id, year, new, handled).into_iter().map(plain));
    }
    lines.push(Line::blank());
    lines.push(plain(town.to_owned()));
    lines.push(plain(format!("{}年1月20日", year + 1)));
    let lost = damage::apply(&mut lines, damage, rng);
    let html = if style.layout == Layout::Html { page(&lines) } else { String::new() };
    let text = match style.layout {
        Layout::Html => nianbao::intake::read_html(&html).unwrap().text,
        _ => lines.iter().map(|line| format!("{}\n", line.text)).collect::<String>().replace(GUARDS, ""),
    };
    // All cells of a strip stand in one row.
    let row_of = |cell: &Cell| (cell.table, if cell.table == 2 { 0 } else { cell.row });
    let cells = truth.cells.iter().filter(|(cell, _)| !lost.contains(&row_of(cell)));
    let read = |&(cell, value): &(Cell, i64)| (cell, style.zero.is_number(value).then_some(value));
    Draft { style, size: truth.size, text, html, cells: cells.map(read).collect() }
}

/// The lines of a draft as a web page.
fn page(lines: &[Line]) -> String {
    let mut page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n".to_owned();
    for line in lines {
        let is_markup = line.text.starts_with('<');
        page += &if is_markup { format!("{}\n", line.text) } else { format!("<p>{}</p>\n", line.text) };
    }
    page.replace(GUARDS, "") + "</body></html>"
}

fn prose(section: &str, year: u16, new: i64, handled: i64) -> Vec<String> {
    match section {
        "overview" => vec![
            "（一）主动公开。按照县政府要求，及时公开机构职能、办事指南和财政预决算。".to_owned(),
            format!(
                "（二）依申请公开。{year}年，新收政府信息公开申请{new}件，办结{handled}件，均在法定期限内答复。"
            ),
            "（三）政府信息管理。规范政府信息制作、审查和归档。".to_owned(),
            "（四）政府信息公开平台建设。维护县政府门户网站的本镇专栏，定期检查栏目更新。".to_owned(),
            "（五）监督保障。把信息公开纳入年度工作考核，全年没有发生责任追究的情形。".to_owned(),
        ],
        "problems" => vec![
            "一是公开内容更新不够及时，二是经办人员业务不够熟悉。".to_owned(),
            "下一步，本机关将按月核对栏目更新情况，每季度组织一次业务学习。".to_owned(),
        ],
        "other" => vec![format!("{year}年，本机关未收取信息处理费。")],
        _ => Vec::new(),
    }
}
