//! Posts: reading one, publishing, changing, deleting. What a viewer may not open is never loaded into a view.

mod acts;
pub mod entity;
pub mod pictures;
pub mod ranking;
pub mod standing;
pub mod store;
pub mod view;

pub use acts::{bookmark, like};

use crate::{
    Domain, Result, Viewer,
    access::{self, Decision},
    columns::stored_amount,
    engagement,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use shared::{
    Code,
    ids::{PostId, UserId},
    posts::{Access, NewPost, PostChange, PostDraft, PostKind, PostPatch, PostView},
};

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
                    Some(view::build(row, media, decision, mine, viewer, now))
                }
            }
        })
        .collect())
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
        access,
        opens_at,
        ..
    } = new;
    let characters = i32::try_from(body.chars().count()).unwrap_or(i32::MAX);
    let row = entity::post::ActiveModel {
        id: Set(id.0),
        creator_id: Set(person.id.0),
        kind: Set(PostKind::Text.as_str().to_owned()),
        title: Set(title),
        teaser: Set(teaser),
        body: Set(body),
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
        deleted_at: Set(None),
    };
    let transaction = domain.begin().await?;
    store::insert(&transaction, &proof, row).await?;
    transaction.commit().await?;
    domain.lists.changed();
    get(domain, viewer, id).await
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
    store::update(&transaction, &proof, &row, change, domain.now()).await?;
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
    transaction.commit().await?;
    domain.lists.changed();
    Ok(())
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
