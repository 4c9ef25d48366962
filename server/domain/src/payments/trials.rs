//! Free days of a tier by a promo code. They are an order of nothing, final at once: no transaction, no payment, no line of the
//! ledger. Whoever had a subscription at that creator before is refused.

use super::{
    create::new_reference,
    entity::{order, promotion},
    moves::advance,
    promotions::{gives, has_room, is_offered, runs},
    promotions_store, settle, store, view,
};
use crate::{
    Domain, Person, Result, Tx, Viewer, creators, engagement, identity, subscriptions::store as subscriptions,
};
use sea_orm::ConnectionTrait;
use shared::{
    Code, Timestamp,
    identity::Handle,
    ids::UserId,
    payments::{OrderStatus, OrderView},
    promotions::{Gives, PromoCode},
    trials::{Trial, TrialRequest, TrialState, TrialView},
};

/// What a code in the address of a creator's page gives, if it is one for free days that can be had now, and how that stands to the
/// viewer. It counts without holding the code: whoever redeems it is judged anew.
pub async fn offered(
    domain: &Domain,
    viewer: &Viewer,
    creator: &Handle,
    code: &str,
) -> Result<Option<TrialView>> {
    let db = &domain.db;
    let Ok(code) = code.parse::<PromoCode>() else {
        return Ok(None);
    };
    let Some(creator) = creators::store::id_of(db, creator).await? else {
        return Ok(None);
    };
    let Some(row) = promotions_store::by_code(db, creator, &code).await? else {
        return Ok(None);
    };
    let Gives::Days(trial) = gives(&row)? else {
        return Ok(None);
    };
    let mut state = TrialState::Open;
    if let Some(person) = viewer.id() {
        if running(db, person, &row, domain.now()).await?.is_some() {
            state = TrialState::Running;
        } else if subscriptions::had_any(db, person, creator).await? {
            state = TrialState::Used;
        }
    }
    if state != TrialState::Running {
        if !runs(&row, domain.now()) || !is_offered(db, creator, trial.tier).await? {
            return Ok(None);
        }
        // A visitor is nobody, and used no code.
        let person = viewer.id().unwrap_or(UserId(uuid::Uuid::nil()));
        if state == TrialState::Open && !has_room(db, &row, person, None).await? {
            state = TrialState::UsedUp;
        }
    }
    let code = row.code;
    Ok(Some(TrialView { code, trial, state }))
}

/// Gives the viewer the days of a code at once. While they run, the same code gives the order that there is.
///
/// # Errors
/// `sign_in_required`, `not_found`, `own_item`, `blocked`, `leaving`, `code_unknown` also where it is no code for days or for those of
/// another tier, `trial_used`, `code_used_up`, `invalid` at `code`.
pub async fn redeem(
    domain: &Domain,
    viewer: &Viewer,
    creator: &Handle,
    request: &TrialRequest,
) -> Result<OrderView> {
    let person = viewer.person()?;
    let code: PromoCode = request.code.parse()?;
    let creator = creators::store::id_of(&domain.db, creator).await?;
    let creator = creator.ok_or(Code::NotFound)?;
    let tx = domain.begin().await?;
    // First the person, as wherever money moves: two clicks are one after the other, and so is a gift that arrives meanwhile.
    store::lock_buyer(&tx, person.id.0).await?;
    let code = promotions_store::lock_by_code(&tx, creator, &code).await?;
    let code = code.ok_or(Code::CodeUnknown)?;
    if let Some(row) = running(&tx, person.id, &code, domain.now()).await?
        && row.tier_rank == Some(request.tier.rank())
    {
        tx.commit().await?;
        return view::one(domain, row).await;
    }
    let trial = may(domain, &tx, person, (creator, &code), request).await?;
    let mut order = new_row(domain, &tx, person, &code, trial).await?;
    store::insert(&tx, order.clone(), &[], &[], domain.new_id()).await?;
    // The two steps of every order that is paid, so that all who follow orders are told of it.
    let why = "free days by a code";
    advance(domain, &tx, &mut order, OrderStatus::Confirmed, why).await?;
    settle::open(domain, &tx, &order, None, domain.now()).await?;
    let why = "there is nothing to pay";
    advance(domain, &tx, &mut order, OrderStatus::Finalized, why).await?;
    tx.commit().await?;
    domain.lists.changed();
    tracing::info!(order = %order.id, days = trial.days, "free days were given");
    view::one(domain, order).await
}

/// The order by which somebody has days of a code that are not over.
async fn running(
    db: &impl ConnectionTrait,
    person: UserId,
    code: &promotion::Model,
    now: Timestamp,
) -> Result<Option<order::Model>> {
    let Some(row) = promotions_store::order_with(db, person, code.id).await? else {
        return Ok(None);
    };
    let grant = subscriptions::of_order(db, row.id).await?;
    let runs = grant.is_some_and(|grant| grant.revoked_at.is_none() && grant.ends_at > Some(now.0));
    Ok(Some(row).filter(|_| runs))
}

/// The days, if this person may have them. The caller holds both the person and the code.
async fn may(
    domain: &Domain,
    tx: &Tx,
    person: &Person,
    (creator, code): (UserId, &promotion::Model),
    request: &TrialRequest,
) -> Result<Trial> {
    let trial = match gives(code)? {
        Gives::Days(trial) if trial.tier == request.tier && runs(code, domain.now()) => trial,
        _ => return Err(Code::CodeUnknown.into()),
    };
    if creator == person.id {
        return Err(Code::OwnItem.into());
    }
    engagement::refuse_blocked(tx, person.id, &[creator]).await?;
    if identity::is_leaving(tx, creator).await? {
        return Err(Code::Leaving.into());
    }
    if !is_offered(tx, creator, trial.tier).await? {
        return Err(Code::CodeUnknown.into());
    }
    if subscriptions::had_any(tx, person.id, creator).await? {
        return Err(Code::TrialUsed.into());
    }
    if !has_room(tx, code, person.id, None).await? {
        return Err(Code::CodeUsedUp.into());
    }
    Ok(trial)
}

/// An order of nothing. It has no recipients; its reference is one that nobody looks for.
async fn new_row(
    domain: &Domain,
    tx: &Tx,
    person: &Person,
    code: &promotion::Model,
    trial: Trial,
) -> Result<order::Model> {
    let now = domain.now();
    let currency = creators::store::currency(tx, UserId(code.creator_id)).await?;
    let asset = domain.rules.network.takes(currency)?;
    let rates = domain.rules.rates;
    Ok(order::Model {
        id: domain.new_id(),
        buyer_id: person.id.0,
        payer_address: person.address.to_string(),
        kind: store::SUBSCRIPTION.to_owned(),
        creator_id: code.creator_id,
        post_id: None,
        tier_rank: Some(trial.tier.rank()),
        days: Some(i32::from(trial.days)),
        quantity: None,
        recipient_id: None,
        currency: currency.code().to_owned(),
        mint: asset.mint().map(|mint| mint.to_string()),
        amount: 0,
        account_rent: 0,
        platform_bps: i32::from(rates.platform_bps),
        referral_bps: i32::from(rates.referral_bps_of_platform),
        promotion_id: Some(code.id),
        flash_sale_id: None,
        referrer_id: None,
        forfeited: None,
        forfeited_why: None,
        network: domain.rules.network.name.clone(),
        genesis_hash: domain.rules.network.genesis_hash.clone(),
        reference: new_reference()?.to_string(),
        idempotency_key: None,
        status: OrderStatus::Created.as_str().to_owned(),
        signature: None,
        signature_lands_until: None,
        note: None,
        note_code: None,
        message: None,
        sent_at: None,
        sent_note: None,
        created_at: now.0,
        expires_at: now.0,
        paid_at: Some(now.0),
        next_check_at: None,
        checks: 0,
    })
}
