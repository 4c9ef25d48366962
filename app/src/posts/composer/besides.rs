//! What a file has besides itself: captions, what stands for a film, and whether the original stays. Each is sent by itself, as soon as it is
//! chosen or by the button below.

use super::model::Place;
use crate::{
    kit::choices,
    media::{Place as Where, Player},
};
use leptos::{either::Either, prelude::*};
use shared::{
    ids::MediaId,
    media::{CAPTIONS_SIZE, MediaKind, MediaState, MediaView, OwnMedia, POSTER_SIZE, Tongue},
    text::Lang,
};

/// Of a file that is ready.
#[component]
pub fn Besides(lang: Lang, place: Place, own: OwnMedia) -> impl IntoView {
    let MediaState::Ready { media } = own.state else {
        return None;
    };
    let id = own.id;
    let (kind, plays) = (media.kind, media.playable.is_some());
    // Of what is published only what is kept is there, and stays so.
    let stays = matches!(place, Place::Post(_)) && own.keep_original;
    let original = match (own.original, stays) {
        (Some(_), false) => Some(Either::Left(view! { <Keep lang id kept=own.keep_original/> })),
        (Some(href), true) => Some(Either::Right(view! {
            <p class="fine">
                {lang.original_kept()} " " <a href=href download>
                    {lang.original_download()}
                </a>
            </p>
        })),
        (None, _) => None,
    };
    if original.is_none() && !plays {
        return None;
    }
    let title = match kind {
        MediaKind::Image => lang.more_picture(),
        MediaKind::Video => lang.more_film(),
        MediaKind::Audio => lang.more_sound(),
    };
    let sends = plays.then(|| {
        view! {
            <button
                class="button"
                formaction=place.files_path()
                formenctype="multipart/form-data"
                formnovalidate=true
                data-plain
            >
                {lang.besides_add()}
            </button>
        }
    });
    let captions = plays.then(|| view! { <CaptionFields lang media=media.clone()/> });
    let poster = (kind == MediaKind::Video).then(|| view! { <PosterFields lang media/> });
    Some(view! {
        <details class="filters file-besides">
            <summary>{title}</summary>
            <div class="fields">{captions} {poster} {sends} {original}</div>
        </details>
    })
}

#[component]
fn CaptionFields(lang: Lang, media: MediaView) -> impl IntoView {
    let id = media.id;
    let known = media.playable.and_then(|playable| playable.captions);
    let chosen = known
        .as_ref()
        .map_or(Tongue::from(lang), |captions| captions.lang);
    let options = choices(Tongue::ALL, Tongue::as_str, Tongue::own_name)
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen.as_str();
            view! {
                <option value=value.clone() lang=value selected=selected>
                    {words}
                </option>
            }
        })
        .collect_view();
    let there = known.map(|captions| {
        view! {
            <p class="file-pair">
                <a href=captions.url>{lang.captions_are(captions.lang.own_name())}</a>
                <button class="button" name="act" value=format!("uncaption:{id}") formnovalidate=true>
                    {lang.captions_remove()}
                </button>
            </p>
        }
    });
    let help = format!("captions-help.{id}");
    view! {
        {there}
        <label class="field">
            <span>{lang.captions_lang()}</span>
            <select name=format!("tongue.{id}")>{options}</select>
        </label>
        <label class="field">
            <span>{lang.captions_file()}</span>
            <input
                type="file"
                name=format!("captions.{id}")
                accept=".vtt,.srt,text/vtt,application/x-subrip"
                aria-describedby=help.clone()
            />
        </label>
        <p class="quiet fine" id=help>
            {lang.captions_help(&lang.bytes(CAPTIONS_SIZE as u64))}
        </p>
    }
}

/// The film itself is there to find the moment in.
#[component]
fn PosterFields(lang: Lang, media: MediaView) -> impl IntoView {
    let id = media.id;
    let help = format!("poster-help.{id}");
    view! {
        <div data-moments>
            <Player lang media place=Where::List/>
        </div>
        <div class="file-pair">
            <label class="field">
                <span>{lang.poster_moment()}</span>
                <input
                    name=format!("moment.{id}")
                    inputmode="decimal"
                    autocomplete="off"
                />
            </label>
            <button class="button" name="act" value=format!("moment:{id}") formnovalidate=true>
                {lang.poster_take()}
            </button>
        </div>
        <label class="field">
            <span>{lang.poster_file()}</span>
            <input type="file" name=format!("poster.{id}") accept="image/*" aria-describedby=help.clone()/>
        </label>
        <p class="quiet fine" id=help>
            {lang.poster_help(&lang.bytes(POSTER_SIZE as u64))}
        </p>
    }
}

/// What is not ticked is sent too: the one that comes last counts.
#[component]
fn Keep(lang: Lang, id: MediaId, kept: bool) -> impl IntoView {
    let (name, help) = (format!("keep.{id}"), format!("keep-help.{id}"));
    view! {
        <input type="hidden" name=name.clone() value="no"/>
        <label class="check">
            <input type="checkbox" name=name value="yes" checked=kept aria-describedby=help.clone()/>
            {lang.original_keep()}
        </label>
        <p class="quiet fine" id=help>
            {lang.original_help()}
        </p>
    }
}
