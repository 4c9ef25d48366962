//! The bell in the bar: how much there is that one has not read. The server draws it with every page.

use super::view_model::few;
use crate::{
    kit::{Glyph, Icon},
    request::use_request,
};
use leptos::prelude::*;

/// A link to the notifications of whoever is signed in.
#[component]
pub fn Bell() -> impl IntoView {
    let request = use_request();
    let (lang, unread) = (request.lang, request.unread);
    let here = (request.pathname() == "/notifications").then_some("page");
    request.signed_in().then(|| {
        let count = few(unread).map(|few| {
            view! {
                <span class="bell-count" aria-hidden="true" data-titles=unread data-testid="bell-count">
                    {few}
                </span>
                <span class="unseen">", " {lang.notifications_unread(u64::from(unread))}</span>
            }
        });
        view! {
            <a
                class="preferences-door bell"
                id="bell"
                href="/notifications"
                aria-current=here
                data-live="me notifications"
                data-testid="bell"
            >
                <span class="door-icon">
                    <Icon glyph=Glyph::Bell/>
                </span>
                <span class="door-name">{lang.notifications_title()}</span>
                {count}
            </a>
        }
    })
}
