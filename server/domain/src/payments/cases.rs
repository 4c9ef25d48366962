//! Payments that opened nothing and wait for a person: the creator sees each, settles it with the buyer, and says so. It moves
//! no money and opens nothing.

use super::{
    books_store,
    moves::remark,
    store::{self, base58},
    view,
};
use crate::{
    Domain, Result, Viewer,
    columns::{corrupt, unsigned},
};
use shared::{
    Code, Timestamp,
    ids::OrderId,
    money::Units,
    paging::{self, Page},
    payments::CaseView,
    solana::Signature,
};

/// A piece of the viewer's open cases, the last seen first.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `invalid` for the part asked for.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<CaseView>> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let limit = paging::limit(limit)?;
    let after: Option<(i64, String)> = paging::decode_cursor(cursor)?;
    let db = &domain.db;
    let (mut rows, total) = books_store::open_cases(db, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut rows, limit, |(last, _)| {
        paging::encode_cursor(&(last.seen_at, &last.signature))
    });
    let (sightings, orders): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let items = view::items(db, &orders).await?;
    let buyers = books_store::people(db, orders.iter().map(|row| row.buyer_id)).await?;
    let cases = sightings
        .into_iter()
        .zip(orders)
        .zip(items)
        .map(|((seen, row), item)| {
            let buyer = buyers.get(&row.buyer_id).cloned();
            Ok(CaseView {
                order: OrderId(row.id),
                item,
                buyer: buyer.ok_or_else(|| corrupt("orders", row.id))?,
                payer: base58(&row.payer_address, &row)?,
                signature: base58(&seen.signature, &row)?,
                verdict: seen.verdict,
                note: seen.note,
                currency: store::currency(&row)?,
                arrived: Units(unsigned(seen.amount)),
                network: row.network,
                seen_at: Timestamp(seen.seen_at),
            })
        });
    Ok(Page {
        items: cases.collect::<Result<_>>()?,
        next_cursor,
        total,
    })
}

/// Closes a case of the viewer's: they settled it with the buyer. A second time changes nothing.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `not_found` for what is no case of theirs.
pub async fn settle(domain: &Domain, viewer: &Viewer, order: OrderId, signature: &Signature) -> Result<()> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let tx = domain.begin().await?;
    let row = store::any(&tx, order)
        .await?
        .filter(|row| row.creator_id == person.id.0)
        .ok_or(Code::NotFound)?;
    let row = store::lock(&tx, &row).await?;
    match books_store::close_case(&tx, row.id, signature, domain.now()).await? {
        None => return Err(Code::NotFound.into()),
        Some(false) => return Ok(()),
        Some(true) => {}
    }
    let why = format!("the creator settled {signature} with the buyer");
    remark(domain, &tx, &row, &why).await?;
    tx.commit().await?;
    tracing::info!(order = %order, %signature, "a case was settled by its creator");
    Ok(())
}
