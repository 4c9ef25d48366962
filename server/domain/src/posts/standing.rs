//! What a viewer holds that bears on posts, for many posts in one statement; a visitor holds nothing and costs nothing.

use super::{
    goods_store, poll_store,
    store::{self, Row},
};
use crate::{
    Domain, Result, Viewer,
    access::Standing,
    columns::corrupt,
    engagement::{
        self,
        store::{Act, blocking, which},
    },
    questions::Questions,
    subscriptions::store::{bought_of, tiers_of},
};
use shared::{
    Timestamp,
    creators::TierLevel,
    ids::{PostId, UserId},
    posts::Access,
};
use std::collections::{HashMap, HashSet};

/// What the standing is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To decide whether they are open.
    Access,
    /// To decide it, and whether an author keeps the viewer from doing something with them.
    Acting,
    /// To decide it, and to show them.
    Showing,
}

/// One viewer's standing towards a list of posts.
#[derive(Debug, Default)]
pub struct Standings {
    bought: HashSet<PostId>,
    tiers: HashMap<UserId, TierLevel>,
    followed: HashSet<UserId>,
    blocking: HashSet<UserId>,
    hidden: HashSet<UserId>,
    liked: HashSet<PostId>,
    kept: HashSet<PostId>,
    choices: HashMap<PostId, u16>,
    goods: HashSet<PostId>,
    sent: HashSet<PostId>,
}

impl Standings {
    /// Towards one of the posts it was made for.
    pub fn of(&self, row: &Row) -> Standing {
        Standing {
            bought: self.bought.contains(&row.id),
            tier: self.tiers.get(&row.facts.author).copied(),
            follows: self.followed.contains(&row.facts.author),
            sent: self.sent.contains(&row.id),
        }
    }

    /// Whether its author keeps the viewer away.
    pub fn blocked(&self, row: &Row) -> bool {
        self.blocking.contains(&row.facts.author)
    }

    /// Whether the viewer does not want to meet its author in a list.
    pub fn hidden(&self, row: &Row) -> bool {
        self.hidden.contains(&row.facts.author)
    }

    pub fn likes(&self, post: PostId) -> bool {
        self.liked.contains(&post)
    }

    pub fn keeps(&self, post: PostId) -> bool {
        self.kept.contains(&post)
    }

    /// Whether the viewer bought what it sells.
    pub fn bought_goods(&self, post: PostId) -> bool {
        self.goods.contains(&post)
    }

    /// What the viewer answered to its poll.
    pub fn choice(&self, post: PostId) -> Option<u16> {
        self.choices.get(&post).copied()
    }
}

#[derive(Clone, Copy, Debug)]
enum About {
    Bought,
    Tier,
    Followed,
    Blocking,
    Hidden,
    Liked,
    Kept,
    Answered,
    Goods,
    Sent,
}

/// Asks only for what is wanted and can matter; of public posts, for access, nothing.
pub async fn of_all(
    domain: &Domain,
    viewer: &Viewer,
    rows: &[Row],
    wanted: Wanted,
    now: Timestamp,
) -> Result<Standings> {
    let Some(user) = viewer.id().filter(|_| !rows.is_empty()) else {
        return Ok(Standings::default());
    };
    let authors = |wanted: &dyn Fn(Access) -> bool| -> HashSet<UserId> {
        rows.iter()
            .filter(|row| wanted(row.facts.access))
            .map(|row| row.facts.author)
            .collect()
    };
    let mut questions = Questions::default();
    let sold = |row: &&Row| row.facts.deleted || row.facts.access != Access::Public;
    let sold: Vec<PostId> = rows.iter().filter(sold).map(|row| row.id).collect();
    if !sold.is_empty() {
        questions.ask(About::Bought, bought_of(user, sold));
    }
    let enclosed: Vec<PostId> = rows
        .iter()
        .filter(|row| row.facts.enclosed)
        .map(|row| row.id)
        .collect();
    if !enclosed.is_empty() {
        questions.ask(About::Sent, store::sent_to(user, enclosed));
    }
    let with_tier = authors(&|access| access.tier().is_some());
    if !with_tier.is_empty() {
        questions.ask(About::Tier, tiers_of(user, with_tier, now));
    }
    let with_follow = authors(&|access| access == Access::Followers);
    if !with_follow.is_empty() {
        let authors = with_follow.into_iter().map(|author| author.0);
        questions.ask(About::Followed, which(Act::Follow, user, authors));
    }
    if wanted == Wanted::Acting {
        questions.ask(About::Blocking, blocking(user, authors(&|_| true)));
    }
    if wanted == Wanted::Showing {
        for question in engagement::turned_away(user) {
            questions.ask(About::Hidden, question);
        }
        let ids = || rows.iter().map(|row| row.id.0);
        questions.ask(About::Liked, which(Act::Like, user, ids()));
        questions.ask(About::Kept, which(Act::Bookmark, user, ids()));
        let with_poll = rows.iter().filter(|row| row.poll_ends_at.is_some());
        let with_poll: Vec<PostId> = with_poll.map(|row| row.id).collect();
        if !with_poll.is_empty() {
            questions.ask(About::Answered, poll_store::answered(user, with_poll));
        }
        let selling = rows.iter().filter(|row| row.sells);
        let selling: Vec<PostId> = selling.map(|row| row.id).collect();
        if !selling.is_empty() {
            questions.ask(About::Goods, goods_store::bought_of(user, selling));
        }
    }
    let mut found = Standings::default();
    for answer in questions.answered(domain).await? {
        let (post, person) = (PostId(answer.id), UserId(answer.id));
        match answer.to {
            About::Bought => _ = found.bought.insert(post),
            About::Liked => _ = found.liked.insert(post),
            About::Kept => _ = found.kept.insert(post),
            About::Goods => _ = found.goods.insert(post),
            About::Sent => _ = found.sent.insert(post),
            About::Followed => _ = found.followed.insert(person),
            About::Blocking => _ = found.blocking.insert(person),
            About::Hidden => _ = found.hidden.insert(person),
            About::Answered => {
                let choice = answer.rank.ok_or_else(|| corrupt("poll_votes", post))?;
                found.choices.insert(post, choice.unsigned_abs());
            }
            About::Tier => {
                let level = answer.rank.and_then(TierLevel::from_rank);
                let level = level.ok_or_else(|| corrupt("grants", user))?;
                let best = found.tiers.entry(person).or_insert(level);
                *best = level.max(*best);
            }
        }
    }
    Ok(found)
}
