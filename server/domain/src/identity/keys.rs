//! The keys that sign access tokens: kept in the database for all processes, cached here, replaced every 30
//! days. A key that was replaced more than an hour ago is refused and deleted.

use super::{entity::signing_key, random, store, tokens};
use crate::{Domain, Error, Result, columns};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::{DecodingKey, EncodingKey, Validation};
use shared::Timestamp;
use std::{
    sync::{Arc, OnceLock, PoisonError, RwLock},
    time::Duration,
};
use tokio::sync::Mutex;

/// A key signs for so long.
const SIGNS: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// A replaced key verifies for so much longer; access tokens live a quarter of it.
const VERIFIES: Duration = Duration::from_secs(60 * 60);
/// The database is asked about unknown keys at most this often, however many a forger names.
const ASK_EVERY: Duration = Duration::from_secs(3);

/// One key for HS256.
pub(super) struct Key {
    /// Its number in the order of making, the `kid` of tokens.
    pub id: String,
    number: u64,
    created_at: Timestamp,
    /// When the next key came; `None` for the newest.
    replaced_at: Option<Timestamp>,
    pub signs: EncodingKey,
    pub verifies: DecodingKey,
}

impl Key {
    fn may_sign(&self, now: Timestamp) -> bool {
        now < self.created_at.after(SIGNS)
    }

    fn may_verify(&self, now: Timestamp) -> bool {
        self.replaced_at
            .is_none_or(|replaced| now < replaced.after(VERIFIES))
    }
}

/// The keys as this process knows them, newest first.
#[derive(Default)]
struct Ring(Vec<Arc<Key>>);

impl Ring {
    fn newest(&self, now: Timestamp) -> Option<Arc<Key>> {
        self.0.first().filter(|key| key.may_sign(now)).cloned()
    }

    fn with_id(&self, id: &str) -> Option<&Arc<Key>> {
        self.0.iter().find(|key| key.id == id)
    }

    /// Whether a key's time is over, so that its row should go.
    fn is_stale(&self, now: Timestamp) -> bool {
        self.0.iter().any(|key| !key.may_verify(now))
    }
}

/// The cache of signing keys, one for a process; a default one is empty and fills itself.
#[derive(Default)]
pub struct Keys {
    ring: RwLock<Arc<Ring>>,
    /// Held while the ring is loaded; when that was last.
    loaded_at: Mutex<Option<Timestamp>>,
    /// For access tokens, and for addresses of files.
    validations: OnceLock<[Validation; 2]>,
}

impl Keys {
    /// The key to sign with, made when there is none or the newest is too old. When two processes make one at
    /// the same time, both get the one that came first.
    pub(super) async fn newest(&self, domain: &Domain) -> Result<Arc<Key>> {
        let now = domain.now();
        let ring = self.ring();
        if let Some(key) = ring.newest(now).filter(|_| !ring.is_stale(now)) {
            return Ok(key);
        }
        let mut loaded_at = self.loaded_at.lock().await;
        let mut ring = self.load(domain, &mut loaded_at).await?;
        if ring.newest(now).is_none() {
            let number = ring.0.first().map_or(0, |key| key.number).saturating_add(1);
            let secret = STANDARD.encode(random::<32>()?);
            let row = signing_key::Model {
                id: number.to_string(),
                secret,
                created_at: now.0,
            };
            store::insert_signing_key(&domain.db, row).await?;
            ring = self.load(domain, &mut loaded_at).await?;
        }
        ring.newest(now)
            .ok_or_else(|| Error::internal("the newest signing key is too old and none could be made"))
    }

    /// The key that a token names, if it may still verify. A key that another process made is found, but the
    /// database is asked at most once in three seconds.
    pub(super) async fn with_id(&self, domain: &Domain, id: &str) -> Result<Option<Arc<Key>>> {
        let now = domain.now();
        let usable = |ring: &Ring| ring.with_id(id).filter(|key| key.may_verify(now)).cloned();
        let ring = self.ring();
        if ring.with_id(id).is_some() {
            return Ok(usable(&ring));
        }
        let mut loaded_at = self.loaded_at.lock().await;
        // Somebody else may have loaded while we waited for the lock.
        let ring = self.ring();
        let recently = loaded_at.is_some_and(|then| (then..then.after(ASK_EVERY)).contains(&now));
        if recently || ring.with_id(id).is_some() {
            return Ok(usable(&ring));
        }
        let ring = self.load(domain, &mut loaded_at).await?;
        Ok(usable(&ring))
    }

    /// What a token must be, made once.
    pub(super) fn validation(&self, domain: &Domain, audience: &'static str) -> &Validation {
        let of = |audience| tokens::validation(&domain.rules.origin, audience);
        let made = self
            .validations
            .get_or_init(|| [of(tokens::SITE), of(tokens::MEDIA)]);
        &made[usize::from(audience == tokens::MEDIA)]
    }

    fn ring(&self) -> Arc<Ring> {
        // Nothing panics while it holds this lock, and an old ring is as good as before.
        self.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads all keys, deletes those whose time is over, and keeps the rest.
    async fn load(&self, domain: &Domain, loaded_at: &mut Option<Timestamp>) -> Result<Arc<Ring>> {
        let now = domain.now();
        let mut rows = Vec::new();
        for row in store::signing_keys(&domain.db).await? {
            let number: u64 = row
                .id
                .parse()
                .map_err(|_| columns::corrupt("signing_keys", &row.id))?;
            rows.push((number, row));
        }
        rows.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
        let mut keys = Vec::new();
        let mut replaced_at = None;
        for (number, row) in rows {
            let secret = STANDARD
                .decode(&row.secret)
                .map_err(|_| columns::corrupt("signing_keys", &row.id))?;
            let created_at = Timestamp(row.created_at);
            let key = Key {
                id: row.id,
                number,
                created_at,
                replaced_at,
                signs: EncodingKey::from_secret(&secret),
                verifies: DecodingKey::from_secret(&secret),
            };
            replaced_at = Some(created_at);
            if key.may_verify(now) {
                keys.push(Arc::new(key));
            } else {
                store::delete_signing_key(&domain.db, &key.id).await?;
            }
        }
        let ring = Arc::new(Ring(keys));
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring.clone();
        *loaded_at = Some(now);
        Ok(ring)
    }
}
