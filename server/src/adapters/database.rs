//! The database: SQLite in a file or PostgreSQL, opened with settings that keep money safe, and migrated by one
//! process at a time.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DbErr};
use std::{path::Path, time::Duration};

/// Any number will do, as long as every Fonana process uses the same.
const MIGRATION_LOCK: i64 = 0x464f_4e41_4e41;

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                // A commit that was answered must survive a power cut.
                .pragma("synchronous", "FULL")
                .pragma("mmap_size", "268435456")
                .pragma("cache_size", "-8192")
                .busy_timeout(Duration::from_secs(10))
        });
    options
}

/// Opens the database and brings it up to date; safe with several processes starting at once.
pub async fn open(url: &str, data_dir: &Path) -> Result<DatabaseConnection, DbErr> {
    migrate(url, data_dir).await?;
    let connections = if url.starts_with("sqlite:") { 4 } else { 16 };
    Database::connect(options(url, connections)).await
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
    let custom = |error: std::io::Error| DbErr::Custom(format!("migration lock: {error}"));
    std::fs::create_dir_all(data_dir).map_err(custom)?;
    // One connection, so that the lock is held by the session that migrates.
    let db = Database::connect(options(url, 1)).await?;
    if db.get_database_backend() == DatabaseBackend::Postgres {
        db.execute_unprepared(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))
            .await?;
        let result = Migrator::up(&db, None).await;
        db.execute_unprepared(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))
            .await?;
        result?;
    } else {
        let path = data_dir.join("migrate.lock");
        // Released when the file is dropped, also when the process dies.
        let lock = tokio::task::spawn_blocking(move || {
            let file = std::fs::File::create(path)?;
            file.lock()?;
            Ok(file)
        })
        .await
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .map_err(custom)?;
        Migrator::up(&db, None).await?;
        drop(lock);
    }
    db.close().await
}
