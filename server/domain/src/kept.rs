//! What many ask for and few change, kept for a moment in this process. It keeps only what is the same for
//! everybody: what one viewer may see of it is decided anew each time.

use crate::Result;
use moka::future::Cache;
use std::{
    fmt,
    future::Future,
    hash::Hash,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// So long it may lag behind what another process wrote; this process sees its own writes at once.
const MOMENT: Duration = Duration::from_secs(1);

/// Counts what this process wrote that lists show. What is kept belongs to the edition it was made in, so that it is
/// never given after a later write.
#[derive(Clone, Debug, Default)]
pub struct Edition(Arc<AtomicU64>);

impl Edition {
    /// To be called after the commit: the lists kept until now are old.
    pub fn turn(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn number(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Things of one kind, by what was asked for.
pub struct Kept<K, V> {
    edition: Edition,
    things: Cache<(u64, K), Arc<V>>,
}

/// Where a thing is kept: what was asked for, in the edition of that moment.
#[derive(Debug)]
pub struct Place<K>((u64, K));

impl<K, V> Kept<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    /// Keeps `most` things at the most.
    pub fn new(edition: Edition, most: u64) -> Self {
        let things = Cache::builder().max_capacity(most).time_to_live(MOMENT).build();
        Self { edition, things }
    }

    /// To be taken before the thing is made.
    pub fn place(&self, key: K) -> Place<K> {
        Place((self.edition.number(), key))
    }

    /// What is kept there.
    pub async fn at(&self, place: &Place<K>) -> Option<Arc<V>> {
        self.things.get(&place.0).await
    }

    pub async fn put(&self, place: Place<K>, thing: V) {
        self.things.insert(place.0, Arc::new(thing)).await;
    }

    /// The thing, read only if it is not kept; those who ask at once wait for one reading. A failure is not kept.
    pub async fn get(&self, key: K, read: impl Future<Output = Result<V>>) -> Result<Arc<V>> {
        let read = async { read.await.map(Arc::new) };
        self.things
            .try_get_with(self.place(key).0, read)
            .await
            .map_err(|error| Arc::try_unwrap(error).unwrap_or_else(|shared| shared.again()))
    }
}

impl<K, V> fmt::Debug for Kept<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("edition", &self.edition)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Code;

    #[tokio::test]
    async fn it_is_read_once_an_edition() {
        let edition = Edition::default();
        let kept: Kept<&str, u32> = Kept::new(edition.clone(), 10);
        assert_eq!(*kept.get("a", async { Ok(1) }).await.expect("a thing"), 1);
        assert_eq!(*kept.get("a", async { Ok(2) }).await.expect("a thing"), 1);
        assert_eq!(*kept.get("b", async { Ok(3) }).await.expect("a thing"), 3);
        edition.turn();
        assert_eq!(*kept.get("a", async { Ok(4) }).await.expect("a thing"), 4);
    }

    #[tokio::test]
    async fn what_was_made_before_a_write_is_not_given_after_it() {
        let edition = Edition::default();
        let kept: Kept<&str, u32> = Kept::new(edition.clone(), 10);
        let read = async {
            edition.turn();
            Ok(1)
        };
        kept.get("a", read).await.expect("a thing");
        assert_eq!(*kept.get("a", async { Ok(2) }).await.expect("a thing"), 2);
    }

    #[tokio::test]
    async fn a_place_is_of_its_edition() {
        let edition = Edition::default();
        let kept: Kept<&str, u32> = Kept::new(edition.clone(), 10);
        let place = kept.place("a");
        assert_eq!(kept.at(&place).await, None);
        edition.turn();
        kept.put(place, 1).await;
        assert_eq!(kept.at(&kept.place("a")).await, None);
        kept.put(kept.place("a"), 2).await;
        assert_eq!(kept.at(&kept.place("a")).await.as_deref(), Some(&2));
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let kept: Kept<&str, u32> = Kept::new(Edition::default(), 10);
        let failed = kept.get("a", async { Err(Code::NotFound.into()) }).await;
        assert_eq!(failed.expect_err("a refusal").code(), Code::NotFound);
        assert_eq!(*kept.get("a", async { Ok(2) }).await.expect("a thing"), 2);
    }
}
