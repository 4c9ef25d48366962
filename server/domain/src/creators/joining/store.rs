//! The SQL of becoming a creator. It decides nothing.

use crate::{
    Error, Result,
    creators::entity::{category_total, creator, tier},
};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, TryInsertResult,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use shared::{
    Timestamp,
    creators::{Category, TierLevel},
    ids::UserId,
    money::{Currency, Units},
    solana::Address,
};

/// A new creator.
pub struct Creator {
    pub user: UserId,
    pub category: Category,
    /// What the prices of the tiers are in.
    pub currency: Currency,
    pub payout_address: Address,
    pub now: Timestamp,
}

/// A new tier.
pub struct Tier {
    pub level: TierLevel,
    pub name: &'static str,
    pub description: &'static str,
    pub benefits: &'static [&'static str],
    /// For 30 days.
    pub price: Units,
    pub active: bool,
}

fn stored(price: Units) -> Result<i64> {
    i64::try_from(price.0).map_err(Error::internal)
}

/// Adds the creator, or nothing when the person is one already; whether it was added.
pub async fn insert_creator(db: &impl ConnectionTrait, new: &Creator, tiers: &[Tier]) -> Result<bool> {
    let row = creator::ActiveModel {
        user_id: Set(new.user.0),
        category: Set(new.category.as_str().to_owned()),
        payout_address: Set(new.payout_address.to_string()),
        next_payout_address: Set(None),
        next_payout_at: Set(None),
        cover_id: Set(None),
        currency: Set(new.currency.code().to_owned()),
        from_price: Set(tiers
            .iter()
            .filter(|tier| tier.active)
            .map(|tier| tier.price)
            .min()
            .map(stored)
            .transpose()?),
        posts_count: Set(0),
        followers_count: Set(0),
        discount_90: Set(0),
        discount_365: Set(0),
        created_at: Set(new.now.0),
    };
    let inserted = creator::Entity::insert(row)
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

pub async fn insert_tiers(db: &impl ConnectionTrait, creator: UserId, tiers: &[Tier]) -> Result<()> {
    let mut rows = Vec::new();
    for new in tiers {
        rows.push(tier::ActiveModel {
            creator_id: Set(creator.0),
            rank: Set(new.level.rank()),
            name: Set(new.name.to_owned()),
            description: Set(new.description.to_owned()),
            benefits: Set(serde_json::to_string(new.benefits).map_err(Error::internal)?),
            price: Set(stored(new.price)?),
            active: Set(new.active),
            flash_sale_id: Set(None),
        });
    }
    tier::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Counts one creator more in a category.
pub async fn count_creator(db: &impl ConnectionTrait, category: Category) -> Result<()> {
    use category_total::{Column, Entity};
    let row = category_total::ActiveModel {
        category: Set(category.as_str().to_owned()),
        creators: Set(1),
        posts: Set(0),
    };
    let one_more = OnConflict::column(Column::Category)
        .value(Column::Creators, Expr::col((Entity, Column::Creators)).add(1))
        .to_owned();
    Entity::insert(row)
        .on_conflict(one_more)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
