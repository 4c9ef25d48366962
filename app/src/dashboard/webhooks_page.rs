//! `/dashboard/webhooks`: where a creator's own server hears of payments, and what was sent there. A new secret stands here once,
//! in the answer to the form that made it. All of it are plain forms.

use super::{
    api,
    parts::{Room, viewer},
    view_model::{Part, TypedWebhook, UnmadeWebhook, tick},
};
use crate::{
    creators::NoCreator,
    kit::{Badge, CheckField, Empty, Fault, Moment, NextPage, TextField, Tone, url::with_query},
    layout,
    request::use_request,
};
use futures::join;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    Timestamp,
    paging::Page,
    text::Lang,
    webhooks::{DeliveryStatus, DeliveryView, WebhookEvent, WebhookSecret, WebhookView},
};

/// How a message is checked, for whoever writes the other side.
const GUIDE: &str = "https://www.standardwebhooks.com";
const ACT: &str = "/dashboard/webhooks/act";

/// The page; a visitor is asked to sign in.
#[component]
pub fn WebhooksPage() -> impl IntoView {
    let me = use_request().viewer.clone();
    let unmade = use_context::<UnmadeWebhook>();
    let secret = use_context::<WebhookSecret>();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    layout::page(async move {
        if viewer(me)?.creator.is_none() {
            return Ok(Either::Left(
                view! { <NoCreator lang=use_request().lang title=Lang::dashboard/> },
            ));
        }
        let (webhooks, deliveries) = join!(api::webhooks(), api::deliveries(cursor));
        let (webhooks, deliveries) = (webhooks?, deliveries?);
        Ok(Either::Right(
            view! { <Webhooks webhooks deliveries unmade secret/> },
        ))
    })
}

#[component]
fn Webhooks(
    webhooks: Vec<WebhookView>,
    deliveries: Page<DeliveryView>,
    unmade: Option<UnmadeWebhook>,
    secret: Option<WebhookSecret>,
) -> impl IntoView {
    let request = use_request();
    let (lang, now) = (request.lang, request.now);
    let list = if webhooks.is_empty() {
        Either::Left(view! { <Empty text=lang.webhooks_none()/> })
    } else {
        let lines = webhooks
            .into_iter()
            .map(|webhook| view! { <Line lang webhook/> })
            .collect_view();
        Either::Right(view! { <ul class="book-list">{lines}</ul> })
    };
    view! {
        <Room lang part=Part::Webhooks>
            {secret.map(|secret| view! { <Secret lang secret/> })}
            <section aria-label=lang.dashboard_webhooks()>
                <p class="quiet">
                    {lang.webhooks_text()} " "
                    <a href=GUIDE target="_blank" rel="noopener noreferrer">
                        {lang.webhooks_how()}
                    </a>
                </p>
                {list}
            </section>
            <section aria-labelledby="new-webhook">
                <h2 id="new-webhook">{lang.webhooks_new()}</h2>
                <Make lang unmade/>
            </section>
            <section aria-labelledby="deliveries">
                <h2 id="deliveries">{lang.deliveries_title()}</h2>
                <Log lang now deliveries/>
            </section>
        </Room>
    }
}

/// The secret, this once.
#[component]
fn Secret(lang: Lang, secret: WebhookSecret) -> impl IntoView {
    let copied = secret.secret.clone();
    view! {
        <section aria-labelledby="webhook-secret">
            <h2 id="webhook-secret">{lang.webhook_secret()}</h2>
            <p role="status">{lang.webhook_secret_text()}</p>
            <div class="share-address">
                <input
                    type="text"
                    readonly
                    aria-label=lang.webhook_secret()
                    value=secret.secret
                    data-testid="webhook-secret"
                />
                <button type="button" class="button" data-copy=copied data-said=lang.share_copied()>
                    {lang.share_copy()}
                </button>
            </div>
            <p class="quiet fine">{secret.webhook.url}</p>
        </section>
    }
}

/// A webhook: its address, what it is told of, and what can be done with it.
#[component]
fn Line(lang: Lang, webhook: WebhookView) -> impl IntoView {
    let id = webhook.id.to_string();
    let told: Vec<&str> = webhook
        .events
        .iter()
        .map(|event| lang.webhook_event(*event))
        .collect();
    let old = webhook
        .old_secret_until
        .map(|until| lang.webhook_old_secret(&lang.date(until)));
    let stopped = (!webhook.active).then(|| view! { <Badge text=lang.webhook_stopped() tone=Tone::Quiet/> });
    let ping = webhook.active.then(|| act("ping", lang.webhook_ping()));
    let turn = if webhook.active {
        act("stop", lang.webhook_stop())
    } else {
        act("start", lang.webhook_start())
    };
    view! {
        <li class="book-line" data-testid="webhook">
            <div class="book-what">
                <p>
                    <b>{webhook.url}</b>
                    " "
                    {stopped}
                </p>
                <p class="quiet fine">{told.join(", ")}</p>
                {old.map(|old| view! { <p class="quiet fine">{old}</p> })}
                <form class="actions" method="post" action=ACT data-swap>
                    <input type="hidden" name="id" value=id.clone()/>
                    {ping}
                    {turn}
                    {act("secret", lang.webhook_rotate())}
                    {act("delete", lang.webhook_delete())}
                </form>
                <details class="promo">
                    <summary>{lang.webhook_change()}</summary>
                    <form class="fields" method="post" action=ACT data-swap>
                        <input type="hidden" name="id" value=id/>
                        {ticks(lang, &webhook.events)}
                        <div class="actions">{act("events", lang.webhook_save())}</div>
                    </form>
                </details>
            </div>
        </li>
    }
}

/// A button that says what is to be done.
fn act(name: &'static str, words: &'static str) -> impl IntoView + use<> {
    view! {
        <button class="button" name="act" value=name>
            {words}
        </button>
    }
}

/// The events to choose from.
fn ticks(lang: Lang, on: &[WebhookEvent]) -> impl IntoView + use<> {
    let ticks = WebhookEvent::CHOICES
        .into_iter()
        .map(|event| {
            view! { <CheckField label=lang.webhook_event(event) name=tick(event) on=on.contains(&event)/> }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{lang.webhook_events()}</legend>
            {ticks}
        </fieldset>
    }
}

/// The form of a new webhook.
#[component]
fn Make(lang: Lang, unmade: Option<UnmadeWebhook>) -> impl IntoView {
    let of = |field: &str| unmade.as_ref().and_then(|unmade| unmade.fault(field));
    let typed = unmade
        .as_ref()
        .map_or_else(TypedWebhook::default, |unmade| unmade.typed.clone());
    view! {
        <form class="fields" method="post" action=Part::Webhooks.path() data-swap data-testid="webhook-form">
            <Fault of="form" words=of("")/>
            <TextField
                label=lang.webhook_url()
                name="url"
                kind="url"
                value=typed.url
                most=500
                required=true
                help=Some(lang.webhook_url_help())
                fault=of("url")
            />
            {ticks(lang, &typed.events)}
            <Fault of="events" words=of("events")/>
            <div class="actions">
                <button class="button primary" data-testid="webhook-make">
                    {lang.webhook_make()}
                </button>
            </div>
        </form>
    }
}

/// What was or is to be sent.
#[component]
fn Log(lang: Lang, now: Timestamp, deliveries: Page<DeliveryView>) -> impl IntoView {
    if deliveries.items.is_empty() {
        return Either::Left(view! { <Empty text=lang.deliveries_none()/> });
    }
    let next = deliveries
        .next_cursor
        .as_deref()
        .map(|cursor| with_query(Part::Webhooks.path(), &[("cursor", Some(cursor))]));
    let lines = deliveries
        .items
        .into_iter()
        .map(|delivery| view! { <Delivery lang now delivery/> })
        .collect_view();
    Either::Right(view! {
        <p class="quiet">{lang.deliveries_text()}</p>
        <ul class="book-list">{lines}</ul>
        <NextPage lang href=next/>
    })
}

/// One message, and what became of it.
#[component]
fn Delivery(lang: Lang, now: Timestamp, delivery: DeliveryView) -> impl IntoView {
    let tone = match delivery.status {
        DeliveryStatus::Waiting => Tone::Quiet,
        DeliveryStatus::Delivered => Tone::Good,
        DeliveryStatus::Failed => Tone::Danger,
    };
    let answered = delivery
        .last_status
        .map(|status| lang.delivery_answered(&status.to_string()));
    let tried = (delivery.attempts > 0).then(|| lang.delivery_attempts(u64::from(delivery.attempts)));
    let said: Vec<String> = [tried, answered].into_iter().flatten().collect();
    let fault = delivery.fault.map(|fault| lang.delivery_fault(fault));
    view! {
        <li class="book-line acts-below" data-testid="delivery">
            <div class="book-what">
                <p>
                    <b>{lang.webhook_event(delivery.event)}</b>
                </p>
                <p class="quiet fine">{delivery.url}</p>
                {fault.map(|fault| view! { <p>{fault}</p> })}
                <p class="quiet fine">
                    <Moment lang at=delivery.created_at now/>
                    {(!said.is_empty()).then_some(" · ")}
                    {said.join(", ")}
                </p>
            </div>
            <div class="book-sum">
                <Badge text=lang.delivery_status(delivery.status) tone/>
                <form method="post" action="/dashboard/webhooks/again" data-swap>
                    <input type="hidden" name="id" value=delivery.id.to_string()/>
                    <button class="button">{lang.delivery_again()}</button>
                </form>
            </div>
        </li>
    }
}
