//! Files that are to come with a message: chosen, recorded, sent and made while one writes. One that is refused says why and stands in
//! nobody's way.

use crate::{
    kit::{Glyph, Icon},
    ports::{FileNews, Recording, Told, ports},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{ids::MediaId, messages::MOST_FILES, text::Lang};
use std::rc::Rc;

/// What can come with a message.
const ACCEPTED: &str = "image/*,video/*,audio/*";

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct One {
    number: u32,
    name: String,
    news: FileNews,
}

/// A handle: copies are the same files.
#[derive(Clone, Copy)]
pub(super) struct Attached {
    lang: Lang,
    files: RwSignal<Vec<One>>,
    recording: RwSignal<Option<Rc<dyn Recording>>, LocalStorage>,
    /// Seconds that a recording has.
    seconds: RwSignal<u32>,
    fault: RwSignal<Option<&'static str>>,
}

impl Attached {
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            files: RwSignal::default(),
            recording: RwSignal::new_local(None),
            seconds: RwSignal::new(0),
            fault: RwSignal::new(None),
        }
    }

    /// Those that can go; why not, where one is on its way.
    pub fn ready(self) -> Result<Vec<MediaId>, &'static str> {
        if self.recording.with_untracked(Option::is_some) {
            return Err(self.lang.message_recording_on());
        }
        let files = self.files.get_untracked();
        let waits = |one: &One| matches!(one.news, FileNews::Sending { .. } | FileNews::Making);
        if files.iter().any(waits) {
            return Err(self.lang.message_files_wait());
        }
        let ready = files.into_iter().filter_map(|one| match one.news {
            FileNews::Ready(id) => Some(id),
            _ => None,
        });
        Ok(ready.collect())
    }

    pub fn clear(self) {
        self.files.set(Vec::new());
    }

    fn told(self) -> Told {
        Rc::new(move |number, name, news| {
            self.files.try_update(|files| {
                if let Some(one) = files.iter_mut().find(|one| one.number == number) {
                    one.news = news;
                } else if files.len() < MOST_FILES && !matches!(news, FileNews::Gone) {
                    files.push(One {
                        number,
                        name: name.to_owned(),
                        news,
                    });
                }
                files.retain(|one| one.news != FileNews::Gone);
            });
        })
    }

    fn choose(self) {
        self.fault.set(None);
        if let Some(ports) = ports() {
            ports.files.choose(ACCEPTED, self.told());
        }
    }

    /// Begins to record, or ends it: what was said is attached then.
    fn record(self) {
        self.fault.set(None);
        let Some(ports) = ports() else { return };
        if let Some(recording) = self.recording.get_untracked() {
            self.recording.set(None);
            recording.finish(self.lang.message_voice(), self.told());
            return;
        }
        spawn_local(async move {
            let Ok(recording) = ports.files.record().await else {
                self.fault.try_set(Some(self.lang.message_no_microphone()));
                return;
            };
            self.seconds.try_set(0);
            self.recording.try_set(Some(recording.clone()));
            let still = || {
                let now = self.recording.try_get_untracked().flatten();
                now.is_some_and(|now| Rc::ptr_eq(&now, &recording))
            };
            while still() {
                ports.pages.wait(1_000).await;
                self.seconds.try_update(|seconds| *seconds += 1);
            }
        });
    }

    fn drop_recording(self) {
        if let Some(recording) = self.recording.get_untracked() {
            self.recording.set(None);
            recording.cancel();
        }
    }
}

/// Their list, and the ways to add to it. Only a browser that runs scripts shows it.
#[component]
pub(super) fn Attaching(attached: Attached) -> impl IntoView {
    let lang = attached.lang;
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let chips = move || {
        let files = attached.files.get();
        files
            .into_iter()
            .map(|one| view! { <Chip attached one/> })
            .collect_view()
    };
    let records = move || attached.recording.with(Option::is_some);
    let record_name = move || match records() {
        true => lang.message_record_end(),
        false => lang.message_record(),
    };
    let recording = move || {
        records().then(|| {
            let time = shared::media::clock(u64::from(attached.seconds.get()) * 1_000);
            view! {
                <span role="status" class="recording" data-testid="recording">
                    {lang.message_recording(&time)}
                </span>
                <button type="button" class="act" on:click=move |_| attached.drop_recording()>
                    {lang.message_record_drop()}
                </button>
            }
        })
    };
    let fault = move || {
        let words = attached.fault.get();
        words.map(|words| view! { <p class="field-fault" role="alert">{words}</p> })
    };
    view! {
        <Show when=move || awake.get()>
            <div class="writer-tools">
                <button
                    type="button"
                    class="act"
                    title=lang.message_attach()
                    aria-label=lang.message_attach()
                    on:click=move |_| attached.choose()
                >
                    <Icon glyph=Glyph::Attach/>
                </button>
                <button
                    type="button"
                    class="act"
                    title=record_name
                    aria-label=record_name
                    aria-pressed=move || records().to_string()
                    on:click=move |_| attached.record()
                >
                    <Icon glyph=Glyph::Microphone/>
                </button>
                {recording}
                <ul class="chips-of-files">{chips}</ul>
            </div>
            {fault}
        </Show>
    }
}

/// A file, how far it is, and the way to take it out.
#[component]
fn Chip(attached: Attached, one: One) -> impl IntoView {
    let lang = attached.lang;
    let One { number, name, news } = one;
    let (words, state) = match &news {
        FileNews::Sending { percent } => (lang.message_file_sent(&percent.to_string()), "sending"),
        FileNews::Making => (lang.message_file_made().to_owned(), "making"),
        FileNews::Ready(_) => (lang.message_file_ready().to_owned(), "ready"),
        FileNews::Refused(why) => (why.clone(), "refused"),
        FileNews::Gone => (String::new(), "gone"),
    };
    let out = move |_| {
        if let Some(ports) = ports() {
            ports.files.cancel(number);
        }
        attached
            .files
            .update(|files| files.retain(|one| one.number != number));
    };
    view! {
        <li class="file-chip" data-state=state data-testid="attached">
            <b>{name.clone()}</b>
            <span class="quiet" role="status">
                {words}
            </span>
            <button type="button" class="act" aria-label=lang.message_file_out(&name) on:click=out>
                <Icon glyph=Glyph::Close/>
            </button>
        </li>
    }
}
