//! Other towns whose work is spoken of as the author's, within a sentence or with a predicate of any kind:
//! 不断提升永安镇政府信息公开工作水平, in the report of 柳河镇.

use crate::find::{begins_with_one, has_one};
use crate::fold::is_han;
use crate::reading::names::{Kind, Name};
use crate::source::Span;

use super::super::{Body, begins_clause};
use super::{Manner, Mention, NOT_IN_NAMES};

/// What the work is called.
const WORK: [&str; 4] = ["政府信息公开工作", "政务公开工作", "政府信息公开", "政务公开"];

/// What is done with the author's own work, and with another body's only by those above it.
const VERBS: [&str; 14] = [
    "提升", "提高", "推进", "推动", "加强", "规范", "做好", "促进", "完善", "深化", "健全", "确保", "成立",
    "调整",
];

/// What follows the work where the sentence is about it, and not about a meeting or what others learn from it.
const ABOUT: [&str; 12] =
    ["领导小组", "水平", "质量", "实效", "还", "仍", "存在", "整体", "总体", "更加", "，", "。"];

/// Letters of words for towns in general.
const GENERAL: &str = "乡镇所辖下属级县区市";

/// The town whose name ends with the word at `unit`, if the sentence is about its work.
pub(super) fn mention<'t>(body: &Body<'_, 't>, unit: Span, line: Span) -> Option<Mention<'t>> {
    const LONGEST: usize = 30;
    const MOST_LETTERS: usize = 3;
    let source = body.context.source;
    if !body.is_town() || !matches!(source.slice(unit), "镇" | "乡" | "街道") {
        return None;
    }
    let behind = source.slice(Span::new(unit.end, line.end));
    let about = WORK.iter().find_map(|work| behind.strip_prefix(work))?;
    let before = source.slice(Span::new(line.start, unit.start));
    let run = before.char_indices().rev().take(LONGEST).take_while(|&(_, c)| is_han(c)).last()?.0;
    let (opening, words) = before.split_at_checked(run)?;
    let verb = VERBS.iter().filter_map(|verb| Some(words.rfind(verb)? + verb.len())).max();
    let start = verb.or_else(|| begins_clause(opening).then_some(0))?;
    let span = Span::new(line.start + (run + start) as u32, unit.end);
    let named = source.slice(span);
    let name = Name::of(named, Kind::of(named));
    let letters = name.stem().chars().count();
    let is_name = (2..=MOST_LETTERS).contains(&letters)
        && !named.contains(|c| NOT_IN_NAMES.contains(c))
        && !name.stem().contains(|c| GENERAL.contains(c))
        && !has_one(name.stem(), &["重点", "特色", "中心", "美丽", "试点", "示范"])
        && !body.has_class(span, &["不入名", "谓语"]);
    (is_name && begins_with_one(about, &ABOUT)).then_some(Mention {
        span,
        name,
        kind: Kind::of(named),
        manner: Manner::Discloses,
        reports: false,
        leads: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{assert_found, fixed, found, report};

    const TOWN: &str = "青溪县柳河镇人民政府";

    #[test]
    fn the_work_of_another_town_is_found_wherever_it_is_spoken_of() {
        for (text, right) in [
            ("不断提升永安镇政府信息公开工作水平。", "不断提升柳河镇政府信息公开工作水平。"),
            ("永安镇政府信息公开工作领导小组召开会议2次。", "柳河镇政府信息公开工作领导小组召开会议2次。"),
            ("永安镇政府信息公开工作还存在不足。", "柳河镇政府信息公开工作还存在不足。"),
            ("调整永安镇政务公开领导小组。", "调整柳河镇政务公开领导小组。"),
            ("有力推动永安镇政务公开工作，群众满意。", "有力推动柳河镇政务公开工作，群众满意。"),
        ] {
            let title = format!("{TOWN}2023年政府信息公开工作年度报告");
            let draft = report(&title, "", text, TOWN);
            assert_eq!(found(&draft), ["organisation-mismatch 永安镇"], "{text}");
            assert_eq!(fixed(&draft), report(&title, "", right, TOWN));
        }
    }

    #[test]
    fn the_authors_own_work_and_that_of_towns_in_general_is_none() {
        for text in [
            "不断提升柳河镇政府信息公开工作水平。",
            "不断提升我镇政府信息公开工作水平，推进全镇政务公开工作。",
            "推动所辖乡镇政府信息公开工作，加强重点镇政府信息公开工作。",
            "提升各乡镇政务公开工作水平，完善城镇政务公开。",
            "学习永安镇政府信息公开工作经验，参加永安镇政务公开工作现场会。",
            "永安镇政务公开工作现场会后，对照整改。",
            "县政府办公室到永安镇政府信息公开工作专区参观。",
            "落实“推进永安镇政务公开工作”的要求。",
        ] {
            assert_found(&[(TOWN, text, &[])]);
        }
        assert_found(&[("青溪县教育局", "推动永安镇政务公开工作，配合公开学区。", &[])]);
    }
}
