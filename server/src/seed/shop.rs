//! What the demo's creators sell with their posts: prints that are sent, files to read, auctions with bids, and two that are over and
//! wait for whoever won. Put up and bid for as people do it, at the end of the demo's history.

use super::{
    SeedClock,
    plan::{Plan, Post},
};
use domain::{Domain, Error, Result, Viewer, identity, posts};
use shared::{
    goods::{AuctionDraft, BidDraft, GoodsDraft},
    ids::PostId,
    money::{Currency, Units},
    posts::{Access, PostKind},
    text::Lang,
};
use std::sync::Arc;

/// How long ago the auctions began that are over, in milliseconds; they lasted an hour.
const BEGAN: i64 = 2 * 60 * 60 * 1_000;

/// What buyers of files read.
const FILES: [(Lang, &str); 2] = [
    (
        Lang::En,
        "The files at full size, for your own walls and screens: https://example.com/files",
    ),
    (
        Lang::Ru,
        "Файлы в полном размере, для ваших стен и экранов: https://example.com/files",
    ),
];

/// A thing of a few base units, in what its creator prices in: thousandths of a SOL, or ten cents for each.
fn price(currency: Currency, milli: u64) -> Units {
    match currency {
        Currency::Sol => Units(milli * 1_000_000),
        Currency::Usdc => Units(milli * 100_000),
    }
}

/// Puts up one thing each with the newest open picture of the creators who have one, in turn a print, files and an auction.
pub async fn open(domain: &Domain, plan: &Plan) -> Result<()> {
    let creators = plan.people.iter().enumerate();
    let shops = creators.filter_map(|(at, person)| Some((at, person.creator.as_ref()?)));
    let shops = shops.filter_map(|(at, creator)| Some((at, creator, newest(plan, at)?)));
    let shops: Vec<_> = shops.collect();
    for (number, (at, creator, post)) in shops.iter().take(6).enumerate() {
        let at = *at;
        let of = |milli| price(creator.currency, milli);
        let files = FILES.iter().find(|(lang, _)| *lang == creator.lang);
        let draft = match number % 3 {
            0 => GoodsDraft {
                price: of(300),
                stock: Some(12),
                ships: true,
                ..GoodsDraft::default()
            },
            1 => GoodsDraft {
                price: of(60),
                handover: Some(files.map_or(FILES[0].1, |(_, words)| *words).to_owned()),
                ..GoodsDraft::default()
            },
            _ => GoodsDraft {
                price: of(200),
                ships: true,
                auction: Some(AuctionDraft {
                    step: of(20),
                    hours: 72,
                }),
                ..GoodsDraft::default()
            },
        };
        let is_auction = draft.auction.is_some();
        let draft = GoodsDraft {
            currency: Some(creator.currency),
            ..draft
        };
        let post = PostId(post.id);
        posts::sell(domain, &somebody(domain, plan, at).await?, post, &draft).await?;
        if is_auction {
            bid(domain, plan, post, [of(200), of(260)]).await?;
        }
    }
    let earlier = Domain {
        clock: Arc::new(SeedClock::at(domain.now().0 - BEGAN)),
        ..domain.clone()
    };
    for currency in Currency::ALL {
        let of = |milli| price(currency, milli);
        let others = shops.iter().skip(6);
        let mut others = others.map(|(at, creator, post)| (*at, creator.currency, post.id));
        if let Some((at, _, post)) = others.find(|(_, priced, _)| *priced == currency) {
            let draft = GoodsDraft {
                price: of(100),
                currency: Some(currency),
                handover: Some(FILES[0].1.to_owned()),
                auction: Some(AuctionDraft {
                    step: of(10),
                    hours: 1,
                }),
                ..GoodsDraft::default()
            };
            let post = PostId(post);
            posts::sell(&earlier, &somebody(domain, plan, at).await?, post, &draft).await?;
            bid(&earlier, plan, post, [of(100), of(150)]).await?;
        }
    }
    Ok(())
}

/// The newest picture of a creator that everybody can open.
fn newest(plan: &Plan, author: usize) -> Option<&Post> {
    let open =
        |post: &&Post| post.author == author && post.access == Access::Public && post.kind == PostKind::Image;
    plan.posts
        .iter()
        .filter(open)
        .max_by_key(|post| post.published_at)
}

/// Bids of the first people who create nothing themselves.
async fn bid(domain: &Domain, plan: &Plan, post: PostId, amounts: [Units; 2]) -> Result<()> {
    let fans = plan.people.iter().enumerate();
    let fans = fans
        .filter(|(_, person)| person.creator.is_none())
        .map(|(at, _)| at);
    for (fan, amount) in fans.zip(amounts) {
        posts::bid(
            domain,
            &somebody(domain, plan, fan).await?,
            post,
            BidDraft { amount },
        )
        .await?;
    }
    Ok(())
}

/// Somebody of the plan, signed in.
async fn somebody(domain: &Domain, plan: &Plan, at: usize) -> Result<Viewer> {
    let handle = plan.people[at].handle.parse().map_err(Error::from)?;
    let person = identity::person_by_handle(domain, &handle).await?;
    let person = person.ok_or_else(|| Error::internal("a person of the demo is missing"))?;
    Ok(Viewer::Person(Box::new(person)))
}
