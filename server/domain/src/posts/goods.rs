//! What a post sells, as it is for everybody, and whose it is to pay for in an auction. Where it stands at a moment is worked out
//! whenever it is shown or sold, from its times, its bids and the orders that take of it; nothing of that is kept.

use super::entity::goods;
use crate::{
    Error, Result, Viewer,
    columns::{corrupt, unsigned},
    creators::flash::Flash,
};
use shared::{
    Timestamp,
    flash_sales::{RunningSale, off},
    goods::{AuctionView, GoodsState, GoodsView, PAY_WITHIN, TURNS, TurnView},
    ids::{PostId, UserId},
    money::{Amount, Units},
};

/// How a thing goes to whoever bids most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auction {
    pub step: Units,
    pub ends_at: Timestamp,
    pub bids: u64,
    /// Each bidder with their highest bid, the highest first.
    pub ranking: Vec<(UserId, Units)>,
}

/// Whose it is to pay, how much, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    pub bidder: UserId,
    pub amount: Units,
    pub until: Timestamp,
}

impl Auction {
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.ends_at
    }

    /// When something becomes of it next by itself: its end, then the end of each turn.
    pub fn changes(&self, now: Timestamp) -> Option<Timestamp> {
        match self.is_open(now) {
            true => Some(self.ends_at),
            false => self.turn(now).map(|turn| turn.until),
        }
    }

    /// The least bid that is taken: the price at first, then a step more than the highest.
    pub fn next(&self, price: Units) -> Units {
        self.ranking.first().map_or(price, |(_, highest)| {
            highest.checked_add(self.step).unwrap_or(Units(u64::MAX))
        })
    }

    /// Once it is over: the winner's for [`PAY_WITHIN`], then the next bidder's, [`TURNS`] in all. Whether it is sold already,
    /// the orders say.
    pub fn turn(&self, now: Timestamp) -> Option<Turn> {
        let since = u64::try_from(now.0.checked_sub(self.ends_at.0)?).ok()?;
        let each = u64::try_from(PAY_WITHIN.as_millis()).ok()?;
        let number = usize::try_from(since / each)
            .ok()
            .filter(|number| *number < TURNS)?;
        let (bidder, amount) = *self.ranking.get(number)?;
        let until = self.ends_at.after(PAY_WITHIN * u32::try_from(number + 1).ok()?);
        Some(Turn {
            bidder,
            amount,
            until,
        })
    }
}

/// A thing that a post sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goods {
    pub creator: UserId,
    pub ships: bool,
    /// Of one; in an auction the least first bid.
    pub price: Amount,
    pub stock: Option<u32>,
    pub closed: bool,
    pub auction: Option<Auction>,
    /// How many orders take, paid or still to be paid, as of its reading; nothing where there is no end of them.
    pub taken: u64,
}

impl Goods {
    /// How many can still be had; none where there is no end of them.
    pub fn left(&self) -> Option<u32> {
        let taken = u32::try_from(self.taken).unwrap_or(u32::MAX);
        self.stock.map(|stock| stock.saturating_sub(taken))
    }

    /// Whether somebody relies on its auction: they have bid, and it is neither sold nor out of turns.
    pub fn binds(&self, now: Timestamp) -> bool {
        let relied =
            |auction: &Auction| auction.bids > 0 && (auction.is_open(now) || auction.turn(now).is_some());
        self.left() != Some(0) && self.auction.as_ref().is_some_and(relied)
    }

    fn state(&self) -> GoodsState {
        if self.left() == Some(0) {
            GoodsState::SoldOut
        } else if self.closed {
            GoodsState::Closed
        } else {
            GoodsState::OnSale
        }
    }

    /// As this viewer gets it.
    pub fn view(&self, sale: Option<Flash>, bought: bool, viewer: &Viewer, now: Timestamp) -> GoodsView {
        let state = self.state();
        let sale = sale
            .filter(|_| self.auction.is_none() && state == GoodsState::OnSale)
            .and_then(|sale| sale.shown(now))
            .and_then(|sale| {
                Some((
                    sale,
                    self.price.units.checked_sub(off(sale.percent, self.price)?)?,
                ))
            });
        let (sale, sale_price) = sale.unzip();
        // Where less is left than can be bought at the sale, one number says it all.
        let left = self.left();
        let sale = sale.map(|sale| RunningSale {
            left: sale
                .left
                .filter(|at_sale| left.is_none_or(|left| *at_sale < left)),
            ..sale
        });
        let auction = self.auction.as_ref().map(|auction| {
            let highest = auction.ranking.first();
            let turn = auction
                .turn(now)
                .filter(|turn| state == GoodsState::OnSale && viewer.id() == Some(turn.bidder));
            AuctionView {
                bids: auction.bids,
                highest: highest.map(|(_, amount)| *amount),
                next: auction.next(self.price.units),
                step: auction.step,
                ends_at: auction.ends_at,
                open: auction.is_open(now) && state == GoodsState::OnSale,
                binds: self.binds(now),
                leading: highest.is_some_and(|(bidder, _)| viewer.id() == Some(*bidder)),
                mine: auction
                    .ranking
                    .iter()
                    .find(|(bidder, _)| viewer.id() == Some(*bidder))
                    .map(|(_, amount)| *amount),
                turn: turn.map(|turn| TurnView {
                    amount: turn.amount,
                    until: turn.until,
                }),
            }
        });
        GoodsView {
            state,
            ships: self.ships,
            price: self.price.units,
            currency: self.price.currency,
            sale,
            sale_price,
            left,
            bought,
            auction,
        }
    }
}

impl TryFrom<goods::Model> for Goods {
    type Error = Error;

    fn try_from(row: goods::Model) -> Result<Self> {
        let bad = || corrupt("goods", row.post_id);
        let currency: shared::money::Currency = row.currency.parse().map_err(|_| bad())?;
        let auction = match (row.step, row.ends_at) {
            (Some(step), Some(ends_at)) => Some(Auction {
                step: Units(unsigned(step)),
                ends_at: Timestamp(ends_at),
                bids: 0,
                ranking: vec![],
            }),
            (None, None) => None,
            _ => return Err(bad()),
        };
        Ok(Self {
            creator: UserId(row.creator_id),
            ships: row.ships,
            price: currency.of(Units(unsigned(row.price))),
            stock: row.stock.map(|stock| stock.unsigned_abs()),
            closed: row.closed_at.is_some(),
            auction,
            taken: 0,
        })
    }
}

/// Things by the posts that sell them.
pub type Sold = std::collections::HashMap<PostId, Goods>;

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use uuid::Uuid;

    fn auction(bids: &[(u128, u64)]) -> Auction {
        Auction {
            step: Units(5),
            ends_at: Timestamp(1_000),
            bids: bids.len() as u64,
            ranking: bids
                .iter()
                .map(|(bidder, amount)| (UserId(Uuid::from_u128(*bidder)), Units(*amount)))
                .collect(),
        }
    }

    #[test]
    fn each_bid_is_a_step_more() {
        assert_eq!(auction(&[]).next(Units(100)), Units(100));
        assert_eq!(auction(&[(1, 120)]).next(Units(100)), Units(125));
        assert_eq!(auction(&[(1, u64::MAX)]).next(Units(100)), Units(u64::MAX));
    }

    #[test]
    fn the_turn_goes_from_the_highest_to_the_next_a_day_each() {
        let auction = auction(&[(1, 130), (2, 120), (3, 110), (4, 100)]);
        let at = |days: u64, more: i64| {
            let moment = Timestamp(1_000).after(Duration::from_secs(days * 86_400));
            auction.turn(Timestamp(moment.0 + more))
        };
        assert_eq!(at(0, -1), None);
        let who = |turn: Option<Turn>| turn.map(|turn| (turn.bidder.0.as_u128(), turn.amount.0));
        assert_eq!(who(at(0, 0)), Some((1, 130)));
        assert_eq!(who(at(1, -1)), Some((1, 130)));
        assert_eq!(who(at(1, 0)), Some((2, 120)));
        assert_eq!(who(at(2, 0)), Some((3, 110)));
        assert_eq!(
            at(2, 0).map(|turn| turn.until),
            Some(Timestamp(1_000 + 3 * 86_400_000))
        );
        assert_eq!(at(3, 0), None);
        assert_eq!(
            super::Auction {
                ranking: vec![],
                ..auction
            }
            .turn(Timestamp(1_000)),
            None
        );
    }
}
