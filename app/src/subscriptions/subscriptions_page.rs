//! `/subscriptions`: what a fan pays for and until when, with the way to extend or change it, and all of their orders. It is
//! theirs alone and no search engine's.

use super::{
    api,
    view_model::{ends_soon, is_over, time},
};
use crate::{
    dashboard::{SentBacks, Status, Sum, explorer},
    kit::{Avatar, Empty, Moment, NextPage, WorthLine, url::with_query},
    layout::{self, Instead, PageHead},
    payments::{
        PayButton,
        names::{creator_of, item_name, item_path},
    },
    posts::{self, goods_model::bid_words},
    request::use_request,
};
use futures::join;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    Timestamp,
    goods::Sent,
    money::Units,
    paging::Page,
    payments::{ItemRequest, OrderItem, OrderRequest, OrderView, SubscriptionView},
    posts::PostView,
    pricing::PRICED_DAYS,
    text::Lang,
};

/// Where a subscription is cancelled, or kept after all.
const CANCEL: &str = "/subscriptions/cancel";

/// The page, with one piece of the orders; a visitor is asked to sign in.
#[component]
pub fn SubscriptionsPage() -> impl IntoView {
    let signed_in = use_request().signed_in();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    layout::page(async move {
        if !signed_in {
            return Err(Instead::sign_in());
        }
        let first = cursor.is_none();
        let (held, bids, orders) = join!(api::subscriptions(), posts::api::bids(), api::orders(cursor));
        let (held, bids, orders) = (held?, bids?, orders?);
        let above = first.then_some((held, bids));
        Ok(view! { <Bought above orders/> })
    })
}

#[component]
fn Bought(above: Option<(Vec<SubscriptionView>, Vec<PostView>)>, orders: Page<OrderView>) -> impl IntoView {
    let request = use_request();
    let (lang, now) = (request.lang, request.now);
    let next = orders.next_cursor.as_deref().map(|cursor| {
        format!(
            "{}#orders",
            with_query("/subscriptions", &[("cursor", Some(cursor))])
        )
    });
    let above = above.map(|(held, bids)| {
        view! {
            <Held lang now held/>
            <Bids lang now bids/>
        }
    });
    let content = if orders.items.is_empty() {
        Either::Left(view! {
            <Empty text=lang.orders_none()>
                <a class="button" href="/creators">
                    {lang.creators()}
                </a>
            </Empty>
        })
    } else {
        let lines = orders
            .items
            .into_iter()
            .map(|order| view! { <Line lang now order/> })
            .collect_view();
        Either::Right(view! {
            <p class="book-acts">
                <a class="button" href="/api/orders/csv" download data-testid="orders-csv">
                    {lang.orders_csv()}
                </a>
            </p>
            <ul class="book-list">{lines}</ul>
        })
    };
    view! {
        <PageHead title=lang.subscriptions_title().to_owned() description=None canonical=None/>
        <div class="books">
            <header class="page-head">
                <h1>{lang.subscriptions_title()}</h1>
                <p class="quiet">{lang.subscriptions_text()}</p>
            </header>
            {above}
            <section id="orders" aria-labelledby="orders-title">
                <h2 id="orders-title">{lang.orders_title()}</h2>
                {content}
                <NextPage lang href=next/>
            </section>
        </div>
    }
}

/// The subscriptions, running ones first.
#[component]
fn Held(lang: Lang, now: Timestamp, held: Vec<SubscriptionView>) -> impl IntoView {
    let empty = held
        .is_empty()
        .then(|| view! { <p class="quiet">{lang.subscriptions_none()}</p> });
    let lines = held
        .into_iter()
        .map(|held| {
            let time = time(lang, &held, now);
            let over = is_over(&held, now);
            let soon = ends_soon(lang, &held, now);
            let creator = held.creator;
            let days = lang.days(u64::from(PRICED_DAYS));
            let renew = held.renewal.map(|renewal| {
                let price = renewal.currency.of(renewal.price);
                let item = ItemRequest::Subscription {
                    creator: creator.handle.clone(),
                    tier: held.tier,
                    days: PRICED_DAYS,
                    to: None,
                };
                let label = match over && held.open_until.is_none() {
                    true => lang.subscribe_for(price),
                    false => lang.extend_for(&days, price),
                };
                view! {
                    <WorthLine lang amount=price/>
                    <PayButton
                        lang
                        item=OrderRequest { item, currency: renewal.currency, code: None }
                        label
                        amount=price
                        summary=lang.subscription_to(lang.tier(held.tier), &creator.name, &days)
                        signed_in=true
                        pending=None
                    />
                }
            });
            let page = format!("/{}", creator.handle);
            let cancel = (!over).then(|| view! { <Cancel lang handle=creator.handle.to_string() cancelled=held.cancelled/> });
            let given = held.given_by.map(|giver| {
                view! {
                    <p class="quiet fine" data-testid="given-by">
                        {lang.gift_from(&giver.name)}
                    </p>
                }
            });
            view! {
                <li class="book-line acts-below" data-testid="held">
                    <Avatar name=creator.name.clone() src=creator.avatar/>
                    <div class="book-what">
                        <p>
                            <a href=page.clone()>{creator.name}</a>
                        </p>
                        <p class=if over { "quiet" } else { "" }>{lang.tier(held.tier)} ", " {time}</p>
                        {given}
                        {soon.map(|words| view! { <p class="field-fault" data-testid="ends-soon">{words}</p> })}
                    </div>
                    <div class="book-sum">
                        {renew}
                        <a class="button" href=format!("{page}#tiers")>
                            {lang.subscription_change()}
                        </a>
                        {cancel}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="held-title">
            <h2 id="held-title">{lang.subscriptions_yours()}</h2>
            <p class="quiet fine">{lang.no_renewal()}</p>
            {empty}
            <ul class="book-list">{lines}</ul>
        </section>
    }
}

/// Cancelling, with what it means, and taking it back.
#[component]
fn Cancel(lang: Lang, handle: String, cancelled: bool) -> impl IntoView {
    let act = if cancelled { "keep" } else { "cancel" };
    let fields = view! {
        <input type="hidden" name="creator" value=handle/>
        <input type="hidden" name="act" value=act/>
    };
    if cancelled {
        return Either::Left(view! {
            <form class="cancelled" method="post" action=CANCEL data-swap data-testid="cancelled">
                {fields}
                <p class="quiet fine">{lang.cancelled_text()}</p>
                <button class="button">{lang.cancelled_keep()}</button>
            </form>
        });
    }
    Either::Right(view! {
        <details class="promo" data-testid="cancel">
            <summary>{lang.cancel_subscription()}</summary>
            <form class="cancelled" method="post" action=CANCEL data-swap>
                {fields}
                <p class="quiet fine">{lang.cancel_text()}</p>
                <button class="button">{lang.cancel_sure()}</button>
            </form>
        </details>
    })
}

/// The auctions that one bid in; nothing at all where there are none.
#[component]
fn Bids(lang: Lang, now: Timestamp, bids: Vec<PostView>) -> impl IntoView {
    if bids.is_empty() {
        return None;
    }
    let lines = bids
        .into_iter()
        .filter_map(|post| {
            let goods = post.goods?;
            let words = bid_words(lang, &goods, now)?;
            let turn = goods.auction.is_some_and(|auction| auction.turn.is_some());
            let page = format!("/post/{}#goods", post.id);
            let pay = turn.then(|| {
                view! {
                    <a class="button primary" href=page.clone()>
                        {lang.goods_buy(goods.amount())}
                    </a>
                }
            });
            Some(view! {
                <li class="book-line acts-below" data-testid="bid">
                    <div class="book-what">
                        <p>
                            <a href=page>{post.title}</a>
                        </p>
                        <p class="quiet">{lang.order_of(&post.creator.name)}</p>
                        <p>{words}</p>
                    </div>
                    <div class="book-sum">{pay}</div>
                </li>
            })
        })
        .collect_view();
    Some(view! {
        <section aria-labelledby="bids-title">
            <h2 id="bids-title">{lang.bids_title()}</h2>
            <ul class="book-list">{lines}</ul>
        </section>
    })
}

/// One order.
#[component]
fn Line(lang: Lang, now: Timestamp, order: OrderView) -> impl IntoView {
    let creator = creator_of(&order.item);
    let signature = order.signature.as_ref().filter(|_| order.status.paid());
    let link = signature.and_then(|signature| explorer(lang, &order.network, &signature.to_string()));
    let free = order.amount == Units::ZERO;
    let receipt = (order.status.paid() && !free).then(|| {
        view! {
            " · "
            <a href=format!("/receipt/{}", order.id)>{lang.receipt_link()}</a>
        }
    });
    let waits = order.status.unpaid() && order.expires_at > now;
    let go_on = waits.then(|| {
        view! {
            " · "
            <a href=format!("/order/{}", order.id)>{lang.pay_continue()}</a>
        }
    });
    // What was sent back says it all.
    let note = order.note.clone().filter(|_| order.sent_back.is_empty());
    let sent_back = order.clone();
    let sent = match &order.item {
        OrderItem::Goods { sent, .. } if order.status.paid() => Some(match sent {
            Some(Sent { at, note }) => {
                let note = note.as_ref().map(|note| format!(" · {note}")).unwrap_or_default();
                format!("{}{note}", lang.sent_on(&lang.date(*at)))
            }
            None => lang.sent_not_yet().to_owned(),
        }),
        _ => None,
    };
    let got = order.handover.as_ref().map(|_| {
        view! {
            " · "
            <a href=format!("/order/{}", order.id)>{lang.handover_title()}</a>
        }
    });
    view! {
        <li class="book-line" data-testid="order">
            <div class="book-what">
                <p>
                    <a href=item_path(&order.item)>{item_name(lang, &order.item)}</a>
                </p>
                <p class="quiet">{lang.order_of(&creator.name)}</p>
                {note.map(|note| view! { <p class="quiet fine">{note}</p> })}
                {sent.map(|words| view! { <p data-testid="sent">{words}</p> })}
                <SentBacks lang now order=sent_back/>
                <p class="quiet fine">
                    <Moment lang at=order.paid_at.unwrap_or(order.created_at) now/>
                    {receipt}
                    {got}
                    {go_on}
                    {link}
                </p>
            </div>
            <div class="book-sum">
                <Sum lang amount=order.currency.of(order.amount)/>
                {(!free).then(|| view! { <Status lang status=order.status/> })}
            </div>
        </li>
    }
}
