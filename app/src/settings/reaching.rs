//! How one is reached away from the page: an address and how often it is written to, hours of quiet, devices, and an address for feed
//! readers. All of it are plain forms; only switching this device on needs a script, for browsers ask for leave by one.

use super::{
    PushSwitch,
    sections::save,
    settings_page::Scene,
    view_model::{Section, action, device_name_of},
};
use crate::kit::{Fault, SelectField, TextField, choices};
use leptos::{either::Either, prelude::*};
use shared::reaching::{FeedAddress, MailPace, Reach};

/// One's address, and one that waits to be confirmed.
#[component]
pub fn Email(scene: Scene, reach: Reach) -> impl IntoView {
    let lang = scene.lang;
    let unsaved = scene.unsaved(Section::Email);
    let of = |field: &str| unsaved.and_then(|unsaved| unsaved.fault(field));
    let typed = unsaved.map(|unsaved| unsaved.email.clone()).unwrap_or_default();
    let text = lang.settings_email_text();
    if !reach.sends_mail {
        let content = view! { <p class="quiet">{lang.email_off()}</p> };
        return scene.section(Section::Email, None, content);
    }
    let known = reach.email.is_some() || reach.unconfirmed.is_some();
    let label = match reach.email.is_some() {
        true => lang.email_change(),
        false => lang.email_label(),
    };
    let is = reach
        .email
        .map(|address| view! { <p data-testid="email">{lang.email_is(&address)}</p> });
    let waits = reach
        .unconfirmed
        .map(|address| view! { <p class="notice" role="status">{lang.email_waits(&address)}</p> });
    let remove = known.then(|| {
        view! {
            <form method="post" action=action(Section::Email) data-swap>
                <button class="button" name="remove" value="true">
                    {lang.email_remove()}
                </button>
            </form>
        }
    });
    let content = view! {
        {is}
        {waits}
        <form class="fields" method="post" action=action(Section::Email) data-swap>
            <Fault of="email-form" words=of("")/>
            <TextField
                label=label
                name="email"
                value=typed
                kind="email"
                autocomplete="email"
                most=254
                required=true
                fault=of("email")
            />
            <div class="actions">
                <button class="button primary">{lang.email_save()}</button>
            </div>
        </form>
        {remove}
    };
    scene.section(Section::Email, Some(text), content)
}

/// How often one is written to, and when nothing is sent.
#[component]
pub fn Letters(scene: Scene, reach: Reach) -> impl IntoView {
    let lang = scene.lang;
    let unsaved = scene.unsaved(Section::Reach);
    let of = |field: &str| unsaved.and_then(|unsaved| unsaved.fault(field));
    let [from, to, zone] = match unsaved {
        Some(unsaved) => unsaved.quiet.clone(),
        None => [
            reach.quiet_from.unwrap_or_default(),
            reach.quiet_to.unwrap_or_default(),
            reach.zone,
        ],
    };
    let pace = reach.sends_mail.then(|| {
        let options = choices(MailPace::ALL, MailPace::as_str, |pace| lang.mail_pace(pace));
        view! {
            <SelectField label=lang.mail_pace_label() name="mail" options chosen=reach.mail.as_str()/>
        }
    });
    let content = view! {
        <form class="fields" method="post" action=action(Section::Reach) data-swap>
            {pace}
            <TextField
                label=lang.quiet_from_label()
                name="quiet_from"
                value=from
                kind="time"
                fault=of("quiet_from")
            />
            <TextField
                label=lang.quiet_to_label()
                name="quiet_to"
                value=to
                kind="time"
                fault=of("quiet_to")
            />
            <TextField
                label=lang.zone_label()
                name="zone"
                value=zone
                most=60
                help=Some(lang.zone_help())
                fault=of("zone")
            />
            {save(lang)}
        </form>
    };
    scene.section(Section::Reach, Some(lang.settings_reach_text()), content)
}

/// Devices on which one is told, and the switch for this one.
#[component]
pub fn Devices(scene: Scene, reach: Reach) -> impl IntoView {
    let lang = scene.lang;
    let lines = reach
        .devices
        .into_iter()
        .map(|device| {
            view! {
                <li class="settings-line" data-testid="device">
                    <span class="who-words">
                        <b>{device_name_of(lang, &device.user_agent)}</b>
                        <span class="quiet">{lang.push_since(&lang.date(device.since))}</span>
                    </span>
                    <button class="button" name="device" value=device.id.to_string()>
                        {lang.push_end()}
                    </button>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let list = if lines.is_empty() {
        Either::Left(view! { <p class="quiet">{lang.push_none()}</p> })
    } else {
        Either::Right(view! {
            <form method="post" action=action(Section::Push) data-swap>
                <ul class="settings-list">{lines}</ul>
            </form>
        })
    };
    let content = view! {
        {list}
        <PushSwitch lang/>
    };
    scene.section(Section::Push, Some(lang.settings_push_text()), content)
}

/// The address at which one reads by feed; a new one stands here once.
#[component]
pub fn Feed(scene: Scene, there: bool, address: Option<FeedAddress>) -> impl IntoView {
    let lang = scene.lang;
    let shown = address.map(|address| {
        let copied = address.url.clone();
        view! {
            <p role="status">{lang.feed_once()}</p>
            <div class="share-address">
                <input
                    type="text"
                    readonly
                    aria-label=lang.feed_address()
                    value=address.url
                    data-testid="feed-address"
                />
                <button type="button" class="button" data-copy=copied data-said=lang.share_copied()>
                    {lang.share_copy()}
                </button>
            </div>
        }
    });
    let said = (there && shown.is_none()).then(|| view! { <p>{lang.feed_there()}</p> });
    let make = if there {
        lang.feed_renew()
    } else {
        lang.feed_make()
    };
    let end = there.then(|| {
        view! {
            <button class="button" name="act" value="end">
                {lang.feed_end()}
            </button>
        }
    });
    let content = view! {
        {shown}
        {said}
        <form method="post" action="/settings/feed">
            <div class="actions">
                <button class="button" name="act" value="make">
                    {make}
                </button>
                {end}
            </div>
        </form>
    };
    scene.section(Section::Feed, Some(lang.settings_feed_text()), content)
}
