//! One picture. The blur lies under the real picture and is all there is of a locked one. One that moves stands still for those who
//! want less motion.

use leptos::{either::Either, prelude::*};
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
    let still = media.still_srcset();
    let picture = view! {
        <img
            src=src
            srcset=srcset
            sizes=sizes
            alt=media.alt
            width=width.clone()
            height=height.clone()
            loading=loading
            fetchpriority=priority
            decoding="async"
        />
    };
    let picture = match still {
        None => Either::Left(picture),
        Some(still) => Either::Right(view! {
            <picture>
                <source media="(prefers-reduced-motion: reduce)" srcset=still sizes=sizes/>
                {picture}
            </picture>
        }),
    };
    view! {
        <span class="picture">
            <img class="blur" src=media.blur alt="" width=width height=height/>
            {picture}
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
