//! The transactions of the house: what is told in one is written with it, and given to those who hear it once it is committed. No other kind
//! is begun ([`Domain::begin`]), so nobody can forget either.

use super::write;
use crate::{Domain, Error, Result};
use sea_orm::DatabaseTransaction;
use shared::live::{Channel, Event};
use std::{
    fmt,
    ops::Deref,
    sync::{Mutex, PoisonError},
};

/// A transaction that writes. Dropped, it is rolled back.
pub struct Tx {
    pub(super) inner: DatabaseTransaction,
    domain: Domain,
    told: Mutex<Vec<(Channel, Event)>>,
}

impl Tx {
    pub(crate) fn new(domain: Domain, inner: DatabaseTransaction) -> Self {
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
        let events = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        let told = write(&self, events, self.domain.now()).await?;
        let Self { inner, domain, .. } = self;
        inner.commit().await?;
        // Whoever hears of it and asks for the thing must not get it as it was. What concerns one person stands in no list.
        if told
            .iter()
            .any(|told| !matches!(told.channel, Channel::Person(_)))
        {
            domain.lists.changed();
        }
        if !told.is_empty() {
            domain.listener.told(&told);
        }
        Ok(())
    }

    /// Undoes everything now.
    pub async fn rollback(self) -> Result<()> {
        self.inner.rollback().await.map_err(Error::from)
    }
}

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx")
            .field("told", &self.told)
            .finish_non_exhaustive()
    }
}
