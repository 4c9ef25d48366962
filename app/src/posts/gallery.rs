//! What one post shows and plays on its own page, and the same shape for a locked one, in which stands what its author shows to
//! everybody. Films and sounds come before pictures.

use crate::{
    kit::{Glyph, Icon},
    media::{ClosedFilm, ClosedSound, Lightbox, Picture, Place, Player, Veil},
};
use leptos::prelude::*;
use shared::{
    media::{MediaKind, MediaView, Preview},
    posts::{PostKind, PostView},
    text::Lang,
};

const WIDE: &str = "(min-width: 1100px) 720px, 100vw";
const HALF: &str = "(min-width: 1100px) 360px, 50vw";

/// What is played, and what is looked at.
pub fn parted(media: Vec<MediaView>) -> (Vec<MediaView>, Vec<MediaView>) {
    media
        .into_iter()
        .partition(|media| media.kind != MediaKind::Image)
}

/// All of it, and the room in which pictures are looked at.
#[component]
pub fn Gallery(lang: Lang, media: Vec<MediaView>) -> impl IntoView {
    let pictures = media.iter().any(|media| media.kind == MediaKind::Image);
    view! {
        {open(lang, media)}
        {pictures.then(|| view! { <Lightbox lang/> })}
    }
}

/// All of it: players, then the first picture wide, the others in two columns.
pub fn open(lang: Lang, media: Vec<MediaView>) -> impl IntoView + use<> {
    let (played, pictures) = parted(media);
    let of = pictures.len();
    let players = players(lang, played);
    let pictures = (of > 0).then(|| {
        let pictures = pictures
            .into_iter()
            .enumerate()
            .map(|(index, media)| {
                view! { <li>{door(lang, media, (index, of))}</li> }
            })
            .collect_view();
        view! {
            <ul class="gallery" data-look>
                {pictures}
            </ul>
        }
    });
    view! {
        {players}
        {pictures}
    }
}

fn players(lang: Lang, played: Vec<MediaView>) -> impl IntoView + use<> {
    played
        .into_iter()
        .map(|media| view! { <Player lang media place=Place::Page/> })
        .collect_view()
}

/// A picture that leads to its largest size. The picture speaks for itself; a name is needed only where it does not.
fn door(lang: Lang, media: MediaView, (index, of): (usize, usize)) -> impl IntoView + use<> {
    let sizes = if index == 0 { WIDE } else { HALF };
    let href = media.variants.last().map(|variant| variant.url.clone());
    let name = media
        .alt
        .is_empty()
        .then(|| lang.picture_of(&(index + 1).to_string(), &of.to_string()));
    view! {
        <a href=href aria-label=name>
            <Picture media sizes first=index == 0/>
        </a>
    }
}

/// The same closed; nothing where a post is only words. Where pictures are, the first one's blur stands, in the others' places too,
/// for what they show is not told.
pub fn closed(lang: Lang, post: &PostView) -> Option<impl IntoView + use<>> {
    let (shown, samples) = parted(post.samples.clone());
    let (preview, contents) = (post.preview.clone(), post.contents);
    let player = match post.kind {
        PostKind::Video | PostKind::Audio if !shown.is_empty() => Some(players(lang, shown).into_any()),
        PostKind::Video => {
            let (preview, milliseconds) = (preview.clone(), contents.milliseconds);
            Some(view! { <ClosedFilm lang preview milliseconds/> }.into_any())
        }
        PostKind::Audio => Some(view! { <ClosedSound lang milliseconds=contents.milliseconds/> }.into_any()),
        PostKind::Text | PostKind::Image => None,
    };
    let pictures = match (&player, contents.pictures) {
        // A post of before says no number of them.
        (None, 0) => u32::from(preview.is_some()),
        (_, count) => count,
    };
    let gallery = preview
        .filter(|_| pictures > 0)
        .map(|preview| view! { <ClosedGallery lang preview pictures samples/> });
    (player.is_some() || gallery.is_some()).then(|| {
        view! {
            {player}
            {gallery}
        }
    })
}

#[component]
fn ClosedGallery(lang: Lang, preview: Preview, pictures: u32, samples: Vec<MediaView>) -> impl IntoView {
    let first = samples.len();
    let of = usize::try_from(pictures).unwrap_or(first).max(first);
    let shown = samples
        .into_iter()
        .enumerate()
        .map(|(index, media)| {
            view! {
                <li>
                    {door(lang, media, (index, of))} <span class="sample-mark">{lang.shown_to_all()}</span>
                </li>
            }
        })
        .collect_view();
    let others = (first..of)
        .map(|index| {
            let lock = (index == first).then(|| {
                view! {
                    <span class="lock-mark">
                        <Icon glyph=Glyph::Lock/>
                    </span>
                }
            });
            let veil = view! { <Veil preview=preview.clone()/> };
            // The first of all has the shape of its picture, the others are square.
            let class = if index == 0 { "veiled" } else { "closed veiled" };
            view! {
                <li class=class aria-hidden="true">
                    {veil}
                    {lock}
                </li>
            }
        })
        .collect_view();
    // A list of nothing that can be read is none.
    let hidden = (first == 0).then_some("true");
    view! {
        <ul class="gallery" aria-hidden=hidden>
            {shown}
            {others}
        </ul>
    }
}
