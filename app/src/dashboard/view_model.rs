//! The dashboard as its pages show it: sums, what stands in the form of tiers, and what could not be saved. Plain values;
//! no markup.

use crate::errors::field_fault;
use shared::{
    Code, Problem,
    creators::{TierLevel, TierView},
    money::Lamports,
    payments::Revenue,
    pricing::PeriodDiscounts,
    text::Lang,
};

/// A part of the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Overview,
    Sales,
    Tiers,
    Referrals,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Overview, Self::Sales, Self::Tiers, Self::Referrals];

    pub fn path(self) -> &'static str {
        match self {
            Self::Overview => "/dashboard",
            Self::Sales => "/dashboard/orders",
            Self::Tiers => "/dashboard/tiers",
            Self::Referrals => "/dashboard/referrals",
        }
    }

    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Overview => lang.dashboard_overview(),
            Self::Sales => lang.dashboard_sales(),
            Self::Tiers => lang.dashboard_tiers(),
            Self::Referrals => lang.dashboard_referrals(),
        }
    }
}

/// What came in of all kinds, and what of it is final.
pub fn total(revenue: &[Revenue]) -> (Lamports, Lamports) {
    let sum = |of: fn(&Revenue) -> Lamports| {
        let sum = revenue
            .iter()
            .fold(0_u64, |sum, line| sum.saturating_add(of(line).0));
        Lamports(sum)
    };
    (sum(|line| line.received), sum(|line| line.booked))
}

/// What stands in the fields of a tier, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedTier {
    pub on: bool,
    /// In SOL.
    pub price: String,
    pub name: String,
    pub description: String,
    /// One a line.
    pub benefits: String,
}

/// What stands in the form of tiers, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// From Basic to VIP.
    pub tiers: [TypedTier; 3],
    pub days_90: String,
    pub days_365: String,
}

impl Typed {
    /// As it is kept.
    pub fn of(tiers: &[TierView], discounts: PeriodDiscounts) -> Self {
        let typed = |level: TierLevel| {
            let tier = tiers.iter().find(|tier| tier.level == level);
            tier.map_or_else(TypedTier::default, |tier| TypedTier {
                on: tier.active,
                price: tier.price.sol(),
                name: tier.name.clone(),
                description: tier.description.clone(),
                benefits: tier.benefits.join("\n"),
            })
        };
        Self {
            tiers: [
                typed(TierLevel::Basic),
                typed(TierLevel::Premium),
                typed(TierLevel::Vip),
            ],
            days_90: discounts.days_90.to_string(),
            days_365: discounts.days_365.to_string(),
        }
    }
}

/// What was asked for and refused; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unchanged {
    pub problem: Problem,
    pub typed: Typed,
}

impl Unchanged {
    /// The words for a field, if it is the one at fault.
    pub fn fault(&self, lang: Lang, field: &str) -> Option<String> {
        field_fault(lang, &self.problem, field, || match field {
            "tiers" => lang.begin_wrong_tiers(),
            "basic" | "premium" | "vip" => lang.create_wrong_price(),
            "days_90" | "days_365" => lang.period_wrong(),
            "" => lang.refusal(Code::Invalid),
            _ => lang.tier_words_wrong(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{money::Currency, payments::ItemKind};

    #[test]
    fn the_total_is_the_sum_of_the_kinds() {
        let line = |kind, received, booked| Revenue {
            kind,
            currency: Currency::Sol,
            sales: 1,
            received: Lamports(received),
            booked: Lamports(booked),
        };
        assert_eq!(total(&[]), (Lamports::ZERO, Lamports::ZERO));
        let lines = [line(ItemKind::Post, 5, 3), line(ItemKind::Tip, 7, 0)];
        assert_eq!(total(&lines), (Lamports(12), Lamports(3)));
    }

    #[test]
    fn the_form_holds_what_is_kept() {
        let discounts = PeriodDiscounts {
            days_90: 10,
            days_365: 20,
        };
        let tier = TierView {
            level: TierLevel::Premium,
            name: "Patrons".into(),
            description: String::new(),
            benefits: vec!["One".into(), "Two".into()],
            price: Lamports(50_000_000),
            active: true,
            periods: vec![],
        };
        let typed = Typed::of(&[tier], discounts);
        assert_eq!((typed.days_90.as_str(), typed.days_365.as_str()), ("10", "20"));
        let [basic, premium, _] = &typed.tiers;
        assert_eq!(*basic, TypedTier::default());
        assert_eq!(
            (premium.on, premium.price.as_str(), premium.benefits.as_str()),
            (true, "0.05", "One\nTwo")
        );
    }
}
