//! More like a post: what is talked about in its category.

use super::{PostTile, view_model::RELATED};
use crate::feed;
use leptos::prelude::*;
use shared::{
    posts::{PostQuery, PostSort, PostView},
    text::Lang,
};

/// The posts to show; none where they cannot be had, for the post itself is what was asked for.
pub async fn related(post: &PostView) -> Vec<PostView> {
    let query = PostQuery {
        category: Some(post.category.as_str().to_owned()),
        sort: Some(PostSort::Trending.as_str().to_owned()),
        limit: Some(RELATED as u32 + 1),
        ..PostQuery::default()
    };
    let mut posts = feed::api::posts(query)
        .await
        .map(|page| page.items)
        .unwrap_or_default();
    posts.retain(|other| other.id != post.id);
    posts.truncate(RELATED);
    posts
}

/// The posts as tiles.
#[component]
pub fn Related(lang: Lang, posts: Vec<PostView>) -> impl IntoView {
    (!posts.is_empty()).then(|| {
        let tiles = posts
            .into_iter()
            .map(|post| view! { <PostTile lang post/> })
            .collect_view();
        view! {
            <section class="related" aria-labelledby="related-title">
                <h2 id="related-title">{lang.related()}</h2>
                <div class="tiles">{tiles}</div>
            </section>
        }
    })
}
