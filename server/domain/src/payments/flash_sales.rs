//! Flash sales: a creator starts and stops them, an order is made at one. How often one was used is counted from the orders that
//! name it, paid or still to be paid, while the sale is held; so no count can be wrong. One thing has one sale at a time.

use super::{entity::order, item::Item};
use crate::{
    Domain, Person, Result, Tx, Viewer,
    columns::corrupt,
    creators::{self, entity::flash_sale, flash::Flash, flash_store},
    posts::{self, goods_store},
    uses_store::{self, Among, By},
};
use shared::{
    Code, Refusal, Timestamp,
    creators::TierLevel,
    flash_sales::{FlashSaleChoices, FlashSaleDraft, FlashSaleState, FlashSaleView, OnSale},
    ids::{FlashSaleId, PostId},
    text::Lang,
};
use std::collections::HashMap;
use uuid::Uuid;

/// So many posts can be chosen from in a form; older ones by their ids.
const CHOICES: u64 = 200;

/// The viewer's sales, the newest first.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn list(domain: &Domain, viewer: &Viewer) -> Result<Vec<FlashSaleView>> {
    let creator = creator(viewer)?.id;
    let now = domain.now();
    let rows = flash_store::of_creator(&domain.db, creator).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let used = uses_store::used(&domain.db, By::FlashSale, &ids, Among::default()).await?;
    let posts: Vec<Uuid> = rows.iter().filter_map(|row| row.post_id).collect();
    let titles = posts::store::titles(&domain.db, &posts).await?;
    rows.into_iter()
        .map(|row| {
            let used = used.get(&row.id).copied().unwrap_or_default();
            view(row, &titles, used, now)
        })
        .collect()
}

/// What the viewer can put on sale.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn choices(domain: &Domain, viewer: &Viewer) -> Result<FlashSaleChoices> {
    let creator = creator(viewer)?.id;
    let posts = posts::store::priced(&domain.db, creator, CHOICES).await?;
    let tiers = creators::store::tiers(&domain.db, creator).await?;
    Ok(FlashSaleChoices {
        posts: posts.into_iter().map(|(id, title)| (PostId(id), title)).collect(),
        tiers: tiers
            .into_iter()
            .filter(|tier| tier.active)
            .map(|tier| tier.level)
            .collect(),
    })
}

/// Starts a sale on a post or a tier of the viewer's, now or later. Whoever asks for an order while it runs gets its price.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `tier_unavailable`, `on_sale` where one runs or waits, `invalid` at the field.
pub async fn start(domain: &Domain, viewer: &Viewer, draft: &FlashSaleDraft) -> Result<FlashSaleView> {
    let creator = creator(viewer)?.id;
    let now = domain.now();
    let new = draft.parse(now)?;
    let tx = domain.begin().await?;
    // The post or the tier is held, so that two that are started at once do not both begin.
    let (last, titles) = match new.on {
        OnSale::Post(id) => {
            let row = posts::store::lock(&tx, id).await?;
            let sells = match &row {
                Some(row) if row.sells => goods_store::lock(&tx, id)
                    .await?
                    .is_some_and(|goods| goods.auction.is_none() && !goods.closed),
                _ => false,
            };
            let row = row.filter(|row| {
                let open = row.facts.opens_at.is_some_and(|opens| opens <= now);
                let sold = sells || (row.facts.access.price().is_some() && !open);
                row.facts.author == creator && sold && !row.facts.deleted
            });
            let no_such = || Refusal::field("post", Lang::sale_post);
            let row = row.ok_or_else(no_such)?;
            (row.sale, HashMap::from([(id.0, row.title)]))
        }
        OnSale::Tier(level) => match flash_store::lock_tier(&tx, creator, level).await? {
            Some((true, last)) => {
                let last = match last {
                    Some(id) => flash_store::by_id(&tx, id).await?,
                    None => None,
                };
                (last, HashMap::new())
            }
            _ => return Err(Refusal::from(Code::TierUnavailable).at("tier").into()),
        },
    };
    if last.is_some_and(|last| last.state(now) != FlashSaleState::Over) {
        return Err(Refusal::from(Code::OnSale).at("on").into());
    }
    let (post_id, tier_rank) = match new.on {
        OnSale::Post(post) => (Some(post.0), None),
        OnSale::Tier(level) => (None, Some(level.rank())),
    };
    let row = flash_sale::Model {
        id: domain.new_id(),
        creator_id: creator.0,
        post_id,
        tier_rank,
        percent: new.percent.into(),
        uses: new.limit.map(|limit| i32::try_from(limit).unwrap_or(i32::MAX)),
        starts_at: new.starts_at.0,
        ends_at: new.ends_at.0,
        created_at: now.0,
        stopped_at: None,
    };
    flash_store::insert(&tx, row.clone()).await?;
    if let OnSale::Post(post) = new.on {
        posts::store::put_on_sale(&tx, post, row.id).await?;
    }
    tx.commit().await?;
    domain.lists.changed();
    view(row, &titles, 0, now)
}

/// Stops a sale of the viewer's; orders that were made at it keep its price. A second time changes nothing.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `not_found` for what is no sale of theirs.
pub async fn stop(domain: &Domain, viewer: &Viewer, id: FlashSaleId) -> Result<()> {
    let creator = creator(viewer)?.id;
    if !flash_store::stop(&domain.db, creator, id, domain.now()).await? {
        return Err(Code::NotFound.into());
    }
    domain.lists.changed();
    Ok(())
}

fn creator(viewer: &Viewer) -> Result<&Person> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    Ok(person)
}

fn view(
    row: flash_sale::Model,
    titles: &HashMap<Uuid, String>,
    used: u64,
    now: Timestamp,
) -> Result<FlashSaleView> {
    let (post, rank) = (row.post_id, row.tier_rank);
    let sale = Flash {
        used,
        ..row.try_into()?
    };
    let level = |rank| TierLevel::from_rank(rank).ok_or_else(|| corrupt("flash_sales", sale.id));
    Ok(FlashSaleView {
        id: FlashSaleId(sale.id),
        post: post.map(PostId),
        title: post.and_then(|post| titles.get(&post).cloned()),
        tier: rank.map(level).transpose()?,
        percent: sale.percent,
        limit: sale.limit,
        used,
        state: sale.state(now),
        starts_at: sale.starts_at,
        ends_at: sale.ends_at,
    })
}

/// A sale that an order is to be made at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sale {
    pub id: Uuid,
    pub percent: u8,
    /// Whether it can be bought at now; if not, only an order that holds it already can be had.
    pub has_room: bool,
}

impl Sale {
    /// The sale that runs for an item; or its last one, over or sold out, for whoever has an order at it. One with a limit is held
    /// until the transaction ends, so that what is counted stays so.
    pub async fn of(
        tx: &Tx,
        person: &Person,
        (item, post): (&Item, Option<&posts::store::Row>),
        now: Timestamp,
    ) -> Result<Option<Self>> {
        let last = match item {
            Item::Post(_) | Item::Goods { .. } => post.and_then(|row| row.sale),
            Item::Subscription { creator, tier, .. } => flash_store::of_tier(tx, *creator, *tier).await?,
            Item::Tip { .. } => None,
        };
        let Some(mut sale) = last else { return Ok(None) };
        if sale.is_counted(now) {
            sale = held(tx, sale.id).await?;
            flash_store::count(tx, [&mut sale], now).await?;
        }
        let has_room = sale.state(now) == FlashSaleState::Running;
        if !has_room {
            let theirs = Among {
                person: Some(person.id),
                ..Among::default()
            };
            if uses_store::used_of(tx, By::FlashSale, sale.id, theirs).await? == 0 {
                return Ok(None);
            }
        }
        Ok(Some(Self {
            id: sale.id,
            percent: sale.percent,
            has_room,
        }))
    }
}

async fn held(tx: &Tx, id: Uuid) -> Result<Flash> {
    let sale = flash_store::lock(tx, id).await?;
    sale.ok_or_else(|| corrupt("flash_sales", id))
}

/// Whether the sale of an order that is paid has room for it still, as it has unless the order had ended. That the sale is over does
/// not matter, as its price was promised while it ran. The caller holds the buyer.
pub(super) async fn still_there(tx: &Tx, order: &order::Model) -> Result<bool> {
    let Some(id) = order.flash_sale_id else {
        return Ok(true);
    };
    let sale = held(tx, id).await?;
    let Some(limit) = sale.limit else { return Ok(true) };
    let others = Among {
        but: Some(order.id),
        ..Among::default()
    };
    Ok(uses_store::used_of(tx, By::FlashSale, id, others).await? < u64::from(limit))
}
