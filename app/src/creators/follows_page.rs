//! `/:handle/followers` and `/:handle/following`: who reads whom, of those who let it be seen. No search engine's.

use super::{CreatorGrid, api};
use crate::{
    kit::{Avatar, Empty, NextPage, url::with_query},
    layout::{PageHead, page},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{comments::PersonRef, text::Lang};

fn asked() -> (String, Option<String>) {
    let handle = use_params_map()
        .with_untracked(|params| params.get("handle"))
        .unwrap_or_default();
    (
        handle,
        use_query_map().with_untracked(|query| query.get("cursor")),
    )
}

/// Who follows a creator.
#[component]
pub fn FollowersPage() -> impl IntoView {
    let (handle, cursor) = asked();
    page(async move {
        let page = api::followers(handle.clone(), cursor).await?;
        let lang = use_request().lang;
        let (path, cursor) = (format!("/{handle}/followers"), page.next_cursor);
        let list = view! { <People people=page.items/> }.into_any();
        let text = Some(lang.followers_hidden());
        Ok(view! { <List lang title=lang.followers_of(&handle) text total=page.total list path cursor/> })
    })
}

/// Whom a creator follows.
#[component]
pub fn FollowingPage() -> impl IntoView {
    let (handle, cursor) = asked();
    page(async move {
        let page = api::following(handle.clone(), cursor).await?;
        let lang = use_request().lang;
        let (path, cursor) = (format!("/{handle}/following"), page.next_cursor);
        let list = view! { <CreatorGrid lang creators=page.items/> }.into_any();
        Ok(view! { <List lang title=lang.followed_by(&handle) text=None total=page.total list path cursor/> })
    })
}

#[component]
fn List(
    lang: Lang,
    title: String,
    text: Option<&'static str>,
    total: u64,
    list: AnyView,
    path: String,
    /// Where the next piece begins, if there is one.
    cursor: Option<String>,
) -> impl IntoView {
    let next = cursor.map(|cursor| with_query(&path, &[("cursor", Some(&cursor))]));
    let empty = (total == 0).then(|| view! { <Empty text=lang.followers_none()/> });
    view! {
        <PageHead title=title.clone() description=None canonical=None/>
        <div class="finding">
            <header class="page-head">
                <h1>{title}</h1>
                {text.map(|text| view! { <p class="quiet">{text}</p> })}
            </header>
            {empty}
            {list}
            <NextPage lang href=next/>
        </div>
    }
}

#[component]
fn People(people: Vec<PersonRef>) -> impl IntoView {
    let lines = people
        .into_iter()
        .map(|person| {
            let face = view! {
                <Avatar name=person.name.clone() src=person.avatar/>
                <span class="who-words">
                    <b>{person.name}</b>
                    <span class="quiet">"@" {person.handle.to_string()}</span>
                </span>
            };
            let line = if person.creator {
                Either::Left(view! {
                    <a class="creator-line" href=format!("/{}", person.handle)>
                        {face}
                    </a>
                })
            } else {
                Either::Right(view! { <span class="creator-line">{face}</span> })
            };
            view! { <li>{line}</li> }
        })
        .collect_view();
    view! { <ul class="people people-grid">{lines}</ul> }
}
