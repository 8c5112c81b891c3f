//! Packs standard input for `unpack`: slowly, and as small as the format allows.

use std::io::{self, Read, Write};

use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    io::stdout().write_all(&pack(&bytes)?)
}

fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let options = LzmaOptions {
        dict_size: (bytes.len() as u32).next_power_of_two().max(1 << 12),
        // WebAssembly and JavaScript have no words of four bytes: the place says nothing, what stands before does.
        lc: 4,
        lp: 0,
        pb: 0,
        mode: EncodeMode::Normal,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        mf: MfType::Bt4,
        depth_limit: 1 << 12,
        preset_dict: None,
    };
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on stops")]

    use proptest::prelude::*;
    use unpack::unpack;

    use super::pack;

    #[test]
    fn what_is_packed_is_unpacked() {
        let text = "政府信息公开工作年度报告。".repeat(1_000);
        let packed = pack(text.as_bytes()).unwrap();
        assert!(packed.len() < text.len() / 100);
        assert_eq!(unpack(&packed).unwrap(), text.as_bytes());
        let nothing = pack(&[]).unwrap();
        assert_eq!(unpack(&nothing).unwrap(), b"");
    }

    #[test]
    fn what_is_no_stream_is_refused() {
        assert_eq!(unpack(&[]), None);
        assert_eq!(unpack(&[0xFF; 64]), None);
        let mut endless = pack(b"text").unwrap();
        endless[5..13].copy_from_slice(&u64::MAX.to_le_bytes());
        assert_eq!(unpack(&endless), None);
    }

    proptest! {
        #[test]
        fn anything_comes_back(
            parts in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..64), 1..40_usize), 0..40),
        ) {
            let bytes: Vec<u8> = parts.iter().flat_map(|(part, times)| part.repeat(*times)).collect();
            prop_assert_eq!(unpack(&pack(&bytes).unwrap()).unwrap(), bytes);
        }

        #[test]
        fn damage_ends_in_other_bytes_or_none(at in 13..400_usize, byte: u8) {
            let mut packed = pack("政府信息公开工作年度报告，第一部分。".repeat(50).as_bytes()).unwrap();
            let at = at % packed.len();
            packed[at.max(13)] = byte;
            let length = unpack(&packed).map(|bytes| bytes.len());
            prop_assert!(length.is_none() || length == Some("政府信息公开工作年度报告，第一部分。".len() * 50));
        }
    }
}
