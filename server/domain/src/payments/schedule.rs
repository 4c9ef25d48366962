//! When the scanner looks at an order again: a pure function. It never gives up on an order that money could
//! still reach.

use shared::{Timestamp, payments::OrderStatus};
use std::time::Duration;

/// Blocks beyond a transaction's last one before its absence counts.
pub const LANDING_MARGIN: u64 = 64;
/// Blocks that a blockhash lives: what is unknown now cannot land later than this.
pub const BLOCKHASH_LIFE: u64 = 150;

const SUBMITTED: Duration = Duration::from_millis(400);
/// Checks of a reported signature before they become rarer: what is sent well is confirmed by then.
const SUBMITTED_QUICK: i32 = 10;
const LONGEST_BACKOFF: Duration = Duration::from_secs(32);
/// The first look at an order that no transaction was asked for: a program may pay it by itself.
pub const FIRST_LOOK: Duration = Duration::from_secs(15);
const AFTERWARDS: Duration = Duration::from_secs(5 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Looks at an order that is settled, after its end: whoever pays it again by hand is found then.
const AFTER_THE_END: [Duration; 4] = [
    Duration::from_secs(60 * 60),
    DAY,
    Duration::from_secs(7 * 24 * 60 * 60),
    GIVE_UP,
];
const GIVE_UP: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What the next look depends on.
#[derive(Clone, Copy, Debug)]
pub struct Outlook {
    pub status: OrderStatus,
    /// Looks since something last happened.
    pub checks: i32,
    /// Something given out or reported may still land, or a case may still vanish.
    pub can_land: bool,
    pub expires_at: Timestamp,
}

/// When to look next; `None`: not by itself.
pub fn next_look(order: Outlook, now: Timestamp) -> Option<Timestamp> {
    use OrderStatus::{Confirmed, Finalized, Review, Submitted};
    let soon = |checks: i32| now.after(doubled(Duration::from_secs(1), checks, LONGEST_BACKOFF));
    match order.status {
        Submitted if order.checks < SUBMITTED_QUICK => Some(now.after(SUBMITTED)),
        Submitted => Some(soon(order.checks - SUBMITTED_QUICK)),
        Confirmed => Some(soon(order.checks)),
        // A second payment for it could still land.
        Finalized | Review if order.can_land => Some(soon(order.checks)),
        // And a program can pay again by itself what it knows the reference of.
        Finalized | Review => {
            let looks = AFTER_THE_END.map(|after| order.expires_at.after(after));
            looks.into_iter().find(|look| *look > now)
        }
        _ if order.can_land => Some(soon(order.checks)),
        _ if now < order.expires_at => {
            let next = now.after(doubled(FIRST_LOOK, order.checks, AFTERWARDS));
            Some(next.min(order.expires_at))
        }
        _ if now < order.expires_at.after(DAY) => Some(now.after(AFTERWARDS)),
        _ if now < order.expires_at.after(GIVE_UP) => Some(now.after(DAY)),
        _ => None,
    }
}

/// A wait that doubles with every check.
fn doubled(first: Duration, checks: i32, longest: Duration) -> Duration {
    let times = 2_u32.saturating_pow(u32::try_from(checks.max(0)).unwrap_or(u32::MAX));
    first.saturating_mul(times).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlook(status: OrderStatus, checks: i32) -> Outlook {
        Outlook {
            status,
            checks,
            can_land: true,
            expires_at: Timestamp(1_800_000),
        }
    }

    fn wait(order: Outlook, now: i64) -> Option<i64> {
        next_look(order, Timestamp(now)).map(|next| next.0 - now)
    }

    #[test]
    fn while_it_can_land_the_waits_double_up_to_half_a_minute() {
        let waits: Vec<_> = (0..8)
            .map(|checks| wait(outlook(OrderStatus::AwaitingSignature, checks), 0))
            .collect();
        let expected = [1, 2, 4, 8, 16, 32, 32, 32].map(|seconds| Some(seconds * 1000));
        assert_eq!(waits, expected);
        assert_eq!(
            wait(outlook(OrderStatus::AwaitingSignature, i32::MAX), 0),
            Some(32_000)
        );
    }

    #[test]
    fn a_reported_signature_is_looked_for_at_once() {
        assert_eq!(wait(outlook(OrderStatus::Submitted, 0), 0), Some(400));
        assert_eq!(wait(outlook(OrderStatus::Submitted, 9), 0), Some(400));
        let waits = [10, 11, 14, 15, 500].map(|checks| wait(outlook(OrderStatus::Submitted, checks), 0));
        assert_eq!(waits, [1_000, 2_000, 16_000, 32_000, 32_000].map(Some));
    }

    #[test]
    fn afterwards_five_minutes_then_days_then_never() {
        let mut order = outlook(OrderStatus::Expired, 3);
        order.can_land = false;
        let end = order.expires_at.0;
        let day = 86_400_000;
        assert_eq!(wait(order, end), Some(300_000));
        assert_eq!(wait(order, end + day), Some(day));
        assert_eq!(wait(order, end + 29 * day), Some(day));
        assert_eq!(wait(order, end + 30 * day), None);
    }

    #[test]
    fn nothing_is_left_open_past_its_end_without_a_look() {
        let mut order = outlook(OrderStatus::Created, 0);
        order.can_land = false;
        let waits: Vec<_> = (0..7)
            .map(|checks| {
                order.checks = checks;
                wait(order, 0)
            })
            .collect();
        let expected = [15, 30, 60, 120, 240, 300, 300].map(|seconds| Some(seconds * 1000));
        assert_eq!(waits, expected);
        assert_eq!(wait(order, order.expires_at.0 - 1), Some(1));
    }

    #[test]
    fn what_is_settled_is_looked_at_ever_more_seldom() {
        for status in [OrderStatus::Review, OrderStatus::Finalized] {
            let mut order = outlook(status, 0);
            assert_eq!(wait(order, 0), Some(1_000), "a second payment could still land");
            order.can_land = false;
            let (end, hour) = (order.expires_at.0, 3_600_000);
            let mut looks = vec![];
            let mut now = 0;
            while let Some(pause) = wait(order, now) {
                now += pause;
                looks.push((now - end) / hour);
            }
            assert_eq!(looks, [1, 24, 7 * 24, 30 * 24]);
        }
    }
}
