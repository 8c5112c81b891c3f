//! The container: a zip archive with a part each for text, styles, fonts, settings, page numbers, comments and what it
//! is called (ECMA-376, parts 1 and 2).

use miniz_oxide::deflate::compress_to_vec;

use crate::intake::crc32;

/// How hard to compress: text that repeats itself as much as this does is small at once.
const LEVEL: u8 = 3;

/// Parts by name.
#[derive(Default)]
pub(super) struct Package {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Package {
    /// Adds a part. The time of every part is the first one that zip can say: the same report gives the same file.
    pub(super) fn add(&mut self, name: &str, content: &str) {
        const VERSION: u16 = 20;
        const UTF_8: u16 = 1 << 11;
        const DEFLATED: u16 = 8;
        const FIRST_DAY: u16 = 0x21;
        let folded = compress_to_vec(content.as_bytes(), LEVEL);
        let start = self.bytes.len() as u32;
        let mut header = Vec::new();
        for number in [VERSION, UTF_8, DEFLATED, 0, FIRST_DAY] {
            header.extend(number.to_le_bytes());
        }
        for number in [crc32(content.as_bytes()), folded.len() as u32, content.len() as u32] {
            header.extend(number.to_le_bytes());
        }
        header.extend((name.len() as u16).to_le_bytes());
        header.extend([0; 2]);

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&header);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(folded);

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(header);
        // Comment, disk and attributes: none.
        self.directory.extend([0; 10]);
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    /// The archive.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len() as u32;
        let length = self.directory.len() as u32;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06");
        self.bytes.extend([0; 4]);
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}
