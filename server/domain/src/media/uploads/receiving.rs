//! Bytes of an upload as they come in. They are acknowledged in steps, each on the disk before the database knows of it; what a
//! checksum stands over is acknowledged whole or not at all. Two never write at the same time.

use super::{WAITS, owned, store, stored_length, view};
use crate::{Domain, Error, Result, Viewer, columns::unsigned, media::entity::upload, ports::Part};
use bytes::Bytes;
use futures::{Stream, StreamExt};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use shared::{
    Code, Refusal,
    ids::{UploadId, UserId},
    uploads::UploadView,
};
use std::{io, pin::pin};

/// How a checksum is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    Sha1,
    Sha256,
}

impl Algorithm {
    pub const ALL: &'static [Self] = &[Self::Sha1, Self::Sha256];

    /// As tus names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
        }
    }
}

/// What the bytes of a request are to come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum {
    pub algorithm: Algorithm,
    pub digest: Vec<u8>,
}

enum Summing {
    Sha1(Sha1),
    Sha256(Sha256),
}

/// A checksum, and what of it is there.
struct Sum {
    expected: Vec<u8>,
    summing: Summing,
}

impl Sum {
    fn new(Checksum { algorithm, digest }: Checksum) -> Self {
        let summing = match algorithm {
            Algorithm::Sha1 => Summing::Sha1(Sha1::new()),
            Algorithm::Sha256 => Summing::Sha256(Sha256::new()),
        };
        Self {
            expected: digest,
            summing,
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        match &mut self.summing {
            Summing::Sha1(sum) => sum.update(bytes),
            Summing::Sha256(sum) => sum.update(bytes),
        }
    }

    fn holds(self) -> bool {
        match self.summing {
            Summing::Sha1(sum) => sum.finalize()[..] == self.expected,
            Summing::Sha256(sum) => sum.finalize()[..] == self.expected,
        }
    }
}

/// Adds bytes to an upload of the viewer's, from the offset at which they begin. Where the bytes end early or wrongly, what came
/// without a checksum is kept.
///
/// # Errors
/// [`Code::SignInRequired`]; [`Code::NotFound`]; [`Code::UploadGone`], also in the middle; [`Code::UploadOffset`];
/// [`Code::UploadBusy`]; [`Code::UploadElsewhere`]; [`Code::UploadChecksum`]; [`Code::UploadTooLarge`] for bytes behind the end;
/// [`Code::UploadBroken`] and, for `TimedOut`, [`Code::UploadStalled`] where the bytes fail; [`Code::StorageFull`].
pub async fn append(
    domain: &Domain,
    viewer: &Viewer,
    id: UploadId,
    from: u64,
    checksum: Option<Checksum>,
    bytes: impl Stream<Item = io::Result<Bytes>> + Send,
) -> Result<UploadView> {
    let owner = viewer.person()?.id;
    let row = owned(domain, owner, id).await?;
    begins(&row, from)?;
    if row.received == row.length {
        return nothing_more(&row, checksum, bytes).await;
    }
    let place = domain.parts.place().await.map_err(Error::internal)?;
    if row.place != place {
        return Err(Code::UploadElsewhere.into());
    }
    let part = domain.parts.open(&row.storage_key, true).await.map_err(disk)?;
    let mut receiving = Receiving::begin(domain, owner, id, from, part).await?;
    receiving.take(checksum, bytes).await?;
    if receiving.row.received == receiving.row.length {
        domain.uploads_due.ring();
    }
    Ok(view(&receiving.row))
}

fn begins(row: &upload::Model, from: u64) -> Result<()> {
    if unsigned(row.received) == from {
        return Ok(());
    }
    Err(Refusal::from(Code::UploadOffset)
        .saying(|lang| lang.upload_stands(row.received))
        .at("Upload-Offset")
        .into())
}

/// The upload is whole: bytes may come, but not one.
async fn nothing_more(
    row: &upload::Model,
    checksum: Option<Checksum>,
    bytes: impl Stream<Item = io::Result<Bytes>> + Send,
) -> Result<UploadView> {
    let mut bytes = pin!(bytes);
    while let Some(piece) = bytes.next().await {
        if !piece.map_err(|error| broken(&error))?.is_empty() {
            return Err(behind_the_end(row).into());
        }
    }
    if checksum.is_some_and(|sum| !Sum::new(sum).holds()) {
        return Err(Code::UploadChecksum.into());
    }
    Ok(view(row))
}

fn behind_the_end(row: &upload::Model) -> Refusal {
    Refusal::from(Code::UploadTooLarge).saying(|lang| lang.upload_over(row.length))
}

/// What the disk says, to whoever waits for it.
fn disk(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::WouldBlock => Code::UploadBusy.into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::Unavailable {
            refusal: Code::StorageFull.into(),
            cause: error.to_string(),
        },
        _ => Error::internal(error),
    }
}

/// Why the bytes ended too early.
fn broken(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::TimedOut => Code::UploadStalled.into(),
        _ => Code::UploadBroken.into(),
    }
}

/// An upload that nobody else writes.
struct Receiving<'a> {
    domain: &'a Domain,
    row: upload::Model,
    /// Given away while it is brought to the disk, and for good where that fails.
    part: Option<Box<dyn Part>>,
}

impl<'a> Receiving<'a> {
    /// Looks again at what is known, now that nobody else can change it.
    async fn begin(
        domain: &'a Domain,
        owner: UserId,
        id: UploadId,
        from: u64,
        mut part: Box<dyn Part>,
    ) -> Result<Self> {
        let row = match owned(domain, owner, id).await {
            Ok(row) if row.received < row.length => row,
            // Whole, and perhaps taken away: then what was opened is an empty part that nobody needs.
            Ok(whole) => {
                if part.size() == 0 {
                    part.delete().await.map_err(disk)?;
                }
                begins(&whole, from)?;
                return Err(Code::UploadBusy.into());
            }
            Err(error) => {
                if matches!(error.code(), Code::UploadGone | Code::NotFound) {
                    part.delete().await.map_err(disk)?;
                }
                return Err(error);
            }
        };
        begins(&row, from)?;
        if part.size() < from {
            let there = stored_length(part.size())?;
            tracing::error!(
                upload = %row.id, acknowledged = row.received, there,
                "bytes of an upload are not on the disk any more; it goes on from what is there"
            );
            let mut receiving = Self {
                domain,
                row,
                part: Some(part),
            };
            receiving.acknowledge(there).await?;
            begins(&receiving.row, from)?;
            return Ok(receiving);
        }
        // What came after the last acknowledgement is not known to be right.
        part.cut(from).await.map_err(disk)?;
        Ok(Self {
            domain,
            row,
            part: Some(part),
        })
    }

    fn part(&mut self) -> Result<&mut Box<dyn Part>> {
        self.part.as_mut().ok_or_else(|| Code::UploadGone.into())
    }

    async fn take(
        &mut self,
        checksum: Option<Checksum>,
        bytes: impl Stream<Item = io::Result<Bytes>> + Send,
    ) -> Result<()> {
        let mut bytes = pin!(bytes);
        let mut sum = checksum.map(Sum::new);
        let (mut at, length) = (unsigned(self.row.received), unsigned(self.row.length));
        let ended = loop {
            let piece = match bytes.next().await {
                None => break Ok(()),
                Some(Err(error)) => break Err(broken(&error)),
                Some(Ok(piece)) => piece,
            };
            if piece.len() as u64 > length - at {
                // Whoever sends more than they said has not sent what they meant.
                return self.forget(behind_the_end(&self.row).into()).await;
            }
            at += piece.len() as u64;
            if let Some(sum) = &mut sum {
                sum.add(&piece);
            }
            self.part()?.write(piece).await.map_err(disk)?;
            if sum.is_none() && at - unsigned(self.row.received) >= self.domain.rules.uploads.step {
                self.acknowledge(stored_length(at)?).await?;
            }
        };
        match (sum, ended) {
            // Whether the bytes are right will never be known.
            (Some(_), Err(error)) => self.forget(error).await,
            (Some(sum), Ok(())) => {
                if !sum.holds() {
                    return self.forget(Code::UploadChecksum.into()).await;
                }
                self.acknowledge(stored_length(at)?).await
            }
            (None, ended) => {
                self.acknowledge(stored_length(at)?).await?;
                ended
            }
        }
    }

    /// Cuts away what is not acknowledged.
    async fn forget(&mut self, why: Error) -> Result<()> {
        let kept = unsigned(self.row.received);
        self.part()?.cut(kept).await.map_err(disk)?;
        Err(why)
    }

    /// Makes so many bytes survive, and then says so. In a task of its own: were this dropped between the two, the statement might
    /// come after somebody else had opened the part and cut it.
    async fn acknowledge(&mut self, received: i64) -> Result<()> {
        if received == self.row.received {
            return Ok(());
        }
        let mut part = self.part.take().ok_or(Code::UploadGone)?;
        let (db, id, from) = (self.domain.db.clone(), self.row.id, self.row.received);
        let expires_at = self.domain.now().after(WAITS);
        let written = tokio::spawn(async move {
            part.sync().await.map_err(disk)?;
            if store::advance(&db, id, (from, received), expires_at).await? {
                return Ok(Some(part));
            }
            part.delete().await.map_err(disk)?;
            Ok::<_, Error>(None)
        });
        let part = written.await.map_err(Error::internal)??;
        self.part = Some(part.ok_or(Code::UploadGone)?);
        self.row.received = received;
        self.row.expires_at = expires_at.0;
        Ok(())
    }
}
