//! All SQL of quotes: the price of SOL that an order was made at. It decides nothing.

use super::{entity::quote, store::signed};
use crate::{Result, columns::unsigned};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use shared::{
    Timestamp,
    fiat::{QuoteView, Rate},
    money::Units,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Writes the price that this order was made at, and what its amount came to.
pub async fn insert(tx: &DatabaseTransaction, order: Uuid, lamports: Units, quote: &QuoteView) -> Result<()> {
    let row = quote::Model {
        order_id: order,
        usd: signed(quote.usd)?,
        micros: signed(quote.rate.micros)?,
        test: quote.rate.test,
        sources: quote.sources.join(","),
        observed_at: quote.rate.observed_at.0,
        lamports: signed(lamports)?,
        expires_at: quote.expires_at.0,
    };
    row.into_active_model().insert(tx).await?;
    Ok(())
}

/// The prices that these orders were made at; most orders have none.
pub async fn of(
    db: &impl ConnectionTrait,
    orders: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, QuoteView>> {
    let rows = quote::Entity::find()
        .filter(quote::Column::OrderId.is_in(orders))
        .all(db)
        .await?;
    let view = |row: quote::Model| {
        let quote = QuoteView {
            usd: Units(unsigned(row.usd)),
            rate: Rate {
                micros: Units(unsigned(row.micros)),
                observed_at: Timestamp(row.observed_at),
                test: row.test,
            },
            sources: row.sources.split(',').map(str::to_owned).collect(),
            expires_at: Timestamp(row.expires_at),
        };
        (row.order_id, quote)
    };
    Ok(rows.into_iter().map(view).collect())
}
