//! What the author calls itself: 我局 in the report of a town.

use crate::finding::{Applicability, Edit, Severity};
use crate::fold::trim_end;
use crate::reading::author::{Kind, is_zone};
use crate::source::Span;
use crate::words::Hit;

use super::{Body, Context, Sink, begins_clause};

/// What a word for oneself says about the author.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It is the author's own.
    Own,
    /// It is another body's.
    Other,
    /// It is another body's if the author mostly uses its own: bodies have second names, and new ones.
    OtherIfRare,
    /// It tells nothing.
    Open,
}

/// Characters before 本 that make another word of it, 基本局面, and before 我 and 全 likewise: 自我, 健全镇村两级制度.
const BEFORE_OWN: &str = "基根日成样版文资原课剧读标自忘敌健安完周齐保";

pub(super) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(body) = Body::of(context).filter(|body| body.author.kind != Kind::Other) else { return };
    let mut own = 0_usize;
    let mut others: Vec<(&Hit, bool, Vec<Span>)> = Vec::new();
    let (mut units, mut taken) = (Vec::new(), 0);
    for (hit, class, line) in body.hits(&["自称", "自称独立", "不是"]) {
        if class == "不是" {
            taken = hit.span.end.max(taken);
            continue;
        }
        if hit.span.start < taken || body.is_quoted(hit.span, line) {
            continue;
        }
        let before = context.source.slice(Span::new(line.start, hit.span.start));
        let other_word = before.ends_with(|c| BEFORE_OWN.contains(c));
        if other_word || (class == "自称独立" && !stands_alone(before)) {
            continue;
        }
        // 我中心 is longer than a word that begins with it only in the list.
        taken = hit.span.end;
        if hit.entry.column(1) == "单位" {
            units.push(hit.span);
            continue;
        }
        let rare = match fit(&body, hit.entry.column(1), hit.entry.word) {
            Fit::Own => {
                own += 1;
                continue;
            }
            Fit::Open => continue,
            Fit::Other => false,
            Fit::OtherIfRare => true,
        };
        match others.iter_mut().find(|(known, ..)| known.entry.word == hit.entry.word) {
            Some((.., spans)) => spans.push(hit.span),
            None => others.push((hit, rare, vec![hit.span])),
        }
    }
    others.retain(|(_, rare, spans)| !rare || spans.len() < own);
    for (hit, _, spans) in &others {
        report(&body, sink, hit, spans);
    }
    two_words(&body, sink, &units, own);
}

/// Reports 本单位 in a report that otherwise speaks of itself by the word of its kind.
fn two_words(body: &Body<'_, '_>, sink: &mut Sink<'_>, units: &[Span], own: usize) {
    const LEAST: usize = 2;
    let (Some((&first, others)), Some(itself)) = (units.split_first(), body.author.itself()) else { return };
    if own < LEAST || units.len() >= own {
        return;
    }
    let message = format!("全文多用“{itself}”自称，这里却用“本单位”，宜统一为“{itself}”。");
    let mut report = sink.at(first, message).severity(Severity::Hint);
    for &other in others {
        report = report.note(other, "这里也写的是“本单位”。");
    }
    let edits = units.iter().map(|&span| Edit::replace(span, itself)).collect();
    report.fix_all(format!("改为“{itself}”"), Applicability::Suggested, edits).done();
}

/// Whether a clause begins behind `before`, perhaps with a time before it: 2023年我办…
fn stands_alone(before: &str) -> bool {
    let text = trim_end(before);
    begins_clause(before) || text.ends_with(['年', '来', '步'])
}

fn fit(body: &Body<'_, '_>, unit: &str, word: &str) -> Fit {
    let kind = body.author.kind;
    match unit {
        // A district is no county; but the report of a county may speak of a city, and of an autonomous region (我区).
        "县" if is_plain_district(body.parts.county()) => Fit::Other,
        "县" => Fit::Open,
        "镇" | "乡" | "街道" if unit == body.parts.unit => Fit::Own,
        // 全镇 is said of others by whoever is above them.
        "镇" | "乡" | "街道" if word.starts_with('全') && !body.is_town() => Fit::Open,
        "镇" | "乡" | "街道" => Fit::Other,
        "办" | "处" if kind == Kind::Subdistrict => Fit::Own,
        "办" if matches!(kind, Kind::Office | Kind::Government) => Fit::Own,
        "委" if body.parts.unit == "委员会" => Fit::Own,
        _ if unit == body.parts.unit => Fit::Own,
        _ if body.is_town() => Fit::Other,
        // The police and the courts of a department have units of their own; an office may have several names.
        "处" | "分局" | "支队" | "大队" | "总队" => Fit::Open,
        _ => Fit::OtherIfRare,
    }
}

/// Whether a place is a district of a city, and no zone, new area or autonomous region.
fn is_plain_district(place: &str) -> bool {
    const OTHERS: [&str; 3] = ["自治区", "地区", "新区"];
    place.ends_with('区')
        && place.chars().count() > 1
        && !is_zone(place)
        && !OTHERS.iter().any(|end| place.ends_with(end))
}

/// The author's word for the one found: 我局 → 我镇, 本局 → 本镇.
fn right(body: &Body<'_, '_>, word: &str) -> Option<String> {
    let unit = body.author.itself()?.strip_prefix('我')?;
    let county = body.parts.county();
    let unit =
        if word.ends_with('县') { county.get(county.len().checked_sub("区".len())?..)? } else { unit };
    let first = word.chars().next().filter(|first| *first != '我');
    Some(format!("{}{unit}", first.unwrap_or('我')))
}

fn report(body: &Body<'_, '_>, sink: &mut Sink<'_>, hit: &Hit, spans: &[Span]) {
    let (word, name) = (hit.entry.word, &body.author.name);
    let times = if spans.len() > 1 { format!("（共{}处）", spans.len()) } else { String::new() };
    let message = format!(
        "编制机关是“{name}”，这里却自称“{word}”{times}，像是套用了别的机关的文稿。请改正，并核对这一段的内容和数据是不是本机关的。"
    );
    let mut report = sink.at(hit.span, message);
    for &span in spans.iter().skip(1) {
        report = report.note(span, format!("这里也写的是“{word}”。"));
    }
    if let Some(right) = right(body, word) {
        let edits = spans.iter().map(|&span| Edit::replace(span, right.as_str())).collect();
        report = report.fix_all(format!("改为“{right}”"), Applicability::Suggested, edits);
    }
    report.done();
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_found;

    #[test]
    fn a_word_for_oneself_that_is_of_another_body_is_found() {
        assert_found(&[
            ("柳河镇", "2023年，我局主动公开政府信息20条。", &["self-reference 我局"]),
            ("柳河镇", "我局认真部署，我局逐项落实。", &["self-reference 我局 我局"]),
            ("柳河镇", "本局严格审查。", &["self-reference 本局"]),
            ("柳河镇", "我乡严格审查。", &["self-reference 我乡"]),
            ("柳河镇", "我镇部署，我镇落实。2023年本单位没有收费。", &["self-reference 本单位"]),
            ("柳河镇", "我街道严格审查。", &["self-reference 我街道"]),
            ("柳河镇", "在全乡范围内公开。", &["self-reference 全乡"]),
            ("柳河镇", "2023年我办主动公开信息20条。", &["self-reference 我办"]),
            ("柳河镇", "我中心严格审查。", &["self-reference 我中心"]),
            ("柳河镇", "我委严格审查。", &["self-reference 我委"]),
            ("柳河镇", "我公司严格审查，本院没有收费。", &["self-reference 我公司", "self-reference 本院"]),
            ("柳河镇", "我支队严格审查。", &["self-reference 我支队"]),
            ("柳河乡", "我镇严格审查，全镇推行。", &["self-reference 我镇", "self-reference 全镇"]),
            ("东门街道办事处", "我镇严格审查。", &["self-reference 我镇"]),
            ("东门街道", "本镇没有收费。", &["self-reference 本镇"]),
            ("青溪区东门街道办事处", "我县统一部署后，我街道落实。", &["self-reference 我县"]),
            ("青溪县教育局", "我镇严格审查。", &["self-reference 我镇"]),
            ("青溪县教育局", "我街道严格审查。", &["self-reference 我街道"]),
            ("青溪县教育局", "我局部署，我局落实，我委总结。", &["self-reference 我委"]),
            ("青溪县卫生健康委员会", "我委部署，我委落实，我局总结。", &["self-reference 我局"]),
            ("青溪县人民政府办公室", "我镇严格审查。", &["self-reference 我镇"]),
            ("青溪区人民政府", "2023年，我县主动公开信息20条。", &["self-reference 我县"]),
            ("青溪县人民政府", "2023年，我镇主动公开信息20条。", &["self-reference 我镇"]),
        ]);
    }

    #[test]
    fn a_word_for_oneself_that_fits_or_means_something_else_is_none() {
        for (author, text) in [
            ("柳河镇", "我镇严格审查，全镇推行，本镇没有收费。"),
            ("青溪县柳河苗族乡", "我乡严格审查，全乡推行。"),
            ("柳河镇人民政府办公室", "我镇高度重视，全镇推行，我办落实。"),
            ("东门街道办事处", "我街道、我办、我处严格审查，全街道推行。"),
            ("东门街道", "2023年，我办主动公开信息20条。"),
            ("柳河镇", "群众反映“我局限于条件”。"),
            ("柳河镇", "印发《我局公开制度》。"),
            ("柳河镇", "口号是\"我局我家\"。"),
            ("柳河镇", "群众办事我办理，为民服务。"),
            ("柳河镇", "制定本办法，落实本办法。"),
            ("柳河镇", "本处罚决定已公开，本处理结果已公开。"),
            ("柳河镇", "健全乡村治理公开制度。"),
            ("柳河乡", "健全镇村两级公开制度，安全镇域创建。"),
            ("柳河镇", "各村基本局面稳定，成本委外核算。"),
            ("柳河镇", "该局已公开，各局已公开。"),
            ("柳河镇", "我们严格审查，本单位、本机关、我单位没有收费。"),
            ("柳河镇", "我委托第三方评估。"),
            ("柳河镇", "我镇部署，我镇落实，各站所对本单位的信息逐条审查。"),
            ("柳河镇", "我镇部署，本单位落实，本单位没有收费。"),
            ("柳河镇", "我县统一部署，我市统一平台。"),
            ("柳河镇", "我省、我区、我国统一规定。"),
            ("柳河镇", "我镇中心小学公开招生信息，我中心小学公开经费。"),
            ("柳河镇", "公开全乡镇通用目录，全局谋划。"),
            ("青溪县教育局", "我县学校全面公开，我局逐项落实。"),
            ("青溪县教育局", "全县各乡镇、街道和全镇学校落实。"),
            ("青溪县教育局", "我委严格审查。"),
            ("青溪县人民政府办公室", "我县、我区、我市和我办落实。"),
            ("青溪区人民政府办公室", "我市和我区落实，我办汇总。"),
            ("青溪县人民政府", "我局汇总，我办起草。"),
            ("东平市人民政府", "我县级市试点，我区试点。"),
            ("青溪新区管理委员会", "我县、我镇落实。"),
            ("甲族自治区教育厅", "我区统一部署，我厅落实。"),
            ("青溪县融媒体中心", "我中心落实，我局支持。"),
        ] {
            assert_found(&[(author, text, &[])]);
        }
    }
}
