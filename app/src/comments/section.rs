//! The comments below one post: as many as there are, in the order asked for, or one thread of them.

use super::{
    comment::Scene,
    forms::Composer,
    view_model::{Looking, Unsent},
};
use crate::{
    kit::{Empty, Glyph, Icon, Memo, Tab, Tabs},
    request::use_request,
    sign_in::SignInButton,
};
use leptos::{either::Either, prelude::*};
use shared::{
    Timestamp,
    comments::{CommentSort, CommentView},
    ids::PostId,
    paging::Page,
};
use std::sync::Arc;

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
        signed_in: request.signed_in(),
    };
    let empty = page.items.is_empty() && thread.is_none();
    let in_thread = thread.is_some();
    let next = page.next_cursor.clone().map(|cursor| {
        let further = Looking {
            cursor: Some(cursor),
            ..looking.only()
        };
        let words = if in_thread {
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
    let comments = match thread {
        Some(first) => vec![CommentView {
            replies: page.items,
            ..first
        }],
        None => page.items,
    };
    let items = drawn(scene, comments, unsent.as_ref());
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
                inner_html=items
            ></ol>
            {next}
        </section>
    }
}

/// The markup of comments. It is nearly half of a post's page, and the same for all whom it says the same: so it is remembered, unless a form
/// stands in it, which is one page's own.
fn drawn(scene: Scene, comments: Vec<CommentView>, unsent: Option<&Unsent>) -> Arc<str> {
    static DRAWN: Memo<(Scene, Vec<CommentView>)> = Memo::new();
    let draw = |scene: &Scene, comments: &[CommentView]| {
        let items = comments
            .iter()
            .map(|comment| scene.comment(comment.clone(), unsent));
        items.collect_view().to_html()
    };
    let form = scene.looking != scene.looking.only() || unsent.is_some();
    if form {
        return draw(&scene, &comments).into();
    }
    // What was said in this second was said just now.
    let now = scene.now;
    let scene = Scene {
        now: Timestamp(now.0 - now.0.rem_euclid(1_000)),
        ..scene
    };
    DRAWN.of(now, (scene, comments), |(scene, comments)| draw(scene, comments))
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
