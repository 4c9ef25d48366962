//! Payments that opened nothing, for the creators whom they wait for: what there is, and the three ways to settle it.

use super::Part;
use crate::{
    http::{
        errors::Failure,
        extract::{Json, PathPart, Query},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{
    Viewer,
    payments::{cases, refunds},
};
use shared::{
    Code, Problem,
    ids::OrderId,
    paging::Page,
    payments::{CaseView, SignatureReport, TransactionView},
    refunds::RefundView,
    solana::Signature,
};

/// What is no signature names no case.
fn named(signature: &str) -> Result<Signature, Failure> {
    Ok(signature.parse().map_err(|_| Code::NotFound)?)
}

/// Payments for things of yours that opened nothing and wait for you, the last seen first.
#[utoipa::path(get, path = "/api/cases", tag = "orders",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<CaseView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<CaseView>>, Failure> {
    let page = cases::list(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page))
}

/// The same of all creators, for moderators and admins.
#[utoipa::path(get, path = "/api/moderation/cases", tag = "moderation",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<CaseView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn all(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<CaseView>>, Failure> {
    let page = cases::all(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page))
}

/// Say that you settled one of them with its buyer.
#[utoipa::path(delete, path = "/api/cases/{id}/{signature}", tag = "orders",
    params(("id" = OrderId, Path), ("signature" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn settle(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, signature)): PathPart<(OrderId, String)>,
) -> Result<StatusCode, Failure> {
    cases::settle(&state.domain, &viewer, id, &named(&signature)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Open what was ordered for what arrived, whatever that is. Moderators and admins can, too.
#[utoipa::path(post, path = "/api/cases/{id}/{signature}/grant", tag = "orders",
    params(("id" = OrderId, Path), ("signature" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn grant(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, signature)): PathPart<(OrderId, String)>,
) -> Result<StatusCode, Failure> {
    cases::grant(&state.domain, &viewer, id, &named(&signature)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What sending it back takes and brings to whom, or how that stands.
#[utoipa::path(get, path = "/api/cases/{id}/{signature}/refund", tag = "orders",
    params(("id" = OrderId, Path), ("signature" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = RefundView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn refund(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, signature)): PathPart<(OrderId, String)>,
) -> Result<axum::Json<RefundView>, Failure> {
    let refund = refunds::get(&state.domain, &viewer, id, &named(&signature)?).await?;
    Ok(axum::Json(refund))
}

/// The transaction that sends it back: unsigned, with your payout wallet as its only signer. While it can land, the same again.
#[utoipa::path(post, path = "/api/cases/{id}/{signature}/refund", tag = "orders",
    params(("id" = OrderId, Path), ("signature" = String, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = TransactionView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn send_back(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, signature)): PathPart<(OrderId, String)>,
) -> Result<axum::Json<TransactionView>, Failure> {
    let transaction = refunds::transaction(&state.domain, &viewer, id, &named(&signature)?).await?;
    Ok(axum::Json(transaction))
}

/// Tell what your wallet did: the signature of what it sent, or a signed transaction for us to send.
#[utoipa::path(post, path = "/api/cases/{id}/{signature}/refund/signature", tag = "orders",
    params(("id" = OrderId, Path), ("signature" = String, Path)), request_body = SignatureReport,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 202, body = RefundView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn report(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart((id, signature)): PathPart<(OrderId, String)>,
    Json(report): Json<SignatureReport>,
) -> Result<(StatusCode, axum::Json<RefundView>), Failure> {
    let signed = report.parse()?;
    let refund = refunds::report(&state.domain, &viewer, id, &named(&signature)?, signed).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(refund)))
}
