//! What the pages of the dashboard share: the head with its tabs, and one line of a sale.

use super::{send_back::SendBack, view_model::Part};
use crate::{
    kit::{Avatar, Badge, Glyph, Icon, Moment, Money, Tab, Tabs, Tone},
    layout::{Instead, PageHead},
    payments::names::{explorer_of, item_name},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use shared::{
    Timestamp,
    goods::{SENT_NOTE, Sent},
    identity::Me,
    ids::OrderId,
    money::{Amount, Units},
    paging::Page,
    payments::{CaseView, OrderItem, OrderStatus, OrderView, SaleView},
    refunds::RefundStatus,
    text::Lang,
};

/// The head of a part, and its content.
#[component]
pub fn Room(lang: Lang, part: Part, children: Children) -> impl IntoView {
    let creates = use_request()
        .viewer
        .as_ref()
        .is_some_and(|me| me.creator.is_some());
    let tabs = creates.then(|| {
        let tabs = Part::ALL
            .into_iter()
            .map(|one| Tab {
                name: one.title(lang),
                href: one.path().to_owned(),
                current: one == part,
            })
            .collect();
        view! { <Tabs label=lang.dashboard_parts() tabs/> }
    });
    let title = if creates {
        lang.dashboard()
    } else {
        part.title(lang)
    };
    view! {
        <PageHead title=title.to_owned() description=None canonical=None/>
        <div class="books">
            <header class="page-head">
                <h1>{title}</h1>
            </header>
            {tabs}
            {children()}
        </div>
    }
}

/// The viewer, who must be signed in.
pub fn viewer(me: Option<Me>) -> Result<Me, Instead> {
    me.ok_or_else(Instead::sign_in)
}

/// The way to a transaction in the network's explorer, behind what is said before; the embedded network has none.
pub fn explorer(lang: Lang, network: &str, signature: &str) -> Option<impl IntoView + use<>> {
    explorer_of(network, signature).map(|link| {
        view! {
            " · "
            <a href=link target="_blank" rel="noopener noreferrer">
                {lang.pay_explorer()}
                <Icon glyph=Glyph::Outside/>
            </a>
        }
    })
}

/// What an order came to; of free days, that they are free.
#[component]
pub fn Sum(lang: Lang, amount: Amount) -> impl IntoView {
    match amount.units {
        Units::ZERO => Either::Left(lang.trial_free()),
        _ => Either::Right(view! { <Money lang amount/> }),
    }
}

/// Something sold: who, what, what they said, and what reached the creator.
#[component]
pub fn Sale(lang: Lang, now: Timestamp, sale: SaleView) -> impl IntoView {
    let note = match &sale.item {
        OrderItem::Tip { note, .. } | OrderItem::Goods { note, .. } => note.clone(),
        _ => None,
    };
    let sending = match &sale.item {
        OrderItem::Goods { sent, .. } => Some(view! { <Sending lang order=sale.order sent=sent.clone()/> }),
        _ => None,
    };
    let signature = sale.signature.as_ref().map(ToString::to_string);
    let link = signature.and_then(|signature| explorer(lang, &sale.network, &signature));
    let free = sale.amount == Units::ZERO;
    let receipt = (!free).then(|| {
        view! {
            " · "
            <a href=format!("/receipt/{}", sale.order)>{lang.receipt_link()}</a>
        }
    });
    let buyer = sale.buyer;
    let handle = format!("@{}", buyer.handle);
    let who = if buyer.creator {
        view! { <a href=format!("/{}", buyer.handle)>{buyer.name.clone()}</a> }.into_any()
    } else {
        view! { <b>{buyer.name.clone()}</b> }.into_any()
    };
    view! {
        <li class="book-line" data-testid="sale">
            <Avatar name=buyer.name src=buyer.avatar/>
            <div class="book-what">
                <p>{who} " " <span class="quiet">{handle}</span></p>
                <p>{item_name(lang, &sale.item)}</p>
                {note.map(|note| view! { <blockquote>{note}</blockquote> })}
                {sending}
                <p class="quiet fine">
                    <Moment lang at=sale.paid_at now/>
                    {receipt}
                    {link}
                </p>
            </div>
            <div class="book-sum">
                <Sum lang amount=sale.currency.of(sale.amount)/>
                {(sale.received != sale.amount)
                    .then(|| {
                        view! { <span class="quiet fine">{lang.sale_received(&lang.money(sale.currency.of(sale.received)))}</span> }
                    })}
                {(sale.sent_back > Units::ZERO)
                    .then(|| {
                        view! { <span class="quiet fine">{lang.sale_sent_back(sale.currency.of(sale.sent_back))}</span> }
                    })}
                {(!free).then(|| view! { <Status lang status=sale.status/> })}
            </div>
        </li>
    }
}

/// When a thing was sent, or the form that says so.
#[component]
fn Sending(lang: Lang, order: OrderId, sent: Option<Sent>) -> impl IntoView {
    match sent {
        Some(sent) => {
            let note = sent.note.map(|note| format!(" · {note}"));
            Either::Left(view! { <p data-testid="sent">{lang.sent_on(&lang.date(sent.at))} {note}</p> })
        }
        None => Either::Right(view! {
            <form class="sending" method="post" action="/dashboard/sent" data-swap data-testid="sending">
                <input type="hidden" name="order" value=order.to_string()/>
                <input
                    name="note"
                    type="text"
                    maxlength=SENT_NOTE
                    autocomplete="off"
                    aria-label=lang.sent_note()
                    placeholder=lang.sent_note()
                />
                <button class="button">{lang.sent_go()}</button>
            </form>
        }),
    }
}

/// Payments that opened nothing and wait for the creator; nothing at all where there are none.
#[component]
pub fn Cases(lang: Lang, now: Timestamp, cases: Page<CaseView>) -> impl IntoView {
    if cases.items.is_empty() {
        return None;
    }
    let lines = cases
        .items
        .into_iter()
        .map(|case| {
            let below = back(lang, &case);
            let act = |act: &'static str, words: &'static str| {
                view! {
                    <form method="post" action="/dashboard/cases" data-swap>
                        <input type="hidden" name="order" value=case.order.to_string()/>
                        <input type="hidden" name="signature" value=case.signature.to_string()/>
                        <input type="hidden" name="act" value=act/>
                        <button class="button">{words}</button>
                    </form>
                }
            };
            let acts = view! {
                {case.openable.then(|| act("grant", lang.case_open()))}
                {act("settle", lang.case_settled())}
            };
            view! { <CaseLine lang now case below acts/> }
        })
        .collect_view();
    Some(view! {
        <section aria-labelledby="cases-title">
            <h2 id="cases-title">{lang.cases_title(cases.total)}</h2>
            <p class="quiet">{lang.cases_text()} " " {lang.cases_ways()}</p>
            <ul class="book-list">{lines}</ul>
        </section>
    })
}

/// A payment that opened nothing: who paid what for which thing, what was wrong with it, and what can be done.
#[component]
pub fn CaseLine(
    lang: Lang,
    now: Timestamp,
    case: CaseView,
    /// Under what is said of it.
    below: impl IntoView + 'static,
    /// Beside it.
    acts: impl IntoView + 'static,
) -> impl IntoView {
    let buyer = case.buyer;
    let link = explorer(lang, &case.network, &case.signature.to_string());
    view! {
        <li class="book-line acts-below" data-testid="case">
            <Avatar name=buyer.name.clone() src=buyer.avatar/>
            <div class="book-what">
                <p>
                    <b>{buyer.name}</b>
                    " "
                    <span class="quiet">{format!("@{}", buyer.handle)}</span>
                </p>
                <p>{item_name(lang, &case.item)}</p>
                <p>{lang.case_why(&case.verdict)}</p>
                <p class="quiet fine">
                    {lang.case_wallet()} " " <code class="address">{case.payer.to_string()}</code>
                </p>
                <p class="quiet fine">
                    <Moment lang at=case.seen_at now/>
                    {link}
                </p>
                {below}
            </div>
            <div class="book-sum">
                <Money lang amount=case.currency.of(case.arrived)/>
                {acts}
            </div>
        </li>
    }
}

/// The way to send a case back, or why there is none yet.
fn back(lang: Lang, case: &CaseView) -> impl IntoView + use<> {
    if case.finalized_at.is_none() {
        return Either::Left(view! { <p class="quiet fine">{lang.case_not_final()}</p> });
    }
    let path = format!("/api/cases/{}/{}/refund", case.order, case.signature);
    let gone = (case.refund == Some(RefundStatus::Gone))
        .then(|| view! { <p class="quiet fine">{lang.refund_gone()}</p> });
    let out = case.refund == Some(RefundStatus::Submitted);
    Either::Right(view! {
        {gone}
        <SendBack lang path out/>
        <noscript>
            <p class="quiet fine">{lang.refund_no_script()}</p>
        </noscript>
    })
}

/// What came back to a buyer, each with its transaction.
#[component]
pub fn SentBacks(lang: Lang, now: Timestamp, order: OrderView) -> impl IntoView {
    let currency = order.currency;
    order
        .sent_back
        .into_iter()
        .map(|sent| {
            view! {
                <p class="quiet fine" data-testid="sent-back">
                    {lang.sent_back(currency.of(sent.amount))}
                    " · "
                    <Moment lang at=sent.at now/>
                    {explorer(lang, &order.network, &sent.signature.to_string())}
                </p>
            }
        })
        .collect_view()
}

/// Where an order stands.
#[component]
pub fn Status(lang: Lang, status: OrderStatus) -> impl IntoView {
    let tone = match status {
        OrderStatus::Confirmed | OrderStatus::Finalized => Tone::Good,
        OrderStatus::Failed | OrderStatus::Reversed | OrderStatus::Review => Tone::Danger,
        OrderStatus::Submitted => Tone::Accent,
        OrderStatus::Created | OrderStatus::AwaitingSignature | OrderStatus::Expired => Tone::Quiet,
    };
    view! { <Badge text=lang.order_status(status) tone/> }
}
