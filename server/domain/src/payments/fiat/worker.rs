//! The worker that asks the sources of SOL's price, every half a minute and never for a request. A source that fails is asked more
//! rarely; it says in the log once that there is no price any more, and once that there is one again.

use super::median::{Reading, agreed};
use crate::{
    Domain,
    ports::{PriceFault, PriceSource, Quoted},
};
use futures::future::join_all;
use rand::Rng;
use shared::Timestamp;
use std::{future::Future, sync::Arc, time::Duration};

/// Between rounds.
const EVERY: Duration = Duration::from_secs(30);
/// The longest that a source which fails is left alone.
const MOST: Duration = Duration::from_secs(600);

/// Works until `shutdown` completes.
pub async fn run(domain: Domain, sources: Vec<Arc<dyn PriceSource>>, shutdown: impl Future<Output = ()>) {
    tokio::pin!(shutdown);
    let mut desk = Desk::new(sources);
    loop {
        tokio::select! {
            () = &mut shutdown => return,
            () = desk.round(&domain) => {}
        }
        tokio::select! {
            () = &mut shutdown => return,
            // Not on the beat with every other site.
            () = tokio::time::sleep(EVERY.mul_f64(rand::rng().random_range(0.9..1.1))) => {}
        }
    }
}

/// The sources, what each said last, and whether there was a price when somebody last looked.
pub struct Desk {
    sources: Vec<Asked>,
    well: bool,
}

struct Asked {
    source: Arc<dyn PriceSource>,
    last: Option<Quoted>,
    /// How often in a row it failed.
    faults: u32,
    next_at: Timestamp,
}

impl Asked {
    fn is_due(&self, now: Timestamp) -> bool {
        // A clock that went back leaves nobody out for long.
        self.next_at <= now || self.next_at > now.after(MOST)
    }

    fn heard(&mut self, answer: Result<Quoted, PriceFault>, now: Timestamp) {
        let source = self.source.name();
        match answer {
            Ok(quoted) => {
                if self.faults > 0 {
                    tracing::info!(source, "this source of SOL's price answers again");
                }
                self.last = Some(quoted);
                (self.faults, self.next_at) = (0, now);
            }
            Err(fault) => {
                if self.faults == 0 {
                    tracing::warn!(source, %fault, "this source of SOL's price fails; it is asked more rarely");
                }
                self.faults = self.faults.saturating_add(1);
                self.next_at = now.after(pause(self.faults));
            }
        }
    }
}

/// How long a source is left alone after so many faults: twice as long each time, less up to a quarter by chance.
fn pause(faults: u32) -> Duration {
    let whole = EVERY
        .saturating_mul(2_u32.saturating_pow(faults.min(16)))
        .min(MOST);
    whole.mul_f64(rand::rng().random_range(0.75..=1.0))
}

impl Desk {
    pub fn new(sources: Vec<Arc<dyn PriceSource>>) -> Self {
        let asked = |source| Asked {
            source,
            last: None,
            faults: 0,
            next_at: Timestamp(i64::MIN),
        };
        Self {
            sources: sources.into_iter().map(asked).collect(),
            well: true,
        }
    }

    /// Asks every source that is due, all at once, and keeps what they agree on.
    pub async fn round(&mut self, domain: &Domain) {
        let now = domain.now();
        let due = self.sources.iter_mut().filter(|asked| asked.is_due(now));
        let answers = due.map(async |asked| {
            let answer = asked.source.price(now).await;
            asked.heard(answer, now);
        });
        join_all(answers).await;
        let now = domain.now();
        let said = |asked: &Asked| {
            Some(Reading {
                source: asked.source.name(),
                quoted: asked.last?,
            })
        };
        let readings: Vec<Reading> = self.sources.iter().filter_map(said).collect();
        if let Some(agreed) = agreed(&readings, self.sources.len(), now) {
            tracing::debug!(micros = agreed.micros.0, sources = ?agreed.sources, "SOL has a price");
            domain.prices.put(agreed);
        }
        match (self.well, domain.prices.good(now).is_some()) {
            (true, false) => {
                tracing::warn!("there is no price of SOL that can be relied on: no dollars are shown");
            }
            (false, true) => tracing::info!("SOL has a price again"),
            _ => {}
        }
        self.well = domain.prices.good(now).is_some();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_fails_is_asked_more_rarely_and_never_given_up() {
        for (faults, most) in [(1, 60), (2, 120), (4, 480), (5, 600), (u32::MAX, 600)] {
            let most = Duration::from_secs(most);
            let pause = pause(faults);
            assert!(pause <= most && pause >= most.mul_f64(0.74), "{faults} {pause:?}");
        }
    }
}
