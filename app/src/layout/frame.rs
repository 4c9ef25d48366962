//! The frame: on a phone a top line and a bottom bar, on wide screens one rail at the left. The same markup
//! for all, so that nothing is said twice; where it stands is the style sheet's.

use super::{keys::KeysHelp, preferences::Preferences};
use crate::{
    engagement::ActForm,
    kit::{AtOnce, Glyph, Icon, IconSprite},
    messages::MessagesDoor,
    notifications::Bell,
    request::use_request,
    sign_in::{AccountMenu, SignInButton},
};
use leptos::{either::Either, prelude::*};
use shared::identity::Role;

/// Everything around a page's own content.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let path = request.pathname();
    let account = match &request.viewer {
        Some(me) => Either::Left(view! {
            <AccountMenu
                lang
                handle=me.handle.to_string()
                name=me.name.clone()
                avatar=me.avatar.clone()
                creator=me.creator.is_some()
                moderates={me.role >= Role::Moderator}
            />
        }),
        None => Either::Right(view! { <SignInButton lang/> }),
    };
    let creates = request.viewer.as_ref().is_some_and(|me| me.creator.is_some());
    let leaving = request.viewer.as_ref().and_then(|me| me.erase_at).map(|moment| {
        view! {
            <aside class="leaving" aria-label=lang.settings_leave()>
                {lang.leaving_on(&lang.date(moment))}
                " "
                <a href="/settings#leave">{lang.stay_button()}</a>
            </aside>
        }
    });
    let test = request.fiat.sol.is_some_and(|rate| rate.test);
    let ribbon = match (request.play_money(), test) {
        (true, true) => Some(lang.fiat_play_ribbon()),
        (true, false) => Some(lang.play_money()),
        (false, true) => Some(lang.fiat_test_ribbon()),
        (false, false) => None,
    };
    let first = view! {
        <IconSprite/>
        <a class="skip" href="#main">
            {lang.skip_to_content()}
        </a>
        {leaving}
        {ribbon.map(|words| view! { <aside class="ribbon" aria-label=lang.network()>{words}</aside> })}
    };
    let bar = view! {
        <header class="bar">
            <a class="brand" href="/" aria-label=lang.site_name()>
                <Mark/>
                <span class="brand-name">{lang.site_name()}</span>
            </a>
            <nav class="nav" aria-label=lang.main_menu()>
                {door(path, "/", Glyph::Home, lang.home())}
                {door(path, "/feed", Glyph::Feed, lang.feed())}
                {door(path, "/search", Glyph::Search, lang.search())}
                {door(path, "/creators", Glyph::Creators, lang.creators())}
                {creates.then(|| door(path, "/create", Glyph::Plus, lang.create()))}
                <div class="account">{account}</div>
            </nav>
            <MessagesDoor/>
            <Bell/>
            <Preferences/>
        </header>
    };
    let last = view! {
        <ActForm/>
        <KeysHelp lang/>
        <p class="offline" id="offline" role="status" hidden>
            {lang.offline_now()}
        </p>
        <div class="toasts" id="toasts" role="status" aria-live="polite"></div>
    };
    view! {
        {AtOnce(first)}
        <div class="frame">
            {AtOnce(bar)}
            <main id="main" tabindex="-1">
                {children()}
            </main>
        </div>
        {AtOnce(last)}
    }
}

/// One place in the menu; the one we are at is marked.
fn door(path: &str, href: &'static str, glyph: Glyph, name: &'static str) -> impl IntoView + use<> {
    let here = (path == href).then_some("page");
    view! {
        <a class="door" href=href aria-current=here>
            <span class="door-icon">
                <Icon glyph/>
            </span>
            <span class="door-name">{name}</span>
        </a>
    }
}

/// The sign of Fonana: a slice of light.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <rect width="32" height="32" rx="9" class="mark-ground"></rect>
            <path
                class="mark-slice"
                d="M8.6 8.2c.7 8.6 5.7 14.6 14.3 15.4 1 .1 1.5-1.1.8-1.8-1.5-1.4-4.4-3.6-6.9-6.9-2.2-2.9-3.6-5.7-4.4-7.5-.5-1.1-3.9-.5-3.8.8z"
            ></path>
        </svg>
    }
}
