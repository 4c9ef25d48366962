//! The outbox: what happens is written with the change itself, in one transaction, and given to those who hear it after the commit. It
//! refuses to lose an event, to number two alike, and to tell of what was rolled back.
//!
//! Each topic has its own numbers, without holes, for its row is held from the number to the commit. Events are written last and in
//! the order of their topics, so that two transactions never wait for each other. What a process does not hear of at once, because it died
//! or another one wrote it, it finds in the outbox: [`changed_since`].

mod store;
mod tx;

pub use tx::Tx;
pub(crate) use tx::{Held, Words};

use crate::{Domain, Error, Result, installation_store};
use sea_orm::DatabaseTransaction;
use shared::{
    Timestamp,
    live::{Channel, Event},
};
use std::{collections::HashMap, time::Duration};

/// How long events are kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// So many of one topic are kept, and up to [`store::TRIM`] more.
pub const MOST_KEPT: u64 = 1_000;

/// The name of that place among what an installation knows of itself.
const SPACE: &str = "live_space";

/// An event as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub channel: Channel,
    pub seq: u64,
    pub event: Event,
    /// The event in JSON, as it was written: perhaps by a newer program, which knows more kinds.
    pub body: String,
}

impl Told {
    fn read(channel: Channel, seq: u64, body: String) -> Self {
        let event = serde_json::from_str(&body).unwrap_or(Event::Unknown);
        Self {
            channel,
            seq,
            event,
            body,
        }
    }
}

/// Where a channel stands, and which of its events that were asked for are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub seq: u64,
    pub events: Vec<Told>,
}

/// Where these channels stand, each with its events after a place, where one is named and no more than `most` lie behind it.
pub async fn read(
    domain: &Domain,
    asked: &[(Channel, Option<u64>)],
    most: u64,
) -> Result<HashMap<Channel, Standing>> {
    let channels: Vec<Channel> = asked.iter().map(|(channel, _)| *channel).collect();
    // The numbers first: whatever is counted is committed, and so are its events.
    let seqs = store::seqs(&domain.db, &channels).await?;
    let mut standings: HashMap<Channel, Standing> = HashMap::new();
    let mut wanted = Vec::new();
    for (channel, after) in asked {
        let seq = seqs.get(channel).copied().unwrap_or(0);
        standings.entry(*channel).or_default().seq = seq;
        if let Some(after) = after.filter(|after| *after < seq && seq - *after <= most) {
            wanted.push((*channel, after, seq));
        }
    }
    for told in store::events(&domain.db, &wanted).await? {
        standings.entry(told.channel).or_default().events.push(told);
    }
    Ok(standings)
}

/// The channels of which something was told since a moment, and where they stand.
pub async fn changed_since(domain: &Domain, since: Timestamp) -> Result<Vec<(Channel, u64)>> {
    store::changed_since(&domain.db, since).await
}

/// What the processes of this database call their place in Redis, where others may be too.
pub async fn space(domain: &Domain) -> Result<String> {
    let new = domain.new_id().simple().to_string();
    installation_store::kept(&domain.db, SPACE, &new).await
}

/// Forgets what is older than a day.
pub async fn sweep(domain: &Domain) -> Result<()> {
    store::forget_before(&domain.db, domain.now().before(KEPT)).await
}

/// Forgets what somebody who leaves was told.
pub async fn forget_person(tx: &Tx, user: shared::ids::UserId) -> Result<()> {
    store::forget(&**tx, Channel::Person(user)).await
}

/// What one transaction tells, or some that are committed together.
pub(crate) type Telling = Vec<(Channel, Event)>;

/// Writes down what transactions tell that are committed now; of each what it told.
pub(crate) async fn write(
    tx: &DatabaseTransaction,
    tellings: Vec<Telling>,
    now: Timestamp,
) -> Result<Vec<Vec<Told>>> {
    let mut told = vec![Vec::new(); tellings.len()];
    let tellings = tellings.into_iter().enumerate();
    let mut events: Vec<_> = tellings
        .flat_map(|(of, telling)| {
            telling
                .into_iter()
                .map(move |(channel, event)| (channel, event, of))
        })
        .collect();
    events.sort_by_key(|(channel, ..)| *channel);
    let bodies = events.iter().map(|(channel, event, _)| {
        let body = serde_json::to_string(event).map_err(Error::internal)?;
        Ok((*channel, body))
    });
    let bodies = bodies.collect::<Result<Vec<_>>>()?;
    let seqs = store::add(tx, &bodies, now).await?;
    for (((channel, event, of), (_, body)), seq) in events.into_iter().zip(bodies).zip(seqs) {
        let one = Told {
            channel,
            seq,
            event,
            body,
        };
        if let Some(told) = told.get_mut(of) {
            told.push(one);
        }
    }
    Ok(told)
}
