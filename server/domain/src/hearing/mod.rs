//! Who may hear what live, and until when: the same decision that reading goes through. What somebody may not see is refused like what is
//! not there.

use crate::{Domain, Result, Viewer, identity, messages, posts};
use shared::{
    Code, Timestamp,
    ids::UserId,
    live::{Channel, Topic},
};

/// Something that a viewer may hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right {
    pub channel: Channel,
    /// When it is to be asked again, where time alone may end it.
    pub until: Option<Timestamp>,
    /// Of a conversation: who the other one is, where both let others see that they are here.
    pub with: Option<UserId>,
}

/// The channel that a topic is to this viewer; whether they may hear it is not asked.
///
/// # Errors
/// `sign_in_required` for what is of oneself.
pub fn channel(viewer: &Viewer, topic: Topic) -> Result<Channel> {
    Ok(match topic {
        Topic::Me => Channel::Person(viewer.person()?.id),
        Topic::Feed => Channel::Feed,
        Topic::Creator(id) => Channel::Creator(id),
        Topic::Post(id) => Channel::Post(id),
        Topic::Conversation(id) => {
            viewer.person()?;
            Channel::Conversation(id)
        }
    })
}

/// Whether a viewer may hear a topic now.
///
/// # Errors
/// `sign_in_required` for what is of oneself, `not_found` for whatever is not there for them.
pub async fn may_hear(domain: &Domain, viewer: &Viewer, topic: Topic) -> Result<Right> {
    let channel = channel(viewer, topic)?;
    let mut with = None;
    let until = match channel {
        Channel::Feed | Channel::Person(_) => None,
        Channel::Creator(id) => {
            let person = identity::person_by_id(&domain.db, id).await?;
            if person.is_none_or(|person| person.creator.is_none()) {
                return Err(Code::NotFound.into());
            }
            None
        }
        Channel::Conversation(id) => {
            with = messages::companion(domain, viewer, id).await?;
            None
        }
        Channel::Post(id) => match posts::open_until(domain, viewer, id).await {
            Err(error) if error.code() == Code::Locked => return Err(Code::NotFound.into()),
            until => until?,
        },
    };
    Ok(Right { channel, until, with })
}
