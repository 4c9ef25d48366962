//! Making an order of an item, once for each intent: with the same key, and for a thing that is open already, it gives
//! the order that there is.

use super::{
    cut::Cut,
    entity::order,
    flash_sales::Sale,
    handovers_store,
    item::{Columns, Item},
    offer::Offer,
    outlook::Outlook,
    promotions, quotes_store,
    schedule::FIRST_LOOK,
    store,
    unpaid::Unpaid,
    view,
};
use crate::{
    Domain, Error, Person, Result, Tx, Viewer, columns::corrupt, posts, rules,
    subscriptions::store::insert_takes,
};
use shared::{
    Code,
    money::Units,
    payments::{OrderRequest, OrderStatus, OrderView},
    solana::Address,
};

/// Orders of one person that may wait for their payment at a time: each costs looks at the chain.
const OPEN_ORDERS: usize = 20;

/// Makes an order, or answers the one that there is: for the same key, or a live one for the same thing.
///
/// # Errors
/// `not_found`, `blocked`, `leaving`, `own_item`, `already_owned`, `not_for_sale`, `wrong_currency`, `code_unknown`, `code_used_up`,
/// `tier_unavailable`, `locked`, `sold_out`, `not_your_turn`, `recipient_unknown`, `recipient_unfit`, `idempotency_mismatch`,
/// `too_many_orders`, `attempt_pending`, `network_unavailable`, `rate_unavailable`, `invalid` with the field.
pub async fn create(
    domain: &Domain,
    viewer: &Viewer,
    request: &OrderRequest,
    idempotency_key: Option<&str>,
) -> Result<OrderView> {
    let view = made(domain, viewer, request, idempotency_key).await?;
    Ok(view::with_worth(domain, view))
}

async fn made(
    domain: &Domain,
    viewer: &Viewer,
    request: &OrderRequest,
    idempotency_key: Option<&str>,
) -> Result<OrderView> {
    let person = viewer.person()?;
    let key = idempotency_key.map(rules::idempotency_key).transpose()?;
    let asset = domain.rules.network.takes(request.currency)?;
    let item = Item::of(&domain.db, request).await?;
    let outlook = Outlook::of(domain, &item, asset).await?;
    if let Item::Goods { post, .. } = &item {
        // Whoever may not open a post may not buy what it sells.
        posts::opened_to_act(domain, viewer, *post).await?;
    }
    let tx = domain.begin().await?;
    // One at a time: two clicks must not make two orders.
    store::lock_buyer(&tx, person.id.0).await?;
    if let Some(key) = key
        && let Some(row) = store::by_key(&tx, person.id, key).await?
    {
        let same = item.is_of(&row)? && store::currency(&row)? == request.currency;
        if !same || !promotions::is_of(&tx, &row, request.code.as_deref()).await? {
            return Err(Code::IdempotencyMismatch.into());
        }
        return view_in(&tx, row).await;
    }
    let post = item.post(&tx).await?;
    let offer = async |sale, outlook| {
        let wants = (person, request.code.as_deref(), sale);
        Offer::of((&item, post.as_ref()), domain, &tx, wants, asset, outlook).await
    };
    let mut unpaid = Unpaid::of(domain, &tx, person).await?;
    let freed = unpaid.give_up_others(&item, request.currency).await?;
    let sale = Sale::of(&tx, person, (&item, post.as_ref()), domain.now()).await?;
    let mut made = offer(sale, outlook.clone()).await?;
    let mut there = unpaid.existing(&item, &made, key).await?;
    if there.is_none() && matches!(made.cut, Some(Cut::Sale(sale)) if !sale.has_room) {
        // What they hold of the sale is for something else, and there is no more of it: the full price is told.
        made = offer(None, outlook).await?;
        there = unpaid.existing(&item, &made, key).await?;
    }
    let offer = made;
    match there {
        Some((row, None)) => return view_in(&tx, row).await,
        Some((row, Some(key))) => {
            store::adopt_key(&tx, row.id, key).await?;
            let view = view_in(&tx, row).await?;
            tx.commit().await?;
            return Ok(view);
        }
        None => {}
    }
    if offer.cut.is_some_and(|cut| !cut.has_room()) {
        return Err(Code::CodeUsedUp.into());
    }
    if let Item::Goods { .. } = &item {
        unpaid.let_go(&item).await?;
    }
    if unpaid.live() >= OPEN_ORDERS {
        return Err(Code::TooManyOrders.into());
    }
    let row = new_row(domain, person, &item, &offer, key)?;
    if !offer.takes.is_empty() && store::credit_in_flight(&tx, row.buyer_id, row.creator_id, row.id).await? {
        return Err(Code::AttemptPending.into());
    }
    let legs = offer.legs(offer.amount);
    store::insert(&tx, row.clone(), &legs, &offer.reductions, domain.new_id()).await?;
    insert_takes(&tx, row.id, &offer.takes).await?;
    if let Some(quote) = &offer.quote {
        quotes_store::insert(&tx, row.id, offer.amount, quote).await?;
    }
    if let Item::Goods { post, .. } = &item
        && let Some(words) = posts::goods_store::handover(&tx, *post).await?
    {
        handovers_store::insert(&tx, row.id, words).await?;
    }
    let view = view::new(&tx, row, (&offer, &legs)).await?;
    tx.commit().await?;
    if freed || matches!(offer.cut, Some(Cut::Sale(_))) || matches!(item, Item::Goods { .. }) {
        // Lists say how many are left.
        domain.lists.changed();
    }
    Ok(view)
}

async fn view_in(tx: &Tx, row: order::Model) -> Result<OrderView> {
    let id = row.id;
    view::views(tx, vec![row])
        .await?
        .pop()
        .ok_or_else(|| corrupt("orders", id))
}

fn new_row(
    domain: &Domain,
    person: &Person,
    item: &Item,
    offer: &Offer,
    key: Option<&str>,
) -> Result<order::Model> {
    let now = offer.at;
    let lives = now.after(domain.rules.order_lifetime);
    // No longer than the price that it is made at, and than the turn of who won an auction.
    let quoted = offer.quote.as_ref().map(|quote| quote.expires_at);
    let ends = [quoted, offer.until].into_iter().flatten();
    let expires_at = ends.fold(lives, |soonest, end| soonest.min(end));
    let Columns {
        kind,
        post_id,
        tier_rank,
        days,
        quantity,
        recipient_id,
        message,
    } = item.columns()?;
    let (promotion_id, flash_sale_id) = Cut::names(offer.cut);
    let forfeit = offer.referral.and_then(|(_, forfeit)| forfeit);
    let forfeited = forfeit.map(|_| store::signed(offer.rates.split(offer.amount, true).referrer));
    Ok(order::Model {
        id: domain.new_id(),
        buyer_id: person.id.0,
        payer_address: person.address.to_string(),
        kind: kind.to_owned(),
        creator_id: offer.creator.0,
        post_id,
        tier_rank,
        days,
        quantity,
        recipient_id,
        message,
        sent_at: None,
        sent_note: None,
        currency: offer.asset.currency().code().to_owned(),
        mint: offer.asset.mint().map(|mint| mint.to_string()),
        amount: store::signed(offer.amount)?,
        account_rent: store::signed(Units(offer.account_rent.0))?,
        platform_bps: i32::from(offer.rates.platform_bps),
        referral_bps: i32::from(offer.rates.referral_bps_of_platform),
        promotion_id,
        flash_sale_id,
        referrer_id: offer.referral.map(|(referrer, _)| referrer.user.0),
        forfeited: forfeited.transpose()?,
        forfeited_why: forfeit.map(|why| why.as_str().to_owned()),
        network: domain.rules.network.name.clone(),
        genesis_hash: domain.rules.network.genesis_hash.clone(),
        reference: new_reference()?.to_string(),
        idempotency_key: key.map(str::to_owned),
        status: OrderStatus::Created.as_str().to_owned(),
        signature: None,
        signature_lands_until: None,
        note: None,
        note_code: None,
        created_at: now.0,
        expires_at: expires_at.0,
        paid_at: None,
        next_check_at: Some(now.after(FIRST_LOOK).min(expires_at).0),
        checks: 0,
    })
}

/// 32 bytes from the operating system: nobody can guess the key that a payment is found by.
pub(super) fn new_reference() -> Result<Address> {
    use rand::TryRngCore;
    let mut bytes = [0; 32];
    rand::rngs::OsRng
        .try_fill_bytes(&mut bytes)
        .map_err(Error::internal)?;
    Ok(Address(bytes))
}
