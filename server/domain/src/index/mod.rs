//! What can be found: the prepared words of posts and people, written in the transaction that changes them. It keeps
//! words and no texts, and knows no post and no person but by id.

mod store;
pub mod words;

pub use store::{forget_person, forget_post};

use crate::Result;
use sea_orm::ConnectionTrait;
use shared::ids::{PostId, UserId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The texts of a post, by who may find it by them.
#[derive(Clone, Copy, Debug)]
pub struct PostTexts<'a> {
    pub title: &'a str,
    /// Parted by spaces.
    pub tags: &'a str,
    pub teaser: &'a str,
    pub body: &'a str,
    /// None where everybody may open it.
    pub lock: Option<Lock>,
}

/// What a post is locked behind, as far as finding it goes.
#[derive(Clone, Copy, Debug)]
pub struct Lock {
    pub author: UserId,
    /// Whether it opens for everybody at some time.
    pub opens: bool,
}

/// Stands with the words of what is locked, so that only those of certain authors are looked through. It is longer than
/// any word that people are asked for, and so no word finds it.
pub fn of_author(author: UserId) -> String {
    format!("isbehindthelockof{}", author.0.simple())
}

/// Stands with the words of what is locked and opens for everybody at some time.
pub fn of_time() -> String {
    of_author(UserId(Uuid::nil()))
}

/// Keeps the words of a post in place of those it had.
pub async fn post(db: &impl ConnectionTrait, id: PostId, texts: &PostTexts<'_>) -> Result<()> {
    let mut title = words::stems(texts.title);
    title.extend(words::stems(texts.tags));
    let mut open = title.clone();
    open.extend(words::stems(texts.teaser));
    let body = words::stems(&shared::markdown::plain(texts.body));
    let whole = match texts.lock {
        None => {
            open.extend(body);
            BTreeSet::new()
        }
        Some(Lock { author, opens }) => {
            // Words that lie partly inside and partly outside are found together.
            let mut whole: BTreeSet<String> = open.union(&body).cloned().collect();
            whole.insert(of_author(author));
            whole.extend(opens.then(of_time));
            whole
        }
    };
    store::put_post(db, id.0, [&title, &open, &whole]).await?;
    remember(db, [texts.title, texts.tags]).await
}

/// Keeps the words of a creator in place of those they had. Names are kept as they are: they have no endings to lose.
pub async fn person(
    db: &impl ConnectionTrait,
    id: UserId,
    handle: &str,
    name: &str,
    about: &str,
) -> Result<()> {
    let mut names: BTreeSet<String> = words::words(name).into_iter().collect();
    names.extend(words::words(handle));
    // Handles are written in one piece, with or without their underscores.
    names.insert(handle.replace('_', ""));
    store::put_person(db, id.0, [&names, &words::stems(about)]).await?;
    remember(db, [name, handle]).await
}

/// Remembers the words of what everybody may read, for those who mistype them.
async fn remember(db: &impl ConnectionTrait, texts: [&str; 2]) -> Result<()> {
    let found: BTreeSet<String> = texts
        .iter()
        .flat_map(|text| words::words(text))
        .filter(|word| words::memorable(word))
        .collect();
    store::put_words(db, &found).await
}

/// Remembers the words of somebody's name no more. Others of that name are found as before; only who mistypes it is not
/// told.
pub async fn forget_words(db: &impl ConnectionTrait, texts: [&str; 2]) -> Result<()> {
    let words: BTreeSet<String> = texts.iter().flat_map(|text| words::words(text)).collect();
    store::forget_words(db, &words).await
}

/// The words that look like this one.
pub async fn alike(db: &impl ConnectionTrait, word: &str) -> Result<Vec<String>> {
    store::alike(db, word).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_that_is_asked_for_is_a_mark() {
        for mark in [of_author(UserId(Uuid::max())), of_time()] {
            assert_eq!(words::words(&mark), Vec::<String>::new());
            assert!(mark.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        }
    }
}
