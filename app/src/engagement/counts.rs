//! What can be done with a post, below it: like it, see what is said, keep it.

use super::SwitchButton;
use crate::kit::{Glyph, Icon};
use leptos::{either::Either, prelude::*};
use shared::{engagement::Act, posts::PostView, text::Lang};

/// The row below a post. A locked one cannot be liked, so there its likes are only told.
#[component]
pub fn PostActs<'a>(lang: Lang, post: &'a PostView) -> impl IntoView + use<> {
    let id = post.id.to_string();
    let likes = if post.locked {
        Either::Left(view! {
            <span class="switch told">
                <Icon glyph=Glyph::Heart/>
                <span class="unseen">{lang.likes_count(post.counts.likes)}</span>
                <span aria-hidden="true">{lang.number(post.counts.likes)}</span>
            </span>
        })
    } else {
        Either::Right(view! {
            <SwitchButton lang act=Act::Like target=id.clone() on=post.liked count=Some(post.counts.likes)/>
        })
    };
    let live = (!post.locked).then(|| format!("post:{id} comments"));
    let live_words = live.as_ref().map(|live| format!("{live} words"));
    view! {
        {likes}
        <a class="switch" href=format!("/post/{id}#comments")>
            <Icon glyph=Glyph::Comment/>
            <span class="unseen" data-count-of=live_words>
                {lang.comments_count(post.counts.comments)}
            </span>
            <span aria-hidden="true" data-count-of=live>
                {lang.number(post.counts.comments)}
            </span>
        </a>
        <SwitchButton lang act=Act::Bookmark target=id on=post.bookmarked count=None/>
    }
}
