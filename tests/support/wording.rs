//! What drafts are made of: the wording of the form, all word lists, and what stands between and around the words.

use std::sync::LazyLock;

use nianbao::form::Edition;
use nianbao::words;

/// What stands between and around the words.
pub const PIECES: [&str; 34] = [
    "\t",
    "\n",
    "\r\n",
    "|",
    "，",
    "。",
    "、",
    "：",
    "；",
    "\u{3000}",
    " ",
    "\u{FEFF}",
    "\u{AD}",
    "〔请填写：甲〕",
    "××",
    "【",
    "】",
    "（",
    "）",
    "附件1：\n",
    "共",
    "其中",
    "分别为",
    "同比增长",
    "%",
    "万元",
    "件",
    "条",
    "-",
    "1.",
    "（一）",
    "2022年12月1日\n",
    "13800000000",
    "110101199003077758",
];

/// The wording of both editions and all word lists: what a dictionary of the form is.
pub static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut all: Vec<&str> = PIECES.into();
    for edition in [Edition::Trial, Edition::Current] {
        let form = edition.form();
        all.extend(nianbao::form::SECTIONS.iter().map(|section| section.heading));
        for table in &form.tables {
            let labels = table.rows.iter().map(|row| row.label).chain(table.decoration.iter().copied());
            all.extend(labels.flat_map(|label| label.wordings().collect::<Vec<_>>()));
        }
    }
    all.extend(words::lists().flat_map(words::entries).map(|entry| entry.word));
    all.sort_unstable();
    all.dedup();
    all.retain(|word| !word.is_empty());
    all
});
