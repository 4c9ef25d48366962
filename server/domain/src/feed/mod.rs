//! Lists of posts and the figures of the home page: a read model that joins any table and writes none.

pub mod sitemap;

use crate::{
    Domain, Result, Viewer,
    columns::unsigned,
    creators::{entity::creator, store::totals},
    engagement::{
        self, Met,
        entity::follow,
        store::{Act, Listed},
    },
    payments,
    posts::{
        self, Bundle,
        entity::post,
        store::{Raw, Row, select},
    },
    subscriptions::store::subscribed_at,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Query},
};
use shared::{
    Code, Timestamp,
    creators::Category,
    identity::Handle,
    ids::{CollectionId, PostId, UserId},
    money::Amount,
    paging::{self, Page},
    posts::{MOST_NEWER, Newer, PostKind, PostQuery, PostSort, PostView},
    tags::{self, Tag},
};
use std::{
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use uuid::Uuid;

/// Which posts a list has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Scope {
    All,
    Category(Category),
    Creator(UserId),
    Tag(Tag),
    Following(UserId),
    /// Whom somebody follows, and where they have a tier at that moment.
    Reading(UserId, Timestamp),
}

/// What is asked of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    scope: Scope,
    category: Option<Category>,
    made_of: Option<PostKind>,
    /// Only what has pictures, a film or a sound.
    shows: bool,
    /// Only what sells something.
    sells: bool,
    /// Whether what is Intimate is among them although nobody asked for it by name.
    intimate: bool,
    sort: PostSort,
    limit: u32,
    cursor: Option<String>,
}

/// A part of a list of posts as it is for everybody: what a viewer may see of each is not decided yet.
#[derive(Debug)]
pub struct Piece {
    posts: Bundle,
    next_cursor: Option<String>,
    total: u64,
}

/// A part of a list of posts, each as this viewer may see it. Those of people whom the viewer turned away from leave gaps:
/// a piece can have fewer posts than were asked for, and more may follow.
pub async fn posts(domain: &Domain, viewer: &Viewer, query: &PostQuery) -> Result<Page<PostView>> {
    let asked = asked(domain, viewer, query).await?;
    let read = read(domain, &asked);
    let piece = match asked.scope {
        Scope::Following(_) | Scope::Reading(..) => Arc::new(read.await?),
        _ => domain.lists.posts.get(asked.clone(), read).await?,
    };
    let met = match asked.scope {
        // Whoever goes to a page means its creator.
        Scope::Creator(_) => Met::Everybody,
        _ => Met::Welcome,
    };
    Ok(Page {
        items: posts::view_of(domain, viewer, &piece.posts, met).await?,
        next_cursor: piece.next_cursor.clone(),
        total: piece.total,
    })
}

/// The newest posts of those whom the viewer follows or subscribes to, each as they may see it.
///
/// # Errors
/// `sign_in_required`.
pub async fn reading(domain: &Domain, viewer: &Viewer, limit: u32) -> Result<Vec<PostView>> {
    let asked = Asked {
        scope: Scope::Reading(viewer.person()?.id, domain.now()),
        category: None,
        made_of: None,
        shows: false,
        sells: false,
        intimate: true,
        sort: PostSort::Latest,
        limit,
        cursor: None,
    };
    let piece = read(domain, &asked).await?;
    posts::view_of(domain, viewer, &piece.posts, Met::Welcome).await
}

/// More like a post that the viewer may learn of: what is talked about in its category.
pub async fn related(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<Vec<PostView>> {
    let query = PostQuery {
        category: Some(posts::category(domain, viewer, id).await?.as_str().to_owned()),
        sort: Some(PostSort::Trending.as_str().to_owned()),
        limit: Some(RELATED + 1),
        ..PostQuery::default()
    };
    let mut found = posts(domain, viewer, &query).await?.items;
    found.retain(|other| other.id != id);
    found.truncate(RELATED as usize);
    Ok(found)
}

/// So many posts stand below one.
const RELATED: u32 = 4;

/// Posts that the viewer keeps for later, all or those of one collection, the last kept first. One that was deleted since leaves a gap: a piece can have
/// fewer posts than were asked for, and more may follow.
pub async fn bookmarks(
    domain: &Domain,
    viewer: &Viewer,
    collection: Option<CollectionId>,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<PostView>> {
    let person = viewer.person()?;
    let limit = paging::limit(limit)?;
    let listed = match collection {
        Some(id) if engagement::collection_store::is_theirs(&domain.db, person.id, id).await? => {
            Listed::Collection(id)
        }
        Some(_) => return Err(Code::NotFound.into()),
        None => Listed::All(Act::Bookmark),
    };
    let after = paging::decode_cursor(cursor)?;
    let db = &domain.db;
    let mut kept = engagement::store::newest(db, listed, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut kept, limit, |(id, at)| paging::encode_cursor(&(at, id)));
    let ids: Vec<Uuid> = kept.iter().map(|(id, _)| *id).collect();
    Ok(Page {
        items: posts::listed(domain, viewer, &ids).await?,
        next_cursor,
        total: engagement::store::total(db, listed, person.id).await?,
    })
}

/// How many posts of this list are newer than a moment, counted to [`MOST_NEWER`]. Those of people whom the viewer turned
/// away from are not counted.
pub async fn newer(domain: &Domain, viewer: &Viewer, query: &PostQuery, than: Timestamp) -> Result<Newer> {
    let asked = asked(domain, viewer, query).await?;
    let mut find = narrowed(within(post::Entity::find(), &asked.scope), &asked)
        .filter(post::Column::PublishedAt.gt(than.0));
    let hidden = engagement::hidden(domain, viewer).await?;
    if !hidden.is_empty() {
        find = find.filter(post::Column::CreatorId.is_not_in(hidden.iter().map(|user| user.0)));
    }
    let found: Vec<Uuid> = find
        .select_only()
        .column(post::Column::Id)
        .order_by_desc(post::Column::PublishedAt)
        .limit(MOST_NEWER)
        .into_tuple()
        .all(&domain.db)
        .await?;
    Ok(Newer {
        posts: found.len() as u64,
    })
}

async fn asked(domain: &Domain, viewer: &Viewer, query: &PostQuery) -> Result<Asked> {
    let limit = paging::limit(query.limit)?;
    let sort = query.sort.as_deref().map_or(Ok(PostSort::Latest), str::parse)?;
    let category = query.category.as_deref().map(Category::from_str).transpose()?;
    let creator = match query.creator.as_deref() {
        Some(handle) => Some(creator_id(domain, handle).await?),
        None => None,
    };
    let tag = query.tag.as_deref().map(tags::at).transpose()?;
    let scope = match (creator, query.following.unwrap_or(false)) {
        (Some(creator), _) => Scope::Creator(creator),
        (None, _) if tag.is_some() => tag.map_or(Scope::All, Scope::Tag),
        (None, true) => Scope::Following(viewer.person()?.id),
        (None, false) => category.map_or(Scope::All, Scope::Category),
    };
    // Whoever names a category, or goes to somebody's page, means it.
    let named = category.is_some() || matches!(scope, Scope::Creator(_) | Scope::Following(_));
    Ok(Asked {
        made_of: query.made_of.as_deref().map(str::parse).transpose()?,
        shows: query.shows.unwrap_or(false),
        sells: query.sells.unwrap_or(false),
        intimate: named || viewer.meets_intimate(),
        scope,
        category,
        sort,
        limit,
        cursor: query.cursor.clone(),
    })
}

async fn read(domain: &Domain, asked: &Asked) -> Result<Piece> {
    let Asked {
        scope,
        sort,
        limit,
        cursor,
        ..
    } = asked;
    let mut find = narrowed(within(select(false), scope), asked);
    let column = match sort {
        PostSort::Latest => post::Column::PublishedAt,
        PostSort::Popular => post::Column::LikesCount,
        PostSort::Trending => post::Column::Trending,
    };
    if let Some((value, id)) = paging::decode_sorted::<_, (i64, Uuid)>(*sort, cursor.as_deref())? {
        let key = Expr::tuple([
            Expr::col((post::Entity, column)),
            Expr::col((post::Entity, post::Column::Id)),
        ]);
        find = find.filter(key.lt(Expr::tuple([Expr::value(value), Expr::value(id)])));
    }
    let mut rows: Vec<Row> = find
        .order_by_desc(column)
        .order_by_desc(post::Column::Id)
        .limit(u64::from(*limit) + 1)
        .into_model::<Raw>()
        .all(&domain.db)
        .await?
        .into_iter()
        .map(Row::try_from)
        .collect::<Result<_>>()?;
    let more = rows.len() > *limit as usize;
    rows.truncate(*limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|last| {
        let value = match sort {
            PostSort::Latest => last.published_at.0,
            PostSort::Popular => i64::try_from(last.likes).unwrap_or(i64::MAX),
            PostSort::Trending => last.trending,
        };
        paging::encode_sorted(*sort, (value, last.id.0))
    });
    Ok(Piece {
        posts: posts::bundle(&domain.db, rows, domain.now()).await?,
        next_cursor,
        total: total(domain, asked).await?,
    })
}

async fn creator_id(domain: &Domain, handle: &str) -> Result<UserId> {
    let handle = Handle::from_str(handle).map_err(|_| Code::NotFound)?;
    Ok(crate::creators::own(domain, &handle).await?.row.id)
}

fn within(find: Select<post::Entity>, scope: &Scope) -> Select<post::Entity> {
    let find = find.filter(posts::store::is_listed());
    match scope {
        Scope::All => find,
        Scope::Category(category) => find.filter(post::Column::Category.eq(category.as_str())),
        Scope::Creator(creator) => find.filter(post::Column::CreatorId.eq(creator.0)),
        Scope::Tag(tag) => find.filter(
            post::Column::Id.in_subquery(
                Query::select()
                    .column("post_id")
                    .from("post_tags")
                    .and_where(Expr::col("tag").eq(tag.as_str()))
                    .take(),
            ),
        ),
        Scope::Following(user) => {
            let mut followed = follow::Entity::find()
                .select_only()
                .column(follow::Column::CreatorId)
                .filter(follow::Column::UserId.eq(user.0));
            find.filter(post::Column::CreatorId.in_subquery(QuerySelect::query(&mut followed).take()))
        }
        Scope::Reading(user, now) => {
            let followed = Query::select()
                .column("creator_id")
                .from("follows")
                .and_where(Expr::col("user_id").eq(user.0))
                .take();
            find.filter(
                Condition::any()
                    .add(post::Column::CreatorId.in_subquery(followed))
                    .add(post::Column::CreatorId.in_subquery(subscribed_at(*user, *now))),
            )
        }
    }
}

/// Without what nobody asked for, and only of the kind and category that were asked for.
fn narrowed(mut find: Select<post::Entity>, asked: &Asked) -> Select<post::Entity> {
    if !asked.intimate {
        find = find.filter(post::Column::Category.ne(Category::Intimate.as_str()));
    }
    if let Some(kind) = asked.made_of {
        find = find.filter(post::Column::Kind.eq(kind.as_str()));
    }
    if asked.shows {
        find = find.filter(post::Column::Kind.ne(PostKind::Text.as_str()));
    }
    if asked.sells {
        find = find.filter(post::Column::Sells.eq(true));
    }
    if let (Some(category), Scope::Creator(_) | Scope::Tag(_) | Scope::Following(_) | Scope::Reading(..)) =
        (asked.category, &asked.scope)
    {
        find = find.filter(post::Column::Category.eq(category.as_str()));
    }
    find
}

/// How many posts a list has: kept counts where there are, counted otherwise.
async fn total(domain: &Domain, asked: &Asked) -> Result<u64> {
    let (scope, category) = (&asked.scope, asked.category);
    match scope {
        _ if asked.made_of.is_some() || asked.shows || asked.sells => counted(domain, asked).await,
        Scope::All if !asked.intimate => {
            let all = totals(&domain.db, None).await?.posts;
            let without = totals(&domain.db, Some(Category::Intimate)).await?.posts;
            Ok(all.saturating_sub(without))
        }
        Scope::All | Scope::Category(_) => Ok(totals(&domain.db, category).await?.posts),
        Scope::Creator(id) if category.is_none() => {
            let count: Option<i64> = creator::Entity::find_by_id(id.0)
                .select_only()
                .column(creator::Column::PostsCount)
                .into_tuple()
                .one(&domain.db)
                .await?;
            Ok(unsigned(count.unwrap_or(0)))
        }
        Scope::Tag(tag) if category.is_none() && asked.intimate => {
            posts::tag_store::total(&domain.db, tag).await
        }
        Scope::Creator(_) | Scope::Tag(_) | Scope::Following(_) | Scope::Reading(..) => {
            counted(domain, asked).await
        }
    }
}

async fn counted(domain: &Domain, asked: &Asked) -> Result<u64> {
    let find = narrowed(within(post::Entity::find(), &asked.scope), asked);
    Ok(find.count(&domain.db).await?)
}

/// What the home page says of the whole site; counted, never invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub creators: u64,
    pub posts: u64,
    /// What creators have been paid, booked at `finalized`, in each currency that came.
    pub earned: Vec<Amount>,
}

/// The figures as they were last counted. What creators were paid is a sum over the whole ledger, too much for
/// every view of the home page.
#[derive(Debug, Default)]
pub struct KeptFigures(Mutex<Option<(Timestamp, Figures)>>);

/// So long the figures are told again before they are counted anew.
const FRESH: Duration = Duration::from_secs(60);

impl KeptFigures {
    fn fresh(&self, now: Timestamp) -> Option<Figures> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, figures) = kept.as_ref()?;
        (*at..at.after(FRESH)).contains(&now).then(|| figures.clone())
    }

    fn keep(&self, now: Timestamp, figures: Figures) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, figures));
    }
}

/// Counts for the home page, a minute old at the most.
pub async fn figures(domain: &Domain) -> Result<Figures> {
    let now = domain.now();
    if let Some(figures) = domain.figures.fresh(now) {
        return Ok(figures);
    }
    let figures = count(domain).await?;
    domain.figures.keep(now, figures.clone());
    Ok(figures)
}

async fn count(domain: &Domain) -> Result<Figures> {
    let totals = totals(&domain.db, None).await?;
    let earned = payments::earned(&domain.db).await?;
    Ok(Figures {
        creators: totals.creators,
        posts: totals.posts,
        earned,
    })
}
