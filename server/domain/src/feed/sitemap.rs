//! Everything that has an address of its own, piece by piece, for those who index the site. It tells addresses and times
//! and nothing of what is there. What is Intimate is not in it: search engines do not say that they are of age.

use crate::{
    Domain, Result,
    columns::corrupt,
    creators::{entity::creator, store::totals},
    identity::entity::user,
    posts::{self, entity::post},
};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use shared::{Timestamp, creators::Category, identity::Handle, ids::PostId};
use std::str::FromStr;
use uuid::Uuid;

/// Addresses in one piece; the protocol allows 50,000. <https://www.sitemaps.org/protocol.html>
pub const PIECE: u64 = 10_000;

/// How many pieces there are of creators and of posts.
pub async fn pieces(domain: &Domain) -> Result<(u64, u64)> {
    let all = totals(&domain.db, None).await?;
    let left_out = totals(&domain.db, Some(Category::Intimate)).await?;
    Ok((
        all.creators.saturating_sub(left_out.creators).div_ceil(PIECE),
        all.posts.saturating_sub(left_out.posts).div_ceil(PIECE),
    ))
}

/// The creators of one piece, from 0, in the order in which they joined.
pub async fn creators(domain: &Domain, piece: u64) -> Result<Vec<Handle>> {
    let handles: Vec<String> = creator::Entity::find()
        .select_only()
        .column(user::Column::Handle)
        .join(
            JoinType::InnerJoin,
            creator::Entity::belongs_to(user::Entity)
                .from(creator::Column::UserId)
                .to(user::Column::Id)
                .into(),
        )
        .filter(creator::Column::Category.ne(Category::Intimate.as_str()))
        .order_by_asc(creator::Column::CreatedAt)
        .order_by_asc(creator::Column::UserId)
        .offset(piece.saturating_mul(PIECE))
        .limit(PIECE)
        .into_tuple()
        .all(&domain.db)
        .await?;
    handles
        .iter()
        .map(|handle| Handle::from_str(handle).map_err(|_| corrupt("users", handle)))
        .collect()
}

/// The posts of one piece, from 0, oldest first, with when they last changed.
pub async fn posts(domain: &Domain, piece: u64) -> Result<Vec<(PostId, Timestamp)>> {
    let posts: Vec<(Uuid, i64)> = post::Entity::find()
        .select_only()
        .columns([post::Column::Id, post::Column::UpdatedAt])
        .filter(posts::store::is_listed())
        .filter(post::Column::Category.ne(Category::Intimate.as_str()))
        .order_by_asc(post::Column::PublishedAt)
        .order_by_asc(post::Column::Id)
        .offset(piece.saturating_mul(PIECE))
        .limit(PIECE)
        .into_tuple()
        .all(&domain.db)
        .await?;
    Ok(posts
        .into_iter()
        .map(|(id, at)| (PostId(id), Timestamp(at)))
        .collect())
}
