//! `/search`: people, posts and tags with the words that are asked for, narrowed by plain links and one plain form.

use super::{
    SearchBox, Tags, api,
    view_model::{Asked, choices},
};
use crate::{
    creators::CreatorGrid,
    feed::PostList,
    kit::{Empty, Glyph, Icon, NextPage, SelectField, Tab, Tabs},
    layout::{PageHead, page},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    creators::CreatorCard,
    paging::Page,
    search::{SearchKind, SearchView},
    tags::{Tag, TagCount},
    text::Lang,
};

/// The page: what was found, or where to begin.
#[component]
pub fn SearchPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| Asked::from(|name| query.get(name)));
    page(async move {
        if asked.q.is_empty() {
            let tags = api::popular_tags().await?;
            return Ok(Either::Left(view! { <Begin asked tags/> }));
        }
        let found = api::find(asked.query()).await?;
        Ok(Either::Right(view! { <Found asked found/> }))
    })
}

fn only_tags(tags: Vec<TagCount>) -> Vec<Tag> {
    tags.into_iter().map(|count| count.tag).collect()
}

#[component]
fn Begin(asked: Asked, tags: Vec<TagCount>) -> impl IntoView {
    let lang = use_request().lang;
    let popular = (!tags.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{lang.popular_tags()}</h2>
                <Tags lang label=lang.popular_tags() tags=only_tags(tags)/>
            </section>
        }
    });
    view! {
        <PageHead
            title=lang.search().to_owned()
            description=Some(lang.search_description().to_owned())
            canonical=Some("/search".to_owned())
        />
        <div class="finding">
            <header class="page-head">
                <h1>{lang.search()}</h1>
                <p class="quiet">{lang.search_begin()}</p>
            </header>
            <SearchBox lang q=asked.q/>
            {popular}
        </div>
    }
}

#[component]
fn Found(asked: Asked, found: SearchView) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let SearchView {
        corrected,
        people,
        posts,
        tags,
    } = found;
    let shows = |kind: SearchKind| asked.kind.is_none_or(|only| only == kind);
    let nothing = people.total + posts.total + tags.total == 0;
    let tab = |kind: Option<SearchKind>, name: &'static str| Tab {
        name,
        href: asked.among(kind),
        current: asked.kind == kind,
    };
    let tabs = vec![
        tab(None, lang.kind_all()),
        tab(Some(SearchKind::People), lang.kind_people()),
        tab(Some(SearchKind::Posts), lang.kind_posts()),
        tab(Some(SearchKind::Tags), lang.kind_tags()),
    ];
    let meant = corrected.map(|meant| {
        view! {
            <p class="notice" role="status">
                {lang.search_meant(&asked.q, &meant)}
            </p>
        }
    });
    let empty = nothing.then(|| {
        view! {
            <Empty text=lang.search_nothing(&asked.q)>
                <p>{lang.search_nothing_help()}</p>
                <a class="button" href="/creators">
                    {lang.to_creators()}
                </a>
            </Empty>
        }
    });
    let next = posts
        .next_cursor
        .as_deref()
        .map(|cursor| asked.next(SearchKind::Posts, cursor, posts.items.len()));
    let list = (!posts.items.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="found-posts">
                <h2 id="found-posts">{lang.kind_posts()}</h2>
                <PostList lang now=request.now label=lang.kind_posts() page=posts from=asked.from next/>
            </section>
        }
    });
    let narrow = shows(SearchKind::Posts).then(|| view! { <Filters lang asked=asked.clone()/> });
    view! {
        <PageHead title=lang.search_for(&asked.q) description=None canonical=None/>
        <div class="finding">
            <header class="page-head">
                <h1>{lang.search()}</h1>
            </header>
            <SearchBox lang q=asked.q.clone()/>
            <Tabs label=lang.search_kinds() tabs/>
            {narrow}
            {meant}
            {empty}
            <TagsFound lang asked=asked.clone() tags/>
            <PeopleFound lang asked people/>
            {list}
        </div>
    }
}

/// A link to all of one kind, where only some are shown.
fn all_of(lang: Lang, asked: &Asked, kind: SearchKind, name: &str, total: u64) -> impl IntoView + use<> {
    view! {
        <a class="go" href=asked.among(Some(kind))>
            {lang.see_all(name, &lang.number(total))}
            <Icon glyph=Glyph::Next/>
        </a>
    }
}

#[component]
fn PeopleFound(lang: Lang, asked: Asked, people: Page<CreatorCard>) -> impl IntoView {
    if people.items.is_empty() {
        return None;
    }
    let more = match (asked.kind, people.next_cursor.as_deref()) {
        (None, Some(_)) => {
            Some(all_of(lang, &asked, SearchKind::People, lang.kind_people(), people.total).into_any())
        }
        (Some(_), Some(cursor)) => {
            let href = asked.next(SearchKind::People, cursor, people.items.len());
            Some(view! { <NextPage lang href=Some(href)/> }.into_any())
        }
        _ => None,
    };
    Some(view! {
        <section class="block" aria-labelledby="found-people">
            <h2 id="found-people">{lang.kind_people()}</h2>
            <CreatorGrid lang creators=people.items high=true/>
            {more}
        </section>
    })
}

#[component]
fn TagsFound(lang: Lang, asked: Asked, tags: Page<TagCount>) -> impl IntoView {
    if tags.items.is_empty() {
        return None;
    }
    let more = tags.next_cursor.as_deref().map(|cursor| match asked.kind {
        None => all_of(lang, &asked, SearchKind::Tags, lang.kind_tags(), tags.total).into_any(),
        Some(_) => view! {
            <a class="go" rel="next" href=asked.next(SearchKind::Tags, cursor, tags.items.len())>
                {lang.next_page()}
            </a>
        }
        .into_any(),
    });
    Some(view! {
        <section class="block" aria-labelledby="found-tags">
            <h2 id="found-tags">{lang.kind_tags()}</h2>
            <Tags lang label=lang.kind_tags() tags=only_tags(tags.items)/>
            {more}
        </section>
    })
}

/// Ways to narrow the posts; one form, sent as a whole.
#[component]
fn Filters(lang: Lang, asked: Asked) -> impl IntoView {
    let open = asked.narrowed();
    let clear = open.then(|| {
        let all = Asked {
            q: asked.q.clone(),
            kind: asked.kind,
            ..Asked::default()
        };
        view! {
            <a class="button" href=all.among(all.kind)>
                {lang.filter_clear()}
            </a>
        }
    });
    let fields = choices(lang, asked.filter)
        .into_iter()
        .map(|choice| {
            let options = choice
                .options
                .into_iter()
                .map(|(value, words)| (value.to_owned(), words.to_owned()))
                .collect();
            view! {
                <SelectField
                    label=choice.label
                    name=choice.name
                    options
                    chosen=choice.chosen.unwrap_or_default()
                    any=Some(choice.any)
                />
            }
        })
        .collect_view();
    view! {
        <details class="filters" open=open>
            <summary>
                <Icon glyph=Glyph::Preferences/>
                {lang.filters()}
            </summary>
            <form method="get" action="/search">
                <input type="hidden" name="q" value=asked.q.clone()/>
                {asked.kind.map(|kind| view! { <input type="hidden" name="kind" value=kind.as_str()/> })}
                <div class="filter-fields">{fields}</div>
                <div class="actions">
                    <button class="button primary">{lang.filter_apply()}</button>
                    {clear}
                </div>
            </form>
        </details>
    }
}
