//! The files that a post has, in their order: moved, turned, taken out, and looked after until each can be shown. How one looks is the
//! server's to say: its markup is taken from the page.

use crate::{Composer, besides, plain, saving};
use bare::{
    HEARD,
    dom::{self, closest, document, hide, on, part, parts},
    json, refusals, requests,
};
use shared::media::{MediaEdit, MediaPatch};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Document, DomParser, DragEvent, Element, Event, HtmlButtonElement, HtmlElement, SupportedType,
};

/// Files that are whole and cannot be shown yet.
const WAITING: &str = "[data-file][data-state=making], [data-file][data-state=sent]";
/// Between looks at what is being made, in milliseconds, where nothing is heard of it.
const LOOK: i32 = 2_000;

#[derive(Default)]
pub struct State {
    /// Somebody looks after those that are being made.
    looking: Cell<bool>,
    /// The page is being asked.
    asking: Cell<bool>,
    /// It is to be asked once more: something came about after that began.
    again: Cell<bool>,
    dragged: RefCell<Option<Element>>,
}

pub fn list(composer: &Composer) -> Option<Element> {
    part(&composer.form, "[data-files]")
}

pub fn wake(composer: &Rc<Composer>) {
    for item in parts(&composer.form, "[data-file]") {
        awake(&item);
    }
    order(composer);
    look(composer);
    let Some(list) = list(composer) else { return };
    let dragging = composer.clone();
    on(&list, "dragstart", move |event| {
        let item = dom::target(&event).and_then(|from| closest(&from, "[data-file]"));
        if let Some(item) = &item {
            let _ = item.set_attribute("data-dragged", "");
            // Some browsers drag nothing that has no data.
            if let Some(data) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) {
                let _ = data.set_data("text/plain", "");
            }
        }
        dragging.files.dragged.replace(item);
    });
    let over = composer.clone();
    on(&list, "dragover", move |event| {
        let Some(item) = over.files.dragged.borrow().clone() else {
            return;
        };
        event.prevent_default();
        let at = dom::target(&event).and_then(|at| closest(&at, "[data-file]"));
        if let (Some(at), Some(event)) = (at.filter(|at| *at != item), event.dyn_ref::<DragEvent>()) {
            let place = at.get_bounding_client_rect();
            let _ = if f64::from(event.client_y()) < place.top() + place.height() / 2.0 {
                at.before_with_node_1(&item)
            } else {
                at.after_with_node_1(&item)
            };
        }
    });
    for name in ["dragend", "drop"] {
        let ended = composer.clone();
        on(&list, name, move |event| {
            if let Some(item) = ended.files.dragged.take() {
                event.prevent_default();
                let _ = item.remove_attribute("data-dragged");
                placed(&ended, &item);
            }
        });
    }
}

/// What a file's markup can do once it is awake.
fn awake(item: &Element) {
    if let Some(crop) = part(item, "[data-crop]") {
        hide(&crop, false);
    }
    if let Some(picture) = part(item, ".file-picture") {
        let _ = picture.set_attribute("draggable", "true");
    }
}

/// The first cannot move earlier, and the last not later.
pub fn order(composer: &Composer) {
    let items = parts(&composer.form, "[data-file]");
    let last = items.len().saturating_sub(1);
    for (at, item) in items.iter().enumerate() {
        for (start, off) in [("up", at == 0), ("down", at == last)] {
            if let Some(button) = part(item, &format!("[value^='{start}:']")) {
                let _ = button.toggle_attribute_with_force("disabled", off);
            }
        }
    }
}

fn placed(composer: &Rc<Composer>, item: &Element) {
    order(composer);
    let items = parts(&composer.form, "[data-file]");
    if let Some(at) = items.iter().position(|one| one == item) {
        let place = format!("{} / {}", at + 1, items.len());
        composer.say(&composer.lang.compose_moved(&place));
    }
    saving::changed(composer);
}

/// Does what a button of a file says.
pub fn act(composer: &Rc<Composer>, item: &Element, what: &str, button: &HtmlButtonElement) {
    match what {
        "up" => {
            if let Some(before) = item.previous_element_sibling() {
                let _ = before.before_with_node_1(item);
                placed(composer, item);
                refocus(item, button);
            }
        }
        "down" => {
            if let Some(after) = item.next_element_sibling() {
                let _ = after.after_with_node_1(item);
                placed(composer, item);
                refocus(item, button);
            }
        }
        "out" => {
            let next = item.next_element_sibling().or(item.previous_element_sibling());
            item.remove();
            order(composer);
            saving::changed(composer);
            let field = next.and_then(|next| part(&next, "[value^='out:']"));
            let field = field.or_else(|| part(&composer.form, "[name=file]"));
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
                let _ = field.focus();
            }
        }
        "turn" => remake(composer, item, edit_of(item).turned()),
        "moment" => besides::moment(composer, item),
        "uncaption" => besides::uncaption(composer, item),
        _ => {}
    }
}

/// A button that cannot do it again hands the focus to its neighbour.
fn refocus(item: &Element, button: &HtmlButtonElement) {
    let button: HtmlElement = if button.disabled() {
        let other = part(
            item,
            "[value^='up:']:not([disabled]), [value^='down:']:not([disabled])",
        );
        match other.and_then(|other| other.dyn_into().ok()) {
            Some(other) => other,
            None => return,
        }
    } else {
        button.clone().unchecked_into()
    };
    let _ = button.focus();
}

pub fn edit_of(item: &Element) -> MediaEdit {
    let attribute = |name: &str| item.get_attribute(name).unwrap_or_default();
    plain::edit(&attribute("data-turns"), &attribute("data-cut"))
}

/// Has a picture made anew.
pub fn remake(composer: &Rc<Composer>, item: &Element, edit: MediaEdit) {
    let Some(id) = item.get_attribute("data-file") else {
        return;
    };
    let (composer, item) = (composer.clone(), item.clone());
    spawn_local(async move {
        let patch = MediaPatch {
            edit: Some(edit),
            ..MediaPatch::default()
        };
        let body = serde_json::to_string(&patch).unwrap_or_default();
        let answer = requests::ask("PATCH", &format!("/api/media/{id}"), Some(&body)).await;
        if answer.is_good() {
            // A second turn begins where this one ends.
            let _ = item.set_attribute("data-turns", &edit.turns.to_string());
            let crop = edit
                .crop
                .map(|crop| format!("{},{},{},{}", crop.left, crop.top, crop.width, crop.height));
            let _ = item.set_attribute("data-cut", &crop.unwrap_or_default());
            let _ = item.set_attribute("data-state", "making");
            look(&composer);
        } else {
            let why = refusals::words(composer.lang, &answer.body);
            fault(&item, &why);
            composer.say(&why);
        }
    });
}

/// Says at a file what is wrong with it.
pub fn fault(item: &Element, why: &str) {
    let Some(words) = part(item, ".file-words") else {
        return;
    };
    if let Some(old) = part(&words, ".field-fault") {
        old.remove();
    }
    if let Some(line) = dom::element("p", "field-fault", why) {
        let _ = words.append_child(&line);
    }
}

/// Something was kept: files that arrived since are in the page now.
pub fn kept(composer: &Rc<Composer>) {
    if part(&composer.form, "[data-file][data-state=sent]").is_some() {
        take(composer);
    }
}

/// Looks after files that are being made, as long as there are some and somebody sees the page.
pub fn look(composer: &Rc<Composer>) {
    if composer.files.looking.replace(true) {
        return;
    }
    let composer = composer.clone();
    spawn_local(async move {
        loop {
            let waiting = parts(&composer.form, WAITING);
            if waiting.is_empty() {
                break;
            }
            let mut over = false;
            if dom::is_seen() {
                for item in waiting {
                    over |= progress(&item).await;
                }
            }
            if over {
                take(&composer);
            }
            match list(&composer) {
                Some(list) => dom::event_within(&list, HEARD, LOOK).await,
                None => dom::pause(LOOK).await,
            }
        }
        composer.files.looking.set(false);
    });
}

/// Asks how far one is, and shows it; whether it is not being made any more.
async fn progress(item: &Element) -> bool {
    let Some(id) = item.get_attribute("data-file") else {
        return false;
    };
    let answer = requests::ask("GET", &format!("/api/media/{id}"), None).await;
    match json::text(&answer.body, "state").as_deref() {
        Some("making") => {
            let far = json::number(&answer.body, "progress").unwrap_or(0.0);
            if let Some(bar) = part(item, "progress") {
                let _ = bar.set_attribute("value", &far.to_string());
            }
            false
        }
        Some("uploading") => false,
        Some(_) => true,
        // It is gone: the page says so.
        None => answer.status == 404,
    }
}

/// Takes the files' markup from the page as the server draws it now; fields that are typed in stay.
pub fn take(composer: &Rc<Composer>) {
    let Some(id) = composer.saving.id() else { return };
    if composer.files.asking.replace(true) {
        composer.files.again.set(true);
        return;
    }
    let composer = composer.clone();
    spawn_local(async move {
        let answer = match requests::Call::new("GET", &format!("/create/{id}")) {
            Some(call) => {
                call.header("accept", "text/html")
                    .send(requests::Body::None)
                    .await
            }
            None => requests::Answer::default(),
        };
        composer.files.asking.set(false);
        if let Some(fresh) = parse(&answer.body).filter(|_| answer.is_good()) {
            put(&composer, &fresh);
            order(&composer);
            look(&composer);
        }
        if composer.files.again.replace(false) {
            take(&composer);
        }
    });
}

fn parse(text: &str) -> Option<Document> {
    DomParser::new()
        .ok()?
        .parse_from_string(text, SupportedType::TextHtml)
        .ok()
}

fn put(composer: &Composer, fresh: &Document) {
    let (Some(root), Some(document)) = (fresh.document_element(), document()) else {
        return;
    };
    for new in parts(&root, "[data-file]") {
        let Some(id) = new.get_attribute("data-file") else {
            continue;
        };
        let Some(old) = part(&composer.form, &format!("[data-file='{id}']")) else {
            continue;
        };
        let Ok(new) = document.import_node_with_deep(&new, true) else {
            continue;
        };
        let Ok(new) = new.dyn_into::<Element>() else {
            continue;
        };
        let state = |item: &Element| item.get_attribute("data-state").unwrap_or_default();
        // How far one is that is being sent is known better here.
        if state(&new) == "uploading" {
            continue;
        }
        awake(&new);
        // What somebody types into stays; all around it is taken.
        let typed = |item: &Element| part(item, ".file-words input").is_some();
        if typed(&old) && typed(&new) && state(&old) != "sent" {
            for selector in [".file-picture", ".file-acts"] {
                if let (Some(old), Some(new)) = (part(&old, selector), part(&new, selector)) {
                    swap(&old, &new);
                }
            }
            besides::put(&old, &new);
            for name in ["data-state", "data-turns", "data-cut", "data-original"] {
                match new.get_attribute(name) {
                    Some(value) => drop(old.set_attribute(name, &value)),
                    None => drop(old.remove_attribute(name)),
                }
            }
        } else {
            swap(&old, &new);
        }
    }
}

/// Puts one in place of another; a button that had the focus gives it to the one in its place.
pub fn swap(old: &Element, new: &Element) {
    let active = document()
        .and_then(|document| document.active_element())
        .filter(|active| old.contains(Some(active)));
    // Of those of the same name the value tells which.
    let focused: Vec<String> = ["name", "value"]
        .into_iter()
        .filter_map(|name| {
            let value = active.as_ref()?.get_attribute(name)?;
            Some(format!("[{name}='{value}']"))
        })
        .collect();
    let _ = old.replace_with_with_node_1(new);
    if !focused.is_empty()
        && let Some(field) = part(new, &focused.concat())
        && let Ok(field) = field.dyn_into::<HtmlElement>()
    {
        let _ = field.focus();
    }
}

/// Answers a press on a part that is there later too.
pub fn pressed(
    composer: &Rc<Composer>,
    selector: &'static str,
    run: impl Fn(&Rc<Composer>, Element) + 'static,
) {
    let at = composer.clone();
    on(&composer.form, "click", move |event: Event| {
        if let Some(found) = dom::target(&event).and_then(|from| closest(&from, selector)) {
            run(&at, found);
        }
    });
}
