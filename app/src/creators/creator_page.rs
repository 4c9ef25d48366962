//! `/:handle`: one creator: cover, face, words, tiers and posts. A handle that is no creator's is not found.

use super::{
    FirstSteps, api,
    tier_card::TierCard,
    view_model::{self, Part, days, invites, steps},
};
use crate::{
    engagement::FollowButton,
    feed,
    kit::{Avatar, AvatarSize, Chip, Chips, Empty, Glyph, Icon, NextPage, Tab, Tabs, url::with_query},
    layout::{self, Instead, PageHead},
    messages::WriteTo,
    moderation::ReportLink,
    payments::{self, CodeField, TipButton, TipTo, code_in},
    posts::{self, PostTile},
    request::{moved_to, use_request},
};
use futures::join;
use leptos::{either::EitherOf4, prelude::*, tachys::reactive_graph::OwnedView};
use leptos_meta::Link as HeadLink;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    creators::{Category, CreatorView},
    ids::{PostId, UserId},
    links::Link,
    live::Topic,
    media::MediaView,
    moderation::ReportKind,
    paging::Page,
    posts::{PostKind, PostQuery, PostView},
    pricing::PRICED_DAYS,
    text::Lang,
    trials::TrialView,
};

/// The page, with one piece of the creator's posts.
#[component]
pub fn CreatorPage() -> impl IntoView {
    let handle = use_params_map()
        .with_untracked(|params| params.get("handle"))
        .unwrap_or_default();
    let (cursor, from, (part, kind), days, code, deleted) = use_query_map().with_untracked(|query| {
        let part = Part::of(query.get_str("tab"));
        (
            query.get("cursor"),
            feed::view_model::from(query.get_str("from")),
            (part, part.kind(query.get_str("kind"))),
            days(query.get_str("days")),
            code_in(query.get("code")),
            query.get_str("deleted").and_then(|id| id.parse::<PostId>().ok()),
        )
    });
    layout::page(async move {
        let query = PostQuery {
            creator: Some(handle.clone()),
            made_of: kind.map(|kind| kind.as_str().to_owned()),
            shows: (part == Part::Media && kind.is_none()).then_some(true),
            sells: (part == Part::Shop).then_some(true),
            limit: Some(if part == Part::About { 1 } else { 12 }),
            cursor: cursor.clone(),
            ..Default::default()
        };
        let pinned = async {
            match handle.parse() {
                Ok(handle) if part == Part::Posts && cursor.is_none() => posts::api::pinned(handle).await,
                _ => Ok(Vec::new()),
            }
        };
        let trial = async {
            match (handle.parse(), &code) {
                (Ok(handle), Some(code)) => payments::api::trial(handle, code.clone()).await,
                _ => Ok(None),
            }
        };
        let (creator, posts, pinned, trial) =
            join!(api::get(handle.clone()), feed::api::posts(query), pinned, trial);
        let creator = creator?;
        // Under a handle of before, or written in another way.
        if creator.card.handle.as_str() != handle {
            moved_to(&format!("/{}", creator.card.handle));
            return Err(Instead::Elsewhere);
        }
        if creator.card.category == Category::Intimate && !creator.mine && !use_request().settings.adult {
            return Err(Instead::AgeGate);
        }
        let (posts, pinned, trial) = (posts?, pinned?, trial?);
        Ok(view! { <Creator creator part kind days code trial posts pinned from deleted/> })
    })
}

#[component]
fn Creator(
    creator: CreatorView,
    part: Part,
    kind: Option<PostKind>,
    days: u32,
    code: Option<String>,
    trial: Option<TrialView>,
    posts: Page<PostView>,
    pinned: Vec<PostView>,
    from: u64,
    /// A post of theirs that they deleted just now.
    deleted: Option<PostId>,
) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let path = format!("/{}", creator.card.handle);
    let next = posts.next_cursor.as_deref().map(|cursor| {
        let from = feed::view_model::next_from(from, posts.items.len());
        with_query(
            &path,
            &[
                ("tab", part.name()),
                ("kind", kind.map(PostKind::as_str)),
                ("cursor", Some(cursor)),
                ("from", Some(&from)),
            ],
        )
    });
    let bar = invites(&creator)
        .then(|| creator.card.from_amount())
        .flatten()
        .map(|price| {
            view! {
                <p class="reach">
                    <a class="button primary" href="#tiers">
                        {lang.subscribe_from(price)}
                    </a>
                    <TipButton
                        lang
                        to=TipTo::creator(&creator.card.handle)
                        name=creator.card.name.clone()
                        class="button".to_owned()
                        signed_in=request.signed_in()
                        usdc=request.usdc
                    />
                </p>
            }
        });
    let tab = |to: Part, name| Tab {
        name,
        // To the part itself: a phone would show the same head again.
        href: format!("{}#work", with_query(&path, &[("tab", to.name())])),
        current: part == to,
    };
    let begin = request
        .viewer
        .clone()
        .filter(|me| creator.mine && steps(me, &creator).iter().any(|(_, done)| !done))
        .map(|me| view! { <FirstSteps lang me creator=creator.clone()/> });
    let shop = creator.shop.then(|| tab(Part::Shop, lang.tab_shop()));
    let tabs = [
        Some(tab(Part::Posts, lang.tab_posts())),
        Some(tab(Part::Media, lang.tab_media())),
        shop,
        Some(tab(Part::About, lang.tab_about())),
    ];
    let tabs = tabs.into_iter().flatten().collect();
    let content = match part {
        Part::Posts => {
            EitherOf4::A(view! { <Posts lang name=creator.card.name.clone() pinned posts from next/> })
        }
        Part::Media => {
            let kinds = view_model::kinds(lang, &path, kind);
            EitherOf4::B(view! { <Media lang kinds posts=posts.items next/> })
        }
        Part::Shop if posts.items.is_empty() => EitherOf4::C(view! { <Empty text=lang.shop_empty()/> }),
        // As cards, which tell what each costs.
        Part::Shop => {
            EitherOf4::A(view! { <Posts lang name=creator.card.name.clone() pinned posts from next/> })
        }
        Part::About => EitherOf4::D(view! { <About lang creator=creator.clone()/> }),
    };
    let at = |days: u32| {
        let days = (days != PRICED_DAYS).then(|| days.to_string());
        let address = with_query(&path, &[("tab", part.name()), ("days", days.as_deref())]);
        format!("{address}#tiers")
    };
    let periods = view_model::periods(lang, &creator, days, at);
    let undo = deleted
        .filter(|_| creator.mine)
        .map(|id| view! { <Undo lang id/> });
    let image = format!("/{}/card.jpg", creator.card.handle);
    let feed = format!("/{}/rss", creator.card.handle);
    view! {
        <PageHead
            title=lang.name_and_handle(&creator.card.name, creator.card.handle.as_str())
            description=Some(creator.card.bio.clone())
            canonical=Some(path)
            kind="profile"
            image=Some(image)
            embeds=true
        />
        <Feed lang address=feed/>
        {undo}
        <Cover cover=creator.card.cover.clone()/>
        <div class="profile">
            <Intro lang creator=creator.clone()/>
            <Tiers lang creator days code trial periods signed_in=request.signed_in()/>
            <section class="profile-posts" id="work" aria-label=lang.posts_title()>
                {begin}
                <Tabs label=lang.profile_parts() tabs/>
                {content}
            </section>
        </div>
        {bar}
    }
}

/// A post was deleted, and can be put back.
#[component]
fn Undo(lang: Lang, id: PostId) -> impl IntoView {
    view! {
        <form class="notice actions" method="post" action=format!("/post/{id}/restore") role="status">
            {lang.post_deleted()}
            <button class="button">{lang.post_undo()}</button>
        </form>
    }
}

/// The posts, those that are pinned first.
#[component]
fn Posts(
    lang: Lang,
    name: String,
    pinned: Vec<PostView>,
    posts: Page<PostView>,
    from: u64,
    next: Option<String>,
) -> impl IntoView {
    let empty = posts
        .items
        .is_empty()
        .then(|| view! { <Empty text=lang.no_posts_yet()/> });
    let pinned = (!pinned.is_empty()).then(|| {
        let tiles = pinned
            .into_iter()
            .map(|post| view! { <PostTile lang post/> })
            .collect_view();
        view! {
            <section class="pinned" aria-labelledby="pinned-title">
                <h2 id="pinned-title">
                    <Icon glyph=Glyph::Pin/>
                    {lang.pinned()}
                </h2>
                <div class="tiles">{tiles}</div>
            </section>
        }
    });
    view! {
        {pinned}
        {empty}
        <feed::PostList lang now=use_request().now label=lang.posts_of(&name) page=posts from next/>
    }
}

/// The posts that show or play something, by their pictures.
#[component]
fn Media(lang: Lang, kinds: Vec<Chip>, posts: Vec<PostView>, next: Option<String>) -> impl IntoView {
    let empty = posts
        .is_empty()
        .then(|| view! { <Empty text=lang.nothing_to_see()/> });
    let tiles = posts
        .into_iter()
        .map(|post| view! { <PostTile lang post/> })
        .collect_view();
    view! {
        <Chips label=lang.media_filter() chips=kinds/>
        {empty}
        <div class="tiles">{tiles}</div>
        <NextPage lang href=next/>
    }
}

/// Where the number of followers is told as it changes.
fn followers_live(creator: UserId) -> String {
    format!("{} followers words", Topic::Creator(creator))
}

/// What the creator says, since when they are here, and whom they follow.
#[component]
fn About(lang: Lang, creator: CreatorView) -> impl IntoView {
    let card = creator.card;
    let words = if card.bio.is_empty() {
        lang.about_empty().to_owned()
    } else {
        card.bio
    };
    view! {
        <div class="about">
            <p class="bio">{words}</p>
            <ul class="facts">
                <li>{lang.joined_on(&lang.date(creator.joined_at))}</li>
                <li>
                    <a href=format!("/{}/followers", card.handle) data-count-of=followers_live(card.id)>
                        {lang.followers_count(card.counts.followers)}
                    </a>
                </li>
                <li>
                    <a href=format!("/{}/following", card.handle)>{lang.following_link()}</a>
                </li>
                <li>
                    <a href=format!("/{}/rss", card.handle)>{lang.rss()}</a>
                </li>
            </ul>
        </div>
    }
}

/// Tells programs that read feeds where this one is.
#[component]
fn Feed(lang: Lang, address: String) -> impl IntoView {
    // A page that waited for its data is written out of reach of any context, where this would find no head.
    OwnedView::new(view! {
        <HeadLink rel="alternate" type_="application/rss+xml" title=lang.posts_title() href=address/>
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
fn Intro(lang: Lang, creator: CreatorView) -> impl IntoView {
    let CreatorView {
        card,
        subscribers,
        links,
        mine,
        ..
    } = creator;
    let report = (!mine).then(|| {
        view! { <ReportLink lang kind=ReportKind::User target=card.handle.to_string()/> }
    });
    let follow = (!mine).then(|| {
        view! { <FollowButton lang handle=card.handle.clone() on=card.following opens=true/> }
    });
    let write = (!mine && use_request().signed_in())
        .then(|| view! { <WriteTo lang handle=card.handle.to_string()/> });
    let tip = (!mine).then(|| {
        view! {
            <TipButton
                lang
                to=TipTo::creator(&card.handle)
                name=card.name.clone()
                class="button".to_owned()
                signed_in=use_request().signed_in()
                usdc=use_request().usdc
            />
        }
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
                <li>
                    <a href=format!("/{}/followers", card.handle) data-count-of=followers_live(card.id)>
                        {lang.followers_count(card.counts.followers)}
                    </a>
                </li>
                <li>{lang.subscribers_count(subscribers)}</li>
            </ul>
            <Links lang links/>
            <div class="actions">{follow} {write} {tip} {report}</div>
        </header>
    }
}

/// Places elsewhere. Where they lead is the creator's word, so search engines are told not to take it for ours, and the
/// place does not learn which page one came from.
#[component]
fn Links(lang: Lang, links: Vec<Link>) -> impl IntoView {
    if links.is_empty() {
        return None;
    }
    let lines = links
        .into_iter()
        .map(|link| {
            view! {
                <li>
                    <a href=link.to_string() target="_blank" rel="nofollow ugc noopener noreferrer">
                        <Icon glyph=Glyph::Outside/>
                        {link.short().to_owned()}
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <ul class="links" aria-label=lang.links_label()>
            {lines}
        </ul>
    })
}

/// The tiers, and in words that none of them renews by itself.
#[component]
fn Tiers(
    lang: Lang,
    creator: CreatorView,
    days: u32,
    code: Option<String>,
    trial: Option<TrialView>,
    periods: Vec<Chip>,
    signed_in: bool,
) -> impl IntoView {
    if creator.tiers.is_empty() {
        return None;
    }
    let (mine, running) = (creator.mine, creator.card.subscription);
    // Without a button in it, only its own focus lets keys scroll it.
    let scrolled = mine.then_some("0");
    let (handle, name, currency) = (creator.card.handle, creator.card.name, creator.card.currency);
    let here = format!("/{handle}");
    // A code for free days takes nothing off, so no order is to be made with it.
    let taken_off = code.clone().filter(|_| trial.is_none());
    let cards = creator
        .tiers
        .into_iter()
        .filter_map(|tier| {
            let period = tier.periods.iter().copied().find(|period| period.days == days)?;
            let trial = trial.clone().filter(|one| one.trial.tier == tier.level);
            Some(view! {
                <TierCard
                    lang
                    tier
                    period
                    handle=handle.clone()
                    creator=name.clone()
                    currency
                    code=taken_off.clone()
                    trial
                    mine
                    running
                    signed_in
                />
            })
        })
        .collect_view();
    Some(view! {
        <aside class="tiers" id="tiers" aria-labelledby="tiers-title" tabindex=scrolled>
            <h2 id="tiers-title">{lang.subscribe()}</h2>
            <Chips label=lang.period_label() chips=periods/>
            <ul class="tier-list">{cards}</ul>
            {(!mine)
                .then(|| {
                    let gift = format!("{here}/gift");
                    view! {
                        <CodeField lang code=code.clone() gives_days=trial.is_some() path=here/>
                        <p class="fine">
                            <a href=gift>{lang.gift_title()}</a>
                        </p>
                    }
                })}
            <p class="fine">{lang.no_renewal()}</p>
        </aside>
    })
}
