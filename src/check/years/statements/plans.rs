//! Plans for the year under report itself: last year's report told them, 2024年将增加图解 in the report of 2024.

use crate::find::{begins_with_one, ends_with_one, has_one, split};
use crate::fold::{trim, trim_start};

/// What a plan does; 将公开工作纳入考核 has been done.
const PLANNED: [&str; 24] = [
    "进一步",
    "继续",
    "持续",
    "不断",
    "重点",
    "着力",
    "努力",
    "积极",
    "逐步",
    "切实",
    "加强",
    "加大",
    "加快",
    "强化",
    "增加",
    "完善",
    "健全",
    "提高",
    "提升",
    "推进",
    "拓宽",
    "拓展",
    "丰富",
    "按照",
];
/// Words before the year that say whose plan it was.
const QUOTED: [&str; 8] = ["上年", "去年", "年初", "提出", "计划", "方案", "要点", "承诺"];
/// Words behind it that say what became of it.
const DONE: [&str; 9] = ["已", "完成", "纳入", "列入", "作为", "提出", "要求", "承诺", "了"];

/// Whether the year that stands between two parts of its sentence is one that the sentence still looks forward to:
/// 2024年，我局将增加…, 力争2024年再上新台阶. What stands behind begins behind 年.
pub(super) fn looks_forward(before: &str, behind: &str) -> bool {
    /// Longest name of who plans, in bytes.
    const NAME: usize = 36;
    let rest = split(behind, &['；', ';']).next().unwrap_or_default();
    if has_one(before, &QUOTED) || has_one(rest, &DONE) {
        return false;
    }
    if ends_with_one(before, &["力争", "争取", "力争在", "争取在", "力争到", "争取到"]) {
        return true;
    }
    let behind = trim_start(behind);
    let behind = trim_start(behind.strip_prefix(['，', ',']).unwrap_or(behind));
    let Some((who, plan)) = behind.split_once('将') else { return false };
    let named = who.len() <= NAME && !who.contains(['，', ',', '；', '、', '：']);
    named && begins_with_one(trim(plan), &PLANNED)
}
