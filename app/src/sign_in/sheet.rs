//! A dialog over the page. The browser's own `<dialog>` keeps the focus inside, closes on Esc and gives the
//! focus back; its content exists only while it is open.

use crate::kit::{Glyph, Icon};
use leptos::{html, prelude::*};
use shared::text::Lang;

/// A modal dialog with a title and a way out.
#[component]
pub fn Sheet(
    lang: Lang,
    open: RwSignal<bool>,
    title: &'static str,
    /// Its name for tests.
    name: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <Show when=move || open.get()>
            <Opened lang open title name>
                {children.with_value(|children| children())}
            </Opened>
        </Show>
    }
}

#[component]
fn Opened(
    lang: Lang,
    open: RwSignal<bool>,
    title: &'static str,
    name: &'static str,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Fails only when it is open already.
            let _ = dialog.show_modal();
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
            {children()}
        </dialog>
    }
}
