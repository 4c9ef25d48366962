//! The transactions of the house: what is told in one is written with it, and given to those who hear it once it is committed. No other kind
//! is begun ([`Domain::begin`]), so nobody can forget either.

use super::{Telling, Told, write};
use crate::{Domain, Lists, Result, ports::Listener, together::Seat};
use sea_orm::DatabaseTransaction;
use shared::{
    Timestamp,
    live::{Channel, Event},
};
use std::{
    fmt, mem,
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
};

/// Whose commit it is.
pub(crate) enum Held {
    Alone(DatabaseTransaction),
    Together(Seat),
}

/// What a transaction tells, and who hears it in this process.
pub(crate) struct Words {
    pub telling: Telling,
    pub now: Timestamp,
    pub lists: Arc<Lists>,
    pub listener: Arc<dyn Listener>,
}

impl Words {
    /// Tells, after the commit, what was written of it.
    pub fn are_committed(&self, told: &[Told]) {
        // Whoever hears of it and asks for the thing must not get it as it was. What concerns one person stands in no list.
        let mut listed = told
            .iter()
            .filter(|told| !matches!(told.channel, Channel::Person(_)));
        if let Some(first) = listed.next() {
            match first.event.only_counts() && listed.all(|told| told.event.only_counts()) {
                true => self.lists.counted(),
                false => self.lists.changed(),
            }
        }
        if !told.is_empty() {
            self.listener.told(told);
        }
    }
}

/// A transaction that writes. Dropped, it is rolled back.
pub struct Tx {
    inner: Held,
    domain: Domain,
    told: Mutex<Telling>,
}

impl Tx {
    pub(crate) fn new(domain: Domain, inner: Held) -> Self {
        Self {
            inner,
            domain,
            told: Mutex::default(),
        }
    }

    /// Tells what happens in this transaction; the same twice is told once.
    pub fn tell(&self, channel: Channel, event: Event) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if !told.contains(&(channel, event)) {
            told.push((channel, event));
        }
    }

    /// Commits, with what was told.
    pub async fn commit(self) -> Result<()> {
        let telling = mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        let Self { inner, domain, .. } = self;
        let mut words = Words {
            telling,
            now: domain.now(),
            lists: domain.lists,
            listener: domain.listener,
        };
        match inner {
            Held::Alone(tx) => {
                let told = write(&tx, vec![mem::take(&mut words.telling)], words.now).await?;
                tx.commit().await?;
                words.are_committed(&told.concat());
                Ok(())
            }
            Held::Together(seat) => seat.commit(words).await,
        }
    }

    /// Undoes everything now. What was read in it is committed then.
    pub async fn rollback(self) -> Result<()> {
        match self.inner {
            Held::Alone(tx) => Ok(tx.rollback().await?),
            Held::Together(seat) => seat.rollback().await,
        }
    }
}

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        match &self.inner {
            Held::Alone(tx) => tx,
            Held::Together(seat) => seat.tx(),
        }
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx")
            .field("told", &self.told)
            .finish_non_exhaustive()
    }
}
