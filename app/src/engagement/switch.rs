//! A switch as a button of the page's one form: it works without JavaScript, and with it turns at once. It knows how it
//! stands and nothing of who may turn it.

use crate::{
    kit::{Glyph, Icon},
    request::use_request,
};
use leptos::prelude::*;
use shared::{
    engagement::{Act, Press},
    identity::Handle,
    text::Lang,
};

/// The form that every switch of a page belongs to.
#[component]
pub fn ActForm() -> impl IntoView {
    let request = use_request();
    view! {
        <form id="act" method="post" action="/act" hidden>
            <input type="hidden" name="back" value=request.path.clone()/>
        </form>
    }
}

/// Whether it is on, as `aria-pressed` says it.
fn pressed(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

/// A switch with an icon, and with how many have it on.
#[component]
pub fn SwitchButton(
    lang: Lang,
    act: Act,
    #[prop(into)] target: String,
    on: bool,
    count: Option<u64>,
) -> impl IntoView {
    let (glyph, name) = match act {
        Act::Bookmark => (Glyph::Bookmark, lang.bookmark()),
        _ => (Glyph::Heart, lang.like()),
    };
    let press = Press { act, target, on: !on };
    // Of a post it is told as it changes.
    let live = (act == Act::Like).then(|| format!("post:{} likes", press.target));
    let count = count.map(|count| {
        view! {
            <span class="switch-count" data-count=count data-count-of=live>
                {lang.number(count)}
            </span>
        }
    });
    view! {
        <button form="act" name="press" value=press.to_string() class="switch" aria-pressed=pressed(on) title=name>
            <Icon glyph/>
            <span class="unseen">{name}</span>
            {count}
        </button>
    }
}

/// Follows a creator. Where following opens something on the page, `opens` has the page looked at anew.
#[component]
pub fn FollowButton(lang: Lang, handle: Handle, on: bool, #[prop(optional)] opens: bool) -> impl IntoView {
    let press = Press {
        act: Act::Follow,
        target: handle.to_string(),
        on: !on,
    };
    view! {
        <button
            form="act"
            name="press"
            value=press.to_string()
            class="button follow"
            aria-pressed=pressed(on)
            data-opens=opens
        >
            <span class="when-off">{lang.follow()}</span>
            <span class="when-on">
                <Icon glyph=Glyph::Check/>
                {lang.following()}
            </span>
        </button>
    }
}

/// Mutes or blocks somebody.
#[component]
pub fn AwayButton(lang: Lang, act: Act, handle: Handle, name: String, on: bool) -> impl IntoView {
    let (off, done, label) = match act {
        Act::Block => (lang.block(), lang.blocked(), lang.block_name(&name)),
        _ => (lang.mute(), lang.muted(), lang.mute_name(&name)),
    };
    let press = Press {
        act,
        target: handle.to_string(),
        on: !on,
    };
    view! {
        <button
            form="act"
            name="press"
            value=press.to_string()
            class="button follow"
            aria-pressed=pressed(on)
            aria-label=label
        >
            <span class="when-off">{off}</span>
            <span class="when-on">
                <Icon glyph=Glyph::Check/>
                {done}
            </span>
        </button>
    }
}
