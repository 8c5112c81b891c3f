//! Which bodies are others than the author, and cannot be meant beside it.

use crate::find::{ends_with_one, has_one};
use crate::reading::names::{Kind, Name};

use super::super::{Body, is_part, is_town};
use super::{Manner, Mention};

/// Bureaus that look after disclosure for all bodies of a place.
const CENTRAL_WORK: [&str; 5] = ["政务", "数据", "信息", "审批", "公开"];

/// Bureaus that look after what all bodies do: they review, pay, keep files.
const OVER_OTHERS: [&str; 8] = ["司法", "档案", "财政", "审计", "机关事务", "保密", "网信", "监察"];

/// Whether a mention is of another body than the author, and one that cannot be meant beside it.
pub(super) fn is_another(body: &Body<'_, '_>, mention: &Mention<'_>) -> bool {
    // Groups and stages of places: 城镇, 中心镇.
    const COMMON: [&str; 4] = ["中心", "特色小", "建制", "城"];
    let (name, own, manner) = (&mention.name, &body.parts, mention.manner);
    let letters = name.stem().chars().count();
    if letters < 2 || COMMON.contains(&name.stem()) {
        return false;
    }
    let direct = matches!(manner, Manner::Answers | Manner::Signs);
    if manner == Manner::Signs && signs_unlike(body, mention) {
        return true;
    }
    match (is_town(body.author.kind), mention.kind) {
        (true, Kind::Township | Kind::Subdistrict) => {
            is_other_town(own, name) || mention.reports && is_changed(body, name)
        }
        (true, Kind::Department) => {
            let named = manner == Manner::Signs || name.seat.chars().count() > 2;
            named && manner != Manner::Acts && !is_central(name) && !alike(own.own, name.own)
        }
        (false, kind) => match (body.author.kind, kind) {
            (Kind::Department, Kind::Department) => {
                if seats_differ(own.seat, name.seat) {
                    // The bureau of a city may stand above that of another.
                    direct || !name.seat.ends_with('市') || manner == Manner::Discloses
                } else if is_bare(mention) && !direct {
                    mention.leads && own.seat.ends_with(name.seat) && is_beside(own, name)
                } else {
                    let same = own.seat.is_empty()
                        || name.seat.is_empty()
                        || own.seat.ends_with(name.seat)
                        || name.seat.ends_with(own.seat);
                    let named = name.seat.chars().count() > 2;
                    let certain = direct || (manner == Manner::Discloses && named);
                    let plans = mention.leads && named && is_beside(own, name);
                    plans
                        || same && certain && !is_central(name) && !alike(own.own, name.own)
                        || mention.reports && is_elsewhere(own, name)
                }
            }
            (Kind::Other, Kind::Department) => mention.reports && is_elsewhere(own, name),
            (Kind::Department, Kind::Township | Kind::Subdistrict) => {
                direct && !body.author.name.contains(name.stem())
            }
            (Kind::Office | Kind::Government, Kind::Office | Kind::Government) => {
                let certain = direct || !name.tail.is_empty() || manner == Manner::Discloses || mention.leads;
                let level = matches!(name.unit, "县" | "区") || (direct && name.unit == "市");
                let differ = seats_differ(own.own, name.own);
                let beside = mention.reports
                    && (differ || own.unit == "区" && name.unit == "县" && name.own.chars().count() > 2);
                (certain && level && differ || beside)
                    && !own.area.contains(name.own)
                    && (direct || !is_part(name.own))
                    // 边远山区 and 房山区: applications are made to a district.
                    && (direct || mention.reports || !ends_with_one(name.own, &["山区", "林区"]))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether a signature has the name of the author with another word in it, which in the text may be a former name: 柳河乡 for
/// 柳河镇, 青溪县水利局 for 青溪市水利局, 水务局 for 水利局. A shorter form of the name is none.
fn signs_unlike(body: &Body<'_, '_>, mention: &Mention<'_>) -> bool {
    let (name, own) = (&mention.name, &body.parts);
    match (body.author.kind, mention.kind) {
        (ours, theirs) if is_town(ours) && is_town(theirs) => {
            own.stem() == name.stem() && !name.unit.is_empty() && own.unit != name.unit
        }
        (Kind::Department, Kind::Department) => {
            let of_place = |place: &str| place.trim_end_matches(['县', '区', '市']).to_owned();
            let other_level = own.seat != name.seat
                && own.seat.chars().count() > 2
                && of_place(own.seat) == of_place(name.seat);
            let other_work = own.own.chars().count() == name.own.chars().count() && own.own != name.own;
            // 市场监督局 is no short form of 市场监督管理局.
            let cut = own.own.replace("监督管理", "监督") == name.own && own.own != name.own;
            other_level
                || other_work && own.seat == name.seat
                || cut && (name.seat.is_empty() || own.seat.ends_with(name.seat))
        }
        _ => false,
    }
}

/// Whether another town is named: not by a longer or shorter form, nor as what it was before it became a town or a
/// subdistrict. One of the same name in another county is another.
pub(super) fn is_other_town(own: &Name<'_>, name: &Name<'_>) -> bool {
    let (ours, theirs) = (own.stem(), name.stem());
    // 柳河苗族乡 is called 柳河乡 too.
    let of_people = own.unit == name.unit && ours.ends_with('族') && ours.starts_with(theirs);
    let same = ours.ends_with(theirs) || theirs.contains(ours) || of_people;
    !same || (ours == theirs && seats_differ(own.seat, name.seat))
}

/// Whether a body has the name of the author and is of another kind, 柳河乡 for 柳河镇, and no word in the report
/// tells that it was one once.
pub(super) fn is_changed(body: &Body<'_, '_>, name: &Name<'_>) -> bool {
    let own = &body.parts;
    let other = own.stem() == name.stem() && !name.unit.is_empty() && own.unit != name.unit;
    other && !body.renamed
}

/// Whether a bureau has no place in its name but the level of the author's: 市教育局.
pub(super) fn is_bare(mention: &Mention<'_>) -> bool {
    mention.kind == Kind::Department && mention.name.seat.chars().count() == 1
}

/// Whether a bureau of the same place is certainly beside the author: of work that is neither over
/// disclosure, its own or all bodies', nor over what other bodies do.
fn is_beside(own: &Name<'_>, name: &Name<'_>) -> bool {
    !is_central(own) && !is_central(name) && !has_one(name.own, &OVER_OTHERS) && !alike(own.own, name.own)
}

/// Whether two places of one level are two places. A place without a name, 县, is whichever is meant.
fn seats_differ(ours: &str, theirs: &str) -> bool {
    let named = |place: &str| place.chars().count() > 2;
    let level = |place: &str| place.chars().last();
    named(theirs)
        && ours.chars().count() > 1
        && level(ours) == level(theirs)
        && !ours.ends_with(theirs)
        && !theirs.ends_with(ours)
}

/// Whether a bureau that is said to have disclosed so much in the year is one of another place: neither of two counties
/// and districts is above the other, and a bureau of other work is neither above nor below.
fn is_elsewhere(own: &Name<'_>, name: &Name<'_>) -> bool {
    let named =
        name.seat.chars().count() > 2 && !own.seat.ends_with(name.seat) && !name.seat.ends_with(own.seat);
    let level = own.seat.ends_with('区') && name.seat.ends_with('县');
    named && (level || !is_central(name) && !alike(own.own, name.own))
}

/// Whether a bureau looks after disclosure for the whole place.
pub(super) fn is_central(name: &Name<'_>) -> bool {
    has_one(name.own, &CENTRAL_WORK)
}

/// Whether one name can stand for the other: a short form (教体局 for 教育体育局), or a name before or after a
/// reform, which keeps half of the letters.
pub(super) fn alike(ours: &str, theirs: &str) -> bool {
    let within = |short: &str, long: &str| {
        let mut letters = long.chars();
        short.chars().all(|c| letters.any(|other| other == c))
    };
    let shared = theirs.chars().filter(|c| ours.contains(*c)).count().saturating_sub(1);
    within(theirs, ours) || within(ours, theirs) || shared * 2 >= theirs.chars().count().saturating_sub(1)
}
