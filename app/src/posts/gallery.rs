//! The pictures of one post on its own page, and the same shape for a locked one.

use crate::{
    kit::{Glyph, Icon},
    media::{Picture, Veil},
};
use leptos::prelude::*;
use shared::media::{MediaView, Preview};

const WIDE: &str = "(min-width: 1100px) 720px, 100vw";
const HALF: &str = "(min-width: 1100px) 360px, 50vw";

/// All pictures: the first one wide, the others in two columns.
#[component]
pub fn Gallery(media: Vec<MediaView>) -> impl IntoView {
    let pictures = media
        .into_iter()
        .enumerate()
        .map(|(index, media)| {
            let sizes = if index == 0 { WIDE } else { HALF };
            let href = media.variants.last().map(|variant| variant.url.clone());
            view! {
                <li>
                    <a href=href>
                        <Picture media sizes first=index == 0/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="gallery">{pictures}</ul> }
}

/// The same gallery closed: the first picture's blur, in the others' places too, for what they show is not told.
#[component]
pub fn ClosedGallery(preview: Preview, pictures: u32) -> impl IntoView {
    let others = (1..pictures)
        .map(|_| {
            view! {
                <li class="closed">
                    <Veil preview=preview.clone()/>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="gallery" aria-hidden="true">
            <li class="veiled">
                <Veil preview=preview/>
                <span class="lock-mark">
                    <Icon glyph=Glyph::Lock/>
                </span>
            </li>
            {others}
        </ul>
    }
}
