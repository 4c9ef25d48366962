//! The comments below one post: as many as there are, in the order asked for, or one thread of them.

use super::{
    comment::Scene,
    forms::Composer,
    view_model::{Looking, Unsent},
};
use crate::{
    kit::{Empty, Glyph, Icon, Tab, Tabs},
    request::use_request,
    sign_in::SignInButton,
};
use leptos::{either::Either, prelude::*};
use shared::{
    comments::{CommentSort, CommentView},
    ids::PostId,
    paging::Page,
};

/// A piece of the comments; of one thread, its beginning comes as `thread`.
#[component]
pub fn Comments(
    post: PostId,
    /// How many there are in all.
    count: u64,
    looking: Looking,
    thread: Option<CommentView>,
    page: Page<CommentView>,
    unsent: Option<Unsent>,
) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let scene = Scene {
        lang,
        now: request.now,
        post,
        looking: looking.clone(),
        unsent: unsent.clone(),
        signed_in: request.signed_in(),
    };
    let empty = page.items.is_empty() && thread.is_none();
    let next = page.next_cursor.clone().map(|cursor| {
        let further = Looking {
            cursor: Some(cursor),
            ..looking.only()
        };
        let words = if thread.is_some() {
            lang.comment_more_replies()
        } else {
            lang.comment_more()
        };
        view! {
            <p class="more">
                <a class="button" rel="next" href=further.href(post, None) data-swap>
                    {words}
                </a>
            </p>
        }
    });
    let items = match thread {
        Some(first) => Either::Left(scene.comment(CommentView {
            replies: page.items,
            ..first
        })),
        None => Either::Right(
            page.items
                .into_iter()
                .map(|comment| scene.comment(comment))
                .collect_view(),
        ),
    };
    let mine = unsent.filter(|unsent| unsent.parent.is_none() && unsent.edit.is_none());
    let composer = if !request.signed_in() {
        Either::Left(view! {
            <div class="join-in">
                <p class="quiet">{lang.comments_sign_in()}</p>
                <SignInButton lang/>
            </div>
        })
    } else {
        Either::Right((looking.thread.is_none()).then(|| {
            view! {
                <Composer
                    lang
                    post
                    parent=None
                    label=lang.comment_write().to_owned()
                    unsent=mine
                    cancel=None
                />
            }
        }))
    };
    view! {
        <section class="comments" id="comments" aria-labelledby="comments-title">
            <header class="comments-head">
                <h2 id="comments-title">
                    {lang.comments_title()} " " <span class="quiet" data-count-of=format!("post:{post} comments")>{lang.number(count)}</span>
                </h2>
                {orders(lang, post, &looking, count)}
            </header>
            {composer}
            {empty.then(|| view! { <Empty text=lang.comments_empty()/> })}
            <ol
                class="comment-list"
                id="comment-list"
                data-live=format!("post:{post} comments")
                data-items
            >
                {items}
            </ol>
            {next}
        </section>
    }
}

/// The orders to choose from, or the way back from one thread.
fn orders(
    lang: shared::text::Lang,
    post: PostId,
    looking: &Looking,
    comments: u64,
) -> Option<impl IntoView + use<>> {
    if looking.thread.is_some() {
        return Some(Either::Left(view! {
            <a class="go" href=Looking::default().href(post, None) data-swap>
                <Icon glyph=Glyph::Back/>
                {lang.comment_back()}
            </a>
        }));
    }
    let tab = |sort: CommentSort, name| Tab {
        name,
        href: Looking::sorted(sort).href(post, None),
        current: looking.sort() == sort,
    };
    (comments > 1).then(|| {
        let tabs = vec![
            tab(CommentSort::Top, lang.comments_top()),
            tab(CommentSort::Newest, lang.comments_newest()),
            tab(CommentSort::Oldest, lang.comments_oldest()),
        ];
        Either::Right(view! { <Tabs label=lang.comments_order() tabs/> })
    })
}
