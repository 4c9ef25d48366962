//! More like a post: what is talked about in its category.

use super::PostTile;
use leptos::prelude::*;
use shared::{posts::PostView, text::Lang};

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
