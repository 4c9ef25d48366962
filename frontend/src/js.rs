//! Small steps over JavaScript values of which nothing can be trusted: a member may be missing, of another
//! type, or throw when it is read.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A member, if it is there.
pub fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    if !object.is_object() && !object.is_function() {
        return None;
    }
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// Sets a member; what refuses it stays as it is.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// A text member.
pub fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name)?.as_string()
}

/// A member that is a whole number; 0 if it is not.
pub fn number(object: &JsValue, name: &str) -> u64 {
    // Ours are below 2^53; whatever else there is saturates.
    get(object, name).and_then(|value| value.as_f64()).unwrap_or(0.0) as u64
}

/// A whole number below 2^53.
pub fn figure(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

/// A member that is a list; empty if it is not.
pub fn list(object: &JsValue, name: &str) -> Vec<JsValue> {
    get(object, name)
        .filter(Array::is_array)
        .map(|value| Array::from(&value).to_vec())
        .unwrap_or_default()
}

/// A member that is a list of texts; whatever else stands in it is left out.
pub fn texts(object: &JsValue, name: &str) -> Vec<String> {
    list(object, name).iter().filter_map(JsValue::as_string).collect()
}

/// Bytes, copied at once: a wallet may change or detach its buffer.
pub fn bytes(object: &JsValue, name: &str) -> Option<Vec<u8>> {
    let value = get(object, name)?;
    // `new Uint8Array(5)` would make five zeros of a number.
    value.is_object().then(|| Uint8Array::new(&value).to_vec())
}

/// An object of these members.
pub fn object(members: &[(&str, &JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in members {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Calls a method with the object as `this`, and awaits what it gives, promise or not.
pub async fn call(object: &JsValue, method: &str, argument: Option<&JsValue>) -> Result<JsValue, JsValue> {
    let function: Function = get(object, method)
        .and_then(|value| value.dyn_into().ok())
        .ok_or(JsValue::UNDEFINED)?;
    let result = match argument {
        Some(argument) => function.call1(object, argument),
        None => function.call0(object),
    }?;
    JsFuture::from(Promise::resolve(&result)).await
}

/// base64 by the browser's own means: code for it need not be loaded.
pub fn to_base64(bytes: &[u8]) -> Option<String> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    web_sys::window()?.btoa(&text).ok()
}

/// The bytes of base64 text; `None` if it is none.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = web_sys::window()?.atob(text).ok()?;
    text.chars().map(|letter| u8::try_from(letter).ok()).collect()
}
