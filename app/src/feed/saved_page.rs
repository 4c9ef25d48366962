//! `/saved`: what somebody keeps for later, the last kept first, all of it or one collection. It is theirs alone and no
//! search engine's.

use super::{
    PostList, api,
    view_model::{Unkept, from, next_from, saved_href},
};
use crate::{
    kit::{Chip, Chips, Empty, Glyph, Icon, TextField, url::with_query},
    layout::{self, PageHead},
    request::use_request,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    collections::CollectionView,
    ids::{CollectionId, PostId},
    paging::Page,
    posts::PostView,
    text::Lang,
};

/// The page, with one piece of the list.
#[component]
pub fn SavedPage() -> impl IntoView {
    let (cursor, from, within) = use_query_map().with_untracked(|query| {
        (
            query.get("cursor"),
            from(query.get_str("from")),
            query.get_str("in").and_then(|id| id.parse().ok()),
        )
    });
    let unkept = use_context::<Unkept>();
    layout::page(async move {
        let page = api::bookmarks(within, cursor).await?;
        let collections = api::collections().await?;
        Ok(view! { <Saved within page from collections unkept/> })
    })
}

#[component]
fn Saved(
    within: Option<CollectionId>,
    page: Page<PostView>,
    from: u64,
    collections: Vec<CollectionView>,
    unkept: Option<Unkept>,
) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let here = within.and_then(|id| collections.iter().find(|one| one.id == id).cloned());
    let title = here
        .as_ref()
        .map_or(lang.saved().to_owned(), |here| here.name.clone());
    let next = page.next_cursor.as_deref().map(|cursor| {
        let from = next_from(from, page.items.len());
        let id = within.map(|id| id.to_string());
        with_query(
            "/saved",
            &[
                ("in", id.as_deref()),
                ("cursor", Some(cursor)),
                ("from", Some(&from)),
            ],
        )
    });
    let empty = (page.items.is_empty() && next.is_none()).then(|| {
        let text = if here.is_some() {
            lang.collection_empty()
        } else {
            lang.saved_empty()
        };
        view! {
            <Empty text>
                <a class="button" href="/feed">
                    {lang.to_feed()}
                </a>
            </Empty>
        }
    });
    let chips = (!collections.is_empty()).then(|| {
        let chip = |id: Option<CollectionId>, name: String| Chip {
            name,
            href: saved_href(id),
            current: id == within,
        };
        let chips = std::iter::once(chip(None, lang.collection_all().to_owned()))
            .chain(collections.iter().map(|one| {
                let name = format!("{} · {}", one.name, lang.number(one.posts));
                chip(Some(one.id), name)
            }))
            .collect();
        view! { <Chips label=lang.collections_title() chips/> }
    });
    let each = (!collections.is_empty()).then(|| {
        let moves = move |post| view! { <Move lang post within collections=collections.clone()/> }.into_any();
        Box::new(moves) as Box<dyn Fn(PostId) -> AnyView>
    });
    view! {
        <PageHead title=title.clone() description=None canonical=None/>
        <div class="feed">
            <header class="page-head">
                <h1>{title.clone()}</h1>
                <p class="quiet">{lang.saved_text()}</p>
            </header>
            {chips}
            {match here {
                Some(here) => view! { <Change lang here unkept/> }.into_any(),
                None => view! { <Make lang unkept/> }.into_any(),
            }}
            {empty}
            <PostList lang now=request.now label=title page from next each/>
        </div>
    }
}

/// Why a name was not taken.
fn fault(unkept: Option<&Unkept>) -> Option<String> {
    unkept.map(|unkept| unkept.problem.detail.clone().into_owned())
}

/// Makes a collection.
#[component]
fn Make(lang: Lang, unkept: Option<Unkept>) -> impl IntoView {
    let open = unkept.is_some();
    let fault = fault(unkept.as_ref());
    let name = unkept.map(|unkept| unkept.name).unwrap_or_default();
    view! {
        <details class="filters" open=open>
            <summary>
                <Icon glyph=Glyph::Plus/>
                {lang.collection_new()}
            </summary>
            <form class="fields" method="post" action="/collections" data-swap>
                <TextField label=lang.collection_name() name="name" value=name most=40 required=true fault/>
                <div class="actions">
                    <button class="button primary" name="act" value="make">
                        {lang.collection_make()}
                    </button>
                </div>
            </form>
        </details>
    }
}

/// Renames or deletes the collection that is shown.
#[component]
fn Change(lang: Lang, here: CollectionView, unkept: Option<Unkept>) -> impl IntoView {
    let open = unkept.is_some();
    let fault = fault(unkept.as_ref());
    let name = unkept.map_or(here.name, |unkept| unkept.name);
    view! {
        <details class="filters" open=open>
            <summary>
                <Icon glyph=Glyph::Edit/>
                {lang.collection_change()}
            </summary>
            <form class="fields" method="post" action="/collections" data-swap>
                <input type="hidden" name="id" value=here.id.to_string()/>
                <TextField label=lang.collection_name() name="name" value=name most=40 required=true fault/>
                <div class="actions">
                    <button class="button primary" name="act" value="rename">
                        {lang.save()}
                    </button>
                    <button class="button danger" name="act" value="delete" formnovalidate>
                        {lang.collection_delete()}
                    </button>
                </div>
                <p class="quiet fine">{lang.collection_delete_text()}</p>
            </form>
        </details>
    }
}

/// Puts a kept post into a collection, or out of the one that is shown.
#[component]
fn Move(
    lang: Lang,
    post: PostId,
    within: Option<CollectionId>,
    collections: Vec<CollectionView>,
) -> impl IntoView {
    let options = collections
        .into_iter()
        .map(|one| {
            view! {
                <option value=one.id.to_string() selected=Some(one.id) == within>
                    {one.name}
                </option>
            }
        })
        .collect_view();
    // Among all that is kept nothing is chosen beforehand: there a post may be in any of them.
    let out = if within.is_some() {
        lang.collection_none()
    } else {
        lang.collection_choose()
    };
    view! {
        <form class="move" method="post" action="/collections" data-swap>
            <input type="hidden" name="post" value=post.to_string()/>
            {within.map(|id| view! { <input type="hidden" name="id" value=id.to_string()/> })}
            <select name="collection" aria-label=lang.collection_of_post() required=within.is_none()>
                <option value="">{out}</option>
                {options}
            </select>
            <button class="button" name="act" value="move">
                {lang.collection_move()}
            </button>
        </form>
    }
}
