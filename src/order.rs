//! Sorting, compiled once.
//!
//! The standard library compiles its sort anew for every type and key, which was an eighth of the page. Here indices
//! are sorted through a reference to the comparison, and the items are put in their order.

use std::cmp::Ordering;

/// Sorts, stable. `O(n log n)` comparisons, none but `n` where the order is right.
pub fn sort<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, &T::cmp);
}

/// Sorts by a key, stable. The key is made anew for every comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, &|a, b| key(a).cmp(&key(b)));
}

/// Sorts by a comparison, stable.
pub fn sort_by<T>(items: &mut Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) {
    let at = |a: u32, b: u32| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    if let Some(order) = sorted(items.len() as u32, &at) {
        let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
        items.extend(order.into_iter().filter_map(|index| slots.get_mut(index as usize)?.take()));
    }
}

/// The indices in order; `None` where they are.
fn sorted(len: u32, compare: &dyn Fn(u32, u32) -> Ordering) -> Option<Vec<u32>> {
    if (1..len).all(|index| compare(index - 1, index).is_le()) {
        return None;
    }
    let mut order: Vec<u32> = (0..len).collect();
    order.sort_by(|&a, &b| compare(a, b));
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

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
