//! Unpacks what the single page carries compressed, its app and its core. LZMA takes a quarter less than the deflate
//! that browsers know, and this module is smaller than what that saves.

use lzma_rust2::{LzmaReader, Read};

/// The parts of the page are far smaller than this; memory for more bytes is never asked for.
const MOST: u32 = 1 << 26;

/// The bytes that `packed` holds, an LZMA stream with the header of `.lzma` files; nothing where it is damaged.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let length = packed.get(5..9)?.try_into().ok().map(u32::from_le_bytes)?;
    let mut bytes = vec![0; Some(length).filter(|&length| length <= MOST)? as usize];
    let mut reader = LzmaReader::new_mem_limit(packed, MOST >> 10, None).ok()?;
    reader.read_exact(&mut bytes).ok()?;
    Some(bytes)
}
