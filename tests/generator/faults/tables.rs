//! Slips in the tables as wholes: missing, displaced, rows and labels lost or garbled.

use nianbao::finding::Severity::{Error, Hint, Warning};
use nianbao::form::Cell;

use super::{Case, Fault, Spoilt};
use crate::generator::Rng;
use crate::generator::layout::Layout;

pub const FAULTS: &[Fault] = &[
    Fault {
        name: "table not there",
        rules: &["table-missing"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let section = rng.pick(&SECTIONS);
            let table = case.part(&format!("table.{section}"))?;
            Some(case.delete(case.lines(&table)).or_at(case.heading(section)?))
        },
    },
    Fault {
        name: "table without a number",
        rules: &["table-empty"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let (index, section) = rng.pick(&[(0, "disclosure"), (1, "applications"), (2, "review")]);
            let table = case.part(&format!("table.{section}"))?;
            let mut text = case.text().to_owned();
            for (_, place) in case.draft.places.iter().rev().filter(|(cell, _)| cell.table == index) {
                text.replace_range(place.clone(), "");
            }
            let shorter = case.text().len() - text.len();
            let places = vec![case.heading(section)?, table.start..table.end - shorter];
            Some(Spoilt { text, places, cells: Vec::new() })
        },
    },
    Fault {
        name: "table in an attachment",
        rules: &["table-in-attachment"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let section = rng.pick(&SECTIONS);
            let lines = case.lines(&case.part(&format!("table.{section}"))?);
            let table = &case.text()[lines.clone()];
            let body = case.replace(lines, "详见附件1：情况表。\n").text;
            let text = format!("{body}\n附件1：情况表\n\n{table}");
            let places = vec![case.heading(section)?, body.len()..text.len()];
            Some(Spoilt { text, places, cells: Vec::new() })
        },
    },
    Fault {
        name: "row not there",
        rules: &["row-missing"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            rows_are_lines(case).then_some(())?;
            let row = rng.pick(&[
                "t3.denied.law",
                "t3.denied.internal",
                "t3.unable.unclear",
                "t3.rejected.publication",
                "t3.carried_in",
                "t3.handled",
                "t3.carried_out",
            ]);
            let (_, place, _) = case.cell(&format!("{row}.natural"))?;
            Some(case.delete(case.line(place.start)).or_at(case.section("applications")?))
        },
    },
    Fault {
        name: "row of table two not there",
        rules: &["row-missing"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            rows_are_lines(case).then_some(())?;
            let row = rng.pick(&["normative", "coercion"]);
            let place = case
                .cell(&format!("t2.{row}.decisions"))
                .or_else(|| case.cell(&format!("t2.{row}.repealed")))?
                .1;
            Some(case.delete(case.line(place.start)).or_at(case.section("disclosure")?))
        },
    },
    Fault {
        name: "a number too many",
        rules: &["cell-extra", "reading-ambiguous"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let id = rng.pick(&[
                "t3.granted.total",
                "t3.denied.law.total",
                "t3.carried_in.total",
                "t2.normative.in_force",
            ]);
            let (cell, place, _) = case.cell(id)?;
            let more = match case.draft.style.layout {
                Layout::Cells => "\n0",
                Layout::TabbedCells => "\n\t0",
                Layout::Pipes => " | 0",
                _ => "\t0",
            };
            let mut spoilt = case.insert(place.end, more).or_near().or_at(case.row(place.start));
            spoilt.cells.push(cell);
            Some(spoilt)
        },
    },
    Fault {
        name: "head of table two altered",
        rules: &["label-altered"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let (from, to) = rng.pick(&[
                ("本年废止件数", "本年度止件数"),
                ("现行有效件数", "现行有效件"),
                ("本年制发件数", "本年制件数"),
                ("对外公开总数量", "对外公开总数"),
                ("本年新制作数量", "本年新制做数量"),
            ]);
            case.swap(&case.part("table.disclosure")?, from, to)
        },
    },
    Fault {
        name: "label of a row altered",
        rules: &["label-altered"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let (from, to) = rng.pick(&[
                ("5.属于三类内部事务信息", "5.属于三类内部事物信息"),
                ("2.没有现成信息需要另行制作", "2.没有现成信息需要另行制"),
                ("4.无正当理由大量反复申请", "4.无正当理由大量反夏申请"),
                ("4.保护第三方合法权益", "4.保护第三方合法权宜"),
                ("3.要求提供公开出版物", "3.要求提供公开出板物"),
            ]);
            case.swap(&case.part("table.applications")?, from, to)
        },
    },
    Fault {
        name: "numeral of a group lost",
        rules: &["label-altered"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            let group = case.swap(&case.part("table.applications")?, "三、本年度办理结果", "本年度办理结果");
            Some(group?.or_near())
        },
    },
    Fault {
        name: "head garbled by scanning",
        rules: &["label-altered"],
        severities: &[Warning],
        also: &["text-unread"],
        spoil: |case, rng| {
            let (section, from, to) = rng.pick(&[
                ("applications", "商业企业", "甘州姓田"),
                ("applications", "社会公益组织", "社会公盖组炽"),
                ("review", "结果纠正", "は果纠正"),
                ("review", "其他结果", "其也结杲"),
            ]);
            case.swap(&case.part(&format!("table.{section}"))?, from, to)
        },
    },
    Fault {
        name: "text in a table that is no part of it",
        rules: &["text-unread", "label-altered"],
        severities: &[Hint, Warning],
        also: &[],
        spoil: |case, rng| {
            rows_are_lines(case).then_some(())?;
            let (_, place, _) = case.cell("t3.unable.unclear.natural")?;
            let text = rng.pick(&["上接第五页汇总栏\n", "本栏由办公室留存\n", "核对情况见后\n"]);
            Some(case.insert(case.line(place.start).end, text))
        },
    },
    Fault {
        name: "stray numbers without a label",
        rules: &["text-unread", "label-altered", "reading-ambiguous", "cell-extra"],
        severities: &[Hint, Warning],
        also: &[],
        spoil: |case, _| {
            matches!(case.draft.style.layout, Layout::Tabs | Layout::Ragged).then_some(())?;
            let (_, place, _) = case.cell("t3.unable.unclear.natural")?;
            Some(case.insert(case.line(place.start).end, "\t\t\t1\t\t\t\t\t1\t\n"))
        },
    },
    Fault {
        name: "table four a number short",
        rules: &["reading-ambiguous", "cell-blank", "row-missing"],
        severities: &[Warning, Error],
        also: &[],
        spoil: |case, rng| {
            // A stray tab in front makes up for the number.
            (case.draft.style.layout != Layout::Ragged).then_some(())?;
            let (_, place, _) =
                case.cell(rng.pick(&["t4.direct.corrected", "t4.review.other", "t4.direct.pending"]))?;
            short(case, place)
                .map(|spoilt| spoilt.or_near().or_at(case.heading("review").unwrap_or_default()))
        },
    },
    Fault {
        name: "row of table three a number short",
        rules: &["reading-ambiguous", "cell-blank"],
        severities: &[Warning, Error],
        also: &[],
        spoil: |case, rng| {
            let id = rng.pick(&["t3.granted.legal", "t3.denied.law.research", "t3.new.business"]);
            let (cell, place, _) = case.cell(id)?;
            // A stray tab behind makes up for the number.
            let is_made_up = case.text()[case.line(place.start)].ends_with("\t\n");
            (!is_made_up).then_some(())?;
            let mut spoilt = short(case, place.clone())?.or_near();
            spoilt.cells.push(cell);
            Some(spoilt.or_at(case.row(place.start)))
        },
    },
    Fault {
        name: "everything zero and nothing said of it",
        rules: &["table-all-zero"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let none = case.part("applications.none")?;
            let year = case.truth.year;
            let spoilt =
                case.replace(none, &format!("{year}年，{}规范依申请公开办理流程。", case.truth.body.own));
            let told =
                ["没有收到", "未收到", "未接到", "零申请"].iter().any(|word| spoilt.text.contains(word));
            let tables = case.heading("disclosure")?.start..case.heading("problems")?.start;
            (!told).then(|| spoilt.or_behind(case, &tables))
        },
    },
];

const SECTIONS: [&str; 3] = ["disclosure", "applications", "review"];

/// Whether each row of a table is a line.
fn rows_are_lines(case: &Case) -> bool {
    matches!(case.draft.style.layout, Layout::Tabs | Layout::Ragged | Layout::Pipes)
}

/// Without a cell and what sets it off: the cells behind it move up.
fn short(case: &Case, place: std::ops::Range<usize>) -> Option<Spoilt> {
    let separator = match case.draft.style.layout {
        Layout::Tabs | Layout::Ragged => "\t",
        Layout::Pipes => " | ",
        Layout::Cells => "\n",
        Layout::TabbedCells => "\n\t",
        _ => return None,
    };
    let start = place.start.checked_sub(separator.len())?;
    (&case.text()[start..place.start] == separator).then(|| case.delete(start..place.end))
}

/// Any cell of a table that passes.
pub fn any_cell(case: &Case, rng: &mut Rng, pass: impl Fn(Cell, i64) -> bool) -> Option<(Cell, i64)> {
    let cells: Vec<(Cell, i64)> = case
        .truth
        .cells
        .iter()
        .map(|&(cell, value)| (cell, value / crate::generator::UNIT))
        .filter(|&(cell, value)| pass(cell, value))
        .collect();
    (!cells.is_empty()).then(|| cells[rng.below(cells.len() as u64) as usize])
}
