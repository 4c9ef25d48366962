//! Where a promo code is typed: a plain form that leads to the same page with the code in its address. What a code takes off is
//! the order's to say.

use leptos::{either::Either, prelude::*};
use shared::text::Lang;

/// The field, or the code that is in the address already with a way to do without it. `path` is the page's own.
#[component]
pub fn CodeField(
    lang: Lang,
    code: Option<String>,
    /// Whether it is one for free days.
    #[prop(optional)]
    gives_days: bool,
    path: String,
) -> impl IntoView {
    let applied = |code: &str| match gives_days {
        true => lang.trial_applied(code),
        false => lang.code_applied(code),
    };
    match code {
        Some(code) => Either::Left(view! {
            <p class="fine" data-testid="code-applied">
                {applied(&code)} " " <a href=path>{lang.code_without()}</a>
            </p>
        }),
        None => Either::Right(view! {
            <details class="promo">
                <summary>{lang.code_have()}</summary>
                <form method="get" action=path class="promo-form">
                    <input
                        name="code"
                        type="text"
                        required
                        minlength="3"
                        maxlength="24"
                        autocomplete="off"
                        autocapitalize="characters"
                        aria-label=lang.promotion_code()
                    />
                    <button class="button">{lang.code_apply()}</button>
                </form>
            </details>
        }),
    }
}

/// The code in a page's address, as far as it can be one.
pub fn code_in(query: Option<String>) -> Option<String> {
    let code: shared::promotions::PromoCode = query?.parse().ok()?;
    Some(code.to_string())
}
