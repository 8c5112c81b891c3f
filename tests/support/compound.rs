//! Writes compound files ([MS-CFB]) with whatever streams a test needs.

#![allow(clippy::cast_possible_truncation, reason = "the files are small")]

/// How a compound file is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Bytes of a sector: 512 in version 3, 4096 in version 4.
    pub sector: usize,
    /// Whether the sectors of a stream stand in reverse order.
    pub is_scattered: bool,
}

/// What Office writes.
pub const PLAIN: Layout = Layout { sector: 512, is_scattered: false };

const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const CUTOFF: usize = 4096;

/// Sectors of one size and the chains in them.
struct Sectors {
    size: usize,
    bytes: Vec<u8>,
    fat: Vec<u32>,
}

impl Sectors {
    /// Writes a stream; its first sector.
    fn add(&mut self, stream: &[u8], is_scattered: bool) -> u32 {
        if stream.is_empty() {
            return END;
        }
        let first = self.fat.len() as u32;
        let mut parts: Vec<Vec<u8>> = stream.chunks(self.size).map(<[u8]>::to_vec).collect();
        for part in &mut parts {
            part.resize(self.size, 0);
        }
        let last = first + parts.len() as u32 - 1;
        if is_scattered {
            parts.reverse();
            self.fat.push(END);
            self.fat.extend(first..last);
        } else {
            self.fat.extend(first + 1..=last);
            self.fat.push(END);
        }
        self.bytes.extend(parts.concat());
        if is_scattered { last } else { first }
    }
}

/// A compound file with these streams at its root.
pub fn compound(streams: &[(&str, &[u8])], layout: Layout) -> Vec<u8> {
    let Layout { sector, is_scattered } = layout;
    let mut sectors = Sectors { size: sector, bytes: Vec::new(), fat: Vec::new() };
    let mut mini = Sectors { size: 64, bytes: Vec::new(), fat: Vec::new() };
    let mut directory = Vec::new();
    for (id, (name, stream)) in (1..).zip(streams) {
        let place = if stream.len() < CUTOFF { &mut mini } else { &mut sectors };
        let start = place.add(stream, is_scattered);
        let next = if id as usize == streams.len() { FREE } else { id + 1 };
        directory.extend(entry(name, 2, [FREE, next, FREE], start, stream.len()));
    }
    let root_start = sectors.add(&mini.bytes, is_scattered);
    let child = if streams.is_empty() { FREE } else { 1 };
    let root = entry("Root Entry", 5, [FREE, FREE, child], root_start, mini.bytes.len());
    let directory_start = sectors.add(&[root, directory].concat(), is_scattered);
    let mini_fat: Vec<u8> = mini.fat.iter().flat_map(|next| next.to_le_bytes()).collect();
    let mini_fat_start = sectors.add(&mini_fat, is_scattered);

    let numbers = sector / 4;
    let mut fat_count = 0;
    let mut list_count = 0;
    while fat_count * numbers < sectors.fat.len() + fat_count + list_count {
        fat_count += 1;
        list_count = usize::saturating_sub(fat_count, 109).div_ceil(numbers - 1);
    }
    let fat_start = sectors.fat.len() as u32;
    let list_start = fat_start + fat_count as u32;
    sectors.fat.extend(std::iter::repeat_n(0xFFFF_FFFD, fat_count));
    sectors.fat.extend(std::iter::repeat_n(0xFFFF_FFFC, list_count));
    sectors.fat.resize(fat_count * numbers, FREE);
    let mut listed: Vec<u32> = (fat_start..list_start).collect();
    listed.resize(109 + list_count * (numbers - 1), FREE);
    let (in_header, continued) = listed.split_at(109);

    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.resize(24, 0);
    let (version, shift): (u16, u16) = if sector == 512 { (3, 9) } else { (4, 12) };
    for number in [0x3E, version, 0xFFFE, shift, 6] {
        file.extend(number.to_le_bytes());
    }
    file.resize(44, 0);
    let first_list = if list_count == 0 { END } else { list_start };
    let mini_count = mini_fat.len().div_ceil(sector) as u32;
    for number in [fat_count as u32, directory_start, 0, CUTOFF as u32] {
        file.extend(number.to_le_bytes());
    }
    for number in [mini_fat_start, mini_count, first_list, list_count as u32] {
        file.extend(number.to_le_bytes());
    }
    file.extend(in_header.iter().flat_map(|number| number.to_le_bytes()));
    file.resize(sector, 0);
    file.extend(&sectors.bytes);
    file.extend(sectors.fat.iter().flat_map(|next| next.to_le_bytes()));
    for (index, part) in (1..).zip(continued.chunks(numbers - 1)) {
        file.extend(part.iter().flat_map(|number| number.to_le_bytes()));
        let next = if index == list_count { END } else { list_start + index as u32 };
        file.extend(next.to_le_bytes());
    }
    file
}

/// An entry of the directory, with its siblings and its child.
fn entry(name: &str, kind: u8, links: [u32; 3], start: u32, size: usize) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend(links.iter().flat_map(|link| link.to_le_bytes()));
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend((size as u64).to_le_bytes());
    entry
}
