//! What lies over pictures that not everybody wants to see: their blur, and one press that takes it away. The browser's
//! own `<details>`, so it works without JavaScript.

use super::Veil;
use crate::kit::{Glyph, Icon};
use leptos::{either::Either, prelude::*};
use shared::{media::Preview, text::Lang};

/// The pictures, under the cover if there is one.
pub fn uncovered<V: IntoView + 'static>(
    lang: Lang,
    cover: Option<Preview>,
    pictures: V,
) -> impl IntoView + use<V> {
    match cover {
        None => Either::Left(pictures),
        Some(preview) => Either::Right(view! {
            <details class="covered">
                <summary>
                    <Veil preview/>
                    <span class="cover-call">
                        <Icon glyph=Glyph::Hidden/>
                        {lang.covered()}
                        <span class="button">{lang.covered_show()}</span>
                    </span>
                </summary>
                {pictures}
            </details>
        }),
    }
}
