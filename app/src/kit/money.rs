//! An amount of money as people read it: quiet, exact, in figures of one width.

use leptos::prelude::*;
use shared::money::Lamports;

/// `0.05 SOL`.
#[component]
pub fn Money(amount: Lamports) -> impl IntoView {
    view! {
        <span class="money">{amount.sol()} "\u{a0}SOL"</span>
    }
}
