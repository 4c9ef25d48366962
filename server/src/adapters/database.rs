//! The database: SQLite in a file or PostgreSQL, opened with settings that keep money safe, and migrated by one
//! process at a time.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DbErr, Statement,
};
use std::{fs::File, path::Path, time::Duration};

/// Any number will do, as long as every Fonana process uses the same.
const MIGRATION_LOCK: i64 = 0x464f_4e41_4e41;

fn options(url: &str, connections: u32) -> ConnectOptions {
    options_with(url, connections, &[])
}

/// With settings of SQLite besides those that every connection has.
fn options_with(
    url: &str,
    connections: u32,
    more: &'static [(&'static str, &'static str)],
) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = more
                .iter()
                .fold(sqlite, |sqlite, (name, value)| sqlite.pragma(*name, *value));
            sqlite
                .pragma("journal_mode", "WAL")
                // A commit that was answered must survive a power cut.
                .pragma("synchronous", "FULL")
                // Mapped by each of four connections, and counted as memory of each.
                .pragma("mmap_size", "16777216")
                .pragma("cache_size", "-8192")
                // Statements with lists of ids are as many as the lists are long.
                .statement_cache_capacity(400)
                .busy_timeout(Duration::from_secs(10))
        });
    domain::together::keep_sound(&mut options);
    options
}

/// Opens the database and brings it up to date; safe with several processes starting at once.
pub async fn open(url: &str, data_dir: &Path) -> Result<DatabaseConnection, DbErr> {
    migrate(url, data_dir).await?;
    let connections = if sqlite(url) { 4 } else { 16 };
    Database::connect(options(url, connections)).await
}

/// Where transactions that write begin, on an open database: on SQLite one connection, whose pages stay known to it as nobody else writes them,
/// and for which writers stand in a queue. SQLite itself lets them sleep and look again, up to a tenth of a second later and in any order, while each
/// holds a connection.
pub async fn writer(url: &str, db: &DatabaseConnection) -> Result<DatabaseConnection, DbErr> {
    match sqlite(url) {
        // What a savepoint may have to undo is remembered, and not written into a file.
        true => Database::connect(options_with(url, 1, &[("temp_store", "MEMORY")])).await,
        false => Ok(db.clone()),
    }
}

/// Opens a database that nobody else uses yet, for filling it fast: a crash would leave it unusable.
pub async fn open_for_filling(url: &str, data_dir: &Path) -> Result<DatabaseConnection, DbErr> {
    migrate(url, data_dir).await?;
    let db = Database::connect(options(url, 1)).await?;
    if db.get_database_backend() == DatabaseBackend::Sqlite {
        db.execute_unprepared("PRAGMA synchronous = OFF").await?;
    }
    Ok(db)
}

/// Runs the migrations that the database has not seen, under a lock.
pub async fn migrate(url: &str, data_dir: &Path) -> Result<(), DbErr> {
    // Taken before connecting: two that make one new file at once would stumble over its first settings.
    let lock = if sqlite(url) {
        Some(file_lock(data_dir).await?)
    } else {
        None
    };
    // One connection, so that PostgreSQL's lock is held by the session that migrates.
    let db = Database::connect(options(url, 1)).await?;
    if db.get_database_backend() == DatabaseBackend::Postgres {
        db.execute_unprepared(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))
            .await?;
        let result = Migrator::up(&db, None).await;
        db.execute_unprepared(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))
            .await?;
        result?;
    } else {
        Migrator::up(&db, None).await?;
    }
    db.close().await?;
    drop(lock);
    Ok(())
}

fn sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// Waits for the folder's lock; it is released when the file is dropped, also when the process dies.
async fn file_lock(data_dir: &Path) -> Result<File, DbErr> {
    let folder = data_dir.to_owned();
    let take = move || {
        std::fs::create_dir_all(&folder)?;
        let file = File::create(folder.join("migrate.lock"))?;
        file.lock()?;
        Ok(file)
    };
    let custom = |error: std::io::Error| DbErr::Custom(format!("migration lock: {error}"));
    tokio::task::spawn_blocking(take)
        .await
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .map_err(custom)
}

/// Connects as it is: makes no file, changes no setting and runs no migration.
pub async fn look(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(false)
                .busy_timeout(Duration::from_secs(10))
        });
    Database::connect(options).await
}

/// How many migrations the database has not seen yet.
pub async fn pending(db: &DatabaseConnection) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations_read_only(db).await?.len())
}

/// The name of the network's genesis hash among what the installation keeps.
const GENESIS: &str = "genesis_hash";

/// The genesis hash that this database was first opened with; the given one, when this is the first time.
pub async fn keep_genesis(db: &DatabaseConnection, genesis_hash: &str) -> Result<String, DbErr> {
    let sql = "INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let values = [GENESIS.into(), genesis_hash.into()];
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        sql,
        values,
    ))
    .await?;
    Ok(kept_genesis(db).await?.unwrap_or_default())
}

/// The genesis hash that this database was first opened with.
pub async fn kept_genesis(db: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    let sql = "SELECT value FROM installation WHERE name = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [GENESIS.into()]);
    db.query_one_raw(statement)
        .await?
        .map(|row| row.try_get("", "value"))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::TransactionTrait;

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn a_new_folder_may_be_opened_by_many_at_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("data");
        let url = crate::config::sqlite_url(&path);
        let opening = (0..12).map(|_| {
            let (url, path) = (url.clone(), path.clone());
            tokio::spawn(async move { open(&url, &path).await })
        });
        for opened in futures::future::join_all(opening).await {
            let db = opened.expect("no panic").expect("the database opens");
            assert_eq!(pending(&db).await.expect("an answer"), 0);
        }
    }

    /// After a full disk the connection took all that was written for a part of something, and committed none of it.
    #[tokio::test]
    async fn what_is_written_after_the_disk_was_full_is_there() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = crate::config::sqlite_url(folder.path());
        let db = Database::connect(options(&url, 1)).await.expect("a database");
        let reader = Database::connect(options(&url, 1)).await.expect("the same");
        let run = async |sql: &str| db.execute_unprepared(sql).await.expect(sql);
        run("CREATE TABLE things (words BLOB)").await;
        let write = async |bytes: u32| {
            let tx = db.begin().await.expect("a transaction");
            let sql = format!("INSERT INTO things VALUES (zeroblob({bytes}))");
            tx.execute_unprepared(&sql).await.map(|_| tx)
        };
        run("PRAGMA max_page_count = 4").await;
        write(100_000).await.map(drop).expect_err("no room");
        run("PRAGMA max_page_count = 1000").await;
        write(1).await.expect("room").rollback().await.expect("undone");
        write(100_000)
            .await
            .expect("room")
            .commit()
            .await
            .expect("committed");
        let count = "SELECT count(*) AS many FROM things";
        let count = Statement::from_string(DatabaseBackend::Sqlite, count);
        let row = reader.query_one_raw(count).await.expect("a row").expect("a row");
        assert_eq!(row.try_get::<i64>("", "many").expect("a count"), 1);
    }

    #[tokio::test]
    async fn looking_makes_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = crate::config::sqlite_url(folder.path());
        assert!(look(&url).await.is_err());
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}
