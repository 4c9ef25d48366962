//! The worker that tells fans that their time ends: seven days before, three, one, on the last day, and when it is over. Each is told
//! once, however many servers work, and whoever was told late is told the last of it alone. It tells nobody who cancelled.
//!
//! A grant has the moment of its next reminder (`remind_at`), so nothing is read but what is due.

use super::{
    ending_store, store, stretch,
    timeline::{DAY, Stretch},
};
use crate::{
    Domain, Result, identity,
    notifications::{self, Notice},
    rounds::Rounds,
};
use shared::{Timestamp, ids::UserId, notifications::NotificationKind};
use std::{collections::BTreeSet, future::Future, time::Duration};
use uuid::Uuid;

/// How long before the end each step is, and how many days it speaks of; the last is the end itself.
const STEPS: [(i64, Option<i16>); 5] = [
    (7 * DAY, Some(7)),
    (3 * DAY, Some(3)),
    (DAY, Some(1)),
    (DAY / 2, Some(0)),
    (0, None),
];
/// What ended longer ago is told to nobody any more.
const LATE: i64 = 7 * DAY;
/// So many are looked at in one go.
const AT_ONCE: u64 = 200;
/// Between looks at what is due.
const SLEEP: Duration = Duration::from_secs(60);

/// When a fan is told next of the end of this stretch; never of one that was used up otherwise.
pub(super) fn next(stretch: &Stretch, now: Timestamp) -> Option<Timestamp> {
    let end = Some(stretch.ends_at.0).filter(|end| stretch.starts_at.0 < *end)?;
    let steps = STEPS
        .iter()
        .map(|(before, _)| Timestamp(end.saturating_sub(*before)));
    steps.into_iter().find(|step| *step > now)
}

/// The step that was reached last, if it is worth telling still.
fn reached(end: Timestamp, now: Timestamp) -> Option<Option<i16>> {
    if now.0.saturating_sub(end.0) > LATE {
        return None;
    }
    let reached = STEPS
        .iter()
        .filter(|(before, _)| end.0.saturating_sub(*before) <= now.0);
    reached.map(|(_, days)| *days).next_back()
}

/// Works until `shutdown` completes.
pub async fn run(domain: Domain, shutdown: impl Future<Output = ()>) {
    let rounds = Rounds {
        trouble: "reminders cannot be read; they wait",
        rest: SLEEP,
        bell: None,
    };
    let round = async || match round(&domain).await? as u64 {
        AT_ONCE => Ok(Duration::ZERO),
        _ => Ok(SLEEP),
    };
    rounds.run(shutdown, round).await;
}

/// Tells what is due, and says how many grants that were; there may be more.
///
/// # Errors
/// Only where nothing can be read; what cannot be written is logged and waits.
pub async fn round(domain: &Domain) -> Result<usize> {
    let due = ending_store::due(&domain.db, domain.now(), AT_ONCE).await?;
    let looked = due.len();
    for (user, creator) in due.into_iter().collect::<BTreeSet<_>>() {
        if let Err(error) = remind(domain, user, creator).await {
            tracing::error!(%user, %creator, %error, "a reminder could not be written");
        }
    }
    Ok(looked)
}

/// Tells a fan of the ends of their time at a creator that are due.
async fn remind(domain: &Domain, user: Uuid, creator: Uuid) -> Result<()> {
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, UserId(user)).await?;
    let now = domain.now();
    let rows = store::at_creator(&tx, user, creator).await?;
    let stretches = rows.iter().map(stretch).collect::<Result<Vec<_>>>()?;
    let cancelled = !ending_store::cancelled(&tx, user, Some(creator))
        .await?
        .is_empty();
    for (row, own) in rows.iter().zip(&stretches) {
        if row.remind_at.is_none_or(|at| at > now.0) {
            continue;
        }
        let end = own.ends_at;
        // Time of the same tier or a higher one that goes on is no end.
        let goes_on = stretches
            .iter()
            .any(|other| other.level >= own.level && other.starts_at <= end && end < other.ends_at);
        let step = reached(end, now).filter(|_| own.starts_at < end && !goes_on && !cancelled);
        if let Some(days) = step {
            let (kind, step) = match days {
                Some(days) => (NotificationKind::Expiry, days),
                None => (NotificationKind::Ended, 0),
            };
            let key = format!("{creator} {} {} {step}", own.level.rank(), end.0);
            let notice = Notice {
                from: ending_store::giver(&tx, user, row.order_id).await?,
                creator: Some(UserId(creator)),
                tier: Some(own.level),
                moment: Some(end),
                days,
                ..Notice::new(UserId(user), kind, key)
            };
            notifications::tell(domain, &tx, notice).await?;
        }
        ending_store::remind_next(&tx, row.id, next(own, now)).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::creators::TierLevel;

    #[test]
    fn each_step_is_reached_in_its_turn_and_what_was_missed_is_not_told_again() {
        let end = Timestamp(100 * DAY);
        let stretch = Stretch {
            grant: Uuid::nil(),
            level: TierLevel::Basic,
            starts_at: Timestamp(70 * DAY),
            ends_at: end,
        };
        let at = |days: i64, millis: i64| Timestamp((100 - days) * DAY + millis);
        assert_eq!(reached(end, at(7, -1)), None);
        assert_eq!(next(&stretch, at(7, -1)), Some(at(7, 0)));
        let reached_at = |now| reached(end, now).flatten();
        assert_eq!(reached_at(at(7, 0)), Some(7));
        assert_eq!(next(&stretch, at(7, 0)), Some(at(3, 0)));
        assert_eq!(reached_at(at(3, 0)), Some(3));
        assert_eq!(reached_at(at(1, -1)), Some(3));
        assert_eq!(reached_at(at(1, 0)), Some(1));
        assert_eq!(reached_at(at(0, -1)), Some(0));
        assert_eq!((reached(end, end), next(&stretch, end)), (Some(None), None));
        assert_eq!(reached(end, at(-7, 0)), Some(None));
        assert_eq!(reached(end, at(-7, 1)), None);
        let used_up = Stretch {
            ends_at: stretch.starts_at,
            ..stretch
        };
        assert_eq!(next(&used_up, Timestamp(0)), None);
    }
}
