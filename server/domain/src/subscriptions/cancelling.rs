//! Cancelling: whoever cancels is reminded of nothing and keeps what they paid for until its end; days of grace they have none.
//! Nothing renews by itself, so nothing else has to stop.

use super::{ending_store, relay, store};
use crate::{Domain, Result, Viewer, identity};
use shared::{Code, identity::Handle};
use std::str::FromStr;

/// Cancels the viewer's time at a creator, or keeps it after all. A second time changes nothing.
///
/// # Errors
/// `sign_in_required`; `not_found` where the viewer has no time, nor had it until a few days ago.
pub async fn cancel(domain: &Domain, viewer: &Viewer, handle: &str, cancel: bool) -> Result<()> {
    let person = viewer.person()?;
    let handle = Handle::from_str(handle).map_err(|_| Code::NotFound)?;
    let creator = identity::person_by_handle(domain, &handle).await?;
    let (user, creator) = (person.id.0, creator.ok_or(Code::NotFound)?.id.0);
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, person.id).await?;
    let now = domain.now();
    let rows = store::at_creator(&tx, user, creator).await?;
    // What is in its days of grace can be cancelled, and taken up again.
    let since = now.before(domain.rules.grace);
    if !rows.iter().any(|row| row.ends_at > Some(since.0)) {
        return Err(Code::NotFound.into());
    }
    ending_store::set_cancelled(&tx, user, creator, cancel.then_some(now)).await?;
    relay(domain, &tx, user, creator).await?;
    tx.commit().await?;
    domain.lists.changed();
    Ok(())
}
