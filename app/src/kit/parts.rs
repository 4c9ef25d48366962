//! Small parts around lists: the empty place, the way on, a badge, the shape of a card that is still to come.

use leptos::prelude::*;
use shared::text::Lang;

/// Where there is nothing: why, and what to do about it.
#[component]
pub fn Empty(#[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="empty">
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// A link to the next piece of a list.
#[component]
pub fn NextPage(lang: Lang, href: Option<String>) -> impl IntoView {
    href.map(|href| {
        view! {
            <p class="more">
                <a class="button" rel="next" href=href>
                    {lang.next_page()}
                </a>
            </p>
        }
    })
}

/// How loud a badge is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Quiet,
    Accent,
    Good,
    Danger,
}

/// A word or number set off from what it is about.
#[component]
pub fn Badge(#[prop(into)] text: String, #[prop(optional)] tone: Tone) -> impl IntoView {
    let class = match tone {
        Tone::Quiet => "badge quiet-badge",
        Tone::Accent => "badge",
        Tone::Good => "badge good-badge",
        Tone::Danger => "badge danger-badge",
    };
    view! { <span class=class>{text}</span> }
}

/// The shape of a post's card before it is there. A screen reader is told by the list that it is busy.
#[component]
pub fn CardSkeleton() -> impl IntoView {
    view! {
        <div class="card skeleton" aria-hidden="true">
            <span class="byline">
                <i class="bone round"></i>
                <i class="bone line"></i>
            </span>
            <i class="bone picture"></i>
            <i class="bone line wide"></i>
            <i class="bone line"></i>
        </div>
    }
}
