//! All SQL about conversations and messages. It decides nothing.

use super::entity::{conversation, message, participant, reaction};
use crate::{
    Result,
    columns::{behind, unsigned},
    identity::{self, entity::user},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult,
    IntoActiveModel, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait,
    Select,
    sea_query::{Expr, ExprTrait, LikeExpr, OnConflict, Query, SelectStatement},
};
use shared::{
    Timestamp,
    comments::PersonRef,
    ids::{ConversationId, MessageId, OrderId, PostId, UserId},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The conversation of two people; made where there is none. `new` is its id then.
pub(super) async fn of_pair(
    tx: &DatabaseTransaction,
    new: Uuid,
    (one, other): (UserId, UserId),
    now: Timestamp,
) -> Result<ConversationId> {
    use conversation::Column as C;
    let (low, high) = (one.min(other), one.max(other));
    let row = conversation::Model {
        id: new,
        low_id: low.0,
        high_id: high.0,
        begun_by: None,
        begun_at: None,
        created_at: now.0,
    };
    let once = OnConflict::columns([C::LowId, C::HighId]).do_nothing().to_owned();
    let added = conversation::Entity::insert(row.into_active_model())
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    if added == 1 {
        let theirs = |user: UserId, other: UserId| {
            participant::Model {
                conversation_id: new,
                user_id: user.0,
                other_id: other.0,
                last_at: 0,
                last_id: None,
                unread: 0,
                read_until: 0,
                muted: false,
            }
            .into_active_model()
        };
        participant::Entity::insert_many([theirs(low, high), theirs(high, low)])
            .exec_without_returning(tx)
            .await?;
        return Ok(ConversationId(new));
    }
    let id: Option<Uuid> = conversation::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::LowId.eq(low.0))
        .filter(C::HighId.eq(high.0))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(ConversationId(
        id.ok_or_else(|| crate::columns::corrupt("conversations", new))?,
    ))
}

/// A conversation as this person has it; none where it is not theirs.
pub(super) async fn of_user(
    db: &impl ConnectionTrait,
    id: ConversationId,
    user: UserId,
) -> Result<Option<participant::Model>> {
    Ok(participant::Entity::find_by_id((id.0, user.0)).one(db).await?)
}

/// The other one of a conversation, as long as they have it.
#[derive(Clone, Debug)]
pub(super) struct Other {
    pub who: PersonRef,
    /// Whom they let write to them, as it is stored.
    pub may_write: String,
    /// How far they have read, where they let others see that.
    pub seen_until: Option<i64>,
}

/// A conversation as somebody has it, and the other one.
pub(super) type Both = (participant::Model, Option<Other>);

/// Finds the other one of each conversation too.
fn with_others(select: Select<participant::Entity>) -> SelectStatement {
    let other = |column: &'static str| Expr::col(("other", column));
    let the_other = other("conversation_id")
        .equals(("participants", "conversation_id"))
        .and(other("user_id").equals(("participants", "other_id")));
    let mut find = select.into_query();
    find.join_as(JoinType::LeftJoin, "participants", "other", the_other)
        .left_join("users", Expr::col(("users", "id")).equals(("other", "user_id")))
        .columns([("users", "may_write"), ("users", "seen")])
        .expr_as(other("read_until"), "seen_until");
    identity::store::naming(&mut find);
    find
}

fn both(row: &QueryResult) -> Result<Both> {
    let own = participant::Model::from_query_result(row, "")?;
    let other = match identity::store::named(own.other_id, row)? {
        Some(who) => Some(Other {
            who,
            may_write: row.try_get("", "may_write")?,
            seen_until: match row.try_get("", "seen")? {
                true => Some(row.try_get("", "seen_until")?),
                false => None,
            },
        }),
        None => None,
    };
    Ok((own, other))
}

/// A conversation as this person has it, with the other one; none where it is not theirs.
pub(super) async fn of_both(
    db: &impl ConnectionTrait,
    id: ConversationId,
    user: UserId,
) -> Result<Option<Both>> {
    let theirs = participant::Entity::find_by_id((id.0, user.0));
    let row = db.query_one(&with_others(theirs)).await?;
    row.as_ref().map(both).transpose()
}

/// Holds a conversation until the transaction ends, as both have it, so that what is written in it has an order; one's own first.
/// None where it is not theirs. On SQLite the transaction itself holds it.
pub(super) async fn lock(
    tx: &DatabaseTransaction,
    id: ConversationId,
    user: UserId,
) -> Result<Option<(participant::Model, Option<participant::Model>)>> {
    use participant::Column as P;
    let rows = participant::Entity::find()
        .filter(P::ConversationId.eq(id.0))
        .order_by_asc(P::UserId)
        .lock_exclusive()
        .all(tx)
        .await?;
    let (own, other): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.user_id == user.0);
    Ok(own.into_iter().next().map(|own| (own, other.into_iter().next())))
}

/// A piece of somebody's conversations in which something was written, the newest first, and how many there are.
pub(super) async fn page(
    db: &impl ConnectionTrait,
    user: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<(Vec<Both>, u64)> {
    use participant::Column as P;
    let theirs = || {
        participant::Entity::find()
            .filter(P::UserId.eq(user.0))
            .filter(P::LastAt.gt(0))
    };
    let mut select = theirs();
    if let Some(after) = after {
        let place = (P::LastAt.as_column_ref(), P::ConversationId.as_column_ref());
        select = select.filter(behind(place, after));
    }
    let select = select
        .order_by_desc(P::LastAt)
        .order_by_desc(P::ConversationId)
        .limit(u64::from(limit) + 1);
    let rows = db.query_all(&with_others(select)).await?;
    let rows = rows.iter().map(both).collect::<Result<_>>()?;
    Ok((rows, theirs().count(db).await?))
}

/// Messages by their ids.
pub(super) async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, message::Model>> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = message::Entity::find()
        .filter(message::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// One message, with the conversation as this person has it; none where that is not theirs.
pub(super) async fn message(
    db: &impl ConnectionTrait,
    id: MessageId,
    user: UserId,
) -> Result<Option<(message::Model, participant::Model)>> {
    let Some(row) = message::Entity::find_by_id(id.0).one(db).await? else {
        return Ok(None);
    };
    let own = of_user(db, ConversationId(row.conversation_id), user).await?;
    Ok(own.map(|own| (row, own)))
}

/// A piece of what was written, the newest first, and how much there is: all of it, or what has these words, folded.
pub(super) async fn history(
    db: &impl ConnectionTrait,
    id: ConversationId,
    words: Option<&str>,
    limit: u32,
    before: Option<i64>,
) -> Result<(Vec<message::Model>, u64)> {
    use message::Column as M;
    let all = || -> Select<message::Entity> {
        let mut select = message::Entity::find().filter(M::ConversationId.eq(id.0));
        if let Some(words) = words {
            let literal: String = words
                .chars()
                .flat_map(|c| {
                    let escape = matches!(c, '%' | '_' | '\\').then_some('\\');
                    escape.into_iter().chain([c])
                })
                .collect();
            let like = LikeExpr::new(format!("%{literal}%")).escape('\\');
            select = select
                .filter(M::DeletedAt.is_null())
                .filter(Expr::col(M::Folded).like(like));
        }
        select
    };
    let mut select = all();
    if let Some(before) = before {
        select = select.filter(M::CreatedAt.lt(before));
    }
    let there_are = all().select_only().expr(Expr::col(M::Id).count()).into_query();
    let mut find = select
        .order_by_desc(M::CreatedAt)
        .limit(u64::from(limit) + 1)
        .into_query();
    find.expr_as(Expr::SubQuery(None, Box::new(there_are.into())), "there_are");
    let found = db.query_all(&find).await?;
    let total = match found.first() {
        Some(row) => unsigned(row.try_get("", "there_are")?),
        None if before.is_none() => 0,
        None => all().count(db).await?,
    };
    let rows = found.iter().map(|row| message::Model::from_query_result(row, ""));
    Ok((rows.collect::<Result<_, _>>()?, total))
}

/// What was said to these messages without a word.
pub(super) async fn reactions(
    db: &impl ConnectionTrait,
    to: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<reaction::Model>> {
    use reaction::Column as R;
    let to: Vec<Uuid> = to.into_iter().collect();
    if to.is_empty() {
        return Ok(Vec::new());
    }
    Ok(reaction::Entity::find()
        .filter(R::MessageId.is_in(to))
        .order_by_asc(R::CreatedAt)
        .order_by_asc(R::UserId)
        .all(db)
        .await?)
}

/// Adds a message; false if its author has written under this key before.
pub(super) async fn insert(tx: &DatabaseTransaction, row: message::Model) -> Result<bool> {
    use message::Column as M;
    let once = OnConflict::columns([M::AuthorId, M::IdempotencyKey])
        .do_nothing()
        .to_owned();
    let added = message::Entity::insert(row.into_active_model())
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    Ok(added == 1)
}

/// What this person wrote under this key.
pub(super) async fn by_key(
    db: &impl ConnectionTrait,
    author: UserId,
    key: &str,
) -> Result<Option<message::Model>> {
    use message::Column as M;
    Ok(message::Entity::find()
        .filter(M::AuthorId.eq(author.0))
        .filter(M::IdempotencyKey.eq(key))
        .one(db)
        .await?)
}

/// Puts a new message at the end of a conversation as both have it: its author has read all of it.
pub(super) async fn ends_with(tx: &DatabaseTransaction, row: &message::Model) -> Result<()> {
    use participant::Column as P;
    participant::Entity::update_many()
        .col_expr(P::LastAt, Expr::value(row.created_at))
        .col_expr(P::LastId, Expr::value(row.id))
        .col_expr(
            P::Unread,
            Expr::case(Expr::col(P::UserId).eq(row.author_id), Expr::value(0_i64))
                .finally(Expr::col(P::Unread).add(1))
                .into(),
        )
        .col_expr(
            P::ReadUntil,
            Expr::case(
                Expr::col(P::UserId).eq(row.author_id),
                Expr::value(row.created_at),
            )
            .finally(Expr::col(P::ReadUntil))
            .into(),
        )
        .filter(P::ConversationId.eq(row.conversation_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes down who wrote first, where nobody has yet; whether nobody had.
pub(super) async fn begin(
    tx: &DatabaseTransaction,
    id: ConversationId,
    by: UserId,
    now: Timestamp,
) -> Result<bool> {
    use conversation::Column as C;
    let done = conversation::Entity::update_many()
        .col_expr(C::BegunBy, Expr::value(by.0))
        .col_expr(C::BegunAt, Expr::value(now.0))
        .filter(C::Id.eq(id.0))
        .filter(C::BegunBy.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// How many conversations somebody has begun since then.
pub(super) async fn begun_since(db: &impl ConnectionTrait, by: UserId, since: Timestamp) -> Result<u64> {
    use conversation::Column as C;
    Ok(conversation::Entity::find()
        .filter(C::BegunBy.eq(by.0))
        .filter(C::BegunAt.gte(since.0))
        .count(db)
        .await?)
}

/// Whether somebody wrote in a conversation.
pub(super) async fn wrote(db: &impl ConnectionTrait, id: ConversationId, user: UserId) -> Result<bool> {
    use message::Column as M;
    let one: Option<Uuid> = message::Entity::find()
        .select_only()
        .column(M::Id)
        .filter(M::ConversationId.eq(id.0))
        .filter(M::AuthorId.eq(user.0))
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(one.is_some())
}

/// Writes down how far somebody has read; what they have read further stays. Whether that was news.
pub(super) async fn read(tx: &DatabaseTransaction, own: &participant::Model, until: i64) -> Result<bool> {
    use participant::Column as P;
    if until <= own.read_until && own.unread == 0 {
        return Ok(false);
    }
    let until = Ord::max(until, own.read_until);
    let left = message::Entity::find()
        .filter(message::Column::ConversationId.eq(own.conversation_id))
        .filter(message::Column::AuthorId.ne(own.user_id))
        .filter(message::Column::CreatedAt.gt(until))
        .filter(message::Column::DeletedAt.is_null())
        .count(tx)
        .await?;
    let left = i64::try_from(left).map_err(crate::Error::internal)?;
    participant::Entity::update_many()
        .col_expr(P::ReadUntil, Expr::value(until))
        .col_expr(P::Unread, Expr::value(left))
        .filter(one(own))
        .exec(tx)
        .await?;
    Ok(left != own.unread || until != own.read_until)
}

fn one(own: &participant::Model) -> Condition {
    use participant::Column as P;
    Condition::all()
        .add(P::ConversationId.eq(own.conversation_id))
        .add(P::UserId.eq(own.user_id))
}

pub(super) async fn mute(db: &impl ConnectionTrait, own: &participant::Model, on: bool) -> Result<()> {
    participant::Entity::update_many()
        .col_expr(participant::Column::Muted, Expr::value(on))
        .filter(one(own))
        .exec(db)
        .await?;
    Ok(())
}

/// How many messages somebody has not read in conversations that they have not muted; counted no further than `most`.
pub(super) async fn unread(db: &impl ConnectionTrait, user: UserId, most: u32) -> Result<u32> {
    use participant::Column as P;
    let counts: Vec<i64> = participant::Entity::find()
        .select_only()
        .column(P::Unread)
        .filter(P::UserId.eq(user.0))
        .filter(P::Unread.gt(0))
        .filter(P::Muted.eq(false))
        .limit(u64::from(most))
        .into_tuple()
        .all(db)
        .await?;
    let sum: i64 = counts.iter().sum();
    Ok(Ord::min(u32::try_from(sum).unwrap_or(most), most))
}

/// Writes other words.
pub(super) async fn rewrite(
    tx: &DatabaseTransaction,
    id: Uuid,
    (body, folded): (String, String),
    now: Timestamp,
) -> Result<()> {
    use message::Column as M;
    message::Entity::update_many()
        .col_expr(M::Body, Expr::value(body))
        .col_expr(M::Folded, Expr::value(folded))
        .col_expr(M::EditedAt, Expr::value(now.0))
        .filter(M::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes the words away for good, and what was said to them; who had not read it has one less to read.
pub(super) async fn erase(tx: &DatabaseTransaction, row: &message::Model, now: Timestamp) -> Result<()> {
    use message::Column as M;
    use participant::Column as P;
    message::Entity::update_many()
        .col_expr(M::Body, Expr::value(""))
        .col_expr(M::Folded, Expr::value(""))
        .col_expr(M::DeletedAt, Expr::value(now.0))
        .filter(M::Id.eq(row.id))
        .exec(tx)
        .await?;
    reaction::Entity::delete_many()
        .filter(reaction::Column::MessageId.eq(row.id))
        .exec(tx)
        .await?;
    participant::Entity::update_many()
        .col_expr(P::Unread, Expr::col(P::Unread).sub(1))
        .filter(P::ConversationId.eq(row.conversation_id))
        .filter(P::UserId.ne(row.author_id))
        .filter(P::ReadUntil.lt(row.created_at))
        .filter(P::Unread.gt(0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Says something without a word, in place of what was said before; nothing takes it back. Whether that changed anything.
pub(super) async fn react(
    tx: &DatabaseTransaction,
    (message, user): (Uuid, UserId),
    said: Option<&str>,
    now: Timestamp,
) -> Result<bool> {
    use reaction::Column as R;
    let mine = || {
        Condition::all()
            .add(R::MessageId.eq(message))
            .add(R::UserId.eq(user.0))
    };
    let before = reaction::Entity::find().filter(mine()).one(tx).await?;
    if before.as_ref().map(|row| row.reaction.as_str()) == said {
        return Ok(false);
    }
    reaction::Entity::delete_many().filter(mine()).exec(tx).await?;
    if let Some(said) = said {
        let row = reaction::Model {
            message_id: message,
            user_id: user.0,
            reaction: said.to_owned(),
            created_at: now.0,
        };
        reaction::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(true)
}

/// The conversations, as somebody has them, in which a post came to them or from them.
pub(super) async fn with_post(
    db: &impl ConnectionTrait,
    post: PostId,
    user: UserId,
) -> Result<Vec<participant::Model>> {
    let with = Query::select()
        .column(message::Column::ConversationId)
        .from(message::Entity)
        .and_where(message::Column::PostId.eq(post.0))
        .take();
    Ok(participant::Entity::find()
        .filter(participant::Column::UserId.eq(user.0))
        .filter(participant::Column::ConversationId.in_subquery(with))
        .all(db)
        .await?)
}

/// The newest message with a post that stands in a conversation of somebody's.
pub(super) async fn place(
    db: &impl ConnectionTrait,
    post: PostId,
    user: UserId,
) -> Result<Option<(ConversationId, MessageId)>> {
    use message::Column as M;
    let theirs = Query::select()
        .column(participant::Column::ConversationId)
        .from(participant::Entity)
        .and_where(participant::Column::UserId.eq(user.0))
        .take();
    let found: Option<(Uuid, Uuid)> = message::Entity::find()
        .select_only()
        .columns([M::ConversationId, M::Id])
        .filter(M::PostId.eq(post.0))
        .filter(M::DeletedAt.is_null())
        .filter(M::ConversationId.in_subquery(theirs))
        .order_by_desc(M::CreatedAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(|(conversation, message)| (ConversationId(conversation), MessageId(message))))
}

/// The conversation of two people, if somebody has written in it.
pub(super) async fn begun(
    db: &impl ConnectionTrait,
    (one, other): (UserId, UserId),
) -> Result<Option<ConversationId>> {
    use conversation::Column as C;
    let (low, high) = (one.min(other), one.max(other));
    let id: Option<Uuid> = conversation::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::LowId.eq(low.0))
        .filter(C::HighId.eq(high.0))
        .filter(C::BegunBy.is_not_null())
        .into_tuple()
        .one(db)
        .await?;
    Ok(id.map(ConversationId))
}

/// Puts a tip back that was taken back; false where there was none.
pub(super) async fn retip(tx: &DatabaseTransaction, order: OrderId) -> Result<bool> {
    let back = message::Entity::update_many()
        .col_expr(message::Column::DeletedAt, Expr::value(None::<i64>))
        .filter(message::Column::OrderId.eq(order.0))
        .exec(tx)
        .await?;
    Ok(back.rows_affected > 0)
}

/// Takes a tip back; what it was, if it stood.
pub(super) async fn untip(
    tx: &DatabaseTransaction,
    order: OrderId,
    now: Timestamp,
) -> Result<Option<message::Model>> {
    use message::Column as M;
    let stands = || M::OrderId.eq(order.0).and(M::DeletedAt.is_null());
    let row = message::Entity::find().filter(stands()).one(tx).await?;
    message::Entity::update_many()
        .col_expr(M::DeletedAt, Expr::value(now.0))
        .filter(stands())
        .exec(tx)
        .await?;
    Ok(row)
}

/// Those of these people who let this one see that they are here.
pub(super) async fn shown(db: &impl ConnectionTrait, to: UserId, of: &[Uuid]) -> Result<HashSet<Uuid>> {
    let shown: Vec<Uuid> = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::Column::Id.is_in(of.iter().copied()))
        .filter(user::Column::Presence.eq(true))
        .filter(user::Column::Id.not_in_subquery(blocking(to)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(shown.into_iter().collect())
}

/// Whether somebody has blocked this person.
pub(super) async fn blocks(db: &impl ConnectionTrait, who: Uuid, to: UserId) -> Result<bool> {
    let found = user::Entity::find_by_id(who)
        .filter(user::Column::Id.in_subquery(blocking(to)))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// Those who have blocked this person.
fn blocking(to: UserId) -> SelectStatement {
    Query::select()
        .column("user_id")
        .from("blocks")
        .and_where(Expr::col("target_id").eq(to.0))
        .take()
}

/// Whom somebody lets write to them, as it is stored; none where they left, or left this conversation.
pub(super) async fn lets(
    db: &impl ConnectionTrait,
    id: ConversationId,
    user: UserId,
) -> Result<Option<String>> {
    use participant::Column as P;
    let there = Query::select()
        .column(P::UserId)
        .from(participant::Entity)
        .and_where(P::ConversationId.eq(id.0))
        .and_where(P::UserId.eq(user.0))
        .take();
    Ok(user::Entity::find()
        .select_only()
        .column(user::Column::MayWrite)
        .filter(user::Column::Id.in_subquery(there))
        .into_tuple()
        .one(db)
        .await?)
}
