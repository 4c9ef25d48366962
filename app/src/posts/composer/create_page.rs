//! `/create`, `/create/:id` and `/post/:id/edit`: the composer of nothing yet, of a draft, and of a published post. It is for creators; others
//! are told how to become one.

use super::{
    form::Composer,
    model::{Composing, Unpublished},
};
use crate::{
    creators::NoCreator,
    layout::{self, Instead, own_id},
    posts::api,
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use shared::{identity::CreatorMe, ids::PostId, text::Lang};

/// Something new.
#[component]
pub fn CreatePage() -> impl IntoView {
    let unpublished = use_context::<Unpublished>();
    let creator = creator();
    layout::page(async move {
        let lang = use_request().lang;
        Ok(match creator? {
            Some(creator) => {
                let composing = Composing::of(lang, creator.category, None, unpublished);
                Either::Left(view! { <Composer lang composing/> })
            }
            None => Either::Right(view! { <NoCreator lang title=Lang::create_title/> }),
        })
    })
}

/// What was begun.
#[component]
pub fn DraftPage() -> impl IntoView {
    kept()
}

/// Changes to what is published.
#[component]
pub fn EditPage() -> impl IntoView {
    kept()
}

fn kept() -> impl IntoView {
    let id = own_id::<PostId>();
    let unpublished = use_context::<Unpublished>();
    let creator = creator();
    layout::page(async move {
        let lang = use_request().lang;
        Ok(match creator? {
            Some(creator) => {
                let draft = api::draft(id?).await?;
                let composing = Composing::of(lang, creator.category, Some(draft), unpublished);
                Either::Left(view! { <Composer lang composing/> })
            }
            None => Either::Right(view! { <NoCreator lang title=Lang::create_title/> }),
        })
    })
}

/// The viewer as a creator, if they are one.
pub(super) fn creator() -> Result<Option<CreatorMe>, Instead> {
    match &use_request().viewer {
        Some(me) => Ok(me.creator.clone()),
        None => Err(Instead::sign_in()),
    }
}
