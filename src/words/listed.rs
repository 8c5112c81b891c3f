//! The files of lists without what they say about themselves: who proof-reads them needs it, the program does not.

/// The lines of a file that do not begin with `#`, picked when compiling.
macro_rules! listed {
    ($file:literal) => {{
        const FILE: &[u8] = include_str!($file).as_bytes();
        const LENGTH: usize = $crate::words::listed::copy(FILE, &mut []);
        const LINES: [u8; LENGTH] = {
            let mut lines = [0; LENGTH];
            $crate::words::listed::copy(FILE, &mut lines);
            lines
        };
        match std::str::from_utf8(&LINES) {
            Ok(lines) => lines,
            // Whole lines of UTF-8 are UTF-8.
            Err(_) => "",
        }
    }};
}

pub(crate) use listed;

/// Copies the lines that do not begin with `#`, as far as there is room, and returns how many bytes they have.
#[expect(clippy::indexing_slicing, reason = "calculated when compiling")]
pub(crate) const fn copy(file: &[u8], lines: &mut [u8]) -> usize {
    let (mut at, mut length) = (0, 0);
    let (mut is_first, mut is_entry) = (true, true);
    while at < file.len() {
        let byte = file[at];
        is_entry = if is_first { byte != b'#' } else { is_entry };
        is_first = byte == b'\n';
        if is_entry {
            if length < lines.len() {
                lines[length] = byte;
            }
            length += 1;
        }
        at += 1;
    }
    length
}
