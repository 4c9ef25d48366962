//! Some files of a row put in place of others: first the new ones are in the storage, then the row names them, then those before go. What a
//! crash leaves is named by no row and collected; of two who do it at once one begins anew with what the other wrote.

use super::{delete_files, entity::media, files::File, others, store, widths};
use crate::{Domain, Error, Result};
use shared::{Code, ids::UserId};
use uuid::Uuid;

/// A part of a name that no other file of the row has.
pub(super) fn mark() -> u32 {
    Uuid::new_v4().as_fields().0
}

/// Puts these files in place of those for which `old` is true, and makes the row say so; `and` changes what else the row says.
pub(super) async fn replace(
    domain: &Domain,
    row: media::Model,
    old: impl Fn(File) -> bool,
    new: Vec<(File, Vec<u8>)>,
    and: impl Fn(&mut media::Model),
) -> Result<()> {
    let names: Vec<(File, usize)> = new.iter().map(|(file, bytes)| (*file, bytes.len())).collect();
    let keys = names.iter().map(|(file, _)| file.key(&row.storage_key));
    let keys: Vec<String> = keys.collect();
    let written = async {
        for (key, (_, bytes)) in keys.iter().zip(new) {
            domain.storage.put(key, bytes).await.map_err(Error::internal)?;
        }
        named(domain, row, old, &names, and).await
    };
    match written.await {
        Ok(gone) => {
            domain.lists.changed();
            delete_files(domain, gone).await;
            Ok(())
        }
        Err(error) => {
            delete_files(domain, keys).await;
            Err(error)
        }
    }
}

/// Makes the row name the new files; where those lie that it does not name any more.
async fn named(
    domain: &Domain,
    mut row: media::Model,
    old: impl Fn(File) -> bool,
    new: &[(File, usize)],
    and: impl Fn(&mut media::Model),
) -> Result<Vec<String>> {
    let (id, owner, key) = (row.id, UserId(row.owner_id), row.storage_key.clone());
    loop {
        let pictures: Vec<u32> = widths(&row).collect();
        let all = pictures.iter().map(|width| File::Picture { width: *width });
        let gone: Vec<String> = all
            .chain(others(&row))
            .filter(|file| old(*file))
            .map(|file| file.key(&key))
            .collect();
        let mut bytes = row.bytes;
        for key in &gone {
            let size = domain.storage.size(key).await.map_err(Error::internal)?;
            bytes = bytes.saturating_sub(i64::try_from(size.unwrap_or(0)).map_err(Error::internal)?);
        }
        for (_, size) in new {
            bytes = bytes.saturating_add(i64::try_from(*size).map_err(Error::internal)?);
        }
        let kept = pictures
            .iter()
            .filter(|width| !old(File::Picture { width: **width }))
            .map(u32::to_string);
        let files = others(&row)
            .filter(|file| !old(*file))
            .chain(new.iter().map(|(file, _)| *file))
            .map(File::name);
        let mut after = media::Model {
            widths: kept.collect::<Vec<_>>().join(","),
            files: files.collect::<Vec<_>>().join(","),
            bytes: bytes.max(0),
            ..row.clone()
        };
        and(&mut after);
        if store::swap(&domain.db, &row, after).await? {
            return Ok(gone);
        }
        // Somebody was quicker, and it may be gone.
        let now = store::of_owner(&domain.db, owner, &[id]).await?.pop();
        row = now.filter(|row| row.storage_key == key).ok_or(Code::NotFound)?;
    }
}
