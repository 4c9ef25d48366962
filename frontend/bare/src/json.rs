//! Members of JSON that a door sent, read by the browser's own means: code for that need not be loaded.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

fn member(text: &str, name: &str) -> Option<JsValue> {
    let value = JSON::parse(text).ok().filter(JsValue::is_object)?;
    Reflect::get(&value, &JsValue::from_str(name)).ok()
}

/// Whether there is such a member.
pub fn has(text: &str, name: &str) -> bool {
    member(text, name).is_some_and(|value| !value.is_undefined())
}

pub fn text(text: &str, name: &str) -> Option<String> {
    member(text, name)?.as_string()
}

pub fn number(text: &str, name: &str) -> Option<f64> {
    member(text, name)?.as_f64()
}
