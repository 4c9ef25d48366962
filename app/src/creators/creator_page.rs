//! `/:handle`: one creator: cover, face, words, tiers and posts. A handle that is no creator's is not found.

use super::{api, tier_card::TierCard, view_model::invites};
use crate::{
    engagement::FollowButton,
    errors::FailurePage,
    feed,
    kit::{Avatar, AvatarSize, url::with_query},
    layout::{AgeGate, PageHead},
    moderation::ReportLink,
    request::{moved_to, use_request},
};
use leptos::{prelude::*, tachys::reactive_graph::OwnedView};
use leptos_meta::Link;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    creators::{Category, CreatorCard, CreatorView},
    media::MediaView,
    moderation::ReportKind,
    paging::Page,
    posts::{PostQuery, PostView},
    text::Lang,
};

/// The page, with one piece of the creator's posts.
#[component]
pub fn CreatorPage() -> impl IntoView {
    let handle = use_params_map()
        .with_untracked(|params| params.get("handle"))
        .unwrap_or_default();
    let (cursor, from) = use_query_map()
        .with_untracked(|query| (query.get("cursor"), feed::view_model::from(query.get_str("from"))));
    Suspend::new(async move {
        let creator = match api::get(handle.clone()).await {
            Ok(creator) => creator,
            Err(failure) => return view! { <FailurePage failure/> }.into_any(),
        };
        // Under a handle of before, or written in another way.
        if creator.card.handle.as_str() != handle {
            moved_to(&format!("/{}", creator.card.handle));
            return ().into_any();
        }
        if creator.card.category == Category::Intimate && !creator.mine && !use_request().settings.adult {
            return view! { <AgeGate/> }.into_any();
        }
        let query = PostQuery {
            creator: Some(creator.card.handle.to_string()),
            limit: Some(12),
            cursor,
            ..Default::default()
        };
        match feed::api::posts(query).await {
            Ok(posts) => view! { <Creator creator posts from/> }.into_any(),
            Err(failure) => view! { <FailurePage failure/> }.into_any(),
        }
    })
}

#[component]
fn Creator(creator: CreatorView, posts: Page<PostView>, from: u64) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let path = format!("/{}", creator.card.handle);
    let next = posts.next_cursor.as_deref().map(|cursor| {
        let from = feed::view_model::next_from(from, posts.items.len());
        with_query(&path, &[("cursor", Some(cursor)), ("from", Some(&from))])
    });
    let bar = invites(&creator)
        .then_some(creator.card.from_price)
        .flatten()
        .map(|price| {
            view! {
                <p class="reach">
                    <a class="button primary" href="#tiers">
                        {lang.subscribe_from(price)}
                    </a>
                </p>
            }
        });
    let empty = posts
        .items
        .is_empty()
        .then(|| view! { <p class="empty">{lang.no_posts_yet()}</p> });
    let name = creator.card.name.clone();
    let feed = format!("/{}/rss", creator.card.handle);
    view! {
        <PageHead
            title=lang.name_and_handle(&creator.card.name, creator.card.handle.as_str())
            description=Some(creator.card.bio.clone())
            canonical=Some(path)
            kind="profile"
        />
        <Feed lang address=feed/>
        <Cover cover=creator.card.cover.clone()/>
        <div class="profile">
            <Intro lang card=creator.card.clone() subscribers=creator.subscribers mine=creator.mine/>
            <Tiers lang creator signed_in=request.signed_in()/>
            <section class="profile-posts" aria-labelledby="posts-title">
                <h2 id="posts-title">{lang.posts_title()}</h2>
                {empty}
                <feed::PostList
                    lang
                    now=request.now
                    label=lang.posts_of(&name)
                    page=posts
                    from
                    next
                />
            </section>
        </div>
        {bar}
    }
}

/// Tells programs that read feeds where this one is.
#[component]
fn Feed(lang: Lang, address: String) -> impl IntoView {
    // A page that waited for its data is written out of reach of any context, where this would find no head.
    OwnedView::new(view! {
        <Link rel="alternate" type_="application/rss+xml" title=lang.posts_title() href=address/>
    })
}

/// The wide picture over the page.
#[component]
fn Cover(cover: Option<MediaView>) -> impl IntoView {
    let picture = cover.map(|cover| {
        view! {
            <img class="blur" src=cover.blur.clone() alt=""/>
            <img
                src=cover.url_for(1280).to_owned()
                srcset=cover.srcset()
                sizes="(min-width: 1280px) 1120px, 100vw"
                alt=cover.alt
                fetchpriority="high"
                decoding="async"
            />
        }
    });
    view! { <div class="cover profile-cover">{picture}</div> }
}

/// Face, name, words and counts.
#[component]
fn Intro(lang: Lang, card: CreatorCard, subscribers: u64, mine: bool) -> impl IntoView {
    let report = (!mine).then(|| {
        view! { <ReportLink lang kind=ReportKind::User target=card.handle.to_string()/> }
    });
    let follow = (!mine).then(|| {
        view! { <FollowButton lang handle=card.handle.clone() on=card.following opens=true/> }
    });
    view! {
        <header class="intro">
            <Avatar name=card.name.clone() src=card.avatar size=AvatarSize::Large/>
            <h1>{card.name}</h1>
            <p class="quiet">
                "@" {card.handle.to_string()} " · "
                <a href=format!("/creators?category={}", card.category.as_str())>
                    {lang.category(card.category)}
                </a>
            </p>
            {(!card.bio.is_empty()).then(|| view! { <p class="bio">{card.bio}</p> })}
            <ul class="facts">
                <li>{lang.posts_count(card.counts.posts)}</li>
                <li>{lang.followers_count(card.counts.followers)}</li>
                <li>{lang.subscribers_count(subscribers)}</li>
            </ul>
            <div class="actions">{follow} {report}</div>
        </header>
    }
}

/// The tiers, and in words that none of them renews by itself.
#[component]
fn Tiers(lang: Lang, creator: CreatorView, signed_in: bool) -> impl IntoView {
    if creator.tiers.is_empty() {
        return None;
    }
    let (mine, running) = (creator.mine, creator.card.subscription);
    // Without a button in it, only its own focus lets keys scroll it.
    let scrolled = mine.then_some("0");
    let (handle, name) = (creator.card.handle, creator.card.name);
    let cards = creator
        .tiers
        .into_iter()
        .map(|tier| {
            view! {
                <TierCard
                    lang
                    tier
                    handle=handle.clone()
                    creator=name.clone()
                    mine
                    running
                    signed_in
                />
            }
        })
        .collect_view();
    Some(view! {
        <aside class="tiers" id="tiers" aria-labelledby="tiers-title" tabindex=scrolled>
            <h2 id="tiers-title">{lang.subscribe()}</h2>
            <ul class="tier-list">{cards}</ul>
            <p class="fine">{lang.no_renewal()}</p>
        </aside>
    })
}
