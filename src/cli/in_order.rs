//! Work on many things at a time, with the results in the order of the things and in bounded memory.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{self, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder};

/// What a thread has for its calls: as much as the main thread of a process usually has.
const STACK: usize = 8 << 20;

/// A result that takes room until its turn comes.
pub trait Weighed {
    /// How much room, in bytes.
    fn weight(&self) -> usize;
}

/// Does the work on every item, `jobs` at a time, and hands the results on in the order of the items.
///
/// Items are taken when there is a thread for them, and none is begun while results of more than `most` bytes wait
/// for their turn or are being handed on: a slow item in front, or a slow reader behind, holds the work up instead
/// of filling the memory.
///
/// # Errors
/// Where not one thread could be started. Nothing has been done then.
pub fn in_order<I, T>(
    jobs: usize,
    most: usize,
    items: I,
    work: impl Fn(I::Item) -> T + Sync,
    mut take: impl FnMut(T),
) -> io::Result<()>
where
    I: Iterator + Send,
    T: Weighed + Send,
{
    // Every thread asks once more when there are none left.
    let items = Mutex::new(items.enumerate().fuse());
    let room = Room { most, held: Mutex::new(0), freed: Condvar::new() };
    let worker = |results: Sender<(usize, T)>| {
        loop {
            room.wait();
            // Its own statement: the lock is gone before the work begins.
            let item = lock(&items).next();
            let Some((index, item)) = item else { break };
            let result = work(item);
            room.fill(result.weight());
            if results.send((index, result)).is_err() {
                break;
            }
        }
    };
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for started in 0..jobs.max(1) {
            let (sender, worker) = (sender.clone(), &worker);
            match Builder::new().stack_size(STACK).spawn_scoped(scope, move || worker(sender)) {
                Ok(_) => {}
                Err(error) if started == 0 => return Err(error),
                // Fewer threads are slower, and enough.
                Err(_) => break,
            }
        }
        drop(sender);
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        for (index, result) in results {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&next) {
                let weight = result.weight();
                take(result);
                room.free(weight);
                next += 1;
            }
        }
        Ok(())
    })
}

/// The room that finished results take.
struct Room {
    most: usize,
    held: Mutex<usize>,
    freed: Condvar,
}

impl Room {
    /// Waits until there is room. It comes for certain: what is held waits for an item that was begun before, and
    /// whoever has begun an item does not wait here.
    fn wait(&self) {
        let held = lock(&self.held);
        drop(self.freed.wait_while(held, |held| *held > self.most).unwrap_or_else(PoisonError::into_inner));
    }

    fn fill(&self, weight: usize) {
        *lock(&self.held) += weight;
    }

    fn free(&self, weight: usize) {
        *lock(&self.held) -= weight;
        self.freed.notify_all();
    }
}

/// Locks, also where another thread has panicked: nothing here is left half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    use super::*;

    impl Weighed for usize {
        fn weight(&self) -> usize {
            1
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut taken = Vec::new();
        // Early items take longest.
        let work = |item: usize| {
            thread::sleep(Duration::from_micros((200 - item as u64) * 10));
            item
        };
        in_order(5, 50, 0..200, work, |result| taken.push(result)).unwrap();
        assert_eq!(taken, (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn no_items_are_no_results() {
        in_order(3, 0, 0..0, |item: usize| item, |_| panic!("a result of nothing")).unwrap();
    }

    /// The first item does not end before the others stand still: they do, when the room is full.
    #[test]
    fn a_slow_first_item_holds_the_others_up() {
        const JOBS: usize = 4;
        const MOST: usize = 20;
        let begun = AtomicUsize::new(0);
        let at_standstill = || {
            let mut before = 0;
            loop {
                thread::sleep(Duration::from_millis(200));
                let now = begun.load(SeqCst);
                if now == before {
                    return now;
                }
                before = now;
            }
        };
        let work = |item: usize| {
            begun.fetch_add(1, SeqCst);
            if item == 0 { at_standstill() } else { 0 }
        };
        let mut taken = Vec::new();
        in_order(JOBS, MOST, 0..1000, work, |result| taken.push(result)).unwrap();
        assert_eq!(taken.len(), 1000);
        assert!((MOST..=MOST + 2 * JOBS).contains(&taken[0]), "{}", taken[0]);
    }

    /// So does a reader that does not keep up.
    #[test]
    fn results_that_are_not_taken_hold_the_work_up() {
        let begun = AtomicUsize::new(0);
        let mut most_ahead = 0;
        let mut taken = 0;
        let take = |_| {
            thread::sleep(Duration::from_millis(1));
            taken += 1;
            most_ahead = most_ahead.max(begun.load(SeqCst) - taken);
        };
        in_order(2, 10, 0..100, |_: usize| begun.fetch_add(1, SeqCst), take).unwrap();
        assert!(most_ahead <= 10 + 2 * 2, "{most_ahead}");
    }
}
