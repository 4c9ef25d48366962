//! The browser-only build (`make trunk`): what the server knows of a request is asked of its doors here, so
//! that the pages have the viewer, language, look, time and network that they have on the site. Every link is
//! a page load, as it is there.

use crate::{js, pages::Browser};
use app::request::{RequestFacts, Theme};
use gloo_net::http::Request;
use leptos::prelude::*;
use shared::{Timestamp, identity::Me, text::Lang};
use std::{rc::Rc, sync::Arc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{AddEventListenerOptions, Document, Element, MouseEvent, Window};

/// The server's own file: it registers as a wallet only where the network's door answers.
const DEV_WALLET: &str = "/assets/dev_wallet.js";

/// Asks who is looking and at what, then shows the page.
pub async fn show(pages: Rc<Browser>) {
    let Some((window, document)) =
        web_sys::window().and_then(|window| Some((window.clone(), window.document()?)))
    else {
        return;
    };
    let facts = facts(&window, &document).await;
    dress(&document, &facts);
    lead_outside(&document);
    let facts = Arc::new(facts);
    leptos::mount::mount_to_body(move || {
        provide_context(facts);
        app::App()
    });
    pages.awake_after_islands();
}

/// What the server would have given.
async fn facts(window: &Window, document: &Document) -> RequestFacts {
    let cookies = js::text(document, "cookie").unwrap_or_default();
    let location = window.location();
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    let languages = window.navigator().languages();
    let (network, now) = network().await;
    RequestFacts {
        lang: cookie(&cookies, "fonana_lang")
            .and_then(Lang::from_tag)
            .or_else(|| languages.iter().find_map(|tag| Lang::from_tag(&tag.as_string()?)))
            .unwrap_or_default(),
        theme: cookie(&cookies, "fonana_theme").and_then(|name| name.parse::<Theme>().ok()),
        now,
        dev_wallet: (network == "localnet").then(|| DEV_WALLET.to_owned()),
        network,
        viewer: viewer().await,
        path: part(location.pathname()) + &part(location.search()),
        origin: part(location.origin()),
        ..RequestFacts::default()
    }
}

/// The value of a cookie that scripts may read.
fn cookie<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// Whoever the session's cookies belong to; a visitor is refused with 401.
async fn viewer() -> Option<Me> {
    let answer = Request::get("/api/me").send().await.ok()?;
    if !answer.ok() {
        return None;
    }
    serde_json::from_str(&answer.text().await.ok()?).ok()
}

/// The network's name and the time, both the server's.
async fn network() -> (String, Timestamp) {
    let Ok(answer) = Request::get("/api/health/live").send().await else {
        return Default::default();
    };
    let now = answer
        .headers()
        .get("date")
        .map_or_else(js_sys::Date::now, |date| js_sys::Date::parse(&date));
    let network = answer
        .text()
        .await
        .ok()
        .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok())
        .and_then(|health| Some(health.get("network")?.as_str()?.to_owned()))
        .unwrap_or_default();
    // Whole milliseconds that fit for as long as there are browsers.
    (network, Timestamp(now as i64))
}

/// Does to Trunk's document what the server does to its own.
fn dress(document: &Document, facts: &RequestFacts) {
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", facts.lang.tag());
        if let Some(theme) = facts.theme {
            let _ = root.set_attribute("data-theme", theme.as_str());
        }
    }
    if let Some(source) = &facts.dev_wallet
        && let (Some(head), Ok(script)) = (document.head(), document.create_element("script"))
    {
        let _ = script.set_attribute("type", "module");
        let _ = script.set_attribute("src", source);
        let _ = head.append_child(&script);
    }
}

/// Says of each link, before the router hears of the press, that it is not the router's: the browser follows
/// it, and the new page asks for its own facts.
fn lead_outside(document: &Document) {
    let pressed = Closure::<dyn Fn(MouseEvent)>::new(|event: MouseEvent| {
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest("a[href]").ok().flatten());
        if let Some(link) = link {
            let rel = link.get_attribute("rel").unwrap_or_default();
            if !rel.split_whitespace().any(|word| word == "external") {
                let _ = link.set_attribute("rel", format!("{rel} external").trim_start());
            }
        }
    })
    .into_js_value();
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    let _ = document.add_event_listener_with_callback_and_add_event_listener_options(
        "click",
        pressed.unchecked_ref(),
        &options,
    );
}
