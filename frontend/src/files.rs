//! Files of whoever is here: chosen or recorded, sent to the server, and watched until they are ready. It refuses nothing by itself: what is
//! too large or of a wrong kind is the server's to say, and its words are told.

use crate::{js, pages::document};
use app::ports::{FileNews, Files, Method, NoMicrophone, Recording, Request, Told};
use async_trait::async_trait;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, JSON};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobEvent, File, FilePropertyBag, FormData, HtmlInputElement, MediaRecorder, MediaStream,
    MediaStreamConstraints, MediaStreamTrack, ProgressEvent, XmlHttpRequest,
};

const DOOR: &str = "/api/media";
/// Milliseconds between two looks at what is made of a file.
const LOOK: u32 = 400;

/// The files of this page.
#[derive(Default)]
pub struct Sent(Rc<Under>);

/// What is under way.
#[derive(Default)]
struct Under {
    last: Cell<u32>,
    files: RefCell<HashMap<u32, Way>>,
}

/// How far one is: its request, and its id once there is one.
#[derive(Clone, Default)]
struct Way {
    request: Option<XmlHttpRequest>,
    id: Option<String>,
}

#[async_trait(?Send)]
impl Files for Sent {
    fn choose(&self, accept: &str, told: Told) {
        let Some(field) = document()
            .and_then(|page| page.create_element("input").ok())
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        field.set_type("file");
        field.set_multiple(true);
        field.set_accept(accept);
        let (chosen, under) = (field.clone(), self.0.clone());
        let come = Closure::once_into_js(move || {
            let Some(files) = chosen.files() else { return };
            for at in 0..files.length() {
                if let Some(file) = files.get(at) {
                    let name = file.name();
                    under.clone().send(&file, name, told.clone());
                }
            }
        });
        let _ = field.add_event_listener_with_callback("change", come.unchecked_ref());
        field.click();
    }

    async fn record(&self) -> Result<Rc<dyn Recording>, NoMicrophone> {
        let voice = Voice::begin(self.0.clone()).await.ok_or(NoMicrophone)?;
        Ok(Rc::new(voice))
    }

    fn cancel(&self, number: u32) {
        let Some(way) = self.0.files.borrow_mut().remove(&number) else {
            return;
        };
        if let Some(request) = way.request {
            let _ = request.abort();
        }
        if let Some(id) = way.id {
            spawn_local(async move {
                // What is not deleted now expires by itself.
                let _ = Request::new(Method::Delete, format!("{DOOR}/{id}")).done().await;
            });
        }
    }
}

impl Under {
    fn send(self: Rc<Self>, file: &Blob, name: String, told: Told) {
        let number = self.last.get() + 1;
        self.last.set(number);
        told(number, &name, FileNews::Sending { percent: 0 });
        let Some(request) = self.begin(file, &name, number, &told) else {
            return told(number, &name, FileNews::Gone);
        };
        let way = Way {
            request: Some(request),
            id: None,
        };
        self.files.borrow_mut().insert(number, way);
    }

    fn begin(self: &Rc<Self>, file: &Blob, name: &str, number: u32, told: &Told) -> Option<XmlHttpRequest> {
        let form = FormData::new().ok()?;
        form.append_with_blob_and_filename("file", file, name).ok()?;
        let request = XmlHttpRequest::new().ok()?;
        request.open_with_async("POST", DOOR, true).ok()?;
        request.set_request_header("accept", "application/json").ok()?;
        let (progress, called) = (told.clone(), name.to_owned());
        let sent = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            let (loaded, total) = (event.loaded(), event.total());
            // Of nothing, nothing is left; a hundred is told when the server has answered.
            let percent = if total > 0.0 {
                (loaded * 99.0 / total) as u8
            } else {
                0
            };
            progress(number, &called, FileNews::Sending { percent });
        });
        request
            .upload()
            .ok()?
            .add_event_listener_with_callback("progress", sent.into_js_value().unchecked_ref())
            .ok()?;
        let (under, answer) = (self.clone(), request.clone());
        let (told, name) = (told.clone(), name.to_owned());
        let done = Closure::once_into_js(move || under.answered(&answer, number, name, told));
        request
            .add_event_listener_with_callback("loadend", done.unchecked_ref())
            .ok()?;
        request.send_with_opt_form_data(Some(&form)).ok()?;
        Some(request)
    }

    /// The request is over, well or not.
    fn answered(self: Rc<Self>, request: &XmlHttpRequest, number: u32, name: String, told: Told) {
        // It was taken out meanwhile.
        if !self.files.borrow().contains_key(&number) {
            return;
        }
        let text = request.response_text().ok().flatten().unwrap_or_default();
        let answer = JSON::parse(&text).unwrap_or(JsValue::NULL);
        let lang = crate::switches::lang();
        match js::text(&answer, "id").filter(|_| request.status().unwrap_or(0) == 201) {
            Some(id) => {
                let way = Way {
                    request: None,
                    id: Some(id.clone()),
                };
                self.files.borrow_mut().insert(number, way);
                told(number, &name, FileNews::Making);
                spawn_local(async move { self.watch(number, &name, &id, &told).await });
            }
            None => {
                self.files.borrow_mut().remove(&number);
                let why = js::text(&answer, "detail");
                let why = why.unwrap_or_else(|| lang.fault_no_answer().to_owned());
                told(number, &name, FileNews::Refused(why));
            }
        }
    }

    /// Looks at what is made of it until that is known.
    async fn watch(&self, number: u32, name: &str, id: &str, told: &Told) {
        loop {
            TimeoutFuture::new(LOOK).await;
            if !self.files.borrow().contains_key(&number) {
                return;
            }
            // An answer that does not come says nothing.
            let Ok(text) = Request::get(format!("{DOOR}/{id}")).done().await else {
                continue;
            };
            let answer = JSON::parse(&text).unwrap_or(JsValue::NULL);
            match js::text(&answer, "state").as_deref() {
                Some("ready") => {
                    if let Ok(id) = id.parse() {
                        return told(number, name, FileNews::Ready(id));
                    }
                }
                Some("refused") => {
                    let why = js::text(&answer, "reason").unwrap_or_default();
                    return told(number, name, FileNews::Refused(why));
                }
                _ => {}
            }
        }
    }
}

/// A voice on its way to be a file.
struct Voice {
    under: Rc<Under>,
    recorder: MediaRecorder,
    stream: MediaStream,
    pieces: Rc<RefCell<Vec<Blob>>>,
}

impl Voice {
    async fn begin(under: Rc<Under>) -> Option<Self> {
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
            under,
            recorder,
            stream,
            pieces,
        })
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

impl Recording for Voice {
    fn finish(&self, name: &str, told: Told) {
        let (pieces, under, kind) = (self.pieces.clone(), self.under.clone(), self.recorder.mime_type());
        let name = name.to_owned();
        let stopped = Closure::once_into_js(move || {
            let pieces: Array = pieces.borrow().iter().collect();
            let about = FilePropertyBag::new();
            about.set_type(&kind);
            if let Ok(file) = File::new_with_blob_sequence_and_options(&pieces, &name, &about) {
                under.send(&file, name, told);
            }
        });
        self.recorder.set_onstop(Some(stopped.unchecked_ref()));
        let _ = self.recorder.stop();
        self.end();
    }

    fn cancel(&self) {
        self.recorder.set_onstop(None);
        let _ = self.recorder.stop();
        self.end();
    }
}
