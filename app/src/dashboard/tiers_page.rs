//! `/dashboard/tiers`: a creator's tiers on one plain form: names, prices, words, what is on offer, longer periods. What
//! could not be saved stands in it again.

use super::{
    api,
    parts::{Room, viewer},
    view_model::{Part, Typed, TypedTier, Unchanged},
};
use crate::{
    creators::NoCreator,
    kit::{CheckField, CurrencyField, Fault, TextArea, TextField},
    layout,
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    creators::TierLevel,
    text::Lang,
    tiers::{DESCRIPTION, NAME, fields},
};

/// The page; a visitor is asked to sign in.
#[component]
pub fn TiersPage() -> impl IntoView {
    let me = use_request().viewer.clone();
    let unchanged = use_context::<Unchanged>();
    let saved = use_query_map().with_untracked(|query| query.get_str("saved").is_some());
    layout::page(async move {
        if viewer(me)?.creator.is_none() {
            return Ok(Either::Left(
                view! { <NoCreator lang=use_request().lang title=Lang::dashboard/> },
            ));
        }
        let typed = match &unchanged {
            Some(unchanged) => unchanged.typed.clone(),
            None => {
                let (tiers, currency, discounts) = api::tiers().await?;
                Typed::of(&tiers, currency, discounts)
            }
        };
        Ok(Either::Right(view! { <Tiers typed unchanged saved/> }))
    })
}

#[component]
fn Tiers(typed: Typed, unchanged: Option<Unchanged>, saved: bool) -> impl IntoView {
    let lang = use_request().lang;
    let of = |field: &str| unchanged.as_ref().and_then(|unchanged| unchanged.fault(field));
    let saved = (saved && unchanged.is_none()).then(|| {
        view! {
            <p class="good" role="status">
                {lang.tiers_saved()}
            </p>
        }
    });
    let tiers = TierLevel::ALL
        .iter()
        .zip(typed.tiers)
        .map(|(level, tier)| tier_fields(lang, *level, tier, &of))
        .collect_view();
    let form = view! {
            <form class="fields" method="post" action=Part::Tiers.path() data-swap data-testid="tiers-form">
                <Fault of="form" words=of("")/>
                <Fault of="tiers" words=of("tiers")/>
                <CurrencyField label=lang.currency_tiers() chosen=typed.currency fault=of("currency")/>
                {tiers}
                <fieldset class="tier-offers">
                    <legend>{lang.periods_title()}</legend>
                    <p class="quiet fine">{lang.periods_text()}</p>
                    <TextField
                        label=lang.period_90_label()
                        name="days_90"
                        value=typed.days_90
                        inputmode="numeric"
                        fault=of("days_90")
                    />
                    <TextField
                        label=lang.period_365_label()
                        name="days_365"
                        value=typed.days_365
                        inputmode="numeric"
                        fault=of("days_365")
                    />
                </fieldset>
                <div class="actions">
                    <button class="button primary" data-testid="tiers-save">
                        {lang.save()}
                    </button>
                </div>
            </form>
    };
    view! {
        <Room lang part=Part::Tiers>
            <p class="quiet">{lang.tiers_text()}</p>
            {saved}
            {form}
        </Room>
    }
}

/// The fields of one tier.
fn tier_fields(
    lang: Lang,
    level: TierLevel,
    tier: TypedTier,
    of: &impl Fn(&str) -> Option<String>,
) -> AnyView {
    let (price, name, description, benefits) = fields(level);
    let on = match level {
        TierLevel::Basic => "basic_on",
        TierLevel::Premium => "premium_on",
        TierLevel::Vip => "vip_on",
    };
    view! {
        <fieldset class="tier-offers">
            <legend>{lang.tier(level)}</legend>
            <CheckField label=lang.tier_on_offer() name=on on=tier.on/>
            <TextField
                label=lang.begin_price()
                name=price
                value=tier.price
                inputmode="decimal"
                fault=of(price)
            />
            <TextField
                label=lang.tier_name_label()
                name=name
                value=tier.name
                most=NAME as u32
                fault=of(name)
            />
            <TextField
                label=lang.tier_description_label()
                name=description
                value=tier.description
                most=DESCRIPTION as u32
                fault=of(description)
            />
            <TextArea
                label=lang.tier_benefits_label()
                name=benefits
                value=tier.benefits
                fault=of(benefits)
            />
        </fieldset>
    }
    .into_any()
}
