//! An amount of money as people read it: quiet, exact, in figures of one width.

use super::SelectField;
use crate::request::use_request;
use leptos::prelude::*;
use shared::{
    fiat::Worth,
    money::{Amount, Currency},
    text::Lang,
};

/// `0.05 SOL`.
#[component]
pub fn Money(lang: Lang, amount: Amount) -> impl IntoView {
    view! { <span class="money">{lang.money(amount).replace(' ', "\u{a0}")}</span> }
}

/// The same with its worth in dollars beside it, where that is known: `0.05 SOL ≈ $7.50`.
#[component]
pub fn Price(lang: Lang, amount: Amount) -> impl IntoView {
    view! {
        <Money lang amount/>
        " "
        <Dollars lang amount/>
    }
}

/// What an amount that stands elsewhere is worth; nothing where that is not known.
#[component]
pub fn Dollars(lang: Lang, amount: Amount) -> impl IntoView {
    let worth = use_request().fiat.worth(amount);
    worth.map(|worth| in_dollars(lang, worth))
}

/// The worth of a price that stands on a button beside it, on a line of its own; nothing where it is not known.
#[component]
pub fn WorthLine(lang: Lang, amount: Amount) -> impl IntoView {
    let worth = use_request().fiat.worth(amount);
    worth.map(|worth| view! { <p class="worth">{in_dollars(lang, worth)}</p> })
}

/// `≈ $7.50`, with the price that it is by for who asks.
pub fn in_dollars(lang: Lang, worth: Worth) -> impl IntoView {
    view! {
        <span class="dollars" title=lang.worth_why(worth)>
            {lang.worth(worth)}
        </span>
    }
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
