//! Films whose rendition follows the line, in browsers that know no playlists: what plays them there is loaded when the first one begins. In
//! all others, and where it cannot be loaded, nothing changes.

use crate::dom::{document, on, one, root, target};
use web_sys::{Document, Element, Event, HtmlVideoElement};

const PLAYLIST: &str = "application/vnd.apple.mpegurl";
/// Says on the page where the script is.
const PLACE: &str = "data-adaptive";

pub fn listen(page: &Document) {
    on(page, "play", |event: Event| {
        if let Some(film) = target::<HtmlVideoElement>(&event) {
            // Whether it is there or not, nothing is to be done after it.
            let _ = bring(&film);
        }
    });
}

/// Asks for the script, once.
fn bring(film: &HtmlVideoElement) -> Option<()> {
    let list: Option<Element> = one(film, &format!("source[type='{PLAYLIST}']"));
    list?;
    let window = crate::dom::window()?;
    let extended = js_sys::Reflect::has(&window, &"MediaSource".into()).ok()?;
    if !extended || !film.can_play_type(PLAYLIST).is_empty() {
        return None;
    }
    let place: Element = one(&root()?, &format!("[{PLACE}]"))?;
    let from = place.get_attribute(PLACE)?;
    place.remove_attribute(PLACE).ok()?;
    let script = document()?.create_element("script").ok()?;
    script.set_attribute("type", "module").ok()?;
    script.set_attribute("src", &from).ok()?;
    place.after_with_node_1(&script).ok()
}
