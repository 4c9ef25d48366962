//! For readers that are programs: a creator's posts as RSS, and what there is to index. They get what a visitor gets, so
//! of a locked post its title and teaser.

use super::{
    errors::Failure,
    extract::{PathPart, Query},
};
use crate::state::AppState;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, header},
    response::IntoResponse,
};
use domain::{
    Viewer, creators,
    feed::{self, sitemap},
    posts,
};
use quick_xml::escape::escape;
use rss::{Category, Channel, Guid, Image, Item};
use serde::Deserialize;
use serde_json::json;
use shared::{
    Code, Refusal,
    creators::Category as Subject,
    ids::PostId,
    posts::{PostQuery, PostView},
    text::Lang,
};
use std::fmt::Write;

/// Posts in one feed.
pub(super) const ITEMS: u32 = 30;

type Headers = [(HeaderName, &'static str); 2];

/// What is the same for everybody and may be a little old.
fn public(kind: &'static str) -> Headers {
    [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ]
}

/// `GET /{handle}/rss`: a creator's newest posts as RSS 2.0.
pub async fn rss(
    State(state): State<AppState>,
    PathPart(handle): PathPart<String>,
) -> Result<impl IntoResponse, Failure> {
    let creator = creators::get(&state.domain, &Viewer::Visitor, &handle)
        .await?
        .card;
    let query = PostQuery {
        creator: Some(creator.handle.to_string()),
        limit: Some(ITEMS),
        ..PostQuery::default()
    };
    let posts = feed::posts(&state.domain, &Viewer::Visitor, &query).await?;
    let origin = &state.config.origin;
    let page = format!("{origin}/{}", creator.handle);
    let channel = Channel {
        title: creator.name.clone(),
        link: page.clone(),
        description: creator.bio,
        last_build_date: posts.items.first().map(|post| post.published_at.rfc2822()),
        image: creator.avatar.map(|avatar| Image {
            url: format!("{origin}{avatar}"),
            title: creator.name,
            link: page,
            ..Image::default()
        }),
        items: posts.items.into_iter().map(|post| item(origin, post)).collect(),
        ..Channel::default()
    };
    Ok((public("application/rss+xml; charset=utf-8"), channel.to_string()))
}

/// A post as an item, with what its view has.
pub(super) fn item(origin: &str, post: PostView) -> Item {
    let link = format!("{origin}/post/{}", post.id);
    Item {
        title: Some(post.title),
        link: Some(link.clone()),
        guid: Some(Guid {
            value: link,
            permalink: true,
        }),
        pub_date: Some(post.published_at.rfc2822()),
        // Readers take descriptions for HTML; these are words.
        description: Some(
            escape(
                post.body
                    .map_or(post.teaser, |body| shared::markdown::plain(&body)),
            )
            .into_owned(),
        ),
        categories: vec![Category {
            name: Lang::En.category(post.category).to_owned(),
            domain: None,
        }],
        ..Item::default()
    }
}

/// `GET /robots.txt`
pub async fn robots(State(state): State<AppState>) -> impl IntoResponse {
    let text = format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /rpc\n\nSitemap: {}/sitemap.xml\n",
        state.config.origin
    );
    (public("text/plain; charset=utf-8"), text)
}

const XML: &str = "application/xml; charset=utf-8";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A document of these places, each an address with the day it last changed. `of` is `urlset url` or
/// `sitemapindex sitemap`.
fn document(of: (&str, &str), places: impl Iterator<Item = (String, Option<String>)>) -> String {
    let (root, entry) = of;
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">\n");
    for (address, changed) in places {
        let address = escape(&address);
        let changed = changed
            .map(|at| format!("<lastmod>{at}</lastmod>"))
            .unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "<{entry}><loc>{address}</loc>{changed}</{entry}>");
    }
    let _ = writeln!(out, "</{root}>");
    out
}

/// `GET /sitemap.xml`: where the pieces are.
pub async fn sitemap_index(State(state): State<AppState>) -> Result<impl IntoResponse, Failure> {
    let (creators, posts) = sitemap::pieces(&state.domain).await?;
    let origin = &state.config.origin;
    let pieces = std::iter::once("pages".to_owned())
        .chain((0..creators).map(|piece| format!("creators-{piece}")))
        .chain((0..posts).map(|piece| format!("posts-{piece}")))
        .map(|piece| (format!("{origin}/sitemap/{piece}"), None));
    Ok((public(XML), document(("sitemapindex", "sitemap"), pieces)))
}

/// `GET /sitemap/{piece}`: `pages`, or a piece of `creators` or `posts`, as `posts-0`.
pub async fn sitemap_piece(
    State(state): State<AppState>,
    PathPart(piece): PathPart<String>,
) -> Result<impl IntoResponse, Failure> {
    let origin = &state.config.origin;
    let at = |path: String| format!("{origin}{path}");
    let places: Vec<(String, Option<String>)> = match piece.split_once('-') {
        None if piece == "pages" => {
            let categories = Subject::ALL
                .iter()
                .filter(|subject| **subject != Subject::Intimate)
                .map(|subject| subject.as_str());
            let listed = categories
                .flat_map(|name| [format!("/category/{name}"), format!("/creators?category={name}")]);
            let plain = ["/", "/feed", "/creators"].map(str::to_owned);
            plain
                .into_iter()
                .chain(listed)
                .map(|path| (at(path), None))
                .collect()
        }
        Some(("creators", number)) => sitemap::creators(&state.domain, counted(number)?)
            .await?
            .into_iter()
            .map(|handle| (at(format!("/{handle}")), None))
            .collect(),
        Some(("posts", number)) => sitemap::posts(&state.domain, counted(number)?)
            .await?
            .into_iter()
            .map(|(id, changed)| (at(format!("/post/{id}")), Some(changed.rfc3339())))
            .collect(),
        _ => return Err(Code::NotFound.into()),
    };
    if places.is_empty() {
        return Err(Code::NotFound.into());
    }
    Ok((public(XML), document(("urlset", "url"), places.into_iter())))
}

/// The number of a piece, as it is written in the index.
fn counted(number: &str) -> Result<u64, Code> {
    number
        .parse()
        .ok()
        .filter(|piece: &u64| piece.to_string() == number && *piece < 1_000_000)
        .ok_or(Code::NotFound)
}

/// What is asked of oEmbed.
#[derive(Debug, Deserialize)]
pub struct Embed {
    url: String,
    #[serde(default)]
    format: Option<String>,
}

/// `GET /oembed?url=…`: a post or a creator as a link with a picture, for pages that show what is behind an address.
/// <https://oembed.com>
pub async fn oembed(
    State(state): State<AppState>,
    Query(asked): Query<Embed>,
) -> Result<impl IntoResponse, Failure> {
    if asked.format.as_deref().is_some_and(|format| format != "json") {
        // The specification's own answer to a format that is not offered.
        return Err(Refusal::field("format", Lang::format_json).into());
    }
    let origin = state.config.origin.as_str();
    let path = asked.url.strip_prefix(origin).unwrap_or(&asked.url);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let shown = match path.strip_prefix("/post/") {
        Some(id) => {
            let id = PostId(id.parse().map_err(|_| Code::NotFound)?);
            let post = posts::get(&state.domain, &Viewer::Visitor, id).await?;
            Shown {
                picture: app::posts::view_model::public_picture(&post),
                title: post.title,
                author: post.creator.name,
                handle: post.creator.handle.to_string(),
            }
        }
        None => {
            let handle = path.strip_prefix('/').ok_or(Code::NotFound)?;
            let card = creators::get(&state.domain, &Viewer::Visitor, handle).await?.card;
            Shown {
                picture: card.avatar,
                title: card.name.clone(),
                author: card.name,
                handle: card.handle.to_string(),
            }
        }
    };
    Ok((
        [(header::CACHE_CONTROL, "public, max-age=300")],
        axum::Json(json!({
            "version": "1.0",
            "type": "link",
            "provider_name": "Fonana",
            "provider_url": origin,
            "title": shown.title,
            "author_name": shown.author,
            "author_url": format!("{origin}/{}", shown.handle),
            "thumbnail_url": shown.picture.map(|picture| format!("{origin}{picture}")),
        })),
    ))
}

struct Shown {
    title: String,
    author: String,
    handle: String,
    /// The path of a picture that everybody may see.
    picture: Option<String>,
}

/// `GET /manifest.webmanifest`: what a device needs to keep the site among its programs.
/// <https://www.w3.org/TR/appmanifest/>
pub async fn manifest(State(state): State<AppState>, headers: HeaderMap) -> impl IntoResponse {
    let asked = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let lang = asked.map_or(Lang::default(), Lang::accepted);
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| {
        json!({
            "src": format!("{}/assets/{name}", state.assets.root()),
            "sizes": sizes,
            "type": kind,
            "purpose": purpose,
        })
    };
    let icons = [
        icon("favicon.svg", "any", "image/svg+xml", "any"),
        icon("icon-192.png", "192x192", "image/png", "any"),
        icon("icon-512.png", "512x512", "image/png", "any"),
        icon("icon-maskable-512.png", "512x512", "image/png", "maskable"),
    ];
    let manifest = json!({
        "id": "/",
        "name": lang.site_name(),
        "short_name": lang.site_name(),
        "description": lang.site_description(),
        "lang": lang.tag(),
        "start_url": "/feed",
        "scope": "/",
        "display": "standalone",
        "icons": icons,
    });
    (
        [
            (header::CONTENT_TYPE, "application/manifest+json"),
            (header::CACHE_CONTROL, "public, max-age=300"),
            (header::VARY, "accept-language"),
        ],
        manifest.to_string(),
    )
}
