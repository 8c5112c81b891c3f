//! Accounts that bear the name of another place: 通过“幸福永安”公众号发布信息, in the report of 柳河镇. A city may have one of such a
//! name, so it is asked and not said.

use crate::find::{begins_with_one, ending, ends_with_one, has, has_any, places};
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::is_han;
use crate::source::Span;

use super::super::{Body, Sink};

/// What towns set before their name in the name of an account.
const PRAISE: [&str; 11] =
    ["幸福", "美丽", "魅力", "活力", "大美", "最美", "醉美", "印象", "多彩", "秀美", "和美"];

/// What stands there instead of a place.
const NO_PLACE: [&str; 18] = [
    "乡村", "乡镇", "家园", "社区", "生活", "城市", "中国", "田园", "村庄", "农村", "校园", "家庭", "人生",
    "街道", "小镇", "庭院", "我家", "新村",
];

/// What is said before an account of one's own.
const USES: [&str; 9] = ["通过", "依托", "利用", "运用", "借助", "运营", "维护", "管理", "更新"];

/// What stands between that and the name of one's own account.
const OWN: [&str; 8] = ["", "镇", "本镇", "我镇", "乡", "我乡", "街道", "本街道"];

/// What an account is called.
const ACCOUNTS: [&str; 4] = ["公众号", "微信公众号", "微信", "微博"];

pub(super) fn check(body: &Body<'_, '_>, sink: &mut Sink<'_>) {
    if !body.is_town() {
        return;
    }
    let context = body.context;
    for &(_, line) in context.reading.prose(context.reading.outline.body_above_signature()) {
        let text = context.source.slice(line);
        for at in places(text, "”") {
            let Some((span, place)) = account(text, at) else { continue };
            if has(&body.author.name, place) || NO_PLACE.contains(&place) {
                continue;
            }
            let message = format!(
                "编制机关是“{}”，这里的公众号却叫“{}”，像是套用了别处的文稿。请确认是不是本机关的。",
                body.author.name,
                text.get(span.clone()).unwrap_or_default()
            );
            let end = line.start + span.end as u32;
            let stem = body.parts.stem();
            sink.at(line.part(&span), message).severity(Severity::Hint).fix(
                format!("把“{place}”改为“{stem}”"),
                Applicability::Manual,
                Edit::replace(Span::new(end - place.len() as u32, end), stem),
            );
            return;
        }
    }
}

/// The name of the account that ends before a closing mark of quotation, where the sentence uses it, and the place in it.
fn account(text: &str, close: usize) -> Option<(std::ops::Range<usize>, &str)> {
    const LETTERS: usize = 4;
    const REACH: usize = 60;
    let (head, behind) = (text.get(..close)?, text.get(close + '”'.len_utf8()..)?);
    let name = ending(head, LETTERS * '公'.len_utf8());
    let place = PRAISE.iter().find_map(|praise| name.strip_prefix(praise))?;
    let before = head.strip_suffix(name)?.strip_suffix('“')?;
    let near = ending(before, REACH);
    let lead = ACCOUNTS.iter().rev().find_map(|word| near.strip_suffix(word)).unwrap_or(near);
    let is_account = lead.len() < near.len() || begins_with_one(behind, &ACCOUNTS);
    let is_own = OWN.iter().any(|own| lead.strip_suffix(own).is_some_and(|lead| ends_with_one(lead, &USES)));
    let is_name = place.chars().all(is_han) && !has_any(place, &['县', '市', '省', '州']);
    (is_account && is_own && is_name).then_some((close - name.len()..close, place))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{assert_found, fixed, report};

    const TOWN: &str = "青溪县柳河镇人民政府";

    #[test]
    fn an_account_with_the_name_of_another_place_is_asked_about() {
        for text in [
            "通过“幸福永安”公众号发布信息20条。",
            "依托镇微信公众号“美丽永安”发布信息20条。",
            "运营“魅力永安”微信公众号，发布信息20条。",
        ] {
            let title = format!("{TOWN}2023年政府信息公开工作年度报告");
            let draft = report(&title, "", text, TOWN);
            let name: String = text.chars().skip_while(|&c| c != '“').skip(1).take(4).collect();
            assert_found(&[(TOWN, text, &[&format!("organisation-mismatch {name}")])]);
            assert_eq!(fixed(&draft), draft.replace("永安", "柳河"));
        }
    }

    #[test]
    fn other_accounts_are_none() {
        for text in [
            "通过“幸福柳河”公众号发布信息20条，通过“美丽青溪”公众号转载5条。",
            "通过“幸福家园”公众号、“美丽乡村”公众号发布信息20条。",
            "通过“柳河发布”公众号、“永安发布”公众号发布信息20条。",
            "信息被“幸福永安”公众号转载。",
            "通过市“幸福永安”公众号发布信息20条，由县政府“美丽永安”公众号发布。",
            "通过“幸福永安”活动发布信息20条。",
            "学习“幸福永安”公众号的做法。",
        ] {
            assert_found(&[(TOWN, text, &[])]);
        }
        assert_found(&[("青溪县教育局", "通过“幸福永安”公众号发布信息20条。", &[])]);
    }
}
