//! What the prose of a report may say: every figure once, so that all sentences and tables agree.

use super::bodies::Kind;
use super::marks::{mark, plain};
use super::template::Slots;
use super::{Rng, Size, Truth, UNIT};

/// Kinds of published information.
const CATEGORIES: [&str; 8] =
    ["政策文件", "工作动态", "通知公告", "规划计划", "财政信息", "人事信息", "重点领域信息", "其他信息"];
/// Ways of publishing.
const CHANNELS: [&str; 3] = ["通过政府网站公开", "通过政务新媒体公开", "通过其他方式公开"];
/// The classes that the yearly report of a website counts.
const CLASSES: [&str; 3] = ["概况类信息更新", "政务动态信息更新", "信息公开目录信息更新"];
/// Ways of applying.
const FORMS: [&str; 3] = ["当面申请", "信函申请", "网络申请"];
/// Outcomes of 表三: the beginning of their row ids, the words for them, and the name of their mark.
const OUTCOMES: [(&str, &str); 6] = [
    ("granted", "予以公开"),
    ("partial", "部分公开"),
    ("denied", "不予公开"),
    ("unable", "无法提供"),
    ("rejected", "不予处理"),
    ("other", "作其他处理"),
];
/// Outcomes of 表四.
const RESULTS: [(&str, &str); 4] =
    [("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果"), ("pending", "尚未审结")];

/// The facts of a report as the slots of its sentences.
pub fn facts(truth: &Truth, rng: &mut Rng) -> Slots {
    let mut facts = Facts { slots: Slots::new(), chinese: rng.chance(60) };
    facts.people(truth, rng);
    facts.disclosure(truth, rng);
    facts.tables(truth);
    facts.applications(truth, rng);
    facts.review(truth);
    facts.fee(truth);
    facts.slots
}

struct Facts {
    slots: Slots,
    /// Whether small figures are written in Chinese.
    chinese: bool,
}

impl Facts {
    fn say(&mut self, slot: &'static str, text: impl Into<String>) {
        self.slots.insert(slot, text.into());
    }

    /// A condition that holds or does not.
    fn when(&mut self, condition: &'static str, holds: bool) {
        if holds {
            self.say(condition, "");
        }
    }

    fn count(&self, value: i64) -> String {
        const DIGITS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
        match usize::try_from(value - 1).ok().and_then(|at| DIGITS.get(at)) {
            // 两件, not 二件.
            Some(_) if self.chinese && value == 2 => "两".to_owned(),
            Some(digit) if self.chinese => (*digit).to_owned(),
            _ => value.to_string(),
        }
    }

    /// A figure, and the condition that it is more than nothing.
    fn figure(&mut self, slot: &'static str, some: &'static str, value: i64) {
        let text = self.count(value);
        self.say(slot, text);
        self.when(some, value > 0);
    }

    fn people(&mut self, truth: &Truth, rng: &mut Rng) {
        let (body, year) = (&truth.body, i32::from(truth.year));
        let selves = rng.pick(&[
            [&body.own, &body.own, &body.own, &body.short],
            [&body.own, &body.short, &body.own, &body.short],
            [&body.own, &body.own, &body.own, &body.own],
        ]);
        let mut selves: Vec<&str> = selves.into_iter().map(String::as_str).collect();
        if !body.is_aggregate() && rng.chance(400) {
            selves.push("本机关");
        }
        self.say("self", selves.join("|"));
        let digits = |count: u32, rng: &mut Rng| {
            let low = 10_u64.pow(count - 1);
            (2 * low + rng.below(7 * low)).to_string()
        };
        let (area, line) = (digits(3, rng), digits(rng.pick(&[7, 8]), rng));
        self.say("phone", rng.pick(&[format!("0{area}-{line}").as_str(), &format!("（0{area}）{line}")]));
        self.say("post", digits(6, rng));
        let letters = (0..5).map(|_| char::from(b'a' + rng.below(26) as u8));
        self.say("domain", letters.collect::<String>());
        self.say("Y", year.to_string());
        self.say("Y-1", (year - 1).to_string());
        self.say("Y+1", (year + 1).to_string());
        for (slot, text) in [
            ("name", &body.name),
            ("short", &body.short),
            ("own", &body.own),
            ("whole", &body.whole),
            ("region", &body.region),
            ("above", &body.above),
            ("site", &body.site),
            ("account", &body.account),
        ] {
            self.say(slot, text.clone());
        }
        self.when("government", body.is_government());
        self.when("aggregate", body.is_aggregate());
        self.when("town", body.kind == Kind::Town);
        self.when("street", body.kind == Kind::Street);
        self.when("bureau", body.kind == Kind::Bureau);
        self.when("office", body.kind == Kind::Office);
        self.when("unit", body.kind == Kind::Unit);
        self.when("current", truth.year >= 2021);
    }

    fn disclosure(&mut self, truth: &Truth, rng: &mut Rng) {
        let (low, high) = match truth.size {
            Size::Zeros => (15, 400),
            Size::Small => (50, 900),
            Size::Medium => (300, 6_000),
            Size::Large => (20_000, 400_000),
        };
        let total = (low + rng.below(high - low)) as i64;
        let written = if rng.chance(100) { separated(total) } else { total.to_string() };
        self.say("published", written);
        let step = [10, 100, 10_000][usize::from(total >= 200) + usize::from(total >= 20_000)];
        let floor = (total - 1) / step * step;
        if floor > 0 && step == 10_000 {
            let parts = [format!("{}万余", floor / step), format!("{:.2}万", total as f64 / step as f64)];
            self.say("published~", rng.pick(&[parts[0].as_str(), &parts[1]]));
        } else if floor > 0 {
            let over = rng.pick(&["余", "多"]);
            let text =
                if rng.chance(700) { format!("{floor}{over}") } else { format!("近{}", floor + step) };
            self.say("published~", text);
        }
        let count = 2 + rng.below(3) as usize;
        let mut names = CATEGORIES.to_vec();
        while names.len() > count {
            let at = rng.below(names.len() as u64 - 1) as usize;
            names.remove(at);
        }
        let parts = split(total, count, rng);
        let comma = rng.pick(&["，", "、", "；"]);
        let list = |names: &[&str], parts: &[i64], comma: &str| {
            let one = |(name, part): (&&str, &i64)| format!("{name}{}条", mark("part", &part.to_string()));
            names.iter().zip(parts).map(one).collect::<Vec<_>>().join(comma)
        };
        self.say("closed", list(&names, &parts, comma));
        let open = rng.pick(&["等", "等信息"]);
        let fewer = names.len() - 1;
        self.say("open", list(&names[..fewer], &parts[..fewer], "、") + if fewer > 1 { open } else { "" });
        let decimals = rng.pick(&[0, 1, 2]);
        let share = |(name, &part): (&&str, &i64)| {
            let percent = mark("percent", &percent(part, total, decimals, false));
            format!("{name}{}条，占{percent}%", mark("part", &part.to_string()))
        };
        let shares: Vec<String> = names.iter().zip(&parts).map(share).collect();
        self.say("shares", shares.join("；"));
        let truncated = mark("percent", &percent(parts[0], total, 2, rng.chance(500)));
        self.say("share", format!("{}{}条，占比{truncated}%", names[0], mark("part", &parts[0].to_string())));
        let parts = split(total, 3, rng);
        self.say("classes", list(&CLASSES, &parts, rng.pick(&["，", "、"])));
        let parts = split(total, 3, rng);
        self.say("channels", list(&CHANNELS, &parts, "，"));
        let growth = growth(total, truth.year, "条", rng);
        self.say("published growth", growth);
    }

    /// What 表二 says.
    fn tables(&mut self, truth: &Truth) {
        let get = |id: &str| truth.get(&format!("t2.{id}"));
        self.figure("issued", "any issued", get("normative.issued"));
        self.figure("repealed", "any repealed", get("normative.repealed"));
        self.figure("in force", "any in force", get("normative.in_force"));
        self.figure("made", "any made", get("normative.made"));
        self.figure("shown", "any shown", get("normative.published"));
        self.figure("shown total", "any shown total", get("normative.published_total"));
        self.figure("permits", "any permits", get("permits.decisions"));
        self.figure("penalties", "any penalties", get("penalties.decisions"));
        self.figure("coercion", "any coercion", get("coercion.decisions"));
        let fees = truth.raw("t2.fees.amount");
        if fees > 0 {
            let (whole, rest) = (fees / UNIT, fees % UNIT);
            let decimals = format!("{rest:04}");
            let decimals = decimals.trim_end_matches('0');
            self.say("fees", if rest == 0 { whole.to_string() } else { format!("{whole}.{decimals}") });
        }
    }

    fn applications(&mut self, truth: &Truth, rng: &mut Rng) {
        let get = |row: &str| truth.get(&format!("t3.{row}.total"));
        let (new, carried_in, handled) = (get("new"), get("carried_in"), get("handled"));
        self.figure("new", "some", new);
        self.figure("carried in", "in", carried_in);
        self.figure("handled", "any handled", handled);
        self.figure("carried out", "out", get("carried_out"));
        self.figure("due", "any due", new + carried_in);
        self.when("none", new == 0);
        self.when("quiet", new + carried_in == 0);
        if new >= 30 {
            let step = if new >= 200 { 100 } else { 10 };
            self.say("new~", format!("{}余", (new - 1) / step * step));
        }
        if new > 0 {
            let people = truth.get("t3.new.natural");
            let list = [("自然人", people), ("法人或其他组织", new - people)];
            let said = list.iter().filter(|(_, count)| *count > 0 || rng.chance(300));
            let one = |(name, count): &(&str, i64)| format!("{name}申请{}件", self.count(*count));
            let said: Vec<String> = said.map(one).collect();
            self.say("applicants", said.join(rng.pick(&["，", "、"])));
            self.when("all people", people == new);
            let parts = split_any(new, 3, rng);
            let one = |(name, count): (&&str, &i64)| format!("{name}{}件", self.count(*count));
            let forms: Vec<String> = FORMS.iter().zip(&parts).map(one).collect();
            self.say("forms", forms.join(rng.pick(&["，", "、"])));
            self.say("new growth", growth(new, truth.year, "件", rng));
        }
        if handled > 0 {
            let with_zeros = rng.chance(200);
            let mut list = Vec::new();
            let mut shares = Vec::new();
            for (rows, name) in OUTCOMES {
                let count = truth.sum(rows, "total");
                let figure = mark(rows, &self.count(count));
                if count > 0 || with_zeros {
                    list.push(format!("{name}{figure}件"));
                }
                if count > 0 {
                    let percent = mark("percent", &percent(count, handled, 2, false));
                    shares.push(format!("{name}{figure}件，占{percent}%"));
                }
            }
            self.say("outcomes", list.join(rng.pick(&["，", "、"])));
            self.say("outcome shares", shares.join("；"));
            let opened = truth.sum("granted", "total") + truth.sum("partial", "total");
            self.say("opened", self.count(opened));
        }
    }

    fn review(&mut self, truth: &Truth) {
        let get = |id: &str| truth.get(&format!("t4.{id}"));
        let (review, direct, after) = (get("review.total"), get("direct.total"), get("after_review.total"));
        self.figure("review", "reviewed", review);
        self.figure("litigation", "sued", direct + after);
        let mut results = |slot: &'static str, block: &str, name: &str| {
            let said = RESULTS.iter().filter_map(|(id, words)| {
                let count = get(&format!("{block}.{id}"));
                (count > 0).then(|| format!("{words}{}件", mark(name, &self.count(count))))
            });
            let said: Vec<String> = said.collect();
            if !said.is_empty() {
                self.say(slot, said.join("、"));
            }
        };
        results("review results", "review", "review.result");
        // Results of one block only: the sentence cannot say which block it means.
        if after == 0 {
            results("litigation results", "direct", "litigation.result");
        } else if direct == 0 {
            results("litigation results", "after_review", "litigation.result");
        }
        if direct > 0 && after > 0 {
            let blocks =
                format!("未经复议直接起诉{}件、复议后起诉{}件", self.count(direct), self.count(after));
            self.say("blocks", blocks);
        }
    }

    fn fee(&mut self, truth: &Truth) {
        let fee = truth.fee;
        self.when("charged", fee.notices > 0);
        self.when("paid all", fee.paid > 0 && fee.paid == fee.billed);
        self.say("notices", fee.notices.to_string());
        self.say("billed", fee.billed.to_string());
        self.say("paid", fee.paid.to_string());
    }
}

/// A whole in so many parts, none of them nothing unless the whole is too small.
fn split(whole: i64, count: usize, rng: &mut Rng) -> Vec<i64> {
    let mut parts = split_any(whole - count as i64, count, rng);
    for part in &mut parts {
        *part += 1;
    }
    parts
}

/// A whole in so many parts.
fn split_any(whole: i64, count: usize, rng: &mut Rng) -> Vec<i64> {
    let mut cuts: Vec<i64> = (1..count).map(|_| rng.below(whole as u64 + 1) as i64).collect();
    cuts.extend([0, whole]);
    cuts.sort_unstable();
    cuts.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// A share in percent, rounded or cut off.
pub fn percent(part: i64, whole: i64, decimals: u32, cut: bool) -> String {
    let scale = 10_i64.pow(decimals);
    let twice = part * 100 * scale * 2 / whole;
    let value = if cut { twice / 2 } else { (twice + 1) / 2 };
    match decimals {
        0 => value.to_string(),
        _ => format!("{}.{:0width$}", value / scale, value % scale, width = decimals as usize),
    }
}

/// A comparison with the year before that gives its base.
fn growth(value: i64, year: u16, unit: &str, rng: &mut Rng) -> String {
    let base = 1 + value * (60 + rng.below(100) as i64) / 100;
    let change = mark("percent", &percent((value - base).abs(), base, rng.pick(&[0, 1, 2]), rng.chance(300)));
    let before = i32::from(year) - 1;
    if value == base {
        return format!("与{before}年（{base}{unit}）持平");
    }
    let words = if value > base { ["增长", "上升", "增加"] } else { ["下降", "减少", "回落"] };
    format!("比{before}年（{base}{unit}）{}{change}%", rng.pick(&words))
}

/// With a separator of thousands.
fn separated(value: i64) -> String {
    let digits = value.to_string();
    let first = digits.len() % 3;
    let mut out = digits[..first].to_owned();
    for group in digits.as_bytes()[first..].chunks(3) {
        if !out.is_empty() {
            out.push(',');
        }
        out.extend(group.iter().map(|&b| char::from(b)));
    }
    out
}

/// The number of a figure as it was written, where it is in plain digits.
pub fn value_of(figure: &str) -> Option<i64> {
    plain(figure).replace(',', "").parse().ok()
}
