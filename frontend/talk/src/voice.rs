//! A voice that is being recorded, by the browser's own means. It ends when it is told to, and the microphone is free then.

use js_sys::Array;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobEvent, File, FilePropertyBag, MediaRecorder, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

pub struct Voice {
    /// How many it has.
    pub seconds: Cell<u64>,
    recorder: MediaRecorder,
    stream: MediaStream,
    pieces: Rc<RefCell<Vec<Blob>>>,
}

impl Voice {
    /// None where there is no microphone, or none for this page.
    pub async fn begin() -> Option<Self> {
        let devices = web_sys::window()?.navigator().media_devices().ok()?;
        let wanted = MediaStreamConstraints::new();
        wanted.set_audio(&JsValue::TRUE);
        let stream = JsFuture::from(devices.get_user_media_with_constraints(&wanted).ok()?)
            .await
            .ok()?;
        let stream: MediaStream = stream.dyn_into().ok()?;
        let recorder = MediaRecorder::new_with_media_stream(&stream).ok()?;
        let pieces: Rc<RefCell<Vec<Blob>>> = Rc::default();
        let kept = pieces.clone();
        let come = Closure::<dyn Fn(BlobEvent)>::new(move |event: BlobEvent| {
            kept.borrow_mut().extend(event.data());
        });
        recorder.set_ondataavailable(Some(come.into_js_value().unchecked_ref()));
        recorder.start().ok()?;
        Some(Self {
            seconds: Cell::new(0),
            recorder,
            stream,
            pieces,
        })
    }

    /// Ends it; what was said is a file of this name then.
    pub fn finish(&self, name: &'static str, take: impl Fn(&Blob) + 'static) {
        let (pieces, kind) = (self.pieces.clone(), self.recorder.mime_type());
        let stopped = Closure::once_into_js(move || {
            let pieces: Array = pieces.borrow().iter().collect();
            let about = FilePropertyBag::new();
            about.set_type(&kind);
            if let Ok(file) = File::new_with_blob_sequence_and_options(&pieces, name, &about) {
                take(&file);
            }
        });
        self.recorder.set_onstop(Some(stopped.unchecked_ref()));
        let _ = self.recorder.stop();
        self.end();
    }

    pub fn cancel(&self) {
        self.recorder.set_onstop(None);
        let _ = self.recorder.stop();
        self.end();
    }

    /// The microphone is free again.
    fn end(&self) {
        for track in self.stream.get_tracks() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}
