//! Posts: reading one, publishing, changing, deleting. What a viewer may not open is never loaded into a view.

mod acts;
pub mod entity;
pub mod goods;
pub mod goods_store;
pub mod pictures;
mod poll;
mod poll_store;
pub mod ranking;
mod selling;
pub mod standing;
pub mod store;
pub mod tag_store;
pub mod view;

pub use acts::{bookmark, collect, like};
pub use poll::vote;
pub use selling::{bid, bid_for, close, offered, sell};

use crate::{
    Domain, Result, Viewer,
    access::{self, Decision},
    columns::stored_amount,
    creators::flash_store,
    index::{self, Lock, PostTexts},
    notifications,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use shared::{
    Code, Timestamp,
    creators::Category,
    identity::Handle,
    ids::{PostId, UserId},
    posts::{Access, NewPost, PostChange, PostDraft, PostKind, PostPatch, PostView},
    tags::Tag,
};
use standing::Wanted;
use std::{sync::Arc, time::Duration};
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
    let whole = whole(domain, id).await?;
    let row = whole.rows.first().ok_or(Code::NotFound)?;
    let now = domain.now();
    let standings = standing::of_all(domain, viewer, &whole.rows, wanted, now).await?;
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

/// Refuses as not found what the viewer must not learn of; what is locked is there.
async fn there(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<()> {
    decided(domain, viewer, id, Wanted::Access).await.map(drop)
}

/// The category of a post that the viewer may learn of.
pub(crate) async fn category(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<Category> {
    Ok(decided(domain, viewer, id, Wanted::Access).await?.category)
}

/// Whose posts fall out of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Nobody's: the viewer asked for just these.
    Everybody,
    /// Those of people from whom the viewer turned away.
    Welcome,
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

/// Publishes a text post by the viewer, who must be a creator.
pub async fn publish(domain: &Domain, viewer: &Viewer, draft: &PostDraft) -> Result<PostView> {
    let (person, proof) = access::may_publish(viewer)?;
    let new = draft.parse()?;
    if new.opens_at.is_some_and(|opens| opens <= domain.now()) {
        return Err(
            shared::Refusal::field("opens_at", "This moment has passed. Publish it openly instead.").into(),
        );
    }
    let category = new
        .category
        .or(person.creator.as_ref().map(|creator| creator.category))
        .ok_or(Code::NotACreator)?;
    refuse_tier_off(&domain.db, person.id, new.access).await?;
    refuse_currency(domain, new.access)?;
    let goods = match &draft.goods {
        Some(goods) => {
            selling::refuse_two_prices(new.access)?;
            Some(selling::checked(domain, goods)?)
        }
        None => None,
    };
    let id = PostId(domain.new_id());
    let now = domain.now();
    let NewPost {
        title,
        body,
        teaser,
        tags,
        access,
        opens_at,
        poll,
        ..
    } = new;
    let poll_ends_at = poll
        .as_ref()
        .map(|poll| now.after(Duration::from_secs(u64::from(poll.days) * 24 * 60 * 60)));
    let characters = i32::try_from(body.chars().count()).unwrap_or(i32::MAX);
    let price = access.price();
    let row = entity::post::ActiveModel {
        id: Set(id.0),
        creator_id: Set(person.id.0),
        kind: Set(PostKind::Text.as_str().to_owned()),
        title: Set(title),
        teaser: Set(teaser),
        body: Set(body),
        tags: Set(tag_list(&tags)),
        category: Set(category.as_str().to_owned()),
        access: Set(access.kind().as_str().to_owned()),
        tier_rank: Set(access.tier().map(|level| level.rank())),
        price: Set(price.map(|price| stored_amount(price.units)).transpose()?),
        currency: Set(price.map(|price| price.currency.code().to_owned())),
        opens_at: Set(opens_at.map(|moment| moment.0)),
        pictures: Set(0),
        characters: Set(characters),
        likes_count: Set(0),
        comments_count: Set(0),
        trending: Set(ranking::trending(now, 0, 0)),
        published_at: Set(now.0),
        updated_at: Set(now.0),
        pinned_at: Set(None),
        poll_ends_at: Set(poll_ends_at.map(|moment| moment.0)),
        flash_sale_id: Set(None),
        sells: Set(goods.is_some()),
        deleted_at: Set(None),
    };
    let transaction = domain.begin().await?;
    store::insert(&transaction, &proof, row).await?;
    tag_store::set(&transaction, id, &[], &tags).await?;
    if let Some(poll) = poll {
        poll_store::insert(&transaction, id, &poll.options).await?;
    }
    if let Some(goods) = goods {
        selling::put_up(&transaction, (person.id, id), goods, now).await?;
    }
    find_by_its_words(&transaction, id).await?;
    transaction.commit().await?;
    domain.lists.changed();
    get(domain, viewer, id).await
}

/// Posts that stand first on a creator's page.
const MOST_PINNED: usize = 3;

/// The posts that a creator pinned, each as this viewer may see it.
pub async fn pinned(domain: &Domain, viewer: &Viewer, creator: &Handle) -> Result<Vec<PostView>> {
    let creator = crate::creators::own(domain, creator).await?.row.id;
    let read = async { listed_bundle(domain, &store::pinned(&domain.db, creator).await?).await };
    let posts = domain.lists.pinned.get(creator, read).await?;
    view_of(domain, viewer, &posts, Met::Everybody).await
}

/// Changes a post of the viewer's.
pub async fn change(domain: &Domain, viewer: &Viewer, id: PostId, patch: &PostPatch) -> Result<PostView> {
    let change: PostChange = patch.parse()?;
    viewer.person()?;
    let transaction = domain.begin().await?;
    let (row, proof) = owned(&transaction, viewer, id).await?;
    if let Some(access) = change.access {
        refuse_tier_off(&transaction, row.facts.author, access).await?;
        refuse_currency(domain, access)?;
        if row.sells {
            selling::refuse_two_prices(access)?;
        }
    }
    if let Some(tags) = &change.tags {
        tag_store::set(&transaction, id, &row.tags, tags).await?;
    }
    if change.pinned == Some(true) && !row.pinned {
        let pinned = store::pinned(&transaction, row.facts.author).await?;
        if pinned.len() >= MOST_PINNED {
            return Err(Code::TooManyPinned.into());
        }
    }
    store::update(&transaction, &proof, &row, change, domain.now()).await?;
    find_by_its_words(&transaction, id).await?;
    transaction.commit().await?;
    domain.lists.changed();
    get(domain, viewer, id).await
}

/// Refuses a price in a currency that nobody could pay here.
fn refuse_currency(domain: &Domain, access: Access) -> Result<()> {
    if let Some(price) = access.price() {
        domain.rules.network.takes(price.currency)?;
    }
    Ok(())
}

/// Deletes a post of the viewer's. Those who bought it keep it.
pub async fn delete(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<()> {
    viewer.person()?;
    let transaction = domain.begin().await?;
    let (row, proof) = owned(&transaction, viewer, id).await?;
    if row.sells {
        selling::refuse_bids(&transaction, id, domain.now()).await?;
    }
    store::delete(&transaction, &proof, &row, domain.now()).await?;
    tag_store::set(&transaction, id, &row.tags, &[]).await?;
    index::forget_post(&transaction, id).await?;
    notifications::forget_post(&transaction, id).await?;
    transaction.commit().await?;
    domain.lists.changed();
    Ok(())
}

/// Takes a post of somebody who leaves out of every list, count and search; a deleted one is out already.
pub(crate) async fn withdraw(tx: &DatabaseTransaction, id: PostId, now: Timestamp) -> Result<()> {
    let row = store::lock(tx, id).await?.ok_or(Code::NotFound)?;
    if row.facts.deleted {
        return Ok(());
    }
    store::delete(tx, &access::of_leaving(), &row, now).await?;
    tag_store::set(tx, id, &row.tags, &[]).await?;
    index::forget_post(tx, id).await?;
    notifications::forget_post(tx, id).await
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

/// A post must not be locked behind a tier that nobody can buy.
async fn refuse_tier_off(db: &impl ConnectionTrait, author: UserId, access: Access) -> Result<()> {
    let Some(level) = access.tier() else { return Ok(()) };
    let tiers = crate::creators::store::tiers(db, author).await?;
    if tiers.iter().any(|tier| tier.level == level && tier.active) {
        return Ok(());
    }
    Err(shared::Refusal::field("tier", "You do not offer this tier at the moment.").into())
}
