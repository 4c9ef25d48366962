//! One tier on a creator's page: what it gives, what it costs, and the way to it. What it costs in the end
//! is the order's to say.

use super::{
    trial::TrialWay,
    view_model::{Standing, standing},
};
use crate::{
    kit::{Glyph, Icon, Money, Price},
    payments::{OnSale, PayButton, SalePrice},
    request::use_request,
};
use leptos::{
    either::{Either, EitherOf5},
    prelude::*,
};
use shared::{
    creators::{RunningSubscription, TierLevel, TierView},
    identity::Handle,
    money::Currency,
    payments::{ItemRequest, OrderRequest},
    pricing::PeriodOffer,
    text::Lang,
    trials::TrialView,
};

/// The tier with its button, or with what the viewer has of it already.
#[component]
pub fn TierCard(
    lang: Lang,
    tier: TierView,
    period: PeriodOffer,
    handle: Handle,
    creator: String,
    currency: Currency,
    code: Option<String>,
    /// The free days of it that a code in the address gives.
    trial: Option<TrialView>,
    mine: bool,
    running: Option<RunningSubscription>,
    signed_in: bool,
) -> impl IntoView {
    let standing = standing(mine, running, &tier);
    let level = lang.tier(tier.level);
    let name = if tier.name.is_empty() {
        level.to_owned()
    } else {
        tier.name
    };
    let class = match tier.level {
        TierLevel::Basic => "tier basic",
        TierLevel::Premium => "tier premium",
        TierLevel::Vip => "tier vip",
    };
    let days = lang.days(u64::from(period.days));
    let price = currency.of(period.price_now());
    let on_sale = tier.sale.zip(period.sale_price).map(|(sale, now)| OnSale {
        sale,
        full: currency.of(period.full),
        now: currency.of(now),
    });
    let now = use_request().now;
    let cost = match on_sale {
        Some(on_sale) => Either::Left(view! {
            <SalePrice lang on_sale now/>
            <span class="quiet">{lang.for_days(u64::from(period.days))}</span>
        }),
        None => Either::Right(view! {
            <Price lang amount=price/>
            <span class="quiet">{lang.for_days(u64::from(period.days))}</span>
            {(period.price < period.full)
                .then(|| {
                    view! {
                        <s class="quiet">
                            <Money lang amount=currency.of(period.full)/>
                        </s>
                    }
                })}
        }),
    };
    let free = trial
        .filter(|_| !mine)
        .map(|trial| view! { <TrialWay lang handle=handle.clone() trial signed_in/> });
    let pay = |label: String| {
        view! {
            <PayButton
                lang
                item=OrderRequest {
                    item: ItemRequest::Subscription { creator: handle, tier: tier.level, days: period.days, to: None },
                    currency,
                    code,
                }
                label
                amount=price
                summary=lang.subscription_to(level, &creator, &days)
                signed_in
                pending=None
            />
        }
    };
    let act = match standing {
        Standing::Mine => EitherOf5::A(view! { <p class="fine">{lang.your_tier()}</p> }),
        Standing::Included => EitherOf5::B(view! {
            <p class="have">
                <Icon glyph=Glyph::Check/>
                {lang.tier_included()}
            </p>
        }),
        Standing::Current(until) => EitherOf5::C(view! {
            <p class="have">
                <Icon glyph=Glyph::Check/>
                {lang.plan_until(&lang.date(until))}
            </p>
            {pay(lang.extend_for(&days, price))}
        }),
        Standing::Grace(end, until) => EitherOf5::E(view! {
            <p class="have" data-testid="grace">
                <Icon glyph=Glyph::Check/>
                {lang.ended_still_open(&lang.date(end), &lang.date(until))}
            </p>
            {pay(lang.extend_for(&days, price))}
            <p class="fine">{lang.renew_to_keep()}</p>
        }),
        Standing::Open => EitherOf5::D(view! {
            {pay(lang.subscribe_for(price))}
            {running
                .filter(|running| running.open_until.is_none())
                .map(|running| view! { <p class="fine">{lang.moving_up(lang.tier(running.tier))}</p> })}
        }),
    };
    view! {
        <li class=class class:current=matches!(standing, Standing::Current(_) | Standing::Grace(..))>
            <h3>{name}</h3>
            <p class="price">{cost}</p>
            {(!tier.description.is_empty()).then(|| view! { <p class="quiet">{tier.description}</p> })}
            <ul class="benefits">
                {tier
                    .benefits
                    .into_iter()
                    .map(|benefit| {
                        view! {
                            <li>
                                <Icon glyph=Glyph::Check/>
                                {benefit}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <div class="tier-way">{free} {act}</div>
        </li>
    }
}
