//! What a person takes along, and leaving for good: an export made in the background, and erasure after two weeks in which
//! they can come back. It joins any table, and is the only place that writes to those of others.

pub mod entity;
mod erase;
mod export;
pub mod orphans;
mod store;

use crate::{
    Domain, Error, Result, Viewer,
    columns::unsigned,
    engagement::{
        self,
        store::{Act, Listed},
    },
    identity, notifications,
    ports::Pieces,
    subscriptions,
};
use shared::{
    Code, Refusal, Timestamp,
    ids::UserId,
    settings::{AwayView, ExportStatus, ExportView, Overview},
    text::Lang,
};
use std::{collections::BTreeMap, time::Duration};
use uuid::Uuid;

/// So many muted and as many blocked people are listed.
const AWAY: u32 = 500;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// So long an export can be fetched.
const FETCHABLE: Duration = DAY.saturating_mul(7);
/// So long after one export the next can be asked for.
const BETWEEN: Duration = Duration::from_secs(60 * 60);
/// So long a person who leaves can come back.
const COOLING_OFF: Duration = DAY.saturating_mul(14);

fn view(row: &entity::export::Model, now: Timestamp) -> Result<Option<ExportView>> {
    let status = row
        .status
        .parse()
        .map_err(|_| crate::columns::corrupt("exports", row.user_id))?;
    let expires_at = row.expires_at.map(Timestamp);
    if expires_at.is_some_and(|moment| moment <= now) {
        return Ok(None);
    }
    Ok(Some(ExportView {
        status,
        asked_at: Timestamp(row.asked_at),
        bytes: unsigned(row.bytes),
        expires_at,
    }))
}

/// Everything that is the viewer's own to look after.
pub async fn overview(domain: &Domain, viewer: &Viewer) -> Result<Overview> {
    let person = viewer.person()?;
    let mut away: BTreeMap<Uuid, (bool, bool)> = BTreeMap::new();
    for act in [Act::Mute, Act::Block] {
        for (id, _) in engagement::store::newest(&domain.db, Listed::All(act), person.id, AWAY, None).await? {
            let (muted, blocked) = away.entry(id).or_default();
            *(if act == Act::Mute { muted } else { blocked }) = true;
        }
    }
    let people = subscriptions::store::creator_refs(&domain.db, away.keys().copied()).await?;
    Ok(Overview {
        switches: notifications::switches(domain, viewer).await?,
        sessions: identity::sessions(domain, viewer).await?,
        away: away
            .into_iter()
            .filter_map(|(id, (muted, blocked))| {
                Some(AwayView {
                    person: people.get(&id)?.clone(),
                    muted,
                    blocked,
                })
            })
            .collect(),
        export: export(domain, viewer).await?,
        reach: notifications::reach(domain, viewer).await?,
    })
}

/// The viewer's last export, as long as it can be fetched.
pub async fn export(domain: &Domain, viewer: &Viewer) -> Result<Option<ExportView>> {
    let person = viewer.person()?;
    match store::export(&domain.db, person.id).await? {
        Some(row) => view(&row, domain.now()),
        None => Ok(None),
    }
}

/// Asks for an export. One that is being made, or was made within the hour, is the answer.
pub async fn ask_export(domain: &Domain, viewer: &Viewer) -> Result<ExportView> {
    let person = viewer.person()?;
    let now = domain.now();
    let transaction = domain.begin().await?;
    identity::store::lock_user(&transaction, person.id).await?;
    let before = store::export(&transaction, person.id).await?;
    let recent = |row: &&entity::export::Model| {
        row.status == ExportStatus::Asked.as_str()
            || row.status == ExportStatus::Ready.as_str() && now < Timestamp(row.asked_at).after(BETWEEN)
    };
    if let Some(view) = before
        .as_ref()
        .filter(recent)
        .map(|row| view(row, now))
        .transpose()?
        .flatten()
    {
        return Ok(view);
    }
    store::ask(&transaction, person.id, now).await?;
    transaction.commit().await?;
    if let Some(key) = before.and_then(|row| row.storage_key) {
        domain.storage.delete(&key).await.map_err(Error::internal)?;
    }
    domain.exports_due.ring();
    Ok(ExportView {
        status: ExportStatus::Asked,
        asked_at: now,
        bytes: 0,
        expires_at: None,
    })
}

/// The viewer's export: its bytes as they come, and how many.
///
/// # Errors
/// [`Code::NotFound`] when there is none that can be fetched.
pub async fn fetch_export(domain: &Domain, viewer: &Viewer) -> Result<(Pieces, u64)> {
    let person = viewer.person()?;
    let row = store::export(&domain.db, person.id)
        .await?
        .ok_or(Code::NotFound)?;
    let there = row
        .expires_at
        .is_some_and(|moment| domain.now() < Timestamp(moment));
    let key = row.storage_key.filter(|_| there).ok_or(Code::NotFound)?;
    let size = unsigned(row.bytes);
    let pieces = domain
        .storage
        .read(&key, 0..size)
        .await
        .map_err(Error::internal)?;
    Ok((pieces, size))
}

/// Packs an export and lays it down: where, and how large.
async fn make(domain: &Domain, user: UserId) -> Result<(String, i64)> {
    let bytes = export::archive(domain, user).await?;
    // Random, for its name is all that would be needed where files lie openly.
    let key = format!("{}.zip", Uuid::new_v4().simple());
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    domain.storage.put(&key, bytes).await.map_err(Error::internal)?;
    Ok((key, size))
}

/// Makes every export that was asked for; how many. One that failed says so, and can be asked for again.
pub async fn make_exports(domain: &Domain) -> Result<usize> {
    let mut made = 0;
    while let Some(row) = store::asked(&domain.db).await? {
        let done = match make(domain, UserId(row.user_id)).await {
            Ok((key, bytes)) => {
                let now = domain.now();
                entity::export::Model {
                    status: ExportStatus::Ready.as_str().to_owned(),
                    storage_key: Some(key),
                    bytes,
                    made_at: Some(now.0),
                    expires_at: Some(now.after(FETCHABLE).0),
                    ..row
                }
            }
            Err(error) => {
                tracing::error!(%error, user = %row.user_id, "an export failed");
                entity::export::Model {
                    status: ExportStatus::Failed.as_str().to_owned(),
                    ..row
                }
            }
        };
        let key = done.storage_key.clone();
        // Asked for anew or erased meanwhile: nobody will fetch this one.
        if !store::finish(&domain.db, done).await?
            && let Some(key) = key
        {
            domain.storage.delete(&key).await.map_err(Error::internal)?;
        }
        made += 1;
    }
    Ok(made)
}

/// Deletes exports that can be fetched no more.
pub async fn forget_exports(domain: &Domain) -> Result<()> {
    for row in store::expired(&domain.db, domain.now()).await? {
        if let Some(key) = &row.storage_key {
            domain.storage.delete(key).await.map_err(Error::internal)?;
        }
        store::forget_export(&domain.db, row.user_id, row.asked_at).await?;
    }
    Ok(())
}

/// Asks for everything about the viewer to be erased in two weeks, or when the last subscription to them is over; `handle` is their own, typed. From now on nothing of
/// theirs is sold.
///
/// # Errors
/// [`Code::Invalid`] at `handle`.
pub async fn leave(domain: &Domain, viewer: &Viewer, handle: &str) -> Result<Timestamp> {
    let person = viewer.person()?;
    let typed = handle.trim().trim_start_matches('@');
    if !typed.eq_ignore_ascii_case(person.handle.as_str()) {
        return Err(Refusal::field("handle", Lang::leave_wrong).into());
    }
    let moment = match person.erase_at {
        Some(moment) => moment,
        None => {
            let cooled = domain.now().after(COOLING_OFF);
            // What was paid for is given first.
            store::paid_until(&domain.db, person.id)
                .await?
                .map_or(cooled, |until| until.max(cooled))
        }
    };
    identity::store::set_erasure(&domain.db, person.id, Some(moment)).await?;
    Ok(moment)
}

/// Stays after all.
pub async fn stay(domain: &Domain, viewer: &Viewer) -> Result<()> {
    let person = viewer.person()?;
    identity::store::set_erasure(&domain.db, person.id, None).await
}

/// Erases everybody whose time has come.
pub async fn erase_due(domain: &Domain) -> Result<usize> {
    let leaving = store::leaving(&domain.db, domain.now()).await?;
    for user in &leaving {
        erase::erase(domain, *user).await?;
    }
    Ok(leaving.len())
}
