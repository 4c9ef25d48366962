//! How lists of posts are ordered, as pure functions of what can be counted. The rules in words: docs/ranking.md.

use shared::Timestamp;

/// So much later a post stands for each doubling of what people do with it: twelve hours, in milliseconds.
pub(super) const DOUBLING: f64 = 12.0 * 60.0 * 60.0 * 1_000.0;
/// Writing something is more than a click.
pub(super) const COMMENT: i64 = 2;

/// Where a post stands among what is talked about now; a higher one stands first. It is the moment of publication, moved
/// on by twelve hours for each doubling of likes and comments, so that it changes only when those do: the order can be
/// kept in an index, and no clock turns it while somebody reads on.
pub fn trending(published_at: Timestamp, likes: u64, comments: u64) -> i64 {
    // Far below 2^53, where whole numbers are exact.
    let acts = likes as f64 + comments as f64 * COMMENT as f64;
    let moved = (acts + 1.0).log2() * DOUBLING;
    published_at.0.saturating_add(moved.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 60 * 60 * 1_000;

    #[test]
    fn each_doubling_is_worth_half_a_day() {
        let at = Timestamp(1_000_000);
        assert_eq!(trending(at, 0, 0), 1_000_000);
        assert_eq!(trending(at, 1, 0), 1_000_000 + 12 * HOUR);
        assert_eq!(trending(at, 3, 0), 1_000_000 + 24 * HOUR);
        assert_eq!(trending(at, 1, 1), trending(at, 3, 0));
    }

    #[test]
    fn yesterdays_talk_beats_todays_silence_but_not_for_ever() {
        let now = 1_000 * HOUR;
        let loved = |hours: i64| trending(Timestamp(now - hours * HOUR), 100, 20);
        let fresh = trending(Timestamp(now), 2, 0);
        assert!(loved(24) > fresh);
        assert!(loved(24 * 4) < fresh);
    }

    proptest! {
        #[test]
        fn more_never_stands_lower(at in 0_i64..4_000_000_000_000, likes in 0_u64..1_000_000, comments in 0_u64..1_000_000) {
            let here = trending(Timestamp(at), likes, comments);
            prop_assert!(trending(Timestamp(at), likes + 1, comments) >= here);
            prop_assert!(trending(Timestamp(at), likes, comments + 1) >= here);
            prop_assert!(trending(Timestamp(at + 1), likes, comments) > here);
            prop_assert!(here >= at);
        }
    }
}
