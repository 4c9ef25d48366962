//! A dialog over the page. The browser's own `<dialog>` keeps the focus inside, closes on Esc and gives the
//! focus back. It exists only while it is open, and at the end of the body: so it costs a page nothing, and
//! outlives the part of the page that its button stands in.

use super::{Glyph, Icon};
use leptos::{html, mount::mount_to, prelude::*, tachys::dom::body};
use shared::text::Lang;
use std::time::Duration;

/// A modal dialog with a title and a way out, there while `open` says so. `name` is for tests.
pub fn sheet<V: IntoView + 'static>(
    lang: Lang,
    open: RwSignal<bool>,
    title: &'static str,
    name: &'static str,
    content: impl Fn() -> V + 'static,
) {
    // Held by the run of the effect: taken away with the next run, which comes after the event that closed it,
    // or with the island. Effects do not run on the server, whose many threads could not drop it.
    Effect::new(move |_| {
        if open.get() {
            let content = untrack(&content);
            let frame = move || frame(lang, open, title, name, content);
            StoredValue::new_local(mount_to(body(), frame));
        }
    });
}

fn frame<V: IntoView + 'static>(
    lang: Lang,
    open: RwSignal<bool>,
    title: &'static str,
    name: &'static str,
    content: V,
) -> impl IntoView + use<V> {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Once the pressed button is on screen: that the whole page becomes inert takes a slow phone a while.
            request_animation_frame(move || {
                let show = move || {
                    // Fails only when it is open already, or gone again.
                    let _ = dialog.show_modal();
                };
                set_timeout(show, Duration::ZERO);
            });
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="sheet"
            aria-label=title
            closedby="any"
            data-testid=name
            on:close=move |_| open.set(false)
        >
            <header class="sheet-head">
                <h2>{title}</h2>
                <button type="button" class="sheet-close" aria-label=lang.close_dialog() on:click=close>
                    <Icon glyph=Glyph::Close/>
                </button>
            </header>
            {content}
        </dialog>
    }
}
