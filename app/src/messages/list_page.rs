//! `/messages`: one's conversations, the one that was written in last first. It is theirs alone and no search engine's.

use super::{
    api,
    view_model::{BROADCASTS, path, topic},
};
use crate::{
    kit::{Avatar, Badge, Empty, Moment, NextPage, url::with_query},
    layout::{self, Instead, PageHead},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{Timestamp, messages::ConversationView, paging::Page, text::Lang};

/// What the list hears.
const LIVE: &str = "me messages";

/// The page; a visitor is asked to sign in.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let signed_in = use_request().signed_in();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    layout::page(async move {
        if !signed_in {
            return Err(Instead::sign_in());
        }
        let page = api::conversations(cursor).await?;
        Ok(view! { <Conversations page/> })
    })
}

#[component]
fn Conversations(page: Page<ConversationView>) -> impl IntoView {
    let request = use_request();
    let (lang, now) = (request.lang, request.now);
    let next = page
        .next_cursor
        .as_deref()
        .map(|cursor| with_query("/messages", &[("cursor", Some(cursor))]));
    let content = if page.items.is_empty() {
        Either::Left(view! {
            <div id="talks" data-live=LIVE>
                <Empty text=lang.messages_none()>
                    <a class="button" href="/creators">
                        {lang.creators()}
                    </a>
                </Empty>
            </div>
        })
    } else {
        let lines = page
            .items
            .into_iter()
            .map(|one| view! { <Line lang now one/> })
            .collect_view();
        Either::Right(view! { <ul class="talks" id="talks" data-live=LIVE data-items>{lines}</ul> })
    };
    let creates = request.viewer.as_ref().is_some_and(|me| me.creator.is_some());
    let to_many = creates.then(|| {
        view! {
            <a class="button" href=BROADCASTS>
                {lang.broadcasts_title()}
            </a>
        }
    });
    view! {
        <PageHead title=lang.messages_title().to_owned() description=None canonical=None/>
        <div class="books">
            <header class="page-head">
                <h1>{lang.messages_title()}</h1>
                <p class="quiet">{lang.messages_text()}</p>
                {to_many}
            </header>
            {content}
            <NextPage lang href=next/>
        </div>
    }
}

/// One conversation.
#[component]
fn Line(lang: Lang, now: Timestamp, one: ConversationView) -> impl IntoView {
    let (name, face) = match one.with {
        Some(with) => (with.name, with.avatar),
        None => (lang.messages_left().to_owned(), None),
    };
    let unread = (one.unread > 0).then(|| {
        view! {
            <span class="talk-unread" aria-hidden="true">{one.unread}</span>
            <span class="unseen">{lang.messages_unread(u64::from(one.unread))}</span>
        }
    });
    let here = one
        .here
        .then(|| view! { <span class="here fine" data-testid="here">{lang.message_here()}</span> });
    let muted = one.muted.then(|| view! { <Badge text=lang.messages_muted()/> });
    let (words, at) = match one.last {
        Some(last) => {
            let words = match (last.words, last.tip, last.enclosed) {
                (None, ..) => lang.message_gone().to_owned(),
                (Some(words), Some(tip), _) => format!("{} {words}", lang.message_tip(tip.given())),
                (Some(words), _, Some(kind)) if words.is_empty() => lang.message_kind(kind).to_owned(),
                (Some(words), ..) => words,
            };
            let words = if last.mine {
                format!("{}: {words}", lang.message_you())
            } else {
                words
            };
            (words, Some(last.at))
        }
        None => (String::new(), None),
    };
    let new = (one.unread > 0).then_some("true");
    view! {
        <li
            class="talk"
            id=format!("t{}", one.id)
            data-unread=new
            data-live=format!("{} presence", topic(one.id))
            data-testid="talk"
        >
            <Avatar name=name.clone() src=face/>
            <div class="talk-what">
                <p class="talk-head">
                    <a href=path(one.id)>{name}</a>
                    {here}
                    {muted}
                    {at.map(|at| view! { <span class="quiet fine"><Moment lang at now/></span> })}
                </p>
                <p class="talk-words quiet">{words}</p>
            </div>
            {unread}
        </li>
    }
}
