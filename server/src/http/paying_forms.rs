//! The plain forms that make an order where no script runs; it is paid from its own page, and free days are had at once.
//! They decide nothing: what is asked for is checked as it is at the door of orders.

use super::{errors::Failure, extract::Form};
use crate::state::AppState;
use axum::{Extension, extract::State, response::Redirect};
use domain::{Viewer, payments};
use serde::Deserialize;
use shared::{
    Code,
    creators::TierLevel,
    identity::Handle,
    ids::PostId,
    payments::{ItemRequest, OrderRequest},
    trials::TrialRequest,
    typed::{currency, filled, units},
};

/// An [`OrderRequest`] as JSON.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    order: String,
}

/// `POST /order`
pub async fn order(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(wanted): Form<Wanted>,
) -> Result<Redirect, Failure> {
    let request = serde_json::from_str(&wanted.order).map_err(|_| Code::Malformed)?;
    made(&state, &viewer, &request).await
}

/// A tip that was typed.
#[derive(Debug, Deserialize)]
pub struct Tipped {
    creator: Option<Handle>,
    post: Option<PostId>,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    note: String,
}

/// `POST /order/tip`
pub async fn tip(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(tipped): Form<Tipped>,
) -> Result<Redirect, Failure> {
    let currency = currency(&tipped.currency)?;
    let item = ItemRequest::Tip {
        creator: tipped.creator,
        post: tipped.post,
        amount: units("amount", currency, &tipped.amount)?,
        note: filled(&tipped.note),
    };
    let request = OrderRequest {
        item,
        currency,
        code: None,
    };
    made(&state, &viewer, &request).await
}

/// Free days that were asked for.
#[derive(Debug, Deserialize)]
pub struct Tried {
    creator: Handle,
    tier: TierLevel,
    code: String,
}

/// `POST /order/trial`: gives the free days of a code, and shows them on the creator's page.
pub async fn trial(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(tried): Form<Tried>,
) -> Result<Redirect, Failure> {
    let Tried { creator, tier, code } = tried;
    let request = TrialRequest { code, tier };
    payments::trials::redeem(&state.domain, &viewer, &creator, &request).await?;
    // It parsed, so it has no character that an address would not take.
    let code = request.code.trim();
    Ok(Redirect::to(&format!("/{creator}?code={code}#tiers")))
}

async fn made(state: &AppState, viewer: &Viewer, request: &OrderRequest) -> Result<Redirect, Failure> {
    let order = payments::create(&state.domain, viewer, request, None).await?;
    Ok(Redirect::to(&format!("/order/{}", order.id)))
}
