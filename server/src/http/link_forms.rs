//! What links out of letters do when their button is pressed, or a mail program asks for it by itself (RFC 8058): the link is all that is
//! heeded, and no session. It leads nowhere else, since mail programs follow no redirect.

use super::{errors::Failure, extract::PathPart, forms::page_again};
use crate::state::AppState;
use app::letters::Acted;
use axum::{Extension, extract::State, http::HeaderMap, response::Response};
use domain::{Viewer, notifications};

/// `POST /mail/{token}`: does it and says so; a second time changes nothing.
pub async fn act(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    PathPart(token): PathPart<String>,
) -> Result<Response, Failure> {
    notifications::act_on_link(&state.domain, &token).await?;
    let address = format!("/mail/{token}");
    Ok(page_again(&state, viewer, &headers, &address, Acted, 200).await)
}
