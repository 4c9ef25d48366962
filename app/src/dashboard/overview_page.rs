//! `/dashboard`: what reached a creator by the ledger, and who is with them.

use super::{
    api,
    parts::{Room, Sale, viewer},
    view_model::{Part, total},
};
use crate::{
    creators::{self, NoCreator},
    kit::{Empty, Money, Moneys},
    layout,
    request::use_request,
    settings::PayoutNotice,
};
use futures::join;
use leptos::{either::Either, prelude::*};
use shared::{
    creators::CreatorView,
    identity::CreatorMe,
    paging::Page,
    payments::{Revenue, SaleView},
    payouts::PayoutChange,
    text::Lang,
};

/// The page; a visitor is asked to sign in.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let me = use_request().viewer.clone();
    layout::page(async move {
        let me = viewer(me)?;
        let Some(CreatorMe { payout_change, .. }) = me.creator else {
            return Ok(Either::Left(
                view! { <NoCreator lang=use_request().lang title=Lang::dashboard/> },
            ));
        };
        let (creator, revenue, sales) = join!(
            creators::api::get(me.handle.to_string()),
            api::revenue(),
            api::sales(Some(5), None)
        );
        let (creator, revenue, sales) = (creator?, revenue?, sales?);
        Ok(Either::Right(
            view! { <Overview creator revenue sales payout_change/> },
        ))
    })
}

#[component]
fn Overview(
    creator: CreatorView,
    revenue: Vec<Revenue>,
    sales: Page<SaleView>,
    payout_change: Option<PayoutChange>,
) -> impl IntoView {
    let request = use_request();
    let (lang, now) = (request.lang, request.now);
    let page = format!("/{}", creator.card.handle);
    let own = page.clone();
    let (received, booked, sent_back) = total(&revenue);
    let sent_back = (!sent_back.is_empty())
        .then(|| view! { <p class="quiet fine">{lang.revenue_sent_back(&lang.amounts(&sent_back))}</p> });
    let money = if revenue.is_empty() {
        Either::Left(view! {
            <Empty text=lang.revenue_none()>
                <a class="button" href=own>
                    {lang.to_own_page()}
                </a>
            </Empty>
        })
    } else {
        let lines = revenue
            .into_iter()
            .map(|line| {
                view! {
                    <div>
                        <dt>
                            {lang.kind_of_sales(line.kind)} " "
                            <span class="quiet fine">{lang.revenue_sales(line.sales)}</span>
                        </dt>
                        <dd>
                            <Money lang amount=line.currency.of(line.received)/>
                        </dd>
                    </div>
                }
            })
            .collect_view();
        Either::Right(view! {
            <p class="book-total" data-testid="revenue">
                <Moneys lang amounts=received/>
                <span class="quiet fine">{lang.revenue_final(&lang.amounts(&booked))}</span>
            </p>
            <dl class="bill">{lines}</dl>
            {sent_back}
        })
    };
    let latest = (!sales.items.is_empty()).then(|| {
        let lines = sales
            .items
            .into_iter()
            .map(|sale| view! { <Sale lang now sale/> })
            .collect_view();
        view! {
            <section aria-labelledby="latest-title">
                <h2 id="latest-title">{lang.sales_latest()}</h2>
                <ul class="book-list">{lines}</ul>
                <p>
                    <a class="button" href=Part::Sales.path()>
                        {lang.sales_all()}
                    </a>
                </p>
            </section>
        }
    });
    let counts = creator.card.counts;
    view! {
        <Room lang part=Part::Overview>
            {payout_change.map(|change| view! { <PayoutNotice lang now change/> })}
            <section aria-labelledby="revenue-title">
                <h2 id="revenue-title">{lang.revenue_title()}</h2>
                <p class="quiet">{lang.revenue_text()}</p>
                {money}
            </section>
            <section aria-labelledby="audience-title">
                <h2 id="audience-title">{lang.audience_title()}</h2>
                <ul class="facts">
                    <li>{lang.subscribers_count(creator.subscribers)}</li>
                    <li>
                        <a href=format!("{page}/followers")>{lang.followers_count(counts.followers)}</a>
                    </li>
                    <li>
                        <a href=page>{lang.posts_count(counts.posts)}</a>
                    </li>
                </ul>
            </section>
            {latest}
        </Room>
    }
}
