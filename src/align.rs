//! Alignment of an expected sequence with a damaged copy of it, with a margin for every pair.
//!
//! Knows no Chinese and no form: it sees two lengths and costs. Plain dynamic programming over the whole
//! rectangle (Needleman and Wunsch 1970), forward and backward, so that the margin of a pair is exact: how much
//! dearer the best alignment becomes when that pair is forbidden. It refuses to reorder; order violations are
//! the caller's business.

/// What the steps of an alignment cost. Costs are finite and not negative.
pub trait Costs {
    /// Cost of pairing expected item `i` with found item `j`; `None` where they cannot be the same.
    fn pair(&self, i: usize, j: usize) -> Option<f32>;
    /// Cost of leaving expected item `i` without a partner.
    fn missing(&self, i: usize) -> f32;
    /// Cost of leaving found item `j` without a partner.
    fn extra(&self, j: usize) -> f32;
}

/// A pair of an alignment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Index of the expected item.
    pub expected: usize,
    /// Index of the found item.
    pub found: usize,
    /// By how much the best alignment without this pair is dearer; 0 for a pair that is as good as another.
    pub margin: f32,
}

/// The cheapest alignment of `expected` items with `found` items, its pairs in order. Of equal alignments the
/// one that pairs earlier found items wins. Time and memory are O(`expected` × `found`).
pub fn align(expected: usize, found: usize, costs: &impl Costs) -> Vec<Pair> {
    // Every cost is asked for once.
    let sheet = Sheet {
        pairs: (0..expected)
            .map(|i| (0..found).map(|j| costs.pair(i, j).unwrap_or(f32::INFINITY)).collect())
            .collect(),
        missing: (0..expected).map(|i| costs.missing(i)).collect(),
        extra: (0..found).map(|j| costs.extra(j)).collect(),
    };
    let (before, after) = (sheet.before(), sheet.after());
    let get = |row: usize, j: usize| at(after.get(row).map_or(&[], Vec::as_slice), j);

    let total = get(0, 0);
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < expected && j < found {
        let here = get(i, j);
        if same(here, sheet.pair(i, j) + get(i + 1, j + 1)) {
            let margin = sheet.without(i, j, &before, &after) - total;
            pairs.push(Pair { expected: i, found: j, margin: margin.max(0.0) });
            (i, j) = (i + 1, j + 1);
        } else if same(here, at(&sheet.extra, j) + get(i, j + 1)) {
            j += 1;
        } else {
            i += 1;
        }
    }
    pairs
}

fn at(costs: &[f32], index: usize) -> f32 {
    costs.get(index).copied().unwrap_or(f32::INFINITY)
}

/// All costs, by expected and found item; those of pairs that cannot be are infinite.
struct Sheet {
    pairs: Vec<Vec<f32>>,
    missing: Vec<f32>,
    extra: Vec<f32>,
}

impl Sheet {
    fn pair(&self, i: usize, j: usize) -> f32 {
        at(self.pairs.get(i).map_or(&[], Vec::as_slice), j)
    }

    /// For i and j the cheapest alignment of the first i expected and the first j found items.
    fn before(&self) -> Vec<Vec<f32>> {
        let mut left = 0.0;
        let first = std::iter::once(0.0).chain(self.extra.iter().map(|extra| {
            left += extra;
            left
        }));
        let mut rows = vec![first.collect::<Vec<f32>>()];
        for (pairs, missing) in self.pairs.iter().zip(&self.missing) {
            let up = rows.last().map_or(&[][..], Vec::as_slice);
            let mut left = at(up, 0) + missing;
            let mut row = Vec::with_capacity(up.len());
            row.push(left);
            for (((upper, diagonal), pair), extra) in up.iter().skip(1).zip(up).zip(pairs).zip(&self.extra) {
                left = least(least(upper + missing, left + extra), diagonal + pair);
                row.push(left);
            }
            rows.push(row);
        }
        rows
    }

    /// For i and j the cheapest alignment of what comes from expected item i and found item j on.
    fn after(&self) -> Vec<Vec<f32>> {
        // As before, from the end.
        let mut turned = Self { pairs: Vec::new(), missing: Vec::new(), extra: Vec::new() };
        turned.pairs.extend(self.pairs.iter().rev().map(|row| row.iter().rev().copied().collect()));
        turned.missing.extend(self.missing.iter().rev());
        turned.extra.extend(self.extra.iter().rev());
        let mut rows = turned.before();
        rows.reverse();
        for row in &mut rows {
            row.reverse();
        }
        rows
    }

    /// The cheapest alignment in which expected item `i` is missing or paired with another item than `forbidden`.
    fn without(&self, i: usize, forbidden: usize, before: &[Vec<f32>], after: &[Vec<f32>]) -> f32 {
        let (Some(heads), Some(tails), Some(pairs)) = (before.get(i), after.get(i + 1), self.pairs.get(i))
        else {
            return f32::INFINITY;
        };
        let missing = at(&self.missing, i);
        let missing = heads.iter().zip(tails).map(|(head, tail)| head + missing + tail);
        let paired = heads.iter().zip(pairs).zip(tails.iter().skip(1)).enumerate();
        let paired =
            paired.filter(|(j, _)| *j != forbidden).map(|(_, ((head, pair), tail))| head + pair + tail);
        missing.chain(paired).fold(f32::INFINITY, least)
    }
}

/// The lesser of two costs. The standard library's has to think of what is no number, which costs are not.
fn least(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

/// Whether two sums of costs are equal up to rounding.
fn same(a: f32, b: f32) -> bool {
    // Two infinities have no difference.
    (a.is_infinite() && b.is_infinite()) || (a - b).abs() <= 1e-4 * a.abs().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letters that match themselves for nothing and their other case for a little.
    struct Letters<'t>(&'t [u8], &'t [u8]);

    impl Costs for Letters<'_> {
        fn pair(&self, i: usize, j: usize) -> Option<f32> {
            let (a, b) = (self.0[i], self.1[j]);
            if a == b { Some(0.0) } else { a.eq_ignore_ascii_case(&b).then_some(0.5) }
        }
        fn missing(&self, _: usize) -> f32 {
            1.0
        }
        fn extra(&self, _: usize) -> f32 {
            0.25
        }
    }

    fn pairs(a: &str, b: &str) -> Vec<(usize, usize)> {
        let costs = Letters(a.as_bytes(), b.as_bytes());
        align(a.len(), b.len(), &costs).iter().map(|pair| (pair.expected, pair.found)).collect()
    }

    #[test]
    fn finds_what_is_there_around_losses_and_additions() {
        assert_eq!(pairs("abcd", "abcd"), [(0, 0), (1, 1), (2, 2), (3, 3)]);
        assert_eq!(pairs("abcd", "xxaxcyd"), [(0, 2), (2, 4), (3, 6)]);
        assert_eq!(pairs("abc", ""), []);
        assert_eq!(pairs("", "abc"), []);
    }

    #[test]
    fn a_pair_with_an_equal_rival_has_no_margin() {
        let costs = Letters(b"a", b"aa");
        assert!(align(1, 2, &costs)[0].margin.abs() < 1e-6);
        let costs = Letters(b"a", b"aA");
        assert_eq!(align(1, 2, &costs), [Pair { expected: 0, found: 0, margin: 0.5 }]);
    }

    /// Cost of the best alignment by trying everything.
    fn brute(costs: &Letters<'_>, i: usize, j: usize, forbidden: Option<(usize, usize)>) -> f32 {
        let mut best = f32::INFINITY;
        if i == costs.0.len() && j == costs.1.len() {
            return 0.0;
        }
        if i < costs.0.len() {
            best = best.min(costs.missing(i) + brute(costs, i + 1, j, forbidden));
        }
        if j < costs.1.len() {
            best = best.min(costs.extra(j) + brute(costs, i, j + 1, forbidden));
        }
        if i < costs.0.len()
            && j < costs.1.len()
            && forbidden != Some((i, j))
            && let Some(cost) = costs.pair(i, j)
        {
            best = best.min(cost + brute(costs, i + 1, j + 1, forbidden));
        }
        best
    }

    proptest! {
        #[test]
        fn every_margin_is_what_trying_everything_gives(a in "[abAB]{0,5}", b in "[abAB]{0,6}") {
            let costs = Letters(a.as_bytes(), b.as_bytes());
            let best = brute(&costs, 0, 0, None);
            for pair in align(a.len(), b.len(), &costs) {
                let forbidden = brute(&costs, 0, 0, Some((pair.expected, pair.found)));
                prop_assert!((forbidden - best - pair.margin).abs() < 1e-3, "{pair:?} {forbidden} {best}");
            }
        }
    }
}
