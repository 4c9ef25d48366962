//! People as they are kept: found or made by wallet, changed by themselves, given roles. A handle that
//! somebody has is refused.

use super::{names, store};
use crate::{Domain, Error, Person, Result, Viewer};
use shared::{
    Code,
    identity::{Handle, Me, MePatch, Role},
    ids::UserId,
    solana::Address,
};

/// Names tried for a new person until one is free; out of 40 million, a second try is rare.
const TRIES: usize = 20;

/// The viewer as the database has them now.
///
/// # Errors
/// [`Code::SignInRequired`] for a visitor.
pub async fn me(domain: &Domain, viewer: &Viewer) -> Result<Me> {
    let person = viewer.person()?;
    let found = store::person_by_id(&domain.db, person.id)
        .await?
        .ok_or(Code::SessionEnded)?;
    Ok(found.me())
}

/// Changes the viewer's handle, name or bio; what is absent stays.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::Invalid`] at the field, [`Code::HandleTaken`] at `handle`.
pub async fn change_me(domain: &Domain, viewer: &Viewer, patch: &MePatch) -> Result<Me> {
    let person = viewer.person()?;
    store::update_user(&domain.db, person.id, &patch.parse()?).await?;
    domain.lists.changed();
    me(domain, viewer).await
}

/// The person of this wallet, made with an invented handle when there is none. Two at once make one person.
/// The person comes without a session.
pub async fn find_or_create(domain: &Domain, address: Address) -> Result<Person> {
    for _ in 0..TRIES {
        if let Some(person) = store::person_by_address(&domain.db, &address).await? {
            return Ok(person);
        }
        // Does nothing when the wallet or the handle is there by now; then the next round finds or renames.
        let (handle, name) = names::invent()?;
        store::insert_user(
            &domain.db,
            UserId(domain.new_id()),
            &address,
            &handle,
            &name,
            domain.now(),
        )
        .await?;
    }
    store::person_by_address(&domain.db, &address)
        .await?
        .ok_or_else(|| Error::internal("no free handle was found for a new person"))
}

/// The person of this wallet, without a session.
pub async fn person_by_address(domain: &Domain, address: &Address) -> Result<Option<Person>> {
    store::person_by_address(&domain.db, address).await
}

/// The person of this handle, without a session.
pub async fn person_by_handle(domain: &Domain, handle: &Handle) -> Result<Option<Person>> {
    store::person_by_handle(&domain.db, handle).await
}

/// Gives a person a role, for the operator; it asks nobody's permission.
///
/// # Errors
/// [`Code::NotFound`] when nobody has this handle.
pub async fn grant_role(domain: &Domain, handle: &Handle, role: Role) -> Result<()> {
    if store::update_role(&domain.db, handle, role).await? {
        Ok(())
    } else {
        Err(Code::NotFound.into())
    }
}
