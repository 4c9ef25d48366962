//! What can be bought, kind by kind: what it costs, who is paid, and what an order of it holds. Everything but the item's
//! name comes from the database and the rules; what cannot be bought is refused before any wallet opens.

use super::{
    entity::order,
    facts::{Leg, merge},
    store::{self, Wanted},
};
use crate::{
    Domain, Error, Person, Result, access::PostFacts, columns::corrupt, creators, engagement, identity,
    posts, subscriptions,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait};
use shared::{
    Code, Refusal,
    creators::{SUBSCRIPTION_DAYS, TierLevel},
    identity::plain_text,
    ids::{PostId, UserId},
    money::{Lamports, Rates},
    payments::{ItemRequest, LegRole, MAX_TIP, MIN_TIP, TIP_NOTE},
    solana::Address,
};

/// The days that a tier's price is for.
const PRICED_DAYS: u64 = 30;

/// What is to be bought, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Post(PostId),
    Subscription {
        creator: UserId,
        tier: TierLevel,
        days: u32,
    },
    /// It opens nothing; all of it is the creator's.
    Tip {
        creator: UserId,
        post: Option<PostId>,
        amount: Lamports,
        note: Option<String>,
    },
}

/// What it costs and who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub creator: UserId,
    pub amount: Lamports,
    pub rates: Rates,
    pub legs: Vec<Leg>,
}

/// What an order's row holds of its item.
#[derive(Debug)]
pub(super) struct Columns {
    pub kind: &'static str,
    pub post_id: Option<uuid::Uuid>,
    pub tier_rank: Option<i16>,
    pub days: Option<i32>,
    pub message: Option<String>,
}

impl Item {
    pub async fn of(tx: &DatabaseTransaction, request: &ItemRequest) -> Result<Self> {
        Ok(match request {
            ItemRequest::Post { post } => Self::Post(*post),
            ItemRequest::Subscription { creator, tier, days } => {
                if !SUBSCRIPTION_DAYS.contains(days) {
                    let offered: Vec<String> = SUBSCRIPTION_DAYS.iter().map(u32::to_string).collect();
                    let sentence = format!("A subscription is bought for {} days.", offered.join(", "));
                    return Err(Refusal::field("item.days", sentence).into());
                }
                Self::Subscription {
                    creator: creator_named(tx, creator).await?,
                    tier: *tier,
                    days: *days,
                }
            }
            ItemRequest::Tip {
                creator,
                post,
                amount,
                note,
            } => {
                if !(MIN_TIP..=MAX_TIP).contains(amount) {
                    let sentence = format!("A tip is {MIN_TIP} to {MAX_TIP}.");
                    return Err(Refusal::field("item.amount", sentence).into());
                }
                let note = note.as_deref().unwrap_or_default();
                let note = plain_text("item.note", note, (0, TIP_NOTE), true)?;
                let creator = match (creator, post) {
                    (Some(creator), None) => creator_named(tx, creator).await?,
                    (None, Some(post)) => there(tx, *post).await?.author,
                    _ => {
                        let sentence = "A tip is for a creator or for a post: name one of them.";
                        return Err(Refusal::field("item.creator", sentence).into());
                    }
                };
                Self::Tip {
                    creator,
                    post: *post,
                    amount: *amount,
                    note: Some(note).filter(|note| !note.is_empty()),
                }
            }
        })
    }

    pub fn wanted(&self) -> Wanted {
        match self {
            Self::Post(post) => Wanted::Post(*post),
            Self::Subscription { creator, .. } => Wanted::Subscription(*creator),
            Self::Tip { creator, .. } => Wanted::Tip(*creator),
        }
    }

    /// Whether it can be bought more than once at a time, so that two keys are two intents.
    pub fn repeats(&self) -> bool {
        !matches!(self, Self::Post(_))
    }

    pub fn columns(&self) -> Result<Columns> {
        let bare = |kind| Columns {
            kind,
            post_id: None,
            tier_rank: None,
            days: None,
            message: None,
        };
        Ok(match self {
            Self::Post(post) => Columns {
                post_id: Some(post.0),
                ..bare(store::POST)
            },
            Self::Subscription { tier, days, .. } => Columns {
                tier_rank: Some(tier.rank()),
                days: Some(i32::try_from(*days).map_err(Error::internal)?),
                ..bare(store::SUBSCRIPTION)
            },
            Self::Tip { post, note, .. } => Columns {
                post_id: post.map(|post| post.0),
                message: note.clone(),
                ..bare(store::TIP)
            },
        })
    }

    /// Whether an order is for this very item.
    pub fn is_of(&self, row: &order::Model) -> Result<bool> {
        let Columns {
            kind,
            post_id,
            tier_rank,
            days,
            message,
        } = self.columns()?;
        let same = row.kind == kind
            && row.post_id == post_id
            && row.tier_rank == tier_rank
            && row.days == days
            && row.message == message;
        Ok(same
            && match self {
                Self::Post(_) => true,
                Self::Subscription { creator, .. } => row.creator_id == creator.0,
                Self::Tip { creator, amount, .. } => {
                    row.creator_id == creator.0 && row.amount == store::signed(*amount)?
                }
            })
    }

    /// Price and shares as of now; refuses what this person cannot buy.
    pub async fn offer(&self, domain: &Domain, tx: &DatabaseTransaction, person: &Person) -> Result<Offer> {
        let (creator, amount, rates) = match self {
            Self::Subscription { creator, .. } | Self::Tip { creator, .. } if *creator == person.id => {
                return Err(Code::OwnItem.into());
            }
            Self::Post(post) => {
                let (author, price) = post_price(domain, tx, person, *post).await?;
                (author, price, domain.rules.rates)
            }
            Self::Subscription { creator, tier, days } => {
                let tiers = creators::store::tiers(tx, *creator).await?;
                let price = tiers
                    .iter()
                    .find(|offered| offered.level == *tier && offered.active)
                    .map(|offered| offered.price)
                    .ok_or(Code::TierUnavailable)?;
                (*creator, price_of(price, *days)?, domain.rules.rates)
            }
            Self::Tip { creator, amount, .. } => (*creator, *amount, Rates::ALL_TO_CREATOR),
        };
        engagement::refuse_blocked(tx, person.id, &[creator]).await?;
        if identity::is_leaving(tx, creator).await? {
            return Err(Code::Leaving.into());
        }
        let legs = legs(domain, tx, creator, amount, rates).await?;
        if let Some(own) = legs.iter().find(|leg| leg.address == person.address) {
            let sentence = match own.role {
                LegRole::Creator => "This would pay your own wallet. Use another one.",
                _ => "This wallet receives a part of every sale here and cannot buy. Use another one.",
            };
            return Err(Refusal::from(Code::OwnItem).saying(sentence).into());
        }
        Ok(Offer {
            creator,
            amount,
            rates,
            legs,
        })
    }
}

/// Who is paid what.
async fn legs(
    domain: &Domain,
    tx: &DatabaseTransaction,
    creator: UserId,
    amount: Lamports,
    rates: Rates,
) -> Result<Vec<Leg>> {
    let payout = creators::entity::creator::Entity::find_by_id(creator.0)
        .one(tx)
        .await?
        .ok_or(Code::NotFound)?
        .payout_address;
    let payout: Address = payout.parse().map_err(|_| corrupt("creators", creator))?;
    let split = rates.split(amount, false);
    let share = |role, address, amount| Leg {
        role,
        address,
        amount,
    };
    Ok(merge(&[
        share(LegRole::Platform, domain.rules.platform_address, split.platform),
        share(LegRole::Creator, payout, split.creator),
    ]))
}

async fn creator_named(tx: &DatabaseTransaction, handle: &shared::identity::Handle) -> Result<UserId> {
    let creator = creators::store::by_handle(tx, handle).await?;
    Ok(creator.ok_or(Code::NotFound)?.id)
}

/// The price of so many days; `Internal` if it does not fit, which no tier's price can cause.
fn price_of(price: Lamports, days: u32) -> Result<Lamports> {
    price
        .0
        .checked_mul(u64::from(days))
        .map(|total| Lamports(total / PRICED_DAYS))
        .ok_or_else(|| Error::internal("a tier's price is too large"))
}

/// A post that was not deleted.
async fn there(db: &impl ConnectionTrait, post: PostId) -> Result<PostFacts> {
    let row = posts::store::facts(db, post).await?.ok_or(Code::NotFound)?;
    if row.facts.deleted {
        return Err(Code::NotFound.into());
    }
    Ok(row.facts)
}

async fn post_price(
    domain: &Domain,
    tx: &DatabaseTransaction,
    person: &Person,
    post: PostId,
) -> Result<(UserId, Lamports)> {
    let row = posts::store::facts(tx, post).await?.ok_or(Code::NotFound)?;
    let facts = row.facts;
    let owned = subscriptions::store::bought(tx, person.id, &[post])
        .await?
        .contains(&post);
    if facts.deleted {
        // Whoever bought it can see it still, and only they.
        return Err(if owned { Code::AlreadyOwned } else { Code::NotFound }.into());
    }
    if facts.author == person.id {
        return Err(Code::OwnItem.into());
    }
    if owned {
        return Err(Code::AlreadyOwned.into());
    }
    let free = facts.opens_at.is_some_and(|opens| opens <= domain.now());
    let price = facts.access.price().filter(|_| !free).ok_or(Code::NotForSale)?;
    Ok((facts.author, price))
}

/// Whether an order's item can still be sold as ordered: a post may have been bought otherwise, deleted, made
/// free, or opened to everybody. A tier is sold as it was ordered, and a tip can always be given.
pub(super) async fn still_sold(domain: &Domain, row: &order::Model) -> Result<()> {
    let Some(post) = store::bought_post(row) else {
        return Ok(());
    };
    let bought = subscriptions::store::bought(&domain.db, UserId(row.buyer_id), &[post]).await?;
    if bought.contains(&post) {
        return Err(Code::AlreadyOwned.into());
    }
    let facts = posts::store::facts(&domain.db, post)
        .await?
        .ok_or_else(|| corrupt("orders", row.id))?
        .facts;
    let free = facts.access.price().is_none() || facts.opens_at.is_some_and(|opens| opens <= domain.now());
    if facts.deleted || free {
        return Err(Code::NotForSale.into());
    }
    Ok(())
}
