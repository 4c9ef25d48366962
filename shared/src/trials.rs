//! Free days of a tier, by a code: for whoever never had a subscription at its creator. Nothing is paid for them, and nothing follows
//! by itself. It decides nothing.

use crate::{Refusal, creators::TierLevel, text::Lang};
use serde::{Deserialize, Serialize};

/// The fewest and the most days that a code gives.
pub const TRIAL_DAYS: (u16, u16) = (1, 90);

/// So many free days of a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Trial {
    pub tier: TierLevel,
    /// 1 to 90.
    pub days: u16,
}

impl Trial {
    /// # Errors
    /// `invalid` at `days` or `tier`.
    pub fn of(days: u16, tier: Option<TierLevel>) -> Result<Self, Refusal> {
        let (least, most) = TRIAL_DAYS;
        if !(least..=most).contains(&days) {
            return Err(Refusal::field("days", |lang| lang.days_range(least, most)));
        }
        let tier = tier.ok_or_else(|| Refusal::field("tier", Lang::days_of_tier))?;
        Ok(Self { tier, days })
    }
}

/// Asks for the free days of a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TrialRequest {
    pub code: String,
    /// The tier that they are of: a code for another one is refused.
    pub tier: TierLevel,
}

/// How free days stand to the one who looks at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrialState {
    /// They can be had.
    Open,
    /// They have them, by this code.
    Running,
    /// They had a subscription here before.
    Used,
    /// The code was used as often as it can be.
    UsedUp,
}

/// What a code in a page's address gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialView {
    /// As its creator wrote it.
    pub code: String,
    pub trial: Trial,
    pub state: TrialState,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_other_number_of_days_is_given(days: u16) {
            let trial = Trial::of(days, Some(TierLevel::Premium));
            prop_assert_eq!(trial.ok().map(|trial| trial.days), (1..=90).contains(&days).then_some(days));
        }
    }

    #[test]
    fn days_are_counted_and_of_a_tier() {
        for days in [1, 14, 90] {
            let trial = Trial::of(days, Some(TierLevel::Basic)).expect("valid");
            assert_eq!((trial.days, trial.tier), (days, TierLevel::Basic));
        }
        for (days, tier, field) in [
            (0, Some(TierLevel::Vip), "days"),
            (91, Some(TierLevel::Vip), "days"),
            (u16::MAX, None, "days"),
            (14, None, "tier"),
        ] {
            let refused = Trial::of(days, tier).expect_err("refused");
            assert_eq!(refused.field.as_deref(), Some(field), "{days} {tier:?}");
        }
    }
}
