//! The plain forms of what posts sell: putting it up, ending it, bidding, ordering what is sent, and saying that it was sent. What is
//! refused stands in the form again where it can be mended there.

use super::{
    errors::Failure,
    extract::Form,
    forms::{kept, page_again},
};
use crate::state::AppState;
use app::{
    dashboard::view_model::Part,
    posts::goods_model::{TypedGoods, Unbid, Unsold},
};
use axum::{
    Extension,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Viewer, payments, posts};
use serde::Deserialize;
use shared::{
    Refusal,
    drafts::DraftFields,
    goods::{BidDraft, GoodsDraft, SentDraft},
    ids::{OrderId, PostId},
    payments::{ItemRequest, OrderRequest},
    typed::{currency, filled, units, whole},
};

/// The fields of what is sold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    goods_price: String,
    goods_currency: String,
    goods_stock: String,
    goods_ships: Option<String>,
    goods_handover: String,
    goods_step: String,
    goods_hours: String,
}

impl Fields {
    pub fn draft(&self) -> Result<GoodsDraft, Refusal> {
        let fields = DraftFields {
            goods_price: self.goods_price.clone(),
            goods_currency: self.goods_currency.clone(),
            goods_stock: self.goods_stock.clone(),
            goods_ships: self.goods_ships.is_some(),
            goods_handover: self.goods_handover.clone(),
            goods_step: self.goods_step.clone(),
            goods_hours: self.goods_hours.clone(),
            ..DraftFields::default()
        };
        fields.goods()
    }

    pub fn typed(self) -> TypedGoods {
        TypedGoods {
            price: self.goods_price,
            currency: self.goods_currency,
            stock: self.goods_stock,
            ships: self.goods_ships.is_some(),
            handover: self.goods_handover,
            step: self.goods_step,
            hours: self.goods_hours,
        }
    }
}

/// What is to be sold, and with which post.
#[derive(Debug, Deserialize)]
pub struct Selling {
    post: PostId,
    #[serde(flatten)]
    fields: Fields,
}

/// `POST /sell`: sells something with a post and shows it.
pub async fn sell(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Selling>,
) -> Result<Response, Failure> {
    let Selling { post, fields } = sent;
    let done = match fields.draft() {
        Ok(draft) => posts::sell(&state.domain, &viewer, post, &draft).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/post/{post}#goods")).into_response()),
        Err(error) => {
            let unsold = Unsold {
                problem: kept(error)?,
                typed: fields.typed(),
            };
            let status = unsold.problem.status;
            let page = format!("/post/{post}/sell");
            Ok(page_again(&state, viewer, &headers, &page, unsold, status).await)
        }
    }
}

/// A post whose thing is sold no more.
#[derive(Debug, Deserialize)]
pub struct Stopped {
    post: PostId,
}

/// `POST /sell/stop`: sells it no more; back to the post.
pub async fn stop(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Stopped>,
) -> Result<Redirect, Failure> {
    posts::close(&state.domain, &viewer, sent.post).await?;
    Ok(Redirect::to(&format!("/post/{}", sent.post)))
}

/// A bid that was typed.
#[derive(Debug, Deserialize)]
pub struct Bidding {
    post: PostId,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    amount: String,
}

/// `POST /bid`: bids, and shows how the auction stands.
pub async fn bid(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Bidding>,
) -> Result<Response, Failure> {
    viewer.person()?;
    let page = format!("/post/{}#goods", sent.post);
    let amount = currency(&sent.currency).and_then(|currency| units("amount", currency, &sent.amount));
    let done = match amount {
        Ok(amount) => posts::bid(&state.domain, &viewer, sent.post, BidDraft { amount }).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&page).into_response()),
        Err(error) => {
            let unbid = Unbid {
                problem: kept(error)?,
                typed: sent.amount,
            };
            let status = unbid.problem.status;
            Ok(page_again(&state, viewer, &headers, &page, unbid, status).await)
        }
    }
}

/// An order of what is sent.
#[derive(Debug, Deserialize)]
pub struct Ordered {
    post: PostId,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    quantity: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    code: String,
}

/// `POST /order/goods`: makes the order, which is paid from its own page.
pub async fn order(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Ordered>,
) -> Result<Redirect, Failure> {
    let request = OrderRequest {
        item: ItemRequest::Goods {
            post: sent.post,
            quantity: whole("item.quantity", &sent.quantity)?.unwrap_or(1),
            note: filled(&sent.note),
        },
        currency: currency(&sent.currency)?,
        code: filled(&sent.code),
    };
    let order = payments::create(&state.domain, &viewer, &request, None).await?;
    Ok(Redirect::to(&format!("/order/{}", order.id)))
}

/// A thing that was sent.
#[derive(Debug, Deserialize)]
pub struct Sent {
    order: OrderId,
    #[serde(default)]
    note: String,
}

/// `POST /dashboard/sent`: says that a thing was sent; back to the sales.
pub async fn sent(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let draft = SentDraft {
        note: filled(&sent.note),
    };
    payments::sales::sent(&state.domain, &viewer, sent.order, &draft).await?;
    Ok(Redirect::to(Part::Sales.path()))
}
