//! Forms and links that change only the main part of the page: they are sent as a browser would send them, and what
//! comes back is put in place. Where anything fails, the browser itself does what it would have done.

use crate::{
    main_part::{self, Goes},
    pages::{Browser, document, window},
};
use app::ports::Pages;
use gloo_net::http::Request;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, FormData, HtmlAnchorElement, HtmlElement, HtmlFormElement, MouseEvent, SubmitEvent, Url,
    UrlSearchParams,
};

const BUSY: &str = "data-busy";

/// Answers marked forms and links from now on, as long as the page lives.
pub fn listen(pages: Rc<Browser>) {
    let Some(document) = document() else { return };
    let sender = pages.clone();
    let sent = Closure::<dyn Fn(SubmitEvent)>::new(move |event: SubmitEvent| {
        let form = event
            .target()
            .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|form| form.has_attribute("data-swap")) else {
            return;
        };
        let Some(body) = fields(&form, event.submitter()) else {
            return;
        };
        event.prevent_default();
        // A second press while the first is on its way is the same press.
        if !form.has_attribute(BUSY) {
            let _ = form.set_attribute(BUSY, "");
            spawn_local(send(sender.clone(), form, body));
        }
    });
    let _ = document.add_event_listener_with_callback("submit", sent.into_js_value().unchecked_ref());
    let clicked = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        let link = event
            .target()
            .filter(|_| plain)
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest("a[data-swap]").ok().flatten())
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        if let Some(link) = link {
            event.prevent_default();
            spawn_local(follow(pages.clone(), link.href()));
        }
    });
    let _ = document.add_event_listener_with_callback("click", clicked.into_js_value().unchecked_ref());
}

/// What a browser would send: the form's fields, and the button that was pressed.
fn fields(form: &HtmlFormElement, submitter: Option<HtmlElement>) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    if let Some(button) = submitter
        && let (Some(name), Some(value)) = (button.get_attribute("name"), button.get_attribute("value"))
    {
        data.append_with_str(&name, &value).ok()?;
    }
    let pairs: &JsValue = data.as_ref();
    let body = UrlSearchParams::new_with_str_sequence_sequence(pairs).ok()?;
    Some(String::from(body.to_string()))
}

async fn send(pages: Rc<Browser>, form: HtmlFormElement, body: String) {
    let action = form.get_attribute("action").unwrap_or_default();
    let request = Request::post(&action)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    let answer = match request {
        Ok(request) => request.send().await.ok(),
        Err(_) => None,
    };
    let said = match answer {
        // What was done leads to a page, and so does what the form itself can mend: its words stand in it again.
        Some(answer) if answer.ok() || matches!(answer.status(), 409 | 422) => {
            let address = answer.redirected().then(|| answer.url());
            if put(&pages, answer.text().await.ok(), address).await {
                return;
            }
            None
        }
        // Any other page would take the form away with what was typed: only what it says is told.
        Some(answer) => answer.text().await.ok().and_then(|text| heading(&text)),
        None => None,
    };
    let _ = form.remove_attribute(BUSY);
    let said = said.unwrap_or_else(|| crate::switches::lang().fault_no_answer().to_owned());
    pages.announce(&said);
}

/// What a page is headed with.
fn heading(page: &str) -> Option<String> {
    main_part::parse(page)?.query_selector("h1").ok()??.text_content()
}

async fn follow(pages: Rc<Browser>, address: String) {
    let answer = Request::get(&address).header("accept", "text/html").send().await;
    let taken = match answer {
        Ok(answer) => put(&pages, answer.text().await.ok(), Some(address.clone())).await,
        Err(_) => false,
    };
    if !taken && let Some(window) = window() {
        let _ = window.location().assign(&address);
    }
}

/// Puts a page's main part in place and names its address, if it is not the answer to a form that was refused.
async fn put(pages: &Browser, text: Option<String>, address: Option<String>) -> bool {
    let Some((window, document)) = window().zip(document()) else {
        return false;
    };
    let Some(fresh) = text.and_then(|text| main_part::parse(&text)) else {
        return false;
    };
    let address = address.and_then(|address| Url::new(&address).ok());
    let place = address.as_ref().and_then(place);
    if let Some(address) = &address {
        if let Some(place) = &place {
            address.set_hash(place);
        }
        let history = window.history();
        let _ =
            history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address.href())));
    }
    pages.put(&window, &document, &fresh, Goes::To(place)).await
}

/// What the reader wanted to see: a redirect loses its fragment on the way, so its address says it once more.
fn place(address: &Url) -> Option<String> {
    let hash = address.hash();
    let named = hash.strip_prefix('#').filter(|name| !name.is_empty());
    named
        .map(str::to_owned)
        .or_else(|| Some(format!("c-{}", address.search_params().get("at")?)))
}
