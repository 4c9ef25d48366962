//! What a post sells besides its words: a thing that is sent, or something to read once it is paid, at a fixed price or to
//! whoever bids most. What it costs somebody is the order's to say.

use crate::{
    Refusal, Timestamp,
    creators::named,
    flash_sales::RunningSale,
    identity::plain_text,
    money::{Amount, Currency, Units},
    text::Lang,
};
use serde::{Deserialize, Serialize};
use std::{ops::RangeInclusive, time::Duration};

/// How many of a thing there can be.
pub const STOCK: RangeInclusive<u32> = 1..=10_000;
/// How many of a thing that is sent one order takes.
pub const QUANTITY: RangeInclusive<u32> = 1..=20;
/// Characters of what buyers get to read.
pub const HANDOVER: usize = 2_000;
/// Characters of what a buyer says with an order: where to send it.
pub const NOTE: usize = 500;
/// Characters of what a creator says when they have sent it.
pub const SENT_NOTE: usize = 200;
/// How many hours an auction lasts, before late bids make it longer.
pub const HOURS: RangeInclusive<u16> = 1..=336;
/// A bid this close to the end moves the end: nobody wins by being the last to be quick.
pub const SNIPING: Duration = Duration::from_secs(5 * 60);
/// How long whoever won may take to pay; after that it is the next one's turn.
pub const PAY_WITHIN: Duration = Duration::from_secs(24 * 60 * 60);
/// How many bidders get a turn.
pub const TURNS: usize = 3;

/// What so many cost; none where that is more than the most that anything may cost.
pub fn price_of(each: Amount, quantity: u32) -> Option<Amount> {
    let units = each.units.0.checked_mul(u64::from(quantity)).map(Units)?;
    (units <= each.currency.max_price()).then(|| each.with(units))
}

/// A thing to sell with a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GoodsDraft {
    /// Of one, in base units; in an auction the least first bid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub price: Units,
    /// SOL when absent.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// How many there are: 1 to 10,000; as many as are wanted when absent. In an auction one.
    #[serde(default)]
    pub stock: Option<u32>,
    /// Whether it is sent to an address that buyers give.
    #[serde(default)]
    pub ships: bool,
    /// What buyers read once it is paid, up to 2,000 characters; needed for what is not sent.
    #[serde(default)]
    pub handover: Option<String>,
    /// Sells it to whoever bids most.
    #[serde(default)]
    pub auction: Option<AuctionDraft>,
}

/// How an auction goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuctionDraft {
    /// How much more each bid must be, in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub step: Units,
    /// 1 to 336.
    pub hours: u16,
}

/// A checked [`GoodsDraft`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGoods {
    pub price: Amount,
    pub stock: Option<u32>,
    pub ships: bool,
    pub handover: String,
    pub auction: Option<AuctionDraft>,
}

impl GoodsDraft {
    /// Checks every value; the first fault names its field.
    pub fn parse(&self) -> Result<NewGoods, Refusal> {
        let currency = self.currency.unwrap_or_default();
        let price = currency.of(self.price).checked_price("goods.price")?;
        if self.stock.is_some_and(|stock| !STOCK.contains(&stock)) {
            return Err(Refusal::field("goods.stock", Lang::goods_stock));
        }
        let handover = self.handover.as_deref().unwrap_or_default();
        let handover = plain_text("goods.handover", handover, (0, HANDOVER), true)?;
        if !self.ships && handover.is_empty() {
            return Err(Refusal::field("goods.handover", Lang::goods_handover));
        }
        if let Some(AuctionDraft { step, hours }) = self.auction {
            if self.stock.is_some_and(|stock| stock != 1) {
                return Err(Refusal::field("goods.stock", Lang::auction_one));
            }
            let (least, most) = (currency.min_payment(), price.units.max(currency.min_payment()));
            if !(least..=most).contains(&step) {
                let (least, most) = (currency.of(least), currency.of(most));
                return Err(Refusal::field("goods.auction.step", |lang| {
                    lang.auction_steps(least, most)
                }));
            }
            if !HOURS.contains(&hours) {
                return Err(Refusal::field("goods.auction.hours", Lang::auction_hours));
            }
        }
        Ok(NewGoods {
            price,
            stock: self.auction.map_or(self.stock, |_| Some(1)),
            ships: self.ships,
            handover,
            auction: self.auction,
        })
    }
}

named! {
    /// Whether a thing can be had.
    GoodsState {
        OnSale = "on_sale",
        /* All there were are sold, or reserved by orders that may still be paid. */ SoldOut = "sold_out",
        /* The creator sells it no more. */ Closed = "closed",
    } "state" no_such_state
}

/// What a post sells, as one viewer gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GoodsView {
    pub state: GoodsState,
    pub ships: bool,
    /// Of one, in base units; in an auction the least first bid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub price: Units,
    pub currency: Currency,
    /// The sale that runs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sale: Option<RunningSale>,
    /// What one costs while the sale runs; there with it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub sale_price: Option<Units>,
    /// How many can still be had; absent where there is no end of them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left: Option<u32>,
    /// Whether the viewer has bought it.
    #[serde(default)]
    pub bought: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub auction: Option<AuctionView>,
}

impl GoodsView {
    /// What one costs now; in an auction what the viewer may pay, or the least next bid.
    pub fn amount(&self) -> Amount {
        let units = match &self.auction {
            Some(auction) => auction.turn.map_or(auction.next, |turn| turn.amount),
            None => self.sale_price.unwrap_or(self.price),
        };
        self.currency.of(units)
    }

    /// How many one order can take now.
    pub fn most(&self) -> u32 {
        match self.ships && self.auction.is_none() {
            true => self.left.unwrap_or(*QUANTITY.end()).min(*QUANTITY.end()),
            false => 1,
        }
    }
}

/// How an auction stands, as one viewer gets it. Who the others are is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuctionView {
    pub bids: u64,
    /// Absent while nobody has bid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub highest: Option<Units>,
    /// The least bid that is taken now.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub next: Units,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub step: Units,
    /// Later where somebody bids shortly before.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub ends_at: Timestamp,
    /// Whether bids are taken.
    pub open: bool,
    /// Whether somebody relies on it: what is sold cannot be changed or ended.
    #[serde(default)]
    pub binds: bool,
    /// Whether the viewer's bid is the highest.
    #[serde(default)]
    pub leading: bool,
    /// The viewer's highest bid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub mine: Option<Units>,
    /// It is the viewer's to pay.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub turn: Option<TurnView>,
}

/// What the winner of an auction may pay, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TurnView {
    /// Their own highest bid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Timestamp,
}

/// A bid: a promise to pay as much, which moves no money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BidDraft {
    /// In base units of the auction's currency.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
}

/// What a creator says of a thing that they have sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SentDraft {
    /// Such as a number to follow it by, up to 200 characters.
    #[serde(default)]
    pub note: Option<String>,
}

impl SentDraft {
    /// # Errors
    /// `invalid` at `note`.
    pub fn parse(&self) -> Result<Option<String>, Refusal> {
        let note = plain_text(
            "note",
            self.note.as_deref().unwrap_or_default(),
            (0, SENT_NOTE),
            false,
        )?;
        Ok(Some(note).filter(|note| !note.is_empty()))
    }
}

/// When and how a thing was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sent {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn many_cost_as_often_as_much_as_one_or_cannot_be_had_at_once(each: u64, quantity: u32, usdc: bool) {
            let currency = if usdc { Currency::Usdc } else { Currency::Sol };
            let exact = u128::from(each) * u128::from(quantity);
            let price = price_of(currency.of(Units(each)), quantity);
            let most = u128::from(currency.max_price().0);
            prop_assert_eq!(price.map(|price| u128::from(price.units.0)), (exact <= most).then_some(exact));
            prop_assert!(price.is_none_or(|price| price.currency == currency));
        }

        // The same where it matters: at prices that can be set, and around the most.
        #[test]
        fn a_whole_order_of_what_can_be_priced_is_exact(over in 0u64..=2_000, quantity in QUANTITY, usdc: bool) {
            let currency = if usdc { Currency::Usdc } else { Currency::Sol };
            let around = currency.max_price().0 / u64::from(quantity) - 1_000 + over;
            let exact = around.checked_mul(u64::from(quantity)).filter(|all| *all <= currency.max_price().0);
            let price = price_of(currency.of(Units(around)), quantity);
            prop_assert_eq!(price.map(|price| price.units.0), exact);
        }
    }

    fn draft() -> GoodsDraft {
        GoodsDraft {
            price: Units(50_000_000),
            ships: true,
            ..GoodsDraft::default()
        }
    }

    fn field(draft: &GoodsDraft) -> String {
        let refusal = draft.parse().expect_err("it is refused");
        refusal.field.expect("it names its field").into_owned()
    }

    #[test]
    fn every_value_is_checked() {
        assert!(draft().parse().is_ok());
        let auction = |step, hours| GoodsDraft {
            auction: Some(AuctionDraft {
                step: Units(step),
                hours,
            }),
            ..draft()
        };
        assert_eq!(
            auction(1_000_000, 336).parse().expect("an auction").stock,
            Some(1)
        );
        let digital = GoodsDraft {
            ships: false,
            handover: Some(" ".into()),
            ..draft()
        };
        let wrong = [
            (
                GoodsDraft {
                    price: Units(1),
                    ..draft()
                },
                "goods.price",
            ),
            (
                GoodsDraft {
                    stock: Some(0),
                    ..draft()
                },
                "goods.stock",
            ),
            (
                GoodsDraft {
                    stock: Some(10_001),
                    ..draft()
                },
                "goods.stock",
            ),
            (
                GoodsDraft {
                    stock: Some(2),
                    ..auction(1_000_000, 1)
                },
                "goods.stock",
            ),
            (digital, "goods.handover"),
            (auction(999_999, 1), "goods.auction.step"),
            (auction(50_000_001, 1), "goods.auction.step"),
            (auction(1_000_000, 0), "goods.auction.hours"),
            (auction(1_000_000, 337), "goods.auction.hours"),
        ];
        for (draft, name) in wrong {
            assert_eq!(field(&draft), name, "{draft:?}");
        }
    }
}
