//! A subscription as its holder reads it. Plain values; no markup.

use shared::{Timestamp, payments::SubscriptionView, text::Lang};

/// Until when, from when, or since when it is over.
pub fn time(lang: Lang, held: &SubscriptionView, now: Timestamp) -> String {
    if let Some(until) = held.open_until {
        lang.ended_still_open(&lang.date(held.valid_until), &lang.date(until))
    } else if held.running {
        lang.subscription_until(&lang.date(held.valid_until))
    } else if held.started_at > now {
        lang.subscription_from(&lang.date(held.started_at))
    } else {
        lang.subscription_ended(&lang.date(held.valid_until))
    }
}

/// Whether it is over.
pub fn is_over(held: &SubscriptionView, now: Timestamp) -> bool {
    !held.running && held.valid_until <= now
}

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// So many days before its end a subscription is said to end.
const SOON: i64 = 7;

/// A word of what ends within a week; none for what goes on, waits or is over.
pub fn ends_soon(lang: Lang, held: &SubscriptionView, now: Timestamp) -> Option<String> {
    let left = (held.valid_until.0 - now.0) / DAY;
    if held.open_until.is_some() {
        return Some(lang.renew_to_keep().to_owned());
    }
    // Whoever cancelled knows.
    if !held.running || held.cancelled || left >= SOON {
        return None;
    }
    Some(match u64::try_from(left) {
        Ok(days @ 1..) => lang.subscription_ends_in(days),
        _ => lang.subscription_ends_today().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::creators::{CreatorRef, TierLevel};

    #[test]
    fn what_ends_within_a_week_says_so() {
        let says = |running, until| {
            let words = ends_soon(Lang::En, &held(running, 0, until), Timestamp(1_000));
            words.unwrap_or_default()
        };
        let hour = DAY / 24;
        assert_eq!(says(true, 8 * DAY), "");
        assert_eq!(says(true, 7 * DAY - hour), "Ends in 6 days");
        assert_eq!(says(true, DAY + hour), "Ends in 1 day");
        assert_eq!(says(true, DAY), "Ends today");
        assert_eq!(says(false, DAY), "", "it waits, or is over");
        let mut cancelled = held(true, 0, DAY);
        cancelled.cancelled = true;
        assert_eq!(ends_soon(Lang::En, &cancelled, Timestamp(1_000)), None);
        let mut open = held(true, 0, 5);
        open.open_until = Some(Timestamp(DAY));
        assert_eq!(
            ends_soon(Lang::En, &open, Timestamp(6)).as_deref(),
            Some(Lang::En.renew_to_keep())
        );
        assert!(time(Lang::En, &open, Timestamp(6)).contains("still open until"));
    }

    fn held(running: bool, from: i64, until: i64) -> SubscriptionView {
        SubscriptionView {
            creator: CreatorRef {
                handle: "alice".parse().expect("a handle"),
                name: "Alice".into(),
                avatar: None,
            },
            tier: TierLevel::Basic,
            running,
            started_at: Timestamp(from),
            valid_until: Timestamp(until),
            open_until: None,
            cancelled: false,
            given_by: None,
            renewal: None,
        }
    }

    #[test]
    fn a_subscription_runs_is_to_come_or_is_over() {
        let now = Timestamp(5);
        let (runs, waits, ended) = (held(true, 0, 10), held(false, 6, 10), held(false, 0, 5));
        assert_eq!(
            [&runs, &waits, &ended].map(|held| is_over(held, now)),
            [false, false, true]
        );
        assert!(time(Lang::En, &runs, now).starts_with("until"));
        assert!(time(Lang::En, &waits, now).starts_with("from"));
        assert!(time(Lang::En, &ended, now).starts_with("ended"));
    }
}
