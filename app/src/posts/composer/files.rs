//! The files of a post in their order: what each is, its words, and buttons that move, turn or take it out.

use super::{
    besides::Besides,
    model::{Place, Shown},
};
use crate::kit::{Fault, Glyph, Icon};
use leptos::{either::EitherOf3, prelude::*};
use shared::{
    Problem,
    media::{LONGEST_ALT, MediaKind, MediaState},
    text::Lang,
    uploads::SMALL,
};

/// The list, and the way to add to it.
#[component]
pub fn Files(
    lang: Lang,
    place: Place,
    files: Vec<Shown>,
    /// Those that were not taken, and why.
    unsent: Vec<(String, Problem)>,
    fault: Option<String>,
) -> impl IntoView {
    let of = files.len();
    let items = files
        .into_iter()
        .enumerate()
        .map(|(index, file)| view! { <File lang place file first=index == 0 last=index + 1 == of/> })
        .collect_view();
    let unsent = (!unsent.is_empty()).then(|| {
        let lines = unsent
            .into_iter()
            .map(|(name, problem)| view! { <li><b>{name}</b> " " {problem.detail}</li> })
            .collect_view();
        view! { <ul class="field-fault file-faults" role="alert">{lines}</ul> }
    });
    view! {
        <section class="composer-files" id="files" aria-labelledby="files-title" data-drop data-words=lang.compose_drop()>
            <h2 id="files-title">{lang.compose_files()}</h2>
            <Fault of="media" words=fault/>
            {unsent}
            <ul class="file-list" data-files data-hears="me media">
                {items}
            </ul>
            <p class="unseen" role="status" data-said></p>
            <div class="file-adding">
                <label class="field">
                    <span>{lang.compose_choose()}</span>
                    <input type="file" name="file" multiple=true accept="image/*,video/*,audio/*" aria-describedby="file-help"/>
                </label>
                <button
                    class="button"
                    formaction=place.files_path()
                    formenctype="multipart/form-data"
                    formnovalidate=true
                    data-plain
                >
                    <Icon glyph=Glyph::Plus/>
                    {lang.compose_upload()}
                </button>
            </div>
            <p class="quiet fine" id="file-help" data-limits>{lang.compose_files_help(&lang.bytes(SMALL))}</p>
        </section>
    }
}

#[component]
fn File(lang: Lang, place: Place, file: Shown, first: bool, last: bool) -> impl IntoView {
    let editable = file.can_be_edited(place);
    let id = file.id.to_string();
    let act = |what: &'static str, words: String, glyph: Glyph, off: bool| {
        view! {
            <button
                class="button icon-only"
                name="act"
                value=format!("{what}:{}", file.id)
                aria-label=words
                disabled=off
                formnovalidate=true
            >
                <Icon glyph/>
            </button>
        }
    };
    let acts = view! {
        <div class="file-acts">
            {act("up", lang.compose_earlier(&file.name), Glyph::Earlier, first)}
            {act("down", lang.compose_later(&file.name), Glyph::Later, last)}
            {editable.then(|| act("turn", lang.compose_turn(&file.name), Glyph::Again, false))}
            {editable
                .then(|| {
                    view! {
                        <button
                            class="button icon-only"
                            type="button"
                            data-crop=id.clone()
                            aria-label=lang.compose_crop(&file.name)
                            hidden
                        >
                            <Icon glyph=Glyph::Crop/>
                        </button>
                    }
                })}
            {act("out", lang.compose_take_out(&file.name), Glyph::Close, false)}
        </div>
    };
    let edit = file.own.as_ref().map(|own| own.edit).unwrap_or_default();
    let crop = edit
        .crop
        .map(|crop| format!("{},{},{},{}", crop.left, crop.top, crop.width, crop.height));
    let original = file.own.as_ref().and_then(|own| own.original.clone());
    let state = file.own.as_ref().map(|own| own.state.clone());
    let name = match &state {
        Some(MediaState::Making { .. } | MediaState::Uploading { .. }) => "making",
        Some(MediaState::Ready { .. }) => "ready",
        _ => "refused",
    };
    let problem = file.own.as_ref().and_then(|own| own.problem.as_ref());
    let problem = problem.map(|problem| {
        let why = lang.file_refusal(&problem.code, &problem.reason);
        view! { <p class="field-fault">{why}</p> }
    });
    let sample = format!("sample.{id}");
    let alt = format!("alt.{id}");
    let besides = file.own.as_ref().filter(|_| name == "ready").map(|own| {
        view! { <Besides lang place own=own.clone()/> }
    });
    let shown = shown(lang, state);
    let words = (name != "refused").then(|| {
        view! {
            <label class="field">
                <span>{lang.compose_alt()}</span>
                <input name=alt value=file.alt.clone() maxlength=LONGEST_ALT autocomplete="off"/>
            </label>
            <label class="check needs-lock">
                <input type="checkbox" name=sample value="true" checked=file.sample/>
                {lang.compose_sample()}
            </label>
        }
    });
    view! {
        <li
            class="file"
            data-file=id.clone()
            data-state=name
            data-name=file.name.clone()
            data-turns=edit.turns
            data-cut=crop
            data-original=original
        >
            <input type="hidden" name="media" value=id.clone()/>
            {shown}
            <div class="file-words">
                <p class="file-name">{file.name.clone()}</p>
                {problem}
                {words}
            </div>
            {acts}
            {besides}
        </li>
    }
}

/// How a file looks, or how far it is.
fn shown(lang: Lang, state: Option<MediaState>) -> impl IntoView {
    match state {
        Some(MediaState::Ready { media }) => {
            let src = media.url_for(320).to_owned();
            let still = media.variants.is_empty();
            EitherOf3::A(view! {
                <span class="file-picture">
                    {(!still)
                        .then(|| {
                            view! {
                                <img
                                    src=src
                                    alt=""
                                    width=media.width.to_string()
                                    height=media.height.to_string()
                                    draggable="false"
                                />
                            }
                        })}
                    {(media.kind == MediaKind::Audio).then(|| view! { <Icon glyph=Glyph::Sound/> })}
                </span>
            })
        }
        Some(MediaState::Making { progress }) => EitherOf3::B(view! {
            <span class="file-picture">
                <span class="file-way">
                    {lang.compose_making()}
                    <progress max="100" value=progress aria-label=lang.compose_making()></progress>
                </span>
            </span>
        }),
        Some(MediaState::Uploading { offset, length }) => EitherOf3::B(view! {
            <span class="file-picture">
                <span class="file-way">
                    {lang.compose_arriving()}
                    <progress
                        max="100"
                        value=u8::try_from(offset.saturating_mul(100) / length.max(1)).unwrap_or(0)
                        aria-label=lang.compose_arriving()
                    ></progress>
                </span>
            </span>
        }),
        Some(MediaState::Refused(problem)) => EitherOf3::C(view! {
            <p class="field-fault file-picture">{lang.file_refusal(&problem.code, &problem.reason)}</p>
        }),
        None => EitherOf3::C(
            view! { <p class="field-fault file-picture">{lang.file_refusal("", lang.audience_wrong_files())}</p> },
        ),
    }
}
