//! Work on many threads with the results in the order of the items: a bounded window is in flight,
//! so that one slow item holds up the reading, never the memory.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Items in flight for each thread.
const WINDOW: usize = 16;

/// What the taker is told.
pub enum Event<R> {
    /// The next result, in order.
    Result(R),
    /// Nothing is ready: a good time to flush.
    Idle,
}

/// Applies `work` to each item on `threads` threads and hands the results to `take` in the order of
/// the items, until it fails. What `begin` gives belongs to one thread and goes from item to item;
/// no result may depend on it.
pub fn ordered<T, R, E, W>(
    items: impl Iterator<Item = T> + Send,
    threads: NonZeroUsize,
    begin: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, T) -> R + Sync,
    mut take: impl FnMut(Event<R>) -> Result<(), E>,
) -> Result<(), E>
where
    R: Send,
{
    if threads.get() == 1 {
        let mut own = begin();
        return items.into_iter().try_for_each(|item| take(Event::Result(work(&mut own, item))));
    }
    let items = Mutex::new(Source { items, taken: 0 });
    let window = Window {
        state: Mutex::new(State {
            results: VecDeque::new(),
            first: 0,
            running: threads.get(),
            is_over: false,
        }),
        has_room: Condvar::new(),
        has_result: Condvar::new(),
        size: threads.get() * WINDOW,
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                let _running = Running(&window);
                let mut own = begin();
                loop {
                    let (number, item) = {
                        let mut source = lock(&items);
                        if !window.wait_for_room(source.taken) {
                            return;
                        }
                        let Some(item) = source.items.next() else { return };
                        let number = source.taken;
                        source.taken += 1;
                        (number, item)
                    };
                    window.put(number, work(&mut own, item));
                }
            });
        }
        let _over = Over(&window);
        loop {
            let next = match window.next_ready() {
                Next::Result(result) => result,
                Next::End => return Ok(()),
                Next::NotYet => {
                    take(Event::Idle)?;
                    match window.wait() {
                        Some(result) => result,
                        None => return Ok(()),
                    }
                }
            };
            take(Event::Result(next))?;
        }
    })
}

struct Source<I> {
    items: I,
    /// How many items have been taken, which numbers them.
    taken: u64,
}

struct Window<R> {
    state: Mutex<State<R>>,
    has_room: Condvar,
    has_result: Condvar,
    size: usize,
}

struct State<R> {
    /// Results from number `first` on; none for those that are still worked on.
    results: VecDeque<Option<R>>,
    first: u64,
    running: usize,
    /// Nobody takes results any more.
    is_over: bool,
}

enum Next<R> {
    Result(R),
    NotYet,
    End,
}

impl<R> Window<R> {
    /// Waits until item `number` fits into the window; false if nobody wants it any more.
    fn wait_for_room(&self, number: u64) -> bool {
        let mut state = lock(&self.state);
        while !state.is_over && number >= state.first + self.size as u64 {
            state = self.has_room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        !state.is_over
    }

    fn put(&self, number: u64, result: R) {
        let mut state = lock(&self.state);
        let at = usize::try_from(number - state.first).unwrap_or(usize::MAX);
        while state.results.len() <= at {
            state.results.push_back(None);
        }
        if let Some(slot) = state.results.get_mut(at) {
            *slot = Some(result);
        }
        if at == 0 {
            self.has_result.notify_one();
        }
    }

    fn next_ready(&self) -> Next<R> {
        let mut state = lock(&self.state);
        self.pop(&mut state)
    }

    /// Waits for the next result; none if there is no further.
    fn wait(&self) -> Option<R> {
        let mut state = lock(&self.state);
        loop {
            match self.pop(&mut state) {
                Next::Result(result) => return Some(result),
                Next::End => return None,
                Next::NotYet => {
                    state = self.has_result.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    fn pop(&self, state: &mut State<R>) -> Next<R> {
        match state.results.front_mut().and_then(Option::take) {
            Some(result) => {
                state.results.pop_front();
                state.first += 1;
                self.has_room.notify_all();
                Next::Result(result)
            }
            // A thread that died left its result out, and nothing after it will be in order.
            None if state.running == 0 => Next::End,
            None => Next::NotYet,
        }
    }
}

/// Counts a thread as running until it ends, however it ends.
struct Running<'a, R>(&'a Window<R>);

impl<R> Drop for Running<'_, R> {
    fn drop(&mut self) {
        lock(&self.0.state).running -= 1;
        self.0.has_result.notify_one();
    }
}

/// Tells the threads to stop when results are taken no longer.
struct Over<'a, R>(&'a Window<R>);

impl<R> Drop for Over<'_, R> {
    fn drop(&mut self) {
        lock(&self.0.state).is_over = true;
        self.0.has_room.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).expect("not zero")
    }

    #[test]
    fn results_come_in_the_order_of_the_items_on_any_number_of_threads() {
        for count in [1, 2, 8] {
            let mut found = Vec::new();
            let work = |_: &mut (), item: u64| {
                if item.is_multiple_of(7) {
                    std::thread::sleep(std::time::Duration::from_micros(200));
                }
                item * 2
            };
            let end: Result<(), ()> = ordered(
                0..500,
                threads(count),
                || (),
                work,
                |event| {
                    if let Event::Result(result) = event {
                        found.push(result);
                    }
                    Ok(())
                },
            );
            assert_eq!(end, Ok(()));
            assert_eq!(found, (0..500).map(|i| i * 2).collect::<Vec<_>>(), "{count} threads");
        }
    }

    #[test]
    fn a_taker_that_fails_stops_an_endless_source_soon() {
        for count in [1, 4] {
            let worked = AtomicU64::new(0);
            let mut taken = 0;
            let work = |_: &mut (), _: u64| worked.fetch_add(1, Ordering::Relaxed);
            let end = ordered(
                0..,
                threads(count),
                || (),
                work,
                |event| {
                    taken += u64::from(matches!(event, Event::Result(_)));
                    if taken < 3 { Ok(()) } else { Err("enough") }
                },
            );
            assert_eq!(end, Err("enough"));
            assert!(worked.into_inner() <= 3 + (count * WINDOW) as u64);
        }
    }
}
