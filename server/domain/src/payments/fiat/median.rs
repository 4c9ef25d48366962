//! What several sources agree that SOL costs, as pure functions: the median of those that are fresh and near each other. One voice
//! among several is not believed.

use crate::ports::Quoted;
use shared::{Timestamp, money::Units};
use std::time::Duration;

/// What is older is left out.
const FRESH: Duration = Duration::from_secs(120);
/// So far may a source's clock be ahead of ours.
const AHEAD: Duration = Duration::from_secs(30);
/// What is further from the median is left out: 2 % in basis points.
const APART: u128 = 200;
/// So many must agree, where more than one is asked.
const LEAST: usize = 2;

/// What one source said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub source: &'static str,
    pub quoted: Quoted,
}

/// What they agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Millionths of a dollar for 1 SOL.
    pub micros: Units,
    /// The oldest of what it was made of.
    pub observed_at: Timestamp,
    pub sources: Vec<&'static str>,
}

/// The price of those that can be believed now; `asked` sources there are in all. One alone is believed only where the operator
/// named one alone.
pub fn agreed(readings: &[Reading], asked: usize, now: Timestamp) -> Option<Agreed> {
    let mut fresh: Vec<Reading> = readings
        .iter()
        .copied()
        .filter(|reading| is_fresh(reading.quoted.observed_at, now))
        .collect();
    let middle = median(&mut fresh)?;
    fresh.retain(|reading| is_near(reading.quoted.micros, middle));
    if fresh.len() < LEAST.min(asked) {
        return None;
    }
    let micros = median(&mut fresh)?;
    let observed_at = fresh.iter().map(|reading| reading.quoted.observed_at).min()?;
    let mut sources: Vec<_> = fresh.iter().map(|reading| reading.source).collect();
    sources.sort_unstable();
    Some(Agreed {
        micros,
        // A clock that is ahead makes nothing fresher than now.
        observed_at: observed_at.min(now),
        sources,
    })
}

fn is_fresh(observed_at: Timestamp, now: Timestamp) -> bool {
    observed_at >= now.before(FRESH) && observed_at <= now.after(AHEAD)
}

fn is_near(price: Units, middle: Units) -> bool {
    let apart = u128::from(price.0.abs_diff(middle.0));
    apart * 10_000 <= u128::from(middle.0) * APART
}

/// The one in the middle, or the mean of the two, rounded down.
fn median(readings: &mut [Reading]) -> Option<Units> {
    readings.sort_unstable_by_key(|reading| reading.quoted.micros);
    let at = |place: usize| readings.get(place).map(|reading| reading.quoted.micros);
    let upper = at(readings.len() / 2)?;
    if readings.len() % 2 == 1 {
        return Some(upper);
    }
    at(readings.len() / 2 - 1).map(|lower| Units(lower.0.midpoint(upper.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_767_225_600_000);
    const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

    /// Prices in cents, and how many seconds ago they were seen.
    fn readings(said: &[(u64, i64)]) -> Vec<Reading> {
        let one = |(source, (cents, age)): (&&'static str, &(u64, i64))| Reading {
            source,
            quoted: Quoted {
                micros: Units(cents * 10_000),
                observed_at: Timestamp(NOW.0 - age * 1_000),
            },
        };
        NAMES.iter().zip(said).map(one).collect()
    }

    fn price(said: &[(u64, i64)], asked: usize) -> Option<(u64, i64, String)> {
        let agreed = agreed(&readings(said), asked, NOW)?;
        let age = (NOW.0 - agreed.observed_at.0) / 1_000;
        Some((agreed.micros.0 / 10_000, age, agreed.sources.join("")))
    }

    #[test]
    fn the_median_of_those_that_are_fresh_and_near() {
        let all = |cents, age, sources: &str| Some((cents, age, sources.to_owned()));
        assert_eq!(
            price(&[(15_000, 5), (15_010, 3), (15_020, 9)], 3),
            all(15_010, 9, "abc")
        );
        assert_eq!(price(&[(15_000, 5), (15_020, 3)], 3), all(15_010, 5, "ab"));
        // One lies, up or down, and by little more than 2 %.
        assert_eq!(
            price(&[(15_000, 1), (15_010, 1), (30_000, 1)], 3),
            all(15_005, 1, "ab")
        );
        assert_eq!(
            price(&[(15_000, 1), (1, 1), (15_010, 1)], 3),
            all(15_005, 1, "ac")
        );
        assert_eq!(
            price(&[(15_000, 1), (15_010, 1), (15_311, 1)], 3),
            all(15_005, 1, "ab")
        );
        assert_eq!(
            price(&[(15_000, 1), (15_010, 1), (15_310, 1)], 3),
            all(15_010, 1, "abc")
        );
        // One lags, by two minutes and a second.
        assert_eq!(
            price(&[(15_000, 120), (15_010, 1), (15_100, 1)], 3),
            all(15_010, 120, "abc")
        );
        assert_eq!(
            price(&[(15_000, 121), (15_010, 1), (15_100, 1)], 3),
            all(15_055, 1, "bc")
        );
        // One is of the future: a clock may be a little ahead, and makes nothing fresher.
        assert_eq!(price(&[(15_000, -30), (15_010, -20)], 2), all(15_005, 0, "ab"));
        assert_eq!(price(&[(15_000, -31), (15_010, 1)], 2), None);
    }

    #[test]
    fn one_alone_is_believed_only_where_one_alone_was_named() {
        assert_eq!(price(&[(15_000, 1)], 3), None);
        assert_eq!(price(&[(15_000, 1)], 2), None);
        assert_eq!(price(&[(15_000, 1)], 1), Some((15_000, 1, "a".to_owned())));
        assert_eq!(price(&[(15_000, 121)], 1), None);
        assert_eq!(price(&[], 3), None);
        assert_eq!(price(&[], 0), None);
    }

    #[test]
    fn those_that_do_not_agree_give_nothing() {
        assert_eq!(price(&[(15_000, 1), (16_000, 1)], 2), None);
        assert_eq!(price(&[(15_000, 1), (16_000, 1), (17_000, 1)], 3), None);
        assert_eq!(
            price(&[(15_000, 1), (15_010, 1), (16_000, 1), (16_010, 1)], 4),
            None
        );
    }

    proptest! {
        #[test]
        fn fewer_than_half_of_liars_move_it_nowhere(lies in proptest::collection::vec((10_000_u64..=1_000_000_000_000, -200_i64..200), 2)) {
            let mut said = readings(&[(15_000, 1), (15_010, 2), (15_020, 3), (1, 1), (1, 1)]);
            for (reading, (micros, age)) in said[3..].iter_mut().zip(lies) {
                reading.quoted = Quoted { micros: Units(micros), observed_at: Timestamp(NOW.0 - age * 1_000) };
            }
            let found = agreed(&said, 5, NOW).expect("three of five agree");
            prop_assert!((150_000_000..=150_200_000).contains(&found.micros.0), "{found:?}");
        }

        #[test]
        fn nothing_overflows(prices: [u64; 5]) {
            let mut said = readings(&[(1, 1); 5]);
            for (reading, micros) in said.iter_mut().zip(prices) {
                reading.quoted.micros = Units(micros);
            }
            let found = agreed(&said, 5, NOW);
            prop_assert!(found.is_none_or(|found| found.sources.len() >= 2));
        }
    }
}
