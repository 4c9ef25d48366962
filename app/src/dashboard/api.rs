//! The server functions of the dashboard.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    creators::TierView,
    drafts::Queue,
    flash_sales::{FlashSaleChoices, FlashSaleView},
    money::Currency,
    paging::Page,
    payments::{CaseView, Revenue, SaleView},
    pricing::PeriodDiscounts,
    promotions::PromotionView,
    referrals::ReferralsView,
    webhooks::{DeliveryView, WebhookView},
};

/// A part of what the viewer sold.
#[server(name = ListSales, prefix = "/api/fn", endpoint = "sales/list", input = GetUrl, output = Json)]
pub async fn sales(
    #[server(default)] limit: Option<u32>,
    #[server(default)] cursor: Option<String>,
) -> Result<Page<SaleView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::sales::list(&door.domain, &door.viewer, limit, cursor.as_deref()).await)
}

/// The first of the viewer's open cases.
#[server(name = ListCases, prefix = "/api/fn", endpoint = "sales/cases", input = GetUrl, output = Json)]
pub async fn cases() -> Result<Page<CaseView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::cases::list(&door.domain, &door.viewer, None, None).await)
}

/// What came in for the viewer, kind by kind.
#[server(name = GetRevenue, prefix = "/api/fn", endpoint = "sales/revenue", input = GetUrl, output = Json)]
pub async fn revenue() -> Result<Vec<Revenue>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::sales::revenue(&door.domain, &door.viewer).await)
}

/// The viewer's promo codes.
#[server(name = OwnPromotions, prefix = "/api/fn", endpoint = "promotions/own", input = GetUrl, output = Json)]
pub async fn promotions() -> Result<Vec<PromotionView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::promotions::list(&door.domain, &door.viewer).await)
}

/// The viewer's flash sales, and what they can put on sale.
#[server(name = OwnFlashSales, prefix = "/api/fn", endpoint = "flash-sales/own", input = GetUrl, output = Json)]
pub async fn flash_sales() -> Result<(Vec<FlashSaleView>, FlashSaleChoices), Failure> {
    use domain::payments::flash_sales;
    let door = crate::door::open()?;
    let both = async {
        let sales = flash_sales::list(&door.domain, &door.viewer).await?;
        Ok((sales, flash_sales::choices(&door.domain, &door.viewer).await?))
    };
    door.answer(both.await)
}

/// The viewer's webhooks.
#[server(name = OwnWebhooks, prefix = "/api/fn", endpoint = "webhooks/own", input = GetUrl, output = Json)]
pub async fn webhooks() -> Result<Vec<WebhookView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::webhooks::list(&door.domain, &door.viewer).await)
}

/// A part of what was sent to them.
#[server(name = WebhookDeliveries, prefix = "/api/fn", endpoint = "webhooks/deliveries", input = GetUrl, output = Json)]
pub async fn deliveries(#[server(default)] cursor: Option<String>) -> Result<Page<DeliveryView>, Failure> {
    let door = crate::door::open()?;
    door.answer(
        domain::payments::webhooks::deliveries(&door.domain, &door.viewer, None, cursor.as_deref()).await,
    )
}

/// What the viewer's invitations came to.
#[server(name = OwnReferrals, prefix = "/api/fn", endpoint = "referrals/own", input = GetUrl, output = Json)]
pub async fn referrals(#[server(default)] cursor: Option<String>) -> Result<ReferralsView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::payments::referrals::list(&door.domain, &door.viewer, None, cursor.as_deref()).await)
}

/// The viewer's own tiers, on offer or not, what their prices are in, and what they take off for longer periods.
#[server(name = OwnTiers, prefix = "/api/fn", endpoint = "tiers/own", input = GetUrl, output = Json)]
pub async fn tiers() -> Result<(Vec<TierView>, Currency, PeriodDiscounts), Failure> {
    let door = crate::door::open()?;
    door.answer(domain::creators::own_tiers(&door.domain, &door.viewer).await)
}

/// All that the viewer writes.
#[server(name = OwnQueue, prefix = "/api/fn", endpoint = "posts/queue", input = GetUrl, output = Json)]
pub async fn queue() -> Result<Queue, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::posts::drafts::queue(&door.domain, &door.viewer).await)
}
