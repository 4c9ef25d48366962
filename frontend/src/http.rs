//! Requests to this site's own doors. It sends to no other site, and the browser adds the cookies.

use app::ports::{Answer, Http, Method, NoAnswer, Request};
use async_trait::async_trait;
use gloo_net::http::{Method as HttpMethod, Request as Fetch, RequestBuilder};
use wasm_bindgen::JsValue;
use web_sys::RequestInit;

/// `fetch`, for JSON.
pub struct Doors;

#[async_trait(?Send)]
impl Http for Doors {
    async fn send(&self, request: &Request) -> Result<Answer, NoAnswer> {
        // A path alone stays on this site; two slashes would name another one.
        if !request.path.starts_with('/') || request.path.starts_with("//") {
            return Err(NoAnswer);
        }
        let method = match request.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Put => HttpMethod::PUT,
            Method::Patch => HttpMethod::PATCH,
            Method::Delete => HttpMethod::DELETE,
        };
        let mut builder = RequestBuilder::new(&request.path)
            .method(method)
            .header("accept", "application/json");
        if let Some(key) = &request.idempotency_key {
            builder = builder.header("idempotency-key", key);
        }
        let ready = match &request.body {
            Some(body) => builder
                .header("content-type", "application/json")
                .body(body.as_str()),
            None => builder.build().and_then(kept_alive),
        };
        let answer = ready.map_err(|_| NoAnswer)?.send().await.map_err(|_| NoAnswer)?;
        let status = answer.status();
        let body = answer.text().await.map_err(|_| NoAnswer)?;
        Ok(Answer { status, body })
    }
}

/// The request, carried on by the browser where its page is left meanwhile: a like or a follow turns at once, and people
/// go on at once. Bodies are left out, since [64 KiB at most](https://fetch.spec.whatwg.org/#http-network-or-cache-fetch)
/// may be kept alive.
fn kept_alive(request: Fetch) -> Result<Fetch, gloo_net::Error> {
    let init = RequestInit::new();
    // web-sys has no setter for it. A browser that does not know it sends without.
    let _ = js_sys::Reflect::set(init.as_ref(), &JsValue::from_str("keepalive"), &JsValue::TRUE);
    match web_sys::Request::new_with_request_and_init(&request.into(), &init) {
        Ok(kept) => Ok(kept.into()),
        Err(_) => Err(gloo_net::Error::GlooError("no request".to_owned())),
    }
}
