//! Names of bodies: what kind of body a name is of, as its end shows, whether a text is a name at all, and the parts of
//! a name, by which a mention is told from a mention of another body.

use std::sync::LazyLock;

use crate::find::{ends_with_one, has_any};
use crate::fold::trim;
use crate::words::{Entry, List, entries};

/// What kind of body reports. What the law and the form ask for depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A people's government of a county, a city, a district, a prefecture or a province.
    Government,
    /// A people's government of a township: 乡, 镇.
    Township,
    /// A subdistrict office: 街道办事处.
    Subdistrict,
    /// The office of a government: 人民政府办公室, 办公厅.
    Office,
    /// A department of a government: 局, 委员会, 厅, 部.
    Department,
    /// Anything else, or nothing that tells.
    Other,
}

/// The parts of a body's name: 丙市青溪县柳河镇人民政府.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'n> {
    /// The places above the body: 丙市青溪县.
    pub area: &'n str,
    /// The last of them: 青溪县.
    pub seat: &'n str,
    /// The body itself: 柳河镇; of a government or its office the place that it governs: 青溪县.
    pub own: &'n str,
    /// What that ends with: 镇, 乡, 街道, 县, 区, 市, 局, 委员会.
    pub unit: &'n str,
    /// What follows that: 人民政府, 办事处, 人民政府办公室.
    pub tail: &'n str,
}

/// What a name ends with.
struct End {
    word: &'static str,
    kind: Kind,
    /// Whether a line that ends with it is a name; others end too much else.
    signs: bool,
    /// Whether it is the unit of a name, in front of which stands what the body is called.
    unit: bool,
}

/// What names end with; of several the first tells the kind.
static ENDS: LazyLock<Vec<End>> = LazyLock::new(|| {
    let end = |entry: &Entry| End {
        word: entry.word,
        kind: match entry.column(0) {
            "政府" => Kind::Government,
            "乡镇" => Kind::Township,
            "街道" => Kind::Subdistrict,
            "办公室" => Kind::Office,
            "部门" => Kind::Department,
            _ => Kind::Other,
        },
        signs: entry.column(1) == "落款",
        unit: entry.column(2) == "单位",
    };
    entries(List::NameEnds).iter().map(end).collect()
});

/// The unit that a name ends with; empty where there is none.
fn unit_of(name: &str) -> &str {
    let unit = ENDS.iter().find(|end| end.unit && name.ends_with(end.word));
    unit.and_then(|unit| name.get(name.len() - unit.word.len()..)).unwrap_or_default()
}

/// Whether a line is nothing but the name of an organisation.
pub fn is_name(text: &str) -> bool {
    let text = trim(text);
    text.len() <= 90
        && !has_any(text, &['，', '。', '：', ':', '；', '、'])
        && ENDS.iter().any(|end| end.signs && text.ends_with(end.word))
}

/// Whether what is known to be a name ends as names do, so that nothing of it is lost: 青溪县农业农村 is no village.
pub fn is_whole(name: &str) -> bool {
    !is_zone(name) && !name.ends_with("农业农村") && ENDS.iter().any(|end| name.ends_with(end.word))
}

/// What may follow the name of a place to name its government or its office, longer ones before their beginnings.
const TAILS: [&str; 10] = [
    "人民政府办公室",
    "人民政府办公厅",
    "人民政府办",
    "政府办公室",
    "政府办公厅",
    "政府办",
    "人民政府",
    "政府",
    "办事处",
    "办",
];

impl<'n> Name<'n> {
    /// The parts of a name of a body of some kind.
    pub fn of(name: &'n str, kind: Kind) -> Self {
        let tail_of =
            |name: &'n str| TAILS.iter().find(|tail| name.ends_with(**tail)).map_or(0, |tail| tail.len());
        let tail = if kind == Kind::Department { 0 } else { tail_of(name) };
        let (core, tail) = name.split_at_checked(name.len() - tail).unwrap_or((name, ""));
        let (from, to) = area(core, kind == Kind::Department);
        let own = core.get(to..).unwrap_or(core);
        Self {
            area: core.get(..to).unwrap_or_default(),
            seat: core.get(from..to).unwrap_or_default(),
            own,
            unit: unit_of(own),
            tail,
        }
    }

    /// The body's own name without its unit: 柳河.
    pub fn stem(&self) -> &'n str {
        self.own.strip_suffix(self.unit).unwrap_or(self.own)
    }

    /// In which county, city or district it is, with the last letter of that (柳河县): the body's own name where it governs
    /// one, else the place of its seat, which may be empty.
    pub fn county(&self) -> &'n str {
        if matches!(self.unit, "县" | "区" | "市") { self.own } else { self.seat }
    }
}

/// Where the last of the places at the head of a name begins and ends: provinces and cities, up to the first county.
/// A word that only ends like a place is none: 市场, 社区, 旧县镇, 红旗街道.
fn area(core: &str, department: bool) -> (usize, usize) {
    let (mut seat, mut segment) = ((0, 0), 0);
    for (at, c) in core.char_indices().filter(|(_, c)| "省市县区旗州".contains(*c)) {
        let end = at + c.len_utf8();
        let (stem, rest) = (core.get(segment..at).unwrap_or_default(), core.get(end..).unwrap_or_default());
        let letters = stem.chars().count();
        // 县教育局, 市民政局: the body of a place that needs no name; but not 市场监管局.
        let bare = department && at == 0 && !rest.starts_with(['场', '政', '容', '级']);
        if rest.is_empty() || unit_of(rest) == rest || (letters == 0 && !bare) {
            continue;
        }
        let county = match c {
            '区' if stem.ends_with("自治") || stem.ends_with('地') => false,
            '区' if letters == 1 && !matches!(stem, "城" | "郊" | "矿") => continue,
            '旗' if stem.ends_with('红') => continue,
            '州' if !stem.ends_with("自治") => continue,
            '市' | '省' if letters == 1 => continue,
            '县' | '区' | '旗' => true,
            _ => false,
        };
        (seat, segment) = ((segment, end), end);
        if county {
            break;
        }
    }
    seat
}

/// Whether the name of a place is that of a zone, which has a committee and no government.
pub fn is_zone(place: &str) -> bool {
    const ZONES: [&str; 21] = [
        "开发区",
        "高新区",
        "园区",
        "示范区",
        "试验区",
        "合作区",
        "管理区",
        "景区",
        "度假区",
        "保税区",
        "关区",
        "名胜区",
        "保护区",
        "工业区",
        "灌区",
        "库区",
        "校区",
        "院区",
        "监区",
        "军区",
        "片区",
    ];
    /// Districts with a government: 城关区, 南关区, 山海关区.
    const DISTRICTS: [&str; 4] = ["城关区", "南关区", "北关区", "海关区"];
    ends_with_one(place, &ZONES) && !ends_with_one(place, &DISTRICTS)
}

impl Kind {
    /// The kind that a name shows by its end.
    pub fn of(name: &str) -> Self {
        if is_zone(name) {
            return Self::Other;
        }
        ENDS.iter().find(|end| name.ends_with(end.word)).map_or(Self::Other, |end| end.kind)
    }

    /// Whether it is a people's government of any level, which states 工作考核、社会评议和责任追究结果 (条例 art. 50).
    pub const fn is_government(self) -> bool {
        matches!(self, Self::Government | Self::Township)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_name_tells_what_kind_of_body_it_is() {
        for (name, kind) in [
            ("青溪县柳河镇人民政府", Kind::Township),
            ("柳河镇", Kind::Township),
            ("青溪县人民政府", Kind::Government),
            ("青溪县人民政府办公室", Kind::Office),
            ("青溪县教育局", Kind::Department),
            ("东门街道办事处", Kind::Subdistrict),
            ("青溪县融媒体中心", Kind::Other),
            ("东平市", Kind::Government),
            ("东平经济技术开发区", Kind::Other),
            ("东平关区", Kind::Other),
            ("东平市南关区", Kind::Government),
            ("东平风景名胜区", Kind::Other),
            ("东平经济技术开发区管理委员会", Kind::Department),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
        }
    }

    #[test]
    fn a_name_falls_into_the_places_above_and_the_body_itself() {
        for (name, area, seat, own, tail) in [
            ("青溪县柳河镇人民政府", "青溪县", "青溪县", "柳河镇", "人民政府"),
            ("丙市青溪县柳河镇", "丙市青溪县", "丙市青溪县", "柳河镇", ""),
            ("丙水市青溪县柳河镇", "丙水市青溪县", "青溪县", "柳河镇", ""),
            ("柳河镇政府", "", "", "柳河镇", "政府"),
            ("青溪县旧县镇人民政府", "青溪县", "青溪县", "旧县镇", "人民政府"),
            ("东平市红旗街道办事处", "东平市", "东平市", "红旗街道", "办事处"),
            ("东平市市中街道办事处", "东平市", "东平市", "市中街道", "办事处"),
            ("东平市城区东街街道", "东平市城区", "城区", "东街街道", ""),
            ("青溪县教育局", "青溪县", "青溪县", "教育局", ""),
            ("县教育局", "县", "县", "教育局", ""),
            ("东平市市场监管局", "东平市", "东平市", "市场监管局", ""),
            ("市场监管局", "", "", "市场监管局", ""),
            ("东平市城市管理局", "东平市", "东平市", "城市管理局", ""),
            ("东平市社区矫正局", "东平市", "东平市", "社区矫正局", ""),
            ("青溪县卫生健康委员会", "青溪县", "青溪县", "卫生健康委员会", ""),
            ("东平市青溪区人民政府办公室", "东平市", "东平市", "青溪区", "人民政府办公室"),
            ("青溪县人民政府", "", "", "青溪县", "人民政府"),
            ("甲族自治区东平市人民政府", "甲族自治区", "甲族自治区", "东平市", "人民政府"),
            ("乙族自治州青溪县教育局", "乙族自治州青溪县", "青溪县", "教育局", ""),
            ("青溪族自治县柳河乡", "青溪族自治县", "青溪族自治县", "柳河乡", ""),
        ] {
            let parts = Name::of(name, Kind::of(name));
            assert_eq!((parts.area, parts.seat, parts.own, parts.tail), (area, seat, own, tail), "{name}");
        }
    }
}
