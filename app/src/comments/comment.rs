//! One comment with its replies. A name stands on it only if the view has one.

use super::{
    forms::{Composer, Deleter, Editor},
    view_model::{Looking, Unsent},
};
use crate::{
    engagement::SwitchButton,
    kit::{Avatar, Glyph, Icon, Moment},
    moderation::ReportLink,
};
use leptos::{either::Either, prelude::*};
use shared::{
    Timestamp, comments::CommentView, engagement::Act, ids::PostId, moderation::ReportKind, text::Lang,
};

/// What every comment of a page is drawn with.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Scene {
    pub lang: Lang,
    pub now: Timestamp,
    pub post: PostId,
    pub looking: Looking,
    pub signed_in: bool,
}

/// Who wrote it: a link where there is a page, a name, or nobody who is told.
fn author(lang: Lang, comment: &CommentView) -> impl IntoView + use<> {
    let mark = comment
        .by_creator
        .then(|| view! { <span class="badge">{lang.comment_creator()}</span> });
    let who = match comment.author.clone() {
        Some(person) => {
            let face = view! {
                <Avatar name=person.name.clone() src=person.avatar/>
                <b>{person.name}</b>
            };
            if person.creator {
                Either::Left(Either::Left(view! {
                    <a class="who" href=format!("/{}", person.handle)>
                        {face}
                    </a>
                }))
            } else {
                Either::Left(Either::Right(view! { <span class="who">{face}</span> }))
            }
        }
        None => Either::Right(view! {
            <span class="who">
                <span class="avatar" aria-hidden="true">
                    <Icon glyph=Glyph::Person/>
                </span>
                <b>{lang.comment_anonymous_author()}</b>
            </span>
        }),
    };
    view! {
        {who}
        {mark}
    }
}

/// How somebody is spoken of.
fn name(lang: Lang, comment: &CommentView) -> String {
    comment.author.as_ref().map_or_else(
        || lang.comment_anonymous_author().to_owned(),
        |person| person.name.clone(),
    )
}

impl Scene {
    /// A comment with its replies as an item of a list.
    pub fn comment(&self, mut comment: CommentView, unsent: Option<&Unsent>) -> impl IntoView + use<> {
        let Self { lang, post, .. } = *self;
        let replies = std::mem::take(&mut comment.replies);
        let shown = u64::try_from(replies.len()).unwrap_or(u64::MAX);
        let more = (comment.replies_count > shown && self.looking.thread.is_none()).then(|| {
            let href = Looking::thread(&comment).href(post, Some(comment.id));
            view! {
                <a class="go" href=href data-swap>
                    {lang.comment_replies(comment.replies_count)}
                    <Icon glyph=Glyph::Next/>
                </a>
            }
        });
        let below = (!replies.is_empty()).then(|| {
            let replies = replies
                .into_iter()
                .map(|reply| self.item(reply, unsent, ()))
                .collect_view();
            view! { <ol class="replies">{replies}</ol> }
        });
        self.item(
            comment,
            unsent,
            view! {
                {below}
                {more}
            },
        )
    }

    fn item<V: IntoView>(
        &self,
        comment: CommentView,
        unsent: Option<&Unsent>,
        below: V,
    ) -> impl IntoView + use<V> {
        let id = comment.id;
        let pointed = self.looking.at == Some(id);
        view! {
            <li class="comment" class:pointed=pointed id=format!("c-{id}") tabindex="-1">
                {self.said(comment, unsent)}
                {below}
            </li>
        }
    }

    fn said(&self, comment: CommentView, unsent: Option<&Unsent>) -> impl IntoView + use<> {
        let Self { lang, now, post, .. } = *self;
        let Some(body) = comment.body.clone() else {
            return Either::Left(view! { <p class="quiet">{lang.comment_deleted()}</p> });
        };
        let unsent = |edit: bool| {
            unsent
                .filter(|unsent| if edit { unsent.edit } else { unsent.parent } == Some(comment.id))
                .cloned()
        };
        let looking = self.looking.only();
        let edited = comment
            .edited
            .then(|| view! { <span class="when">{lang.comment_edited()}</span> });
        let head = view! {
            <header class="byline">
                {author(lang, &comment)}
                <span class="when">
                    <Moment lang at=comment.created_at now/>
                </span>
                {edited}
            </header>
        };
        let words = if comment.mine && self.looking.edit == Some(comment.id) {
            let back = looking.at(comment.id).href(post, Some(comment.id));
            Either::Left(view! { <Editor lang comment=comment.clone() unsent=unsent(true) back/> })
        } else {
            Either::Right(view! { <p class="said">{body}</p> })
        };
        let reply = (self.signed_in && self.looking.reply == Some(comment.id)).then(|| {
            view! {
                <Composer
                    lang
                    post
                    parent=Some(comment.id)
                    label=lang.comment_reply_to(&name(lang, &comment))
                    unsent=unsent(false)
                    cancel=Some(looking.href(post, Some(comment.id)))
                />
            }
        });
        let link = |to: Looking, words: &'static str| {
            view! {
                <a class="act" href=to.href(post, Some(comment.id)) data-swap>
                    {words}
                </a>
            }
        };
        let delete = comment.deletable.then(|| {
            if self.looking.delete == Some(comment.id) {
                Either::Left(view! { <Deleter lang id=comment.id looking=looking.clone() post/> })
            } else {
                Either::Right(link(looking.deleting(comment.id), lang.comment_delete()))
            }
        });
        Either::Right(view! {
            <article>
                {head}
                {words}
                <footer class="acts">
                    <SwitchButton
                        lang
                        act=Act::LikeComment
                        target=comment.id.to_string()
                        on=comment.liked
                        count=Some(comment.likes)
                    />
                    {self.signed_in.then(|| link(looking.replying(comment.id), lang.comment_reply()))}
                    {comment.mine.then(|| link(looking.editing(comment.id), lang.comment_edit()))}
                    {delete}
                    {(self.signed_in && !comment.mine)
                        .then(|| {
                            view! { <ReportLink lang kind=ReportKind::Comment target=comment.id.to_string()/> }
                        })}
                </footer>
                {reply}
            </article>
        })
    }
}
