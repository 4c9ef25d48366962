//! `/create/:id/preview`: a draft as somebody else would meet it, drawn by the parts of a post's own page. Nothing of it can be pressed.

use super::{create_page::creator, model::seen_words};
use crate::{
    creators::{self, NoCreator},
    errors::Failure,
    kit::{Chip, Chips},
    layout::{self, PageHead, own_id},
    posts::{api, post_page::Post},
    request::use_request,
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{Code, creators::CreatorView, drafts::SeenAs, ids::PostId, posts::PostView, text::Lang};

/// The page.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let id = own_id::<PostId>();
    let creator = creator();
    let seen = use_query_map()
        .with_untracked(|query| query.get_str("as").and_then(|seen| seen.parse().ok()))
        .unwrap_or(SeenAs::Stranger);
    layout::page(async move {
        let lang = use_request().lang;
        if creator?.is_none() {
            return Ok(EitherOf3::A(view! { <NoCreator lang title=Lang::create_title/> }));
        }
        let id = id?;
        Ok(match api::preview(id, seen).await {
            Ok(post) => {
                let creator = creators::api::get(post.creator.handle.to_string()).await.ok();
                EitherOf3::B(view! { <Seen lang id seen post creator/> })
            }
            Err(failure) if failure.code() == Code::Invalid => {
                EitherOf3::C(view! { <NotYet lang id failure/> })
            }
            Err(failure) => return Err(failure.into()),
        })
    })
}

/// The way back, and as whom one looks.
#[component]
fn Head(lang: Lang, id: PostId, seen: Option<SeenAs>) -> impl IntoView {
    let chips = SeenAs::ALL
        .iter()
        .map(|one| Chip {
            name: seen_words(lang, *one).to_owned(),
            href: format!("/create/{id}/preview?as={}", one.as_str()),
            current: Some(*one) == seen,
        })
        .collect();
    view! {
        <header class="seen-head">
            <h1 class="seen-title">{lang.seen_title()}</h1>
            <a class="button" href=format!("/create/{id}")>
                {lang.seen_back()}
            </a>
            {seen.map(|_| view! { <Chips label=lang.seen_as() chips/> })}
        </header>
    }
}

#[component]
fn Seen(lang: Lang, id: PostId, seen: SeenAs, post: PostView, creator: Option<CreatorView>) -> impl IntoView {
    // Nobody has said anything yet.
    let comments: Option<()> = None;
    view! {
        <div class="seen">
            <Head lang id seen=Some(seen)/>
            <p class="quiet fine">{lang.seen_note()}</p>
            <fieldset class="as-seen" disabled data-testid="seen">
                <legend class="unseen">{seen_words(lang, seen)}</legend>
                <Post post creator code=None unbid=None comments related=Vec::new()/>
            </fieldset>
        </div>
    }
}

#[component]
fn NotYet(lang: Lang, id: PostId, failure: Failure) -> impl IntoView {
    view! {
        <PageHead title=lang.seen_title().to_owned() description=None canonical=None/>
        <div class="seen">
            <Head lang id seen=None/>
            <section class="failure">
                <h2>{lang.seen_not_yet()}</h2>
                <p>{failure.0.detail}</p>
            </section>
        </div>
    }
}
