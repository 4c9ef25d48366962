//! Who is asking. A visitor is a viewer too; whoever needs a person says so and refuses the rest.

use crate::Payout;
use shared::{
    Code, Refusal, Timestamp,
    comments::PersonRef,
    creators::Category,
    identity::{CreatorMe, Handle, Me, Role},
    ids::{SessionId, UserId},
    links::Link,
    settings::{Sensitive, Settings},
    solana::Address,
};

/// Somebody who looks at or asks for something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Viewer {
    #[default]
    Visitor,
    /// A visitor who said to be of age.
    AdultVisitor,
    Person(Box<Person>),
}

/// A signed-in person, as one query found them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: UserId,
    pub session: SessionId,
    pub address: Address,
    pub handle: Handle,
    pub name: String,
    pub bio: String,
    /// Places elsewhere, in their order.
    pub links: Vec<Link>,
    pub avatar: Option<String>,
    pub role: Role,
    pub creator: Option<Creating>,
    pub created_at: Timestamp,
    pub settings: Settings,
    /// How many notifications they have not read, counted up to [`shared::notifications::MOST_UNREAD`].
    pub unread: u32,
    /// How many messages they have not read, counted up to [`shared::messages::MOST_UNREAD`].
    pub unread_messages: u32,
    /// Whether their first steps are done or put away.
    pub welcomed: bool,
    /// When everything about them is to be erased, if they asked for it.
    pub erase_at: Option<Timestamp>,
}

/// What makes a person a creator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Creating {
    pub category: Category,
    pub payout: Payout,
}

impl Viewer {
    /// The person, or a refusal for a visitor.
    pub fn person(&self) -> Result<&Person, Refusal> {
        match self {
            Self::Person(person) => Ok(person),
            Self::Visitor | Self::AdultVisitor => Err(Code::SignInRequired.into()),
        }
    }

    pub fn id(&self) -> Option<UserId> {
        match self {
            Self::Person(person) => Some(person.id),
            Self::Visitor | Self::AdultVisitor => None,
        }
    }

    /// Whether lists that name no category may have what is Intimate.
    pub fn meets_intimate(&self) -> bool {
        match self {
            Self::Visitor => false,
            Self::AdultVisitor => true,
            Self::Person(person) => person.settings.adult && person.settings.sensitive != Sensitive::Hide,
        }
    }

    /// Whether this is a moderator or an admin, who see everything.
    pub fn moderates(&self) -> bool {
        matches!(self, Self::Person(person) if person.role >= Role::Moderator)
    }
}

impl Person {
    /// Their name and face, as others meet them.
    pub fn named(&self) -> PersonRef {
        PersonRef {
            handle: self.handle.clone(),
            name: self.name.clone(),
            avatar: self.avatar.clone(),
            creator: self.creator.is_some(),
        }
    }

    /// The person as they see themself at a moment.
    pub fn me(&self, now: Timestamp) -> Me {
        Me {
            id: self.id,
            address: self.address,
            handle: self.handle.clone(),
            name: self.name.clone(),
            bio: self.bio.clone(),
            links: self.links.clone(),
            avatar: self.avatar.clone(),
            role: self.role,
            creator: self.creator.map(|Creating { category, payout }| CreatorMe {
                category,
                payout_address: payout.at(now),
                payout_change: payout.waiting(now),
            }),
            created_at: self.created_at,
            welcomed: self.welcomed,
            erase_at: self.erase_at,
        }
    }
}
