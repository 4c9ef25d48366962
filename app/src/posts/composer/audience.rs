//! Who a post is for and when it goes out, beside the button that publishes it. All fields are there; the style sheet hides those that the
//! chosen access has no use for, and shows of the summaries the one that is meant.

use super::model::{Composing, Place};
use crate::{
    kit::{CurrencyField, SelectField, TextField, choices},
    posts::view_model::access_words,
};
use leptos::prelude::*;
use shared::{creators::TierLevel, posts::AccessKind, text::Lang};

/// The panel.
#[component]
pub fn Audience(lang: Lang, composing: Composing) -> impl IntoView {
    let of = |field: &str| composing.fault(lang, field);
    let fields = composing.fields.clone();
    let place = composing.place;
    let summaries = AccessKind::ALL
        .iter()
        .map(|kind| view! { <b data-for=kind.as_str()>{access_words(lang, *kind)}</b> })
        .collect_view();
    let waits = composing.goes_out.as_ref().map(|at| {
        let zone = match fields.zone.trim() {
            "" => "UTC",
            zone => zone,
        };
        view! {
            <div class="goes-out" role="status">
                <p>{lang.audience_goes_out(&lang.typed_moment(at), zone)}</p>
                <button class="button" name="act" value="unschedule" formnovalidate=true>
                    {lang.audience_unschedule()}
                </button>
            </div>
        }
    });
    let later = composing.goes_out.is_some() || of("at").is_some() || of("zone").is_some();
    let publish = match place {
        Place::Post(_) => lang.compose_publish_changes(),
        _ => lang.create_publish(),
    };
    view! {
        <aside class="composer-audience" aria-labelledby="audience-title">
            <h2 id="audience-title">{lang.audience_for()}</h2>
            <SelectField
                label=lang.create_access()
                name="access"
                options=choices(AccessKind::ALL, AccessKind::as_str, |kind| access_words(lang, kind))
                chosen=fields.access
                fault=of("access")
            />
            <div class="fields needs-tier">
                <SelectField
                    label=lang.audience_tier()
                    name="tier"
                    options=choices(TierLevel::ALL, TierLevel::as_str, |level| lang.tier(level))
                    chosen=fields.tier
                    any=Some(lang.create_no_tier())
                    fault=of("tier")
                />
            </div>
            <div class="price-fields needs-price">
                <div class="fields">
                    <TextField
                        label=lang.audience_price()
                        name="price"
                        value=fields.price
                        inputmode="decimal"
                        fault=of("price")
                    />
                </div>
                <div class="fields">
                    <CurrencyField label=lang.currency_label() chosen=fields.currency fault=of("currency")/>
                </div>
            </div>
            <div class="fields needs-lock">
                <TextField
                    label=lang.audience_opens()
                    name="opens_at"
                    kind="datetime-local"
                    value=fields.opens_at
                    help=Some(lang.audience_opens_help())
                    fault=of("opens_at")
                />
            </div>
            {waits}
            <details class="filters" open=later>
                <summary>{lang.audience_later()}</summary>
                <div class="fields">
                    <TextField
                        label=lang.audience_at()
                        name="at"
                        kind="datetime-local"
                        value=composing.at.clone()
                        fault=of("at")
                    />
                    <div class="actions">
                        <button class="button" name="act" value="schedule">
                            {lang.audience_schedule()}
                        </button>
                    </div>
                </div>
            </details>
            <div class="fields zone-field">
                <TextField label=lang.audience_zone() name="zone" value=fields.zone fault=of("zone")/>
            </div>
            <div class="composer-bar">
                <p class="audience-line">
                    <span class="quiet">{lang.audience_for()} ": "</span>
                    {summaries}
                </p>
                <p class="quiet fine save-line" role="status" data-saving></p>
                <div class="actions">
                    <button class="button primary" name="act" value="publish">
                        {publish}
                    </button>
                    <button class="button" name="act" value="save" formnovalidate=true>
                        {lang.compose_save()}
                    </button>
                    <button
                        class="button quiet-button"
                        name="act"
                        value="preview"
                        formnovalidate=true
                        formtarget=place.id().map(|_| "_blank")
                    >
                        {lang.compose_preview()}
                    </button>
                </div>
            </div>
        </aside>
    }
}
