//! All SQL about exports and erasure. It decides nothing.

use super::entity::export;
use crate::{
    Result,
    comments::{self, entity::comment},
    engagement::entity::like,
    identity::entity::user,
    media::entity::{making, media, upload},
    posts::entity::post,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Statement,
    sea_query::{Expr, Func, OnConflict},
};
use shared::{
    Timestamp,
    ids::{CommentId, PostId, UserId},
    settings::ExportStatus,
};
use std::collections::HashSet;
use uuid::Uuid;

// Exports.

pub(super) async fn export(db: &impl ConnectionTrait, user: UserId) -> Result<Option<export::Model>> {
    Ok(export::Entity::find_by_id(user.0).one(db).await?)
}

/// Asks for an export in place of the one before.
pub(super) async fn ask(db: &impl ConnectionTrait, user: UserId, now: Timestamp) -> Result<()> {
    let row = export::Model {
        user_id: user.0,
        status: ExportStatus::Asked.as_str().to_owned(),
        storage_key: None,
        bytes: 0,
        asked_at: now.0,
        made_at: None,
        expires_at: None,
    };
    use export::Column as C;
    let anew = OnConflict::column(C::UserId)
        .update_columns([
            C::Status,
            C::StorageKey,
            C::Bytes,
            C::AskedAt,
            C::MadeAt,
            C::ExpiresAt,
        ])
        .to_owned();
    export::Entity::insert(row.into_active_model())
        .on_conflict(anew)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Whose export was asked for and is not there yet, the one who waits longest first.
pub(super) async fn asked(db: &impl ConnectionTrait) -> Result<Option<export::Model>> {
    Ok(export::Entity::find()
        .filter(export::Column::Status.eq(ExportStatus::Asked.as_str()))
        .order_by_asc(export::Column::AskedAt)
        .one(db)
        .await?)
}

/// Writes how an export ended, if it is still the one that was asked for.
pub(super) async fn finish(db: &impl ConnectionTrait, row: export::Model) -> Result<bool> {
    let (user, asked_at) = (row.user_id, row.asked_at);
    let change = export::ActiveModel {
        status: Set(row.status),
        storage_key: Set(row.storage_key),
        bytes: Set(row.bytes),
        made_at: Set(row.made_at),
        expires_at: Set(row.expires_at),
        ..Default::default()
    };
    let changed = export::Entity::update_many()
        .set(change)
        .filter(export::Column::UserId.eq(user))
        .filter(export::Column::AskedAt.eq(asked_at))
        .filter(export::Column::Status.eq(ExportStatus::Asked.as_str()))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Exports that have expired.
pub(super) async fn expired(db: &impl ConnectionTrait, now: Timestamp) -> Result<Vec<export::Model>> {
    Ok(export::Entity::find()
        .filter(export::Column::ExpiresAt.lte(now.0))
        .all(db)
        .await?)
}

pub(super) async fn forget_export(db: &impl ConnectionTrait, user: Uuid, asked_at: i64) -> Result<()> {
    export::Entity::delete_many()
        .filter(export::Column::UserId.eq(user))
        .filter(export::Column::AskedAt.eq(asked_at))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn media_of(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<media::Model>> {
    Ok(media::Entity::find()
        .filter(media::Column::OwnerId.eq(user.0))
        .order_by_asc(media::Column::CreatedAt)
        .order_by_asc(media::Column::Position)
        .all(db)
        .await?)
}

// Files.

/// Those of these keys of files that no row names. What is being made of a file begins with the key of that.
pub(super) async fn unnamed(db: &impl ConnectionTrait, keys: Vec<String>) -> Result<Vec<String>> {
    use media::Column as M;
    let stem = |key: &str| key.split(['-', '.']).next().unwrap_or_default().to_owned();
    // One file may stand in any number of posts, whose rows then say the same of it.
    let shown: Vec<(String, String, bool, String)> = media::Entity::find()
        .select_only()
        .columns([M::StorageKey, M::Widths, M::Animated, M::Files])
        .distinct()
        .filter(M::StorageKey.is_in(keys.iter().map(|key| stem(key))))
        .into_tuple()
        .all(db)
        .await?;
    let made: Vec<Option<String>> = making::Entity::find()
        .select_only()
        .column(making::Column::StorageKey)
        .filter(making::Column::StorageKey.is_in(keys.iter().map(|key| stem(key))))
        .into_tuple()
        .all(db)
        .await?;
    let uploads: Vec<String> = upload::Entity::find()
        .select_only()
        .column(upload::Column::StorageKey)
        .filter(upload::Column::StorageKey.is_in(&keys))
        .filter(upload::Column::GoneAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let exports: Vec<Option<String>> = export::Entity::find()
        .select_only()
        .column(export::Column::StorageKey)
        .filter(export::Column::StorageKey.is_in(&keys))
        .into_tuple()
        .all(db)
        .await?;
    let shown = shown
        .iter()
        .flat_map(|(key, widths, animated, files)| crate::media::keys_of((key, widths, *animated, files)));
    let others = uploads.into_iter().chain(exports.into_iter().flatten());
    let named: HashSet<String> = others.chain(shown).collect();
    let made: HashSet<String> = made.into_iter().flatten().collect();
    let unnamed = |key: &String| !named.contains(key) && !made.contains(&stem(key));
    Ok(keys.into_iter().filter(unnamed).collect())
}

/// The files that somebody uploaded and that are not gone.
pub(super) async fn uploads_of(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<String>> {
    Ok(upload::Entity::find()
        .select_only()
        .column(upload::Column::StorageKey)
        .filter(upload::Column::OwnerId.eq(user.0))
        .filter(upload::Column::GoneAt.is_null())
        .into_tuple()
        .all(db)
        .await?)
}

// Erasure.

/// Until when somebody has paid for a creator's tiers, if they have.
pub(super) async fn paid_until(db: &impl ConnectionTrait, creator: UserId) -> Result<Option<Timestamp>> {
    let sql = "SELECT MAX(ends_at) AS until FROM grants WHERE creator_id = $1 AND revoked_at IS NULL";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [creator.0.into()]);
    let row = db.query_one_raw(statement).await?;
    let until: Option<Option<i64>> = row.map(|row| row.try_get("", "until")).transpose()?;
    Ok(until.flatten().map(Timestamp))
}

/// Who is to be erased by now, a few at a time.
pub(super) async fn leaving(db: &impl ConnectionTrait, now: Timestamp) -> Result<Vec<UserId>> {
    let ids: Vec<Uuid> = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::Column::EraseAt.lte(now.0))
        .order_by_asc(user::Column::EraseAt)
        .limit(20)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(UserId).collect())
}

/// What the person's posts are, with whether somebody bought it and whether an order names it.
pub(super) async fn posts_of(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<(PostId, bool, bool)>> {
    let sql = "SELECT p.id, EXISTS (SELECT 1 FROM grants g WHERE g.post_id = p.id AND g.kind = 'post' AND g.revoked_at IS NULL) AS bought, \
               EXISTS (SELECT 1 FROM orders o WHERE o.post_id = p.id) AS ordered \
               FROM posts p WHERE p.creator_id = $1 ORDER BY p.id";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [user.0.into()]);
    db.query_all_raw(statement)
        .await?
        .iter()
        .map(|row| {
            let id: Uuid = row.try_get("", "id")?;
            Ok((
                PostId(id),
                row.try_get("", "bought")?,
                row.try_get("", "ordered")?,
            ))
        })
        .collect()
}

pub(super) async fn liked_by(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<PostId>> {
    let ids: Vec<Uuid> = like::Entity::find()
        .select_only()
        .column(like::Column::PostId)
        .filter(like::Column::UserId.eq(user.0))
        .order_by_asc(like::Column::PostId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(PostId).collect())
}

/// Takes away every comment of a person.
pub(super) async fn erase_comments(tx: &DatabaseTransaction, user: UserId, now: Timestamp) -> Result<()> {
    let ids: Vec<Uuid> = comment::Entity::find()
        .select_only()
        .column(comment::Column::Id)
        .filter(comment::Column::AuthorId.eq(user.0))
        .filter(comment::Column::DeletedAt.is_null())
        .order_by_asc(comment::Column::Id)
        .into_tuple()
        .all(tx)
        .await?;
    for id in ids {
        if let Some(row) = comments::store::by_id(tx, CommentId(id)).await? {
            comments::store::erase(tx, &row, now).await?;
        }
    }
    Ok(())
}

/// Takes a post out of sight for good. `Kept` stays with its words for those who bought it, `Named` with its title, for
/// receipts; of others nothing stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    Kept,
    Named,
    Nothing,
}

pub(super) async fn erase_post(
    db: &impl ConnectionTrait,
    post: PostId,
    leaves: Leaves,
    now: Timestamp,
) -> Result<()> {
    use post::Column as P;
    if leaves != Leaves::Kept {
        for sql in [
            "DELETE FROM poll_options WHERE post_id = $1",
            "DELETE FROM poll_votes WHERE post_id = $1",
        ] {
            let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [post.0.into()]);
            db.execute_raw(statement).await?;
        }
    }
    if leaves == Leaves::Nothing {
        post::Entity::delete_by_id(post.0).exec(db).await?;
        return Ok(());
    }
    let mut update = post::Entity::update_many()
        .col_expr(
            P::DeletedAt,
            Func::coalesce([Expr::col(P::DeletedAt), Expr::value(now.0)]).into(),
        )
        .filter(P::Id.eq(post.0));
    if leaves == Leaves::Named {
        for column in [P::Teaser, P::Body, P::Tags] {
            update = update.col_expr(column, Expr::value(""));
        }
        update = update
            .col_expr(P::Pictures, Expr::value(0))
            .col_expr(P::Kind, Expr::value("text"))
            .col_expr(P::Milliseconds, Expr::value(None::<i64>))
            .col_expr(P::PollEndsAt, Expr::value(None::<i64>));
    }
    update.exec(db).await?;
    Ok(())
}

pub(super) async fn forget_media(db: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<()> {
    media::Entity::delete_many()
        .filter(media::Column::Id.is_in(ids))
        .exec(db)
        .await?;
    Ok(())
}

/// Runs statements about one person, `$1`, one after the other.
pub(super) async fn run(db: &impl ConnectionTrait, statements: &[&str], user: UserId) -> Result<()> {
    for sql in statements {
        let statement = Statement::from_sql_and_values(db.get_database_backend(), *sql, [user.0.into()]);
        db.execute_raw(statement).await?;
    }
    Ok(())
}

/// Leaves nothing of a person but the id that the ledger names.
pub(super) async fn nobody(
    db: &impl ConnectionTrait,
    user: UserId,
    handle: &str,
    address: &str,
) -> Result<()> {
    use user::Column as U;
    user::Entity::update_many()
        .col_expr(U::Handle, Expr::value(handle))
        .col_expr(U::Address, Expr::value(address))
        .col_expr(U::Name, Expr::value("—"))
        .col_expr(U::Bio, Expr::value(""))
        .col_expr(U::Links, Expr::value(""))
        .col_expr(U::Role, Expr::value("member"))
        .col_expr(U::AvatarId, Expr::value(None::<Uuid>))
        .col_expr(U::CreatedAt, Expr::value(0_i64))
        .col_expr(U::Lang, Expr::value(None::<String>))
        .col_expr(U::Theme, Expr::value(None::<String>))
        .col_expr(U::Activity, Expr::value("nobody"))
        .col_expr(U::MayWrite, Expr::value("nobody"))
        .col_expr(U::Presence, Expr::value(false))
        .col_expr(U::AdultAt, Expr::value(None::<i64>))
        .col_expr(U::WelcomedAt, Expr::value(None::<i64>))
        .col_expr(U::EraseAt, Expr::value(None::<i64>))
        .filter(U::Id.eq(user.0))
        .exec(db)
        .await?;
    Ok(())
}
