//! What people write below posts. Whoever wrote without their name is in no view of it but their own.

use crate::{
    Refusal, Timestamp,
    creators::named,
    identity::{Handle, plain_text},
    ids::CommentId,
};
use serde::{Deserialize, Serialize};

named! {
    /// The order of comments.
    CommentSort { Top = "top", Newest = "newest", Oldest = "oldest" } "sort" sorts_of_comments
}

/// Somebody's name and face.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonRef {
    pub handle: Handle,
    pub name: String,
    pub avatar: Option<String>,
    /// Whether there is a page at `/{handle}`.
    pub creator: bool,
}

/// A comment as one viewer may see it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentView {
    pub id: CommentId,
    /// The comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// Absent when it was written without a name, and when it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonRef>,
    pub anonymous: bool,
    /// Whether the post's creator wrote it, by name.
    pub by_creator: bool,
    /// Absent when it is deleted: it stands only for the replies below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    pub edited: bool,
    pub likes: u64,
    pub liked: bool,
    /// Whether the viewer wrote it, and may change it.
    pub mine: bool,
    /// Whether the viewer may delete it: their own, one below their post, or as a moderator.
    pub deletable: bool,
    /// How many replies there are.
    pub replies_count: u64,
    /// The first of them, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub replies: Vec<CommentView>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
}

/// Which comments are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentQuery {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// The replies to this comment, oldest first, in place of the comments on the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// A comment to write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CommentDraft {
    pub body: String,
    /// The comment it answers; an answer to a reply stands beside that reply.
    #[serde(default)]
    pub parent: Option<CommentId>,
    /// Without one's name.
    #[serde(default)]
    pub anonymous: bool,
}

/// A change to a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CommentPatch {
    pub body: String,
}

/// What somebody wrote, checked: 1 to 2,000 characters.
pub fn body(text: &str) -> Result<String, Refusal> {
    plain_text("body", text, (1, 2_000), true)
}
