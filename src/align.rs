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
    let mut sheet = Sheet {
        pairs: Vec::with_capacity(expected * found),
        missing: (0..expected).map(|i| costs.missing(i)).collect(),
        extra: (0..found).map(|j| costs.extra(j)).collect(),
    };
    for i in 0..expected {
        sheet.pairs.extend((0..found).map(|j| costs.pair(i, j).unwrap_or(f32::INFINITY)));
    }
    let (before, after) = (sheet.before(), sheet.after());
    let get = |i: usize, j: usize| at(row(&after, found + 1, i), j);

    let total = get(0, 0);
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < expected && j < found {
        let here = get(i, j);
        if same(here, at(row(&sheet.pairs, found, i), j) + get(i + 1, j + 1)) {
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

/// A row of costs that stand row behind row.
fn row(costs: &[f32], width: usize, index: usize) -> &[f32] {
    costs.get(index * width..(index + 1) * width).unwrap_or_default()
}

fn at(costs: &[f32], index: usize) -> f32 {
    costs.get(index).copied().unwrap_or(f32::INFINITY)
}

/// All costs; those of pairs that cannot be are infinite.
struct Sheet {
    /// For each expected item a row with each found one.
    pairs: Vec<f32>,
    missing: Vec<f32>,
    extra: Vec<f32>,
}

impl Sheet {
    /// For i and j the cheapest alignment of the first i expected and the first j found items; a row for each i.
    fn before(&self) -> Vec<f32> {
        let found = self.extra.len();
        let mut costs = vec![0.0; (self.missing.len() + 1) * (found + 1)];
        let mut rows = costs.chunks_exact_mut(found + 1);
        let Some(first) = rows.next() else { return costs };
        let mut left = 0.0;
        for (cost, extra) in first.iter_mut().skip(1).zip(&self.extra) {
            left += extra;
            *cost = left;
        }
        let mut above: &[f32] = first;
        for ((index, missing), own) in self.missing.iter().enumerate().zip(rows) {
            let mut left = at(above, 0) + missing;
            let (first, rest) = own.split_at_mut(1);
            first.fill(left);
            let pairs = row(&self.pairs, found, index).iter().zip(&self.extra);
            for (((cost, upper), diagonal), (pair, extra)) in
                rest.iter_mut().zip(above.iter().skip(1)).zip(above).zip(pairs)
            {
                left = least(least(upper + missing, left + extra), diagonal + pair);
                *cost = left;
            }
            above = own;
        }
        costs
    }

    /// For i and j the cheapest alignment of what comes from expected item i and found item j on; likewise.
    fn after(&self) -> Vec<f32> {
        let turned = |costs: &[f32]| costs.iter().rev().copied().collect();
        let turned =
            Self { pairs: turned(&self.pairs), missing: turned(&self.missing), extra: turned(&self.extra) };
        let mut costs = turned.before();
        costs.reverse();
        costs
    }

    /// The cheapest alignment in which expected item `i` is missing or paired with another item than `forbidden`.
    fn without(&self, i: usize, forbidden: usize, before: &[f32], after: &[f32]) -> f32 {
        let found = self.extra.len();
        let (heads, tails) = (row(before, found + 1, i), row(after, found + 1, i + 1));
        let missing = at(&self.missing, i);
        let missing = heads.iter().zip(tails).map(|(head, tail)| head + missing + tail);
        let paired = heads.iter().zip(row(&self.pairs, found, i)).zip(tails.iter().skip(1)).enumerate();
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
