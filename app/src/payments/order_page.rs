//! `/order/:id`: one order of the viewer's, and the ways to pay it from elsewhere: a code to scan and a link that wallets open.
//! It works without a script, and is nobody else's.

use super::{
    api,
    dialog::{PayHere, bill},
    names::{item_name, item_path},
    order_watch::OrderWatch,
    view_model::{Order, Wish},
};
use crate::{
    dashboard::SentBacks,
    kit::{Glyph, Icon},
    layout::{self, PageHead},
    request::use_request,
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use shared::{
    Timestamp,
    money::{Currency, Units},
    payments::{ItemRequest, OrderItem, OrderRequest, OrderStatus, OrderView, ReductionKind},
    solana_pay::{PayLink, PaySheet},
    text::Lang,
};

/// Squares of white around a code, without which cameras do not find it (ISO/IEC 18004).
const QUIET: usize = 4;
/// Seconds until a page without a script asks anew.
const AGAIN: &str = "5";

/// The page; a visitor is asked to sign in.
#[component]
pub fn OrderPage() -> impl IntoView {
    let id = layout::own_id();
    layout::page(async move {
        let sheet = api::sheet(id?).await?;
        Ok(view! { <Sheet sheet/> })
    })
}

#[component]
fn Sheet(sheet: PaySheet) -> impl IntoView {
    let request = use_request();
    let (lang, now) = (request.lang, request.now);
    let PaySheet { order, link } = sheet;
    let id = order.id.to_string();
    let watched = !(order.status.paid() || order.status.settled());
    let status = order.status.as_str().to_owned();
    // Without a script the page asks by itself.
    let again = watched.then(|| {
        let address = format!("{AGAIN};url=/order/{id}");
        view! {
            <noscript>
                <meta http-equiv="refresh" content=address/>
            </noscript>
            <OrderWatch id=id.clone() status paid=paid_words(lang, &order.item).to_owned()/>
        }
    });
    let told = told(lang, &order);
    let name = item_name(lang, &order.item);
    let place = item_path(&order.item);
    // Free days have neither a receipt nor a bill.
    let free = order.amount == Units::ZERO;
    let receipt = order.status.paid().then(|| {
        let receipt = (!free).then(|| {
            view! {
                <a class="button" href=format!("/receipt/{id}")>
                    {lang.order_receipt()}
                </a>
            }
        });
        view! {
            <a class="button primary" href=place.clone() data-testid="order-show">
                {lang.pay_show()}
            </a>
            {receipt}
        }
    });
    let over = (order.status.settled() && !order.status.paid()).then(|| {
        view! {
            <a class="button" href=place.clone()>
                {lang.pay_start_again()}
            </a>
        }
    });
    let amount = order.currency.of(order.amount);
    let handover = order.handover.clone().map(|words| {
        view! {
            <section aria-labelledby="handover-title" data-testid="handover">
                <h2 id="handover-title">{lang.handover_title()}</h2>
                <p class="handover">{words}</p>
            </section>
        }
    });
    let wish = Wish::from(asked_in(order.currency, &order));
    let pay_id = id.clone();
    let here = view! {
        <PayHere
            lang
            item=wish
            label=lang.order_pay_here().to_owned()
            amount
            summary=name.clone()
            signed_in=true
            pending=Some(pay_id)
        />
    };
    // Not with a code, which the order does not tell.
    let with_code = order.reductions.iter().any(|one| one.kind == ReductionKind::Code);
    let other = order.other.filter(|_| link.is_some() && !with_code);
    let otherwise = other.map(|other| {
        let wanted = Wish::from(asked_in(other.currency, &order));
        view! {
            <form method="post" action="/order">
                <input type="hidden" name="order" value=wanted.0/>
                <button class="button" data-testid="order-otherwise">
                    {lang.pay_otherwise(other)}
                </button>
            </form>
        }
    });
    let expires_at = order.expires_at;
    let sent = order.clone();
    let shown = Order::from(order);
    view! {
        <PageHead title=lang.pay_title().to_owned() description=None canonical=None/>
        <div class="books order">
            <header class="page-head">
                <h1>{lang.pay_title()}</h1>
                <p>
                    <a href=place>{name}</a>
                </p>
            </header>
            <p role="status" class="order-told" data-testid="order-told">{told}</p>
            {handover}
            <SentBacks lang now order=sent/>
            {link.map(|link| view! { <Ways lang now expires_at link here/> })}
            {if free {
                Either::Left(view! { <p class="quiet">{lang.trial_nothing()}</p> })
            } else {
                Either::Right(bill(lang, Some(&shown), amount))
            }}
            {otherwise}
            <p class="book-acts">{receipt} {over}</p>
            {again}
        </div>
    }
}

/// The same once more, in a currency and without a code.
fn asked_in(currency: Currency, order: &OrderView) -> OrderRequest {
    let item = match order.item.clone() {
        OrderItem::Subscription {
            creator,
            tier,
            days,
            to,
        } => ItemRequest::Subscription {
            creator: creator.handle,
            tier,
            days,
            to: to.map(|to| to.handle),
        },
        OrderItem::Post { post, .. } => ItemRequest::Post { post },
        OrderItem::Goods {
            post, quantity, note, ..
        } => ItemRequest::Goods { post, quantity, note },
        OrderItem::Tip {
            creator, post, note, ..
        } => ItemRequest::Tip {
            creator: post.is_none().then_some(creator.handle),
            post,
            amount: order.amount,
            note,
        },
    };
    OrderRequest {
        item,
        currency,
        code: None,
    }
}

/// What is said once it is paid.
fn paid_words(lang: Lang, item: &OrderItem) -> &'static str {
    match item {
        OrderItem::Subscription { to: Some(_), .. } => lang.gift_arrived(),
        OrderItem::Goods { .. } => lang.goods_yours(),
        OrderItem::Tip { .. } => lang.tip_arrived(),
        _ => lang.order_paid(),
    }
}

/// Where it stands, in words.
fn told(lang: Lang, order: &OrderView) -> impl IntoView + use<> {
    match order.status {
        status if status.paid() => EitherOf3::A(view! {
            <Icon glyph=Glyph::Check/>
            {if order.amount == Units::ZERO { lang.trial_begun() } else { paid_words(lang, &order.item) }}
        }),
        OrderStatus::Submitted => EitherOf3::B(lang.order_confirming()),
        status => EitherOf3::C(match status {
            OrderStatus::Failed => lang.pay_failed(),
            OrderStatus::Expired => lang.pay_expired(),
            OrderStatus::Reversed => lang.pay_reversed(),
            OrderStatus::Review if !order.sent_back.is_empty() => lang.order_sent_back(),
            OrderStatus::Review => lang.pay_in_review(),
            _ => lang.order_waits(),
        }),
    }
}

/// The code and the link.
#[component]
fn Ways<V: IntoView + 'static>(
    lang: Lang,
    now: Timestamp,
    expires_at: Timestamp,
    link: PayLink,
    /// The way to pay with a wallet in this browser.
    here: V,
) -> impl IntoView {
    let left = u64::try_from(expires_at.0 - now.0).unwrap_or(0).div_ceil(60_000);
    let around = link.squares + 2 * QUIET;
    let corner = format!("-{QUIET} -{QUIET} {around} {around}");
    view! {
        <section class="order-ways" aria-label=lang.order_scan()>
            <svg class="qr" viewBox=corner role="img" aria-label=lang.order_code() data-testid="order-code">
                <path d=link.path></path>
            </svg>
            <div>
                <div class="order-here">{here}</div>
                <p>{lang.order_scan()}</p>
                <p class="quiet">{lang.order_anybody()}</p>
                <p>
                    <a class="button" href=link.url data-testid="order-link">
                        {lang.order_open_wallet()}
                    </a>
                </p>
                <p class="quiet">{lang.order_time(left)}</p>
            </div>
        </section>
    }
}
