//! Posts: reading one, publishing, changing, deleting. What a viewer may not open is never loaded into a view.

mod acts;
pub mod entity;
pub mod pictures;
mod poll;
mod poll_store;
pub mod ranking;
pub mod standing;
pub mod store;
pub mod tag_store;
pub mod view;

pub use acts::{bookmark, collect, like};
pub use poll::vote;

use crate::{
    Domain, Result, Viewer,
    access::{self, Decision},
    columns::stored_amount,
    engagement,
    index::{self, PostTexts},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use shared::{
    Code, Timestamp,
    identity::Handle,
    ids::{PostId, UserId},
    posts::{Access, NewPost, PostChange, PostDraft, PostKind, PostPatch, PostView},
    tags::Tag,
};
use std::time::Duration;
use uuid::Uuid;

/// One post for one viewer; not found when the viewer must not learn of it.
pub async fn get(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<PostView> {
    let rows = [store::by_id(&domain.db, id).await?.ok_or(Code::NotFound)?];
    let media = store::media_of(&domain.db, &rows).await?;
    view_of(domain, viewer, &rows, &media)
        .await?
        .pop()
        .ok_or(Code::NotFound.into())
}

/// Proof that a viewer may open a post; only [`opened`] makes it.
#[derive(Debug)]
pub struct Opened(UserId);

impl Opened {
    /// Who wrote the post.
    pub fn author(&self) -> UserId {
        self.0
    }
}

/// What is decided for the viewer about a post that is there; not found when they must not learn of it.
async fn decided(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<(store::Row, Decision)> {
    let rows = [store::facts(&domain.db, id).await?.ok_or(Code::NotFound)?];
    let now = domain.now();
    let standings = standing::of_all(domain, viewer, &rows, now).await?;
    let [row] = rows;
    match access::decide(viewer, &row.facts, &standings.of(&row), now) {
        Decision::Hidden => Err(Code::NotFound.into()),
        decision => Ok((row, decision)),
    }
}

/// A post that is there and open to the viewer; locked when it is not open. What was deleted is there for nobody: even
/// those who bought it only read it.
pub async fn opened(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<Opened> {
    match decided(domain, viewer, id).await? {
        (row, _) if row.facts.deleted => Err(Code::NotFound.into()),
        (row, Decision::Open) => Ok(Opened(row.facts.author)),
        _ => Err(Code::Locked.into()),
    }
}

/// The viewer's views of these posts, in the same order; hidden ones fall out.
pub async fn view_of(
    domain: &Domain,
    viewer: &Viewer,
    rows: &[store::Row],
    media: &store::Pictures,
) -> Result<Vec<PostView>> {
    let now = domain.now();
    let posts: Vec<PostId> = rows.iter().map(|row| row.id).collect();
    let standings = standing::of_all(domain, viewer, rows, now).await?;
    let liked = engagement::liked(domain, viewer, &posts).await?;
    let kept = engagement::bookmarked(domain, viewer, &posts).await?;
    let mut polls = poll::of_all(domain, viewer, rows, now).await?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            let standing = standings.of(row);
            match access::decide(viewer, &row.facts, &standing, now) {
                Decision::Hidden => None,
                decision => {
                    let media = media.get(&row.id).map_or(&[][..], Vec::as_slice);
                    let mine = view::Mine {
                        liked: liked.contains(&row.id),
                        bookmarked: kept.contains(&row.id),
                    };
                    let inside = view::Inside {
                        media,
                        poll: polls.remove(&row.id),
                    };
                    Some(view::build(row, inside, decision, mine, viewer, now))
                }
            }
        })
        .collect())
}

/// These posts as lists show them, in this order; what is not there or hidden from the viewer falls out.
pub async fn listed(domain: &Domain, viewer: &Viewer, ids: &[Uuid]) -> Result<Vec<PostView>> {
    let mut rows = store::listed(&domain.db, ids).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id.0));
    let pictures = store::media_of(&domain.db, &rows).await?;
    view_of(domain, viewer, &rows, &pictures).await
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
        public: row.facts.access == Access::Public,
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
        price: Set(access.price().map(stored_amount).transpose()?),
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
        deleted_at: Set(None),
    };
    let transaction = domain.begin().await?;
    store::insert(&transaction, &proof, row).await?;
    tag_store::set(&transaction, id, &[], &tags).await?;
    if let Some(poll) = poll {
        poll_store::insert(&transaction, id, &poll.options).await?;
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
    let creator = crate::creators::store::by_handle(&domain.db, creator)
        .await?
        .ok_or(Code::NotFound)?;
    listed(domain, viewer, &store::pinned(&domain.db, creator.id).await?).await
}

/// Changes a post of the viewer's.
pub async fn change(domain: &Domain, viewer: &Viewer, id: PostId, patch: &PostPatch) -> Result<PostView> {
    let change: PostChange = patch.parse()?;
    viewer.person()?;
    let transaction = domain.begin().await?;
    let (row, proof) = owned(&transaction, viewer, id).await?;
    if let Some(access) = change.access {
        refuse_tier_off(&transaction, row.facts.author, access).await?;
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

/// Deletes a post of the viewer's. Those who bought it keep it.
pub async fn delete(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<()> {
    viewer.person()?;
    let transaction = domain.begin().await?;
    let (row, proof) = owned(&transaction, viewer, id).await?;
    store::delete(&transaction, &proof, &row, domain.now()).await?;
    tag_store::set(&transaction, id, &row.tags, &[]).await?;
    index::forget_post(&transaction, id).await?;
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
    index::forget_post(tx, id).await
}

/// Loads a post and authorises its change in one step. It is held until the transaction ends: what another
/// change made of it in between would be counted wrongly.
async fn owned(
    transaction: &DatabaseTransaction,
    viewer: &Viewer,
    id: PostId,
) -> Result<(store::Row, access::MayEdit)> {
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
