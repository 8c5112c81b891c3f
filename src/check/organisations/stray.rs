//! Units without a name where the author should stand: 促进了中心各项工作 in the report of a town.
//!
//! 中心 is in many words and names. It stands for a body only where nothing before it makes it part of a name, and
//! what follows is a body's: 中心各项工作, 分中心政务公开.

use crate::finding::{Applicability, Edit};
use crate::fold::{is_digit, is_han};
use crate::reading::author::Kind;
use crate::source::Span;

use super::{Body, PREDICATES, Sink, begins_clause};

/// Words that have a body's affairs as their object.
const VERBS: [&str; 16] = [
    "了", "完善", "促进", "推动", "推进", "提升", "提高", "做好", "加强", "规范", "保障", "确保", "结合",
    "编制", "更新", "修订",
];

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
    for (hit, class, line) in body.hits(&["单位", "单位独立"]) {
        let before = body.context.source.slice(Span::new(line.start, hit.span.start));
        let at_start = begins_clause(before);
        let unit = hit.entry.column(1);
        let stray = match class {
            "单位" if hit.span.start < taken => continue,
            "单位" => {
                let led = at_start || VERBS.iter().any(|verb| before.ends_with(verb));
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
                        !body.context.source.slice(between).contains('。')
                    });
                !named && acts || !of_it && branch
            }
            "单位独立" if !body.is_town() => continue,
            "单位独立" if unit == "局" => {
                at_start || ["由", "经"].iter().any(|lead| before.ends_with(lead))
            }
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

/// Whether the report names no branch of anybody: 设立分中心3个, 政务服务分中心.
fn has_no_branch(body: &Body<'_, '_>) -> bool {
    body.hits(&["单位"]).filter(|(hit, ..)| hit.entry.word == BRANCH).all(|(hit, _, line)| {
        let before = body.context.source.slice(Span::new(line.start, hit.span.start));
        !before.ends_with(is_han) || before.ends_with('年') || VERBS.iter().any(|verb| before.ends_with(verb))
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
    match right(body, named, unit) {
        Some((right, trust)) => {
            report.fix(format!("改为“{right}”"), trust, Edit::replace(span, right)).done();
        }
        None => report.done(),
    }
}

/// What the author would write instead, and how sure that is.
fn right(body: &Body<'_, '_>, named: &str, unit: &str) -> Option<(String, Applicability)> {
    let (itself, own) = (body.author.itself()?, body.parts.unit);
    let manual = |right: String| Some((right, Applicability::Manual));
    match unit {
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
