//! All SQL about refunds of cases. It decides nothing.

use crate::{
    Result,
    columns::{corrupt, unsigned},
    payments::{
        entity::refund,
        facts::{Asset, Leg, OrderFacts},
    },
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use shared::{
    Timestamp,
    ids::OrderId,
    money::{Currency, Lamports, Units},
    payments::LegRole,
    refunds::{RefundStatus, SentBack},
    solana::Signature,
};
use std::{collections::HashMap, str::FromStr};
use uuid::Uuid;

fn bad(row: &refund::Model) -> crate::Error {
    corrupt("refunds", &row.case_signature)
}

/// How a refund stands.
pub fn status(row: &refund::Model) -> Result<RefundStatus> {
    row.status.parse().map_err(|_| bad(row))
}

/// A stored address or signature.
pub fn base58<T: FromStr>(text: &str, row: &refund::Model) -> Result<T> {
    text.parse().map_err(|_| bad(row))
}

/// What it is paid in.
pub fn currency(row: &refund::Model) -> Result<Currency> {
    row.currency.parse().map_err(|_| bad(row))
}

/// A refund as a payment of its own: the whole amount to the buyer, out of the creator's wallet. It has no end.
pub fn facts(row: &refund::Model) -> Result<OrderFacts> {
    let asset = match (currency(row)?, &row.mint) {
        (Currency::Sol, None) => Asset::Sol,
        (Currency::Usdc, Some(mint)) => Asset::Usdc {
            mint: base58(mint, row)?,
        },
        _ => return Err(bad(row)),
    };
    let leg = Leg {
        role: LegRole::Creator,
        address: base58(&row.recipient_address, row)?,
        amount: Units(unsigned(row.amount)),
    };
    Ok(OrderFacts {
        id: OrderId(row.order_id),
        payer: base58(&row.payer_address, row)?,
        reference: base58(&row.reference, row)?,
        asset,
        legs: vec![leg],
        account_rent: Lamports(unsigned(row.account_rent)),
        created_at: Timestamp(row.created_at),
        expires_at: Timestamp(i64::MAX),
    })
}

/// The refund of a case.
pub async fn of_case(
    db: &impl ConnectionTrait,
    order: Uuid,
    signature: &str,
) -> Result<Option<refund::Model>> {
    Ok(refund::Entity::find_by_id((order, signature.to_owned()))
        .one(db)
        .await?)
}

/// Refunds of an order's cases that are not final, the first asked for first.
pub async fn unfinal(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<refund::Model>> {
    Ok(refund::Entity::find()
        .filter(refund::Column::OrderId.eq(order))
        .filter(refund::Column::Status.ne(RefundStatus::Finalized.as_str()))
        .order_by_asc(refund::Column::CreatedAt)
        .order_by_asc(refund::Column::CaseSignature)
        .all(db)
        .await?)
}

/// The signatures of an order's cases of which a refund is out.
pub async fn under_way(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<String>> {
    let out = [RefundStatus::Waiting, RefundStatus::Submitted].map(RefundStatus::as_str);
    Ok(refund::Entity::find()
        .select_only()
        .column(refund::Column::CaseSignature)
        .filter(refund::Column::OrderId.eq(order))
        .filter(refund::Column::Status.is_in(out))
        .into_tuple()
        .all(db)
        .await?)
}

/// How the refunds of these orders stand, by order and case.
pub async fn statuses(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<(Uuid, String), RefundStatus>> {
    let rows = refund::Entity::find()
        .filter(refund::Column::OrderId.is_in(orders))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok(((row.order_id, row.case_signature.clone()), status(&row)?)))
        .collect()
}

/// What came back to the buyers of these orders, the first first.
pub async fn arrived(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<SentBack>>> {
    let there = [RefundStatus::Confirmed, RefundStatus::Finalized].map(RefundStatus::as_str);
    let rows = refund::Entity::find()
        .filter(refund::Column::OrderId.is_in(orders))
        .filter(refund::Column::Status.is_in(there))
        .order_by_asc(refund::Column::SeenAt)
        .order_by_asc(refund::Column::CaseSignature)
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<SentBack>> = HashMap::new();
    for row in rows {
        let sent = SentBack {
            status: status(&row)?,
            amount: Units(unsigned(row.amount)),
            recipient: base58(&row.recipient_address, &row)?,
            signature: base58(row.signature.as_deref().unwrap_or_default(), &row)?,
            at: Timestamp(row.seen_at.ok_or_else(|| bad(&row))?),
        };
        found.entry(row.order_id).or_default().push(sent);
    }
    Ok(found)
}

/// Whether this transaction was taken for a refund of another case.
pub async fn is_of_another(
    db: &impl ConnectionTrait,
    row: &refund::Model,
    signature: &Signature,
) -> Result<bool> {
    let known: Option<refund::Model> = refund::Entity::find()
        .filter(refund::Column::Signature.eq(signature.to_string()))
        .filter(refund::Column::CaseSignature.ne(&row.case_signature))
        .one(db)
        .await?;
    Ok(known.is_some())
}

/// Writes a new one.
pub async fn insert(tx: &DatabaseTransaction, row: refund::Model) -> Result<()> {
    row.into_active_model().insert(tx).await?;
    Ok(())
}

/// Writes the columns that are set.
pub async fn update(db: &impl ConnectionTrait, change: refund::ActiveModel) -> Result<()> {
    change.update(db).await?;
    Ok(())
}
