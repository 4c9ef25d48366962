//! All SQL about people, challenges, sessions and signing keys. It decides nothing.

use super::{
    entity::{challenge, former_handle, session, signing_key, user},
    sessions::Standing,
};
use crate::{Creating, Error, Payout, Person, Result, columns::corrupt, media::avatar_url};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect, SqlErr, Statement, Value,
    sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement},
};
use sha2::{Digest, Sha256};
use shared::{
    Code, Refusal, Timestamp,
    comments::PersonRef,
    identity::{Handle, MeChange, Role},
    ids::{SessionId, UserId},
    links,
    messages::MOST_UNREAD,
    settings::Settings,
    solana::Address,
    text::Lang,
};
use std::{collections::HashMap, str::FromStr};
use uuid::Uuid;

/// SHA-256 in base64url. What is hashed has 128 random bits or more, so it needs no salt.
pub(super) fn hash(secret: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret))
}

// Challenges.

pub(super) async fn insert_challenge(db: &impl ConnectionTrait, row: challenge::Model) -> Result<()> {
    challenge::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Deletes challenges that nobody can answer any more.
pub(super) async fn delete_old_challenges(db: &impl ConnectionTrait, now: Timestamp) -> Result<()> {
    challenge::Entity::delete_many()
        .filter(challenge::Column::ExpiresAt.lte(now.0))
        .exec(db)
        .await?;
    Ok(())
}

// Tickets.

/// Writes down the hash of a ticket.
pub(super) async fn insert_ticket(
    db: &impl ConnectionTrait,
    hash: &str,
    session: SessionId,
    expires_at: Timestamp,
) -> Result<()> {
    let insert = Query::insert()
        .into_table("tickets")
        .columns(["hash", "session_id", "expires_at"])
        .values([hash.into(), session.0.into(), expires_at.0.into()])
        .map_err(Error::internal)?
        .take();
    db.execute(&insert).await?;
    Ok(())
}

/// Takes a ticket, so that nobody takes it again: whose session it stands for, and until when it was good.
pub(super) async fn take_ticket(
    db: &impl ConnectionTrait,
    hash: &str,
) -> Result<Option<(SessionId, Timestamp)>> {
    let take = Query::delete()
        .from_table("tickets")
        .and_where(Expr::col("hash").eq(hash))
        .returning(Query::returning().columns(["session_id", "expires_at"]))
        .take();
    let row = db.query_one(&take).await?;
    row.map(|row| {
        Ok((
            SessionId(row.try_get("", "session_id")?),
            Timestamp(row.try_get("", "expires_at")?),
        ))
    })
    .transpose()
}

pub(super) async fn delete_old_tickets(db: &impl ConnectionTrait, now: Timestamp) -> Result<()> {
    let delete = Query::delete()
        .from_table("tickets")
        .and_where(Expr::col("expires_at").lte(now.0))
        .take();
    db.execute(&delete).await?;
    Ok(())
}

// Keys of feeds.

/// Keeps the hash of somebody's key, in place of the one before.
pub(super) async fn put_feed_key(
    db: &impl ConnectionTrait,
    user: UserId,
    hash: &str,
    now: Timestamp,
) -> Result<()> {
    let insert = Query::insert()
        .into_table("feed_keys")
        .columns(["user_id", "hash", "created_at"])
        .values([user.0.into(), hash.into(), now.0.into()])
        .map_err(Error::internal)?
        .on_conflict(
            OnConflict::column("user_id")
                .update_columns(["hash", "created_at"])
                .to_owned(),
        )
        .take();
    db.execute(&insert).await?;
    Ok(())
}

pub(super) async fn has_feed_key(db: &impl ConnectionTrait, user: UserId) -> Result<bool> {
    let find = Query::select()
        .column("user_id")
        .from("feed_keys")
        .and_where(Expr::col("user_id").eq(user.0))
        .take();
    Ok(db.query_one(&find).await?.is_some())
}

/// Whose key has this hash.
pub(super) async fn feed_key(db: &impl ConnectionTrait, hash: &str) -> Result<Option<Uuid>> {
    let find = Query::select()
        .column("user_id")
        .from("feed_keys")
        .and_where(Expr::col("hash").eq(hash))
        .take();
    let row = db.query_one(&find).await?;
    Ok(row.map(|row| row.try_get("", "user_id")).transpose()?)
}

pub(super) async fn delete_feed_key(db: &impl ConnectionTrait, user: UserId) -> Result<()> {
    let delete = Query::delete()
        .from_table("feed_keys")
        .and_where(Expr::col("user_id").eq(user.0))
        .take();
    db.execute(&delete).await?;
    Ok(())
}

/// Deletes sessions that would have ended by now however they were ended.
pub(super) async fn delete_sessions_ended(db: &impl ConnectionTrait, by: Timestamp) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lte(by.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Uses a challenge up, in one statement, and gives it to the one caller who did.
pub(super) async fn consume_challenge(
    db: &impl ConnectionTrait,
    nonce: &str,
    now: Timestamp,
) -> Result<Option<challenge::Model>> {
    let used = challenge::Entity::update_many()
        .col_expr(challenge::Column::UsedAt, Expr::value(now.0))
        .filter(challenge::Column::Nonce.eq(nonce))
        .filter(challenge::Column::UsedAt.is_null())
        .filter(challenge::Column::ExpiresAt.gt(now.0))
        .exec(db)
        .await?;
    if used.rows_affected != 1 {
        return Ok(None);
    }
    Ok(challenge::Entity::find_by_id(nonce).one(db).await?)
}

// People.

/// A person with their creator row, and the session when they are found by it.
#[derive(Debug, FromQueryResult)]
struct Raw {
    session_id: Option<Uuid>,
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
    user_id: Uuid,
    address: String,
    handle: String,
    name: String,
    bio: String,
    role: String,
    avatar_id: Option<Uuid>,
    created_at: i64,
    lang: Option<String>,
    theme: Option<String>,
    activity: String,
    may_write: String,
    presence: bool,
    sensitive: String,
    marks: bool,
    seen: bool,
    typing: bool,
    adult_at: Option<i64>,
    welcomed_at: Option<i64>,
    erase_at: Option<i64>,
    links: String,
    category: Option<String>,
    payout_address: Option<String>,
    next_payout_address: Option<String>,
    next_payout_at: Option<i64>,
    unread: Option<i64>,
    unread_messages: Option<i64>,
}

/// A count that may not have been asked for.
fn few(count: Option<i64>) -> u32 {
    count.map_or(0, |count| u32::try_from(count).unwrap_or(u32::MAX))
}

impl Raw {
    fn person(self) -> Result<Person> {
        let bad = || corrupt("users", self.user_id);
        let creator = match (&self.category, &self.payout_address) {
            (Some(category), Some(payout)) => Some(Creating {
                category: category.parse().map_err(|_| corrupt("creators", self.user_id))?,
                payout: Payout::read(payout, self.next_payout_address.as_deref(), self.next_payout_at)
                    .ok_or_else(|| corrupt("creators", self.user_id))?,
            }),
            _ => None,
        };
        Ok(Person {
            id: UserId(self.user_id),
            session: SessionId(self.session_id.unwrap_or_default()),
            address: self.address.parse().map_err(|_| bad())?,
            handle: self.handle.parse().map_err(|_| bad())?,
            role: self.role.parse().map_err(|_| bad())?,
            avatar: avatar_url(self.avatar_id),
            creator,
            settings: Settings {
                lang: self.lang.as_deref().and_then(Lang::from_tag),
                theme: self.theme.as_deref().and_then(|theme| theme.parse().ok()),
                activity: self.activity.parse().map_err(|_| bad())?,
                may_write: self.may_write.parse().map_err(|_| bad())?,
                presence: self.presence,
                sensitive: self.sensitive.parse().map_err(|_| bad())?,
                adult: self.adult_at.is_some(),
                marks: self.marks,
                seen: self.seen,
                typing: self.typing,
            },
            unread: few(self.unread),
            unread_messages: Ord::min(few(self.unread_messages), MOST_UNREAD),
            welcomed: self.welcomed_at.is_some(),
            erase_at: self.erase_at.map(Timestamp),
            created_at: Timestamp(self.created_at),
            name: self.name,
            links: links::stored(&self.links),
            bio: self.bio,
        })
    }
}

/// The columns of [`Raw`] that are not of the session. Written out, because this runs on every signed-in
/// request and building the query would cost more than running it; `$1` is understood by both databases.
macro_rules! person_sql {
    ($session:literal $tables:literal $key:literal) => {
        concat!(
            "SELECT ",
            $session,
            ", u.id AS user_id, u.address, u.handle, u.name, u.bio, u.role, u.avatar_id, u.created_at, \
             u.lang, u.theme, u.activity, u.may_write, u.presence, u.sensitive, u.marks, u.seen, u.typing, u.adult_at, u.welcomed_at, u.erase_at, u.links, \
             c.category, c.payout_address, c.next_payout_address, c.next_payout_at FROM ",
            $tables,
            " LEFT JOIN creators c ON c.user_id = u.id WHERE ",
            $key,
            " = $1"
        )
    };
}

// As many unread notifications as MOST_UNREAD are counted, by an index that has no others.
const BY_SESSION: &str = person_sql!(
    "s.id AS session_id, s.expires_at, s.revoked_at, \
     (SELECT COUNT(*) FROM (SELECT 1 AS one FROM notifications n WHERE n.user_id = u.id AND n.read_at IS NULL AND NOT n.hidden \
     LIMIT 100) AS few) AS unread, \
     (SELECT CAST(SUM(p.unread) AS BIGINT) FROM participants p WHERE p.user_id = u.id AND p.unread > 0 AND NOT p.muted) \
     AS unread_messages"
    "sessions s JOIN users u ON u.id = s.user_id"
    "s.id"
);
const BY_ID: &str = person_sql!("NULL AS session_id, NULL AS expires_at, NULL AS revoked_at, NULL AS unread, NULL AS unread_messages" "users u" "u.id");
const BY_ADDRESS: &str = person_sql!("NULL AS session_id, NULL AS expires_at, NULL AS revoked_at, NULL AS unread, NULL AS unread_messages" "users u" "u.address");
const BY_HANDLE: &str = person_sql!("NULL AS session_id, NULL AS expires_at, NULL AS revoked_at, NULL AS unread, NULL AS unread_messages" "users u" "u.handle");

async fn raw(db: &impl ConnectionTrait, sql: &'static str, key: impl Into<Value>) -> Result<Option<Raw>> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [key.into()]);
    Ok(Raw::find_by_statement(statement).one(db).await?)
}

/// The person of a session, whether it runs or not.
pub(super) async fn person_by_session(
    db: &impl ConnectionTrait,
    id: SessionId,
) -> Result<Option<(Person, Standing)>> {
    let Some(raw) = raw(db, BY_SESSION, id.0).await? else {
        return Ok(None);
    };
    let standing = Standing {
        expires_at: Timestamp(raw.expires_at.ok_or_else(|| corrupt("sessions", id))?),
        revoked: raw.revoked_at.is_some(),
    };
    Ok(Some((raw.person()?, standing)))
}

/// A person without a session.
pub(crate) async fn person_by_id(db: &impl ConnectionTrait, id: UserId) -> Result<Option<Person>> {
    raw(db, BY_ID, id.0).await?.map(Raw::person).transpose()
}

/// A person without a session.
pub(super) async fn person_by_address(
    db: &impl ConnectionTrait,
    address: &Address,
) -> Result<Option<Person>> {
    raw(db, BY_ADDRESS, address.to_string())
        .await?
        .map(Raw::person)
        .transpose()
}

/// A person without a session.
pub(super) async fn person_by_handle(db: &impl ConnectionTrait, handle: &Handle) -> Result<Option<Person>> {
    raw(db, BY_HANDLE, handle.as_str())
        .await?
        .map(Raw::person)
        .transpose()
}

/// Adds a person, or nothing when the address or the handle is there already.
pub(super) async fn insert_user(
    db: &impl ConnectionTrait,
    id: UserId,
    address: &Address,
    handle: &Handle,
    name: &str,
    referrer: Option<UserId>,
    now: Timestamp,
) -> Result<()> {
    let row = user::ActiveModel {
        id: Set(id.0),
        address: Set(address.to_string()),
        handle: Set(handle.to_string()),
        name: Set(name.to_owned()),
        bio: Set(String::new()),
        role: Set(Role::Member.as_str().to_owned()),
        avatar_id: Set(None),
        created_at: Set(now.0),
        referrer_id: Set(referrer.map(|referrer| referrer.0)),
        // What a person sets begins as the database has it.
        ..Default::default()
    };
    user::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes what a change names; nothing when it names nothing.
///
/// # Errors
/// [`Code::HandleTaken`] at `handle`.
pub(crate) async fn update_user(db: &impl ConnectionTrait, id: UserId, change: &MeChange) -> Result<()> {
    let mut row = user::ActiveModel {
        id: Set(id.0),
        ..Default::default()
    };
    if let Some(handle) = &change.handle {
        row.handle = Set(handle.to_string());
    }
    if let Some(name) = &change.name {
        row.name = Set(name.clone());
    }
    if let Some(bio) = &change.bio {
        row.bio = Set(bio.clone());
    }
    if let Some(links) = &change.links {
        row.links = Set(links::to_store(links));
    }
    if *change == MeChange::default() {
        return Ok(());
    }
    match row.update(db).await {
        Ok(_) => Ok(()),
        // The handle is the only unique column among these.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(Refusal::from(Code::HandleTaken).at("handle").into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Whose handle this was, and since when it is not.
pub(crate) async fn former_owner(db: &impl ConnectionTrait, handle: &Handle) -> Result<Option<UserId>> {
    let row = former_handle::Entity::find_by_id(handle.as_str()).one(db).await?;
    Ok(row.map(|row| UserId(row.user_id)))
}

/// Keeps a handle that a person leaves, and takes the one they come back to out of those they left.
pub(super) async fn leave_handle(
    db: &impl ConnectionTrait,
    id: UserId,
    left: &Handle,
    taken: &Handle,
    now: Timestamp,
) -> Result<()> {
    former_handle::Entity::delete_many()
        .filter(former_handle::Column::Handle.eq(taken.as_str()))
        .filter(former_handle::Column::UserId.eq(id.0))
        .exec(db)
        .await?;
    let row = former_handle::ActiveModel {
        handle: Set(left.to_string()),
        user_id: Set(id.0),
        left_at: Set(now.0),
    };
    former_handle::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// How many handles a person has left since then.
pub(super) async fn handles_left(db: &impl ConnectionTrait, id: UserId, since: Timestamp) -> Result<u64> {
    Ok(former_handle::Entity::find()
        .filter(former_handle::Column::UserId.eq(id.0))
        .filter(former_handle::Column::LeftAt.gt(since.0))
        .count(db)
        .await?)
}

/// Holds a person until the transaction ends. On SQLite the transaction itself holds them.
pub(crate) async fn lock_user(tx: &DatabaseTransaction, id: UserId) -> Result<()> {
    user::Entity::find_by_id(id.0)
        .select_only()
        .column(user::Column::Id)
        .lock_exclusive()
        .into_tuple::<Uuid>()
        .one(tx)
        .await?;
    Ok(())
}

/// The picture that a person has for a face; none where there is no such person.
pub(super) async fn avatar(db: &impl ConnectionTrait, id: UserId) -> Result<Option<Option<Uuid>>> {
    Ok(user::Entity::find_by_id(id.0)
        .select_only()
        .column(user::Column::AvatarId)
        .into_tuple()
        .one(db)
        .await?)
}

pub(super) async fn set_avatar(db: &impl ConnectionTrait, id: UserId, avatar: Option<Uuid>) -> Result<()> {
    user::Entity::update_many()
        .col_expr(user::Column::AvatarId, Expr::value(avatar))
        .filter(user::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes all settings but whether one is of age.
pub(super) async fn update_settings(
    db: &impl ConnectionTrait,
    id: UserId,
    settings: &Settings,
) -> Result<()> {
    use sea_orm::ActiveValue::Unchanged;
    let row = user::ActiveModel {
        id: Unchanged(id.0),
        lang: Set(settings.lang.map(|lang| lang.tag().to_owned())),
        theme: Set(settings.theme.map(|theme| theme.as_str().to_owned())),
        activity: Set(settings.activity.as_str().to_owned()),
        may_write: Set(settings.may_write.as_str().to_owned()),
        presence: Set(settings.presence),
        sensitive: Set(settings.sensitive.as_str().to_owned()),
        marks: Set(settings.marks),
        seen: Set(settings.seen),
        typing: Set(settings.typing),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}

/// Whether a person wants marks in the pictures that they sell.
pub(crate) async fn marks(db: &impl ConnectionTrait, id: UserId) -> Result<bool> {
    let marks: Option<bool> = user::Entity::find_by_id(id.0)
        .select_only()
        .column(user::Column::Marks)
        .into_tuple()
        .one(db)
        .await?;
    Ok(marks.unwrap_or(false))
}

/// Writes when a person said to be of age, or that they did not.
pub(super) async fn set_of_age(
    db: &impl ConnectionTrait,
    id: UserId,
    moment: Option<Timestamp>,
) -> Result<()> {
    set_moment(db, id, user::Column::AdultAt, moment).await
}

/// Marks a person's first steps as done.
pub(super) async fn welcome(db: &impl ConnectionTrait, id: UserId, now: Timestamp) -> Result<()> {
    set_moment(db, id, user::Column::WelcomedAt, Some(now)).await
}

/// Says when everything about a person is to be erased, or that nothing is.
pub(crate) async fn set_erasure(
    db: &impl ConnectionTrait,
    id: UserId,
    moment: Option<Timestamp>,
) -> Result<()> {
    set_moment(db, id, user::Column::EraseAt, moment).await
}

async fn set_moment(
    db: &impl ConnectionTrait,
    id: UserId,
    column: user::Column,
    moment: Option<Timestamp>,
) -> Result<()> {
    user::Entity::update_many()
        .col_expr(column, Expr::value(moment.map(|moment| moment.0)))
        .filter(user::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether somebody had this handle and has the role now.
pub(super) async fn update_role(db: &impl ConnectionTrait, handle: &Handle, role: Role) -> Result<bool> {
    let updated = user::Entity::update_many()
        .col_expr(user::Column::Role, Expr::value(role.as_str()))
        .filter(user::Column::Handle.eq(handle.as_str()))
        .exec(db)
        .await?;
    Ok(updated.rows_affected == 1)
}

// Sessions.

pub(super) async fn insert_session(db: &impl ConnectionTrait, row: session::Model) -> Result<()> {
    session::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// A session, whether it runs or not.
pub(super) async fn session(db: &impl ConnectionTrait, id: SessionId) -> Result<Option<session::Model>> {
    Ok(session::Entity::find_by_id(id.0).one(db).await?)
}

/// Replaces a session's secret if it is still `old`; whether it was.
pub(super) async fn rotate_session(
    db: &impl ConnectionTrait,
    id: SessionId,
    old: &str,
    new: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool> {
    let rotated = session::Entity::update_many()
        .col_expr(session::Column::SecretHash, Expr::value(new))
        .col_expr(session::Column::PreviousHash, Expr::value(old))
        .col_expr(session::Column::RotatedAt, Expr::value(now.0))
        .col_expr(session::Column::ExpiresAt, Expr::value(expires_at.0))
        .filter(session::Column::Id.eq(id.0))
        .filter(session::Column::SecretHash.eq(old))
        .filter(session::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(rotated.rows_affected == 1)
}

/// The running sessions of a person, the last seen first.
pub(super) async fn sessions_of(
    db: &impl ConnectionTrait,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<session::Model>> {
    Ok(session::Entity::find()
        .filter(session::Column::UserId.eq(user.0))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now.0))
        .order_by_desc(session::Column::RotatedAt)
        .order_by_desc(session::Column::Id)
        .all(db)
        .await?)
}

/// Ends one session of a person, or all but one; how many ended.
pub(super) async fn revoke_own(
    db: &impl ConnectionTrait,
    user: UserId,
    which: OneOrOthers,
    now: Timestamp,
) -> Result<u64> {
    let which = match which {
        OneOrOthers::One(id) => session::Column::Id.eq(id.0),
        OneOrOthers::AllBut(id) => session::Column::Id.ne(id.0),
    };
    let revoked = session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now.0))
        .col_expr(session::Column::RevokedWhy, Expr::value("revoked"))
        .filter(session::Column::UserId.eq(user.0))
        .filter(which)
        .filter(session::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(revoked.rows_affected)
}

/// Sessions of one person.
#[derive(Clone, Copy, Debug)]
pub(super) enum OneOrOthers {
    One(SessionId),
    AllBut(SessionId),
}

/// Ends a session that has not ended yet.
pub(super) async fn revoke_session(
    db: &impl ConnectionTrait,
    id: SessionId,
    why: &str,
    now: Timestamp,
) -> Result<()> {
    revoke(db, session::Column::Id, id.0, why, now).await
}

/// Ends all sessions of a person that have not ended yet.
pub(super) async fn revoke_sessions_of(
    db: &impl ConnectionTrait,
    user: UserId,
    why: &str,
    now: Timestamp,
) -> Result<()> {
    revoke(db, session::Column::UserId, user.0, why, now).await
}

async fn revoke(
    db: &impl ConnectionTrait,
    column: session::Column,
    key: Uuid,
    why: &str,
    now: Timestamp,
) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now.0))
        .col_expr(session::Column::RevokedWhy, Expr::value(why))
        .filter(column.eq(key))
        .filter(session::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

// Signing keys.

pub(super) async fn signing_keys(db: &impl ConnectionTrait) -> Result<Vec<signing_key::Model>> {
    Ok(signing_key::Entity::find().all(db).await?)
}

/// Adds a key, or nothing when another process added one of this number.
pub(super) async fn insert_signing_key(db: &impl ConnectionTrait, row: signing_key::Model) -> Result<()> {
    signing_key::Entity::insert(row.into_active_model())
        .on_conflict_do_nothing()
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub(super) async fn delete_signing_key(db: &impl ConnectionTrait, id: &str) -> Result<()> {
    signing_key::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Has a statement with `users` in it find what [`named`] reads.
pub(crate) fn naming(select: &mut SelectStatement) {
    let creates = Expr::exists(
        Query::select()
            .expr(Expr::val(1))
            .from("creators")
            .and_where(Expr::col(("creators", "user_id")).equals(("users", "id")))
            .take(),
    );
    select
        .columns([("users", "handle"), ("users", "name"), ("users", "avatar_id")])
        .expr_as(creates, "creates");
}

/// The name and face of a person, where there is one.
pub(crate) fn named(id: Uuid, row: &QueryResult) -> Result<Option<PersonRef>> {
    let Some(handle) = row.try_get::<Option<String>>("", "handle")? else {
        return Ok(None);
    };
    Ok(Some(PersonRef {
        handle: Handle::from_str(&handle).map_err(|_| corrupt("users", id))?,
        name: row.try_get("", "name")?,
        avatar: avatar_url(row.try_get("", "avatar_id")?),
        creator: row.try_get("", "creates")?,
    }))
}

/// Names and faces of these people.
pub(crate) async fn people(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, PersonRef>> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut find = Query::select()
        .column("id")
        .from("users")
        .and_where(Expr::col("id").is_in(ids))
        .take();
    naming(&mut find);
    let mut found = HashMap::new();
    for row in db.query_all(&find).await? {
        let id: Uuid = row.try_get("", "id")?;
        if let Some(person) = named(id, &row)? {
            found.insert(id, person);
        }
    }
    Ok(found)
}
