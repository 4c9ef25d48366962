//! One picture. The blur lies under the real picture and is all there is of a locked one.

use leptos::prelude::*;
use shared::media::{MediaView, Preview};

/// A picture that the viewer may open. `sizes` is how wide it stands; `first` is loaded before the others.
#[component]
pub fn Picture(media: MediaView, sizes: &'static str, #[prop(optional)] first: bool) -> impl IntoView {
    let (loading, priority) = if first {
        ("eager", Some("high"))
    } else {
        ("lazy", None)
    };
    let (width, height) = (media.width.to_string(), media.height.to_string());
    let (src, srcset) = (media.url_for(960).to_owned(), media.srcset());
    view! {
        <span class="picture">
            <img class="blur" src=media.blur alt="" width=width.clone() height=height.clone()/>
            <img
                src=src
                srcset=srcset
                sizes=sizes
                alt=media.alt
                width=width
                height=height
                loading=loading
                fetchpriority=priority
                decoding="async"
            />
        </span>
    }
}

/// A locked picture: its shape and colours, nothing to recover.
#[component]
pub fn Veil(preview: Preview) -> impl IntoView {
    view! {
        <span class="picture veil">
            <img
                class="blur"
                src=preview.blur
                alt=""
                width=preview.width.to_string()
                height=preview.height.to_string()
            />
        </span>
    }
}
