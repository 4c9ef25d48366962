//! `/saved`: what somebody keeps for later, the last kept first. It is theirs alone and no search engine's.

use super::{
    PostList, api,
    view_model::{from, next_from},
};
use crate::{errors::FailurePage, kit::url::with_query, layout::PageHead, request::use_request};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{paging::Page, posts::PostView};

/// The page, with one piece of the list.
#[component]
pub fn SavedPage() -> impl IntoView {
    let (cursor, from) =
        use_query_map().with_untracked(|query| (query.get("cursor"), from(query.get_str("from"))));
    Suspend::new(async move {
        match api::bookmarks(cursor).await {
            Ok(page) => view! { <Saved page from/> }.into_any(),
            Err(failure) => view! { <FailurePage failure/> }.into_any(),
        }
    })
}

#[component]
fn Saved(page: Page<PostView>, from: u64) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let next = page.next_cursor.as_deref().map(|cursor| {
        let from = next_from(from, page.items.len());
        with_query("/saved", &[("cursor", Some(cursor)), ("from", Some(&from))])
    });
    let empty = (page.items.is_empty() && next.is_none()).then(|| {
        view! {
            <div class="empty">
                <p>{lang.saved_empty()}</p>
                <a class="button" href="/feed">
                    {lang.to_feed()}
                </a>
            </div>
        }
    });
    view! {
        <PageHead title=lang.saved().to_owned() description=None canonical=None/>
        <div class="feed">
            <header class="page-head">
                <h1>{lang.saved()}</h1>
                <p class="quiet">{lang.saved_text()}</p>
            </header>
            {empty}
            <PostList lang now=request.now label=lang.saved() page from next/>
        </div>
    }
}
