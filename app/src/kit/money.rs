//! An amount of money as people read it: quiet, exact, in figures of one width.

use leptos::prelude::*;
use shared::{money::Lamports, text::Lang};

/// `0.05 SOL`.
#[component]
pub fn Money(lang: Lang, amount: Lamports) -> impl IntoView {
    view! { <span class="money">{lang.sol(amount).replace(' ', "\u{a0}")}</span> }
}
