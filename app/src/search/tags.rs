//! Tags as links, and the category of what has them.

use leptos::prelude::*;
use shared::{creators::Category, tags::Tag, text::Lang};

/// A row of tags, after the category where there is one.
#[component]
pub fn Tags(
    lang: Lang,
    label: &'static str,
    tags: Vec<Tag>,
    #[prop(optional)] category: Option<Category>,
) -> impl IntoView {
    let links: Vec<(String, String)> = category
        .map(|category| {
            let address = format!("/category/{}", category.as_str());
            (address, lang.category(category).to_owned())
        })
        .into_iter()
        .chain(tags.iter().map(|tag| (format!("/tag/{tag}"), format!("#{tag}"))))
        .collect();
    (!links.is_empty()).then(|| {
        let links = links
            .into_iter()
            .map(|(address, name)| {
                view! {
                    <li>
                        <a class="tag" href=address>
                            {name}
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
