//! All SQL about creators and tiers.

use super::{
    entity::{category_total, creator, flash_sale, tier},
    flash::Flash,
};
use crate::{
    Error, Result,
    columns::{corrupt, stored_amount, unsigned},
    identity::entity::user,
    media::{self, avatar_url, entity::media as picture},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use shared::{
    Timestamp,
    comments::PersonRef,
    creators::{Category, CreatorCounts, CreatorSort, TierLevel, TierView},
    identity::Handle,
    ids::UserId,
    links::{self, Link},
    media::MediaView,
    money::{Currency, Units},
    paging,
    pricing::PeriodDiscounts,
    settings::Activity,
    tiers::ChangedTier,
};
use std::str::FromStr;
use uuid::Uuid;

/// A creator, parsed.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: UserId,
    pub handle: Handle,
    pub name: String,
    pub avatar: Option<String>,
    pub cover: Option<MediaView>,
    pub bio: String,
    pub links: Vec<Link>,
    pub category: Category,
    pub counts: CreatorCounts,
    pub from_price: Option<Units>,
    pub currency: Currency,
    pub joined_at: Timestamp,
}

#[derive(Debug, FromQueryResult)]
struct Raw {
    user_id: Uuid,
    category: String,
    from_price: Option<i64>,
    currency: String,
    posts_count: i64,
    followers_count: i64,
    created_at: i64,
    handle: String,
    name: String,
    bio: String,
    links: String,
    avatar_id: Option<Uuid>,
    cover_id: Option<Uuid>,
    cover_width: Option<i32>,
    cover_height: Option<i32>,
    cover_widths: Option<String>,
    cover_blur: Option<String>,
}

impl TryFrom<Raw> for Row {
    type Error = Error;

    fn try_from(raw: Raw) -> Result<Self> {
        let bad = || corrupt("creators", raw.user_id);
        let cover = match (
            raw.cover_id,
            raw.cover_width,
            raw.cover_height,
            raw.cover_widths,
            raw.cover_blur,
        ) {
            (Some(id), Some(width), Some(height), Some(widths), Some(blur)) => {
                Some(media::view(&picture::Model {
                    width,
                    height,
                    widths,
                    blur,
                    ..media::blank(id, raw.user_id)
                }))
            }
            _ => None,
        };
        Ok(Self {
            id: UserId(raw.user_id),
            handle: Handle::from_str(&raw.handle).map_err(|_| bad())?,
            category: Category::from_str(&raw.category).map_err(|_| bad())?,
            name: raw.name,
            avatar: avatar_url(raw.avatar_id),
            cover,
            bio: raw.bio,
            links: links::stored(&raw.links),
            counts: CreatorCounts {
                posts: unsigned(raw.posts_count),
                followers: unsigned(raw.followers_count),
            },
            from_price: raw.from_price.map(|price| Units(unsigned(price))),
            currency: raw.currency.parse().map_err(|_| bad())?,
            joined_at: Timestamp(raw.created_at),
        })
    }
}

fn select() -> Select<creator::Entity> {
    use creator::Column as C;
    creator::Entity::find()
        .select_only()
        .columns([
            C::UserId,
            C::Category,
            C::FromPrice,
            C::Currency,
            C::PostsCount,
            C::FollowersCount,
            C::CreatedAt,
            C::CoverId,
        ])
        .columns([
            user::Column::Handle,
            user::Column::Name,
            user::Column::Bio,
            user::Column::Links,
            user::Column::AvatarId,
        ])
        .column_as(picture::Column::Width, "cover_width")
        .column_as(picture::Column::Height, "cover_height")
        .column_as(picture::Column::Widths, "cover_widths")
        .column_as(picture::Column::Blur, "cover_blur")
        .join(
            JoinType::InnerJoin,
            creator::Entity::belongs_to(user::Entity)
                .from(C::UserId)
                .to(user::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            creator::Entity::belongs_to(picture::Entity)
                .from(C::CoverId)
                .to(picture::Column::Id)
                .into(),
        )
}

/// Which creators, in which order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    pub category: Option<Category>,
    /// Whether what is Intimate is among them although nobody asked for it by name.
    pub intimate: bool,
    /// Part of a name or handle.
    pub words: Option<String>,
    pub sort: CreatorSort,
}

/// Text for `LIKE` with its own signs taken literally.
fn pattern(words: &str) -> String {
    let escaped = words
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}

impl Filter {
    fn condition(&self) -> Condition {
        let mut condition = Condition::all();
        if let Some(category) = self.category {
            condition = condition.add(creator::Column::Category.eq(category.as_str()));
        }
        if !self.intimate {
            condition = condition.add(creator::Column::Category.ne(Category::Intimate.as_str()));
        }
        if let Some(words) = &self.words {
            use sea_orm::sea_query::LikeExpr;
            let mut capitalised = words.chars();
            let capitalised: String = capitalised
                .next()
                .map(|first| first.to_uppercase().chain(capitalised).collect())
                .unwrap_or_default();
            let like = |text: &str| LikeExpr::new(pattern(text)).escape('\\');
            condition = condition.add(
                Condition::any()
                    .add(user::Column::Handle.like(like(&words.to_lowercase())))
                    .add(user::Column::Name.like(like(words)))
                    .add(user::Column::Name.like(like(&capitalised))),
            );
        }
        condition
    }
}

/// A piece of the directory: rows, how many there are in all, and where the next piece begins.
pub async fn directory(
    db: &impl ConnectionTrait,
    filter: &Filter,
    limit: u32,
    cursor: Option<&str>,
) -> Result<(Vec<Row>, u64, Option<String>)> {
    use creator::Column as C;
    let mut select = select().filter(filter.condition());
    let tuple = |column: C| {
        Expr::tuple([
            Expr::col((creator::Entity, column)),
            Expr::col((creator::Entity, C::UserId)),
        ])
    };
    select = match filter.sort {
        CreatorSort::Popular | CreatorSort::Newest => {
            let column = if filter.sort == CreatorSort::Popular {
                C::FollowersCount
            } else {
                C::CreatedAt
            };
            if let Some((value, id)) = paging::decode_sorted::<_, (i64, Uuid)>(filter.sort, cursor)? {
                select = select.filter(tuple(column).lt(Expr::tuple([Expr::value(value), Expr::value(id)])));
            }
            select.order_by_desc(column).order_by_desc(C::UserId)
        }
        CreatorSort::Name => {
            if let Some(handle) = paging::decode_sorted::<_, Handle>(filter.sort, cursor)? {
                select = select.filter(user::Column::Handle.gt(handle.as_str()));
            }
            select.order_by_asc(user::Column::Handle)
        }
    };
    let mut rows = select
        .limit(u64::from(limit) + 1)
        .into_model::<Raw>()
        .all(db)
        .await?;
    let next = paging::cut(&mut rows, limit, |last| match filter.sort {
        CreatorSort::Popular => paging::encode_sorted(filter.sort, (last.followers_count, last.user_id)),
        CreatorSort::Newest => paging::encode_sorted(filter.sort, (last.created_at, last.user_id)),
        CreatorSort::Name => paging::encode_sorted(filter.sort, &last.handle),
    });
    let total = total(db, filter).await?;
    let rows = rows.into_iter().map(Row::try_from).collect::<Result<_>>()?;
    Ok((rows, total, next))
}

async fn total(db: &impl ConnectionTrait, filter: &Filter) -> Result<u64> {
    if filter.words.is_some() {
        let count = creator::Entity::find()
            .join(
                JoinType::InnerJoin,
                creator::Entity::belongs_to(user::Entity)
                    .from(creator::Column::UserId)
                    .to(user::Column::Id)
                    .into(),
            )
            .filter(filter.condition())
            .count(db)
            .await?;
        return Ok(count);
    }
    let all = totals(db, filter.category).await?.creators;
    let without = if filter.intimate {
        0
    } else {
        totals(db, Some(Category::Intimate)).await?.creators
    };
    Ok(all.saturating_sub(without))
}

/// How many creators and posts there are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    pub creators: u64,
    pub posts: u64,
}

/// The kept counts of one category, or of all.
pub async fn totals(db: &impl ConnectionTrait, category: Option<Category>) -> Result<Totals> {
    let mut find = category_total::Entity::find();
    if let Some(category) = category {
        find = find.filter(category_total::Column::Category.eq(category.as_str()));
    }
    let rows = find.all(db).await?;
    Ok(rows.iter().fold(Totals::default(), |sum, row| Totals {
        creators: sum.creators + unsigned(row.creators),
        posts: sum.posts + unsigned(row.posts),
    }))
}

/// The creator with this handle.
pub async fn by_handle(db: &impl ConnectionTrait, handle: &Handle) -> Result<Option<Row>> {
    let raw = select()
        .filter(user::Column::Handle.eq(handle.as_str()))
        .into_model::<Raw>()
        .one(db)
        .await?;
    raw.map(Row::try_from).transpose()
}

fn with_handle(handle: &Handle) -> SelectStatement {
    Query::select()
        .column(("users", "id"))
        .from("users")
        .inner_join(
            "creators",
            Expr::col(("creators", "user_id")).equals(("users", "id")),
        )
        .and_where(Expr::col("handle").eq(handle.as_str()))
        .take()
}

/// Who the creator with this handle is.
pub async fn id_of(db: &impl ConnectionTrait, handle: &Handle) -> Result<Option<UserId>> {
    let row = db.query_one(&with_handle(handle)).await?;
    Ok(row.map(|row| row.try_get_by_index(0).map(UserId)).transpose()?)
}

/// Who the creator with this handle is, and whether they keep somebody away.
pub async fn met(db: &impl ConnectionTrait, handle: &Handle, by: UserId) -> Result<Option<(UserId, bool)>> {
    let blocks = Query::select()
        .column("user_id")
        .from("blocks")
        .and_where(Expr::col(("blocks", "user_id")).equals(("users", "id")))
        .and_where(Expr::col("target_id").eq(by.0))
        .take();
    let found = with_handle(handle).expr(Expr::exists(blocks)).take();
    let row = db.query_one(&found).await?;
    let met = row.map(|row| Ok::<_, Error>((UserId(row.try_get_by_index(0)?), row.try_get_by_index(1)?)));
    met.transpose()
}

/// Whether posts of theirs sell things, or did.
pub async fn has_shop(db: &impl ConnectionTrait, creator: UserId) -> Result<bool> {
    let find = Query::select()
        .expr(Expr::val(1))
        .from("posts")
        .and_where(Expr::col("creator_id").eq(creator.0))
        .and_where(Expr::col("sells").eq(true))
        .and_where(Expr::col("deleted_at").is_null())
        .limit(1)
        .take();
    Ok(db.query_one(&find).await?.is_some())
}

/// These creators, in this order; whoever is none is missing.
pub async fn listed(db: &impl ConnectionTrait, ids: &[UserId]) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let raw = select()
        .filter(creator::Column::UserId.is_in(ids.iter().map(|id| id.0)))
        .into_model::<Raw>()
        .all(db)
        .await?;
    let mut rows: Vec<Row> = raw.into_iter().map(Row::try_from).collect::<Result<_>>()?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// The category that most of the creators have whom a person follows.
pub async fn followed_category(db: &impl ConnectionTrait, user: UserId) -> Result<Option<Category>> {
    use crate::engagement::entity::follow;
    let category: Option<String> = follow::Entity::find()
        .select_only()
        .column(creator::Column::Category)
        .join(
            JoinType::InnerJoin,
            follow::Entity::belongs_to(creator::Entity)
                .from(follow::Column::CreatorId)
                .to(creator::Column::UserId)
                .into(),
        )
        .filter(follow::Column::UserId.eq(user.0))
        .group_by(creator::Column::Category)
        .order_by_desc(Expr::col((follow::Entity, follow::Column::CreatorId)).count())
        .order_by_asc(creator::Column::Category)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    category
        .map(|category| Category::from_str(&category).map_err(|_| corrupt("creators", user)))
        .transpose()
}

/// Somebody who follows, and since when.
#[derive(Clone, Debug)]
pub struct Follower {
    pub id: UserId,
    pub at: i64,
    pub person: PersonRef,
}

#[derive(Debug, FromQueryResult)]
struct RawFollower {
    user_id: Uuid,
    created_at: i64,
    handle: String,
    name: String,
    avatar_id: Option<Uuid>,
    creates: Option<Uuid>,
}

/// Who follows a creator and lets it be seen, the last first: what follows after `after`, and one more than `limit` if
/// there are more.
pub async fn followers(
    db: &impl ConnectionTrait,
    creator: UserId,
    limit: u32,
    after: Option<(i64, Uuid)>,
) -> Result<Vec<Follower>> {
    use crate::engagement::entity::follow;
    use follow::Column as F;
    let mut select = follow::Entity::find()
        .select_only()
        .columns([F::UserId, F::CreatedAt])
        .columns([user::Column::Handle, user::Column::Name, user::Column::AvatarId])
        .column_as(creator::Column::UserId, "creates")
        .join(
            JoinType::InnerJoin,
            follow::Entity::belongs_to(user::Entity)
                .from(F::UserId)
                .to(user::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            follow::Entity::belongs_to(creator::Entity)
                .from(F::UserId)
                .to(creator::Column::UserId)
                .into(),
        )
        .filter(F::CreatorId.eq(creator.0))
        .filter(user::Column::Activity.eq(Activity::Everyone.as_str()));
    if let Some((at, id)) = after {
        let place = Expr::tuple([
            Expr::col((follow::Entity, F::CreatedAt)),
            Expr::col((follow::Entity, F::UserId)),
        ]);
        select = select.filter(place.lt(Expr::tuple([Expr::value(at), Expr::value(id)])));
    }
    let found = select
        .order_by_desc(F::CreatedAt)
        .order_by_desc(F::UserId)
        .limit(u64::from(limit) + 1)
        .into_model::<RawFollower>()
        .all(db)
        .await?;
    found
        .into_iter()
        .map(|raw| {
            Ok(Follower {
                id: UserId(raw.user_id),
                at: raw.created_at,
                person: PersonRef {
                    handle: Handle::from_str(&raw.handle).map_err(|_| corrupt("users", raw.user_id))?,
                    name: raw.name,
                    avatar: avatar_url(raw.avatar_id),
                    creator: raw.creates.is_some(),
                },
            })
        })
        .collect()
}

/// What a creator takes off for longer periods.
pub async fn discounts(db: &impl ConnectionTrait, creator: UserId) -> Result<PeriodDiscounts> {
    let found: Option<(i16, i16)> = creator::Entity::find_by_id(creator.0)
        .select_only()
        .columns([creator::Column::Discount90, creator::Column::Discount365])
        .into_tuple()
        .one(db)
        .await?;
    let (days_90, days_365) = found.unwrap_or_default();
    let percent = |stored: i16| u8::try_from(stored).map_err(|_| corrupt("creators", creator));
    Ok(PeriodDiscounts {
        days_90: percent(days_90)?,
        days_365: percent(days_365)?,
    })
}

/// A creator's tiers from Basic to VIP, on offer or not, without sales.
pub async fn tiers(db: &impl ConnectionTrait, creator: UserId) -> Result<Vec<TierView>> {
    let tiers = tiers_and_sales(db, creator).await?;
    Ok(tiers.into_iter().map(|(tier, _)| tier).collect())
}

/// The same, each with its last sale.
pub async fn tiers_and_sales(
    db: &impl ConnectionTrait,
    creator: UserId,
) -> Result<Vec<(TierView, Option<Flash>)>> {
    let discounts = discounts(db, creator).await?;
    let last = tier::Entity::belongs_to(flash_sale::Entity)
        .from(tier::Column::FlashSaleId)
        .to(flash_sale::Column::Id);
    let rows = tier::Entity::find()
        .join(JoinType::LeftJoin, last.into())
        .select_also(flash_sale::Entity)
        .filter(tier::Column::CreatorId.eq(creator.0))
        .order_by_asc(tier::Column::Rank)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(row, sale)| {
            let price = Units(unsigned(row.price));
            let tier = TierView {
                periods: discounts.offers(price),
                level: TierLevel::from_rank(row.rank).ok_or_else(|| corrupt("tiers", creator))?,
                benefits: serde_json::from_str(&row.benefits).map_err(|_| corrupt("tiers", creator))?,
                name: row.name,
                description: row.description,
                price,
                active: row.active,
                sale: None,
            };
            Ok((tier, sale.map(Flash::try_from).transpose()?))
        })
        .collect()
}

/// Writes these tiers and takes the others off the offer.
pub async fn write_tiers(
    tx: &DatabaseTransaction,
    creator: UserId,
    tiers: &[ChangedTier],
    currency: Currency,
    discounts: PeriodDiscounts,
) -> Result<()> {
    let from_price = tiers
        .iter()
        .filter(|tier| tier.active)
        .map(|tier| tier.price)
        .min();
    creator::ActiveModel {
        user_id: Unchanged(creator.0),
        from_price: Set(from_price.map(stored_amount).transpose()?),
        currency: Set(currency.code().to_owned()),
        discount_90: Set(discounts.days_90.into()),
        discount_365: Set(discounts.days_365.into()),
        ..Default::default()
    }
    .update(tx)
    .await?;
    tier::Entity::update_many()
        .col_expr(tier::Column::Active, Expr::value(false))
        .filter(tier::Column::CreatorId.eq(creator.0))
        .exec(tx)
        .await?;
    for changed in tiers {
        tier::ActiveModel {
            creator_id: Unchanged(creator.0),
            rank: Unchanged(changed.level.rank()),
            name: Set(changed.name.clone()),
            description: Set(changed.description.clone()),
            benefits: Set(serde_json::to_string(&changed.benefits).map_err(Error::internal)?),
            price: Set(stored_amount(changed.price)?),
            active: Set(changed.active),
            ..Default::default()
        }
        .update(tx)
        .await?;
    }
    Ok(())
}

/// What the prices of a creator's tiers are in.
pub async fn currency(db: &impl ConnectionTrait, creator: UserId) -> Result<Currency> {
    let found: Option<String> = creator::Entity::find_by_id(creator.0)
        .select_only()
        .column(creator::Column::Currency)
        .into_tuple()
        .one(db)
        .await?;
    let found = found.unwrap_or_default();
    found.parse().map_err(|_| corrupt("creators", creator))
}

/// The cover of a creator's page, if there is one; none where there is no such creator.
pub(super) async fn cover(db: &impl ConnectionTrait, id: UserId) -> Result<Option<Option<Uuid>>> {
    Ok(creator::Entity::find_by_id(id.0)
        .select_only()
        .column(creator::Column::CoverId)
        .into_tuple()
        .one(db)
        .await?)
}

pub(super) async fn set_cover(db: &impl ConnectionTrait, id: UserId, cover: Option<Uuid>) -> Result<()> {
    creator::Entity::update_many()
        .col_expr(creator::Column::CoverId, Expr::value(cover))
        .filter(creator::Column::UserId.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}
