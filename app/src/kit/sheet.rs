//! A dialog over the page. The browser's own `<dialog>` keeps the focus inside, closes on Esc and gives the
//! focus back. It exists only while it is open, and at the end of the body: so it costs a page nothing, and
//! outlives the part of the page that its button stands in.

use super::{Glyph, Icon};
use leptos::{ev::Event, html, mount::mount_to, prelude::*, tachys::dom::body};
use shared::text::Lang;
use std::{rc::Rc, time::Duration};

/// Does something slow once the browser has shown what was pressed. That a whole page becomes inert, or no longer is, takes a slow phone a
/// tenth of a second.
fn once_painted(work: impl FnOnce() + 'static) {
    request_animation_frame(move || {
        set_timeout(work, Duration::ZERO);
    });
}

/// A modal dialog with a title and a way out, there while `open` says so. `name` is for tests.
pub fn sheet<V: IntoView + 'static>(
    lang: Lang,
    open: RwSignal<bool>,
    title: &'static str,
    name: &'static str,
    content: impl Fn() -> V + 'static,
) {
    let content = Rc::new(content);
    // Held by the run of the effect: taken away with the next run, which comes after the event that closed it,
    // or with the island. Effects do not run on the server, whose many threads could not drop it.
    Effect::new(move |_| {
        if !open.get() {
            return;
        }
        let (content, run, held) = (content.clone(), Owner::current(), StoredValue::new_local(None));
        once_painted(move || {
            let frame = move || frame(lang, open, title, name, untrack(|| content()));
            // It may be closed again by now.
            if let Some(run) = run.filter(|_| !held.is_disposed()) {
                held.set_value(Some(run.with(|| mount_to(body(), frame))));
            }
        });
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
    let leaving = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Fails only when it is gone again.
            let _ = dialog.show_modal();
        }
    });
    let leave = move || {
        leaving.set(true);
        once_painted(move || {
            if let Some(dialog) = dialog.try_get_untracked().flatten() {
                dialog.close();
            }
        });
    };
    // By Esc or a click beside it; where the browser does not let itself be held up, it closes at once.
    let cancelled = move |event: Event| {
        // Fields for files say so too when nothing was chosen.
        if event.target() == event.current_target() {
            event.prevent_default();
            leave();
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="sheet"
            aria-label=title
            closedby="any"
            data-leaving=move || leaving.get().then_some("")
            data-testid=name
            on:cancel=cancelled
            on:close=move |_| open.set(false)
        >
            <header class="sheet-head">
                <h2>{title}</h2>
                <button type="button" class="sheet-close" aria-label=lang.close_dialog() on:click=move |_| leave()>
                    <Icon glyph=Glyph::Close/>
                </button>
            </header>
            {content}
        </dialog>
    }
}
