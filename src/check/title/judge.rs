//! What is wrong with a title, and what it should be.

use crate::check::Context;
use crate::check::stages::stages;
use crate::find::begins_with_one;
use crate::fold::is_digit;
use crate::reading::names::is_whole;
use crate::reading::sections::title::parts::{Mark, Subject, Title, is_damaged, official, squeezed};
use crate::source::Span;

use super::place;

/// What kind of fault a title has; each is the matter of one rule, and a title is reported for the worst of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Form,
    Name,
    Repeated,
}

/// What is wrong with a title, and what it should be.
#[derive(Debug)]
pub(in crate::check) struct Judgement {
    pub(super) fault: Fault,
    pub(super) span: Span,
    /// What is wrong, a phrase each.
    pub(super) reasons: Vec<String>,
    /// Whether the title names no year because it is mistyped: more than a matter of form.
    pub(super) is_year_wrong: bool,
    /// The titles it can be meant to be; several only where the draft does not decide.
    pub(super) right: Vec<String>,
}

/// What is wrong with the title; `None` where nothing is, or where there is none.
pub(in crate::check) fn judge(context: &Context<'_, '_>) -> Option<Judgement> {
    let (span, lines) = place(context)?;
    let whole = context.source.slice(span);
    // What says how far the draft has come is reported for itself.
    let without = stages(context, span).next().map(|stage| {
        let (head, tail) = (Span::new(span.start, stage.start), Span::new(stage.end, span.end));
        [context.source.slice(head), context.source.slice(tail)].concat()
    });
    let written = without.as_deref().unwrap_or(whole);
    let title = Title::parse(written)?;
    let signed = context.reading.outline.signature.and_then(|signature| signature.organisation);
    let signed = signed.map(|span| squeezed(context.source.slice(span))).unwrap_or_default();
    // The signature has the longer form of the same name, or the only one.
    let longer = is_longer(&signed, &title.body).then_some(&signed);
    let body = longer.unwrap_or(&title.body);
    let years = match (title.years.as_slice(), context.reading.outline.year) {
        ([], Some(year)) => vec![year.value],
        (years, _) => years.iter().copied().fold(Vec::new(), |mut once, year| {
            if !once.contains(&year) {
                once.push(year);
            }
            once
        }),
    };
    let right: Vec<String> = years
        .iter()
        // Behind a number a year reads as a part of it.
        .filter(|_| !body.is_empty() && !body.ends_with(is_digit))
        .map(|&year| {
            // The body may stand on a line of its own.
            let is_body = |line: &str| {
                let line = squeezed(line);
                !line.is_empty() && line.replace(&title.body, "").is_empty()
            };
            let apart = lines > 1 && written.lines().next().is_some_and(is_body);
            let official = official(body, year);
            let rest = official.strip_prefix(body.as_str()).unwrap_or_default();
            if apart { format!("{body}\n{rest}") } else { official }
        })
        .collect();
    let is_year_wrong = title.mistyped_year.is_some();
    let judgement =
        |fault, reasons| Some(Judgement { fault, span, reasons, is_year_wrong, right: right.clone() });

    let repeated = title.repetitions();
    if !repeated.is_empty() {
        return judgement(Fault::Repeated, repeated);
    }
    let mut wrong_name = title.wrong_name();
    if is_cut(context, span, &title.body, longer) {
        wrong_name.push(format!("机关名称“{}”像是缺了字", title.body));
    }
    if !wrong_name.is_empty() {
        return judgement(Fault::Name, wrong_name);
    }
    let mut reasons = title.deviations();
    if let Some(longer) = longer.filter(|_| !title.body.is_empty()) {
        reasons.push(format!("宜用机关全称“{longer}”"));
    }
    (!reasons.is_empty()).then(|| judgement(Fault::Form, reasons)).flatten()
}

/// Whether `signed` is a longer form of the name `body`, and not a body of its own such as its office.
fn is_longer(signed: &str, body: &str) -> bool {
    const ENDS: [&str; 4] = ["", "人民政府", "政府", "办事处"];
    let Some((before, behind)) = signed.split_once(body) else { return false };
    let is_open = !is_whole(body);
    signed.len() > body.len() && (is_open || ENDS.contains(&behind)) && (!is_open || before.is_empty())
}

/// Whether the name of the body lost its end: it does not end like a name, and the signature or the text has it with
/// its end.
fn is_cut(context: &Context<'_, '_>, title: Span, body: &str, longer: Option<&String>) -> bool {
    // Only what begins no other word: 会 and 部 may be 会议 and 部署.
    const ENDS: [&str; 7] = ["局", "委员会", "办公室", "厅", "中心", "管理处", "街道"];
    if body.is_empty() || is_whole(body) {
        return false;
    }
    if let Some(longer) = longer {
        return longer.starts_with(body) && is_whole(longer);
    }
    let text = context.source.text();
    let behind = text.get(title.end as usize..).unwrap_or_default();
    behind
        .match_indices(body)
        .any(|(at, _)| behind.get(at + body.len()..).is_some_and(|rest| begins_with_one(rest, &ENDS)))
}

impl Title {
    /// What stands twice in it.
    fn repetitions(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if let [first, second, ..] = self.years.as_slice() {
            reasons.push(if first == second {
                format!("年份“{first}”写了两次")
            } else {
                format!("写了两个年份（{first}和{second}），要确定是哪一年的报告")
            });
        }
        if let Some(name) = &self.twice {
            reasons.push(format!("机关名称“{name}”写了两次"));
        }
        reasons
    }

    /// What is not the name of this report.
    fn wrong_name(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        match &self.subject {
            Subject::Official | Subject::Combined => {}
            Subject::Other(written) if is_damaged(written) => {
                reasons.push(format!("“{written}”缺了字，应为“政府信息公开”"));
            }
            Subject::Other(written) => {
                reasons.push(format!("“{written}”应为“政府信息公开”"));
            }
        }
        if !self.is_yearly {
            reasons.push(format!("应称“年度报告”，不称“{}”", self.tail));
        }
        reasons
    }

    /// Where it is not written as usual.
    fn deviations(&self) -> Vec<String> {
        let mut reasons: Vec<&str> = Vec::new();
        if self.body.is_empty() {
            reasons.push("没有写机关名称");
        }
        let mistyped = self.mistyped_year.as_ref().map(|written| format!("年份写成了“{written}”"));
        if let Some(mistyped) = &mistyped {
            reasons.push(mistyped);
        } else if self.years.is_empty() {
            reasons.push("没有写年份");
        }
        reasons.extend(self.marks.iter().map(|mark| match mark {
            Mark::Decorated => "前后有不属于标题的文字或书名号",
            Mark::YearFirst => "机关名称宜写在年份之前",
            Mark::YearLast => "年份宜写在“政府信息公开”之前",
            Mark::BareYear => "年份后面缺少“年”",
            Mark::YearlyTwice => "“年度”写了两次，前一处写“年”即可",
            Mark::Contracted => "“人民政府”与“信息公开”之间缺少“政府”",
            Mark::About => "不用“关于”",
            Mark::Stopped => "末尾不加标点",
        }));
        if self.subject == Subject::Combined {
            reasons.push("名称宜只写“政府信息公开”");
        }
        if self.tail != "工作年度报告" && !self.marks.contains(&Mark::YearLast) {
            reasons.push("末尾宜写“工作年度报告”");
        }
        reasons.into_iter().map(str::to_owned).collect()
    }
}
