//! `/messages/broadcasts`: what a creator wrote to many, how far each is, and the form for the next. It is theirs alone.

use super::{
    api,
    enclosure::enclosure,
    message::linked,
    view_model::{BROADCASTS, LIST, Unsent},
    writer::{BroadcastForm, Waiting, Wakes},
};
use crate::{
    creators::NoCreator,
    kit::{Badge, Empty, Moment, NextPage, Tone, url::with_query},
    layout::{self, Instead, PageHead},
    media::{Lightbox, Looking},
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    Timestamp,
    messages::{BroadcastState, BroadcastView},
    paging::Page,
    text::Lang,
};

/// The page; whoever is no creator is shown the way to become one.
#[component]
pub fn BroadcastsPage() -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let creates = request.viewer.as_ref().map(|me| me.creator.is_some());
    let unsent = use_context::<Unsent>();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    layout::page(async move {
        match creates {
            None => return Err(Instead::sign_in()),
            Some(false) => {
                let none = view! { <NoCreator lang title=Lang::broadcasts_title/> };
                return Ok(Either::Left(none));
            }
            Some(true) => {}
        }
        let page = api::broadcasts(cursor).await?;
        Ok(Either::Right(view! { <Broadcasts page unsent/> }))
    })
}

#[component]
fn Broadcasts(page: Page<BroadcastView>, unsent: Option<Unsent>) -> impl IntoView {
    let request = use_request();
    let (lang, now) = (request.lang, request.now);
    let next = page
        .next_cursor
        .as_deref()
        .map(|cursor| with_query(BROADCASTS, &[("cursor", Some(cursor))]));
    let items = if page.items.is_empty() {
        Either::Left(view! { <Empty text=lang.broadcasts_none()/> })
    } else {
        let lines = page
            .items
            .into_iter()
            .map(|one| view! { <Line lang now one/> })
            .collect_view();
        Either::Right(view! { <ol class="message-log">{lines}</ol> })
    };
    view! {
        <PageHead title=lang.broadcasts_title().to_owned() description=None canonical=None/>
        <Looking/>
        <Wakes/>
        <div class="books">
            <header class="page-head">
                <h1>{lang.broadcasts_title()}</h1>
                <p class="quiet">{lang.broadcasts_text()}</p>
            </header>
            <BroadcastForm lang key=request.request_id.clone() unsent/>
            <Waiting/>
            <div id=LIST data-live="me broadcast">
                {items}
                <NextPage lang href=next/>
            </div>
            <Lightbox lang/>
        </div>
    }
}

/// One of them.
#[component]
fn Line(lang: Lang, now: Timestamp, one: BroadcastView) -> impl IntoView {
    let (words, tone) = match one.state {
        BroadcastState::Sending => (lang.broadcast_sending(), Tone::Accent),
        BroadcastState::Sent => (lang.broadcast_sent(), Tone::Good),
        BroadcastState::Unsending => (lang.broadcast_unsending(), Tone::Accent),
        BroadcastState::Unsent => (lang.broadcast_unsent(), Tone::Quiet),
    };
    let how_far = (one.state == BroadcastState::Sending).then(|| {
        let done = one.sent + one.skipped;
        let words = lang.broadcast_sending();
        view! { <progress max=one.meant.max(done) value=done aria-label=words></progress> }
    });
    let stands = matches!(one.state, BroadcastState::Sending | BroadcastState::Sent);
    let skipped = (one.skipped > 0).then(|| view! { " · " {lang.broadcast_skipped(one.skipped)} });
    let bought = one
        .enclosed
        .as_ref()
        .filter(|post| post.price.is_some() && one.bought > 0)
        .map(|_| view! { " · " {lang.broadcast_bought(one.bought)} });
    let enclosed = one
        .enclosed
        .map(|post| enclosure(lang, post, (true, one.bought > 0)));
    let unsend = stands.then(|| {
        view! {
            <form method="post" action=format!("{BROADCASTS}/{}", one.id) data-swap>
                <button class="act" name="act" value="unsend">
                    {lang.broadcast_unsend()}
                </button>
            </form>
        }
    });
    view! {
        <li class="message broadcast" data-testid="sent-to-many">
            <p>
                <Badge text=words tone/>
                " "
                {lang.audience(one.to)}
                " · "
                <Moment lang at=one.created_at now/>
            </p>
            <p class="message-words">{linked(&one.body)}</p>
            {enclosed}
            {how_far}
            <p class="quiet fine" data-testid="reached">
                {lang.broadcast_reached(one.sent)}
                {skipped}
                {bought}
            </p>
            {unsend}
        </li>
    }
}
