//! Page and type of 党政机关公文 (GB/T 9704-2012), the same for web pages and Word files.
//!
//! A4 with margins of 37, 26, 35 and 28 mm, 22 lines of 28 characters; title 二号小标宋, headings 三号黑体 and 楷体,
//! text 三号仿宋. Tables are smaller, so that 表三 stays on one page. The standard names typefaces that many computers
//! do not have, so each comes with what may stand in for it.

/// Twentieths of a point, the unit of Word for lengths.
pub type Twips = u32;

/// Width and height of the page.
pub const PAGE: [Twips; 2] = [11_906, 16_838];
/// Margins in millimetres: top, right, bottom, left.
pub const MARGINS_MM: [u32; 4] = [37, 26, 35, 28];
/// The same margins in twips.
pub const MARGINS: [Twips; 4] = [2_098, 1_474, 1_984, 1_588];
/// Width of the text: 156 mm.
pub const TEXT_WIDTH: Twips = PAGE[0] - MARGINS[1] - MARGINS[3];
/// Height of a line: 22 of them fill the 225 mm between the margins.
pub const LINE: Twips = 579;
/// The least height of a row of an official table: 30 of them and their heads leave room on a page.
pub const ROW_HEIGHT: Twips = 300;
/// By how much each character of the text is narrower, so that 28 of them fill a line. Word's own grid of characters says
/// the same, but LibreOffice sets 20 on a line then.
pub const NARROWER: Twips = 5;

/// A typeface.
#[derive(Debug, PartialEq, Eq)]
pub struct Font {
    /// Its name in the standard, then what stands in for it where it is missing, best first.
    pub names: &'static [&'static str],
    /// What a web page falls back on.
    pub generic: &'static str,
}

/// 小标宋, the typeface of titles.
pub const TITLE: Font = Font {
    names: &["方正小标宋简体", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "宋体", "SimSun"],
    generic: "serif",
};
/// 黑体, the typeface of the headings of the six sections.
pub const HEI: Font = Font { names: &["黑体", "SimHei", "STHeiti"], generic: "sans-serif" };
/// 楷体, the typeface of headings within a section.
pub const KAI: Font = Font { names: &["楷体_GB2312", "楷体", "KaiTi", "STKaiti"], generic: "serif" };
/// 仿宋, the typeface of the text.
pub const FANG_SONG: Font = Font {
    names: &["仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong"],
    generic: "serif",
};
/// 宋体, the typeface of tables and page numbers.
pub const SONG: Font = Font { names: &["宋体", "SimSun", "STSong"], generic: "serif" };

/// Every typeface.
pub const FONTS: [&Font; 5] = [&TITLE, &HEI, &KAI, &FANG_SONG, &SONG];

/// How the lines of a paragraph are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Both edges even.
    Justify,
    /// Left.
    Left,
    /// In the middle.
    Centre,
    /// Right.
    Right,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A line of the title.
    Title,
    /// The heading of a section.
    Heading,
    /// A heading within a section.
    Subheading,
    /// Text.
    Text,
    /// The first line of the signature.
    Signature,
    /// The other lines of the signature.
    Date,
    /// A head of a table, or a number in it.
    Cell,
    /// A number in a table that is still to be filled in: so small that the row is no higher.
    OpenCell,
    /// Words in a table.
    Label,
}

/// How a paragraph looks. Sizes are in half points, as Word counts them.
#[derive(Debug)]
pub struct Look {
    /// What it is.
    pub style: Style,
    /// Id and name of the style in Word. Word has its own headings by these names.
    pub word: [&'static str; 2],
    /// Typeface.
    pub font: &'static Font,
    /// Size of the type.
    pub size: u32,
    /// Height of a line.
    pub line: Twips,
    /// How lines are set.
    pub align: Align,
    /// Indentation of the first line in characters.
    pub indent: u32,
    /// Space before and after.
    pub space: [Twips; 2],
    /// Level in the outline, from 0; a heading stays with what follows it.
    pub outline: Option<u8>,
}

/// How each style looks.
pub const LOOKS: [Look; 9] = [
    Look {
        style: Style::Title,
        word: ["Title", "Title"],
        font: &TITLE,
        size: 44,
        line: 640,
        align: Align::Centre,
        indent: 0,
        space: [0, LINE],
        outline: None,
    },
    Look {
        style: Style::Heading,
        word: ["Heading1", "heading 1"],
        font: &HEI,
        size: 32,
        line: LINE,
        align: Align::Justify,
        indent: 2,
        space: [0, 0],
        outline: Some(0),
    },
    Look {
        style: Style::Subheading,
        word: ["Heading2", "heading 2"],
        font: &KAI,
        size: 32,
        line: LINE,
        align: Align::Justify,
        indent: 2,
        space: [0, 0],
        outline: Some(1),
    },
    Look {
        style: Style::Text,
        word: ["BodyText", "Body Text"],
        font: &FANG_SONG,
        size: 32,
        line: LINE,
        align: Align::Justify,
        indent: 2,
        space: [0, 0],
        outline: None,
    },
    Look {
        style: Style::Signature,
        word: ["Signature", "Signature"],
        font: &FANG_SONG,
        size: 32,
        line: LINE,
        align: Align::Right,
        indent: 0,
        space: [LINE, 0],
        outline: None,
    },
    Look {
        style: Style::Date,
        word: ["Date", "Date"],
        font: &FANG_SONG,
        size: 32,
        line: LINE,
        align: Align::Right,
        indent: 0,
        space: [0, 0],
        outline: None,
    },
    Look {
        style: Style::Cell,
        word: ["TableNumber", "表格数字"],
        font: &SONG,
        size: 18,
        line: 240,
        align: Align::Centre,
        indent: 0,
        space: [0, 0],
        outline: None,
    },
    Look {
        style: Style::OpenCell,
        word: ["TableBlank", "表格待填"],
        font: &SONG,
        size: 10,
        line: 150,
        align: Align::Centre,
        indent: 0,
        space: [0, 0],
        outline: None,
    },
    Look {
        style: Style::Label,
        word: ["TableText", "表格文字"],
        font: &SONG,
        size: 18,
        line: 240,
        align: Align::Left,
        indent: 0,
        space: [0, 0],
        outline: None,
    },
];

impl Look {
    /// The width of a character: in twips ten times its size in half points.
    pub fn character(&self) -> Twips {
        self.size * 10
    }
}

impl Style {
    /// How it looks.
    pub fn look(self) -> &'static Look {
        let look = LOOKS.iter().find(|look| look.style == self);
        // The table has every style, as the test says.
        look.unwrap_or(&LOOKS[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_two_lines_of_twenty_eight_characters_fill_a_page() {
        assert_eq!(TEXT_WIDTH, 8_844);
        let height = PAGE[1] - MARGINS[0] - MARGINS[2];
        assert_eq!(height / LINE, 22);
        let character = Style::Text.look().character();
        assert_eq!(TEXT_WIDTH / (character - NARROWER), 28);
    }

    #[test]
    fn every_style_has_its_look() {
        for style in [Style::Title, Style::Heading, Style::Subheading, Style::Text, Style::Signature] {
            assert_eq!(style.look().style, style);
        }
        for style in [Style::Date, Style::Cell, Style::OpenCell, Style::Label] {
            assert_eq!(style.look().style, style);
        }
    }
}
