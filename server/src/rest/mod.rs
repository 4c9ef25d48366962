//! The REST doors, one file a noun: extractors, one call into the domain, an answer. The OpenAPI document is
//! made from them, so it cannot lag behind.

mod auth;
mod books;
mod broadcasts;
mod cases;
mod collections;
mod comments;
mod creators;
mod drafts;
mod engagement;
mod flash_sales;
mod goods;
pub mod health;
mod me;
mod media;
mod messages;
mod moderation;
mod notifications;
mod orders;
mod pay;
mod payouts;
mod posts;
mod pricing;
mod promotions;
mod reaching;
mod rpc;
mod search;
mod settings;
pub mod uploads;
mod webhooks;

use crate::{
    http::{errors, tus},
    pictures::FACE_LIMIT,
    state::AppState,
};
use axum::{
    Json, Router,
    extract::DefaultBodyLimit,
    http::{Method, header},
    middleware::from_fn,
    routing::any,
};
use serde::Deserialize;
use shared::media::{CAPTIONS_SIZE, POSTER_SIZE};
use std::sync::LazyLock;
use tower_http::cors::{self, CorsLayer};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouterExt},
    routes,
};

#[derive(OpenApi)]
#[openapi(
    paths(crate::realtime::open),
    components(schemas(shared::live::FromClient, shared::live::FromServer)),
    info(
        title = "Fonana",
        description = "Amounts are strings of base units (lamports). Times are RFC 3339. Errors are \
                       `application/problem+json` with a stable `code`, and a `detail` for people in the language of \
                       `Accept-Language`, English or Russian. Lists take `limit` and an opaque `cursor`."
    ),
    modifiers(&SignedIn)
)]
struct Document;

/// The two ways to be somebody.
struct SignedIn;

impl Modify for SignedIn {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(crate::http::session::ACCESS)));
        let bearer = SecurityScheme::Http(
            HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .bearer_format("JWT")
                .build(),
        );
        components.add_security_scheme("cookie", cookie);
        components.add_security_scheme("bearer", bearer);
    }
}

/// Which part of a list is asked for.
#[derive(Debug, Deserialize)]
struct Part {
    limit: Option<u32>,
    cursor: Option<String>,
}

fn documented() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(auth::challenge))
        .routes(routes!(auth::sign_in, auth::sign_out))
        .routes(routes!(auth::refresh))
        .routes(routes!(me::get, me::change))
        .routes(routes!(me::become_creator))
        .routes(routes!(me::ticket))
        .routes(routes!(me::change_tiers))
        .routes(routes!(payouts::ask, payouts::begin, payouts::cancel))
        .routes(routes!(me::bookmarks))
        .routes(routes!(me::set_avatar, me::remove_avatar).layer(DefaultBodyLimit::max(FACE_LIMIT)))
        .routes(routes!(me::set_cover, me::remove_cover).layer(DefaultBodyLimit::max(FACE_LIMIT)))
        .routes(routes!(collections::list, collections::make))
        .routes(routes!(collections::rename, collections::delete))
        .routes(routes!(collections::put, collections::take))
        .routes(routes!(settings::get, settings::change))
        .routes(routes!(settings::sessions, settings::end_others))
        .routes(routes!(settings::end))
        .routes(routes!(settings::export, settings::ask_export))
        .routes(routes!(settings::export_file))
        .routes(routes!(settings::leave, settings::stay))
        .routes(routes!(settings::handle))
        .routes(routes!(moderation::block, moderation::unblock))
        .routes(routes!(moderation::mute, moderation::unmute))
        .routes(routes!(moderation::report))
        .routes(routes!(search::find))
        .routes(routes!(search::suggest))
        .routes(routes!(creators::list))
        .routes(routes!(creators::get))
        .routes(routes!(creators::followers))
        .routes(routes!(creators::following))
        .routes(routes!(posts::list, posts::publish))
        .routes(routes!(posts::get, posts::change, posts::delete))
        .routes(routes!(posts::newer))
        .routes(routes!(posts::restore))
        .routes(routes!(posts::vote))
        .routes(routes!(goods::sell, goods::close))
        .routes(routes!(goods::bid))
        .routes(routes!(goods::bids))
        .routes(routes!(goods::sent))
        .routes(routes!(engagement::like, engagement::unlike))
        .routes(routes!(engagement::bookmark, engagement::unbookmark))
        .routes(routes!(engagement::follow, engagement::unfollow))
        .routes(routes!(engagement::like_comment, engagement::unlike_comment))
        .routes(routes!(comments::list, comments::write))
        .routes(routes!(comments::get, comments::change, comments::delete))
        .routes(routes!(orders::list, orders::create))
        .routes(routes!(orders::get))
        .routes(routes!(orders::transaction))
        .routes(routes!(orders::report))
        .routes(routes!(pay::offer, pay::transaction, pay::preflight).layer(for_wallets()))
        .routes(routes!(orders::subscriptions))
        .routes(routes!(orders::keep, orders::cancel))
        .routes(routes!(orders::sales))
        .routes(routes!(orders::receipt))
        .routes(routes!(orders::jwks))
        .routes(routes!(orders::referrals))
        .routes(routes!(cases::list))
        .routes(routes!(cases::settle))
        .routes(routes!(cases::grant))
        .routes(routes!(cases::refund, cases::send_back))
        .routes(routes!(cases::report))
        .routes(routes!(cases::all))
        .routes(routes!(promotions::list, promotions::make))
        .routes(routes!(promotions::stop))
        .routes(routes!(promotions::redeem))
        .routes(routes!(flash_sales::list, flash_sales::start))
        .routes(routes!(flash_sales::stop))
        .routes(routes!(notifications::list))
        .routes(routes!(notifications::unread))
        .routes(routes!(notifications::read))
        .routes(routes!(notifications::switches, notifications::switch))
        .routes(routes!(reaching::get, reaching::change))
        .routes(routes!(reaching::set_email, reaching::remove_email))
        .routes(routes!(reaching::look, reaching::act))
        .routes(routes!(
            reaching::devices,
            reaching::add_device,
            reaching::end_device
        ))
        .routes(routes!(reaching::make_feed, reaching::end_feed))
        .routes(routes!(messages::list, messages::open))
        .routes(routes!(messages::unread))
        .routes(routes!(messages::get))
        .routes(routes!(messages::history, messages::send))
        .routes(routes!(messages::read))
        .routes(routes!(messages::mute, messages::unmute))
        .routes(routes!(messages::change, messages::delete))
        .routes(routes!(messages::react, messages::unreact))
        .routes(routes!(broadcasts::list, broadcasts::begin))
        .routes(routes!(broadcasts::unsend))
        .routes(routes!(webhooks::list, webhooks::make))
        .routes(routes!(webhooks::change, webhooks::delete))
        .routes(routes!(webhooks::rotate))
        .routes(routes!(webhooks::ping))
        .routes(routes!(webhooks::deliveries))
        .routes(routes!(webhooks::redeliver))
        .routes(routes!(books::orders))
        .routes(routes!(books::sales))
        .routes(routes!(orders::revenue))
        .routes(routes!(pricing::get))
        .routes(routes!(uploads::spoken, uploads::create).layer(from_fn(tus::layer)))
        .routes(
            routes!(
                uploads::offset,
                uploads::get,
                uploads::append,
                uploads::meant,
                uploads::cancel
            )
            .layer(from_fn(tus::layer)),
        )
        .routes(routes!(uploads::small).layer(DefaultBodyLimit::max(uploads::FORM)))
        .routes(routes!(uploads::limits))
        .routes(routes!(media::get, media::change, media::remove))
        .routes(routes!(media::address))
        .routes(
            routes!(media::set_captions, media::remove_captions).layer(DefaultBodyLimit::max(CAPTIONS_SIZE)),
        )
        .routes(routes!(media::set_poster).layer(DefaultBodyLimit::max(POSTER_SIZE)))
        .routes(routes!(media::set_moment))
        .routes(routes!(drafts::list, drafts::create))
        .routes(routes!(drafts::get, drafts::save, drafts::delete))
        .routes(routes!(drafts::publish))
        .routes(routes!(drafts::schedule, drafts::unschedule))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(rpc::call))
}

/// Wallets ask from pages and apps of their own, and without cookies.
fn for_wallets() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(cors::Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
}

/// The OpenAPI document of all doors.
pub fn document() -> utoipa::openapi::OpenApi {
    documented().split_for_parts().1
}

/// The same as JSON, made once.
pub static DOCUMENT: LazyLock<serde_json::Value> =
    LazyLock::new(|| serde_json::to_value(document()).unwrap_or_default());

/// `GET /api/openapi.json`
pub async fn openapi() -> Json<&'static serde_json::Value> {
    Json(&DOCUMENT)
}

/// All documented doors, and the answer to an address under `/api` that is none.
pub fn router() -> Router<AppState> {
    let (router, _) = documented().split_for_parts();
    router.route("/api/{*path}", any(errors::no_such_door))
}
