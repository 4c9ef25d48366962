//! What a creator sold: their side of paid orders, and what came in by the ledger. It tells who paid and what they said
//! with it, and nothing that is between the buyer and us.

use super::{
    books_store::{self, Received},
    entity::order,
    notices, refunds,
    store::{self, base58},
    view,
};
use crate::{Domain, Result, Viewer, columns::corrupt, identity::store::people};
use sea_orm::ActiveValue::{Set, Unchanged};
use shared::{
    Code, Timestamp,
    goods::SentDraft,
    ids::OrderId,
    money::Units,
    paging::{self, Page},
    payments::{Revenue, SaleView},
    refunds::SentBack,
};
use uuid::Uuid;

/// A piece of what the viewer sold, the last paid first. What the network took back is not among it.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `invalid` for the part asked for.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<SaleView>> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let limit = paging::limit(limit)?;
    let after: Option<(i64, Uuid)> = paging::decode_cursor(cursor)?;
    let db = &domain.db;
    let (mut rows, total) = books_store::sold(db, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut rows, limit, |last| {
        paging::encode_cursor(&(last.paid_at, last.id))
    });
    let items = view::items(db, &rows).await?;
    let buyers = people(db, rows.iter().map(|row| row.buyer_id)).await?;
    let received = books_store::received(db, rows.iter().map(|row| row.id)).await?;
    let refunds = refunds::store::arrived(db, rows.iter().map(|row| row.id)).await?;
    let sales = rows.into_iter().zip(items).map(|(row, item)| {
        let bad = || corrupt("orders", row.id);
        let signature = row.signature.as_deref().map(|text| base58(text, &row));
        Ok(SaleView {
            order: OrderId(row.id),
            status: store::status(&row)?,
            item,
            buyer: buyers.get(&row.buyer_id).cloned().ok_or_else(bad)?,
            currency: store::currency(&row)?,
            amount: store::amount(&row),
            received: received.get(&row.id).copied().unwrap_or_default(),
            sent_back: sent_back(refunds.get(&row.id).map_or(&[], Vec::as_slice)),
            paid_at: row.paid_at.map(Timestamp).ok_or_else(bad)?,
            signature: signature.transpose()?,
            network: row.network,
        })
    });
    Ok(Page {
        items: sales.collect::<Result<_>>()?,
        next_cursor,
        total,
    })
}

/// All of it.
fn sent_back(refunds: &[SentBack]) -> Units {
    let sum = refunds.iter();
    Units(sum.fold(0, |sum, sent| sum.saturating_add(sent.amount.0)))
}

/// Says that a thing was sent which the viewer sold; another time says it anew.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `not_found` for what is no paid thing of theirs, `invalid` at `note`.
pub async fn sent(domain: &Domain, viewer: &Viewer, order: OrderId, draft: &SentDraft) -> Result<()> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let note = draft.parse()?;
    let tx = domain.begin().await?;
    let theirs = |row: &order::Model| row.creator_id == person.id.0 && row.kind == store::GOODS;
    let row = store::any(&tx, order)
        .await?
        .filter(theirs)
        .ok_or(Code::NotFound)?;
    let row = store::lock(&tx, &row).await?;
    if !store::status(&row)?.paid() {
        return Err(Code::NotFound.into());
    }
    let change = order::ActiveModel {
        id: Unchanged(row.id),
        sent_at: Set(Some(domain.now().0)),
        sent_note: Set(note),
        ..Default::default()
    };
    store::update(&tx, change).await?;
    notices::goods_sent(domain, &tx, &row).await?;
    tx.commit().await?;
    Ok(())
}

/// What came in for the viewer, kind by kind.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn revenue(domain: &Domain, viewer: &Viewer) -> Result<Vec<Revenue>> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let rows = books_store::revenue(&domain.db, person.id).await?;
    let line = |Received {
                    kind,
                    currency,
                    sales,
                    received,
                    booked,
                    sent_back,
                }| {
        Ok(Revenue {
            kind: kind.parse().map_err(|_| corrupt("orders", &kind))?,
            currency: currency.parse().map_err(|_| corrupt("orders", &currency))?,
            sales,
            received,
            booked,
            sent_back,
        })
    };
    rows.into_iter().map(line).collect()
}
