//! The demo's people and what they write, as plain text; it refuses real persons, brands, filler and promises.

mod art;
mod blockchain;
mod comedy;
mod comments;
mod defi;
mod education;
mod fans;
mod fitness;
mod gamefi;
mod gaming;
mod generated;
mod intimate;
mod lifestyle;
mod music;
mod nft;
mod polls;
mod tags;
mod tech;
mod trading;

pub use fans::FANS;
pub use generated::{generated_handle, generated_name};
pub use polls::POLLS;
pub use tags::tags;

use ::art::Subject;
use shared::{posts::PostKind, text::Lang};

/// What a creator calls one of their three tiers, from the lowest to the highest.
#[derive(Clone, Copy, Debug)]
pub struct TierText {
    pub name: &'static str,
    pub description: &'static str,
    pub benefits: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
pub struct CreatorProfile {
    pub handle: &'static str,
    pub name: &'static str,
    /// The slug of their category.
    pub category: &'static str,
    pub bio: &'static str,
    pub lang: Lang,
    pub tiers: &'static [TierText],
    /// What this creator writes, in the order it appears.
    pub posts: &'static [PostText],
}

#[derive(Clone, Copy, Debug)]
pub struct FanProfile {
    pub handle: &'static str,
    pub name: &'static str,
    pub bio: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub struct PostText {
    pub title: &'static str,
    /// What everyone may read about it.
    pub teaser: &'static str,
    /// The text itself, paragraphs parted by empty lines.
    pub body: &'static str,
    pub kind: PostKind,
    /// The family of pictures the text speaks of, if it has one.
    pub subject: Option<Subject>,
    /// What can be seen in the picture; empty for a text.
    pub alt: &'static str,
}

const fn text(title: &'static str, teaser: &'static str, body: &'static str) -> PostText {
    PostText {
        title,
        teaser,
        body,
        kind: PostKind::Text,
        subject: None,
        alt: "",
    }
}

const fn picture(
    subject: Subject,
    title: &'static str,
    teaser: &'static str,
    body: &'static str,
    alt: &'static str,
) -> PostText {
    PostText {
        title,
        teaser,
        body,
        kind: PostKind::Image,
        subject: Some(subject),
        alt,
    }
}

const GROUPS: [[CreatorProfile; 4]; 14] = [
    art::CREATORS,
    music::CREATORS,
    gaming::CREATORS,
    lifestyle::CREATORS,
    fitness::CREATORS,
    tech::CREATORS,
    defi::CREATORS,
    nft::CREATORS,
    trading::CREATORS,
    gamefi::CREATORS,
    blockchain::CREATORS,
    intimate::CREATORS,
    education::CREATORS,
    comedy::CREATORS,
];

/// Four of every category, in the categories' order.
pub const CREATORS: [CreatorProfile; 56] = {
    let mut all = [GROUPS[0][0]; 56];
    let mut at = 0;
    while at < 56 {
        all[at] = GROUPS[at / 4][at % 4];
        at += 1;
    }
    all
};

/// What people say under such posts.
pub fn comments(category: &str, lang: Lang) -> &'static [&'static str] {
    if matches!(lang, Lang::Ru) {
        return comments::RUSSIAN;
    }
    match category {
        "music" => comments::MUSIC,
        "gaming" => comments::GAMING,
        "lifestyle" => comments::LIFESTYLE,
        "fitness" => comments::FITNESS,
        "tech" => comments::TECH,
        "defi" => comments::DEFI,
        "nft" => comments::NFT,
        "trading" => comments::TRADING,
        "gamefi" => comments::GAMEFI,
        "blockchain" => comments::BLOCKCHAIN,
        "intimate" => comments::INTIMATE,
        "education" => comments::EDUCATION,
        "comedy" => comments::COMEDY,
        _ => comments::ART,
    }
}

#[cfg(test)]
mod tests;
