//! Memory and steps, counted: an input that takes more than its size allows ends the run where that happens.
//!
//! A step is an edge of the control flow, which the compiler reports to [`__sanitizer_cov_trace_pc`]; so the count is
//! the same on every machine, and what is quadratic shows long before it is slow. Built without that (`cargo fuzz`
//! leaves it out), there are no steps and the bound always holds.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// How much an input may take: so much for each of its bytes, and so much for any.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// For each byte.
    pub each: u64,
    /// For an empty input.
    pub any: u64,
}

impl Bound {
    /// Reading a file takes 1 to 6 bytes for each of its bytes.
    pub const READ_MEMORY: Self = Self { each: 24, any: 256 << 10 };
    /// And 20 to 60 steps.
    pub const READ_STEPS: Self = Self { each: 400, any: 200_000 };
    /// An archive unfolds to a thousand times its size before it counts as a bomb.
    pub const UNFOLD_MEMORY: Self = Self { each: 24_000, any: 256 << 10 };
    pub const UNFOLD_STEPS: Self = Self { each: 400_000, any: 200_000 };
    /// A check takes some 50 bytes for each byte, and half a megabyte where it looks for a wrong figure.
    pub const CHECK_MEMORY: Self = Self { each: 200, any: 8 << 20 };
    /// And 2 000 steps; looking for wrong figures takes most, and has a limit of its own.
    pub const CHECK_STEPS: Self = Self { each: 5_000, any: 200_000_000 };
    pub const CORRECT_MEMORY: Self = Self { each: 400, any: 16 << 20 };
    /// Rounds of checks: five, with two of repairing in each as a rule.
    pub const CORRECT_STEPS: Self = Self { each: 50_000, any: 2_000_000_000 };
    /// For each set of figures that may be tried.
    pub const LOCATE_MEMORY: Self = Self { each: 4_000, any: 4 << 20 };
    pub const LOCATE_STEPS: Self = Self { each: 400_000, any: 10_000_000 };

    fn of(self, bytes: usize) -> u64 {
        self.any + self.each * bytes as u64
    }
}

/// What some work took.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// The most bytes that were allocated at once, besides those before.
    pub memory: u64,
    /// How many edges were passed.
    pub steps: u64,
}

/// A count that must not pass a limit.
struct Count {
    now: AtomicU64,
    limit: AtomicU64,
}

impl Count {
    const fn new() -> Self {
        Self { now: AtomicU64::new(0), limit: AtomicU64::new(u64::MAX) }
    }

    /// Ends the run with a message where the limit is passed. There is one thread, so nothing here is atomic.
    #[inline(always)]
    fn add(&self, more: u64, what: &str) {
        let now = self.now.load(Relaxed).wrapping_add(more);
        self.now.store(now, Relaxed);
        if now > self.limit.load(Relaxed) {
            self.stop(what);
        }
    }

    #[cold]
    #[inline(never)]
    fn stop(&self, what: &str) {
        let limit = self.limit.swap(u64::MAX, Relaxed);
        panic!("more than the {limit} {what} that an input of this size may take");
    }
}

static MEMORY: Count = Count::new();
static STEPS: Count = Count::new();
static PEAK: AtomicU64 = AtomicU64::new(0);

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Where memory begins decides the edges that a search by vectors of bytes passes; so it begins alike in every run.
fn aligned(layout: Layout) -> Layout {
    layout.align_to(64).unwrap_or(layout)
}

// SAFETY: everything is passed on to the system's allocator, with the same layout when it is given back.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        MEMORY.add(layout.size() as u64, "bytes of memory");
        PEAK.fetch_max(MEMORY.now.load(Relaxed), Relaxed);
        unsafe { System.alloc(aligned(layout)) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        MEMORY.now.store(MEMORY.now.load(Relaxed).wrapping_sub(layout.size() as u64), Relaxed);
        unsafe { System.dealloc(place, aligned(layout)) }
    }
}

/// Called by instrumented code at every edge; itself it is not instrumented, for its name begins as it does.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_trace_pc() {
    STEPS.add(1, "steps");
}

/// Does some work on an input and holds it to its bounds.
pub fn bounded<T>(bytes: usize, memory: Bound, steps: Bound, work: impl FnOnce() -> T) -> T {
    let before = MEMORY.now.load(Relaxed);
    MEMORY.limit.store(before + memory.of(bytes), Relaxed);
    STEPS.now.store(0, Relaxed);
    STEPS.limit.store(steps.of(bytes), Relaxed);
    PEAK.store(before, Relaxed);
    let result = work();
    if std::env::var_os("MEASURE").is_some() {
        eprintln!("MEASURE {bytes} {} {}", PEAK.load(Relaxed) - before, STEPS.now.load(Relaxed));
    }
    MEMORY.limit.store(u64::MAX, Relaxed);
    STEPS.limit.store(u64::MAX, Relaxed);
    result
}

/// Does some work and says what it took.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Taken) {
    let before = MEMORY.now.load(Relaxed);
    PEAK.store(before, Relaxed);
    STEPS.now.store(0, Relaxed);
    let result = work();
    let taken = Taken { memory: PEAK.load(Relaxed) - before, steps: STEPS.now.load(Relaxed) };
    (result, taken)
}
