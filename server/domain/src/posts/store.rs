//! All SQL about posts. It decides nothing; changes ask for the proof that somebody else decided.

use super::{
    entity::{post, recipient},
    ranking,
};
use crate::{
    Error, Result,
    access::{MayEdit, MayPublish, MayWriteHere, PostFacts},
    columns::{corrupt, stored_amount, unsigned},
    creators::{
        entity::{category_total, creator, flash_sale},
        flash::Flash,
    },
    identity::entity::user,
    media::{self, avatar_url},
    questions,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    FromQueryResult, IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Func, OnConflict, Query, SelectStatement},
};
use shared::{
    Code, Refusal, Timestamp,
    creators::{Category, TierLevel},
    identity::Handle,
    ids::{PostId, UserId},
    money::{Amount, Currency, Units},
    posts::{Access, PostChange, PostKind},
    tags::{self, Tag},
};
use std::{collections::HashMap, f64::consts::LN_2, str::FromStr};
use uuid::Uuid;

/// Characters of a body that a list carries.
const EXCERPT: i32 = 280;

/// A post with its creator, parsed.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: PostId,
    pub facts: PostFacts,
    pub creator: Author,
    pub kind: PostKind,
    pub title: String,
    pub teaser: String,
    /// The whole body, or its beginning in a list.
    pub body: String,
    pub tags: Vec<Tag>,
    pub category: Category,
    pub pinned: bool,
    pub poll_ends_at: Option<Timestamp>,
    /// Its last sale; whether that runs is decided when it is shown.
    pub sale: Option<Flash>,
    /// Whether it sells something, or did.
    pub sells: bool,
    pub pictures: u32,
    /// Of its film or sound.
    pub milliseconds: Option<u64>,
    pub characters: u32,
    pub likes: u64,
    pub comments: u64,
    pub trending: i64,
    pub published_at: Timestamp,
}

/// The creator's name and face beside a post.
#[derive(Clone, Debug)]
pub struct Author {
    pub handle: Handle,
    pub name: String,
    pub avatar: Option<String>,
}

/// A post as the database gives it; lists add what they sort by.
#[derive(Debug, FromQueryResult)]
pub struct Raw {
    id: Uuid,
    creator_id: Uuid,
    kind: String,
    title: String,
    teaser: String,
    body: String,
    tags: String,
    category: String,
    pinned_at: Option<i64>,
    poll_ends_at: Option<i64>,
    sells: bool,
    enclosed: bool,
    sale_id: Option<Uuid>,
    sale_percent: Option<i16>,
    sale_uses: Option<i32>,
    sale_starts_at: Option<i64>,
    sale_ends_at: Option<i64>,
    sale_stopped_at: Option<i64>,
    access: String,
    tier_rank: Option<i16>,
    price: Option<i64>,
    currency: Option<String>,
    opens_at: Option<i64>,
    pictures: i32,
    milliseconds: Option<i64>,
    characters: i32,
    likes_count: i64,
    comments_count: i64,
    trending: i64,
    published_at: i64,
    deleted_at: Option<i64>,
    handle: String,
    name: String,
    avatar_id: Option<Uuid>,
}

/// A price and what it is in, which are there together.
fn price(units: Option<i64>, currency: Option<&str>) -> Result<Option<Amount>, Refusal> {
    match (units, currency) {
        (Some(units), Some(currency)) => Ok(Some(Currency::from_str(currency)?.of(Units(unsigned(units))))),
        (None, None) => Ok(None),
        _ => Err(Code::Invalid.into()),
    }
}

/// The last sale of a post, if it ever had one.
fn last_sale(raw: &Raw) -> Result<Option<Flash>> {
    let Some(id) = raw.sale_id else { return Ok(None) };
    let bad = || corrupt("flash_sales", id);
    let sale = flash_sale::Model {
        id,
        creator_id: raw.creator_id,
        post_id: Some(raw.id),
        tier_rank: None,
        percent: raw.sale_percent.ok_or_else(bad)?,
        uses: raw.sale_uses,
        starts_at: raw.sale_starts_at.ok_or_else(bad)?,
        ends_at: raw.sale_ends_at.ok_or_else(bad)?,
        created_at: 0,
        stopped_at: raw.sale_stopped_at,
    };
    sale.try_into().map(Some)
}

impl TryFrom<Raw> for Row {
    type Error = Error;

    fn try_from(raw: Raw) -> Result<Self> {
        let bad = || corrupt("posts", raw.id);
        let access = Access::new(
            raw.access.parse().map_err(|_| bad())?,
            raw.tier_rank
                .map(|rank| TierLevel::from_rank(rank).ok_or_else(bad))
                .transpose()?,
            price(raw.price, raw.currency.as_deref()).map_err(|_| bad())?,
        )
        .map_err(|_| bad())?;
        Ok(Self {
            sale: last_sale(&raw)?,
            sells: raw.sells,
            id: PostId(raw.id),
            facts: PostFacts {
                author: UserId(raw.creator_id),
                access,
                opens_at: raw.opens_at.map(Timestamp),
                deleted: raw.deleted_at.is_some(),
                enclosed: raw.enclosed,
            },
            kind: PostKind::from_str(&raw.kind).map_err(|_| bad())?,
            category: Category::from_str(&raw.category).map_err(|_| bad())?,
            creator: Author {
                handle: Handle::from_str(&raw.handle).map_err(|_| bad())?,
                name: raw.name,
                avatar: avatar_url(raw.avatar_id),
            },
            title: raw.title,
            teaser: raw.teaser,
            body: raw.body,
            tags: tags::stored(&raw.tags),
            pinned: raw.pinned_at.is_some(),
            poll_ends_at: raw.poll_ends_at.map(Timestamp),
            pictures: u32::try_from(raw.pictures).unwrap_or(0),
            milliseconds: raw.milliseconds.map(unsigned),
            characters: u32::try_from(raw.characters).unwrap_or(0),
            likes: unsigned(raw.likes_count),
            comments: unsigned(raw.comments_count),
            trending: raw.trending,
            published_at: Timestamp(raw.published_at),
        })
    }
}

/// Posts with their creators; `whole` bodies or excerpts.
pub fn select(whole: bool) -> Select<post::Entity> {
    use flash_sale::Column as S;
    use post::Column as P;
    let select = post::Entity::find()
        .select_only()
        .columns([
            P::Id,
            P::CreatorId,
            P::Kind,
            P::Title,
            P::Teaser,
            P::Tags,
            P::PinnedAt,
            P::PollEndsAt,
            P::Sells,
            P::Enclosed,
            P::Category,
            P::Access,
            P::TierRank,
            P::Price,
            P::Currency,
            P::OpensAt,
            P::Pictures,
            P::Milliseconds,
            P::Characters,
            P::LikesCount,
            P::CommentsCount,
            P::Trending,
            P::PublishedAt,
            P::DeletedAt,
        ])
        .columns([user::Column::Handle, user::Column::Name, user::Column::AvatarId])
        .column_as(S::Id, "sale_id")
        .column_as(S::Percent, "sale_percent")
        .column_as(S::Uses, "sale_uses")
        .column_as(S::StartsAt, "sale_starts_at")
        .column_as(S::EndsAt, "sale_ends_at")
        .column_as(S::StoppedAt, "sale_stopped_at")
        .join(
            JoinType::InnerJoin,
            post::Entity::belongs_to(user::Entity)
                .from(P::CreatorId)
                .to(user::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            post::Entity::belongs_to(flash_sale::Entity)
                .from(P::FlashSaleId)
                .to(S::Id)
                .into(),
        );
    if whole {
        select.column(P::Body)
    } else {
        select.expr_as(Expr::cust(format!("substr(posts.body, 1, {EXCERPT})")), "body")
    }
}

/// One post, deleted or not.
pub async fn by_id(db: &impl ConnectionTrait, id: PostId) -> Result<Option<Row>> {
    let raw = select(true)
        .filter(post::Column::Id.eq(id.0))
        .into_model::<Raw>()
        .one(db)
        .await?;
    raw.map(Row::try_from).transpose()
}

/// What is in lists: neither what was deleted nor what came with a message.
pub fn is_listed() -> Condition {
    Condition::all()
        .add(post::Column::DeletedAt.is_null())
        .add(post::Column::Enclosed.eq(false))
}

/// These posts as lists show them, in any order; those that are in none are missing.
pub async fn listed(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let raw = select(false)
        .filter(post::Column::Id.is_in(ids.iter().copied()))
        .filter(is_listed())
        .into_model::<Raw>()
        .all(db)
        .await?;
    raw.into_iter().map(Row::try_from).collect()
}

/// Holds a post until the transaction ends and reads it afresh. On SQLite the transaction itself holds it.
pub async fn lock(tx: &DatabaseTransaction, id: PostId) -> Result<Option<Row>> {
    // The row alone: a lock over the join would hold its author too.
    post::Entity::find_by_id(id.0)
        .select_only()
        .column(post::Column::Id)
        .lock_exclusive()
        .into_tuple::<Uuid>()
        .one(tx)
        .await?;
    by_id(tx, id).await
}

/// Only what matters for access, deleted or not.
pub async fn facts(db: &impl ConnectionTrait, id: PostId) -> Result<Option<Row>> {
    let raw = select(false)
        .filter(post::Column::Id.eq(id.0))
        .into_model::<Raw>()
        .one(db)
        .await?;
    raw.map(Row::try_from).transpose()
}

/// Names the last sale of a post, which the caller holds.
pub async fn put_on_sale(tx: &DatabaseTransaction, id: PostId, sale: Uuid) -> Result<()> {
    post::Entity::update_many()
        .col_expr(post::Column::FlashSaleId, Expr::value(sale))
        .filter(post::Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// The titles of these posts, deleted or not.
pub async fn titles(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(Uuid, String)> = post::Entity::find()
        .select_only()
        .columns([post::Column::Id, post::Column::Title])
        .filter(post::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

/// The newest posts with a price, of their own or of what they sell outside of auctions, up to `most`, with their titles.
pub async fn priced(db: &impl ConnectionTrait, creator: UserId, most: u64) -> Result<Vec<(Uuid, String)>> {
    let sells = Query::select()
        .column("post_id")
        .from("goods")
        .and_where(Expr::col("creator_id").eq(creator.0))
        .and_where(Expr::col("closed_at").is_null())
        .and_where(Expr::col("step").is_null())
        .take();
    Ok(post::Entity::find()
        .select_only()
        .columns([post::Column::Id, post::Column::Title])
        .filter(post::Column::CreatorId.eq(creator.0))
        .filter(
            post::Column::Price
                .is_not_null()
                .or(post::Column::Id.in_subquery(sells)),
        )
        .filter(is_listed())
        .order_by_desc(post::Column::PublishedAt)
        .order_by_desc(post::Column::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?)
}

/// The posts that a creator pinned, the last pinned first.
pub async fn pinned(db: &impl ConnectionTrait, creator: UserId) -> Result<Vec<Uuid>> {
    Ok(post::Entity::find()
        .select_only()
        .column(post::Column::Id)
        .filter(post::Column::CreatorId.eq(creator.0))
        .filter(post::Column::PinnedAt.is_not_null())
        .filter(post::Column::DeletedAt.is_null())
        .order_by_desc(post::Column::PinnedAt)
        .into_tuple()
        .all(db)
        .await?)
}

/// The pictures of posts in their order.
pub type Pictures = HashMap<PostId, Vec<media::entity::media::Model>>;

/// The pictures of these posts.
pub async fn media_of(db: &impl ConnectionTrait, rows: &[Row]) -> Result<Pictures> {
    use media::entity::media::{Column, Entity};
    let with_pictures: Vec<Uuid> = rows
        .iter()
        .filter(|row| row.pictures > 0 || matches!(row.kind, PostKind::Video | PostKind::Audio))
        .map(|row| row.id.0)
        .collect();
    let mut found = Pictures::with_capacity(with_pictures.len());
    if with_pictures.is_empty() {
        return Ok(found);
    }
    let media = Entity::find()
        .filter(Column::PostId.is_in(with_pictures))
        .order_by_asc(Column::PostId)
        .order_by_asc(Column::Position)
        .all(db)
        .await?;
    for row in media {
        if let Some(post) = row.post_id {
            found.entry(PostId(post)).or_default().push(row);
        }
    }
    Ok(found)
}

/// Adds a post and counts it.
pub async fn insert(db: &impl ConnectionTrait, _proof: &MayPublish, row: post::ActiveModel) -> Result<()> {
    let row = row.insert(db).await?;
    count_post(db, row.creator_id, &row.category, 1).await
}

/// Adds a post that comes with a message; nothing counts it.
pub async fn enclose(
    tx: &DatabaseTransaction,
    _proof: &MayWriteHere,
    row: post::ActiveModel,
    to: &[UserId],
) -> Result<()> {
    let post_id = row.insert(tx).await?.id;
    send_to(tx, PostId(post_id), to).await
}

/// Writes down to whom such a post was sent; a second time changes nothing.
pub async fn send_to(tx: &DatabaseTransaction, post: PostId, to: &[UserId]) -> Result<()> {
    use recipient::Column as R;
    if to.is_empty() {
        return Ok(());
    }
    let rows = to.iter().map(|user| {
        recipient::Model {
            post_id: post.0,
            user_id: user.0,
        }
        .into_active_model()
    });
    recipient::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::columns([R::PostId, R::UserId])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The question for which of these posts were sent to somebody.
pub fn sent_to(user: UserId, posts: impl IntoIterator<Item = PostId>) -> SelectStatement {
    questions::ids("recipients", "post_id")
        .and_where(Expr::col("user_id").eq(user.0))
        .and_where(Expr::col("post_id").is_in(posts.into_iter().map(|post| post.0)))
        .take()
}

/// These posts whole, deleted or not.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let raw = select(true)
        .filter(post::Column::Id.is_in(ids.iter().copied()))
        .into_model::<Raw>()
        .all(db)
        .await?;
    raw.into_iter().map(Row::try_from).collect()
}

/// What a post is made of, by its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeOf {
    pub kind: PostKind,
    pub pictures: i32,
    pub milliseconds: Option<i64>,
}

/// Writes a change and keeps the counts of categories.
pub async fn update(
    db: &impl ConnectionTrait,
    _proof: &MayEdit,
    row: &Row,
    (change, made_of): (PostChange, Option<MadeOf>),
    now: Timestamp,
) -> Result<()> {
    use sea_orm::ActiveValue::{Set, Unchanged};
    let mut active = post::ActiveModel {
        id: Unchanged(row.id.0),
        updated_at: Set(now.0),
        ..Default::default()
    };
    if let Some(title) = change.title {
        active.title = Set(title);
    }
    if let Some(teaser) = change.teaser {
        active.teaser = Set(teaser);
    }
    if let Some(body) = change.body {
        active.characters = Set(i32::try_from(body.chars().count()).unwrap_or(i32::MAX));
        active.body = Set(body);
    }
    if let Some(pinned) = change.pinned {
        active.pinned_at = Set(pinned.then_some(now.0));
    }
    if let Some(tags) = change.tags {
        active.tags = Set(super::tag_list(&tags));
    }
    if let Some(opens_at) = change.opens_at {
        active.opens_at = Set(opens_at.map(|moment| moment.0));
    }
    if let Some(made_of) = made_of {
        active.kind = Set(made_of.kind.as_str().to_owned());
        active.pictures = Set(made_of.pictures);
        active.milliseconds = Set(made_of.milliseconds);
    }
    if let Some(access) = change.access {
        active.access = Set(access.kind().as_str().to_owned());
        active.tier_rank = Set(access.tier().map(|level| level.rank()));
        let price = access.price();
        active.price = Set(price.map(|price| stored_amount(price.units)).transpose()?);
        active.currency = Set(price.map(|price| price.currency.code().to_owned()));
    }
    if let Some(category) = change.category.filter(|category| *category != row.category) {
        active.category = Set(category.as_str().to_owned());
        // Always in one order: two changes that move posts the opposite way would wait for each other for ever.
        let mut counts = [(row.category.as_str(), -1), (category.as_str(), 1)];
        counts.sort_unstable();
        for (category, by) in counts {
            count_category(db, category, by).await?;
        }
    }
    active.update(db).await?;
    Ok(())
}

/// Takes a post out of every list and count; a second time changes nothing.
pub async fn delete(db: &impl ConnectionTrait, _proof: &MayEdit, row: &Row, now: Timestamp) -> Result<()> {
    let gone = post::Entity::update_many()
        .col_expr(post::Column::DeletedAt, Expr::value(now.0))
        .filter(post::Column::Id.eq(row.id.0))
        .filter(post::Column::DeletedAt.is_null())
        .exec(db)
        .await?;
    if gone.rows_affected == 1 && !row.facts.enclosed {
        count_post(db, row.facts.author.0, row.category.as_str(), -1).await?;
    }
    Ok(())
}

/// Puts a post back that was deleted after a moment; whether there was one.
pub async fn restore(
    db: &impl ConnectionTrait,
    row: &Row,
    (deleted_after, now): (Timestamp, Timestamp),
) -> Result<bool> {
    let back = post::Entity::update_many()
        .col_expr(post::Column::DeletedAt, Expr::value(None::<i64>))
        .col_expr(post::Column::UpdatedAt, Expr::value(now.0))
        .filter(post::Column::Id.eq(row.id.0))
        .filter(post::Column::DeletedAt.gt(deleted_after.0))
        .exec(db)
        .await?;
    if back.rows_affected == 1 {
        count_post(db, row.facts.author.0, row.category.as_str(), 1).await?;
    }
    Ok(back.rows_affected == 1)
}

/// How often a post was liked and commented on, or by how many that changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub likes: i64,
    pub comments: i64,
}

/// Where a post stands by these counts of it: [`ranking::trending`] in SQL, but perhaps for a millisecond, as logarithms differ.
fn place(likes: Expr, comments: Expr) -> Expr {
    let acts = Expr::value(1_i64).add(likes).add(comments.mul(ranking::COMMENT));
    let doublings = Func::cust("ln").arg(acts.cast_as("double precision"));
    let moved = Expr::from(doublings).mul(ranking::DOUBLING / LN_2);
    Expr::col(post::Column::PublishedAt).add(Expr::from(Func::round(moved)).cast_as("bigint"))
}

/// Adds to the counts of a post and writes where it stands by them; how many there are now. Nothing is written where
/// nothing changes.
pub async fn count(tx: &DatabaseTransaction, id: PostId, by: Counts) -> Result<Counts> {
    use post::Column as P;
    let row = if by == Counts::default() {
        let find = Query::select()
            .columns([P::LikesCount, P::CommentsCount])
            .from(post::Entity)
            .and_where(Expr::col(P::Id).eq(id.0))
            .take();
        tx.query_one(&find).await?
    } else {
        let likes = || Expr::col(P::LikesCount).add(by.likes);
        let comments = || Expr::col(P::CommentsCount).add(by.comments);
        let update = Query::update()
            .table(post::Entity)
            .value(P::LikesCount, likes())
            .value(P::CommentsCount, comments())
            .value(P::Trending, place(likes(), comments()))
            .and_where(Expr::col(P::Id).eq(id.0))
            .returning(Query::returning().columns([P::LikesCount, P::CommentsCount]))
            .take();
        tx.query_one(&update).await?
    };
    let counts = row.map(|row| {
        Ok::<_, Error>(Counts {
            likes: row.try_get_by_index(0)?,
            comments: row.try_get_by_index(1)?,
        })
    });
    Ok(counts.transpose()?.unwrap_or_default())
}

async fn count_post(db: &impl ConnectionTrait, author: Uuid, category: &str, by: i64) -> Result<()> {
    creator::Entity::update_many()
        .col_expr(
            creator::Column::PostsCount,
            Expr::col(creator::Column::PostsCount).add(by),
        )
        .filter(creator::Column::UserId.eq(author))
        .exec(db)
        .await?;
    count_category(db, category, by).await
}

/// Adds to the number of posts of a category.
async fn count_category(db: &impl ConnectionTrait, category: &str, by: i64) -> Result<()> {
    use sea_orm::ActiveValue::Set;
    let row = category_total::ActiveModel {
        category: Set(category.to_owned()),
        creators: Set(0),
        posts: Set(by),
    };
    category_total::Entity::insert(row)
        .on_conflict(
            OnConflict::column(category_total::Column::Category)
                .value(
                    category_total::Column::Posts,
                    Expr::col((category_total::Entity, category_total::Column::Posts)).add(by),
                )
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
