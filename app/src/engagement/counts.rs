//! The counts of one post.

use crate::kit::{Glyph, Icon};
use leptos::prelude::*;
use shared::{posts::PostCounts, text::Lang};

/// Likes and comments, in words.
#[component]
pub fn Counts(lang: Lang, counts: PostCounts, #[prop(optional)] liked: bool) -> impl IntoView {
    view! {
        <span class=if liked { "count liked" } else { "count" }>
            <Icon glyph=Glyph::Heart/>
            {lang.likes_count(counts.likes)}
        </span>
        <span class="count">
            <Icon glyph=Glyph::Comment/>
            {lang.comments_count(counts.comments)}
        </span>
    }
}
