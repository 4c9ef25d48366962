//! Signing in and out with a wallet.

use crate::{
    http::{errors::Failure, extract::Json, session},
    state::AppState,
};
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use axum_extra::extract::CookieJar;
use domain::{Viewer, identity};
use shared::{
    Code, Problem,
    identity::{Challenge, ChallengeRequest, SignedChallenge, SignedIn},
};

/// Ask for a text to sign. It is good for five minutes, for this wallet, in this browser, once.
#[utoipa::path(post, path = "/api/auth/challenge", tag = "auth", request_body = ChallengeRequest,
    responses((status = 200, body = Challenge), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn challenge(
    State(state): State<AppState>,
    jar: CookieJar,
    Json(request): Json<ChallengeRequest>,
) -> Result<impl IntoResponse, Failure> {
    let (binding, jar) = session::binding(&state.config, jar);
    let challenge = identity::challenge(&state.domain, request.address, &binding).await?;
    Ok((jar, axum::Json(challenge)))
}

/// Sign in with the signed text. The answer sets the session's cookies.
#[utoipa::path(post, path = "/api/auth/session", tag = "auth", request_body = SignedChallenge,
    responses((status = 200, body = SignedIn), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sign_in(
    State(state): State<AppState>,
    jar: CookieJar,
    headers: HeaderMap,
    Json(signed): Json<SignedChallenge>,
) -> Result<impl IntoResponse, Failure> {
    let binding = session::bound(&state.config, &jar).ok_or(Code::ChallengeUnknown)?;
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let invited_by = session::invited_by(&state.config, &jar);
    let started = identity::sign_in(&state.domain, &signed, &binding, agent, invited_by.as_deref()).await?;
    let jar = session::started(&state.config, jar, &started, state.domain.now());
    Ok((jar, axum::Json(started.signed_in(state.domain.now()))))
}

/// Get a new access token with the refresh cookie, which is replaced too.
#[utoipa::path(post, path = "/api/auth/refresh", tag = "auth",
    responses((status = 200, body = SignedIn), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn refresh(State(state): State<AppState>, jar: CookieJar) -> Result<impl IntoResponse, Failure> {
    let token = session::refresh_token(&state.config, &jar).ok_or(Code::SessionEnded)?;
    let refreshed = identity::refresh(&state.domain, &token).await?;
    let jar = session::refreshed(&state.config, jar, &refreshed, state.domain.now());
    Ok((jar, axum::Json(refreshed.signed_in(state.domain.now()))))
}

/// End this session. Without one there is nothing to end, and that is fine too.
#[utoipa::path(delete, path = "/api/auth/session", tag = "auth", security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sign_out(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    jar: CookieJar,
) -> Result<impl IntoResponse, Failure> {
    if let Viewer::Person(person) = &viewer {
        identity::sign_out(&state.domain, person).await?;
    }
    Ok((session::ended(&state.config, jar), StatusCode::NO_CONTENT))
}
