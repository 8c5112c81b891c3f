//! The author's own place with one character for another like it: 清溪镇 for 青溪镇, wherever it stands.

use crate::find::places;
use crate::finding::{Applicability, Edit};
use crate::fold::is_han;
use crate::reading::names::Kind;
use crate::source::Span;

use super::super::{Body, Sink};
use super::Mention;

/// Characters of names of places that are typed for one another, by their sound or their shape.
const ALIKE: &str = "青清情晴 河合何荷 柳刘浏 溪西夕熙 林临琳 石时史 桥乔侨 平坪评萍 东冬 阳洋杨扬 城成诚程 龙隆 江姜 \
湖胡葫 泉全 沙砂 永涌咏 丰峰锋风枫 华花化 庄装 店甸 岭领 源原元园圆 州洲 白百柏 黄皇 关官 古谷 家加佳嘉 塘唐堂 岗港钢 \
湾弯 津金 长常 大太 土士 里李理 板版 渡度 坡波 安按 明名 沿延";

/// What may stand before the name of a place, besides the place that it lies in.
const BEFORE: &str = "在过托由向与和为对是将到至及经以于的年月日县市区";

pub(super) fn check(body: &Body<'_, '_>, reported: &[Mention<'_>], sink: &mut Sink<'_>) {
    let source = body.context.source;
    let own = match body.author.kind {
        Kind::Township | Kind::Subdistrict | Kind::Government => body.parts.own,
        _ => "",
    };
    let rights = [body.parts.seat, own];
    let mut found: Vec<(&str, &str, Vec<Span>)> = Vec::new();
    for (hit, _, line) in body.hits(&["结尾"]).filter(|_| !body.renamed) {
        for right in rights {
            let Some(stem) = right.strip_suffix(hit.entry.word) else { continue };
            let before = source.slice(Span::new(line.start, hit.span.start));
            let Some(last) = stem.chars().count().checked_sub(1).filter(|last| *last > 0) else { continue };
            let Some((at, _)) = before.char_indices().rev().nth(last) else { continue };
            let (head, named) = before.split_at(at);
            let begins = !head.ends_with(is_han) || head.ends_with(|c| BEFORE.contains(c));
            let span = Span::new(line.start + at as u32, hit.span.end);
            if !is_slip(stem, named) || !begins || body.is_quoted(span, line) {
                continue;
            }
            let wrong = source.slice(span);
            match found.iter_mut().find(|(_, other, _)| *other == wrong) {
                Some((.., spans)) => spans.push(span),
                None => found.push((right, wrong, vec![span])),
            }
        }
    }
    // What stands as often is another place, and what is spoken of as the author is reported so.
    found.retain(|(right, wrong, spans)| {
        let known = reported.iter().any(|mention| [mention.name.own, mention.name.seat].contains(wrong));
        !known && places(source.text(), right).count() > spans.len()
    });
    for (right, wrong, spans) in found {
        let Some((&first, others)) = spans.split_first() else { continue };
        let message = format!(
            "编制机关是“{}”，这里写的是“{wrong}”，与“{right}”只差一个字，像是写错了。如果确实是另一个地方，可以保留。",
            body.author.name
        );
        let report = sink.at(first, message);
        for &other in others {
            report.note(other, format!("这里也写的是“{wrong}”。"));
        }
        let edits = spans.iter().map(|&span| Edit::replace(span, right)).collect();
        report.fix_all(format!("改为“{right}”"), Applicability::Manual, edits);
    }
}

/// Whether two names differ in one character, and in one that is typed for the other.
fn is_slip(ours: &str, theirs: &str) -> bool {
    let mut others = ours.chars().zip(theirs.chars()).filter(|(ours, theirs)| ours != theirs);
    let (Some((ours, theirs)), None) = (others.next(), others.next()) else { return false };
    ALIKE.split(' ').any(|group| group.contains(ours) && group.contains(theirs))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{assert_found, fixed, found, report};

    const TOWN: &str = "青溪县柳河镇人民政府";

    #[test]
    fn the_own_place_with_another_character_is_found() {
        assert_found(&[
            (TOWN, "柳河镇开会，在柳合镇便民服务中心设立查阅点。", &["organisation-mismatch 柳合镇"]),
            (
                TOWN,
                "柳河镇开会。通过柳合镇微信公众号、柳合镇公开栏。",
                &["organisation-mismatch 柳合镇 柳合镇"],
            ),
            (TOWN, "依托清溪县政府门户网站发布。", &["organisation-mismatch 清溪县"]),
            ("青溪县教育局", "依托清溪县政府门户网站发布。", &["organisation-mismatch 清溪县"]),
            (
                "青溪区东门街道办事处",
                "东门街道开会，在冬门街道设立查阅点。",
                &["organisation-mismatch 冬门街道"],
            ),
        ]);
        let title = format!("{TOWN}2023年政府信息公开工作年度报告");
        let draft = |name: &str| report(&title, "", &format!("在{name}便民服务中心设立查阅点。"), TOWN);
        assert_eq!(fixed(&draft("柳合镇")), draft("柳河镇"));
    }

    #[test]
    fn a_signature_without_a_word_of_the_name_is_found() {
        let title = "青溪县市场监督管理局2023年政府信息公开工作年度报告";
        let found = |signed: &str| found(&report(title, "", "主动公开信息20条。", signed));
        for wrong in ["市场监督局", "青溪县市场监督局"] {
            assert_eq!(found(wrong), [format!("organisation-mismatch {wrong}")]);
        }
        for fine in ["市场监管局", "青溪县市场监管局", "市场监督管理局", "县市场监督管理局"]
        {
            assert_eq!(found(fine), [""; 0], "{fine}");
        }
    }

    #[test]
    fn another_place_with_a_name_like_it_is_none() {
        for text in [
            "与柳林镇、永安镇交流。",
            "到杨柳合镇参观。",
            "学习“柳合镇经验”，印发《柳合镇公开目录》。",
            "借鉴柳合乡、柳合街道做法。",
            "柳合镇、柳合镇、柳合镇、柳合镇都来参观。",
            "在柳河镇便民服务中心设立查阅点。",
            "撤乡设镇后，原柳合镇并入。",
            "柳河村、柳合村公开村务。",
            "向县政府报告，与市级部门衔接。",
            "依托东平市政府门户网站发布。",
        ] {
            assert_found(&[(TOWN, text, &[])]);
        }
        assert_found(&[("青溪区东门街道办事处", "与西门街道、南门街道交流。", &[])]);
    }
}
