//! Unpacks what the single page carries compressed, its app and its core: LZMA takes a quarter less than the deflate
//! that browsers know.
//!
//! The format is that of `.lzma` files as Igor Pavlov's specification (`lzma-specification.txt` in the LZMA SDK) has
//! it, whose names are used here. A decoder of our own because the page pays for every byte of it: this one takes 8 KB
//! compressed, that of the library which the build packs with 14.

/// The parts of the page are far smaller than this; memory for more bytes is never asked for.
const MOST: usize = 1 << 26;

/// Places of the models in one table, each followed by as many as the specification says.
const IS_MATCH: usize = 0;
const IS_REP: usize = IS_MATCH + (12 << 4);
const IS_REP_G0: usize = IS_REP + 12;
const IS_REP_G1: usize = IS_REP_G0 + 12;
const IS_REP_G2: usize = IS_REP_G1 + 12;
const IS_REP0_LONG: usize = IS_REP_G2 + 12;
const POS_SLOT: usize = IS_REP0_LONG + (12 << 4);
const POS_SPECIAL: usize = POS_SLOT + (4 << 6);
const ALIGN: usize = POS_SPECIAL + 128;
const LEN: usize = ALIGN + 16;
const REP_LEN: usize = LEN + LEN_MODELS;
const LITERAL: usize = REP_LEN + LEN_MODELS;

/// A length has two choices, two groups of eight lengths for each position state, and 256 longer ones.
const LEN_MODELS: usize = 2 + 2 * (16 << 3) + 256;

/// The bytes that `packed` holds, an LZMA stream with the header of `.lzma` files; nothing where it is damaged. Linear
/// in the bytes that come out.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let (header, body) = packed.split_at_checked(13)?;
    let properties = usize::from(*header.first()?);
    let (lc, lp, pb) = (properties % 9, properties / 9 % 5, properties / 45);
    let length = usize::try_from(u64::from_le_bytes(header.get(5..)?.try_into().ok()?)).ok()?;
    if pb > 4 || length > MOST {
        return None;
    }
    let mut coder = Decoder {
        models: vec![1 << 10; LITERAL + (0x300 << (lc + lp))],
        range: u32::MAX,
        code: u32::from_be_bytes(body.get(1..5)?.try_into().ok()?),
        input: body.get(5..)?,
    };
    coder.run(length, (lc, lp, pb))
}

/// The range decoder and its models.
struct Decoder<'a> {
    /// For every kind of decision, how likely a 0 is, of 2048.
    models: Vec<u16>,
    range: u32,
    code: u32,
    input: &'a [u8],
}

impl Decoder<'_> {
    fn run(&mut self, length: usize, (lc, lp, pb): (usize, usize, usize)) -> Option<Vec<u8>> {
        let mut bytes: Vec<u8> = Vec::with_capacity(length);
        let mut state = 0;
        let mut reps = [0_usize; 4];
        while bytes.len() < length {
            let position = bytes.len() & ((1 << pb) - 1);
            if !self.bit(IS_MATCH + (state << 4) + position)? {
                let before = usize::from(bytes.last().copied().unwrap_or(0));
                let context = ((bytes.len() & ((1 << lp) - 1)) << lc) + (before >> (8 - lc));
                let matched = if state < 7 { None } else { Some(back(&bytes, reps[0])?) };
                bytes.push(self.literal(LITERAL + 0x300 * context, matched)?);
                state = state.saturating_sub(if state < 10 { 3 } else { 6 });
                continue;
            }
            let next = |after_literal, after_match| if state < 7 { after_literal } else { after_match };
            let count;
            if !self.bit(IS_REP + state)? {
                count = self.length(LEN, position)?;
                let [first, second, third, _] = reps;
                reps = [self.distance(count)?, first, second, third];
                state = next(7, 10);
            } else if self.bit(IS_REP_G0 + state)? {
                self.recall(state, &mut reps)?;
                count = self.length(REP_LEN, position)?;
                state = next(8, 11);
            } else if self.bit(IS_REP0_LONG + (state << 4) + position)? {
                count = self.length(REP_LEN, position)?;
                state = next(8, 11);
            } else {
                count = 1;
                state = next(9, 11);
            }
            for _ in 0..count.min(length - bytes.len()) {
                bytes.push(back(&bytes, reps[0])?);
            }
        }
        Some(bytes)
    }

    /// Takes one of the three distances before the last one to the front.
    fn recall(&mut self, state: usize, reps: &mut [usize; 4]) -> Option<()> {
        let [last, first, second, third] = *reps;
        *reps = if !self.bit(IS_REP_G1 + state)? {
            [first, last, second, third]
        } else if !self.bit(IS_REP_G2 + state)? {
            [second, last, first, third]
        } else {
            [third, last, first, second]
        };
        Some(())
    }

    /// A byte; after a match, in the light of the byte that the match would have gone on with.
    fn literal(&mut self, base: usize, matched: Option<u8>) -> Option<u8> {
        let mut symbol = 1;
        if let Some(mut matched) = matched.map(usize::from) {
            while symbol < 0x100 {
                let expected = matched >> 7 & 1;
                matched <<= 1;
                let bit = usize::from(self.bit(base + ((1 + expected) << 8) + symbol)?);
                symbol = symbol << 1 | bit;
                if bit != expected {
                    break;
                }
            }
        }
        while symbol < 0x100 {
            symbol = symbol << 1 | usize::from(self.bit(base + symbol)?);
        }
        Some(symbol as u8)
    }

    fn length(&mut self, base: usize, position: usize) -> Option<usize> {
        let (group, bits, before) = if !self.bit(base)? {
            (2 + (position << 3), 3, 2)
        } else if !self.bit(base + 1)? {
            (2 + (16 << 3) + (position << 3), 3, 2 + 8)
        } else {
            (2 + 2 * (16 << 3), 8, 2 + 16)
        };
        Some(before + self.tree(base + group, bits)?)
    }

    fn distance(&mut self, length: usize) -> Option<usize> {
        let slot = self.tree(POS_SLOT + ((length - 2).min(3) << 6), 6)?;
        if slot < 4 {
            return Some(slot);
        }
        let bits = (slot >> 1) - 1;
        let high = (2 | slot & 1) << bits;
        if slot < 14 {
            return Some(high + self.reverse_tree(POS_SPECIAL + high - slot, bits)?);
        }
        let middle = self.even_bits(bits - 4) << 4;
        Some(high + middle + self.reverse_tree(ALIGN, 4)?)
    }

    fn tree(&mut self, base: usize, bits: usize) -> Option<usize> {
        let mut symbol = 1;
        for _ in 0..bits {
            symbol = symbol << 1 | usize::from(self.bit(base + symbol)?);
        }
        Some(symbol - (1 << bits))
    }

    /// The lowest bit first.
    fn reverse_tree(&mut self, base: usize, bits: usize) -> Option<usize> {
        let (mut node, mut symbol) = (1, 0);
        for place in 0..bits {
            let bit = usize::from(self.bit(base + node)?);
            node = node << 1 | bit;
            symbol |= bit << place;
        }
        Some(symbol)
    }

    /// One decision, after which its model expects the same a little more.
    fn bit(&mut self, place: usize) -> Option<bool> {
        let model = self.models.get_mut(place)?;
        let bound = (self.range >> 11) * u32::from(*model);
        let is_one = self.code >= bound;
        if is_one {
            self.code -= bound;
            self.range -= bound;
            *model -= *model >> 5;
        } else {
            self.range = bound;
            *model += (2048 - *model) >> 5;
        }
        self.normalize();
        Some(is_one)
    }

    /// Bits of which nothing is expected.
    fn even_bits(&mut self, bits: usize) -> usize {
        let mut symbol = 0;
        for _ in 0..bits {
            self.range >>= 1;
            let is_one = self.code >= self.range;
            if is_one {
                self.code -= self.range;
            }
            symbol = symbol << 1 | usize::from(is_one);
            self.normalize();
        }
        symbol
    }

    /// A stream that is cut short goes on with zeros.
    fn normalize(&mut self) {
        if self.range < 1 << 24 {
            let (byte, rest) = self.input.split_first().unwrap_or((&0, &[]));
            self.input = rest;
            self.range <<= 8;
            self.code = self.code << 8 | u32::from(*byte);
        }
    }
}

/// The byte that stands `distance` before the last one.
fn back(bytes: &[u8], distance: usize) -> Option<u8> {
    bytes.get(bytes.len().checked_sub(distance + 1)?).copied()
}
