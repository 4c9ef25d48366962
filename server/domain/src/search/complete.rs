//! Makes everything that is there findable: what came before there was a search, or by another way than the use cases.
//! What is found already costs one look.

use crate::{
    Domain, Result,
    columns::corrupt,
    index::{self, Lock, PostTexts},
};
use sea_orm::{DbBackend, FromQueryResult, Statement};
use shared::{
    ids::{PostId, UserId},
    posts::AccessKind,
};
use uuid::Uuid;

/// Written in one transaction; others wait for it no longer than that takes.
const AT_ONCE: usize = 250;

#[derive(Debug, FromQueryResult)]
struct Post {
    id: Uuid,
    title: String,
    tags: String,
    teaser: String,
    body: String,
    access: String,
    creator_id: Uuid,
    opens_at: Option<i64>,
}

#[derive(Debug, FromQueryResult)]
struct Person {
    id: Uuid,
    handle: String,
    name: String,
    bio: String,
}

/// The table that tells what is found already.
fn rows(backend: DbBackend, table: &'static str) -> &'static str {
    match (backend, table) {
        (DbBackend::Postgres, table) => table,
        (_, "search_posts") => "search_posts_rows",
        (_, _) => "search_people_rows",
    }
}

async fn some<T: FromQueryResult>(domain: &Domain, sql: String) -> Result<Vec<T>> {
    let backend = domain.db.get_database_backend();
    let sql = format!("{sql} LIMIT {AT_ONCE}");
    Ok(T::find_by_statement(Statement::from_string(backend, sql))
        .all(&domain.db)
        .await?)
}

/// Keeps the words of all posts and creators that have none yet; how many those were.
pub async fn complete(domain: &Domain) -> Result<usize> {
    let kept = fill(domain).await?;
    if kept > 0 {
        domain.lists.changed();
    }
    Ok(kept)
}

async fn fill(domain: &Domain) -> Result<usize> {
    let backend = domain.db.get_database_backend();
    let mut kept = 0;
    loop {
        let posts: Vec<Post> = some(
            domain,
            format!(
                "SELECT p.id, p.title, p.tags, p.teaser, p.body, p.access, p.creator_id, p.opens_at FROM posts p \
                 LEFT JOIN {} r ON r.id = p.id WHERE r.id IS NULL AND p.deleted_at IS NULL AND NOT p.enclosed ORDER BY p.published_at",
                rows(backend, "search_posts")
            ),
        )
        .await?;
        if posts.is_empty() {
            break;
        }
        let transaction = domain.begin().await?;
        for post in &posts {
            let access: AccessKind = post.access.parse().map_err(|_| corrupt("posts", post.id))?;
            let texts = PostTexts {
                title: &post.title,
                tags: &post.tags,
                teaser: &post.teaser,
                body: &post.body,
                lock: (access != AccessKind::Public).then_some(Lock {
                    author: UserId(post.creator_id),
                    opens: post.opens_at.is_some(),
                }),
            };
            index::post(&transaction, PostId(post.id), &texts).await?;
        }
        transaction.commit().await?;
        kept += posts.len();
    }
    loop {
        let people: Vec<Person> = some(
            domain,
            format!(
                "SELECT u.id, u.handle, u.name, u.bio FROM creators c JOIN users u ON u.id = c.user_id \
                 LEFT JOIN {} r ON r.id = u.id WHERE r.id IS NULL ORDER BY u.created_at",
                rows(backend, "search_people")
            ),
        )
        .await?;
        if people.is_empty() {
            return Ok(kept);
        }
        let transaction = domain.begin().await?;
        for person in &people {
            index::person(
                &transaction,
                UserId(person.id),
                &person.handle,
                &person.name,
                &person.bio,
            )
            .await?;
        }
        transaction.commit().await?;
        kept += people.len();
    }
}
