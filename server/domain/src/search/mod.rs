//! Looking for people, posts and tags. A read model: it joins any table and writes none. Locked words find a post only
//! for those who may open it, and what is mistyped is looked for as it was most likely meant.

mod complete;
mod store;

pub use complete::complete;

use crate::{
    Domain, Result, Viewer,
    access::{self, Decision},
    creators,
    engagement::{
        self,
        store::{Act, all_of},
    },
    index::{
        self,
        words::{stem, words},
    },
    kept::{Edition, Kept},
    posts::{
        self,
        standing::{self, Wanted},
    },
    questions::Questions,
    subscriptions::store::bought_from,
};
use shared::{
    Refusal, Timestamp,
    ids::UserId,
    paging::{self, Page},
    search::{LONGEST_QUERY, Search, SearchKind, SearchQuery, SearchView, Suggestions},
    tags::TagCount,
    text::Lang,
};
use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};
use store::{Candidate, Column, SoughtPeople, SoughtPosts};
use uuid::Uuid;

/// What was found for everybody, kept for a moment as lists are: pages of one search follow each other, and many look for
/// the same. What is behind a lock is among it by its id alone, and for visitors, who all ask alike; whether it is open is
/// decided each time.
#[derive(Debug)]
pub struct Found {
    posts: Kept<SoughtPosts, Vec<Candidate>>,
    people: Kept<SoughtPeople, Vec<store::Person>>,
    tags: Kept<(String, u32), Vec<store::Tag>>,
    /// The words that look like one.
    alike: Kept<String, Vec<String>>,
}

impl Found {
    pub fn new(edition: &Edition) -> Self {
        Self {
            posts: Kept::new(edition.clone(), 200),
            people: Kept::new(edition.clone(), 1_000),
            tags: Kept::new(edition.clone(), 1_000),
            alike: Kept::new(edition.clone(), 1_000),
        }
    }
}

/// Words of a query that are looked for; the rest is passed over.
const MOST_WORDS: usize = 8;
/// People and tags that a search of everything begins with.
const FIRST: u32 = 6;
/// People and tags of one kind that are suggested.
const SUGGESTED: u32 = 5;
/// People or tags that can be found at once.
const MOST_OTHERS: u32 = 200;

/// So many authors' locked posts are looked through.
const MOST_AUTHORS: usize = 500;

/// Everything with the words that are asked for; or, if there is nothing, with those that were most likely meant.
///
/// # Errors
/// `invalid` at the field.
pub async fn search(domain: &Domain, viewer: &Viewer, query: &SearchQuery) -> Result<SearchView> {
    let asked = query.parse()?;
    let piece = Piece::of(query, asked.kind)?;
    let typed: Vec<String> = words(&asked.q).into_iter().take(MOST_WORDS).collect();
    let found = find(domain, viewer, &asked, &typed, piece).await?;
    if found.total() > 0 || typed.is_empty() {
        return found.view(domain, viewer, None).await;
    }
    let Some(meant) = meant(domain, &typed).await? else {
        return found.view(domain, viewer, None).await;
    };
    let found = find(domain, viewer, &asked, &meant, piece).await?;
    let corrected = (found.total() > 0).then(|| meant.join(" "));
    found.view(domain, viewer, corrected).await
}

/// The words that were most likely meant; nothing when no other ones are known.
async fn meant(domain: &Domain, typed: &[String]) -> Result<Option<Vec<String>>> {
    let mut meant = Vec::with_capacity(typed.len());
    for word in typed {
        let read = index::alike(&domain.db, word);
        let known = domain.lists.found.alike.get(word.clone(), read).await?;
        meant.push(index::words::meant(word, &known).unwrap_or(word).to_owned());
    }
    Ok((meant != typed).then_some(meant))
}

/// Which part of what was found is wanted.
#[derive(Clone, Copy, Debug)]
struct Piece {
    kind: Option<SearchKind>,
    limit: u32,
    from: u32,
}

impl Piece {
    fn of(query: &SearchQuery, kind: Option<SearchKind>) -> Result<Self> {
        let limit = paging::limit(query.limit)?;
        let from = match kind {
            None if query.cursor.as_deref().is_some_and(|cursor| !cursor.is_empty()) => {
                return Err(Refusal::field("kind", Lang::search_whole).into());
            }
            None => 0,
            Some(kind) => paging::decode_sorted(kind, query.cursor.as_deref())?.unwrap_or(0),
        };
        Ok(Self { kind, limit, from })
    }

    fn wants(self, kind: SearchKind) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind)
    }

    /// How many of a kind are shown: all that were asked for of what was asked for, else a few beside the posts.
    fn limit(self, kind: SearchKind) -> u32 {
        match (self.kind, kind) {
            (None, SearchKind::People | SearchKind::Tags) => FIRST.min(self.limit),
            _ => self.limit,
        }
    }

    /// The piece of a whole list, with where the next one begins.
    fn cut<T: Clone>(self, kind: SearchKind, all: &[T]) -> Page<T> {
        let (from, limit) = (self.from as usize, self.limit(kind) as usize);
        let items: Vec<T> = all.iter().skip(from).take(limit).cloned().collect();
        let end = from.saturating_add(items.len());
        let next = u32::try_from(end)
            .ok()
            .filter(|_| end < all.len() && !items.is_empty());
        Page {
            items,
            next_cursor: next.map(|next| paging::encode_sorted(kind, next)),
            total: all.len() as u64,
        }
    }
}

/// What a search shows, by id, in its order.
struct Shown {
    people: Page<UserId>,
    posts: Page<Uuid>,
    tags: Page<TagCount>,
}

fn nothing<T>() -> Page<T> {
    Page {
        items: Vec::new(),
        next_cursor: None,
        total: 0,
    }
}

async fn find(
    domain: &Domain,
    viewer: &Viewer,
    asked: &Search,
    words: &[String],
    piece: Piece,
) -> Result<Shown> {
    let mut found = Shown {
        people: nothing(),
        posts: nothing(),
        tags: nothing(),
    };
    if words.is_empty() {
        return Ok(found);
    }
    let hidden = engagement::hidden(domain, viewer).await?;
    if piece.wants(SearchKind::People) {
        let people = people(domain, viewer, words, MOST_OTHERS, &hidden).await?;
        found.people = piece.cut(SearchKind::People, &people);
    }
    if piece.wants(SearchKind::Posts) {
        let posts = posts(domain, viewer, asked, words, &hidden).await?;
        found.posts = piece.cut(SearchKind::Posts, &posts);
    }
    if piece.wants(SearchKind::Tags) {
        let tags = tags(domain, &asked.q, MOST_OTHERS).await?;
        found.tags = piece.cut(SearchKind::Tags, &tags);
    }
    Ok(found)
}

/// Creators by name, then by what they say of themselves; whose handle is just what was asked for stands first.
async fn people(
    domain: &Domain,
    viewer: &Viewer,
    words: &[String],
    most: u32,
    hidden: &HashSet<UserId>,
) -> Result<Vec<UserId>> {
    let exact = words.join("_");
    let named = creators_with(domain, viewer, true, words, most).await?;
    let (exact, named): (Vec<_>, Vec<_>) = named.iter().partition(|person| person.handle == exact);
    let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let told = creators_with(domain, viewer, false, &stems, most).await?;
    let mut seen = HashSet::with_capacity(named.len() + told.len());
    Ok(exact
        .into_iter()
        .chain(named)
        .chain(told.iter())
        .map(|person| UserId(person.id))
        .filter(|id| !hidden.contains(id) && seen.insert(*id))
        .collect())
}

/// Creators with these words, as they are for everybody who meets the same.
async fn creators_with(
    domain: &Domain,
    viewer: &Viewer,
    by_name: bool,
    words: &[String],
    most: u32,
) -> Result<Arc<Vec<store::Person>>> {
    let sought = SoughtPeople {
        by_name,
        words: words.to_vec(),
        intimate: viewer.meets_intimate(),
        most,
    };
    let read = store::people(&domain.db, &sought);
    domain.lists.found.people.get(sought.clone(), read).await
}

/// Posts in their order, as many as can be found at once: what has the words in its title, then what has them in what everybody may
/// read, then what has them behind its lock and is open to the viewer; of each what is talked about first. Where the first are enough,
/// the others are not looked for.
async fn posts(
    domain: &Domain,
    viewer: &Viewer,
    asked: &Search,
    words: &[String],
    hidden: &HashSet<UserId>,
) -> Result<Vec<Uuid>> {
    let (db, most) = (&domain.db, store::MOST as usize);
    let mut places = Places::of(most);
    let mut sought = SoughtPosts {
        column: Column::Title,
        words: words.iter().map(|word| stem(word)).collect(),
        filter: asked.filter,
        since: asked
            .filter
            .since
            .map(|age| to_the_minute(age.from(domain.now()))),
        intimate: asked.filter.category.is_some() || viewer.meets_intimate(),
    };
    for column in [Column::Title, Column::Open, Column::Whole] {
        if places.full() {
            break;
        }
        sought.column = column;
        let candidates = match column {
            Column::Title | Column::Open => {
                let read = store::posts(db, &sought, &[]);
                domain.lists.found.posts.get(sought.clone(), read).await?
            }
            Column::Whole => {
                let marks = marks_of(domain, viewer).await?;
                let read = store::posts(db, &sought, &marks);
                let locked = match viewer.id() {
                    None => domain.lists.found.posts.get(sought.clone(), read).await?,
                    Some(_) => Arc::new(read.await?),
                };
                Arc::new(open(domain, viewer, &locked).await?)
            }
        };
        let met = candidates
            .iter()
            .filter(|candidate| !hidden.contains(&UserId(candidate.creator_id)));
        places.take(met.map(|candidate| candidate.id));
    }
    Ok(places.ids)
}

/// So many posts at most, each once and where it was found first.
struct Places {
    most: usize,
    ids: Vec<Uuid>,
    taken: HashSet<Uuid>,
}

impl Places {
    fn of(most: usize) -> Self {
        Self {
            most,
            ids: Vec::with_capacity(most),
            taken: HashSet::with_capacity(most),
        }
    }

    fn full(&self) -> bool {
        self.ids.len() >= self.most
    }

    fn take(&mut self, found: impl Iterator<Item = Uuid>) {
        for id in found {
            if self.full() {
                return;
            }
            if self.taken.insert(id) {
                self.ids.push(id);
            }
        }
    }
}

/// Begun minutes count whole, so that what is found can be kept for a moment.
fn to_the_minute(at: Timestamp) -> Timestamp {
    Timestamp(at.0 - at.0.rem_euclid(60_000))
}

/// The marks of what is locked and may yet be open to the viewer: their own, of those they follow or bought from, and what
/// opens by itself. A moderator finds what is locked as anybody would.
async fn marks_of(domain: &Domain, viewer: &Viewer) -> Result<Vec<String>> {
    let mut authors = BTreeSet::new();
    if let Some(user) = viewer.id() {
        let mut questions = Questions::default();
        questions.ask((), all_of(Act::Follow, user));
        questions.ask((), bought_from(user, domain.now()));
        let answers = questions.answered(domain).await?;
        // The newest first: identifiers are ordered by time.
        authors.extend(answers.into_iter().map(|answer| UserId(answer.id)));
        authors.insert(user);
    }
    let authors = authors.into_iter().rev().take(MOST_AUTHORS);
    Ok(authors.map(index::of_author).chain([index::of_time()]).collect())
}

/// Those of these that the viewer may open.
async fn open(domain: &Domain, viewer: &Viewer, candidates: &[Candidate]) -> Result<Vec<Candidate>> {
    if candidates.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = candidates.iter().map(|candidate| candidate.id).collect();
    let rows = posts::store::listed(&domain.db, &ids).await?;
    let now = domain.now();
    let standings = standing::of_all(domain, viewer, &rows, Wanted::Access, now).await?;
    let open: HashSet<Uuid> = rows
        .iter()
        .filter(|row| access::decide(viewer, &row.facts, &standings.of(row), now) == Decision::Open)
        .map(|row| row.id.0)
        .collect();
    let open = candidates.iter().filter(|candidate| open.contains(&candidate.id));
    Ok(open.cloned().collect())
}

/// Tags that begin with what is asked, without its spaces.
async fn tags(domain: &Domain, q: &str, most: u32) -> Result<Vec<TagCount>> {
    let beginning: String = q
        .trim_start_matches('#')
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    if beginning.is_empty() {
        return Ok(Vec::new());
    }
    let read = store::tags(&domain.db, &beginning, most);
    let tags = &domain.lists.found.tags;
    let tags = tags.get((beginning.clone(), most), read).await?;
    Ok(tags.iter().filter_map(tag).collect())
}

fn tag(row: &store::Tag) -> Option<TagCount> {
    Some(TagCount {
        tag: row.tag.parse().ok()?,
        posts: crate::columns::unsigned(row.posts),
    })
}

impl Shown {
    fn total(&self) -> u64 {
        self.people.total + self.posts.total + self.tags.total
    }

    async fn view(self, domain: &Domain, viewer: &Viewer, corrected: Option<String>) -> Result<SearchView> {
        let Self { people, posts, tags } = self;
        Ok(SearchView {
            corrected,
            people: Page {
                items: creators::shown(domain, viewer, &people.items).await?,
                next_cursor: people.next_cursor,
                total: people.total,
            },
            posts: Page {
                items: posts::shown(domain, viewer, &posts.items).await?,
                next_cursor: posts.next_cursor,
                total: posts.total,
            },
            tags,
        })
    }
}

/// Who and what may be meant by what is typed so far: 2 characters or more.
pub async fn suggest(domain: &Domain, viewer: &Viewer, q: &str) -> Result<Suggestions> {
    let q = shared::identity::plain_text("q", q, (0, LONGEST_QUERY), false)?;
    let words: Vec<String> = words(&q).into_iter().take(MOST_WORDS).collect();
    if words.iter().map(|word| word.chars().count()).sum::<usize>() < 2 {
        return Ok(Suggestions::default());
    }
    let hidden = engagement::hidden(domain, viewer).await?;
    let most = SUGGESTED + hidden.len().min(50) as u32;
    let named = creators_with(domain, viewer, true, &words, most).await?;
    let ids: Vec<UserId> = named
        .iter()
        .map(|person| UserId(person.id))
        .filter(|id| !hidden.contains(id))
        .take(SUGGESTED as usize)
        .collect();
    Ok(Suggestions {
        people: creators::refs(domain, &ids).await?,
        tags: tags(domain, &q, SUGGESTED).await?,
    })
}

/// The tags that most posts have.
pub async fn popular_tags(domain: &Domain, most: u32) -> Result<Vec<TagCount>> {
    let tags = store::tags(&domain.db, "", most).await?;
    Ok(tags.iter().filter_map(tag).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_twice_stands_where_it_was_found_first() {
        let ids = |numbers: &[u128]| {
            numbers
                .iter()
                .map(|number| Uuid::from_u128(*number))
                .collect::<Vec<_>>()
        };
        let mut places = Places::of(4);
        places.take(ids(&[3, 1]).into_iter());
        places.take(ids(&[1, 4, 3]).into_iter());
        assert!(!places.full());
        places.take(ids(&[2, 5]).into_iter());
        assert!(places.full());
        assert_eq!(places.ids, ids(&[3, 1, 4, 2]));
    }

    #[test]
    fn a_list_is_cut_into_pieces_without_gaps() {
        let all: Vec<u32> = (0..7).collect();
        let (mut from, mut seen) = (0, Vec::new());
        loop {
            let piece = Piece {
                kind: Some(SearchKind::Posts),
                limit: 3,
                from,
            };
            let page = piece.cut(SearchKind::Posts, &all);
            seen.extend(page.items);
            match page.next_cursor {
                Some(cursor) => {
                    from = paging::decode_sorted(SearchKind::Posts, Some(&cursor))
                        .expect("a cursor")
                        .expect("a place");
                }
                None => break,
            }
        }
        assert_eq!(seen, all);
    }
}
