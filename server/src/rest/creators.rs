//! The directory of creators and one creator.

use super::Part;
use crate::{
    http::{
        errors::Failure,
        extract::{PathPart, Query},
    },
    state::AppState,
};
use axum::{Extension, Json, extract::State};
use domain::{Viewer, creators};
use shared::{
    Problem,
    comments::PersonRef,
    creators::{CreatorCard, CreatorQuery, CreatorView},
    paging::Page,
};

/// Creators, most followed first.
#[utoipa::path(get, path = "/api/creators", tag = "creators",
    params(
        ("category" = Option<String>, Query, description = "a category's slug"),
        ("q" = Option<String>, Query, description = "part of a name or handle"),
        ("sort" = Option<String>, Query, description = "popular, newest or name"),
        ("limit" = Option<u32>, Query, description = "1 to 100, else 20"),
        ("cursor" = Option<String>, Query, description = "next_cursor of the page before"),
    ),
    responses((status = 200, body = Page<CreatorCard>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(query): Query<CreatorQuery>,
) -> Result<Json<Page<CreatorCard>>, Failure> {
    Ok(Json(creators::list(&state.domain, &viewer, &query).await?))
}

/// Who follows a creator, of those who let it be seen; the last first.
#[utoipa::path(get, path = "/api/creators/{handle}/followers", tag = "creators",
    params(
        ("handle" = String, Path),
        ("cursor" = Option<String>, Query, description = "next_cursor of the page before"),
    ),
    responses((status = 200, body = Page<PersonRef>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn followers(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
    Query(part): Query<Part>,
) -> Result<Json<Page<PersonRef>>, Failure> {
    let page = creators::followers(&state.domain, &viewer, &handle, part.cursor.as_deref()).await?;
    Ok(Json(page))
}

/// Whom a creator follows, if they let it be seen; the last first.
#[utoipa::path(get, path = "/api/creators/{handle}/following", tag = "creators",
    params(
        ("handle" = String, Path),
        ("cursor" = Option<String>, Query, description = "next_cursor of the page before"),
    ),
    responses((status = 200, body = Page<CreatorCard>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn following(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
    Query(part): Query<Part>,
) -> Result<Json<Page<CreatorCard>>, Failure> {
    let page = creators::following(&state.domain, &viewer, &handle, part.cursor.as_deref()).await?;
    Ok(Json(page))
}

/// One creator with the tiers on offer.
#[utoipa::path(get, path = "/api/creators/{handle}", tag = "creators", params(("handle" = String, Path)),
    responses((status = 200, body = CreatorView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(handle): PathPart<String>,
) -> Result<Json<CreatorView>, Failure> {
    Ok(Json(creators::get(&state.domain, &viewer, &handle).await?))
}
