//! Who may see and do what: pure functions and the proofs they give. No clock, no database: time and facts
//! are arguments. What a viewer may not see at all is answered as not found.

use crate::viewer::{Person, Viewer};
use shared::{
    Code, Refusal, Timestamp,
    creators::TierLevel,
    ids::UserId,
    posts::{Access, LockReason},
    settings::MayWrite,
};

/// What matters about a post for access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostFacts {
    pub author: UserId,
    pub access: Access,
    /// From then on it is free for everybody.
    pub opens_at: Option<Timestamp>,
    pub deleted: bool,
    /// It came with a message: it is there for those alone whom it was sent to.
    pub enclosed: bool,
}

/// What a viewer holds that bears on one post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The post was bought and not taken back.
    pub bought: bool,
    /// The highest tier of a subscription that runs now (`starts_at <= now < ends_at`).
    pub tier: Option<TierLevel>,
    pub follows: bool,
    /// The post came with a message to the viewer.
    pub sent: bool,
}

/// The answer for one viewer and one post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Open,
    Locked(LockReason),
    /// The viewer must not learn that it exists.
    Hidden,
}

/// Decides, in the order of the product's rule: author or moderator, bought, opened by date, tier, price, follow.
pub fn decide(viewer: &Viewer, post: &PostFacts, standing: &Standing, now: Timestamp) -> Decision {
    let author = viewer.id() == Some(post.author);
    if post.enclosed {
        // What two people write to each other is for nobody else, moderators among them.
        return match (standing.bought || (author && !post.deleted), post.access) {
            (true, _) => Decision::Open,
            _ if post.deleted || !standing.sent => Decision::Hidden,
            (false, Access::Price(_)) => Decision::Locked(LockReason::Buy),
            (false, _) => Decision::Open,
        };
    }
    if post.deleted {
        // Whoever paid keeps it; for everybody else it is gone.
        return if standing.bought || viewer.moderates() {
            Decision::Open
        } else {
            Decision::Hidden
        };
    }
    if author || viewer.moderates() || standing.bought || post.opens_at.is_some_and(|opens| opens <= now) {
        return Decision::Open;
    }
    let has_tier = |level: TierLevel| standing.tier.is_some_and(|held| held >= level);
    match post.access {
        Access::Public => Decision::Open,
        Access::Followers if standing.follows => Decision::Open,
        Access::Followers => Decision::Locked(LockReason::Follow),
        Access::Tier(level) if has_tier(level) => Decision::Open,
        Access::Tier(_) => Decision::Locked(LockReason::Subscribe),
        Access::Price(_) => Decision::Locked(LockReason::Buy),
        Access::TierOrPrice(level, _) if has_tier(level) => Decision::Open,
        Access::TierOrPrice(..) => Decision::Locked(LockReason::SubscribeOrBuy),
    }
}

/// Proof that a person may change one post; only [`may_edit`] makes it.
#[derive(Debug)]
pub struct MayEdit(());

/// The author may change a post. Others learn of it only what reading would tell them.
pub fn may_edit<'a>(viewer: &'a Viewer, post: &PostFacts) -> Result<(&'a Person, MayEdit), Refusal> {
    let person = viewer.person()?;
    if post.deleted || post.enclosed {
        return Err(Code::NotFound.into());
    }
    if person.id != post.author {
        return Err(Code::Forbidden.into());
    }
    Ok((person, MayEdit(())))
}

/// Erasing a person takes their posts along: nobody is left to ask.
pub(crate) fn of_leaving() -> MayEdit {
    MayEdit(())
}

/// What bears on whether somebody may write to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WritingFacts {
    /// Whom the other one lets write to them.
    pub lets: MayWrite,
    /// The other one blocked the writer.
    pub blocked: bool,
    /// The writer blocked the other one.
    pub blocking: bool,
    /// The other one follows the writer.
    pub followed: bool,
    /// The writer has a subscription at the other one that runs now.
    pub subscribed: bool,
    /// The other one wrote in this conversation before: who asks is answered.
    pub asked: bool,
    /// The other one left for good.
    pub gone: bool,
}

/// Proof that a person may write in one conversation; only [`may_write`] makes it, and [`to_nobody_yet`] for what has nobody to read it.
#[derive(Debug)]
pub struct MayWriteHere(());

/// Something that goes to many is made before it goes to anybody.
pub(crate) fn to_nobody_yet() -> MayWriteHere {
    MayWriteHere(())
}

/// Whom somebody lets write to them, and whoever they wrote to themself.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Blocked`], [`Code::BlockedByYou`], [`Code::MessagesClosed`].
pub fn may_write(facts: &WritingFacts) -> Result<MayWriteHere, Refusal> {
    if facts.gone {
        return Err(Code::NotFound.into());
    }
    if facts.blocked {
        return Err(Code::Blocked.into());
    }
    if facts.blocking {
        return Err(Code::BlockedByYou.into());
    }
    let lets = match facts.lets {
        MayWrite::Everyone => true,
        MayWrite::Following => facts.followed,
        MayWrite::Subscribers => facts.subscribed,
        MayWrite::Nobody => false,
    };
    match lets || facts.asked {
        true => Ok(MayWriteHere(())),
        false => Err(Code::MessagesClosed.into()),
    }
}

/// Proof that a person may publish; only [`may_publish`] makes it.
#[derive(Debug)]
pub struct MayPublish(());

/// Creators publish.
pub fn may_publish(viewer: &Viewer) -> Result<(&Person, MayPublish), Refusal> {
    let person = viewer.person()?;
    if person.creator.is_none() {
        return Err(Code::NotACreator.into());
    }
    Ok((person, MayPublish(())))
}
