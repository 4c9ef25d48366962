//! What can be bought, kind by kind, and what an order of it holds. Everything but the item's name comes from the database
//! and the rules; what it costs is in `offer`.

use super::{
    entity::order,
    goods,
    store::{self, Wanted},
};
use crate::{
    Domain, Error, Result, Tx, access::PostFacts, columns::corrupt, creators, identity, posts, subscriptions,
};
use sea_orm::ConnectionTrait;
use shared::{
    Code, Refusal, Timestamp,
    creators::TierLevel,
    goods::{NOTE, QUANTITY},
    identity::plain_text,
    ids::{PostId, UserId},
    money::Amount,
    payments::{ItemRequest, OrderRequest, TIP_NOTE},
    pricing::PERIODS,
    text::Lang,
};

/// What is to be bought, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Post(PostId),
    Subscription {
        creator: UserId,
        tier: TierLevel,
        days: u32,
        /// Whom it is given to, if that is another than the buyer.
        to: Option<UserId>,
    },
    /// What a post sells.
    Goods {
        post: PostId,
        quantity: u32,
        note: Option<String>,
    },
    /// It opens nothing; all of it is the creator's.
    Tip {
        creator: UserId,
        post: Option<PostId>,
        amount: Amount,
        note: Option<String>,
    },
}

/// What an order's row holds of its item.
#[derive(Debug)]
pub(super) struct Columns {
    pub kind: &'static str,
    pub post_id: Option<uuid::Uuid>,
    pub tier_rank: Option<i16>,
    pub days: Option<i32>,
    pub quantity: Option<i32>,
    pub recipient_id: Option<uuid::Uuid>,
    pub message: Option<String>,
}

impl Item {
    pub async fn of(tx: &impl ConnectionTrait, request: &OrderRequest) -> Result<Self> {
        let currency = request.currency;
        Ok(match &request.item {
            ItemRequest::Post { post } => Self::Post(*post),
            ItemRequest::Goods { post, quantity, note } => {
                if !QUANTITY.contains(quantity) {
                    return Err(Refusal::field("item.quantity", Lang::order_quantity).into());
                }
                Self::Goods {
                    post: *post,
                    quantity: *quantity,
                    note: said(note.as_deref(), NOTE)?,
                }
            }
            ItemRequest::Subscription {
                creator,
                tier,
                days,
                to,
            } => {
                if !PERIODS.contains(days) {
                    let offered: Vec<String> = PERIODS.iter().map(u32::to_string).collect();
                    let offered = offered.join(", ");
                    return Err(Refusal::field("item.days", |lang| lang.order_periods(&offered)).into());
                }
                Self::Subscription {
                    creator: creator_named(tx, creator).await?,
                    tier: *tier,
                    days: *days,
                    to: match to {
                        Some(to) => {
                            let known = identity::by_handle(tx, to).await?;
                            Some(known.ok_or(Code::RecipientUnknown)?)
                        }
                        None => None,
                    },
                }
            }
            ItemRequest::Tip {
                creator,
                post,
                amount,
                note,
            } => {
                let (least, most) = (currency.min_payment(), currency.max_price());
                if !(least..=most).contains(amount) {
                    let (least, most) = (currency.of(least), currency.of(most));
                    return Err(Refusal::field("item.amount", |lang| lang.tip_range(least, most)).into());
                }
                let note = said(note.as_deref(), TIP_NOTE)?;
                let creator = match (creator, post) {
                    (Some(creator), None) => creator_named(tx, creator).await?,
                    (None, Some(post)) => there(tx, *post).await?.author,
                    _ => {
                        return Err(Refusal::field("item.creator", Lang::tip_whose).into());
                    }
                };
                Self::Tip {
                    creator,
                    post: *post,
                    amount: currency.of(*amount),
                    note,
                }
            }
        })
    }

    /// Whether others than the creator have a part of what is paid.
    pub fn is_shared(&self) -> bool {
        !matches!(self, Self::Tip { .. })
    }

    /// The post that is to be bought, or that sells what is; none too for one that is not there.
    pub async fn post(&self, db: &impl ConnectionTrait) -> Result<Option<posts::store::Row>> {
        match self {
            Self::Post(post) | Self::Goods { post, .. } => posts::store::facts(db, *post).await,
            Self::Subscription { .. } | Self::Tip { .. } => Ok(None),
        }
    }

    /// Whose it is; none for a post that is not there.
    pub fn seller(&self, post: Option<&posts::store::Row>) -> Option<UserId> {
        match self {
            Self::Post(_) | Self::Goods { .. } => post.map(|row| row.facts.author),
            Self::Subscription { creator, .. } | Self::Tip { creator, .. } => Some(*creator),
        }
    }

    pub fn wanted(&self) -> Wanted {
        match self {
            Self::Post(post) => Wanted::Post(*post),
            Self::Goods { post, .. } => Wanted::Goods(*post),
            Self::Subscription { creator, .. } => Wanted::Subscription(*creator),
            Self::Tip { creator, .. } => Wanted::Tip(*creator),
        }
    }

    /// Whether two orders of it can wait at a time, so that two keys are two intents.
    pub fn repeats(&self) -> bool {
        !matches!(self, Self::Post(_) | Self::Goods { .. })
    }

    pub fn columns(&self) -> Result<Columns> {
        let bare = |kind| Columns {
            kind,
            post_id: None,
            tier_rank: None,
            days: None,
            quantity: None,
            recipient_id: None,
            message: None,
        };
        Ok(match self {
            Self::Post(post) => Columns {
                post_id: Some(post.0),
                ..bare(store::POST)
            },
            Self::Goods { post, quantity, note } => Columns {
                post_id: Some(post.0),
                quantity: Some(i32::try_from(*quantity).map_err(Error::internal)?),
                message: note.clone(),
                ..bare(store::GOODS)
            },
            Self::Subscription { tier, days, to, .. } => Columns {
                recipient_id: to.map(|to| to.0),
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
            quantity,
            recipient_id,
            message,
        } = self.columns()?;
        let same = row.kind == kind
            && row.quantity == quantity
            && row.post_id == post_id
            && row.tier_rank == tier_rank
            && row.days == days
            && row.recipient_id == recipient_id
            && row.message == message;
        Ok(same
            && match self {
                Self::Post(_) | Self::Goods { .. } => true,
                Self::Subscription { creator, .. } => row.creator_id == creator.0,
                Self::Tip { creator, amount, .. } => {
                    row.creator_id == creator.0 && row.amount == store::signed(amount.units)?
                }
            })
    }
}

async fn creator_named(tx: &impl ConnectionTrait, handle: &shared::identity::Handle) -> Result<UserId> {
    let creator = creators::store::by_handle(tx, handle).await?;
    Ok(creator.ok_or(Code::NotFound)?.id)
}

/// What a buyer says; nothing where that is empty.
fn said(note: Option<&str>, most: usize) -> Result<Option<String>> {
    let note = plain_text("item.note", note.unwrap_or_default(), (0, most), true)?;
    Ok(Some(note).filter(|note| !note.is_empty()))
}

/// A post that was not deleted.
async fn there(db: &impl ConnectionTrait, post: PostId) -> Result<PostFacts> {
    let row = posts::store::facts(db, post).await?.ok_or(Code::NotFound)?;
    if row.facts.deleted {
        return Err(Code::NotFound.into());
    }
    Ok(row.facts)
}

/// Whether an order's item can still be sold as ordered: a post may have been bought otherwise, deleted, made
/// free, or opened to everybody. A tier is sold as it was ordered, and so is a thing, which the order reserves, but for that of a post
/// that was deleted; a tip can always be given.
pub(super) async fn still_sold(domain: &Domain, row: &order::Model) -> Result<()> {
    if let Some(post) = goods::sold_by(row) {
        let there = posts::store::facts(&domain.db, post).await?;
        return match there.is_some_and(|row| !row.facts.deleted) {
            true => Ok(()),
            false => Err(Code::NotForSale.into()),
        };
    }
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

/// Whether the unused time that an order counts on is there still.
pub(super) async fn counts(domain: &Domain, tx: &Tx, row: &order::Model) -> Result<bool> {
    subscriptions::credit::stands(tx, row.id, Timestamp(row.created_at), domain.now()).await
}
