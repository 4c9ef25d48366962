//! All SQL of flash sales. It decides nothing. A post and a tier name their last one.

use super::{
    entity::{flash_sale, tier},
    flash::Flash,
};
use crate::{
    Result,
    uses_store::{self, Among, By},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use shared::{
    Timestamp,
    creators::TierLevel,
    ids::{FlashSaleId, UserId},
};
use uuid::Uuid;

/// The most sales that are shown.
const SHOWN: u64 = 100;

pub async fn of_creator(db: &impl ConnectionTrait, creator: UserId) -> Result<Vec<flash_sale::Model>> {
    Ok(flash_sale::Entity::find()
        .filter(flash_sale::Column::CreatorId.eq(creator.0))
        .order_by_desc(flash_sale::Column::CreatedAt)
        .order_by_desc(flash_sale::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?)
}

/// Counts how often these are used, where that matters.
pub async fn count<'a>(
    db: &impl ConnectionTrait,
    sales: impl IntoIterator<Item = &'a mut Flash>,
    now: Timestamp,
) -> Result<()> {
    let mut counted: Vec<&mut Flash> = sales.into_iter().filter(|sale| sale.is_counted(now)).collect();
    let ids: Vec<Uuid> = counted.iter().map(|sale| sale.id).collect();
    let used = uses_store::used(db, By::FlashSale, &ids, Among::default()).await?;
    for sale in &mut counted {
        sale.used = used.get(&sale.id).copied().unwrap_or_default();
    }
    Ok(())
}

/// Holds a tier until the transaction ends; whether it is on offer, and its last sale. None where there is no such tier.
pub async fn lock_tier(
    tx: &DatabaseTransaction,
    creator: UserId,
    level: TierLevel,
) -> Result<Option<(bool, Option<Uuid>)>> {
    Ok(tier::Entity::find_by_id((creator.0, level.rank()))
        .lock_exclusive()
        .one(tx)
        .await?
        .map(|row| (row.active, row.flash_sale_id)))
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Flash>> {
    let row = flash_sale::Entity::find_by_id(id).one(db).await?;
    row.map(Flash::try_from).transpose()
}

/// Holds a sale until the transaction ends: whoever wants to buy at it waits.
pub async fn lock(tx: &DatabaseTransaction, id: Uuid) -> Result<Option<Flash>> {
    let row = flash_sale::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    row.map(Flash::try_from).transpose()
}

/// The last sale of a tier.
pub async fn of_tier(db: &impl ConnectionTrait, creator: UserId, level: TierLevel) -> Result<Option<Flash>> {
    let found: Option<Option<Uuid>> = tier::Entity::find_by_id((creator.0, level.rank()))
        .select_only()
        .column(tier::Column::FlashSaleId)
        .into_tuple()
        .one(db)
        .await?;
    match found.flatten() {
        Some(id) => by_id(db, id).await,
        None => Ok(None),
    }
}

/// Adds a sale, which its tier then names; of a post, the caller names it there.
pub async fn insert(tx: &DatabaseTransaction, row: flash_sale::Model) -> Result<()> {
    if let Some(rank) = row.tier_rank {
        tier::Entity::update_many()
            .col_expr(tier::Column::FlashSaleId, Expr::value(row.id))
            .filter(tier::Column::CreatorId.eq(row.creator_id))
            .filter(tier::Column::Rank.eq(rank))
            .exec(tx)
            .await?;
    }
    flash_sale::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Stops a sale; false if the creator has no such one. What is over already stays as it ended.
pub async fn stop(
    db: &impl ConnectionTrait,
    creator: UserId,
    id: FlashSaleId,
    now: Timestamp,
) -> Result<bool> {
    let theirs = || {
        Condition::all()
            .add(flash_sale::Column::Id.eq(id.0))
            .add(flash_sale::Column::CreatorId.eq(creator.0))
    };
    flash_sale::Entity::update_many()
        .col_expr(flash_sale::Column::StoppedAt, Expr::value(now.0))
        .filter(theirs())
        .filter(flash_sale::Column::StoppedAt.is_null())
        .filter(flash_sale::Column::EndsAt.gt(now.0))
        .exec(db)
        .await?;
    Ok(flash_sale::Entity::find().filter(theirs()).count(db).await? == 1)
}
