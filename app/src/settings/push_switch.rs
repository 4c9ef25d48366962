//! The switch that lets this browser show what one is told. It is there once the page is awake, and asks for leave only when it is
//! pressed.

use crate::ports::{Leave, Request, ports};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use shared::text::Lang;

const DOOR: &str = "/api/me/devices";

#[derive(Deserialize)]
struct Key {
    public_key: String,
}

#[derive(Serialize)]
struct End {
    endpoint: String,
}

/// How this browser stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It was not asked yet.
    Unknown,
    Unable,
    Denied,
    Off,
    On,
    Busy,
    Failed,
}

async fn found() -> State {
    let Some(ports) = ports() else {
        return State::Unknown;
    };
    match ports.push.leave() {
        Leave::Unable => State::Unable,
        Leave::Denied => State::Denied,
        _ => match ports.push.endpoint().await {
            Some(_) => State::On,
            None => State::Off,
        },
    }
}

async fn turn_on() -> State {
    let Some(ports) = ports() else {
        return State::Failed;
    };
    let Ok(key) = Request::get(DOOR).fetch::<Key>().await else {
        return State::Failed;
    };
    let Some(subscription) = ports.push.subscribe(&key.public_key).await else {
        return match ports.push.leave() {
            Leave::Denied => State::Denied,
            _ => State::Failed,
        };
    };
    match Request::post(DOOR).body(subscription).done().await {
        Ok(_) => State::On,
        Err(_) => State::Failed,
    }
}

async fn turn_off() -> State {
    let Some(ports) = ports() else {
        return State::Failed;
    };
    let Some(endpoint) = ports.push.endpoint().await else {
        return State::Off;
    };
    let request = Request::new(crate::ports::Method::Delete, DOOR).json(&End { endpoint });
    // The server first: where it does not hear of it, nothing has changed.
    if request.done().await.is_err() {
        return State::Failed;
    }
    match ports.push.unsubscribe().await {
        true => State::Off,
        false => State::Failed,
    }
}

/// The switch of this browser.
#[island]
pub fn PushSwitch(lang: Lang) -> impl IntoView {
    let state = RwSignal::new(State::Unknown);
    Effect::new(move |_| {
        spawn_local(async move {
            let found = found().await;
            state.try_set(found);
        });
    });
    let press = move |_| {
        let on = state.get_untracked() == State::On;
        state.set(State::Busy);
        spawn_local(async move {
            let now = if on { turn_off().await } else { turn_on().await };
            state.try_set(now);
            if matches!(now, State::On | State::Off)
                && let Some(ports) = ports()
            {
                ports.pages.refresh_main(0).await;
            }
        });
    };
    let said = move || match state.get() {
        State::Unable => lang.push_unable(),
        State::Denied => lang.push_denied(),
        State::On => lang.push_is_on(),
        State::Failed => lang.push_failed(),
        _ => "",
    };
    let able = move || !matches!(state.get(), State::Unknown | State::Unable | State::Denied);
    let words = move || match state.get() {
        State::On => lang.push_off(),
        _ => lang.push_on(),
    };
    view! {
        <p class="quiet" aria-live="polite">
            {said}
        </p>
        <div class="actions" hidden=move || !able()>
            <button
                type="button"
                class="button"
                disabled=move || state.get() == State::Busy
                on:click=press
                data-testid="push-switch"
            >
                {words}
            </button>
        </div>
    }
}
