//! What people see: the pages of Fonana, rendered by the server, with islands that a browser wakes. It
//! refuses any browser interface (that is `frontend`'s) and any rule (that is `domain`'s).

// Views are one deep type each.
#![recursion_limit = "512"]

pub mod comments;
pub mod creators;
pub mod dashboard;
pub mod dev;
pub mod docs;
#[cfg(feature = "ssr")]
pub mod door;
pub mod engagement;
pub mod errors;
pub mod feed;
pub mod home;
pub mod kit;
pub mod layout;
pub mod letters;
pub mod live;
pub mod media;
pub mod messages;
pub mod moderation;
pub mod notifications;
pub mod offline;
pub mod payments;
pub mod ports;
pub mod posts;
pub mod request;
pub mod search;
pub mod settings;
pub mod sign_in;
pub mod subscriptions;

use leptos::{
    either::Either,
    hydration::{AutoReload, HydrationScripts},
    nonce::use_nonce,
    prelude::*,
};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};
use request::{Theme, use_request};
use shared::text::Lang;

/// Fades from page to page, and is let in by its hash, so that a page may be parsed inside another one. It stands in
/// the page and not in the style sheet: a browser that looks at a page's styles before the sheet has come gives up
/// the fade, and reports that as an error.
/// <https://drafts.csswg.org/css-view-transitions-2/#view-transition-rule>
pub const FADE: &str = "@view-transition{navigation:auto}";

/// The whole document around a page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let request = use_request();
    let wallet = request.dev_wallet.clone().map(|src| {
        view! { <script type="module" src=src nonce=use_nonce()></script> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=request.lang.tag() data-theme=request.theme.map(Theme::as_str)>
            <head>
                <meta charset="utf-8"/>
                <style>{FADE}</style>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content=request.theme.map_or("light dark", Theme::as_str)/>
                <link rel="icon" type="image/svg+xml" href=request.asset("/assets/favicon.svg")/>
                <link rel="apple-touch-icon" href=request.asset("/assets/icon-180.png")/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                {(request.lang == Lang::Ru).then(|| font(request.asset("/assets/fonts/inter-cyrillic.woff2")))}
                {font(request.asset("/assets/fonts/inter-latin.woff2"))}
                <link rel="stylesheet" href=request.asset("/pkg/fonana.css")/>
                {wallet}
                <AutoReload disable_watch=!request.watch options=options.clone()/>
                <HydrationScripts options islands=true root=request.asset_root.clone()/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Asks for a font before the style sheet does.
fn font(href: String) -> impl IntoView {
    view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
}

/// All pages in their frame, or the page of the failure that the server gave as context.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    if let Some(failure) = use_context::<errors::Failure>() {
        return Either::Left(view! {
            <Router>
                <layout::Frame>
                    <errors::FailurePage failure/>
                </layout::Frame>
            </Router>
        });
    }
    Either::Right(view! {
        <Router>
            <layout::Frame>
                <FlatRoutes fallback=errors::NotFoundPage>
                    <Route path=path!("/") view=home::HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/feed") view=feed::FeedPage ssr=SsrMode::Async/>
                    <Route path=path!("/category/:slug") view=feed::CategoryPage ssr=SsrMode::Async/>
                    <Route path=path!("/tag/:tag") view=feed::TagPage ssr=SsrMode::Async/>
                    <Route path=path!("/search") view=search::SearchPage ssr=SsrMode::Async/>
                    <Route path=path!("/settings") view=settings::SettingsPage ssr=SsrMode::Async/>
                    <Route path=path!("/welcome") view=settings::WelcomePage ssr=SsrMode::Async/>
                    <Route path=path!("/welcome/creator") view=creators::BeginPage ssr=SsrMode::Async/>
                    <Route path=path!("/create") view=posts::CreatePage ssr=SsrMode::Async/>
                    <Route path=path!("/create/:id") view=posts::DraftPage ssr=SsrMode::Async/>
                    <Route path=path!("/create/:id/preview") view=posts::PreviewPage ssr=SsrMode::Async/>
                    <Route path=path!("/dev/kit") view=dev::KitPage ssr=SsrMode::Async/>
                    <Route path=path!("/dev/failures/:code") view=dev::FailureSample ssr=SsrMode::Async/>
                    <Route path=path!("/report") view=moderation::ReportPage ssr=SsrMode::Async/>
                    <Route path=path!("/moderation/cases") view=moderation::CasesPage ssr=SsrMode::Async/>
                    <Route path=path!("/saved") view=feed::SavedPage ssr=SsrMode::Async/>
                    <Route path=path!("/subscriptions") view=subscriptions::SubscriptionsPage ssr=SsrMode::Async/>
                    <Route path=path!("/notifications") view=notifications::NotificationsPage ssr=SsrMode::Async/>
                    <Route path=path!("/mail/:token") view=letters::LinkPage ssr=SsrMode::Async/>
                    <Route path=path!("/messages") view=messages::MessagesPage ssr=SsrMode::Async/>
                    <Route path=path!("/messages/broadcasts") view=messages::BroadcastsPage ssr=SsrMode::Async/>
                    <Route path=path!("/messages/:id") view=messages::ConversationPage ssr=SsrMode::Async/>
                    <Route path=path!("/order/:id") view=payments::OrderPage ssr=SsrMode::Async/>
                    <Route path=path!("/receipt/check") view=subscriptions::CheckPage ssr=SsrMode::Async/>
                    <Route path=path!("/receipt/:id") view=subscriptions::ReceiptPage ssr=SsrMode::Async/>
                    <Route path=path!("/dashboard") view=dashboard::OverviewPage ssr=SsrMode::Async/>
                    <Route path=path!("/dashboard/orders") view=dashboard::SalesPage ssr=SsrMode::Async/>
                    <Route path=path!("/dashboard/posts") view=dashboard::PostsPage ssr=SsrMode::Async/>
                    <Route path=path!("/dashboard/promotions") view=dashboard::PromotionsPage ssr=SsrMode::Async/>
                    <Route path=path!("/dashboard/referrals") view=dashboard::ReferralsPage ssr=SsrMode::Async/>
                    <Route path=path!("/dashboard/tiers") view=dashboard::TiersPage ssr=SsrMode::Async/>
                    <Route path=path!("/dashboard/webhooks") view=dashboard::WebhooksPage ssr=SsrMode::Async/>
                    <Route path=path!("/creators") view=creators::DirectoryPage ssr=SsrMode::Async/>
                    <Route path=path!("/docs/api") view=docs::ApiPage ssr=SsrMode::Async/>
                    <Route path=path!("/post/:id/edit") view=posts::EditPage ssr=SsrMode::Async/>
                    <Route path=path!("/post/:id/sell") view=posts::SellPage ssr=SsrMode::Async/>
                    <Route path=path!("/post/:id") view=posts::PostPage ssr=SsrMode::Async/>
                    <Route path=path!("/:handle/gift") view=creators::GiftPage ssr=SsrMode::Async/>
                    <Route path=path!("/:handle/followers") view=creators::FollowersPage ssr=SsrMode::Async/>
                    <Route path=path!("/:handle/following") view=creators::FollowingPage ssr=SsrMode::Async/>
                    <Route path=path!("/:handle") view=creators::CreatorPage ssr=SsrMode::Async/>
                </FlatRoutes>
            </layout::Frame>
        </Router>
    })
}
