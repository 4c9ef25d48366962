//! What two people write to each other. Whoever is none of the two is told that there is nothing.

use super::Part;
use crate::{
    http::{
        errors::Failure,
        extract::{IdempotencyKey, Json, PathPart, Query},
    },
    state::AppState,
};
use axum::{Extension, extract::State, http::StatusCode};
use domain::{Viewer, messages};
use shared::{
    Problem,
    ids::{ConversationId, MessageId},
    messages::{
        ConversationDraft, ConversationView, MessageDraft, MessagePatch, MessageQuery, MessageView,
        ReactionDraft, ReadUntil, UnreadMessages,
    },
    paging::Page,
};

/// Your conversations, the one that was written in last first.
#[utoipa::path(get, path = "/api/conversations", tag = "conversations",
    params(("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<ConversationView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn list(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Query(part): Query<Part>,
) -> Result<axum::Json<Page<ConversationView>>, Failure> {
    let page = messages::list(&state.domain, &viewer, part.limit, part.cursor.as_deref()).await?;
    Ok(axum::Json(page))
}

/// The conversation with somebody; there is one for a pair. It is in no list until one of you writes.
#[utoipa::path(post, path = "/api/conversations", tag = "conversations", request_body = ConversationDraft,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = ConversationView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn open(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Json(draft): Json<ConversationDraft>,
) -> Result<axum::Json<ConversationView>, Failure> {
    Ok(axum::Json(messages::open(&state.domain, &viewer, &draft).await?))
}

/// How many messages you have not read, counted up to a hundred, in conversations that you have not muted.
#[utoipa::path(get, path = "/api/conversations/unread", tag = "conversations", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = UnreadMessages), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unread(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<axum::Json<UnreadMessages>, Failure> {
    Ok(axum::Json(messages::unread(&state.domain, &viewer).await?))
}

/// One conversation, with the reason why you cannot write, if you cannot.
#[utoipa::path(get, path = "/api/conversations/{id}", tag = "conversations", params(("id" = ConversationId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = ConversationView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn get(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<ConversationId>,
) -> Result<axum::Json<ConversationView>, Failure> {
    Ok(axum::Json(messages::get(&state.domain, &viewer, id).await?))
}

/// What was written, the newest first; with `q` only what has these words.
#[utoipa::path(get, path = "/api/conversations/{id}/messages", tag = "messages",
    params(("id" = ConversationId, Path), ("q" = Option<String>, Query, description = "2 to 100 letters"),
        ("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = Page<MessageView>), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn history(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<ConversationId>,
    Query(query): Query<MessageQuery>,
) -> Result<axum::Json<Page<MessageView>>, Failure> {
    Ok(axum::Json(
        messages::history(&state.domain, &viewer, id, &query).await?,
    ))
}

/// Write a message. The same `Idempotency-Key` sends it once.
#[utoipa::path(post, path = "/api/conversations/{id}/messages", tag = "messages", request_body = MessageDraft,
    params(
        ("id" = ConversationId, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 100 visible ASCII characters"),
    ),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 201, body = MessageView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn send(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<ConversationId>,
    IdempotencyKey(key): IdempotencyKey,
    Json(draft): Json<MessageDraft>,
) -> Result<(StatusCode, axum::Json<MessageView>), Failure> {
    let message = messages::send(&state.domain, &viewer, id, &draft, key.as_deref()).await?;
    Ok((StatusCode::CREATED, axum::Json(message)))
}

/// Say how far you have read. It answers how much is left in all conversations.
#[utoipa::path(put, path = "/api/conversations/{id}/read", tag = "conversations", request_body = ReadUntil,
    params(("id" = ConversationId, Path)), security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = UnreadMessages), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn read(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<ConversationId>,
    Json(until): Json<ReadUntil>,
) -> Result<axum::Json<UnreadMessages>, Failure> {
    Ok(axum::Json(
        messages::read(&state.domain, &viewer, id, until).await?,
    ))
}

/// Hear no more of a conversation until you look.
#[utoipa::path(put, path = "/api/conversations/{id}/mute", tag = "conversations", params(("id" = ConversationId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn mute(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<ConversationId>,
) -> Result<StatusCode, Failure> {
    messages::mute(&state.domain, &viewer, id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hear of it again.
#[utoipa::path(delete, path = "/api/conversations/{id}/mute", tag = "conversations", params(("id" = ConversationId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unmute(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<ConversationId>,
) -> Result<StatusCode, Failure> {
    messages::mute(&state.domain, &viewer, id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Change the words of a message of yours, within an hour.
#[utoipa::path(patch, path = "/api/messages/{id}", tag = "messages", params(("id" = MessageId, Path)), request_body = MessagePatch,
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = MessageView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MessageId>,
    Json(patch): Json<MessagePatch>,
) -> Result<axum::Json<MessageView>, Failure> {
    Ok(axum::Json(
        messages::change(&state.domain, &viewer, id, &patch).await?,
    ))
}

/// Take a message of yours back, for both, within a day.
#[utoipa::path(delete, path = "/api/messages/{id}", tag = "messages", params(("id" = MessageId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 204), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn delete(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MessageId>,
) -> Result<StatusCode, Failure> {
    messages::delete(&state.domain, &viewer, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say something to a message without a word, in place of what you said before.
#[utoipa::path(put, path = "/api/messages/{id}/reaction", tag = "messages", params(("id" = MessageId, Path)),
    request_body = ReactionDraft, security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = MessageView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn react(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MessageId>,
    Json(said): Json<ReactionDraft>,
) -> Result<axum::Json<MessageView>, Failure> {
    Ok(axum::Json(
        messages::react(&state.domain, &viewer, id, Some(&said)).await?,
    ))
}

/// Take that back.
#[utoipa::path(delete, path = "/api/messages/{id}/reaction", tag = "messages", params(("id" = MessageId, Path)),
    security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = MessageView), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn unreact(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<MessageId>,
) -> Result<axum::Json<MessageView>, Failure> {
    Ok(axum::Json(
        messages::react(&state.domain, &viewer, id, None).await?,
    ))
}
