//! People as they are kept: found or made by wallet, changed by themselves, given roles. A handle that
//! somebody has is refused.

use super::{names, store};
use crate::{Domain, Error, Person, Result, Viewer, index};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use shared::{
    Code, Refusal,
    identity::{Handle, Me, MePatch, Role},
    ids::UserId,
    solana::Address,
};
use std::time::Duration;

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
    Ok(found.me(domain.now()))
}

/// Changes the viewer's handle, name or bio; what is absent stays.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::Invalid`] at the field, [`Code::HandleTaken`] at `handle`,
/// [`Code::TooManyHandles`].
pub async fn change_me(domain: &Domain, viewer: &Viewer, patch: &MePatch) -> Result<Me> {
    let person = viewer.person()?;
    let change = patch.parse()?;
    let transaction = domain.begin().await?;
    store::lock_user(&transaction, person.id).await?;
    let now = store::person_by_id(&transaction, person.id)
        .await?
        .ok_or(Code::SessionEnded)?;
    if let Some(handle) = change.handle.as_ref().filter(|handle| **handle != now.handle) {
        move_to(domain, &transaction, &now, handle).await?;
    }
    store::update_user(&transaction, person.id, &change).await?;
    if let Some(person) = store::person_by_id(&transaction, person.id)
        .await?
        .filter(|person| person.creator.is_some())
    {
        let Person {
            id,
            handle,
            name,
            bio,
            ..
        } = &person;
        index::person(&transaction, *id, handle.as_str(), name, bio).await?;
    }
    transaction.commit().await?;
    domain.lists.changed();
    me(domain, viewer).await
}

/// Handles that a person may leave in a month: each stays theirs, so that old links lead to them.
const HANDLES: u64 = 5;
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Leaves the handle that a person has for one that is free or was theirs before.
async fn move_to(domain: &Domain, tx: &DatabaseTransaction, person: &Person, handle: &Handle) -> Result<()> {
    match store::former_owner(tx, handle).await? {
        Some(owner) if owner != person.id => {
            return Err(Refusal::from(Code::HandleTaken).at("handle").into());
        }
        _ => {}
    }
    let now = domain.now();
    if store::handles_left(tx, person.id, now.before(MONTH)).await? >= HANDLES {
        return Err(Code::TooManyHandles.into());
    }
    store::leave_handle(tx, person.id, &person.handle, handle, now).await
}

/// Whether the viewer could have this handle.
///
/// # Errors
/// [`Code::Invalid`] at `handle`: it is none that anybody could have.
pub async fn handle_is_free(domain: &Domain, viewer: &Viewer, handle: &str) -> Result<bool> {
    let handle: Handle = handle.parse()?;
    let owner = match store::person_by_handle(&domain.db, &handle).await? {
        Some(person) => Some(person.id),
        None => store::former_owner(&domain.db, &handle).await?,
    };
    Ok(owner.is_none_or(|owner| viewer.id() == Some(owner)))
}

/// Whether a person has asked for everything about them to be erased.
pub async fn is_leaving(db: &impl ConnectionTrait, id: UserId) -> Result<bool> {
    let person = store::person_by_id(db, id).await?;
    Ok(person.is_some_and(|person| person.erase_at.is_some()))
}

/// The handle now of somebody who had this one.
pub async fn handle_now(domain: &Domain, former: &Handle) -> Result<Option<Handle>> {
    let Some(owner) = store::former_owner(&domain.db, former).await? else {
        return Ok(None);
    };
    let person = store::person_by_id(&domain.db, owner).await?;
    Ok(person.map(|person| person.handle))
}

/// Whose invitation a handle is: also a handle that they had before. Nobody's is no invitation.
pub async fn referrer(domain: &Domain, handle: &str) -> Result<Option<UserId>> {
    let Ok(handle) = handle.parse::<Handle>() else {
        return Ok(None);
    };
    if let Some(person) = store::person_by_handle(&domain.db, &handle).await? {
        return Ok(Some(person.id));
    }
    store::former_owner(&domain.db, &handle).await
}

/// The person of this wallet, made with an invented handle when there is none; then `referrer` is who invited them. Two at
/// once make one person. The person comes without a session.
pub async fn find_or_create(domain: &Domain, address: Address, referrer: Option<UserId>) -> Result<Person> {
    for _ in 0..TRIES {
        if let Some(person) = store::person_by_address(&domain.db, &address).await? {
            return Ok(person);
        }
        // Does nothing when the wallet or the handle is there by now; then the next round finds or renames.
        let (handle, name) = names::invent()?;
        if store::former_owner(&domain.db, &handle).await?.is_some() {
            continue;
        }
        store::insert_user(
            &domain.db,
            UserId(domain.new_id()),
            &address,
            &handle,
            &name,
            referrer,
            domain.now(),
        )
        .await?;
    }
    store::person_by_address(&domain.db, &address)
        .await?
        .ok_or_else(|| Error::internal("no free handle was found for a new person"))
}

/// The person of this id, without a session.
pub async fn person_by_id(db: &impl ConnectionTrait, id: UserId) -> Result<Option<Person>> {
    store::person_by_id(db, id).await
}

/// The person of this wallet, without a session.
pub async fn person_by_address(domain: &Domain, address: &Address) -> Result<Option<Person>> {
    store::person_by_address(&domain.db, address).await
}

/// Who has this handle, as the transaction sees it.
pub async fn by_handle(db: &impl ConnectionTrait, handle: &Handle) -> Result<Option<UserId>> {
    Ok(store::person_by_handle(db, handle).await?.map(|person| person.id))
}

/// The person of this handle, without a session.
pub async fn person_by_handle(domain: &Domain, handle: &Handle) -> Result<Option<Person>> {
    store::person_by_handle(&domain.db, handle).await
}

/// Gives a person a role, for the operator; it asks nobody's permission.
///
/// # Errors
/// [`Code::NotFound`] when nobody has this handle.
pub async fn grant_role(db: &impl ConnectionTrait, handle: &Handle, role: Role) -> Result<()> {
    if store::update_role(db, handle, role).await? {
        Ok(())
    } else {
        Err(Code::NotFound.into())
    }
}
