//! All SQL of where creators are paid and of changing it. It decides nothing; at which moment who is paid says [`Payout`].

use super::entity::{creator, payout_challenge, payout_change};
use crate::{Payout, Result, columns::corrupt};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, JoinType, QueryFilter,
    QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};
use shared::{
    Timestamp,
    ids::{SessionId, UserId},
    payouts::PayoutChange,
    solana::Address,
};
use uuid::Uuid;

/// Where a creator is paid; none for somebody who does not create.
pub async fn payout(db: &impl ConnectionTrait, creator: UserId) -> Result<Option<Payout>> {
    use creator::Column as C;
    let found: Option<(String, Option<String>, Option<i64>)> = creator::Entity::find_by_id(creator.0)
        .select_only()
        .columns([C::PayoutAddress, C::NextPayoutAddress, C::NextPayoutAt])
        .into_tuple()
        .one(db)
        .await?;
    let payout = found.map(|(address, next, next_at)| {
        Payout::read(&address, next.as_deref(), next_at).ok_or_else(|| corrupt("creators", creator))
    });
    payout.transpose()
}

/// Who invited a creator, and where they are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Referrer {
    pub user: UserId,
    pub address: Address,
}

/// Who has a part of what is paid to a creator.
#[derive(Clone, Copy, Debug)]
pub struct Payees {
    pub payout: Payout,
    /// Whether the creator is leaving.
    pub leaving: bool,
    /// Paid at their payout address if they create, else at the wallet they sign in with. Whoever is leaving, or has left, is
    /// paid no more.
    referrer: Option<(UserId, Payout)>,
}

impl Payees {
    /// Who invited the creator, if that is somebody who can be paid.
    pub fn referrer(&self, now: Timestamp) -> Option<Referrer> {
        self.referrer.map(|(user, payout)| Referrer {
            user,
            address: payout.at(now),
        })
    }
}

/// Who is paid where of what is sold by a creator; none for somebody who does not create.
pub async fn payees(db: &impl ConnectionTrait, creator: UserId) -> Result<Option<Payees>> {
    fn joined(to: (&'static str, &'static str), by: (&'static str, &'static str)) -> Expr {
        Expr::col(to).equals(by)
    }
    let find = Query::select()
        .column(("s", "payout_address"))
        .column(("s", "next_payout_address"))
        .column(("s", "next_payout_at"))
        .expr_as(Expr::col(("u", "erase_at")), "erase_at")
        .expr_as(Expr::col(("r", "id")), "referrer")
        .expr_as(Expr::col(("r", "address")), "wallet")
        .expr_as(Expr::col(("c", "payout_address")), "payout")
        .expr_as(Expr::col(("c", "next_payout_address")), "next")
        .expr_as(Expr::col(("c", "next_payout_at")), "next_at")
        .from_as("creators", "s")
        .join_as(
            JoinType::InnerJoin,
            "users",
            "u",
            joined(("u", "id"), ("s", "user_id")),
        )
        .join_as(
            JoinType::LeftJoin,
            "users",
            "r",
            joined(("r", "id"), ("u", "referrer_id")).and(Expr::col(("r", "erase_at")).is_null()),
        )
        .join_as(
            JoinType::LeftJoin,
            "creators",
            "c",
            joined(("c", "user_id"), ("r", "id")),
        )
        .and_where(Expr::col(("s", "user_id")).eq(creator.0))
        .take();
    let Some(row) = db.query_one(&find).await? else {
        return Ok(None);
    };
    let read = |address: String, next: &str, at: &str| -> Result<Payout> {
        let next: Option<String> = row.try_get("", next)?;
        let payout = Payout::read(&address, next.as_deref(), row.try_get("", at)?);
        payout.ok_or_else(|| corrupt("creators", creator))
    };
    let referrer: Option<Uuid> = row.try_get("", "referrer")?;
    let referrer = match referrer {
        Some(referrer) => {
            let payout: Option<String> = row.try_get("", "payout")?;
            // Whoever does not create has no change either.
            let address = payout.map_or_else(|| row.try_get("", "wallet"), Ok)?;
            Some((UserId(referrer), read(address, "next", "next_at")?))
        }
        None => None,
    };
    let erase_at: Option<i64> = row.try_get("", "erase_at")?;
    Ok(Some(Payees {
        payout: read(
            row.try_get("", "payout_address")?,
            "next_payout_address",
            "next_payout_at",
        )?,
        leaving: erase_at.is_some(),
        referrer,
    }))
}

// What is to be signed.

pub(super) async fn insert_challenge(db: &impl ConnectionTrait, row: payout_challenge::Model) -> Result<()> {
    payout_challenge::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Deletes what nobody can answer any more.
pub(super) async fn forget_expired(db: &impl ConnectionTrait, now: Timestamp) -> Result<()> {
    payout_challenge::Entity::delete_many()
        .filter(payout_challenge::Column::ExpiresAt.lte(now.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Uses up what this session was given, in one statement, and gives it to the one caller who did.
pub(super) async fn consume(
    db: &impl ConnectionTrait,
    (person, session): (UserId, SessionId),
    nonce: &str,
    now: Timestamp,
) -> Result<Option<payout_challenge::Model>> {
    use payout_challenge::Column as C;
    let used = payout_challenge::Entity::update_many()
        .col_expr(C::UsedAt, Expr::value(now.0))
        .filter(C::Nonce.eq(nonce))
        .filter(C::UserId.eq(person.0))
        .filter(C::SessionId.eq(session.0))
        .filter(C::UsedAt.is_null())
        .filter(C::ExpiresAt.gt(now.0))
        .exec(db)
        .await?;
    if used.rows_affected != 1 {
        return Ok(None);
    }
    Ok(payout_challenge::Entity::find_by_id(nonce).one(db).await?)
}

// Changes. Whoever writes them holds the person.

/// Writes who is paid now, and who from which moment on.
pub(super) async fn set_next(
    tx: &DatabaseTransaction,
    person: UserId,
    current: Address,
    next: PayoutChange,
) -> Result<()> {
    use creator::Column as C;
    creator::Entity::update_many()
        .col_expr(C::PayoutAddress, Expr::value(current.to_string()))
        .col_expr(C::NextPayoutAddress, Expr::value(next.address.to_string()))
        .col_expr(C::NextPayoutAt, Expr::value(next.takes_effect_at.0))
        .filter(C::UserId.eq(person.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes back what has not taken effect yet; whether there was any.
pub(super) async fn forget_next(tx: &DatabaseTransaction, person: UserId, now: Timestamp) -> Result<bool> {
    use creator::Column as C;
    let forgotten = creator::Entity::update_many()
        .col_expr(C::NextPayoutAddress, Expr::value(None::<String>))
        .col_expr(C::NextPayoutAt, Expr::value(None::<i64>))
        .filter(C::UserId.eq(person.0))
        .filter(C::NextPayoutAt.gt(now.0))
        .exec(tx)
        .await?;
    Ok(forgotten.rows_affected == 1)
}

/// What is written down of a change besides itself.
pub(super) struct Written<'a> {
    pub id: Uuid,
    pub from: Address,
    pub now: Timestamp,
    pub signed_message: &'a str,
    pub signature: &'a str,
}

pub(super) async fn write_down(
    tx: &DatabaseTransaction,
    person: UserId,
    change: PayoutChange,
    written: Written<'_>,
) -> Result<()> {
    let row = payout_change::Model {
        id: written.id,
        user_id: person.0,
        old_address: written.from.to_string(),
        new_address: change.address.to_string(),
        asked_at: written.now.0,
        takes_effect_at: change.takes_effect_at.0,
        ended_at: None,
        ended_why: None,
        signed_message: written.signed_message.to_owned(),
        signature: written.signature.to_owned(),
    };
    payout_change::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Writes down of the change that waits, if one does, that it never takes effect, and why.
pub(super) async fn end_waiting(
    tx: &DatabaseTransaction,
    person: UserId,
    why: &str,
    now: Timestamp,
) -> Result<()> {
    use payout_change::Column as C;
    payout_change::Entity::update_many()
        .col_expr(C::EndedAt, Expr::value(now.0))
        .col_expr(C::EndedWhy, Expr::value(why))
        .filter(C::UserId.eq(person.0))
        .filter(C::EndedAt.is_null())
        .filter(C::TakesEffectAt.gt(now.0))
        .exec(tx)
        .await?;
    Ok(())
}
