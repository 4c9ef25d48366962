//! All SQL about which posts have which tags, and how many posts each tag has; what a tag is, `shared::tags` says.

use crate::Result;
use sea_orm::{ConnectionTrait, Statement, Value};
use shared::{ids::PostId, tags::Tag};

/// Brings the tags of a post from `before` to `after`, each counted once, in one order: two changes of the same tags
/// must not wait for each other for ever.
pub async fn set(db: &impl ConnectionTrait, post: PostId, before: &[Tag], after: &[Tag]) -> Result<()> {
    let mut turned: Vec<(&Tag, bool)> = before
        .iter()
        .filter(|tag| !after.contains(tag))
        .map(|tag| (tag, false))
        .chain(
            after
                .iter()
                .filter(|tag| !before.contains(tag))
                .map(|tag| (tag, true)),
        )
        .collect();
    turned.sort_unstable();
    let backend = db.get_database_backend();
    for (tag, on) in turned {
        let of_post: [Value; 2] = [tag.as_str().into(), post.0.into()];
        let (row, count) = if on {
            (
                "INSERT INTO post_tags (tag, post_id) VALUES ($1, $2)",
                "INSERT INTO tags (tag, posts) VALUES ($1, 1) ON CONFLICT (tag) DO UPDATE SET posts = tags.posts + 1",
            )
        } else {
            (
                "DELETE FROM post_tags WHERE tag = $1 AND post_id = $2",
                "UPDATE tags SET posts = posts - 1 WHERE tag = $1",
            )
        };
        db.execute_raw(Statement::from_sql_and_values(backend, row, of_post))
            .await?;
        db.execute_raw(Statement::from_sql_and_values(
            backend,
            count,
            [tag.as_str().into()],
        ))
        .await?;
    }
    Ok(())
}

/// How many posts have this tag.
pub async fn total(db: &impl ConnectionTrait, tag: &Tag) -> Result<u64> {
    let sql = "SELECT posts FROM tags WHERE tag = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [tag.as_str().into()]);
    let row = db.query_one_raw(statement).await?;
    let posts: Option<i64> = row.map(|row| row.try_get("", "posts")).transpose()?;
    Ok(crate::columns::unsigned(posts.unwrap_or(0)))
}
