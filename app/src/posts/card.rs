//! A post in a list: a card of the feed, or a tile with little but its picture. One link opens it; nothing
//! here needs JavaScript.

use super::{
    gallery::parted,
    goods_model::{goods_line, is_told},
    lock::LockCall,
    view_model::{covers, excerpt, inside, mosaic, poll_line},
};
use crate::{
    engagement::PostActs,
    kit::{Avatar, Glyph, Icon, Moment},
    layout::shorten,
    media::{Picture, Place, Player, Veil, Waveform, uncovered},
    moderation::ReportLink,
    request::use_request,
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use shared::{
    Timestamp,
    media::{MediaKind, MediaView, Playable, Preview, clock},
    moderation::ReportKind,
    posts::{AccessKind, PostKind, PostView},
    text::Lang,
};

/// Where a card stands in its whole list.
#[derive(Clone, Copy, Debug)]
pub struct Position {
    /// From 1.
    pub index: u64,
    pub of: u64,
}

const FEED_SIZES: &str = "(min-width: 720px) 640px, 100vw";
const HALF_SIZES: &str = "(min-width: 720px) 320px, 50vw";

/// A post as an article of a feed.
#[component]
pub fn PostCard(
    lang: Lang,
    now: Timestamp,
    post: PostView,
    position: Position,
    /// What the list itself adds to each.
    #[prop(optional_no_strip)]
    below: Option<AnyView>,
) -> impl IntoView {
    let href = format!("/post/{}", post.id);
    let title_id = format!("t{}", position.index);
    let text = shorten(&excerpt(&post), 280);
    let labelled_by = title_id.clone();
    let first = position.index == 1;
    let pictures = post.contents.pictures;
    let lock = post.locked.then(|| LockCall::of(lang, &post, now));
    let acts = view! { <PostActs lang post=&post/> };
    let report =
        (!post.mine).then(|| view! { <ReportLink lang kind=ReportKind::Post target=post.id.to_string()/> });
    let covers = covers(&post, use_request().settings.sensitive);
    // What its author shows to everybody stands in place of the blur, and the way in below it.
    let shows_some = !post.samples.is_empty();
    let shown = post.media.or(shows_some.then_some(post.samples));
    let media = match (shown, post.preview) {
        (Some(media), _) if !media.is_empty() => {
            let media = open_media(lang, media, href.clone(), post.title.clone(), first);
            Some(Either::Left(uncovered(lang, covers, media)))
        }
        (None, Some(preview)) => {
            // One wide blur stands for a mosaic: what is in the other pictures is not told.
            let mosaic = post.kind != PostKind::Video && pictures > 1;
            Some(Either::Right(locked_pictures(
                preview,
                mosaic,
                href.clone(),
                lock.clone(),
            )))
        }
        _ => None,
    };
    let poll = post.poll.as_ref().map(|poll| {
        view! {
            <a class="poll-door" href=format!("{href}#poll")>
                <Icon glyph=Glyph::Poll/>
                {poll_line(lang, poll, now)}
            </a>
        }
    });
    let goods = post.goods.as_ref().filter(|goods| is_told(goods)).map(|goods| {
        view! {
            <a class="poll-door" href=format!("{href}#goods") data-testid="goods-line">
                <Icon glyph=Glyph::Bag/>
                {goods_line(lang, goods, now)}
            </a>
        }
    });
    // Without a picture to lie on, the way in stands below the text.
    let lock_line = (media.is_none() || shows_some).then_some(lock).flatten();
    view! {
        <article
            class="card"
            id=format!("p-{}", post.id)
            tabindex="-1"
            aria-posinset=position.index
            aria-setsize=position.of
            aria-labelledby=labelled_by
        >
            <header class="byline">
                <a class="who" href=format!("/{}", post.creator.handle)>
                    <Avatar name=post.creator.name.clone() src=post.creator.avatar/>
                    <b>{post.creator.name}</b>
                </a>
                <span class="when">
                    <Moment lang at=post.published_at now/>
                </span>
                {access_mark(lang, post.access, post.locked)}
            </header>
            {media}
            <h2 id=title_id>
                <a href=href.clone()>{post.title}</a>
            </h2>
            {(!text.is_empty()).then(|| view! { <p class="excerpt">{text}</p> })}
            {lock_line.map(|lock| view! { <a class="lock-line" href=href>{lock.view()}</a> })}
            {poll}
            {goods}
            <footer class="acts">{acts} {report}</footer>
            {below}
        </article>
    }
    // Behind a pointer: twenty of these are moved about as a list.
    .into_any()
}

/// What is played, and below it the pictures.
fn open_media(
    lang: Lang,
    media: Vec<MediaView>,
    href: String,
    title: String,
    first: bool,
) -> impl IntoView + use<> {
    let (played, pictures) = parted(media);
    let players = played
        .into_iter()
        .map(|media| view! { <Player lang media place=Place::List/> })
        .collect_view();
    let pictures = (!pictures.is_empty()).then(|| open_pictures(pictures, href, title, first));
    view! {
        {players}
        {pictures}
    }
}

/// Up to four pictures, and how many more there are.
fn open_pictures(media: Vec<MediaView>, href: String, title: String, first: bool) -> impl IntoView + use<> {
    let count = media.len();
    let sizes = if count > 1 { HALF_SIZES } else { FEED_SIZES };
    let more = count.saturating_sub(4);
    // The pictures speak for themselves; the link needs a name only where none of them does.
    let name = media.iter().all(|media| media.alt.is_empty()).then_some(title);
    let pictures = media
        .into_iter()
        .take(4)
        .enumerate()
        .map(|(index, media)| view! { <Picture media sizes first=first && index == 0/> })
        .collect_view();
    view! {
        <a class=mosaic(count) href=href aria-label=name tabindex="-1">
            {pictures}
            {(more > 0).then(|| view! { <span class="more-pictures" aria-hidden="true">"+" {more}</span> })}
        </a>
    }
}

/// The blur in the shape the pictures will have, with the way in on it.
fn locked_pictures(
    preview: Preview,
    mosaic: bool,
    href: String,
    lock: Option<LockCall>,
) -> impl IntoView + use<> {
    let class = if mosaic {
        "pictures mosaic locked"
    } else {
        "pictures locked"
    };
    view! {
        <a class=class href=href>
            <Veil preview/>
            {lock.map(|lock| view! { <span class="lock">{lock.view()}</span> })}
        </a>
    }
}

/// Says of a paid post that it is one; on a locked one the way in says it.
fn access_mark(lang: Lang, access: AccessKind, locked: bool) -> Option<impl IntoView + use<>> {
    let name = match access {
        AccessKind::Public => return None,
        AccessKind::Followers => lang.followers_only(),
        AccessKind::Tier | AccessKind::Price | AccessKind::TierOrPrice => lang.paid(),
    };
    Some(view! {
        <span class="access">
            {locked.then(|| view! { <Icon glyph=Glyph::Lock/> })} {name}
        </span>
    })
}

/// What stands where a tile has no picture: the text; of a poll without one, its answers, as the title asks.
fn tile_words(post: &PostView) -> String {
    match &post.poll {
        Some(poll) if excerpt(post).is_empty() => {
            let answers: Vec<&str> = poll.options.iter().map(|option| option.text.as_str()).collect();
            shorten(&answers.join(" · "), 140)
        }
        _ => shorten(&excerpt(post), 140),
    }
}

/// Says what an open post is, where that is not one picture: how long its film or sound takes, or how many pictures there are.
fn tile_mark(lang: Lang, post: &PostView) -> Option<impl IntoView + use<>> {
    let lasts = post.contents.milliseconds.map(clock);
    let (glyph, what, number) = match post.kind {
        PostKind::Video => (Glyph::Play, lang.film().to_owned(), lasts),
        PostKind::Audio => (Glyph::Sound, lang.sound().to_owned(), lasts),
        PostKind::Image if post.contents.pictures > 1 => {
            let count = u64::from(post.contents.pictures);
            (
                Glyph::Pictures,
                lang.pictures_count(count),
                Some(lang.number(count)),
            )
        }
        PostKind::Image | PostKind::Text => return None,
    };
    // A number of pictures is said whole.
    let seen_alone = post.kind == PostKind::Image;
    Some(view! {
        <span class="tile-mark">
            <Icon glyph/>
            <span class="unseen">{what}</span>
            {number.map(|number| view! { <span aria-hidden=seen_alone.then_some("true")>{number}</span> })}
        </span>
    })
}

/// A post as a picture with its name: for places where a few works stand side by side.
#[component]
pub fn PostTile(lang: Lang, post: PostView) -> impl IntoView {
    let href = format!("/post/{}", post.id);
    let inside = inside(lang, post.kind, post.contents);
    let covered = covers(&post, use_request().settings.sensitive);
    let words = tile_words(&post);
    let mark = (!post.locked).then(|| tile_mark(lang, &post));
    let media = post.media.unwrap_or_default();
    let heard = media
        .iter()
        .find(|media| media.kind == MediaKind::Audio)
        .and_then(|media| media.playable.as_ref())
        .map(Playable::loudness);
    let seen = media
        .into_iter()
        .find(|media| covered.is_none() && media.has_picture());
    let picture = match (seen, post.preview, heard) {
        (Some(media), ..) => Some(EitherOf3::A(
            view! { <Picture media sizes="(min-width: 720px) 360px, 50vw"/> },
        )),
        (None, Some(preview), _) => Some(EitherOf3::B(view! { <Veil preview/> })),
        (None, None, Some(loudness)) => Some(EitherOf3::C(view! {
            <span class="tile-sound">
                <Waveform loudness/>
            </span>
        })),
        _ => None,
    };
    let text = picture
        .is_none()
        .then(|| view! { <span class="tile-text">{words}</span> });
    view! {
        <a class="tile" href=href>
            {picture}
            {text}
            <span class="tile-words">
                <b>{post.title}</b>
                <span>{post.creator.name}</span>
            </span>
            {mark}
            {post
                .locked
                .then(|| {
                    view! {
                        <span class="tile-lock">
                            <Icon glyph=Glyph::Lock/>
                            {inside}
                        </span>
                    }
                })}
        </a>
    }
}
