//! What comes with a message: pictures, a film or a sound, and words that cost something. It is a post that is in no list, so price,
//! payment, files and locks are those of every post. It refuses whoever it was not sent to, as if it were not there.

use super::{
    bundle, entity,
    publishing::{Leftovers, place},
    ranking, store, view_of,
};
use crate::{
    Domain, Person, Result, Tx, Viewer, access::MayWriteHere, columns::stored_amount, engagement::Met,
};
use sea_orm::ActiveValue::Set;
use shared::{
    Code,
    creators::Category,
    drafts::PostFile,
    ids::{PostId, UserId},
    money::Amount,
    posts::{Access, PostView},
};
use std::collections::HashMap;
use uuid::Uuid;

/// What is to come with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Enclosure {
    /// What it is called among orders and receipts.
    pub title: String,
    /// Words that are opened with it.
    pub body: String,
    pub price: Option<Amount>,
    pub media: Vec<PostFile>,
}

/// Encloses something for these people.
///
/// # Errors
/// [`Code::NotACreator`] where it has a price and its author cannot be paid, `wrong_currency`, `media_not_ready`, `invalid` at `media`.
pub(crate) async fn enclose(
    domain: &Domain,
    tx: &Tx,
    proof: &MayWriteHere,
    author: &Person,
    to: &[UserId],
    enclosure: Enclosure,
) -> Result<(PostId, Leftovers)> {
    let id = PostId(domain.new_id());
    let Enclosure {
        title,
        body,
        price,
        media,
    } = enclosure;
    let access = match price {
        Some(price) => {
            if author.creator.is_none() {
                return Err(Code::NotACreator.into());
            }
            domain.rules.network.takes(price.currency)?;
            Access::Price(price)
        }
        None => Access::Public,
    };
    // What somebody may have before they pay is in the message itself.
    let media: Vec<PostFile> = media
        .into_iter()
        .map(|file| PostFile {
            sample: false,
            ..file
        })
        .collect();
    let (made_of, leftovers) = place(tx, (author.id, id), &media).await?;
    let now = domain.now();
    // Of people who are no creators there is none; nothing is found by it.
    let category = author
        .creator
        .as_ref()
        .map_or(Category::Lifestyle, |creator| creator.category);
    let row = entity::post::ActiveModel {
        id: Set(id.0),
        creator_id: Set(author.id.0),
        kind: Set(made_of.kind.as_str().to_owned()),
        title: Set(title),
        teaser: Set(String::new()),
        characters: Set(i32::try_from(body.chars().count()).unwrap_or(i32::MAX)),
        body: Set(body),
        tags: Set(String::new()),
        category: Set(category.as_str().to_owned()),
        access: Set(access.kind().as_str().to_owned()),
        tier_rank: Set(None),
        price: Set(price.map(|price| stored_amount(price.units)).transpose()?),
        currency: Set(price.map(|price| price.currency.code().to_owned())),
        opens_at: Set(None),
        pictures: Set(made_of.pictures),
        milliseconds: Set(made_of.milliseconds),
        likes_count: Set(0),
        comments_count: Set(0),
        trending: Set(ranking::trending(now, 0, 0)),
        published_at: Set(now.0),
        updated_at: Set(now.0),
        pinned_at: Set(None),
        poll_ends_at: Set(None),
        flash_sale_id: Set(None),
        sells: Set(false),
        enclosed: Set(true),
        deleted_at: Set(None),
    };
    store::enclose(tx, proof, row, to).await?;
    Ok((id, leftovers))
}

/// What came with messages, as a viewer sees it; what they may not learn of is missing.
pub(crate) async fn enclosed(
    domain: &Domain,
    viewer: &Viewer,
    ids: &[Uuid],
) -> Result<HashMap<PostId, PostView>> {
    let rows = store::by_ids(&domain.db, ids).await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let posts = bundle(&domain.db, rows, domain.now()).await?;
    let views = view_of(domain, viewer, &posts, Met::Everybody).await?;
    Ok(views.into_iter().map(|view| (view.id, view)).collect())
}
