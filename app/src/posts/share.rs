//! Sharing a page: its address to copy, and where people pass things on. The browser itself opens and closes it; copying
//! wants JavaScript, and without it the address can be marked by hand.

use crate::{
    kit::{Glyph, Icon, url::with_query},
    request::use_request,
};
use leptos::prelude::*;
use shared::text::Lang;

/// The door to it, and the sheet behind the door. `path` is the page's own.
#[component]
pub fn Share(lang: Lang, path: String, title: String) -> impl IntoView {
    let address = format!("{}{path}", use_request().origin);
    let to = |place: &str, pairs: &[(&str, Option<&str>)]| with_query(place, pairs);
    let (page, words) = (Some(address.as_str()), Some(title.as_str()));
    let places = [
        (
            "Telegram",
            to("https://t.me/share/url", &[("url", page), ("text", words)]),
        ),
        (
            "X",
            to("https://x.com/intent/post", &[("url", page), ("text", words)]),
        ),
        (
            "Bluesky",
            to(
                "https://bsky.app/intent/compose",
                &[("text", Some(&format!("{title} {address}")))],
            ),
        ),
        (
            lang.share_by_mail(),
            to("mailto:", &[("subject", words), ("body", page)]),
        ),
    ];
    let places = places
        .map(|(name, href)| {
            view! {
                <li>
                    <a class="menu-item" href=href target="_blank" rel="noopener noreferrer">
                        <Icon glyph=Glyph::Outside/>
                        {name}
                    </a>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <button type="button" class="switch" popovertarget="share" title=lang.share()>
            <Icon glyph=Glyph::Share/>
            <span class="unseen">{lang.share()}</span>
        </button>
        <div id="share" class="menu share" popover="auto" role="group" aria-label=lang.share()>
            <div class="share-address">
                <input type="text" readonly aria-label=lang.share_address() value=address.clone()/>
                <button type="button" class="button" data-copy=address data-said=lang.share_copied()>
                    {lang.share_copy()}
                </button>
            </div>
            <ul>{places}</ul>
        </div>
    }
}
