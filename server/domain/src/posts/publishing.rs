//! Publishing posts, changing and deleting them, and what of that can be undone. Files become a part of a post in the transaction in
//! which it is written: one that is not ready, or somebody else's, refuses the whole.

use super::{
    announcing, entity, find_by_its_words, get, owned, poll_store, ranking, selling,
    store::{self, MadeOf},
    tag_list, tag_store,
};
use crate::{
    Domain, Result, Tx, Viewer,
    access::{self, MayPublish},
    columns::stored_amount,
    index, media, notifications, subscriptions,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use shared::{
    Code, Refusal, Timestamp,
    drafts::PostFile,
    ids::{PostId, UserId},
    live::{Channel, Event},
    media::MediaKind,
    posts::{Access, NewPost, PostChange, PostDraft, PostKind, PostPatch, PostView},
    text::Lang,
};
use std::time::Duration;
use uuid::Uuid;

/// The most pictures of a post.
pub const MOST_PICTURES: usize = 20;
/// How long a deleted post can be put back.
pub const UNDO: Duration = Duration::from_secs(60 * 60);

/// Files that nobody needs any more once the transaction is committed.
#[derive(Debug, Default)]
pub(crate) struct Leftovers {
    /// Originals of what was published.
    uploads: Vec<media::entity::upload::Model>,
    /// What the post does not have any more.
    media: Vec<media::entity::media::Model>,
}

impl Leftovers {
    /// After the commit. What cannot be deleted now is collected later.
    pub(crate) async fn clear(self, domain: &Domain) {
        for upload in self.uploads {
            if let Err(error) = media::uploads::collecting::expire_one(domain, &upload).await {
                tracing::warn!(%error, upload = %upload.id, "an original that is not kept could not be deleted; it is tried again later");
            }
        }
        for row in self.media {
            media::delete_files(domain, media::keys(&row)).await;
        }
    }
}

/// Makes these files of the owner's the files of a post, in this order, in place of those that it has.
pub(super) async fn place(
    tx: &Tx,
    (owner, post): (UserId, PostId),
    files: &[PostFile],
) -> Result<(MadeOf, Leftovers)> {
    let ids: Vec<Uuid> = files.iter().map(|file| file.id.0).collect();
    let rows = media::store::of_owner(tx, owner, &ids).await?;
    let wrong = |say: fn(Lang) -> &'static str| Err(Refusal::field("media", say).into());
    let mut made_of = MadeOf {
        kind: PostKind::Text,
        pictures: 0,
        milliseconds: None,
    };
    for (position, file) in files.iter().enumerate() {
        let Some(row) = rows.iter().find(|row| row.id == file.id.0) else {
            return match media::is_on_its_way(tx, owner, file.id).await? {
                true => Err(Code::MediaNotReady.into()),
                false => wrong(Lang::post_file_gone),
            };
        };
        match media::kind("media", row.id, &row.kind)? {
            MediaKind::Image => {
                made_of.pictures += 1;
                if made_of.kind == PostKind::Text {
                    made_of.kind = PostKind::Image;
                }
            }
            kind if matches!(made_of.kind, PostKind::Text | PostKind::Image) => {
                made_of.kind = match kind {
                    MediaKind::Audio => PostKind::Audio,
                    _ => PostKind::Video,
                };
                made_of.milliseconds = row.milliseconds;
            }
            _ => return wrong(Lang::post_film_one),
        }
        let placed = media::store::Placed {
            position: i32::try_from(position).unwrap_or(i32::MAX),
            alt: &file.alt,
            sample: file.sample,
        };
        if !media::store::place(tx, (owner, post), row.id, placed).await? {
            return wrong(Lang::post_file_elsewhere);
        }
    }
    if usize::try_from(made_of.pictures).unwrap_or(usize::MAX) > MOST_PICTURES {
        return wrong(Lang::post_pictures_most);
    }
    let leftovers = Leftovers {
        media: media::store::take_others(tx, post, &ids).await?,
        uploads: media::uploads::store::published(tx, &ids).await?,
    };
    Ok((made_of, leftovers))
}

/// What can be refused about a post before anything is written.
pub(super) async fn checked(
    domain: &Domain,
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    draft: &PostDraft,
) -> Result<(NewPost, MayPublish)> {
    let (person, proof) = access::may_publish(viewer)?;
    let new = draft.parse()?;
    if new.opens_at.is_some_and(|opens| opens <= domain.now()) {
        return Err(passed().into());
    }
    refuse_tier_off(db, person.id, new.access).await?;
    refuse_currency(domain, new.access)?;
    if let Some(goods) = &draft.goods {
        selling::refuse_two_prices(new.access)?;
        selling::checked(domain, goods)?;
    }
    Ok((new, proof))
}

fn passed() -> Refusal {
    Refusal::field("opens_at", Lang::opens_passed)
}

/// Publishes a post by the viewer, who must be a creator.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `invalid` at the field, `media_not_ready`.
pub async fn publish(domain: &Domain, viewer: &Viewer, draft: &PostDraft) -> Result<PostView> {
    let id = PostId(domain.new_id());
    let new = checked(domain, &domain.db, viewer, draft).await?;
    let tx = domain.begin().await?;
    let leftovers = publish_in(domain, &tx, viewer, (id, draft), new).await?;
    tx.commit().await?;
    leftovers.clear(domain).await;
    domain.lists.changed();
    get(domain, viewer, id).await
}

/// The same in a transaction of the caller's, of a draft that was [`checked`].
pub(super) async fn publish_in(
    domain: &Domain,
    tx: &Tx,
    viewer: &Viewer,
    (id, draft): (PostId, &PostDraft),
    (new, proof): (NewPost, MayPublish),
) -> Result<Leftovers> {
    let person = viewer.person()?;
    let category = new
        .category
        .or(person.creator.as_ref().map(|creator| creator.category))
        .ok_or(Code::NotACreator)?;
    let now = domain.now();
    let NewPost {
        title,
        body,
        teaser,
        tags,
        access,
        opens_at,
        poll,
        media,
        ..
    } = new;
    let (made_of, leftovers) = place(tx, (person.id, id), &media).await?;
    let poll_ends_at = poll
        .as_ref()
        .map(|poll| now.after(Duration::from_secs(u64::from(poll.days) * 24 * 60 * 60)));
    let characters = i32::try_from(body.chars().count()).unwrap_or(i32::MAX);
    let price = access.price();
    let row = entity::post::ActiveModel {
        id: Set(id.0),
        creator_id: Set(person.id.0),
        kind: Set(made_of.kind.as_str().to_owned()),
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
        pictures: Set(made_of.pictures),
        milliseconds: Set(made_of.milliseconds),
        characters: Set(characters),
        likes_count: Set(0),
        comments_count: Set(0),
        trending: Set(ranking::trending(now, 0, 0)),
        published_at: Set(now.0),
        updated_at: Set(now.0),
        pinned_at: Set(None),
        poll_ends_at: Set(poll_ends_at.map(|moment| moment.0)),
        flash_sale_id: Set(None),
        sells: Set(draft.goods.is_some()),
        enclosed: Set(false),
        deleted_at: Set(None),
    };
    store::insert(tx, &proof, row).await?;
    tag_store::set(tx, id, &[], &tags).await?;
    if let Some(poll) = poll {
        poll_store::insert(tx, id, &poll.options).await?;
    }
    if let Some(goods) = &draft.goods {
        selling::put_up(tx, (person.id, id), selling::checked(domain, goods)?, now).await?;
    }
    find_by_its_words(tx, id).await?;
    announcing::announce(tx, person.id, id, now).await?;
    let published = Event::Published {
        post: id,
        creator: person.id,
        category,
    };
    tx.tell(Channel::Feed, published);
    tx.tell(Channel::Creator(person.id), published);
    Ok(leftovers)
}

/// Posts that stand first on a creator's page.
const MOST_PINNED: usize = 3;

/// Changes a post of the viewer's.
///
/// # Errors
/// `sign_in_required`, `not_found`, `forbidden`, `invalid` at the field, `too_many_pinned`, `media_not_ready`.
pub async fn change(domain: &Domain, viewer: &Viewer, id: PostId, patch: &PostPatch) -> Result<PostView> {
    let change: PostChange = patch.parse()?;
    viewer.person()?;
    let tx = domain.begin().await?;
    let leftovers = change_in(domain, &tx, viewer, id, change).await?;
    tx.commit().await?;
    leftovers.clear(domain).await;
    domain.lists.changed();
    get(domain, viewer, id).await
}

/// The same in a transaction of the caller's.
pub(super) async fn change_in(
    domain: &Domain,
    tx: &Tx,
    viewer: &Viewer,
    id: PostId,
    mut change: PostChange,
) -> Result<Leftovers> {
    let (row, proof) = owned(tx, viewer, id).await?;
    if let Some(access) = change.access {
        refuse_tier_off(tx, row.facts.author, access).await?;
        refuse_currency(domain, access)?;
        if row.sells {
            selling::refuse_two_prices(access)?;
        }
    }
    let now = domain.now();
    // What opened once stays open: caches may have it.
    if row.facts.opens_at.is_some_and(|opens| opens <= now) {
        change.opens_at = None;
    }
    if let Some(Some(opens_at)) = change.opens_at
        && opens_at <= now
    {
        return Err(passed().into());
    }
    if let Some(tags) = &change.tags {
        tag_store::set(tx, id, &row.tags, tags).await?;
    }
    if change.pinned == Some(true) && !row.pinned {
        let pinned = store::pinned(tx, row.facts.author).await?;
        if pinned.len() >= MOST_PINNED {
            return Err(Code::TooManyPinned.into());
        }
    }
    let (made_of, leftovers) = match &change.media {
        Some(files) => {
            let (made_of, leftovers) = place(tx, (row.facts.author, id), files).await?;
            if !leftovers.media.is_empty() && subscriptions::store::is_bought(tx, id).await? {
                return Err(Refusal::field("media", Lang::post_files_bought).into());
            }
            (Some(made_of), leftovers)
        }
        None => (None, Leftovers::default()),
    };
    store::update(tx, &proof, &row, (change, made_of), domain.now()).await?;
    find_by_its_words(tx, id).await?;
    tx.tell(Channel::Post(id), Event::PostChanged);
    Ok(leftovers)
}

/// Refuses a price in a currency that nobody could pay here.
fn refuse_currency(domain: &Domain, access: Access) -> Result<()> {
    if let Some(price) = access.price() {
        domain.rules.network.takes(price.currency)?;
    }
    Ok(())
}

/// Deletes a post of the viewer's. Those who bought it keep it, and the author can put it back within [`UNDO`].
pub async fn delete(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<()> {
    viewer.person()?;
    let tx = domain.begin().await?;
    let (row, proof) = owned(&tx, viewer, id).await?;
    if row.sells {
        selling::refuse_bids(&tx, id, domain.now()).await?;
    }
    store::delete(&tx, &proof, &row, domain.now()).await?;
    tag_store::set(&tx, id, &row.tags, &[]).await?;
    index::forget_post(&tx, id).await?;
    notifications::forget_post(&tx, id).await?;
    tx.tell(Channel::Post(id), Event::PostDeleted);
    tx.commit().await?;
    domain.lists.changed();
    Ok(())
}

/// Puts back a post that the viewer deleted a while ago, with all that was said and bought of it; one that is there stays as it is.
///
/// # Errors
/// `sign_in_required`; `not_found` also after [`UNDO`], and for others.
pub async fn restore(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<PostView> {
    let person = viewer.person()?;
    let tx = domain.begin().await?;
    let row = store::lock(&tx, id).await?.ok_or(Code::NotFound)?;
    if row.facts.author != person.id || row.facts.enclosed {
        return Err(Code::NotFound.into());
    }
    if row.facts.deleted {
        let now = domain.now();
        if !store::restore(&tx, &row, (now.before(UNDO), now)).await? {
            return Err(Code::NotFound.into());
        }
        tag_store::set(&tx, id, &[], &row.tags).await?;
        find_by_its_words(&tx, id).await?;
        tx.tell(Channel::Post(id), Event::PostChanged);
        tx.commit().await?;
        domain.lists.changed();
    }
    get(domain, viewer, id).await
}

/// Takes a post of somebody who leaves out of every list, count and search; a deleted one is out already.
pub(crate) async fn withdraw(tx: &Tx, id: PostId, now: Timestamp) -> Result<()> {
    let row = store::lock(tx, id).await?.ok_or(Code::NotFound)?;
    if row.facts.deleted {
        return Ok(());
    }
    // Of what came with a message no list and no search knows.
    store::delete(tx, &access::of_leaving(), &row, now).await?;
    tag_store::set(tx, id, &row.tags, &[]).await?;
    index::forget_post(tx, id).await?;
    tx.tell(Channel::Post(id), Event::PostDeleted);
    notifications::forget_post(tx, id).await
}

/// A post must not be locked behind a tier that nobody can buy.
async fn refuse_tier_off(db: &impl ConnectionTrait, author: UserId, access: Access) -> Result<()> {
    let Some(level) = access.tier() else { return Ok(()) };
    let tiers = crate::creators::store::tiers(db, author).await?;
    if tiers.iter().any(|tier| tier.level == level && tier.active) {
        return Ok(());
    }
    Err(Refusal::field("tier", Lang::tier_off).into())
}
