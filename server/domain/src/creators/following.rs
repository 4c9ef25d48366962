//! Following a creator.

use super::store;
use crate::{
    Domain, Result, Viewer,
    engagement::{self, store::Act},
};
use shared::{Code, engagement::Switch, identity::Handle};
use std::str::FromStr;

/// Follows a creator, or no longer; nobody follows themself.
pub async fn follow(domain: &Domain, viewer: &Viewer, handle: &str, on: bool) -> Result<Switch> {
    let person = viewer.person()?;
    let handle = Handle::from_str(handle).map_err(|_| Code::NotFound)?;
    let creator = store::by_handle(&domain.db, &handle)
        .await?
        .ok_or(Code::NotFound)?;
    if creator.id == person.id {
        return Err(Code::OwnPage.into());
    }
    if on {
        engagement::refuse_blocked(&domain.db, person.id, &[creator.id]).await?;
    }
    engagement::switch(domain, person.id, Act::Follow, creator.id.0, on).await
}
