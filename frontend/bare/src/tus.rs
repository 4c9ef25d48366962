//! One file on its way by tus 1.0, in pieces: where its place is, how far it has come, and what is asked next. When to try again, and what a
//! page says of it, it leaves to others.

use crate::requests::{Answer, Body, Call};
use std::cell::{Cell, RefCell};
use web_sys::{Blob, XmlHttpRequest};

/// Where a file gets its place.
const DOOR: &str = "/api/upload";
/// Bytes of one piece.
const PIECE: u64 = 5 * 1024 * 1024;

/// What came of asking.
#[derive(Debug)]
pub enum Step {
    Further,
    /// All bytes are there.
    Whole,
    /// No answer, or one that may be another one the next time.
    Lost,
    Refused(Answer),
}

pub struct Sending {
    blob: Blob,
    name: String,
    size: u64,
    /// Its address here, once it has one.
    place: RefCell<Option<String>>,
    offset: Cell<u64>,
    /// Whether the server has that many bytes, too.
    sure: Cell<bool>,
    request: RefCell<Option<XmlHttpRequest>>,
}

impl Sending {
    pub fn new(blob: Blob, name: String) -> Self {
        Self {
            size: blob.size() as u64,
            blob,
            name,
            place: RefCell::default(),
            offset: Cell::new(0),
            sure: Cell::new(false),
            request: RefCell::default(),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// So many bytes are there.
    pub fn offset(&self) -> u64 {
        self.offset.get()
    }

    pub fn has_place(&self) -> bool {
        self.place.borrow().is_some()
    }

    /// By which the file is known, once it has a place.
    pub fn id(&self) -> Option<String> {
        let place = self.place.borrow();
        Some(place.as_ref()?.rsplit('/').next()?.to_owned())
    }

    /// Asks for a place, how far it is, or sends the next piece. `told` is told how many bytes have gone.
    pub async fn step(&self, told: impl Fn(u64) + 'static) -> Step {
        let place = self.place.borrow().clone();
        let answer = match (&place, self.sure.get()) {
            (None, _) => self.begin().await,
            (Some(place), false) => self.ask("HEAD", place, |call| call, Body::None).await,
            (Some(place), true) => self.piece(place, told).await,
        };
        self.request.take();
        self.sure.set(answer.is_good());
        if !answer.is_good() {
            return match answer.may_pass() {
                true => Step::Lost,
                false => Step::Refused(answer),
            };
        }
        if let Some(place) = answer.place {
            self.place.replace(Some(place));
        }
        if let Some(offset) = answer.offset {
            self.offset.set(offset);
        }
        match self.has_place() && self.offset.get() >= self.size {
            true => Step::Whole,
            false => Step::Further,
        }
    }

    /// What goes now is called off; the next step asks how far it came.
    pub fn stop(&self) {
        self.sure.set(false);
        if let Some(request) = self.request.take() {
            let _ = request.abort();
        }
    }

    /// Calls it off for good; what is not taken away now expires by itself.
    pub async fn cancel(&self) {
        self.stop();
        if let Some(place) = self.place.take() {
            self.ask("DELETE", &place, |call| call, Body::None).await;
        }
    }

    async fn ask(&self, method: &str, path: &str, with: impl FnOnce(Call) -> Call, body: Body<'_>) -> Answer {
        let Some(call) = Call::new(method, path) else {
            return Answer::default();
        };
        let call = with(call.header("tus-resumable", "1.0.0"));
        self.request.replace(Some(call.handle()));
        call.send(body).await
    }

    async fn begin(&self) -> Answer {
        // UTF-8 in base64, as tus wants it.
        let name: String = self.name.bytes().map(char::from).collect();
        let name = web_sys::window().and_then(|window| window.btoa(&name).ok());
        let metadata = format!("filename {}", name.unwrap_or_default());
        let size = self.size.to_string();
        let described = |call: Call| {
            call.header("upload-length", &size)
                .header("upload-metadata", &metadata)
        };
        self.ask("POST", DOOR, described, Body::None).await
    }

    async fn piece(&self, place: &str, told: impl Fn(u64) + 'static) -> Answer {
        let from = self.offset.get();
        let to = piece_end(from, self.size);
        let Ok(bytes) = self.blob.slice_with_f64_and_f64(from as f64, to as f64) else {
            return Answer::default();
        };
        let described = |call: Call| {
            call.header("upload-offset", &from.to_string())
                .header("content-type", "application/offset+octet-stream")
                .on_progress(move |bytes| told(from.saturating_add(bytes).min(to)))
        };
        self.ask("PATCH", place, described, Body::Bytes(&bytes)).await
    }
}

/// The end of the piece that begins here.
fn piece_end(offset: u64, size: u64) -> u64 {
    offset.saturating_add(PIECE).min(size)
}

/// How far it is, in hundredths; of nothing, nothing is left.
pub fn hundredths(done: u64, of: u64) -> u8 {
    u8::try_from(done.saturating_mul(100) / of.max(1)).map_or(100, |share| share.min(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn pieces_end_with_the_file() {
        assert_eq!(piece_end(0, PIECE * 2 + 1), PIECE);
        assert_eq!(piece_end(PIECE * 2, PIECE * 2 + 1), PIECE * 2 + 1);
        assert_eq!(
            (hundredths(0, 0), hundredths(1, 3), hundredths(3, 3)),
            (0, 33, 100)
        );
    }
}
