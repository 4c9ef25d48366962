//! Looking for people, posts and tags.

use crate::{
    http::{errors::Failure, extract::Query},
    state::AppState,
};
use axum::{Extension, Json, extract::State};
use domain::{Viewer, search};
use serde::Deserialize;
use shared::{
    Problem,
    search::{SearchQuery, SearchView, Suggestions},
};

/// People, posts and tags with all of these words. What is mistyped is looked for as it was most likely meant.
#[utoipa::path(get, path = "/api/search", tag = "search",
    params(
        ("q" = String, Query, description = "words, up to 200 characters"),
        ("kind" = Option<String>, Query, description = "people, posts or tags; some of each when absent"),
        ("category" = Option<String>, Query, description = "a category's slug"),
        ("made_of" = Option<String>, Query, description = "text, image, video or audio"),
        ("price" = Option<String>, Query, description = "free or paid"),
        ("tier" = Option<String>, Query, description = "posts that this tier opens: basic, premium or vip"),
        ("since" = Option<String>, Query, description = "day, week, month or year"),
        ("limit" = Option<u32>, Query, description = "1 to 100, else 20"),
        ("cursor" = Option<String>, Query, description = "next_cursor of the list of this kind"),
    ),
    responses((status = 200, body = SearchView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn find(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(query): Query<SearchQuery>,
) -> Result<Json<SearchView>, Failure> {
    Ok(Json(search::search(&state.domain, &viewer, &query).await?))
}

/// What is typed so far.
#[derive(Debug, Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// Who and what may be meant by what is typed so far; nothing below two characters.
#[utoipa::path(get, path = "/api/search/suggest", tag = "search", params(("q" = String, Query)),
    responses((status = 200, body = Suggestions), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn suggest(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(typed): Query<Typed>,
) -> Result<Json<Suggestions>, Failure> {
    Ok(Json(search::suggest(&state.domain, &viewer, &typed.q).await?))
}
