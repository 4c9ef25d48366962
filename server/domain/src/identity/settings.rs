//! What a person sets about themself, and the devices on which they are signed in. Nobody reads or changes another's.

use super::{
    sessions::tell_of_end,
    store::{self, OneOrOthers},
};
use crate::{Domain, Result, Viewer};
use shared::{
    Code, Timestamp,
    ids::SessionId,
    live::{Channel, Event},
    settings::{SessionView, Settings, SettingsPatch},
};

/// What the viewer set.
pub fn settings(viewer: &Viewer) -> Result<Settings> {
    Ok(viewer.person()?.settings)
}

/// Changes what is named; the rest stays.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::Invalid`] at the field.
pub async fn change_settings(domain: &Domain, viewer: &Viewer, patch: &SettingsPatch) -> Result<Settings> {
    let person = viewer.person()?;
    let transaction = domain.begin().await?;
    store::lock_user(&transaction, person.id).await?;
    let now = store::person_by_id(&transaction, person.id)
        .await?
        .ok_or(Code::SessionEnded)?;
    let settings = patch.applied(&now.settings)?;
    store::update_settings(&transaction, person.id, &settings).await?;
    if settings.adult != now.settings.adult {
        let said_at = settings.adult.then(|| domain.now());
        store::set_of_age(&transaction, person.id, said_at).await?;
    }
    // Whoever is connected is shown, and sees others, as they set it just now.
    if (settings.presence, settings.typing) != (now.settings.presence, now.settings.typing) {
        transaction.tell(Channel::Person(person.id), Event::Rights);
    }
    transaction.commit().await?;
    Ok(settings)
}

/// The first steps are done, or put away; a second time changes nothing that anybody sees.
pub async fn welcome(domain: &Domain, viewer: &Viewer) -> Result<()> {
    let person = viewer.person()?;
    store::welcome(&domain.db, person.id, domain.now()).await
}

/// Where the viewer is signed in, the last seen first.
pub async fn sessions(domain: &Domain, viewer: &Viewer) -> Result<Vec<SessionView>> {
    let person = viewer.person()?;
    let rows = store::sessions_of(&domain.db, person.id, domain.now()).await?;
    Ok(rows
        .into_iter()
        .map(|row| SessionView {
            id: SessionId(row.id),
            user_agent: row.user_agent,
            started_at: Timestamp(row.created_at),
            seen_at: Timestamp(row.rotated_at),
            current: row.id == person.session.0,
        })
        .collect())
}

/// Ends one session of the viewer's.
///
/// # Errors
/// [`Code::NotFound`]: it is nobody's, another's, or has ended.
pub async fn end_session(domain: &Domain, viewer: &Viewer, id: SessionId) -> Result<()> {
    let person = viewer.person()?;
    let tx = domain.begin().await?;
    let ended = store::revoke_own(&tx, person.id, OneOrOthers::One(id), domain.now()).await?;
    if ended == 0 {
        return Err(Code::NotFound.into());
    }
    tell_of_end(&tx, person.id);
    tx.commit().await
}

/// Ends all sessions of the viewer's but the one that asks.
pub async fn end_other_sessions(domain: &Domain, viewer: &Viewer) -> Result<()> {
    let person = viewer.person()?;
    let tx = domain.begin().await?;
    let others = OneOrOthers::AllBut(person.session);
    if store::revoke_own(&tx, person.id, others, domain.now()).await? > 0 {
        tell_of_end(&tx, person.id);
    }
    tx.commit().await
}
