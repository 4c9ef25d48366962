//! The word that newer posts are there. It is asked for when something was published and when somebody comes back to the page, and moves nothing: whoever
//! presses it gets the page anew.

use crate::{
    live::Rung,
    ports::{Request, ports},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    posts::{MOST_NEWER, Newer},
    text::Lang,
};

/// Milliseconds after which it is looked whether the page is still the same.
const LOOK: u32 = 60_000;
/// Milliseconds within which all ask who hear that something is new.
const SPREAD: u32 = 1_500;

/// Nothing, until a browser says that somebody came back and there is something newer. `door` counts, `href` is the list.
#[island]
pub fn NewerPosts(lang: Lang, door: String, href: String) -> impl IntoView {
    let newer = RwSignal::new(0_u64);
    Effect::new(move |_| {
        let Some(ports) = ports() else { return };
        let door = door.clone();
        let generation = ports.pages.generation();
        let ask = std::rc::Rc::new(move || {
            let door = door.clone();
            spawn_local(async move {
                let here = crate::ports::ports().is_some_and(|ports| ports.pages.generation() == generation);
                // An answer that does not come says nothing; the next return asks again.
                if here && let Ok(answer) = Request::get(door).fetch::<Newer>().await {
                    newer.try_set(answer.posts);
                }
            });
        });
        ports.pages.when_back(ask.clone());
        spawn_local(async move {
            let published = Rung::by(&ports, "feed", "published");
            while ports.pages.generation() == generation {
                // Whoever is not looking is told when they are back; and not everybody asks in the same moment.
                if published.within(&ports, LOOK).await && ports.pages.visible() {
                    ports.pages.wait(ports.pages.chance(SPREAD)).await;
                    ask();
                }
            }
        });
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
