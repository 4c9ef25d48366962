//! The word that newer posts are there. It is asked for when somebody comes back to the page, and moves nothing: whoever
//! presses it gets the page anew.

use crate::ports::{Request, ports};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    posts::{MOST_NEWER, Newer},
    text::Lang,
};

/// Nothing, until a browser says that somebody came back and there is something newer. `door` counts, `href` is the list.
#[island]
pub fn NewerPosts(lang: Lang, door: String, href: String) -> impl IntoView {
    let newer = RwSignal::new(0_u64);
    Effect::new(move |_| {
        let Some(ports) = ports() else { return };
        let door = door.clone();
        let generation = ports.pages.generation();
        ports.pages.when_back(std::rc::Rc::new(move || {
            let door = door.clone();
            spawn_local(async move {
                let here = crate::ports::ports().is_some_and(|ports| ports.pages.generation() == generation);
                // An answer that does not come says nothing; the next return asks again.
                if here && let Ok(answer) = Request::get(door).fetch::<Newer>().await {
                    newer.try_set(answer.posts);
                }
            });
        }));
    });
    let words = move || {
        let posts = newer.get();
        if posts >= MOST_NEWER {
            lang.newer_many().to_owned()
        } else {
            lang.newer_posts(posts)
        }
    };
    view! {
        <p class="newer" role="status">
            <Show when=move || newer.get() != 0>
                <a class="button primary" data-testid="newer" href=href.clone()>
                    {words}
                </a>
            </Show>
        </p>
    }
}
