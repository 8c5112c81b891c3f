//! Slips in the wording: years, remains, doubled and broken words, names of others.

use nianbao::finding::Severity::{Error, Hint, Warning};

use super::{Case, Fault, Spoilt};
use crate::generator::bodies::Kind;

pub const FAULTS: &[Fault] = &[
    Fault {
        name: "last year named in the overview",
        rules: &["year-mismatch"],
        severities: &[Error, Warning],
        also: &[],
        spoil: |case, rng| {
            let sentence =
                case.part(rng.pick(&["published.sentence", "received", "review.none", "review.some"]))?;
            last_year(case, &sentence)
        },
    },
    Fault {
        name: "last year named in section six",
        rules: &["year-mismatch"],
        severities: &[Error, Warning],
        also: &[],
        spoil: |case, _| last_year(case, &case.part("fee")?),
    },
    Fault {
        name: "今年 for the year",
        rules: &["relative-time"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            let sentence = case.part(rng.pick(&["published.sentence", "received"]))?;
            let year = case.part_in("Y", &sentence)?;
            // 截至今年12月31日: a day of it.
            let is_day = case.text()[..year.start].ends_with("截至");
            let word = if is_day { "今年" } else { rng.pick(&["今年", "今年以来"]) };
            let comma = year.end..year.end + "年".len();
            Some(case.replace(year.start..comma.end, word))
        },
    },
    Fault {
        name: "截至目前 in a yearly report",
        rules: &["relative-time"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| Some(case.insert(case.part("published.sentence")?.start, "截至目前，").or_near()),
    },
    Fault {
        name: "截止目前",
        rules: &["wrong-term", "relative-time"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| Some(case.insert(case.part("published.sentence")?.start, "截止目前，").or_near()),
    },
    Fault {
        name: "term that is no term",
        rules: &["wrong-term"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            let own = &case.truth.body.own;
            let text = rng.pick(&[
                "对涉及国家机密的内容逐件把关。",
                "公开群众反应强烈的事项12项。",
                "开展公文属性鉴定16次。",
            ]);
            Some(case.insert(inside(case, "management")?, &format!("{own}{text}")))
        },
    },
    Fault {
        name: "topic of years ago",
        rules: &["stale-topic"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            (case.truth.year >= 2022).then_some(())?;
            let text =
                rng.pick(&["公开粮食直补信息14条。", "公开五保供养信息9条。", "推进脱贫攻坚信息公开。"]);
            Some(case.insert(inside(case, "disclosure")?, &format!("{}{text}", case.truth.body.own)))
        },
    },
    Fault {
        name: "short name without its full name",
        rules: &["short-name"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            let text = rng.pick(&["严格执行《规范》要求。", "对照《细则》逐项检查。"]);
            Some(case.insert(inside(case, "management")?, &format!("{}{text}", case.truth.body.own)))
        },
    },
    Fault {
        name: "remains of Word",
        rules: &["leftover-artifact"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let text = rng.pick(&["[bookmark: _GoBack]", "错误!未找到引用源。", "[bookmark: OLE_LINK1]"]);
            let aspect = rng.pick(&["aspect.management", "aspect.platform"]);
            Some(case.insert(case.part(aspect)?.start, text))
        },
    },
    Fault {
        name: "remains of a web page",
        rules: &["leftover-artifact"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let text = rng.pick(&[
                "扫一扫在手机打开当前页",
                "【字号：大 中 小】",
                "浏览次数：128",
                "打印本页  关闭窗口",
            ]);
            let at = case.section("other")?.end;
            Some(case.insert(at, &format!("{text}\n")))
        },
    },
    Fault {
        name: "page number between paragraphs",
        rules: &["leftover-artifact"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let at = case.line(case.part("problems")?.start).start;
            Some(case.insert(at, rng.pick(&["- 5 -\n", "— 4 —\n", "-3-\n"])))
        },
    },
    Fault {
        name: "crosses for a name",
        rules: &["placeholder"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let own = case.any_part("self", rng)?;
            Some(case.replace(own, rng.pick(&["××单位", "XX单位", "____"])))
        },
    },
    Fault {
        name: "choice of the template left in",
        rules: &["placeholder"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let own = case.any_part("self", rng)?;
            Some(case.replace(own, rng.pick(&["本行政区域（或本部门）", "本单位（或本机关）"])))
        },
    },
    Fault {
        name: "instruction of the template left in",
        rules: &["placeholder"],
        severities: &[Error],
        also: &[],
        spoil: |case, _| {
            let at = case.line(case.heading("disclosure")?.start).end;
            Some(case.insert(at, "该部分以表格形式报告。\n"))
        },
    },
    Fault {
        name: "another place named as itself",
        rules: &["organisation-mismatch"],
        severities: &[Warning],
        also: &["self-reference"],
        spoil: |case, rng| {
            // A place of the same rank: a county in the report of a province may be meant.
            let rank = case.truth.body.region.chars().next_back()?;
            let other = match case.truth.body.kind {
                Kind::Town => "红枫桥镇".to_owned(),
                Kind::Street => "红枫桥街道".to_owned(),
                Kind::County | Kind::Upper => format!("瑶林{rank}"),
                Kind::Office => format!("瑶林{rank}人民政府办公室"),
                Kind::Bureau | Kind::Unit => "瑶林县民族宗教事务局".to_owned(),
            };
            let sentence = case.part(rng.pick(&["published.sentence", "received"]))?;
            Some(case.replace(case.part_in("self", &sentence)?, &other))
        },
    },
    Fault {
        name: "分中心 in a report of no centre",
        rules: &["organisation-mismatch"],
        severities: &[Warning],
        also: &["self-reference"],
        spoil: |case, rng| {
            (case.truth.body.kind != Kind::Unit).then_some(())?;
            let own = case.any_part("self", rng)?;
            Some(case.replace(own, "分中心"))
        },
    },
    Fault {
        name: "self reference of another kind of body",
        rules: &["self-reference"],
        severities: &[Warning],
        also: &["organisation-mismatch"],
        spoil: |case, rng| {
            let other = match case.truth.body.own.as_str() {
                "我镇" | "我乡" | "我街道" | "我中心" | "我处" => rng.pick(&["我局", "我委"]),
                _ => rng.pick(&["我镇", "我街道"]),
            };
            let own = case.any_part("self", rng)?;
            (case.text()[own.clone()] == case.truth.body.own).then(|| case.replace(own, other))
        },
    },
    Fault {
        name: "mobile number",
        rules: &["personal-data"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let number = format!("1{}{}", rng.pick(&["39", "58", "86"]), 10_000_000 + rng.below(89_999_999));
            Some(case.replace(case.part("phone")?, &number))
        },
    },
    Fault {
        name: "identity number",
        rules: &["personal-data"],
        severities: &[Warning],
        also: &[],
        spoil: |case, _| {
            // Made up, with a valid check digit.
            Some(case.insert(inside(case, "platform")?, "经办人身份证号11010519491231002X。"))
        },
    },
    Fault {
        name: "word typed twice",
        rules: &["repeated-word"],
        severities: &[Error],
        also: &[],
        spoil: |case, rng| {
            let (from, to) = rng.pick(&[
                ("信息公开专栏", "信息信息公开专栏"),
                ("开展", "开展开展"),
                ("落实", "落实落实"),
                ("加强", "加强加强"),
                ("更新情况", "更新情况情况"),
                ("根据《", "根据《根据《"),
                ("的通知", "的的通知"),
            ]);
            Some(case.swap(&prose(case)?, from, to)?.or_near())
        },
    },
    Fault {
        name: "sentence twice",
        rules: &["repeated-sentence"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let aspect =
                case.part(rng.pick(&["aspect.management", "aspect.platform", "aspect.supervision"]))?;
            let sentence =
                case.text()[aspect.clone()].split_inclusive('。').filter(|s| !s.contains(['\n', '（']));
            let sentence =
                sentence.max_by_key(|sentence| sentence.len()).filter(|sentence| sentence.len() > 60)?;
            let first = aspect.start + case.text()[aspect.clone()].find(sentence)?;
            let at = case.part("problems")?.end;
            Some(case.insert(at, sentence).or_at(first..first + sentence.len()))
        },
    },
    Fault {
        name: "paragraph cut inside a word",
        rules: &["broken-paragraph"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let aspect = case.part(rng.pick(&[
                "aspect.management",
                "aspect.platform",
                "aspect.supervision",
                "problems",
            ]))?;
            let text = &case.text()[aspect.clone()];
            let middle = text.char_indices().nth(24)?.0;
            let words = ["信息", "公开", "审查", "网站", "更新", "工作", "检查"];
            let at = words.iter().filter_map(|word| text[middle..].find(word)).min()?;
            let at = aspect.start + middle + at + "信".len();
            let gap = rng.pick(&["\n\n", "\n"]);
            Some(case.insert(at, gap).or_near())
        },
    },
    Fault {
        name: "brackets of two kinds",
        rules: &["bracket-unbalanced"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let (from, to) = rng.pick(&[("（三）", "（三)"), ("（二）", "（二)"), ("（四）", "(四）")]);
            Some(case.swap(&prose(case)?, from, to)?.or_near())
        },
    },
    Fault {
        name: "bracket not closed",
        rules: &["bracket-unbalanced"],
        severities: &[Warning],
        also: &["document-number", "basis-outdated"],
        spoil: |case, rng| {
            let (from, to) = rng.pick(&[
                ("号）", "号"),
                ("条例》", "条例"),
                ("〕30号）", "〕30号"),
                ("《国务院", "国务院"),
            ]);
            let basis = case.part("basis")?;
            Some(case.swap(&basis, from, to)?.or_at(basis))
        },
    },
    Fault {
        name: "half-width punctuation",
        rules: &["half-width"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            let (from, to) = rng.pick(&[("，", ","), ("；", ";"), ("，", ", ")]);
            case.swap(&case.part(rng.pick(&["aspect.management", "problems", "measures"]))?, from, to)
        },
    },
    Fault {
        name: "blank inside a word",
        rules: &["stray-space"],
        severities: &[Hint],
        also: &[],
        spoil: |case, rng| {
            let (from, to) =
                rng.pick(&[("工作", "工 作"), ("信息", "信 息"), ("公开", "公 开"), ("更新", "更 新")]);
            case.swap(&case.part(rng.pick(&["aspect.platform", "problems", "measures"]))?, from, to)
        },
    },
    Fault {
        name: "list numbers of a wrong style",
        rules: &["list-style"],
        severities: &[Hint],
        also: &[],
        spoil: |case, _| {
            let aspect = case.part("aspect.management")?;
            let spoilt =
                case.swap(&aspect, "（三）", "（三）、").or_else(|| case.swap(&aspect, "3.", "3、"))?;
            Some(spoilt.or_at(case.overview()?))
        },
    },
    Fault {
        name: "paragraph without a fact of its own",
        rules: &["boilerplate"],
        severities: &[Warning],
        also: &[],
        spoil: |case, rng| {
            let text = rng.pick(&[
                "各有关方面高度重视信息公开，多数单位能够按照规定及时公开信息，部分单位还探索了新的做法，公开的内容更加丰富，公开的形式更加多样，公开的程序更加规范，取得了较好的社会效果，得到了群众的普遍好评。",
                "通过不断努力，公开意识明显增强，公开水平明显提升，公开效果明显改善，有的地方开通了互动栏目，有的部门完善了工作机制，公众对公开工作的满意程度稳步提高，为今后更好地开展这项工作打下了坚实基础。",
            ]);
            let at = case.line(case.part("problems")?.start).start;
            let at = if rng.chance(500) {
                case.line(case.part("aspect.supervision")?.end.saturating_sub(1)).end
            } else {
                at
            };
            Some(case.insert(at, &format!("{text}\n")))
        },
    },
    Fault {
        name: "title with a character of the name lost",
        rules: &["title-form", "title-name", "organisation-mismatch"],
        severities: &[Hint, Warning],
        also: &["organisation-mismatch"],
        spoil: |case, _| {
            let name = &case.truth.body.name;
            (matches!(case.truth.body.kind, Kind::Bureau) && case.says("signature.name")).then_some(())?;
            let cut = name.char_indices().next_back()?.0;
            let title = case.part("title")?;
            Some(case.swap(&title, name, &name[..cut])?.or_at(title))
        },
    },
];

/// The prose between title and first table.
fn prose(case: &Case) -> Option<std::ops::Range<usize>> {
    Some(case.line(case.part("title")?.end).end..case.heading("disclosure")?.start)
}

/// The end of an aspect's text.
fn inside(case: &Case, aspect: &str) -> Option<usize> {
    case.part(&format!("aspect.{aspect}")).map(|part| part.end)
}

/// The year before, where a sentence states something of the year under report.
fn last_year(case: &Case, sentence: &std::ops::Range<usize>) -> Option<Spoilt> {
    let year = case.part_in("Y", sentence)?;
    // What names other years too may be a comparison, and a day is the end of the period.
    let text = &case.text()[sentence.clone()];
    let is_other = ["比20", "结转20", "201", "2020〕", "截至"].iter().any(|word| text.contains(word));
    let said = case.truth.year - 1;
    (!is_other || case.truth.year < 2020).then(|| case.replace(year, &said.to_string()).or_near())
}
