//! What an item costs somebody now, what is taken off, and who is paid: snapshots for an order. What they cannot buy is refused
//! before any wallet opens.

use super::{
    cut::Cut,
    facts::{Asset, Leg, OrderFacts, merge},
    fiat,
    flash_sales::Sale,
    goods,
    item::Item,
    outlook::Outlook,
    promotions::Promotion,
    quotes::{self, InSol},
};
use crate::{
    Domain, Error, Person, Result, Tx,
    creators::{
        self,
        payout_store::{self, Referrer},
    },
    engagement, identity, posts,
    questions::Questions,
    subscriptions::{self, credit::Credit},
};
use shared::{
    Code, Refusal, Timestamp,
    creators::TierLevel,
    fiat::QuoteView,
    ids::UserId,
    money::{Amount, Currency, Lamports, Rates, Units},
    payments::{LegRole, Reduction, ReductionKind},
    referrals::Forfeit,
    solana::Address,
    text::Lang,
};

/// What it costs and who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// The moment that it is worked out for, and that its order is made at: unused time is counted from there.
    pub at: Timestamp,
    pub creator: UserId,
    pub asset: Asset,
    /// After what is taken off, in the asset's currency.
    pub amount: Units,
    pub reductions: Vec<Reduction>,
    /// The price of SOL, where it is paid in that and priced in USDC.
    pub quote: Option<QuoteView>,
    /// The code or the sale that applies.
    pub cut: Option<Cut>,
    /// Milliseconds of other grants that the order counts on.
    pub takes: Vec<(uuid::Uuid, u64)>,
    pub rates: Rates,
    /// Who invited the creator, and why they get nothing of this, if they do not.
    pub referral: Option<(Referrer, Option<Forfeit>)>,
    /// What opening accounts for recipients takes from the buyer besides.
    pub account_rent: Lamports,
    /// An order waits no longer than this.
    pub until: Option<Timestamp>,
    platform: Address,
    payout: Address,
}

/// What is taken off for one reason.
fn taken_off(reductions: &[Reduction], kind: ReductionKind) -> Units {
    reductions
        .iter()
        .find(|reduction| reduction.kind == kind)
        .map_or(Units::ZERO, |reduction| reduction.amount)
}

impl Offer {
    /// Price and shares as of now, with a code that was asked for or a sale, whichever takes off more; refuses what this person
    /// cannot buy.
    pub async fn of(
        (item, post): (&Item, Option<&posts::store::Row>),
        domain: &Domain,
        tx: &Tx,
        (person, code, sale): (&Person, Option<&str>, Option<Sale>),
        asset: Asset,
        outlook: Outlook,
    ) -> Result<Self> {
        let at = domain.now();
        let promotion = match (code, item.seller(post)) {
            (Some(code), Some(creator)) => {
                Some(Promotion::of(tx, (creator, code), (person, item), at).await?)
            }
            // A post that is not there is told of below.
            _ => None,
        };
        let whole = |creator, price: Amount, rates| Price {
            creator,
            rates,
            currency: price.currency,
            price: price.units,
            cut: None,
            reductions: vec![],
            takes: vec![],
        };
        let Between { owned, blocked, sent } = between(tx, person, item, post).await?;
        // What came with a message is there for those alone whom it was sent to.
        let post = post.filter(|row| !row.facts.enclosed || sent || owned);
        let mut until = None;
        let Price {
            creator,
            rates,
            currency,
            price,
            cut,
            reductions,
            takes,
        } = match item {
            Item::Subscription { creator, .. } | Item::Tip { creator, .. } if *creator == person.id => {
                return Err(Code::OwnItem.into());
            }
            Item::Post(_) => {
                let (author, price) = post_price(domain, person, post, owned)?;
                let mut whole = whole(author, price, domain.rules.rates);
                if let Some((cut, reduction)) = Cut::of((promotion, sale), price)? {
                    whole.cut = Some(cut);
                    whole.reductions.push(reduction);
                }
                whole
            }
            Item::Goods { quantity, note, .. } => {
                let wanted = goods::Wanted {
                    post,
                    quantity: *quantity,
                    addressed: note.is_some(),
                };
                let asked = goods::asked(tx, person, wanted, at).await?;
                until = asked.until;
                let mut whole = whole(asked.creator, asked.price, domain.rules.rates);
                if let Some((cut, reduction)) = Cut::of(asked.cuts(promotion, sale)?, asked.price)? {
                    whole.cut = Some(cut);
                    whole.reductions.push(reduction);
                }
                whole
            }
            Item::Subscription {
                creator,
                tier,
                days,
                to,
            } => {
                if let Some(to) = to {
                    refuse_unfit(tx, person, *creator, *to).await?;
                }
                let buyer = (person, promotion, sale);
                let terms = (*tier, *days, to.is_some());
                tier_price(domain, tx, buyer, *creator, terms, (at, asset.currency())).await?
            }
            Item::Tip { creator, amount, .. } => whole(*creator, *amount, Rates::ALL_TO_CREATOR),
        };
        if blocked {
            return Err(Code::Blocked.into());
        }
        let payees = payout_store::payees(tx, creator).await?.ok_or(Code::NotFound)?;
        if payees.leaving {
            return Err(Code::Leaving.into());
        }
        let amount = reductions
            .iter()
            .try_fold(price, |amount, reduction| amount.checked_sub(reduction.amount))
            .ok_or_else(|| Error::internal("more is taken off than the price"))?;
        let (amount, reductions, quote) = match (currency, asset.currency()) {
            (priced, paid) if priced == paid => (amount, reductions, None),
            (Currency::Usdc, Currency::Sol) if fiat::is_on(domain) => {
                let quote = quotes::of(domain, tx, person, item).await?;
                let InSol {
                    amount,
                    reductions,
                    quote,
                } = quote.in_sol(price, &reductions)?;
                (amount, reductions, Some(quote))
            }
            _ => {
                return Err(Refusal::from(Code::WrongCurrency)
                    .saying(|lang| lang.currency_of_sale(currency.code()))
                    .into());
            }
        };
        let mut offer = Self {
            at,
            creator,
            asset,
            amount,
            reductions,
            quote,
            cut,
            takes,
            rates,
            referral: outlook
                .referral
                .map(|one| (one.referrer, one.forfeit(rates, amount, person))),
            account_rent: Lamports::ZERO,
            until,
            platform: domain.rules.platform_address,
            payout: payees.payout.at(at),
        };
        refuse_recipient(&offer.legs(amount), person.address)?;
        // Of SOL there is nothing to open.
        if asset.mint().is_some() {
            let unopened = outlook.purses.unopened(&offer.legs(amount));
            offer.account_rent = outlook.purses.rent_for(&unopened);
        }
        Ok(offer)
    }

    /// Who is paid what.
    pub fn legs(&self, amount: Units) -> Vec<Leg> {
        let paid = self.referral.filter(|(_, forfeit)| forfeit.is_none());
        let split = self.rates.split(amount, paid.is_some());
        let share = |role, address, amount| Leg {
            role,
            address,
            amount,
        };
        let mut shares = vec![
            share(LegRole::Platform, self.platform, split.platform),
            share(LegRole::Creator, self.payout, split.creator),
        ];
        if let Some((referrer, _)) = paid {
            shares.push(share(LegRole::Referrer, referrer.address, split.referrer));
        }
        merge(&shares)
    }

    /// Whether an order of the same item is as good as this offer: the same price to the same people. The worth of unused
    /// time falls while it runs; what an order counted on is as good until it is used otherwise.
    pub fn is_met_by(&self, amount: Units, reductions: &[Reduction], order: &OrderFacts) -> bool {
        let credit = |reductions: &[Reduction]| taken_off(reductions, ReductionKind::Credit);
        let (now, then) = (credit(&self.reductions), credit(reductions));
        let before = |amount: Units, credit: Units| amount.checked_add(credit);
        let others = |reductions: &[Reduction]| -> Vec<Reduction> {
            let mut others = reductions.to_vec();
            others.retain(|reduction| reduction.kind != ReductionKind::Credit);
            others
        };
        then >= now
            && before(amount, then) == before(self.amount, now)
            && others(reductions) == others(&self.reductions)
            && order.legs == self.legs(amount)
            && order.asset == self.asset
            && order.account_rent >= self.account_rent
    }
}

/// Refuses a wallet that would pay itself.
pub(super) fn refuse_recipient(legs: &[Leg], payer: Address) -> Result<()> {
    let Some(own) = legs.iter().find(|leg| leg.address == payer) else {
        return Ok(());
    };
    let said = match own.role {
        LegRole::Creator => Lang::wallet_own,
        _ => Lang::wallet_sharing,
    };
    Err(Refusal::from(Code::OwnItem).saying(said).into())
}

/// What an item costs its buyer.
struct Price {
    creator: UserId,
    rates: Rates,
    currency: Currency,
    /// Before anything is taken off.
    price: Units,
    cut: Option<Cut>,
    reductions: Vec<Reduction>,
    takes: Vec<(uuid::Uuid, u64)>,
}

/// What there is between a buyer and the seller.
struct Between {
    /// They bought the post before.
    owned: bool,
    /// The seller has blocked them.
    blocked: bool,
    /// The post came with a message to them.
    sent: bool,
}

async fn between(tx: &Tx, person: &Person, item: &Item, row: Option<&posts::store::Row>) -> Result<Between> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Of {
        Bought,
        Blocking,
        Sent,
    }
    let mut questions = Questions::default();
    if let Item::Post(post) = item {
        questions.ask(Of::Bought, subscriptions::store::bought_of(person.id, [*post]));
    }
    if let Some(row) = row.filter(|row| row.facts.enclosed) {
        questions.ask(Of::Sent, posts::store::sent_to(person.id, [row.id]));
    }
    let seller = item.seller(row);
    questions.ask(Of::Blocking, engagement::store::blocking(person.id, seller));
    let answers = questions.answers(tx).await?;
    let any = |of| answers.iter().any(|answer| answer.to == of);
    Ok(Between {
        owned: any(Of::Bought),
        blocked: any(Of::Blocking),
        sent: any(Of::Sent),
    })
}

/// Refuses to give something to whom it is no gift, or where one of the three has blocked another. It does not say which: the
/// giver is not to learn of others' blocks.
async fn refuse_unfit(tx: &Tx, person: &Person, creator: UserId, to: UserId) -> Result<()> {
    let unfit = to == person.id
        || to == creator
        || engagement::is_blocked(tx, to, &[creator]).await?
        || engagement::is_blocked(tx, creator, &[to]).await?
        || engagement::is_blocked(tx, person.id, &[to]).await?
        || identity::is_leaving(tx, to).await?;
    match unfit {
        true => Err(Code::RecipientUnfit.into()),
        false => Ok(()),
    }
}

/// A tier for so many days: less what the creator takes off for them, then less what unused time at a lower tier is worth.
async fn tier_price(
    domain: &Domain,
    tx: &Tx,
    (person, promotion, sale): (&Person, Option<Promotion>, Option<Sale>),
    creator: UserId,
    (tier, days, given): (TierLevel, u32, bool),
    (at, paid): (Timestamp, Currency),
) -> Result<Price> {
    let tiers = creators::store::tiers(tx, creator).await?;
    let offered = tiers
        .iter()
        .find(|offered| offered.level == tier && offered.active);
    let periods = &offered.ok_or(Code::TierUnavailable)?.periods;
    let period = periods
        .iter()
        .find(|period| period.days == days)
        .ok_or_else(|| Error::internal("a tier's price is too large"))?;
    let currency = creators::store::currency(tx, creator).await?;
    let cut = Cut::of((promotion, sale), currency.of(period.price))?;
    let most = [
        currency.min_payment(),
        cut.map_or(Units::ZERO, |(_, reduction)| reduction.amount),
    ]
    .into_iter()
    .fold(period.price, |left, taken| {
        left.checked_sub(taken).unwrap_or_default()
    });
    // Nobody gives away what others have: of a gift, their time waits behind it. So does time where one currency is priced and
    // another paid, for what it is worth in the one is no amount of the other.
    let Credit { amount, takes } = match given || currency != paid {
        true => Credit::default(),
        false => {
            subscriptions::credit::moving_up(tx, person.id, creator, tier, at, currency.of(most)).await?
        }
    };
    // The period is part of the price, code or sale is of what is left of it, and time pays for the rest.
    let period_off = Units(period.full.0 - period.price.0);
    let one = |kind, amount| Some(Reduction { kind, amount });
    let reductions = [
        one(ReductionKind::Period, period_off),
        cut.map(|(_, reduction)| reduction),
        one(ReductionKind::Credit, amount),
    ];
    Ok(Price {
        creator,
        rates: domain.rules.rates,
        currency,
        price: period.full,
        cut: cut.map(|(cut, _)| cut),
        reductions: reductions
            .into_iter()
            .flatten()
            .filter(|reduction| reduction.amount > Units::ZERO)
            .collect(),
        takes,
    })
}

fn post_price(
    domain: &Domain,
    person: &Person,
    post: Option<&posts::store::Row>,
    owned: bool,
) -> Result<(UserId, Amount)> {
    let facts = &post.ok_or(Code::NotFound)?.facts;
    if facts.deleted {
        // Whoever bought it can see it still, and only they.
        return Err(if owned { Code::AlreadyOwned } else { Code::NotFound }.into());
    }
    if facts.author == person.id {
        return Err(Code::OwnItem.into());
    }
    if owned {
        return Err(Code::AlreadyOwned.into());
    }
    let free = facts.opens_at.is_some_and(|opens| opens <= domain.now());
    let price = facts.access.price().filter(|_| !free).ok_or(Code::NotForSale)?;
    Ok((facts.author, price))
}
