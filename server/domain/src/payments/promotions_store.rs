//! All SQL of promo codes. It decides nothing.

use super::entity::{order, promotion};
use crate::Result;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, TryInsertResult,
    sea_query::{Expr, OnConflict},
};
use shared::{
    Timestamp,
    ids::{PromotionId, UserId},
    promotions::PromoCode,
};
use uuid::Uuid;

/// The most codes that are shown.
const SHOWN: u64 = 200;

pub async fn of_creator(db: &impl ConnectionTrait, creator: UserId) -> Result<Vec<promotion::Model>> {
    Ok(promotion::Entity::find()
        .filter(promotion::Column::CreatorId.eq(creator.0))
        .order_by_desc(promotion::Column::CreatedAt)
        .order_by_desc(promotion::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?)
}

/// Adds a code; false if the creator has one of that name.
pub async fn insert(db: &impl ConnectionTrait, row: promotion::Model) -> Result<bool> {
    let once = OnConflict::columns([promotion::Column::CreatorId, promotion::Column::Code])
        .do_nothing()
        .to_owned();
    let inserted = promotion::Entity::insert(row.into_active_model())
        .on_conflict(once)
        .try_insert()
        .exec_without_returning(db)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

/// Stops a code; false if the creator has no such one.
pub async fn stop(
    db: &impl ConnectionTrait,
    creator: UserId,
    id: PromotionId,
    now: Timestamp,
) -> Result<bool> {
    let theirs = || {
        Condition::all()
            .add(promotion::Column::Id.eq(id.0))
            .add(promotion::Column::CreatorId.eq(creator.0))
    };
    promotion::Entity::update_many()
        .col_expr(promotion::Column::StoppedAt, Expr::value(now.0))
        .filter(theirs())
        .filter(promotion::Column::StoppedAt.is_null())
        .exec(db)
        .await?;
    Ok(promotion::Entity::find().filter(theirs()).count(db).await? == 1)
}

fn named(creator: UserId, code: &PromoCode) -> Select<promotion::Entity> {
    promotion::Entity::find()
        .filter(promotion::Column::CreatorId.eq(creator.0))
        .filter(promotion::Column::Code.eq(code.as_str()))
}

/// Holds a creator's code until the transaction ends: whoever wants to use it waits.
pub async fn lock_by_code(
    tx: &DatabaseTransaction,
    creator: UserId,
    code: &PromoCode,
) -> Result<Option<promotion::Model>> {
    Ok(named(creator, code).lock_exclusive().one(tx).await?)
}

/// The same by its id.
pub async fn lock(tx: &DatabaseTransaction, id: Uuid) -> Result<Option<promotion::Model>> {
    Ok(promotion::Entity::find_by_id(id).lock_exclusive().one(tx).await?)
}

/// A creator's code.
pub async fn by_code(
    db: &impl ConnectionTrait,
    creator: UserId,
    code: &PromoCode,
) -> Result<Option<promotion::Model>> {
    Ok(named(creator, code).one(db).await?)
}

/// The last order that this person made with a code.
pub async fn order_with(
    db: &impl ConnectionTrait,
    buyer: UserId,
    promotion: Uuid,
) -> Result<Option<order::Model>> {
    Ok(order::Entity::find()
        .filter(order::Column::PromotionId.eq(promotion))
        .filter(order::Column::BuyerId.eq(buyer.0))
        .order_by_desc(order::Column::CreatedAt)
        .order_by_desc(order::Column::Id)
        .one(db)
        .await?)
}
