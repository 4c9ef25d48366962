//! What the addresses of a post's comments mean and lead to. Plain values; no markup.

use crate::kit::url::with_query;
use shared::{
    Problem,
    comments::{CommentQuery, CommentSort, CommentView},
    ids::{CommentId, PostId},
};

/// Which comments somebody looks at, and which of them they are about to answer or change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Looking {
    pub sort: Option<CommentSort>,
    pub cursor: Option<String>,
    /// Only this comment with all its replies.
    pub thread: Option<CommentId>,
    pub reply: Option<CommentId>,
    pub edit: Option<CommentId>,
    /// The comment that is deleted if that is said once more.
    pub delete: Option<CommentId>,
    /// The comment that was just written or is pointed at.
    pub at: Option<CommentId>,
}

impl Looking {
    /// Reads an address leniently: what is unknown is the default.
    pub fn from(get: impl Fn(&str) -> Option<String>) -> Self {
        let id = |name| get(name).and_then(|id| id.parse().ok());
        Self {
            sort: get("comments").and_then(|sort| sort.parse().ok()),
            cursor: get("cursor").filter(|cursor| !cursor.is_empty()),
            thread: id("thread"),
            reply: id("reply"),
            edit: id("edit"),
            delete: id("delete"),
            at: id("at"),
        }
    }

    pub fn sort(&self) -> CommentSort {
        self.sort.unwrap_or(CommentSort::Top)
    }

    /// The piece to show: of the post's comments, or of the replies of one.
    pub fn query(&self) -> CommentQuery {
        CommentQuery {
            sort: Some(self.sort().as_str().to_owned()),
            parent: self.thread,
            cursor: self.cursor.clone(),
            limit: self.thread.is_some().then_some(100),
        }
    }

    /// The address of this, at a comment or at the beginning of the section.
    pub fn href(&self, post: PostId, at: Option<CommentId>) -> String {
        let text = |id: Option<CommentId>| id.map(|id| id.to_string());
        let [thread, reply, edit, delete, pointed] =
            [self.thread, self.reply, self.edit, self.delete, self.at].map(text);
        let path = with_query(
            &format!("/post/{post}"),
            &[
                ("comments", self.sort.map(CommentSort::as_str)),
                ("thread", thread.as_deref()),
                ("reply", reply.as_deref()),
                ("edit", edit.as_deref()),
                ("delete", delete.as_deref()),
                ("at", pointed.as_deref()),
                ("cursor", self.cursor.as_deref()),
            ],
        );
        match at {
            Some(at) => format!("{path}#c-{at}"),
            None => format!("{path}#comments"),
        }
    }

    /// The same, pointing at a comment.
    pub fn at(&self, id: CommentId) -> Self {
        Self {
            at: Some(id),
            ..self.only()
        }
    }

    /// The same without a form open and pointing at nothing.
    pub fn only(&self) -> Self {
        Self {
            reply: None,
            edit: None,
            delete: None,
            at: None,
            ..self.clone()
        }
    }

    pub fn sorted(sort: CommentSort) -> Self {
        Self {
            sort: Some(sort),
            ..Self::default()
        }
    }

    /// One comment with all its replies.
    pub fn thread(comment: &CommentView) -> Self {
        Self {
            thread: Some(comment.parent.unwrap_or(comment.id)),
            ..Self::default()
        }
    }

    pub fn replying(&self, to: CommentId) -> Self {
        Self {
            reply: Some(to),
            ..self.only()
        }
    }

    pub fn editing(&self, id: CommentId) -> Self {
        Self {
            edit: Some(id),
            ..self.only()
        }
    }

    pub fn deleting(&self, id: CommentId) -> Self {
        Self {
            delete: Some(id),
            ..self.only()
        }
    }
}

/// What somebody wrote and could not send, and why: the page shows both again, so that nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    pub body: String,
    pub anonymous: bool,
    /// The comment it was to answer.
    pub parent: Option<CommentId>,
    /// The comment that it was to change.
    pub edit: Option<CommentId>,
    pub problem: Problem,
}

impl Unsent {
    /// Where the form stands that it was written in.
    pub fn looking(&self) -> Looking {
        Looking {
            thread: self.parent.or(self.edit),
            reply: self.parent,
            edit: self.edit,
            ..Looking::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_address_says_what_is_looked_at() {
        let (post, id) = (PostId(Uuid::from_u128(1)), CommentId(Uuid::from_u128(2)));
        let looking = Looking::sorted(CommentSort::Newest).replying(id);
        let href = looking.href(post, Some(id));
        assert_eq!(href, format!("/post/{post}?comments=newest&reply={id}#c-{id}"));
        let query = href.split(['?', '#']).nth(1).expect("a query");
        let read = Looking::from(|name| {
            let pair = query
                .split('&')
                .find_map(|pair| pair.strip_prefix(&format!("{name}=")));
            pair.map(str::to_owned)
        });
        assert_eq!(read, looking);
        assert_eq!(
            looking.only().href(post, None),
            format!("/post/{post}?comments=newest#comments")
        );
    }

    #[test]
    fn what_is_unknown_is_the_default() {
        let odd = Looking::from(|_| Some("<odd>".into()));
        assert_eq!(
            odd,
            Looking {
                cursor: Some("<odd>".into()),
                ..Looking::default()
            }
        );
        assert_eq!(odd.sort(), CommentSort::Top);
    }
}
