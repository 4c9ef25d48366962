//! A row of categories, as plain links.

use crate::kit::{Chip, Chips};
use leptos::prelude::*;
use shared::{creators::Category, text::Lang};

/// A row of category links; `href` makes the address for each, and for all of them together.
#[component]
pub fn CategoryChips(
    lang: Lang,
    current: Option<Category>,
    href: impl Fn(Option<Category>) -> String,
) -> impl IntoView {
    let chip = |category: Option<Category>| Chip {
        name: category
            .map_or(lang.all_categories(), |category| lang.category(category))
            .to_owned(),
        href: href(category),
        current: category == current,
    };
    let chips = std::iter::once(None)
        .chain(Category::ALL.iter().copied().map(Some))
        .map(chip)
        .collect();
    view! { <Chips label=lang.categories() chips/> }
}
