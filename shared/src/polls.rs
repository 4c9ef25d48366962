//! Polls: a few answers below a post, one for each person, until a moment. How the votes stand is told only to those who
//! voted, to the author, and to everybody once it is over.

use crate::{Refusal, Timestamp, identity::plain_text, text::Lang};
use serde::{Deserialize, Serialize};

/// How many answers a poll has.
pub const OPTIONS: std::ops::RangeInclusive<usize> = 2..=6;
/// How many days it is open.
pub const DAYS: std::ops::RangeInclusive<u32> = 1..=30;
/// Characters of an answer.
pub const OPTION: (usize, usize) = (1, 80);

/// A poll to put below a post; the post's title is the question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PollDraft {
    /// 2 to 6 answers of up to 80 characters, no two alike.
    pub options: Vec<String>,
    /// 1 to 30.
    pub days: u32,
}

impl PollDraft {
    /// Checks every value; the first fault names its field.
    pub fn parse(&self) -> Result<Self, Refusal> {
        if !OPTIONS.contains(&self.options.len()) {
            return Err(Refusal::field("poll.options", Lang::poll_answers));
        }
        if !DAYS.contains(&self.days) {
            return Err(Refusal::field("poll.days", Lang::poll_days));
        }
        let mut options: Vec<String> = Vec::with_capacity(self.options.len());
        for text in &self.options {
            let text = plain_text("poll.options", text, OPTION, false)?;
            if options
                .iter()
                .any(|known| known.to_lowercase() == text.to_lowercase())
            {
                return Err(Refusal::field("poll.options", Lang::poll_twins));
            }
            options.push(text);
        }
        Ok(Self {
            options,
            days: self.days,
        })
    }
}

/// A poll as one viewer gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PollView {
    pub options: Vec<PollOption>,
    /// People who voted.
    pub votes: u64,
    /// The viewer's answer, by its place from 0.
    pub choice: Option<u16>,
    /// Whether one can vote.
    pub open: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub ends_at: Timestamp,
}

/// One answer of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PollOption {
    pub text: String,
    /// Absent while the viewer is not to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u64>,
}

/// An answer to a poll; another one replaces it as long as the poll is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// The answer's place from 0.
    pub option: u16,
}

/// What share of `of` a number is, in whole percent, rounded; 0 of nothing.
pub fn percent(votes: u64, of: u64) -> u64 {
    if of == 0 {
        return 0;
    }
    u64::try_from((u128::from(votes) * 200 + u128::from(of)) / (2 * u128::from(of))).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(options: &[&str], days: u32) -> PollDraft {
        PollDraft {
            options: options.iter().map(|text| (*text).to_owned()).collect(),
            days,
        }
    }

    #[test]
    fn a_poll_has_a_few_different_answers() {
        let parsed = draft(&[" Red ", "Blue"], 7).parse().expect("a poll");
        assert_eq!(parsed.options, ["Red", "Blue"]);
        for (options, days) in [
            (&["Red"][..], 7),
            (&["1", "2", "3", "4", "5", "6", "7"], 7),
            (&["Red", "red"], 7),
            (&["Red", " "], 7),
            (&["Red", "Blue"], 0),
            (&["Red", "Blue"], 31),
        ] {
            assert!(draft(options, days).parse().is_err(), "{options:?} {days}");
        }
        let long = "x".repeat(81);
        assert!(draft(&["Red", &long], 7).parse().is_err());
    }

    #[test]
    fn shares_are_whole_percent() {
        assert_eq!(percent(0, 0), 0);
        assert_eq!(percent(1, 3), 33);
        assert_eq!(percent(2, 3), 67);
        assert_eq!(percent(1, 200), 1);
        assert_eq!(percent(7, 7), 100);
        assert_eq!(percent(u64::MAX, u64::MAX), 100);
    }
}
