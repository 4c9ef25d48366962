//! A moment as people read it, with the exact one for programs. Now is the server's.

use leptos::prelude::*;
use shared::{Timestamp, text::Lang};

/// `3 hours ago`, or the day.
#[component]
pub fn Moment(lang: Lang, at: Timestamp, now: Timestamp) -> impl IntoView {
    view! { <time datetime=at.rfc3339()>{lang.ago(at, now)}</time> }
}
