//! Turning away from somebody: muting hides them from one's own lists and threads and they learn nothing of it; blocking
//! also ends following both ways, and keeps them from following, liking, commenting and buying. What they bought stays
//! theirs. Nobody turns away from themself.

use super::{
    store::{self, Act},
    turn,
};
use crate::{Domain, Result, Viewer, identity, notifications, questions::Questions};
use shared::{
    Code,
    engagement::Switch,
    identity::Handle,
    ids::UserId,
    live::{Channel, Event},
};
use std::str::FromStr;

/// Mutes or blocks somebody, or no longer.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`], [`Code::OwnPage`].
pub async fn turn_away(domain: &Domain, viewer: &Viewer, handle: &str, act: Act, on: bool) -> Result<Switch> {
    let person = viewer.person()?;
    let handle = Handle::from_str(handle).map_err(|_| Code::NotFound)?;
    let other = identity::person_by_handle(domain, &handle)
        .await?
        .ok_or(Code::NotFound)?
        .id;
    if other == person.id {
        return Err(Code::OwnPage.into());
    }
    let transaction = domain.begin().await?;
    let (switch, turned) = turn(domain, &transaction, person.id, act, other.0, on).await?;
    if turned && on && act == Act::Block {
        // Always the lower first: two who block each other must not wait for each other.
        let mut both = [(person.id, other), (other, person.id)];
        both.sort_by_key(|(_, creator)| creator.0);
        for (follower, creator) in both {
            if store::set(
                &transaction,
                Act::Follow,
                follower,
                creator.0,
                false,
                domain.now(),
            )
            .await?
            {
                let followers = store::count(&transaction, Act::Follow, creator.0, -1).await?;
                let followers = followers.unwrap_or_default();
                transaction.tell(Channel::Creator(creator), Event::Followers { followers });
                transaction.tell(Channel::Person(follower), Event::Rights);
                notifications::take_back(&transaction, follower, creator.0).await?;
            }
        }
    }
    if turned && act == Act::Block {
        // Whom they are shown to has changed, and for all else that hangs on it the other one's pages ask again.
        transaction.tell(Channel::Person(other), Event::Rights);
    }
    if turned && on {
        notifications::forget_between(&transaction, person.id, other).await?;
    }
    transaction.commit().await?;
    if turned {
        domain.lists.changed();
    }
    Ok(switch)
}

/// Whether the viewer has muted and blocked this person.
pub async fn away(domain: &Domain, viewer: &Viewer, person: UserId) -> Result<(bool, bool)> {
    let Some(user) = viewer.id() else {
        return Ok((false, false));
    };
    let mut questions = Questions::default();
    for act in [Act::Mute, Act::Block] {
        questions.ask(act, store::which(act, user, [person.0]));
    }
    let answers = questions.answered(domain).await?;
    let on = |act| answers.iter().any(|answer| answer.to == act);
    Ok((on(Act::Mute), on(Act::Block)))
}
