//! All SQL about orders, attempts, payments and the lines of the ledger. It decides nothing; orders of a person are never
//! read without saying whose. What the books say of them is in `books_store`.

use super::{
    entity::{attempt, event, ledger_entry, leg, order, payment, reduction},
    facts::{Asset, Leg, OrderFacts},
};
use crate::{
    Error, Result,
    columns::{corrupt, unsigned},
    identity::entity::user,
    posts::goods_store,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement, UnionType},
};
use shared::{
    Code, Timestamp,
    ids::{OrderId, PostId, UserId},
    money::{Currency, Lamports, Units},
    payments::{LegRole, OrderStatus, Reduction, ReductionKind},
    solana::{Address, Signature},
};
use std::{collections::HashMap, str::FromStr};
use uuid::Uuid;

/// An order of a post, in the column `kind`.
pub const POST: &str = "post";
/// An order of a subscription, in the column `kind`.
pub const SUBSCRIPTION: &str = "subscription";
/// An order of what a post sells, in the column `kind`.
pub const GOODS: &str = goods_store::KIND;
/// An order of a tip, in the column `kind`; of one on a post, `post_id` says which.
pub const TIP: &str = "tip";

/// An amount for a signed column. Prices are far below; anything else is a fault of ours.
pub fn signed(amount: Units) -> Result<i64> {
    i64::try_from(amount.0).map_err(Error::internal)
}

/// A block height or slot for a signed column.
pub fn height(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Where an order stands.
pub fn status(row: &order::Model) -> Result<OrderStatus> {
    row.status.parse().map_err(|_| corrupt("orders", row.id))
}

/// The post that an order buys.
pub fn bought_post(row: &order::Model) -> Option<PostId> {
    row.post_id.filter(|_| row.kind == POST).map(PostId)
}

/// Who has what an order opens.
pub fn holder(row: &order::Model) -> Uuid {
    row.recipient_id.unwrap_or(row.buyer_id)
}

/// The whole price of an order.
pub fn amount(row: &order::Model) -> Units {
    Units(unsigned(row.amount))
}

/// Whether an order is of free days: nothing was or will be paid for it.
pub fn is_free(row: &order::Model) -> bool {
    row.amount == 0
}

/// What an order is paid in.
pub fn currency(row: &order::Model) -> Result<Currency> {
    row.currency.parse().map_err(|_| corrupt("orders", row.id))
}

/// What an order is paid with.
pub fn asset(row: &order::Model) -> Result<Asset> {
    match (currency(row)?, &row.mint) {
        (Currency::Sol, None) => Ok(Asset::Sol),
        (Currency::Usdc, Some(mint)) => Ok(Asset::Usdc {
            mint: base58(mint, row)?,
        }),
        _ => Err(corrupt("orders", row.id)),
    }
}

/// What opening accounts for recipients may take from the buyer.
pub fn account_rent(row: &order::Model) -> Lamports {
    Lamports(unsigned(row.account_rent))
}

/// A stored address, signature or reference.
pub fn base58<T: FromStr>(text: &str, row: &order::Model) -> Result<T> {
    text.parse().map_err(|_| corrupt("orders", row.id))
}

// Locks.

/// Holds a person's money matters until the transaction ends: whoever creates or settles their orders waits.
/// On SQLite the transaction itself does that.
pub async fn lock_buyer(tx: &DatabaseTransaction, buyer: Uuid) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    user::Entity::find_by_id(buyer)
        .select_only()
        .column(user::Column::Id)
        .lock_exclusive()
        .into_tuple::<Uuid>()
        .one(tx)
        .await?
        .ok_or_else(|| corrupt("orders of", buyer))?;
    Ok(())
}

/// Holds an order and everything of its buyer, and of whom it is given to, until the transaction ends, and reads it afresh.
pub async fn lock(tx: &DatabaseTransaction, row: &order::Model) -> Result<order::Model> {
    // Always people first, and these in one order: two that wait for each other would wait for ever.
    let mut people = vec![row.buyer_id];
    people.extend(row.recipient_id);
    people.sort_unstable();
    for person in people {
        lock_buyer(tx, person).await?;
    }
    order::Entity::find_by_id(row.id)
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or_else(|| corrupt("orders", row.id))
}

// Orders.

/// An order of this person.
pub async fn of_buyer(db: &impl ConnectionTrait, buyer: UserId, id: OrderId) -> Result<Option<order::Model>> {
    Ok(order::Entity::find_by_id(id.0)
        .filter(order::Column::BuyerId.eq(buyer.0))
        .one(db)
        .await?)
}

/// Any order, if it is there.
pub async fn any(db: &impl ConnectionTrait, id: OrderId) -> Result<Option<order::Model>> {
    Ok(order::Entity::find_by_id(id.0).one(db).await?)
}

/// Any order, for the scanner.
pub async fn order(db: &impl ConnectionTrait, id: Uuid) -> Result<order::Model> {
    order::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or_else(|| corrupt("orders", id))
}

/// The order that this person made with this key.
pub async fn by_key(db: &impl ConnectionTrait, buyer: UserId, key: &str) -> Result<Option<order::Model>> {
    Ok(order::Entity::find()
        .filter(order::Column::BuyerId.eq(buyer.0))
        .filter(order::Column::IdempotencyKey.eq(key))
        .one(db)
        .await?)
}

/// What unpaid orders are looked for by.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    Post(PostId),
    /// What this post sells.
    Goods(PostId),
    /// Any subscription to this creator.
    Subscription(UserId),
    /// Any tip for this creator.
    Tip(UserId),
}

impl Wanted {
    /// Whether an order is of it.
    pub fn is_of(self, row: &order::Model) -> bool {
        match self {
            Self::Post(post) => row.kind == POST && row.post_id == Some(post.0),
            Self::Goods(post) => row.kind == GOODS && row.post_id == Some(post.0),
            Self::Subscription(creator) => row.kind == SUBSCRIPTION && row.creator_id == creator.0,
            Self::Tip(creator) => row.kind == TIP && row.creator_id == creator.0,
        }
    }
}

/// More than may wait at a time, since those that have expired are ended only once the network is known.
const UNPAID: u64 = 200;

/// This person's orders that may still be paid, the newest first.
pub async fn unpaid(db: &impl ConnectionTrait, buyer: UserId) -> Result<Vec<order::Model>> {
    Ok(order::Entity::find()
        .filter(order::Column::BuyerId.eq(buyer.0))
        .filter(waits_for_payment())
        .order_by_desc(order::Column::CreatedAt)
        .order_by_desc(order::Column::Id)
        .limit(UNPAID)
        .all(db)
        .await?)
}

/// Orders that wait for their payment.
fn waits_for_payment() -> Expr {
    let open = OrderStatus::ALL
        .iter()
        .filter(|status| status.unpaid())
        .map(|status| status.as_str());
    order::Column::Status.is_in(open)
}

/// A piece of a person's orders, newest first, and how many there are.
pub async fn list(
    db: &impl ConnectionTrait,
    buyer: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<(Vec<order::Model>, u64)> {
    let mine = || order::Entity::find().filter(order::Column::BuyerId.eq(buyer.0));
    let mut page = mine();
    if let Some((created_at, id)) = after {
        page = page.filter(
            Condition::any().add(order::Column::CreatedAt.lt(created_at)).add(
                order::Column::CreatedAt
                    .eq(created_at)
                    .and(order::Column::Id.lt(id)),
            ),
        );
    }
    let rows = page
        .order_by_desc(order::Column::CreatedAt)
        .order_by_desc(order::Column::Id)
        .limit(u64::from(limit) + 1)
        .all(db)
        .await?;
    Ok((rows, mine().count(db).await?))
}

/// Writes a new order with its legs, what was taken off it, and the beginning of its history.
pub async fn insert(
    tx: &DatabaseTransaction,
    order: order::Model,
    legs: &[Leg],
    reductions: &[Reduction],
    event: Uuid,
) -> Result<()> {
    let taken_off = reductions
        .iter()
        .map(|reduction| {
            Ok(reduction::ActiveModel {
                order_id: Set(order.id),
                kind: Set(reduction.kind.as_str().to_owned()),
                amount: Set(signed(reduction.amount)?),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let rows = legs
        .iter()
        .map(|leg| {
            Ok(leg::ActiveModel {
                order_id: Set(order.id),
                role: Set(leg.role.as_str().to_owned()),
                address: Set(leg.address.to_string()),
                amount: Set(signed(leg.amount)?),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let begun = event::Model {
        id: event,
        order_id: order.id,
        from_status: String::new(),
        to_status: order.status.clone(),
        why: String::new(),
        created_at: order.created_at,
    };
    write_event(tx, begun).await?;
    order::Entity::insert(order.into_active_model())
        .exec_without_returning(tx)
        .await?;
    if !rows.is_empty() {
        leg::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    if !taken_off.is_empty() {
        reduction::Entity::insert_many(taken_off)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Adds a line to the history of an order.
pub async fn write_event(tx: &DatabaseTransaction, line: event::Model) -> Result<()> {
    event::Entity::insert(line.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Gives a key to an order that was made without one.
pub async fn adopt_key(tx: &DatabaseTransaction, order: Uuid, key: &str) -> Result<()> {
    update(
        tx,
        order::ActiveModel {
            id: Unchanged(order),
            idempotency_key: Set(Some(key.to_owned())),
            ..Default::default()
        },
    )
    .await
}

/// Writes the columns that are set. Never the status: that is for `moves`.
pub async fn update(db: &impl ConnectionTrait, change: order::ActiveModel) -> Result<()> {
    debug_assert!(!change.status.is_set(), "only `moves::advance` changes a status");
    change.update(db).await?;
    Ok(())
}

/// The legs of these orders, each in the order of the transfers.
pub async fn legs(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Leg>>> {
    let rows = leg::Entity::find()
        .filter(leg::Column::OrderId.is_in(orders))
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<Leg>> = HashMap::new();
    for row in rows {
        let bad = || corrupt("order_legs", row.order_id);
        let leg = Leg {
            role: LegRole::from_str(&row.role).map_err(|_| bad())?,
            address: row.address.parse().map_err(|_| bad())?,
            amount: Units(unsigned(row.amount)),
        };
        found.entry(row.order_id).or_default().push(leg);
    }
    for legs in found.values_mut() {
        *legs = super::facts::merge(legs);
    }
    Ok(found)
}

/// What was taken off these orders, in a steady order.
pub async fn reductions(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Reduction>>> {
    let rows = reduction::Entity::find()
        .filter(reduction::Column::OrderId.is_in(orders))
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<Reduction>> = HashMap::new();
    for row in rows {
        let kind = row
            .kind
            .parse()
            .map_err(|_| corrupt("order_reductions", row.order_id))?;
        let amount = Units(unsigned(row.amount));
        found
            .entry(row.order_id)
            .or_default()
            .push(Reduction { kind, amount });
    }
    for reductions in found.values_mut() {
        reductions.sort_by_key(|reduction| reduction.kind);
    }
    Ok(found)
}

/// Whether another order of the same buyer and creator counts on unused time and may still be paid by what is out.
pub async fn credit_in_flight(
    db: &impl ConnectionTrait,
    buyer: Uuid,
    creator: Uuid,
    except: Uuid,
) -> Result<bool> {
    let credited = Expr::exists(
        Query::select()
            .expr(Expr::val(1))
            .from("order_reductions")
            .and_where(Expr::col(("order_reductions", "order_id")).equals(("orders", "id")))
            .and_where(Expr::col(("order_reductions", "kind")).eq(ReductionKind::Credit.as_str()))
            .take(),
    );
    let count = order::Entity::find()
        .filter(order::Column::BuyerId.eq(buyer))
        .filter(order::Column::CreatorId.eq(creator))
        .filter(order::Column::Id.ne(except))
        .filter(waits_for_payment())
        .filter(credited)
        .filter(is_out())
        .count(db)
        .await?;
    Ok(count > 0)
}

/// Whether another order of the same buyer for the same thing, in another currency, may still be paid by what is out.
pub async fn rival_in_flight(db: &impl ConnectionTrait, row: &order::Model) -> Result<bool> {
    fn same<V: Into<sea_orm::Value>>(column: order::Column, value: Option<V>) -> Expr {
        value.map_or_else(|| column.is_null(), |value| column.eq(value))
    }
    let count = order::Entity::find()
        .filter(order::Column::BuyerId.eq(row.buyer_id))
        .filter(order::Column::Kind.eq(&row.kind))
        .filter(order::Column::CreatorId.eq(row.creator_id))
        .filter(same(order::Column::PostId, row.post_id))
        .filter(same(order::Column::TierRank, row.tier_rank))
        .filter(same(order::Column::RecipientId, row.recipient_id))
        .filter(order::Column::Currency.ne(&row.currency))
        .filter(waits_for_payment())
        .filter(is_out())
        .count(db)
        .await?;
    Ok(count > 0)
}

/// Orders for which something may land that was given out or named.
fn is_out() -> Expr {
    let open = Expr::exists(
        Query::select()
            .expr(Expr::val(1))
            .from("order_attempts")
            .and_where(Expr::col(("order_attempts", "order_id")).equals(("orders", "id")))
            .and_where(Expr::col(("order_attempts", "closed_at")).is_null())
            .take(),
    );
    open.or(order::Column::Status.eq(OrderStatus::Submitted.as_str()))
}

/// What an order promised.
///
/// # Errors
/// `order_closed` for free days, which nothing can pay for.
pub async fn facts(db: &impl ConnectionTrait, row: &order::Model) -> Result<OrderFacts> {
    facts_with(row, legs(db, [row.id]).await?.remove(&row.id))
}

/// The same with its legs, which were read before.
///
/// # Errors
/// As [`facts`].
pub fn facts_with(row: &order::Model, legs: Option<Vec<Leg>>) -> Result<OrderFacts> {
    let legs = legs.unwrap_or_default();
    let facts = OrderFacts {
        id: OrderId(row.id),
        payer: base58(&row.payer_address, row)?,
        reference: base58(&row.reference, row)?,
        asset: asset(row)?,
        legs,
        account_rent: account_rent(row),
        created_at: Timestamp(row.created_at),
        expires_at: Timestamp(row.expires_at),
    };
    if is_free(row) {
        return Err(Code::OrderClosed.into());
    }
    // Without its legs any transaction would pay for it.
    if facts.legs.is_empty() || facts.total() != Some(Units(unsigned(row.amount))) {
        return Err(corrupt("order_legs", row.id));
    }
    Ok(facts)
}

/// The order that is found by this key.
pub async fn by_reference(db: &impl ConnectionTrait, reference: &Address) -> Result<Option<order::Model>> {
    Ok(order::Entity::find()
        .filter(order::Column::Reference.eq(reference.to_string()))
        .one(db)
        .await?)
}

/// Which of these keys are references of orders or refunds of ours, whatever became of those: one transfer is one of them.
pub async fn references(db: &impl ConnectionTrait, keys: &[Address]) -> Result<Vec<Address>> {
    let mut found = Vec::new();
    for row in db.query_all(&references_among(keys)).await? {
        found.push(row.try_get_by_index::<String>(0)?);
    }
    Ok(found.iter().filter_map(|key| key.parse().ok()).collect())
}

/// The question for these, each with that it is no payer.
fn references_among(keys: &[Address]) -> SelectStatement {
    let among = |table: &'static str| {
        Query::select()
            .expr_as(Expr::col("reference"), "name")
            .expr_as(Expr::cust("0"), "pays")
            .from(table)
            .and_where(Expr::col("reference").is_in(keys.iter().map(Address::to_string)))
            .take()
    };
    among("orders").union(UnionType::All, among("refunds")).take()
}

/// What a transaction is judged by besides its order.
#[derive(Clone, Debug)]
pub struct Names {
    /// The wallets that the order may be paid by: its buyer's first, and those that a transaction was given to.
    pub payers: Vec<Address>,
    /// See [`references`].
    pub references: Vec<Address>,
}

/// What a transaction with these keys is judged by for an order.
pub async fn names(db: &impl ConnectionTrait, row: &order::Model, keys: &[Address]) -> Result<Names> {
    let given = Query::select()
        .column("payer_address")
        .expr(Expr::cust("1"))
        .from("order_attempts")
        .and_where(Expr::col("order_id").eq(row.id))
        .and_where(Expr::col("payer_address").ne(&row.payer_address))
        .take();
    let find = references_among(keys).union(UnionType::Distinct, given).take();
    let mut payers = vec![base58(&row.payer_address, row)?];
    let mut references = Vec::new();
    for found in db.query_all(&find).await? {
        let name: String = found.try_get_by_index(0)?;
        match found.try_get_by_index::<i32>(1)? {
            1 => payers.push(base58(&name, row)?),
            _ => references.extend(name.parse::<Address>().ok()),
        }
    }
    Ok(Names { payers, references })
}

// Attempts.

/// The transactions of an order that may still land, the newest first.
pub async fn open_attempts(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<attempt::Model>> {
    Ok(attempt::Entity::find()
        .filter(attempt::Column::OrderId.eq(order))
        .filter(attempt::Column::ClosedAt.is_null())
        .order_by_desc(attempt::Column::CreatedAt)
        .order_by_desc(attempt::Column::Id)
        .all(db)
        .await?)
}

pub async fn insert_attempt(tx: &DatabaseTransaction, attempt: attempt::Model) -> Result<()> {
    attempt.into_active_model().insert(tx).await?;
    Ok(())
}

/// Closes the open attempts whose last height lies before `below`, or all of them.
pub async fn close_attempts(
    db: &impl ConnectionTrait,
    order: Uuid,
    below: Option<u64>,
    now: Timestamp,
) -> Result<()> {
    let mut close = attempt::Entity::update_many()
        .col_expr(attempt::Column::ClosedAt, Expr::value(now.0))
        .filter(attempt::Column::OrderId.eq(order))
        .filter(attempt::Column::ClosedAt.is_null());
    if let Some(below) = below {
        close = close.filter(attempt::Column::LastValidBlockHeight.lt(height(below)));
    }
    close.exec(db).await?;
    Ok(())
}

// Payments, ledger.

/// The payment that this transaction is, of whatever order.
pub async fn payment(db: &impl ConnectionTrait, signature: &Signature) -> Result<Option<payment::Model>> {
    Ok(payment::Entity::find_by_id(signature.to_string()).one(db).await?)
}

/// The payment that this transaction is, and the one that this order has: none, one, or two where they are not the same.
pub async fn payments_at(
    db: &impl ConnectionTrait,
    signature: &Signature,
    order: Uuid,
) -> Result<Vec<payment::Model>> {
    let either = payment::Column::Signature
        .eq(signature.to_string())
        .or(payment::Column::OrderId.eq(order));
    Ok(payment::Entity::find().filter(either).all(db).await?)
}

/// The payment of an order.
pub async fn payment_of(db: &impl ConnectionTrait, order: Uuid) -> Result<Option<payment::Model>> {
    Ok(payment::Entity::find()
        .filter(payment::Column::OrderId.eq(order))
        .one(db)
        .await?)
}

/// The payments of these orders.
pub async fn payments_of(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, payment::Model>> {
    let rows = payment::Entity::find()
        .filter(payment::Column::OrderId.is_in(orders))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.order_id, row)).collect())
}

/// Adds a payment; false if the transaction or the order has one already.
pub async fn insert_payment(tx: &DatabaseTransaction, payment: payment::Model) -> Result<bool> {
    let written = payment::Entity::insert(payment.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(written == 1)
}

pub async fn delete_payment(tx: &DatabaseTransaction, signature: &str) -> Result<()> {
    payment::Entity::delete_by_id(signature.to_owned())
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn mark_finalized(tx: &DatabaseTransaction, signature: &str, now: Timestamp) -> Result<()> {
    payment::ActiveModel {
        signature: Unchanged(signature.to_owned()),
        finalized_at: Set(Some(now.0)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// How often the order's payments have vanished so far.
fn turn_now(order: Uuid) -> Expr {
    let last = Query::select()
        .expr(Expr::cust("COALESCE(MAX(turn) + 1, 0)"))
        .from("ledger_entries")
        .and_where(Expr::col("order_id").eq(order))
        .and_where(Expr::col("kind").eq(Entry::Reversed.as_str()))
        .take();
    Expr::SubQuery(None, Box::new(last.into()))
}

/// A payment of an order that vanished may come again: its lines are of another turn then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The one that it is now. Not for a line that ends it.
    Now,
    Of(i32),
}

/// What a line of the ledger says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A recipient got their part.
    Paid,
    /// A recipient got more than their part.
    Surplus,
    /// The part is final.
    Booked,
    /// The payment vanished from the chain.
    Reversed,
    /// The creator sent back what was paid beside.
    Refunded,
    /// That vanished from the chain.
    RefundReversed,
}

impl Entry {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Surplus => "surplus",
            Self::Booked => "booked",
            Self::Reversed => "reversed",
            Self::Refunded => "refunded",
            Self::RefundReversed => "refund_reversed",
        }
    }
}

/// One line to add to the ledger. The amount is negative for what was reversed or sent back.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub id: Uuid,
    pub entry: Entry,
    pub role: LegRole,
    pub address: Address,
    pub amount: i64,
}

/// Adds lines to the ledger; those that stand there already stay as they are.
pub async fn write_ledger(
    tx: &DatabaseTransaction,
    order: Uuid,
    signature: &str,
    turn: Turn,
    lines: impl IntoIterator<Item = Line>,
    now: Timestamp,
) -> Result<()> {
    let columns = [
        "id",
        "order_id",
        "kind",
        "turn",
        "role",
        "address",
        "amount",
        "signature",
        "created_at",
    ];
    let turn = match turn {
        Turn::Now => turn_now(order),
        Turn::Of(turn) => Expr::value(turn),
    };
    let mut insert = Query::insert()
        .into_table("ledger_entries")
        .columns(columns)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .take();
    let mut any = false;
    for line in lines {
        any = true;
        insert
            .values([
                Expr::value(line.id),
                Expr::value(order),
                Expr::value(line.entry.as_str()),
                turn.clone(),
                Expr::value(line.role.as_str()),
                Expr::value(line.address.to_string()),
                Expr::value(line.amount),
                Expr::value(signature),
                Expr::value(now.0),
            ])
            .map_err(Error::internal)?;
    }
    if any {
        tx.execute(&insert).await?;
    }
    Ok(())
}

/// What a payment brought to whom in the order's turn, by the ledger, and which turn that is.
pub async fn paid_lines(db: &impl ConnectionTrait, order: Uuid, signature: &str) -> Result<(Vec<Leg>, i32)> {
    let rows = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::OrderId.eq(order))
        .filter(ledger_entry::Column::Signature.eq(signature))
        .filter(ledger_entry::Column::Kind.eq(Entry::Paid.as_str()))
        .filter(Expr::col(ledger_entry::Column::Turn).eq(turn_now(order)))
        .all(db)
        .await?;
    let turn = rows.first().map_or(0, |row| row.turn);
    let legs = rows.into_iter().map(|row| {
        let bad = || corrupt("ledger_entries", row.id);
        Ok(Leg {
            role: row.role.parse().map_err(|_| bad())?,
            address: row.address.parse().map_err(|_| bad())?,
            amount: Units(unsigned(row.amount)),
        })
    });
    Ok((super::facts::merge(&legs.collect::<Result<Vec<_>>>()?), turn))
}
