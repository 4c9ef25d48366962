//! What one's invitations came to: who came, and what the sales of those who create brought, by the ledger.

use super::books_store;
use crate::{Domain, Result, Viewer, columns::corrupt, subscriptions};
use shared::{
    Timestamp,
    paging::{self, Page},
    referrals::{ReferralsView, ReferredView},
};
use uuid::Uuid;

/// What the viewer's invitations came to, with a piece of the creators among those who came.
///
/// # Errors
/// `sign_in_required`, `invalid` for the part asked for.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<ReferralsView> {
    let person = viewer.person()?;
    let limit = paging::limit(limit)?;
    let after: Option<(i64, Uuid)> = paging::decode_cursor(cursor)?;
    let db = &domain.db;
    let (mut rows, total) = books_store::referred_creators(db, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut rows, limit, paging::encode_cursor);
    let names = subscriptions::store::creator_refs(db, rows.iter().map(|(_, creator)| *creator)).await?;
    let brought = books_store::brought(db, person.id, rows.iter().map(|(_, creator)| *creator)).await?;
    let creators = rows.into_iter().map(|(since, creator)| {
        Ok(ReferredView {
            creator: names
                .get(&creator)
                .cloned()
                .ok_or_else(|| corrupt("creators", creator))?,
            since: Timestamp(since),
            received: brought.get(&creator).cloned().unwrap_or_default(),
        })
    });
    let creators = Page {
        items: creators.collect::<Result<_>>()?,
        next_cursor,
        total,
    };
    let (received, booked) = books_store::referral_revenue(db, person.id).await?;
    Ok(ReferralsView {
        link: format!("{}/r/{}", domain.rules.origin, person.handle),
        invited: books_store::invited(db, person.id).await?,
        received,
        booked,
        missed: books_store::missed(db, person.id).await?,
        creators,
    })
}
