//! The gate before what is for adults: one question, one plain form, remembered by the browser and with the person.

use super::PageHead;
use crate::request::use_request;
use leptos::prelude::*;

/// Asks whether one is of age, in place of a page; the answer leads back to it.
#[component]
pub fn AgeGate() -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    view! {
        <PageHead title=lang.age_title().to_owned() description=None canonical=None/>
        <section class="failure">
            <p class="failure-code" aria-hidden="true">
                "18+"
            </p>
            <h1>{lang.age_title()}</h1>
            <p class="quiet">{lang.age_text()}</p>
            <form class="actions" method="post" action="/age">
                <input type="hidden" name="back" value=request.path.clone()/>
                <button class="button primary">{lang.adult_label()}</button>
                <a class="button" href="/feed">
                    {lang.age_leave()}
                </a>
            </form>
        </section>
    }
}
