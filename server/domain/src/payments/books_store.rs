//! All SQL of the books: what was sold and what came in by the ledger, invitations, cases, and the keys of receipts. It
//! decides nothing.

use super::{
    entity::{order, receipt_key, sighting},
    store::Entry,
};
use crate::{
    Result,
    columns::{behind, corrupt, unsigned},
    identity::entity::user,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement},
};
use shared::{
    Timestamp,
    ids::UserId,
    money::{Amount, Currency, Units},
    payments::LegRole,
    referrals::Forfeit,
    solana::Signature,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A piece of what a creator sold, the last paid first, and how much there is.
pub async fn sold(
    db: &impl ConnectionTrait,
    creator: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<(Vec<order::Model>, u64)> {
    use order::Column as C;
    let theirs = || {
        order::Entity::find()
            .filter(C::CreatorId.eq(creator.0))
            .filter(C::PaidAt.is_not_null())
    };
    let mut page = theirs();
    if let Some((paid_at, id)) = after {
        page = page.filter(behind((C::PaidAt, C::Id), (paid_at, id)));
    }
    let rows = page
        .order_by_desc(C::PaidAt)
        .order_by_desc(C::Id)
        .limit(u64::from(limit) + 1)
        .all(db)
        .await?;
    Ok((rows, theirs().count(db).await?))
}

/// What reached the creator of each of these orders: what was paid and more, less what was reversed. What they sent back was
/// never among it.
pub async fn received(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Units>> {
    let find = Query::select()
        .column("order_id")
        .expr_as(sum("amount"), "received")
        .from("ledger_entries")
        .and_where(Expr::col("order_id").is_in(orders))
        .and_where(Expr::col("role").eq(LegRole::Creator.as_str()))
        .and_where(Expr::col("kind").is_in(RECEIVED.map(Entry::as_str)))
        .group_by_col("order_id")
        .take();
    let mut found = HashMap::new();
    for row in db.query_all(&find).await? {
        let received: i64 = row.try_get("", "received")?;
        found.insert(row.try_get("", "order_id")?, Units(unsigned(received)));
    }
    Ok(found)
}

/// Lines of the ledger that say what a recipient has.
const RECEIVED: [Entry; 3] = [Entry::Paid, Entry::Surplus, Entry::Reversed];

/// What came in for a creator with items of one kind, in one currency.
#[derive(Debug)]
pub struct Received {
    pub kind: String,
    pub currency: String,
    pub sales: u64,
    pub received: Units,
    pub booked: Units,
    /// What they gave back of what opened nothing.
    pub sent_back: Units,
}

/// What came in for a creator, kind by kind in a steady order.
pub async fn revenue(db: &impl ConnectionTrait, creator: UserId) -> Result<Vec<Received>> {
    let sql = "SELECT o.kind AS kind, o.currency AS currency, COUNT(DISTINCT CASE WHEN o.status IN ('confirmed', 'finalized') THEN o.id END) AS sales, \
               CAST(SUM(CASE WHEN l.kind IN ('paid', 'surplus', 'reversed') THEN l.amount ELSE 0 END) AS BIGINT) AS received, \
               CAST(SUM(CASE WHEN l.kind = 'booked' THEN l.amount ELSE 0 END) AS BIGINT) AS booked, \
               CAST(SUM(CASE WHEN l.kind IN ('refunded', 'refund_reversed') THEN -l.amount ELSE 0 END) AS BIGINT) AS sent_back \
               FROM ledger_entries l JOIN orders o ON o.id = l.order_id \
               WHERE o.creator_id = $1 AND l.role = 'creator' GROUP BY o.kind, o.currency ORDER BY o.kind, o.currency";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [creator.0.into()]);
    let mut found = Vec::new();
    for row in db.query_all_raw(statement).await? {
        let number = |name| row.try_get::<i64>("", name).map(unsigned);
        found.push(Received {
            kind: row.try_get("", "kind")?,
            currency: row.try_get("", "currency")?,
            sales: number("sales")?,
            received: Units(number("received")?),
            booked: Units(number("booked")?),
            sent_back: Units(number("sent_back")?),
        });
    }
    Ok(found)
}

/// What creators have been paid altogether and for good.
pub async fn earned(db: &impl ConnectionTrait) -> Result<Vec<Amount>> {
    let find = Query::select()
        .expr_as(Expr::col(("orders", "currency")), "currency")
        .expr_as(ledger_sum(), "sum")
        .from("ledger_entries")
        .join(
            JoinType::InnerJoin,
            "orders",
            Expr::col(("orders", "id")).equals(("ledger_entries", "order_id")),
        )
        .and_where(Expr::col(("ledger_entries", "kind")).eq(Entry::Booked.as_str()))
        .and_where(Expr::col(("ledger_entries", "role")).eq(LegRole::Creator.as_str()))
        .group_by_col(("orders", "currency"))
        .order_by(("orders", "currency"), Order::Asc)
        .take();
    sums(db, &find).await
}

/// How many people a person invited.
pub async fn invited(db: &impl ConnectionTrait, person: UserId) -> Result<u64> {
    Ok(user::Entity::find()
        .filter(user::Column::ReferrerId.eq(person.0))
        .count(db)
        .await?)
}

/// A piece of the creators whom a person invited, the last first: since when, and who; and how many there are.
pub async fn referred_creators(
    db: &impl ConnectionTrait,
    person: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<(Vec<(i64, Uuid)>, u64)> {
    use crate::creators::entity::creator;
    let theirs = || {
        creator::Entity::find()
            .join(
                JoinType::InnerJoin,
                creator::Entity::belongs_to(user::Entity)
                    .from(creator::Column::UserId)
                    .to(user::Column::Id)
                    .into(),
            )
            .filter(user::Column::ReferrerId.eq(person.0))
    };
    let (at, id) = (
        (creator::Entity, creator::Column::CreatedAt),
        (creator::Entity, creator::Column::UserId),
    );
    let mut page = theirs();
    if let Some((since, creator)) = after {
        page = page.filter(behind((at, id), (since, creator)));
    }
    let rows = page
        .select_only()
        .column(creator::Column::CreatedAt)
        .column(creator::Column::UserId)
        .order_by_desc(creator::Column::CreatedAt)
        .order_by_desc(creator::Column::UserId)
        .limit(u64::from(limit) + 1)
        .into_tuple()
        .all(db)
        .await?;
    Ok((rows, theirs().count(db).await?))
}

/// What the ledger has of a referrer's parts.
fn referrer_lines(referrer: UserId) -> SelectStatement {
    Query::select()
        .from("ledger_entries")
        .join(
            JoinType::InnerJoin,
            "orders",
            Expr::col(("orders", "id")).equals(("ledger_entries", "order_id")),
        )
        .and_where(Expr::col(("orders", "referrer_id")).eq(referrer.0))
        .and_where(Expr::col(("ledger_entries", "role")).eq(LegRole::Referrer.as_str()))
        .take()
}

/// The sum of the ledger's amounts as a number of the same kind; nothing where there is no line.
fn ledger_sum() -> Expr {
    Expr::col(("ledger_entries", "amount"))
        .sum()
        .cast_as("BIGINT")
        .if_null(0)
}

/// What reached a referrer from the sales of each of these creators.
pub async fn brought(
    db: &impl ConnectionTrait,
    referrer: UserId,
    creators: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Amount>>> {
    let find = referrer_lines(referrer)
        .expr_as(Expr::col(("orders", "creator_id")), "creator_id")
        .expr_as(Expr::col(("orders", "currency")), "currency")
        .expr_as(ledger_sum(), "sum")
        .and_where(Expr::col(("orders", "creator_id")).is_in(creators))
        .and_where(Expr::col(("ledger_entries", "kind")).ne(Entry::Booked.as_str()))
        .group_by_col(("orders", "creator_id"))
        .group_by_col(("orders", "currency"))
        .order_by(("orders", "currency"), Order::Asc)
        .take();
    let mut found: HashMap<Uuid, Vec<Amount>> = HashMap::new();
    for row in db.query_all(&find).await? {
        let of: Uuid = row.try_get("", "creator_id")?;
        found.entry(of).or_default().extend(summed(&row)?);
    }
    Ok(found)
}

/// A row's sum in its currency; none where it is nothing.
fn summed(row: &QueryResult) -> Result<Option<Amount>> {
    let currency: String = row.try_get("", "currency")?;
    let currency: Currency = currency.parse().map_err(|_| corrupt("orders", &currency))?;
    let sum = Units(unsigned(row.try_get("", "sum")?));
    Ok((sum > Units::ZERO).then(|| currency.of(sum)))
}

/// What reached a referrer of all creators, and what of it is final.
pub async fn referral_revenue(
    db: &impl ConnectionTrait,
    referrer: UserId,
) -> Result<(Vec<Amount>, Vec<Amount>)> {
    let sum = async |booked: bool| {
        let kind = Expr::col(("ledger_entries", "kind"));
        let kind = if booked {
            kind.eq(Entry::Booked.as_str())
        } else {
            kind.ne(Entry::Booked.as_str())
        };
        let find = referrer_lines(referrer)
            .expr_as(Expr::col(("orders", "currency")), "currency")
            .expr_as(ledger_sum(), "sum")
            .and_where(kind)
            .group_by_col(("orders", "currency"))
            .order_by(("orders", "currency"), Order::Asc)
            .take();
        sums(db, &find).await
    };
    Ok((sum(false).await?, sum(true).await?))
}

/// What a referrer did not get of paid orders because their wallet could not receive it.
pub async fn missed(db: &impl ConnectionTrait, referrer: UserId) -> Result<Vec<Amount>> {
    let find = Query::select()
        .column("currency")
        .expr_as(Expr::col("forfeited").sum().cast_as("BIGINT").if_null(0), "sum")
        .from("orders")
        .and_where(Expr::col("referrer_id").eq(referrer.0))
        .and_where(Expr::col("forfeited_why").ne(Forfeit::Own.as_str()))
        .and_where(Expr::col("paid_at").is_not_null())
        .group_by_col("currency")
        .order_by("currency", Order::Asc)
        .take();
    sums(db, &find).await
}

/// Sums in their currencies, in a steady order.
async fn sums(db: &impl ConnectionTrait, find: &SelectStatement) -> Result<Vec<Amount>> {
    let rows = db.query_all(find).await?;
    let sums = rows.iter().filter_map(|row| summed(row).transpose());
    sums.collect()
}

/// A sum as a number of the same kind: PostgreSQL's own is wider.
fn sum(column: &'static str) -> Expr {
    Expr::col(column).sum().cast_as("BIGINT")
}

/// A piece of a creator's cases that are not closed, or of everybody's, the last seen first, each with its order; and how many
/// there are.
pub async fn open_cases(
    db: &impl ConnectionTrait,
    creator: Option<UserId>,
    limit: u32,
    after: Option<(i64, String)>,
) -> Result<(Vec<(sighting::Model, order::Model)>, u64)> {
    use sighting::Column as C;
    let open = || {
        let cases = sighting::Entity::find()
            .filter(C::NeedsLook.eq(true))
            .filter(C::ResolvedAt.is_null());
        let Some(creator) = creator else { return cases };
        let theirs = Query::select()
            .column("id")
            .from("orders")
            .and_where(Expr::col("creator_id").eq(creator.0))
            .take();
        cases.filter(C::OrderId.in_subquery(theirs))
    };
    let mut page = open();
    if let Some((seen_at, signature)) = after {
        page = page.filter(behind((C::SeenAt, C::Signature), (seen_at, signature)));
    }
    let seen = page
        .order_by_desc(C::SeenAt)
        .order_by_desc(C::Signature)
        .limit(u64::from(limit) + 1)
        .all(db)
        .await?;
    let orders = order::Entity::find()
        .filter(order::Column::Id.is_in(seen.iter().map(|row| row.order_id)))
        .all(db)
        .await?;
    let orders: HashMap<Uuid, order::Model> = orders.into_iter().map(|row| (row.id, row)).collect();
    let cases = seen.into_iter().map(|row| {
        let order = orders.get(&row.order_id).cloned();
        let order = order.ok_or_else(|| corrupt("order_sightings", row.order_id))?;
        Ok((row, order))
    });
    Ok((cases.collect::<Result<_>>()?, open().count(db).await?))
}

/// Closes a case: whether it was open, or `None` if there is none.
pub async fn close_case(
    tx: &DatabaseTransaction,
    order: Uuid,
    signature: &Signature,
    now: Timestamp,
) -> Result<Option<bool>> {
    let case = sighting::Entity::find_by_id((order, signature.to_string()))
        .filter(sighting::Column::NeedsLook.eq(true))
        .one(tx)
        .await?;
    let Some(case) = case else { return Ok(None) };
    if case.resolved_at.is_some() {
        return Ok(Some(false));
    }
    sighting::ActiveModel {
        order_id: Unchanged(case.order_id),
        signature: Unchanged(case.signature),
        resolved_at: Set(Some(now.0)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(Some(true))
}

// Keys of receipts.

/// All keys of receipts, the newest first.
pub async fn receipt_keys(db: &impl ConnectionTrait) -> Result<Vec<receipt_key::Model>> {
    Ok(receipt_key::Entity::find()
        .order_by_desc(receipt_key::Column::Number)
        .all(db)
        .await?)
}

/// Adds a key of receipts; one of that number that is there stays.
pub async fn insert_receipt_key(db: &impl ConnectionTrait, row: receipt_key::Model) -> Result<()> {
    receipt_key::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}
