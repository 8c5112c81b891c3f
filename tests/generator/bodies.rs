//! Who writes a report: bodies of every kind, in places that do not exist.

use super::{Rng, Size};

/// What kind of body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole government of a province or of a city with districts, which may make regulations.
    Upper,
    /// The whole government of a county, district or county-level city.
    County,
    /// The general office of a county's government.
    Office,
    /// The government of a town.
    Town,
    /// A sub-district office.
    Street,
    /// A bureau or commission.
    Bureau,
    /// A centre or a management office.
    Unit,
}

/// A body.
#[derive(Clone, Debug)]
pub struct Body {
    pub kind: Kind,
    /// Its full name.
    pub name: String,
    /// What others call it.
    pub short: String,
    /// What it calls itself.
    pub own: String,
    /// What it answers for.
    pub whole: String,
    /// The place with its rank: 青溪县.
    pub region: String,
    /// The office above it that looks after disclosure.
    pub above: String,
    /// Where its pages are.
    pub site: String,
    /// Its account in a messenger.
    pub account: String,
}

/// Stems of invented places with a government of their own.
const REGIONS: [&str; 16] = [
    "青溪", "霁川", "芷溪", "岚浦", "蓼汀", "梧野", "榆桥", "荻浦", "沐泽", "棠川", "筠岭", "墨陵", "云栎",
    "枫泽", "桑溪", "槐亭",
];
/// Stems of invented towns.
const TOWNS: [&str; 16] = [
    "柳河",
    "石桥",
    "白榆",
    "月塘",
    "梨坪",
    "松坞",
    "稻湾",
    "鹤渚",
    "杏林",
    "盘石",
    "南圩",
    "东篱",
    "沙棠",
    "古渡",
    "长汀口",
    "竹溪口",
];
/// Bureaus and commissions with what they call themselves.
const BUREAUS: [(&str, &str); 14] = [
    ("教育局", "我局"),
    ("市场监督管理局", "我局"),
    ("公安局", "我局"),
    ("财政局", "我局"),
    ("民政局", "我局"),
    ("自然资源局", "我局"),
    ("农业农村局", "我局"),
    ("人力资源和社会保障局", "我局"),
    ("住房和城乡建设局", "我局"),
    ("统计局", "我局"),
    ("应急管理局", "我局"),
    ("医疗保障局", "我局"),
    ("发展和改革委员会", "我委"),
    ("卫生健康委员会", "我委"),
];
/// Centres and management offices with what they call themselves.
const UNITS: [(&str, &str); 4] = [
    ("公共资源交易中心", "我中心"),
    ("机关事务服务中心", "我中心"),
    ("市政公用设施管理处", "我处"),
    ("住房公积金管理中心", "我中心"),
];
/// Departments of a province.
const DEPARTMENTS: [&str; 4] = ["教育厅", "公安厅", "自然资源厅", "人力资源和社会保障厅"];

impl Body {
    /// A body that may have figures of a size.
    pub fn pick(size: Size, rng: &mut Rng) -> Self {
        if size == Size::Large {
            return Self::large(rng);
        }
        let kinds: &[Kind] = match size {
            Size::Zeros => &[Kind::Town, Kind::Town, Kind::Street, Kind::Bureau, Kind::Office, Kind::Unit],
            Size::Small => {
                &[Kind::Town, Kind::Town, Kind::Street, Kind::Bureau, Kind::Bureau, Kind::Office, Kind::Unit]
            }
            _ => &[Kind::County, Kind::Bureau, Kind::County, Kind::Bureau, Kind::Office],
        };
        Self::of(rng.pick(kinds), rng)
    }

    /// A body of a kind, other than a province.
    pub fn of(kind: Kind, rng: &mut Rng) -> Self {
        let stem = rng.pick(&REGIONS);
        let rank = match kind {
            Kind::Street => rng.pick(&["区", "市"]),
            _ => rng.pick(&["县", "区", "市"]),
        };
        let region = format!("{stem}{rank}");
        let town = rng.pick(&TOWNS);
        let (name, short, own, whole) = match kind {
            Kind::Upper => return Self::large(rng),
            Kind::County => {
                (format!("{region}人民政府"), region.clone(), format!("我{rank}"), format!("全{rank}"))
            }
            Kind::Office => (
                format!("{region}人民政府办公室"),
                format!("{rank}政府办公室"),
                "我办".to_owned(),
                format!("全{rank}"),
            ),
            Kind::Town => {
                let rank = rng.pick(&["镇", "镇", "乡"]);
                let short = format!("{town}{rank}");
                (format!("{region}{short}人民政府"), short, format!("我{rank}"), format!("全{rank}"))
            }
            Kind::Street => {
                let short = format!("{town}街道");
                let middle = rng.pick(&["", "人民政府"]);
                let own = "我街道".to_owned();
                (format!("{region}{middle}{short}办事处"), short, own, "全街道".to_owned())
            }
            Kind::Bureau => {
                let (bureau, own) = rng.pick(&BUREAUS);
                (format!("{region}{bureau}"), format!("{rank}{bureau}"), own.to_owned(), "全系统".to_owned())
            }
            Kind::Unit => {
                let (unit, own) = rng.pick(&UNITS);
                (format!("{region}{unit}"), format!("{rank}{unit}"), own.to_owned(), own.to_owned())
            }
        };
        let local = if kind == Kind::Town || kind == Kind::Street { town } else { stem };
        Self {
            kind,
            name,
            short,
            own,
            whole,
            above: if kind == Kind::Office {
                "上级政务公开主管部门".to_owned()
            } else {
                format!("{rank}政府办公室")
            },
            site: format!("{region}人民政府门户网站"),
            account: format!("“{local}发布”"),
            region,
        }
    }

    /// A province, a city with districts, or a department of a province.
    fn large(rng: &mut Rng) -> Self {
        let stem = rng.pick(&REGIONS);
        let rank = rng.pick(&["省", "市"]);
        let region = format!("{stem}{rank}");
        let department = rng.pick(&DEPARTMENTS);
        let is_department = rank == "省" && rng.chance(400);
        let text =
            |government: String, department: String| if is_department { department } else { government };
        Self {
            kind: if is_department { Kind::Bureau } else { Kind::Upper },
            name: text(format!("{region}人民政府"), format!("{region}{department}")),
            short: text(region.clone(), format!("省{department}")),
            own: text(format!("我{rank}"), "我厅".to_owned()),
            whole: text(format!("全{rank}"), "全系统".to_owned()),
            above: text("上级主管部门".to_owned(), "省政府办公厅".to_owned()),
            site: format!("{region}人民政府门户网站"),
            account: format!("“{stem}发布”"),
            region,
        }
    }

    /// Whether it is a 人民政府.
    pub fn is_government(&self) -> bool {
        matches!(self.kind, Kind::Upper | Kind::County | Kind::Town)
    }

    /// Whether its report sums up a whole county or more, for which there is time until the end of March.
    pub fn is_aggregate(&self) -> bool {
        matches!(self.kind, Kind::Upper | Kind::County)
    }

    /// Whether it grants permits and punishes every day.
    pub fn surely_acts(&self) -> bool {
        self.kind != Kind::Upper
            && ["公安", "市场监督", "卫生健康"].iter().any(|word| self.name.contains(word))
    }
}
