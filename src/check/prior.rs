//! This year's report beside last year's report of the same body, where somebody supplies that: what was carried over,
//! what is still in force, what jumps, and what was only copied.
//!
//! Last year's report is published and stays as it is: findings point into the draft and say what the other has. Where
//! the two cannot be compared, the rules say why and nothing else.

mod copied;
mod figures;

use crate::finding::{Basis, Severity};
use crate::form::{Cell, Edition};
use crate::number::Number;
use crate::reading::author::Author;
use crate::reading::{Reading, sections};
use crate::source::Source;

use super::{Context, Example, Rule, Sink};
use copied::copied;
use figures::{carried_over, in_force, jumps};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "carry-over-mismatch",
        severity: Severity::Error,
        summary: "上年结转与上年报告的结转下年度不一致",
        reason: "上年报告结转下年度继续办理的申请，就是本年的上年结转，两份报告公开以后一对就能看出来。",
        basis: Basis::Form("表三第二项“上年结转”，即上年表三第四项“结转下年度继续办理”"),
        examples: &[Example {
            right: "二、上年结转政府信息公开申请数量\t\t\t1\t0\t0\t0\t0\t0\t1",
            wrong: "二、上年结转政府信息公开申请数量\t\t\t3\t0\t0\t0\t0\t0\t3",
        }],
        check: carried_over,
    },
    Rule {
        id: "in-force-flow",
        severity: Severity::Warning,
        summary: "现行有效件数与上年接不上",
        reason: "上年现行有效的，加上本年制发的，减去本年废止的，一般就是现在有效的；到期失效、修改、机构调整会有出入。",
        basis: Basis::Advice("表二与上年报告的关系"),
        examples: &[Example {
            right: "行政规范性文件\t2\t0\t5", wrong: "行政规范性文件\t2\t0\t9"
        }],
        check: in_force,
    },
    Rule {
        id: "copied-from-prior",
        severity: Severity::Warning,
        summary: "文字大部分照抄上年报告",
        reason: "总体情况、存在的主要问题逐年照抄，说明没有按本年的情况写，是社会评议和媒体常常指出的问题。",
        basis: Basis::Advice("与上年报告查重"),
        examples: &[Example {
            right: "一是公开内容更新不够及时，二是经办人员业务不够熟悉。
下一步，柳河镇将按月核对栏目更新情况，每季度组织一次业务学习。",
            wrong: "一是村级公开的内容比较少，村民关心的集体资金、惠农补贴还不够细。二是政策解读的形式单一，以文字为主，图表很少。
下一步，柳河镇将指导各村按季度公开集体资金使用情况，把惠农补贴公开到户；对出台的每件政策都配上一张图，方便群众看懂。",
        }],
        check: copied,
    },
    Rule {
        id: "scope-jump",
        severity: Severity::Hint,
        summary: "数字比上年大了或小了很多倍",
        reason: "相差五倍以上，常常是统计口径变了、填错了行，或者漏填。",
        basis: Basis::Advice("与上年报告对照"),
        examples: &[Example { right: "行政许可\t12", wrong: "行政许可\t1200" }],
        check: jumps,
    },
];

/// Last year's report of the same body, read as a draft is.
#[derive(Debug)]
pub struct Prior<'t> {
    source: Source<'t>,
    reading: Reading,
}

impl<'t> Prior<'t> {
    /// Reads a report. Linear in its length.
    pub fn new(text: &'t str) -> Self {
        let source = sections::open(text);
        let reading = Reading::new(&source);
        Self { source, reading }
    }

    /// The cells of a draft whose numbers this report has too, as what it carried over: they need not be suspected.
    pub fn agreed(&self, now: &Reading) -> Vec<(Cell, Number)> {
        if year_of(now, &self.reading).is_err() {
            return Vec::new();
        }
        let agree = |(cell, other)| {
            Some((cell, now.value(cell)?)).filter(|(_, v)| self.reading.value(other) == Some(*v))
        };
        figures::carried(now, &self.reading).filter_map(agree).collect()
    }
}

/// Last year's report and its year, where there is one that the draft can be compared with; else the rule says why not.
fn comparable<'s>(context: &Context<'s, '_>, sink: &mut Sink<'_>) -> Option<(&'s Prior<'s>, u16)> {
    let prior = context.prior?;
    match year_of(context.reading, &prior.reading) {
        Ok(year) => Some((prior, year)),
        Err(why) => {
            sink.unchecked(format!("没有与上年报告对照：{why}"));
            None
        }
    }
}

/// The year of the report before, or why it is none.
fn year_of(now: &Reading, before: &Reading) -> Result<u16, String> {
    if !before.is_report() {
        return Err("所给的文件不像年度报告".to_owned());
    }
    let Some(year) = now.outline.year.map(|year| year.value) else {
        return Err("没有识别出报告年度".to_owned());
    };
    let Some(earlier) = before.outline.year.map(|year| year.value) else {
        return Err("所给的文件没有识别出年度".to_owned());
    };
    if earlier + 1 != year {
        return Err(format!("所给的是{earlier}年度的报告，要对照的是{}年度的", year.saturating_sub(1)));
    }
    if Edition::for_year(earlier).is_none() {
        return Err(format!("{earlier}年度的报告还没有现在的格式"));
    }
    match (&now.author, &before.author) {
        (Some(own), Some(other)) if !is_same(own, other) => {
            Err(format!("所给的是“{}”的报告，本报告的单位是“{}”", other.name, own.name))
        }
        _ => Ok(earlier),
    }
}

/// Whether two names may be those of one body: one of them longer, by the places above it or by 人民政府.
fn is_same(one: &Author, other: &Author) -> bool {
    let alike = |a: &str, b: &str| a.ends_with(b) || b.ends_with(a);
    let (one, other) = (one.parts(), other.parts());
    alike(one.own, other.own) && alike(one.seat, other.seat)
}
