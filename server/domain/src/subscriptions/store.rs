//! All SQL about grants. It decides nothing, and reads a grant only by saying whose, or whether there is any of a post.

use super::entity::{credit, grant};
use crate::{
    Result,
    columns::{corrupt, unsigned},
    identity::entity::user,
    media::avatar_url,
    questions::{self, Questions},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use shared::{
    Timestamp,
    creators::{CreatorRef, TierLevel},
    identity::Handle,
    ids::{PostId, UserId},
    money::{Amount, Currency, Units},
};
use std::{
    collections::{HashMap, HashSet},
    str::FromStr,
};
use uuid::Uuid;

/// A grant of a post, in the column `kind`.
pub const POST: &str = "post";
/// A grant of a creator's tier, in the column `kind`.
pub const SUBSCRIPTION: &str = "subscription";

/// Grants of subscriptions of one fan at these creators that were not taken back and of which this lies after `now`.
async fn with_later(
    db: &impl ConnectionTrait,
    user: UserId,
    creators: &[UserId],
    (column, now): (grant::Column, Timestamp),
) -> Result<Vec<grant::Model>> {
    if creators.is_empty() {
        return Ok(Vec::new());
    }
    Ok(grant::Entity::find()
        .filter(grant::Column::UserId.eq(user.0))
        .filter(grant::Column::CreatorId.is_in(creators.iter().map(|creator| creator.0)))
        .filter(grant::Column::Kind.eq(SUBSCRIPTION))
        .filter(grant::Column::RevokedAt.is_null())
        .filter(column.gt(now.0))
        .all(db)
        .await?)
}

/// Grants of subscriptions of one fan that were not taken back and give access after `now`, in their days of grace too.
pub async fn open(
    db: &impl ConnectionTrait,
    user: UserId,
    creators: &[UserId],
    now: Timestamp,
) -> Result<Vec<grant::Model>> {
    with_later(db, user, creators, (grant::Column::OpenUntil, now)).await
}

/// Grants of subscriptions of one fan that were not taken back and end after `now`.
pub async fn unexpired(
    db: &impl ConnectionTrait,
    user: UserId,
    creators: &[UserId],
    now: Timestamp,
) -> Result<Vec<grant::Model>> {
    with_later(db, user, creators, (grant::Column::EndsAt, now)).await
}

/// All grants of subscriptions of one fan at one creator that were not taken back, ended ones too.
pub async fn at_creator(db: &impl ConnectionTrait, user: Uuid, creator: Uuid) -> Result<Vec<grant::Model>> {
    Ok(grant::Entity::find()
        .filter(grant::Column::UserId.eq(user))
        .filter(grant::Column::CreatorId.eq(creator))
        .filter(grant::Column::Kind.eq(SUBSCRIPTION))
        .filter(grant::Column::RevokedAt.is_null())
        .all(db)
        .await?)
}

/// Whether one fan ever had a subscription at one creator, bought, given or taken back.
pub async fn had_any(db: &impl ConnectionTrait, user: UserId, creator: UserId) -> Result<bool> {
    let count = grant::Entity::find()
        .filter(grant::Column::UserId.eq(user.0))
        .filter(grant::Column::CreatorId.eq(creator.0))
        .filter(grant::Column::Kind.eq(SUBSCRIPTION))
        .count(db)
        .await?;
    Ok(count > 0)
}

/// All grants of subscriptions of one fan at these creators that were not taken back, ended ones too.
pub async fn held(db: &impl ConnectionTrait, user: UserId, creators: &[Uuid]) -> Result<Vec<grant::Model>> {
    Ok(grant::Entity::find()
        .filter(grant::Column::UserId.eq(user.0))
        .filter(grant::Column::CreatorId.is_in(creators.iter().copied()))
        .filter(grant::Column::Kind.eq(SUBSCRIPTION))
        .filter(grant::Column::RevokedAt.is_null())
        .all(db)
        .await?)
}

/// The grants of subscriptions of one fan that were not taken back, those that end last first.
pub async fn of_user(db: &impl ConnectionTrait, user: UserId, limit: u64) -> Result<Vec<grant::Model>> {
    Ok(grant::Entity::find()
        .filter(grant::Column::UserId.eq(user.0))
        .filter(grant::Column::Kind.eq(SUBSCRIPTION))
        .filter(grant::Column::RevokedAt.is_null())
        .order_by_desc(grant::Column::EndsAt)
        .order_by_desc(grant::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// Which of these posts one fan bought and kept.
pub async fn bought(db: &impl ConnectionTrait, user: UserId, posts: &[PostId]) -> Result<HashSet<PostId>> {
    let mut questions = Questions::default();
    if !posts.is_empty() {
        questions.ask((), bought_of(user, posts.iter().copied()));
    }
    let answers = questions.answers(db).await?;
    Ok(answers.into_iter().map(|answer| PostId(answer.id)).collect())
}

/// The question for which of these posts a person bought and kept.
pub fn bought_of(user: UserId, posts: impl IntoIterator<Item = PostId>) -> SelectStatement {
    questions::ids("grants", "post_id")
        .and_where(Expr::col("user_id").eq(user.0))
        .and_where(Expr::col("kind").eq(POST))
        .and_where(Expr::col("revoked_at").is_null())
        .and_where(Expr::col("post_id").is_in(posts.into_iter().map(|post| post.0)))
        .take()
}

/// Whether anybody at all bought this post and kept it.
pub(crate) async fn is_bought(db: &impl ConnectionTrait, post: PostId) -> Result<bool> {
    let bought = grant::Entity::find()
        .filter(grant::Column::PostId.eq(post.0))
        .filter(grant::Column::Kind.eq(POST))
        .filter(grant::Column::RevokedAt.is_null())
        .limit(1)
        .count(db)
        .await?;
    Ok(bought > 0)
}

/// The question for the creators from whom a person has something at `now`.
pub fn bought_from(user: UserId, now: Timestamp) -> SelectStatement {
    questions::ids("grants", "creator_id")
        .and_where(Expr::col("user_id").eq(user.0))
        .and_where(Expr::col("revoked_at").is_null())
        .and_where(
            Expr::col("open_until")
                .is_null()
                .or(Expr::col("open_until").gt(now.0)),
        )
        .take()
}

/// The question for the tiers that a person has at these creators at `now`, each with its rank.
pub fn tiers_of(user: UserId, creators: impl IntoIterator<Item = UserId>, now: Timestamp) -> SelectStatement {
    questions::ranked("grants", "creator_id", Expr::col("tier_rank"))
        .and_where(Expr::col("user_id").eq(user.0))
        .and_where(Expr::col("kind").eq(SUBSCRIPTION))
        .and_where(Expr::col("revoked_at").is_null())
        .and_where(Expr::col("starts_at").lte(now.0))
        .and_where(Expr::col("open_until").gt(now.0))
        .and_where(Expr::col("creator_id").is_in(creators.into_iter().map(|one| one.0)))
        .take()
}

/// How many bought each of these posts and have them still.
pub async fn buyers(db: &impl ConnectionTrait, posts: &[Uuid]) -> Result<HashMap<Uuid, u64>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let counts: Vec<(Uuid, i64)> = grant::Entity::find()
        .select_only()
        .column(grant::Column::PostId)
        .column_as(grant::Column::Id.count(), "buyers")
        .filter(grant::Column::PostId.is_in(posts.iter().copied()))
        .filter(grant::Column::RevokedAt.is_null())
        .group_by(grant::Column::PostId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts
        .into_iter()
        .map(|(post, buyers)| (post, unsigned(buyers)))
        .collect())
}

/// The creators at whom a person has a tier at `now`.
pub fn subscribed_at(user: UserId, now: Timestamp) -> SelectStatement {
    sea_orm::sea_query::Query::select()
        .column("creator_id")
        .from("grants")
        .and_where(Expr::col("user_id").eq(user.0))
        .and_where(Expr::col("kind").eq(SUBSCRIPTION))
        .and_where(Expr::col("revoked_at").is_null())
        .and_where(Expr::col("starts_at").lte(now.0))
        .and_where(Expr::col("open_until").gt(now.0))
        .take()
}

/// The next of those who have a tier at a creator at `now`, in the order of their ids.
pub async fn subscribers_after(
    db: &impl ConnectionTrait,
    creator: UserId,
    after: Option<UserId>,
    now: Timestamp,
    limit: u64,
) -> Result<Vec<UserId>> {
    let mut find = grant::Entity::find()
        .select_only()
        .column(grant::Column::UserId)
        .distinct()
        .filter(grant::Column::CreatorId.eq(creator.0))
        .filter(grant::Column::Kind.eq(SUBSCRIPTION))
        .filter(grant::Column::RevokedAt.is_null())
        .filter(grant::Column::StartsAt.lte(now.0))
        .filter(grant::Column::OpenUntil.gt(now.0));
    if let Some(after) = after {
        find = find.filter(grant::Column::UserId.gt(after.0));
    }
    let ids: Vec<Uuid> = find
        .order_by_asc(grant::Column::UserId)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(UserId).collect())
}

/// The creators at whom a person has a tier at `now`, in a steady order.
pub async fn running_creators(
    db: &impl ConnectionTrait,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<UserId>> {
    let ids: Vec<Uuid> = grant::Entity::find()
        .select_only()
        .column(grant::Column::CreatorId)
        .distinct()
        .filter(grant::Column::UserId.eq(user.0))
        .filter(grant::Column::PostId.is_null())
        .filter(grant::Column::RevokedAt.is_null())
        .filter(grant::Column::StartsAt.lte(now.0))
        .filter(grant::Column::OpenUntil.gt(now.0))
        .order_by_asc(grant::Column::CreatorId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(UserId).collect())
}

/// What 30 days at each tier on offer cost now, by creator and tier.
pub async fn monthly(
    db: &impl ConnectionTrait,
    creators: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<(Uuid, TierLevel), Amount>> {
    let find = Query::select()
        .column(("tiers", "creator_id"))
        .column(("tiers", "rank"))
        .column(("tiers", "price"))
        .column(("creators", "currency"))
        .from("tiers")
        .join(
            JoinType::InnerJoin,
            "creators",
            Expr::col(("creators", "user_id")).equals(("tiers", "creator_id")),
        )
        .and_where(Expr::col(("tiers", "creator_id")).is_in(creators))
        .and_where(Expr::col(("tiers", "active")).eq(true))
        .take();
    let mut found = HashMap::new();
    for row in db.query_all(&find).await? {
        let creator: Uuid = row.try_get("", "creator_id")?;
        let bad = || corrupt("tiers", creator);
        let level = TierLevel::from_rank(row.try_get("", "rank")?).ok_or_else(bad)?;
        let currency: String = row.try_get("", "currency")?;
        let currency: Currency = currency.parse().map_err(|_| bad())?;
        let price = Units(unsigned(row.try_get("", "price")?));
        found.insert((creator, level), currency.of(price));
    }
    Ok(found)
}

/// Who gave these orders to somebody; those that they bought themself are missing.
pub async fn givers(
    db: &impl ConnectionTrait,
    user: UserId,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, CreatorRef>> {
    let find = Query::select()
        .columns(["id", "buyer_id"])
        .from("orders")
        .and_where(Expr::col("id").is_in(orders))
        .and_where(Expr::col("buyer_id").ne(user.0))
        .take();
    let mut buyers: HashMap<Uuid, Uuid> = HashMap::new();
    for row in db.query_all(&find).await? {
        buyers.insert(row.try_get("", "id")?, row.try_get("", "buyer_id")?);
    }
    let names = creator_refs(db, buyers.values().copied()).await?;
    Ok(buyers
        .into_iter()
        .filter_map(|(order, buyer)| Some((order, names.get(&buyer)?.clone())))
        .collect())
}

/// What was paid for those of these orders that are in this currency, with what was credited then; only where the payment is
/// final.
pub async fn paid_for_good(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
    currency: Currency,
) -> Result<HashMap<Uuid, Units>> {
    let credited = Query::select()
        .expr(Expr::col(("order_reductions", "amount")))
        .from("order_reductions")
        .and_where(Expr::col(("order_reductions", "order_id")).equals(("orders", "id")))
        .and_where(Expr::col(("order_reductions", "kind")).eq("credit"))
        .take();
    // By the ledger: what a person opened need not have been paid in full.
    let booked = Query::select()
        .expr(Expr::col(("ledger_entries", "amount")).sum().cast_as("BIGINT"))
        .from("ledger_entries")
        .and_where(Expr::col(("ledger_entries", "order_id")).equals(("orders", "id")))
        .and_where(Expr::col(("ledger_entries", "kind")).eq("booked"))
        .take();
    let find = Query::select()
        .column("id")
        .expr_as(Expr::SubQuery(None, Box::new(booked.into())), "amount")
        .expr_as(Expr::SubQuery(None, Box::new(credited.into())), "credited")
        .from("orders")
        .and_where(Expr::col("id").is_in(orders))
        .and_where(Expr::col("status").eq("finalized"))
        .and_where(Expr::col("currency").eq(currency.code()))
        .take();
    let mut found = HashMap::new();
    for row in db.query_all(&find).await? {
        let amount: Option<i64> = row.try_get("", "amount")?;
        let credited: Option<i64> = row.try_get("", "credited")?;
        let paid = unsigned(amount.unwrap_or(0)).saturating_add(unsigned(credited.unwrap_or(0)));
        found.insert(row.try_get("", "id")?, Units(paid));
    }
    Ok(found)
}

/// Writes down which time an order counts on: milliseconds of each grant.
pub async fn insert_takes(tx: &DatabaseTransaction, order: Uuid, takes: &[(Uuid, u64)]) -> Result<()> {
    if takes.is_empty() {
        return Ok(());
    }
    let rows = takes.iter().map(|(grant, millis)| credit::ActiveModel {
        order_id: Set(order),
        grant_id: Set(*grant),
        millis: Set(i64::try_from(*millis).unwrap_or(i64::MAX)),
    });
    credit::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Which time these orders use up: milliseconds of each grant.
pub async fn takes(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<(Uuid, i64)>>> {
    let rows = credit::Entity::find()
        .filter(credit::Column::OrderId.is_in(orders))
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<(Uuid, i64)>> = HashMap::new();
    for row in rows {
        found
            .entry(row.order_id)
            .or_default()
            .push((row.grant_id, row.millis));
    }
    Ok(found)
}

/// Whether an order counts on any unused time.
pub async fn counts_on_time(db: &impl ConnectionTrait, order: Uuid) -> Result<bool> {
    Ok(!takes(db, [order]).await?.is_empty())
}

/// Of each grant that an order counts on, how many milliseconds, and the grant itself unless it was taken back.
pub async fn counted_on(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<(u64, Option<grant::Model>)>> {
    let takes = takes(db, [order]).await?.remove(&order).unwrap_or_default();
    if takes.is_empty() {
        return Ok(Vec::new());
    }
    let mut grants = grant::Entity::find()
        .filter(grant::Column::Id.is_in(takes.iter().map(|(grant, _)| *grant)))
        .filter(grant::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    Ok(takes
        .into_iter()
        .map(|(id, millis)| {
            let at = grants.iter().position(|grant| grant.id == id);
            (unsigned(millis), at.map(|at| grants.swap_remove(at)))
        })
        .collect())
}

/// How many different fans hold time of this creator that runs at `now`.
pub async fn subscriber_count(db: &impl ConnectionTrait, creator: UserId, now: Timestamp) -> Result<u64> {
    let count: Option<i64> = grant::Entity::find()
        .select_only()
        .expr_as(Expr::col(grant::Column::UserId).count_distinct(), "fans")
        .filter(grant::Column::CreatorId.eq(creator.0))
        .filter(grant::Column::Kind.eq(SUBSCRIPTION))
        .filter(grant::Column::RevokedAt.is_null())
        .filter(grant::Column::StartsAt.lte(now.0))
        .filter(grant::Column::OpenUntil.gt(now.0))
        .into_tuple()
        .one(db)
        .await?;
    Ok(unsigned(count.unwrap_or(0)))
}

/// The grant of an order, taken back or not.
pub async fn of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<Option<grant::Model>> {
    Ok(grant::Entity::find()
        .filter(grant::Column::OrderId.eq(order))
        .one(db)
        .await?)
}

/// The grant of an order, and those by which a person bought a post, taken back or not.
pub async fn around_order(
    db: &impl ConnectionTrait,
    order: Uuid,
    bought: Option<(UserId, PostId)>,
) -> Result<Vec<grant::Model>> {
    let mut which = Condition::any().add(grant::Column::OrderId.eq(order));
    if let Some((user, post)) = bought {
        let theirs = grant::Column::UserId
            .eq(user.0)
            .and(grant::Column::PostId.eq(post.0))
            .and(grant::Column::Kind.eq(POST));
        which = which.add(theirs);
    }
    Ok(grant::Entity::find().filter(which).all(db).await?)
}

/// Adds a grant; fails when the order has one.
pub async fn insert(db: &impl ConnectionTrait, grant: grant::Model) -> Result<()> {
    use sea_orm::IntoActiveModel;
    grant::Entity::insert(grant.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes a grant back.
pub async fn revoke(db: &impl ConnectionTrait, grant: Uuid, now: Timestamp) -> Result<()> {
    grant::ActiveModel {
        id: Unchanged(grant),
        revoked_at: Set(Some(now.0)),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Gives a grant back that was taken, as if it were credited `now`; its time counts from another moment, if that is named.
pub async fn restore(
    db: &impl ConnectionTrait,
    grant: Uuid,
    now: Timestamp,
    counts_from: Option<Timestamp>,
) -> Result<()> {
    grant::ActiveModel {
        id: Unchanged(grant),
        revoked_at: Set(None),
        created_at: Set(now.0),
        starts_at: Set(now.0),
        counts_from: Set(counts_from.map(|from| from.0)),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Where a grant lies on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub open_until: Timestamp,
    pub remind_at: Option<Timestamp>,
}

/// Moves a grant on the calendar.
pub async fn place(db: &impl ConnectionTrait, grant: Uuid, place: Place) -> Result<()> {
    grant::ActiveModel {
        id: Unchanged(grant),
        starts_at: Set(place.starts_at.0),
        ends_at: Set(Some(place.ends_at.0)),
        open_until: Set(Some(place.open_until.0)),
        remind_at: Set(place.remind_at.map(|at| at.0)),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// The tier of a grant of a subscription.
pub fn level(row: &grant::Model) -> Result<TierLevel> {
    row.tier_rank
        .and_then(TierLevel::from_rank)
        .ok_or_else(|| corrupt("grants", row.id))
}

/// Names and faces of these creators.
pub async fn creator_refs(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, CreatorRef>> {
    let ids: HashSet<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String, String, Option<Uuid>)> = user::Entity::find()
        .select_only()
        .columns([
            user::Column::Id,
            user::Column::Handle,
            user::Column::Name,
            user::Column::AvatarId,
        ])
        .filter(user::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(id, handle, name, avatar)| {
            let handle = Handle::from_str(&handle).map_err(|_| corrupt("users", id))?;
            let avatar = avatar_url(avatar);
            Ok((id, CreatorRef { handle, name, avatar }))
        })
        .collect()
}
