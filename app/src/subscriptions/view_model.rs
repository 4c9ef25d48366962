//! A subscription as its holder reads it. Plain values; no markup.

use shared::{Timestamp, payments::SubscriptionView, text::Lang};

/// Until when, from when, or since when it is over.
pub fn time(lang: Lang, held: &SubscriptionView, now: Timestamp) -> String {
    if held.running {
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

#[cfg(test)]
mod tests {
    use super::*;
    use shared::creators::{CreatorRef, TierLevel};

    #[test]
    fn a_subscription_runs_is_to_come_or_is_over() {
        let of = |running, from, until| SubscriptionView {
            creator: CreatorRef {
                handle: "alice".parse().expect("a handle"),
                name: "Alice".into(),
                avatar: None,
            },
            tier: TierLevel::Basic,
            running,
            started_at: Timestamp(from),
            valid_until: Timestamp(until),
        };
        let now = Timestamp(5);
        let runs = of(true, 0, 10);
        let waits = of(false, 6, 10);
        let ended = of(false, 0, 5);
        assert_eq!(
            [&runs, &waits, &ended].map(|held| is_over(held, now)),
            [false, false, true]
        );
        assert!(time(Lang::En, &runs, now).starts_with("until"));
        assert!(time(Lang::En, &waits, now).starts_with("from"));
        assert!(time(Lang::En, &ended, now).starts_with("ended"));
    }
}
