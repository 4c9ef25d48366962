//! All SQL about collections and which of them a kept post is in. It decides nothing; each statement names whose they
//! are.

use crate::{Result, columns::unsigned};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, SqlErr, Statement, Value};
use shared::{
    Code, Timestamp,
    collections::CollectionView,
    ids::{CollectionId, PostId, UserId},
};

async fn run(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<u64, DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// All of a person's collections by name.
pub async fn all(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<CollectionView>> {
    let sql = "SELECT c.id, c.name, c.created_at, \
               (SELECT COUNT(*) FROM bookmarks b WHERE b.collection_id = c.id) AS posts \
               FROM collections c WHERE c.user_id = $1 ORDER BY c.name, c.id";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [user.0.into()]);
    db.query_all_raw(statement)
        .await?
        .into_iter()
        .map(|row| {
            let posts: i64 = row.try_get("", "posts")?;
            Ok(CollectionView {
                id: CollectionId(row.try_get("", "id")?),
                name: row.try_get("", "name")?,
                posts: unsigned(posts),
                created_at: Timestamp(row.try_get("", "created_at")?),
            })
        })
        .collect()
}

/// How many collections a person has.
pub async fn count(db: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    let sql = "SELECT COUNT(*) AS total FROM collections WHERE user_id = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [user.0.into()]);
    let row = db.query_one_raw(statement).await?;
    let total: Option<i64> = row.map(|row| row.try_get("", "total")).transpose()?;
    Ok(unsigned(total.unwrap_or(0)))
}

/// Adds a collection, or nothing where there is one of this name; whether it was added.
pub async fn insert(db: &impl ConnectionTrait, user: UserId, new: &CollectionView) -> Result<bool> {
    let sql = "INSERT INTO collections (id, user_id, name, created_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (user_id, name) DO NOTHING";
    let values = vec![
        new.id.0.into(),
        user.0.into(),
        new.name.as_str().into(),
        new.created_at.0.into(),
    ];
    Ok(run(db, sql, values).await? == 1)
}

/// Writes a name; false where there is no such collection of theirs.
///
/// # Errors
/// [`Code::CollectionExists`].
pub async fn rename(db: &impl ConnectionTrait, user: UserId, id: CollectionId, name: &str) -> Result<bool> {
    let sql = "UPDATE collections SET name = $3 WHERE id = $1 AND user_id = $2";
    match run(db, sql, vec![id.0.into(), user.0.into(), name.into()]).await {
        Ok(changed) => Ok(changed == 1),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(Code::CollectionExists.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Deletes a collection and takes what is in it out; false where there is no such collection of theirs.
pub async fn delete(tx: &DatabaseTransaction, user: UserId, id: CollectionId) -> Result<bool> {
    let sql = "DELETE FROM collections WHERE id = $1 AND user_id = $2";
    if run(tx, sql, vec![id.0.into(), user.0.into()]).await? == 0 {
        return Ok(false);
    }
    let sql = "UPDATE bookmarks SET collection_id = NULL WHERE collection_id = $1 AND user_id = $2";
    run(tx, sql, vec![id.0.into(), user.0.into()]).await?;
    Ok(true)
}

/// Whether this collection is theirs.
pub async fn is_theirs(db: &impl ConnectionTrait, user: UserId, id: CollectionId) -> Result<bool> {
    let sql = "SELECT 1 AS one FROM collections WHERE id = $1 AND user_id = $2";
    let values = [id.0.into(), user.0.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// Puts a kept post into a collection of theirs. The collection is looked for in the same statement, so
/// that one which is deleted meanwhile is not written.
pub async fn put(
    db: &impl ConnectionTrait,
    user: UserId,
    post: PostId,
    collection: CollectionId,
) -> Result<()> {
    let sql = "UPDATE bookmarks SET collection_id = (SELECT id FROM collections WHERE id = $3 AND user_id = $1) \
               WHERE user_id = $1 AND post_id = $2";
    run(db, sql, vec![user.0.into(), post.0.into(), collection.0.into()]).await?;
    Ok(())
}

/// Takes a kept post out of this collection, if it is in it.
pub async fn take_out(
    db: &impl ConnectionTrait,
    user: UserId,
    post: PostId,
    collection: CollectionId,
) -> Result<()> {
    let sql = "UPDATE bookmarks SET collection_id = NULL \
               WHERE user_id = $1 AND post_id = $2 AND collection_id = $3";
    run(db, sql, vec![user.0.into(), post.0.into(), collection.0.into()]).await?;
    Ok(())
}
