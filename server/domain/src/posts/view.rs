//! A post as one viewer gets it: the only place that makes open and locked views. A locked view is built
//! without the body or any media address in reach.

use super::store::Row;
use crate::{Viewer, access::Decision, media};
use shared::{
    Timestamp,
    creators::CreatorRef,
    goods::GoodsView,
    polls::PollView,
    posts::{Contents, LockReason, PostCounts, PostView},
};

/// What the viewer switched on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mine {
    pub liked: bool,
    pub bookmarked: bool,
}

/// What a post has besides its words; pictures and poll for those who may open it.
#[derive(Debug, Default)]
pub struct Inside<'a> {
    pub media: &'a [media::entity::media::Model],
    pub poll: Option<PollView>,
    /// Told to everybody: it is what buying is decided by.
    pub goods: Option<GoodsView>,
}

/// Builds the view for a decision that is not [`Decision::Hidden`].
pub fn build(
    row: &Row,
    Inside { media, poll, goods }: Inside<'_>,
    decision: Decision,
    Mine { liked, bookmarked }: Mine,
    viewer: &Viewer,
    now: Timestamp,
) -> PostView {
    let mine = viewer.id() == Some(row.facts.author);
    let price = row.facts.access.price();
    let opens_at = row.facts.opens_at;
    // What opened by its date is not sold any more.
    let sold = price.filter(|_| opens_at.is_none_or(|opens| opens > now));
    let sale = row.sale.and_then(|sale| sale.shown(now));
    let sale_price = sale.zip(sold).and_then(|(sale, price)| sale.price(price));
    let shell = PostView {
        id: row.id,
        creator: CreatorRef {
            handle: row.creator.handle.clone(),
            name: row.creator.name.clone(),
            avatar: row.creator.avatar.clone(),
        },
        title: row.title.clone(),
        kind: row.kind,
        category: row.category,
        access: row.facts.access.kind(),
        price: price.map(|price| price.units),
        currency: price.map(|price| price.currency),
        sale: sale.filter(|_| sale_price.is_some()),
        sale_price,
        tier: row.facts.access.tier(),
        opens_at: opens_at.filter(|opens| *opens > now),
        locked: true,
        lock: None,
        teaser: row.teaser.clone(),
        tags: row.tags.clone(),
        pinned: row.pinned,
        preview: media.iter().find_map(media::preview),
        samples: Vec::new(),
        contents: Contents {
            pictures: row.pictures,
            milliseconds: row.milliseconds,
            characters: row.characters,
            poll: row.poll_ends_at.is_some(),
        },
        body: None,
        media: None,
        poll: None,
        goods,
        counts: PostCounts {
            likes: row.likes,
            comments: row.comments,
        },
        liked,
        bookmarked,
        mine,
        enclosed: row.facts.enclosed,
        published_at: row.published_at,
    };
    match decision {
        Decision::Open => PostView {
            locked: false,
            body: Some(row.body.clone()),
            media: Some(media.iter().map(media::view).collect()),
            poll,
            ..shell
        },
        Decision::Locked(reason) => PostView {
            lock: Some(reason),
            // What its author shows to everybody.
            samples: media
                .iter()
                .filter(|media| media.sample)
                .map(media::view)
                .collect(),
            ..shell
        },
        // Callers drop hidden posts; should one come through, it stays as closed as a post can be.
        Decision::Hidden => PostView {
            lock: Some(LockReason::Buy),
            ..shell
        },
    }
}
