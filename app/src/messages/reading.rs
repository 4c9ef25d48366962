//! Whoever has a conversation before their eyes has read it: said by a browser alone, for it may fetch a page that nobody looks at.

use crate::ports::{Method, Request, ports};
use leptos::{prelude::*, task::spawn_local};
use shared::ids::{ConversationId, MessageId};

/// Has the pieces that come before put in front of what is there, as somebody comes near to it.
#[island]
pub fn Earlier() -> impl IntoView {
    Effect::new(|_| {
        if let Some(ports) = ports() {
            ports.pages.endless(super::view_model::LOG, "next");
        }
    });
}

/// Says that all up to this message was read, as soon as the page is on screen.
#[island]
pub fn Reading(id: ConversationId, until: MessageId) -> impl IntoView {
    Effect::new(move |_| {
        let Some(ports) = ports() else { return };
        let say = move || {
            let request = Request::new(Method::Put, format!("/api/conversations/{id}/read"));
            let request = request.body(format!("{{\"until\":\"{until}\"}}"));
            spawn_local(async move {
                // What was not heard is said again by the next page.
                let _ = request.done().await;
            });
        };
        if ports.pages.visible() {
            say();
        } else {
            ports.pages.when_back(std::rc::Rc::new(say));
        }
    });
}
