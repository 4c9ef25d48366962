//! Posts: reading one, and [`publishing`] one from [`drafts`] or at once. What a viewer may not open is never loaded into a view.

mod acts;
pub mod announcing;
mod announcing_store;
pub mod auctions;
pub mod drafts;
mod drafts_store;
mod enclosing;
pub mod entity;
pub mod files;
pub mod goods;
pub mod goods_store;
mod poll;
mod poll_store;
mod preview;
mod publishing;
pub mod ranking;
mod selling;
pub mod standing;
pub mod store;
pub mod tag_store;
pub mod view;
mod zone;

pub use acts::{bookmark, collect, like};
pub(crate) use enclosing::{Enclosure, enclose, enclosed};
pub use poll::vote;
pub use preview::preview;
pub(crate) use publishing::{Leftovers, withdraw};
pub use publishing::{UNDO, change, delete, publish, restore};
pub use selling::{bid, bid_for, close, offered, sell};

use crate::{
    Domain, Result, Viewer,
    access::{self, Decision},
    creators::flash_store,
    engagement::Met,
    index::{self, Lock, PostTexts},
    subscriptions,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use shared::{
    Code, Timestamp,
    creators::Category,
    identity::Handle,
    ids::{PostId, UserId},
    posts::{Access, PostView},
    tags::Tag,
};
use standing::Wanted;
use std::{slice, sync::Arc};
use store::Row;
use uuid::Uuid;

/// Posts with their pictures and polls as they are for everybody: what a viewer may see of them is not decided yet.
#[derive(Debug, Default)]
pub struct Bundle {
    pub rows: Vec<Row>,
    pub pictures: store::Pictures,
    pub polls: poll_store::Options,
    pub goods: goods::Sold,
}

/// With their pictures and polls, what they sell, and how often their sales are used.
pub async fn bundle(db: &impl ConnectionTrait, mut rows: Vec<Row>, now: Timestamp) -> Result<Bundle> {
    flash_store::count(db, rows.iter_mut().filter_map(|row| row.sale.as_mut()), now).await?;
    let with_poll = rows.iter().filter(|row| row.poll_ends_at.is_some());
    let with_poll: Vec<PostId> = with_poll.map(|row| row.id).collect();
    let selling = rows.iter().filter(|row| row.sells);
    let selling: Vec<PostId> = selling.map(|row| row.id).collect();
    Ok(Bundle {
        goods: goods_store::of_posts(db, &selling).await?,
        pictures: store::media_of(db, &rows).await?,
        polls: poll_store::options(db, &with_poll).await?,
        rows,
    })
}

/// One post whole, kept for a moment as lists are.
async fn whole(domain: &Domain, id: PostId) -> Result<Arc<Bundle>> {
    let read = async {
        let row = store::by_id(&domain.db, id).await?.ok_or(Code::NotFound)?;
        bundle(&domain.db, vec![row], domain.now()).await
    };
    domain.lists.post.get(id, read).await
}

/// One post for one viewer; not found when the viewer must not learn of it.
pub async fn get(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<PostView> {
    let whole = whole(domain, id).await?;
    view_of(domain, viewer, &whole, Met::Everybody)
        .await?
        .pop()
        .ok_or(Code::NotFound.into())
}

/// Proof that a viewer may open a post; only [`opened`] and [`opened_to_act`] make it.
#[derive(Debug)]
pub struct Opened(UserId);

impl Opened {
    /// Who wrote the post.
    pub fn author(&self) -> UserId {
        self.0
    }
}

/// What is decided for a viewer about a post that they may learn of.
struct Decided {
    author: UserId,
    category: Category,
    deleted: bool,
    open: bool,
    /// Whether its author keeps the viewer away; known where that was wanted.
    blocked: bool,
}

async fn decided(domain: &Domain, viewer: &Viewer, id: PostId, wanted: Wanted) -> Result<Decided> {
    let read = async { store::facts(&domain.db, id).await?.ok_or(Code::NotFound.into()) };
    let row = &*domain.lists.deciding.get(id, read).await?;
    // What came with a message is read, and nothing else is done with it.
    if row.facts.enclosed {
        return Err(Code::NotFound.into());
    }
    let now = domain.now();
    let standings = standing::of_all(domain, viewer, slice::from_ref(row), wanted, now).await?;
    let open = match access::decide(viewer, &row.facts, &standings.of(row), now) {
        Decision::Hidden => return Err(Code::NotFound.into()),
        decision => decision == Decision::Open,
    };
    Ok(Decided {
        author: row.facts.author,
        category: row.category,
        deleted: row.facts.deleted,
        open,
        blocked: standings.blocked(row),
    })
}

/// What was deleted is there for nobody: even those who bought it only read it.
async fn opened_for(domain: &Domain, viewer: &Viewer, id: PostId, wanted: Wanted) -> Result<Opened> {
    match decided(domain, viewer, id, wanted).await? {
        Decided { deleted: true, .. } => Err(Code::NotFound.into()),
        Decided { open: false, .. } => Err(Code::Locked.into()),
        Decided { blocked: true, .. } => Err(Code::Blocked.into()),
        Decided { author, .. } => Ok(Opened(author)),
    }
}

/// A post that is there and open to the viewer.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Locked`].
pub async fn opened(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<Opened> {
    opened_for(domain, viewer, id, Wanted::Access).await
}

/// The same, by an author who does not keep the viewer away.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Locked`], [`Code::Blocked`].
pub async fn opened_to_act(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<Opened> {
    opened_for(domain, viewer, id, Wanted::Acting).await
}

/// Until when a post is open to the viewer, as things stand; none where no time ends it.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Locked`].
pub(crate) async fn open_until(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<Option<Timestamp>> {
    let whole = whole(domain, id).await?;
    let row = whole.rows.first().ok_or(Code::NotFound)?;
    let now = domain.now();
    let standing = standing::of_all(domain, viewer, &whole.rows, Wanted::Access, now)
        .await?
        .of(row);
    let decide = |standing| access::decide(viewer, &row.facts, &standing, now);
    match decide(standing) {
        _ if row.facts.deleted => return Err(Code::NotFound.into()),
        Decision::Hidden => return Err(Code::NotFound.into()),
        Decision::Locked(_) => return Err(Code::Locked.into()),
        Decision::Open => {}
    }
    let without = access::Standing {
        tier: None,
        ..standing
    };
    match (viewer.id(), row.facts.access.tier()) {
        (Some(user), Some(level)) if decide(without) != Decision::Open => {
            subscriptions::open_until_at(domain, (user, row.facts.author), level, now).await
        }
        _ => Ok(None),
    }
}

/// Refuses as not found what the viewer must not learn of; what is locked is there.
async fn there(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<()> {
    decided(domain, viewer, id, Wanted::Access).await.map(drop)
}

/// The title of a post, deleted or not.
pub async fn title(db: &impl ConnectionTrait, id: PostId) -> Result<Option<String>> {
    Ok(store::titles(db, &[id.0]).await?.remove(&id.0))
}

/// The category of a post that the viewer may learn of.
pub(crate) async fn category(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<Category> {
    Ok(decided(domain, viewer, id, Wanted::Access).await?.category)
}

/// The viewer's views of these posts, in the same order; hidden ones fall out.
pub async fn view_of(domain: &Domain, viewer: &Viewer, posts: &Bundle, met: Met) -> Result<Vec<PostView>> {
    let now = domain.now();
    let Bundle {
        rows,
        pictures,
        polls,
        goods,
    } = posts;
    let standings = standing::of_all(domain, viewer, rows, Wanted::Showing, now).await?;
    Ok(rows
        .iter()
        .filter(|row| met == Met::Everybody || !standings.hidden(row))
        .filter_map(
            |row| match access::decide(viewer, &row.facts, &standings.of(row), now) {
                Decision::Hidden => None,
                decision => {
                    let mine = view::Mine {
                        liked: standings.likes(row.id),
                        bookmarked: standings.keeps(row.id),
                    };
                    let inside = view::Inside {
                        media: pictures.get(&row.id).map_or(&[][..], Vec::as_slice),
                        poll: polls.get(&row.id).and_then(|options| {
                            poll::view(row, options, standings.choice(row.id), viewer, now)
                        }),
                        goods: goods
                            .get(&row.id)
                            .map(|goods| goods.view(row.sale, standings.bought_goods(row.id), viewer, now)),
                    };
                    Some(view::build(row, inside, decision, mine, viewer, now))
                }
            },
        )
        .collect())
}

/// These posts as lists show them, in this order; what is not there is missing.
async fn listed_bundle(domain: &Domain, ids: &[Uuid]) -> Result<Bundle> {
    let mut rows = store::listed(&domain.db, ids).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id.0));
    bundle(&domain.db, rows, domain.now()).await
}

/// These posts as lists show them, in this order; what is not there or hidden from the viewer falls out.
pub async fn listed(domain: &Domain, viewer: &Viewer, ids: &[Uuid]) -> Result<Vec<PostView>> {
    let posts = listed_bundle(domain, ids).await?;
    view_of(domain, viewer, &posts, Met::Everybody).await
}

/// The same, kept for a moment as lists are: of what many are shown alike.
pub async fn shown(domain: &Domain, viewer: &Viewer, ids: &[Uuid]) -> Result<Vec<PostView>> {
    let read = listed_bundle(domain, ids);
    let posts = domain.lists.shown_posts.get(ids.to_vec(), read).await?;
    view_of(domain, viewer, &posts, Met::Everybody).await
}

/// Tags as a row keeps them.
fn tag_list(tags: &[Tag]) -> String {
    let tags: Vec<&str> = tags.iter().map(Tag::as_str).collect();
    tags.join(" ")
}

/// Lets a post be found by the words that it has in this transaction.
async fn find_by_its_words(tx: &DatabaseTransaction, id: PostId) -> Result<()> {
    let row = store::by_id(tx, id).await?.ok_or(Code::NotFound)?;
    let texts = PostTexts {
        title: &row.title,
        tags: &tag_list(&row.tags),
        teaser: &row.teaser,
        body: &row.body,
        lock: (row.facts.access != Access::Public).then_some(Lock {
            author: row.facts.author,
            opens: row.facts.opens_at.is_some(),
        }),
    };
    index::post(tx, id, &texts).await
}

/// The posts that a creator pinned, each as this viewer may see it.
pub async fn pinned(domain: &Domain, viewer: &Viewer, creator: &Handle) -> Result<Vec<PostView>> {
    let creator = crate::creators::own(domain, creator).await?.row.id;
    let read = async { listed_bundle(domain, &store::pinned(&domain.db, creator).await?).await };
    let posts = domain.lists.pinned.get(creator, read).await?;
    view_of(domain, viewer, &posts, Met::Everybody).await
}

/// Loads a post and authorises its change in one step. It is held until the transaction ends: what another
/// change made of it in between would be counted wrongly.
async fn owned(
    transaction: &DatabaseTransaction,
    viewer: &Viewer,
    id: PostId,
) -> Result<(Row, access::MayEdit)> {
    let row = store::lock(transaction, id).await?.ok_or(Code::NotFound)?;
    let (_, proof) = access::may_edit(viewer, &row.facts)?;
    Ok((row, proof))
}
