//! The large set for measurements: many more people and posts around the demo, with its pictures and texts
//! used again. It makes no orders.

use super::{
    DAY,
    fill::{self, PostRow, insert},
    pictures::Stored,
    plan::{self, Person, Plan},
    rng, words,
};
use domain::{
    Domain, Result,
    columns::stored_amount,
    creators::entity::{category_total, creator, tier},
    engagement::entity::{follow, like},
    identity::entity::user,
    media::entity::media,
    posts::entity::post,
};
use rand::{Rng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use shared::{
    creators::{Category, TierLevel},
    identity::Role,
    money::Currency,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Of so many people one is a creator.
const CREATOR_EVERY: usize = 5;

/// How many more.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub people: usize,
    pub posts: usize,
}

/// How many were made.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    pub people: usize,
    pub creators: usize,
    pub posts: usize,
}

struct Member {
    id: Uuid,
    category: Option<Category>,
}

/// Makes the crowd in one transaction.
pub async fn make(domain: &Domain, plan: &Plan, stored: &Stored, size: Size, now: i64) -> Result<Made> {
    let mut rng = rng("crowd", 0);
    let transaction = domain.begin().await?;
    let members = people(&transaction, &mut rng, stored, plan, size, now).await?;
    let creators: Vec<&Member> = members
        .iter()
        .filter(|member| member.category.is_some())
        .collect();
    let followers = follows(&transaction, &mut rng, &members, &creators, now).await?;
    let posts = posts(
        &transaction,
        &mut rng,
        plan,
        stored,
        &members,
        &creators,
        size.posts,
        now,
    )
    .await?;
    rows_of_creators(
        &transaction,
        &mut rng,
        plan,
        stored,
        &creators,
        &followers,
        &posts,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(Made {
        people: members.len(),
        creators: creators.len(),
        posts: posts.values().sum(),
    })
}

async fn people(
    db: &impl ConnectionTrait,
    rng: &mut ChaCha8Rng,
    stored: &Stored,
    plan: &Plan,
    size: Size,
    now: i64,
) -> Result<Vec<Member>> {
    let mut members = Vec::with_capacity(size.people);
    let mut rows = Vec::with_capacity(size.people);
    for number in 0..size.people {
        let joined_at = now - rng.random_range(DAY..74 * DAY);
        let serial = u32::try_from(number).unwrap_or(u32::MAX);
        let person = Person {
            id: plan::id(rng, joined_at),
            handle: words::generated_handle(serial),
            name: words::generated_name(serial),
            bio: plan
                .people
                .choose(rng)
                .map(|person| person.bio.clone())
                .unwrap_or_default(),
            joined_at,
            referrer: None,
            creator: None,
        };
        let avatar = stored.avatar(rng.random_range(0..plan.people.len()));
        rows.push(fill::user_row(&person, avatar, Role::Member));
        let creates = number % CREATOR_EVERY == 0;
        let category = Category::ALL[(number / CREATOR_EVERY) % Category::ALL.len()];
        members.push(Member {
            id: person.id,
            category: creates.then_some(category),
        });
    }
    insert::<user::Entity, _>(db, rows).await?;
    Ok(members)
}

async fn follows(
    db: &impl ConnectionTrait,
    rng: &mut ChaCha8Rng,
    members: &[Member],
    creators: &[&Member],
    now: i64,
) -> Result<HashMap<Uuid, i64>> {
    let mut rows = Vec::new();
    let mut followers: HashMap<Uuid, i64> = HashMap::new();
    for member in members {
        let mut followed = HashSet::new();
        for _ in 0..rng.random_range(0..12) {
            let chosen = creators.choose(rng).filter(|creator| creator.id != member.id);
            if let Some(creator) = chosen.filter(|creator| followed.insert(creator.id)) {
                *followers.entry(creator.id).or_default() += 1;
                let created_at = now - rng.random_range(0..DAY);
                rows.push(follow::Model {
                    user_id: member.id,
                    creator_id: creator.id,
                    created_at,
                });
            }
        }
    }
    insert::<follow::Entity, _>(db, rows).await?;
    Ok(followers)
}

#[expect(
    clippy::too_many_arguments,
    reason = "one step of one transaction, called once"
)]
async fn posts(
    db: &impl ConnectionTrait,
    rng: &mut ChaCha8Rng,
    plan: &Plan,
    stored: &Stored,
    members: &[Member],
    creators: &[&Member],
    wanted: usize,
    now: i64,
) -> Result<HashMap<Uuid, usize>> {
    let mut counts: HashMap<Uuid, usize> = HashMap::new();
    let (mut rows, mut pictures, mut likes, mut tagged) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for number in 0..wanted {
        let Some(author) = creators.choose(rng) else { break };
        let sample = rng.random_range(0..plan.posts.len());
        let (post, media) = (&plan.posts[sample], stored.of_post(sample));
        let published_at = now - 600_000 - rng.random_range(0..70 * DAY);
        let id = plan::id(rng, published_at);
        let likers: HashSet<usize> = (0..rng.random_range(0..6))
            .map(|_| rng.random_range(0..members.len()))
            .collect();
        rows.push(
            PostRow {
                id,
                author: author.id,
                category: author.category.unwrap_or(Category::Art),
                kind: post.kind,
                title: &format!("{} · {number}", post.title),
                teaser: &post.teaser,
                body: &post.body,
                tags: &post.tags,
                access: post.access,
                pictures: media.len(),
                likes: likers.len(),
                comments: 0,
                published_at,
                poll_ends_at: None,
            }
            .row()?,
        );
        tagged.push((id, post.tags.as_slice()));
        for liker in likers {
            likes.push(like::Model {
                user_id: members[liker].id,
                post_id: id,
                created_at: published_at,
            });
        }
        for row in media {
            let own = media::Model {
                id: plan::id(rng, published_at),
                owner_id: author.id,
                post_id: Some(id),
                ..row.clone()
            };
            pictures.push(own);
        }
        *counts.entry(author.id).or_default() += 1;
        if rows.len() >= 5_000 || number + 1 == wanted {
            insert::<post::Entity, _>(db, rows.drain(..)).await?;
            insert::<media::Entity, _>(db, pictures.drain(..)).await?;
            fill::tag(db, tagged.drain(..)).await?;
            insert::<like::Entity, _>(db, likes.drain(..)).await?;
        }
    }
    Ok(counts)
}

#[expect(
    clippy::too_many_arguments,
    reason = "one step of one transaction, called once"
)]
async fn rows_of_creators(
    db: &impl ConnectionTrait,
    rng: &mut ChaCha8Rng,
    plan: &Plan,
    stored: &Stored,
    creators: &[&Member],
    followers: &HashMap<Uuid, i64>,
    posts: &HashMap<Uuid, usize>,
    now: i64,
) -> Result<()> {
    let mut totals: HashMap<Category, (i64, i64)> = HashMap::new();
    let (mut rows, mut tiers) = (Vec::new(), Vec::new());
    for member in creators {
        let Some(category) = member.category else { continue };
        let posts_count = i64::try_from(posts.get(&member.id).copied().unwrap_or(0)).unwrap_or(0);
        let total = totals.entry(category).or_default();
        *total = (total.0 + 1, total.1 + posts_count);
        rows.push(creator::Model {
            user_id: member.id,
            category: category.as_str().into(),
            payout_address: solana_sdk::pubkey::Pubkey::new_from_array(rng.random()).to_string(),
            next_payout_address: None,
            next_payout_at: None,
            cover_id: stored.cover(rng.random_range(0..plan.people.len())),
            discount_90: 0,
            discount_365: 0,
            currency: Currency::Sol.code().to_owned(),
            from_price: Some(stored_amount(TierLevel::Basic.default_price(Currency::Sol))?),
            posts_count,
            followers_count: followers.get(&member.id).copied().unwrap_or(0),
            created_at: now - rng.random_range(DAY..70 * DAY),
        });
        for level in TierLevel::ALL {
            tiers.push(tier::Model {
                creator_id: member.id,
                rank: level.rank(),
                name: level.as_str().into(),
                description: String::new(),
                benefits: "[]".into(),
                price: stored_amount(level.default_price(Currency::Sol))?,
                active: true,
                flash_sale_id: None,
            });
        }
    }
    insert::<creator::Entity, _>(db, rows).await?;
    insert::<tier::Entity, _>(db, tiers).await?;
    for (category, (more_creators, more_posts)) in totals {
        use category_total::Column as C;
        // The demo has creators in every category, so each row is there.
        category_total::Entity::update_many()
            .col_expr(C::Creators, Expr::col(C::Creators).add(more_creators))
            .col_expr(C::Posts, Expr::col(C::Posts).add(more_posts))
            .filter(C::Category.eq(category.as_str()))
            .exec(db)
            .await?;
    }
    Ok(())
}
