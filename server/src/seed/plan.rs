//! Who is in the demo and what they published, as plain values: no database, no pictures, no clock but the
//! moment it is given.

use super::{DAY, rng, words};
use rand::{Rng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use shared::{
    creators::{Category, TierLevel},
    money::{Currency, Units},
    posts::{Access, PostKind},
    pricing::PeriodDiscounts,
    text::Lang,
};
use std::str::FromStr;
use uuid::Uuid;

/// Posts in the demo.
const POSTS: usize = 339;

/// One tier as its creator offers it.
#[derive(Clone, Debug)]
pub struct Tier {
    pub level: TierLevel,
    pub name: String,
    pub description: String,
    pub benefits: Vec<String>,
    pub price: Units,
}

/// What makes a person a creator.
#[derive(Clone, Debug)]
pub struct Creator {
    pub category: Category,
    pub lang: Lang,
    pub tiers: Vec<Tier>,
    /// What they price everything in.
    pub currency: Currency,
    /// What they take off for longer periods.
    pub discounts: PeriodDiscounts,
    /// What this creator writes, in order.
    pub texts: &'static [words::PostText],
    /// How much people like this one, 0 to 1.
    pub appeal: f64,
}

/// A person of the demo.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: Uuid,
    pub handle: String,
    pub name: String,
    pub bio: String,
    pub joined_at: i64,
    /// Who invited them.
    pub referrer: Option<Uuid>,
    pub creator: Option<Creator>,
}

/// One picture of a post.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    pub subject: art::Subject,
    pub width: u32,
    pub height: u32,
    /// What can be seen, for people who cannot.
    pub alt: &'static str,
}

/// A post of the demo.
#[derive(Clone, Debug)]
pub struct Post {
    pub id: Uuid,
    /// Index into the plan's people.
    pub author: usize,
    pub kind: PostKind,
    pub title: String,
    pub teaser: String,
    pub body: String,
    pub tags: Vec<&'static str>,
    pub access: Access,
    pub pictures: Vec<Picture>,
    pub published_at: i64,
    /// Indexes of people who like it.
    pub likes: Vec<usize>,
    /// Who said what, and when.
    pub comments: Vec<(usize, String, i64)>,
    pub poll: Option<Poll>,
}

/// A question with its answers.
#[derive(Clone, Debug)]
pub struct Poll {
    pub options: &'static [&'static str],
    pub ends_at: i64,
    /// Indexes of people, each with the answer they gave.
    pub votes: Vec<(usize, usize)>,
}

/// The whole demo.
#[derive(Debug)]
pub struct Plan {
    pub people: Vec<Person>,
    pub posts: Vec<Post>,
    /// Follower and creator, as indexes of people, and when.
    pub follows: Vec<(usize, usize, i64)>,
}

/// A UUID of version 7 for a moment, with the randomness of the seed.
pub fn id(rng: &mut ChaCha8Rng, ms: i64) -> Uuid {
    let millis = u64::try_from(ms).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &rng.random()).into_uuid()
}

/// The demo as of `now`, in milliseconds since the Unix epoch.
pub fn demo(now: i64) -> Plan {
    let people = people(now);
    let posts = posts(&people, now);
    let follows = follows(&people, now);
    Plan {
        people,
        posts,
        follows,
    }
}

fn people(now: i64) -> Vec<Person> {
    let mut rng = rng("people", 0);
    let mut people = Vec::new();
    for profile in &words::CREATORS {
        let joined_at = now - rng.random_range(62 * DAY..74 * DAY);
        let category = Category::from_str(profile.category).unwrap_or(Category::Art);
        people.push(Person {
            id: id(&mut rng, joined_at),
            handle: profile.handle.into(),
            name: profile.name.into(),
            bio: profile.bio.into(),
            joined_at,
            referrer: None,
            creator: Some(Creator {
                category,
                lang: profile.lang,
                tiers: tiers(profile, &mut rng),
                currency: Currency::Sol,
                discounts: PeriodDiscounts::default(),
                texts: profile.posts,
                appeal: rng.random_range(0.15f64..1.0).powi(2),
            }),
        });
    }
    for profile in &words::FANS {
        let joined_at = now - rng.random_range(20 * DAY..61 * DAY);
        people.push(Person {
            id: id(&mut rng, joined_at),
            handle: profile.handle.into(),
            name: profile.name.into(),
            bio: profile.bio.into(),
            joined_at,
            referrer: None,
            creator: None,
        });
    }
    arrange(&mut people);
    people
}

/// An amount in SOL as one in USDC, at the round price that the demo has for a SOL: a hundred dollars.
fn dollars(lamports: Units) -> Units {
    Units(lamports.0 / 10)
}

/// What some creators take off for longer periods, who prices in USDC, and who was invited by whom: somebody who was there
/// before.
fn arrange(people: &mut [Person]) {
    let mut rng = rng("arrangements", 0);
    let there: Vec<(i64, Uuid)> = people
        .iter()
        .filter(|person| person.creator.is_some())
        .map(|person| (person.joined_at, person.id))
        .collect();
    for (number, person) in people.iter_mut().enumerate() {
        let before: Vec<Uuid> = there
            .iter()
            .filter(|(joined_at, _)| *joined_at < person.joined_at)
            .map(|(_, id)| *id)
            .collect();
        if rng.random_bool(0.4) {
            person.referrer = before.choose(&mut rng).copied();
        }
        let offers = [(0, 0), (10, 20), (15, 25), (0, 15)];
        if let Some(creator) = &mut person.creator
            && let Some((days_90, days_365)) = offers.choose(&mut rng).copied()
        {
            creator.discounts = PeriodDiscounts { days_90, days_365 };
            if number % 4 == 2 {
                creator.currency = Currency::Usdc;
                for tier in &mut creator.tiers {
                    tier.price = dollars(tier.price);
                }
            }
        }
    }
}

fn tiers(profile: &words::CreatorProfile, rng: &mut ChaCha8Rng) -> Vec<Tier> {
    // Round prices around the defaults, in hundredths of a SOL.
    let factor = [6, 8, 10, 10, 12, 16].choose(rng).copied().unwrap_or(10);
    let texts = profile.tiers;
    TierLevel::ALL
        .iter()
        .zip(texts)
        .map(|(level, text)| Tier {
            level: *level,
            name: text.name.into(),
            description: text.description.into(),
            benefits: text.benefits.iter().map(|benefit| (*benefit).into()).collect(),
            price: Units(level.default_price(Currency::Sol).0 * factor / 10),
        })
        .collect()
}

/// Every kind of access, in the shares that a real site has.
fn access(rng: &mut ChaCha8Rng, currency: Currency) -> Access {
    let price = |rng: &mut ChaCha8Rng| {
        let sol = Units([20, 30, 50, 80, 120].choose(rng).copied().unwrap_or(50) * 1_000_000);
        currency.of(match currency {
            Currency::Sol => sol,
            Currency::Usdc => dollars(sol),
        })
    };
    match rng.random_range(0..20) {
        0..8 => Access::Public,
        8..10 => Access::Followers,
        10..13 => Access::Tier(TierLevel::Basic),
        13..15 => Access::Tier(TierLevel::Premium),
        15 => Access::Tier(TierLevel::Vip),
        16..18 => Access::Price(price(rng)),
        18 => Access::TierOrPrice(TierLevel::Basic, price(rng)),
        _ => Access::TierOrPrice(TierLevel::Premium, price(rng)),
    }
}

fn posts(people: &[Person], now: i64) -> Vec<Post> {
    let mut rng = rng("posts", 0);
    let creators: Vec<(usize, &Creator)> = people
        .iter()
        .enumerate()
        .filter_map(|(at, person)| Some((at, person.creator.as_ref()?)))
        .collect();
    let mut told = vec![0usize; people.len()];
    let mut posts = Vec::with_capacity(POSTS);
    for number in 0..POSTS {
        let (author, creator) = creators[number % creators.len()];
        let text = &creator.texts[told[author] % creator.texts.len()];
        told[author] += 1;
        // Newest last: evenly spread with a little disorder, the last one some minutes ago.
        let age = 58 * DAY * (POSTS - number) as i64 / POSTS as i64;
        let published_at = now - age - rng.random_range(600_000..4_000_000) + DAY / 24;
        let subjects = art::Subject::fitting(creator.category.as_str());
        let mut pictures = Vec::new();
        if text.kind == PostKind::Image {
            let count = [1, 1, 1, 2, 1, 3].choose(&mut rng).copied().unwrap_or(1);
            let (width, height) = [(1080, 1350), (1080, 1080), (1350, 1080), (1080, 1350)]
                .choose(&mut rng)
                .copied()
                .unwrap_or((1080, 1080));
            for position in 0..count {
                let drawn = match text.subject.filter(|_| position == 0) {
                    Some(subject) => Some((subject, text.alt)),
                    None => subjects.choose(&mut rng).map(|subject| (*subject, subject.alt())),
                };
                pictures.extend(drawn.map(|(subject, alt)| Picture {
                    subject,
                    width,
                    height,
                    alt,
                }));
            }
        }
        let access = access(&mut rng, creator.currency);
        let (likes, comments) = reactions(&mut rng, people, author, creator, published_at, now);
        posts.push(Post {
            id: id(&mut rng, published_at),
            author,
            kind: text.kind,
            title: text.title.into(),
            teaser: text.teaser.into(),
            body: text.body.into(),
            tags: words::tags(creator.category.as_str(), creator.lang, text),
            access,
            pictures,
            published_at,
            likes,
            comments,
            poll: None,
        });
    }
    posts.extend(polls(people, now));
    posts
}

/// Some creators ask everybody something, some hours or days ago.
fn polls(people: &[Person], now: i64) -> Vec<Post> {
    let mut rng = rng("polls", 0);
    let mut posts = Vec::new();
    for (text, days) in words::POLLS.iter().zip(1..) {
        let asks = people
            .iter()
            .enumerate()
            .find(|(_, person)| person.handle == text.handle);
        let Some((author, creator)) = asks.and_then(|(at, person)| Some((at, person.creator.as_ref()?)))
        else {
            continue;
        };
        let published_at = now - days * DAY;
        let (likes, comments) = reactions(&mut rng, people, author, creator, published_at, now);
        let votes = likes
            .iter()
            .map(|person| (*person, rng.random_range(0..text.options.len())))
            .collect();
        posts.push(Post {
            id: id(&mut rng, published_at),
            author,
            kind: PostKind::Text,
            title: text.title.into(),
            teaser: String::new(),
            body: text.body.into(),
            tags: Vec::new(),
            access: Access::Public,
            pictures: Vec::new(),
            published_at,
            likes,
            comments,
            poll: Some(Poll {
                options: text.options,
                ends_at: published_at + 7 * DAY,
                votes,
            }),
        });
    }
    posts
}

fn reactions(
    rng: &mut ChaCha8Rng,
    people: &[Person],
    author: usize,
    creator: &Creator,
    published_at: i64,
    now: i64,
) -> (Vec<usize>, Vec<(usize, String, i64)>) {
    let chance = creator.appeal * rng.random_range(0.3..0.9);
    let present = |at: &usize| *at != author && people[*at].joined_at < published_at;
    let likes: Vec<usize> = (0..people.len())
        .filter(present)
        .filter(|_| rng.random_bool(chance))
        .collect();
    let said = words::comments(creator.category.as_str(), creator.lang);
    let count = (likes.len() / 9).min(said.len()).min(8);
    let mut comments: Vec<(usize, String, i64)> = said
        .choose_multiple(rng, count)
        .map(|text| (0, (*text).to_owned(), 0))
        .collect();
    for comment in &mut comments {
        comment.0 = likes.choose(rng).copied().unwrap_or(0);
        comment.2 = rng.random_range(published_at..now);
    }
    (likes, comments)
}

fn follows(people: &[Person], now: i64) -> Vec<(usize, usize, i64)> {
    let mut rng = rng("follows", 0);
    let mut follows = Vec::new();
    for (at, person) in people.iter().enumerate() {
        for (other, creator) in people.iter().enumerate() {
            let Some(creator) = creator.creator.as_ref().filter(|_| other != at) else {
                continue;
            };
            let eager = if person.creator.is_some() { 0.25 } else { 0.6 };
            if rng.random_bool(creator.appeal * eager) {
                follows.push((
                    at,
                    other,
                    rng.random_range(person.joined_at.max(people[other].joined_at)..now),
                ));
            }
        }
    }
    follows
}
