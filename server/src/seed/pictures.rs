//! Draws and stores the demo's pictures: on all cores, as WebP at several widths, with a blur for those who may
//! not open them. A picture that cannot be encoded stops the seed.

use super::{
    plan::{self, Plan},
    rng,
};
use ::pictures::{preview, scaled, webp};
use domain::{
    Domain, Error, Result,
    media::{AVATAR_WIDTH, entity::media, variant_key},
};
use image::RgbImage;
use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};
use uuid::Uuid;

/// Widths of a post's picture in pixels; those wider than the picture fall away.
const WIDTHS: &[u32] = &[320, 640, 1080];
const COVER: (u32, u32) = (1600, 533);
const COVER_WIDTHS: &[u32] = &[640, 1600];
/// WebP's quality, 0 to 100.
const QUALITY: f32 = 74.0;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Use {
    /// Of a person, by index.
    Avatar(usize),
    Cover(usize),
    /// Of a post, by index and position.
    Post(usize, usize),
}

/// A picture with all that is kept of it.
pub struct Drawn {
    purpose: Use,
    width: u32,
    height: u32,
    variants: Vec<(u32, Vec<u8>)>,
    thumbhash: String,
    blur: String,
}

/// Rows of the stored pictures.
#[derive(Default)]
pub struct Stored {
    avatars: HashMap<usize, media::Model>,
    covers: HashMap<usize, media::Model>,
    posts: HashMap<usize, Vec<media::Model>>,
}

impl Stored {
    pub fn count(&self) -> usize {
        self.avatars.len() + self.covers.len() + self.posts.values().map(Vec::len).sum::<usize>()
    }

    pub fn avatar(&self, person: usize) -> Option<Uuid> {
        self.avatars.get(&person).map(|row| row.id)
    }

    pub fn cover(&self, person: usize) -> Option<Uuid> {
        self.covers.get(&person).map(|row| row.id)
    }

    pub fn of_post(&self, post: usize) -> &[media::Model] {
        self.posts.get(&post).map_or(&[], Vec::as_slice)
    }

    /// All rows, for one insertion.
    pub fn rows(&self) -> impl Iterator<Item = &media::Model> {
        self.avatars
            .values()
            .chain(self.covers.values())
            .chain(self.posts.values().flatten())
    }
}

fn jobs(plan: &Plan) -> Vec<Use> {
    let mut jobs = Vec::new();
    for (at, person) in plan.people.iter().enumerate() {
        jobs.push(Use::Avatar(at));
        if person.creator.is_some() {
            jobs.push(Use::Cover(at));
        }
    }
    for (at, post) in plan.posts.iter().enumerate() {
        jobs.extend((0..post.pictures.len()).map(|position| Use::Post(at, position)));
    }
    jobs
}

/// Draws everything; the result does not depend on how many cores there are.
pub fn draw(plan: &Plan) -> Vec<Result<Drawn, String>> {
    let jobs = jobs(plan);
    let next = AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let mut drawn: Vec<(usize, Result<Drawn, String>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(job) = jobs.get(at) else { return mine };
                        mine.push((at, one(plan, *job, at)));
                    }
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_default())
            .collect()
    });
    drawn.sort_by_key(|(at, _)| *at);
    drawn.into_iter().map(|(_, drawn)| drawn).collect()
}

fn category(plan: &Plan, person: usize) -> &'static str {
    plan.people[person]
        .creator
        .as_ref()
        .map_or("art", |creator| creator.category.as_str())
}

fn one(plan: &Plan, purpose: Use, number: usize) -> Result<Drawn, String> {
    let mut rng = rng("picture", number as u64);
    let (picture, widths): (RgbImage, &[u32]) = match purpose {
        Use::Avatar(_) => (art::avatar(&mut rng, AVATAR_WIDTH), &[AVATAR_WIDTH]),
        Use::Cover(person) => (
            art::cover(&mut rng, category(plan, person), COVER.0, COVER.1),
            COVER_WIDTHS,
        ),
        Use::Post(post, position) => {
            let post = &plan.posts[post];
            let plan::Picture {
                subject,
                width,
                height,
                ..
            } = post.pictures[position];
            (
                art::picture_of(&mut rng, subject, category(plan, post.author), width, height),
                WIDTHS,
            )
        }
    };
    let (width, height) = picture.dimensions();
    let mut variants = Vec::new();
    for wanted in widths.iter().copied().filter(|wanted| *wanted <= width) {
        let variant = if wanted == width {
            picture.clone()
        } else {
            scaled(&picture, wanted)?
        };
        variants.push((wanted, webp(&variant, QUALITY)?));
    }
    let (thumbhash, blur) = preview(&picture)?;
    Ok(Drawn {
        purpose,
        width,
        height,
        variants,
        thumbhash,
        blur,
    })
}

/// Writes the files and makes their rows.
pub async fn store(domain: &Domain, plan: &Plan, drawn: Vec<Result<Drawn, String>>) -> Result<Stored> {
    let mut stored = Stored::default();
    let mut ids = rng("media", 0);
    for drawn in drawn {
        let drawn = drawn.map_err(Error::internal)?;
        let (owner, post, position, alt) = match drawn.purpose {
            Use::Avatar(person) | Use::Cover(person) => (person, None, 0, String::new()),
            Use::Post(post, position) => {
                let alt = plan.posts[post].pictures[position].alt;
                (plan.posts[post].author, Some(post), position, alt.to_owned())
            }
        };
        let owner = &plan.people[owner];
        let created_at = post.map_or(owner.joined_at, |post| plan.posts[post].published_at);
        let id = plan::id(&mut ids, created_at);
        let key = plan::id(&mut ids, 0).simple().to_string();
        // The random end first, so that files spread over the folders.
        let storage_key: String = key.chars().rev().collect();
        let widths: Vec<String> = drawn
            .variants
            .iter()
            .map(|(width, _)| width.to_string())
            .collect();
        for (width, bytes) in drawn.variants {
            domain
                .storage
                .put(&variant_key(&storage_key, width), bytes)
                .await
                .map_err(Error::internal)?;
        }
        let row = media::Model {
            shown: post.is_none(),
            post_id: post.map(|post| plan.posts[post].id),
            position: i32::try_from(position).unwrap_or(0),
            width: i32::try_from(drawn.width).unwrap_or(0),
            height: i32::try_from(drawn.height).unwrap_or(0),
            widths: widths.join(","),
            thumbhash: drawn.thumbhash,
            blur: drawn.blur,
            alt,
            storage_key,
            created_at,
            ..domain::media::blank(id, owner.id)
        };
        match drawn.purpose {
            Use::Avatar(person) => drop(stored.avatars.insert(person, row)),
            Use::Cover(person) => drop(stored.covers.insert(person, row)),
            Use::Post(post, _) => stored.posts.entry(post).or_default().push(row),
        }
    }
    Ok(stored)
}
