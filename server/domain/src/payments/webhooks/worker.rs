//! The worker that sends what webhooks are to be told, beside those of other servers: each attempt is one server's. It gives up
//! after the last try, and nothing that one address does keeps others waiting.

use super::{
    entity::delivery,
    signing,
    store::{self, Outcome},
};
use crate::{
    Domain, Result,
    ports::{Letter, Messenger},
    rounds::Trouble,
};
use shared::{Timestamp, webhooks::DeliveryFault};
use std::{collections::HashMap, future::Future, sync::Arc, time::Duration};
use tokio::task::{Id, JoinSet};
use uuid::Uuid;

/// When the next try follows a failed one; after the last of these nobody tries again by themselves.
const RETRIES: [Duration; 8] = [
    Duration::from_secs(10),
    Duration::from_secs(60),
    Duration::from_secs(600),
    Duration::from_secs(600),
    Duration::from_secs(600),
    Duration::from_secs(600),
    Duration::from_secs(600),
    Duration::from_secs(600),
];
/// Attempts at the same time, in all and to one webhook.
const SIDE_BY_SIDE: usize = 32;
const TO_ONE: usize = 2;
/// How long a delivery is left to the server that sends it: longer than any attempt takes.
const CLAIM: Duration = Duration::from_secs(30);
/// Between looks at what is due: another server may have written it down.
const SLEEP: Duration = Duration::from_secs(1);

/// When to try again after so many tries.
fn next_try(tries: i32, now: Timestamp) -> Option<Timestamp> {
    let failed = usize::try_from(tries.saturating_sub(1)).unwrap_or_default();
    RETRIES.get(failed).map(|wait| now.after(*wait))
}

/// Works until `shutdown` completes; then the attempts in hand are finished and no new ones begun.
pub async fn run(domain: Domain, messenger: Arc<dyn Messenger>, shutdown: impl Future<Output = ()>) {
    tokio::pin!(shutdown);
    let mut going = Going::new(domain, messenger);
    let mut trouble = Trouble::new("what webhooks are to be told cannot be read; it waits");
    loop {
        trouble.past(going.begin().await);
        tokio::select! {
            () = &mut shutdown => break,
            () = going.one_ends() => {}
            () = tokio::time::sleep(SLEEP) => {}
        }
    }
    going.all_end().await;
}

/// Makes every attempt that is due, and says how many that were.
pub async fn round(domain: &Domain, messenger: Arc<dyn Messenger>) -> Result<usize> {
    let mut going = Going::new(domain.clone(), messenger);
    let mut made = 0;
    loop {
        let begun = going.begin().await?;
        made += begun;
        if begun == 0 && going.tasks.is_empty() {
            return Ok(made);
        }
        going.one_ends().await;
    }
}

/// The attempts that are being made.
struct Going {
    domain: Domain,
    messenger: Arc<dyn Messenger>,
    tasks: JoinSet<()>,
    /// To which webhook each is.
    to: HashMap<Id, Uuid>,
}

impl Going {
    fn new(domain: Domain, messenger: Arc<dyn Messenger>) -> Self {
        Self {
            domain,
            messenger,
            tasks: JoinSet::new(),
            to: HashMap::new(),
        }
    }

    /// Claims what is due, as far as there is room, and begins to send it: how many that were.
    async fn begin(&mut self) -> Result<usize> {
        let mut begun = 0;
        if self.tasks.len() >= SIDE_BY_SIDE {
            return Ok(begun);
        }
        let now = self.domain.now();
        let (each, most) = (TO_ONE as i64, (SIDE_BY_SIDE * 4) as i64);
        for row in store::due(&self.domain.db, now, each, most).await? {
            let to_it = self.to.values().filter(|to| **to == row.webhook_id).count();
            if self.tasks.len() >= SIDE_BY_SIDE || to_it >= TO_ONE {
                continue;
            }
            let until = now.after(CLAIM);
            if !store::claim(&self.domain.db, &row, until).await? {
                continue;
            }
            begun += 1;
            let webhook = row.webhook_id;
            let attempt = attempt(self.domain.clone(), self.messenger.clone(), row, until);
            let task = self.tasks.spawn(attempt);
            self.to.insert(task.id(), webhook);
        }
        Ok(begun)
    }

    /// Waits for the end of one attempt; for ever if there is none.
    async fn one_ends(&mut self) {
        let ended = match self.tasks.join_next_with_id().await {
            Some(Ok((id, ()))) => id,
            Some(Err(fault)) => {
                tracing::error!(%fault, "an attempt to send a webhook broke off");
                fault.id()
            }
            None => return std::future::pending().await,
        };
        self.to.remove(&ended);
    }

    async fn all_end(&mut self) {
        while !self.tasks.is_empty() {
            self.one_ends().await;
        }
    }
}

/// Makes an attempt and writes down what came of it. What cannot be written is due again when the claim is over.
async fn attempt(domain: Domain, messenger: Arc<dyn Messenger>, row: delivery::Model, until: Timestamp) {
    let id = row.id;
    if let Err(error) = send(&domain, &*messenger, row, until).await {
        tracing::error!(delivery = %id, %error, "a webhook could not be sent");
    }
}

async fn send(
    domain: &Domain,
    messenger: &dyn Messenger,
    row: delivery::Model,
    until: Timestamp,
) -> Result<()> {
    // Deleted or stopped since it was claimed.
    let Some(webhook) = store::active(&domain.db, row.webhook_id).await? else {
        return Ok(());
    };
    let now = domain.now();
    let answered = messenger
        .send(Letter {
            url: &webhook.url,
            id: row.id.to_string(),
            timestamp: now.seconds(),
            signature: signing::signatures(&webhook, row.id, &row.body, now)?,
            body: &row.body,
        })
        .await;
    let (status, fault) = match answered {
        Ok(status @ 200..=299) => (Some(status), None),
        Ok(status) => (Some(status), Some(DeliveryFault::Status)),
        Err(fault) => (None, Some(fault)),
    };
    let now = domain.now();
    let outcome = Outcome {
        delivered_at: fault.is_none().then_some(now),
        next_at: fault.and_then(|_| next_try(row.tries.saturating_add(1), now)),
        status,
        fault,
    };
    store::finish(&domain.db, row.id, until, outcome).await?;
    tracing::debug!(delivery = %row.id, ?status, ?fault, "a webhook was sent");
    Ok(())
}
