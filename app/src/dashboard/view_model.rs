//! The dashboard as its pages show it: sums, what stands in the form of tiers, and what could not be saved. Plain values;
//! no markup.

use crate::errors::field_fault;
use shared::{
    Problem,
    creators::{TierLevel, TierView},
    money::{Amount, Currency, Units},
    payments::Revenue,
    pricing::PeriodDiscounts,
    text::Lang,
    webhooks::WebhookEvent,
};

/// A part of the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Overview,
    Posts,
    Sales,
    Tiers,
    Promotions,
    Webhooks,
    Referrals,
}

impl Part {
    pub const ALL: [Self; 7] = [
        Self::Overview,
        Self::Posts,
        Self::Sales,
        Self::Tiers,
        Self::Promotions,
        Self::Webhooks,
        Self::Referrals,
    ];

    pub fn path(self) -> &'static str {
        match self {
            Self::Overview => "/dashboard",
            Self::Posts => "/dashboard/posts",
            Self::Sales => "/dashboard/orders",
            Self::Tiers => "/dashboard/tiers",
            Self::Promotions => "/dashboard/promotions",
            Self::Webhooks => "/dashboard/webhooks",
            Self::Referrals => "/dashboard/referrals",
        }
    }

    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Overview => lang.dashboard_overview(),
            Self::Posts => lang.dashboard_posts(),
            Self::Sales => lang.dashboard_sales(),
            Self::Tiers => lang.dashboard_tiers(),
            Self::Promotions => lang.dashboard_promotions(),
            Self::Webhooks => lang.dashboard_webhooks(),
            Self::Referrals => lang.dashboard_referrals(),
        }
    }
}

/// What came in of all kinds, what of it is final, and what was sent back, in each currency that came.
pub fn total(revenue: &[Revenue]) -> (Vec<Amount>, Vec<Amount>, Vec<Amount>) {
    let sums = |of: fn(&Revenue) -> Units| {
        let sum = |currency: Currency| {
            let lines = revenue.iter().filter(|line| line.currency == currency);
            currency.of(Units(
                lines.fold(0, |sum: u64, line| sum.saturating_add(of(line).0)),
            ))
        };
        let came = |amount: &Amount| amount.units > Units::ZERO;
        Currency::ALL.map(sum).into_iter().filter(came).collect()
    };
    (
        sums(|line| line.received),
        sums(|line| line.booked),
        sums(|line| line.sent_back),
    )
}

/// What stands in the fields of a tier, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedTier {
    pub on: bool,
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
    pub currency: String,
    pub days_90: String,
    pub days_365: String,
}

impl Typed {
    /// As it is kept.
    pub fn of(tiers: &[TierView], currency: Currency, discounts: PeriodDiscounts) -> Self {
        let typed = |level: TierLevel| {
            let tier = tiers.iter().find(|tier| tier.level == level);
            tier.map_or_else(TypedTier::default, |tier| TypedTier {
                on: tier.active,
                price: currency.of(tier.price).wholes(),
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
            currency: currency.code().to_owned(),
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
    pub fn fault(&self, field: &str) -> Option<String> {
        field_fault(&self.problem, field)
    }
}

/// What stands in the form of a new code, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedCode {
    pub code: String,
    pub percent: String,
    pub amount: String,
    pub currency: String,
    pub trial_days: String,
    /// The name of a tier.
    pub trial_tier: String,
    pub uses: String,
    pub uses_each: String,
    /// For how long it is good.
    pub days: String,
}

/// A code that was not made; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unmade {
    pub problem: Problem,
    pub typed: TypedCode,
}

impl Unmade {
    /// The words for a field, if it is the one at fault.
    pub fn fault(&self, field: &str) -> Option<String> {
        field_fault(&self.problem, field)
    }
}

/// What stands in the form of a new sale, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedSale {
    /// `post:` or `tier:`, and which.
    pub on: String,
    pub percent: String,
    pub minutes: String,
    /// Hours.
    pub starts: String,
    pub limit: String,
}

/// A sale that was not started; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unstarted {
    pub problem: Problem,
    pub typed: TypedSale,
}

impl Unstarted {
    /// The words for a field, if it is the one at fault.
    pub fn fault(&self, field: &str) -> Option<String> {
        field_fault(&self.problem, field)
    }
}

/// What stands in the form of a new webhook, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedWebhook {
    pub url: String,
    pub events: Vec<WebhookEvent>,
}

impl Default for TypedWebhook {
    /// All that there is to be told.
    fn default() -> Self {
        Self {
            url: String::new(),
            events: WebhookEvent::CHOICES.to_vec(),
        }
    }
}

/// A webhook that was not made; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct UnmadeWebhook {
    pub problem: Problem,
    pub typed: TypedWebhook,
}

impl UnmadeWebhook {
    /// The words for a field, if it is the one at fault.
    pub fn fault(&self, field: &str) -> Option<String> {
        field_fault(&self.problem, field)
    }
}

/// The name of an event's tick in a form.
pub fn tick(event: WebhookEvent) -> &'static str {
    match event {
        WebhookEvent::OrderConfirmed => "order_confirmed",
        WebhookEvent::OrderFinalized => "order_finalized",
        WebhookEvent::OrderReversed => "order_reversed",
        WebhookEvent::CaseOpened => "case_opened",
        WebhookEvent::Ping => "ping",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::payments::ItemKind;

    #[test]
    fn the_total_is_the_sum_of_the_kinds() {
        let line = |kind, currency, received, booked| Revenue {
            kind,
            currency,
            sales: 1,
            received: Units(received),
            booked: Units(booked),
            sent_back: Units::ZERO,
        };
        assert_eq!(total(&[]), (vec![], vec![], vec![]));
        let lines = [
            line(ItemKind::Post, Currency::Sol, 5, 3),
            line(ItemKind::Tip, Currency::Sol, 7, 0),
            line(ItemKind::Tip, Currency::Usdc, 4, 0),
        ];
        let received = vec![Amount::sol(12), Amount::usdc(4)];
        assert_eq!(total(&lines), (received, vec![Amount::sol(3)], vec![]));
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
            price: Units(50_000_000),
            active: true,
            periods: vec![],
            sale: None,
        };
        let typed = Typed::of(&[tier], Currency::Sol, discounts);
        assert_eq!((typed.days_90.as_str(), typed.days_365.as_str()), ("10", "20"));
        let [basic, premium, _] = &typed.tiers;
        assert_eq!(*basic, TypedTier::default());
        assert_eq!(
            (premium.on, premium.price.as_str(), premium.benefits.as_str()),
            (true, "0.05", "One\nTwo")
        );
    }
}
