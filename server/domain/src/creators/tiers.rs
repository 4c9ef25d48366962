//! A creator's own tiers: what they are called, cost and give, which are on offer, and what is taken off for longer periods.
//! What fans have bought stays as it was bought.

use super::store;
use crate::{Domain, Result, Viewer};
use shared::{Code, creators::TierView, money::Currency, pricing::PeriodDiscounts, tiers::TiersChange};

/// The viewer's tiers, on offer or not, what their prices are in, and what they take off for longer periods.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn own_tiers(
    domain: &Domain,
    viewer: &Viewer,
) -> Result<(Vec<TierView>, Currency, PeriodDiscounts)> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let db = &domain.db;
    let tiers = store::tiers(db, person.id).await?;
    let currency = store::currency(db, person.id).await?;
    Ok((tiers, currency, store::discounts(db, person.id).await?))
}

/// Changes the viewer's tiers; a level that is not named is taken off the offer. Orders that are open keep their price.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `wrong_currency`, `invalid` at the field.
pub async fn change_tiers(domain: &Domain, viewer: &Viewer, change: &TiersChange) -> Result<Vec<TierView>> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let (tiers, discounts) = change.parse()?;
    domain.rules.network.takes(change.currency)?;
    let tx = domain.begin().await?;
    store::write_tiers(&tx, person.id, &tiers, change.currency, discounts).await?;
    let tiers = store::tiers(&tx, person.id).await?;
    tx.commit().await?;
    domain.lists.changed();
    Ok(tiers)
}
