//! What people upload: a file comes in by pieces, over as many requests as it takes, and is put into the storage when it is whole.
//! What was acknowledged is on the disk. Room is counted when an upload begins, and refused then; nobody meets another's.

pub mod collecting;
mod metadata;
mod receiving;
pub mod store;

pub use metadata::Metadata;
pub use receiving::{Algorithm, Checksum, append};

use crate::{Domain, Error, Result, Viewer, columns::unsigned, media::entity::upload, rules::Uploads};
use bytes::Bytes;
use futures::Stream;
use sea_orm::Condition;
use shared::{
    Code, Refusal,
    ids::{UploadId, UserId},
    text::Lang,
    uploads::{UploadLimits, UploadState, UploadView},
};
use std::{io, time::Duration};
use uuid::Uuid;

/// How long an upload waits for its next bytes.
pub const WAITS: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a file is kept of which nothing is made.
pub const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// The time over which a day's uploads are counted.
pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Unfinished ones of one person at the same time.
pub const MOST_UNFINISHED: u32 = 100;
pub use shared::uploads::SMALL;

/// As whoever sent it calls it.
pub(crate) fn name(row: &upload::Model) -> Option<String> {
    metadata::file_name(&row.metadata)
}

fn stored_length(bytes: u64) -> Result<i64> {
    i64::try_from(bytes).map_err(|_| Code::UploadTooLarge.into())
}

/// A row as its owner sees it.
fn view(row: &upload::Model) -> UploadView {
    let state = match row.stored_at {
        Some(_) => UploadState::Stored,
        None if row.received == row.length => UploadState::Received,
        None => UploadState::Receiving,
    };
    UploadView {
        id: UploadId(row.id),
        name: name(row),
        metadata: row.metadata.clone(),
        length: unsigned(row.length),
        offset: unsigned(row.received),
        state,
        created_at: shared::Timestamp(row.created_at),
        expires_at: shared::Timestamp(row.expires_at),
    }
}

/// What the viewer may upload, and what is left of it.
///
/// # Errors
/// [`Code::SignInRequired`].
pub async fn limits(domain: &Domain, viewer: &Viewer) -> Result<UploadLimits> {
    let owner = viewer.person()?.id;
    let held = store::held(&domain.db, owner, domain.now().before(DAY)).await?;
    let Uploads { file, day, quota, .. } = domain.rules.uploads;
    Ok(UploadLimits {
        file,
        small_file: SMALL.min(file),
        day,
        day_left: day.saturating_sub(held.lately),
        quota,
        quota_left: quota.saturating_sub(held.bytes),
        unfinished: MOST_UNFINISHED,
    })
}

/// Begins an upload of so many bytes: room for all of them is the viewer's from now on.
///
/// # Errors
/// [`Code::SignInRequired`]; [`Code::UploadEmpty`]; [`Code::UploadTooLarge`]; [`Code::TooManyUploads`]; [`Code::QuotaReached`];
/// [`Code::UploadsToday`]; [`Code::StorageFull`] where the disk would have less left than it is to keep.
pub async fn create(domain: &Domain, viewer: &Viewer, length: u64, metadata: Metadata) -> Result<UploadView> {
    let owner = viewer.person()?.id;
    let (now, limits) = (domain.now(), domain.rules.uploads);
    if length == 0 {
        return Err(Refusal::from(Code::UploadEmpty).at("Upload-Length").into());
    }
    if length > limits.file {
        return Err(too_large(limits.file).into());
    }
    let place = domain.parts.place().await.map_err(Error::internal)?;
    let tx = domain.begin().await?;
    store::count_alone(&tx).await?;
    let held = store::held(&tx, owner, now.before(DAY)).await?;
    if held.open >= u64::from(MOST_UNFINISHED) {
        return Err(Code::TooManyUploads.into());
    }
    if held.bytes.saturating_add(length) > limits.quota {
        let said = |lang: Lang| lang.upload_quota(&lang.bytes(limits.quota));
        return Err(Refusal::from(Code::QuotaReached).saying(said).into());
    }
    if held.lately.saturating_add(length) > limits.day {
        let said = |lang: Lang| lang.upload_day(&lang.bytes(limits.day));
        return Err(Refusal::from(Code::UploadsToday).saying(said).into());
    }
    // First what may still come, then what is free: bytes that arrive between the two are counted twice, and never not at all.
    let awaited = store::awaited(&tx, &place).await?;
    let room = domain.parts.room().await.map_err(Error::internal)?;
    let needed = awaited.saturating_add(length).saturating_add(limits.reserve);
    if needed > room {
        return Err(Code::StorageFull.into());
    }
    let row = upload::Model {
        id: domain.new_id(),
        owner_id: owner.0,
        length: stored_length(length)?,
        received: 0,
        metadata: metadata.into(),
        // Random, for its name is all that would be needed where files lie openly.
        storage_key: Uuid::new_v4().simple().to_string(),
        place,
        created_at: now.0,
        expires_at: now.after(WAITS).0,
        stored_at: None,
        gone_at: None,
        draft_id: None,
        kept: false,
    };
    let made = view(&row);
    store::insert(&tx, row).await?;
    tx.commit().await?;
    Ok(made)
}

fn too_large(most: u64) -> Refusal {
    Refusal::from(Code::UploadTooLarge).saying(|lang| lang.upload_most(&lang.bytes(most)))
}

/// One of the owner's that is not gone.
async fn owned(domain: &Domain, owner: UserId, id: UploadId) -> Result<upload::Model> {
    let row = store::find(&domain.db, id, owner).await?.ok_or(Code::NotFound)?;
    if row.gone_at.is_some() || domain.now().0 >= row.expires_at {
        return Err(Code::UploadGone.into());
    }
    Ok(row)
}

/// How far an upload of the viewer's is.
///
/// # Errors
/// [`Code::SignInRequired`]; [`Code::NotFound`]; [`Code::UploadGone`] until it is forgotten.
pub async fn get(domain: &Domain, viewer: &Viewer, id: UploadId) -> Result<UploadView> {
    let owner = viewer.person()?.id;
    Ok(view(&owned(domain, owner, id).await?))
}

/// Cancels an upload of the viewer's, or deletes the file of which nothing was made yet. Whoever still sends bytes of it is told.
///
/// # Errors
/// As [`get`].
pub async fn cancel(domain: &Domain, viewer: &Viewer, id: UploadId) -> Result<()> {
    let owner = viewer.person()?.id;
    let row = owned(domain, owner, id).await?;
    collecting::let_go(domain, &row, Condition::all()).await?;
    Ok(())
}

/// Takes a file of at most [`SMALL`] bytes in one go. `at_most` is what the request can hold, which is reserved until its end.
/// What does not arrive whole is nothing.
///
/// # Errors
/// As [`create`] and [`append`].
pub async fn take_small(
    domain: &Domain,
    viewer: &Viewer,
    at_most: u64,
    metadata: Metadata,
    bytes: impl Stream<Item = io::Result<Bytes>> + Send,
) -> Result<UploadView> {
    let most = SMALL.min(domain.rules.uploads.file);
    let begun = create(domain, viewer, at_most.clamp(1, most), metadata).await?;
    let taken = async {
        let came = append(domain, viewer, begun.id, 0, None, bytes).await?;
        if came.offset == 0 {
            return Err(Code::UploadEmpty.into());
        }
        if came.offset < came.length
            && !store::end(&domain.db, begun.id.0, stored_length(came.offset)?).await?
        {
            return Err(Code::UploadGone.into());
        }
        domain.uploads_due.ring();
        get(domain, viewer, begun.id).await
    };
    match taken.await {
        Err(error) => {
            cancel(domain, viewer, begun.id).await?;
            // Here the request is the limit, and not the length that somebody said.
            Err(match error.code() {
                Code::UploadTooLarge => too_large(most).into(),
                _ => error,
            })
        }
        taken => taken,
    }
}
