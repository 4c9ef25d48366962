//! Becoming a creator: a category, an address to be paid at, and three tiers to begin with. It happens once.

mod store;

use crate::{Domain, Person, Result, Viewer, identity, index};
use shared::{
    Code, Refusal,
    creators::{BecomeCreator, TierLevel},
    identity::{Me, MeChange},
    money::{Currency, Units},
    solana::Address,
    text::Lang,
};
use store::{Creator, Tier};

/// The System Program's address: SOL sent there is lost.
const NOBODY: Address = Address([0; 32]);

/// Makes the viewer a creator, paid at their own wallet unless another address is named, with the tiers that they
/// offer, or all at their default prices. All is written, or nothing.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::Invalid`] at the field, [`Code::WrongCurrency`], [`Code::AlreadyACreator`].
pub async fn become_creator(domain: &Domain, viewer: &Viewer, wish: &BecomeCreator) -> Result<Me> {
    let person = viewer.person()?;
    let new = wish.parse()?;
    domain.rules.network.takes(new.currency)?;
    let payout_address = new.payout_address.unwrap_or(person.address);
    if payout_address == NOBODY {
        return Err(Refusal::field("payout_address", Lang::address_nobodys).into());
    }
    let creator = Creator {
        user: person.id,
        category: new.category,
        currency: new.currency,
        payout_address,
        now: domain.now(),
    };
    let tiers: Vec<Tier> = TierLevel::ALL
        .iter()
        .copied()
        .map(|level| first_tier(level, new.tiers.as_deref(), new.currency))
        .collect();

    let transaction = domain.begin().await?;
    if !store::insert_creator(&transaction, &creator, &tiers).await? {
        return Err(Code::AlreadyACreator.into());
    }
    store::insert_tiers(&transaction, person.id, &tiers).await?;
    store::count_creator(&transaction, new.category).await?;
    let change = MeChange {
        name: new.name,
        bio: new.bio,
        ..MeChange::default()
    };
    identity::store::update_user(&transaction, person.id, &change).await?;
    if let Some(Person {
        handle, name, bio, ..
    }) = identity::store::person_by_id(&transaction, person.id).await?
    {
        index::person(&transaction, person.id, handle.as_str(), &name, &bio).await?;
    }
    transaction.commit().await?;
    domain.lists.changed();
    identity::me(domain, viewer).await
}

/// A tier as a creator begins with it: as they offer it, or with all at their defaults.
fn first_tier(level: TierLevel, offers: Option<&[(TierLevel, Units)]>, currency: Currency) -> Tier {
    let offered = offers.map(|offers| {
        offers
            .iter()
            .find(|(known, _)| *known == level)
            .map(|(_, price)| *price)
    });
    let (name, description, benefits): (_, _, &[&str]) = match level {
        TierLevel::Basic => ("Basic", "Come in: posts for supporters.", &["All Basic posts"]),
        TierLevel::Premium => (
            "Premium",
            "More of my work, and earlier.",
            &["Everything in Basic", "All Premium posts"],
        ),
        TierLevel::Vip => (
            "VIP",
            "All that I make.",
            &["Everything in Premium", "All VIP posts"],
        ),
    };
    Tier {
        level,
        name,
        description,
        benefits,
        price: offered.flatten().unwrap_or(level.default_price(currency)),
        active: offered.is_none_or(|price| price.is_some()),
    }
}
