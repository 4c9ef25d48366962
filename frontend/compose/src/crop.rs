//! Which part of a picture stays: the original under a frame that is moved and sized by pointer or keys, freely or in a shape. The frame is
//! drawn; the page's policy allows no styles of ours.

use crate::{Composer, files, plain::Frame};
use bare::dom::{self, document, hide, on, part, parts};
use shared::media::MediaEdit;
use std::{
    cell::{Cell, RefCell},
    f64::consts::FRAC_PI_2,
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{
    CanvasRenderingContext2d, Element, Event, HtmlCanvasElement, HtmlDialogElement, HtmlImageElement,
    HtmlInputElement, KeyboardEvent, PointerEvent,
};

/// Pixels of the drawn picture's longer side.
const LONG: f64 = 1_200.0;
/// How near to the corner a pointer takes it, as a share of the longer side.
const NEAR: f64 = 0.09;

struct Crop {
    dialog: HtmlDialogElement,
    canvas: HtmlCanvasElement,
    image: HtmlImageElement,
    item: RefCell<Option<Element>>,
    turns: Cell<u8>,
    frame: Cell<Frame>,
    /// Width over height of what is to stay; none for any.
    shape: Cell<Option<f64>>,
    /// Where the pointer was last, and whether it has the corner.
    held: Cell<Option<((f64, f64), bool)>>,
}

pub fn wake(composer: &Rc<Composer>) {
    let Some(crop) = Crop::find().map(Rc::new) else {
        return;
    };
    let opened = crop.clone();
    files::pressed(composer, "[data-crop]", move |_, button| {
        if let Some(item) = dom::closest(&button, "[data-file]") {
            opened.open(item);
        }
    });
    let drawn = crop.clone();
    on(&crop.image, "load", move |_| {
        drawn.fit();
        drawn.draw();
    });
    for name in ["pointerdown", "pointermove", "pointerup", "pointercancel"] {
        let moved = crop.clone();
        on(&crop.canvas, name, move |event| moved.pointer(name, &event));
    }
    let keyed = crop.clone();
    on(&crop.canvas, "keydown", move |event| keyed.key(&event));
    let chosen = crop.clone();
    on(&crop.dialog, "change", move |event| {
        let field = dom::target(&event).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field {
            chosen.choose(&field.value());
        }
    });
    let (done, at) = (crop.clone(), composer.clone());
    on(&crop.dialog, "click", move |event| {
        let act = dom::target(&event)
            .and_then(|from| dom::closest(&from, "[data-cropped]"))
            .and_then(|button| button.get_attribute("data-cropped"));
        match act.as_deref() {
            Some("done") => done.end(&at, done.frame.get().crop()),
            Some("whole") => done.end(&at, None),
            Some(_) => done.dialog.close(),
            None => {}
        }
    });
}

impl Crop {
    fn find() -> Option<Self> {
        let dialog = document()?.query_selector("[data-cropping]").ok()??;
        Some(Self {
            canvas: part(&dialog, "canvas")?.dyn_into().ok()?,
            dialog: dialog.dyn_into().ok()?,
            image: HtmlImageElement::new().ok()?,
            item: RefCell::new(None),
            turns: Cell::new(0),
            frame: Cell::new(Frame::ALL),
            shape: Cell::new(None),
            held: Cell::new(None),
        })
    }

    fn open(&self, item: Element) {
        let Some(original) = item.get_attribute("data-original") else {
            return;
        };
        let edit = files::edit_of(&item);
        self.turns.set(edit.turns);
        self.frame.set(Frame::of(edit.crop));
        self.shape.set(None);
        if let Some(free) = parts(&self.dialog, "[type=radio]").into_iter().next()
            && let Ok(free) = free.dyn_into::<HtmlInputElement>()
        {
            free.set_checked(true);
        }
        self.item.replace(Some(item));
        hide(&self.canvas, true);
        self.image.set_src(&original);
        let _ = self.dialog.show_modal();
    }

    /// Makes the canvas as wide and high as the picture stands now.
    fn fit(&self) {
        let (wide, high) = (
            f64::from(self.image.natural_width()),
            f64::from(self.image.natural_height()),
        );
        let scale = (LONG / wide.max(high).max(1.0)).min(1.0);
        let (wide, high) = (wide * scale, high * scale);
        let (wide, high) = if self.turns.get() % 2 == 1 {
            (high, wide)
        } else {
            (wide, high)
        };
        self.canvas.set_width(wide.round().max(1.0) as u32);
        self.canvas.set_height(high.round().max(1.0) as u32);
        hide(&self.canvas, false);
        let _ = self.canvas.focus();
    }

    fn size(&self) -> (f64, f64) {
        (f64::from(self.canvas.width()), f64::from(self.canvas.height()))
    }

    fn draw(&self) {
        let context = self.canvas.get_context("2d").ok().flatten();
        let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
        else {
            return;
        };
        let (wide, high) = self.size();
        self.picture(&context);
        let frame = self.frame.get();
        let (left, top) = (frame.left * wide, frame.top * high);
        let (across, down) = (frame.width * wide, frame.height * high);
        // What goes is darker, whatever the theme.
        context.set_fill_style_str("rgb(0 0 0 / 0.6)");
        for (x, y, w, h) in [
            (0.0, 0.0, wide, top),
            (0.0, top + down, wide, high - top - down),
            (0.0, top, left, down),
            (left + across, top, wide - left - across, down),
        ] {
            context.fill_rect(x, y, w, h);
        }
        let line = (wide.max(high) / 250.0).max(2.0);
        context.set_line_width(line);
        context.set_stroke_style_str("white");
        context.stroke_rect(left, top, across, down);
        let corner = wide.max(high) / 30.0;
        context.set_fill_style_str("white");
        context.fill_rect(left + across - corner, top + down - corner, corner, corner);
    }

    fn picture(&self, context: &CanvasRenderingContext2d) {
        let (wide, high) = self.size();
        let turns = self.turns.get();
        let (own_wide, own_high) = if turns % 2 == 1 {
            (high, wide)
        } else {
            (wide, high)
        };
        context.save();
        let _ = context.translate(wide / 2.0, high / 2.0);
        let _ = context.rotate(f64::from(turns) * FRAC_PI_2);
        let _ = context.draw_image_with_html_image_element_and_dw_and_dh(
            &self.image,
            -own_wide / 2.0,
            -own_high / 2.0,
            own_wide,
            own_high,
        );
        context.restore();
    }

    /// The shape in shares of the picture's own width and height.
    fn share(&self) -> Option<f64> {
        let (wide, high) = self.size();
        self.shape.get().map(|shape| shape * high / wide)
    }

    fn choose(&self, name: &str) {
        self.shape.set(match name {
            "3:4" => Some(3.0 / 4.0),
            "1:1" => Some(1.0),
            "16:9" => Some(16.0 / 9.0),
            _ => None,
        });
        self.frame.set(self.frame.get().shaped(self.share()));
        self.draw();
    }

    fn pointer(&self, name: &str, event: &Event) {
        let Some(event) = event.dyn_ref::<PointerEvent>() else {
            return;
        };
        let place = self.canvas.get_bounding_client_rect();
        let at = (
            (f64::from(event.client_x()) - place.left()) / place.width().max(1.0),
            (f64::from(event.client_y()) - place.top()) / place.height().max(1.0),
        );
        match (name, self.held.get()) {
            ("pointerdown", _) => {
                event.prevent_default();
                let _ = self.canvas.focus();
                let _ = self.canvas.set_pointer_capture(event.pointer_id());
                let frame = self.frame.get();
                let corner = (frame.left + frame.width - at.0).hypot(frame.top + frame.height - at.1) < NEAR;
                self.held.set(Some((at, corner)));
            }
            ("pointermove", Some((from, corner))) => {
                let by = (at.0 - from.0, at.1 - from.1);
                self.change(by, corner);
                self.held.set(Some((at, corner)));
            }
            ("pointerup" | "pointercancel", _) => self.held.set(None),
            _ => {}
        }
    }

    fn change(&self, by: (f64, f64), corner: bool) {
        let frame = self.frame.get();
        self.frame.set(match corner {
            true => frame.sized(by, self.share()),
            false => frame.moved(by),
        });
        self.draw();
    }

    fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        const STEP: f64 = 0.02;
        let by = match event.key().as_str() {
            "ArrowLeft" => (-STEP, 0.0),
            "ArrowRight" => (STEP, 0.0),
            "ArrowUp" => (0.0, -STEP),
            "ArrowDown" => (0.0, STEP),
            _ => return,
        };
        event.prevent_default();
        self.change(by, event.shift_key());
    }

    fn end(&self, composer: &Rc<Composer>, crop: Option<shared::media::Crop>) {
        self.dialog.close();
        if let Some(item) = self.item.take() {
            let edit = MediaEdit {
                turns: self.turns.get(),
                crop,
            };
            if edit != files::edit_of(&item) {
                files::remake(composer, &item, edit);
            }
        }
    }
}
