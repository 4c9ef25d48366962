//! Webhooks: a creator says where their own server hears of payments, sees what was sent there, and sends it again. A secret is
//! told once, when it is made.
//!
//! `events` writes down what is to be told, `worker` sends it, `signing` signs it.

pub mod entity;
mod events;
mod signing;
mod store;
pub mod worker;

pub(super) use events::{case, moved};

use super::store as orders;
use crate::{Domain, Person, Result, Tx, Viewer, columns::corrupt};
use entity::{delivery, webhook};
use sea_orm::ActiveValue::{Set, Unchanged};
use shared::{
    Code, Timestamp,
    ids::{DeliveryId, OrderId, WebhookId},
    paging::{self, Page},
    text::Lang,
    webhooks::{
        DeliveryFault, DeliveryStatus, DeliveryView, MOST_WEBHOOKS, WebhookDraft, WebhookEvent, WebhookPatch,
        WebhookSecret, WebhookView, chosen,
    },
};
use std::{collections::HashMap, time::Duration};
use uuid::Uuid;

/// How long a secret signs beside the one that replaced it.
const ROTATION: Duration = Duration::from_secs(24 * 60 * 60);
/// How long deliveries are kept.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

fn creator(viewer: &Viewer) -> Result<&Person> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    Ok(person)
}

/// The viewer's webhooks, the oldest first.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn list(domain: &Domain, viewer: &Viewer) -> Result<Vec<WebhookView>> {
    let person = creator(viewer)?;
    let rows = store::of_creator(&domain.db, person.id).await?;
    rows.iter().map(|row| view(row, domain.now())).collect()
}

/// Makes a webhook; its secret is told here and never again.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `too_many_webhooks`, `invalid` at `url` or `events`.
pub async fn make(domain: &Domain, viewer: &Viewer, draft: &WebhookDraft) -> Result<WebhookSecret> {
    let person = creator(viewer)?;
    let (url, events) = draft.parse(domain.rules.is_tried_at_home())?;
    let tx = domain.begin().await?;
    // Whoever makes two at a time makes them one after the other.
    orders::lock_buyer(&tx, person.id.0).await?;
    if store::of_creator(&tx, person.id).await?.len() >= MOST_WEBHOOKS {
        return Err(Code::TooManyWebhooks.into());
    }
    let row = webhook::Model {
        id: domain.new_id(),
        creator_id: person.id.0,
        url,
        events: names(&events),
        secret: signing::new_secret()?,
        old_secret: None,
        old_secret_until: None,
        created_at: domain.now().0,
        stopped_at: None,
    };
    store::insert(&tx, row.clone()).await?;
    tx.commit().await?;
    told(&row, domain.now())
}

/// Changes which events a webhook of the viewer's is told of, and whether it is.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `invalid` at `events`; `not_found` for what is none of theirs.
pub async fn change(
    domain: &Domain,
    viewer: &Viewer,
    id: WebhookId,
    patch: &WebhookPatch,
) -> Result<WebhookView> {
    let person = creator(viewer)?;
    let events = patch.events.as_deref().map(chosen).transpose()?;
    let (tx, row) = held(domain, person, id).await?;
    let now = domain.now();
    let stopped_at = match patch.active {
        Some(true) => None,
        Some(false) => row.stopped_at.or(Some(now.0)),
        None => row.stopped_at,
    };
    let change = webhook::ActiveModel {
        id: Unchanged(row.id),
        events: Set(events.map_or(row.events, |events| names(&events))),
        stopped_at: Set(stopped_at),
        ..Default::default()
    };
    let row = store::update(&tx, change).await?;
    tx.commit().await?;
    view(&row, now)
}

/// Deletes a webhook of the viewer's with its deliveries: nothing more is sent.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `not_found` for what is none of theirs.
pub async fn delete(domain: &Domain, viewer: &Viewer, id: WebhookId) -> Result<()> {
    let (tx, row) = held(domain, creator(viewer)?, id).await?;
    store::delete(&tx, row.id).await?;
    tx.commit().await
}

/// Gives a webhook of the viewer's a new secret, told here and never again. For a day the old one signs too.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `not_found` for what is none of theirs.
pub async fn rotate(domain: &Domain, viewer: &Viewer, id: WebhookId) -> Result<WebhookSecret> {
    let (tx, row) = held(domain, creator(viewer)?, id).await?;
    let now = domain.now();
    let change = webhook::ActiveModel {
        id: Unchanged(row.id),
        secret: Set(signing::new_secret()?),
        old_secret: Set(Some(row.secret)),
        old_secret_until: Set(Some(now.after(ROTATION).0)),
        ..Default::default()
    };
    let row = store::update(&tx, change).await?;
    tx.commit().await?;
    told(&row, now)
}

/// Sends a ping to a webhook of the viewer's, as soon as the worker comes to it.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `not_found` for what is none of theirs.
pub async fn ping(domain: &Domain, viewer: &Viewer, id: WebhookId) -> Result<DeliveryView> {
    let (tx, row) = held(domain, creator(viewer)?, id).await?;
    let delivery = events::ping(domain, &row)?;
    store::tell(&tx, vec![delivery.clone()]).await?;
    tx.commit().await?;
    delivery_view(delivery, row.url)
}

/// A piece of what was or is to be sent for the viewer, the newest first.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `invalid` for the part asked for.
pub async fn deliveries(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<DeliveryView>> {
    let person = creator(viewer)?;
    let limit = paging::limit(limit)?;
    let after: Option<(i64, Uuid)> = paging::decode_cursor(cursor)?;
    let (mut rows, total) = store::log(&domain.db, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut rows, limit, |last| {
        paging::encode_cursor(&(last.created_at, last.id))
    });
    let webhooks = store::of_creator(&domain.db, person.id).await?;
    let urls: HashMap<Uuid, String> = webhooks.into_iter().map(|row| (row.id, row.url)).collect();
    // One that was deleted between the two readings has none.
    let items = rows.into_iter().filter_map(|row| {
        let url = urls.get(&row.webhook_id)?.clone();
        Some(delivery_view(row, url))
    });
    Ok(Page {
        items: items.collect::<Result<_>>()?,
        next_cursor,
        total,
    })
}

/// Sends a delivery of the viewer's again, whatever became of it: the same message by the same id, with all its tries.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `not_found` for what is none of theirs.
pub async fn redeliver(domain: &Domain, viewer: &Viewer, id: DeliveryId) -> Result<DeliveryView> {
    let person = creator(viewer)?;
    let tx = domain.begin().await?;
    let row = store::one(&tx, person.id, id).await?.ok_or(Code::NotFound)?;
    let webhook = store::lock(&tx, person.id, WebhookId(row.webhook_id)).await?;
    let webhook = webhook.ok_or(Code::NotFound)?;
    store::again(&tx, row.id, domain.now()).await?;
    let row = store::one(&tx, person.id, id).await?.ok_or(Code::NotFound)?;
    tx.commit().await?;
    delivery_view(row, webhook.url)
}

/// Forgets deliveries after 30 days, and secrets that sign no more.
pub async fn sweep(domain: &Domain) -> Result<()> {
    let now = domain.now();
    store::sweep(&domain.db, now.before(KEPT), now).await
}

/// One of a person's webhooks, held.
async fn held(domain: &Domain, person: &Person, id: WebhookId) -> Result<(Tx, webhook::Model)> {
    let tx = domain.begin().await?;
    let row = store::lock(&tx, person.id, id).await?.ok_or(Code::NotFound)?;
    Ok((tx, row))
}

/// Names of events as they are kept.
fn names(events: &[WebhookEvent]) -> String {
    let names: Vec<&str> = events.iter().map(|event| event.as_str()).collect();
    names.join(" ")
}

fn events_of(row: &webhook::Model) -> Result<Vec<WebhookEvent>> {
    let events = row.events.split(' ').map(str::parse);
    let events: Result<_, _> = events.collect();
    events.map_err(|_| corrupt("webhooks", row.id))
}

fn view(row: &webhook::Model, now: Timestamp) -> Result<WebhookView> {
    let until = row.old_secret_until.map(Timestamp);
    Ok(WebhookView {
        id: WebhookId(row.id),
        url: row.url.clone(),
        events: events_of(row)?,
        active: row.stopped_at.is_none(),
        old_secret_until: until.filter(|until| now < *until),
        created_at: Timestamp(row.created_at),
    })
}

fn told(row: &webhook::Model, now: Timestamp) -> Result<WebhookSecret> {
    Ok(WebhookSecret {
        webhook: view(row, now)?,
        secret: signing::shown(&row.secret),
    })
}

fn delivery_view(row: delivery::Model, url: String) -> Result<DeliveryView> {
    let bad = || corrupt("webhook_deliveries", row.id);
    let fault: Option<DeliveryFault> = row
        .fault
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|_| bad())?;
    Ok(DeliveryView {
        id: DeliveryId(row.id),
        webhook: WebhookId(row.webhook_id),
        url,
        event: row.event.parse().map_err(|_| bad())?,
        order: row.order_id.map(OrderId),
        status: match (row.delivered_at, row.next_at) {
            (Some(_), _) => DeliveryStatus::Delivered,
            (None, Some(_)) => DeliveryStatus::Waiting,
            (None, None) => DeliveryStatus::Failed,
        },
        attempts: row.attempts.unsigned_abs(),
        last_status: row
            .last_status
            .map(u16::try_from)
            .transpose()
            .map_err(|_| bad())?,
        fault,
        detail: fault.map(|fault| Lang::En.delivery_fault(fault).to_owned()),
        created_at: Timestamp(row.created_at),
        next_at: row.next_at.map(Timestamp),
        delivered_at: row.delivered_at.map(Timestamp),
    })
}
