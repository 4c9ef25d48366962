//! What this browser keeps: words that were typed, and messages that nobody took yet. Where it may keep nothing, nothing is kept.

use web_sys::Storage;

/// Before the name of a form: what is typed in it.
const TYPED: &str = "fonana.message.";
/// Before the name of a form, a dot, and a key: the body of a request that nobody took.
const UNSENT: &str = "fonana.unsent.";

fn store() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn put(name: &str, value: Option<&str>) {
    let Some(store) = store() else { return };
    // A full store keeps nothing more.
    let _ = match value {
        Some(value) => store.set_item(name, value),
        None => store.remove_item(name),
    };
}

pub fn typed(form: &str) -> Option<String> {
    store()?.get_item(&format!("{TYPED}{form}")).ok()?
}

pub fn keep_typed(form: &str, words: &str) {
    put(
        &format!("{TYPED}{form}"),
        Some(words).filter(|words| !words.is_empty()),
    );
}

/// What was not sent from a form: keys and bodies, by their keys.
pub fn unsent(form: &str) -> Vec<(String, String)> {
    let Some(store) = store() else { return Vec::new() };
    let before = format!("{UNSENT}{form}.");
    let mut found: Vec<(String, String)> = (0..store.length().unwrap_or(0))
        .filter_map(|at| {
            let name = store.key(at).ok()??;
            let key = name.strip_prefix(&before)?.to_owned();
            Some((key, store.get_item(&name).ok()??))
        })
        .collect();
    found.sort();
    found
}

pub fn keep_unsent(form: &str, key: &str, body: Option<&str>) {
    put(&format!("{UNSENT}{form}.{key}"), body);
}
