//! The way to one's messages in the bar, with how many of them are unread. The server draws it with every page.

use crate::{
    kit::{Glyph, Icon},
    notifications::view_model::few,
    request::use_request,
};
use leptos::prelude::*;

/// A link to the messages of whoever is signed in.
#[component]
pub fn MessagesDoor() -> impl IntoView {
    let request = use_request();
    let (lang, unread) = (request.lang, request.unread_messages);
    let here = request.pathname().starts_with("/messages").then_some("page");
    request.signed_in().then(|| {
        let count = few(unread).map(|few| {
            view! {
                <span class="bell-count" aria-hidden="true" data-titles=unread data-testid="messages-count">
                    {few}
                </span>
                <span class="unseen">", " {lang.messages_unread(u64::from(unread))}</span>
            }
        });
        view! {
            <a
                class="preferences-door bell"
                id="messages-door"
                href="/messages"
                aria-current=here
                data-live="me messages"
                data-testid="messages-door"
            >
                <span class="door-icon">
                    <Icon glyph=Glyph::Messages/>
                </span>
                <span class="door-name">{lang.messages_title()}</span>
                {count}
            </a>
        }
    })
}
