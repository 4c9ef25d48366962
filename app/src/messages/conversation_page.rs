//! `/messages/{id}`: what two people wrote to each other, the latest last, and the form to go on. It is theirs alone.

use super::{
    api,
    message::Scene,
    reading::{Earlier, Reading},
    view_model::{LOG, Place, Unsent, by_day, path, topic},
    writer::{Answering, Waiting, Wakes, Writer},
};
use crate::{
    kit::{Avatar, Glyph, Icon},
    layout::{self, PageHead},
    media::{Lightbox, Looking},
    payments::{TipButton, TipTo},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    ids::ConversationId,
    messages::{ConversationView, MessageView, beginning},
    paging::Page,
};

/// The page; an address that is none of the viewer's conversations is not found.
#[component]
pub fn ConversationPage() -> impl IntoView {
    let id = layout::own_id::<ConversationId>();
    let unsent = use_context::<Unsent>();
    let mut place = use_query_map().with_untracked(|query| Place::from(|name| query.get(name)));
    if let Some(unsent) = &unsent {
        (place.answer, place.edit) = (unsent.answers, unsent.edit);
    }
    layout::page(async move {
        let id = id?;
        let (conversation, page) = api::opened(id, place.query()).await?;
        Ok(view! { <Conversation conversation page place unsent/> })
    })
}

#[component]
fn Conversation(
    conversation: ConversationView,
    page: Page<MessageView>,
    place: Place,
    unsent: Option<Unsent>,
) -> impl IntoView {
    let request = use_request();
    let (lang, now, id) = (request.lang, request.now, conversation.id);
    let (name, face, handle) = match &conversation.with {
        Some(with) => (
            with.name.clone(),
            with.avatar.clone(),
            with.creator.then(|| with.handle.to_string()),
        ),
        None => (lang.messages_left().to_owned(), None, None),
    };
    let latest = place.q.is_none() && place.cursor.is_none();
    let open = conversation.closed.is_none();
    let answering = place
        .answer
        .and_then(|id| page.items.iter().find(|message| message.id == id))
        .map(|message| Answering {
            id: message.id,
            who: if message.mine {
                lang.message_you().to_owned()
            } else {
                name.clone()
            },
            words: message.body.as_deref().map(beginning).unwrap_or_default(),
        });
    let newest = page.items.first().map(|message| message.id);
    let reading = newest
        .filter(|_| latest && conversation.unread > 0)
        .map(|until| view! { <Reading id until/> });
    // Without a script it is said by hand.
    let read = newest.filter(|_| latest && conversation.unread > 0).map(|until| {
        view! {
            <noscript>
                <form method="post" action=path(id)>
                    <input type="hidden" name="read" value=until.to_string()/>
                    <button class="button">{lang.messages_read()}</button>
                </form>
            </noscript>
        }
    });
    let scene = Scene {
        lang,
        now,
        id,
        name: name.clone(),
        place: place.clone(),
        back: place.href(id),
        open,
        unsent: unsent.clone(),
    };
    let earlier = page.next_cursor.clone().map(|cursor| {
        let href = Place {
            cursor: Some(cursor),
            q: place.q.clone(),
            ..Place::default()
        }
        .href(id);
        view! {
            <p class="more">
                <a class="button" id="next" rel="next" href=href>
                    {lang.message_earlier()}
                </a>
                <Earlier/>
            </p>
        }
    });
    let beginning = (page.next_cursor.is_none() && place.q.is_none())
        .then(|| view! { <p class="quiet fine message-first">{lang.message_first(&name)}</p> });
    let found = place
        .q
        .as_ref()
        .map(|_| view! { <p role="status" class="quiet">{lang.message_found(page.total)}</p> });
    let days = by_day(lang, page.items, now)
        .into_iter()
        .map(|(day, messages)| {
            let messages = messages
                .into_iter()
                .map(|message| scene.message(message))
                .collect_view();
            view! {
                <li class="message-day" id=format!("d{}", day.number)>
                    <h2 class="quiet fine">{day.name}</h2>
                </li>
                {messages}
            }
        })
        .collect_view();
    let to_latest = (!latest).then(|| {
        view! {
            <p class="more">
                <a class="button" href=path(id)>
                    {lang.message_latest()}
                </a>
            </p>
        }
    });
    let closed = conversation.closed.map(|why| {
        let words = if conversation.with.is_some() {
            lang.refusal(why)
        } else {
            lang.messages_nobody()
        };
        view! { <p class="message-closed quiet" data-testid="closed">{words}</p> }
    });
    let unsent = unsent.filter(|unsent| unsent.edit.is_none());
    // What changes while one looks at something else of it would stand in the wrong place.
    let (log_live, items) = match latest {
        true => (Some(format!("me messages:{id}")), Some("")),
        false => (None, None),
    };
    let tip = conversation
        .with
        .as_ref()
        .filter(|with| with.creator)
        .map(|with| {
            view! {
                <TipButton
                    lang
                    to=TipTo::creator(&with.handle)
                    name=with.name.clone()
                    class="button".to_owned()
                    signed_in=true
                    usdc=request.usdc
                />
            }
        });
    // Shown for a moment whenever it is heard that the other one writes.
    let typing = latest.then(|| {
        view! {
            <p
                class="typing quiet fine"
                role="status"
                data-testid="typing"
                data-typing
                data-hears=format!("{} typing", topic(id))
            >
                <span hidden>
                    <Icon glyph=Glyph::More/>
                    {lang.message_typing(&name)}
                </span>
            </p>
        }
    });
    let sells = request.viewer.as_ref().is_some_and(|me| me.creator.is_some());
    let label = lang.message_to(&name);
    let key = request.request_id.clone();
    let writer = open.then(|| view! { <Writer lang id label key answering unsent sells/> });
    let here = conversation.here.then(|| {
        view! { <span class="here" data-testid="here">{lang.message_here()}</span> }
    });
    let (mute, words) = match conversation.muted {
        true => ("unmute", lang.messages_unmute()),
        false => ("mute", lang.messages_mute()),
    };
    let who = match handle {
        Some(handle) => Either::Left(view! { <a href=format!("/{handle}")>{name.clone()}</a> }),
        None => Either::Right(name.clone()),
    };
    view! {
        <PageHead title=name.clone() description=None canonical=None/>
        <Looking/>
        <Wakes/>
        <div class="conversation">
            <header class="conversation-head">
                <a class="go" href="/messages" aria-label=lang.messages_back()>
                    <Icon glyph=Glyph::Back/>
                </a>
                <Avatar name=name.clone() src=face/>
                <div class="conversation-who">
                    <h1>{who}</h1>
                    <p id="here" class="quiet fine" data-live=format!("{} presence", topic(id))>
                        {here}
                    </p>
                </div>
                <form class="conversation-search" method="get" action=path(id) role="search">
                    <input
                        type="search"
                        name="q"
                        minlength="2"
                        maxlength="100"
                        value=place.q.clone().unwrap_or_default()
                        aria-label=lang.message_search()
                        placeholder=lang.search()
                    />
                </form>
                {tip}
                <form method="post" action=path(id) data-swap>
                    <button class="act" name="act" value=mute>
                        {words}
                    </button>
                </form>
            </header>
            <div id="reading" data-live=format!("me messages:{id}")>
                {reading}
                {read}
            </div>
            <div class="conversation-scroll" data-scrolls tabindex="-1">
                <div class="conversation-all">
                    {found}
                    {earlier}
                    {beginning}
                    <ol
                        class="message-log"
                        id=LOG
                        aria-label=lang.messages_log()
                        data-live=log_live
                        data-items=items
                        data-goes-on=""
                    >
                        {days}
                    </ol>
                    {to_latest}
                    <Waiting/>
                    {typing}
                </div>
            </div>
            {writer}
            {closed}
            <Lightbox lang/>
        </div>
    }
}
