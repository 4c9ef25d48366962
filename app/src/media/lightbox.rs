//! Pictures as large as the window: an empty dialog with its words. `frontend/looking` fills it with what stands in the page; without
//! JavaScript a picture is a link to its largest size.

use crate::kit::{Glyph, Icon};
use leptos::prelude::*;
use shared::text::Lang;

#[component]
pub fn Lightbox(lang: Lang) -> impl IntoView {
    view! {
        <dialog class="lightbox" id="lightbox" aria-label=lang.look_title()>
            <div class="look-stage"></div>
            <div class="look-said" role="status">
                <p class="look-words"></p>
                <p class="look-count"></p>
            </div>
            <button type="button" class="look-button look-previous" aria-label=lang.look_previous()>
                <Icon glyph=Glyph::Back/>
            </button>
            <button type="button" class="look-button look-next" aria-label=lang.look_next()>
                <Icon glyph=Glyph::Next/>
            </button>
            <button type="button" class="look-button look-zoom" aria-label=lang.look_zoom() aria-pressed="false">
                <Icon glyph=Glyph::Zoom/>
            </button>
            <button type="button" class="look-button look-close" aria-label=lang.look_close()>
                <Icon glyph=Glyph::Close/>
            </button>
        </dialog>
    }
}
