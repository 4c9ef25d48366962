//! Where bought time lies: a pure function from purchases to stretches. It refuses to lose a millisecond
//! that was paid for: what a higher tier displaces is moved behind it, but for what it was given in payment for.

use shared::{Timestamp, creators::TierLevel};
use uuid::Uuid;

/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;

/// Time at one creator's tier, bought at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    pub grant: Uuid,
    pub level: TierLevel,
    /// When it was credited, or the earlier moment that it counts from.
    pub at: Timestamp,
    /// Milliseconds bought.
    pub length: i64,
    /// Milliseconds of earlier grants at lower tiers that this one was paid with.
    pub takes: Vec<(Uuid, i64)>,
}

/// Where a purchase lies: `starts_at <= t < ends_at`. Of a stretch that was interrupted by a higher tier,
/// the part that is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub grant: Uuid,
    pub level: TierLevel,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

impl Stretch {
    pub fn runs(&self, now: Timestamp) -> bool {
        self.starts_at <= now && now < self.ends_at
    }
}

/// Lays one fan's purchases at one creator on the calendar, in the order they were credited: the same or a
/// lower tier goes behind what is bought, a higher one starts at once and moves the lower ones behind itself.
///
/// Laying all of them again whenever one is added or taken back leaves neither gap nor overlap.
pub fn lay(purchases: &[Purchase]) -> Vec<Stretch> {
    let mut purchases = purchases.to_vec();
    purchases.sort_by_key(|purchase| (purchase.at, purchase.grant));
    let mut laid: Vec<Stretch> = Vec::with_capacity(purchases.len());
    for new in purchases {
        let starts_at = laid
            .iter()
            .filter(|stretch| stretch.level >= new.level)
            .map(|stretch| stretch.ends_at)
            .fold(new.at, Ord::max);
        let ends_at = Timestamp(starts_at.0.saturating_add(new.length));
        let mut end = ends_at;
        let mut displaced: Vec<&mut Stretch> = laid
            .iter_mut()
            .filter(|stretch| stretch.level < new.level && stretch.ends_at > new.at)
            .collect();
        displaced.sort_by_key(|stretch| stretch.starts_at);
        for stretch in displaced {
            let taken = new.takes.iter().find(|(grant, _)| *grant == stretch.grant);
            let taken = taken.map_or(0, |(_, millis)| *millis);
            let left = stretch.ends_at.0 - stretch.starts_at.max(new.at).0 - taken;
            // What is used up ends here, and nothing of it waits.
            stretch.starts_at = if left > 0 { end } else { new.at };
            stretch.ends_at = Timestamp(stretch.starts_at.0.saturating_add(left.max(0)));
            end = end.max(stretch.ends_at);
        }
        laid.push(Stretch {
            grant: new.grant,
            level: new.level,
            starts_at,
            ends_at,
        });
    }
    laid
}

/// Until when each of these stretches gives access: for `grace` milliseconds past its end, unless other time follows it directly or
/// it is among those without. What nobody paid for has none, and nothing has it for whoever cancelled.
pub fn open_until(stretches: &[Stretch], grace: i64, without: impl Fn(&Stretch) -> bool) -> Vec<Timestamp> {
    let open = |stretch: &Stretch| {
        let end = stretch.ends_at;
        let follows = |next: &Stretch| next.starts_at <= end && end < next.ends_at;
        let over = stretch.starts_at >= end || stretches.iter().any(follows) || without(stretch);
        Timestamp(end.0.saturating_add(if over { 0 } else { grace }))
    };
    stretches.iter().map(open).collect()
}

/// What time at `level` counts from that is paid at `now`: the end of time of that level or above which is still open, for the days
/// of grace are a part of what is bought; else now.
pub fn counts_from(held: &[(Stretch, Timestamp)], level: TierLevel, now: Timestamp) -> Timestamp {
    let at_least = || held.iter().filter(|(stretch, _)| stretch.level >= level);
    if at_least().any(|(stretch, _)| stretch.ends_at > now) {
        return now;
    }
    at_least()
        .filter(|(stretch, open_until)| stretch.ends_at < *open_until && now < *open_until)
        .map(|(stretch, _)| stretch.ends_at)
        .max()
        .unwrap_or(now)
}

/// When the unbroken time at `level` or above ends that runs at `now`.
pub fn covered_until(stretches: &[Stretch], level: TierLevel, now: Timestamp) -> Timestamp {
    let mut end = now;
    // Each pass moves the end by one stretch or stops; stretches are few.
    while let Some(next) = stretches
        .iter()
        .filter(|stretch| stretch.level >= level && stretch.starts_at <= end && stretch.ends_at > end)
        .map(|stretch| stretch.ends_at)
        .max()
    {
        end = next;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use shared::creators::TierLevel::{Basic, Premium, Vip};
    use std::cmp::Reverse;

    fn bought(number: u128, level: TierLevel, day: i64) -> Purchase {
        Purchase {
            grant: Uuid::from_u128(number),
            level,
            at: Timestamp(day * DAY),
            length: 30 * DAY,
            takes: vec![],
        }
    }

    fn days(stretches: &[Stretch]) -> Vec<(i64, i64)> {
        stretches
            .iter()
            .map(|stretch| (stretch.starts_at.0 / DAY, stretch.ends_at.0 / DAY))
            .collect()
    }

    #[test]
    fn the_same_tier_extends_from_the_end() {
        let laid = lay(&[bought(1, Basic, 0), bought(2, Basic, 10), bought(3, Basic, 100)]);
        assert_eq!(days(&laid), [(0, 30), (30, 60), (100, 130)]);
    }

    #[test]
    fn a_higher_tier_starts_now_and_the_lower_one_waits() {
        let laid = lay(&[bought(1, Basic, 0), bought(2, Basic, 1), bought(3, Vip, 10)]);
        assert_eq!(days(&laid), [(40, 60), (60, 90), (10, 40)]);
    }

    #[test]
    fn a_lower_tier_starts_at_the_end() {
        let laid = lay(&[bought(1, Vip, 0), bought(2, Basic, 10), bought(3, Premium, 20)]);
        assert_eq!(days(&laid), [(0, 30), (60, 90), (30, 60)]);
    }

    #[test]
    fn coverage_counts_higher_tiers_and_stops_at_a_gap() {
        let laid = lay(&[bought(1, Vip, 0), bought(2, Basic, 10)]);
        let now = Timestamp(5 * DAY);
        assert_eq!(covered_until(&laid, Vip, now), Timestamp(30 * DAY));
        assert_eq!(covered_until(&laid, Basic, now), Timestamp(60 * DAY));
        assert_eq!(
            covered_until(&lay(&[bought(1, Vip, 0), bought(2, Vip, 50)]), Vip, now),
            Timestamp(30 * DAY)
        );
    }

    #[test]
    fn what_was_given_in_payment_is_used_up() {
        let raised = |day, takes: &[(u128, i64)]| Purchase {
            takes: takes
                .iter()
                .map(|(grant, days)| (Uuid::from_u128(*grant), days * DAY))
                .collect(),
            ..bought(3, Vip, day)
        };
        let lower = [bought(1, Basic, 0), bought(2, Premium, 5)];
        let with = |raised: Purchase| {
            let mut all = lower.to_vec();
            all.push(raised);
            days(&lay(&all))
        };
        assert_eq!(with(raised(10, &[])), [(65, 90), (40, 65), (10, 40)]);
        assert_eq!(
            with(raised(10, &[(1, 25), (2, 25)])),
            [(10, 10), (10, 10), (10, 40)]
        );
        assert_eq!(with(raised(10, &[(2, 20)])), [(45, 70), (40, 45), (10, 40)]);
        // The time between the order and its payment was used as well.
        assert_eq!(
            with(raised(12, &[(1, 25), (2, 25)])),
            [(12, 12), (12, 12), (12, 42)]
        );
    }

    /// A period that is sold, or free days.
    fn period() -> impl Strategy<Value = i64> {
        prop_oneof![Just(30), Just(90), Just(365), 1i64..=90]
    }

    fn purchases() -> impl Strategy<Value = Vec<Purchase>> {
        let level = prop_oneof![Just(Basic), Just(Premium), Just(Vip)];
        proptest::collection::vec((level, 0i64..200, 0i64..40, period()), 1..12).prop_map(|list| {
            let takes: Vec<i64> = list.iter().map(|(_, _, takes, _)| *takes).collect();
            let mut bought: Vec<Purchase> = list
                .into_iter()
                .enumerate()
                .map(|(number, (level, day, _, days))| Purchase {
                    length: days * DAY,
                    ..bought(number as u128, level, day)
                })
                .collect();
            for number in 0..bought.len() {
                let new = bought[number].clone();
                let lower = |other: &&Purchase| {
                    other.level < new.level && (other.at, other.grant) < (new.at, new.grant)
                };
                let taken = bought
                    .iter()
                    .filter(lower)
                    .map(|other| (other.grant, takes[number] * DAY));
                bought[number].takes = taken.collect();
            }
            bought
        })
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_nothing_is_lost(list in purchases()) {
            let laid = lay(&list);
            prop_assert_eq!(laid.len(), list.len());
            let mut sorted = laid.clone();
            sorted.retain(|stretch| stretch.starts_at < stretch.ends_at);
            sorted.sort_by_key(|stretch| stretch.starts_at);
            for pair in sorted.windows(2) {
                prop_assert!(pair[0].ends_at <= pair[1].starts_at);
            }
            // Simulate day by day: each day uses up one day of the highest tier held, of the oldest purchase first.
            let last = list.iter().map(|purchase| purchase.at).max().unwrap_or_default();
            let mut left: Vec<(Purchase, i64)> = list.iter().map(|purchase| (purchase.clone(), purchase.length / DAY)).collect();
            let mut day = 0;
            while day * DAY < last.0 || left.iter().any(|(_, left)| *left > 0) {
                let now = Timestamp(day * DAY);
                // Whatever is bought with other time uses that up at once.
                for new in list.iter().filter(|purchase| purchase.at == now) {
                    for (grant, millis) in &new.takes {
                        for (other, left) in left.iter_mut().filter(|(other, _)| other.grant == *grant) {
                            prop_assert!(other.level < new.level);
                            *left = (*left - millis / DAY).max(0);
                        }
                    }
                }
                let held = left
                    .iter_mut()
                    .filter(|(purchase, left)| purchase.at <= now && *left > 0)
                    .max_by_key(|(purchase, _)| (purchase.level, Reverse((purchase.at, purchase.grant))));
                let expected = held.map(|(purchase, left)| { *left -= 1; purchase.level });
                // Stretches show what is to come after the last purchase.
                if now >= last {
                    let shown = laid
                        .iter()
                        .find(|stretch| stretch.starts_at <= now && now < stretch.ends_at)
                        .map(|stretch| stretch.level);
                    prop_assert_eq!(shown, expected, "day {}", day);
                }
                day += 1;
            }
        }

        // At any moment there is, to the last one, where time stands still rather than turn.
        #[test]
        fn no_moment_is_too_late(
            list in proptest::collection::vec((prop_oneof![Just(Basic), Just(Premium), Just(Vip)], 0..=i64::MAX, period()), 1..6),
        ) {
            let bought: Vec<Purchase> = list
                .into_iter()
                .enumerate()
                .map(|(number, (level, at, days))| Purchase {
                    at: Timestamp(at),
                    length: days * DAY,
                    ..bought(number as u128, level, 0)
                })
                .collect();
            let whole: i128 = bought.iter().map(|one| i128::from(one.length)).sum();
            for stretch in lay(&bought) {
                let own = bought.iter().find(|one| one.grant == stretch.grant).expect("each is laid");
                prop_assert!(own.at <= stretch.starts_at && stretch.starts_at <= stretch.ends_at);
                let last = bought.iter().map(|one| i128::from(one.at.0)).max().unwrap_or_default();
                prop_assert!(i128::from(stretch.ends_at.0) <= last + whole);
            }
        }

        #[test]
        fn grace_follows_ends_alone_and_moves_nothing(list in purchases(), grace in 0i64..15) {
            let laid = lay(&list);
            let open = open_until(&laid, grace * DAY, |_| false);
            let held: Vec<_> = laid.iter().copied().zip(open).collect();
            for (stretch, until) in &held {
                let follows = laid.iter().any(|next| next.starts_at <= stretch.ends_at && stretch.ends_at < next.ends_at);
                let empty = stretch.starts_at == stretch.ends_at;
                let days = if follows || empty { 0 } else { grace };
                prop_assert_eq!(until.0 - stretch.ends_at.0, days * DAY);
                // Closed is closed, but where other time of the level or above is open still in its own days.
                let from = counts_from(&held, stretch.level, *until);
                let others = held.iter().filter(|(other, open)| {
                    other.level >= stretch.level && other.ends_at <= *until && *until < *open
                });
                let ends: Vec<_> = others.map(|(other, _)| other.ends_at).collect();
                prop_assert!(from == *until || ends.contains(&from), "{:?} of {:?}", from, ends);
                prop_assert!(!ends.is_empty() || from == *until);
            }
            // Whoever pays while it is open has what they would have had by paying just before its end.
            let last = held.iter().max_by_key(|(stretch, _)| stretch.ends_at).copied();
            if let Some((last, until)) = last.filter(|_| grace > 0) {
                for now in [last.ends_at, Timestamp(until.0 - 1)] {
                    prop_assert_eq!(counts_from(&held, last.level, now), last.ends_at);
                }
                let before = Timestamp(last.ends_at.0 - 1);
                prop_assert_eq!(counts_from(&held, last.level, before), before);
            }
            let none = open_until(&laid, grace * DAY, |_| true);
            prop_assert!(none.iter().zip(&laid).all(|(until, stretch)| *until == stretch.ends_at));
        }

        #[test]
        fn the_order_of_the_list_does_not_matter(list in purchases()) {
            let mut reversed = list.clone();
            reversed.reverse();
            prop_assert_eq!(lay(&list), lay(&reversed));
        }
    }
}
