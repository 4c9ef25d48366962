//! Requests to this site's own doors, by the one interface that tells how far a body has gone and that can be called off.

use js_sys::Promise;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, ProgressEvent, XmlHttpRequest};

/// An answer; of status 0 where there was none.
#[derive(Debug, Default)]
pub struct Answer {
    pub status: u16,
    pub body: String,
    /// `Upload-Offset`.
    pub offset: Option<u64>,
    /// `Location`.
    pub place: Option<String>,
}

impl Answer {
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the same may be answered otherwise when it is asked again.
    pub fn may_pass(&self) -> bool {
        matches!(self.status, 0 | 400 | 408 | 409 | 423 | 425 | 429 | 460 | 500..)
    }
}

/// How long to wait before the next try, in milliseconds: longer each time, half a minute at the most.
pub fn back_off(tried: u32) -> i32 {
    1_000_i32.saturating_mul(1 << tried.min(5)).min(30_000)
}

pub enum Body<'a> {
    None,
    Json(&'a str),
    Bytes(&'a Blob),
}

/// A request that is not sent yet.
pub struct Call {
    request: XmlHttpRequest,
}

impl Call {
    pub fn new(method: &str, path: &str) -> Option<Self> {
        let request = XmlHttpRequest::new().ok()?;
        request.open_with_async(method, path, true).ok()?;
        Some(Self { request })
    }

    pub fn header(self, name: &str, value: &str) -> Self {
        let _ = self.request.set_request_header(name, value);
        self
    }

    /// Told how many bytes have gone.
    pub fn on_progress(self, run: impl Fn(u64) + 'static) -> Self {
        let told =
            Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| run(event.loaded() as u64));
        if let Ok(upload) = self.request.upload() {
            let _ = upload.add_event_listener_with_callback("progress", told.into_js_value().unchecked_ref());
        }
        self
    }

    /// By which it can be called off.
    pub fn handle(&self) -> XmlHttpRequest {
        self.request.clone()
    }

    pub async fn send(self, body: Body<'_>) -> Answer {
        let request = self.request;
        let ended = Promise::new(&mut |done, _| {
            let over = Rc::new(Cell::new(false));
            let ended = Closure::<dyn Fn(Event)>::new(move |_| {
                if !over.replace(true) {
                    let _ = done.call0(&JsValue::UNDEFINED);
                }
            });
            let _ =
                request.add_event_listener_with_callback("loadend", ended.into_js_value().unchecked_ref());
        });
        let sent = match body {
            Body::None => request.send(),
            Body::Json(text) => {
                let _ = request.set_request_header("content-type", "application/json");
                request.send_with_opt_str(Some(text))
            }
            Body::Bytes(blob) => request.send_with_opt_blob(Some(blob)),
        };
        if sent.is_err() {
            return Answer::default();
        }
        let _ = JsFuture::from(ended).await;
        let header = |name: &str| request.get_response_header(name).ok().flatten();
        Answer {
            status: request.status().unwrap_or(0),
            body: request.response_text().ok().flatten().unwrap_or_default(),
            offset: header("upload-offset").and_then(|offset| offset.parse().ok()),
            place: header("location"),
        }
    }
}

/// A request with a body of JSON, or with none.
pub async fn ask(method: &str, path: &str, json: Option<&str>) -> Answer {
    match Call::new(method, path) {
        Some(call) => {
            let body = json.map_or(Body::None, Body::Json);
            call.header("accept", "application/json").send(body).await
        }
        None => Answer::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn waits_grow_to_half_a_minute() {
        let waits: Vec<i32> = (0..8).map(back_off).collect();
        assert_eq!(
            waits,
            [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]
        );
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        let may_pass = |status| {
            let answer = Answer {
                status,
                ..Answer::default()
            };
            answer.may_pass()
        };
        for status in [0, 409, 423, 500, 503] {
            assert!(may_pass(status), "{status}");
        }
        for status in [401, 403, 404, 410, 413, 422] {
            assert!(!may_pass(status), "{status}");
        }
    }
}
