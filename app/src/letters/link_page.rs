//! `/mail/:token`: what a link out of a letter would do, with the button that does it. Looking does nothing, for mail programs look at
//! links that nobody pressed. It needs no session and is no search engine's.

use super::{Acted, api};
use crate::{
    layout::{Instead, PageHead, page},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use shared::reaching::{LinkAct, LinkView};

/// The page of the link in its address.
#[component]
pub fn LinkPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token"));
    let acted = use_context::<Acted>().is_some();
    page(async move {
        let token = token.ok_or_else(Instead::not_found)?;
        let link = api::link(token.clone()).await?;
        Ok(view! { <LinkOf token link acted/> })
    })
}

#[component]
fn LinkOf(token: String, link: LinkView, acted: bool) -> impl IntoView {
    let lang = use_request().lang;
    let LinkView { act, handle, done } = link;
    let handle = handle.as_str();
    let (title, text, press, said) = match act {
        LinkAct::Confirm => (
            lang.link_confirm_title(),
            lang.link_confirm_text(handle),
            lang.link_confirm(),
            lang.link_confirmed(handle),
        ),
        LinkAct::Stop => (
            lang.link_stop_title(),
            lang.link_stop_text(handle),
            lang.link_stop(),
            lang.link_stopped(handle),
        ),
    };
    let content = if done || acted {
        Either::Left(view! { <p class="notice" role="status">{said}</p> })
    } else {
        Either::Right(view! {
            <p>{text}</p>
            <form method="post" action=format!("/mail/{token}")>
                <button class="button primary">{press}</button>
            </form>
        })
    };
    view! {
        <PageHead title=title.to_owned() description=None canonical=None/>
        <div class="books">
            <header class="page-head">
                <h1>{title}</h1>
            </header>
            {content}
            <p>
                <a href="/settings#reach">{lang.link_settings()}</a>
            </p>
        </div>
    }
}
