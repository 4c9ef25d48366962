//! `/post/:id/sell`: what a post of one's own sells, as one plain form. What was refused stands in it again.

use super::{
    api,
    goods_fields::GoodsFields,
    goods_model::{TypedGoods, Unsold},
};
use crate::{
    kit::Fault,
    layout::{self, PageHead},
    request::use_request,
};
use leptos::prelude::*;
use shared::ids::PostId;

/// The page; of somebody else's post there is none.
#[component]
pub fn SellPage() -> impl IntoView {
    let id = layout::own_id();
    let unsold = use_context::<Unsold>();
    layout::page(async move {
        let id = PostId(id?);
        let (title, draft) = api::offered(id).await?;
        let typed = draft.as_ref().map_or_else(TypedGoods::empty, TypedGoods::of);
        Ok(view! { <Sell id title typed unsold/> })
    })
}

#[component]
fn Sell(id: PostId, title: String, typed: TypedGoods, unsold: Option<Unsold>) -> impl IntoView {
    let lang = use_request().lang;
    let problem = unsold.as_ref().map(|unsold| unsold.problem.clone());
    // What is about no field stands above them all.
    let above = problem
        .as_ref()
        .filter(|problem| problem.field.is_none())
        .map(|problem| problem.detail.to_string());
    let typed = unsold.map_or(typed, |unsold| unsold.typed);
    view! {
        <PageHead title=lang.sell_title().to_owned() description=None canonical=None/>
        <div class="welcome-steps">
            <header class="page-head">
                <h1>{lang.sell_title()}</h1>
                <p>
                    <a href=format!("/post/{id}")>{title}</a>
                </p>
                <p class="quiet">{lang.sell_text()}</p>
            </header>
            <form class="fields" method="post" action="/sell" data-testid="sell-form">
                <input type="hidden" name="post" value=id.to_string()/>
                <Fault of="form" words=above/>
                <GoodsFields lang typed problem/>
                <div class="actions">
                    <button class="button primary">{lang.sell_go()}</button>
                </div>
            </form>
        </div>
    }
}
