//! `/moderation/cases`: payments of the whole site that opened nothing, for those who look after it. They can open what was
//! ordered; sending money back is the wallet's that has it. Nobody else gets a list.

use super::api;
use crate::{
    dashboard::CaseLine,
    kit::{Empty, NextPage, url::with_query},
    layout::{self, Instead, PageHead},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    paging::Page,
    payments::{CaseView, OrderItem},
};

const HERE: &str = "/moderation/cases";

/// The page, with one piece of the list.
#[component]
pub fn CasesPage() -> impl IntoView {
    let signed_in = use_request().signed_in();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    layout::page(async move {
        if !signed_in {
            return Err(Instead::sign_in());
        }
        let cases = api::cases(cursor).await?;
        Ok(view! { <Cases cases/> })
    })
}

#[component]
fn Cases(cases: Page<CaseView>) -> impl IntoView {
    let request = use_request();
    let (lang, now) = (request.lang, request.now);
    let next = cases
        .next_cursor
        .as_deref()
        .map(|cursor| with_query(HERE, &[("cursor", Some(cursor))]));
    let content = if cases.items.is_empty() {
        Either::Left(view! { <Empty text=lang.moderated_cases_none()/> })
    } else {
        let lines = cases
            .items
            .into_iter()
            .map(|case| {
                let seller = seller(&case.item);
                let below = view! { <p class="quiet fine">{lang.case_sold_by()} " " {seller}</p> };
                let open = case.openable.then(|| {
                    view! {
                        <form method="post" action=HERE data-swap>
                            <input type="hidden" name="order" value=case.order.to_string()/>
                            <input type="hidden" name="signature" value=case.signature.to_string()/>
                            <button class="button">{lang.case_open()}</button>
                        </form>
                    }
                });
                view! { <CaseLine lang now case below acts=open/> }
            })
            .collect_view();
        Either::Right(view! { <ul class="book-list">{lines}</ul> })
    };
    view! {
        <PageHead title=lang.moderated_cases().to_owned() description=None canonical=None/>
        <div class="books">
            <header class="page-head">
                <h1>{lang.moderated_cases()}</h1>
                <p class="quiet">{lang.moderated_cases_text()}</p>
            </header>
            {content}
            <NextPage lang href=next/>
        </div>
    }
}

/// Who sold it, with the way to their page.
fn seller(item: &OrderItem) -> impl IntoView + use<> {
    let (OrderItem::Post { creator, .. }
    | OrderItem::Subscription { creator, .. }
    | OrderItem::Goods { creator, .. }
    | OrderItem::Tip { creator, .. }) = item;
    view! { <a href=format!("/{}", creator.handle)>{creator.name.clone()}</a> }
}
