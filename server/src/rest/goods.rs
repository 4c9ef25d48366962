//! What posts sell: putting it up, ending it, bidding for it, and saying that it was sent. Ordering it is at the door of orders.

use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, payments, posts};
use shared::{
    Problem,
    goods::{BidDraft, GoodsDraft, GoodsView, SentDraft},
    ids::{OrderId, PostId},
    posts::PostView,
};

/// Sell a thing with a post of yours, in place of what it sold before. Not while somebody has bid for that.
#[utoipa::path(put, path = "/api/posts/{id}/goods", tag = "goods", params(("id" = PostId, Path)), request_body = GoodsDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PostView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sell(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
    Json(draft): Json<GoodsDraft>,
) -> Result<axum::Json<PostView>, Failure> {
    Ok(axum::Json(posts::sell(&state.domain, &viewer, id, &draft).await?))
}

/// Sell it no more; orders that wait may still be paid.
#[utoipa::path(delete, path = "/api/posts/{id}/goods", tag = "goods", params(("id" = PostId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = PostView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn close(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<axum::Json<PostView>, Failure> {
    Ok(axum::Json(posts::close(&state.domain, &viewer, id).await?))
}

/// Bid in an auction. It moves no money; whoever wins orders it within a day, at their own bid.
#[utoipa::path(post, path = "/api/posts/{id}/bids", tag = "goods", params(("id" = PostId, Path)), request_body = BidDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = GoodsView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn bid(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
    Json(draft): Json<BidDraft>,
) -> Result<(StatusCode, axum::Json<GoodsView>), Failure> {
    let goods = posts::bid(&state.domain, &viewer, id, draft).await?;
    Ok((StatusCode::CREATED, axum::Json(goods)))
}

/// Posts in whose auctions you bid, until a week after their end.
#[utoipa::path(get, path = "/api/bids", tag = "goods", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<PostView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn bids(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<PostView>>, Failure> {
    Ok(axum::Json(posts::bid_for(&state.domain, &viewer).await?))
}

/// Say that you sent a thing that you sold; its buyer sees it.
#[utoipa::path(put, path = "/api/sales/{id}/sent", tag = "goods", params(("id" = OrderId, Path)), request_body = SentDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sent(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<OrderId>,
    Json(draft): Json<SentDraft>,
) -> Result<StatusCode, Failure> {
    payments::sales::sent(&state.domain, &viewer, id, &draft).await?;
    Ok(StatusCode::NO_CONTENT)
}
