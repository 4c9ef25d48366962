//! Orders of what posts sell: their price, whether there is enough left, and whose an auction's thing is to pay for. An order that
//! may still be paid takes of the stock, so two buyers never both pay for the last one.

use super::{entity::order, flash_sales::Sale, promotions::Promotion, store};
use crate::{
    Person, Result, Tx,
    columns::corrupt,
    posts::{self, goods::Goods, goods_store},
    uses_store::{self, Among, By},
};
use shared::{
    Code, Refusal, Timestamp,
    goods::price_of,
    ids::{PostId, UserId},
    money::Amount,
    text::Lang,
};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// The post that sells it, as the transaction sees it; none if it is not there.
    pub post: Option<&'a posts::store::Row>,
    pub quantity: u32,
    /// Whether it was said where to send it.
    pub addressed: bool,
}

/// What a thing costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub creator: UserId,
    /// Of all pieces, before anything is taken off.
    pub price: Amount,
    /// Whether codes and sales take something off.
    pub is_fixed: bool,
    /// An order waits no longer than this.
    pub until: Option<Timestamp>,
}

/// The price of so many pieces for this person. What a post sells is held until the transaction ends.
///
/// # Errors
/// `not_found`, `own_item`, `not_for_sale`, `not_your_turn`, `sold_out`, `invalid` at `item.quantity` and `item.note`.
pub(super) async fn asked(tx: &Tx, person: &Person, wanted: Wanted<'_>, now: Timestamp) -> Result<Asked> {
    let Wanted {
        post,
        quantity,
        addressed,
    } = wanted;
    let row = post.ok_or(Code::NotFound)?;
    let goods = goods_store::lock(tx, row.id)
        .await?
        .filter(|_| !row.facts.deleted);
    let goods = goods.ok_or(Code::NotFound)?;
    if goods.creator == person.id {
        return Err(Code::OwnItem.into());
    }
    if goods.closed {
        return Err(Code::NotForSale.into());
    }
    let one = (!goods.ships || goods.auction.is_some()) && quantity != 1;
    if one {
        return Err(Refusal::field("item.quantity", Lang::order_one).into());
    }
    if goods.ships && !addressed {
        return Err(Refusal::field("item.note", Lang::order_where).into());
    }
    let (each, until) = match &goods.auction {
        None => (goods.price, None),
        Some(auction) => {
            let turn = auction.turn(now).filter(|turn| turn.bidder == person.id);
            let turn = turn.ok_or(Code::NotYourTurn)?;
            (goods.price.with(turn.amount), Some(turn.until))
        }
    };
    let Some(price) = price_of(each, quantity) else {
        let most = each.with(each.currency.max_price());
        return Err(Refusal::field("item.quantity", |lang| lang.order_most(most)).into());
    };
    let among = Among {
        but_unpaid_of: Some(person.id),
        ..Among::default()
    };
    if !has_room(tx, row.id, &goods, quantity, among).await? {
        return Err(Code::SoldOut.into());
    }
    Ok(Asked {
        creator: goods.creator,
        price,
        is_fixed: goods.auction.is_none(),
        until,
    })
}

impl Asked {
    /// What may take something off: nothing of what somebody bid.
    ///
    /// # Errors
    /// `code_unknown` for a code in an auction.
    pub fn cuts(
        &self,
        promotion: Option<Promotion>,
        sale: Option<Sale>,
    ) -> Result<(Option<Promotion>, Option<Sale>)> {
        match (self.is_fixed, promotion) {
            (true, promotion) => Ok((promotion, sale)),
            (false, None) => Ok((None, None)),
            (false, Some(_)) => Err(Code::CodeUnknown.into()),
        }
    }
}

async fn has_room(tx: &Tx, post: PostId, goods: &Goods, quantity: u32, among: Among) -> Result<bool> {
    let Some(stock) = goods.stock else { return Ok(true) };
    let taken = uses_store::used_of(tx, By::Goods, post.0, among).await?;
    Ok(taken.saturating_add(u64::from(quantity)) <= u64::from(stock))
}

/// How many pieces an order is for; none of what is no thing.
pub(super) fn quantity(row: &order::Model) -> Option<u32> {
    row.quantity.map(|quantity| quantity.unsigned_abs())
}

/// The post whose thing an order buys.
pub(super) fn sold_by(row: &order::Model) -> Option<PostId> {
    row.post_id.filter(|_| row.kind == store::GOODS).map(PostId)
}

/// Whether there is enough left for an order that is paid, as there is unless the order had ended. The caller holds the buyer.
pub(super) async fn still_there(tx: &Tx, order: &order::Model) -> Result<bool> {
    let Some((post, quantity)) = sold_by(order).zip(quantity(order)) else {
        return Ok(true);
    };
    let goods = goods_store::lock(tx, post).await?;
    let goods = goods.ok_or_else(|| corrupt("goods", post))?;
    let among = Among {
        but: Some(order.id),
        ..Among::default()
    };
    has_room(tx, post, &goods, quantity, among).await
}
