//! Slips in the figures of the prose: against the tables, against each other, lost, out of shape.

use nianbao::finding::Severity::{Error, Hint, Warning};
use nianbao::form::Edition;

use super::cells::other_number;
use super::{Case, Fault, Spoilt};
use crate::generator::Rng;

/// What one wrong figure may contradict besides its table: the parts, the percentage and the other mention beside it.
const BESIDE: &[&str] = &["narrative-breakdown", "narrative-conflict", "narrative-percent"];

pub const FAULTS: &[Fault] = &[
    Fault {
        name: "received, another number than the table",
        rules: &["narrative-applications"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| application(case, "new", rng),
    },
    Fault {
        name: "received and carried in taken together",
        rules: &["narrative-applications"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            (!case.says("new")).then_some(())?;
            let both = case.truth.get("t3.new.total") + case.truth.get("t3.carried_in.total");
            let place = case.part("new~").filter(|_| case.truth.get("t3.carried_in.total") > 0)?;
            Some(case.replace(place, &both.to_string()).or_near())
        },
    },
    Fault {
        name: "carried in, another number than the table",
        rules: &["narrative-applications"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| application(case, "carried in", rng),
    },
    Fault {
        name: "answered, another number than the table",
        rules: &["narrative-applications"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| application(case, "handled", rng),
    },
    Fault {
        name: "carried out, another number than the table",
        rules: &["narrative-applications"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| application(case, "carried out", rng),
    },
    Fault {
        name: "no application, says the text",
        rules: &["narrative-applications"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| {
            case.part_in("new", &case.part("received")?)?;
            once(case, "new")?;
            (case.truth.get("t3.new.total") > 0).then_some(())?;
            let (year, own) = (case.truth.year, &case.truth.body.own);
            let none = rng.pick(&[
                "未收到政府信息公开申请",
                "没有收到任何形式的政府信息公开申请",
                "共收到政府信息公开申请0件",
            ]);
            Some(case.replace(case.part("received")?, &format!("{year}年，{own}{none}。")))
        },
    },
    Fault {
        name: "all answered, says the text",
        rules: &["narrative-applications"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| {
            let (new, carried_in) = (case.truth.get("t3.new.total"), case.truth.get("t3.carried_in.total"));
            (case.truth.get("t3.carried_out.total") > 0).then_some(())?;
            let (year, own) = (case.truth.year, &case.truth.body.own);
            let done = rng.pick(&["均已办结", "已全部办结", "办结率100%"]);
            let text =
                format!("{year}年，{own}新收政府信息公开申请{new}件，上年结转{carried_in}件，{done}。");
            Some(case.replace(case.part("received")?, &text))
        },
    },
    Fault {
        name: "outcome, another number than the table",
        rules: &["narrative-outcomes"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| {
            let name = rng.pick(&["granted", "partial", "denied", "unable", "rejected"]);
            let (place, value) = case.figure(name)?;
            Some(case.replace(place, &other_number(value, rng).to_string()).or_near())
        },
    },
    Fault {
        name: "granted in whole or part, another number",
        rules: &["narrative-outcomes"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| {
            let (place, value) = case.figure("opened")?;
            Some(case.replace(place, &other_number(value, rng).to_string()).or_near())
        },
    },
    Fault {
        name: "reviews, another number than the table",
        rules: &["narrative-review"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| {
            let (place, value) = case.figure("review")?;
            Some(case.replace(place, &other_number(value, rng).to_string()).or_near())
        },
    },
    Fault {
        name: "litigation, another number than the table",
        rules: &["narrative-review"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| {
            let (place, value) = case.figure("litigation")?;
            Some(case.replace(place, &other_number(value, rng).to_string()).or_near())
        },
    },
    Fault {
        name: "no review and no litigation, says the text",
        rules: &["narrative-review"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, _| {
            let year = case.truth.year;
            let text = format!("{year}年，未发生因政府信息公开引起的行政复议、行政诉讼。");
            Some(case.replace(case.part("review.some")?, &text))
        },
    },
    Fault {
        name: "result of a review, another number",
        rules: &["narrative-review"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| {
            let (place, value) = case.figure(rng.pick(&["review.result", "litigation.result"]))?;
            Some(case.replace(place, &other_number(value, rng).to_string()).or_near())
        },
    },
    Fault {
        name: "documents, another number than the table",
        rules: &["narrative-documents"],
        severities: &[Warning],
        also: BESIDE,
        spoil: |case, rng| {
            (case.truth.form.edition == Edition::Current).then_some(())?;
            let (place, value) = case.figure(rng.pick(&["issued", "repealed", "in force"]))?;
            Some(case.replace(place, &other_number(value, rng).to_string()).or_near())
        },
    },
    Fault {
        name: "decisions, another number than the table",
        rules: &["narrative-decisions"],
        severities: &[Warning],
        also: BESIDE,
        spoil: |case, rng| {
            let (place, value) = case.figure(rng.pick(&["permits", "penalties", "coercion"]))?;
            Some(case.replace(place, &other_number(value, rng).to_string()).or_near())
        },
    },
    Fault {
        name: "charges, another amount than the table",
        rules: &["narrative-fee"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            let place = case.part("fees")?;
            // A digit too many in front.
            Some(case.insert(place.start, "3").or_at(place))
        },
    },
    Fault {
        name: "fee paid but no charges in the table",
        rules: &["narrative-fee"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            (case.truth.fee.paid > 0 && !case.says("fees")).then_some(())?;
            let (cell, ..) = case.cell("t2.fees.amount")?;
            let spoilt = case.enter(cell, "0")?;
            let other = case.section("other")?;
            Some(spoilt.or_behind(case, &other))
        },
    },
    Fault {
        name: "review never mentioned",
        rules: &["narrative-silent"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let table = case.section("review")?;
            let spoilt = case.delete(case.part("review.some")?);
            Some(spoilt.or_behind(case, &table).or_at(case.heading("overview")?))
        },
    },
    Fault {
        name: "applications never mentioned",
        rules: &["narrative-silent"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            (case.truth.get("t3.new.total") > 0).then_some(())?;
            let aspect = case.part("aspect.applications")?;
            let own = &case.truth.body.own;
            let text = format!("（二）依申请公开。{own}按照规定畅通依申请公开渠道。");
            // The review goes unmentioned with them, and is in the next table.
            let tables = case.section("applications")?.start..case.section("review")?.end;
            let spoilt = case.replace(aspect, &text);
            Some(spoilt.or_behind(case, &tables).or_at(case.heading("overview")?))
        },
    },
    Fault {
        name: "closed list does not add up",
        rules: &["narrative-breakdown"],
        severities: &[Error],
        also: BESIDE,
        spoil: |case, rng| {
            let (list, lead) = list(case)?;
            let is_closed = ["包括", "具体为", "："].iter().any(|word| lead.ends_with(word));
            is_closed.then(|| part(case, &list, rng)).flatten()
        },
    },
    Fault {
        name: "list of three or more does not add up",
        rules: &["narrative-breakdown"],
        severities: &[Error, Warning],
        also: BESIDE,
        spoil: |case, rng| {
            let (list, lead) = list(case)?;
            let parts = case.parts("part").filter(|part| list.contains(&part.start)).count();
            (lead.ends_with("其中") && parts > 2).then(|| part(case, &list, rng)).flatten()
        },
    },
    Fault {
        name: "parts are more than the whole",
        rules: &["narrative-breakdown"],
        severities: &[Error, Warning],
        also: BESIDE,
        spoil: |case, _| {
            let whole = case.figure("published")?;
            let sentence = case.part("published.sentence")?;
            let (place, _) = case.figure("part").filter(|(place, _)| sentence.contains(&place.start))?;
            case.text()[whole.0.end..place.start].contains("其中").then_some(())?;
            Some(case.replace(place, &(whole.1 + 7).to_string()).or_at(sentence))
        },
    },
    Fault {
        name: "published, two figures",
        rules: &["narrative-conflict"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let (place, value) = case.figure("published")?;
            // What one column of a site holds need not be all.
            let sentence = case.part("published.sentence")?;
            (!case.text()[sentence].contains("专栏")).then_some(())?;
            let (year, own) = (case.truth.year, &case.truth.body.own);
            let second = format!("{year}年，{own}主动公开政府信息{}条。", other_number(value, rng));
            let at = case.line(case.heading("other")?.start).end;
            Some(case.insert(at, &format!("{second}\n")).or_at(place))
        },
    },
    Fault {
        name: "no application, yet all answered",
        rules: &["narrative-conflict"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let none = case.part("applications.none")?;
            let more = rng.pick(&["，均按时办结", "，按期办结率100%", "，已全部办结"]);
            let stop = none.end - "。".len();
            Some(case.insert(stop, more).or_at(none))
        },
    },
    Fault {
        name: "percentage wrong",
        rules: &["narrative-percent"],
        severities: &[Warning],
        also: &["narrative-breakdown"],
        spoil: |case, rng| {
            let place = case.any_part("percent", rng)?;
            let value: f64 = case.text()[place.clone()].parse().ok()?;
            let decimals = case.text()[place.clone()].split_once('.').map_or(0, |(_, rest)| rest.len());
            let other = if value > 50.0 { value - 6.0 } else { value + 6.0 };
            Some(case.replace(place, &format!("{other:.decimals$}")).or_near())
        },
    },
    Fault {
        name: "published, number left out",
        rules: &["number-missing"],
        severities: &[Error],
        also: &[],
        spoil: |case, _| Some(case.delete(case.figure("published")?.0).or_near()),
    },
    Fault {
        name: "received, number left out",
        rules: &["number-missing"],
        severities: &[Error],
        also: &["narrative-conflict"],
        spoil: |case, _| Some(case.delete(case.figure("new")?.0).or_near()),
    },
    Fault {
        name: "exact figure with 余",
        rules: &["approximate-exact"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            let (place, value) = case.figure("published").filter(|(_, value)| value % 10 != 0)?;
            Some(case.replace(place, &format!("{value}{}", rng.pick(&["余", "多"]))).or_near())
        },
    },
];

/// A figure about applications changed to one that no reading of it allows.
fn application(case: &Case, name: &str, rng: &mut Rng) -> Option<Spoilt> {
    let get = |row: &str| case.truth.get(&format!("t3.{row}.total"));
    let (new, carried_in, handled, carried_out) =
        (get("new"), get("carried_in"), get("handled"), get("carried_out"));
    let (place, value) = once(case, name)?;
    let allowed =
        [new, carried_in, handled, carried_out, new + carried_in, handled - carried_in, new - carried_out];
    let wrong = (0..20).map(|_| other_number(value, rng)).find(|wrong| !allowed.contains(wrong))?;
    Some(case.replace(place, &wrong.to_string()).or_near())
}

/// A figure that the prose gives once: where it is given again the other mention may be the one that is right.
fn once(case: &Case, name: &str) -> Option<(std::ops::Range<usize>, i64)> {
    (case.parts(name).count() == 1).then(|| case.figure(name)).flatten()
}

/// The list of what was published, and the text before it.
fn list(case: &Case) -> Option<(std::ops::Range<usize>, &str)> {
    let list = case.part("closed.list")?;
    case.figure("published").map(|_| (list.clone(), &case.text()[..list.start]))
}

/// A part of a list changed by little.
fn part(case: &Case, list: &std::ops::Range<usize>, rng: &mut Rng) -> Option<Spoilt> {
    let parts: Vec<_> = case.parts("part").filter(|part| list.contains(&part.start)).collect();
    let place = parts[rng.below(parts.len() as u64) as usize].clone();
    let value: i64 = case.text()[place.clone()].parse().ok()?;
    let (_, whole) = case.figure("published")?;
    let other = if rng.chance(500) && value > 3 { value - 1 } else { value + 1 + rng.below(3) as i64 };
    // Of a small whole even one is too much of a difference to call the list complete.
    (whole >= 60).then(|| case.replace(place, &other.to_string()).or_at(case.line(list.start)))
}
