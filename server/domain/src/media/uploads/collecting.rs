//! What becomes of uploads by itself: whole ones are put into the storage, those whose time is over are let go, and parts that belong
//! to none are deleted. Each step may be done again, by anybody and after any crash; what is being written is left alone.

use super::{DAY, KEPT, store};
use crate::{
    Domain, Error, Result,
    columns::unsigned,
    media::{self, entity::upload, making},
    ports::Part,
    rounds::Trouble,
};
use sea_orm::Condition;
use std::{future::Future, io, time::Duration};

/// Keys that are looked up at once.
const AT_ONCE: usize = 200;
/// Between looks at what is to be collected.
const HOURLY: Duration = Duration::from_secs(60 * 60);

/// Works until `shutdown` completes: through everything at the start and every hour, and through what is whole when the bell rings.
pub async fn run(domain: Domain, shutdown: impl Future<Output = ()>) {
    tokio::pin!(shutdown);
    let mut trouble = Trouble::new("uploads are not looked after; it is tried again");
    let mut hours = tokio::time::interval(HOURLY);
    loop {
        let done = tokio::select! {
            () = &mut shutdown => return,
            _ = hours.tick() => round(&domain).await,
            () = domain.uploads_due.rung() => place(&domain).await.map(|_| ()),
        };
        trouble.past(done);
    }
}

/// Everything that is to be done.
pub async fn round(domain: &Domain) -> Result<()> {
    place(domain).await?;
    expire(domain).await?;
    collect_parts(domain).await?;
    making::sweep(domain).await?;
    store::forget(&domain.db, domain.now().before(DAY)).await
}

/// The part of a key, if nobody has it open.
enum Found {
    Part(Box<dyn Part>),
    Nothing,
    Busy,
}

async fn part_of(domain: &Domain, key: &str) -> Result<Found> {
    match domain.parts.open(key, false).await {
        Ok(part) => Ok(Found::Part(part)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(Found::Busy),
        Err(error) => Err(Error::internal(error)),
    }
}

/// Puts what is whole into the storage; how many. One that fails does not keep the others waiting.
pub async fn place(domain: &Domain) -> Result<usize> {
    let place = domain.parts.place().await.map_err(Error::internal)?;
    let mut placed = 0;
    for row in store::whole(&domain.db, &place).await? {
        let (domain, id) = (domain.clone(), row.id);
        // In a task of its own: the part stays locked until the database knows, though whoever waits be gone.
        match tokio::spawn(async move { settle(&domain, row).await }).await {
            Ok(Ok(true)) => placed += 1,
            Ok(Ok(false)) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, upload = %id, "an upload cannot be put into the storage yet")
            }
            Err(error) => return Err(Error::internal(error)),
        }
    }
    Ok(placed)
}

/// Puts one upload into the storage, or finds that it is there; whether it is.
async fn settle(domain: &Domain, row: upload::Model) -> Result<bool> {
    let (key, length) = (row.storage_key.as_str(), unsigned(row.length));
    let mut found = part_of(domain, key).await?;
    if matches!(found, Found::Busy) {
        return Ok(false);
    }
    match store::again(&domain.db, row.id).await? {
        Some(now) if now == row => {}
        // Somebody else was quicker, or it is gone.
        _ => return Ok(false),
    }
    if let Found::Part(part) = found {
        if part.size() >= length {
            domain.storage.take(key, part).await.map_err(Error::internal)?;
            return told(domain, &row).await;
        }
        found = Found::Part(part);
    }
    if domain.storage.size(key).await.map_err(Error::internal)? == Some(length) {
        // It was put there, and who did it died before saying so.
        if let Found::Part(part) = found {
            part.delete().await.map_err(Error::internal)?;
        }
        return told(domain, &row).await;
    }
    let there = match &found {
        Found::Part(part) => i64::try_from(part.size()).map_err(Error::internal)?,
        _ => 0,
    };
    tracing::error!(upload = %row.id, length, there, "bytes of a whole upload are gone; it is to be sent on from what is there");
    let expires_at = shared::Timestamp(row.expires_at);
    store::advance(&domain.db, row.id, (row.received, there), expires_at).await?;
    Ok(false)
}

/// Writes down that a file is stored; one that was let go meanwhile is deleted.
async fn told(domain: &Domain, row: &upload::Model) -> Result<bool> {
    let now = domain.now();
    if store::stored(&domain.db, row.id, now, now.after(KEPT)).await? {
        for bell in domain.makings_due.iter() {
            bell.ring();
        }
        return Ok(true);
    }
    let kept = store::again(&domain.db, row.id).await?;
    if kept.is_some_and(|row| row.gone_at.is_none()) {
        return Ok(false);
    }
    domain
        .storage
        .delete(&row.storage_key)
        .await
        .map_err(Error::internal)?;
    Ok(false)
}

/// Lets go of an upload to which `still` applies: of its bytes, and of what was made of them, unless that is a part of a post.
pub(in crate::media) async fn let_go(domain: &Domain, row: &upload::Model, still: Condition) -> Result<bool> {
    let tx = domain.begin().await?;
    if !store::let_go(&tx, row.id, still, domain.now()).await? {
        return Ok(false);
    }
    // Whoever works on it finds that nobody wants it any more.
    making::store::forget(&tx, row.id).await?;
    let made = media::store::take_unpublished(&tx, row.id).await?;
    tx.commit().await?;
    delete(domain, row).await?;
    if let Some(made) = made {
        media::delete_files(domain, media::keys(&made)).await;
    }
    Ok(true)
}

/// Lets go of one upload if its time is over.
pub(crate) async fn expire_one(domain: &Domain, row: &upload::Model) -> Result<bool> {
    let_go(domain, row, store::expired(domain.now())).await
}

/// Lets go of an upload of which nothing can be made; its owner can read why. What was made of it before stays, and the file with it.
pub(in crate::media) async fn let_go_but_say_why(domain: &Domain, row: &upload::Model) -> Result<()> {
    if media::store::find(&domain.db, row.id).await?.is_none()
        && store::let_go(&domain.db, row.id, Condition::all(), domain.now()).await?
    {
        delete(domain, row).await?;
    }
    Ok(())
}

/// Deletes the bytes of an upload that is gone. What is being written now is deleted by whoever writes it.
async fn delete(domain: &Domain, row: &upload::Model) -> Result<()> {
    if let Found::Part(part) = part_of(domain, &row.storage_key).await? {
        part.delete().await.map_err(Error::internal)?;
    }
    if row.received == row.length {
        domain
            .storage
            .delete(&row.storage_key)
            .await
            .map_err(Error::internal)?;
    }
    Ok(())
}

/// Lets go of everything whose time is over; how many.
pub async fn expire(domain: &Domain) -> Result<usize> {
    let (now, mut gone) = (domain.now(), 0);
    loop {
        let due = store::due(&domain.db, now).await?;
        if due.is_empty() {
            return Ok(gone);
        }
        for row in due {
            gone += usize::from(expire_one(domain, &row).await?);
        }
    }
}

/// Deletes parts that belong to no upload whose bytes still come in; how many. A part is never there before its row.
pub async fn collect_parts(domain: &Domain) -> Result<usize> {
    let (keys, mut gone) = (domain.parts.keys().await.map_err(Error::internal)?, 0);
    for some in keys.chunks(AT_ONCE) {
        let known = store::open_keys(&domain.db, some).await?;
        for key in some.iter().filter(|key| !known.contains(key)) {
            if let Found::Part(part) = part_of(domain, key).await? {
                part.delete().await.map_err(Error::internal)?;
                gone += 1;
            }
        }
    }
    Ok(gone)
}
