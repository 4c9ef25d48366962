//! What the pages say of what a post sells, and what was typed in the forms about it. Plain values; no markup.

use shared::{
    Problem, Timestamp,
    goods::{GoodsDraft, GoodsState, GoodsView},
    money::Currency,
    posts::PostView,
    text::Lang,
};

/// What stands in the fields of what is sold, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedGoods {
    pub price: String,
    pub currency: String,
    pub stock: String,
    pub ships: bool,
    pub handover: String,
    pub step: String,
    pub hours: String,
}

impl TypedGoods {
    /// What a post sells already; an auction that is over is not begun again by itself.
    pub fn of(draft: &GoodsDraft) -> Self {
        let currency = draft.currency.unwrap_or_default();
        let auction = draft.auction;
        Self {
            price: currency.of(draft.price).wholes(),
            currency: currency.code().to_owned(),
            stock: draft
                .stock
                .filter(|_| auction.is_none())
                .map(|stock| stock.to_string())
                .unwrap_or_default(),
            ships: draft.ships,
            handover: draft.handover.clone().unwrap_or_default(),
            step: auction
                .map(|auction| currency.of(auction.step).wholes())
                .unwrap_or_default(),
            hours: auction
                .map(|auction| auction.hours.to_string())
                .unwrap_or_default(),
        }
    }

    /// A form that nobody has filled in.
    pub fn empty() -> Self {
        Self {
            currency: Currency::default().code().to_owned(),
            ..Self::default()
        }
    }
}

/// What was to be sold and was refused; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsold {
    pub problem: Problem,
    pub typed: TypedGoods,
}

/// A bid that was refused; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unbid {
    pub problem: Problem,
    pub typed: String,
}

impl Unbid {
    /// What is wrong with it.
    pub fn fault(&self) -> String {
        self.problem.detail.clone().into_owned()
    }
}

/// What a list says of it: `0.5 SOL · 3 left`, `Auction · 0.7 SOL · ends in 3 h`.
pub(super) fn goods_line(lang: Lang, goods: &GoodsView, now: Timestamp) -> String {
    let mut parts = vec![];
    match &goods.auction {
        Some(auction) => {
            parts.push(lang.goods_auction().to_owned());
            let shown = auction.highest.unwrap_or(goods.price);
            parts.push(lang.money(goods.currency.of(shown)));
            parts.push(match auction.open {
                true => lang.auction_ends(&lang.lasting(now, auction.ends_at)),
                false => lang.auction_over().trim_end_matches('.').to_owned(),
            });
        }
        None => {
            parts.push(lang.money(goods.amount()));
            match (goods.state, goods.left) {
                (GoodsState::SoldOut, _) => parts.push(lang.goods_line_sold_out().to_owned()),
                (GoodsState::OnSale, Some(left)) => parts.push(lang.goods_left(left.into())),
                _ => {}
            }
        }
    }
    parts.join(" · ")
}

/// What a phone keeps in reach on the post's own page: the way to buy or to bid, if this viewer can now.
pub(super) fn goods_in_reach(lang: Lang, post: &PostView) -> Option<String> {
    let goods = post.goods.as_ref().filter(|_| !post.mine && !post.locked)?;
    match goods.auction {
        _ if goods.state != GoodsState::OnSale => None,
        Some(auction) if auction.turn.is_none() => {
            (auction.open && !auction.leading).then(|| lang.auction_bid().to_owned())
        }
        _ => Some(lang.goods_buy(goods.amount())),
    }
}

/// Whether a list tells of it: what is sold no more is nobody's news.
pub(super) fn is_told(goods: &GoodsView) -> bool {
    goods.state != GoodsState::Closed
}

/// How an auction stands for somebody who bid in it.
pub fn bid_words(lang: Lang, goods: &GoodsView, now: Timestamp) -> Option<String> {
    let auction = goods.auction?;
    if let Some(turn) = auction.turn {
        let time = lang.lasting(now, turn.until);
        return Some(lang.auction_won(goods.currency.of(turn.amount), &time));
    }
    if goods.bought {
        return Some(lang.goods_bought().to_owned());
    }
    if !auction.open {
        return Some(lang.auction_over().to_owned());
    }
    let stands = match auction.leading {
        true => lang.auction_leading(),
        false => lang.auction_outbid(),
    };
    let ends = lang.auction_ends(&lang.lasting(now, auction.ends_at));
    Some(format!("{stands} {}", capital(&ends)))
}

/// As a sentence of its own.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
