//! Units without a name where the author should stand: 促进了中心各项工作 in the report of a town.
//!
//! 中心 is in many words and names. It stands for a body only where nothing before it makes it part of a name, and
//! what follows is a body's: 中心各项工作, 分中心政务公开.

use crate::find::{ending, ends_with_one, has, has_one};
use crate::finding::Applicability;
use crate::fold::{is_digit, is_han};
use crate::reading::names::Kind;
use crate::source::Span;
use crate::words::Hit;

use super::{Body, PREDICATES, Sink, begins_clause, is_dated, is_plain_district};

/// Words that have a body's affairs as their object.
const VERBS: [&str; 16] = [
    "了", "完善", "促进", "推动", "推进", "提升", "提高", "做好", "加强", "规范", "保障", "确保", "结合",
    "编制", "更新", "修订",
];

/// More bytes than a sentence has.
const SENTENCE: usize = 1_200;

/// A branch.
const BRANCH: &str = "分中心";

/// What follows a unit that is meant as a body.
const AFFAIRS: [&str; 6] = ["公开谓语", "收费谓语", "纳入谓语", "公开事项", "谓语", "单位事项"];

pub(super) fn check(body: &Body<'_, '_>, sink: &mut Sink<'_>) {
    // Departments have units that they call so, but a branch is nobody's own name.
    let bare = has_no_branch(body);
    if !body.is_town() && (!bare || body.author.kind == Kind::Other) {
        return;
    }
    let (mut taken, mut named_on) = (0, None::<(u32, u32)>);
    for (hit, class, line) in body.hits(&["单位", "单位独立", "单位内设", "上级", "结尾"]) {
        let before = body.context.source.slice(Span::new(line.start, hit.span.start));
        let at_start = begins_clause(before);
        let unit = hit.entry.column(1);
        let stray = match class {
            "单位" if hit.span.start < taken => continue,
            "单位" => {
                let led = at_start || ends_with_one(before, &VERBS);
                // A centre with a name on the same line may be the one that is meant.
                let named = named_on.is_some_and(|(line_start, _)| line_start == line.start);
                if !led && before.ends_with(is_han) {
                    named_on = Some((line.start, hit.span.end));
                }
                let acts = body.is_town() && led && body.class_at(hit.span.end, &AFFAIRS).is_some();
                let branch = bare && hit.entry.word == BRANCH && is_subject(body, hit.span, line, before);
                // The branch of a centre is named in the same sentence.
                let of_it = named
                    && named_on.is_some_and(|(_, end)| {
                        let between = Span::new(end.min(hit.span.start), hit.span.start);
                        !has(ending(body.context.source.slice(between), SENTENCE), "。")
                    });
                !named && acts || !of_it && branch
            }
            "单位独立" | "结尾" if gives_account(body, hit, before, line) => true,
            "结尾" => continue,
            "上级" => is_other_county(body, unit) && (at_start || is_led(before)),
            _ if !body.is_town() => continue,
            "单位内设" => {
                named_on = Some((line.start, hit.span.end));
                let own = unit == body.parts.unit || body.author.name.contains(unit);
                !own && (at_start || is_led(before))
            }
            "单位独立" if unit != body.parts.unit && is_led_by(body, hit.span, line, before) => true,
            "单位独立" if unit == "局" => at_start || ends_with_one(before, &["由", "经"]),
            "单位独立" => {
                unit != body.parts.unit && at_start && body.class_at(hit.span.end, &PREDICATES).is_some()
            }
            _ => continue,
        };
        taken = hit.span.end.max(taken);
        if stray && hit.span.end >= taken && !body.is_quoted(hit.span, line) {
            report(body, sink, hit.span, unit);
        }
    }
}

/// Whether a clause goes on with the place or the hand by which something is done.
fn is_led(before: &str) -> bool {
    ends_with_one(before, &["在", "由", "经", "于", "通过", "依托", "利用"])
}

/// Whether a body is named under whose lead the author works: 在街道党工委的领导下.
fn is_led_by(body: &Body<'_, '_>, span: Span, line: Span, before: &str) -> bool {
    const REACH: usize = 10;
    let behind = body.context.source.slice(Span::new(span.end, line.end));
    let reach = behind.char_indices().nth(REACH).map_or(behind.len(), |(at, _)| at);
    let near = behind.get(..reach).unwrap_or_default();
    before.ends_with('在') && near.starts_with('的') && has(near, "领导下")
}

/// Whether a town without a name is said to have disclosed so much in the year, where the author is none of
/// its kind: 2023年，街道未收取…
fn gives_account(body: &Body<'_, '_>, hit: &Hit, before: &str, line: Span) -> bool {
    let ends = hit.entry.column(0) == "结尾";
    let unit = if ends { hit.entry.word } else { hit.entry.column(1) };
    matches!(unit, "镇" | "乡" | "街道")
        && unit != body.parts.unit
        && (body.is_town() || (!ends && body.author.kind == Kind::Department))
        && is_dated(before)
        && body.gives_account(hit.span.end, line, &["公开谓语", "发布谓语"])
}

/// Whether a county or a district without a name is none that the author can be in: 县政府网站 in 青溪区.
fn is_other_county(body: &Body<'_, '_>, unit: &str) -> bool {
    let county = body.parts.county();
    let other = match unit {
        "县" => is_plain_district(county),
        _ => county.ends_with('县') && county.chars().count() > 1,
    };
    let known = body.is_town() || body.author.kind == Kind::Department;
    // 旧县街道, 矿区街道; and what was a county before.
    other && known && !body.author.name.contains(unit) && !body.renamed
}

/// Whether the report names no branch of anybody: 设立分中心3个, 政务服务分中心.
fn has_no_branch(body: &Body<'_, '_>) -> bool {
    body.hits(&["单位"]).filter(|(hit, ..)| hit.entry.word == BRANCH).all(|(hit, _, line)| {
        let before = body.context.source.slice(Span::new(line.start, hit.span.start));
        !before.ends_with(is_han) || before.ends_with('年') || ends_with_one(before, &VERBS)
    })
}

/// Whether a branch is the subject of a clause: 2023年，分中心….
fn is_subject(body: &Body<'_, '_>, span: Span, line: Span, before: &str) -> bool {
    let dated = before.strip_suffix('年').is_some_and(|head| head.ends_with(is_digit));
    let behind = body.context.source.slice(Span::new(span.end, line.end));
    (dated || begins_clause(before)) && behind.starts_with(|c: char| is_han(c) || c.is_ascii_digit())
}

fn report(body: &Body<'_, '_>, sink: &mut Sink<'_>, span: Span, unit: &str) {
    let (author, named) = (&body.author.name, body.context.source.slice(span));
    let message = format!(
        "编制机关是“{author}”，这里写的却是“{named}”，像是套用了别的单位的文稿。请改正，并核对这一段的内容是不是本机关的。"
    );
    let report = sink.at(span, message);
    if let Some((right, trust)) = right(body, named, unit) {
        report.rewrite(span, right, trust);
    }
}

/// What the author would write instead, and how sure that is.
fn right(body: &Body<'_, '_>, named: &str, unit: &str) -> Option<(String, Applicability)> {
    let unit = if unit == "乡镇" { named } else { unit };
    let (itself, own) = (body.author.itself()?, body.parts.unit);
    let manual = |right: String| Some((right, Applicability::Manual));
    match unit {
        "县" => manual(named.replace(unit, "区")),
        "区" => manual(named.replace(unit, "县")),
        "镇" | "乡" | "街道" if !body.is_town() || named == unit => manual(itself.to_owned()),
        "镇" | "乡" | "街道" if has_one(named, &["党政办", "服务"]) => {
            manual(named.replacen(unit, own, 1))
        }
        "局" if matches!(named, "局务会" | "局长办公会") => None,
        "局" => manual(
            named.replacen('局', own, 1).replace("党组", if own == "街道" { "党工委" } else { "党委" }),
        ),
        "镇" | "乡" | "街道" if own == "街道" || unit == "街道" => manual(itself.to_owned()),
        "镇" | "乡" => manual(named.replace(unit, own)),
        _ => Some((itself.to_owned(), Applicability::Suggested)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_found;

    const TOWN: &str = "青溪县柳河镇人民政府";
    const SUBDISTRICT: &str = "青溪区东门街道办事处";

    #[test]
    fn a_unit_without_a_name_is_another_body() {
        assert_found(&[
            (TOWN, "有效推动了中心各项工作。", &["organisation-mismatch 中心"]),
            (
                TOWN,
                "下一步，分中心将按月核对；规定，2023年分中心定期检查。",
                &["organisation-mismatch 分中心", "organisation-mismatch 分中心"],
            ),
            ("青溪县教育局", "2023年，分中心的政府信息公开工作还有不足。", &["organisation-mismatch 分中心"]),
            ("青溪县人民政府", "分中心全年更新栏目20次。", &["organisation-mismatch 分中心"]),
            (TOWN, "年内修订分中心政务公开目录。", &["organisation-mismatch 分中心"]),
            (TOWN, "2023年，中心主动公开政府信息20条。", &["organisation-mismatch 中心"]),
            (TOWN, "中心未收到政府信息公开申请。", &["organisation-mismatch 中心"]),
            (TOWN, "加强支队政务公开工作。", &["organisation-mismatch 支队"]),
            (TOWN, "下半年，大队领导高度重视此项工作。", &["organisation-mismatch 大队"]),
            (TOWN, "局党组高度重视政务公开工作。", &["organisation-mismatch 局党组"]),
            (TOWN, "公开前由局办公室审核。", &["organisation-mismatch 局办公室"]),
            (TOWN, "乡党委、乡政府高度重视政务公开工作。", &["organisation-mismatch 乡党委、乡政府"]),
            (SUBDISTRICT, "镇政府高度重视政务公开工作。", &["organisation-mismatch 镇政府"]),
            (SUBDISTRICT, "镇党委政府始终坚持公开为常态。", &["organisation-mismatch 镇党委政府"]),
            ("柳河乡", "镇政府信息公开工作稳步推进。", &["organisation-mismatch 镇政府"]),
            (TOWN, "街道办事处认真落实各项要求。", &["organisation-mismatch 街道办事处"]),
        ]);
    }

    #[test]
    fn an_office_or_a_site_of_another_kind_of_body_is_found() {
        const DISTRICT_BUREAU: &str = "青溪市临江区教育局";
        for (author, text, expected) in [
            (TOWN, "由乡党政办逐条核对。", "乡党政办"),
            (TOWN, "由街道党政办逐条核对。", "街道党政办"),
            (TOWN, "街道便民服务大厅设立查阅点。", "街道便民服务大厅"),
            (TOWN, "乡便民服务大厅设立查阅点。", "乡便民服务大厅"),
            (SUBDISTRICT, "在镇便民服务中心设立查阅点。", "镇便民服务中心"),
            (SUBDISTRICT, "镇党委把政府信息公开纳入考核。", "镇党委"),
            (TOWN, "在局党组的正确领导下，围绕农村道路抓公开。", "局党组"),
            (TOWN, "在街道党工委的领导下，工作有序。", "街道党工委"),
            (TOWN, "2023年，街道未收取信息处理费。", "街道"),
            (SUBDISTRICT, "通过县政府门户网站公开信息20条。", "县政府门户网站"),
            (DISTRICT_BUREAU, "在县委、县政府的领导下，工作有序。", "县委、县政府"),
            (TOWN, "在区委、区政府的领导下，工作有序。", "区委、区政府"),
            ("青溪县税务局", "2023年，镇政府通过门户网站公开信息20条。", "镇政府"),
        ] {
            assert_found(&[(author, text, &[&format!("organisation-mismatch {expected}")])]);
        }
    }

    #[test]
    fn an_office_or_a_site_that_may_be_the_authors_or_its_neighbours_is_none() {
        for (author, text) in [
            (TOWN, "由镇党政办逐条核对，在镇便民服务中心设立查阅点。"),
            (TOWN, "各乡镇党政办、柳河乡便民服务中心公开办事指南。"),
            (TOWN, "依托县、乡便民服务大厅公开办事指南。"),
            (TOWN, "组织人员到乡便民服务中心参观。"),
            (TOWN, "在县局党组的领导下开展工作，在镇党委的领导下落实。"),
            (TOWN, "街道未硬化路段已公开，2023年，街道亮化工程完工。"),
            (TOWN, "在市委、市政府的领导下，县政府门户网站公开信息20条。"),
            (TOWN, "通过自治区政府门户网站、开发区政府网站公开信息20条。"),
            (SUBDISTRICT, "在街道便民服务中心设立查阅点，在街道党工委的领导下落实。"),
            (SUBDISTRICT, "通过宝丰县政府门户网站了解做法。"),
            (SUBDISTRICT, "撤县设区后更名，县政府门户网站已停用。"),
            ("青溪区旧县街道办事处", "通过县政府门户网站公开信息20条。"),
            ("青溪市柳河镇人民政府", "通过区政府门户网站公开信息20条。"),
            ("柳河镇", "通过区政府门户网站公开信息20条。"),
            ("青溪县矿区街道办事处", "通过区政府门户网站公开信息20条。"),
            ("青溪国家级自然保护区管理局", "通过县政府门户网站公开信息20条。"),
            ("青溪县教育局", "镇政府主动公开学校信息20条，镇党委把政府信息公开纳入考核。"),
            ("青溪县教育局", "2023年，镇政府公布学区划分。"),
            ("青溪区人民政府", "与对口支援的县政府门户网站互通，县委、县政府来访。"),
        ] {
            assert_found(&[(author, text, &[])]);
        }
    }

    #[test]
    fn a_unit_in_a_word_or_a_name_is_none() {
        for text in [
            "紧紧围绕中心工作，服务大局。",
            "围绕中心各项工作抓公开。",
            "坚持以人民为中心，主动公开政府信息。",
            "镇便民服务中心主动公开办事指南。",
            "依托镇党群服务中心，完善中心政务公开专区。",
            "在镇便民服务中心设立窗口，中心干部职工负责解答。",
            "政务服务中心公开办事指南。",
            "县融媒体中心发布信息20条。",
            "各村网格中心公开事项50条。",
            "开展理论学习中心组学习3次。",
            "公开中心城区规划。",
            "公开中心小学招生信息。",
            "加强中心村建设信息公开。",
            "完善县政务服务中心政务公开专区。",
            "把公开作为中心环节来抓。",
            "县交警大队主动公开道路信息。",
            "县公安局党组高度重视政务公开工作。",
            "县局机关派员指导。",
            "组建志愿服务大队，开展宣传。",
            "镇党委、镇政府高度重视政务公开工作。",
            "镇政府信息公开工作稳步推进。",
            "各乡、镇政府高度重视政务公开工作。",
            "印发《局党组议事规则》。",
            "“中心政务公开专区”挂牌。",
        ] {
            assert_found(&[(TOWN, text, &[])]);
        }
        assert_found(&[
            (SUBDISTRICT, "街道党工委、办事处高度重视政务公开工作。", &[]),
            (SUBDISTRICT, "街道办事处认真落实各项要求。", &[]),
            ("青溪县教育局", "局党组高度重视政务公开工作。", &[]),
            ("青溪县教育局", "设立分中心3个，分中心按月核对。", &[]),
            ("青溪县民政局", "政务服务中心设立窗口，分中心按月核对。", &[]),
            ("青溪县公积金管理中心", "分中心按月核对。", &[]),
            ("青溪县教育局", "分中心、服务站按月核对。", &[]),
            ("青溪县公安局", "支队政务公开工作有序开展。", &[]),
            ("青溪县政务服务中心", "中心各项工作有序开展。", &[]),
            ("青溪县行政审批局", "中心各科室认真落实。", &[]),
        ]);
    }
}
