//! Slips in the frame: sections, their content, title, preface.

use nianbao::finding::Severity::{Error, Hint, Warning};
use nianbao::form::{Edition, SECTIONS};

use super::{Case, Fault, Spoilt};
use crate::generator::bodies::Kind;
use crate::generator::damage::Damage;
use crate::generator::{Rng, Truth, draft};

pub const FAULTS: &[Fault] = &[
    Fault {
        name: "section five is not there",
        rules: &["section-missing"],
        severities: &[Error],
        also: &["part-count"],
        spoil: |case, _| {
            let next = case.heading("other")?;
            Some(
                case.delete(case.section("problems")?)
                    .or_at(case.section("problems")?.start..next.start)
                    .or_near(),
            )
        },
    },
    Fault {
        name: "section six is not there",
        rules: &["section-missing"],
        severities: &[Error],
        also: &["part-count"],
        spoil: |case, _| Some(case.delete(case.section("other")?).or_near()),
    },
    Fault {
        name: "heading of section one lost",
        rules: &["section-missing"],
        severities: &[Error],
        also: &["part-count"],
        spoil: |case, _| {
            let line = case.line(case.heading("overview")?.start);
            let first = case.line(case.part("title")?.end).end;
            Some(case.delete(line.clone()).or_at(first..line.end))
        },
    },
    Fault {
        name: "section five numbered three",
        rules: &["section-number"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| case.swap(&case.heading("problems")?, "五", "三"),
    },
    Fault {
        name: "section number in Arabic numerals",
        rules: &["section-number"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let (section, from, to) = rng.pick(&[
                ("applications", "三、", "3、 "),
                ("review", "四、", "4、 "),
                ("disclosure", "二、", "2. "),
            ]);
            case.swap(&case.heading(section)?, from, to)
        },
    },
    Fault {
        name: "section number lost",
        rules: &["section-number"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let (section, number) = rng.pick(&[
                ("disclosure", "二、"),
                ("applications", "三、"),
                ("problems", "五、"),
                ("other", "六、"),
            ]);
            Some(case.swap(&case.heading(section)?, number, "")?.or_near())
        },
    },
    Fault {
        name: "heading of section five twice",
        rules: &["section-number"],
        severities: &[Warning],
        also: &["section-empty"],
        spoil: |case, _| {
            let first = case.line(case.heading("problems")?.start);
            let at = case.line(case.part("measures")?.start).start;
            Some(case.insert(at, &case.text()[first.clone()]).or_at(first))
        },
    },
    Fault {
        name: "sections three and four change places",
        rules: &["section-order"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            let (three, four) = (case.section("applications")?, case.section("review")?);
            let (three, four) = (&case.text()[three.clone()], &case.text()[four.clone()]);
            let all = case.section("applications")?.start..case.section("review")?.end;
            Some(case.replace(all, &format!("{four}{three}")))
        },
    },
    Fault {
        name: "section five under another heading",
        rules: &["section-heading"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            let to = rng.pick(&["存在问题及改进措施", "存在的问题及下一步打算", "存在的主要问题及整改措施"]);
            case.swap(&case.heading("problems")?, "存在的主要问题及改进情况", to)
        },
    },
    Fault {
        name: "section five says only 无",
        rules: &["section-empty"],
        severities: &[Error],
        also: &[],
        spoil: |case, _| {
            Some(case.replace(case.body("problems")?, "无。\n\n").or_at(case.heading("problems")?))
        },
    },
    Fault {
        name: "section one has only its basis",
        rules: &["section-empty"],
        severities: &[Error],
        also: &["overview-aspect-missing"],
        spoil: |case, _| {
            let year = case.truth.year;
            let text = format!(
                "本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自{year}年1月1日起至{year}年12月31日止。\n\n"
            );
            // Where the preface stands in section one, the basis is there already.
            case.part("basis").filter(|basis| basis.end < case.heading("overview").map_or(0, |h| h.start))?;
            Some(case.replace(case.body("overview")?, &text).or_at(case.heading("overview")?))
        },
    },
    Fault {
        name: "section six is blank",
        rules: &["section-empty"],
        severities: &[Warning],
        also: &["fee-statement-missing"],
        spoil: |case, _| Some(case.replace(case.body("other")?, "\n").or_at(case.heading("other")?)),
    },
    Fault {
        name: "two aspects missing",
        rules: &["overview-aspect-missing"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| without(case, &[("management", MANAGEMENT), ("platform", PLATFORM)]),
    },
    Fault {
        name: "one aspect missing",
        rules: &["overview-aspect-missing"],
        severities: &[Hint],
        also: &["list-style"],
        spoil: |case, rng| {
            without(case, &[rng.pick(&[("management", MANAGEMENT), ("supervision", SUPERVISION)])])
        },
    },
    Fault {
        name: "government without results of assessment",
        rules: &["assessment-missing"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let aspect = case.part("aspect.supervision")?;
            let results = case.part("assessment")?;
            let rest = format!(
                "{}{}",
                &case.text()[case.overview()?.start..results.start],
                &case.text()[results.end..]
            );
            let told = ["考核", "评议", "责任追究"].iter().any(|word| rest.contains(word));
            (!told).then(|| {
                case.delete(results.clone())
                    .or_at(aspect.start..results.start)
                    .or_at(case.heading("overview").unwrap_or(results))
            })
        },
    },
    Fault {
        name: "overview far too long",
        rules: &["overview-too-long"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            // By itself longer than the notices ask of the whole overview, and by far.
            let stems = "东西南北上下前后里外中高大小新老".chars();
            let names = stems.flat_map(|a| "湾岗坪坝坡沟塘圩桥冲".chars().map(move |b| format!("{a}{b}村")));
            let names: Vec<String> = names.collect();
            let text = format!("全年先后在{}开展政策宣讲。", names.join("、"));
            let filler = format!(
                "{text}宣讲内容还送到{}的公开栏。",
                names.iter().rev().cloned().collect::<Vec<_>>().join("、")
            );
            let place = case.overview()?.start..case.overview()?.end + filler.len();
            let end = case.part("aspect.platform")?.end;
            Some(case.insert(end, &filler).or_at(place).or_at(case.heading("overview")?))
        },
    },
    Fault {
        name: "overview without any figure",
        rules: &["overview-without-figures"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let own = &case.truth.body.own;
            if case.truth.get("t3.new.total") + case.truth.get("t3.carried_in.total") > 0 {
                return None;
            }
            let text = format!(
                "（一）主动公开。{own}主动公开机构职能、办事指南和财政预决算。\n（二）依申请公开。{own}未收到政府信息公开申请。\n（三）政府信息管理。{own}规范信息制作、审查和归档。\n（四）平台建设。{own}维护门户网站专栏，定期检查栏目更新。\n（五）监督保障。{own}把信息公开纳入工作考核，开展社会评议，没有发生责任追究的情形。\n\n"
            );
            Some(case.replace(case.body("overview")?, &text).or_at(case.heading("overview")?))
        },
    },
    Fault {
        name: "problems without measures",
        rules: &["measures-missing"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            let measures = case.part("measures")?;
            Some(case.delete(case.lines(&measures)).or_at(case.section("problems")?.start..measures.start))
        },
    },
    Fault {
        name: "measures without problems",
        rules: &["measures-missing"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            let section = case.body("problems")?;
            let own = &case.truth.body.own;
            let year = case.truth.year + 1;
            let text = format!("{year}年，{own}将按月核对栏目更新情况，每季度组织一次业务学习。\n\n");
            Some(case.replace(section, &text).or_at(case.heading("problems")?))
        },
    },
    Fault {
        name: "three problems, one measure",
        rules: &["measures-missing"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let problems = case.part("problems.list")?;
            let list = case.part("measures.list")?;
            let measures = &case.text()[list.clone()];
            (case.text()[problems].contains("三是") && measures.contains("三是")).then_some(())?;
            // Without its number it would be prose, which may take several measures together.
            let one = measures.split('；').next()?;
            Some(
                case.replace(list.clone(), &format!("{one}。"))
                    .or_at(case.section("problems")?.start..list.start + one.len()),
            )
        },
    },
    Fault {
        name: "list of leaders",
        rules: &["off-topic"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let at = case.line(case.part("aspect.supervision")?.end.saturating_sub(1)).end;
            Some(case.insert(at, "附：政务公开工作领导小组成员名单\n组长：陈松岭（主要负责人）\n副组长：何雨舟（分管负责人）\n成员：宋佳禾、吴启明、郑远帆\n"))
        },
    },
    Fault {
        name: "preface counts five parts",
        rules: &["part-count"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let count = case.part("parts.count")?;
            Some(case.replace(count, rng.pick(&["五", "七"])).or_at(case.part("parts")?))
        },
    },
    Fault {
        name: "preface names five of six parts",
        rules: &["part-count"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            let parts = case.part("parts")?;
            let spoilt = case
                .swap(&parts, "、存在的主要问题及改进情况", "")
                .or_else(|| case.swap(&parts, "，存在的主要问题及改进情况", ""))?;
            Some(spoilt.or_at(parts))
        },
    },
    Fault {
        name: "title with the year first",
        rules: &["title-form"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let (year, name) = (case.truth.year, &case.truth.body.name);
            Some(case.replace(case.part("title")?, &format!("{year}年{name}政府信息公开工作年度报告")))
        },
    },
    Fault {
        name: "title calls it 工作报告",
        rules: &["title-name"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| case.swap(&case.part("title")?, "工作年度报告", "工作报告"),
    },
    Fault {
        name: "title speaks of 政务公开",
        rules: &["title-name"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| case.swap(&case.part("title")?, "政府信息公开工作", "政务公开工作"),
    },
    Fault {
        name: "title with the year twice",
        rules: &["title-repeated"],
        severities: &[Error],
        also: &[],
        spoil: |case, _| {
            let title = case.part("title")?;
            Some(case.insert(title.start, &format!("{}年", case.truth.year)).or_at(title))
        },
    },
    Fault {
        name: "title with the body twice",
        rules: &["title-repeated"],
        severities: &[Error],
        also: &["repeated-word"],
        spoil: |case, _| {
            let title = case.part("title")?;
            Some(case.insert(title.start, &case.truth.body.name).or_at(title))
        },
    },
    Fault {
        name: "tables of the other edition",
        rules: &["edition-mismatch"],
        severities: &[Error, Hint],
        also: &[],
        spoil: other_edition,
    },
];

const MANAGEMENT: &[&str] = &["信息管理", "审查", "审核", "公文", "归档", "发布制度"];
const PLATFORM: &[&str] =
    &["平台", "网站", "公众号", "新媒体", "公开栏", "专栏", "查阅点", "公开专区", "栏目"];
const SUPERVISION: &[&str] = &["监督", "考核", "评议", "追究", "督查", "培训", "督促"];

/// Without some aspects, where nothing else in the overview speaks of them.
fn without(case: &Case, aspects: &[(&str, &[&str])]) -> Option<Spoilt> {
    let overview = case.overview()?;
    let mut text = case.text()[overview.clone()].to_owned();
    let mut gone = Vec::new();
    for (id, _) in aspects {
        let aspect = case.part(&format!("aspect.{id}"))?;
        // Aspects that run on in one paragraph go alone, others with their lines.
        let lines = case.lines(&aspect);
        let alone = case.line(aspect.start).start == aspect.start && lines.end == aspect.end + 1;
        gone.push(if alone { lines } else { aspect });
    }
    gone.sort_by_key(|range| std::cmp::Reverse(range.start));
    for range in gone {
        text.replace_range(range.start - overview.start..range.end - overview.start, "");
    }
    let told = aspects.iter().any(|(_, words)| words.iter().any(|word| text.contains(word)));
    (!told).then(|| case.replace(overview, &text).or_at(case.heading("overview").unwrap_or_default()))
}

/// The same report on the tables of the other edition.
fn other_edition(case: &Case, rng: &mut Rng) -> Option<Spoilt> {
    let truth = &case.truth;
    let other = if truth.form.edition == Edition::Current { Edition::Trial } else { Edition::Current };
    // Regulations of a province have the same rows in both.
    (truth.body.kind != Kind::Upper).then_some(())?;
    let mut wrong = Truth::of(other, truth.year, truth.size, truth.body.clone(), rng);
    // What the prose says of documents is what the tables of the year ask: with none of them it agrees with both.
    for (cell, value) in &mut wrong.cells {
        if wrong.form.place(*cell).is_some_and(|(_, row, _)| row.id == "normative") {
            *value = 0;
        }
    }
    let wrong = Case { draft: draft(&wrong, case.draft.style, Damage::None, rng), truth: wrong };
    let place = wrong.section(SECTIONS[1].id)?;
    Some(Spoilt { text: wrong.draft.text.clone(), places: vec![place], cells: Vec::new() })
}
