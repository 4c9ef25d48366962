//! What a flash sale does to a price, wherever that is shown: the old price struck through, the new one, and how long it lasts by
//! the server's time. It decides nothing.

use crate::kit::{Dollars, Money};
use leptos::prelude::*;
use shared::{Timestamp, flash_sales::RunningSale, money::Amount, text::Lang};

/// A price on sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnSale {
    pub sale: RunningSale,
    pub full: Amount,
    pub now: Amount,
}

/// `0.2 SOL 0.14 SOL −30% ends in 47 min · 3 left`, in words for screen readers too.
#[component]
pub fn SalePrice(lang: Lang, on_sale: OnSale, now: Timestamp) -> impl IntoView {
    let OnSale {
        sale,
        full,
        now: price,
    } = on_sale;
    let ends = lang.sale_ends(&lang.lasting(now, sale.ends_at));
    view! {
        <span class="sale" data-testid="sale">
            <span class="unseen">{lang.pay_full_price()} ": "</span>
            <s>
                <Money lang amount=full/>
            </s>
            <span class="unseen">{lang.sale_price()} ": "</span>
            <b>
                <Money lang amount=price/>
            </b>
            <Dollars lang amount=price/>
            <SaleTerms lang sale ends/>
        </span>
    }
}

/// How much is taken off, how long, and how many are left.
#[component]
fn SaleTerms(lang: Lang, sale: RunningSale, ends: String) -> impl IntoView {
    let left = sale
        .left
        .map(|left| format!(" · {}", lang.sale_left(&lang.number(left.into()))));
    view! {
        <span class="sale-off">{lang.less_percent(&sale.percent.to_string())}</span>
        <span class="sale-until">
            <time datetime=sale.ends_at.rfc3339()>{ends}</time>
            {left}
        </span>
    }
}
