//! Creators who concern the viewer: those they subscribe to, and the most followed of the category that they follow most.
//! The reason is the whole rule, and is told.

use super::{cards_of, list, store};
use crate::{Domain, Result, Viewer, subscriptions};
use shared::creators::{CreatorQuery, ForMe};

/// Creators who are recommended at once.
const SOME: usize = 3;
/// So many of a category are looked at.
const LOOKED_AT: u32 = 30;

/// The viewer's own part of the directory; for a visitor it is empty.
pub async fn for_me(domain: &Domain, viewer: &Viewer) -> Result<ForMe> {
    let Some(user) = viewer.id() else {
        return Ok(ForMe::default());
    };
    let running = subscriptions::running_creators(domain, user, domain.now()).await?;
    let mut found = ForMe {
        yours: cards_of(domain, viewer, &running).await?,
        ..ForMe::default()
    };
    let Some(category) = store::followed_category(&domain.db, user).await? else {
        return Ok(found);
    };
    let query = CreatorQuery {
        category: Some(category.as_str().to_owned()),
        limit: Some(LOOKED_AT),
        ..CreatorQuery::default()
    };
    let mut cards = list(domain, viewer, &query).await?.items;
    cards.retain(|card| !card.following && card.subscription.is_none() && card.id != user);
    cards.truncate(SOME);
    if !cards.is_empty() {
        found.because = Some(category);
        found.recommended = cards;
    }
    Ok(found)
}
