//! Packs standard input for `unpack`: slowly, and as small as the format allows.

use std::io::{self, Read, Write};

use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
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
    let mut writer = LzmaWriter::new_use_header(io::stdout().lock(), &options, Some(bytes.len() as u64))?;
    writer.write_all(&bytes)?;
    writer.finish()?.flush()
}
