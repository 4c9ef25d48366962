//! The way to the next piece of a list: a link, which a browser with JavaScript follows by itself when it
//! comes near.

use crate::ports::ports;
use leptos::prelude::*;
use shared::text::Lang;

/// A link to the next piece. The browser's side moves the next cards into `#cards` and this link along.
#[island]
pub fn MorePosts(lang: Lang, href: String) -> impl IntoView {
    Effect::new(|_| {
        if let Some(ports) = ports() {
            ports.pages.endless("cards", "next");
        }
    });
    view! {
        <p class="more">
            <a class="button" id="next" rel="next" href=href>
                {lang.next_page()}
            </a>
        </p>
    }
}
