//! Slips of the keyboard: how a right figure becomes the wrong one that is written.

/// How a single figure went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Two neighbouring digits changed places: 21 for 12.
    Swapped,
    /// A digit was typed twice: 122 for 12.
    Doubled,
    /// A digit was left out: 1 for 12.
    Dropped,
    /// The decimal point or the unit slipped: 1200 for 12, or 12 for 1200. How many places.
    Shifted(u8),
    /// The figure beside it was typed again.
    Copied(usize),
    /// A digit too many: 132 for 12.
    Added,
    /// One digit is wrong: 13 for 12.
    Digit,
}

impl Slip {
    /// Whether the figure itself tells that it is a slip: another figure would hardly look like this by chance.
    pub const fn is_telling(self) -> bool {
        matches!(self, Self::Swapped | Self::Doubled | Self::Dropped | Self::Shifted(_))
    }

    /// The likeliest slip that makes `wrong` of `right`, if any. `beside` are the figures next to it.
    pub fn between(wrong: i64, right: i64, beside: &[(usize, i64)]) -> Option<Self> {
        if wrong < 0 || right < 0 || wrong == right {
            return None;
        }
        let (w, r) = (wrong.to_string().into_bytes(), right.to_string().into_bytes());
        let same_length = w.len() == r.len();
        let differ: Vec<usize> =
            w.iter().zip(&r).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
        if let ([a, b], true) = (differ.as_slice(), same_length)
            && b - a == 1
            && (w.get(*a), w.get(*b)) == (r.get(*b), r.get(*a))
        {
            return Some(Self::Swapped);
        }
        if is_one_longer(&w, &r).is_some_and(|doubled| doubled) {
            return Some(Self::Doubled);
        }
        if is_one_longer(&r, &w).is_some() && right != 0 {
            return Some(Self::Dropped);
        }
        if let Some(places) = places(wrong, right).or_else(|| places(right, wrong)) {
            return Some(Self::Shifted(places));
        }
        if let Some(&(variable, _)) = beside.iter().find(|(_, value)| *value == wrong && wrong != 0) {
            return Some(Self::Copied(variable));
        }
        if is_one_longer(&w, &r).is_some() {
            return Some(Self::Added);
        }
        (same_length && differ.len() == 1).then_some(Self::Digit)
    }
}

/// Whether `long` is `short` with one digit more, and if so, whether that repeats its neighbour. Linear in their length.
pub fn is_one_longer(long: &[u8], short: &[u8]) -> Option<bool> {
    if long.len() != short.len() + 1 {
        return None;
    }
    let at = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    let rest_alike = long.get(at + 1..) == short.get(at..);
    rest_alike.then(|| at > 0 && long.get(at) == long.get(at - 1))
}

/// How many places a number is larger than another by zeros alone.
fn places(large: i64, small: i64) -> Option<u8> {
    (1..=4).find(|&places| small != 0 && small.checked_mul(10_i64.pow(places.into())) == Some(large))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_slip_is_named() {
        for (right, wrong, slip) in [
            (12, 21, Some(Slip::Swapped)),
            (130, 103, Some(Slip::Swapped)),
            (12, 112, Some(Slip::Doubled)),
            (12, 122, Some(Slip::Doubled)),
            (12, 1, Some(Slip::Dropped)),
            (12, 2, Some(Slip::Dropped)),
            (120, 10, Some(Slip::Dropped)),
            (3, 30, Some(Slip::Shifted(1))),
            (12, 1200, Some(Slip::Shifted(2))),
            (1200, 12, Some(Slip::Shifted(2))),
            (12, 7, Some(Slip::Copied(4))),
            (12, 132, Some(Slip::Added)),
            (12, 13, Some(Slip::Digit)),
            (0, 5, Some(Slip::Digit)),
            (12, 34, None),
            (12, 12, None),
            (-1, 1, None),
        ] {
            assert_eq!(Slip::between(wrong, right, &[(4, 7)]), slip, "{right} → {wrong}");
        }
    }
}
