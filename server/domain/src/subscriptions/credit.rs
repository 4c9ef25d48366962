//! What unused time at lower tiers is worth to whoever moves up, to the base unit. Only time whose payment is final counts,
//! so that it cannot vanish after it was given in payment.

use super::{store, timeline::DAY};
use crate::{Result, columns::corrupt};
use sea_orm::ConnectionTrait;
use shared::{
    Timestamp,
    creators::TierLevel,
    ids::UserId,
    money::{Amount, Units},
    pricing::{part_worth, share},
};
use uuid::Uuid;

/// Time of one grant that is still to come, and what it was paid with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unused {
    pub grant: Uuid,
    /// Milliseconds to come.
    pub left: u64,
    /// Milliseconds bought.
    pub length: u64,
    /// For all of it, with what was credited then.
    pub paid: Units,
}

/// What is taken off an order for unused time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    pub amount: Units,
    /// Milliseconds of each grant that are given in payment.
    pub takes: Vec<(Uuid, u64)>,
}

/// Credits unused time in its order, up to `most`; time that is not needed for it stays.
pub fn credit(unused: &[Unused], most: Units) -> Credit {
    let mut credit = Credit::default();
    for time in unused {
        let room = most.checked_sub(credit.amount).unwrap_or_default();
        let all = share(time.paid, time.left, time.length).unwrap_or_default();
        let (worth, millis) = if all <= room {
            (all, time.left)
        } else {
            // `room` is less than what is left is worth, so a part of it is enough.
            let part = part_worth(time.paid, room, time.length).unwrap_or(time.left);
            (room, part.min(time.left))
        };
        if worth == Units::ZERO {
            continue;
        }
        credit.amount = Units(credit.amount.0.saturating_add(worth.0));
        credit.takes.push((time.grant, millis));
    }
    credit
}

/// What somebody who moves up to `tier` of a creator can count on, up to `most`: nothing, unless a lower tier runs. Time that was
/// paid in another currency is no credit; it waits behind the new tier.
pub async fn moving_up(
    db: &impl ConnectionTrait,
    user: UserId,
    creator: UserId,
    tier: TierLevel,
    now: Timestamp,
    most: Amount,
) -> Result<Credit> {
    let mut held = store::unexpired(db, user, &[creator], now).await?;
    let mut running = None;
    for row in &held {
        if row.starts_at <= now.0 {
            running = running.max(Some(store::level(row)?));
        }
    }
    if running.is_none_or(|running| running >= tier) {
        return Ok(Credit::default());
    }
    held.retain(|row| row.tier_rank < Some(tier.rank()));
    held.sort_by_key(|row| (row.starts_at, row.id));
    let paid = store::paid_for_good(db, held.iter().map(|row| row.order_id), most.currency).await?;
    let mut unused = Vec::with_capacity(held.len());
    for row in &held {
        let Some(paid) = paid.get(&row.order_id).copied() else {
            continue;
        };
        let bad = || corrupt("grants", row.id);
        unused.push(Unused {
            grant: row.id,
            left: left(row.starts_at, row.ends_at.ok_or_else(bad)?, now),
            length: u64::from(row.days.ok_or_else(bad)?.unsigned_abs()) * DAY.unsigned_abs(),
            paid,
        });
    }
    Ok(credit(&unused, most.units))
}

/// Whether what an order made at `made_at` counts on can be used up at `now`: between the two its time may have run, and
/// nothing else may have become of it.
pub async fn stands(
    db: &impl ConnectionTrait,
    order: Uuid,
    made_at: Timestamp,
    now: Timestamp,
) -> Result<bool> {
    let age = now.0.saturating_sub(made_at.0).max(0).unsigned_abs();
    for (millis, held) in store::counted_on(db, order).await? {
        let left = held
            .and_then(|grant| Some(left(grant.starts_at, grant.ends_at?, now)))
            .unwrap_or(0);
        if left.saturating_add(age) < millis {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Milliseconds of a stretch that are to come.
fn left(starts_at: i64, ends_at: i64, now: Timestamp) -> u64 {
    ends_at.saturating_sub(starts_at.max(now.0)).max(0).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(grant: u128, days_left: u64, paid: u64) -> Unused {
        Unused {
            grant: Uuid::from_u128(grant),
            left: days_left * DAY.unsigned_abs(),
            length: 30 * DAY.unsigned_abs(),
            paid: Units(paid),
        }
    }

    #[test]
    fn twenty_of_thirty_days_are_worth_two_thirds() {
        let all = credit(&[month(1, 20, 50_000_000)], Units(349_000_000));
        assert_eq!(all.amount, Units(33_333_333));
        assert_eq!(all.takes, [(Uuid::from_u128(1), 20 * DAY.unsigned_abs())]);
    }

    #[test]
    fn what_is_not_needed_stays() {
        let held = [
            month(1, 15, 30_000_000),
            month(2, 30, 30_000_000),
            month(3, 30, 30_000_000),
        ];
        let some = credit(&held, Units(20_000_000));
        assert_eq!(some.amount, Units(20_000_000));
        let days: Vec<u64> = some
            .takes
            .iter()
            .map(|(_, millis)| millis / DAY.unsigned_abs())
            .collect();
        assert_eq!(days, [15, 5]);
        assert_eq!(credit(&held, Units::ZERO), Credit::default());
    }

    proptest! {
        #[test]
        fn a_credit_is_covered_by_the_time_it_takes(
            times in proptest::collection::vec((0u64..=1_000, 1u64..=1_000, any::<u64>()), 0..6),
            most: u64,
        ) {
            let unused: Vec<Unused> = times
                .iter()
                .enumerate()
                .map(|(number, (left, length, paid))| Unused {
                    grant: Uuid::from_u128(number as u128),
                    left: *left.min(length),
                    length: *length,
                    paid: Units(*paid),
                })
                .collect();
            let credit = credit(&unused, Units(most));
            prop_assert!(credit.amount.0 <= most);
            let (mut covered, mut whole) = (0_u128, 0_u128);
            for time in &unused {
                let taken = credit.takes.iter().find(|(grant, _)| *grant == time.grant).map_or(0, |(_, millis)| *millis);
                prop_assert!(taken <= time.left);
                covered += u128::from(time.paid.0) * u128::from(taken) / u128::from(time.length);
                whole += u128::from(time.paid.0) * u128::from(time.left) / u128::from(time.length);
            }
            prop_assert!(u128::from(credit.amount.0) <= covered);
            prop_assert_eq!(u128::from(credit.amount.0), whole.min(u128::from(most)));
        }
    }
}
