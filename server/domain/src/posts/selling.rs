//! What creators do with what a post sells, and what others bid for it. A bid moves no money; buying is the orders' part. Whoever
//! may not open the post can neither bid nor buy.

use super::{
    entity::{bid, goods},
    goods_store as store, opened_to_act, owned,
};
use crate::{
    Domain, Result, Tx, Viewer, access,
    columns::stored_amount,
    identity,
    notifications::{self, Notice},
};
use shared::{
    Code, Refusal, Timestamp,
    goods::{BidDraft, GoodsDraft, GoodsView, NewGoods, SNIPING},
    ids::{PostId, UserId},
    notifications::NotificationKind,
    posts::{Access, PostView},
    text::Lang,
};
use std::time::Duration;

/// A post that itself has a price cannot sell something besides: nobody would know what a price is for.
pub(super) fn refuse_two_prices(access: Access) -> Result<()> {
    match access.price() {
        None => Ok(()),
        Some(_) => Err(Refusal::field("goods", Lang::goods_two_prices).into()),
    }
}

/// Refuses what nobody could pay here.
pub(super) fn checked(domain: &Domain, draft: &GoodsDraft) -> Result<NewGoods> {
    let new = draft.parse()?;
    domain.rules.network.takes(new.price.currency)?;
    Ok(new)
}

/// Puts a thing up with a post that the caller holds.
pub(super) async fn put_up(
    tx: &Tx,
    (creator, post): (UserId, PostId),
    new: NewGoods,
    now: Timestamp,
) -> Result<()> {
    let ends_at = new
        .auction
        .map(|auction| now.after(Duration::from_secs(u64::from(auction.hours) * 60 * 60)));
    let row = goods::Model {
        post_id: post.0,
        creator_id: creator.0,
        ships: new.ships,
        price: stored_amount(new.price.units)?,
        currency: new.price.currency.code().to_owned(),
        stock: new.stock.map(|stock| i32::try_from(stock).unwrap_or(i32::MAX)),
        handover: new.handover,
        step: new
            .auction
            .map(|auction| stored_amount(auction.step))
            .transpose()?,
        ends_at: ends_at.map(|moment| moment.0),
        tell_at: ends_at.map(|moment| moment.0),
        closed_at: None,
        created_at: now.0,
    };
    store::forget_bids(tx, post).await?;
    store::put(tx, row).await
}

/// Sells a thing with a post of the viewer's, in place of what it sold before: orders that were made keep what they were made of.
///
/// # Errors
/// `sign_in_required`, `not_found`, `forbidden`, `auction_running` where somebody has bid, `invalid` at the field.
pub async fn sell(domain: &Domain, viewer: &Viewer, post: PostId, draft: &GoodsDraft) -> Result<PostView> {
    viewer.person()?;
    let new = checked(domain, draft)?;
    let tx = domain.begin().await?;
    let (row, _) = owned(&tx, viewer, post).await?;
    refuse_two_prices(row.facts.access)?;
    refuse_bids(&tx, post, domain.now()).await?;
    put_up(&tx, (row.facts.author, post), new, domain.now()).await?;
    tx.commit().await?;
    domain.lists.changed();
    super::get(domain, viewer, post).await
}

/// Sells it no more; orders that wait may still be paid. A second time changes nothing.
///
/// # Errors
/// `sign_in_required`, `not_found`, `forbidden`, `auction_running` where somebody has bid.
pub async fn close(domain: &Domain, viewer: &Viewer, post: PostId) -> Result<PostView> {
    viewer.person()?;
    let tx = domain.begin().await?;
    let (row, _) = owned(&tx, viewer, post).await?;
    if !row.sells {
        return Err(Code::NotFound.into());
    }
    refuse_bids(&tx, post, domain.now()).await?;
    store::close(&tx, post, domain.now()).await?;
    tx.commit().await?;
    domain.lists.changed();
    super::get(domain, viewer, post).await
}

/// Whoever has bid relies on it, until it is sold or nobody has a turn any more.
pub(super) async fn refuse_bids(tx: &Tx, post: PostId, now: Timestamp) -> Result<()> {
    match store::lock(tx, post).await? {
        Some(goods) if goods.binds(now) => Err(Code::AuctionRunning.into()),
        _ => Ok(()),
    }
}

/// Bids for what a post sells. Bids have one order, that in which they came here; one shortly before the end moves it.
///
/// # Errors
/// `sign_in_required`, `not_found` also where there is no auction, `locked`, `blocked`, `own_item`, `leaving`, `auction_over`,
/// `already_leading`, `bid_too_low`, `invalid` at `amount`.
pub async fn bid(domain: &Domain, viewer: &Viewer, post: PostId, draft: BidDraft) -> Result<GoodsView> {
    let person = viewer.person()?;
    let opened = opened_to_act(domain, viewer, post).await?;
    if opened.author() == person.id {
        return Err(Code::OwnItem.into());
    }
    let tx = domain.begin().await?;
    if identity::is_leaving(&tx, opened.author()).await? {
        return Err(Code::Leaving.into());
    }
    let goods = store::lock(&tx, post).await?.ok_or(Code::NotFound)?;
    let auction = goods.auction.as_ref().ok_or(Code::NotFound)?;
    // The moment counts at which the auction is held, not that at which somebody asked.
    let now = domain.now();
    if goods.closed || !auction.is_open(now) {
        return Err(Code::AuctionOver.into());
    }
    if auction
        .ranking
        .first()
        .is_some_and(|(bidder, _)| *bidder == person.id)
    {
        return Err(Code::AlreadyLeading.into());
    }
    let least = auction.next(goods.price.units);
    if draft.amount < least {
        let least = goods.price.with(least);
        return Err(Refusal::from(Code::BidTooLow)
            .at("amount")
            .saying(|lang| lang.bid_least(least))
            .into());
    }
    let most = goods.price.currency.max_price();
    if draft.amount > most {
        let most = goods.price.with(most);
        return Err(Refusal::field("amount", |lang| lang.bid_most(most)).into());
    }
    let row = bid::Model {
        post_id: post.0,
        number: store::last_bid(&tx, post).await? + 1,
        bidder_id: person.id.0,
        amount: stored_amount(draft.amount)?,
        created_at: now.0,
    };
    let outbid = auction.ranking.first().map(|(bidder, _)| Notice {
        creator: Some(goods.creator),
        post: Some(post),
        amount: Some(goods.price.with(draft.amount)),
        // Who bids is told to nobody.
        ..Notice::new(
            *bidder,
            NotificationKind::Outbid,
            format!("{post} {}", row.number),
        )
    });
    store::bid(&tx, row, auction.ends_at.max(now.after(SNIPING))).await?;
    if let Some(outbid) = outbid {
        notifications::tell(domain, &tx, outbid).await?;
    }
    tx.commit().await?;
    domain.lists.changed();
    super::get(domain, viewer, post)
        .await?
        .goods
        .ok_or(Code::NotFound.into())
}

/// So long after its end an auction is shown to those who bid in it.
const SHOWN_AFTER: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// So many of them.
const SHOWN: u64 = 50;

/// The posts in whose auctions the viewer bid, those that end last first.
///
/// # Errors
/// `sign_in_required`.
pub async fn bid_for(domain: &Domain, viewer: &Viewer) -> Result<Vec<PostView>> {
    let person = viewer.person()?;
    let since = Timestamp(
        domain
            .now()
            .0
            .saturating_sub(i64::try_from(SHOWN_AFTER.as_millis()).unwrap_or(0)),
    );
    let ids = store::bid_for(&domain.db, person.id, since, SHOWN).await?;
    super::listed(domain, viewer, &ids).await
}

/// What a post of the viewer's sells, as it was put up, with the post's title; nothing where it sells nothing.
///
/// # Errors
/// `sign_in_required`, `not_found`, `forbidden`.
pub async fn offered(domain: &Domain, viewer: &Viewer, post: PostId) -> Result<(String, Option<GoodsDraft>)> {
    viewer.person()?;
    let row = super::store::facts(&domain.db, post)
        .await?
        .ok_or(Code::NotFound)?;
    access::may_edit(viewer, &row.facts)?;
    let draft = store::put_up(&domain.db, post).await?;
    Ok((row.title, draft))
}
