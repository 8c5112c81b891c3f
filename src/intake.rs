//! Intake: a file, or the HTML of a clipboard, to the one text that is checked.
//!
//! Readers of the formats produce blocks — paragraphs and tables — and one writer makes text of them, so that a
//! table reads the same wherever it came from: a line for a row, a tab between two cells. Plain text stays exactly
//! as it is. What a file holds besides its text is never passed over in silence: it is a [`Notice`], and where
//! nothing can be read a [`Refusal`] says why and what to do.

mod blocks;
mod bytes;
mod compound;
mod doc;
mod docx;
mod encoding;
mod field;
mod html;
mod numeral;
mod zip;

use std::fmt;

pub use encoding::Encoding;
pub(crate) use zip::crc32;

/// The longest text that is taken in, in bytes; a report has some ten thousand.
pub const MAX_TEXT: usize = 32 << 20;
/// The largest file that is opened, in bytes: room for pictures, which are not read.
pub const MAX_FILE: usize = 80 << 20;

/// Decodes GB18030, with `U+FFFD` for what is none. Given by the edge: a browser has the tables of this encoding
/// already, and they are half as heavy as the whole core.
pub type Gb18030 = dyn Fn(&[u8]) -> String;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// The text; lines end in LF, but those of a text file as they do there.
    pub text: String,
    /// What the file was.
    pub format: Format,
    /// How many tables it had; plain text has none that could be counted.
    pub tables: usize,
    /// What else there was.
    pub notices: Vec<Notice>,
}

/// What a file was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text(Encoding),
    /// A web page, or the rich text of a clipboard.
    Html,
    /// Office Open XML.
    Docx,
    /// Binary Word, of Word 97 to 2003 or WPS.
    Doc,
}

impl Format {
    /// Its name in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text(_) => "txt",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Doc => "doc",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text(encoding) => encoding.title(),
            Self::Html => "网页",
            Self::Docx => "Word 文档",
            Self::Doc => "Word 97—2003（WPS）文档",
        }
    }
}

/// Something in a file that is not in its text, or not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many characters are no characters of the encoding and stand as `U+FFFD`.
    Damaged(usize),
    /// So many pictures or embedded objects; a table may be among them.
    Pictures(usize),
    /// So many insertions and deletions under track changes, taken as accepted.
    Changes(usize),
    /// So many comments, left out.
    Comments(usize),
    /// So many footnotes and endnotes, put behind the text.
    Footnotes(usize),
    /// So many paragraphs or runs of hidden text, left out.
    Hidden(usize),
    /// So many places with text that is struck out, left out.
    Struck(usize),
    /// Paragraphs were numbered automatically in a way that could not be followed: so many stand without a number.
    Unnumbered(usize),
    /// So many lists of links and other furniture of a web page, left out.
    Furniture(usize),
    /// The file is damaged: the text from here on is lost.
    CutShort,
}

impl Notice {
    /// Whether something that may belong to the report is not in the text, or not as it was.
    pub const fn is_loss(self) -> bool {
        match self {
            Self::Damaged(_) | Self::Pictures(_) | Self::Struck(_) | Self::Unnumbered(_) | Self::CutShort => {
                true
            }
            Self::Changes(_)
            | Self::Comments(_)
            | Self::Footnotes(_)
            | Self::Hidden(_)
            | Self::Furniture(_) => false,
        }
    }
}

/// How many of something there are, and the notice of it.
type Count = (usize, fn(usize) -> Notice);

/// The notices of what was counted, without those of nothing.
fn counted<const N: usize>(counts: [Count; N]) -> Vec<Notice> {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, notice)| notice(count)).collect()
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(count) => {
                write!(f, "有{count}处字符已经损坏，显示为“\u{FFFD}”，请对照原稿改正。")
            }
            Self::Pictures(count) => {
                write!(
                    f,
                    "有{count}处图片或者嵌入的对象，里面的文字和表格读不到，请核对有没有以图片代替的表格。"
                )
            }
            Self::Changes(count) => write!(f, "有{count}处修订，按接受修订后的内容读入。"),
            Self::Comments(count) => write!(f, "有{count}条批注，没有读入。"),
            Self::Footnotes(count) => write!(f, "有{count}条脚注或者尾注，放在文末。"),
            Self::Hidden(count) => write!(f, "有{count}处隐藏文字，没有读入。"),
            Self::Struck(count) => {
                write!(f, "有{count}处文字划了删除线，没有读入。要保留的，请去掉删除线再打开。")
            }
            Self::Unnumbered(count) => {
                write!(f, "有{count}段的自动编号读不出来，请对照原稿核对标题的序号。")
            }
            Self::Furniture(count) => write!(f, "略去了网页上的导航、按钮等{count}处。"),
            Self::CutShort => f.write_str("文件不完整，后面的内容读不出来，请对照原稿核对。"),
        }
    }
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It is larger than [`MAX_FILE`], or its text than [`MAX_TEXT`].
    TooLarge,
    /// It unfolds to far more than its size: no office writes such a file.
    Bomb,
    /// It is protected with a password.
    Encrypted,
    /// It is of its format, but broken.
    Damaged(&'static str),
    /// It holds pictures and no text.
    OnlyPictures,
    /// It is of a format that is not read: its name.
    Unsupported(&'static str),
    /// It is no file that text could be in.
    Unknown,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("文件是空的。"),
            Self::TooLarge => write!(
                f,
                "文件太大，或者文字太多（上限：文件{}兆字节，文字{}兆字节），不像是一份年度报告。",
                MAX_FILE >> 20,
                MAX_TEXT >> 20
            ),
            Self::Bomb => f.write_str("文件解开以后大得不合常理，没有读入。请另存一份再试。"),
            Self::Encrypted => f.write_str("文件设有打开密码。请先取消密码，另存一份再打开。"),
            Self::Damaged(format) => {
                write!(f, "{format}已经损坏，读不出来。请用 Word 或者 WPS 打开它，另存为 .docx 再试。")
            }
            Self::OnlyPictures => f.write_str(
                "文件里只有图片，没有文字（可能是扫描件）。请打开原来的文字稿，或者用文字识别以后再核对。",
            ),
            Self::Unsupported(format) => {
                let advice =
                    ADVICE.iter().find(|(known, _)| known == format).map_or(COPY, |(_, advice)| advice);
                write!(f, "读不了{format}。{advice}")
            }
            Self::Unknown => write!(f, "认不出这是什么文件。{COPY}"),
        }
    }
}

/// What to do with a file that another program reads.
const COPY: &str = "请用相应的程序打开它，全选、复制，再粘贴到这里，或者另存为 .docx 再打开。";
/// What to do with files that cannot be saved in another format.
const ADVICE: [(&str, &str); 3] = [
    (" PDF 文件", "请用阅读器打开它，选中文字、复制，再粘贴到这里。"),
    ("图片", "请打开原来的文字稿，或者用文字识别以后再核对。"),
    ("压缩包", "请先解压，再打开里面的文件。"),
];

/// Reads a file: its bytes decide what it is, and its name only where they do not.
///
/// # Errors
/// A [`Refusal`] where no text can be had. Linear in the size of the file and of what it unfolds to.
pub fn read(name: &str, bytes: &[u8], gb18030: &Gb18030) -> Result<Intake, Refusal> {
    if bytes.len() > MAX_FILE {
        return Err(Refusal::TooLarge);
    }
    let intake = if bytes.starts_with(compound::SIGNATURE) {
        doc::read(bytes)?
    } else if bytes.starts_with(zip::SIGNATURE) {
        docx::read(bytes)?
    } else if let Some(format) = foreign(bytes) {
        return Err(Refusal::Unsupported(format));
    } else {
        let (text, encoding, damaged) = encoding::decode(bytes, gb18030)?;
        let mut intake = if is_html(name, &text) {
            html::read(&text)
        } else {
            Intake { text, format: Format::Text(encoding), tables: 0, notices: Vec::new() }
        };
        if damaged > 0 {
            intake.notices.insert(0, Notice::Damaged(damaged));
        }
        intake
    };
    if intake.text.len() > MAX_TEXT {
        return Err(Refusal::TooLarge);
    }
    let is_blank = intake.text.chars().all(crate::fold::is_blank);
    let has_pictures = intake.notices.iter().any(|notice| matches!(notice, Notice::Pictures(_)));
    match (is_blank, has_pictures) {
        (true, true) => Err(Refusal::OnlyPictures),
        (true, false) => Err(Refusal::Empty),
        (false, _) => Ok(intake),
    }
}

/// Reads the HTML that a clipboard holds.
///
/// # Errors
/// A [`Refusal`] where there is no text in it. Linear.
pub fn read_html(html: &str) -> Result<Intake, Refusal> {
    if html.len() > MAX_FILE {
        return Err(Refusal::TooLarge);
    }
    let intake = html::read(html);
    if intake.text.len() > MAX_TEXT {
        return Err(Refusal::TooLarge);
    }
    if intake.text.chars().all(crate::fold::is_blank) { Err(Refusal::Empty) } else { Ok(intake) }
}

/// Whether a text is a web page.
fn is_html(name: &str, text: &str) -> bool {
    const LONGEST_PROLOGUE: usize = 2048;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let beginning: String = text.trim_start().chars().take(LONGEST_PROLOGUE).collect();
    let beginning = beginning.to_ascii_lowercase();
    beginning.starts_with('<')
        && (["html", "htm", "xhtml", "shtml"].iter().any(|known| ending.eq_ignore_ascii_case(known))
            || ["<!doctype html", "<html"].iter().any(|tag| beginning.contains(tag)))
}

/// The name of a format that is recognised, but not read.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const LONGEST_PROLOGUE: usize = 1024;
    let signatures: [(&[u8], &str); 9] = [
        (b"%PDF", " PDF 文件"),
        (b"{\\rtf", " RTF 文件"),
        (b"\x89PNG", "图片"),
        (b"\xFF\xD8\xFF", "图片"),
        (b"GIF8", "图片"),
        (b"BM", "图片"),
        (b"II*\0", "图片"),
        (b"Rar!", "压缩包"),
        (b"7z\xBC\xAF", "压缩包"),
    ];
    let known = signatures.iter().find(|(signature, _)| bytes.starts_with(signature));
    // A bitmap begins with two letters that a text may begin with as well: its header has zeros.
    let known = known.filter(|(signature, _)| *signature != b"BM" || bytes.get(6..10) == Some(&[0; 4]));
    let beginning = bytes.get(..bytes.len().min(LONGEST_PROLOGUE)).unwrap_or_default();
    let has =
        |needle: &[u8]| beginning.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle));
    known.map(|&(_, name)| name).or_else(|| {
        if has(b"MIME-Version:") {
            Some("单个文件的网页（.mht）")
        } else if has(b"progid=\"Word.Document\"") {
            Some(" XML 格式的 Word 文件")
        } else {
            None
        }
    })
}
