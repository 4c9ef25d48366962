//! Promo codes: a creator makes and stops them, an order is made with one; those for free days are redeemed in `trials`. How
//! often a code was used is counted from the orders that name it, paid or still to be paid, while the code is held; so no
//! count can be wrong.

use super::{
    entity::{order, promotion},
    item::Item,
    promotions_store as store,
};
use crate::{
    Domain, Person, Result, Tx, Viewer,
    columns::{corrupt, stored_amount, unsigned},
    creators,
    uses_store::{self, Among, By},
};
use sea_orm::ConnectionTrait;
use shared::{
    Code, Refusal, Timestamp,
    creators::TierLevel,
    ids::{PromotionId, UserId},
    money::{Currency, Units},
    promotions::{Gives, Off, PromoCode, PromotionDraft, PromotionView},
    trials::Trial,
};

/// The viewer's codes, the newest first.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn list(domain: &Domain, viewer: &Viewer) -> Result<Vec<PromotionView>> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let rows = store::of_creator(&domain.db, person.id).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let used = uses_store::used(&domain.db, By::Promotion, &ids, Among::default()).await?;
    rows.into_iter()
        .map(|row| {
            let used = used.get(&row.id).copied().unwrap_or_default();
            view(domain, person, row, used)
        })
        .collect()
}

/// Makes a code.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `wrong_currency`, `tier_unavailable`, `code_taken`, `invalid` at the field.
pub async fn make(domain: &Domain, viewer: &Viewer, draft: &PromotionDraft) -> Result<PromotionView> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    let now = domain.now();
    let new = draft.parse(now)?;
    let (mut percent, mut amount, mut trial) = (None, None, None);
    match new.gives {
        Gives::Off(Off::Percent(off)) => percent = Some(i16::from(off)),
        Gives::Off(Off::Amount(off)) => {
            domain.rules.network.takes(off.currency)?;
            amount = Some(off);
        }
        Gives::Days(days) => {
            if !is_offered(&domain.db, person.id, days.tier).await? {
                return Err(Refusal::from(Code::TierUnavailable).at("tier").into());
            }
            trial = Some(days);
        }
    }
    let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let row = promotion::Model {
        id: domain.new_id(),
        creator_id: person.id.0,
        code: new.code.to_string(),
        percent,
        amount: amount.map(|amount| stored_amount(amount.units)).transpose()?,
        currency: amount.map(|amount| amount.currency.code().to_owned()),
        trial_days: trial.map(|trial| i16::try_from(trial.days).unwrap_or(i16::MAX)),
        trial_tier: trial.map(|trial| trial.tier.rank()),
        uses: new.uses.map(count),
        uses_each: count(new.uses_each),
        created_at: now.0,
        ends_at: new.ends_at.map(|end| end.0),
        stopped_at: None,
    };
    if !store::insert(&domain.db, row.clone()).await? {
        return Err(Refusal::from(Code::CodeTaken).at("code").into());
    }
    view(domain, person, row, 0)
}

/// Stops a code of the viewer's; orders that were made with it keep it. A second time changes nothing.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `not_found` for what is no code of theirs.
pub async fn stop(domain: &Domain, viewer: &Viewer, id: PromotionId) -> Result<()> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    match store::stop(&domain.db, person.id, id, domain.now()).await? {
        true => Ok(()),
        false => Err(Code::NotFound.into()),
    }
}

fn view(domain: &Domain, person: &Person, row: promotion::Model, used: u64) -> Result<PromotionView> {
    let bad = || corrupt("promotions", row.id);
    let code: PromoCode = row.code.parse().map_err(|_| bad())?;
    let (percent, amount, trial) = match gives(&row)? {
        Gives::Off(Off::Percent(percent)) => (Some(percent), None, None),
        Gives::Off(Off::Amount(amount)) => (None, Some(amount), None),
        Gives::Days(trial) => (None, None, Some(trial)),
    };
    let uses = row.uses.map(|uses| uses.unsigned_abs());
    let left = uses.is_none_or(|uses| used < u64::from(uses));
    Ok(PromotionView {
        id: PromotionId(row.id),
        link: format!("{}/{}?code={code}#tiers", domain.rules.origin, person.handle),
        code,
        percent,
        amount,
        trial,
        uses,
        uses_each: row.uses_each.unsigned_abs(),
        used,
        good: left && runs(&row, domain.now()),
        ends_at: row.ends_at.map(Timestamp),
        created_at: Timestamp(row.created_at),
    })
}

/// What a code is good for.
pub(super) fn gives(row: &promotion::Model) -> Result<Gives> {
    let bad = || corrupt("promotions", row.id);
    let days = row.trial_days.zip(row.trial_tier);
    Ok(match (row.percent, row.amount, row.currency.as_deref(), days) {
        (Some(percent), None, None, None) => {
            Gives::Off(Off::Percent(u8::try_from(percent).map_err(|_| bad())?))
        }
        (None, Some(amount), Some(currency), None) => {
            let currency: Currency = currency.parse().map_err(|_| bad())?;
            Gives::Off(Off::Amount(currency.of(Units(unsigned(amount)))))
        }
        (None, None, None, Some((days, rank))) => Gives::Days(Trial {
            tier: TierLevel::from_rank(rank).ok_or_else(bad)?,
            days: u16::try_from(days).map_err(|_| bad())?,
        }),
        _ => return Err(bad()),
    })
}

/// Whether a creator has this tier on offer.
pub(super) async fn is_offered(db: &impl ConnectionTrait, creator: UserId, tier: TierLevel) -> Result<bool> {
    let tiers = creators::store::tiers(db, creator).await?;
    Ok(tiers.iter().any(|one| one.level == tier && one.active))
}

/// Whether a code can be used at this moment, if a use of it is left.
pub(super) fn runs(row: &promotion::Model, now: Timestamp) -> bool {
    row.stopped_at.is_none() && row.ends_at.is_none_or(|end| now.0 < end)
}

/// A code that an order is to be made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Promotion {
    pub id: uuid::Uuid,
    pub off: Off,
    /// Whether it can be used once more; if not, only an order that holds it already can be had.
    pub has_room: bool,
}

impl Promotion {
    /// The creator's code, if it is good now. It is held until the transaction ends, so that what is counted stays so.
    pub async fn of(
        tx: &Tx,
        (creator, code): (UserId, &str),
        (person, item): (&Person, &Item),
        now: Timestamp,
    ) -> Result<Self> {
        let code: PromoCode = code.parse()?;
        if !item.is_shared() {
            return Err(Code::CodeUnknown.into());
        }
        let row = store::lock_by_code(tx, creator, &code).await?;
        let row = row.filter(|row| runs(row, now)).ok_or(Code::CodeUnknown)?;
        let Gives::Off(off) = gives(&row)? else {
            return Err(Code::CodeForTrial.into());
        };
        Ok(Self {
            id: row.id,
            off,
            has_room: has_room(tx, &row, person.id, None).await?,
        })
    }
}

/// Whether a code can be used once more, in all and by this person, one order left out.
pub(super) async fn has_room(
    tx: &impl ConnectionTrait,
    row: &promotion::Model,
    person: UserId,
    but: Option<uuid::Uuid>,
) -> Result<bool> {
    let used = async |person| {
        let among = Among {
            person,
            but,
            ..Among::default()
        };
        uses_store::used_of(tx, By::Promotion, row.id, among).await
    };
    let (all, theirs) = (used(None).await?, used(Some(person)).await?);
    Ok(row.uses.is_none_or(|uses| all < u64::from(uses.unsigned_abs()))
        && theirs < u64::from(row.uses_each.unsigned_abs()))
}

/// Whether an order was made with this code, or without one. One at a sale that takes off more holds no code, whatever was asked.
pub(super) async fn is_of(tx: &Tx, order: &order::Model, code: Option<&str>) -> Result<bool> {
    if order.flash_sale_id.is_some() {
        return Ok(true);
    }
    let made_with = match order.promotion_id {
        Some(id) => Some(
            store::lock(tx, id)
                .await?
                .ok_or_else(|| corrupt("orders", order.id))?
                .code,
        ),
        None => None,
    };
    let code: Option<PromoCode> = code.map(str::parse).transpose()?;
    Ok(made_with.as_deref() == code.as_ref().map(PromoCode::as_str))
}

/// Whether the code of an order that is paid has room for it still, as it has unless the order had ended. The caller holds the
/// buyer.
pub(super) async fn still_there(tx: &Tx, order: &order::Model) -> Result<bool> {
    let Some(id) = order.promotion_id else {
        return Ok(true);
    };
    let row = store::lock(tx, id)
        .await?
        .ok_or_else(|| corrupt("orders", order.id))?;
    has_room(tx, &row, UserId(order.buyer_id), Some(order.id)).await
}
