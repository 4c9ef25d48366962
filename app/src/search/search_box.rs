//! The field for what is looked for. A plain form; awake it also offers what may be meant while one types, and what this
//! browser looked for before. It asks the server only for what was typed and still stands.

use super::view_model::{remember, step};
use crate::{
    kit::{Glyph, Icon, url::encode},
    ports::{Request, ports},
};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{search::Suggestions, text::Lang};

/// Where a browser keeps what it looked for.
const KEPT: &str = "fonana_searches";
/// Milliseconds of quiet before the server is asked.
const QUIET: u32 = 150;

/// One thing that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offer {
    href: String,
    name: String,
    more: String,
}

fn offers(lang: Lang, found: Suggestions) -> Vec<Offer> {
    let people = found.people.into_iter().map(|person| Offer {
        href: format!("/{}", person.handle),
        name: person.name,
        more: format!("@{}", person.handle),
    });
    let tags = found.tags.into_iter().map(|count| Offer {
        href: format!("/tag/{}", encode(count.tag.as_str())),
        name: format!("#{}", count.tag),
        more: lang.posts_count(count.posts),
    });
    people.chain(tags).collect()
}

fn before() -> Vec<String> {
    let kept = ports().and_then(|ports| ports.pages.kept(KEPT));
    kept.and_then(|kept| serde_json::from_str(&kept).ok())
        .unwrap_or_default()
}

fn keep(searches: &[String]) {
    if let Some(ports) = ports() {
        let kept = serde_json::to_string(searches).unwrap_or_default();
        ports
            .pages
            .keep(KEPT, (!searches.is_empty()).then_some(kept.as_str()));
    }
}

/// The field, with what is looked for now in it.
#[island]
pub fn SearchBox(lang: Lang, q: String) -> impl IntoView {
    let text = RwSignal::new(q.clone());
    let shown = RwSignal::new(Vec::<Offer>::new());
    let at = RwSignal::new(None::<usize>);
    // Of two answers on their way only the last one counts.
    let asked = StoredValue::new(0_u32);
    let offer = move |offers: Vec<Offer>| {
        at.set(None);
        shown.set(offers);
    };
    let again = move || {
        let recent = before();
        offer(
            recent
                .into_iter()
                .map(|q| Offer {
                    href: format!("/search?q={}", encode(&q)),
                    more: lang.recent_searches().to_owned(),
                    name: q,
                })
                .collect(),
        );
    };
    let typed = move |words: String| {
        text.set(words.clone());
        let turn = asked.get_value() + 1;
        asked.set_value(turn);
        if words.trim().is_empty() {
            return again();
        }
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            ports.pages.wait(QUIET).await;
            if asked.try_get_value() != Some(turn) {
                return;
            }
            let path = format!("/api/search/suggest?q={}", encode(words.trim()));
            // Without an answer there is nothing to offer; the form works all the same.
            if let Ok(found) = Request::get(path).fetch::<Suggestions>().await
                && asked.try_get_value() == Some(turn)
            {
                offer(offers(lang, found));
            }
        });
    };
    let pressed = move |event: KeyboardEvent| {
        let of = shown.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if of > 0 => {
                event.prevent_default();
                let down = event.key() == "ArrowDown";
                at.update(|at| *at = step(*at, of, down));
            }
            "Escape" if of > 0 => {
                event.prevent_default();
                offer(Vec::new());
            }
            "Enter" => {
                let chosen = at
                    .get_untracked()
                    .and_then(|at| shown.with_untracked(|shown| shown.get(at).map(|one| one.href.clone())));
                if let (Some(href), Some(ports)) = (chosen, ports()) {
                    event.prevent_default();
                    ports.pages.go(&href);
                }
            }
            _ => {}
        }
    };
    let sent = move |_: SubmitEvent| keep(&remember(&before(), &text.get_untracked()));
    let options = move || {
        shown
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, offer)| {
                view! {
                    <li
                        role="option"
                        id=format!("offer-{index}")
                        aria-selected=move || if at.get() == Some(index) { "true" } else { "false" }
                    >
                        <a href=offer.href tabindex="-1">
                            <b>{offer.name}</b>
                            <span class="quiet">{offer.more}</span>
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    let open = move || shown.with(|shown| !shown.is_empty());
    view! {
        <form class="search search-box" role="search" method="get" action="/search" on:submit=sent>
            <Icon glyph=Glyph::Search/>
            <input
                type="search"
                name="q"
                value=q
                placeholder=lang.search_label()
                aria-label=lang.search_label()
                maxlength="200"
                autocomplete="off"
                role="combobox"
                aria-autocomplete="list"
                aria-controls="offers"
                aria-expanded=move || if open() { "true" } else { "false" }
                aria-activedescendant=move || at.get().map(|at| format!("offer-{at}"))
                on:input=move |event| typed(event_target_value(&event))
                on:focus=move |_| {
                    if text.with_untracked(|text| text.trim().is_empty()) {
                        again();
                    }
                }
                on:keydown=pressed
            />
            <button class="button">{lang.find()}</button>
            <ul id="offers" class="offers" role="listbox" aria-label=lang.search_label() hidden=move || !open()>
                {options}
            </ul>
        </form>
    }
}
