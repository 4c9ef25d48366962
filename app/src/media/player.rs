//! Films and sounds: the browser's own players, which need no JavaScript, in the room that they will take. What is locked has the
//! same room and nothing in it. `frontend/looking` gives them keys and a memory.

use super::waveform::Waveform;
use crate::{
    kit::{Glyph, Icon},
    media::Veil,
    request::use_request,
};
use leptos::{attr::custom::custom_attribute, prelude::*};
use shared::{
    media::{Captions, MediaKind, MediaView, Playable, Preview, Source, clock},
    text::Lang,
};

/// Where a player stands: in a list nothing is loaded before somebody wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    List,
    Page,
}

impl Place {
    fn preload(self) -> &'static str {
        match self {
            Self::List => "none",
            Self::Page => "metadata",
        }
    }
}

/// What a film without known measures is as wide and as high as.
const USUAL: (u32, u32) = (16, 9);

fn measures(width: u32, height: u32) -> (u32, u32) {
    match (width, height) {
        (0, _) | (_, 0) => USUAL,
        known => known,
    }
}

/// A film or a sound that the viewer may open; nothing of a picture.
#[component]
pub fn Player(lang: Lang, media: MediaView, place: Place) -> impl IntoView {
    match media.kind {
        MediaKind::Image => None,
        MediaKind::Video => Some(view! { <Film lang media place/> }.into_any()),
        MediaKind::Audio => Some(view! { <Sound lang media place/> }.into_any()),
    }
}

fn sources(sources: Vec<Source>) -> impl IntoView {
    sources
        .into_iter()
        .map(|source| view! { <source src=source.url type=source.kind/> })
        .collect_view()
}

/// Off until somebody wants them: browsers remember that for all films.
fn track(Captions { url, lang }: Captions) -> impl IntoView {
    view! { <track kind="captions" src=url srclang=lang.as_str() label=lang.own_name()/> }
}

/// Nothing moves when its picture or the film itself comes: an empty drawing has its measures.
#[component]
fn Film(lang: Lang, media: MediaView, place: Place) -> impl IntoView {
    let (width, height) = measures(media.width, media.height);
    let poster = media.has_picture().then(|| media.url_for(960).to_owned());
    let lasts = media.clock();
    let playable = media.playable.unwrap_or_default();
    let name = if media.alt.is_empty() {
        lang.film().to_owned()
    } else {
        media.alt
    };
    let captions = playable.captions.map(track);
    view! {
        <figure class="film" data-plays=media.id.to_string()>
            <Room width height/>
            <video
                controls
                controlslist="nodownload"
                playsinline
                preload=place.preload()
                poster=poster
                width=width.to_string()
                height=height.to_string()
                aria-label=name
            >
                {sources(playable.sources)}
                {captions}
                <p>{lang.cannot_play()}</p>
            </video>
            {lasts.map(|time| view! { <Length lang time/> })}
        </figure>
    }
}

/// As high as its width asks for.
#[component]
fn Room(width: u32, height: u32) -> impl IntoView {
    view! {
        <svg
            class="room"
            viewBox=format!("0 0 {width} {height}")
            width=width.to_string()
            height=height.to_string()
            aria-hidden="true"
        ></svg>
    }
}

/// How long something takes, over its picture.
#[component]
fn Length(lang: Lang, time: String) -> impl IntoView {
    let said = lang.lasts(&time);
    view! {
        <span class="length">
            <span aria-hidden="true">{time}</span>
            <span class="unseen">{said}</span>
        </span>
    }
}

#[component]
fn Sound(lang: Lang, media: MediaView, place: Place) -> impl IntoView {
    let lasts = media.clock();
    let playable = media.playable.unwrap_or_default();
    let loudness = playable.loudness();
    let Playable {
        sources: from,
        captions,
        milliseconds,
        ..
    } = playable;
    let name = if media.alt.is_empty() {
        lang.sound().to_owned()
    } else {
        media.alt.clone()
    };
    let read = captions.clone().map(|captions| view! { <Read lang captions/> });
    let captions = captions.map(track);
    // The element knows it, its type here does not.
    let unkept = custom_attribute("controlslist", "nodownload");
    view! {
        <figure class="sound" data-plays=media.id.to_string()>
            <figcaption>
                <Icon glyph=Glyph::Sound/>
                <span class="sound-name">{name.clone()}</span>
                {lasts.map(|time| view! { <Length lang time/> })}
            </figcaption>
            // A slider once it is awake: its length is known before the sound is loaded.
            <div class="wave" data-seek=lang.seek() data-lasts=milliseconds.map(|one| one.to_string())>
                <Waveform loudness=loudness.clone()/>
                <span class="wave-played">
                    <Waveform loudness/>
                </span>
            </div>
            <audio {..unkept} controls preload=place.preload() aria-label=name>
                {sources(from)}
                {captions}
                <p>{lang.cannot_play()}</p>
            </audio>
            {read}
        </figure>
    }
}

/// Browsers show captions over films alone: those of a sound stand below it, for whoever opens them, and in one piece as a text.
#[component]
fn Read(lang: Lang, captions: Captions) -> impl IntoView {
    let Captions { url, lang: tongue } = captions;
    view! {
        <details class="sound-read">
            <summary>{lang.captions_are(tongue.own_name())}</summary>
            <p lang=tongue.as_str() dir="auto" data-cue></p>
            <a href=url>{lang.captions_whole()}</a>
        </details>
    }
}

/// A film that is locked: its shape and colours, and how long it takes.
#[component]
pub fn ClosedFilm(lang: Lang, preview: Option<Preview>, milliseconds: Option<u64>) -> impl IntoView {
    let (width, height) = preview
        .as_ref()
        .map_or(USUAL, |preview| measures(preview.width, preview.height));
    view! {
        <div class="film closed-film">
            <Room width height/>
            {preview.map(|preview| view! { <Veil preview/> })}
            <span class="lock-mark" aria-hidden="true">
                <Icon glyph=Glyph::Lock/>
            </span>
            {milliseconds.map(|time| view! { <Length lang time=clock(time)/> })}
        </div>
    }
}

/// A sound that is locked: a line as high as it, and how long it takes.
#[component]
pub fn ClosedSound(lang: Lang, milliseconds: Option<u64>) -> impl IntoView {
    view! {
        <div class="sound closed-sound">
            <p class="sound-head">
                <Icon glyph=Glyph::Lock/>
                <span class="sound-name">{lang.sound()}</span>
                {milliseconds.map(|time| view! { <Length lang time=clock(time)/> })}
            </p>
            <div class="wave">
                <Waveform loudness=Vec::new()/>
            </div>
            <span class="sound-room"></span>
        </div>
    }
}

/// What makes pictures open large and gives players their keys: a module of its own, only where there is something to see or hear,
/// or will be once it is unlocked.
#[component]
pub fn Looking() -> impl IntoView {
    let request = use_request();
    // For browsers that know no playlists; loaded when a film begins there.
    let adaptive = request.asset("/assets/adaptive.js");
    view! { <script type="module" src=request.asset("/assets/looking.js") data-adaptive=adaptive></script> }
}
