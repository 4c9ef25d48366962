//! Feeds of many creators: of the whole site, as a visitor has it, and of what one person follows and subscribes to, at an address that
//! is theirs alone. What may be read is decided at each request, and what is locked is not in it.

use super::{
    errors::Failure,
    extract::PathPart,
    syndication::{ITEMS, item},
};
use crate::state::AppState;
use axum::{
    extract::State,
    http::{HeaderName, header},
    response::IntoResponse,
};
use domain::{Viewer, feed, identity};
use rss::Channel;
use shared::{
    Code,
    posts::{PostQuery, PostView},
    text::Lang,
};

const RSS: &str = "application/rss+xml; charset=utf-8";

fn channel(origin: &str, (title, link, description): (String, String, &str), posts: Vec<PostView>) -> String {
    let channel = Channel {
        title,
        link,
        description: description.to_owned(),
        last_build_date: posts.first().map(|post| post.published_at.rfc2822()),
        items: posts.into_iter().map(|post| item(origin, post)).collect(),
        ..Channel::default()
    };
    channel.to_string()
}

fn answer(cache: &'static str, words: String) -> ([(HeaderName, &'static str); 2], String) {
    (
        [(header::CONTENT_TYPE, RSS), (header::CACHE_CONTROL, cache)],
        words,
    )
}

/// `GET /rss`: the newest posts of the site as RSS 2.0, without what is Intimate.
pub async fn site(State(state): State<AppState>) -> Result<impl IntoResponse, Failure> {
    let query = PostQuery {
        limit: Some(ITEMS),
        ..PostQuery::default()
    };
    let posts = feed::posts(&state.domain, &Viewer::Visitor, &query).await?;
    let (lang, origin) = (Lang::En, &state.config.origin);
    let about = (
        lang.site_feed_title().to_owned(),
        format!("{origin}/feed"),
        lang.site_description(),
    );
    Ok(answer("public, max-age=300", channel(origin, about, posts.items)))
}

/// `GET /rss/{key}`: what whoever has this key follows and subscribes to, each post as they may read it now.
pub async fn own(
    State(state): State<AppState>,
    PathPart(key): PathPart<String>,
) -> Result<impl IntoResponse, Failure> {
    let person = identity::feed_reader(&state.domain, &key).await?;
    let person = person.ok_or(Code::NotFound)?;
    let lang = person.settings.lang.unwrap_or_default();
    let name = person.name.clone();
    let viewer = Viewer::Person(Box::new(person));
    let posts = feed::reading(&state.domain, &viewer, ITEMS).await?;
    let origin = &state.config.origin;
    let about = (
        lang.feed_title(&name),
        format!("{origin}/feed?show=following"),
        lang.own_feed_description(),
    );
    Ok(answer("private, no-store", channel(origin, about, posts)))
}
