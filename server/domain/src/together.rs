//! Transactions of SQLite that stand in the queue together are committed together, so that they share one write to the disk. It tells
//! nobody that something is written before it is, and refuses to let what one of them undoes touch another.
//!
//! Each has a savepoint of its own among the others'. What it reads may be another's that is not committed yet: so whoever answers with
//! what they read ends their transaction first ([`crate::Tx::commit`], [`crate::Tx::rollback`]), which waits for that.

use crate::{
    Error, Result,
    live::{self, Told, Words},
};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait, sqlx::Connection,
};
use std::{
    mem,
    sync::{Arc, OnceLock},
};
use tokio::sync::{mpsc, oneshot};

/// So many are committed at once, for the first waits until the last is done.
const MOST: usize = 16;

/// What begins a transaction that holds SQLite's lock at once.
pub(crate) fn at_once() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

/// Keeps SQLite's connections from being given out while they count a transaction that is over. SQLite ends one by itself where the disk
/// is full; sqlx 0.9 does not learn of it, and makes of each later one a part of another that nobody commits.
pub fn keep_sound(options: &mut ConnectOptions) {
    options.map_sqlx_sqlite_before_acquire(|connection, _| {
        let sound = !connection.is_in_transaction();
        Box::pin(std::future::ready(Ok(sound)))
    });
}

/// Where somebody is told whether what they did is on the disk.
type Answer = oneshot::Sender<Result<()>>;

/// How a place among others is left: with what is told of it, or undone. One that is dropped is undone.
type Left = (Option<Words>, Answer);

/// A transaction among others. Dropped, what was done in it is undone.
pub(crate) struct Seat {
    // Let go of first: once it is left nobody else holds the transaction.
    tx: Arc<DatabaseTransaction>,
    left: oneshot::Sender<Left>,
}

impl Seat {
    pub(crate) fn tx(&self) -> &DatabaseTransaction {
        &self.tx
    }

    async fn leave(self, words: Option<Words>) -> Result<()> {
        let Self { tx, left } = self;
        drop(tx);
        let (answer, answered) = oneshot::channel();
        left.send((words, answer))
            .map_err(|_| Error::internal("nobody commits"))?;
        answered.await.map_err(Error::internal)?
    }

    /// Commits it, with what it tells.
    pub(crate) async fn commit(self, words: Words) -> Result<()> {
        self.leave(Some(words)).await
    }

    /// Undoes it, and waits until what was read in it is on the disk.
    pub(crate) async fn rollback(self) -> Result<()> {
        self.leave(None).await
    }
}

type Asking = oneshot::Sender<Result<Seat, DbErr>>;

/// The queue of those who may be committed together.
#[derive(Debug, Default)]
pub struct Together {
    queue: OnceLock<mpsc::UnboundedSender<Asking>>,
}

impl Together {
    /// A place in a transaction on this connection, as soon as it is one's turn.
    pub(crate) async fn begin(&self, on: &DatabaseConnection) -> Result<Seat> {
        let queue = self.queue.get_or_init(|| {
            let (asking, asked) = mpsc::unbounded_channel();
            tokio::spawn(serve(on.clone(), asked));
            asking
        });
        let (asking, seat) = oneshot::channel();
        queue.send(asking).map_err(Error::internal)?;
        Ok(seat.await.map_err(Error::internal)??)
    }
}

async fn serve(on: DatabaseConnection, mut queue: mpsc::UnboundedReceiver<Asking>) {
    while let Some(first) = queue.recv().await {
        match on.begin_with_options(at_once()).await {
            Ok(tx) => one_after_the_other(tx, first, &mut queue).await,
            Err(error) => drop(first.send(Err(error))),
        }
    }
}

/// Lets those who wait into one transaction, the first without a savepoint: alone it costs what any other does.
async fn one_after_the_other(
    tx: DatabaseTransaction,
    first: Asking,
    queue: &mut mpsc::UnboundedReceiver<Asking>,
) {
    let tx = Arc::new(tx);
    let (mut next, mut all, mut saved) = (Some(first), Vec::new(), false);
    let mut ended = Ok(());
    while let Some(asking) = next.take() {
        let (left, leaving) = oneshot::channel();
        let tx_of_it = tx.clone();
        // Whoever is not there any more drops it, which undoes nothing.
        _ = asking.send(Ok(Seat { tx: tx_of_it, left }));
        let left: Option<Left> = leaving.await.ok();
        let undone = !matches!(left, Some((Some(_), _)));
        all.extend(left);
        if undone && !saved {
            // Nothing else is in it.
            break;
        }
        if all.len() < MOST {
            next = queue.try_recv().ok();
        }
        let between = match (undone, saved) {
            (true, _) => "ROLLBACK TO one",
            (false, _) if next.is_none() => break,
            (false, true) => "RELEASE one; SAVEPOINT one",
            (false, false) => "SAVEPOINT one",
        };
        // Where SQLite undid everything itself, as when the disk is full, there is no savepoint any more.
        ended = tx.execute_unprepared(between).await.map(drop);
        if ended.is_err() {
            break;
        }
        saved = true;
    }
    let told = match ended {
        Ok(()) => end(tx, &mut all).await,
        Err(error) => Err(error.into()),
    };
    // Told in their order, whether somebody still waits for the answer or not, and while others write.
    tokio::spawn(async move {
        for (at, (words, answer)) in all.into_iter().enumerate() {
            let told = told.as_ref().map(|told| told.get(at));
            if let (Ok(Some(told)), Some(words)) = (&told, words) {
                words.are_committed(told);
            }
            _ = answer.send(told.map(drop).map_err(Error::again));
        }
    });
}

/// Commits what was written, with what is told of it, or undoes what is left; of each what was told.
async fn end(tx: Arc<DatabaseTransaction>, all: &mut [Left]) -> Result<Vec<Vec<Told>>> {
    let tx = Arc::try_unwrap(tx).map_err(|_| Error::internal("a transaction that was left is held"))?;
    let now = all
        .iter()
        .filter_map(|(words, _)| words.as_ref())
        .map(|words| words.now);
    let Some(now) = now.max() else {
        tx.rollback().await?;
        return Ok(Vec::new());
    };
    let telling = |(words, _): &mut Left| words.as_mut().map(|words| mem::take(&mut words.telling));
    let tellings = all.iter_mut().map(telling).map(Option::unwrap_or_default);
    let told = live::write(&tx, tellings.collect(), now).await?;
    tx.commit().await?;
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::future::join_all;
    use sea_orm::{Database, DbBackend, Statement};
    use shared::Timestamp;
    use std::task::Poll;

    struct House {
        writer: DatabaseConnection,
        reader: DatabaseConnection,
        together: Together,
        _folder: tempfile::TempDir,
    }

    impl House {
        async fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let url = format!("sqlite://{}?mode=rwc", folder.path().join("a.db").display());
            let open = |url: String| async move {
                let mut options = ConnectOptions::new(url);
                options.max_connections(1).sqlx_logging(false);
                options.map_sqlx_sqlite_opts(|sqlite| sqlite.pragma("journal_mode", "WAL"));
                keep_sound(&mut options);
                Database::connect(options).await.expect("a database")
            };
            let (writer, reader) = (open(url.clone()).await, open(url).await);
            let table = "CREATE TABLE things (number INTEGER PRIMARY KEY, words TEXT)";
            writer.execute_unprepared(table).await.expect("a table");
            Self {
                writer,
                reader,
                together: Together::default(),
                _folder: folder,
            }
        }

        async fn begin(&self) -> Seat {
            self.together.begin(&self.writer).await.expect("a place")
        }

        /// What is committed.
        async fn there(&self) -> Vec<i64> {
            numbers(&self.reader).await
        }

        /// How many pages the file may have.
        async fn limit(&self, pages: u32) {
            let pragma = format!("PRAGMA max_page_count = {pages}");
            self.writer.execute_unprepared(&pragma).await.expect("a limit");
        }
    }

    async fn numbers(db: &impl ConnectionTrait) -> Vec<i64> {
        let all = Statement::from_string(DbBackend::Sqlite, "SELECT number FROM things ORDER BY number");
        let rows = db.query_all_raw(all).await.expect("rows");
        rows.iter()
            .map(|row| row.try_get("", "number").expect("a number"))
            .collect()
    }

    async fn commit(seat: Seat) -> crate::Result<()> {
        let words = Words {
            telling: Vec::new(),
            now: Timestamp(0),
            lists: Arc::default(),
            listener: Arc::new(()),
        };
        seat.commit(words).await
    }

    async fn write(seat: &Seat, number: i64, length: usize) -> Result<(), DbErr> {
        let words = "x".repeat(length);
        let sql = format!("INSERT INTO things VALUES ({number}, '{words}')");
        seat.tx().execute_unprepared(&sql).await.map(drop)
    }

    #[tokio::test]
    async fn whoever_waits_is_committed_with_the_first_and_told_together() {
        let house = House::new().await;
        let first = house.begin().await;
        write(&first, 1, 1).await.expect("written");
        let mut second = Box::pin(house.begin());
        let mut third = Box::pin(house.begin());
        assert!(futures::poll!(&mut second).is_pending());
        assert!(futures::poll!(&mut third).is_pending());
        let mut told = Box::pin(commit(first));
        assert!(futures::poll!(&mut told).is_pending());
        let second = second.await;
        assert_eq!(numbers(second.tx()).await, [1], "it reads what comes before it");
        write(&second, 2, 1).await.expect("written");
        assert!(futures::poll!(&mut told).is_pending(), "it is not written yet");
        assert!(house.there().await.is_empty());
        let second = commit(second);
        let third = async {
            let third = third.await;
            write(&third, 3, 1).await.expect("written");
            third.rollback().await
        };
        let (first, second, third) = futures::join!(told, second, third);
        assert!(matches!((first, second, third), (Ok(()), Ok(()), Ok(()))));
        assert_eq!(house.there().await, [1, 2]);
    }

    #[tokio::test]
    async fn many_at_once_undo_their_own_and_nobody_elses() {
        let house = House::new().await;
        let one = |number: i64| {
            let house = &house;
            async move {
                let seat = house.begin().await;
                write(&seat, number, 10).await.expect("written");
                match number % 4 {
                    0 => drop(seat),
                    1 => seat.rollback().await.expect("undone"),
                    2 => {
                        // Its statement fails, and what it wrote before stands.
                        write(&seat, number, 10).await.expect_err("there already");
                        commit(seat).await.expect("committed");
                    }
                    _ => commit(seat).await.expect("committed"),
                }
                let expected = number % 4 > 1;
                assert_eq!(house.there().await.contains(&number), expected, "{number}");
            }
        };
        join_all((0..100).map(one)).await;
        let expected: Vec<i64> = (0..100).filter(|number| number % 4 > 1).collect();
        assert_eq!(house.there().await, expected);
    }

    #[tokio::test]
    async fn whoever_goes_while_they_wait_is_passed_over() {
        let house = House::new().await;
        let first = house.begin().await;
        let mut gone = Box::pin(house.begin());
        assert!(futures::poll!(&mut gone).is_pending());
        drop(gone);
        let mut last = Box::pin(house.begin());
        assert!(futures::poll!(&mut last).is_pending());
        drop(first);
        let last = last.await;
        write(&last, 1, 1).await.expect("written");
        commit(last).await.expect("committed");
        assert_eq!(house.there().await, [1]);
    }

    #[tokio::test]
    async fn nobody_is_told_that_it_is_written_when_all_of_it_was_undone() {
        let house = House::new().await;
        let first = house.begin().await;
        write(&first, 1, 1).await.expect("written");
        let mut second = Box::pin(house.begin());
        assert!(matches!(futures::poll!(&mut second), Poll::Pending));
        let first = commit(first);
        let second = async {
            let second = second.await;
            second.tx().execute_unprepared("ROLLBACK").await.expect("undone");
            commit(second).await
        };
        let (first, second) = futures::join!(first, second);
        assert!(first.is_err() && second.is_err());
        assert!(house.there().await.is_empty());
    }

    #[tokio::test]
    async fn a_full_disk_is_over_when_there_is_room() {
        let house = House::new().await;
        house.limit(4).await;
        let seat = house.begin().await;
        write(&seat, 1, 100_000).await.expect_err("no room");
        commit(seat).await.expect_err("all of it was undone");
        house.limit(1_000).await;
        let seat = house.begin().await;
        write(&seat, 3, 1).await.expect("room");
        seat.rollback().await.expect("undone");
        let seat = house.begin().await;
        write(&seat, 2, 100_000).await.expect("room");
        commit(seat).await.expect("committed");
        assert_eq!(house.there().await, [2]);
    }
}
