//! Ways to look at the same thing, as plain links; the one that is shown is marked.

use leptos::prelude::*;

/// One way to look at the same list.
pub struct Tab {
    pub name: &'static str,
    pub href: String,
    pub current: bool,
}

/// A row of ways to look.
#[component]
pub fn Tabs(label: &'static str, tabs: Vec<Tab>) -> impl IntoView {
    let tabs = tabs
        .into_iter()
        .map(|tab| {
            view! {
                <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>
                    {tab.name}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=label>
            {tabs}
        </nav>
    }
}

/// One of many ways to narrow a list.
pub struct Chip {
    pub name: String,
    pub href: String,
    pub current: bool,
}

/// A row of chips, which scrolls where it is wider than the page.
#[component]
pub fn Chips(label: &'static str, chips: Vec<Chip>) -> impl IntoView {
    let chips = chips
        .into_iter()
        .map(|chip| {
            view! {
                <a class="chip" href=chip.href aria-current=chip.current.then_some("page")>
                    {chip.name}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="chips" aria-label=label>
            {chips}
        </nav>
    }
}
