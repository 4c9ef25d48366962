//! An amount of money as people read it: quiet, exact, in figures of one width.

use super::SelectField;
use crate::request::use_request;
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

/// The choice of a currency in a form; nothing where there is no choice.
#[component]
pub fn CurrencyField(
    label: &'static str,
    #[prop(default = "currency")] name: &'static str,
    #[prop(into)] chosen: String,
    #[prop(optional_no_strip)] fault: Option<String>,
) -> impl IntoView {
    let one = |currency: Currency| (currency.code().to_owned(), currency.code().to_owned());
    use_request().usdc.then(|| {
        view! { <SelectField label name options=Currency::ALL.map(one).to_vec() chosen fault/> }
    })
}
