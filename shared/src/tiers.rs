//! What a creator changes of their tiers: names, prices, words, what is on offer, and what is taken off for longer periods.
//! A set of tiers in which paying more would give less is refused.

use crate::{
    Refusal,
    creators::TierLevel,
    identity::plain_text,
    money::{Currency, Units},
    pricing::PeriodDiscounts,
    text::Lang,
};
use serde::{Deserialize, Serialize};

/// Characters of a tier's name.
pub const NAME: usize = 30;
/// Characters of what a tier says of itself.
pub const DESCRIPTION: usize = 200;
/// Lines of what a tier gives.
pub const BENEFITS: usize = 8;
/// Characters of one of these lines.
pub const BENEFIT: usize = 80;

/// All of a creator's tiers as they shall be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TiersChange {
    /// A level that is not named is taken off the offer and stays as it was otherwise.
    pub tiers: Vec<TierChange>,
    /// What all their prices are in.
    #[serde(default)]
    pub currency: Currency,
    #[serde(default)]
    pub discounts: PeriodDiscounts,
}

/// A tier as it shall be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TierChange {
    /// `basic`, `premium` or `vip`.
    pub level: String,
    /// For 30 days.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub price: Units,
    /// Up to [`NAME`] characters; the level's own name when empty.
    #[serde(default)]
    pub name: String,
    /// Up to [`DESCRIPTION`] characters.
    #[serde(default)]
    pub description: String,
    /// Up to [`BENEFITS`] lines of up to [`BENEFIT`] characters.
    #[serde(default)]
    pub benefits: Vec<String>,
    /// Whether it is on offer.
    pub active: bool,
}

/// A checked [`TierChange`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedTier {
    pub level: TierLevel,
    pub price: Units,
    pub name: String,
    pub description: String,
    pub benefits: Vec<String>,
    pub active: bool,
}

impl TierChange {
    fn parse(&self, currency: Currency) -> Result<ChangedTier, Refusal> {
        let level: TierLevel = self.level.parse()?;
        let (price, name, description, benefits) = fields(level);
        currency.of(self.price).checked_price(price)?;
        let lines = self
            .benefits
            .iter()
            .map(|line| plain_text(benefits, line, (0, BENEFIT), false))
            .filter(|line| line.as_ref().map_or(true, |line| !line.is_empty()))
            .collect::<Result<Vec<_>, _>>()?;
        if lines.len() > BENEFITS {
            return Err(Refusal::field(benefits, |lang| lang.tier_lists(BENEFITS)));
        }
        Ok(ChangedTier {
            level,
            price: self.price,
            name: plain_text(name, &self.name, (0, NAME), false)?,
            description: plain_text(description, &self.description, (0, DESCRIPTION), false)?,
            benefits: lines,
            active: self.active,
        })
    }
}

/// Where a fault of a tier is told: its price, name, description and benefits.
pub fn fields(level: TierLevel) -> (&'static str, &'static str, &'static str, &'static str) {
    match level {
        TierLevel::Basic => ("basic", "basic_name", "basic_description", "basic_benefits"),
        TierLevel::Premium => (
            "premium",
            "premium_name",
            "premium_description",
            "premium_benefits",
        ),
        TierLevel::Vip => ("vip", "vip_name", "vip_description", "vip_benefits"),
    }
}

impl TiersChange {
    /// Checks every value; the first fault names its field.
    ///
    /// # Errors
    /// `invalid` at `tiers`, at a level's field as [`fields`] names them, or at `days_90` or `days_365`.
    pub fn parse(&self) -> Result<(Vec<ChangedTier>, PeriodDiscounts), Refusal> {
        let mut tiers: Vec<ChangedTier> = Vec::with_capacity(self.tiers.len());
        for change in &self.tiers {
            let tier = change.parse(self.currency)?;
            if tiers.iter().any(|known| known.level == tier.level) {
                return Err(Refusal::field("tiers", Lang::tier_twice));
            }
            tiers.push(tier);
        }
        tiers.sort_by_key(|tier| tier.level);
        rising(tiers.iter().filter(|tier| tier.active).map(|tier| tier.price))?;
        Ok((tiers, self.discounts.checked()?))
    }
}

/// Whether these prices, from the lowest tier on offer to the highest, make sense together.
///
/// # Errors
/// `invalid` at `tiers` where nothing is on offer, or a higher tier does not cost more.
pub fn rising(prices: impl IntoIterator<Item = Units>) -> Result<(), Refusal> {
    let prices: Vec<Units> = prices.into_iter().collect();
    if prices.is_empty() {
        return Err(Refusal::field("tiers", Lang::tiers_none));
    }
    // Whoever pays more gets all that the others get; the other way round nobody would understand it.
    if prices.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(Refusal::field("tiers", Lang::tiers_falling));
    }
    Ok(())
}
