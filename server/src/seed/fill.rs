//! Writes the demo's people, posts and reactions into the database in one transaction. Money is not its
//! business: orders are made by the real use cases.

use super::{
    pictures::Stored,
    plan::{Person, Plan},
    rng, wallet,
};
use domain::{
    Domain, Result,
    columns::stored_amount,
    comments::entity::comment,
    creators::entity::{category_total, creator, tier},
    engagement::entity::{follow, like},
    identity::entity::user,
    media::entity::media,
    posts::{entity::post, ranking::trending},
};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    sea_query::{Expr, OnConflict, Query},
};
use shared::{
    Timestamp,
    creators::{Category, TierLevel},
    identity::Role,
    posts::Access,
};
use solana_sdk::signature::Signer;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Rows in one statement; SQLite takes 32,766 values in one.
const CHUNK: usize = 400;

/// Inserts rows in as few statements as the databases take.
pub async fn insert<E, A>(db: &impl ConnectionTrait, rows: impl IntoIterator<Item = E::Model>) -> Result<()>
where
    E: EntityTrait<ActiveModel = A>,
    E::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<A> = rows
            .by_ref()
            .take(CHUNK)
            .map(IntoActiveModel::into_active_model)
            .collect();
        if chunk.is_empty() {
            return Ok(());
        }
        E::insert_many(chunk).exec_without_returning(db).await?;
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A user's row. The first person of the demo is its admin.
pub fn user_row(person: &Person, avatar_id: Option<Uuid>, role: Role) -> user::Model {
    user::Model {
        referrer_id: person.referrer,
        id: person.id,
        address: wallet(&person.handle).pubkey().to_string(),
        handle: person.handle.clone(),
        name: person.name.clone(),
        bio: person.bio.clone(),
        role: role.as_str().into(),
        avatar_id,
        created_at: person.joined_at,
        lang: None,
        theme: None,
        activity: "everyone".into(),
        may_write: "everyone".into(),
        presence: true,
        sensitive: "ask".into(),
        marks: false,
        seen: true,
        typing: true,
        adult_at: None,
        welcomed_at: Some(person.joined_at),
        erase_at: None,
        links: String::new(),
    }
}

/// A post's row; what counts is counted by the caller.
pub struct PostRow<'a> {
    pub id: Uuid,
    pub author: Uuid,
    pub category: Category,
    pub kind: shared::posts::PostKind,
    pub title: &'a str,
    pub teaser: &'a str,
    pub body: &'a str,
    pub tags: &'a [&'static str],
    pub access: Access,
    pub pictures: usize,
    pub likes: usize,
    pub comments: usize,
    pub published_at: i64,
    pub poll_ends_at: Option<i64>,
}

impl PostRow<'_> {
    pub fn row(self) -> Result<post::Model> {
        let price = self.access.price();
        Ok(post::Model {
            flash_sale_id: None,
            sells: false,
            id: self.id,
            creator_id: self.author,
            kind: self.kind.as_str().into(),
            title: self.title.into(),
            teaser: self.teaser.into(),
            body: self.body.into(),
            tags: self.tags.join(" "),
            category: self.category.as_str().into(),
            access: self.access.kind().as_str().into(),
            tier_rank: self.access.tier().map(TierLevel::rank),
            price: price.map(|price| stored_amount(price.units)).transpose()?,
            currency: price.map(|price| price.currency.code().to_owned()),
            opens_at: None,
            pictures: i32::try_from(self.pictures).unwrap_or(0),
            milliseconds: None,
            characters: i32::try_from(self.body.chars().count()).unwrap_or(i32::MAX),
            likes_count: count(self.likes),
            comments_count: count(self.comments),
            trending: trending(
                Timestamp(self.published_at),
                self.likes as u64,
                self.comments as u64,
            ),
            published_at: self.published_at,
            updated_at: self.published_at,
            pinned_at: None,
            poll_ends_at: self.poll_ends_at,
            enclosed: false,
            deleted_at: None,
        })
    }
}

/// Everything of the plan but its money.
pub async fn demo(domain: &Domain, plan: &Plan, stored: &Stored) -> Result<()> {
    let transaction = domain.begin().await?;
    let db = &transaction;
    insert::<media::Entity, _>(db, stored.rows().cloned()).await?;
    insert::<user::Entity, _>(
        db,
        plan.people.iter().enumerate().map(|(at, person)| {
            user_row(
                person,
                stored.avatar(at),
                if at == 0 { Role::Admin } else { Role::Member },
            )
        }),
    )
    .await?;
    creators(db, plan, stored).await?;
    let posts: Vec<post::Model> = plan
        .posts
        .iter()
        .map(|post| {
            let author = &plan.people[post.author];
            PostRow {
                id: post.id,
                author: author.id,
                category: author
                    .creator
                    .as_ref()
                    .map_or(Category::Art, |creator| creator.category),
                kind: post.kind,
                title: &post.title,
                teaser: &post.teaser,
                body: &post.body,
                tags: &post.tags,
                access: post.access,
                pictures: post.pictures.len(),
                likes: post.likes.len(),
                comments: post.comments.len(),
                published_at: post.published_at,
                poll_ends_at: post.poll.as_ref().map(|poll| poll.ends_at),
            }
            .row()
        })
        .collect::<Result<_>>()?;
    tag(db, plan.posts.iter().map(|post| (post.id, post.tags.as_slice()))).await?;
    insert::<post::Entity, _>(db, posts).await?;
    reactions(db, plan).await?;
    polls(db, plan).await?;
    transaction.commit().await?;
    Ok(())
}

/// Writes the answers of polls, and who gave which.
async fn polls(db: &impl ConnectionTrait, plan: &Plan) -> Result<()> {
    for post in &plan.posts {
        let Some(poll) = &post.poll else { continue };
        for (position, words) in poll.options.iter().enumerate() {
            let votes = poll
                .votes
                .iter()
                .filter(|(_, option)| *option == position)
                .count();
            let insert = Query::insert()
                .into_table("poll_options")
                .columns(["post_id", "position", "words", "votes"])
                .values([
                    post.id.into(),
                    small(position).into(),
                    (*words).into(),
                    count(votes).into(),
                ])
                .map_err(domain::Error::internal)?
                .to_owned();
            db.execute(&insert).await?;
        }
        for (person, option) in &poll.votes {
            let insert = Query::insert()
                .into_table("poll_votes")
                .columns(["user_id", "post_id", "position", "created_at"])
                .values([
                    plan.people[*person].id.into(),
                    post.id.into(),
                    small(*option).into(),
                    post.published_at.into(),
                ])
                .map_err(domain::Error::internal)?
                .to_owned();
            db.execute(&insert).await?;
        }
    }
    Ok(())
}

fn small(place: usize) -> i16 {
    i16::try_from(place).unwrap_or(i16::MAX)
}

/// Writes which posts have which tags, and counts them.
pub async fn tag<'a>(
    db: &impl ConnectionTrait,
    posts: impl Iterator<Item = (Uuid, &'a [&'static str])>,
) -> Result<()> {
    let rows: Vec<(Uuid, &str)> = posts
        .flat_map(|(post, tags)| tags.iter().map(move |tag| (post, *tag)))
        .collect();
    let mut totals: BTreeMap<&str, i64> = BTreeMap::new();
    for (_, tag) in &rows {
        *totals.entry(tag).or_default() += 1;
    }
    for chunk in rows.chunks(CHUNK) {
        let mut insert = Query::insert();
        insert.into_table("post_tags").columns(["post_id", "tag"]);
        for (post, tag) in chunk {
            insert
                .values([(*post).into(), (*tag).into()])
                .map_err(domain::Error::internal)?;
        }
        db.execute(&insert).await?;
    }
    for (tag, posts) in totals {
        let more = OnConflict::column("tag")
            .value("posts", Expr::col(("tags", "posts")).add(posts))
            .to_owned();
        let insert = Query::insert()
            .into_table("tags")
            .columns(["tag", "posts"])
            .values([tag.into(), posts.into()])
            .map_err(domain::Error::internal)?
            .on_conflict(more)
            .to_owned();
        db.execute(&insert).await?;
    }
    Ok(())
}

async fn creators(db: &impl ConnectionTrait, plan: &Plan, stored: &Stored) -> Result<()> {
    let mut totals: HashMap<Category, (usize, usize)> = HashMap::new();
    let mut rows = Vec::new();
    let mut tiers = Vec::new();
    for (at, person) in plan.people.iter().enumerate() {
        let Some(creator) = &person.creator else { continue };
        let posts = plan.posts.iter().filter(|post| post.author == at).count();
        let total = totals.entry(creator.category).or_default();
        *total = (total.0 + 1, total.1 + posts);
        let cheapest = creator.tiers.iter().map(|tier| tier.price).min();
        rows.push(creator::Model {
            user_id: person.id,
            category: creator.category.as_str().into(),
            payout_address: wallet(&person.handle).pubkey().to_string(),
            next_payout_address: None,
            next_payout_at: None,
            cover_id: stored.cover(at),
            discount_90: creator.discounts.days_90.into(),
            discount_365: creator.discounts.days_365.into(),
            currency: creator.currency.code().to_owned(),
            from_price: cheapest.map(stored_amount).transpose()?,
            posts_count: count(posts),
            followers_count: count(plan.follows.iter().filter(|follow| follow.1 == at).count()),
            created_at: person.joined_at,
        });
        for offered in &creator.tiers {
            tiers.push(tier::Model {
                creator_id: person.id,
                rank: offered.level.rank(),
                name: offered.name.clone(),
                description: offered.description.clone(),
                benefits: serde_json::to_string(&offered.benefits).unwrap_or_default(),
                price: stored_amount(offered.price)?,
                active: true,
                flash_sale_id: None,
            });
        }
    }
    insert::<creator::Entity, _>(db, rows).await?;
    insert::<tier::Entity, _>(db, tiers).await?;
    let totals = totals
        .into_iter()
        .map(|(category, (creators, posts))| category_total::Model {
            category: category.as_str().into(),
            creators: count(creators),
            posts: count(posts),
        });
    insert::<category_total::Entity, _>(db, totals).await
}

async fn reactions(db: &impl ConnectionTrait, plan: &Plan) -> Result<()> {
    let follows = plan.follows.iter().map(|(user, creator, at)| follow::Model {
        user_id: plan.people[*user].id,
        creator_id: plan.people[*creator].id,
        created_at: *at,
    });
    insert::<follow::Entity, _>(db, follows).await?;
    let likes = plan.posts.iter().flat_map(|post| {
        post.likes.iter().map(|user| like::Model {
            user_id: plan.people[*user].id,
            post_id: post.id,
            created_at: post.published_at,
        })
    });
    insert::<like::Entity, _>(db, likes).await?;
    let mut ids = rng("comments", 0);
    let comments: Vec<comment::Model> = plan
        .posts
        .iter()
        .flat_map(|post| post.comments.iter().map(move |comment| (post.id, comment)))
        .map(|(post_id, (author, body, at))| comment::Model {
            id: super::plan::id(&mut ids, *at),
            post_id,
            author_id: plan.people[*author].id,
            parent_id: None,
            body: body.clone(),
            anonymous: false,
            idempotency_key: None,
            likes_count: 0,
            replies_count: 0,
            created_at: *at,
            edited_at: None,
            deleted_at: None,
        })
        .collect();
    insert::<comment::Entity, _>(db, comments).await
}
