//! Words looked for in a text, all of them in one pass over it.

/// Words to look for.
#[derive(Debug)]
pub struct Words {
    /// The words with their first character and their index, sorted.
    words: Vec<(char, &'static str, usize)>,
    /// Which first characters there are, by [`Words::slot`]: nearly every other character is told by this.
    firsts: [u64; Words::SLOTS / 64],
}

impl Words {
    const SLOTS: usize = 1024;

    /// Words, none of them empty; each is found by its index among them.
    pub fn new(words: &[&'static str]) -> Self {
        let first = |(index, &word): (usize, &&'static str)| Some((word.chars().next()?, word, index));
        let mut words: Vec<_> = words.iter().enumerate().filter_map(first).collect();
        words.sort_unstable();
        let mut firsts = [0; Self::SLOTS / 64];
        for &(first, ..) in &words {
            let (slot, bit) = Self::slot(first);
            if let Some(bits) = firsts.get_mut(slot) {
                *bits |= 1 << bit;
            }
        }
        Self { words, firsts }
    }

    const fn slot(c: char) -> (usize, usize) {
        let slot = c as usize % Self::SLOTS;
        (slot / 64, slot % 64)
    }

    /// Every place of every word, overlapping ones too, in order: where in bytes, and the index of the word. Linear
    /// in the text, whatever the number of words.
    pub fn find<'r>(&'r self, text: &'r str) -> impl Iterator<Item = (usize, usize)> + 'r {
        let may_begin = |&(_, c): &(usize, char)| {
            let (slot, bit) = Self::slot(c);
            self.firsts.get(slot).is_some_and(|bits| bits >> bit & 1 == 1)
        };
        text.char_indices().filter(may_begin).flat_map(move |(at, c)| {
            let from = self.words.partition_point(|&(first, ..)| first < c);
            let words =
                self.words.get(from..).unwrap_or_default().iter().take_while(move |(first, ..)| *first == c);
            let rest = text.get(at..).unwrap_or_default();
            words.filter(move |(_, word, _)| rest.starts_with(word)).map(move |&(_, _, index)| (at, index))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: [&str; 5] = ["公开", "公", "开公开", "不公", "b"];

    proptest! {
        #[test]
        fn finds_what_looking_for_each_word_finds(text in "[公开不b，]{0,20}") {
            let mut each: Vec<(usize, usize)> = Vec::new();
            for (index, word) in WORDS.iter().enumerate() {
                each.extend(text.char_indices().filter(|&(at, _)| text.get(at..).is_some_and(|rest| rest.starts_with(word))).map(|(at, _)| (at, index)));
            }
            let mut found: Vec<_> = Words::new(&WORDS).find(&text).collect();
            each.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, each);
        }
    }
}
