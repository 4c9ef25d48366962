//! What a viewer holds that bears on posts, for many posts at once; a visitor holds nothing and costs nothing.

use super::store::Row;
use crate::{Domain, Result, Viewer, access::Standing, engagement, subscriptions};
use shared::{
    Timestamp,
    creators::TierLevel,
    ids::{PostId, UserId},
    posts::Access,
};
use std::collections::{HashMap, HashSet};

/// One viewer's standing towards a list of posts.
#[derive(Debug, Default)]
pub struct Standings {
    bought: HashSet<PostId>,
    tiers: HashMap<UserId, TierLevel>,
    followed: HashSet<UserId>,
}

impl Standings {
    /// Towards one of the posts it was made for.
    pub fn of(&self, row: &Row) -> Standing {
        Standing {
            bought: self.bought.contains(&row.id),
            tier: self.tiers.get(&row.facts.author).copied(),
            follows: self.followed.contains(&row.facts.author),
        }
    }
}

/// Asks only for what the posts' access can depend on.
pub async fn of_all(domain: &Domain, viewer: &Viewer, rows: &[Row], now: Timestamp) -> Result<Standings> {
    let Some(user) = viewer.id() else {
        return Ok(Standings::default());
    };
    let authors = |wanted: &dyn Fn(Access) -> bool| -> Vec<UserId> {
        let found: HashSet<UserId> = rows
            .iter()
            .filter(|row| wanted(row.facts.access))
            .map(|row| row.facts.author)
            .collect();
        found.into_iter().collect()
    };
    let sold = |row: &&Row| row.facts.deleted || row.facts.access != Access::Public;
    let sold: Vec<PostId> = rows.iter().filter(sold).map(|row| row.id).collect();
    let with_tier = authors(&|access| access.tier().is_some());
    let with_follow = authors(&|access| access == Access::Followers);
    Ok(Standings {
        bought: subscriptions::bought(domain, user, &sold).await?,
        tiers: subscriptions::tiers_held(domain, user, &with_tier, now).await?,
        followed: engagement::followed(domain, viewer, &with_follow).await?,
    })
}
