//! `/receipt/:id`: proof of one payment, for its buyer and its creator: what, by whom, to whom, when, where on the chain, and
//! a signed form to show to others.

use super::api;
use crate::{
    kit::{Glyph, Icon, Money, in_dollars},
    layout::{self, PageHead},
    payments::names::{creator_of, explorer_of, item_name, item_path, leg_name, reduction_name},
    request::use_request,
};
use leptos::prelude::*;
use shared::{
    fiat::QuoteView,
    money::{Amount, Units},
    receipts::ReceiptView,
    text::Lang,
};

/// Where the public keys of receipts are.
const KEYS: &str = "/.well-known/jwks.json";

/// The page; a visitor is asked to sign in.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let id = layout::own_id();
    layout::page(async move {
        let receipt = api::receipt(id?).await?;
        Ok(view! { <Receipt receipt/> })
    })
}

/// A line of the receipt.
fn line(name: &'static str, value: impl IntoView) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}

fn money(lang: Lang, name: String, amount: Amount) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <Money lang amount/>
            </dd>
        </div>
    }
}

#[component]
fn Receipt(receipt: ReceiptView) -> impl IntoView {
    let lang = use_request().lang;
    let currency = receipt.currency;
    let seller = creator_of(&receipt.item).clone();
    let signature = receipt.signature.to_string();
    let explorer = explorer_of(&receipt.network, &signature).map(|link| {
        view! {
            <p>
                <a class="button" href=link target="_blank" rel="noopener noreferrer">
                    {lang.pay_explorer()}
                    <Icon glyph=Glyph::Outside/>
                </a>
            </p>
        }
    });
    let reductions = receipt
        .reductions
        .iter()
        .map(|one| {
            view! {
                <div>
                    <dt>{reduction_name(lang, one.kind)}</dt>
                    <dd>
                        "−"
                        <Money lang amount=currency.of(one.amount)/>
                    </dd>
                </div>
            }
        })
        .collect_view();
    let legs = receipt
        .legs
        .iter()
        .map(|leg| {
            let name = format!("{} {}", leg_name(lang, leg.role), leg.address.short());
            money(lang, name, currency.of(leg.amount))
        })
        .collect_view();
    let surplus = (receipt.surplus > Units::ZERO).then(|| {
        money(
            lang,
            lang.receipt_surplus().to_owned(),
            currency.of(receipt.surplus),
        )
    });
    let signed = match receipt.signed {
        Some(jws) => {
            let copied = jws.clone();
            // Browsers send nobody what is behind the hash.
            let check = format!("/receipt/check#{jws}");
            view! {
                <section aria-labelledby="signed-title">
                    <h2 id="signed-title">{lang.receipt_signed_title()}</h2>
                    <p class="quiet">
                        {lang.receipt_signed_text()} " " <a href=KEYS>{KEYS}</a>
                    </p>
                    <textarea class="receipt-jws" readonly rows="6" aria-label=lang.receipt_signed_title() data-testid="jws">
                        {jws}
                    </textarea>
                    <p>
                        <a class="button" href=check data-testid="check">
                            {lang.check_here()}
                        </a>
                        " "
                        <button type="button" class="button" data-copy=copied data-said=lang.share_copied()>
                            {lang.share_copy()}
                        </button>
                    </p>
                </section>
            }
            .into_any()
        }
        None => view! { <p class="quiet">{lang.receipt_not_final()}</p> }.into_any(),
    };
    // Only what was written down with the order: what SOL is worth today says nothing of that day.
    let worth = receipt.quote.as_ref().map(QuoteView::worth);
    view! {
        <PageHead title=lang.receipt_title().to_owned() description=None canonical=None/>
        <div class="books">
            <header class="page-head">
                <h1>{lang.receipt_title()}</h1>
                <p>
                    <a href=item_path(&receipt.item)>{item_name(lang, &receipt.item)}</a>
                </p>
            </header>
            <dl class="bill receipt" data-testid="receipt">
                {reductions}
                <div class="bill-total">
                    <dt>{lang.receipt_amount()}</dt>
                    <dd>
                        <Money lang amount=currency.of(receipt.amount)/>
                        {worth.map(|worth| view! { " " {in_dollars(lang, worth)} })}
                    </dd>
                </div>
                {legs}
                {surplus}
                {line(lang.receipt_buyer(), format!("{} (@{})", receipt.buyer.name, receipt.buyer.handle))}
                {line(lang.receipt_seller(), format!("{} (@{})", seller.name, seller.handle))}
                {line(
                    lang.receipt_paid_at(),
                    view! { <time datetime=receipt.paid_at.rfc3339()>{receipt.paid_at.rfc3339()}</time> },
                )}
                {line(lang.receipt_payer(), view! { <code class="address">{receipt.payer.to_string()}</code> })}
                {line(lang.receipt_transaction(), view! { <code class="address">{signature}</code> })}
                {line(lang.receipt_slot(), receipt.slot.to_string())}
                {line(lang.receipt_network(), receipt.network)}
                {receipt
                    .mint
                    .map(|mint| {
                        line(lang.receipt_mint(), view! { <code class="address">{mint.to_string()}</code> })
                    })}
                {line(lang.receipt_order(), view! { <code class="address">{receipt.order.to_string()}</code> })}
            </dl>
            {explorer}
            {signed}
        </div>
    }
}
