//! Drafts: what is typed for a post, kept as it is typed, with files that are on their way. One can be published, or is by itself when
//! its time comes, in one transaction that ends the draft; a draft of a post that is published changes that. Nobody but its owner
//! learns of one.

use super::{
    drafts_store as store,
    entity::draft,
    publishing::{self, Leftovers},
    store as posts_store, zone,
};
use crate::{
    Domain, Error, Result, Tx, Viewer, access,
    columns::corrupt,
    identity,
    media::{self, uploads},
    rounds::Rounds,
};
use sea_orm::ConnectionTrait;
use shared::{
    Code, Refusal, Timestamp,
    drafts::{DraftFields, DraftSave, DraftView, LONGEST, MOST_FILES, PostFile, Queue, ScheduleDraft},
    ids::{PostId, UserId},
    media::OwnMedia,
    posts::{PostDraft, PostPatch, PostView},
    text::Lang,
    typed::filled,
};
use std::{future::Future, time::Duration};
use uuid::Uuid;

/// The most drafts of one person.
const MOST: u64 = 200;
/// How long ahead something can be scheduled.
const AHEAD: Duration = Duration::from_secs(366 * 24 * 60 * 60);
/// Between looks at what is to be published: another server may have written it down.
const SLEEP: Duration = Duration::from_secs(20);
/// Drafts that are read at once.
const AT_ONCE: u64 = 50;

fn fields_of(row: &draft::Model) -> Result<DraftFields> {
    serde_json::from_str(&row.fields).map_err(|_| corrupt("drafts", row.id))
}

fn ids(fields: &DraftFields) -> Vec<Uuid> {
    fields.media.iter().map(|file| file.id.0).collect()
}

async fn view(domain: &Domain, row: &draft::Model) -> Result<DraftView> {
    let fields = fields_of(row)?;
    let publish_local = row
        .publish_at
        .map(|moment| zone::typed(Timestamp(moment), &fields.zone));
    Ok(DraftView {
        id: PostId(row.id),
        published: row.post_id.is_some(),
        files: media::all(&domain.db, UserId(row.owner_id), &ids(&fields)).await?,
        fields,
        version: row.version.unsigned_abs(),
        publish_at: row.publish_at.map(Timestamp),
        publish_local,
        fault: row
            .fault
            .as_deref()
            .and_then(|fault| Code::ALL.iter().copied().find(|code| code.as_str() == fault)),
        updated_at: Timestamp(row.updated_at),
    })
}

/// The viewer, who must be a creator.
fn creator(viewer: &Viewer) -> Result<UserId> {
    Ok(access::may_publish(viewer)?.0.id)
}

/// What is typed, if it is not more than is kept.
fn kept(fields: &DraftFields) -> Result<String> {
    if fields.characters() > LONGEST {
        return Err(Code::TooLarge.into());
    }
    if fields.media.len() > MOST_FILES {
        return Err(Refusal::field("media", Lang::compose_too_many).into());
    }
    serde_json::to_string(fields).map_err(Error::internal)
}

/// The viewer's drafts, the last touched first.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn list(domain: &Domain, viewer: &Viewer) -> Result<Vec<DraftView>> {
    let owner = creator(viewer)?;
    let mut views = Vec::new();
    for row in store::of_owner(&domain.db, owner, MOST).await? {
        views.push(view(domain, &row).await?);
    }
    Ok(views)
}

/// The same as a calendar wants it: all in the time zone that was used last.
///
/// # Errors
/// As [`list`].
pub async fn queue(domain: &Domain, viewer: &Viewer) -> Result<Queue> {
    let mut drafts = list(domain, viewer).await?;
    let zones = drafts.iter().map(|draft| draft.fields.zone.trim());
    let zone = zones
        .filter(|zone| !zone.is_empty())
        .find(|zone| zone::is_one(zone));
    let zone = zone.unwrap_or("UTC").to_owned();
    for draft in &mut drafts {
        draft.publish_local = draft.publish_at.map(|moment| zone::typed(moment, &zone));
    }
    let mut today = zone::typed(domain.now(), &zone);
    today.truncate(10);
    Ok(Queue { zone, today, drafts })
}

/// Begins a draft.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `too_large`, `too_many_drafts`.
pub async fn create(domain: &Domain, viewer: &Viewer, fields: &DraftFields) -> Result<DraftView> {
    let owner = creator(viewer)?;
    let id = domain.new_id();
    let tx = domain.begin().await?;
    let row = begin(domain, &tx, owner, (id, None), fields).await?;
    tx.commit().await?;
    view(domain, &row).await
}

async fn begin(
    domain: &Domain,
    tx: &Tx,
    owner: UserId,
    (id, post): (Uuid, Option<PostId>),
    fields: &DraftFields,
) -> Result<draft::Model> {
    identity::store::lock_user(tx, owner).await?;
    if store::count(tx, owner).await? >= MOST {
        return Err(Code::TooManyDrafts.into());
    }
    let now = domain.now();
    let row = draft::Model {
        id,
        owner_id: owner.0,
        post_id: post.map(|post| post.0),
        fields: kept(fields)?,
        version: 1,
        publish_at: None,
        fault: None,
        created_at: now.0,
        updated_at: now.0,
    };
    if !store::insert(tx, row.clone()).await? {
        return Err(Code::DraftChanged.into());
    }
    with_files(domain, tx, (owner, id), fields).await?;
    Ok(row)
}

async fn with_files(domain: &Domain, tx: &Tx, draft: (UserId, Uuid), fields: &DraftFields) -> Result<()> {
    let until = domain.now().after(uploads::KEPT);
    uploads::store::with_draft(tx, draft, &ids(fields), until).await
}

/// A published post of the viewer's as it would be typed.
async fn of_post(db: &impl ConnectionTrait, owner: UserId, id: PostId) -> Result<DraftView> {
    let row = posts_store::by_id(db, id).await?;
    let row = row
        .filter(|row| row.facts.author == owner && !row.facts.deleted)
        .ok_or(Code::NotFound)?;
    let pictures = posts_store::media_of(db, std::slice::from_ref(&row)).await?;
    let pictures = pictures.get(&id).map_or(&[][..], Vec::as_slice);
    let tags: Vec<&str> = row.tags.iter().map(|tag| tag.as_str()).collect();
    let access = row.facts.access;
    let price = access.price();
    let fields = DraftFields {
        title: row.title,
        body: row.body,
        teaser: row.teaser,
        category: row.category.as_str().to_owned(),
        tags: tags.join(", "),
        access: access.kind().as_str().to_owned(),
        tier: access
            .tier()
            .map(|tier| tier.as_str().to_owned())
            .unwrap_or_default(),
        price: price.map(|price| price.wholes()).unwrap_or_default(),
        currency: price
            .map(|price| price.currency.code().to_owned())
            .unwrap_or_default(),
        opens_at: row
            .facts
            .opens_at
            .map(|moment| zone::typed(moment, ""))
            .unwrap_or_default(),
        media: pictures
            .iter()
            .map(|row| PostFile {
                id: row.id.into(),
                alt: row.alt.clone(),
                sample: row.sample,
            })
            .collect(),
        ..DraftFields::default()
    };
    Ok(DraftView {
        id,
        published: true,
        files: media::all(db, owner, &ids(&fields)).await?,
        fields,
        version: 0,
        publish_at: None,
        publish_local: None,
        fault: None,
        updated_at: row.published_at,
    })
}

/// A draft of the viewer's; of a published post of theirs what a change would begin with.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `not_found`.
pub async fn get(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<DraftView> {
    let owner = creator(viewer)?;
    match store::find(&domain.db, id.0, owner).await? {
        Some(row) => view(domain, &row).await,
        None => of_post(&domain.db, owner, id).await,
    }
}

/// Keeps what is typed, in place of what was. The first time for a published post it begins its draft.
///
/// # Errors
/// As [`get`]; `draft_changed`, `too_large`, `too_many_drafts`.
pub async fn save(domain: &Domain, viewer: &Viewer, id: PostId, save: &DraftSave) -> Result<DraftView> {
    let owner = creator(viewer)?;
    let tx = domain.begin().await?;
    match store::lock(&tx, id.0, owner).await? {
        Some(row) => {
            if save
                .version
                .is_some_and(|version| version != row.version.unsigned_abs())
            {
                return Err(Code::DraftChanged.into());
            }
            let fields = kept(&save.fields)?;
            // What changed nothing is no version of its own.
            if fields != row.fields {
                if !store::save(&tx, (row.id, row.version), fields, domain.now()).await? {
                    return Err(Code::DraftChanged.into());
                }
                with_files(domain, &tx, (owner, row.id), &save.fields).await?;
            }
        }
        None => {
            if save.version.is_some_and(|version| version != 0) {
                // It was published or deleted meanwhile, unless there is such a post to change.
                return Err(Code::NotFound.into());
            }
            of_post(&tx, owner, id).await?;
            begin(domain, &tx, owner, (id.0, Some(id)), &save.fields).await?;
        }
    }
    tx.commit().await?;
    get(domain, viewer, id).await
}

/// Deletes a draft; the files that only it had expire by themselves. A second time changes nothing.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn delete(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<()> {
    let owner = creator(viewer)?;
    let tx = domain.begin().await?;
    if let Some(row) = store::lock(&tx, id.0, owner).await? {
        end(domain, &tx, &row).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn end(domain: &Domain, tx: &Tx, row: &draft::Model) -> Result<()> {
    let none = DraftFields::default();
    with_files(domain, tx, (UserId(row.owner_id), row.id), &none).await?;
    store::delete(tx, row.id).await
}

/// What fields say, with the moment in them.
pub(super) fn post_of(fields: &DraftFields) -> Result<PostDraft> {
    let opens_at = filled(&fields.opens_at)
        .map(|typed| zone::moment("opens_at", &typed, &fields.zone))
        .transpose()?;
    Ok(fields.post(opens_at)?)
}

/// What fields change of a post that is published: all of it but its poll and what it sells.
fn patch_of(fields: &DraftFields) -> Result<PostPatch> {
    let post = post_of(fields)?;
    Ok(PostPatch {
        title: Some(post.title),
        body: Some(post.body),
        teaser: Some(post.teaser.unwrap_or_default()),
        category: post.category,
        pinned: None,
        tags: Some(post.tags),
        access: Some(post.access),
        tier: post.tier,
        price: post.price,
        currency: post.currency,
        opens_at: Some(post.opens_at),
        media: Some(post.media),
    })
}

/// Publishes what is typed at once, without a draft.
///
/// # Errors
/// As publishing a post.
pub async fn publish_typed(domain: &Domain, viewer: &Viewer, fields: &DraftFields) -> Result<PostView> {
    creator(viewer)?;
    super::publish(domain, viewer, &post_of(fields)?).await
}

/// Those of the files in these fields that are the viewer's, in their order.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`.
pub async fn files(domain: &Domain, viewer: &Viewer, fields: &DraftFields) -> Result<Vec<OwnMedia>> {
    let owner = creator(viewer)?;
    media::all(&domain.db, owner, &ids(fields)).await
}

/// Publishes a draft of the viewer's, or makes the changes that it is. One that was published meanwhile is the post that it became.
///
/// # Errors
/// As [`get`], and as publishing and changing a post.
pub async fn publish(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<PostView> {
    let owner = creator(viewer)?;
    let tx = domain.begin().await?;
    let Some(row) = store::lock(&tx, id.0, owner).await? else {
        drop(tx);
        let post = super::get(domain, viewer, id).await?;
        return if post.mine {
            Ok(post)
        } else {
            Err(Code::NotFound.into())
        };
    };
    let leftovers = publish_in(domain, &tx, viewer, &row).await?;
    tx.commit().await?;
    leftovers.clear(domain).await;
    domain.lists.changed();
    super::get(domain, viewer, id).await
}

async fn publish_in(domain: &Domain, tx: &Tx, viewer: &Viewer, row: &draft::Model) -> Result<Leftovers> {
    let fields = fields_of(row)?;
    let id = PostId(row.id);
    let leftovers = match row.post_id {
        None => {
            let post = post_of(&fields)?;
            let checked = publishing::checked(domain, tx, viewer, &post).await?;
            publishing::publish_in(domain, tx, viewer, (id, &post), checked).await?
        }
        Some(_) => {
            let change = patch_of(&fields)?.parse()?;
            publishing::change_in(domain, tx, viewer, id, change).await?
        }
    };
    end(domain, tx, row).await?;
    Ok(leftovers)
}

/// Lets a draft of the viewer's be published by itself at a moment. What would be refused then is refused now; files may still be on
/// their way, and are waited for.
///
/// # Errors
/// As [`publish`]; `invalid` at `at`.
pub async fn schedule(
    domain: &Domain,
    viewer: &Viewer,
    id: PostId,
    ScheduleDraft { at, zone }: &ScheduleDraft,
) -> Result<DraftView> {
    let owner = creator(viewer)?;
    let row = store::find(&domain.db, id.0, owner)
        .await?
        .ok_or(Code::NotFound)?;
    let fields = fields_of(&row)?;
    let at = zone::moment("at", at, zone.as_deref().unwrap_or(&fields.zone))?;
    let now = domain.now();
    if at <= now {
        return Err(Refusal::field("at", Lang::goes_out_passed).into());
    }
    if at > now.after(AHEAD) {
        return Err(Refusal::field("at", Lang::goes_out_far).into());
    }
    if row.post_id.is_some() {
        patch_of(&fields)?.parse()?;
    } else {
        let post = post_of(&fields)?;
        publishing::checked(domain, &domain.db, viewer, &post).await?;
        if post.opens_at.is_some_and(|opens| opens <= at) {
            return Err(Refusal::field("opens_at", Lang::opens_early).into());
        }
    }
    store::schedule(&domain.db, row.id, Some(at), None).await?;
    domain.drafts_due.ring();
    get(domain, viewer, id).await
}

/// Lets it wait again. A second time changes nothing.
///
/// # Errors
/// As [`get`].
pub async fn unschedule(domain: &Domain, viewer: &Viewer, id: PostId) -> Result<DraftView> {
    let owner = creator(viewer)?;
    let row = store::find(&domain.db, id.0, owner)
        .await?
        .ok_or(Code::NotFound)?;
    store::schedule(&domain.db, row.id, None, None).await?;
    get(domain, viewer, id).await
}

/// Publishes what is due until `shutdown` completes.
pub async fn run(domain: Domain, shutdown: impl Future<Output = ()>) {
    let rounds = Rounds {
        trouble: "what is scheduled cannot be published; it is tried again",
        rest: SLEEP,
        bell: Some(&domain.drafts_due),
    };
    let round = async || {
        publish_due(&domain).await?;
        let now = domain.now();
        let next = store::next(&domain.db, now).await?;
        Ok(next.map_or(SLEEP, |next| {
            next.since(now).clamp(Duration::from_millis(10), SLEEP)
        }))
    };
    rounds.run(shutdown, round).await;
}

/// Publishes every draft whose time has come; how many. One whose files are not ready waits on; one that is refused says why, and
/// waits for its owner.
pub async fn publish_due(domain: &Domain) -> Result<usize> {
    let (now, mut published, mut behind) = (domain.now(), 0, None);
    loop {
        let due = store::due(&domain.db, now, behind, AT_ONCE).await?;
        let Some(last) = due.last() else {
            return Ok(published);
        };
        behind = last.publish_at.map(|at| (at, last.id));
        for row in due {
            match publish_one(domain, &row).await {
                Ok(true) => published += 1,
                Ok(false) => {}
                Err(Error::Refused(refusal)) if refusal.code == Code::MediaNotReady => {}
                Err(Error::Refused(refusal)) => {
                    store::schedule(&domain.db, row.id, None, Some(refusal.code.as_str())).await?;
                }
                Err(error) => {
                    tracing::error!(%error, draft = %row.id, "a draft cannot be published; it is tried again");
                }
            }
        }
    }
}

/// Publishes one if it is still to be; whether it was.
async fn publish_one(domain: &Domain, row: &draft::Model) -> Result<bool> {
    let owner = UserId(row.owner_id);
    let Some(person) = identity::store::person_by_id(&domain.db, owner).await? else {
        return Ok(false);
    };
    let viewer = Viewer::Person(Box::new(person));
    let tx = domain.begin().await?;
    let Some(row) = store::lock(&tx, row.id, owner).await? else {
        return Ok(false);
    };
    if row.publish_at.is_none_or(|at| at > domain.now().0) {
        return Ok(false);
    }
    let leftovers = publish_in(domain, &tx, &viewer, &row).await?;
    tx.commit().await?;
    leftovers.clear(domain).await;
    domain.lists.changed();
    Ok(true)
}
