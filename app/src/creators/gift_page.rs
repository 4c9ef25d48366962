//! `/:handle/gift`: paying for somebody else's time at a creator's tier. What is chosen stands in the address, so that it works
//! without a script; whether it can be given is the order's to say.

use super::api;
use crate::{
    kit::{Fault, WorthLine},
    layout::{self, Instead, PageHead},
    payments::PayButton,
    request::use_request,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    creators::{CreatorView, TierLevel},
    identity::Handle,
    payments::{ItemRequest, OrderRequest},
    pricing::PERIODS,
};

/// What was chosen so far.
struct Chosen {
    to: String,
    tier: Option<TierLevel>,
    days: Option<u32>,
}

/// The page; a visitor is asked to sign in.
#[component]
pub fn GiftPage() -> impl IntoView {
    let signed_in = use_request().signed_in();
    let handle = use_params_map().with_untracked(|params| params.get("handle"));
    let chosen = use_query_map().with_untracked(|query| Chosen {
        to: query.get("to").unwrap_or_default().trim().to_owned(),
        tier: query.get("tier").and_then(|tier| tier.parse().ok()),
        days: query.get("days").and_then(|days| days.parse().ok()),
    });
    layout::page(async move {
        if !signed_in {
            return Err(Instead::sign_in());
        }
        let creator = api::get(handle.unwrap_or_default()).await?;
        // One's own tiers are given by nobody but others.
        if creator.mine || creator.tiers.is_empty() {
            return Err(Instead::not_found());
        }
        Ok(view! { <Gift creator chosen/> })
    })
}

#[component]
fn Gift(creator: CreatorView, chosen: Chosen) -> impl IntoView {
    let lang = use_request().lang;
    let (handle, name, currency) = (creator.card.handle, creator.card.name, creator.card.currency);
    let tier = creator
        .tiers
        .iter()
        .find(|tier| Some(tier.level) == chosen.tier)
        .or(creator.tiers.first());
    let period = tier.and_then(|tier| {
        let wanted = tier
            .periods
            .iter()
            .find(|period| Some(period.days) == chosen.days);
        wanted.or(tier.periods.first())
    });
    let (level, days) = (tier.map(|tier| tier.level), period.map(|period| period.days));
    let to: Option<Handle> = chosen.to.parse().ok();
    let fault = (!chosen.to.is_empty() && to.is_none()).then(|| lang.gift_wrong_to().to_owned());
    let wrong = fault.is_some();
    let tiers = creator
        .tiers
        .iter()
        .map(|tier| {
            view! {
                <option value=tier.level.as_str() selected=Some(tier.level) == level>
                    {lang.tier(tier.level)}
                    " — "
                    {lang.money(currency.of(tier.price))}
                </option>
            }
        })
        .collect_view();
    let periods = PERIODS
        .iter()
        .map(|one| {
            view! {
                <option value=one.to_string() selected=Some(*one) == days>
                    {lang.days(u64::from(*one))}
                </option>
            }
        })
        .collect_view();
    let pay = to.zip(level).zip(period.copied()).map(|((to, level), period)| {
        let price = currency.of(period.sale_price.unwrap_or(period.price));
        let what = lang.subscription_to(lang.tier(level), &name, &lang.days(u64::from(period.days)));
        let summary = lang.gift_summary(&what, to.as_str());
        let item = ItemRequest::Subscription {
            creator: handle.clone(),
            tier: level,
            days: period.days,
            to: Some(to),
        };
        view! {
            <section class="fields" aria-label=lang.pay_title()>
                <p class="pay-summary">{summary.clone()}</p>
                <WorthLine lang amount=price/>
                <PayButton
                    lang
                    item=OrderRequest { item, currency, code: None }
                    label=lang.gift_for(price)
                    amount=price
                    summary
                    signed_in=true
                    pending=None
                />
            </section>
        }
    });
    view! {
        <PageHead title=lang.gift_title().to_owned() description=None canonical=None/>
        <div class="books">
            <header class="page-head">
                <h1>{lang.gift_title()}</h1>
                <p class="quiet">{lang.gift_text(&name)}</p>
            </header>
            <form method="get" action=format!("/{handle}/gift") class="fields">
                <label class="field">
                    <span>{lang.gift_to()}</span>
                    <input
                        name="to"
                        type="text"
                        required
                        maxlength="30"
                        autocomplete="off"
                        autocapitalize="none"
                        placeholder=lang.gift_to_hint()
                        value=chosen.to
                        aria-describedby="to-fault"
                        aria-invalid=wrong.then_some("true")
                    />
                </label>
                <Fault of="to" words=fault/>
                <label class="field">
                    <span>{lang.gift_tier()}</span>
                    <select name="tier">{tiers}</select>
                </label>
                <label class="field">
                    <span>{lang.gift_period()}</span>
                    <select name="days">{periods}</select>
                </label>
                <button class="button" data-testid="gift-check">
                    {lang.gift_check()}
                </button>
            </form>
            {pay}
        </div>
    }
}
