//! All SQL about what posts sell, and about bids. It decides nothing.

use super::{
    entity::{bid, goods, post},
    goods::{Goods, Sold},
};
use crate::{
    Result,
    columns::{corrupt, unsigned},
    questions,
    uses_store::{self, Among, By},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, Func, OnConflict, Order, Query, SelectStatement},
};
use shared::{
    Timestamp,
    goods::{AuctionDraft, GoodsDraft},
    ids::{PostId, UserId},
    money::Units,
};
use uuid::Uuid;

/// What these posts sell, with what is taken of it and how its auction stands.
pub async fn of_posts(db: &impl ConnectionTrait, posts: &[PostId]) -> Result<Sold> {
    if posts.is_empty() {
        return Ok(Sold::new());
    }
    let rows = goods::Entity::find()
        .filter(goods::Column::PostId.is_in(posts.iter().map(|post| post.0)))
        .all(db)
        .await?;
    let mut found = Sold::with_capacity(rows.len());
    for row in rows {
        found.insert(PostId(row.post_id), row.try_into()?);
    }
    complete(db, &mut found).await?;
    Ok(found)
}

/// Adds what is taken and who bid.
async fn complete(db: &impl ConnectionTrait, sold: &mut Sold) -> Result<()> {
    let counted = sold.iter().filter(|(_, goods)| goods.stock.is_some());
    let counted: Vec<Uuid> = counted.map(|(post, _)| post.0).collect();
    for (post, taken) in uses_store::used(db, By::Goods, &counted, Among::default()).await? {
        if let Some(goods) = sold.get_mut(&PostId(post)) {
            goods.taken = taken;
        }
    }
    let auctions = sold.iter().filter(|(_, goods)| goods.auction.is_some());
    let auctions: Vec<Uuid> = auctions.map(|(post, _)| post.0).collect();
    if auctions.is_empty() {
        return Ok(());
    }
    let find = Query::select()
        .columns(["post_id", "bidder_id"])
        .expr_as(Func::max(Expr::col("amount")), "highest")
        .expr_as(Func::count(Expr::col("number")), "bids")
        .from("bids")
        .and_where(Expr::col("post_id").is_in(auctions))
        .group_by_columns(["post_id", "bidder_id"])
        .order_by("highest", Order::Desc)
        .take();
    for row in db.query_all(&find).await? {
        let (post, bidder): (Uuid, Uuid) = (row.try_get("", "post_id")?, row.try_get("", "bidder_id")?);
        let auction = sold
            .get_mut(&PostId(post))
            .and_then(|goods| goods.auction.as_mut());
        let auction = auction.ok_or_else(|| corrupt("bids", post))?;
        let highest: i64 = row.try_get("", "highest")?;
        auction.bids += unsigned(row.try_get("", "bids")?);
        auction.ranking.push((UserId(bidder), Units(unsigned(highest))));
    }
    Ok(())
}

/// Holds what a post sells until the transaction ends, and reads it afresh: whoever wants to order, pay or bid waits.
pub async fn lock(tx: &DatabaseTransaction, post: PostId) -> Result<Option<Goods>> {
    let row = goods::Entity::find_by_id(post.0).lock_exclusive().one(tx).await?;
    let Some(row) = row else { return Ok(None) };
    let mut sold = Sold::from([(post, row.try_into()?)]);
    complete(tx, &mut sold).await?;
    Ok(sold.remove(&post))
}

/// Puts it in place of what the post sold before, and marks the post.
pub async fn put(tx: &DatabaseTransaction, row: goods::Model) -> Result<()> {
    use goods::Column as G;
    let post = row.post_id;
    goods::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::column(G::PostId)
                .update_columns([
                    G::Ships,
                    G::Price,
                    G::Currency,
                    G::Stock,
                    G::Handover,
                    G::Step,
                    G::EndsAt,
                    G::TellAt,
                    G::ClosedAt,
                    G::CreatedAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    post::Entity::update_many()
        .col_expr(post::Column::Sells, Expr::value(true))
        .filter(post::Column::Id.eq(post))
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends the sale of what a post sells; a second time changes nothing.
pub async fn close(tx: &DatabaseTransaction, post: PostId, now: Timestamp) -> Result<()> {
    goods::Entity::update_many()
        .col_expr(goods::Column::ClosedAt, Expr::value(now.0))
        .filter(goods::Column::PostId.eq(post.0))
        .filter(goods::Column::ClosedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Adds a bid, whose number is one more than there are, and moves the end. The caller holds the goods.
pub async fn bid(tx: &DatabaseTransaction, row: bid::Model, ends_at: Timestamp) -> Result<()> {
    let post = row.post_id;
    bid::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    goods::Entity::update_many()
        .col_expr(goods::Column::EndsAt, Expr::value(ends_at.0))
        .col_expr(goods::Column::TellAt, Expr::value(ends_at.0))
        .filter(goods::Column::PostId.eq(post))
        .exec(tx)
        .await?;
    Ok(())
}

/// The posts in whose auctions something is to be told by now, those first that waited longest.
pub async fn to_tell(db: &impl ConnectionTrait, now: Timestamp, most: u64) -> Result<Vec<PostId>> {
    let posts: Vec<Uuid> = goods::Entity::find()
        .select_only()
        .column(goods::Column::PostId)
        .filter(goods::Column::TellAt.lte(now.0))
        .order_by_asc(goods::Column::TellAt)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    Ok(posts.into_iter().map(PostId).collect())
}

/// Whether somebody has paid for what a post sells.
pub async fn is_sold(tx: &DatabaseTransaction, post: PostId) -> Result<bool> {
    let sold = questions::ids("grants", "post_id")
        .and_where(Expr::col("post_id").eq(post.0))
        .and_where(Expr::col("kind").eq(KIND))
        .and_where(Expr::col("revoked_at").is_null())
        .limit(1)
        .take();
    Ok(tx.query_one(&sold).await?.is_some())
}

/// Writes down when something is to be told next. The caller holds the goods.
pub async fn tell_next(tx: &DatabaseTransaction, post: PostId, at: Option<Timestamp>) -> Result<()> {
    goods::Entity::update_many()
        .col_expr(goods::Column::TellAt, Expr::value(at.map(|at| at.0)))
        .filter(goods::Column::PostId.eq(post.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// The number of the last bid; 0 where there is none.
pub async fn last_bid(tx: &DatabaseTransaction, post: PostId) -> Result<i32> {
    let last: Option<Option<i32>> = bid::Entity::find()
        .select_only()
        .expr_as(Expr::col(bid::Column::Number).max(), "last")
        .filter(bid::Column::PostId.eq(post.0))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// What a post sells, as it was put up.
pub async fn put_up(db: &impl ConnectionTrait, post: PostId) -> Result<Option<GoodsDraft>> {
    let Some(row) = goods::Entity::find_by_id(post.0).one(db).await? else {
        return Ok(None);
    };
    let hours = row.ends_at.map(|end| unsigned(end - row.created_at) / 3_600_000);
    let auction = row.step.zip(hours).map(|(step, hours)| AuctionDraft {
        step: Units(unsigned(step)),
        hours: u16::try_from(hours).unwrap_or(u16::MAX),
    });
    Ok(Some(GoodsDraft {
        price: Units(unsigned(row.price)),
        currency: Some(row.currency.parse().map_err(|_| corrupt("goods", post))?),
        stock: row.stock.map(|stock| stock.unsigned_abs()),
        ships: row.ships,
        handover: Some(row.handover).filter(|words| !words.is_empty()),
        auction,
    }))
}

/// Deletes the bids of what the post sold before.
pub async fn forget_bids(tx: &DatabaseTransaction, post: PostId) -> Result<()> {
    bid::Entity::delete_many()
        .filter(bid::Column::PostId.eq(post.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// What whoever orders it now is to read once it is paid; nothing where that is empty.
pub async fn handover(tx: &DatabaseTransaction, post: PostId) -> Result<Option<String>> {
    let words: Option<String> = goods::Entity::find_by_id(post.0)
        .select_only()
        .column(goods::Column::Handover)
        .into_tuple()
        .one(tx)
        .await?;
    Ok(words.filter(|words| !words.is_empty()))
}

/// The posts with an auction that a person bid in and that is not long over, the one that ends last first.
pub async fn bid_for(
    db: &impl ConnectionTrait,
    user: UserId,
    over_since: Timestamp,
    most: u64,
) -> Result<Vec<Uuid>> {
    let theirs = Query::select()
        .column("post_id")
        .from("bids")
        .and_where(Expr::col("bidder_id").eq(user.0))
        .take();
    Ok(goods::Entity::find()
        .select_only()
        .column(goods::Column::PostId)
        .filter(goods::Column::PostId.in_subquery(theirs))
        .filter(goods::Column::EndsAt.gt(over_since.0))
        .order_by_desc(goods::Column::EndsAt)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?)
}

/// The question for which of these posts' things a person has bought.
pub fn bought_of(user: UserId, posts: impl IntoIterator<Item = PostId>) -> SelectStatement {
    questions::ids("grants", "post_id")
        .and_where(Expr::col("user_id").eq(user.0))
        .and_where(Expr::col("kind").eq(KIND))
        .and_where(Expr::col("revoked_at").is_null())
        .and_where(Expr::col("post_id").is_in(posts.into_iter().map(|post| post.0)))
        .take()
}

/// An order or a grant of what a post sells, in the column `kind`.
pub const KIND: &str = "goods";
