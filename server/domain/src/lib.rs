//! The law of Fonana: who may see, do and buy what, and what is written when they do. It knows no HTTP, no
//! pages and no environment; the outside world comes in through [`ports`].

pub mod access;
pub mod columns;
pub mod comments;
pub mod courier;
pub mod creators;
pub mod engagement;
pub mod error;
pub mod feed;
pub mod hearing;
pub mod identity;
pub mod inbox;
pub mod index;
mod installation_store;
pub mod kept;
pub mod live;
pub mod media;
pub mod messages;
pub mod moderation;
pub mod notifications;
pub mod payments;
mod payout;
pub mod personal_data;
pub mod ports;
pub mod posts;
mod questions;
mod rounds;
pub mod rules;
pub mod search;
pub mod subscriptions;
pub mod together;
mod uses_store;
pub mod viewer;

pub use error::{Error, Result};
use kept::{Edition, Kept};
pub use live::Tx;
pub use payout::Payout;
pub use questions::Round;
pub use rules::Rules;
pub use viewer::{Creating, Person, Viewer};

use live::Held;
use sea_orm::{DatabaseConnection, DbBackend, TransactionTrait};
use shared::{
    Timestamp,
    identity::Handle,
    ids::{MediaId, PostId, UserId},
};
use std::{hash::Hash, sync::Arc};
use uuid::Uuid;

/// Everything a use case needs: the database, the outside world and the house's rules. Cheap to clone.
#[derive(Clone)]
pub struct Domain {
    pub db: DatabaseConnection,
    /// What transactions that write begin on. SQLite has one writer at a time, so there it is one connection, for which they stand in a queue.
    pub writer: DatabaseConnection,
    /// Transactions that stand in that queue and are committed together; begin with a default one.
    pub together: Arc<together::Together>,
    pub clock: Arc<dyn ports::Clock>,
    pub chain: Arc<dyn ports::Chain>,
    pub storage: Arc<dyn ports::Storage>,
    /// Where uploads lie until they are whole.
    pub parts: Arc<dyn ports::Parts>,
    pub rules: Arc<Rules>,
    /// The keys of access tokens, cached; begin with a default one.
    pub keys: Arc<identity::Keys>,
    /// The figures of the home page, cached; begin with a default one.
    pub figures: Arc<feed::KeptFigures>,
    /// Lists as they are for everybody, kept for a moment; begin with a default one.
    pub lists: Arc<Lists>,
    /// What SOL is worth; begin with one that says whether there are sources.
    pub prices: Arc<payments::fiat::Prices>,
    /// Woken whenever a payment may have arrived, so that the scanner need not wait for its next round.
    pub payments_due: Arc<ports::Bell>,
    /// Woken when somebody asks for an export.
    pub exports_due: Arc<ports::Bell>,
    /// Woken when an upload is whole.
    pub uploads_due: Arc<ports::Bell>,
    /// Woken when there is something to be made of one, by [`media::making::Lane`].
    pub makings_due: Arc<[ports::Bell; 2]>,
    /// Woken when somebody writes to many.
    pub broadcasts_due: Arc<ports::Bell>,
    /// Woken when a draft is scheduled.
    pub drafts_due: Arc<ports::Bell>,
    /// Hears what was told, once it is committed.
    pub listener: Arc<dyn ports::Listener>,
    /// Where the parts of one page ask together; see [`Domain::for_page`].
    pub round: Option<Arc<Round>>,
}

/// The lists that this process keeps, and what stands by itself as lists do.
#[derive(Debug)]
pub struct Lists {
    edition: Edition,
    /// Of what no count is in.
    facts: Edition,
    pub posts: Kept<feed::Asked, feed::Piece>,
    pub creators: Kept<creators::Asked, creators::Piece>,
    /// What a creator's page has of them.
    pub own: Kept<Handle, creators::Own>,
    /// Posts that stand first on their creators' pages.
    pub pinned: Kept<UserId, posts::Bundle>,
    /// Posts by themselves.
    pub post: Kept<PostId, posts::Bundle>,
    /// What decides who may open a post; the counts in it may be old.
    pub deciding: Kept<PostId, posts::store::Row>,
    /// Pictures, films and sounds by themselves, with what decides who may open them.
    pub files: Kept<MediaId, posts::files::Facts>,
    pub comments: Kept<comments::Asked, comments::Piece>,
    /// What is shown of a page of what was found.
    pub shown_posts: Kept<Vec<Uuid>, posts::Bundle>,
    pub shown_creators: Kept<Vec<UserId>, Vec<creators::store::Row>>,
    pub found: search::Found,
}

impl Default for Lists {
    fn default() -> Self {
        let (edition, facts) = <(Edition, Edition)>::default();
        Self {
            posts: Kept::new(edition.clone(), 1_000),
            creators: Kept::new(edition.clone(), 1_000),
            own: Kept::new(edition.clone(), 1_000),
            pinned: Kept::new(edition.clone(), 1_000),
            post: Kept::new(edition.clone(), 1_000),
            deciding: Kept::new(facts.clone(), 1_000),
            files: Kept::new(facts.clone(), 10_000),
            comments: Kept::new(edition.clone(), 1_000),
            shown_posts: Kept::new(edition.clone(), 200),
            shown_creators: Kept::new(edition.clone(), 200),
            found: search::Found::new(&edition),
            edition,
            facts,
        }
    }
}

impl Lists {
    /// Room for what is made of these lists, up to `most` things: it is old when they are.
    pub fn made_of_them<K, V>(&self, most: u64) -> Kept<K, V>
    where
        K: Hash + Eq + Send + Sync + 'static,
        V: Send + Sync + 'static,
    {
        Kept::new(self.edition.clone(), most)
    }

    /// To be called after the commit of anything that a list shows: posts, names, faces, counts, prices, subscribers.
    pub fn changed(&self) {
        self.facts.turn();
        self.edition.turn();
    }

    /// The same, where nothing changed but what people wrote below something, or how many like or follow it.
    pub fn counted(&self) {
        self.edition.turn();
    }
}

impl Domain {
    /// The server's time; the only clock that decides anything.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The same for one page, whose parts are read at the same time: what they ask of the viewer then is one statement.
    pub fn for_page(&self) -> Self {
        Self {
            round: Some(Arc::default()),
            ..self.clone()
        }
    }

    /// A new identifier, ordered by time (UUID version 7).
    pub fn new_id(&self) -> Uuid {
        let now = self.now().0.max(0);
        let seconds = u64::try_from(now / 1000).unwrap_or(0);
        let nanos = u32::try_from(now % 1000).unwrap_or(0) * 1_000_000;
        Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos))
    }

    /// Begins a transaction that writes, on the connection for that. On SQLite it takes the lock at once, so that writers of two
    /// processes wait for each other instead of failing half-way.
    pub async fn begin(&self) -> Result<Tx> {
        let db = self.writer.clone();
        // In a task of its own: where a future is dropped between BEGIN and its answer, sqlx 0.9 forgets that PostgreSQL has begun,
        // and whatever uses the connection next would be written into a transaction that nobody ends. What nobody waits for any
        // more is rolled back.
        let begun = tokio::spawn(async move { db.begin_with_options(together::at_once()).await });
        let begun = begun.await.map_err(Error::internal)??;
        Ok(Tx::new(self.clone(), Held::Alone(begun)))
    }

    /// The same for what many do at once and no money is in: on SQLite those that wait are committed together. What is answered must
    /// not rest on what was read in one that was dropped.
    pub async fn begin_together(&self) -> Result<Tx> {
        if self.writer.get_database_backend() != DbBackend::Sqlite {
            return self.begin().await;
        }
        let seat = self.together.begin(&self.writer).await?;
        Ok(Tx::new(self.clone(), Held::Together(seat)))
    }
}
