//! The plain form of collections: each of its buttons calls one use case and leads back to what is kept. A name that was
//! refused stands in it again.

use super::{
    errors::Failure,
    extract::Form,
    forms::{kept, page_again},
};
use crate::state::AppState;
use app::feed::{Unkept, view_model::saved_href};
use axum::{
    Extension,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Viewer, engagement, posts};
use serde::Deserialize;
use shared::{
    Code,
    collections::CollectionDraft,
    ids::{CollectionId, PostId},
};

/// The fields of all buttons; each takes its own.
#[derive(Debug, Deserialize)]
pub struct Sent {
    act: String,
    /// The collection that is shown.
    id: Option<CollectionId>,
    #[serde(default)]
    name: String,
    post: Option<PostId>,
    /// Where a post is to go; empty for out of the one that is shown.
    #[serde(default)]
    collection: String,
}

/// `POST /collections`
pub async fn collect(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let shown = sent.id;
    match change(&state, &viewer, &sent).await {
        Ok(next) => Ok(Redirect::to(&saved_href(next)).into_response()),
        Err(error) => {
            let unkept = Unkept {
                problem: kept(error)?,
                name: sent.name,
            };
            let status = unkept.problem.status;
            Ok(page_again(&state, viewer, &headers, &saved_href(shown), unkept, status).await)
        }
    }
}

/// Does it, and says which collection to show.
async fn change(state: &AppState, viewer: &Viewer, sent: &Sent) -> domain::Result<Option<CollectionId>> {
    let domain = &state.domain;
    let draft = CollectionDraft {
        name: sent.name.clone(),
    };
    match sent.act.as_str() {
        "make" => Ok(Some(
            engagement::make_collection(domain, viewer, &draft).await?.id,
        )),
        "rename" => {
            let id = sent.id.ok_or(Code::NotFound)?;
            engagement::rename_collection(domain, viewer, id, &draft).await?;
            Ok(Some(id))
        }
        "delete" => {
            engagement::delete_collection(domain, viewer, sent.id.ok_or(Code::NotFound)?).await?;
            Ok(None)
        }
        "move" => {
            let post = sent.post.ok_or(Code::NotFound)?;
            match (sent.collection.as_str(), sent.id) {
                ("", Some(shown)) => engagement::take_out(domain, viewer, shown, post).await?,
                // Among all that is kept the form does not know which collection a post is in.
                ("", None) => return Err(Code::NotFound.into()),
                (to, _) => {
                    let to = to.parse().map_err(|_| Code::NotFound)?;
                    posts::collect(domain, viewer, post, to).await?;
                }
            }
            Ok(sent.id)
        }
        _ => Err(Code::Malformed.into()),
    }
}
