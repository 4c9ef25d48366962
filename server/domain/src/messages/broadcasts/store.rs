//! All SQL of messages to many. It decides nothing.

use crate::{
    Domain, Error, Result, Tx,
    columns::{behind, corrupt},
    identity::entity::user,
    messages::entity::{broadcast, conversation, message, participant},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use shared::{
    Timestamp,
    ids::{BroadcastId, ConversationId, UserId},
    messages::{Audience, folded},
    settings::MayWrite,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Holds a creator until the transaction ends, so that two of their messages to many are begun one after the other.
pub(super) async fn hold_author(tx: &DatabaseTransaction, author: UserId) -> Result<()> {
    user::Entity::find_by_id(author.0)
        .select_only()
        .column(user::Column::Id)
        .lock_exclusive()
        .into_tuple::<Uuid>()
        .one(tx)
        .await?;
    Ok(())
}

pub(super) async fn insert(tx: &DatabaseTransaction, row: broadcast::Model) -> Result<()> {
    broadcast::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// What this creator began under this key.
pub(super) async fn by_key(
    db: &impl ConnectionTrait,
    author: UserId,
    key: &str,
) -> Result<Option<broadcast::Model>> {
    use broadcast::Column as B;
    Ok(broadcast::Entity::find()
        .filter(B::CreatorId.eq(author.0))
        .filter(B::IdempotencyKey.eq(key))
        .one(db)
        .await?)
}

/// How many this creator began since then.
pub(super) async fn begun_since(db: &impl ConnectionTrait, author: UserId, since: Timestamp) -> Result<u64> {
    use broadcast::Column as B;
    Ok(broadcast::Entity::find()
        .filter(B::CreatorId.eq(author.0))
        .filter(B::CreatedAt.gte(since.0))
        .count(db)
        .await?)
}

/// A piece of a creator's, the newest first, and how many there are.
pub(super) async fn page(
    db: &impl ConnectionTrait,
    author: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<(Vec<broadcast::Model>, u64)> {
    use broadcast::Column as B;
    let theirs = || broadcast::Entity::find().filter(B::CreatorId.eq(author.0));
    let mut select = theirs();
    if let Some(after) = after {
        select = select.filter(behind((B::CreatedAt, B::Id), after));
    }
    let rows = select
        .order_by_desc(B::CreatedAt)
        .order_by_desc(B::Id)
        .limit(u64::from(limit) + 1)
        .all(db)
        .await?;
    Ok((rows, theirs().count(db).await?))
}

/// Those of which a piece is due.
pub(super) async fn due(db: &impl ConnectionTrait, now: Timestamp) -> Result<Vec<BroadcastId>> {
    use broadcast::Column as B;
    let ids: Vec<Uuid> = broadcast::Entity::find()
        .select_only()
        .column(B::Id)
        .filter(B::DueAt.lte(now.0))
        .order_by_asc(B::DueAt)
        .limit(100)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(BroadcastId).collect())
}

/// Takes the next piece, until a moment; false where somebody else has.
pub(super) async fn claim(
    db: &impl ConnectionTrait,
    id: BroadcastId,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool> {
    use broadcast::Column as B;
    let taken = broadcast::Entity::update_many()
        .col_expr(B::DueAt, Expr::value(until.0))
        .filter(B::Id.eq(id.0))
        .filter(B::DueAt.lte(now.0))
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Holds one until the transaction ends.
pub(super) async fn lock(tx: &DatabaseTransaction, id: BroadcastId) -> Result<Option<broadcast::Model>> {
    Ok(broadcast::Entity::find_by_id(id.0)
        .lock_exclusive()
        .one(tx)
        .await?)
}

/// When the next piece is due, if there is one.
pub(super) async fn goes_on(tx: &DatabaseTransaction, id: BroadcastId, at: Option<Timestamp>) -> Result<()> {
    use broadcast::Column as B;
    broadcast::Entity::update_many()
        .col_expr(B::DueAt, Expr::value(at.map(|at| at.0)))
        .filter(B::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

pub(super) async fn unsend(tx: &DatabaseTransaction, id: Uuid, now: Timestamp) -> Result<()> {
    use broadcast::Column as B;
    broadcast::Entity::update_many()
        .col_expr(B::UnsentAt, Expr::value(now.0))
        .col_expr(B::DueAt, Expr::value(now.0))
        .filter(B::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// It went to so many more, and so many were passed over, the last of whom is this one.
pub(super) async fn count(
    tx: &DatabaseTransaction,
    id: Uuid,
    last: UserId,
    (sent, skipped): (usize, usize),
) -> Result<()> {
    use broadcast::Column as B;
    let signed = |count: usize| i64::try_from(count).map_err(Error::internal);
    broadcast::Entity::update_many()
        .col_expr(B::AfterId, Expr::value(last.0))
        .col_expr(B::Sent, Expr::col(B::Sent).add(signed(sent)?))
        .col_expr(B::Skipped, Expr::col(B::Skipped).add(signed(skipped)?))
        .filter(B::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// One of an audience, with what bears on whether they are written to.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub user: UserId,
    pub lets: MayWrite,
    pub followed: bool,
    pub blocked: bool,
    pub blocking: bool,
    pub subscribed: bool,
    pub wrote: bool,
}

/// A subscription that runs at `$3`.
const RUNNING: &str = "kind = 'subscription' AND revoked_at IS NULL AND starts_at <= $3 AND open_until > $3";

/// The ids of an audience of `$1` behind `$2`, at `$3`.
fn members(audience: Audience) -> String {
    match audience.tier() {
        None => "SELECT user_id FROM follows WHERE creator_id = $1 AND user_id > $2".to_owned(),
        Some(level) => format!(
            "SELECT DISTINCT user_id FROM grants WHERE creator_id = $1 AND user_id > $2 AND {RUNNING} AND tier_rank >= {}",
            level.rank()
        ),
    }
}

/// How many an audience are.
pub(super) async fn size(
    db: &impl ConnectionTrait,
    (author, audience): (UserId, Audience),
    now: Timestamp,
) -> Result<i64> {
    let members = members(audience);
    // Every value is named, also where followers are counted, who are the same at any time.
    let sql = format!("SELECT COUNT(*) AS size FROM ({members}) a WHERE a.user_id <> $1 AND $3 > 0");
    let values = [author.0.into(), Uuid::nil().into(), now.0.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let row = db.query_one_raw(statement).await?;
    Ok(row
        .ok_or_else(|| Error::internal("a count has a row"))?
        .try_get("", "size")?)
}

/// The next of an audience behind one of them, in the order of their ids.
pub(super) async fn audience(
    db: &impl ConnectionTrait,
    (author, audience): (UserId, Audience),
    after: Option<Uuid>,
    most: u64,
    now: Timestamp,
) -> Result<Vec<Asked>> {
    let from = members(audience);
    let sql = format!(
        "SELECT u.id AS id, u.may_write AS may_write, \
         EXISTS (SELECT 1 FROM follows f WHERE f.user_id = u.id AND f.creator_id = $1) AS followed, \
         EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = u.id AND b.target_id = $1) AS blocked, \
         EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = $1 AND b.target_id = u.id) AS blocking, \
         EXISTS (SELECT 1 FROM grants WHERE user_id = $1 AND creator_id = u.id AND {RUNNING}) AS subscribed, \
         EXISTS (SELECT 1 FROM participants p JOIN messages m ON m.conversation_id = p.conversation_id \
                 WHERE p.user_id = $1 AND p.other_id = u.id AND m.author_id = u.id) AS wrote \
         FROM ({from} ORDER BY user_id LIMIT {most}) a JOIN users u ON u.id = a.user_id WHERE u.id <> $1 ORDER BY u.id"
    );
    let values = [author.0.into(), after.unwrap_or_default().into(), now.0.into()];
    let found = db
        .query_all_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            sql,
            values,
        ))
        .await?;
    found
        .into_iter()
        .map(|row| {
            let user: Uuid = row.try_get("", "id")?;
            let lets: String = row.try_get("", "may_write")?;
            Ok(Asked {
                user: UserId(user),
                lets: lets.parse().map_err(|_| corrupt("users", user))?,
                followed: row.try_get("", "followed")?,
                blocked: row.try_get("", "blocked")?,
                blocking: row.try_get("", "blocking")?,
                subscribed: row.try_get("", "subscribed")?,
                wrote: row.try_get("", "wrote")?,
            })
        })
        .collect()
}

/// The conversations of a creator with these people, made where there are none, held until the transaction ends.
pub(super) async fn conversations(
    domain: &Domain,
    tx: &Tx,
    author: UserId,
    with: &[UserId],
) -> Result<Vec<(ConversationId, UserId)>> {
    use conversation::Column as C;
    use participant::Column as P;
    if with.is_empty() {
        return Ok(Vec::new());
    }
    let pair = |user: &UserId| (author.min(*user), author.max(*user));
    let now = domain.now();
    let rows = with.iter().map(|user| {
        let (low, high) = pair(user);
        conversation::Model {
            id: domain.new_id(),
            low_id: low.0,
            high_id: high.0,
            // It is begun, and by nobody who wrote to one person alone.
            begun_by: Some(author.0),
            begun_at: Some(0),
            created_at: now.0,
        }
        .into_active_model()
    });
    let once = OnConflict::columns([C::LowId, C::HighId]).do_nothing().to_owned();
    conversation::Entity::insert_many(rows)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    let others = || with.iter().map(|user| user.0);
    let theirs = Condition::any()
        .add(C::LowId.eq(author.0).and(C::HighId.is_in(others())))
        .add(C::HighId.eq(author.0).and(C::LowId.is_in(others())));
    let found: Vec<(Uuid, Uuid, Uuid)> = conversation::Entity::find()
        .select_only()
        .columns([C::Id, C::LowId, C::HighId])
        .filter(theirs.clone())
        .order_by_asc(C::Id)
        .into_tuple()
        .all(tx)
        .await?;
    conversation::Entity::update_many()
        .col_expr(C::BegunBy, Expr::value(author.0))
        .col_expr(C::BegunAt, Expr::value(0_i64))
        .filter(theirs)
        .filter(C::BegunBy.is_null())
        .exec(tx)
        .await?;
    let sides = found.iter().flat_map(|(id, low, high)| {
        [(low, high), (high, low)].map(|(user, other)| {
            participant::Model {
                conversation_id: *id,
                user_id: *user,
                other_id: *other,
                last_at: 0,
                last_id: None,
                unread: 0,
                read_until: 0,
                muted: false,
            }
            .into_active_model()
        })
    });
    let once = OnConflict::columns([P::ConversationId, P::UserId])
        .do_nothing()
        .to_owned();
    participant::Entity::insert_many(sides)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    participant::Entity::find()
        .select_only()
        .column(P::UserId)
        .filter(P::ConversationId.is_in(found.iter().map(|(id, ..)| *id)))
        .order_by_asc(P::ConversationId)
        .order_by_asc(P::UserId)
        .lock_exclusive()
        .into_tuple::<Uuid>()
        .all(tx)
        .await?;
    let other = |low: Uuid, high: Uuid| UserId(if low == author.0 { high } else { low });
    Ok(found
        .into_iter()
        .map(|(id, low, high)| (ConversationId(id), other(low, high)))
        .collect())
}

/// Those of these people who keep their bell quiet about the conversation.
pub(super) async fn muted(
    db: &impl ConnectionTrait,
    of: &[(ConversationId, UserId)],
) -> Result<HashSet<(ConversationId, UserId)>> {
    use participant::Column as P;
    let muted: Vec<(Uuid, Uuid)> = participant::Entity::find()
        .select_only()
        .columns([P::ConversationId, P::UserId])
        .filter(P::ConversationId.is_in(of.iter().map(|(id, _)| id.0)))
        .filter(P::Muted.eq(true))
        .into_tuple()
        .all(db)
        .await?;
    Ok(muted
        .into_iter()
        .map(|(id, user)| (ConversationId(id), UserId(user)))
        .collect())
}

/// Writes it into these conversations, as their newest for whoever gets it; its author's own list is not filled by it.
pub(super) async fn write(
    domain: &Domain,
    tx: &Tx,
    row: &broadcast::Model,
    to: &[(ConversationId, UserId)],
) -> Result<()> {
    use participant::Column as P;
    if to.is_empty() {
        return Ok(());
    }
    let ids = || to.iter().map(|(id, _)| id.0);
    // Within each conversation it is the latest, whatever clocks say.
    let last: Option<i64> = participant::Entity::find()
        .select_only()
        .column_as(P::LastAt.max(), "last")
        .filter(P::ConversationId.is_in(ids()))
        .into_tuple()
        .one(tx)
        .await?;
    let at = Ord::max(domain.now().0, last.unwrap_or(0) + 1);
    let written: HashMap<Uuid, Uuid> = ids().map(|id| (id, domain.new_id())).collect();
    let messages = written.iter().map(|(conversation, id)| {
        message::Model {
            id: *id,
            conversation_id: *conversation,
            author_id: row.creator_id,
            answers_id: None,
            broadcast_id: Some(row.id),
            post_id: row.post_id,
            order_id: None,
            tip: None,
            tip_currency: None,
            folded: folded(&row.body),
            body: row.body.clone(),
            idempotency_key: None,
            created_at: at,
            edited_at: None,
            deleted_at: None,
        }
        .into_active_model()
    });
    message::Entity::insert_many(messages)
        .exec_without_returning(tx)
        .await?;
    let newest = Query::select()
        .column("id")
        .from("messages")
        .and_where(Expr::col(("messages", "conversation_id")).equals(("participants", "conversation_id")))
        .and_where(Expr::col(("messages", "created_at")).eq(at))
        .take();
    participant::Entity::update_many()
        .col_expr(P::LastAt, Expr::value(at))
        .col_expr(P::LastId, Expr::from(newest))
        .col_expr(P::Unread, Expr::col(P::Unread).add(1))
        .filter(P::ConversationId.is_in(ids()))
        .filter(P::UserId.ne(row.creator_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes it out of the next conversations that have it: of how many, and which they are of whom, but for who left.
pub(super) async fn erase(
    tx: &DatabaseTransaction,
    broadcast: Uuid,
    most: u64,
    now: Timestamp,
) -> Result<(u64, Vec<(Uuid, Uuid)>)> {
    use message::Column as M;
    use participant::Column as P;
    let rows: Vec<(Uuid, Uuid, i64)> = message::Entity::find()
        .select_only()
        .columns([M::Id, M::ConversationId, M::CreatedAt])
        .filter(M::BroadcastId.eq(broadcast))
        .filter(M::DeletedAt.is_null())
        .order_by_asc(M::ConversationId)
        .limit(most)
        .into_tuple()
        .all(tx)
        .await?;
    if rows.is_empty() {
        return Ok((0, Vec::new()));
    }
    let conversations = || rows.iter().map(|(_, conversation, _)| *conversation);
    let sides: Vec<(Uuid, Uuid, Uuid, i64)> = participant::Entity::find()
        .select_only()
        .columns([P::ConversationId, P::UserId, P::OtherId, P::ReadUntil])
        .filter(P::ConversationId.is_in(conversations()))
        .order_by_asc(P::ConversationId)
        .order_by_asc(P::UserId)
        .lock_exclusive()
        .into_tuple()
        .all(tx)
        .await?;
    message::Entity::update_many()
        .col_expr(M::Body, Expr::value(""))
        .col_expr(M::Folded, Expr::value(""))
        .col_expr(M::DeletedAt, Expr::value(now.0))
        .filter(M::Id.is_in(rows.iter().map(|(id, ..)| *id)))
        .exec(tx)
        .await?;
    let when: HashMap<Uuid, i64> = rows.iter().map(|(_, id, at)| (*id, *at)).collect();
    let unread = sides
        .iter()
        .filter(|(id, _, _, read)| when.get(id).is_some_and(|at| read < at));
    let unread: Vec<Uuid> = unread.map(|(id, ..)| *id).collect();
    let author: Option<Uuid> = broadcast::Entity::find_by_id(broadcast)
        .select_only()
        .column(broadcast::Column::CreatorId)
        .into_tuple()
        .one(tx)
        .await?;
    let author = author.ok_or_else(|| corrupt("broadcasts", broadcast))?;
    participant::Entity::update_many()
        .col_expr(P::Unread, Expr::col(P::Unread).sub(1))
        .filter(P::ConversationId.is_in(unread))
        .filter(P::UserId.ne(author))
        .filter(P::Unread.gt(0))
        .exec(tx)
        .await?;
    let theirs = sides.into_iter().filter(|(_, user, ..)| *user != author);
    Ok((
        rows.len() as u64,
        theirs.map(|(id, user, ..)| (id, user)).collect(),
    ))
}
