//! `/notifications`: what one was told, day by day, what is unread marked, with the way to what it is about; where time ends, the
//! renewal itself. Nothing is marked by looking, for a browser may fetch a page that nobody looks at. It is theirs alone and no
//! search engine's.

use super::{
    api,
    view_model::{by_day, href, sentence},
};
use crate::{
    kit::{Avatar, Empty, Glyph, Icon, Moment, NextPage, WorthLine, url::with_query},
    layout::{self, Instead, PageHead},
    payments::PayButton,
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    Timestamp,
    notifications::NotificationView,
    paging::Page,
    payments::{ItemRequest, OrderRequest},
    pricing::PRICED_DAYS,
    text::Lang,
};

/// Where what was read is marked.
const READ: &str = "/notifications/read";

/// The page; a visitor is asked to sign in.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let signed_in = use_request().signed_in();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    layout::page(async move {
        if !signed_in {
            return Err(Instead::sign_in());
        }
        let told = api::notifications(cursor).await?;
        Ok(view! { <Told told/> })
    })
}

#[component]
fn Told(told: Page<NotificationView>) -> impl IntoView {
    let request = use_request();
    let (lang, now, back) = (request.lang, request.now, request.path.clone());
    let own = request
        .viewer
        .as_ref()
        .map(|me| me.handle.to_string())
        .unwrap_or_default();
    let next = told
        .next_cursor
        .as_deref()
        .map(|cursor| with_query("/notifications", &[("cursor", Some(cursor))]));
    // What comes after this page was made stays unread.
    let until = now.0.to_string();
    let all = (request.unread > 0).then(|| {
        view! {
            <form method="post" action=READ>
                <input type="hidden" name="until" value=until/>
                <input type="hidden" name="back" value=back.clone()/>
                <button class="button" data-testid="read-all">
                    <Icon glyph=Glyph::Check/>
                    {lang.notifications_read_all()}
                </button>
            </form>
        }
    });
    let content = if told.items.is_empty() {
        Either::Left(view! {
            <Empty text=lang.notifications_none()>
                <a class="button" href="/feed">
                    {lang.feed()}
                </a>
            </Empty>
        })
    } else {
        let days = by_day(lang, told.items, now)
            .into_iter()
            .map(|(day, told)| {
                let lines = told
                    .into_iter()
                    .map(|told| view! { <Line lang now own=own.clone() back=back.clone() told/> })
                    .collect_view();
                view! {
                    <section aria-label=day.clone()>
                        <h2>{day.clone()}</h2>
                        <ul class="book-list">{lines}</ul>
                    </section>
                }
            })
            .collect_view();
        Either::Right(days)
    };
    view! {
        <PageHead title=lang.notifications_title().to_owned() description=None canonical=None/>
        <div class="books told">
            <header class="page-head">
                <h1>{lang.notifications_title()}</h1>
                <p class="quiet">{lang.notifications_text()}</p>
            </header>
            <div class="book-acts">
                {all} <a href="/settings#notifications">{lang.settings()}</a>
            </div>
            {content}
            <NextPage lang href=next/>
        </div>
    }
}

/// One thing that was told.
#[component]
fn Line(lang: Lang, now: Timestamp, own: String, back: String, told: NotificationView) -> impl IntoView {
    let words = sentence(lang, &told);
    let href = href(&told, &own);
    let face = match (&told.actor, &told.creator) {
        (Some(actor), _) => Some((actor.name.clone(), actor.avatar.clone())),
        (None, Some(creator)) => Some((creator.name.clone(), creator.avatar.clone())),
        (None, None) => None,
    };
    let face = face.map(|(name, src)| view! { <Avatar name src/> });
    let giver = told.actor.as_ref().filter(|_| told.moment.is_some());
    let giver = giver.map(|giver| view! { <p class="quiet fine">{lang.gift_from(&giver.name)}</p> });
    let open = told.open_until.map(|until| {
        view! {
            <p class="field-fault" data-testid="still-open">
                {lang.still_open_until(&lang.date(until))}
            </p>
        }
    });
    let mark = told.unread.then(|| {
        view! {
            <form method="post" action=READ>
                <input type="hidden" name="id" value=told.id.to_string()/>
                <input type="hidden" name="back" value=back/>
                <button class="button" data-testid="read-one">
                    {lang.notification_read()}
                </button>
            </form>
        }
    });
    let new = told
        .unread
        .then(|| view! { <span class="unseen">{lang.notification_new()} ": "</span> });
    let (unread, at) = (told.unread.then_some("true"), told.at);
    let renew = renewal(lang, told);
    view! {
        <li class="book-line acts-below" data-testid="told" data-unread=unread>
            {face}
            <div class="book-what">
                <p>
                    {new}
                    <a href=href>{words}</a>
                </p>
                {giver}
                {open}
                <p class="quiet fine">
                    <Moment lang at now/>
                </p>
            </div>
            <div class="book-sum">{renew} {mark}</div>
        </li>
    }
}

/// The renewal of what ends, with one press.
fn renewal(lang: Lang, told: NotificationView) -> Option<impl IntoView> {
    let (renewal, creator, tier) = (told.renewal?, told.creator?, told.tier?);
    let price = renewal.currency.of(renewal.price);
    let days = lang.days(u64::from(PRICED_DAYS));
    let item = ItemRequest::Subscription {
        creator: creator.handle,
        tier,
        days: PRICED_DAYS,
        to: None,
    };
    Some(view! {
        <WorthLine lang amount=price/>
        <PayButton
            lang
            item=OrderRequest { item, currency: renewal.currency, code: None }
            label=lang.extend_for(&days, price)
            amount=price
            summary=lang.subscription_to(lang.tier(tier), &creator.name, &days)
            signed_in=true
            pending=None
        />
    })
}
