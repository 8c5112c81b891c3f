//! The author of a report: the body that the title and the signature name, and what kind of body it is.

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

impl Author {
    /// The author with a name.
    pub fn new(name: String) -> Self {
        let kind = Kind::of(&name);
        Self { name, kind }
    }
}

impl Kind {
    /// The kind that a name shows by its end.
    pub fn of(name: &str) -> Self {
        const ENDS: [(&str, Kind); 20] = [
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
        ];
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
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
        }
    }
}
