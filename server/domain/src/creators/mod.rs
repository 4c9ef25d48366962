//! Creators: the directory, one creator's page, and becoming one.

mod cover;
pub mod entity;
pub mod flash;
pub mod flash_store;
mod following;
mod joining;
mod payout;
pub mod payout_store;
mod recommending;
pub mod store;
mod tiers;

pub use cover::set_cover;
pub use following::{follow, followers, following};
pub use joining::become_creator;
pub use payout::{ask_payout, begin_payout, cancel_payout};
pub use recommending::for_me;
pub use tiers::{change_tiers, own_tiers};

use crate::{
    Domain, Result, Viewer,
    engagement::{
        Met,
        store::{Act, which},
        turned_away,
    },
    identity,
    questions::Questions,
    subscriptions::{self, store::tiers_of},
};
use flash::Flash;
use shared::{
    Code,
    creators::{Category, CreatorCard, CreatorQuery, CreatorRef, CreatorSort, CreatorView, TierView},
    identity::{Handle, plain_text},
    ids::UserId,
    paging::{self, Page},
};
use std::{collections::HashSet, str::FromStr, sync::Arc};

/// What is asked of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    filter: store::Filter,
    limit: u32,
    cursor: Option<String>,
}

/// A part of the directory as it is for everybody.
#[derive(Debug)]
pub struct Piece {
    rows: Vec<store::Row>,
    total: u64,
    next_cursor: Option<String>,
}

async fn read(domain: &Domain, asked: &Asked) -> Result<Piece> {
    let Asked {
        filter,
        limit,
        cursor,
    } = asked;
    let (rows, total, next_cursor) = store::directory(&domain.db, filter, *limit, cursor.as_deref()).await?;
    Ok(Piece {
        rows,
        total,
        next_cursor,
    })
}

/// A part of the directory.
pub async fn list(domain: &Domain, viewer: &Viewer, query: &CreatorQuery) -> Result<Page<CreatorCard>> {
    let limit = paging::limit(query.limit)?;
    let words = plain_text("q", query.q.as_deref().unwrap_or_default(), (0, 100), false)?;
    let filter = store::Filter {
        category: query.category.as_deref().map(Category::from_str).transpose()?,
        intimate: query.category.is_some() || viewer.meets_intimate(),
        words: Some(words).filter(|words| !words.is_empty()),
        sort: query
            .sort
            .as_deref()
            .map_or(Ok(CreatorSort::Popular), str::parse)?,
    };
    let asked = Asked {
        filter,
        limit,
        cursor: query.cursor.clone(),
    };
    let piece = domain
        .lists
        .creators
        .get(asked.clone(), read(domain, &asked))
        .await?;
    Ok(Page {
        items: cards(domain, viewer, &piece.rows, Met::Welcome).await?,
        next_cursor: piece.next_cursor.clone(),
        total: piece.total,
    })
}

/// A creator's own part of their page as it is for everybody.
#[derive(Debug)]
pub struct Own {
    pub row: store::Row,
    /// Each with its last sale; whether that runs is decided when it is shown.
    tiers: Vec<(TierView, Option<Flash>)>,
    subscribers: u64,
    shop: bool,
}

/// The creator with this handle, kept for a moment as lists are.
pub async fn own(domain: &Domain, handle: &Handle) -> Result<Arc<Own>> {
    let read = async {
        let row = store::by_handle(&domain.db, handle)
            .await?
            .ok_or(Code::NotFound)?;
        let mut tiers = store::tiers_and_sales(&domain.db, row.id).await?;
        let sales = tiers.iter_mut().filter_map(|(_, sale)| sale.as_mut());
        flash_store::count(&domain.db, sales, domain.now()).await?;
        let subscribers = subscriptions::subscriber_count(domain, row.id, domain.now()).await?;
        let shop = store::has_shop(&domain.db, row.id).await?;
        Ok(Own {
            row,
            tiers,
            subscribers,
            shop,
        })
    };
    domain.lists.own.get(handle.clone(), read).await
}

/// One creator's page, also by a handle that they had before; not found for one that is nobody's or not a creator's.
pub async fn get(domain: &Domain, viewer: &Viewer, handle: &str) -> Result<CreatorView> {
    let handle = Handle::from_str(handle).map_err(|_| Code::NotFound)?;
    let own = match own(domain, &handle).await {
        Err(error) if error.code() == Code::NotFound => {
            let now = identity::handle_now(domain, &handle)
                .await?
                .ok_or(Code::NotFound)?;
            own(domain, &now).await?
        }
        found => found?,
    };
    let Own {
        row,
        tiers,
        subscribers,
        shop,
    } = &*own;
    let mine = viewer.id() == Some(row.id);
    let now = domain.now();
    let card = cards(domain, viewer, std::slice::from_ref(row), Met::Everybody)
        .await?
        .pop()
        .ok_or(Code::NotFound)?;
    Ok(CreatorView {
        card,
        subscribers: *subscribers,
        tiers: tiers
            .iter()
            .filter(|(tier, _)| tier.active || mine)
            .map(|(tier, sale)| {
                let runs = sale.and_then(|sale| sale.shown(now));
                tier.clone().on_sale(runs, row.currency)
            })
            .collect(),
        joined_at: row.joined_at,
        links: row.links.clone(),
        shop: *shop,
        mine,
    })
}

/// Names and faces of these creators, in this order; whoever is none falls out.
pub async fn refs(domain: &Domain, ids: &[UserId]) -> Result<Vec<CreatorRef>> {
    let rows = store::listed(&domain.db, ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| CreatorRef {
            handle: row.handle,
            name: row.name,
            avatar: row.avatar,
        })
        .collect())
}

/// The viewer's cards of these creators, in this order; whoever is none falls out.
pub async fn cards_of(domain: &Domain, viewer: &Viewer, ids: &[UserId]) -> Result<Vec<CreatorCard>> {
    let rows = store::listed(&domain.db, ids).await?;
    cards(domain, viewer, &rows, Met::Everybody).await
}

/// The same, kept for a moment as lists are: of whom many are shown alike.
pub async fn shown(domain: &Domain, viewer: &Viewer, ids: &[UserId]) -> Result<Vec<CreatorCard>> {
    let read = store::listed(&domain.db, ids);
    let rows = domain.lists.shown_creators.get(ids.to_vec(), read).await?;
    cards(domain, viewer, &rows, Met::Everybody).await
}

#[derive(Clone, Copy, Debug)]
enum About {
    Followed,
    Running,
    Hidden,
}

/// The viewer's cards of these creators, in this order; from whom the viewer turned away falls out of a list that they did not ask for
/// by name.
async fn cards(domain: &Domain, viewer: &Viewer, rows: &[store::Row], met: Met) -> Result<Vec<CreatorCard>> {
    let (mut followed, mut subscribed, mut hidden) = (HashSet::new(), HashSet::new(), HashSet::new());
    let now = domain.now();
    let mut questions = Questions::default();
    if let Some(user) = viewer.id().filter(|_| !rows.is_empty()) {
        let ids = || rows.iter().map(|row| row.id);
        questions.ask(About::Followed, which(Act::Follow, user, ids().map(|id| id.0)));
        questions.ask(About::Running, tiers_of(user, ids(), now));
        for question in turned_away(user).into_iter().filter(|_| met == Met::Welcome) {
            questions.ask(About::Hidden, question);
        }
    }
    for answer in questions.answered(domain).await? {
        match answer.to {
            About::Followed => _ = followed.insert(UserId(answer.id)),
            About::Running => _ = subscribed.insert(UserId(answer.id)),
            About::Hidden => _ = hidden.insert(UserId(answer.id)),
        }
    }
    // Most cards are of creators to whom one has no subscription.
    let subscribed: Vec<UserId> = subscribed.into_iter().collect();
    let running = subscriptions::running(domain, viewer, &subscribed, now).await?;
    Ok(rows
        .iter()
        .filter(|row| !hidden.contains(&row.id))
        .map(|row| CreatorCard {
            id: row.id,
            handle: row.handle.clone(),
            name: row.name.clone(),
            avatar: row.avatar.clone(),
            cover: row.cover.clone(),
            bio: row.bio.clone(),
            category: row.category,
            counts: row.counts,
            from_price: row.from_price,
            currency: row.currency,
            following: followed.contains(&row.id),
            subscription: running.get(&row.id).copied(),
        })
        .collect())
}
