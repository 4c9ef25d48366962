//! `/dashboard/promotions`: a creator's promo codes with how often each was used, and a plain form for a new one; below them the
//! flash sales. What could not be made stands in it again.

use super::{
    api,
    flash_sales::FlashSales,
    parts::{Room, viewer},
    view_model::{Part, TypedCode, Unmade, Unstarted},
};
use crate::{
    creators::NoCreator,
    kit::{Badge, CurrencyField, Empty, Fault, SelectField, TextField, Tone},
    layout,
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use shared::{creators::TierLevel, money::Currency, promotions::PromotionView, text::Lang};

/// The page; a visitor is asked to sign in.
#[component]
pub fn PromotionsPage() -> impl IntoView {
    let me = use_request().viewer.clone();
    let unmade = use_context::<Unmade>();
    let unstarted = use_context::<Unstarted>();
    layout::page(async move {
        if viewer(me)?.creator.is_none() {
            return Ok(Either::Left(
                view! { <NoCreator lang=use_request().lang title=Lang::dashboard/> },
            ));
        }
        let codes = api::promotions().await?;
        let (sales, choices) = api::flash_sales().await?;
        let tiers = choices.tiers.clone();
        let flash =
            view! { <FlashSales lang=use_request().lang now=use_request().now sales choices unstarted/> };
        Ok(Either::Right(view! { <Promotions codes tiers unmade flash/> }))
    })
}

#[component]
fn Promotions<V: IntoView + 'static>(
    codes: Vec<PromotionView>,
    tiers: Vec<TierLevel>,
    unmade: Option<Unmade>,
    /// The section of flash sales.
    flash: V,
) -> impl IntoView {
    let lang = use_request().lang;
    let list = if codes.is_empty() {
        Either::Left(view! { <Empty text=lang.promotions_none()/> })
    } else {
        let lines = codes
            .into_iter()
            .map(|code| view! { <Line lang code/> })
            .collect_view();
        Either::Right(view! { <ul class="book-list">{lines}</ul> })
    };
    view! {
        <Room lang part=Part::Promotions>
            <section aria-labelledby="codes">
                <h2 id="codes">{lang.promotions_title()}</h2>
                <p class="quiet">{lang.promotions_text()}</p>
                {list}
            </section>
            <section aria-labelledby="new-code">
                <h2 id="new-code">{lang.promotions_new()}</h2>
                <Make lang tiers unmade/>
            </section>
            {flash}
        </Room>
    }
}

/// A code, what it takes off or gives, and how often.
#[component]
fn Line(lang: Lang, code: PromotionView) -> impl IntoView {
    let gives = match (code.percent, code.amount, code.trial) {
        (Some(percent), ..) => lang.promotion_off(&format!("{percent} %")),
        (_, Some(amount), _) => lang.promotion_off(&lang.money(amount)),
        (.., Some(trial)) => {
            let days = lang.trial_gives(u64::from(trial.days));
            format!("{days}, {}", lang.tier(trial.tier))
        }
        _ => String::new(),
    };
    let uses = code
        .uses
        .map(|uses| lang.promotion_of(&lang.number(u64::from(uses))));
    let until = code.ends_at.map(|end| lang.promotion_until(&lang.date(end)));
    let said = [Some(gives), until].into_iter().flatten();
    let said = said.collect::<Vec<_>>().join(", ");
    let stop = code.good.then(|| {
        view! {
            <button type="button" class="button" data-copy=code.link.clone() data-said=lang.share_copied()>
                {lang.share_copy()}
            </button>
            <form method="post" action="/dashboard/promotions/stop" data-swap>
                <input type="hidden" name="id" value=code.id.to_string()/>
                <button class="button">{lang.promotion_stop()}</button>
            </form>
        }
    });
    let over = (!code.good).then(|| view! { <Badge text=lang.promotion_over() tone=Tone::Quiet/> });
    view! {
        <li class="book-line acts-below" data-testid="promotion">
            <div class="book-what">
                <p>
                    <b>{code.code.to_string()}</b>
                </p>
                <p>{said}</p>
                <p class="quiet fine">{lang.promotion_used(code.used)} " " {uses}</p>
            </div>
            <div class="book-sum">{over} {stop}</div>
        </li>
    }
}

/// The form of a new code.
#[component]
fn Make(lang: Lang, tiers: Vec<TierLevel>, unmade: Option<Unmade>) -> impl IntoView {
    let of = |field: &str| unmade.as_ref().and_then(|unmade| unmade.fault(field));
    let typed = unmade.as_ref().map_or_else(
        || TypedCode {
            uses_each: "1".to_owned(),
            currency: Currency::default().code().to_owned(),
            ..TypedCode::default()
        },
        |unmade| unmade.typed.clone(),
    );
    let empty = Some(lang.promotion_empty_help());
    let options: Vec<(String, String)> = tiers
        .into_iter()
        .map(|tier| (tier.as_str().to_owned(), lang.tier(tier).to_owned()))
        .collect();
    view! {
        <form class="fields" method="post" action=Part::Promotions.path() data-swap data-testid="promotion-form">
            <Fault of="form" words=of("")/>
            <TextField
                label=lang.promotion_code()
                name="code"
                value=typed.code
                most=24
                required=true
                help=Some(lang.promotion_code_help())
                fault=of("code")
            />
            <TextField
                label=lang.promotion_percent()
                name="percent"
                value=typed.percent
                inputmode="numeric"
                fault=of("percent")
            />
            <TextField
                label=lang.promotion_amount()
                name="amount"
                value=typed.amount
                inputmode="decimal"
                fault=of("amount")
            />
            <CurrencyField label=lang.currency_label() chosen=typed.currency fault=of("currency")/>
            <TextField
                label=lang.trial_days()
                name="trial_days"
                value=typed.trial_days
                inputmode="numeric"
                help=Some(lang.trial_days_help())
                fault=of("days")
            />
            <SelectField
                label=lang.trial_tier()
                name="trial_tier"
                options
                chosen=typed.trial_tier
                any=Some(lang.trial_tier_none())
                fault=of("tier")
            />
            <TextField
                label=lang.promotion_uses()
                name="uses"
                value=typed.uses
                inputmode="numeric"
                help=empty
                fault=of("uses")
            />
            <TextField
                label=lang.promotion_uses_each()
                name="uses_each"
                value=typed.uses_each
                inputmode="numeric"
                fault=of("uses_each")
            />
            <TextField
                label=lang.promotion_days()
                name="days"
                value=typed.days
                inputmode="numeric"
                help=empty
                fault=of("ends_at")
            />
            <div class="actions">
                <button class="button primary" data-testid="promotion-make">
                    {lang.promotion_make()}
                </button>
            </div>
        </form>
    }
}
