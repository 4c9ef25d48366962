//! `/feed` and `/category/:slug`: the newest posts, those talked about, the most liked ones, or those of people one
//! follows. A category that is none is not found.

use super::{
    NewerPosts, PostList, api,
    view_model::{Asked, Show, people},
};
use crate::{
    creators::CreatorLine,
    errors::Failure,
    kit::{Empty, Tab, Tabs},
    layout::{self, CategoryChips, Instead, PageHead},
    request::use_request,
    sign_in::SignInButton,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    creators::{Category, CreatorCard, CreatorQuery, CreatorRef},
    paging::Page,
    posts::PostView,
    tags::Tag,
    text::Lang,
};

/// The page, with one piece of the feed.
#[component]
pub fn FeedPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| Asked::from(|name| query.get(name)));
    layout::page(load(asked))
}

/// The same of one category, named by the address.
#[component]
pub fn CategoryPage() -> impl IntoView {
    let category = use_params_map().with_untracked(|params| params.get_str("slug")?.parse().ok());
    let asked = use_query_map().with_untracked(|query| Asked {
        category,
        ..Asked::from(|name| query.get(name))
    });
    layout::page(async move {
        category.ok_or_else(Instead::not_found)?;
        load(asked).await
    })
}

/// The same of one tag.
#[component]
pub fn TagPage() -> impl IntoView {
    let tag: Option<Tag> = use_params_map().with_untracked(|params| params.get_str("tag")?.parse().ok());
    let asked = use_query_map().with_untracked(|query| Asked {
        tag: tag.clone(),
        category: None,
        ..Asked::from(|name| query.get(name))
    });
    layout::page(async move {
        tag.ok_or_else(Instead::not_found)?;
        load(asked).await
    })
}

async fn load(asked: Asked) -> Result<impl IntoView, Instead> {
    let request = use_request();
    if asked.category == Some(Category::Intimate) && !request.settings.adult {
        return Err(Instead::AgeGate);
    }
    let page = api::posts(asked.query()).await?;
    // Those behind the posts that are shown; of a category or beside nothing, the people with most followers.
    let people = match asked.category {
        None if !page.items.is_empty() => people(&page.items, PEOPLE),
        category => leading(category).await?,
    };
    let yours = match request.signed_in() {
        true => crate::creators::api::yours().await?,
        false => Vec::new(),
    };
    Ok(view! { <Feed asked page yours people/> })
}

/// People beside the posts.
const PEOPLE: usize = 5;

async fn leading(category: Option<Category>) -> Result<Vec<CreatorRef>, Failure> {
    let query = CreatorQuery {
        category: category.map(|category| category.as_str().to_owned()),
        limit: Some(PEOPLE as u32),
        ..CreatorQuery::default()
    };
    let creators = crate::creators::api::list(query).await?;
    let known = |card: CreatorCard| CreatorRef {
        handle: card.handle,
        name: card.name,
        avatar: card.avatar,
    };
    Ok(creators.items.into_iter().map(known).collect())
}

#[component]
fn Feed(
    asked: Asked,
    page: Page<PostView>,
    yours: Vec<CreatorRef>,
    mut people: Vec<CreatorRef>,
) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let title = match (&asked.tag, asked.category) {
        (Some(tag), _) => format!("#{tag}"),
        (None, Some(category)) => lang.category(category).to_owned(),
        (None, None) => lang.feed().to_owned(),
    };
    let tab = |show: Show, name| Tab {
        name,
        href: asked.show(show),
        current: asked.show == show,
    };
    let mut tabs = vec![
        tab(Show::Latest, lang.sort_latest()),
        tab(Show::Trending, lang.sort_trending()),
        tab(Show::Popular, lang.sort_popular()),
    ];
    if request.signed_in() && asked.tag.is_none() {
        tabs.push(tab(Show::Following, lang.sort_following()));
    }
    let next = page
        .next_cursor
        .as_deref()
        .map(|cursor| asked.next(cursor, page.items.len()));
    let empty = page
        .items
        .is_empty()
        .then(|| view! { <Nothing lang show=asked.show/> });
    let (column, everybody) = match asked.category {
        Some(category) => (
            lang.creators_of(lang.category(category)),
            format!("/creators?category={}", category.as_str()),
        ),
        None if page.items.is_empty() => (lang.creators().to_owned(), "/creators".to_owned()),
        None => (lang.behind_these_posts().to_owned(), "/creators".to_owned()),
    };
    let newer = (asked.show.is_by_time() && asked.cursor.is_none()).then(|| {
        // Posts that come while the page is made are newer than it.
        let than = page.items.first().map_or(request.now, |post| post.published_at);
        view! { <NewerPosts lang door=asked.newer(than) href=asked.show(asked.show)/> }
    });
    let label = column.clone();
    // Whom one pays for is no discovery.
    people.retain(|one| yours.iter().all(|mine| mine.handle != one.handle));
    let people = lines(people);
    let yours = (!yours.is_empty()).then(|| {
        view! {
            <section>
                <h2>{lang.yours()}</h2>
                <ul class="people">{lines(yours)}</ul>
                <a class="go" href="/subscriptions">
                    {lang.subscriptions_yours()}
                </a>
            </section>
        }
    });
    let canonical = asked.show(asked.show);
    let (show, described) = (
        asked.show,
        match &asked.tag {
            Some(tag) => lang.tag_description(tag.as_str()),
            None => lang.feed_description().to_owned(),
        },
    );
    let welcome = request
        .viewer
        .as_ref()
        .filter(|me| !me.welcomed)
        .map(|_| view! { <WelcomePrompt lang/> });
    let chips = asked.tag.is_none().then(|| {
        view! {
            <CategoryChips
                lang
                current=asked.category
                href=move |category| Asked::href(show, category)
            />
        }
    });
    view! {
        <PageHead
            title=title.clone()
            description=Some(described)
            canonical=Some(canonical)
        />
        <div class="with-aside">
            <div class="feed">
                <header class="page-head">
                    <h1>{title.clone()}</h1>
                    <Tabs label=lang.order() tabs/>
                </header>
                {chips}
                {newer}
                {welcome}
                {empty}
                <PostList lang now=request.now label=title page from=asked.from next/>
            </div>
            <aside class="quiet-column" aria-label=label>
                {(!request.signed_in()).then(|| view! { <SignInPrompt lang/> })}
                {yours}
                <section>
                    <h2>{column}</h2>
                    <ul class="people">{people}</ul>
                    <a class="go" href=everybody>
                        {lang.all_creators()}
                    </a>
                </section>
            </aside>
        </div>
    }
}

/// At the most so many people as stand beside posts.
fn lines(creators: Vec<CreatorRef>) -> impl IntoView {
    let line = |creator| {
        view! {
            <li>
                <CreatorLine creator/>
            </li>
        }
    };
    creators.into_iter().take(PEOPLE).map(line).collect_view()
}

/// Leads somebody new to their first steps, which they may put away.
#[component]
fn WelcomePrompt(lang: Lang) -> impl IntoView {
    view! {
        <section class="prompt" aria-labelledby="welcome-prompt">
            <h2 id="welcome-prompt">{lang.welcome_title()}</h2>
            <p class="quiet">{lang.welcome_text()}</p>
            <form class="actions" method="post" action="/settings/profile">
                <a class="button primary" href="/welcome">
                    {lang.welcome_open()}
                </a>
                <input type="hidden" name="welcome" value="true"/>
                <button class="button" name="later" value="true">
                    {lang.welcome_later()}
                </button>
            </form>
        </section>
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
fn Nothing(lang: Lang, show: Show) -> impl IntoView {
    let text = match show {
        Show::Following => lang.nothing_followed(),
        Show::Latest | Show::Popular | Show::Trending => lang.nothing_here(),
    };
    view! {
        <Empty text>
            <a class="button" href="/creators">
                {lang.to_creators()}
            </a>
        </Empty>
    }
}
