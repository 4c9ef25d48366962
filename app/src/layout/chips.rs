//! Ways to narrow a list: categories and orders, as plain links.

use leptos::prelude::*;
use shared::{creators::Category, text::Lang};

/// A row of category links; `href` makes the address for each, and for all of them together.
#[component]
pub fn CategoryChips(
    lang: Lang,
    current: Option<Category>,
    href: impl Fn(Option<Category>) -> String,
) -> impl IntoView {
    let here = |category: Option<Category>| (category == current).then_some("page");
    let categories = Category::ALL
        .iter()
        .map(|category| {
            let category = Some(*category);
            view! {
                <a class="chip" href=href(category) aria-current=here(category)>
                    {category.map(|category| lang.category(category))}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="chips" aria-label=lang.categories()>
            <a class="chip" href=href(None) aria-current=here(None)>
                {lang.all_categories()}
            </a>
            {categories}
        </nav>
    }
}

/// One way to look at the same list.
pub struct Tab {
    pub name: &'static str,
    pub href: String,
    pub current: bool,
}

/// A row of orders.
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
