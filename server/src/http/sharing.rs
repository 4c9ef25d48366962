//! The pictures that others show with a link to us. They are made of what a visitor gets, so of a locked post there is a
//! blur, its title and its price, and of what is Intimate no picture at all.

use super::{errors::Failure, extract::PathPart};
use crate::{
    pictures::{Backdrop, Card},
    state::AppState,
};
use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderName, header},
};
use domain::{Viewer, creators, posts};
use shared::{creators::Category, ids::PostId, posts::PostView, text::Lang};

type Picture = ([(HeaderName, &'static str); 2], Bytes);

async fn picture(state: &AppState, card: Card) -> Result<Picture, Failure> {
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        // Titles and prices change.
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    Ok((headers, state.cards.get(&state.domain, card).await?))
}

/// Pixels of the picture behind the words, at the least.
const WIDE: u32 = 1080;

fn behind(post: &PostView) -> Backdrop {
    match (&post.media, &post.preview) {
        _ if post.category == Category::Intimate => Backdrop::Plain,
        (Some(media), _) if !media.is_empty() => Backdrop::Picture(media[0].url_for(WIDE).to_owned()),
        (None, Some(preview)) => Backdrop::Blur(preview.blur.clone()),
        _ => Backdrop::Plain,
    }
}

/// `GET /post/{id}/card.jpg`
pub async fn post(State(state): State<AppState>, PathPart(id): PathPart<PostId>) -> Result<Picture, Failure> {
    let post = posts::get(&state.domain, &Viewer::Visitor, id).await?;
    let lock = post.locked.then(|| match (post.amount(), post.tier) {
        (Some(price), _) => price.to_string(),
        (None, Some(tier)) => Lang::En.tier(tier).to_owned(),
        (None, None) => Lang::En.followers_only().to_owned(),
    });
    let card = Card {
        backdrop: behind(&post),
        title: post.title,
        line: post.creator.name,
        quiet: Some(format!("@{}", post.creator.handle)),
        face: post.creator.avatar,
        lock,
    };
    picture(&state, card).await
}

/// `GET /{handle}/card.jpg`
pub async fn creator(
    State(state): State<AppState>,
    PathPart(handle): PathPart<String>,
) -> Result<Picture, Failure> {
    let creator = creators::get(&state.domain, &Viewer::Visitor, &handle)
        .await?
        .card;
    let cover = creator.cover.filter(|_| creator.category != Category::Intimate);
    let card = Card {
        title: creator.name,
        line: format!("@{}", creator.handle),
        quiet: Some(Lang::En.category(creator.category).to_owned()),
        face: creator.avatar,
        backdrop: cover.map_or(Backdrop::Plain, |cover| {
            Backdrop::Picture(cover.url_for(WIDE).to_owned())
        }),
        lock: None,
    };
    picture(&state, card).await
}

/// `GET /card.jpg`: for every other page.
pub async fn site(State(state): State<AppState>) -> Result<Picture, Failure> {
    let card = Card {
        title: Lang::En.hero_title().to_owned(),
        line: state.config.domain.clone(),
        quiet: None,
        face: None,
        backdrop: Backdrop::Plain,
        lock: None,
    };
    picture(&state, card).await
}
