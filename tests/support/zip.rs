//! A small writer of zip archives, so that tests can show the XML that they are about.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

/// An archive in the making.
#[derive(Default)]
pub struct Zip {
    entries: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// What the headers of an entry say about it, true or not.
pub struct Header {
    pub flags: u16,
    pub method: u16,
    pub checksum: u32,
    pub unfolded: u32,
}

impl Zip {
    /// Adds an entry as it is.
    #[must_use]
    pub fn stored(self, name: &str, bytes: &[u8]) -> Self {
        let header = Header {
            flags: 0,
            method: 0,
            checksum: crc32(bytes),
            unfolded: u32::try_from(bytes.len()).unwrap(),
        };
        self.entry(name, &header, bytes)
    }

    /// Adds an entry, deflated.
    #[must_use]
    pub fn deflated(self, name: &str, bytes: &[u8]) -> Self {
        let header = Header {
            flags: 0,
            method: 8,
            checksum: crc32(bytes),
            unfolded: u32::try_from(bytes.len()).unwrap(),
        };
        self.entry(name, &header, &miniz_oxide::deflate::compress_to_vec(bytes, 6))
    }

    /// Adds an entry of which the headers say anything.
    #[must_use]
    pub fn entry(mut self, name: &str, header: &Header, folded: &[u8]) -> Self {
        let start = u32::try_from(self.entries.len()).unwrap();
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend(header.flags.to_le_bytes());
        common.extend(header.method.to_le_bytes());
        common.extend([0; 4]);
        common.extend(header.checksum.to_le_bytes());
        common.extend(u32::try_from(folded.len()).unwrap().to_le_bytes());
        common.extend(header.unfolded.to_le_bytes());
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0; 2]);

        self.entries.extend(b"PK\x03\x04");
        self.entries.extend(&common);
        self.entries.extend(name.as_bytes());
        self.entries.extend(folded);

        self.directory.extend(b"PK\x01\x02\x14\0");
        self.directory.extend(&common);
        self.directory.extend([0; 10]);
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
        self
    }

    /// The archive.
    pub fn finish(mut self) -> Vec<u8> {
        let start = u32::try_from(self.entries.len()).unwrap();
        let length = u32::try_from(self.directory.len()).unwrap();
        self.entries.append(&mut self.directory);
        self.entries.extend(b"PK\x05\x06\0\0\0\0");
        self.entries.extend(self.count.to_le_bytes());
        self.entries.extend(self.count.to_le_bytes());
        self.entries.extend(length.to_le_bytes());
        self.entries.extend(start.to_le_bytes());
        self.entries.extend([0; 2]);
        self.entries
    }
}

/// The checksum of zip, bit by bit.
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |crc, _| if crc & 1 == 0 { crc >> 1 } else { crc >> 1 ^ 0xEDB8_8320 },
        )
    })
}
