//! `/dashboard/orders`: what a creator sold, the last paid first, piece by piece, and as a table to take away.

use super::{
    api,
    parts::{Cases, Room, Sale, viewer},
    view_model::Part,
};
use crate::{
    creators::NoCreator,
    kit::{Empty, NextPage, url::with_query},
    layout,
    request::use_request,
};
use futures::join;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    paging::Page,
    payments::{CaseView, SaleView},
    text::Lang,
};

/// The page, with one piece of the list.
#[component]
pub fn SalesPage() -> impl IntoView {
    let me = use_request().viewer.clone();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    layout::page(async move {
        if viewer(me)?.creator.is_none() {
            return Ok(Either::Left(
                view! { <NoCreator lang=use_request().lang title=Lang::dashboard/> },
            ));
        }
        let (sales, cases) = join!(api::sales(None, cursor), api::cases());
        let (sales, cases) = (sales?, cases?);
        Ok(Either::Right(view! { <Sales sales cases/> }))
    })
}

#[component]
fn Sales(sales: Page<SaleView>, cases: Page<CaseView>) -> impl IntoView {
    let request = use_request();
    let (lang, now) = (request.lang, request.now);
    let next = sales
        .next_cursor
        .as_deref()
        .map(|cursor| with_query(Part::Sales.path(), &[("cursor", Some(cursor))]));
    let content = if sales.items.is_empty() {
        Either::Left(view! { <Empty text=lang.sales_none()/> })
    } else {
        let lines = sales
            .items
            .into_iter()
            .map(|sale| view! { <Sale lang now sale/> })
            .collect_view();
        Either::Right(view! {
            <p class="book-acts">
                <span class="quiet">{lang.revenue_sales(sales.total)}</span>
                <a class="button" href="/api/sales/csv" download data-testid="sales-csv">
                    {lang.orders_csv()}
                </a>
            </p>
            <ul class="book-list">{lines}</ul>
        })
    };
    view! {
        <Room lang part=Part::Sales>
            <Cases lang now cases/>
            <section aria-label=lang.dashboard_sales()>
                {content} <NextPage lang href=next/>
            </section>
        </Room>
    }
}
