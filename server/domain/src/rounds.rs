//! Work that is done in rounds for as long as the server runs: how workers rest, stop, and say in the log that something fails. Once it is to
//! stop it begins no round, and it drops none that was begun.

use crate::{Result, ports::Bell};
use std::{future::Future, mem, time::Duration};

/// What a worker says in the log when it fails: once, until it has worked again.
pub(crate) struct Trouble {
    words: &'static str,
    well: bool,
}

impl Trouble {
    pub fn new(words: &'static str) -> Self {
        Self { words, well: true }
    }

    /// What was done, unless it failed.
    pub fn past<T>(&mut self, done: Result<T>) -> Option<T> {
        match done {
            Ok(done) => {
                self.well = true;
                Some(done)
            }
            Err(error) => {
                if mem::take(&mut self.well) {
                    tracing::error!(%error, "{}", self.words);
                }
                None
            }
        }
    }
}

/// A worker that rests between its rounds.
pub(crate) struct Rounds<'a> {
    /// What it says when one fails; it tries again.
    pub trouble: &'static str,
    /// After one that failed.
    pub rest: Duration,
    /// Ends a rest.
    pub bell: Option<&'a Bell>,
}

impl Rounds<'_> {
    /// Works until `shutdown` completes. Each round says how long to rest after it.
    pub async fn run<F>(self, shutdown: impl Future<Output = ()>, mut round: impl FnMut() -> F)
    where
        F: Future<Output = Result<Duration>>,
    {
        tokio::pin!(shutdown);
        let mut trouble = Trouble::new(self.trouble);
        loop {
            let rest = trouble.past(round().await).unwrap_or(self.rest);
            tokio::select! {
                biased;
                () = &mut shutdown => return,
                () = rung(self.bell) => {}
                () = tokio::time::sleep(rest) => {}
            }
        }
    }
}

async fn rung(bell: Option<&Bell>) {
    match bell {
        Some(bell) => bell.rung().await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use std::cell::Cell;
    use tokio::sync::Notify;

    #[tokio::test]
    async fn a_round_follows_its_rest_a_fault_or_the_bell_and_none_follows_the_end() {
        let (bell, stop, begun) = (Bell::default(), Notify::new(), Cell::new(0));
        let rounds = Rounds {
            trouble: "it fails",
            rest: Duration::ZERO,
            bell: Some(&bell),
        };
        let work = rounds.run(stop.notified(), || {
            begun.set(begun.get() + 1);
            let number = begun.get();
            match number {
                3 => bell.ring(),
                4 => stop.notify_one(),
                _ => {}
            }
            async move {
                match number {
                    2 => Err(Error::internal("broken")),
                    // Nobody waits that long for a test.
                    3 => Ok(Duration::from_secs(1_000_000)),
                    _ => Ok(Duration::ZERO),
                }
            }
        });
        work.await;
        assert_eq!(begun.get(), 4);
    }

    #[test]
    fn trouble_is_over_when_something_works() {
        let mut trouble = Trouble::new("it fails");
        assert_eq!(trouble.past(Ok(1)), Some(1));
        assert!(trouble.well);
        assert_eq!(trouble.past::<u8>(Err(Error::internal("broken"))), None);
        assert!(!trouble.well, "it was said");
        assert_eq!(trouble.past(Ok(2)), Some(2));
        assert!(trouble.well);
    }
}
