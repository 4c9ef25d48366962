//! Orders and what they opened. The browser names an item; amounts and addresses are ours to say.

use super::Part;
use crate::{
    http::{
        errors::Failure,
        extract::{IdempotencyKey, Json, PathPart, Query},
        observe,
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, payments, subscriptions as held};
use shared::{
    Problem,
    ids::OrderId,
    paging::Page,
    payments::{
        OrderRequest, OrderView, Revenue, SaleView, SignatureReport, SubscriptionView, TransactionView,
    },
    receipts::{Jwks, ReceiptView},
    referrals::ReferralsView,
};

/// Order a subscription, a post or a tip. The same `Idempotency-Key` gives the same order.
#[utoipa::path(post, path = "/api/orders", tag = "orders", request_body = OrderRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 100 visible ASCII characters")),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = OrderView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn create(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    IdempotencyKey(key): IdempotencyKey,
    Json(request): Json<OrderRequest>,
) -> Result<(StatusCode, axum::Json<OrderView>), Failure> {
    let order = payments::create(&state.domain, &viewer, &request, key.as_deref()).await?;
    Ok((StatusCode::CREATED, axum::Json(order.said_in(observe::lang()))))
}

/// The transaction for the wallet to sign: unsigned, with your wallet as its only signer.
#[utoipa::path(post, path = "/api/orders/{id}/transaction", tag = "orders", params(("id" = OrderId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = TransactionView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn transaction(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<OrderId>,
) -> Result<axum::Json<TransactionView>, Failure> {
    Ok(axum::Json(
        payments::transaction(&state.domain, &viewer, id).await?,
    ))
}

/// Tell what the wallet did: the signature of what it sent, or a signed transaction for us to send.
#[utoipa::path(post, path = "/api/orders/{id}/signature", tag = "orders", params(("id" = OrderId, Path)), request_body = SignatureReport,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = OrderView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn report(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<OrderId>,
    Json(report): Json<SignatureReport>,
) -> Result<(StatusCode, axum::Json<OrderView>), Failure> {
    let order = payments::report(&state.domain, &viewer, id, report.parse()?).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(order.said_in(observe::lang()))))
}

/// One order of yours.
#[utoipa::path(get, path = "/api/orders/{id}", tag = "orders", params(("id" = OrderId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = OrderView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<OrderId>,
) -> Result<axum::Json<OrderView>, Failure> {
    let order = payments::get(&state.domain, &viewer, id).await?;
    Ok(axum::Json(order.said_in(observe::lang())))
}

/// The receipt of an order that was paid, for its buyer and its creator. Once the payment is final it is signed, and can be
/// checked by anybody with the keys at `/.well-known/jwks.json`.
#[utoipa::path(get, path = "/api/receipts/{id}", tag = "orders", params(("id" = OrderId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = ReceiptView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn receipt(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<OrderId>,
) -> Result<axum::Json<ReceiptView>, Failure> {
    Ok(axum::Json(payments::receipt(&state.domain, &viewer, id).await?))
}

/// The public keys that receipts are signed with (RFC 7517).
#[utoipa::path(get, path = "/.well-known/jwks.json", tag = "orders",
    responses((status = 200, body = Jwks), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn jwks(State(state): State<AppState>) -> Result<axum::Json<Jwks>, Failure> {
    Ok(axum::Json(payments::jwks(&state.domain).await?))
}

/// Your orders, newest first.
#[utoipa::path(get, path = "/api/orders", tag = "orders",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<OrderView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<OrderView>>, Failure> {
    let page = payments::list(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page.map(|order| order.said_in(observe::lang()))))
}

/// What you sold, the last paid first.
#[utoipa::path(get, path = "/api/sales", tag = "orders",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<SaleView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sales(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<SaleView>>, Failure> {
    let page = payments::sales::list(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page))
}

/// What came in for you, kind by kind: the ledger's sums.
#[utoipa::path(get, path = "/api/sales/revenue", tag = "orders", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Vec<Revenue>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn revenue(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Vec<Revenue>>, Failure> {
    Ok(axum::Json(
        payments::sales::revenue(&state.domain, &viewer).await?,
    ))
}

/// What your invitations came to: who came, and what the sales of those who create brought you.
#[utoipa::path(get, path = "/api/referrals", tag = "orders",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = ReferralsView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn referrals(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<ReferralsView>, Failure> {
    let (domain, cursor) = (&state.domain, part.cursor.as_deref());
    Ok(axum::Json(
        payments::referrals::list(domain, &viewer, part.limit, cursor).await?,
    ))
}

/// Your subscriptions, running and ended.
#[utoipa::path(get, path = "/api/subscriptions", tag = "orders", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<SubscriptionView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn subscriptions(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Page<SubscriptionView>>, Failure> {
    let items = held::list(&state.domain, &viewer).await?;
    let total = items.len() as u64;
    Ok(axum::Json(Page {
        items,
        next_cursor: None,
        total,
    }))
}

/// Cancel what you have of a creator's time: it stays open until its end, and you are not reminded. A second time changes nothing.
#[utoipa::path(delete, path = "/api/subscriptions/{handle}", tag = "orders", params(("handle" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn cancel(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Result<StatusCode, Failure> {
    held::cancel(&state.domain, &viewer, &handle, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keep it after all. Buying more of it does that too.
#[utoipa::path(put, path = "/api/subscriptions/{handle}", tag = "orders", params(("handle" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn keep(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Result<StatusCode, Failure> {
    held::cancel(&state.domain, &viewer, &handle, false).await?;
    Ok(StatusCode::NO_CONTENT)
}
