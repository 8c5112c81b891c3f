//! Sorting, compiled once.
//!
//! The standard library compiles its sort anew for every type and key, which was an eighth of the page. Here indices
//! are sorted through a reference to the comparison, and the items are swapped into their order.

use std::cmp::Ordering;

/// Sorts, stable. `O(n log n)` comparisons, none but `n` where the order is right.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, &T::cmp);
}

/// Sorts by a key, stable. The key is made anew for every comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, &|a, b| key(a).cmp(&key(b)));
}

/// Sorts by a comparison, stable.
pub fn sort_by<T>(items: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let at = |a: u32, b: u32| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    for (a, b) in swaps(items.len() as u32, &at) {
        items.swap(a as usize, b as usize);
    }
}

/// The exchanges, one after the other, that put the items of so many indices in order.
fn swaps(len: u32, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<(u32, u32)> {
    if (1..len).all(|index| compare(index - 1, index).is_le()) {
        return Vec::new();
    }
    let mut order: Vec<u32> = (0..len).collect();
    order.sort_by(|&a, &b| compare(a, b));
    let mut swaps = Vec::with_capacity(order.len());
    for to in 0..len {
        // What stood at a place that has its item already went where that came from. Every exchange moves one item
        // that is still to come, so that all of these steps together are not more than there are items.
        let came_from = |at: u32| order.get(at as usize).copied().unwrap_or(at);
        let mut from = came_from(to);
        while from < to {
            from = came_from(from);
        }
        if let Some(place) = order.get_mut(to as usize) {
            *place = from;
        }
        swaps.push((to, from));
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_becomes_the_right_one() {
        // All ways to arrange six items, some of them equal; the second part tells those apart.
        for mut code in 0..720_usize {
            let mut left: Vec<u32> = (0..6).collect();
            let mut items: Vec<(u32, u32)> = Vec::new();
            for (at, choices) in (0..).zip((1..=6).rev()) {
                items.push((left.remove(code % choices) / 2, at));
                code /= choices;
            }
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn equal_keys_keep_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        sort_by_key(&mut items, |item| item.0);
        assert_eq!(items, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        let mut words = vec!["b", "a", "c"];
        sort(&mut words);
        assert_eq!(words, ["a", "b", "c"]);
    }
}
