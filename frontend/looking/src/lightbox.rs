//! Pictures as large as the window: a dialog that the server drew, filled with what stands in the page. Turned by keys, buttons and
//! strokes, brought near by double clicks, wheels, keys and two fingers, put away by Esc and by the way back.

use crate::{
    dom::{all, document, on, once_painted, one, say, target, window, within},
    rules::{Stand, Stroke, stroke, turned},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, HtmlDialogElement, HtmlElement, HtmlImageElement, KeyboardEvent, MouseEvent,
    Node, PointerEvent, WheelEvent,
};

const DIALOG: &str = "lightbox";
/// Says to the style sheet that the dialog is about to be closed.
const LEAVING: &str = "data-leaving";
/// Pixels that a hand trembles.
const STILL: f64 = 6.0;

/// What is looked at.
#[derive(Default)]
struct Look {
    /// The links of the pictures.
    doors: Vec<HtmlElement>,
    at: usize,
    stand: Option<Stand>,
    /// Fingers that are down, where each is and where it came down.
    fingers: Vec<Finger>,
    /// Whether a place in the history stands for the dialog.
    pushed: bool,
    /// Whether a step back is on its way.
    leaving: bool,
    /// Neighbours that are being loaded.
    near: Vec<Node>,
}

struct Finger {
    id: i32,
    from: (f64, f64),
    at: (f64, f64),
}

type Shared = Rc<RefCell<Look>>;

pub fn listen(document: &Document) {
    let look = Shared::default();
    let opened = look.clone();
    on(document, "click", move |event: MouseEvent| {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if let Some(door) = within(&event, "[data-look] a").filter(|_| plain)
            && open(&opened, &door).is_some()
        {
            event.prevent_default();
        } else if let Some(button) = within(&event, ".lightbox button") {
            press(&opened, &button);
        }
    });
    let keys = look.clone();
    on(document, "keydown", move |event: KeyboardEvent| {
        if within(&event, ".lightbox").is_none() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" | "PageDown" => turn(&keys, true),
            "ArrowLeft" | "PageUp" => turn(&keys, false),
            "Home" => show(&keys, 0),
            "End" => {
                let last = keys.borrow().doors.len().saturating_sub(1);
                show(&keys, last);
            }
            "+" | "=" => zoom(&keys, 1.5, (0.0, 0.0)),
            "-" => zoom(&keys, 1.0 / 1.5, (0.0, 0.0)),
            "0" => stand(&keys, Stand::FIT),
            _ => return,
        }
        event.prevent_default();
    });
    let ours = |event: &Event| target::<Element>(event).is_some_and(|dialog| dialog.id() == DIALOG);
    // By Esc; where the browser does not let itself be held up, it closes at once.
    on(document, "cancel", move |event: Event| {
        if ours(&event) {
            event.prevent_default();
            put_away();
        }
    });
    let closed = look.clone();
    on(document, "close", move |event: Event| {
        if ours(&event) {
            leave(&closed);
        }
    });
    let back = look.clone();
    if let Some(window) = window() {
        on(&window, "popstate", move |_: Event| {
            let mut look = back.borrow_mut();
            look.leaving = false;
            let ours = std::mem::take(&mut look.pushed);
            drop(look);
            if ours {
                put_away();
            }
        });
    }
    near(document, &look);
    fingers(document, &look);
}

/// A double click looks closer, and farther again.
fn near(document: &Document, look: &Shared) {
    let twice = look.clone();
    on(document, "dblclick", move |event: MouseEvent| {
        if within(&event, ".look-stage").is_some() {
            let by = if is_near(&twice) { 0.0 } else { Stand::NEAR };
            zoom(&twice, by, from_middle(&event));
        }
    });
}

/// Turning a wheel looks closer. The dialog alone listens to it: where a whole page does, scrolling waits for it.
fn wheel(dialog: &HtmlDialogElement, look: &Shared) {
    const AWAKE: &str = "data-awake";
    if dialog.has_attribute(AWAKE) {
        return;
    }
    let _ = dialog.set_attribute(AWAKE, "");
    let look = look.clone();
    on(dialog, "wheel", move |event: WheelEvent| {
        event.prevent_default();
        let by = (-event.delta_y() / 300.0).clamp(-1.0, 1.0).exp();
        zoom(&look, by, from_middle(&event));
    });
}

fn fingers(document: &Document, look: &Shared) {
    let down = look.clone();
    on(document, "pointerdown", move |event: PointerEvent| {
        let Some(stage) = within(&event, ".look-stage").filter(|_| event.button() == 0) else {
            return;
        };
        let _ = stage.set_pointer_capture(event.pointer_id());
        let at = from_middle(&event);
        let mut look = down.borrow_mut();
        look.fingers.retain(|finger| finger.id != event.pointer_id());
        look.fingers.push(Finger {
            id: event.pointer_id(),
            from: at,
            at,
        });
    });
    let moved = look.clone();
    on(document, "pointermove", move |event: PointerEvent| {
        if within(&event, ".look-stage").is_some() {
            follow(&moved, event.pointer_id(), from_middle(&event));
        }
    });
    for name in ["pointerup", "pointercancel"] {
        let look = look.clone();
        on(document, name, move |event: PointerEvent| {
            if within(&event, ".look-stage").is_some() {
                lift(&look, event.pointer_id(), event.type_() == "pointerup");
            }
        });
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    document()?.get_element_by_id(DIALOG)?.dyn_into().ok()
}

fn part<T: JsCast>(selector: &str) -> Option<T> {
    let dialog: Element = dialog()?.into();
    one(&dialog, selector)
}

/// Opens the dialog at a picture. Where there is none, the link leads where it leads.
fn open(look: &Shared, door: &HtmlElement) -> Option<()> {
    let dialog = dialog()?;
    let list = crate::dom::closest::<Element>(door, "[data-look]")?;
    let doors: Vec<HtmlElement> = all(&list, "a");
    let at = doors.iter().position(|one| one == door)?;
    let look = look.clone();
    once_painted(move || {
        // Fails only when it is open already, or gone.
        if dialog.show_modal().is_ok() {
            opened(&look, &dialog, doors, at);
        }
    });
    Some(())
}

/// The dialog is open.
fn opened(look: &Shared, dialog: &HtmlDialogElement, doors: Vec<HtmlElement>, at: usize) {
    let _ = dialog.toggle_attribute_with_force("data-alone", doors.len() < 2);
    wheel(dialog, look);
    if let Some(button) = part::<HtmlElement>(".look-close") {
        let _ = button.focus();
    }
    {
        let mut look = look.borrow_mut();
        look.doors = doors;
        look.fingers.clear();
        // The way back closes it; two places would be one too many.
        if !look.leaving
            && let Some(history) = window().and_then(|window| window.history().ok())
        {
            look.pushed = history.push_state(&JsValue::from_str(DIALOG), "").is_ok();
        }
    }
    show(look, at);
}

/// Takes the dialog out of sight, and closes it once that is on screen.
fn put_away() {
    let Some(dialog) = dialog().filter(HtmlDialogElement::open) else {
        return;
    };
    let _ = dialog.set_attribute(LEAVING, "");
    once_painted(move || dialog.close());
}

/// The dialog is closed: the focus goes to the picture that was looked at last, and its place in the history away.
fn leave(look: &Shared) {
    let mut look = look.borrow_mut();
    look.near.clear();
    if let Some(dialog) = dialog() {
        let _ = dialog.remove_attribute(LEAVING);
    }
    if let Some(stage) = part::<Element>(".look-stage") {
        stage.replace_children_with_node_0();
    }
    if let Some(door) = look.doors.get(look.at) {
        let _ = door.focus();
    }
    if std::mem::take(&mut look.pushed)
        && let Some(history) = window().and_then(|window| window.history().ok())
    {
        look.leaving = history.back().is_ok();
    }
}

fn press(look: &Shared, button: &HtmlElement) {
    let has = |class: &str| button.matches(class).unwrap_or(false);
    if has(".look-close") {
        put_away();
    } else if has(".look-next") {
        turn(look, true);
    } else if has(".look-previous") {
        turn(look, false);
    } else if has(".look-zoom") {
        let by = if is_near(look) { 0.0 } else { Stand::NEAR };
        zoom(look, by, (0.0, 0.0));
    }
}

fn turn(look: &Shared, forward: bool) {
    let to = {
        let look = look.borrow();
        turned(look.at, look.doors.len(), forward)
    };
    show(look, to);
}

/// A copy of what stands in a link, to be shown as wide as the window.
fn copy(door: &HtmlElement) -> Option<(Node, HtmlImageElement)> {
    let picture: Element = one(door, "picture, .picture > img:not(.blur)")?;
    let copy: Element = picture.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let image: HtmlImageElement = match copy.clone().dyn_into() {
        Ok(image) => image,
        Err(_) => one(&copy, "img")?,
    };
    if let Some(source) = one::<Element>(&copy, "source") {
        let _ = source.set_attribute("sizes", "100vw");
    }
    image.set_sizes("100vw");
    let _ = image.set_attribute("loading", "eager");
    Some((copy.into(), image))
}

fn show(look: &Shared, at: usize) {
    let drawn = || {
        let look = look.borrow();
        let door = look.doors.get(at)?;
        let (node, image) = copy(door)?;
        let words = image.alt();
        // They stand beside it.
        image.set_alt("");
        if let Some(blur) = one::<HtmlImageElement>(door, "img.blur") {
            say(&image, "background-image", &format!("url(\"{}\")", blur.src()));
        }
        part::<Element>(".look-stage")?.replace_children_with_node_1(&node);
        part::<Element>(".look-words")?.set_text_content(Some(&words));
        let of = look.doors.len();
        part::<Element>(".look-count")?.set_text_content(Some(&format!("{} / {of}", at + 1)));
        let near = [true, false].map(|forward| look.doors.get(turned(at, of, forward)).and_then(copy));
        Some(near.into_iter().flatten().map(|(node, _)| node).collect())
    };
    if let Some(near) = drawn() {
        let mut look = look.borrow_mut();
        look.at = at;
        look.near = near;
    }
    stand(look, Stand::FIT);
}

fn is_near(look: &Shared) -> bool {
    look.borrow().stand.is_some_and(|stand| !stand.is_fit())
}

/// Where something happened, in pixels from the middle of the stage.
fn from_middle(event: &MouseEvent) -> (f64, f64) {
    let Some(place) = part::<Element>(".look-stage").map(|stage| stage.get_bounding_client_rect()) else {
        return (0.0, 0.0);
    };
    (
        f64::from(event.client_x()) - place.left() - place.width() / 2.0,
        f64::from(event.client_y()) - place.top() - place.height() / 2.0,
    )
}

/// How wide and high the picture is where it fits.
fn fitting() -> Option<(f64, f64)> {
    let stage = part::<Element>(".look-stage")?.get_bounding_client_rect();
    let image: HtmlImageElement = part(".look-stage img")?;
    let said = |name: &str| {
        image
            .get_attribute(name)
            .and_then(|said| said.parse::<f64>().ok())
    };
    let (width, height) = (said("width")?, said("height")?);
    let scale = (stage.width() / width).min(stage.height() / height);
    Some((width * scale, height * scale))
}

fn zoom(look: &Shared, by: f64, at: (f64, f64)) {
    let now = look.borrow().stand.unwrap_or(Stand::FIT);
    stand(look, now.scaled(by, at));
}

/// Lets the picture stand so.
fn stand(look: &Shared, to: Stand) {
    let to = fitting().map_or(to, |size| to.held(size));
    look.borrow_mut().stand = Some(to);
    if let Some(image) = part::<HtmlElement>(".look-stage img") {
        let Stand { scale, x, y } = to;
        say(
            &image,
            "transform",
            &format!("translate({x:.1}px, {y:.1}px) scale({scale:.3})"),
        );
    }
    if let Some(button) = part::<Element>(".look-zoom") {
        let _ = button.set_attribute("aria-pressed", if to.is_fit() { "false" } else { "true" });
    }
}

/// One finger moves what is near, two bring it nearer.
fn follow(look: &Shared, id: i32, to: (f64, f64)) {
    let next = {
        let mut look = look.borrow_mut();
        let now = look.stand.unwrap_or(Stand::FIT);
        let Some(at) = look.fingers.iter().position(|finger| finger.id == id) else {
            return;
        };
        let before = std::mem::replace(&mut look.fingers[at].at, to);
        let step = (to.0 - before.0, to.1 - before.1);
        let other = look
            .fingers
            .iter()
            .find(|finger| finger.id != id)
            .map(|finger| finger.at);
        match other {
            Some(other) => {
                let far = |one: (f64, f64)| (one.0 - other.0).hypot(one.1 - other.1).max(1.0);
                let middle = ((to.0 + other.0) / 2.0, (to.1 + other.1) / 2.0);
                now.scaled(far(to) / far(before), middle)
                    .moved((step.0 / 2.0, step.1 / 2.0))
            }
            None if now.is_fit() => return,
            None => now.moved(step),
        }
    };
    stand(look, next);
}

/// A finger is lifted: on a picture that fits, what it did is a stroke, or a press beside the picture.
fn lift(look: &Shared, id: i32, meant: bool) {
    let (finger, alone) = {
        let mut look = look.borrow_mut();
        let Some(at) = look.fingers.iter().position(|finger| finger.id == id) else {
            return;
        };
        let alone = look.fingers.len() == 1;
        let finger = look.fingers.remove(at);
        // What is left of two is no stroke.
        if let Some(other) = look.fingers.first_mut() {
            other.from = (f64::INFINITY, f64::INFINITY);
        }
        (finger, alone)
    };
    let way = (finger.at.0 - finger.from.0, finger.at.1 - finger.from.1);
    if !meant || !alone || !way.0.is_finite() || is_near(look) {
        return;
    }
    let beside = fitting().is_some_and(|(width, height)| {
        finger.at.0.abs() > width / 2.0 + STILL || finger.at.1.abs() > height / 2.0 + STILL
    });
    match stroke(way) {
        Some(Stroke::Next) => turn(look, true),
        Some(Stroke::Previous) => turn(look, false),
        Some(Stroke::Close) => close(),
        None if beside && way.0.hypot(way.1) < STILL => close(),
        None => {}
    }
}

fn close() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}
