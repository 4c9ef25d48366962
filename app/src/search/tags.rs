//! Tags as links.

use leptos::prelude::*;
use shared::tags::Tag;

/// A row of tags.
#[component]
pub fn Tags(label: &'static str, tags: Vec<Tag>) -> impl IntoView {
    (!tags.is_empty()).then(|| {
        let links = tags
            .into_iter()
            .map(|tag| {
                view! {
                    <li>
                        <a class="tag" href=format!("/tag/{tag}")>
                            "#"
                            {tag.to_string()}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <ul class="tag-list" aria-label=label>
                {links}
            </ul>
        }
    })
}
