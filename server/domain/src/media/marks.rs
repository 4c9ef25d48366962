//! Marks that name to whom a picture was shown: a random number for each viewer and post, which says something only to whoever has
//! this table. They are given to nobody through any door; the operator reads them with the key.

use super::{entity::mark, store};
use crate::{Domain, Error, Result, columns::corrupt, installation_store};
use base64::{Engine, engine::general_purpose::STANDARD};
use rand::{TryRngCore, rngs::OsRng};
use shared::{
    Timestamp,
    ids::{PostId, UserId},
};

/// Bits of a number.
const BITS: u32 = 48;
/// The name under which an installation keeps its key.
const KEY: &str = "mark_key";

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

/// The key with which this installation lays marks and reads them, made when it is asked for the first time.
pub async fn key(domain: &Domain) -> Result<[u8; 32]> {
    let new = STANDARD.encode(random::<32>()?);
    let kept = installation_store::kept(&domain.db, KEY, &new).await?;
    let bytes = STANDARD.decode(kept).map_err(Error::internal)?;
    bytes.try_into().map_err(|_| corrupt("installation", KEY))
}

/// The number that stands for a viewer of a post, the same each time.
pub async fn tag(domain: &Domain, viewer: UserId, post: PostId) -> Result<u64> {
    loop {
        if let Some(row) = store::mark_of(&domain.db, viewer, post).await? {
            return Ok(row.tag.unsigned_abs());
        }
        let new = u64::from_le_bytes(random()?) >> (u64::BITS - BITS);
        let row = mark::Model {
            tag: i64::try_from(new).map_err(Error::internal)?,
            user_id: viewer.0,
            post_id: post.0,
            created_at: domain.now().0,
        };
        if store::insert_mark(&domain.db, row).await? {
            return Ok(new);
        }
        // Somebody else wrote theirs in the meantime, or the number is another's.
    }
}

/// Whom a number stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub viewer: UserId,
    pub post: PostId,
    /// When it was first shown to them.
    pub at: Timestamp,
}

/// Whom a number stands for, if it is one of ours.
pub async fn shown(domain: &Domain, tag: u64) -> Result<Option<Shown>> {
    let Ok(tag) = i64::try_from(tag) else {
        return Ok(None);
    };
    let row = store::mark(&domain.db, tag).await?;
    Ok(row.map(|row| Shown {
        viewer: UserId(row.user_id),
        post: PostId(row.post_id),
        at: Timestamp(row.created_at),
    }))
}
