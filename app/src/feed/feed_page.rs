//! `/feed`: the newest posts, the most liked ones, or those of people one follows.

use super::{
    PostList, api,
    view_model::{Asked, Show, people},
};
use crate::{
    creators::CreatorLine,
    errors::FailurePage,
    layout::{CategoryChips, PageHead, Tab, Tabs},
    request::use_request,
    sign_in::SignInButton,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{paging::Page, posts::PostView, text::Lang};

/// The page, with one piece of the feed.
#[component]
pub fn FeedPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| Asked::from(|name| query.get(name)));
    Suspend::new(async move {
        match api::posts(asked.query()).await {
            Ok(page) => view! { <Feed asked page/> }.into_any(),
            Err(failure) => view! { <FailurePage failure/> }.into_any(),
        }
    })
}

#[component]
fn Feed(asked: Asked, page: Page<PostView>) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let title = match asked.category {
        Some(category) => lang.feed_of(lang.category(category)),
        None => lang.feed().to_owned(),
    };
    let tab = |show: Show, name| Tab {
        name,
        href: Asked::href(show, asked.category),
        current: asked.show == show,
    };
    let mut tabs = vec![
        tab(Show::Latest, lang.sort_latest()),
        tab(Show::Trending, lang.sort_trending()),
        tab(Show::Popular, lang.sort_popular()),
    ];
    if request.signed_in() {
        tabs.push(tab(Show::Following, lang.sort_following()));
    }
    let next = page
        .next_cursor
        .as_deref()
        .map(|cursor| asked.next(cursor, page.items.len()));
    let empty = page
        .items
        .is_empty()
        .then(|| view! { <Empty lang show=asked.show/> });
    let people = people(&page.items, 5)
        .into_iter()
        .map(|creator| {
            view! {
                <li>
                    <CreatorLine creator/>
                </li>
            }
        })
        .collect_view();
    let canonical = Asked::href(asked.show, asked.category);
    view! {
        <PageHead
            title=title.clone()
            description=Some(lang.feed_description().to_owned())
            canonical=Some(canonical)
        />
        <div class="with-aside">
            <div class="feed">
                <header class="page-head">
                    <h1>{title.clone()}</h1>
                    <Tabs label=lang.order() tabs/>
                </header>
                <CategoryChips
                    lang
                    current=asked.category
                    href=move |category| Asked::href(asked.show, category)
                />
                {empty}
                <PostList lang now=request.now label=title page from=asked.from next/>
            </div>
            <aside class="quiet-column" aria-label=lang.behind_these_posts()>
                {(!request.signed_in()).then(|| view! { <SignInPrompt lang/> })}
                <section>
                    <h2>{lang.behind_these_posts()}</h2>
                    <ul class="people">{people}</ul>
                    <a class="go" href="/creators">
                        {lang.all_creators()}
                    </a>
                </section>
            </aside>
        </div>
    }
}

/// Says to a visitor what signing in gives.
#[component]
fn SignInPrompt(lang: Lang) -> impl IntoView {
    view! {
        <section class="prompt">
            <h2>{lang.prompt_title()}</h2>
            <p class="quiet">{lang.prompt_text()}</p>
            <SignInButton lang/>
        </section>
    }
}

#[component]
fn Empty(lang: Lang, show: Show) -> impl IntoView {
    let text = match show {
        Show::Following => lang.nothing_followed(),
        Show::Latest | Show::Popular | Show::Trending => lang.nothing_here(),
    };
    view! {
        <div class="empty">
            <p>{text}</p>
            <a class="button" href="/creators">
                {lang.to_creators()}
            </a>
        </div>
    }
}
