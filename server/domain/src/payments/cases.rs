//! Payments that opened nothing and wait for a person: the creator sees each, settles it with the buyer, and says so, sends it
//! back (`refunds`), or opens what was ordered all the same (`grant`). It moves no money by itself.

pub use super::grant::grant;
use super::{
    books_store, cases_store,
    entity::{order, sighting},
    moves::remark,
    refunds,
    store::{self, Names, base58},
    verify::{self, Arrival},
    view,
    wire::Wire,
};
use crate::{
    Domain, Result, Viewer,
    columns::{corrupt, unsigned},
    identity::store::people,
    ports::Commitment,
};
use shared::{
    Code, Timestamp,
    ids::OrderId,
    money::Units,
    paging::{self, Page},
    payments::{CaseView, OrderItem, OrderStatus},
    refunds::RefundStatus,
    solana::{Address, Signature},
};

/// Cases of which no part can be said to be for this order.
const NOT_OPENABLE: [&str; 4] = ["several_orders", "another_asset", "already_owned", "unreadable"];

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
    let (rows, total) = books_store::open_cases(db, Some(person.id), limit, after).await?;
    page(domain, rows, total, limit).await
}

/// A piece of everybody's open cases without what buyers said, the last seen first; for those who look after the site.
///
/// # Errors
/// `sign_in_required`, `forbidden`, `invalid` for the part asked for.
pub async fn all(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<CaseView>> {
    viewer.person()?;
    if !viewer.moderates() {
        return Err(Code::Forbidden.into());
    }
    let limit = paging::limit(limit)?;
    let after: Option<(i64, String)> = paging::decode_cursor(cursor)?;
    let (rows, total) = books_store::open_cases(&domain.db, None, limit, after).await?;
    let mut page = page(domain, rows, total, limit).await?;
    // What buyers say, such as where they live, is for their creator.
    for case in &mut page.items {
        if let OrderItem::Goods { note, .. } | OrderItem::Tip { note, .. } = &mut case.item {
            *note = None;
        }
    }
    Ok(page)
}

async fn page(
    domain: &Domain,
    mut rows: Vec<(sighting::Model, order::Model)>,
    total: u64,
    limit: u32,
) -> Result<Page<CaseView>> {
    let db = &domain.db;
    let next_cursor = paging::cut(&mut rows, limit, |(last, _)| {
        paging::encode_cursor(&(last.seen_at, &last.signature))
    });
    let (sightings, orders): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let items = view::items(db, &orders).await?;
    let buyers = people(db, orders.iter().map(|row| row.buyer_id)).await?;
    let refunds = refunds::store::statuses(db, orders.iter().map(|row| row.id)).await?;
    let cases = sightings
        .into_iter()
        .zip(orders)
        .zip(items)
        .map(|((seen, row), item)| {
            let buyer = buyers.get(&row.buyer_id).cloned();
            let refund = refunds.get(&(row.id, seen.signature.clone())).copied();
            Ok(CaseView {
                finalized_at: seen.finalized_at.map(Timestamp),
                openable: openable(&row, &seen, refund)?,
                refund,
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

/// Whether what was ordered may be opened for it, as far as that can be told without the chain.
fn openable(row: &order::Model, case: &sighting::Model, refund: Option<RefundStatus>) -> Result<bool> {
    let waits = store::status(row)?.may_become(OrderStatus::Confirmed);
    let refunding = refund.is_some_and(RefundStatus::under_way);
    Ok(waits && !refunding && !NOT_OPENABLE.contains(&case.verdict.as_str()))
}

/// A case of the viewer's, open or not.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `not_found` for what is no case of theirs.
pub(super) async fn own(
    domain: &Domain,
    viewer: &Viewer,
    order: OrderId,
    signature: &Signature,
) -> Result<(order::Model, sighting::Model)> {
    viewer.person()?.creator.as_ref().ok_or(Code::NotACreator)?;
    find(domain, viewer, order, signature, false).await
}

/// The same, or anybody's for those who look after the site.
pub(super) async fn own_or_moderated(
    domain: &Domain,
    viewer: &Viewer,
    order: OrderId,
    signature: &Signature,
) -> Result<(order::Model, sighting::Model)> {
    if !viewer.moderates() {
        return own(domain, viewer, order, signature).await;
    }
    find(domain, viewer, order, signature, true).await
}

async fn find(
    domain: &Domain,
    viewer: &Viewer,
    order: OrderId,
    signature: &Signature,
    anybodys: bool,
) -> Result<(order::Model, sighting::Model)> {
    let person = viewer.person()?;
    let row = store::any(&domain.db, order)
        .await?
        .filter(|row| anybodys || row.creator_id == person.id.0)
        .ok_or(Code::NotFound)?;
    let case = cases_store::case(&domain.db, row.id, &signature.to_string()).await?;
    Ok((row, case.ok_or(Code::NotFound)?))
}

/// What a case's transaction brought, by the chain alone. It must not be asked inside a transaction of the database.
///
/// # Errors
/// `case_unclear` where that cannot be told, or the money is another order's; `case_not_final` where the network does not show
/// it; `network_unavailable`.
pub(super) async fn arrival(domain: &Domain, row: &order::Model, case: &sighting::Model) -> Result<Arrival> {
    let signature: Signature = base58(&case.signature, row)?;
    let commitment = match case.finalized_at {
        Some(_) => Commitment::Finalized,
        None => Commitment::Confirmed,
    };
    let landed = domain.chain.transaction(&signature, commitment).await?;
    let landed = landed.ok_or(Code::CaseNotFinal)?;
    let keys: Vec<Address> =
        Wire::read(&landed.bytes).map_or_else(|_| Vec::new(), |wire| wire.static_keys().collect());
    let Names { payers, references } = store::names(&domain.db, row, &keys).await?;
    let facts = store::facts(&domain.db, row).await?;
    let arrived = verify::arrival(&facts, &payers, &references, &landed);
    Ok(arrived.ok_or(Code::CaseUnclear)?)
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
