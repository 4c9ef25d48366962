//! All SQL of how people are reached off the page, and of their devices. It decides nothing; nobody's are read without saying whose.

use super::entity::{device, ways};
use crate::{Result, identity::entity::session, questions};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, Statement,
    sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement},
};
use shared::{
    ids::{DeviceId, UserId},
    reaching::MailPace,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What somebody set; none where they set nothing.
pub async fn set(db: &impl ConnectionTrait, user: UserId) -> Result<Option<ways::Model>> {
    Ok(ways::Entity::find_by_id(user.0).one(db).await?)
}

/// The question whether somebody set something.
pub fn question(user: UserId) -> SelectStatement {
    questions::ids("ways", "user_id")
        .and_where(Expr::col("user_id").eq(user.0))
        .take()
}

/// What somebody set, or what holds for whoever set nothing.
pub async fn ways(db: &impl ConnectionTrait, user: UserId) -> Result<ways::Model> {
    Ok(set(db, user).await?.unwrap_or_else(|| ways::Model {
        user_id: user.0,
        email: None,
        email_at: None,
        new_email: None,
        new_email_at: None,
        mail: MailPace::Daily.as_str().to_owned(),
        unwanted_mail: String::new(),
        unwanted_push: String::new(),
        quiet_from: None,
        quiet_to: None,
        zone: String::new(),
    }))
}

/// Writes it down, in place of what was. Whoever does holds the person.
pub async fn put(tx: &DatabaseTransaction, row: ways::Model) -> Result<()> {
    let key = |column: &ways::Column| matches!(column, ways::Column::UserId);
    let others = ways::Column::iter().filter(|column| !key(column));
    let instead = OnConflict::column(ways::Column::UserId)
        .update_columns(others)
        .to_owned();
    ways::Entity::insert(row.into_active_model())
        .on_conflict(instead)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

// Devices.

/// A person's, whose sessions run.
fn running(user: UserId) -> Select<device::Entity> {
    let mut sessions = Query::select();
    sessions
        .column("id")
        .from("sessions")
        .and_where(Expr::col("user_id").eq(user.0))
        .and_where(Expr::col("revoked_at").is_null());
    device::Entity::find()
        .filter(device::Column::UserId.eq(user.0))
        .filter(device::Column::SessionId.in_subquery(sessions.take()))
}

pub async fn count_devices(db: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    Ok(running(user).count(db).await?)
}

/// A person's devices, the oldest first.
pub async fn devices(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<device::Model>> {
    Ok(running(user)
        .order_by_asc(device::Column::CreatedAt)
        .order_by_asc(device::Column::Id)
        .all(db)
        .await?)
}

/// What the browsers of these devices call themselves.
pub async fn user_agents(db: &impl ConnectionTrait, rows: &[device::Model]) -> Result<HashMap<Uuid, String>> {
    let sessions = rows.iter().map(|row| row.session_id);
    let found: Vec<(Uuid, String)> = session::Entity::find()
        .select_only()
        .columns([session::Column::Id, session::Column::UserAgent])
        .filter(session::Column::Id.is_in(sessions))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

/// Adds one. A browser's subscription is of whoever is signed in there last.
pub async fn put_device(tx: &DatabaseTransaction, row: device::Model) -> Result<()> {
    use device::Column as C;
    let instead = OnConflict::column(C::Endpoint)
        .update_columns([C::UserId, C::SessionId, C::P256dh, C::Auth, C::CreatedAt])
        .to_owned();
    device::Entity::insert(row.into_active_model())
        .on_conflict(instead)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Which of a person's devices.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    Endpoint(&'a str),
    Device(DeviceId),
    All,
}

pub async fn delete_devices(db: &impl ConnectionTrait, user: UserId, which: Which<'_>) -> Result<()> {
    let delete = device::Entity::delete_many().filter(device::Column::UserId.eq(user.0));
    let delete = match which {
        Which::Endpoint(endpoint) => delete.filter(device::Column::Endpoint.eq(endpoint)),
        Which::Device(id) => delete.filter(device::Column::Id.eq(id.0)),
        Which::All => delete,
    };
    delete.exec(db).await?;
    Ok(())
}

/// Deletes devices whose session is over.
pub async fn sweep_devices(db: &impl ConnectionTrait) -> Result<()> {
    let sql = "DELETE FROM devices WHERE NOT EXISTS \
               (SELECT 1 FROM sessions s WHERE s.id = devices.session_id AND s.revoked_at IS NULL)";
    db.execute_raw(Statement::from_string(db.get_database_backend(), sql))
        .await?;
    Ok(())
}
