//! The author of a report: the body that the title, the signature or the preface names, what kind of body it is, and
//! the parts of its name, by which a mention is told from a mention of another body.

use crate::find::{ends_with_one, first_of, split};
use crate::fold::{is_blank, narrow};
use crate::source::Source;

use super::sections::Outline;

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

/// The author of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name as title and signature have it, the longer form of the two.
    pub name: String,
    /// What kind of body it is.
    pub kind: Kind,
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

impl Author {
    /// The author with a name.
    pub fn new(name: String) -> Self {
        let name = tidy(name);
        let kind = Kind::of(&name);
        Self { name, kind }
    }

    /// The author of a draft: as title and signature name it, else as its preface does.
    pub fn read(source: &Source<'_>, outline: &Outline) -> Option<Self> {
        let name = outline.organisation.clone().or_else(|| named_in_preface(source, outline))?;
        Some(Self::new(name))
    }

    /// The parts of its name.
    pub fn parts(&self) -> Name<'_> {
        Name::of(&self.name, self.kind)
    }

    /// How it speaks of itself: 我镇, 我街道, 我局, 我县; `None` where nothing tells.
    pub fn itself(&self) -> Option<&'static str> {
        let unit = self.parts().unit;
        Some(match self.kind {
            Kind::Other => return None,
            Kind::Office => "我办",
            Kind::Subdistrict => "我街道",
            Kind::Township if unit == "乡" => "我乡",
            Kind::Township => "我镇",
            Kind::Department | Kind::Government => match unit {
                "局" => "我局",
                "委" | "委员会" => "我委",
                "厅" => "我厅",
                "县" => "我县",
                "区" => "我区",
                "市" => "我市",
                "省" => "我省",
                _ => return None,
            },
        })
    }
}

/// The name without what titles put around it: 关于, brackets.
fn tidy(mut name: String) -> String {
    if let Some(at) = first_of(&name, &['（', '(', '〔', '[']).filter(|&at| at > 0) {
        name.truncate(at);
    }
    if name.ends_with("关于") {
        name.truncate(name.len() - "关于".len());
    }
    name
}

/// What stands before and behind the name of the body that compiled the report or answers for it.
const PREFACES: [(&str, &str); 3] = [("由", "编制"), ("请与", "联系"), ("请联系", "联系电话")];

fn named_in_preface(source: &Source<'_>, outline: &Outline) -> Option<String> {
    const LONGEST: usize = 90;
    outline.preamble.clone().find_map(|line| {
        let text = source.slice(*source.lines().get(line)?);
        PREFACES.iter().find_map(|(lead, end)| {
            let rest = text.get(text.find(lead)? + lead.len()..)?;
            let named = rest.get(..rest.find(end)?)?;
            let named = split(named, &['（', '(', '，', ',', '。', '、', '“']).next()?;
            let name: String = named.chars().filter(|&c| !is_blank(c)).map(narrow).collect();
            (name.len() <= LONGEST && Kind::of(&name) != Kind::Other).then_some(name)
        })
    })
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

/// What bodies and places end with.
const UNITS: [&str; 13] =
    ["街道", "委员会", "镇", "乡", "局", "委", "厅", "部", "县", "区", "市", "省", "旗"];

impl<'n> Name<'n> {
    /// The parts of a name of a body of some kind.
    pub fn of(name: &'n str, kind: Kind) -> Self {
        let tail_of =
            |name: &'n str| TAILS.iter().find(|tail| name.ends_with(**tail)).map_or(0, |tail| tail.len());
        let tail = if kind == Kind::Department { 0 } else { tail_of(name) };
        let (core, tail) = name.split_at_checked(name.len() - tail).unwrap_or((name, ""));
        let (from, to) = area(core, kind == Kind::Department);
        let own = core.get(to..).unwrap_or(core);
        let unit =
            UNITS.iter().find_map(|unit| own.ends_with(unit).then(|| own.get(own.len() - unit.len()..)));
        Self {
            area: core.get(..to).unwrap_or_default(),
            seat: core.get(from..to).unwrap_or_default(),
            own,
            unit: unit.flatten().unwrap_or_default(),
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
        if rest.is_empty() || UNITS.contains(&rest) || (letters == 0 && !bare) {
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
    const ZONES: [&str; 10] =
        ["开发区", "高新区", "园区", "示范区", "试验区", "合作区", "管理区", "景区", "度假区", "保税区"];
    ends_with_one(place, &ZONES)
}

impl Kind {
    /// The kind that a name shows by its end.
    pub fn of(name: &str) -> Self {
        const ENDS: [(&str, Kind); 25] = [
            ("镇人民政府", Kind::Township),
            ("乡人民政府", Kind::Township),
            ("镇政府", Kind::Township),
            ("乡政府", Kind::Township),
            ("镇", Kind::Township),
            ("乡", Kind::Township),
            ("街道办事处", Kind::Subdistrict),
            ("街道办", Kind::Subdistrict),
            ("街道", Kind::Subdistrict),
            ("政府办公室", Kind::Office),
            ("政府办公厅", Kind::Office),
            ("政府办", Kind::Office),
            ("政府", Kind::Government),
            ("局", Kind::Department),
            ("委员会", Kind::Department),
            ("委", Kind::Department),
            ("厅", Kind::Department),
            ("部", Kind::Department),
            ("县", Kind::Government),
            ("区", Kind::Government),
            ("市", Kind::Government),
            ("省", Kind::Government),
            ("州", Kind::Government),
            ("盟", Kind::Government),
            ("旗", Kind::Government),
        ];
        if is_zone(name) {
            return Self::Other;
        }
        ENDS.iter().find(|(end, _)| name.ends_with(end)).map_or(Self::Other, |&(_, kind)| kind)
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

    #[test]
    fn every_kind_of_body_has_its_own_way_to_speak_of_itself() {
        for (name, itself) in [
            ("青溪县柳河镇人民政府", Some("我镇")),
            ("柳河乡", Some("我乡")),
            ("青溪县柳河苗族乡人民政府", Some("我乡")),
            ("东门街道办事处", Some("我街道")),
            ("青溪县教育局", Some("我局")),
            ("青溪县卫生健康委员会", Some("我委")),
            ("甲省教育厅", Some("我厅")),
            ("青溪区人民政府办公室", Some("我办")),
            ("青溪区人民政府", Some("我区")),
            ("青溪县融媒体中心", None),
        ] {
            assert_eq!(Author::new(name.to_owned()).itself(), itself, "{name}");
        }
    }

    #[test]
    fn title_signature_or_preface_name_the_author() {
        let with = |head: &str| format!("{head}一、总体情况\n正文。\n二、主动公开政府信息情况\n表。\n");
        for (head, name) in [
            ("2021年柳河镇政府信息公开工作年度报告\n", Some("柳河镇")),
            ("青溪县柳河镇人民政府\n2021年政府信息公开工作年度报告\n", Some("青溪县柳河镇人民政府")),
            ("青溪县教育局政府信息公开工作2024年度报告\n", Some("青溪县教育局")),
            ("青溪县教育局关于2024年政府信息公开工作年度报告\n", Some("青溪县教育局")),
            ("青溪县教育局（青溪县体育局）2024年政府信息公开工作年度报告\n", Some("青溪县教育局")),
            ("2024年政府信息公开工作年度报告\n本报告由青溪县 教育局编制。\n", Some("青溪县教育局")),
            (
                "2024年政府信息公开工作年度报告\n如有疑问，请与柳河镇人民政府联系（地址：青溪县）。\n",
                Some("柳河镇人民政府"),
            ),
            ("2024年政府信息公开工作年度报告\n本报告由六个部分组成。\n", None),
        ] {
            let text = with(head);
            let source = Source::new(&text);
            let outline = crate::reading::sections::read(&source);
            let author = Author::read(&source, &outline);
            assert_eq!(author.as_ref().map(|author| author.name.as_str()), name, "{head}");
        }
    }
}
