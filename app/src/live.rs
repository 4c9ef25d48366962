//! What a page knows of what happens: how far each topic was heard, when a broken connection is tried again, and how a number is told.
//! Plain values; the socket is the browser's.

use crate::ports::Ports;
use futures::future::{Either, select};
use shared::text::Lang;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    future::poll_fn,
    pin::pin,
    rc::Rc,
    task::{Poll, Waker},
};

/// Milliseconds until the first new try, and the longest ever.
const FIRST: u32 = 500;
const LONGEST: u32 = 30_000;

/// How far each topic was heard on this page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(BTreeMap<String, u64>);

/// What a number says of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It was heard before.
    Known,
    /// The one behind the last.
    Next,
    /// Something between is missing.
    Hole,
}

impl Places {
    /// The last event of a topic that this page knows of.
    pub fn at(&self, topic: &str) -> Option<u64> {
        self.0.get(topic).copied()
    }

    pub fn remember(&mut self, topic: &str, seq: u64) {
        self.0.insert(topic.to_owned(), seq);
    }

    /// A topic is heard from behind this event on; whether nothing was known of it before.
    pub fn subscribed(&mut self, topic: &str, seq: u64) -> bool {
        self.0.insert(topic.to_owned(), seq).is_none()
    }

    pub fn event(&mut self, topic: &str, seq: u64) -> Said {
        match self.at(topic) {
            Some(at) if seq <= at => return Said::Known,
            Some(at) if seq > at + 1 => {
                self.remember(topic, seq);
                return Said::Hole;
            }
            _ => {}
        }
        self.remember(topic, seq);
        Said::Next
    }
}

/// Milliseconds until a broken connection is tried again, after so many tries; `chance` is 0 to 1, so that not all whom a server left
/// come back to it in the same moment.
pub fn pause(tries: u32, chance: f64) -> u32 {
    let longest = FIRST.saturating_mul(1 << tries.min(10)).min(LONGEST);
    // Half of it is certain.
    let half = longest / 2;
    half + (f64::from(half) * chance.clamp(0.0, 1.0)) as u32
}

/// How a number is told where an element is marked `TOPIC KIND`, or `TOPIC KIND words`; none where it tells of something else.
pub fn counted(lang: Lang, mark: &str, of: &str, number: u64) -> Option<String> {
    match mark.strip_prefix(of)? {
        "" => Some(lang.number(number)),
        " words" => match of.rsplit_once(' ')?.1 {
            "likes" => Some(lang.likes_count(number)),
            "comments" => Some(lang.comments_count(number)),
            "followers" => Some(lang.followers_count(number)),
            _ => None,
        },
        _ => None,
    }
}

/// A page's title with how much is unread before it, and without what was said before.
pub fn titled(title: &str, unread: u64) -> String {
    let said = title
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "))
        .filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let title = said.map_or(title, |(_, title)| title);
    match unread {
        0 => title.to_owned(),
        _ => format!("({unread}) {title}"),
    }
}

/// Rings for one island whenever something happens, or may have while nobody heard.
#[derive(Default)]
pub struct Rung {
    rang: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Rung {
    /// By what a topic tells, until the main part of the page changes.
    pub fn by(ports: &Ports, topic: &str, what: &str) -> Rc<Self> {
        let rung = Rc::new(Self::default());
        let ring = rung.clone();
        let act = move || {
            ring.rang.set(true);
            if let Some(waker) = ring.waker.take() {
                waker.wake();
            }
        };
        ports.live.hear(topic, what, Rc::new(act));
        rung
    }

    /// Until it rings, no longer than so many milliseconds; whether it rang.
    pub async fn within(&self, ports: &Ports, milliseconds: u32) -> bool {
        let rang = pin!(poll_fn(|context| {
            if self.rang.take() {
                return Poll::Ready(());
            }
            self.waker.replace(Some(context.waker().clone()));
            Poll::Pending
        }));
        matches!(
            select(rang, ports.pages.wait(milliseconds)).await,
            Either::Left(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_what_is_missing() {
        let mut places = Places::default();
        assert!(places.subscribed("feed", 4));
        assert!(!places.subscribed("feed", 4));
        assert_eq!(places.event("feed", 4), Said::Known);
        assert_eq!(places.event("feed", 5), Said::Next);
        assert_eq!(places.event("feed", 8), Said::Hole);
        assert_eq!(places.event("feed", 8), Said::Known);
        assert_eq!(places.event("feed", 9), Said::Next);
        assert_eq!(places.at("feed"), Some(9));
        assert_eq!(places.at("me"), None);
        places.remember("me", 3);
        assert!(!places.subscribed("me", 3));
    }

    #[test]
    fn a_title_says_what_is_unread_once() {
        assert_eq!(titled("Feed", 0), "Feed");
        assert_eq!(titled("Feed", 2), "(2) Feed");
        assert_eq!(titled("(2) Feed", 13), "(13) Feed");
        assert_eq!(titled("(13) Feed", 0), "Feed");
        // Somebody's own words are left alone.
        assert_eq!(titled("(Live) Feed", 1), "(1) (Live) Feed");
    }

    #[test]
    fn later_each_time_and_never_by_all_at_once() {
        assert_eq!((pause(0, 0.0), pause(0, 1.0)), (250, 500));
        assert_eq!((pause(3, 0.0), pause(3, 1.0)), (2_000, 4_000));
        for tries in [6, 31, 32, u32::MAX] {
            assert_eq!((pause(tries, 0.0), pause(tries, 2.0)), (15_000, 30_000));
        }
    }

    #[test]
    fn a_number_is_told_where_it_belongs() {
        let of = "post:1 likes";
        assert_eq!(
            counted(Lang::En, "post:1 likes", of, 1_200).as_deref(),
            Some(Lang::En.number(1_200).as_str())
        );
        assert_eq!(
            counted(Lang::Ru, "post:1 likes words", of, 3),
            Some(Lang::Ru.likes_count(3))
        );
        for other in ["post:1 comments", "post:12 likes", "post:1 likes here", ""] {
            assert_eq!(counted(Lang::En, other, of, 3), None, "{other}");
        }
    }
}
