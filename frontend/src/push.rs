//! Web Push in this browser: leave, and the subscription that the worker (`sw.js`) shows what comes by. Nothing of what a browser gives
//! is trusted to be there.

use crate::js::{call, get, object, text};
use app::ports::{Leave, Push};
use async_trait::async_trait;
use js_sys::JSON;
use wasm_bindgen::JsValue;

/// `PushManager` of the worker's registration.
pub struct Browser;

async fn manager() -> Option<JsValue> {
    let navigator: JsValue = crate::pages::window()?.navigator().into();
    let workers = get(&navigator, "serviceWorker")?;
    // A promise, which is kept once there is a worker.
    let ready = get(&workers, "ready")?;
    let registration = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&ready))
        .await
        .ok()?;
    get(&registration, "pushManager")
}

async fn subscription() -> Option<JsValue> {
    let found = call(&manager().await?, "getSubscription", None).await.ok()?;
    found.is_object().then_some(found)
}

#[async_trait(?Send)]
impl Push for Browser {
    fn leave(&self) -> Leave {
        let Some(window) = crate::pages::window() else {
            return Leave::Unable;
        };
        let navigator: JsValue = window.navigator().into();
        let window: JsValue = window.into();
        let able = get(&window, "PushManager").is_some() && get(&navigator, "serviceWorker").is_some();
        match get(&window, "Notification").filter(|_| able) {
            None => Leave::Unable,
            Some(asked) => match text(&asked, "permission").as_deref() {
                Some("granted") => Leave::Given,
                Some("denied") => Leave::Denied,
                _ => Leave::Unasked,
            },
        }
    }

    async fn endpoint(&self) -> Option<String> {
        // Without leave there is none, and asking for the worker might wait for ever.
        if self.leave() != Leave::Given {
            return None;
        }
        text(&subscription().await?, "endpoint")
    }

    async fn subscribe(&self, key: &str) -> Option<String> {
        let window: JsValue = crate::pages::window()?.into();
        let asked = call(&get(&window, "Notification")?, "requestPermission", None)
            .await
            .ok()?;
        if asked.as_string().as_deref() != Some("granted") {
            return None;
        }
        let options = object(&[
            ("userVisibleOnly", &JsValue::TRUE),
            ("applicationServerKey", &JsValue::from_str(key)),
        ]);
        let made = call(&manager().await?, "subscribe", Some(&options)).await.ok()?;
        let written = call(&made, "toJSON", None).await.ok()?;
        let (endpoint, keys) = (get(&written, "endpoint")?, get(&written, "keys")?);
        let kept = object(&[("endpoint", &endpoint), ("keys", &keys)]);
        JSON::stringify(&kept).ok()?.as_string()
    }

    async fn unsubscribe(&self) -> bool {
        match subscription().await {
            Some(subscription) => call(&subscription, "unsubscribe", None).await.is_ok(),
            None => true,
        }
    }
}
