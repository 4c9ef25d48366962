//! Making an order: what it costs, who gets what, until when. Everything but the item's name comes from the
//! database and the rules; what cannot be bought is refused before any wallet opens.

use super::{
    entity::order,
    facts::{Leg, merge},
    schedule::FIRST_LOOK,
    store::{self, Wanted},
    view,
};
use crate::{
    Domain, Error, Person, Result, Viewer, columns::corrupt, creators, engagement, identity, posts, rules,
    subscriptions,
};
use sea_orm::{DatabaseTransaction, EntityTrait};
use shared::{
    Code, Refusal,
    creators::{SUBSCRIPTION_DAYS, TierLevel},
    ids::{PostId, UserId},
    money::Lamports,
    payments::{ItemRequest, LegRole, OrderRequest, OrderStatus, OrderView},
    solana::Address,
};

/// The days that a tier's price is for.
const PRICED_DAYS: u64 = 30;
/// Orders of one person that may wait for their payment at a time: each costs looks at the chain.
const OPEN_ORDERS: u64 = 20;

/// Makes an order, or answers the one that there is: for the same key, or a live one for the same thing.
///
/// # Errors
/// `not_found`, `blocked`, `leaving`, `own_item`, `already_owned`, `not_for_sale`, `tier_unavailable`, `idempotency_mismatch`,
/// `too_many_orders`, `invalid` with the field.
pub async fn create(
    domain: &Domain,
    viewer: &Viewer,
    request: &OrderRequest,
    idempotency_key: Option<&str>,
) -> Result<OrderView> {
    let person = viewer.person()?;
    let key = idempotency_key.map(rules::idempotency_key).transpose()?;
    let tx = domain.begin().await?;
    // One at a time: two clicks must not make two orders.
    store::lock_buyer(&tx, person.id.0).await?;
    let item = Item::of(&tx, request).await?;
    if let Some(key) = key
        && let Some(row) = store::by_key(&tx, person.id, key).await?
    {
        if !item.is_of(&row) {
            return Err(Code::IdempotencyMismatch.into());
        }
        return view_in(&tx, row).await;
    }
    let offer = item.offer(domain, &tx, person).await?;
    for row in store::unpaid(&tx, person.id, item.wanted()).await? {
        match live(domain, &tx, &item, &offer, &row, key).await? {
            Live::No => {}
            Live::Yes => return view_in(&tx, row).await,
            Live::Adopt(key) => {
                store::adopt_key(&tx, row.id, key).await?;
                let view = view_in(&tx, row).await?;
                tx.commit().await?;
                return Ok(view);
            }
        }
    }
    if store::count_open(&tx, person.id, domain.now()).await? >= OPEN_ORDERS {
        return Err(Code::TooManyOrders.into());
    }
    let row = new_row(domain, person, &item, &offer, key)?;
    store::insert(&tx, row.clone(), &offer.legs, domain.new_id()).await?;
    let view = view_in(&tx, row).await?;
    tx.commit().await?;
    Ok(view)
}

async fn view_in(tx: &DatabaseTransaction, row: order::Model) -> Result<OrderView> {
    let id = row.id;
    view::views(tx, vec![row])
        .await?
        .pop()
        .ok_or_else(|| corrupt("orders", id))
}

/// What is to be bought, by ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Post(PostId),
    Subscription {
        creator: UserId,
        tier: TierLevel,
        days: u32,
    },
}

/// What it costs and who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offer {
    creator: UserId,
    amount: Lamports,
    legs: Vec<Leg>,
}

impl Item {
    async fn of(tx: &DatabaseTransaction, request: &OrderRequest) -> Result<Self> {
        Ok(match &request.item {
            ItemRequest::Post { post } => Self::Post(*post),
            ItemRequest::Subscription { creator, tier, days } => {
                if !SUBSCRIPTION_DAYS.contains(days) {
                    let offered: Vec<String> = SUBSCRIPTION_DAYS.iter().map(u32::to_string).collect();
                    let sentence = format!("A subscription is bought for {} days.", offered.join(", "));
                    return Err(Refusal::field("item.days", sentence).into());
                }
                let creator = creators::store::by_handle(tx, creator)
                    .await?
                    .ok_or(Code::NotFound)?;
                Self::Subscription {
                    creator: creator.id,
                    tier: *tier,
                    days: *days,
                }
            }
        })
    }

    fn wanted(&self) -> Wanted {
        match self {
            Self::Post(post) => Wanted::Post(*post),
            Self::Subscription { creator, .. } => Wanted::Creator(*creator),
        }
    }

    /// Whether an order is for this very item.
    fn is_of(&self, row: &order::Model) -> bool {
        match self {
            Self::Post(post) => row.post_id == Some(post.0),
            Self::Subscription { creator, tier, days } => {
                row.post_id.is_none()
                    && row.creator_id == creator.0
                    && row.tier_rank == Some(tier.rank())
                    && row.days.and_then(|days| u32::try_from(days).ok()) == Some(*days)
            }
        }
    }

    /// Price and shares as of now; refuses what this person cannot buy.
    async fn offer(&self, domain: &Domain, tx: &DatabaseTransaction, person: &Person) -> Result<Offer> {
        let (creator, amount) = match self {
            Self::Post(post) => post_price(domain, tx, person, *post).await?,
            Self::Subscription { creator, tier, days } => {
                if *creator == person.id {
                    return Err(Code::OwnItem.into());
                }
                let tiers = creators::store::tiers(tx, *creator).await?;
                let price = tiers
                    .iter()
                    .find(|offered| offered.level == *tier && offered.active)
                    .map(|offered| offered.price)
                    .ok_or(Code::TierUnavailable)?;
                (*creator, price_of(price, *days)?)
            }
        };
        engagement::refuse_blocked(tx, person.id, &[creator]).await?;
        if identity::is_leaving(tx, creator).await? {
            return Err(Code::Leaving.into());
        }
        let payout = creators::entity::creator::Entity::find_by_id(creator.0)
            .one(tx)
            .await?
            .ok_or(Code::NotFound)?
            .payout_address;
        let payout: Address = payout.parse().map_err(|_| corrupt("creators", creator))?;
        let split = domain.rules.rates.split(amount, false);
        let share = |role, address, amount| Leg {
            role,
            address,
            amount,
        };
        let legs = merge(&[
            share(LegRole::Platform, domain.rules.platform_address, split.platform),
            share(LegRole::Creator, payout, split.creator),
        ]);
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
            legs,
        })
    }
}

/// The price of so many days; `Internal` if it does not fit, which no tier's price can cause.
fn price_of(price: Lamports, days: u32) -> Result<Lamports> {
    price
        .0
        .checked_mul(u64::from(days))
        .map(|total| Lamports(total / PRICED_DAYS))
        .ok_or_else(|| Error::internal("a tier's price is too large"))
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
/// free, or opened to everybody. A tier is sold as it was ordered.
pub(super) async fn still_sold(domain: &Domain, row: &order::Model) -> Result<()> {
    let Some(post) = row.post_id.map(PostId) else {
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

/// Whether an unpaid order is what the request asks for.
enum Live<'a> {
    No,
    Yes,
    /// It is, and gets the request's key.
    Adopt(&'a str),
}

async fn live<'a>(
    domain: &Domain,
    tx: &DatabaseTransaction,
    item: &Item,
    offer: &Offer,
    row: &order::Model,
    key: Option<&'a str>,
) -> Result<Live<'a>> {
    if !item.is_of(row) {
        return Ok(Live::No);
    }
    let other_key = key.is_some() && row.idempotency_key.is_some() && row.idempotency_key.as_deref() != key;
    if other_key && matches!(item, Item::Subscription { .. }) {
        // Two keys are two intents, and time can be bought twice. A post cannot.
        return Ok(Live::No);
    }
    // Whatever may still land must not get a rival.
    let in_flight =
        store::status(row)? == OrderStatus::Submitted || !store::open_attempts(tx, row.id).await?.is_empty();
    let legs = store::legs(tx, [row.id])
        .await?
        .remove(&row.id)
        .unwrap_or_default();
    let current = row.expires_at > domain.now().0
        && row.amount == store::signed(offer.amount)?
        && legs == offer.legs
        && row.genesis_hash == domain.rules.network.genesis_hash;
    if !in_flight && !current {
        return Ok(Live::No);
    }
    Ok(match key {
        Some(key) if row.idempotency_key.is_none() => Live::Adopt(key),
        _ => Live::Yes,
    })
}

fn new_row(
    domain: &Domain,
    person: &Person,
    item: &Item,
    offer: &Offer,
    key: Option<&str>,
) -> Result<order::Model> {
    let now = domain.now();
    let expires_at = now.after(domain.rules.order_lifetime);
    let (kind, post_id, tier_rank, days) = match item {
        Item::Post(post) => (store::POST, Some(post.0), None, None),
        Item::Subscription { tier, days, .. } => {
            let days = i32::try_from(*days).map_err(Error::internal)?;
            (store::SUBSCRIPTION, None, Some(tier.rank()), Some(days))
        }
    };
    Ok(order::Model {
        id: domain.new_id(),
        buyer_id: person.id.0,
        payer_address: person.address.to_string(),
        kind: kind.to_owned(),
        creator_id: offer.creator.0,
        post_id,
        tier_rank,
        days,
        currency: shared::money::Currency::Sol.code().to_owned(),
        amount: store::signed(offer.amount)?,
        platform_bps: i32::from(domain.rules.rates.platform_bps),
        referral_bps: i32::from(domain.rules.rates.referral_bps_of_platform),
        network: domain.rules.network.name.clone(),
        genesis_hash: domain.rules.network.genesis_hash.clone(),
        reference: new_reference()?.to_string(),
        idempotency_key: key.map(str::to_owned),
        status: OrderStatus::Created.as_str().to_owned(),
        signature: None,
        signature_lands_until: None,
        note: None,
        created_at: now.0,
        expires_at: expires_at.0,
        paid_at: None,
        next_check_at: Some(now.after(FIRST_LOOK).min(expires_at).0),
        checks: 0,
    })
}

/// 32 bytes from the operating system: nobody can guess the key that a payment is found by.
fn new_reference() -> Result<Address> {
    use rand::TryRngCore;
    let mut bytes = [0; 32];
    rand::rngs::OsRng
        .try_fill_bytes(&mut bytes)
        .map_err(Error::internal)?;
    Ok(Address(bytes))
}
