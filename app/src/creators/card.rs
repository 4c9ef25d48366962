//! A creator in a list: a card with cover, or one quiet line.

use crate::kit::{Avatar, AvatarSize, Price};
use leptos::{either::EitherOf3, prelude::*};
use shared::{
    creators::{CreatorCard, CreatorRef},
    text::Lang,
};

/// A creator in the directory; the whole card is one link.
#[component]
fn CreatorCardView(lang: Lang, creator: CreatorCard, first: bool) -> impl IntoView {
    let name = creator.name.clone();
    let tier = creator.subscription.map(|running| lang.tier(running.tier));
    let from = creator.from_amount();
    view! {
        <a class="creator-card" href=format!("/{}", creator.handle)>
            <span class="cover">
                {creator
                    .cover
                    .map(|cover| {
                        let loading = if first { "eager" } else { "lazy" };
                        view! {
                            <img class="blur" src=cover.blur.clone() alt=""/>
                            <img
                                src=cover.url_for(640).to_owned()
                                srcset=cover.srcset()
                                sizes="(min-width: 720px) 360px, 100vw"
                                alt=""
                                loading=loading
                                decoding="async"
                            />
                        }
                    })}
            </span>
            <Avatar name=creator.name src=creator.avatar size=AvatarSize::Medium/>
            <span class="creator-words">
                <b>{name}</b>
                <span class="quiet">
                    "@" {creator.handle.to_string()} " · " {lang.category(creator.category)}
                </span>
                <span class="bio">{creator.bio}</span>
            </span>
            <span class="creator-foot">
                <span>{lang.posts_count(creator.counts.posts)}</span>
                <span>{lang.followers_count(creator.counts.followers)}</span>
                {match (tier, from) {
                    (Some(tier), _) => EitherOf3::A(view! { <span class="mark-plan">{tier}</span> }),
                    (None, Some(price)) => {
                        EitherOf3::B(view! { <span class="from">{lang.from_word()} " " <Price lang amount=price/></span> })
                    }
                    (None, None) => EitherOf3::C(()),
                }}
            </span>
        </a>
    }
}

/// Creators side by side. In a list that stands high on its page, the covers of the first are loaded at once.
#[component]
pub fn CreatorGrid(lang: Lang, creators: Vec<CreatorCard>, #[prop(optional)] high: bool) -> impl IntoView {
    let cards = creators
        .into_iter()
        .enumerate()
        .map(|(index, creator)| {
            view! {
                <li>
                    <CreatorCardView lang creator first=high && index < 3/>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="creator-grid">{cards}</ul> }
}

/// A creator in one line, for the quiet column.
#[component]
pub fn CreatorLine(creator: CreatorRef) -> impl IntoView {
    view! {
        <a class="creator-line" href=format!("/{}", creator.handle)>
            <Avatar name=creator.name.clone() src=creator.avatar/>
            <span class="who-words">
                <b>{creator.name}</b>
                <span class="quiet">"@" {creator.handle.to_string()}</span>
            </span>
        </a>
    }
}
