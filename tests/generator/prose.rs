//! The prose of a report, as careful clerks of many bodies write it: always right, never twice the same.
//!
//! Every part that a fault may want to spoil is marked (see [`super::marks`]).

use nianbao::form::SECTIONS;

use super::bodies::Kind;
use super::facts::facts;
use super::marks::{close, mark, open};
use super::problems::{
    BARE_LEADS, FEE, HALVES, MEASURES_LEAD, NOTHING_ELSE, OTHER, OUTLOOK, PROBLEMS, PROBLEMS_LEAD,
};
use super::sentences::{
    APPLICATION_CARE, APPLICATION_DETAILS, ASSESSMENT, CHARGES, DECISIONS, DOCUMENTS, MANAGEMENT, OUTCOMES,
    PLATFORM, PUBLISHED, PUBLISHED_ELSE, RECEIVED, REVIEW, SUPERVISION,
};
use super::template::{Slots, expand, one_of, some_of};
use super::{Rng, Truth};

/// The prose of a report, in lines with marks.
#[derive(Clone, Debug)]
pub struct Prose {
    pub title: Vec<String>,
    pub preface: Vec<String>,
    pub headings: [String; 6],
    /// What stands under a heading, behind the table if there is one.
    pub sections: [Vec<String>; 6],
    pub signature: Vec<String>,
}

/// Numerals of enumerations.
const ORDINALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// Writes the prose of a report.
pub fn prose(truth: &Truth, rng: &mut Rng) -> Prose {
    let mut writer = Writer { truth, slots: facts(truth, rng), rng };
    let title = writer.title();
    let mut preface = writer.preface();
    let mut overview = Vec::new();
    if writer.rng.chance(250) {
        std::mem::swap(&mut preface, &mut overview);
    }
    let review_apart = writer.rng.chance(350);
    overview.extend(writer.overview(review_apart));
    let review = if review_apart { vec![writer.must(REVIEW)] } else { Vec::new() };
    let problems = writer.problems();
    let other = writer.other();
    let signature = writer.signature();
    // The long headings of the law are as good as the form's.
    let is_long = writer.rng.chance(120);
    let headings = SECTIONS.each_ref().map(|section| match section.accepted.first() {
        Some(long) if is_long => format!("{}、{long}", section.ordinal),
        _ => section.line(),
    });
    let sections = [overview, Vec::new(), Vec::new(), review, problems, other];
    Prose { title, preface, headings, sections, signature }
}

struct Writer<'a> {
    truth: &'a Truth,
    slots: Slots,
    rng: &'a mut Rng,
}

impl Writer<'_> {
    fn write(&mut self, template: &str) -> String {
        expand(template, &self.slots, self.rng).unwrap()
    }

    /// A sentence of a list that has one for every case.
    fn must(&mut self, templates: &[&str]) -> String {
        one_of(templates, &self.slots, self.rng).unwrap()
    }

    fn some(&mut self, templates: &[&str], count: usize) -> String {
        some_of(templates, count, &self.slots, self.rng).concat()
    }

    /// So many sentences between two numbers.
    fn few(&mut self, templates: &[&str], least: usize, most: usize) -> String {
        let count = least + self.rng.below((most - least + 1) as u64) as usize;
        self.some(templates, count)
    }

    fn maybe(&mut self, per_mille: u64, templates: &[&str]) -> String {
        if self.rng.chance(per_mille) { self.some(templates, 1) } else { String::new() }
    }

    fn title(&mut self) -> Vec<String> {
        let title = self.write("{name}{title.year:{Y}}年政府信息公开工作年度报告");
        match self.rng.below(10) {
            0..7 => vec![mark("title", &title)],
            _ => {
                let (name, rest) = (self.write("{name}"), self.write("{Y}年政府信息公开工作年度报告"));
                vec![open("title") + &name, format!("{rest}{}", close())]
            }
        }
    }

    fn preface(&mut self) -> Vec<String> {
        const BASIS: &[&str] = &[
            "{basis:根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和{order}要求，}{self}编制本报告。",
            "{basis:按照《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）第五十条和{order}规定，}现公布{name}{Y}年政府信息公开工作年度报告。",
            "{basis:依据《中华人民共和国政府信息公开条例》和{order}，}{name}编制了{Y}年政府信息公开工作年度报告。",
            "本报告{basis:根据《中华人民共和国政府信息公开条例》和{order}要求}编制。",
        ];
        const PARTS: &[&str] = &[
            "{parts:本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项{parts.count:六}部分组成。}",
            "{parts:全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等{parts.count:六}个部分。}",
            "{parts:本年度报告共分{parts.count:六}个部分：总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，存在的主要问题及改进情况，其他需要报告的事项。}",
        ];
        const PERIOD: &[&str] = &[
            "{period:本报告中所列数据的统计期限自{Y}年1月1日起至{Y}年12月31日止。}",
            "{period:所列数据的统计期限为{Y}年1月1日至{Y}年12月31日。}",
            "{period:本报告数据统计期限自{Y}年1月1日起至12月31日止。}",
            "{period:报告中使用数据的统计时限为{Y}年1月1日至{Y}年12月31日。}",
            "{period:有关数据统计截止日期为{Y}年12月31日。}",
        ];
        const CONTACT: &[&str] = &[
            "如对本报告有疑问，请与{name}联系（地址：{address}；邮编：{post}；电话：{phone}）。",
            "本报告电子版可在{site}下载。如有疑问，请联系{short}政务公开工作人员，电话：{phone}，电子邮箱：{domain}gk@{domain}.gov.cn。",
            "联系单位：{name}；联系电话：{phone}；邮政编码：{post}；传真：{phone}。",
        ];
        let order = if self.truth.year >= 2021 {
            "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
        } else {
            "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）"
        };
        self.slots.insert("order", order.to_owned());
        let address = format!("{}中心街{}号", self.truth.body.region, 1 + self.rng.below(300));
        self.slots.insert("address", address);
        let basis = self.must(BASIS);
        let law = if basis.contains("以下简称《条例》") {
            "《条例》"
        } else {
            "《中华人民共和国政府信息公开条例》"
        };
        self.slots.insert("law", law.to_owned());
        let parts = self.maybe(350, PARTS);
        let period = self.must(PERIOD);
        let contact = self.maybe(450, CONTACT);
        if self.rng.chance(300) && !contact.is_empty() {
            return vec![basis + &parts + &period, contact];
        }
        vec![basis + &parts + &period + &contact]
    }

    fn overview(&mut self, review_apart: bool) -> Vec<String> {
        const LEAD: &[&str] = &[
            "{Y}年，{self}认真贯彻{law}，围绕群众关切推进公开工作。",
            "{Y}年，{self}在{above}指导下，落实政府信息公开各项任务，有关情况如下。",
        ];
        /// Names of the aspects.
        const NAMES: [(&str, &[&str]); 5] = [
            ("disclosure", &["主动公开", "主动公开情况", "主动公开方面", "主动公开政府信息情况"]),
            ("applications", &["依申请公开", "依申请公开情况", "依申请公开方面", "依申请公开办理情况"]),
            ("management", &["政府信息管理", "政府信息管理情况", "政府信息管理方面", "政府信息资源管理"]),
            ("platform", &["政府信息公开平台建设", "平台建设", "平台建设情况", "公开平台建设方面"]),
            ("supervision", &["监督保障", "监督保障情况", "监督保障方面"]),
        ];
        let mut lines = Vec::new();
        if self.rng.chance(350) {
            lines.push(self.must(LEAD));
        }
        let name_style = self.rng.below(3) as usize;
        let style = self.rng.below(5);
        let texts = [
            self.disclosure(),
            self.applications(review_apart),
            self.few(MANAGEMENT, 1, 2),
            self.few(PLATFORM, 1, 2),
            self.supervision(),
        ];
        let mut run_in = String::new();
        for (index, ((id, names), text)) in NAMES.into_iter().zip(texts).enumerate() {
            let (ordinal, name) = (ORDINALS[index], names[name_style]);
            let id = format!("aspect.{id}");
            match style {
                0 | 1 => lines.push(mark(&id, &format!("（{ordinal}）{name}。{text}"))),
                2 => {
                    lines.push(format!("{}（{ordinal}）{name}", open(&id)));
                    lines.push(format!("{text}{}", close()));
                }
                3 => lines.push(mark(&id, &format!("{}.{name}。{text}", index + 1))),
                _ => run_in += &mark(&id, &format!("{ordinal}是{name}。{text}")),
            }
        }
        if !run_in.is_empty() {
            lines.push(run_in);
        }
        lines
    }

    fn disclosure(&mut self) -> String {
        let mut text = mark("published.sentence", &self.must(PUBLISHED));
        text += &self.maybe(550, DOCUMENTS);
        text += &self.maybe(400, DECISIONS);
        text += &self.maybe(150, CHARGES);
        text + &self.few(PUBLISHED_ELSE, 0, 2)
    }

    fn applications(&mut self, review_apart: bool) -> String {
        let mut text = mark("received", &self.must(RECEIVED));
        if self.slots.contains_key("any handled") {
            text += &self.maybe(500, OUTCOMES);
        }
        if self.slots.contains_key("some") {
            text += &self.maybe(400, APPLICATION_DETAILS);
        }
        text += &self.maybe(300, APPLICATION_CARE);
        if !review_apart {
            text += &self.must(REVIEW);
        }
        text
    }

    fn supervision(&mut self) -> String {
        let text = self.few(SUPERVISION, 1, 2);
        if self.truth.body.is_government() {
            let results = self.must(ASSESSMENT);
            return text + &mark("assessment", &results);
        }
        text
    }

    fn problems(&mut self) -> Vec<String> {
        let count = 2 + self.rng.below(2) as usize;
        let mut chosen: Vec<usize> = Vec::new();
        while chosen.len() < count {
            let at = self.rng.below(PROBLEMS.len() as u64) as usize;
            // Who had no application does not complain about its answers.
            let is_idle = self.slots.contains_key("quiet") && PROBLEMS[at].0.contains("申请");
            if !chosen.contains(&at) && !is_idle {
                chosen.push(at);
            }
        }
        let list = |name: &str, pick: fn(&(&'static str, &'static str)) -> &'static str| {
            let one = |(index, &at): (usize, &usize)| format!("{}是{}", ORDINALS[index], pick(&PROBLEMS[at]));
            let list = chosen.iter().enumerate().map(one).collect::<Vec<_>>().join("；");
            mark(name, &(list + "。"))
        };
        let (problems, measures) =
            (list("problems.list", |pair| pair.0), list("measures.list", |pair| pair.1));
        let (style, is_bare) = (self.rng.below(4), self.rng.chance(300));
        let (bare_problems, bare_measures) = BARE_LEADS;
        let lead = |bare: &str, lead: String| if is_bare && style > 1 { bare.to_owned() } else { lead };
        let problems = lead(bare_problems, self.must(PROBLEMS_LEAD)) + &problems;
        let mut measures = lead(bare_measures, self.must(MEASURES_LEAD)) + &measures;
        measures += &self.maybe(250, OUTLOOK);
        let (above_problems, above_measures) = self.rng.pick(HALVES);
        match style {
            0 => vec![
                format!("{}{above_problems}", open("problems")),
                format!("{problems}{}", close()),
                format!("{}{above_measures}", open("measures")),
                format!("{measures}{}", close()),
            ],
            1 => vec![
                mark("problems", &format!("{above_problems}。{problems}")),
                mark("measures", &format!("{above_measures}。{measures}")),
            ],
            _ => vec![mark("problems", &problems), mark("measures", &measures)],
        }
    }

    fn other(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        let extra = self.maybe(300, OTHER);
        if self.truth.year >= 2021 {
            let fee = self.must(FEE);
            let fee = mark("fee", &fee);
            if !extra.is_empty() && self.rng.chance(500) {
                lines.push(format!("（一）{extra}"));
                lines.push(format!("（二）{fee}"));
                return lines;
            }
            lines.push(fee + &self.maybe(300, NOTHING_ELSE));
        } else if extra.is_empty() {
            lines.push(self.must(NOTHING_ELSE));
        }
        if !extra.is_empty() {
            lines.push(extra);
        }
        lines
    }

    fn signature(&mut self) -> Vec<String> {
        if self.rng.chance(120) {
            return Vec::new();
        }
        let day = 4 + self.rng.below(27);
        let (month, day) = if self.truth.body.is_aggregate() && self.rng.chance(600) {
            (2 + self.rng.below(2), 1 + self.rng.below(27))
        } else {
            (1, day)
        };
        let name = mark("signature.name", &self.truth.body.name);
        let date = mark("signature.date", &format!("{}年{month}月{day}日", self.truth.year + 1));
        let mut lines = vec![open("signature") + &name, format!("{date}{}", close())];
        if self.truth.body.kind != Kind::Upper && self.rng.chance(250) {
            lines.insert(1, String::new());
        }
        lines
    }
}
