//! What a line is to the lexer, and what keeps its cells apart.

use crate::find::{has, places};
use crate::fold::{is_blank, narrow, trim, trim_start};

use super::words;

/// What a line is to the lexer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    Blank,
    /// Cells between separators, of which a line may have more than one.
    Cells(Apart),
    /// One cell, behind a tab.
    Tabbed,
    /// One cell, before a pipe.
    Piped,
    /// Nothing but a pipe.
    LonePipe,
    /// The ruler under a Markdown head, or the number of a page.
    Furniture,
    /// The rest of the row between commas on the line before.
    Continued,
    Plain,
}

/// What keeps the cells of a line apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    Tabs,
    Pipes,
    TabsAndPipes,
    /// One of [`commas::MARKS`], outside of brackets and marks of quotation.
    Commas(char),
}

/// What cells are kept apart by: tabs, pipes of either width, and lines that are drawn from above to below.
pub const MARKS: [char; 10] = ['\t', '|', '｜', '│', '┃', '┆', '┇', '┊', '┋', '║'];

/// Whether a character is a pipe of any kind, or a line that is drawn from above to below.
pub(super) fn is_pipe(c: char) -> bool {
    c == '|' || !c.is_ascii() && (c == '｜' || is_drawn(c) && !is_ruler(c))
}

/// Whether lines of a table are drawn with a character.
const fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}')
}

/// Whether such a character is a line from left to right: ─ ━ ┄ ═ and their like.
pub(super) const fn is_ruler(c: char) -> bool {
    matches!(
        c,
        '─' | '━'
            | '┄'
            | '┅'
            | '┈'
            | '┉'
            | '╌'
            | '╍'
            | '═'
            | '╴'
            | '╶'
            | '╸'
            | '╺'
            | '╼'
            | '╾'
    )
}

/// Whether a line with pipes is only drawn: the ruler under a head, or between two rows.
fn is_drawing(text: &str) -> bool {
    let is_line = |c: char| is_blank(c) || is_drawn(c) || matches!(c, '|' | '-' | ':' | '+' | '=' | '｜');
    text.chars().all(is_line) && (has(text, "--") || has(text, "==") || text.contains(is_ruler))
}

/// What a line is. `has_drawn` says that tables of the zone may have other pipes than those of the keyboard.
pub(super) fn kind_of(line: &str, has_drawn: bool) -> LineKind {
    let text = line.trim_matches(|c: char| is_blank(c) && c != '\t');
    if text.is_empty() {
        return LineKind::Blank;
    }
    let tabs = places(text, "\t").count();
    let pipes = if has_drawn { text.matches(is_pipe).count() } else { places(text, "|").count() };
    if pipes > 0 && tabs > 1 {
        return LineKind::Cells(Apart::TabsAndPipes);
    }
    if pipes > 0 {
        let text = trim(text);
        return if is_drawing(text) {
            LineKind::Furniture
        } else if pipes == 1 && text.chars().all(is_pipe) {
            LineKind::LonePipe
        } else if pipes == 1 && text.ends_with(is_pipe) {
            LineKind::Piped
        } else {
            LineKind::Cells(Apart::Pipes)
        };
    }
    match tabs {
        0 if is_page_number(text) => LineKind::Furniture,
        0 if has_drawn && text.chars().all(|c| is_ruler(c) || is_blank(c)) => LineKind::Furniture,
        0 => LineKind::Plain,
        1 if text.starts_with('\t') => LineKind::Tabbed,
        _ => LineKind::Cells(Apart::Tabs),
    }
}

/// Whether rows between pipes have a pipe before their first and behind their last cell. Where they have none, a
/// pipe there stands beside an empty cell.
pub(super) fn borders<'t>(rows: impl Iterator<Item = &'t str>) -> [bool; 2] {
    let (mut before, mut behind, mut all) = (0_usize, 0_usize, 0_usize);
    for row in rows {
        before += usize::from(row.starts_with(is_pipe));
        behind += usize::from(row.ends_with(is_pipe));
        all += 1;
    }
    // One row that begins with its text proves that there is none before.
    let before = before == all;
    // Rows without a border often end in empty cells.
    [before, behind == all || before && behind * 2 > all]
}

/// Whether a line is the number of a page: — 3 —, 第3页, 第 3 页 共 12 页. A bare number may be a cell.
pub fn is_page_number(line: &str) -> bool {
    /// Longest line of this kind, in bytes.
    const LONGEST: usize = 48;
    /// Most words of one between dashes; more would be cells, some of them marks for nothing.
    const MOST_WORDS: usize = 3;
    /// Most digits; more are a figure.
    const MOST_DIGITS: usize = 3;
    if line.len() > LONGEST {
        return false;
    }
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '―' | '－' | '·');
    if !trim_start(line).starts_with(|c| c == '第' || is_dash(c)) {
        return false;
    }
    let text: String = line.chars().filter(|&c| !is_blank(c)).map(narrow).collect();
    let is_number =
        |text: &str| (1..=MOST_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let inner = text.trim_matches(is_dash);
    if text.starts_with(is_dash) && text.ends_with(is_dash) && is_number(inner) {
        return words(line).count() <= MOST_WORDS;
    }
    let page = text.strip_prefix('第').and_then(|rest| rest.split_once('页'));
    page.is_some_and(|(number, rest)| {
        let rest = rest.trim_start_matches([',', '/', '，']);
        let pages = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
        is_number(number) && (rest.is_empty() || pages.is_some_and(is_number))
    })
}
