//! What people switch on and off with one click: likes, bookmarks, follows, and turning away from somebody. Whether they
//! may is asked before; here it is written once and counted exactly.

pub mod collection_store;
mod collections;
pub mod entity;
pub mod store;
mod turning_away;

pub use collections::{collections, delete_collection, make_collection, rename_collection, take_out};
pub use turning_away::{away, turn_away};

use crate::{
    Domain, Result, Tx, Viewer,
    notifications::{self, Notice},
    questions::Questions,
};
use sea_orm::{ConnectionTrait, sea_query::SelectStatement};
use shared::{Code, engagement::Switch, ids::UserId};
use std::collections::HashSet;
use store::Act;
use uuid::Uuid;

/// Brings a switch of a person's to `on`; where it stands so already, nothing is written. Tells whether it was turned.
pub async fn turn(
    domain: &Domain,
    tx: &Tx,
    user: UserId,
    act: Act,
    target: Uuid,
    on: bool,
) -> Result<(Switch, bool)> {
    let turned = store::set(tx, act, user, target, on, domain.now()).await?;
    let by = match (turned, on) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => -1,
    };
    let count = store::count(tx, act, target, by).await?;
    Ok((Switch { on, count }, turned))
}

/// The same in a transaction of its own.
pub async fn switch(domain: &Domain, user: UserId, act: Act, target: Uuid, on: bool) -> Result<Switch> {
    let transaction = domain.begin_together().await?;
    let (switch, turned) = turn(domain, &transaction, user, act, target, on).await?;
    transaction.commit().await?;
    if turned {
        domain.lists.changed();
    }
    Ok(switch)
}

/// Who falls, with their posts, out of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Nobody: the viewer asked for just these.
    Everybody,
    /// Those from whom the viewer turned away.
    Welcome,
}

/// Questions for whom a person muted or blocked: of them they read nothing in any list. Whoever looks at their page by
/// its address sees it all the same, as a visitor would.
pub fn turned_away(user: UserId) -> [SelectStatement; 2] {
    [store::all_of(Act::Mute, user), store::all_of(Act::Block, user)]
}

/// Whom the viewer muted or blocked, see [`turned_away`].
pub async fn hidden(domain: &Domain, viewer: &Viewer) -> Result<HashSet<UserId>> {
    let mut questions = Questions::default();
    for question in viewer.id().map(turned_away).into_iter().flatten() {
        questions.ask((), question);
    }
    let answers = questions.answered(domain).await?;
    Ok(answers.into_iter().map(|answer| UserId(answer.id)).collect())
}

/// Tells somebody of what a person did in this transaction, unless they turned away from that person. Of what was done without a
/// name they are told all the same, or they would know whose it was.
pub async fn tell(domain: &Domain, tx: &Tx, by: UserId, notice: Notice) -> Result<()> {
    if notice.to == by {
        return Ok(());
    }
    let away = notice
        .from
        .map(|_| [Act::Mute, Act::Block].map(|act| store::which(act, notice.to, [by.0])));
    notifications::tell_unless(domain, tx, notice, away.into_iter().flatten().collect()).await
}

/// Refuses somebody whom one of these people has blocked.
///
/// # Errors
/// [`Code::Blocked`].
pub async fn refuse_blocked(db: &impl ConnectionTrait, user: UserId, by: &[UserId]) -> Result<()> {
    match is_blocked(db, user, by).await? {
        true => Err(Code::Blocked.into()),
        false => Ok(()),
    }
}

/// Whether one of these people has blocked somebody.
pub async fn is_blocked(db: &impl ConnectionTrait, user: UserId, by: &[UserId]) -> Result<bool> {
    let mut questions = Questions::default();
    questions.ask((), store::blocking(user, by.iter().copied()));
    Ok(!questions.answers(db).await?.is_empty())
}
