//! Markup that many are given alike, remembered for as long as its second lasts. It is asked by every value that the markup is made of, so
//! nobody gets what the same values would not have made for them.

use shared::Timestamp;
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

/// Pieces of one second; beyond them nothing more is remembered.
const MOST: usize = 128;

/// What was drawn in the present second, by what it was drawn from.
struct Second<K> {
    number: i64,
    drawn: HashMap<K, Arc<str>>,
}

pub struct Memo<K>(LazyLock<Mutex<Second<K>>>);

impl<K: Hash + Eq> Memo<K> {
    pub const fn new() -> Self {
        Self(LazyLock::new(|| {
            Mutex::new(Second {
                number: 0,
                drawn: HashMap::new(),
            })
        }))
    }

    /// What `draw` makes of `from`, or made of the same within this second. It is called without anybody waiting for it.
    pub fn of(&self, now: Timestamp, from: K, draw: impl FnOnce(&K) -> String) -> Arc<str> {
        // A second that was begun is as good as a whole one: nothing in it can be half done.
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.0.div_euclid(1_000);
        let known = {
            let mut second = lock();
            if second.number < number {
                second.number = number;
                second.drawn.clear();
            }
            (second.number == number)
                .then(|| second.drawn.get(&from).cloned())
                .flatten()
        };
        known.unwrap_or_else(|| {
            let drawn: Arc<str> = draw(&from).into();
            let mut second = lock();
            if second.number == number && second.drawn.len() < MOST {
                second.drawn.insert(from, drawn.clone());
            }
            drawn
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_drawn_once_for_the_same_values_within_a_second() {
        let memo = Memo::<(u8, &str)>::new();
        let drawn = std::cell::Cell::new(0);
        let of = |at: i64, from: (u8, &'static str)| {
            memo.of(Timestamp(at), from, |(number, word)| {
                drawn.set(drawn.get() + 1);
                format!("{word} {number}")
            })
        };
        assert_eq!((&*of(1_000, (1, "a")), drawn.get()), ("a 1", 1));
        assert_eq!((&*of(1_999, (1, "a")), drawn.get()), ("a 1", 1));
        assert_eq!((&*of(1_999, (2, "a")), drawn.get()), ("a 2", 2));
        assert_eq!((&*of(1_999, (1, "b")), drawn.get()), ("b 1", 3));
        assert_eq!((&*of(2_000, (1, "a")), drawn.get()), ("a 1", 4));
        // A request that began before is served all the same, and is not told what is newer.
        assert_eq!((&*of(1_999, (1, "a")), drawn.get()), ("a 1", 5));
    }

    #[test]
    fn there_is_an_end_to_what_is_remembered() {
        let memo = Memo::<usize>::new();
        for number in 0..10 * MOST {
            assert_eq!(
                *memo.of(Timestamp(0), number, usize::to_string),
                *number.to_string()
            );
        }
        assert_eq!(memo.0.lock().expect("nobody panicked").drawn.len(), MOST);
    }
}
