//! The author of a report: the body that the title, the signature or the preface names.

use crate::find::{first_of, split};
use crate::fold::{is_blank, narrow};
use crate::source::Source;

use super::names::{Kind, Name};
use super::sections::Outline;

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
            Kind::Other => {
                const UNITS: [&str; 7] = ["我中心", "我院", "我公司", "我支队", "我大队", "我总队", "我校"];
                let own =
                    |word: &&&str| word.strip_prefix('我').is_some_and(|unit| self.name.ends_with(unit));
                return UNITS.iter().find(own).copied();
            }
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

#[cfg(test)]
mod tests {
    use super::*;

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
            ("青溪县融媒体中心", Some("我中心")),
            ("青溪县第一中学", None),
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
