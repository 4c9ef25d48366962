//! One moment of a film as a picture, while somebody waits for it: only the segment that holds it is brought from the storage. Where there is
//! no ffmpeg, or the film was kept as it was sent, there is none.

use super::{Workshop, bench::Bench, failed, films::on_disk, films::unmade};
use domain::media::making::Unmade;
use footage::{Limits, Span};
use futures::TryStreamExt;
use std::{io, ops::Range};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// One at a time: others wait rather than take the processor from films that are made.
static PLACE: Semaphore = Semaphore::const_new(1);
/// Bytes of a list at the most; four hours have some 400 kilobytes.
const LIST: usize = 4 * 1024 * 1024;

impl Workshop {
    /// The moment of a rendition, whose list and bytes lie under these keys, as PNG; none where it cannot be had here.
    ///
    /// # Errors
    /// [`Unmade`], where a film that we made does not give it.
    pub async fn still(
        &self,
        (list, media): (&str, &str),
        milliseconds: u64,
    ) -> Result<Option<Vec<u8>>, Unmade> {
        let Some(tools) = &self.tools else {
            return Ok(None);
        };
        let _place = PLACE.acquire().await.map_err(failed)?;
        let list = self.storage.get(list).await.map_err(failed)?;
        let list = std::str::from_utf8(&list).ok().filter(|list| list.len() <= LIST);
        let Some(span) = list.and_then(|list| Span::of(list, milliseconds)) else {
            return Ok(None);
        };
        let (root, name) = (self.scratch.clone(), Uuid::new_v4().simple().to_string());
        let bench = on_disk(move || Bench::make(&root, &name)).await?;
        let bench = bench.map_err(failed)?;
        let segment = bench.folder().join("segment");
        let mut bytes = self.bytes(media, span.head).await?;
        bytes.extend(self.bytes(media, span.part).await?);
        tokio::fs::write(&segment, bytes).await.map_err(failed)?;
        let limits = Limits::default();
        let still = footage::still(tools, &segment, span.within, bench.folder(), &limits).await;
        let still = still.map_err(unmade)?;
        Ok(Some(tokio::fs::read(still).await.map_err(failed)?))
    }

    async fn bytes(&self, key: &str, range: Range<u64>) -> Result<Vec<u8>, Unmade> {
        let read = async {
            let pieces = self.storage.read(key, range).await?;
            let bytes = pieces.map_ok(|piece| piece.to_vec()).try_concat().await?;
            io::Result::Ok(bytes)
        };
        read.await.map_err(failed)
    }
}
