//! Transaction requests of Solana Pay: open to wallets anywhere, and without a session, since the link is the secret. A refusal has
//! the member `message` besides, where wallets look for words.

use crate::{
    http::{
        errors::{self, Failure},
        extract::{Json, PathPart},
    },
    state::AppState,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::payments::solana_pay;
use serde::Serialize;
use shared::{
    Code, Problem, Refusal,
    solana::Address,
    solana_pay::{PayAccount, PayOffer, PayTransaction},
    text::Lang,
};

/// A refusal in words that a wallet shows.
#[derive(Serialize)]
struct Unpaid {
    message: String,
    #[serde(flatten)]
    problem: Problem,
}

/// [`Failure`] for wallets.
pub struct ForWallets(Failure);

impl<E: Into<domain::Error>> From<E> for ForWallets {
    fn from(error: E) -> Self {
        Self(error.into().into())
    }
}

impl IntoResponse for ForWallets {
    fn into_response(self) -> Response {
        errors::log(&self.0.0);
        let problem = errors::told(self.0.0.refusal());
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let message = problem.detail.to_string();
        (
            status,
            [errors::language()],
            axum::Json(Unpaid { message, problem }),
        )
            .into_response()
    }
}

/// Who asks for the payment of the order with this reference: Solana Pay's transaction request, first half.
#[utoipa::path(get, path = "/api/pay/{reference}", tag = "orders", params(("reference" = String, Path)),
    responses((status = 200, body = PayOffer), (status = "4XX", body = Problem)))]
pub async fn offer(
    State(state): State<AppState>,
    PathPart(reference): PathPart<String>,
) -> Result<axum::Json<PayOffer>, ForWallets> {
    solana_pay::waits(&state.domain, &named(&reference)?).await?;
    Ok(axum::Json(PayOffer {
        label: "Fonana".to_owned(),
        icon: format!("{}/assets/icon-512.png", state.config.origin),
    }))
}

/// The transaction that pays the order out of this wallet, for it to sign and send: the second half.
#[utoipa::path(post, path = "/api/pay/{reference}", tag = "orders", params(("reference" = String, Path)), request_body = PayAccount,
    responses((status = 200, body = PayTransaction), (status = "4XX", body = Problem)))]
pub async fn transaction(
    State(state): State<AppState>,
    PathPart(reference): PathPart<String>,
    Json(asked): Json<PayAccount>,
) -> Result<axum::Json<PayTransaction>, ForWallets> {
    let account = asked.account.parse();
    let account = account.map_err(|_| Refusal::field("account", Lang::address_no_wallet))?;
    let given = solana_pay::transaction(&state.domain, &named(&reference)?, account).await?;
    Ok(axum::Json(given))
}

/// Whether a page of another site may ask: it may.
#[utoipa::path(options, path = "/api/pay/{reference}", tag = "orders", params(("reference" = String, Path)),
    responses((status = 200)))]
pub async fn preflight() -> StatusCode {
    StatusCode::OK
}

fn named(reference: &str) -> Result<Address, Refusal> {
    reference.parse().map_err(|_| Code::NotFound.into())
}
