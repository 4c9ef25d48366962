//! `/creators`: the directory, by category, name and order; every view of it is an address.

use super::{CreatorGrid, api, view_model::Asked};
use crate::{
    kit::{Empty, Glyph, Icon, NextPage, Tab, Tabs},
    layout::{self, CategoryChips, Instead, PageHead},
    request::use_request,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    creators::{Category, CreatorCard, CreatorSort, ForMe},
    paging::Page,
    text::Lang,
};

/// The page, with one piece of the directory.
#[component]
pub fn DirectoryPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| Asked::from(|name| query.get(name)));
    layout::page(async move {
        if asked.category == Some(Category::Intimate) && !use_request().settings.adult {
            return Err(Instead::AgeGate);
        }
        let page = api::list(asked.query()).await?;
        // Whoever asks for something else is not told of this.
        let for_me = if asked == Asked::default() {
            api::for_me().await?
        } else {
            ForMe::default()
        };
        Ok(view! { <Directory asked page for_me/> })
    })
}

#[component]
fn Directory(asked: Asked, page: Page<CreatorCard>, for_me: ForMe) -> impl IntoView {
    let lang = use_request().lang;
    let title = match asked.category {
        Some(category) => lang.creators_of(lang.category(category)),
        None => lang.creators().to_owned(),
    };
    let next = page
        .next_cursor
        .map(|cursor| asked.href(asked.category, asked.sort, Some(&cursor)));
    let canonical = asked.category.map_or("/creators".to_owned(), |category| {
        format!("/creators?category={}", category.as_str())
    });
    let tab = |sort: CreatorSort, name| Tab {
        name,
        href: asked.href(asked.category, Some(sort), None),
        current: asked.sort() == sort,
    };
    let tabs = vec![
        tab(CreatorSort::Popular, lang.sort_popular()),
        tab(CreatorSort::Newest, lang.sort_newest()),
        tab(CreatorSort::Name, lang.sort_name()),
    ];
    let chips = asked.clone();
    let empty = page.items.is_empty().then(|| {
        view! {
            <Empty text=lang.nobody_found()>
                <a class="button" href="/creators">
                    {lang.show_everyone()}
                </a>
            </Empty>
        }
    });
    view! {
        <PageHead
            title=title.clone()
            description=Some(lang.creators_description().to_owned())
            canonical=Some(canonical)
        />
        <header class="page-head">
            <h1>{title}</h1>
            <p class="quiet">{lang.creators_count(page.total)}</p>
            <form class="search" role="search" method="get" action="/creators">
                {asked
                    .category
                    .map(|category| view! { <input type="hidden" name="category" value=category.as_str()/> })}
                {asked.sort.map(|sort| view! { <input type="hidden" name="sort" value=sort.as_str()/> })}
                <Icon glyph=Glyph::Search/>
                <input
                    type="search"
                    name="q"
                    value=asked.q.clone()
                    placeholder=lang.search_creators()
                    aria-label=lang.search_creators()
                    maxlength="100"
                    autocomplete="off"
                />
                <button class="button">{lang.find()}</button>
            </form>
        </header>
        <Concerning lang for_me/>
        <CategoryChips
            lang
            current=asked.category
            href=move |category| chips.href(category, chips.sort, None)
        />
        <Tabs label=lang.order() tabs/>
        {empty}
        <CreatorGrid lang creators=page.items high=true/>
        <NextPage lang href=next/>
    }
}

/// Those the viewer pays for, and some they may like, with the reason.
#[component]
fn Concerning(lang: Lang, for_me: ForMe) -> impl IntoView {
    let part = |id: &'static str, title: &'static str, why: Option<String>, creators: Vec<CreatorCard>| {
        (!creators.is_empty()).then(|| {
            view! {
                <section class="block concerning" aria-labelledby=id>
                    <h2 id=id>{title}</h2>
                    {why.map(|why| view! { <p class="quiet">{why}</p> })}
                    <CreatorGrid lang creators/>
                </section>
            }
        })
    };
    let why = for_me
        .because
        .map(|category| lang.because_category(lang.category(category)));
    view! {
        {part("yours", lang.yours(), None, for_me.yours)}
        {part("recommended", lang.recommended(), why, for_me.recommended)}
    }
}
