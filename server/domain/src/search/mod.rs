//! Looking for people, posts and tags. A read model: it joins any table and writes none. Locked words find a post only
//! for those who may open it, and what is mistyped is looked for as it was most likely meant.

mod complete;
mod store;

pub use complete::complete;

use crate::{
    Domain, Result, Viewer,
    access::{self, Decision},
    creators, engagement, index,
    index::words::{stem, words},
    posts::{
        self,
        standing::{self, Wanted},
    },
};
use shared::{
    Refusal,
    ids::UserId,
    paging::{self, Page},
    search::{LONGEST_QUERY, Search, SearchKind, SearchQuery, SearchView, Suggestions},
    tags::TagCount,
};
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};
use store::{Candidate, Column};
use uuid::Uuid;

/// Words of a query that are looked for; the rest is passed over.
const MOST_WORDS: usize = 8;
/// People and tags that a search of everything begins with.
const FIRST: u32 = 6;
/// People and tags of one kind that are suggested.
const SUGGESTED: u32 = 5;
/// People or tags that can be found at once.
const MOST_OTHERS: u32 = 200;

/// Where a candidate stands: titles before texts before what is behind a lock, and in each what is talked about first.
type Place = (u8, Reverse<i64>, Uuid);

fn place(column: Column, candidate: &Candidate) -> Place {
    (column as u8, Reverse(candidate.trending), candidate.id)
}

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
        let known = index::alike(&domain.db, word).await?;
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
                return Err(Refusal::field("kind", "Say of what there is to be more.").into());
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

/// What was found, by id, in its order.
struct Found {
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
) -> Result<Found> {
    let mut found = Found {
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
    let mut named = store::people(&domain.db, true, words, viewer, most).await?;
    named.sort_by_key(|person| person.handle != exact);
    let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let told = store::people(&domain.db, false, &stems, viewer, most).await?;
    let mut seen = HashSet::new();
    Ok(named
        .into_iter()
        .chain(told)
        .map(|person| UserId(person.id))
        .filter(|id| !hidden.contains(id) && seen.insert(*id))
        .collect())
}

/// Posts in their order. Those that have the words behind their lock are among them only if they are open to the viewer.
async fn posts(
    domain: &Domain,
    viewer: &Viewer,
    asked: &Search,
    words: &[String],
    hidden: &HashSet<UserId>,
) -> Result<Vec<Uuid>> {
    let (db, now) = (&domain.db, domain.now());
    let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let mut places: HashMap<Uuid, Place> = HashMap::new();
    for column in [Column::Title, Column::Open, Column::Whole] {
        let mut candidates = store::posts(db, column, &stems, &asked.filter, viewer, now).await?;
        candidates.retain(|candidate| {
            !places.contains_key(&candidate.id) && !hidden.contains(&UserId(candidate.creator_id))
        });
        if column == Column::Whole {
            let open = open(domain, viewer, &candidates).await?;
            candidates.retain(|candidate| open.contains(&candidate.id));
        }
        for candidate in candidates {
            places.insert(candidate.id, place(column, &candidate));
        }
    }
    let mut places: Vec<Place> = places.into_values().collect();
    places.sort_unstable();
    Ok(places.into_iter().map(|(_, _, id)| id).collect())
}

/// Which of these the viewer may open.
async fn open(domain: &Domain, viewer: &Viewer, candidates: &[Candidate]) -> Result<HashSet<Uuid>> {
    let ids: Vec<Uuid> = candidates.iter().map(|candidate| candidate.id).collect();
    let rows = posts::store::listed(&domain.db, &ids).await?;
    let now = domain.now();
    let standings = standing::of_all(domain, viewer, &rows, Wanted::Access, now).await?;
    Ok(rows
        .iter()
        .filter(|row| access::decide(viewer, &row.facts, &standings.of(row), now) == Decision::Open)
        .map(|row| row.id.0)
        .collect())
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
    let tags = store::tags(&domain.db, &beginning, most).await?;
    Ok(tags.iter().filter_map(tag).collect())
}

fn tag(row: &store::Tag) -> Option<TagCount> {
    Some(TagCount {
        tag: row.tag.parse().ok()?,
        posts: crate::columns::unsigned(row.posts),
    })
}

impl Found {
    fn total(&self) -> u64 {
        self.people.total + self.posts.total + self.tags.total
    }

    async fn view(self, domain: &Domain, viewer: &Viewer, corrected: Option<String>) -> Result<SearchView> {
        let Self { people, posts, tags } = self;
        Ok(SearchView {
            corrected,
            people: Page {
                items: creators::cards_of(domain, viewer, &people.items).await?,
                next_cursor: people.next_cursor,
                total: people.total,
            },
            posts: Page {
                items: posts::listed(domain, viewer, &posts.items).await?,
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
    let mut named = store::people(&domain.db, true, &words, viewer, most).await?;
    named.retain(|person| !hidden.contains(&UserId(person.id)));
    named.truncate(SUGGESTED as usize);
    let ids: Vec<UserId> = named.iter().map(|person| UserId(person.id)).collect();
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
    fn titles_stand_before_texts_and_what_is_talked_about_first() {
        let candidate = |number: u128, trending| Candidate {
            id: Uuid::from_u128(number),
            creator_id: Uuid::nil(),
            trending,
        };
        let mut places = [
            place(Column::Whole, &candidate(1, 900)),
            place(Column::Open, &candidate(2, 10)),
            place(Column::Title, &candidate(3, 5)),
            place(Column::Open, &candidate(4, 20)),
        ];
        places.sort_unstable();
        assert_eq!(places.map(|(_, _, id)| id.as_u128()), [3, 4, 2, 1]);
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
