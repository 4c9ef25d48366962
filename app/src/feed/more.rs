//! The way to the next piece of a list: a link, which a browser with JavaScript follows by itself when it
//! comes near; while the piece is on its way, the shape of a card stands there.

use crate::{kit::CardSkeleton, ports::ports};
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
        <div class="more">
            <CardSkeleton/>
            <a class="button" id="next" rel="next" href=href>
                {lang.next_page()}
            </a>
        </div>
    }
}
