//! Where a creator is paid: the way to change it, and a change that waits with the way to cancel it.

use super::{
    PayoutForm,
    settings_page::Scene,
    view_model::{Section, action},
};
use leptos::prelude::*;
use shared::{Timestamp, identity::CreatorMe, payouts::PayoutChange, text::Lang};

/// The change of where one is paid, within the section of wallets.
#[component]
pub fn Payout(scene: Scene, creator: CreatorMe) -> impl IntoView {
    let (lang, now) = (scene.lang, scene.now);
    let fault = scene
        .unsaved(Section::Payout)
        .and_then(|unsaved| unsaved.fault(""));
    let cancelled = scene.saved == Some(Section::Payout) && creator.payout_change.is_none();
    view! {
        <div class="payout" id=Section::Payout.name()>
            {fault.map(|fault| view! { <p class="field-fault" role="alert">{fault}</p> })}
            {cancelled.then(|| view! { <p class="good" role="status">{lang.payout_cancelled()}</p> })}
            {creator.payout_change.map(|change| view! { <PayoutNotice lang now change/> })}
            <h3>{lang.payout_change()}</h3>
            <p class="quiet">{lang.payout_change_text()}</p>
            <PayoutForm lang/>
            <noscript>{lang.payout_needs_javascript()}</noscript>
        </div>
    }
}

/// That a change waits, and the button that cancels it.
#[component]
pub fn PayoutNotice(lang: Lang, now: Timestamp, change: PayoutChange) -> impl IntoView {
    let PayoutChange {
        address,
        takes_effect_at,
    } = change;
    let text = lang.payout_waits_text(&lang.minute(takes_effect_at), &lang.lasting(now, takes_effect_at));
    view! {
        <form class="notice payout-notice" method="post" action=action(Section::Payout) data-testid="payout-change">
            <p>
                <b>{lang.payout_waits()}</b>
            </p>
            <p>{text} " " <code class="address">{address.to_string()}</code></p>
            <p class="quiet fine">{lang.payout_not_you()}</p>
            <button class="button danger">{lang.payout_cancel()}</button>
        </form>
    }
}
