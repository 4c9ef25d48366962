//! An amount of money as people read it: quiet, exact, in figures of one width.

use leptos::prelude::*;
use shared::{
    money::{Amount, Currency},
    text::Lang,
};

/// `0.05 SOL`.
#[component]
pub fn Money(lang: Lang, amount: Amount) -> impl IntoView {
    view! { <span class="money">{lang.money(amount).replace(' ', "\u{a0}")}</span> }
}

/// Amounts of several currencies beside each other.
#[component]
pub fn Moneys(lang: Lang, amounts: Vec<Amount>) -> impl IntoView {
    view! { <span class="money">{lang.amounts(&amounts).replace(' ', "\u{a0}").replace("\u{a0}+", " +")}</span> }
}

/// The currencies to choose from in a form; nothing where there is no choice.
pub fn currencies(usdc: bool) -> Option<Vec<(String, String)>> {
    let one = |currency: Currency| (currency.code().to_owned(), currency.code().to_owned());
    usdc.then(|| Currency::ALL.map(one).to_vec())
}
