//! A draft as others would meet it: by the same decision and the same maker of views as any post. Its owner alone is shown it.

use super::{
    Bundle, bundle, drafts,
    goods::{Auction, Goods},
    poll, selling,
    store::{self, Author, Row},
    view,
};
use crate::{
    Domain, Result, Viewer,
    access::{self, PostFacts, Standing},
    media,
};
use shared::{
    Code, Timestamp,
    drafts::{DraftFields, SeenAs},
    ids::PostId,
    media::MediaKind,
    posts::{PostDraft, PostKind, PostView},
};
use std::{collections::HashMap, time::Duration};
use uuid::Uuid;

/// A draft of the viewer's, as it would be published now, for somebody who holds no more than `seen` says. Files that are not ready
/// are left out.
///
/// # Errors
/// As reading a draft; `invalid` at what could not be published.
pub async fn preview(domain: &Domain, viewer: &Viewer, id: PostId, seen: SeenAs) -> Result<PostView> {
    let draft = drafts::get(domain, viewer, id).await?;
    let post = drafts::post_of(&draft.fields)?;
    let Bundle {
        rows,
        pictures,
        polls,
        goods,
    } = match draft.published {
        true => changed(domain, viewer, id, &draft.fields, &post).await?,
        false => begun(domain, viewer, id, &draft.fields, &post).await?,
    };
    let row = rows.first().ok_or(Code::NotFound)?;
    let now = domain.now();
    let stranger = Viewer::Visitor;
    let standing = Standing {
        bought: false,
        tier: seen.tier(),
        follows: seen == SeenAs::Follower,
        sent: false,
    };
    let inside = view::Inside {
        media: pictures.get(&id).map_or(&[][..], Vec::as_slice),
        poll: polls
            .get(&id)
            .and_then(|options| poll::view(row, options, None, &stranger, now)),
        goods: goods
            .get(&id)
            .map(|goods| goods.view(row.sale, false, &stranger, now)),
    };
    let decision = access::decide(&stranger, &row.facts, &standing, now);
    Ok(view::build(
        row,
        inside,
        decision,
        view::Mine::default(),
        &stranger,
        now,
    ))
}

/// The files of these fields that are ready, with their words.
async fn files(
    domain: &Domain,
    viewer: &Viewer,
    fields: &DraftFields,
) -> Result<Vec<media::entity::media::Model>> {
    let ids: Vec<Uuid> = fields.media.iter().map(|file| file.id.0).collect();
    let rows = media::store::of_owner(&domain.db, viewer.person()?.id, &ids).await?;
    let mut rows: HashMap<Uuid, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(fields
        .media
        .iter()
        .filter_map(|file| {
            let mut row = rows.remove(&file.id.0)?;
            row.alt.clone_from(&file.alt);
            row.sample = file.sample;
            Some(row)
        })
        .collect())
}

/// What these fields make of a row.
fn written(mut row: Row, post: &PostDraft, media: &[media::entity::media::Model]) -> Result<Row> {
    let new = post.parse()?;
    let is = |kind: MediaKind| media.iter().filter(move |row| row.kind == kind.as_str());
    let film = is(MediaKind::Video)
        .map(|row| (PostKind::Video, row))
        .chain(is(MediaKind::Audio).map(|row| (PostKind::Audio, row)))
        .next();
    row.pictures = u32::try_from(is(MediaKind::Image).count()).unwrap_or(u32::MAX);
    row.kind = match film {
        Some((kind, _)) => kind,
        None if row.pictures > 0 => PostKind::Image,
        None => PostKind::Text,
    };
    row.milliseconds = film
        .and_then(|(_, row)| row.milliseconds)
        .map(crate::columns::unsigned);
    row.characters = u32::try_from(new.body.chars().count()).unwrap_or(u32::MAX);
    row.title = new.title;
    row.body = new.body;
    row.teaser = new.teaser;
    row.tags = new.tags;
    row.category = new.category.unwrap_or(row.category);
    row.facts.access = new.access;
    row.facts.opens_at = new.opens_at;
    Ok(row)
}

/// A published post with the changes that wait for it. Its poll, and what it sells, stay.
async fn changed(
    domain: &Domain,
    viewer: &Viewer,
    id: PostId,
    fields: &DraftFields,
    post: &PostDraft,
) -> Result<Bundle> {
    let row = store::by_id(&domain.db, id).await?.ok_or(Code::NotFound)?;
    let media = files(domain, viewer, fields).await?;
    let row = written(row, post, &media)?;
    Ok(Bundle {
        pictures: HashMap::from([(id, media)]),
        ..bundle(&domain.db, vec![row], domain.now()).await?
    })
}

/// A post that is not there yet.
async fn begun(
    domain: &Domain,
    viewer: &Viewer,
    id: PostId,
    fields: &DraftFields,
    post: &PostDraft,
) -> Result<Bundle> {
    let person = viewer.person()?;
    let now = domain.now();
    let in_a_while = |seconds: u64| -> Timestamp { now.after(Duration::from_secs(seconds)) };
    let poll = post.parse()?.poll;
    let creator = person.creator.ok_or(Code::NotACreator)?;
    let row = Row {
        id,
        facts: PostFacts {
            enclosed: false,
            author: person.id,
            access: shared::posts::Access::Public,
            opens_at: None,
            deleted: false,
        },
        creator: Author {
            handle: person.handle.clone(),
            name: person.name.clone(),
            avatar: person.avatar.clone(),
        },
        kind: PostKind::Text,
        title: String::new(),
        teaser: String::new(),
        body: String::new(),
        tags: Vec::new(),
        category: creator.category,
        pinned: false,
        poll_ends_at: poll
            .as_ref()
            .map(|poll| in_a_while(u64::from(poll.days) * 24 * 60 * 60)),
        sale: None,
        sells: post.goods.is_some(),
        pictures: 0,
        milliseconds: None,
        characters: 0,
        likes: 0,
        comments: 0,
        trending: 0,
        published_at: now,
    };
    let media = files(domain, viewer, fields).await?;
    let row = written(row, post, &media)?;
    let goods = match &post.goods {
        Some(draft) => {
            selling::refuse_two_prices(row.facts.access)?;
            let new = selling::checked(domain, draft)?;
            let goods = Goods {
                creator: person.id,
                ships: new.ships,
                price: new.price,
                stock: new.stock,
                closed: false,
                auction: new.auction.map(|auction| Auction {
                    step: auction.step,
                    ends_at: in_a_while(u64::from(auction.hours) * 60 * 60),
                    bids: 0,
                    ranking: Vec::new(),
                }),
                taken: 0,
            };
            HashMap::from([(id, goods)])
        }
        None => HashMap::new(),
    };
    let options = poll.map(|poll| poll.options.into_iter().map(|text| (text, 0)).collect());
    Ok(Bundle {
        rows: vec![row],
        pictures: HashMap::from([(id, media)]),
        polls: options.map(|options| (id, options)).into_iter().collect(),
        goods,
    })
}
