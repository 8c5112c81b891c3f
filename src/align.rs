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
    let width = found + 1;
    let at = |i: usize, j: usize| i * width + j;
    let size = (expected + 1) * width;
    let get = |table: &[f32], i: usize, j: usize| table.get(at(i, j)).copied().unwrap_or(f32::INFINITY);
    let pair = |i: usize, j: usize| costs.pair(i, j).unwrap_or(f32::INFINITY);

    // before[i, j]: cheapest alignment of the first i expected and the first j found items.
    let mut before = vec![0.0_f32; size];
    // after[i, j]: cheapest alignment of what comes from i and j on.
    let mut after = vec![0.0_f32; size];
    for i in 0..=expected {
        for j in 0..=found {
            let missing = i.checked_sub(1).map(|up| get(&before, up, j) + costs.missing(up));
            let extra = j.checked_sub(1).map(|left| get(&before, i, left) + costs.extra(left));
            let paired = i
                .checked_sub(1)
                .zip(j.checked_sub(1))
                .map(|(up, left)| get(&before, up, left) + pair(up, left));
            let best = [missing, extra, paired].into_iter().flatten().reduce(f32::min).unwrap_or(0.0);
            if let Some(slot) = before.get_mut(at(i, j)) {
                *slot = best;
            }
        }
    }
    for i in (0..=expected).rev() {
        for j in (0..=found).rev() {
            let missing = (i < expected).then(|| get(&after, i + 1, j) + costs.missing(i));
            let extra = (j < found).then(|| get(&after, i, j + 1) + costs.extra(j));
            let paired = (i < expected && j < found).then(|| get(&after, i + 1, j + 1) + pair(i, j));
            let best = [missing, extra, paired].into_iter().flatten().reduce(f32::min).unwrap_or(0.0);
            if let Some(slot) = after.get_mut(at(i, j)) {
                *slot = best;
            }
        }
    }

    let total = get(&after, 0, 0);
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < expected && j < found {
        let here = get(&after, i, j);
        if same(here, pair(i, j) + get(&after, i + 1, j + 1)) {
            let margin = without(i, found, &before, &after, costs, &at, j) - total;
            pairs.push(Pair { expected: i, found: j, margin: margin.max(0.0) });
            (i, j) = (i + 1, j + 1);
        } else if same(here, costs.extra(j) + get(&after, i, j + 1)) {
            j += 1;
        } else {
            i += 1;
        }
    }
    pairs
}

/// The cheapest alignment in which expected item `i` is missing or paired with another item than `forbidden`.
fn without(
    i: usize,
    found: usize,
    before: &[f32],
    after: &[f32],
    costs: &impl Costs,
    at: &impl Fn(usize, usize) -> usize,
    forbidden: usize,
) -> f32 {
    let get = |table: &[f32], i: usize, j: usize| table.get(at(i, j)).copied().unwrap_or(f32::INFINITY);
    (0..=found)
        .map(|j| {
            let head = get(before, i, j);
            let missing = head + costs.missing(i) + get(after, i + 1, j);
            let paired = if j < found && j != forbidden {
                head + costs.pair(i, j).unwrap_or(f32::INFINITY) + get(after, i + 1, j + 1)
            } else {
                f32::INFINITY
            };
            missing.min(paired)
        })
        .fold(f32::INFINITY, f32::min)
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
