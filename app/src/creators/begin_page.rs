//! `/welcome/creator`: becoming a creator on one plain form (category, tiers, where one is paid), and after that the
//! first steps with what is done of them.

use super::{FirstSteps, view_model::Unbegun};
use crate::{
    kit::{CheckField, CurrencyField, Fault, SelectField, TextArea, TextField, choices},
    layout::{Instead, PageHead, page},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use shared::{
    creators::{Category, CreatorView, TierLevel},
    identity::Me,
    text::Lang,
};

/// The page; a visitor is asked to sign in.
#[component]
pub fn BeginPage() -> impl IntoView {
    let request = use_request();
    let unbegun = use_context::<Unbegun>();
    page(async move {
        let me = request.viewer.clone().ok_or_else(Instead::sign_in)?;
        if me.creator.is_none() {
            return Ok(Either::Left(view! { <Begin lang=request.lang me unbegun/> }));
        }
        let creator = super::api::get(me.handle.to_string()).await?;
        Ok(Either::Right(view! { <Begun lang=request.lang me creator/> }))
    })
}

#[component]
fn Begin(lang: Lang, me: Me, unbegun: Option<Unbegun>) -> impl IntoView {
    let of = |field: &str| unbegun.as_ref().and_then(|unbegun| unbegun.fault(field));
    let typed = unbegun.as_ref().map_or_else(
        || super::view_model::Begun::of(&me),
        |unbegun| unbegun.typed.clone(),
    );
    let tiers = TierLevel::ALL
        .iter()
        .zip(typed.tiers)
        .map(|(level, (on, price))| {
            let fault = of(level.as_str());
            let (check, field) = tier_fields(*level);
            view! {
                <div class="tier-offer">
                    <CheckField label=lang.tier(*level) name=check on/>
                    <TextField label=lang.begin_price() name=field value=price inputmode="decimal" fault/>
                </div>
            }
        })
        .collect_view();
    view! {
        <PageHead title=lang.account_become_creator().to_owned() description=None canonical=None/>
        <div class="welcome-steps">
            <header class="page-head">
                <h1>{lang.account_become_creator()}</h1>
                <p class="lead">{lang.become_creator_intro()}</p>
            </header>
            <form class="fields" method="post" action="/welcome/creator" data-swap data-testid="creator-form">
                <Fault of="begin" words=of("")/>
                <SelectField
                    label=lang.category_label()
                    name="category"
                    options=choices(Category::ALL, Category::as_str, |category| lang.category(category))
                    chosen=typed.category
                    fault=of("category")
                />
                <TextArea label=lang.bio_label() name="bio" value=typed.bio most=500 fault=of("bio")/>
                <fieldset class="tier-offers">
                    <legend>{lang.begin_tiers()}</legend>
                    <p class="quiet fine">{lang.begin_tiers_help()}</p>
                    <CurrencyField label=lang.currency_tiers() chosen=typed.currency fault=of("currency")/>
                    {tiers}
                    <Fault of="tiers" words=of("tiers")/>
                </fieldset>
                <TextField
                    label=lang.wallet_payout()
                    name="payout_address"
                    value=typed.payout_address
                    help=Some(lang.begin_payout_help())
                    fault=of("payout_address")
                />
                <div class="actions">
                    <button class="button primary" data-testid="creator-save">
                        {lang.account_become_creator()}
                    </button>
                </div>
            </form>
        </div>
    }
}

/// The names of a tier's fields: whether it is on offer, and its price.
fn tier_fields(level: TierLevel) -> (&'static str, &'static str) {
    match level {
        TierLevel::Basic => ("basic_on", "basic"),
        TierLevel::Premium => ("premium_on", "premium"),
        TierLevel::Vip => ("vip_on", "vip"),
    }
}

#[component]
fn Begun(lang: Lang, me: Me, creator: CreatorView) -> impl IntoView {
    view! {
        <PageHead title=lang.steps_title().to_owned() description=None canonical=None/>
        <div class="welcome-steps">
            <header class="page-head">
                <h1>{lang.begun_title()}</h1>
                <p class="lead">{lang.begun_text()}</p>
            </header>
            <FirstSteps lang me creator/>
            <p>
                <a class="button" href="/feed">
                    {lang.to_feed()}
                </a>
            </p>
        </div>
    }
}
