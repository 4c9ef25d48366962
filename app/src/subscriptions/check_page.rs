//! `/receipt/check`: anybody checks a signed receipt here, in their own browser. The server draws the words; `frontend/check`
//! reads the receipt, which is never sent.

use crate::{layout::PageHead, request::use_request};
use leptos::prelude::*;
use shared::{receipts::reader_node, text::Lang};

/// The page; it shows everybody the same.
#[component]
pub fn CheckPage() -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let script = request.asset("/assets/check.js");
    let node = reader_node(&request.network);
    let fault = |name: &'static str, words: &'static str| {
        view! {
            <p class="field-fault" data-fault=name hidden>
                {words}
                " "
                <span data-why></span>
            </p>
        }
    };
    let no_answer = || fault("no_answer", lang.check_no_answer());
    view! {
        <PageHead title=lang.check_title().to_owned() description=Some(lang.check_text().to_owned()) canonical=Some("/receipt/check".to_owned())/>
        <div class="books" data-check=node>
            <header class="page-head">
                <h1>{lang.check_title()}</h1>
                <p class="quiet">{lang.check_text()}</p>
            </header>
            <form class="fields">
                <div class="field">
                    <label for="receipt">{lang.receipt_signed_title()}</label>
                    <textarea id="receipt" class="receipt-jws" rows="6" required spellcheck="false" autocomplete="off"></textarea>
                </div>
                <button type="submit" class="button primary">
                    {lang.check_begin()}
                </button>
            </form>
            <noscript>
                <p>{lang.check_noscript()}</p>
            </noscript>
            <ol class="check-steps" data-steps hidden aria-live="polite">
                <li data-step="signed" data-state="waiting">
                    {lang.check_signed()}
                    {fault("garbled", lang.check_garbled())}
                    {fault("unknown_key", lang.check_unknown_key())}
                    {fault("altered", lang.check_altered())}
                    {no_answer()}
                </li>
                <li data-step="landed" data-state="waiting">
                    {lang.check_landed(node)}
                    {fault("other_network", lang.check_other_network())}
                    {fault("absent", lang.check_absent())}
                    {no_answer()}
                </li>
                <li data-step="paid" data-state="waiting">
                    {lang.check_paid()}
                    {fault("untrue", lang.check_untrue())}
                </li>
            </ol>
            <section data-claims hidden aria-labelledby="claims-title">
                <h2 id="claims-title">{lang.check_claims()}</h2>
                <Claims lang/>
            </section>
        </div>
        <script type="module" src=script></script>
    }
}

/// Places for what a receipt says.
#[component]
fn Claims(lang: Lang) -> impl IntoView {
    let line = |name: &'static str, place: &'static str| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>
                    <code class="address" data-said=place></code>
                </dd>
            </div>
        }
    };
    view! {
        <dl class="bill receipt" data-testid="claims">
            {line(lang.receipt_amount(), "amount")}
            <div>
                <dt>{lang.check_legs()}</dt>
                <dd>
                    <ul class="check-legs" data-said="legs"></ul>
                </dd>
            </div>
            {line(lang.receipt_payer(), "payer")}
            {line(lang.receipt_paid_at(), "landed")}
            {line(lang.receipt_transaction(), "transaction")}
            {line(lang.receipt_network(), "network")}
            {line(lang.receipt_order(), "order")}
            {line(lang.check_site(), "site")}
        </dl>
    }
}
