//! The server functions of messages.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{
    ids::{ConversationId, MessageId, PostId},
    messages::{BroadcastView, ConversationView, MessageQuery, MessageView},
    paging::Page,
};

/// A part of the viewer's conversations.
#[server(name = ListConversations, prefix = "/api/fn", endpoint = "messages/conversations", input = GetUrl, output = Json)]
pub async fn conversations(
    #[server(default)] cursor: Option<String>,
) -> Result<Page<ConversationView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::messages::list(&door.domain, &door.viewer, None, cursor.as_deref()).await)
}

/// One of them, with a part of what was written in it.
#[server(name = OpenConversation, prefix = "/api/fn", endpoint = "messages/opened", input = GetUrl, output = Json)]
pub async fn opened(
    id: ConversationId,
    #[server(default)] query: MessageQuery,
) -> Result<(ConversationView, Page<MessageView>), Failure> {
    let door = crate::door::open()?;
    door.answer(domain::messages::opened(&door.domain, &door.viewer, id, &query).await)
}

/// What the viewer wrote to many.
#[server(name = ListBroadcasts, prefix = "/api/fn", endpoint = "messages/broadcasts", input = GetUrl, output = Json)]
pub async fn broadcasts(#[server(default)] cursor: Option<String>) -> Result<Page<BroadcastView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::messages::broadcasts::list(&door.domain, &door.viewer, None, cursor.as_deref()).await)
}

/// Where a post stands that came with a message to the viewer.
#[server(name = PlaceOfEnclosed, prefix = "/api/fn", endpoint = "messages/place", input = GetUrl, output = Json)]
pub async fn place(post: PostId) -> Result<Option<(ConversationId, MessageId)>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::messages::place(&door.domain, &door.viewer, post).await)
}
