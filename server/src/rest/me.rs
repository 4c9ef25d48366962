//! Oneself: reading, changing, becoming a creator.

use super::Part;
use crate::{
    http::{
        errors::Failure,
        extract::{Json, Query},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, creators, feed, identity};
use shared::{
    Problem,
    creators::BecomeCreator,
    identity::{Me, MePatch},
    paging::Page,
    posts::PostView,
};

/// Who am I?
#[utoipa::path(get, path = "/api/me", tag = "me", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<Me>, Failure> {
    Ok(axum::Json(identity::me(&state.domain, &viewer).await?))
}

/// Change handle, name or bio; what is absent stays.
#[utoipa::path(patch, path = "/api/me", tag = "me", request_body = MePatch, security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(patch): Json<MePatch>,
) -> Result<axum::Json<Me>, Failure> {
    Ok(axum::Json(
        identity::change_me(&state.domain, &viewer, &patch).await?,
    ))
}

/// The posts that you keep for later, the last kept first.
#[utoipa::path(get, path = "/api/me/bookmarks", tag = "me", security(("cookie" = []), ("bearer" = [])),
    params(
        ("limit" = Option<u32>, Query, description = "1 to 100, else 20"),
        ("cursor" = Option<String>, Query, description = "next_cursor of the page before"),
    ),
    responses((status = 200, body = Page<PostView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn bookmarks(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<PostView>>, Failure> {
    let page = feed::bookmarks(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page))
}

/// Become a creator, with the three default tiers.
#[utoipa::path(post, path = "/api/me/creator", tag = "me", request_body = BecomeCreator, security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = Me), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn become_creator(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(request): Json<BecomeCreator>,
) -> Result<(StatusCode, axum::Json<Me>), Failure> {
    let me = creators::become_creator(&state.domain, &viewer, &request).await?;
    Ok((StatusCode::CREATED, axum::Json(me)))
}
