//! What can be bought, kind by kind: what it costs, who is paid, and what an order of it holds. Everything but the item's
//! name comes from the database and the rules; what cannot be bought is refused before any wallet opens.

use super::{
    entity::order,
    facts::{Leg, merge},
    referral::Referral,
    store::{self, Wanted},
};
use crate::{
    Domain, Error, Person, Result,
    access::PostFacts,
    columns::corrupt,
    creators::{self, store::Referrer},
    engagement, identity, posts,
    subscriptions::{self, credit::Credit},
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait};
use shared::{
    Code, Refusal, Timestamp,
    creators::TierLevel,
    identity::plain_text,
    ids::{PostId, UserId},
    money::{Lamports, Rates},
    payments::{ItemRequest, LegRole, MAX_TIP, MIN_PAYMENT, MIN_TIP, Reduction, ReductionKind, TIP_NOTE},
    pricing::PERIODS,
    referrals::Forfeit,
    solana::Address,
};

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
    /// After what is taken off.
    pub amount: Lamports,
    pub reductions: Vec<Reduction>,
    /// Milliseconds of other grants that the order counts on.
    pub takes: Vec<(uuid::Uuid, u64)>,
    pub rates: Rates,
    /// Who invited the creator, and why they get nothing of this, if they do not.
    pub referral: Option<(Referrer, Option<Forfeit>)>,
    platform: Address,
    payout: Address,
}

/// What is taken off for one reason.
pub(super) fn taken_off(reductions: &[Reduction], kind: ReductionKind) -> Lamports {
    reductions
        .iter()
        .find(|reduction| reduction.kind == kind)
        .map_or(Lamports::ZERO, |reduction| reduction.amount)
}

impl Offer {
    /// Who is paid what.
    pub fn legs(&self, amount: Lamports) -> Vec<Leg> {
        let paid = self.referral.filter(|(_, forfeit)| forfeit.is_none());
        let split = self.rates.split(amount, paid.is_some());
        let share = |role, address, amount| Leg {
            role,
            address,
            amount,
        };
        let mut shares = vec![
            share(LegRole::Platform, self.platform, split.platform),
            share(LegRole::Creator, self.payout, split.creator),
        ];
        if let Some((referrer, _)) = paid {
            shares.push(share(LegRole::Referrer, referrer.address, split.referrer));
        }
        merge(&shares)
    }

    /// Whether an order of the same item is as good as this offer: the same price to the same people. The worth of unused
    /// time falls while it runs; what an order counted on is as good until it is used otherwise.
    pub fn is_met_by(&self, amount: Lamports, reductions: &[Reduction], legs: &[Leg]) -> bool {
        let credit = |reductions: &[Reduction]| taken_off(reductions, ReductionKind::Credit);
        let (now, then) = (credit(&self.reductions), credit(reductions));
        let before = |amount: Lamports, credit: Lamports| amount.checked_add(credit);
        let others = |reductions: &[Reduction]| -> Vec<Reduction> {
            let mut others = reductions.to_vec();
            others.retain(|reduction| reduction.kind != ReductionKind::Credit);
            others
        };
        then >= now
            && before(amount, then) == before(self.amount, now)
            && others(reductions) == others(&self.reductions)
            && legs == self.legs(amount)
    }
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
    pub async fn of(tx: &impl ConnectionTrait, request: &ItemRequest) -> Result<Self> {
        Ok(match request {
            ItemRequest::Post { post } => Self::Post(*post),
            ItemRequest::Subscription { creator, tier, days } => {
                if !PERIODS.contains(days) {
                    let offered: Vec<String> = PERIODS.iter().map(u32::to_string).collect();
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

    /// Whether others than the creator have a part of what is paid.
    pub fn is_shared(&self) -> bool {
        !matches!(self, Self::Tip { .. })
    }

    /// Whose it is; none for a post that is not there.
    pub async fn seller(&self, db: &impl ConnectionTrait) -> Result<Option<UserId>> {
        Ok(match self {
            Self::Post(post) => posts::store::facts(db, *post).await?.map(|row| row.facts.author),
            Self::Subscription { creator, .. } | Self::Tip { creator, .. } => Some(*creator),
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
    pub async fn offer(
        &self,
        domain: &Domain,
        tx: &DatabaseTransaction,
        person: &Person,
        referral: Option<Referral>,
    ) -> Result<Offer> {
        let whole = |creator, price, rates| Price {
            creator,
            rates,
            price,
            reductions: vec![],
            takes: vec![],
        };
        let Price {
            creator,
            rates,
            price,
            reductions,
            takes,
        } = match self {
            Self::Subscription { creator, .. } | Self::Tip { creator, .. } if *creator == person.id => {
                return Err(Code::OwnItem.into());
            }
            Self::Post(post) => {
                let (author, price) = post_price(domain, tx, person, *post).await?;
                whole(author, price, domain.rules.rates)
            }
            Self::Subscription { creator, tier, days } => {
                tier_price(domain, tx, person, *creator, (*tier, *days)).await?
            }
            Self::Tip { creator, amount, .. } => whole(*creator, *amount, Rates::ALL_TO_CREATOR),
        };
        engagement::refuse_blocked(tx, person.id, &[creator]).await?;
        if identity::is_leaving(tx, creator).await? {
            return Err(Code::Leaving.into());
        }
        let amount = reductions
            .iter()
            .try_fold(price, |amount, reduction| amount.checked_sub(reduction.amount))
            .ok_or_else(|| Error::internal("more is taken off than the price"))?;
        let offer = Offer {
            creator,
            amount,
            reductions,
            takes,
            rates,
            referral: referral.map(|one| (one.referrer, one.forfeit(rates, amount, person))),
            platform: domain.rules.platform_address,
            payout: payout(tx, creator).await?,
        };
        if let Some(own) = offer
            .legs(amount)
            .iter()
            .find(|leg| leg.address == person.address)
        {
            let sentence = match own.role {
                LegRole::Creator => "This would pay your own wallet. Use another one.",
                _ => "This wallet receives a part of every sale here and cannot buy. Use another one.",
            };
            return Err(Refusal::from(Code::OwnItem).saying(sentence).into());
        }
        Ok(offer)
    }
}

/// What an item costs its buyer.
struct Price {
    creator: UserId,
    rates: Rates,
    /// Before anything is taken off.
    price: Lamports,
    reductions: Vec<Reduction>,
    takes: Vec<(uuid::Uuid, u64)>,
}

/// Where a creator is paid.
async fn payout(tx: &DatabaseTransaction, creator: UserId) -> Result<Address> {
    let payout = creators::entity::creator::Entity::find_by_id(creator.0)
        .one(tx)
        .await?
        .ok_or(Code::NotFound)?
        .payout_address;
    payout.parse().map_err(|_| corrupt("creators", creator))
}

/// A tier for so many days: less what the creator takes off for them, then less what unused time at a lower tier is worth.
async fn tier_price(
    domain: &Domain,
    tx: &DatabaseTransaction,
    person: &Person,
    creator: UserId,
    (tier, days): (TierLevel, u32),
) -> Result<Price> {
    let tiers = creators::store::tiers(tx, creator).await?;
    let offered = tiers
        .iter()
        .find(|offered| offered.level == tier && offered.active);
    let periods = &offered.ok_or(Code::TierUnavailable)?.periods;
    let period = periods
        .iter()
        .find(|period| period.days == days)
        .ok_or_else(|| Error::internal("a tier's price is too large"))?;
    let most = period.price.checked_sub(MIN_PAYMENT).unwrap_or_default();
    let Credit { amount, takes } =
        subscriptions::credit::moving_up(tx, person.id, creator, tier, domain.now(), most).await?;
    let reductions = [
        (ReductionKind::Period, Lamports(period.full.0 - period.price.0)),
        (ReductionKind::Credit, amount),
    ]
    .map(|(kind, amount)| Reduction { kind, amount });
    Ok(Price {
        creator,
        rates: domain.rules.rates,
        price: period.full,
        reductions: reductions
            .into_iter()
            .filter(|reduction| reduction.amount > Lamports::ZERO)
            .collect(),
        takes,
    })
}

async fn creator_named(tx: &impl ConnectionTrait, handle: &shared::identity::Handle) -> Result<UserId> {
    let creator = creators::store::by_handle(tx, handle).await?;
    Ok(creator.ok_or(Code::NotFound)?.id)
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

/// Whether the unused time that an order counts on is there still.
pub(super) async fn counts(domain: &Domain, tx: &DatabaseTransaction, row: &order::Model) -> Result<bool> {
    subscriptions::credit::stands(tx, row.id, Timestamp(row.created_at), domain.now()).await
}
