//! A list of posts as a feed: positions for screen readers, and a link to the next piece that works without
//! JavaScript.

use super::MorePosts;
use crate::{
    media::Looking,
    posts::{Position, PostCard, view_model::plays},
};
use leptos::{either::Either, prelude::*};
use shared::{Timestamp, ids::PostId, paging::Page, posts::PostView, text::Lang};

/// The cards of one piece; `from` is how many came before it.
#[component]
pub fn PostList(
    lang: Lang,
    now: Timestamp,
    #[prop(into)] label: String,
    page: Page<PostView>,
    from: u64,
    next: Option<String>,
    /// What stands below each post in this list alone.
    #[prop(optional_no_strip)]
    each: Option<Box<dyn Fn(PostId) -> AnyView>>,
) -> impl IntoView {
    // A feed without articles would be none.
    if page.items.is_empty() {
        return Either::Left(());
    }
    let plays = page.items.iter().any(plays).then(|| view! { <Looking/> });
    let of = page.total;
    let cards = page
        .items
        .into_iter()
        .zip(from + 1..)
        .map(|(post, index)| {
            let below = each.as_ref().map(|each| each(post.id));
            view! { <PostCard lang now post position=Position { index, of } below/> }
        })
        .collect_view();
    Either::Right(view! {
        <div class="cards" id="cards" role="feed" aria-label=label aria-busy="false">
            {cards}
        </div>
        {next.map(|href| view! { <MorePosts lang href/> })}
        {plays}
    })
}
