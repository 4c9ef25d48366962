//! Files that no row names: whoever wrote them died before the row was written, or after it was deleted. They are deleted when they
//! are met a second time, since a file is often there a moment before its row. A storage that bears another database's mark is left
//! alone.

use super::store;
use crate::{Domain, Error, Result, installation_store};
use futures::TryStreamExt;
use std::{collections::HashSet, io};
use uuid::Uuid;

/// Keys that are looked up at once.
const AT_ONCE: usize = 200;
/// The name under which an installation keeps which storage is its own.
const OURS: &str = "storage_mark";
/// The file that says whose storage it is.
pub const MARK: &str = "fonana-storage";

/// Files without a row, as the last look found them.
#[derive(Debug, Default)]
pub struct Unnamed(HashSet<String>);

/// Looks through the storage once; how many files were deleted. Looks are to be further apart than any writing takes.
pub async fn collect(domain: &Domain, before: &mut Unnamed) -> Result<usize> {
    if !is_ours(domain).await? {
        tracing::error!(
            "the storage belongs to another database: no file is deleted. Where the database is the right one, delete the file \
             {MARK} from the storage"
        );
        return Ok(0);
    }
    let (mut now, mut deleted) = (Unnamed::default(), 0);
    let mut keys = domain.storage.keys().try_chunks(AT_ONCE);
    while let Some(some) = keys.try_next().await.map_err(Error::internal)? {
        for key in store::unnamed(&domain.db, some).await? {
            if key == MARK {
                continue;
            }
            if before.0.contains(&key) {
                domain.storage.delete(&key).await.map_err(Error::internal)?;
                deleted += 1;
            } else {
                now.0.insert(key);
            }
        }
    }
    *before = now;
    Ok(deleted)
}

/// Whether the storage bears this database's mark; one that bears none gets it.
async fn is_ours(domain: &Domain) -> Result<bool> {
    let new = Uuid::new_v4().simple().to_string();
    let ours = installation_store::kept(&domain.db, OURS, &new).await?;
    match domain.storage.get(MARK).await {
        Ok(mark) => Ok(mark == ours.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            domain
                .storage
                .put(MARK, ours.into_bytes())
                .await
                .map_err(Error::internal)?;
            Ok(true)
        }
        Err(error) => Err(Error::internal(error)),
    }
}
