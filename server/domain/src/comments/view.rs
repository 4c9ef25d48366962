//! A comment as one viewer gets it: the only place where a name is put on it, or left off.

use super::store::Row;
use crate::Viewer;
use shared::{
    comments::CommentView,
    ids::{CommentId, UserId},
};
use std::collections::HashSet;

/// What a view depends on besides the comment.
pub struct Reading<'a> {
    pub viewer: &'a Viewer,
    /// Who wrote the post.
    pub creator: UserId,
    pub liked: &'a HashSet<CommentId>,
}

impl Reading<'_> {
    /// The view of a comment with its first replies.
    pub fn view(&self, row: &Row, replies: Vec<CommentView>) -> CommentView {
        let viewer = self.viewer.id();
        let there = !row.deleted;
        let mine = there && viewer == Some(row.author_id);
        let named = there && !row.anonymous;
        CommentView {
            id: row.id,
            parent: row.parent,
            author: named.then(|| row.author.clone()),
            anonymous: there && row.anonymous,
            by_creator: named && row.author_id == self.creator,
            body: there.then(|| row.body.clone()),
            edited: there && row.edited,
            likes: row.likes,
            liked: self.liked.contains(&row.id),
            mine,
            deletable: there && (mine || viewer == Some(self.creator) || self.viewer.moderates()),
            replies_count: row.replies,
            replies,
            created_at: row.created_at,
        }
    }
}
